package org.chaoscert.exact;

import java.math.BigInteger;

/** Short dyadic numbers: the cell ends and points that keep certificates small. */
public final class Dyadics {
    private Dyadics() {}

    /**
     * Returns a dyadic number {@code k / 2^e} in {@code [low, high]} with the smallest possible integer {@code e}
     * (negative for multiples of larger powers of two), and of these the one next to the lower end; 0 if it is there.
     *
     * @param low a finite number
     * @param high a finite number above {@code low}
     * @return the shortest dyadic number in the interval, exact and in lowest terms
     * @throws IllegalArgumentException if {@code low} is not below {@code high}
     */
    public static Rational shortestIn(Rational low, Rational high) {
        if (low.compareTo(high) >= 0) {
            throw new IllegalArgumentException("not an interval: [" + low + ", " + high + "]");
        }
        if (low.signum() <= 0 && high.signum() >= 0) {
            return Rational.ZERO;
        }
        Rational width = high.minus(low);
        // A grid of step at most the width has a point in the interval; 2^-e <= width holds for this e.
        int e = width.denominator().bitLength() - width.numerator().bitLength() + 1;
        while (hasPoint(low, high, e - 1)) {
            e--;
        }
        return Rational.dyadic(low.scaledByPowerOfTwo(e).ceiling(), e).reduced();
    }

    private static boolean hasPoint(Rational low, Rational high, int e) {
        BigInteger first = low.scaledByPowerOfTwo(e).ceiling();
        return Rational.of(first).compareTo(high.scaledByPowerOfTwo(e)) <= 0;
    }

    /**
     * Returns a short dyadic number in the middle half of an interval: a place to bisect it.
     *
     * @param low a finite number
     * @param high a finite number above {@code low}
     * @return the shortest dyadic number in {@code [low + w/4, high - w/4]}, w the width
     * @throws IllegalArgumentException if {@code low} is not below {@code high}
     */
    public static Rational nearMiddle(Rational low, Rational high) {
        Rational quarter = high.minus(low).scaledByPowerOfTwo(-2);
        return shortestIn(low.plus(quarter), high.minus(quarter));
    }

    /**
     * Returns a short place to cut an interval that may be unbounded.
     *
     * @param low a number or −∞
     * @param high a number above {@code low}, or ∞
     * @return the shortest dyadic number in the middle half of a bounded interval; of an unbounded one 0 where it is inside, or
     *     else about twice the finite end, rounded outward to a power of two
     */
    public static Rational cut(Rational low, Rational high) {
        if (low.isFinite() && high.isFinite()) {
            return nearMiddle(low, high);
        }
        if (low.isFinite() && low.signum() >= 0) {
            return outward(low);
        }
        if (high.isFinite() && high.signum() <= 0) {
            return outward(high.negate()).negate();
        }
        return Rational.ZERO;
    }

    /** A power of two, at least 1, above x and at most about 4x. */
    private static Rational outward(Rational x) {
        return Rational.of(BigInteger.ONE.shiftLeft(x.floor().bitLength()));
    }
}
