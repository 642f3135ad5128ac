package org.chaoscert.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/** A network of binary64 numbers, evaluated by plain loops in Java's own double and float arithmetic. */
record PlainProgram(List<Dense> layers) {
    record Dense(double[][] weights, double[] biases, Activation activation, double leak) {}

    static PlainProgram of(Dense... layers) {
        return new PlainProgram(List.of(layers));
    }

    /** One hidden layer of units w relu(a x + b), and a bias behind them. */
    static PlainProgram simple(double[] a, double[] b, double[] w, double bias, Activation output) {
        double[][] column = new double[a.length][];
        for (int i = 0; i < a.length; i++) {
            column[i] = new double[] {a[i]};
        }
        return of(
                new Dense(column, b, Activation.RELU, 0),
                new Dense(new double[][] {w}, new double[] {bias}, output, 0));
    }

    /** The tent with peak slope / 2 at 1/2. */
    static PlainProgram tent(double slope) {
        return simple(
                new double[] {1, 1}, new double[] {0, -0.5}, new double[] {slope, -2 * slope}, 0, Activation.IDENTITY);
    }

    /** Random layers of some widths; numbers are normally distributed, or multiples of 1/4. */
    static PlainProgram random(Random random, int[] widths, Activation[] activations, boolean isCoarse) {
        List<Dense> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 0; i <= widths.length; i++) {
            int units = i == widths.length ? 1 : widths[i];
            double scale = 1.5 / Math.sqrt(inputs);
            double[][] weights = new double[units][inputs];
            double[] biases = new double[units];
            for (int unit = 0; unit < units; unit++) {
                for (int input = 0; input < inputs; input++) {
                    weights[unit][input] = number(random, scale, isCoarse);
                }
                biases[unit] = number(random, 0.5, isCoarse);
            }
            Activation activation = activations[i];
            double leak = activation != Activation.LEAKY_RELU ? 0 : isCoarse ? 0.25 : random.nextDouble();
            layers.add(new Dense(weights, biases, activation, leak));
            inputs = units;
        }
        return new PlainProgram(layers);
    }

    private static double number(Random random, double scale, boolean isCoarse) {
        return isCoarse ? (random.nextInt(17) - 8) / 4.0 : scale * random.nextGaussian();
    }

    Network network() {
        return Network.onDefaultDomain(exactLayers());
    }

    Network on(Domain domain) {
        return new Network(domain, exactLayers());
    }

    private List<Layer> exactLayers() {
        return layers.stream()
                .map(layer -> Layer.of(
                        Arrays.stream(layer.weights)
                                .flatMapToDouble(Arrays::stream)
                                .toArray(),
                        layer.biases,
                        layer.activation,
                        Rational.of(layer.leak).reduced()))
                .toList();
    }

    FloatingMap map(FloatFormat format, Summation order) {
        return FloatingMap.of(network(), format, order);
    }

    /** The map as a program: floats go in and come out as doubles. */
    DoubleUnaryOperator in(FloatFormat format, Summation order) {
        return format == FloatFormat.BINARY32 ? x -> inFloats(order, (float) x) : x -> inDoubles(order, x);
    }

    double inDoubles(Summation order, double x) {
        double[] values = {x};
        for (Dense layer : layers) {
            double[] next = new double[layer.biases.length];
            for (int unit = 0; unit < next.length; unit++) {
                double[] products = new double[values.length];
                for (int i = 0; i < products.length; i++) {
                    products[i] = layer.weights[unit][i] * values[i];
                }
                next[unit] = activated(layer, sum(order, products) + layer.biases[unit]);
            }
            values = next;
        }
        return values[0];
    }

    private static double sum(Summation order, double[] summands) {
        double sum = 0;
        switch (order) {
            case FORWARD -> {
                for (double summand : summands) {
                    sum += summand;
                }
            }
            case BACKWARD -> {
                for (int i = summands.length; i > 0; i--) {
                    sum += summands[i - 1];
                }
            }
            case PAIRWISE -> {
                int half = summands.length / 2;
                sum = summands.length == 1
                        ? summands[0]
                        : sum(order, Arrays.copyOfRange(summands, 0, half))
                                + sum(order, Arrays.copyOfRange(summands, half, summands.length));
            }
        }
        return sum;
    }

    /** What is no number stays so, as in NumPy. */
    private static double activated(Dense layer, double x) {
        if (Double.isNaN(x)) {
            return x;
        }
        return switch (layer.activation) {
            case IDENTITY -> x;
            case RELU -> x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : layer.leak * x;
            case ABS -> x < 0 ? -x : x;
            case CLIP -> x < 0 ? 0 : x > 1 ? 1 : x;
            case HARD_TANH -> x < -1 ? -1 : x > 1 ? 1 : x;
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
        };
    }

    float inFloats(Summation order, float x) {
        float[] values = {x};
        for (Dense layer : layers) {
            float[] next = new float[layer.biases.length];
            for (int unit = 0; unit < next.length; unit++) {
                float[] products = new float[values.length];
                for (int i = 0; i < products.length; i++) {
                    products[i] = (float) layer.weights[unit][i] * values[i];
                }
                next[unit] = activated(layer, sum(order, products) + (float) layer.biases[unit]);
            }
            values = next;
        }
        return values[0];
    }

    private static float sum(Summation order, float[] summands) {
        float sum = 0;
        switch (order) {
            case FORWARD -> {
                for (float summand : summands) {
                    sum += summand;
                }
            }
            case BACKWARD -> {
                for (int i = summands.length; i > 0; i--) {
                    sum += summands[i - 1];
                }
            }
            case PAIRWISE -> {
                int half = summands.length / 2;
                sum = summands.length == 1
                        ? summands[0]
                        : sum(order, Arrays.copyOfRange(summands, 0, half))
                                + sum(order, Arrays.copyOfRange(summands, half, summands.length));
            }
        }
        return sum;
    }

    private static float activated(Dense layer, float x) {
        if (Float.isNaN(x)) {
            return x;
        }
        return switch (layer.activation) {
            case IDENTITY -> x;
            case RELU -> x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : (float) layer.leak * x;
            case ABS -> x < 0 ? -x : x;
            case CLIP -> x < 0 ? 0 : x > 1 ? 1 : x;
            case HARD_TANH -> x < -1 ? -1 : x > 1 ? 1 : x;
            case TANH -> (float) StrictMath.tanh(x);
            case SIGMOID -> (float) (1 / (1 + StrictMath.exp(-x)));
        };
    }
}
