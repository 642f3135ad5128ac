package org.chaoscert.network;

import java.util.Arrays;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Span;

/** The activations of the format. */
public enum Activation {
    /** max(x, 0). */
    RELU("relu"),
    /** x for x ≥ 0, slope · x below, with 0 ≤ slope ≤ 1. */
    LEAKY_RELU("leaky-relu"),
    /** x. */
    IDENTITY("identity"),
    /** x cut to [0, 1]. */
    CLIP("clip"),
    /** x cut to [−1, 1]. */
    HARD_TANH("hard-tanh"),
    /** |x|. */
    ABS("abs"),
    /** tanh x. */
    TANH("tanh"),
    /** The logistic function 1/(1 + e^−x). */
    SIGMOID("sigmoid");

    private final String word;

    Activation(String word) {
        this.word = word;
    }

    /**
     * Returns the word in network files.
     *
     * @return a lower-case word
     */
    public String word() {
        return word;
    }

    /**
     * Tells whether this is no piecewise-linear function.
     *
     * @return whether it is {@link #TANH} or {@link #SIGMOID}
     */
    public boolean isSmooth() {
        return this == TANH || this == SIGMOID;
    }

    /**
     * Returns an interval that holds all values.
     *
     * @return the closure of what the function takes the line to; for {@link #LEAKY_RELU} the line, whatever the slope
     */
    public Span range() {
        return switch (this) {
            case RELU, ABS -> new Span(Rational.ZERO, Rational.POSITIVE_INFINITY);
            case CLIP, SIGMOID -> new Span(Rational.ZERO, Rational.ONE);
            case HARD_TANH, TANH -> new Span(Rational.of(-1), Rational.ONE);
            case IDENTITY, LEAKY_RELU -> new Span(Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY);
        };
    }

    /**
     * Finds an activation by its word.
     *
     * @param word a word
     * @return the activation, or empty if there is none of this name
     */
    public static Optional<Activation> of(String word) {
        return Arrays.stream(values())
                .filter(activation -> activation.word.equals(word))
                .findFirst();
    }

    /**
     * Tells whether a slope is allowed for {@link #LEAKY_RELU}.
     *
     * @param slope a number
     * @return whether 0 ≤ slope ≤ 1
     */
    public static boolean isLeak(Rational slope) {
        return slope.signum() >= 0 && slope.compareTo(Rational.ONE) <= 0;
    }
}
