package org.chaoscert.search;

import java.util.Optional;
import org.chaoscert.map.CellOrbit;
import org.chaoscert.map.Derivative;
import org.chaoscert.map.Order;
import org.chaoscert.theorem.Rule;

/** The rules by which a cell holds no answer to a {@link Question}: one function each, over any map behind the seam. */
final class CellRules {
    /**
     * A rule that holds for a cell.
     *
     * @param rule the rule
     * @param divisor its divisor, or 0
     */
    record Ruling(Rule rule, int divisor) {}

    /** Which rules are tried. */
    enum Choice {
        /** Those that look at the cell's images, slopes and ends alone. They are complete for exact maps. */
        PLAIN,
        /** Also those that look at where the cycles through the cell can be. */
        ALL
    }

    private CellRules() {}

    /** Returns the first rule that certainly holds, cheap ones first. */
    static Optional<Ruling> firstThatHolds(Question question, SearchCell<?> cell, CellOrbit orbit, Choice choice) {
        Optional<Ruling> plain = firstPlain(question, cell, orbit);
        return plain.isPresent() || choice == Choice.PLAIN ? plain : firstOfCycles(question, orbit);
    }

    private static Optional<Ruling> firstOfCycles(Question question, CellOrbit orbit) {
        int n = question.n();
        if (orbit.isKeptApart(n)) {
            return Optional.of(new Ruling(Rule.SEPARATED, 0));
        }
        for (int e : question.divisors()) {
            if (noSwap(orbit, n, e)) {
                return Optional.of(new Ruling(Rule.NO_SWAP, e));
            }
        }
        return Optional.empty();
    }

    private static Optional<Ruling> firstPlain(Question question, SearchCell<?> cell, CellOrbit orbit) {
        int n = question.n();
        for (int e : question.divisors()) {
            if (isHopeless(orbit, e)) {
                return Optional.empty();
            }
        }
        if (separated(orbit, n)) {
            return Optional.of(new Ruling(Rule.SEPARATED, 0));
        }
        if (drift(cell, orbit, n)) {
            return Optional.of(new Ruling(Rule.DRIFT, 0));
        }
        for (int e : question.divisors()) {
            if (monotone(cell, orbit, n, e)) {
                return Optional.of(new Ruling(Rule.MONOTONE, e));
            }
            if (fixed(cell, orbit, e)) {
                return Optional.of(new Ruling(Rule.FIXED, e));
            }
        }
        return Optional.empty();
    }

    /**
     * No plain rule holds for any multiple n of e if J ⊆ J_e and 1 is strictly inside P_e: then J_i ⊆ J_(e+i), so that J ⊆ J_n, and
     * the slopes over J_i are among those over J_(e+i), so that P_n contains the products of n/e numbers of P_e, some below
     * 1 and some above. This is seen after e steps instead of n.
     */
    static boolean isHopeless(CellOrbit orbit, int e) {
        return orbit.isCovered(e) && orbit.derivative(e).isAcrossOne();
    }

    /** J_n does not meet J. */
    static boolean separated(CellOrbit orbit, int n) {
        return orbit.isSeparated(n);
    }

    /** f^n − id falls from a negative start or to a positive end, or rises from a positive start or to a negative end. */
    static boolean drift(SearchCell<?> cell, CellOrbit orbit, int n) {
        Derivative derivative = orbit.derivative(n);
        Order left = cell.left().order(n);
        Order right = cell.right().order(n);
        return (derivative.isAtMostOne() && (left == Order.LESS || right == Order.GREATER))
                || (derivative.isAtLeastOne() && (left == Order.GREATER || right == Order.LESS));
    }

    /** f^n − id is strictly monotone, and f^e has a fixed point: the only zero of f^n − id. */
    static boolean monotone(SearchCell<?> cell, CellOrbit orbit, int n, int e) {
        Derivative derivative = orbit.derivative(n);
        return (derivative.isBelowOne() || derivative.isAboveOne())
                && (cell.left().order(e) == Order.EQUAL
                        || cell.right().order(e) == Order.EQUAL
                        || crosses(signAtLeft(cell, orbit, e), signAtRight(cell, orbit, e)));
    }

    /** From at most 0 to at least 0, or the other way: a continuous function has a zero in between. */
    private static boolean crosses(Order left, Order right) {
        return (left.isAtMost() && right.isAtLeast()) || (left.isAtLeast() && right.isAtMost());
    }

    /** f^e − id is constant, and 0 at an end. */
    static boolean fixed(SearchCell<?> cell, CellOrbit orbit, int e) {
        return (cell.left().order(e) == Order.EQUAL || cell.right().order(e) == Order.EQUAL)
                && orbit.derivative(e).isOne();
    }

    /**
     * For g = f^e all slopes on an interval H are above −1, and the orbits under g of points of J stay in H until they return. A
     * cycle of g in H of more than one point would force two points u < v in H with g(u) ≥ v and g(v) ≤ u (Sharkovsky 1964, for
     * g cut to the hull of the cycle), and so a slope of −1 or less.
     */
    static boolean noSwap(CellOrbit orbit, int n, int e) {
        return orbit.swapsNone(n, e);
    }

    private static boolean areOpposite(Order one, Order other) {
        return (one == Order.LESS && other == Order.GREATER) || (one == Order.GREATER && other == Order.LESS);
    }

    private static Order signAtLeft(SearchCell<?> cell, CellOrbit orbit, int e) {
        return cell.left().isFinite() ? cell.left().order(e) : towardsInfinity(orbit.derivative(e), -1);
    }

    private static Order signAtRight(SearchCell<?> cell, CellOrbit orbit, int e) {
        return cell.right().isFinite() ? cell.right().order(e) : towardsInfinity(orbit.derivative(e), 1);
    }

    /** The sign of f^e − id far out, direction −1 for −∞: where all slopes are below 1 it runs against the direction. */
    private static Order towardsInfinity(Derivative derivative, int direction) {
        if (derivative.isBelowOne()) {
            return Order.of(-direction);
        }
        return derivative.isAboveOne() ? Order.of(direction) : Order.UNKNOWN;
    }

    /** Tells whether f^n certainly has a fixed point in the cell that no f^e fixes: a crossing, and no return before n. */
    static boolean holdsAnAnswer(Question question, SearchCell<?> cell, CellOrbit orbit) {
        int n = question.n();
        if (!areOpposite(cell.left().order(n), cell.right().order(n))) {
            return false;
        }
        for (int e : question.divisors()) {
            if (!orbit.isSeparated(e)) {
                return false;
            }
        }
        return true;
    }
}
