package org.chaoscert.exchange;

import java.util.Optional;
import java.util.stream.IntStream;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/** Networks of Definition 2.3, x ↦ clip(Σ a_i ReLU(x − b_i)) on [0, 1], for formats that hold no others. */
final class SimpleModel {
    private SimpleModel() {}

    /** Says why a network is none, if so. */
    static Optional<String> fault(Network network) {
        boolean fits = network.layers().size() == 2
                && network.layers().get(0).activation() == Activation.RELU
                && network.layers().get(1).activation() == Activation.CLIP
                && network.domain().equals(Domain.UNIT)
                && network.layers().get(1).bias(0).signum() == 0
                && hasUnitWeights(network.layers().get(0));
        return fits
                ? Optional.empty()
                : Optional.of(
                        "not of the form clip(sum of a_i relu(x - b_i)) on [0, 1], and tables hold no others; choose"
                                + " .jsonl, .npz or .safetensors");
    }

    private static boolean hasUnitWeights(Layer hidden) {
        return IntStream.range(0, hidden.units())
                .allMatch(unit -> hidden.weight(unit, 0).equals(Rational.ONE));
    }
}
