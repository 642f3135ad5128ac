package org.chaoscert.exact;

import java.math.BigInteger;
import java.math.RoundingMode;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.apfloat.Apint;

/**
 * A number {@code significand · 2^exponent}, exact: what the ends of intervals are, taken apart for integer arithmetic.
 *
 * <p>What has a precision p and a direction rounds to a number that p bits can hold: to the largest one at or below the exact
 * result for {@link RoundingMode#FLOOR}, to the smallest one at or above it for {@link RoundingMode#CEILING}.
 *
 * <p>Exponents are not watched here: {@link End} keeps them small enough for all that is done with them.
 */
record Dyadic(BigInteger significand, long exponent) implements Comparable<Dyadic> {
    private static final int RADIX = 2;

    /** Numbers with larger exponents are not written out. */
    private static final int LONG_TEXT = 4096;

    private static final int BITS_OF_A_LONG = 62;

    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);
    static final Dyadic ONE = new Dyadic(BigInteger.ONE, 0);

    /** The exponent of 0 is 0. */
    Dyadic {
        exponent = significand.signum() == 0 ? 0 : exponent;
    }

    /** Returns 2^exponent. */
    static Dyadic powerOfTwo(long exponent) {
        return new Dyadic(BigInteger.ONE, exponent);
    }

    int signum() {
        return significand.signum();
    }

    /** Returns t with 2^(t − 1) ≤ |x| &lt; 2^t; for a number that is not 0. */
    long top() {
        return significand.abs().bitLength() + exponent;
    }

    Dyadic negate() {
        return new Dyadic(significand.negate(), exponent);
    }

    Dyadic scaled(long powerOfTwo) {
        return new Dyadic(significand, exponent + powerOfTwo);
    }

    @Override
    public int compareTo(Dyadic other) {
        int signs = Integer.compare(signum(), other.signum());
        if (signs != 0 || signum() == 0) {
            return signs;
        }
        // Of one top, numbers are brought to one exponent without getting long.
        int tops = Long.compare(top(), other.top());
        long lower = Math.min(exponent, other.exponent);
        return tops != 0 ? signum() * tops : integer(lower).compareTo(other.integer(lower));
    }

    /** Returns the sum, rounded. */
    Dyadic plus(Dyadic other, int precision, RoundingMode direction) {
        boolean isFirstLarger = signum() != 0 && (other.signum() == 0 || top() >= other.top());
        Dyadic large = isFirstLarger ? this : other;
        Dyadic small = isFirstLarger ? other : this;
        return small.signum() == 0
                ? large.rounded(precision, direction)
                : large.plus(small.broughtNear(large, precision)).rounded(precision, direction);
    }

    /**
     * Returns a summand that leads to the same rounded sum and is not far from the larger one, so that no sum is as long as their
     * distance: below its last bit and those of the result only the sign matters.
     */
    private Dyadic broughtNear(Dyadic large, int precision) {
        long least = Math.min(large.exponent, large.top() - precision - 2);
        return top() > least ? this : new Dyadic(BigInteger.valueOf(signum()), least - 1);
    }

    /** Returns the sum, exactly: as long as the distance of the two numbers. */
    Dyadic plus(Dyadic other) {
        long lower = Math.min(exponent, other.exponent);
        return new Dyadic(integer(lower).add(other.integer(lower)), lower);
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(significand.multiply(other.significand), exponent + other.exponent);
    }

    private BigInteger integer(long unit) {
        return significand.shiftLeft(Math.toIntExact(exponent - unit));
    }

    /** Returns the number divided by 2^unit, rounded to an integer. */
    BigInteger inUnits(long unit, RoundingMode direction) {
        return shifted(significand, Math.toIntExact(exponent - unit), direction);
    }

    Dyadic rounded(int precision, RoundingMode direction) {
        int surplus = significand.abs().bitLength() - precision;
        return surplus <= 0 ? this : new Dyadic(shifted(significand, -surplus, direction), exponent + surplus);
    }

    static RoundingMode opposite(RoundingMode direction) {
        return direction == RoundingMode.FLOOR ? RoundingMode.CEILING : RoundingMode.FLOOR;
    }

    /** Returns how many bits a number has that is not negative. */
    static int bitLength(int number) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(number);
    }

    /** Returns integer · 2^left, rounded to an integer. */
    static BigInteger shifted(BigInteger integer, int left, RoundingMode direction) {
        return direction == RoundingMode.FLOOR
                ? integer.shiftLeft(left)
                : integer.negate().shiftLeft(left).negate();
    }

    /** Returns the quotient of an integer and a positive one, rounded to an integer. */
    static BigInteger divided(BigInteger dividend, BigInteger divisor, RoundingMode direction) {
        BigInteger[] parts = dividend.divideAndRemainder(divisor);
        boolean up = direction == RoundingMode.CEILING;
        boolean off = parts[1].signum() == (up ? 1 : -1);
        return off ? parts[0].add(BigInteger.valueOf(up ? 1 : -1)) : parts[0];
    }

    /** Returns this number divided by one that is not 0. */
    Dyadic dividedBy(Dyadic divisor, int precision, RoundingMode direction) {
        Dyadic dividend = divisor.signum() < 0 ? negate() : this;
        BigInteger positive = divisor.significand.abs();
        // So many bits that the quotient has one more than it needs.
        int shift = Math.max(
                0, precision + 2 + positive.bitLength() - significand.abs().bitLength());
        BigInteger quotient = divided(dividend.significand.shiftLeft(shift), positive, direction);
        return new Dyadic(quotient, exponent - divisor.exponent - shift).rounded(precision, direction);
    }

    /** Returns the square root of a number that is not negative. */
    Dyadic squareRoot(int precision, RoundingMode direction) {
        int shift = Math.max(0, 2 * precision + 4 - significand.bitLength());
        if (((exponent - shift) & 1) != 0) {
            shift++;
        }
        BigInteger[] root = significand.shiftLeft(shift).sqrtAndRemainder();
        boolean up = direction == RoundingMode.CEILING && root[1].signum() > 0;
        return new Dyadic(up ? root[0].add(BigInteger.ONE) : root[0], (exponent - shift) / 2)
                .rounded(precision, direction);
    }

    /** Returns a power of a number that is not negative; it is off by less than 2^(2 − precision) of it. */
    Dyadic power(int exponentOfPower, int precision, RoundingMode direction) {
        // Every squaring doubles the relative error: n times in all.
        int working = precision + 4 + 2 * bitLength(exponentOfPower);
        Dyadic result = ONE;
        for (int bit = Integer.highestOneBit(exponentOfPower); bit > 0; bit >>= 1) {
            result = result.times(result).rounded(working, direction);
            if ((exponentOfPower & bit) != 0) {
                result = result.times(this).rounded(working, direction);
            }
        }
        return result.rounded(precision, direction);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Dyadic dyadic && compareTo(dyadic) == 0;
    }

    @Override
    public int hashCode() {
        int zeros = Math.max(0, significand.getLowestSetBit());
        return 31 * significand.shiftRight(zeros).hashCode() + Long.hashCode(exponent + (signum() == 0 ? 0 : zeros));
    }

    /** Returns the canonical text of the number; or, where that would be very long, both parts. */
    @Override
    public String toString() {
        return Math.abs(exponent) > LONG_TEXT
                ? significand + "*2^" + exponent
                : Rational.dyadic(significand, Math.toIntExact(-exponent)).toString();
    }

    /** Returns the number as Apfloat keeps it, exactly: of radix 2 and infinite precision. */
    Apfloat toApfloat() {
        return ApfloatMath.scale(toApint(significand), exponent);
    }

    /** Put together from pieces that fit a long: Apfloat's own conversion goes by way of text, and takes far longer. */
    private static Apint toApint(BigInteger integer) {
        int length = integer.bitLength();
        if (length <= BITS_OF_A_LONG) {
            return new Apint(integer.longValueExact(), RADIX);
        }
        int half = length / 2;
        BigInteger high = integer.shiftRight(half);
        Apfloat shifted = ApfloatMath.scale(toApint(high), half);
        return shifted.add(toApint(integer.subtract(high.shiftLeft(half)))).truncate();
    }
}
