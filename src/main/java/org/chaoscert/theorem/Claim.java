package org.chaoscert.theorem;

/** A statement about the iterates of one map f on its domain D. */
public sealed interface Claim {
    /** Says that f has an uncountable scrambled set. */
    record LiYorkeChaos() implements Claim {
        @Override
        public String toString() {
            return "f is chaotic in the sense of Li and Yorke";
        }
    }

    /**
     * Says that f has a point of a least period.
     *
     * @param period the least period n, at least 1
     */
    record Period(int period) implements Claim {
        /** Checks the period. */
        public Period {
            requireAtLeast(1, period);
        }

        @Override
        public String toString() {
            return "f has a point of least period " + period;
        }
    }

    /**
     * Says that f has no point of a least period.
     *
     * @param period the least period n, at least 2
     */
    record NoPeriod(int period) implements Claim {
        /** Checks the period. */
        public NoPeriod {
            requireAtLeast(2, period);
        }

        @Override
        public String toString() {
            return "f has no point of least period " + period;
        }
    }

    private static void requireAtLeast(int bound, int period) {
        if (period < bound) {
            throw new IllegalArgumentException("period " + period + " is below " + bound);
        }
    }
}
