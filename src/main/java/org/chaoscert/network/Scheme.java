package org.chaoscert.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How random networks are initialised: the simple model of Chatziafratis, Panageas, Sanford and Stavroulakis (NeurIPS 2022,
 * Definition 2.3), and the schemes of the paper's public notebooks as their code has them.
 *
 * <p>Standard deviations are those that the code uses. "Inputs" and "units" are those of the layer.
 */
public enum Scheme {
    /** clip(Σ a_i ReLU(x − b_i)) with b_i uniform on [0, 1) and a_i normal with a chosen variance. */
    RELU_SUM("relu-sum", Activation.CLIP),
    /** First weights all 1; else weights and biases normal with deviation √(2/inputs); output identity. */
    ONE_HE("one-he", Activation.IDENTITY),
    /** Weights and biases normal with deviation √(2/inputs); output relu. */
    HE_HE("he-he", Activation.RELU),
    /** Weights normal with deviation √(2/inputs), biases uniform on [0, 1); output relu. */
    HE_UNIFORM("he-uniform", Activation.RELU),
    /** Weights normal with deviation 1/units, biases standard normal truncated to [−1, 1]; output relu. */
    NORMAL_TRUNCATED("normal-truncated", Activation.RELU),
    /** Weights and biases normal with deviation √(2/(inputs + units)); output relu. */
    GLOROT("glorot", Activation.RELU),
    /** Weights and biases normal with deviation 2/(inputs + units), no output bias; output identity (older notebook). */
    GLOROT_OLD("glorot-old", Activation.IDENTITY);

    private final String word;
    private final Activation output;

    Scheme(String word, Activation output) {
        this.word = word;
        this.output = output;
    }

    /**
     * Returns the name used in commands and file names.
     *
     * @return a lower-case word
     */
    public String word() {
        return word;
    }

    /**
     * Returns the activation of the last layer, unless clipping replaces it.
     *
     * @return an activation
     */
    public Activation output() {
        return output;
    }

    /**
     * Finds a scheme by its name.
     *
     * @param word a name
     * @return the scheme, or empty if there is none
     */
    public static Optional<Scheme> of(String word) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.word.equals(word))
                .findFirst();
    }

    /**
     * Lists the names.
     *
     * @return all words, in order, separated by commas
     */
    public static String words() {
        return Arrays.stream(values()).map(Scheme::word).collect(Collectors.joining(", "));
    }

    double weightDeviation(int inputs, int units) {
        return switch (this) {
            case RELU_SUM -> throw new IllegalStateException("the variance of relu-sum is chosen");
            case ONE_HE, HE_HE, HE_UNIFORM -> Math.sqrt(2.0 / inputs);
            case NORMAL_TRUNCATED -> 1.0 / units;
            case GLOROT -> Math.sqrt(2.0 / (inputs + units));
            case GLOROT_OLD -> 2.0 / (inputs + units);
        };
    }
}
