package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What an unquoted number stands for: the nearest binary64 number, exactly. Here and only here binary floating-point numbers
 * are formed.
 */
final class Binary64 {
    /** The denominators of all binary64 numbers, made once. */
    private static final List<BigInteger> POWERS_OF_TWO = IntStream.rangeClosed(0, 52 - Double.MIN_EXPONENT)
            .mapToObj(BigInteger.ONE::shiftLeft)
            .toList();

    /** Integers below it have digits to spare. */
    private static final long MOST_DIGITS = 100_000_000_000_000_000L;

    /** Powers of ten are binary64 numbers up to this one. */
    private static final int MOST_PLACES = 22;

    private Binary64() {}

    /** The number nearest to a literal in Java's grammar, ties to even. */
    static Fraction nearest(String literal, Object at) throws Fault {
        double nearest = quickly(literal);
        if (Double.isNaN(nearest)) {
            nearest = Double.parseDouble(literal);
        }
        if (Double.isInfinite(nearest)) {
            throw Fault.rejected("bad-number", at, "beyond the range of binary64");
        }
        // An integer below 2^53 times a power of two: nothing is rounded any more. Mostly it comes out in lowest terms.
        int shift = 52 - Math.max(Math.getExponent(nearest), Double.MIN_EXPONENT);
        long significand = (long) Math.scalb(nearest, shift);
        int twos = Math.min(Math.max(0, shift), Long.numberOfTrailingZeros(significand));
        return new Fraction(
                BigInteger.valueOf(significand >> twos).shiftLeft(Math.max(0, -shift)),
                POWERS_OF_TWO.get(Math.max(0, shift) - twos));
    }

    /**
     * The number nearest to {@code -?[0-9]+(\.[0-9]+)?}, as {@code parseDouble} finds it, but several times faster; or NaN for
     * other and for long literals, and where that is too close to call.
     *
     * <p>The literal is n/t for an integer n and a power of ten t. With h, the binary64 number nearest to n, q the one nearest
     * to h/t, and the remainder h − q·t, which is one, too, n/t = q + c for c = ((h − q·t) + (n − h))/t. This is rounded twice
     * here, by less than c/2^50. If q + c is rounded to the same number for c a little less and a little more, this is it.
     */
    private static double quickly(String literal) {
        int length = literal.length();
        int start = literal.startsWith("-") ? 1 : 0;
        long n = 0;
        double t = 1;
        int point = length;
        for (int i = start; i < length; i++) {
            char c = literal.charAt(i);
            if (c == '.') {
                point = i;
            } else if (c < '0' || c > '9' || n >= MOST_DIGITS || i - point > MOST_PLACES) {
                return Double.NaN;
            } else {
                n = 10 * n + (c - '0');
                t = i > point ? 10 * t : t;
            }
        }
        double h = n;
        double q = h / t;
        double c = (Math.fma(-q, t, h) + (n - (long) h)) / t;
        double less = q + c * (1 - 0x1p-40);
        double more = q + c * (1 + 0x1p-40);
        if (less != more) {
            return Double.NaN;
        }
        return start > 0 ? -less : less;
    }
}
