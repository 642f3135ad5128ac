package org.chaoscert.oracle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.chaoscert.oracle.SlowPiecewiseLinear.Interval;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/** Tries the conditions of the certificate format on a proof, word by word, for a map f of D = [left, right]. */
public final class ProofJudge {
    private final SlowPiecewiseLinear f;
    private final Fraction left;
    private final Fraction right;
    private final List<String> objections = new ArrayList<>();

    private ProofJudge(SlowPiecewiseLinear f, Fraction left, Fraction right) {
        this.f = f;
        this.left = left;
        this.right = right;
    }

    /** Returns what is wrong with the proof; nothing if it holds. */
    public static List<String> objections(Proof proof, SlowPiecewiseLinear f, Fraction left, Fraction right) {
        ProofJudge judge = new ProofJudge(f, left, right);
        if (proof.witness() instanceof Witness.LiYorkePoint witness) {
            judge.require(proof.claim() instanceof Claim.LiYorkeChaos, "another claim");
            judge.liYorkePoint(witness.iterate(), Fraction.of(witness.point()));
        } else if (proof.witness() instanceof Witness.Cover cover) {
            judge.require(proof.claim() instanceof Claim.NoPeriod, "another claim");
            judge.cover(cover.cells(), ((Claim.NoPeriod) proof.claim()).period());
        } else if (proof.witness() instanceof Witness.OneSided oneSided) {
            judge.require(proof.claim() instanceof Claim.NoPeriod, "another claim");
            judge.oneSided(oneSided.side() == Witness.Side.BELOW ? 1 : -1);
        } else {
            judge.require(false, "an orbit is no witness of a verdict");
        }
        return judge.objections;
    }

    /** Returns what is wrong with an orbit of f; nothing if it is one. */
    public static List<String> objections(List<Fraction> orbit, SlowPiecewiseLinear f, Fraction left, Fraction right) {
        ProofJudge judge = new ProofJudge(f, left, right);
        judge.require(new HashSet<>(orbit).size() == orbit.size() && !orbit.isEmpty(), "points repeat in " + orbit);
        for (int i = 0; i < orbit.size(); i++) {
            Fraction x = orbit.get(i);
            judge.require(judge.isInside(x), x + " is outside D");
            Fraction next = orbit.get((i + 1) % orbit.size());
            judge.require(f.at(x).equals(next), "f(" + x + ") is " + f.at(x) + ", not " + next);
        }
        return judge.objections;
    }

    private void require(boolean condition, String objection) {
        if (!condition) {
            objections.add(objection);
        }
    }

    private boolean isInside(Fraction x) {
        return x.isFinite() && !x.isBelow(left) && !right.isBelow(x);
    }

    private void liYorkePoint(int m, Fraction a) {
        Fraction b = iterate(f, a, m);
        Fraction c = iterate(f, b, m);
        Fraction d = iterate(f, c, m);
        require(isInside(a), a + " is outside D");
        require(
                (!a.isBelow(d) && a.isBelow(b) && b.isBelow(c)) || (!d.isBelow(a) && b.isBelow(a) && c.isBelow(b)),
                "no Li-Yorke point of f^" + m + ": " + List.of(a, b, c, d));
    }

    private static Fraction iterate(SlowPiecewiseLinear f, Fraction x, int m) {
        Fraction y = x;
        for (int i = 0; i < m; i++) {
            y = f.at(y);
        }
        return y;
    }

    /** side · (x − f(x)) ≥ 0 at finite ends and places; the function is affine in between, and its slope decides beyond. */
    private void oneSided(int side) {
        List<Fraction> tried = new ArrayList<>(f.placesInside(left, right));
        List.of(left, right).stream().filter(Fraction::isFinite).forEach(tried::add);
        if (tried.isEmpty()) {
            tried.add(Fraction.ZERO);
        }
        for (Fraction x : tried) {
            require(side * x.compareTo(f.at(x)) >= 0, "f(" + x + ") = " + f.at(x) + " is on the other side");
        }
        List<Fraction> slopes = f.slopes(left, right);
        require(left.isFinite() || side * slopes.get(0).compareTo(Fraction.ONE) >= 0, "the slope at -inf");
        require(
                right.isFinite() || side * slopes.get(slopes.size() - 1).compareTo(Fraction.ONE) <= 0,
                "the slope at inf");
    }

