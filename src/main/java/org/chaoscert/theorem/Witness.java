package org.chaoscert.theorem;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.exact.Rational;

/** What shows a {@link Claim}, in a form that can be checked without search. */
public sealed interface Witness {
    /**
     * A point a with d ≤ a &lt; b &lt; c or d ≥ a &gt; b &gt; c, where g = f<sup>iterate</sup>, b = g(a), c = g(b), d = g(c)
     * (Li and Yorke 1975, Theorem 1).
     *
     * @param iterate the iterate m of f, at least 1
     * @param point the point a of D
     */
    record LiYorkePoint(int iterate, Rational point) implements Witness {
        /** Checks the iterate. */
        public LiYorkePoint {
            if (iterate < 1) {
                throw new IllegalArgumentException("iterate " + iterate);
            }
        }
    }

    /**
     * A periodic orbit, point after point.
     *
     * @param orbit pairwise different points, each mapped to the next, the last to the first; at least one
     */
    record PeriodicOrbit(List<Rational> orbit) implements Witness {
        /** Copies the list and checks that it is not empty. */
        public PeriodicOrbit {
            orbit = List.copyOf(orbit);
            if (orbit.isEmpty()) {
                throw new IllegalArgumentException("an orbit without points");
            }
        }
    }

    /**
     * The graph stays on one side of the diagonal, so every orbit is monotone.
     *
     * @param side the side
     */
    record OneSided(Side side) implements Witness {}

    /** An analysis of rounding errors, which a checker does by itself. */
    record ErrorBound() implements Witness {}

    /**
     * Intervals that an iterate of f maps over each other: where f<sup>iterate</sup>(I<sub>i</sub>) holds intervals whose weights
     * add up to λ times that of I<sub>i</sub> or more, for every i, the entropy of f<sup>iterate</sup> is at least log λ.
     *
     * @param iterate the iterate of f, at least 1
     * @param intervals bounded, from left to right, without common inner points; at least one
     */
    record Horseshoe(int iterate, List<WeightedInterval> intervals) implements Witness {
        /** Copies the list, and checks the iterate and that there are intervals. */
        public Horseshoe {
            intervals = List.copyOf(intervals);
            if (iterate < 1 || intervals.isEmpty()) {
                throw new IllegalArgumentException("iterate " + iterate + ", " + intervals.size() + " intervals");
            }
        }
    }

    /**
     * One interval of a horseshoe or a tower.
     *
     * @param from its left end, a number, or −∞ in a tower
     * @param to its right end, a number, or ∞ in a tower
     * @param weight above 0
     */
    record WeightedInterval(Rational from, Rational to, BigInteger weight) {}

    /**
     * States that lead to others: intervals in D, cut where f turns, and the images of the parts. Where the images of the parts of each
     * state hold states whose weights add up to λ times its own or more, the entropy of f is at least log λ; where they lie in states
     * whose weights add up to so much or less, and D in some state, it is at most log λ.
     *
     * @param states perhaps unbounded, in any order; at least one
     */
    record Tower(List<WeightedInterval> states) implements Witness {
        /** Copies the list and checks that there are states. */
        public Tower {
            states = List.copyOf(states);
            if (states.isEmpty()) {
                throw new IllegalArgumentException("a tower without states");
            }
        }
    }

    /**
     * The number of intervals on which an iterate is monotone, which a checker counts by itself.
     *
     * @param iterate the iterate of f, at least 1
     */
    record Laps(int iterate) implements Witness {
        /** Checks the iterate. */
        public Laps {
            if (iterate < 1) {
                throw new IllegalArgumentException("iterate " + iterate);
            }
        }
    }

    /** A side of the diagonal. */
    enum Side {
        /** f(x) ≤ x on D. */
        BELOW("below"),
        /** f(x) ≥ x on D. */
        ABOVE("above");

        private final String word;

        Side(String word) {
            this.word = word;
        }

        /**
         * Returns the word in certificates.
         *
         * @return a lower-case word
         */
        public String word() {
            return word;
        }
    }

    /**
     * Cells that cover D from left to right, none of which holds a point of the least period.
     *
     * @param cells at least one, with increasing ends
     * @param walls increasing points inside D that no cycle has on both sides: f maps what lies left of one, or what lies right of
     *     it, into itself
     */
    record Cover(List<Cell> cells, List<Rational> walls) implements Witness {
        /** Copies the lists and checks that there are cells. */
        public Cover {
            cells = List.copyOf(cells);
            walls = List.copyOf(walls);
            if (cells.isEmpty()) {
                throw new IllegalArgumentException("a cover without cells");
            }
        }

        /**
         * Makes a cover without walls.
         *
         * @param cells at least one, with increasing ends
         */
        public Cover(List<Cell> cells) {
            this(cells, List.of());
        }
    }
}
