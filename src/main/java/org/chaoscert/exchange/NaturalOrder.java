package org.chaoscert.exchange;

import java.util.Comparator;
import java.util.regex.Pattern;

/** Names in order, with the numbers in them by size: 2.weight before 10.weight. */
final class NaturalOrder {
    private static final int DIGITS = 18;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1," + DIGITS + "}");

    static final Comparator<String> OF_NAMES = Comparator.comparing(NaturalOrder::padded);

    private NaturalOrder() {}

    private static String padded(String name) {
        return NUMBER.matcher(name)
                .replaceAll(digits -> "0".repeat(DIGITS - digits.group().length()) + digits.group());
    }
}
