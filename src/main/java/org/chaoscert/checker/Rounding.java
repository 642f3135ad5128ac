package org.chaoscert.checker;

import java.math.BigInteger;

/**
 * Sums, quotients, rounding outward to p bits, and the exponential function by Taylor's series with its remainder, in whole numbers:
 * what enclosures of smooth maps and bounds of entropy need beside products and comparisons.
 */
record Rounding(int precision) {
    /** The series of e^x is summed for arguments below 2 to this negative power. */
    private static final int SMALL = 8;

    private static final int SPARE_BITS = 16;

    /** The next number of p bits at or below x, or for {@code up} at or above it; its denominator is a power of two. */
    Fraction rounded(Fraction x, boolean up) {
        if (!x.isFinite() || (x.isDyadic() && x.numerator().bitLength() <= precision)) {
            return x;
        }
        int shift = precision - x.numerator().bitLength() + x.denominator().bitLength();
        Fraction rounded = rounded(x, shift, up);
        // A bit too many, half of the time.
        int bits = rounded.numerator().bitLength() + Math.min(shift, 0);
        return bits <= precision ? rounded : rounded(x, shift - 1, up);
    }

    /** The next multiple of 2^−shift. */
    private static Fraction rounded(Fraction x, int shift, boolean up) {
        BigInteger whole = shift >= 0
                ? quotient(x.numerator().shiftLeft(shift), x.denominator(), up)
                : quotient(x.numerator(), x.denominator().shiftLeft(-shift), up).shiftLeft(-shift);
        return new Fraction(whole, BigInteger.ONE.shiftLeft(Math.max(0, shift)));
    }

    /** The smallest interval with ends of p bits that holds an interval. */
    Span outward(Span span) {
        return new Span(rounded(span.low(), false), rounded(span.high(), true));
    }

    /** A quotient by a positive number, rounded to a whole number. */
    static BigInteger quotient(BigInteger a, BigInteger b, boolean up) {
        if (up) {
            return quotient(a.negate(), b, false).negate();
        }
        if (b.bitCount() == 1) {
            // Shifts round down, below 0 as well.
            return a.shiftRight(b.getLowestSetBit());
        }
        BigInteger[] parts = a.divideAndRemainder(b);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    static Fraction negate(Fraction x) {
        return new Fraction(x.numerator().negate(), x.denominator());
    }

    /** A sum, in which an infinite end outweighs what is added to it. Of dyadic fractions it has the longer denominator. */
    static Fraction plus(Fraction a, Fraction b) {
        if (!a.isFinite() || b.numerator().signum() == 0) {
            return a;
        }
        if (!b.isFinite() || a.numerator().signum() == 0) {
            return b;
        }
        if (a.isDyadic() && b.isDyadic()) {
            int longer = a.denominator().bitLength() - b.denominator().bitLength();
            return longer >= 0
                    ? new Fraction(a.numerator().add(b.numerator().shiftLeft(longer)), a.denominator())
                    : plus(b, a);
        }
        return new Fraction(
                a.numerator().multiply(b.denominator()).add(b.numerator().multiply(a.denominator())),
                a.denominator().multiply(b.denominator()));
    }

    static Fraction minus(Fraction a, Fraction b) {
        return plus(a, negate(b));
    }

    /** A quotient by a number above 0. */
    static Fraction over(Fraction a, Fraction b) {
        return a.isFinite()
                ? new Fraction(
                        a.numerator().multiply(b.denominator()), a.denominator().multiply(b.numerator()))
                : a;
    }

    /**
     * A bound of e^x for x ≥ 0: Taylor's sum for r = x / 2^j &lt; 1/256, squared j times. Its terms fall at least by the factor r;
     * once one is at most a unit, all that follow are together below r/(1 − r) units, less than one. All numbers are positive.
     */
    Fraction exp(Fraction x, boolean up) {
        if (x.numerator().signum() == 0) {
            return Fraction.ONE;
        }
        int doublings = Math.max(0, x.numerator().bitLength() - x.denominator().bitLength() + 1 + SMALL);
        int bits = precision + doublings + SPARE_BITS;
        BigInteger one = BigInteger.ONE.shiftLeft(bits);
        // Added before digits are dropped.
        BigInteger excess = up ? one.subtract(BigInteger.ONE) : BigInteger.ZERO;
        BigInteger r = quotient(x.numerator().shiftLeft(bits), x.denominator().shiftLeft(doublings), up);
        BigInteger term = one;
        BigInteger sum = one;
        for (int n = 1; term.bitLength() > 1; n++) {
            BigInteger product = term.multiply(r).add(excess).shiftRight(bits);
            term = product.add(BigInteger.valueOf(up ? n - 1 : 0)).divide(BigInteger.valueOf(n));
            sum = sum.add(term);
        }
        BigInteger power = up ? sum.add(BigInteger.ONE) : sum;
        for (int i = 0; i < doublings; i++) {
            power = power.multiply(power).add(excess).shiftRight(bits);
        }
        return new Fraction(power, one);
    }
}
