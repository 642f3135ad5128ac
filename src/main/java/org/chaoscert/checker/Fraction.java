package org.chaoscert.checker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private static final Pattern QUOTIENT = Pattern.compile("(-?(?:0|[1-9][0-9]*))(?:/([1-9][0-9]*))?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(-?)0x([0-9a-f]+)(?:\\.([0-9a-f]+))?p([+-]?[0-9]+)");
    private static final BigInteger LARGEST_EXPONENT = BigInteger.valueOf(10_000);

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

    /** The same fraction; if the denominators are equal, with the other's own: many in a row are compared and kept so. */
    Fraction sharingDenominatorOf(Fraction other) {
        return denominator.equals(other.denominator) ? new Fraction(numerator, other.denominator) : this;
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

    /** Reads a number of a certificate: a canonical string. */
    static Fraction canonical(Object value, Object at, Limits limits) throws Fault {
        boolean infinite = value.equals("inf") || value.equals("-inf");
        Fraction number = infinite ? ZERO : quoted(value, at, limits);
        String canonical = infinite ? "a number" : number.canonical();
        if (!canonical.equals(value)) {
            throw Fault.rejected("not-canonical", at, "written " + value + " for " + canonical);
        }
        return number;
    }

    /** Reads a number of a network file: quoted it stands for itself, unquoted for the nearest binary64 number. */
    static Fraction number(Object value, Object at, Limits limits) throws Fault {
        if (!(value instanceof Json.Bare bare)) {
            return quoted(value, at, limits);
        }
        limits.requireDigits(bare.text(), at);
        if (Character.isLetter(bare.text().charAt(0))) {
            throw Fault.rejected("wrong-type", at, "expected a number");
        }
        return binary64(bare.text(), at);
    }

    /** Here and only here a binary floating-point number is formed; it is then taken exactly. */
    private static Fraction binary64(String literal, Object at) throws Fault {
        double nearest = Double.parseDouble(literal);
        if (Double.isInfinite(nearest)) {
            throw Fault.rejected("bad-number", at, "beyond the range of binary64");
        }
        // An integer below 2^53 times a power of two: nothing is rounded any more. Mostly it comes out in lowest terms.
        int shift = 52 - Math.max(Math.getExponent(nearest), Double.MIN_EXPONENT);
        long significand = (long) Math.scalb(nearest, shift);
        int twos = Math.min(Math.max(0, shift), Long.numberOfTrailingZeros(significand));
        return new Fraction(
                BigInteger.valueOf(significand >> twos).shiftLeft(Math.max(0, -shift)),
                BigInteger.ONE.shiftLeft(Math.max(0, shift) - twos));
    }

    private static Fraction quoted(Object value, Object at, Limits limits) throws Fault {
        if (!(value instanceof String text)) {
            throw Fault.rejected("wrong-type", at, "expected a number in quotes");
        }
        limits.requireDigits(text, at);
        Matcher quotient = QUOTIENT.matcher(text);
        if (quotient.matches()) {
            String below = quotient.group(2) == null ? "1" : quotient.group(2);
            return new Fraction(new BigInteger(quotient.group(1)), new BigInteger(below));
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            exponent(decimal.group(1) == null ? "0" : decimal.group(1), at);
            BigDecimal exact = new BigDecimal(text);
            BigInteger power = BigInteger.TEN.pow(Math.abs(exact.scale()));
            return exact.scale() > 0
                    ? new Fraction(exact.unscaledValue(), power)
                    : new Fraction(exact.unscaledValue().multiply(power), BigInteger.ONE);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (!hexadecimal.matches()) {
            throw Fault.rejected("bad-number", at, "no number");
        }
        return hexadecimal(hexadecimal, text, at);
    }

    private static Fraction hexadecimal(Matcher parts, String text, Object at) throws Fault {
        String places = parts.group(3) == null ? "" : parts.group(3);
        BigInteger digits = new BigInteger(parts.group(1) + parts.group(2) + places, 16);
        int shift = exponent(parts.group(4), at) - 4 * places.length();
        Fraction exact =
                new Fraction(digits.shiftLeft(Math.max(0, shift)), BigInteger.ONE.shiftLeft(Math.max(0, -shift)));
        if (binary64(text, at).compareTo(exact) != 0) {
            throw Fault.rejected("bad-number", at, "not a binary64 number");
        }
        return exact;
    }

    /** Judged before the number is expanded. */
    private static int exponent(String text, Object at) throws Fault {
        BigInteger exponent = new BigInteger(text);
        if (exponent.abs().compareTo(LARGEST_EXPONENT) > 0) {
            throw Fault.overLimits(at, "an exponent beyond " + LARGEST_EXPONENT);
        }
        return exponent.intValueExact();
    }
}
