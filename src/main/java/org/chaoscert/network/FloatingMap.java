package org.chaoscert.network;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;

/**
 * The map of a network as a program computes it in floating-point arithmetic: about f, and no proof of anything. Immutable.
 *
 * <p>Each operation is rounded to nearest. In binary32 sums and products of two numbers are rounded to binary64 first: that has
 * more than twice as many bits, so the second rounding does no harm.
 */
public final class FloatingMap implements DoubleUnaryOperator {
    /** Numbers of one layer that are kept at a time, where a map is evaluated at many points. */
    private static final int MOST_NUMBERS = 1 << 20;

    private final Network network;

    /** For each layer the rows of weights, each followed by its bias. */
    private final double[][] rows;

    /** For each layer the slope below 0. */
    private final double[] leaks;

    private final boolean isBinary32;
    private final Summation summation;

    /** In which order the products of a unit are added. The bias comes last. */
    public enum Summation {
        /** One after the other, from the first input on. */
        FORWARD,
        /** One after the other, from the last input on. */
        BACKWARD,
        /** The sum of the first half plus that of the second, each in the same way. */
        PAIRWISE;

        /**
         * Returns the name.
         *
         * @return a lower-case word
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Prepares a map for guesses, with weights that are near those of the network.
     *
     * @param network any network
     */
    public FloatingMap(Network network) {
        this(network, new Reading(Optional.empty()), Summation.FORWARD);
    }

    private FloatingMap(Network network, Reading reading, Summation summation) {
        this.network = network;
        this.summation = summation;
        isBinary32 = reading.format.filter(FloatFormat.BINARY32::equals).isPresent();
        rows = network.layers().stream().map(layer -> rows(layer, reading)).toArray(double[][]::new);
        leaks = network.layers().stream()
                .mapToDouble(layer -> reading.of(layer.leak()))
                .toArray();
    }

    /**
     * Prepares the map as a plain program computes it: from weights, biases and slopes below 0 rounded to nearest, and from layer to
     * layer, products added one after the other from the first input on, the bias last, each result rounded to nearest.
     *
     * @param network a network without smooth activations
     * @param format binary64 or binary32
     * @return the map
     * @throws org.chaoscert.exact.OverLimitsException if a weight is beyond the numbers of the format
     * @throws IllegalArgumentException for other formats
     */
    public static FloatingMap of(Network network, FloatFormat format) {
        return of(network, format, Summation.FORWARD);
    }

    /**
     * Prepares the map as a plain program computes it, with products added in another order. Of tanh and sigmoid it is said only that
     * results are rounded to the format: how they are computed is up to libraries.
     *
     * @param network any network
     * @param format binary64 or binary32
     * @param summation in which order products are added
     * @return the map
     * @throws org.chaoscert.exact.OverLimitsException if a weight is beyond the numbers of the format
     * @throws IllegalArgumentException for other formats
     */
    public static FloatingMap of(Network network, FloatFormat format, Summation summation) {
        if (format != FloatFormat.BINARY64 && format != FloatFormat.BINARY32) {
            throw new IllegalArgumentException("no programs for " + format.word());
        }
        return new FloatingMap(network, new Reading(Optional.of(format)), summation);
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

    /**
     * How numbers of the network become numbers of a program.
     *
     * @param format to which they are rounded; empty where near ones will do
     */
    private record Reading(Optional<FloatFormat> format) {
        double of(Rational number) {
            return format.map(rounded -> nearest(number, rounded)).orElseGet(number::approximate);
        }

        double of(Numbers numbers, int place) {
            double stored = numbers.binary64(place);
            if (Double.isNaN(stored)) {
                return of(numbers.get(place));
            }
            double read = format.filter(FloatFormat.BINARY32::equals).isPresent() ? (float) stored : stored;
            if (Double.isInfinite(read)) {
                throw new OverLimitsException(stored + " is beyond the numbers of binary32");
            }
            return read;
        }
    }

    private static double[] rows(Layer layer, Reading reading) {
        int length = layer.inputs() + 1;
        double[] rows = new double[Math.multiplyExact(layer.units(), length)];
        for (int unit = 0; unit < layer.units(); unit++) {
            for (int input = 0; input < layer.inputs(); input++) {
                rows[unit * length + input] = reading.of(layer.weights(), unit * layer.inputs() + input);
            }
            rows[unit * length + length - 1] = reading.of(layer.biases(), unit);
        }
        return rows;
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
            values = sums(i, values);
            Activation activation = network.layers().get(i).activation();
            for (int unit = 0; unit < values.length; unit++) {
                values[unit] = rounded(activated(activation, leaks[i], values[unit]));
            }
        }
        return values[0];
    }

