package org.chaoscert.map;

import java.math.BigInteger;

/** The slopes of a piecewise-linear function as integers over their smallest common denominator, and their extremes. */
final class SlopeTable {
    private final BigInteger denominator;
    private final BigInteger[] slopes;
    private final RangeExtrema extrema;

    SlopeTable(PiecewiseLinear function) {
        BigInteger common = function.denominator();
        for (int i = 0; i < function.pieces() && !common.equals(BigInteger.ONE); i++) {
            common = common.gcd(function.slopeNumerator(i));
        }
        denominator = function.denominator().divide(common);
        slopes = new BigInteger[function.pieces()];
        for (int i = 0; i < slopes.length; i++) {
            slopes[i] = function.slopeNumerator(i).divide(common);
        }
        extrema = new RangeExtrema(slopes.length, (i, j) -> slopes[i].compareTo(slopes[j]));
    }

    BigInteger denominator() {
        return denominator;
    }

    BigInteger least(int first, int last) {
        return slopes[extrema.least(first, last + 1)];
    }

    BigInteger greatest(int first, int last) {
        return slopes[extrema.greatest(first, last + 1)];
    }
}
