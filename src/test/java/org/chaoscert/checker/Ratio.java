package org.chaoscert.checker;

import java.math.BigInteger;

/**
 * A fraction for the oracles of these tests, in lowest terms, made for being plain; ±1/0 stands for ±∞. Shares no code with
 * {@link Fraction}.
 */
record Ratio(BigInteger top, BigInteger bottom) implements Comparable<Ratio> {
    static final Ratio ZERO = of(0);
    static final Ratio ONE = of(1);
    static final Ratio INFINITY = of(1, 0);
    static final Ratio MINUS_INFINITY = of(-1, 0);

    Ratio {
        BigInteger divisor = top.gcd(bottom);
        BigInteger signed = bottom.signum() < 0 ? divisor.negate() : divisor;
        top = top.divide(signed);
        bottom = bottom.divide(signed);
    }

    static Ratio of(long top) {
        return of(top, 1);
    }

    static Ratio of(long top, long bottom) {
        return new Ratio(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
    }

    static Ratio of(Fraction fraction) {
        return new Ratio(fraction.numerator(), fraction.denominator());
    }

    /** Reads {@code 1/2}, {@code -3}, {@code inf}, {@code -inf}. */
    static Ratio of(String text) {
        if (text.endsWith("inf")) {
            return text.startsWith("-") ? MINUS_INFINITY : INFINITY;
        }
        String[] parts = text.split("/", 2);
        return new Ratio(new BigInteger(parts[0]), new BigInteger(parts.length == 2 ? parts[1] : "1"));
    }

    Fraction fraction() {
        return new Fraction(top, bottom);
    }

    boolean isFinite() {
        return bottom.signum() > 0;
    }

    int sign() {
        return top.signum();
    }

    Ratio negate() {
        return new Ratio(top.negate(), bottom);
    }

    Ratio plus(Ratio other) {
        return new Ratio(top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
    }

    Ratio minus(Ratio other) {
        return plus(other.negate());
    }

    Ratio times(Ratio other) {
        return new Ratio(top.multiply(other.top), bottom.multiply(other.bottom));
    }

    Ratio over(Ratio other) {
        return new Ratio(top.multiply(other.bottom), bottom.multiply(other.top));
    }

    Ratio min(Ratio other) {
        return compareTo(other) < 0 ? this : other;
    }

    Ratio max(Ratio other) {
        return compareTo(other) > 0 ? this : other;
    }

    Ratio middle(Ratio other) {
        return plus(other).over(of(2));
    }

    @Override
    public int compareTo(Ratio other) {
        if (equals(other)) {
            return 0;
        }
        if (!isFinite()) {
            return sign();
        }
        return other.isFinite() ? top.multiply(other.bottom).compareTo(other.top.multiply(bottom)) : -other.sign();
    }

    @Override
    public String toString() {
        if (!isFinite()) {
            return sign() < 0 ? "-inf" : "inf";
        }
        return bottom.equals(BigInteger.ONE) ? top.toString() : top + "/" + bottom;
    }
}
