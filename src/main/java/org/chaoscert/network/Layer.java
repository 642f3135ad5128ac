package org.chaoscert.network;

import org.chaoscert.exact.Rational;

/**
 * One layer: x ↦ activation(W x + b). Immutable; every unit has one weight for each input and one bias.
 *
 * <p>Binary64 numbers among weights and biases are kept as such, eight bytes each; see {@link Numbers}.
 */
public final class Layer {
    /** Row by row. */
    private final Numbers weights;

    private final Numbers biases;
    private final int inputs;
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
        this(rows(weights, biases.length), Numbers.of(biases), activation, leak);
    }

    /**
     * Makes a layer of binary64 numbers, each exactly; −0 is 0.
     *
     * @param weights one row for each unit, one after the other; at least one weight for each unit; copied
     * @param biases one for each unit, at least one; copied
     * @param activation any activation
     * @param leak the slope below 0 of {@link Activation#LEAKY_RELU}, from 0 to 1; 0 for the others
     * @return the layer
     * @throws IllegalArgumentException if a number is infinite or none, the shapes do not fit or the leak is out of range
     */
    public static Layer of(double[] weights, double[] biases, Activation activation, Rational leak) {
        if (biases.length == 0 || weights.length == 0 || weights.length % biases.length != 0) {
            throw new IllegalArgumentException(weights.length + " weights, " + biases.length + " biases");
        }
        return new Layer(Numbers.of(weights), Numbers.of(biases), activation, leak);
    }

    /**
     * Makes a layer.
     *
     * @param weights one row for each unit, one after the other; at least one weight for each unit
     * @param biases one for each unit, at least one
     * @param activation any activation
     * @param leak as above
     */
    Layer(Numbers weights, Numbers biases, Activation activation, Rational leak) {
        if (activation == Activation.LEAKY_RELU ? !Activation.isLeak(leak) : leak.signum() != 0) {
            throw new IllegalArgumentException("activation " + activation.word() + " with slope " + leak);
        }
        this.weights = weights;
        this.biases = biases;
        this.activation = activation;
        this.leak = leak;
        inputs = weights.size() / biases.size();
    }

    /** Returns the layer whose unit {@code i} is unit {@code order[i]} of this one. */
    Layer withUnits(int[] order) {
        int[] places = new int[weights.size()];
        for (int place = 0; place < places.length; place++) {
            places[place] = order[place / inputs] * inputs + place % inputs;
        }
        return new Layer(weights.at(places), biases.at(order), activation, leak);
    }

    /** Returns the layer that takes its inputs in another order: input {@code i} of it is input {@code order[i]} of this one. */
    Layer withInputs(int[] order) {
        int[] places = new int[weights.size()];
        for (int place = 0; place < places.length; place++) {
            places[place] = place - place % inputs + order[place % inputs];
        }
        return new Layer(weights.at(places), biases, activation, leak);
    }

    private static Numbers rows(Rational[][] weights, int units) {
        if (weights.length == 0 || weights.length != units) {
            throw new IllegalArgumentException(weights.length + " rows of weights, " + units + " biases");
        }
        Numbers.Builder rows = new Numbers.Builder();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i].length == 0 || weights[i].length != weights[0].length) {
                throw new IllegalArgumentException("row " + i + " has " + weights[i].length + " weights");
            }
            for (Rational weight : weights[i]) {
                rows.add(weight);
            }
        }
        return rows.build();
    }

    /** Returns the same layer with another weight in one place. */
    Layer withWeight(int unit, int input, Rational weight) {
        Rational[][] rows = new Rational[units()][inputs];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < inputs; j++) {
                rows[i][j] = i == unit && j == input ? weight : weight(i, j);
            }
        }
        return new Layer(rows(rows, units()), biases, activation, leak);
    }

    /** Returns the same layer with another bias in one place. */
    Layer withBias(int unit, Rational bias) {
        Numbers.Builder changed = new Numbers.Builder();
        for (int i = 0; i < units(); i++) {
            changed.add(i == unit ? bias : bias(i));
        }
        return new Layer(weights, changed.build(), activation, leak);
    }

    /** Returns the same layer with another activation, which has no parameter. */
    Layer with(Activation other) {
        return new Layer(weights, biases, other, Rational.ZERO);
    }

    /**
     * Returns the number of units (outputs).
     *
     * @return at least 1
     */
    public int units() {
        return biases.size();
    }

    /**
     * Returns the number of inputs.
     *
     * @return at least 1
     */
    public int inputs() {
        return inputs;
    }

    /**
     * Returns a weight.
     *
     * @param unit from 0 to {@link #units()} − 1
     * @param input from 0 to {@link #inputs()} − 1
     * @return the weight of that input in that unit
     */
    public Rational weight(int unit, int input) {
        return weights.get(unit * inputs + input);
    }

    /**
     * Returns a bias.
     *
     * @param unit from 0 to {@link #units()} − 1
     * @return the bias of that unit
     */
    public Rational bias(int unit) {
        return biases.get(unit);
    }

    /** Returns all weights, row by row. */
    Numbers weights() {
        return weights;
    }

    /** Returns all biases. */
    Numbers biases() {
        return biases;
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
