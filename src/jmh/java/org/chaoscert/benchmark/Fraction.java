package org.chaoscert.benchmark;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A fraction in lowest terms, written plainly. */
record Fraction(BigInteger numerator, BigInteger denominator) implements Comparable<Fraction> {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
    static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

    static Fraction of(BigInteger numerator, BigInteger denominator) {
        BigInteger divisor = numerator.gcd(denominator);
        BigInteger common = denominator.signum() < 0 ? divisor.negate() : divisor;
        return new Fraction(numerator.divide(common), denominator.divide(common));
    }

    static Fraction of(double value) {
        BigDecimal exact = new BigDecimal(value);
        return exact.scale() > 0
                ? of(exact.unscaledValue(), BigInteger.TEN.pow(exact.scale()))
                : of(exact.toBigIntegerExact(), BigInteger.ONE);
    }

    Fraction plus(Fraction other) {
        return of(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction minus(Fraction other) {
        return of(
                numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    Fraction times(Fraction other) {
        return of(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    Fraction over(Fraction other) {
        return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    int signum() {
        return numerator.signum();
    }

    @Override
    public int compareTo(Fraction other) {
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }
}
