package org.chaoscert.exact;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Binary floating-point formats, by how far apart their numbers lie. */
public enum FloatFormat {
    /** IEEE 754 binary16. */
    BINARY16("binary16", 11, -14, 15),
    /** The first half of a binary32. */
    BFLOAT16("bfloat16", 8, -126, 127),
    /** IEEE 754 binary32. */
    BINARY32("binary32", 24, -126, 127),
    /** IEEE 754 binary64. */
    BINARY64("binary64", 53, -1022, 1023);

    private final String word;
    private final int precision;
    private final int leastExponent;
    private final int mostExponent;

    FloatFormat(String word, int precision, int leastExponent, int mostExponent) {
        this.word = word;
        this.precision = precision;
        this.leastExponent = leastExponent;
        this.mostExponent = mostExponent;
    }

    /**
     * Returns the name.
     *
     * @return a lower-case word
     */
    public String word() {
        return word;
    }

    /**
     * Finds a format by its name.
     *
     * @param word a word
     * @return the format, or empty if there is none of this name
     */
    public static Optional<FloatFormat> of(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    /**
     * Returns a unit: by so much of itself at most rounding moves a normal number, in whatever direction.
     *
     * @return 2<sup>1 − p</sup>
     */
    public Rational unit() {
        return power(1 - precision);
    }

    /**
     * Returns the least normal number.
     *
     * @return 2<sup>e<sub>min</sub></sup>
     */
    public Rational leastNormal() {
        return power(leastExponent);
    }

    /**
     * Returns a large number.
     *
     * @return the greatest power of two, 2<sup>e<sub>max</sub></sup>
     */
    public Rational greatestPower() {
        return power(mostExponent);
    }

    private static Rational power(int exponent) {
        return Rational.ONE.scaledByPowerOfTwo(exponent).reduced();
    }

    /**
     * Tells whether a number is one of the format, subnormal ones included.
     *
     * @param number a finite number
     * @return true if it is one below the greatest power of two in size
     */
    public boolean holds(Rational number) {
        Rational lowest = number.reduced();
        int digits = lowest.numerator().abs().bitLength()
                - Math.max(0, lowest.numerator().getLowestSetBit());
        return lowest.denominator().bitCount() == 1
                && digits <= precision
                && lowest.denominator().getLowestSetBit() < precision - leastExponent
                && number.compareTo(greatestPower()) < 0
                && number.compareTo(greatestPower().negate()) > 0;
    }

    /**
     * Rounds to nearest, ties to even.
     *
     * @param number a finite number
     * @return the nearest number of the format, exactly, in lowest terms
     * @throws OverLimitsException if that is beyond the largest one of the format
     */
    public Rational nearest(Rational number) {
        if (number.signum() == 0) {
            return Rational.ZERO;
        }
        int exponent = floorOfLogarithm(number.signum() < 0 ? number.negate() : number);
        int shift = precision - 1 - Math.max(exponent, leastExponent);
        Rational units = number.scaledByPowerOfTwo(shift);
        BigInteger below = units.floor();
        int order = units.minus(Rational.of(below)).compareTo(Rational.of(1, 2));
        boolean isUp = order > 0 || (order == 0 && below.testBit(0));
        Rational nearest =
                Rational.dyadic(isUp ? below.add(BigInteger.ONE) : below, shift).reduced();
        Rational beyond = greatestPower().scaledByPowerOfTwo(1);
        if (nearest.compareTo(beyond) >= 0 || nearest.compareTo(beyond.negate()) <= 0) {
            throw new OverLimitsException(number.toDecimal(3) + " is beyond the numbers of " + word);
        }
        return nearest;
    }

    /**
     * Returns half a unit in the last place: by so much at most rounding to nearest moves a number of this size.
     *
     * @param number a finite number
     * @return 2<sup>max(e, e<sub>min</sub>) − p</sup> for a number of size from 2<sup>e</sup> to below 2<sup>e+1</sup>; that of
     *     the least numbers for 0
     * @throws OverLimitsException if the number is beyond the largest one of the format
     */
    public Rational halfUlp(Rational number) {
        int exponent = leastExponent;
        if (number.signum() != 0) {
            exponent = floorOfLogarithm(number.signum() < 0 ? number.negate() : number);
        }
        if (exponent > mostExponent) {
            throw new OverLimitsException(number + " is beyond the numbers of " + word);
        }
        return Rational.ONE
                .scaledByPowerOfTwo(Math.max(exponent, leastExponent) - precision)
                .reduced();
    }

    private static int floorOfLogarithm(Rational positive) {
        int guess = positive.numerator().bitLength() - positive.denominator().bitLength();
        return positive.compareTo(Rational.ONE.scaledByPowerOfTwo(guess)) >= 0 ? guess : guess - 1;
    }
}
