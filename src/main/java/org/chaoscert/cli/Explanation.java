package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BallMap;
import org.chaoscert.map.Derivative;
import org.chaoscert.map.Order;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.RationalMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.SpanOrbit;
import org.chaoscert.network.SmoothMap;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;

/** A proof retold in lines, with the numbers that make it true. */
final class Explanation {
    /** Longer ends of enclosures are rounded for reading. */
    private static final int LONGEST_END = 20;

    private final RationalMap<? extends SpanOrbit> map;
    private final String subject;
    private final Proof proof;
    private final Report report = new Report();

    private Explanation(RationalMap<? extends SpanOrbit> map, String subject, Proof proof) {
        this.map = map;
        this.subject = subject;
        this.proof = proof;
    }

    /** Of one map. */
    static Explanation of(PiecewiseLinearMap map, Proof proof) {
        return new Explanation(map, map.function().pieces() + " affine pieces on " + map.domain(), proof);
    }

    /** Of a map that is known by enclosures. */
    static Explanation of(SmoothMap<?> map, Proof proof) {
        return new Explanation(map, "a smooth map on " + map.domain() + ", enclosed in intervals", proof);
    }

    /** Of all maps in a ball of networks. */
    static Explanation of(BallMap map, Rational radius, Proof proof) {
        String subject = "any network whose weights and biases each differ by at most " + Report.shown(radius) + ", on "
                + map.domain() + "; all that follows holds for each of them";
        return new Explanation(map, subject, proof);
    }

    String text() {
        report.line("claim", proof.claim().toString())
                .line("by", proof.theorem())
                .line("f", subject);
        Witness witness = proof.witness();
        if (witness instanceof Witness.LiYorkePoint point) {
            liYorkePoint(point);
            if (proof.claim() instanceof Claim.FloatLiYorke computed) {
                report.line(
                        "and",
                        "every evaluation in " + computed.format().word() + " that begins at a keeps this order");
            }
        } else if (proof.claim() instanceof Claim.FloatEvaluation evaluation) {
            evaluation(evaluation);
        } else if (witness instanceof Witness.PeriodicOrbit orbit) {
            periodicOrbit(orbit.orbit());
        } else if (proof.claim() instanceof Claim.NoPeriod claim) {
            noPeriod(witness, claim.period());
        } else if (proof.claim() instanceof Claim.EntropyAtMost zero
                && zero.period().isPresent()) {
            noPeriod(witness, zero.period().getAsInt());
            report.line("so", "all periods are powers of two, and the entropy is 0 (Misiurewicz)");
        } else if (map instanceof PiecewiseLinearMap exact) {
            new EntropyExplanation(exact, report).tell(proof);
        }
        return report.toString();
    }

    private void liYorkePoint(Witness.LiYorkePoint witness) {
        int m = witness.iterate();
        String g = m == 1 ? "f" : "f^" + m;
        SpanOrbit orbit = map.follow(witness.point(), witness.point(), 3 * m);
        boolean rising = orbit.image(m).lower().compareTo(witness.point()) > 0;
        report.line("a", Report.shown(witness.point()))
                .line("b = g(a)", inWords(orbit.image(m)) + ", where g = " + g)
                .line("c = g(b)", inWords(orbit.image(2 * m)))
                .line("d = g(c)", inWords(orbit.image(3 * m)))
                .line("so", rising ? "d <= a < b < c" : "d >= a > b > c")
                .line("therefore", g + " has points of every period, and f an uncountable scrambled set");
    }

    /** A number, or in an interval. */
    private String inWords(Span image) {
        return image.isPoint() ? shown(image.lower()) : "in " + shown(image);
    }

    private String shown(Span span) {
        return (span.lower().isFinite() ? "[" : "(") + shown(span.lower()) + ", " + shown(span.upper())
                + (span.upper().isFinite() ? "]" : ")");
    }

    /** The ends of enclosures are rounded anyway, outward. */
    private String shown(Rational value) {
        boolean isLong = value.toString().length() > LONGEST_END;
        return map instanceof SmoothMap && isLong ? Report.rounded(value) : Report.shown(value);
    }

    private void evaluation(Claim.FloatEvaluation claim) {
        report.line("on", Report.shown(new Span(claim.from(), claim.to())))
                .line("deviation", Report.rounded(claim.deviation()))
                .line(
                        "so",
                        "whatever the order of summation and the direction of rounding, with products fused or not,"
                                + " what is computed from a number x of "
                                + claim.format().word()
                                + " is within that of f(x)");
    }

    private void periodicOrbit(List<Rational> orbit) {
        for (int i = 0; i < orbit.size(); i++) {
            Rational next = orbit.get((i + 1) % orbit.size());
            report.line("f(x" + i + ")", Report.shown(orbit.get(i)) + " -> " + Report.shown(next));
        }
        report.line("so", "the " + orbit.size() + " points are different, and f takes each to the next");
    }

