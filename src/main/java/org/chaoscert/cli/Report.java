package org.chaoscert.cli;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Span;

/** Lines for people: a name, and what there is to say. */
final class Report {
    /** Which function is judged, always. */
    static final String JUDGED = "the exact real map of the stored weights";

    static final int ROUNDED_DIGITS = 12;
    private static final int LONGEST_EXACT = 40;

    private final StringBuilder text = new StringBuilder();

    Report line(String name, String value) {
        text.append(System.lineSeparator()).append(String.format("  %-12s%s", name, value));
        return this;
    }

    Report lineIfAny(String name, String value) {
        return value.isEmpty() ? this : line(name, value);
    }

    /** Adds rows in columns of equal width, without a line for the header's rule. */
    Report table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(String.format(Locale.ROOT, "  %-" + Math.max(1, widths[i]) + "s", row.get(i)));
            }
            text.append(System.lineSeparator()).append(line.toString().stripTrailing());
        }
        return this;
    }

    /** A number of things, in the plural where they are not one. */
    static String counted(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** A number exactly where that is short, else rounded and marked as such. */
    static String shown(Rational value) {
        String exact = value.toString();
        return exact.length() <= LONGEST_EXACT ? exact : rounded(value);
    }

    /** A number rounded for reading; {@code ~} says that digits are missing. */
    static String rounded(Rational value) {
        String decimal = value.toDecimal(ROUNDED_DIGITS);
        boolean exact = !value.isFinite() || Numerals.quoted(decimal).equals(value);
        return exact ? decimal : "~" + decimal;
    }

    /** A number rounded upward to some digits, for bounds. */
    static String upward(Rational value, int digits) {
        BigDecimal nearest = new BigDecimal(value.toDecimal(digits));
        boolean isBelow = Rational.of(nearest.unscaledValue())
                        .compareTo(value.times(Rational.of(BigInteger.TEN.pow(Math.max(0, nearest.scale())))))
                < 0;
        if (nearest.scale() < 0 || !isBelow) {
            return nearest.toString();
        }
        int scale = nearest.scale() - nearest.precision() + digits;
        return nearest.add(BigDecimal.ONE.movePointLeft(scale))
                .stripTrailingZeros()
                .toString();
    }

    static String shown(Span span) {
        return (span.lower().isFinite() ? "[" : "(") + shown(span.lower()) + ", " + shown(span.upper())
                + (span.upper().isFinite() ? "]" : ")");
    }

    /** The components of the set of fixed points. */
    static String shown(List<Span> fixed) {
        List<String> parts = new ArrayList<>();
        for (Span span : fixed) {
            parts.add(span.isPoint() ? shown(span.lower()) : shown(span));
        }
        return parts.isEmpty() ? "no fixed point" : String.join(", ", parts);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