    private void cover(List<Cell> cells, int n) {
        Fraction from = left;
        for (Cell cell : cells) {
            Fraction to = Fraction.of(cell.to());
            require(from.isBelow(to), "cells are not increasing at " + to);
            if (from.isBelow(to)) {
                Interval j = new Interval(from, to);
                require(holds(f, j, cell, n), cell.rule().word() + " fails on " + j);
            }
            from = to;
        }
        require(from.equals(right), "the cover ends at " + from);
    }

    /** Whether the conditions of a cell's rule hold for the interval J, n being the period that is to be absent. */
    public static boolean holds(SlowPiecewiseLinear f, Interval j, Cell cell, int n) {
        int e = cell.divisor();
        return switch (cell.rule()) {
            case SEPARATED -> {
                Interval image = image(f, j, n);
                yield image.high().isBelow(j.low()) || j.high().isBelow(image.low());
            }
            case DRIFT -> {
                Interval p = product(f, j, n);
                boolean falls = p.high().compareTo(Fraction.ONE) <= 0;
                boolean rises = p.low().compareTo(Fraction.ONE) >= 0;
                yield (falls && (sign(f, j.low(), n) < 0 || sign(f, j.high(), n) > 0))
                        || (rises && (sign(f, j.low(), n) > 0 || sign(f, j.high(), n) < 0));
            }
            case MONOTONE -> {
                Interval p = product(f, j, n);
                boolean excludesOne = p.high().isBelow(Fraction.ONE) || Fraction.ONE.isBelow(p.low());
                yield e >= 1
                        && e < n
                        && n % e == 0
                        && excludesOne
                        && (hasFixedEnd(f, j, e) || hasOppositeSigns(f, j, e));
            }
            case FIXED ->
                e >= 1
                        && e < n
                        && n % e == 0
                        && product(f, j, e).equals(new Interval(Fraction.ONE, Fraction.ONE))
                        && hasFixedEnd(f, j, e);
            case NO_SWAP -> {
                Interval hull = j;
                for (int i = e; e >= 1 && i < n; i += e) {
                    Interval image = image(f, j, i);
                    hull = new Interval(
                            image.low().isBelow(hull.low()) ? image.low() : hull.low(),
                            hull.high().isBelow(image.high()) ? image.high() : hull.high());
                }
                yield e >= 1
                        && e < n
                        && n % e == 0
                        && Fraction.of(-1).isBelow(product(f, hull, e).low());
            }
        };
    }

    /** The sign of f^k − id at a finite end; 0 stands for "not told" at an infinite one. */
    private static int sign(SlowPiecewiseLinear f, Fraction end, int k) {
        return end.isFinite() ? iterate(f, end, k).compareTo(end) : 0;
    }

    private static boolean hasFixedEnd(SlowPiecewiseLinear f, Interval j, int e) {
        return (j.low().isFinite() && iterate(f, j.low(), e).equals(j.low()))
                || (j.high().isFinite() && iterate(f, j.high(), e).equals(j.high()));
    }

    private static boolean hasOppositeSigns(SlowPiecewiseLinear f, Interval j, int e) {
        Interval p = product(f, j, e);
        int outward = p.high().isBelow(Fraction.ONE) ? -1 : Fraction.ONE.isBelow(p.low()) ? 1 : 0;
        int atLow = j.low().isFinite() ? sign(f, j.low(), e) : -outward;
        int atHigh = j.high().isFinite() ? sign(f, j.high(), e) : outward;
        return atLow * atHigh < 0;
    }

    private static Interval image(SlowPiecewiseLinear f, Interval j, int k) {
        Interval image = j;
        for (int i = 0; i < k; i++) {
            image = f.image(image.low(), image.high());
        }
        return image;
    }

    /** P_k(J), the product of the slope ranges over J, f(J), …, f^(k−1)(J). */
    private static Interval product(SlowPiecewiseLinear f, Interval j, int k) {
        Interval product = new Interval(Fraction.ONE, Fraction.ONE);
        Interval image = j;
        for (int i = 0; i < k; i++) {
            Interval s = f.slopeRange(image.low(), image.high());
            image = f.image(image.low(), image.high());
            List<Fraction> ends = List.of(
                    product.low().times(s.low()),
                    product.low().times(s.high()),
                    product.high().times(s.low()),
                    product.high().times(s.high()));
            product = new Interval(
                    ends.stream().min(Fraction::compareTo).orElseThrow(),
                    ends.stream().max(Fraction::compareTo).orElseThrow());
        }
        return product;
    }
}
