package org.chaoscert.exact;

/** Binary64 numbers taken apart, and found from short decimals: exactly, and in 64-bit arithmetic. */
public final class Binary64 {
    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int LOWEST_EXPONENT = -1074;

    private Binary64() {}

    /**
     * Returns m of {@code value = m · 2^exponent} with m odd.
     *
     * @param value a finite number
     * @return m, with the sign, below 2<sup>53</sup> in size; 0 for 0
     */
    public static long oddPart(double value) {
        long significand = significand(value);
        if (significand == 0) {
            return 0;
        }
        long odd = significand >>> Long.numberOfTrailingZeros(significand);
        return value < 0 ? -odd : odd;
    }

    /**
     * Returns the exponent of {@code value = m · 2^exponent} with m odd.
     *
     * @param value a finite number
     * @return the exponent, from −1074 to 1023; 0 for 0
     */
    public static int exponent(double value) {
        long significand = significand(value);
        return significand == 0 ? 0 : unitExponent(value) + Long.numberOfTrailingZeros(significand);
    }

    /** The value in units, without its sign. */
    private static long significand(double value) {
        long fraction = Double.doubleToRawLongBits(value) & (HIDDEN_BIT - 1);
        return Math.abs(value) < Double.MIN_NORMAL ? fraction : fraction | HIDDEN_BIT;
    }

    /** The power of two that is one unit of the significand. */
    private static int unitExponent(double value) {
        return Math.max(Math.getExponent(value) - FRACTION_BITS, LOWEST_EXPONENT);
    }

    /**
     * Returns the binary64 number nearest to a short decimal, where that is found without long arithmetic.
     *
     * <p>The quotient in binary64 is a guess, m units of 2<sup>e</sup>. With k = −e − places the decimal lies r /
     * 5<sup>places</sup> units above it, where r = digits · 2<sup>k</sup> − m · 5<sup>places</sup>. Three roundings (of the
     * digits, of the power of ten, of the quotient) leave the guess less than four units off; so |r| is below 4 ·
     * 5<sup>26</sup> &lt; 2<sup>63</sup>, and 64-bit arithmetic, though both products overflow, gives r exactly. There
     * are no ties: twice r is even, and a power of five is odd.
     *
     * @param decimal a decimal
     * @return the nearest number, or NaN where another way must be found
     */
    static double nearest(ShortDecimal decimal) {
        long digits = Math.abs(decimal.digits());
        int places = decimal.places();
        if (digits == 0 || (places == 0 && digits <= 2 * HIDDEN_BIT)) {
            return decimal.digits();
        }
        double guess = digits / ShortDecimal.approximatePowerOfTen(places);
        long m = significand(guess);
        int k = -unitExponent(guess) - places;
        // Just above a power of two, the units to the left may be smaller ones.
        if (k < 0 || m <= HIDDEN_BIT + 1) {
            return Double.NaN;
        }
        long unit = ShortDecimal.powerOfFive(places);
        long r = (k < Long.SIZE ? digits << k : 0) - m * unit;
        if (Math.abs(r) > unit / 2) {
            guess = r > 0 ? Math.nextUp(guess) : Math.nextDown(guess);
            r -= r > 0 ? unit : -unit;
        }
        if (Math.abs(r) > unit / 2) {
            return Double.NaN;
        }
        return decimal.digits() < 0 ? -guess : guess;
    }
}
