package org.chaoscert.oracle;

import java.math.BigInteger;
import org.chaoscert.exact.Rational;

/**
 * A fraction in lowest terms with a positive denominator, or ±∞ as ±1/0. Reduced after every step and compared by
 * multiplying across, nothing else.
 */
public record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    public static final Fraction ZERO = of(0);
    public static final Fraction ONE = of(1);
    public static final Fraction NEGATIVE_INFINITY = new Fraction(BigInteger.ONE.negate(), BigInteger.ZERO);
    public static final Fraction POSITIVE_INFINITY = new Fraction(BigInteger.ONE, BigInteger.ZERO);

    public static Fraction of(long value) {
        return new Fraction(BigInteger.valueOf(value), BigInteger.ONE);
    }

    public static Fraction of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    public static Fraction of(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            throw new ArithmeticException("division by 0");
        }
        BigInteger common = numerator.gcd(denominator).multiply(BigInteger.valueOf(denominator.signum()));
        return new Fraction(numerator.divide(common), denominator.divide(common));
    }

    public static Fraction of(Rational value) {
        return value.denominator().signum() == 0
                ? value.numerator().signum() < 0 ? NEGATIVE_INFINITY : POSITIVE_INFINITY
                : of(value.numerator(), value.denominator());
    }

    public Rational toRational() {
        if (!isFinite()) {
            return signum() < 0 ? Rational.NEGATIVE_INFINITY : Rational.POSITIVE_INFINITY;
        }
        return Rational.of(numerator, denominator);
    }

    public boolean isFinite() {
        return denominator.signum() != 0;
    }

    public int signum() {
        return numerator.signum();
    }

    public Fraction plus(Fraction other) {
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    public Fraction negate() {
        return new Fraction(numerator.negate(), denominator);
    }

    public Fraction minus(Fraction other) {
        return plus(other.negate());
    }

    public Fraction times(Fraction other) {
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    public Fraction over(Fraction other) {
        return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    public Fraction min(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Fraction max(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public boolean isBelow(Fraction other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(Fraction other) {
        if (!isFinite() && !other.isFinite()) {
            return Integer.compare(signum(), other.signum());
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    @Override
    public String toString() {
        if (!isFinite()) {
            return signum() < 0 ? "-inf" : "inf";
        }
        return denominator.equals(BigInteger.ONE) ? numerator.toString() : numerator + "/" + denominator;
    }
}
