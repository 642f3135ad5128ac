package org.chaoscert.theorem;

import java.util.OptionalInt;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;

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

    /**
     * Says that all that programs compute in floating-point arithmetic, whatever the order of summation, is near f.
     *
     * @param format the arithmetic
     * @param from the left end of an interval
     * @param to its right end
     * @param deviation δ: for all numbers x of the format in the interval every evaluation is within δ of f(x)
     */
    record FloatEvaluation(FloatFormat format, Rational from, Rational to, Rational deviation) implements Claim {
        @Override
        public String toString() {
            return "every evaluation in " + format.word() + " is within " + deviation + " of f on [" + from + ", " + to
                    + "]";
        }
    }

    /**
     * Says that the inequality of Li and Yorke holds for all that programs compute in floating-point arithmetic, whatever the
     * order of summation, and for f.
     *
     * @param format the arithmetic
     */
    record FloatLiYorke(FloatFormat format) implements Claim {
        @Override
        public String toString() {
            return "the inequality of Li and Yorke holds for f and for every evaluation in " + format.word();
        }
    }

    /**
     * Says that the topological entropy of f is at least a number.
     *
     * @param bound the number, above 0
     */
    record EntropyAtLeast(Rational bound) implements Claim {
        /** Checks the bound. */
        public EntropyAtLeast {
            if (bound.signum() <= 0) {
                throw new IllegalArgumentException("entropy is at least " + bound + " anyway");
            }
        }

        @Override
        public String toString() {
            return "the topological entropy of f is at least " + bound;
        }
    }

    /**
     * Says that the topological entropy of f is at most a number.
     *
     * @param bound the number, at least 0
     * @param period where it follows from the periods of f, and is 0 then: a least period, a power of two, that f has not
     */
    record EntropyAtMost(Rational bound, OptionalInt period) implements Claim {
        /** Checks bound and period. */
        public EntropyAtMost {
            if (bound.signum() < 0) {
                throw new IllegalArgumentException("no entropy is " + bound);
            }
            if (period.isPresent() && (period.getAsInt() < 2 || Integer.bitCount(period.getAsInt()) != 1)) {
                throw new IllegalArgumentException("period " + period.getAsInt() + " is no power of two above 1");
            }
        }

        @Override
        public String toString() {
            return "the topological entropy of f is at most " + bound;
        }
    }

    private static void requireAtLeast(int bound, int period) {
        if (period < bound) {
            throw new IllegalArgumentException("period " + period + " is below " + bound);
        }
    }
}