    /**
     * Evaluates at many points: the same numbers as one by one, much sooner.
     *
     * @param points numbers of the format; each is replaced by about f of it
     */
    public void applyToAll(double[] points) {
        int widest = network.layers().stream().mapToInt(Layer::units).max().orElse(1);
        int most = Math.max(1, MOST_NUMBERS / widest);
        for (int start = 0; start < points.length; start += most) {
            int count = Math.min(most, points.length - start);
            if (isBinary32) {
                apply(new Lanes.Binary32(count), float[][]::new, points, start);
            } else {
                apply(new Lanes.Binary64(count), double[][]::new, points, start);
            }
        }
    }

    private <A> void apply(Lanes<A> lanes, IntFunction<A[]> arrays, double[] points, int start) {
        A[] values = arrays.apply(1);
        values[0] = lanes.from(points, start);
        for (int i = 0; i < rows.length; i++) {
            Layer layer = network.layers().get(i);
            A[] next = arrays.apply(layer.units());
            int length = values.length + 1;
            for (int unit = 0; unit < next.length; unit++) {
                next[unit] = lanes.sum(summation, rows[i], unit * length, values);
                lanes.add(next[unit], rows[i][unit * length + length - 1]);
                lanes.activate(next[unit], layer.activation(), leaks[i]);
            }
            values = next;
        }
        lanes.into(points, start, values[0]);
    }

    /**
     * Evaluates the slope, by the chain rule. At a kink it is the slope on the side where the unit is below its kink.
     *
     * @param x a number
     * @return about f'(x)
     */
    public double slopeAt(double x) {
        double[] values = {x};
        double[] slopes = {1};
        for (int i = 0; i < rows.length; i++) {
            double[] sums = sums(i, values);
            double[] next = new double[sums.length];
            Activation activation = network.layers().get(i).activation();
            int length = values.length + 1;
            for (int unit = 0; unit < sums.length; unit++) {
                double slope = 0;
                for (int input = 0; input < slopes.length; input++) {
                    slope = rounded(slope + rounded(rows[i][unit * length + input] * slopes[input]));
                }
                next[unit] = rounded(slope * derivative(activation, leaks[i], sums[unit]));
                sums[unit] = rounded(activated(activation, leaks[i], sums[unit]));
            }
            values = sums;
            slopes = next;
        }
        return slopes[0];
    }

    /** The sums of a layer, before its activation. */
    private double[] sums(int layer, double[] inputs) {
        double[] weights = rows[layer];
        double[] sums = new double[network.layers().get(layer).units()];
        int length = inputs.length + 1;
        for (int unit = 0; unit < sums.length; unit++) {
            int first = unit * length;
            double sum = switch (summation) {
                case FORWARD -> forward(weights, first, inputs);
                case BACKWARD -> backward(weights, first, inputs);
                case PAIRWISE -> pairwise(weights, first, inputs, 0, inputs.length);
            };
            sums[unit] = rounded(sum + weights[first + inputs.length]);
        }
        return sums;
    }

    private double forward(double[] weights, int first, double[] inputs) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            sum = rounded(sum + rounded(weights[first + i] * inputs[i]));
        }
        return sum;
    }

    private double backward(double[] weights, int first, double[] inputs) {
        double sum = 0;
        for (int i = inputs.length - 1; i >= 0; i--) {
            sum = rounded(sum + rounded(weights[first + i] * inputs[i]));
        }
        return sum;
    }

    private double pairwise(double[] weights, int first, double[] inputs, int from, int to) {
        if (to - from == 1) {
            return rounded(weights[first + from] * inputs[from]);
        }
        int middle = from + (to - from) / 2;
        return rounded(pairwise(weights, first, inputs, from, middle) + pairwise(weights, first, inputs, middle, to));
    }

    /**
     * Rounds a number of binary64 to nearest.
     *
     * @param x a number
     * @return the nearest number of the format
     */
    public double rounded(double x) {
        return isBinary32 ? (float) x : x;
    }

    static double activated(Activation activation, double leak, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : leak * x;
            case ABS -> Math.abs(x);
            case CLIP -> Math.min(Math.max(x, 0), 1);
            case HARD_TANH -> Math.min(Math.max(x, -1), 1);
            case TANH -> StrictMath.tanh(x);
            case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
        };
    }

    private static double derivative(Activation activation, double leak, double x) {
        return switch (activation) {
            case IDENTITY -> 1;
            case RELU -> x > 0 ? 1 : 0;
            case LEAKY_RELU -> x > 0 ? 1 : leak;
            case ABS -> x > 0 ? 1 : -1;
            case CLIP -> x > 0 && x <= 1 ? 1 : 0;
            case HARD_TANH -> x > -1 && x <= 1 ? 1 : 0;
            case TANH -> 1 - StrictMath.tanh(x) * StrictMath.tanh(x);
            case SIGMOID -> activated(Activation.SIGMOID, leak, x) * (1 - activated(Activation.SIGMOID, leak, x));
        };
    }
}
