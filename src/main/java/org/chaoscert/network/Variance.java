package org.chaoscert.network;

import java.io.Serializable;

/**
 * The variance of the output weights of {@link Scheme#RELU_SUM}, as a function of the width k.
 *
 * <p>A number S stands for S/k; names are {@code he} 2/k, {@code glorot} or {@code xavier} 2/(k+1), {@code lecun} 1/k and
 * {@code low} 1/(4 k log k), the paper's low-variance law (natural logarithm, k ≥ 2). Two variances are equal if they are
 * written alike.
 */
public final class Variance implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String NAMES = "he|glorot|xavier|lecun|low";

    private final String text;

    /** S; without meaning for names. */
    private final double factor;

    /**
     * Reads a name or a number.
     *
     * @param text one of the names, or a decimal of at least 0
     * @throws IllegalArgumentException if it is neither
     */
    public Variance(String text) {
        this.text = text;
        factor = text.matches(NAMES) ? Double.NaN : number(text);
        if (factor < 0 || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("variance \"" + text + "\": expected a number of at least 0");
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
     * Returns the name or number.
     *
     * @return the text as given
     */
    public String text() {
        return text;
    }

    /**
     * Tells numbers from names.
     *
     * @return whether this is a number S, for S/k
     */
    public boolean isNumber() {
        return !Double.isNaN(factor);
    }

    /**
     * Returns the standard deviation at a width.
     *
     * @param width the width k, at least 1; at least 2 for {@code low}
     * @return the square root of the variance, rounded to binary64
     * @throws IllegalArgumentException for {@code low} at width 1, where the law is infinite
     */
    public double deviation(int width) {
        return Math.sqrt(isNumber() ? factor / width : named(width));
    }

    private double named(int width) {
        return switch (text) {
            case "he" -> 2.0 / width;
            case "lecun" -> 1.0 / width;
            case "low" -> low(width);
            default -> 2.0 / (width + 1);
        };
    }

    private static double low(int width) {
        if (width < 2) {
            throw new IllegalArgumentException("variance low is 1/(4 k log k): infinite at width " + width);
        }
        // StrictMath: the same on every machine.
        return 1.0 / (4.0 * width * StrictMath.log(width));
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Variance other && text.equals(other.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
