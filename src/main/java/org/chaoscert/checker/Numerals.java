package org.chaoscert.checker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers: section 1 of the format. */
final class Numerals {
    private static final Pattern QUOTIENT = Pattern.compile("(-?(?:0|[1-9][0-9]*))(?:/([1-9][0-9]*))?");
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE]([+-]?[0-9]+))?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(-?)0x([0-9a-f]+)(?:\\.([0-9a-f]+))?p([+-]?[0-9]+)");
    private static final BigInteger LARGEST_EXPONENT = BigInteger.valueOf(10_000);

    private Numerals() {}

    /** Reads a number of a certificate: a canonical string. */
    static Fraction canonical(Object value, Object at, Limits limits) throws Fault {
        boolean infinite = value.equals("inf") || value.equals("-inf");
        Fraction number = infinite ? Fraction.ZERO : quoted(value, at, limits);
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
        return Binary64.nearest(bare.text(), at);
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
        if (Binary64.nearest(text, at).compareTo(exact) != 0) {
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
