package org.chaoscert.checker;

import java.math.BigInteger;

/**
 * A fraction with a positive denominator, not in lowest terms; or ±1/0 for the infinite ends of intervals, which are only
 * ever compared. All arithmetic is exact.
 */
record Fraction(BigInteger numerator, BigInteger denominator) {
    static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
    static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);
    static final Fraction MINUS_ONE = new Fraction(BigInteger.ONE.negate(), BigInteger.ONE);
    static final Fraction MINUS_INFINITY = new Fraction(BigInteger.ONE.negate(), BigInteger.ZERO);
    static final Fraction INFINITY = new Fraction(BigInteger.ONE, BigInteger.ZERO);

    /** A quotient by a denominator of either sign. */
    static Fraction of(BigInteger numerator, BigInteger denominator) {
        return denominator.signum() > 0
                ? new Fraction(numerator, denominator)
                : new Fraction(numerator.negate(), denominator.negate());
    }

    /** A product; of a number and 1 it is the number, and no copy. */
    static BigInteger product(BigInteger a, BigInteger b) {
        if (a.equals(BigInteger.ONE)) {
            return b;
        }
        return b.equals(BigInteger.ONE) ? a : a.multiply(b);
    }

    boolean isFinite() {
        return denominator.signum() != 0;
    }

    boolean isDyadic() {
        return denominator.bitCount() == 1;
    }

    int compareTo(Fraction other) {
        int signs = Integer.compare(numerator.signum(), other.numerator.signum());
        if (signs != 0 || numerator.signum() == 0) {
            return signs;
        }
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return product(numerator, other.denominator).compareTo(product(other.numerator, denominator));
    }

    Fraction min(Fraction other) {
        return compareTo(other) <= 0 ? this : other;
    }

    Fraction max(Fraction other) {
        return compareTo(other) >= 0 ? this : other;
    }

    Fraction times(Fraction other) {
        return new Fraction(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /** The canonical text: lowest terms, no {@code /1}. Digests are made of it, and certificates must be. */
    String canonical() {
        if (!isFinite()) {
            return numerator.signum() < 0 ? "-inf" : "inf";
        }
        Fraction lowest = inLowestTerms();
        boolean whole = lowest.denominator.equals(BigInteger.ONE);
        return whole ? lowest.numerator.toString() : lowest.numerator + "/" + lowest.denominator;
    }

    /** The same finite number, with the least denominator. */
    Fraction inLowestTerms() {
        if (!isDyadic()) {
            BigInteger common = numerator.gcd(denominator);
            return new Fraction(numerator.divide(common), denominator.divide(common));
        }
        int below = denominator.getLowestSetBit();
        int twos = numerator.signum() == 0 ? below : Math.min(below, numerator.getLowestSetBit());
        return twos == 0 ? this : new Fraction(numerator.shiftRight(twos), denominator.shiftRight(twos));
    }
}
