package org.chaoscert.network;

import java.io.Serializable;
import java.util.Locale;

/**
 * The variance of the output weights of {@link Scheme#RELU_SUM}, as a function of the width k.
 *
 * <p>A number S stands for S/k; names are {@code he} 2/k, {@code glorot} or {@code xavier} 2/(k+1), {@code lecun} 1/k and
 * {@code low} 1/(4 k log k), the paper's low-variance law (natural logarithm, k ≥ 2).
 *
 * @param text a number or a name, as given
 */
public record Variance(String text) implements Serializable {
    private static final String NAMES = "he|glorot|xavier|lecun|low";

    /** Checks the name or number. */
    public Variance {
        if (!text.matches(NAMES)) {
            double factor = number(text);
            if (!(factor >= 0) || Double.isInfinite(factor)) {
                throw new IllegalArgumentException("variance \"" + text + "\": expected a number of at least 0");
            }
        }
    }

    private static double number(String text) {
        if (!text.matches("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            throw new IllegalArgumentException(
                    "variance \"" + text + "\": expected a number S, for S/k, or he, glorot, xavier, lecun, low");
        }
        return Double.parseDouble(text);
    }

    /**
     * Tells numbers from names.
     *
     * @return whether this is a number S, for S/k
     */
    public boolean isNumber() {
        return !text.matches(NAMES);
    }

    /**
     * Returns the standard deviation at a width.
     *
     * @param width the width k, at least 1; at least 2 for {@code low}
     * @return the square root of the variance, rounded to binary64
     * @throws IllegalArgumentException for {@code low} at width 1, where the law is infinite
     */
    public double deviation(int width) {
        return Math.sqrt(
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "he" -> 2.0 / width;
                    case "glorot", "xavier" -> 2.0 / (width + 1);
                    case "lecun" -> 1.0 / width;
                    case "low" -> low(width);
                    default -> number(text) / width;
                });
    }

    private static double low(int width) {
        if (width < 2) {
            throw new IllegalArgumentException("variance low is 1/(4 k log k): infinite at width " + width);
        }
        // StrictMath: the same on every machine.
        return 1.0 / (4.0 * width * StrictMath.log(width));
    }
}
