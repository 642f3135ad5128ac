package org.chaoscert.network;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.List;
import org.chaoscert.exact.Binary64;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;

/** The numbers of one layer as integers over their least common denominator. Not thread-safe. */
final class Scale {
    /** The largest size of the common denominator, in bits, times the number of weights. */
    private static final long MAX_LAYER_BITS = 4L << 30;

    private static final int MAX_DENOMINATOR_BITS = 1 << 17;

    /** The denominator is {@code odd · 2^twos}. */
    private BigInteger odd = BigInteger.ONE;

    private int twos;

    /** The last number, and the integer that stands for it: in many layers all weights, or all biases, are the same. */
    private double lastNumber = Double.NaN;

    private BigInteger lastInteger = BigInteger.ZERO;

    /**
     * Finds the least common denominator of weights and biases.
     *
     * @throws OverLimitsException if it is of no handy size
     */
    Scale(Layer layer) {
        include(layer.biases());
        include(layer.weights());
        long bits = denominatorBits() * layer.units() * layer.inputs();
        if (isTooLong() || bits > MAX_LAYER_BITS) {
            throw new OverLimitsException("the common denominator of a layer's " + layer.units() + " × "
                    + layer.inputs() + " weights has " + denominatorBits() + " bits or more");
        }
    }

    private long denominatorBits() {
        return (long) odd.bitLength() + twos;
    }

    private boolean isTooLong() {
        return denominatorBits() > MAX_DENOMINATOR_BITS;
    }

    private void include(Numbers numbers) {
        for (int i = 0; i < numbers.size() && !isTooLong(); i++) {
            if (numbers.isBinary64(i)) {
                twos = Math.max(twos, -Binary64.exponent(numbers.binary64(i)));
            } else {
                include(numbers.get(i).denominator());
            }
        }
    }

    private void include(BigInteger denominator) {
        int zeros = denominator.getLowestSetBit();
        twos = Math.max(twos, zeros);
        BigInteger rest = denominator.shiftRight(zeros);
        // Most often the rest divides what is there already, and no greatest common divisor is needed.
        if (odd.mod(rest).signum() != 0) {
            odd = odd.divide(odd.gcd(rest)).multiply(rest);
        }
    }

    /** Returns the common denominator. */
    BigInteger denominator() {
        return odd.shiftLeft(twos);
    }

    /** Returns a number times the common denominator; neighbours that are equal binary64 numbers share the integer. */
    BigInteger integer(Numbers numbers, int index) {
        double number = numbers.binary64(index);
        if (Double.isNaN(number)) {
            Rational other = numbers.get(index);
            return denominator().divide(other.denominator()).multiply(other.numerator());
        }
        if (number != lastNumber) {
            BigInteger integer =
                    BigInteger.valueOf(Binary64.oddPart(number)).shiftLeft(twos + Binary64.exponent(number));
            lastInteger = odd.equals(BigInteger.ONE) ? integer : odd.multiply(integer);
            lastNumber = number;
        }
        return lastInteger;
    }

    /** Returns the weights of a unit times the common denominator, each made anew whenever it is asked for: they are long. */
    List<BigInteger> row(Layer layer, int unit) {
        return new AbstractList<>() {
            @Override
            public BigInteger get(int input) {
                return integer(layer.weights(), unit * layer.inputs() + input);
            }

            @Override
            public int size() {
                return layer.inputs();
            }
        };
    }
}
