package org.chaoscert.exchange;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;

/**
 * An activation in one word, as digests have it: {@code relu}, or {@code leaky-relu:1/100} with its slope below 0.
 *
 * @param activation the activation
 * @param leak the slope below 0 of a leaky ReLU, from 0 to 1; 0 for the others
 */
public record ActivationWord(Activation activation, Rational leak) {
    /** ReLU. */
    public static final ActivationWord RELU = new ActivationWord(Activation.RELU, Rational.ZERO);

    /** None. */
    public static final ActivationWord IDENTITY = new ActivationWord(Activation.IDENTITY, Rational.ZERO);

    /** Cut to [0, 1]. */
    public static final ActivationWord CLIP = new ActivationWord(Activation.CLIP, Rational.ZERO);

    /**
     * Reads a word.
     *
     * @param text the name of an activation, of a leaky ReLU followed by a colon and a number from 0 to 1
     * @return the activation, or empty if it is none
     */
    public static Optional<ActivationWord> of(String text) {
        String[] parts = text.split(":", 2);
        Optional<Activation> activation = Activation.of(parts[0]);
        if (activation.isEmpty() || (activation.get() == Activation.LEAKY_RELU) != (parts.length == 2)) {
            return Optional.empty();
        }
        try {
            Rational leak = parts.length == 2 ? Numerals.quoted(parts[1]) : Rational.ZERO;
            return Activation.isLeak(leak) ? Optional.of(new ActivationWord(activation.get(), leak)) : Optional.empty();
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    /**
     * Lists what can be said.
     *
     * @return all words, separated by commas
     */
    public static String words() {
        return Arrays.stream(Activation.values())
                .map(activation -> activation.word() + (activation == Activation.LEAKY_RELU ? ":SLOPE" : ""))
                .collect(Collectors.joining(", "));
    }

    static ActivationWord of(Layer layer) {
        return new ActivationWord(layer.activation(), layer.leak());
    }

    @Override
    public String toString() {
        return activation.word() + (activation == Activation.LEAKY_RELU ? ":" + leak.reduced() : "");
    }
}
