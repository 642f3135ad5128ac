package org.chaoscert.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;

/** The map of a network as a program computes it in floating-point arithmetic: about f, and no proof of anything. */
public final class FloatingMap implements DoubleUnaryOperator {
    private final Network network;

    /** For each layer the rows of weights, each followed by its bias. */
    private final double[][] rows;

    /** For each layer the slope below 0. */
    private final double[] leaks;

    private final DoubleUnaryOperator rounding;

    /**
     * Prepares a map for guesses, with weights that are near those of the network.
     *
     * @param network any network
     */
    public FloatingMap(Network network) {
        this(network, Rational::approximate, x -> x);
    }

    private FloatingMap(Network network, ToDoubleFunction<Rational> reading, DoubleUnaryOperator rounding) {
        this.network = network;
        this.rounding = rounding;
        rows = network.layers().stream().map(layer -> rows(layer, reading)).toArray(double[][]::new);
        leaks = network.layers().stream()
                .mapToDouble(layer -> reading.applyAsDouble(layer.leak()))
                .toArray();
    }

    /**
     * Prepares the map as a plain program computes it: from weights, biases and slopes below 0 rounded to nearest, and from layer to layer, products added one
     * after the other from the first input on, the bias last, each result rounded to nearest.
     *
     * @param network a network without smooth activations
     * @param format binary64 or binary32
     * @return the map
     * @throws org.chaoscert.exact.OverLimitsException if a weight is beyond the numbers of the format
     * @throws IllegalArgumentException for other formats
     */
    public static FloatingMap of(Network network, FloatFormat format) {
        if (format != FloatFormat.BINARY64 && format != FloatFormat.BINARY32) {
            throw new IllegalArgumentException("no programs for " + format.word());
        }
        // Sums and products of two binary32 numbers may be rounded to binary64 first: that has more than twice as many
        // bits.
        return new FloatingMap(
                network,
                number -> nearest(number, format),
                format == FloatFormat.BINARY64 ? x -> x : x -> (double) (float) x);
    }

    /**
     * Rounds to nearest.
     *
     * @param number a number
     * @param format a format
     * @return the nearest number of the format
     * @throws org.chaoscert.exact.OverLimitsException if that is beyond the largest one of the format
     */
    public static double nearest(Rational number, FloatFormat format) {
        Rational nearest = format.nearest(number);
        int power = nearest.denominator().bitLength() - 1;
        // In two steps, since 2^power alone may be too large.
        return Math.scalb(Math.scalb(nearest.numerator().doubleValue(), -power / 2), -(power - power / 2));
    }

    private static double[] rows(Layer layer, ToDoubleFunction<Rational> reading) {
        int length = layer.inputs() + 1;
        return IntStream.range(0, layer.units() * length)
                .mapToDouble(i -> reading.applyAsDouble(
                        i % length == layer.inputs() ? layer.bias(i / length) : layer.weight(i / length, i % length)))
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
            values = values(network.layers().get(i), rows[i], leaks[i], values);
        }
        return values[0];
    }

    private double[] values(Layer layer, double[] rows, double leak, double[] inputs) {
        double[] values = new double[layer.units()];
        int place = 0;
        for (int unit = 0; unit < values.length; unit++) {
            double sum = 0;
            for (double input : inputs) {
                sum = rounded(sum + rounded(rows[place++] * input));
            }
            values[unit] = rounded(sum + rows[place++]);
        }
        Arrays.setAll(values, unit -> rounded(activated(layer.activation(), leak, values[unit])));
        return values;
    }

    private double rounded(double x) {
        return rounding.applyAsDouble(x);
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
