package org.chaoscert.battery.oracle;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.chaoscert.exact.Rational;

/**
 * A fraction in lowest terms with a positive denominator, or ±1/0 for the ends of the line, which are only compared.
 *
 * @param p the numerator
 * @param q the denominator
 */
public record Quotient(BigInteger p, BigInteger q) implements Comparable<Quotient> {
    /** 0. */
    public static final Quotient ZERO = of(0);

    /** 1. */
    public static final Quotient ONE = of(1);

    /** The left end of the line. */
    public static final Quotient MINUS_INFINITY = new Quotient(BigInteger.ONE.negate(), BigInteger.ZERO);

    /** The right end of the line. */
    public static final Quotient INFINITY = new Quotient(BigInteger.ONE, BigInteger.ZERO);

    /** Returns an integer. */
    public static Quotient of(long value) {
        return new Quotient(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** Returns p / q. */
    public static Quotient of(long p, long q) {
        return of(BigInteger.valueOf(p), BigInteger.valueOf(q));
    }

    /** Returns p / q in lowest terms. */
    public static Quotient of(BigInteger p, BigInteger q) {
        if (q.signum() == 0) {
            throw new ArithmeticException(p + "/0");
        }
        BigInteger common = q.signum() < 0 ? p.gcd(q).negate() : p.gcd(q);
        return new Quotient(p.divide(common), q.divide(common));
    }

    /** Returns the same number, or the same end of the line. */
    public static Quotient of(Rational value) {
        if (value.isFinite()) {
            return of(value.numerator(), value.denominator());
        }
        return value.signum() < 0 ? MINUS_INFINITY : INFINITY;
    }

    /** Returns the number that a finite decimal stands for. */
    public static Quotient of(BigDecimal value) {
        return value.scale() > 0
                ? of(value.unscaledValue(), BigInteger.TEN.pow(value.scale()))
                : of(value.toBigIntegerExact(), BigInteger.ONE);
    }

    /** Reads a fraction or a decimal, or the words {@code inf} and {@code -inf}. */
    public static Quotient parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0) {
            return of(new BigInteger(text.substring(0, slash)), new BigInteger(text.substring(slash + 1)));
        }
        return switch (text) {
            case "inf" -> INFINITY;
            case "-inf" -> MINUS_INFINITY;
            default -> of(new BigDecimal(text));
        };
    }

    /** Returns the same number as the program knows it. */
    public Rational rational() {
        return isFinite()
                ? Rational.of(p, q)
                : p.signum() < 0 ? Rational.NEGATIVE_INFINITY : Rational.POSITIVE_INFINITY;
    }

    /** Tells numbers from the ends of the line. */
    public boolean isFinite() {
        return q.signum() != 0;
    }

    /** Returns the sign. */
    public int signum() {
        return p.signum();
    }

    /** Returns the sum. */
    public Quotient plus(Quotient other) {
        return of(p.multiply(other.q).add(other.p.multiply(q)), q.multiply(other.q));
    }

    /** Returns the difference. */
    public Quotient minus(Quotient other) {
        return plus(other.negate());
    }

    /** Returns the negative. */
    public Quotient negate() {
        return new Quotient(p.negate(), q);
    }

    /** Returns the product. */
    public Quotient times(Quotient other) {
        return of(p.multiply(other.p), q.multiply(other.q));
    }

    /** Returns the quotient. */
    public Quotient over(Quotient other) {
        return of(p.multiply(other.q), q.multiply(other.p));
    }

    @Override
    public int compareTo(Quotient other) {
        if (!isFinite() || !other.isFinite()) {
            return Integer.compare(isFinite() ? 0 : p.signum(), other.isFinite() ? 0 : other.p.signum());
        }
        return p.multiply(other.q).compareTo(other.p.multiply(q));
    }

    @Override
    public String toString() {
        if (!isFinite()) {
            return signum() < 0 ? "-inf" : "inf";
        }
        return q.equals(BigInteger.ONE) ? p.toString() : p + "/" + q;
    }
}
