package org.chaoscert.theorem;

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
