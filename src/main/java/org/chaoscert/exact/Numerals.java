package org.chaoscert.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as text, read exactly: the grammar of network files.
 *
 * <p>A quoted numeral is a fraction {@code -?(0|[1-9][0-9]*)(/[1-9][0-9]*)?}, a decimal
 * {@code -?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?} or a hexadecimal binary64 {@code -?0x[0-9a-f]+(\.[0-9a-f]+)?p[+-]?[0-9]+};
 * it stands for exactly that rational. An unquoted numeral stands for the binary64 number nearest to it.
 */
public final class Numerals {
    /** The longest numeral that is read, in characters. */
    public static final int MAX_LENGTH = 20_000;

    /** The largest size of a quoted exponent. */
    public static final int MAX_EXPONENT = 10_000;

    private static final Pattern FRACTION = Pattern.compile("(-?(?:0|[1-9][0-9]*))(?:/([1-9][0-9]*))?");
    private static final Pattern DECIMAL = Pattern.compile("(-?)([0-9]+)(?:\\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?");
    private static final Pattern HEXADECIMAL = Pattern.compile("(-?)0x([0-9a-f]+)(?:\\.([0-9a-f]+))?p([+-]?[0-9]+)");

    private static final int BINARY64_PRECISION = 53;
    private static final int BINARY64_LOWEST_EXPONENT = -1074;
    private static final int BINARY64_HIGHEST_BIT = 1024;

    /** So many digits of a decimal always survive in binary64. */
    private static final int DECIMAL_DIGITS_KEPT = 15;

    /** So many digits always tell two binary64 numbers apart. */
    private static final int MAX_DECIMAL_DIGITS = 17;

    private Numerals() {}

    /**
     * Reads a quoted numeral.
     *
     * @param text the text between the quotes
     * @return exactly the number it stands for, in lowest terms
     * @throws NumberFormatException if the text follows none of the three grammars, or is hexadecimal and no finite
     *     binary64 number
     * @throws OverLimitsException if the text is longer than {@link #MAX_LENGTH} or its exponent is beyond
     *     ±{@link #MAX_EXPONENT}; judged before anything is expanded
     */
    public static Rational quoted(String text) {
        requireLength(text);
        return ShortDecimal.of(text).flatMap(ShortDecimal::exactly).orElseGet(() -> quotedOfAnyLength(text));
    }

    private static Rational quotedOfAnyLength(String text) {
        Matcher fraction = FRACTION.matcher(text);
        if (fraction.matches()) {
            BigInteger denominator = fraction.group(2) == null ? BigInteger.ONE : new BigInteger(fraction.group(2));
            return Rational.of(new BigInteger(fraction.group(1)), denominator).reduced();
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (decimal.matches()) {
            return decimal(decimal);
        }
        Matcher hexadecimal = HEXADECIMAL.matcher(text);
        if (hexadecimal.matches()) {
            return hexadecimal(hexadecimal, text);
        }
        throw new NumberFormatException("not a number: " + shown(text)
                + "; expected a fraction such as -2/9, a decimal such as 0.25 or 1e-8, or a hexadecimal binary64 such as"
                + " 0x1.8p-1");
    }

    /**
     * Reads an unquoted numeral (a JSON number).
     *
     * @param literal the number as it stands in the file
     * @return the binary64 number nearest to the literal, ties to even, to be taken exactly; underflow gives 0, so does −0
     * @throws NumberFormatException if the literal is no decimal number or lies beyond the range of binary64
     * @throws OverLimitsException if the literal is longer than {@link #MAX_LENGTH}
     */
    public static double unquoted(String literal) {
        requireLength(literal);
        double quick = ShortDecimal.of(literal).map(Binary64::nearest).orElse(Double.NaN);
        return Double.isNaN(quick) ? unquotedOfAnyLength(literal) : quick;
    }

    private static double unquotedOfAnyLength(String literal) {
        if (!DECIMAL.matcher(literal).matches()) {
            throw new NumberFormatException("not a number: " + shown(literal));
        }
        double nearest = Double.parseDouble(literal);
        if (!Double.isFinite(nearest)) {
            throw new NumberFormatException(
                    shown(literal) + " is beyond the range of binary64; quote the number to have it read exactly");
        }
        // Both zeros are 0.
        return nearest + 0.0;
    }

    /**
     * Returns the shortest decimal numeral that reads back as a binary64 number.
     *
     * @param value a finite number
     * @return a JSON number with at most 17 digits, of the shortest the nearest to {@code value}
     */
    public static String shortestDecimal(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal exact = new BigDecimal(value);
        // Of the decimals with 15 digits at most one reads back, and it is the rounded one; so if a shorter one does,
        // stripping zeros finds it. Subnormal numbers keep fewer digits.
        int fewest = Math.abs(value) < Double.MIN_NORMAL ? 1 : DECIMAL_DIGITS_KEPT;
        for (int digits = fewest; digits < MAX_DECIMAL_DIGITS; digits++) {
            for (RoundingMode mode : List.of(RoundingMode.HALF_EVEN, RoundingMode.UP, RoundingMode.DOWN)) {
                BigDecimal rounded = exact.round(new MathContext(digits, mode)).stripTrailingZeros();
                if (rounded.doubleValue() == value) {
                    return rounded.toString();
                }
            }
        }
        return exact.round(new MathContext(MAX_DECIMAL_DIGITS, RoundingMode.HALF_EVEN))
                .toString();
    }

    private static Rational decimal(Matcher parts) {
        String fractionDigits = parts.group(3) == null ? "" : parts.group(3);
        int exponent = (parts.group(4) == null ? 0 : exponent(parts.group(4))) - fractionDigits.length();
        BigInteger digits = new BigInteger(parts.group(1) + parts.group(2) + fractionDigits);
        BigInteger power = BigInteger.TEN.pow(Math.abs(exponent));
        return exponent < 0 ? Rational.of(digits, power).reduced() : Rational.of(digits.multiply(power));
    }

    private static Rational hexadecimal(Matcher parts, String text) {
        String fractionDigits = parts.group(3) == null ? "" : parts.group(3);
        int exponent = exponent(parts.group(4)) - 4 * fractionDigits.length();
        BigInteger digits = new BigInteger(parts.group(1) + parts.group(2) + fractionDigits, 16);
        if (digits.signum() == 0) {
            return Rational.ZERO;
        }
        int zeros = digits.getLowestSetBit();
        BigInteger odd = digits.shiftRight(zeros);
        int lowest = exponent + zeros;
        if (odd.abs().bitLength() > BINARY64_PRECISION
                || lowest < BINARY64_LOWEST_EXPONENT
                || lowest + odd.abs().bitLength() > BINARY64_HIGHEST_BIT) {
            throw new NumberFormatException(shown(text) + " is not a finite binary64 number");
        }
        return Rational.dyadic(odd, -lowest);
    }

    private static int exponent(String text) {
        BigInteger value = new BigInteger(text);
        if (value.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0) {
            throw new OverLimitsException("exponent " + shown(text) + " is beyond ±" + MAX_EXPONENT);
        }
        return value.intValueExact();
    }

    private static void requireLength(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new OverLimitsException(
                    "a number of " + text.length() + " characters; at most " + MAX_LENGTH + " are read");
        }
    }

    private static String shown(String text) {
        return "\"" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "\"";
    }
}
