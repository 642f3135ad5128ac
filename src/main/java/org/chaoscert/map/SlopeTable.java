package org.chaoscert.map;

import java.math.BigInteger;

/** The slopes of a piecewise-linear function as integers over their smallest common denominator, and their extremes. */
final class SlopeTable {
    private final PiecewiseLinear function;

    /** What slopes and denominator of the function have in common. */
    private final BigInteger common;

    private final RangeExtrema extrema;

    SlopeTable(PiecewiseLinear function) {
        this.function = function;
        common = commonDivisor(function);
        double[] rounded = new double[function.pieces()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = function.slopeNumerator(i).doubleValue();
        }
        extrema = new RangeExtrema(rounded.length, (i, j) -> {
            // Rounding to nearest never turns an order round; it only makes numbers equal.
            int order = Double.compare(rounded[i], rounded[j]);
            return order != 0 ? order : function.slopeNumerator(i).compareTo(function.slopeNumerator(j));
        });
    }

    private static BigInteger commonDivisor(PiecewiseLinear function) {
        int twos = function.denominator().getLowestSetBit();
        BigInteger odd = function.denominator().shiftRight(twos);
        for (int i = 0; i < function.pieces() && (twos > 0 || !odd.equals(BigInteger.ONE)); i++) {
            BigInteger slope = function.slopeNumerator(i);
            if (slope.signum() != 0) {
                twos = Math.min(twos, slope.getLowestSetBit());
                // For the usual denominators, powers of two, there is nothing else to divide by.
                odd = odd.equals(BigInteger.ONE) ? odd : odd.gcd(slope);
            }
        }
        return odd.shiftLeft(twos);
    }

    BigInteger denominator() {
        return function.denominator().divide(common);
    }

    BigInteger least(int first, int last) {
        return function.slopeNumerator(extrema.least(first, last + 1)).divide(common);
    }

    BigInteger greatest(int first, int last) {
        return function.slopeNumerator(extrema.greatest(first, last + 1)).divide(common);
    }
}
