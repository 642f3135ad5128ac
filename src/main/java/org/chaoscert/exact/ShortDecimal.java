package org.chaoscert.exact;

import java.util.Optional;

/**
 * A decimal that fits 64 bits: {@code digits / 10^places}. Nearly all numbers of large files are such, and are read without
 * a regular expression and without {@link java.math.BigInteger}.
 *
 * @param digits all digits as one integer, with the sign, below 10<sup>18</sup> in size
 * @param places how many of them stand behind the point, at most {@link #MAX_PLACES}
 */
record ShortDecimal(long digits, int places) {
    /** As many as powers of five fit 61 bits. */
    static final int MAX_PLACES = 26;

    /** As many as powers of ten fit 63 bits. */
    private static final int MAX_EXACT_PLACES = 18;

    private static final long MAX_DIGITS = 1_000_000_000_000_000_000L;

    private static final long[] POWERS_OF_FIVE = new long[MAX_PLACES + 1];
    private static final double[] POWERS_OF_TEN = new double[MAX_PLACES + 1];

    static {
        POWERS_OF_FIVE[0] = 1;
        for (int i = 1; i <= MAX_PLACES; i++) {
            POWERS_OF_FIVE[i] = 5 * POWERS_OF_FIVE[i - 1];
        }
        for (int i = 0; i <= MAX_PLACES; i++) {
            // Only the conversion rounds: the scaling is by a power of two.
            POWERS_OF_TEN[i] = Math.scalb((double) POWERS_OF_FIVE[i], i);
        }
    }

    /** Returns 5^exponent, exactly; the exponent is from 0 to {@link #MAX_PLACES}. */
    static long powerOfFive(int exponent) {
        return POWERS_OF_FIVE[exponent];
    }

    /** Returns the binary64 number nearest to 10^exponent; the exponent is from 0 to {@link #MAX_PLACES}. */
    static double approximatePowerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /**
     * Reads {@code -?[0-9]+(\.[0-9]+)?}.
     *
     * @param text any text
     * @return the decimal, or empty if the text is another, has an exponent, is too long, or is no number at all
     */
    static Optional<ShortDecimal> of(String text) {
        int length = text.length();
        int start = text.startsWith("-") ? 1 : 0;
        int point = length - 1;
        long digits = 0;
        for (int i = start; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit >= 0 && digit <= 9 && digits < MAX_DIGITS / 10) {
                digits = 10 * digits + digit;
            } else if (digit == '.' - '0' && point == length - 1 && i > start && i < point) {
                point = i;
            } else {
                return Optional.empty();
            }
        }
        int places = length - 1 - point;
        boolean isShort = length > start && places <= MAX_PLACES;
        return isShort ? Optional.of(new ShortDecimal(start == 1 ? -digits : digits, places)) : Optional.empty();
    }

    /** Returns the number this is, in lowest terms, or empty if its denominator may not fit. */
    Optional<Rational> exactly() {
        if (digits == 0) {
            return Optional.of(Rational.ZERO);
        }
        if (places > MAX_EXACT_PLACES) {
            return Optional.empty();
        }
        int twos = Math.min(Long.numberOfTrailingZeros(digits), places);
        long numerator = digits >> twos;
        long fives = POWERS_OF_FIVE[places];
        while (fives > 1 && numerator % 5 == 0) {
            numerator /= 5;
            fives /= 5;
        }
        return Optional.of(Rational.of(numerator, fives << (places - twos)));
    }
}
