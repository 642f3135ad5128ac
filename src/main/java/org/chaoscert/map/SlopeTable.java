package org.chaoscert.map;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.exact.PackedList;

/** The slopes of a piecewise-linear function as integers over their smallest common denominator, and their extremes. */
final class SlopeTable {
    private final BigInteger denominator;
    private final List<BigInteger> slopes = PackedList.ofIntegers();
    private final RangeExtrema extrema;

    SlopeTable(PiecewiseLinear function) {
        BigInteger common = commonDivisor(function);
        int twos = common.getLowestSetBit();
        BigInteger odd = common.shiftRight(twos);
        denominator = function.denominator().divide(common);
        double[] rounded = new double[function.pieces()];
        for (int i = 0; i < rounded.length; i++) {
            // For the usual denominators, powers of two, nothing is left to divide by.
            BigInteger shifted = function.slopeNumerator(i).shiftRight(twos);
            BigInteger slope = odd.equals(BigInteger.ONE) ? shifted : shifted.divide(odd);
            slopes.add(slope);
            rounded[i] = slope.doubleValue();
        }
        extrema = new RangeExtrema(rounded.length, (i, j) -> {
            // Rounding to nearest never turns an order round; it only makes numbers equal.
            int order = Double.compare(rounded[i], rounded[j]);
            return order != 0 ? order : slopes.get(i).compareTo(slopes.get(j));
        });
    }

    private static BigInteger commonDivisor(PiecewiseLinear function) {
        int twos = function.denominator().getLowestSetBit();
        BigInteger odd = function.denominator().shiftRight(twos);
        for (int i = 0; i < function.pieces() && (twos > 0 || !odd.equals(BigInteger.ONE)); i++) {
            BigInteger slope = function.slopeNumerator(i);
            if (slope.signum() != 0) {
                twos = Math.min(twos, slope.getLowestSetBit());
                odd = odd.equals(BigInteger.ONE) ? odd : odd.gcd(slope);
            }
        }
        return odd.shiftLeft(twos);
    }

    BigInteger denominator() {
        return denominator;
    }

    BigInteger least(int first, int last) {
        return slopes.get(extrema.least(first, last + 1));
    }

    BigInteger greatest(int first, int last) {
        return slopes.get(extrema.greatest(first, last + 1));
    }
}
