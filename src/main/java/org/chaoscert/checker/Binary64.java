package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What an unquoted number stands for: the binary64 number nearest to it, ties to even, as an exact fraction. */
final class Binary64 {
    /** The denominators of all binary64 numbers, made once. */
    private static final List<BigInteger> POWERS_OF_TWO = IntStream.rangeClosed(0, 52 - Double.MIN_EXPONENT)
            .mapToObj(BigInteger.ONE::shiftLeft)
            .toList();

    private static final int DIGITS_OF_A_NUMBER = 53;

    /** Integers below it have digits to spare. */
    private static final long MOST_DIGITS = 100_000_000_000_000_000L;

    /** 5 to this power leaves room for eleven more bits. */
    private static final int MOST_PLACES = 22;

    private Binary64() {}

    /** The number nearest to a literal in Java's grammar. */
    static Fraction nearest(String literal, Object at) throws Fault {
        Optional<Fraction> quickly = ofShort(literal);
        return quickly.isPresent() ? quickly.get() : ofAny(literal, at);
    }

    /** Here and only here a binary floating-point number is formed; it is then taken exactly. */
    private static Fraction ofAny(String literal, Object at) throws Fault {
        double nearest = Double.parseDouble(literal);
        if (Double.isInfinite(nearest)) {
            throw Fault.rejected("bad-number", at, "beyond the range of binary64");
        }
        // An integer below 2^53 times a power of two: nothing is rounded any more.
        int shift = 52 - Math.max(Math.getExponent(nearest), Double.MIN_EXPONENT);
        return fraction((long) Math.scalb(nearest, shift), shift);
    }

    /** significand / 2^shift, in lowest terms. */
    private static Fraction fraction(long significand, int shift) {
        int twos = Math.min(Math.max(0, shift), Long.numberOfTrailingZeros(significand));
        return new Fraction(
                BigInteger.valueOf(significand >> twos).shiftLeft(Math.max(0, -shift)),
                POWERS_OF_TWO.get(Math.max(0, shift) - twos));
    }

    /**
     * The same for {@code -?[0-9]+(\.[0-9]+)?}, several times faster; empty for other and for long literals. It is n / 10^p, and
     * n / 5^p is divided out to all the bits of a binary64 number and more.
     */
    private static Optional<Fraction> ofShort(String literal) {
        int length = literal.length();
        int start = literal.startsWith("-") ? 1 : 0;
        int point = length - 1;
        long n = 0;
        long divisor = 1;
        for (int i = start; i < length; i++) {
            int digit = literal.charAt(i) - '0';
            if (digit == '.' - '0') {
                point = i;
            } else if (digit < 0 || digit > 9 || n >= MOST_DIGITS || i - point > MOST_PLACES) {
                return Optional.empty();
            } else {
                n = 10 * n + digit;
                divisor = i > point ? 5 * divisor : divisor;
            }
        }
        return Optional.of(n == 0 ? Fraction.ZERO : quotient(start == 0 ? 1 : -1, n, divisor, length - 1 - point));
    }

    /** The number nearest to ± n / (divisor · 2^shift); n and divisor are positive, and short. */
    private static Fraction quotient(int sign, long n, long divisor, int shift) {
        long quotient = n / divisor;
        long rest = n % divisor;
        int places = shift;
        while (spare(quotient) < 2) {
            int bits = Math.min(2 - spare(quotient), Long.numberOfLeadingZeros(divisor) - 1);
            rest <<= bits;
            quotient = quotient << bits | rest / divisor;
            rest %= divisor;
            places += bits;
        }
        int spare = spare(quotient);
        long kept = quotient >> spare;
        long below = quotient - (kept << spare);
        long half = 1L << (spare - 1);
        boolean up = below > half || (below == half && (rest > 0 || (kept & 1) == 1));
        return fraction(sign * (up ? kept + 1 : kept), places - spare);
    }

    /** So many bits more than a binary64 number has. */
    private static int spare(long positive) {
        return Long.SIZE - Long.numberOfLeadingZeros(positive) - DIGITS_OF_A_NUMBER;
    }
}
