package org.chaoscert.exchange;

import java.util.Optional;
import org.chaoscert.map.Domain;

/**
 * What a file of numbers does not say itself.
 *
 * @param hidden the activation of hidden layers; empty for what the file says, or else ReLU
 * @param output the activation of the last layer; empty for what the file says, or else {@code clip} for arrays {@code a} and
 *     {@code b}, and {@code identity} for layers
 * @param domain where the maps are iterated; empty for what the file says, or else the default of network files
 * @param rowsAreInputs whether matrices of weights have a row for each input, as those of Keras, and not for each unit
 * @param exactDecimals whether a decimal of a table is exactly what it says, and not the nearest binary64 number
 */
public record ReadOptions(
        Optional<ActivationWord> hidden,
        Optional<ActivationWord> output,
        Optional<Domain> domain,
        boolean rowsAreInputs,
        boolean exactDecimals) {
    /** Nothing said. */
    public static final ReadOptions DEFAULT =
            new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, false);
}
