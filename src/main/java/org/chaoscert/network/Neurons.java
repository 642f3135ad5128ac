package org.chaoscert.network;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.chaoscert.exact.Rational;

/**
 * A network with one hidden layer of ReLU neurons, in arrays of binary64 numbers that are filled anew for every network:
 * x ↦ σ(bias + Σ outputs[i] · max(0, weights[i] · x + biases[i])), i below the width.
 *
 * <p>The arrays may be longer than the width; what lies behind it means nothing. Not thread-safe.
 */
public final class Neurons {
    private static final Set<Activation> OUTPUTS = EnumSet.of(Activation.CLIP, Activation.RELU, Activation.IDENTITY);

    private int width;
    private double[] weights = {};
    private double[] biases = {};
    private double[] outputs = {};
    private double bias;
    private Activation activation = Activation.IDENTITY;

    /**
     * Prepares for another network. The numbers are undefined until they are set.
     *
     * @param newWidth the number of neurons, at least 1
     * @param newActivation σ
     */
    public void reset(int newWidth, Activation newActivation) {
        if (newWidth < 1) {
            throw new IllegalArgumentException("width " + newWidth + ": expected at least 1");
        }
        if (newWidth > weights.length) {
            weights = new double[newWidth];
            biases = new double[newWidth];
            outputs = new double[newWidth];
        }
        width = newWidth;
        activation = newActivation;
    }

    /**
     * Takes over a network, exactly, if it is one that fits: with one hidden layer of ReLU units, binary64 numbers alone, its
     * default domain, and an output with activation {@code clip}, {@code relu} or {@code identity}.
     *
     * @param network any network
     * @return whether it fits; if not, nothing has changed
     */
    public boolean take(Network network) {
        if (!fits(network)) {
            return false;
        }
        Layer hidden = network.layers().get(0);
        Layer output = network.layers().get(1);
        reset(hidden.units(), output.activation());
        for (int i = 0; i < width; i++) {
            weights[i] = hidden.weights().binary64(i);
            biases[i] = hidden.biases().binary64(i);
            outputs[i] = output.weights().binary64(i);
        }
        bias = output.biases().binary64(0);
        return true;
    }

    private static boolean fits(Network network) {
        List<Layer> layers = network.layers();
        return layers.size() == 2
                && layers.get(0).activation() == Activation.RELU
                && OUTPUTS.contains(layers.get(1).activation())
                && network.domain().equals(Network.onDefaultDomain(layers).domain())
                && layers.stream()
                        .allMatch(layer ->
                                layer.weights().areBinary64() && layer.biases().areBinary64());
    }

    /**
     * Returns the number of neurons.
     *
     * @return at least 1
     */
    public int width() {
        return width;
    }

    /**
     * Returns the weights of the hidden layer, to read and to set.
     *
     * @return the array itself, at least as long as the width
     */
    public double[] weights() {
        return weights;
    }

    /**
     * Returns the biases of the hidden layer, to read and to set.
     *
     * @return the array itself, at least as long as the width
     */
    public double[] biases() {
        return biases;
    }

    /**
     * Returns the weights of the output, to read and to set.
     *
     * @return the array itself, at least as long as the width
     */
    public double[] outputs() {
        return outputs;
    }

    /**
     * Returns the output's bias.
     *
     * @return a number
     */
    public double bias() {
        return bias;
    }

    /**
     * Sets the output's bias.
     *
     * @param newBias a number
     */
    public void setBias(double newBias) {
        bias = newBias;
    }

    /**
     * Returns the activation of the output.
     *
     * @return σ
     */
    public Activation activation() {
        return activation;
    }

    /**
     * Returns the same network, exactly, on its default domain.
     *
     * @return a copy that later changes do not reach
     * @throws IllegalArgumentException if a number is infinite or none
     */
    public Network toNetwork() {
        Rational[][] hidden = new Rational[width][1];
        Rational[] hiddenBiases = new Rational[width];
        Rational[][] row = new Rational[1][width];
        for (int i = 0; i < width; i++) {
            hidden[i][0] = weights[i] == 1 ? Rational.ONE : Rational.of(weights[i]);
            hiddenBiases[i] = Rational.of(biases[i]);
            row[0][i] = Rational.of(outputs[i]);
        }
        return Network.onDefaultDomain(List.of(
                new Layer(hidden, hiddenBiases, Activation.RELU),
                new Layer(row, new Rational[] {Rational.of(bias)}, activation)));
    }
}
