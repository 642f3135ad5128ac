package org.chaoscert.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** The map of a network as a program computes it in binary64: about f, and good for guesses only. */
public final class FloatingMap implements DoubleUnaryOperator {
    private final Network network;

    /** For each layer the rows of weights, each followed by its bias. */
    private final double[][] rows;

    /**
     * Prepares the map.
     *
     * @param network any network
     */
    public FloatingMap(Network network) {
        this.network = network;
        rows = network.layers().stream().map(FloatingMap::rows).toArray(double[][]::new);
    }

    private static double[] rows(Layer layer) {
        int length = layer.inputs() + 1;
        return IntStream.range(0, layer.units() * length)
                .mapToDouble(i -> i % length == layer.inputs()
                        ? layer.bias(i / length).approximate()
                        : layer.weight(i / length, i % length).approximate())
                .toArray();
    }

    /**
     * Evaluates.
     *
     * @param x a number
     * @return about f(x)
     */
    @Override
    public double applyAsDouble(double x) {
        double[] values = {x};
        for (int i = 0; i < rows.length; i++) {
            values = values(network.layers().get(i), rows[i], values);
        }
        return values[0];
    }

    private static double[] values(Layer layer, double[] rows, double[] inputs) {
        double[] values = new double[layer.units()];
        int place = 0;
        for (int unit = 0; unit < values.length; unit++) {
            double sum = 0;
            for (double input : inputs) {
                sum += rows[place++] * input;
            }
            values[unit] = sum + rows[place++];
        }
        double leak = layer.leak().approximate();
        Arrays.setAll(values, unit -> activated(layer.activation(), leak, values[unit]));
        return values;
    }

    private static double activated(Activation activation, double leak, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> Math.max(x, leak * x);
            case ABS -> Math.abs(x);
            case CLIP -> Math.min(Math.max(x, 0), 1);
            case HARD_TANH -> Math.min(Math.max(x, -1), 1);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
        };
    }
}
