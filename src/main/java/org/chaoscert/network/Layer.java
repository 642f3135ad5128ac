package org.chaoscert.network;

import org.chaoscert.exact.Rational;

/**
 * One layer: x ↦ activation(W x + b). Immutable; every unit has one weight for each input and one bias.
 *
 * <p>Numbers are kept in lowest terms.
 */
public final class Layer {
    private final Rational[][] weights;
    private final Rational[] biases;
    private final Activation activation;
    private final Rational leak;

    /**
     * Makes a layer with an activation that has no parameter.
     *
     * @param weights one row for each unit, all of the same length, at least 1
     * @param biases one for each unit
     * @param activation any but {@link Activation#LEAKY_RELU}
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Layer(Rational[][] weights, Rational[] biases, Activation activation) {
        this(weights, biases, activation, Rational.ZERO);
    }

    /**
     * Makes a layer.
     *
     * @param weights one row for each unit, all of the same length, at least 1
     * @param biases one for each unit
     * @param activation any activation
     * @param leak the slope below 0 of {@link Activation#LEAKY_RELU}, from 0 to 1; 0 for the others
     * @throws IllegalArgumentException if the shapes do not fit or the leak is out of range
     */
    public Layer(Rational[][] weights, Rational[] biases, Activation activation, Rational leak) {
        if (weights.length == 0 || weights.length != biases.length) {
            throw new IllegalArgumentException(weights.length + " rows of weights, " + biases.length + " biases");
        }
        if (activation == Activation.LEAKY_RELU ? !Activation.isLeak(leak) : leak.signum() != 0) {
            throw new IllegalArgumentException("activation " + activation.word() + " with slope " + leak);
        }
        this.weights = new Rational[weights.length][];
        for (int i = 0; i < weights.length; i++) {
            if (weights[i].length == 0 || weights[i].length != weights[0].length) {
                throw new IllegalArgumentException("row " + i + " has " + weights[i].length + " weights");
            }
            this.weights[i] = weights[i].clone();
        }
        this.biases = biases.clone();
        this.activation = activation;
        this.leak = leak;
    }

    /**
     * Returns the number of units (outputs).
     *
     * @return at least 1
     */
    public int units() {
        return biases.length;
    }

    /**
     * Returns the number of inputs.
     *
     * @return at least 1
     */
    public int inputs() {
        return weights[0].length;
    }

    /**
     * Returns a weight.
     *
     * @param unit from 0 to {@link #units()} − 1
     * @param input from 0 to {@link #inputs()} − 1
     * @return the weight of that input in that unit
     */
    public Rational weight(int unit, int input) {
        return weights[unit][input];
    }

    /**
     * Returns a bias.
     *
     * @param unit from 0 to {@link #units()} − 1
     * @return the bias of that unit
     */
    public Rational bias(int unit) {
        return biases[unit];
    }

    /**
     * Returns the activation.
     *
     * @return the same for all units
     */
    public Activation activation() {
        return activation;
    }

    /**
     * Returns the slope below 0 of a leaky ReLU.
     *
     * @return from 0 to 1; 0 for other activations
     */
    public Rational leak() {
        return leak;
    }
}
