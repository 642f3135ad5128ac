package org.chaoscert.network;

import java.util.Arrays;
import java.util.Optional;
import org.chaoscert.exact.Rational;

/** The piecewise-linear activations of the format. */
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
    ABS("abs");

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
