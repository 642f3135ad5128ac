package org.chaoscert.network;

import java.util.List;
import org.chaoscert.map.Domain;

/**
 * A network with one input and one output: a map of the line, to be iterated on a domain.
 *
 * @param domain the interval it is iterated on; that f maps it into itself is checked later
 * @param layers from input to output; the first has one input, the last one unit, and shapes fit
 */
public record Network(Domain domain, List<Layer> layers) {
    /** Copies the layers and checks that they fit together. */
    public Network {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network without layers");
        }
        int width = 1;
        for (Layer layer : layers) {
            if (layer.inputs() != width) {
                throw new IllegalArgumentException(
                        "a layer with " + layer.inputs() + " inputs after one with " + width + " units");
            }
            width = layer.units();
        }
        if (width != 1) {
            throw new IllegalArgumentException("the last layer has " + width + " units");
        }
    }

    /**
     * Makes a network on its default domain: [0, 1] when the last activation is {@code clip}, else the whole line.
     *
     * @param layers from input to output
     * @return the network
     */
    public static Network onDefaultDomain(List<Layer> layers) {
        boolean clipped = !layers.isEmpty() && layers.get(layers.size() - 1).activation() == Activation.CLIP;
        return new Network(clipped ? Domain.UNIT : Domain.LINE, layers);
    }

    /**
     * Returns the same network on another domain.
     *
     * @param other the domain
     * @return a network with the same layers
     */
    public Network on(Domain other) {
        return new Network(other, layers);
    }

    /**
     * Tells whether the map of the network is no piecewise-linear one.
     *
     * @return whether a layer has a smooth activation
     */
    public boolean isSmooth() {
        return layers.stream().anyMatch(layer -> layer.activation().isSmooth());
    }

    /**
     * Returns the number of weights and biases.
     *
     * @return at least 2
     */
    public long parameters() {
        return layers.stream()
                .mapToLong(layer -> (long) layer.units() * (layer.inputs() + 1))
                .sum();
    }

    /**
     * Returns the number of units in all layers but the last.
     *
     * @return the number of hidden neurons
     */
    public int hiddenUnits() {
        return layers.stream().mapToInt(Layer::units).sum() - 1;
    }
}