    private void noPeriod(Witness witness, int n) {
        if (witness instanceof Witness.OneSided oneSided) {
            oneSided(oneSided.side(), n);
        } else if (witness instanceof Witness.Cover cover) {
            cover(cover, n);
        }
    }

    private void oneSided(Witness.Side side, int n) {
        boolean below = side == Witness.Side.BELOW;
        report.line("graph", "f(x) " + (below ? "<=" : ">=") + " x at every kink and end of the domain, so everywhere")
                .line("so", "every orbit is monotone, and a periodic point is a fixed point");
        therefore(n);
    }

    /** What follows for a power of two. */
    private void therefore(int n) {
        if (Integer.bitCount(n) == 1) {
            report.line(
                    "therefore",
                    "every period divides " + n / 2 + " (Sharkovsky), every orbit tends to a cycle (Block"
                            + " and Coppel), and f is not chaotic");
        }
    }

    private void cover(Witness.Cover cover, int n) {
        List<Cell> cells = cover.cells();
        if (!cover.walls().isEmpty()) {
            String walls = cover.walls().stream().map(Report::shown).collect(Collectors.joining(", "));
            report.line("walls", walls + ": no cycle has points on both sides of one");
        }
        report.line(
                "cells",
                cells.size() + ", from left to right; J_i is the i-th image of the cell J, P_k encloses the"
                        + " derivative of f^k on it");
        Rational left = map.left();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            SpanOrbit orbit = map.follow(left, cell.to(), n);
            report.line(
                    "cell " + (i + 1),
                    Report.shown(orbit.image(0)) + "  " + cell.rule().word()
                            + (cell.rule().hasDivisor() ? ", divisor " + cell.divisor() : ""));
            cell(cell, orbit, left, n);
            if (cell.rule() == Rule.NO_SWAP || (cell.rule() == Rule.SEPARATED && !orbit.isSeparated(n))) {
                between(cover.walls(), left, cell.to());
            }
            left = cell.to();
        }
        report.line("so", "no cell holds a point of least period " + n);
        therefore(n);
    }

    /** Says where cycles through the cell are, if there are walls. */
    private void between(List<Rational> walls, Rational from, Rational to) {
        Rational low = map.left();
        Rational high = map.right();
        for (Rational wall : walls) {
            low = wall.compareTo(from) <= 0 ? wall : low;
            high = wall.compareTo(to) >= 0 && wall.compareTo(high) < 0 ? wall : high;
        }
        if (!walls.isEmpty()) {
            report.line("", "only cycles within " + Report.shown(new Span(low, high)) + " matter");
        }
    }

    private void cell(Cell cell, SpanOrbit orbit, Rational left, int n) {
        for (int k = 1; k <= n; k++) {
            if (k == n || (k < 4 && cell.rule() == Rule.SEPARATED)) {
                report.line("", "J_" + k + " = " + shown(orbit.image(k)));
            }
        }
        if (cell.rule() != Rule.SEPARATED) {
            int e = cell.rule() == Rule.DRIFT ? n : cell.divisor();
            if (cell.rule() == Rule.DRIFT || cell.rule() == Rule.MONOTONE) {
                report.line("", derivative(orbit, n));
            }
            if (e != n) {
                report.line("", derivative(orbit, e));
            }
            if (cell.rule() != Rule.NO_SWAP) {
                report.line("", "f^" + e + " - id: " + signs(orbit, left, cell, e));
            }
        }
        report.line("", cell.rule().reason());
    }

    private String derivative(SpanOrbit orbit, int k) {
        Span range = orbit.derivativeRange(k);
        return "P_" + k + " = " + shown(range);
    }

    private String signs(SpanOrbit orbit, Rational left, Cell cell, int e) {
        List<String> signs = new ArrayList<>();
        if (left.isFinite()) {
            signs.add(sign(map.follow(left, e).order(e)) + " at the left end");
        } else if (cell.rule() == Rule.MONOTONE) {
            signs.add(farOut(orbit, e, -1) + " far to the left");
        }
        if (cell.to().isFinite()) {
            signs.add(sign(map.follow(cell.to(), e).order(e)) + " at the right end");
        } else if (cell.rule() == Rule.MONOTONE) {
            signs.add(farOut(orbit, e, 1) + " far to the right");
        }
        return String.join(", ", signs);
    }

    /** The sign of f^e − id towards an infinite end: with slopes below 1 it runs against the direction. */
    private static String farOut(SpanOrbit orbit, int e, int direction) {
        Derivative derivative = orbit.derivative(e);
        if (derivative.isBelowOne()) {
            return sign(Order.of(-direction));
        }
        return sign(derivative.isAboveOne() ? Order.of(direction) : Order.UNKNOWN);
    }

    private static String sign(Order order) {
        return switch (order) {
            case LESS -> "negative";
            case EQUAL -> "zero";
            case GREATER -> "positive";
            case NOT_GREATER -> "not positive";
            case NOT_LESS -> "not negative";
            case UNKNOWN -> "of unknown sign";
        };
    }
}
