package org.chaoscert.exact;

import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * An end of an interval: a dyadic number, exact, or one of the two infinities. The size of a number is below 2^(2^30), and unless
 * it is 0 at least 2^−(2^30): results beyond this range are replaced by its ends, by 0 or by an infinity, always outward. So
 * exponents never overflow, however long a computation goes on.
 *
 * @param number the number; 0 for the infinities
 * @param infinite the sign of an infinity, or 0 for a number
 */
record End(Dyadic number, int infinite) implements Comparable<End> {
    /** Sizes are below 2 to this power, and above 2 to its negative. */
    static final int MOST_EXPONENT = 1 << 30;

    static final End ZERO = new End(Dyadic.ZERO, 0);
    static final End ONE = new End(Dyadic.ONE, 0);
    static final End NEGATIVE_INFINITY = new End(Dyadic.ZERO, -1);
    static final End POSITIVE_INFINITY = new End(Dyadic.ZERO, 1);

    /** Returns a bound of a number: the number itself, unless it is out of range. */
    static End of(Dyadic number, RoundingMode direction) {
        if (number.signum() == 0 || Math.abs(number.top()) < MOST_EXPONENT) {
            return new End(number, 0);
        }
        boolean isLarge = number.top() > 0;
        boolean isOutward = (number.signum() > 0) == (direction == RoundingMode.CEILING);
        if (isLarge == isOutward) {
            return isLarge ? (number.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY) : ZERO;
        }
        Dyadic size = Dyadic.powerOfTwo(isLarge ? MOST_EXPONENT - 2 : -MOST_EXPONENT);
        return new End(number.signum() > 0 ? size : size.negate(), 0);
    }

    /** Returns a rational number, rounded; or an infinity. */
    static End of(Rational value, int precision, RoundingMode direction) {
        if (!value.isFinite()) {
            return value.signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        int twos = value.denominator().getLowestSetBit();
        BigInteger odd = value.denominator().shiftRight(twos);
        Dyadic top = new Dyadic(value.numerator(), -twos);
        return of(
                odd.equals(BigInteger.ONE)
                        ? top.rounded(precision, direction)
                        : top.dividedBy(new Dyadic(odd, 0), precision, direction),
                direction);
    }

    boolean isFinite() {
        return infinite == 0;
    }

    int signum() {
        return isFinite() ? number.signum() : infinite;
    }

    @Override
    public int compareTo(End other) {
        int order = Integer.compare(infinite, other.infinite);
        return order != 0 ? order : number.compareTo(other.number);
    }

    End min(End other) {
        return compareTo(other) <= 0 ? this : other;
    }

    End max(End other) {
        return compareTo(other) >= 0 ? this : other;
    }

    End negate() {
        return new End(number.negate(), -infinite);
    }

    End abs() {
        return signum() < 0 ? negate() : this;
    }

    /** The sum, rounded; of two infinities only those of one sign. */
    End plus(End other, int precision, RoundingMode direction) {
        if (!isFinite() || !other.isFinite()) {
            return isFinite() ? other : this;
        }
        return of(number.plus(other.number, precision, direction), direction);
    }

    /** The product, rounded; 0 times an infinity is 0. */
    End times(End other, int precision, RoundingMode direction) {
        int sign = signum() * other.signum();
        if (!isFinite() || !other.isFinite()) {
            return sign == 0 ? ZERO : sign > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return of(number.times(other.number).rounded(precision, direction), direction);
    }

    /** The quotient by an end that is not negative, rounded: x/∞ is 0, and x/0 infinite or 0 as x is. */
    End dividedBy(End divisor, int precision, RoundingMode direction) {
        if (signum() == 0 || !divisor.isFinite()) {
            return ZERO;
        }
        if (!isFinite() || divisor.signum() == 0) {
            return signum() > 0 ? POSITIVE_INFINITY : NEGATIVE_INFINITY;
        }
        return of(number.dividedBy(divisor.number, precision, direction), direction);
    }

    /** Returns the number as a rational one, or the infinity. */
    Rational rational() {
        if (!isFinite()) {
            return infinite > 0 ? Rational.POSITIVE_INFINITY : Rational.NEGATIVE_INFINITY;
        }
        return Rational.dyadic(number.significand(), Math.toIntExact(-number.exponent()));
    }

    @Override
    public String toString() {
        return isFinite() ? number.toString() : rational().toString();
    }
}
