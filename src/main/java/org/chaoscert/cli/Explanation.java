package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Derivative;
import org.chaoscert.map.ExactCellOrbit;
import org.chaoscert.map.Order;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;

/** A proof retold in lines, with the numbers that make it true. */
final class Explanation {
    private final PiecewiseLinearMap map;
    private final Proof proof;
    private final Report report = new Report();

    Explanation(PiecewiseLinearMap map, Proof proof) {
        this.map = map;
        this.proof = proof;
    }

    String text() {
        report.line("claim", proof.claim().toString())
                .line("by", proof.theorem())
                .line("f", map.function().pieces() + " affine pieces on " + map.domain());
        Witness witness = proof.witness();
        if (witness instanceof Witness.LiYorkePoint point) {
            liYorkePoint(point);
        } else if (witness instanceof Witness.PeriodicOrbit orbit) {
            periodicOrbit(orbit.orbit());
        } else if (proof.claim() instanceof Claim.NoPeriod claim) {
            noPeriod(witness, claim.period());
        }
        return report.toString();
    }

    private void liYorkePoint(Witness.LiYorkePoint witness) {
        int m = witness.iterate();
        String g = m == 1 ? "f" : "f^" + m;
        List<Rational> orbit = map.orbit(witness.point(), 3 * m);
        boolean rising = orbit.get(m).compareTo(orbit.get(0)) > 0;
        report.line("a", Report.shown(orbit.get(0)))
                .line("b = g(a)", Report.shown(orbit.get(m)) + ", where g = " + g)
                .line("c = g(b)", Report.shown(orbit.get(2 * m)))
                .line("d = g(c)", Report.shown(orbit.get(3 * m)))
                .line("so", rising ? "d <= a < b < c" : "d >= a > b > c")
                .line("therefore", g + " has points of every period, and f an uncountable scrambled set");
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
            cover(cover.cells(), n);
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

    private void cover(List<Cell> cells, int n) {
        report.line(
                "cells",
                cells.size() + ", from left to right; J_i is the i-th image of the cell J, P_k encloses the"
                        + " derivative of f^k on it");
        Rational left = map.left();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            ExactCellOrbit orbit = map.follow(left, cell.to(), n);
            report.line(
                    "cell " + (i + 1),
                    Report.shown(orbit.image(0)) + "  " + cell.rule().word()
                            + (cell.rule().hasDivisor() ? ", divisor " + cell.divisor() : ""));
            cell(cell, orbit, left, n);
            left = cell.to();
        }
        report.line("so", "no cell holds a point of least period " + n);
        therefore(n);
    }

    private void cell(Cell cell, ExactCellOrbit orbit, Rational left, int n) {
        for (int k = 1; k <= n; k++) {
            if (k == n || (k < 4 && cell.rule() == Rule.SEPARATED)) {
                report.line("", "J_" + k + " = " + Report.shown(orbit.image(k)));
            }
        }
        if (cell.rule() != Rule.SEPARATED) {
            int e = cell.rule() == Rule.DRIFT ? n : cell.divisor();
            if (cell.rule() != Rule.FIXED) {
                report.line("", derivative(orbit, n));
            }
            if (e != n) {
                report.line("", derivative(orbit, e));
            }
            report.line("", "f^" + e + " - id: " + signs(orbit, left, cell, e));
        }
        report.line("", cell.rule().reason());
    }

    private static String derivative(ExactCellOrbit orbit, int k) {
        Span range = orbit.derivativeRange(k);
        return "P_" + k + " = " + Report.shown(range);
    }

    private String signs(ExactCellOrbit orbit, Rational left, Cell cell, int e) {
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
    private static String farOut(ExactCellOrbit orbit, int e, int direction) {
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
