package org.chaoscert.network;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.oracle.Transcendental;

/** Small networks with smooth activations, and their values by decimal arithmetic and in binary64, unit by unit. */
public final class SmoothSamples {
    private static final MathContext DIGITS = Transcendental.DIGITS;

    private static final Activation[] HIDDEN = {
        Activation.TANH,
        Activation.SIGMOID,
        Activation.TANH,
        Activation.RELU,
        Activation.ABS,
        Activation.CLIP,
        Activation.LEAKY_RELU,
        Activation.HARD_TANH,
        Activation.IDENTITY
    };

    private final RationalSamples samples;

    public SmoothSamples(RationalSamples samples) {
        this.samples = samples;
    }

    /** A network on the line of layers like {@code "tanh 1 -2 | 0 1/2"}: rows of weights one after the other, then biases. */
    public static Network of(String... layers) {
        return new Network(
                Domain.LINE, Stream.of(layers).map(SmoothSamples::layer).toList());
    }

    private static Layer layer(String text) {
        String[] parts = text.split(" \\| ", -1);
        String[] words = parts[0].split(" ", -1);
        Rational[] biases = numbers(parts[1].split(" ", -1));
        int inputs = (words.length - 1) / biases.length;
        Rational[][] weights = new Rational[biases.length][];
        Arrays.setAll(weights, unit -> numbers(Arrays.copyOfRange(words, 1 + unit * inputs, 1 + (unit + 1) * inputs)));
        String[] activation = words[0].split(":", -1);
        Rational leak = activation.length == 1 ? Rational.ZERO : Numerals.quoted(activation[1]);
        return new Layer(weights, biases, Activation.of(activation[0]).orElseThrow(), leak);
    }

    private static Rational[] numbers(String[] words) {
        return Stream.of(words).map(Numerals::quoted).toArray(Rational[]::new);
    }

    /** A network of one to three layers, at least one of them smooth, with numbers of a size. */
    public Network next(int most, int scale) {
        while (true) {
            List<Layer> layers = new ArrayList<>();
            int inputs = 1;
            int depth = samples.between(1, 3);
            for (int i = 1; i <= depth; i++) {
                int units = i == depth ? 1 : samples.between(1, most);
                layers.add(layer(inputs, units, scale));
                inputs = units;
            }
            Network network = new Network(Domain.LINE, layers);
            if (network.isSmooth()) {
                return network;
            }
        }
    }

    private Layer layer(int inputs, int units, int scale) {
        Rational[][] weights = new Rational[units][inputs];
        Rational[] biases = new Rational[units];
        for (int unit = 0; unit < units; unit++) {
            Arrays.setAll(weights[unit], i -> number(scale));
            biases[unit] = number(scale);
        }
        Activation activation = HIDDEN[samples.between(0, HIDDEN.length - 1)];
        Rational leak = activation == Activation.LEAKY_RELU ? Rational.of(samples.between(0, 3), 3) : Rational.ZERO;
        return new Layer(weights, biases, activation, leak);
    }

    /** 0 sometimes, else a short fraction or a number of binary64 or none, up to a size. */
    private Rational number(int scale) {
        return switch (samples.between(0, 5)) {
            case 0 -> Rational.ZERO;
            case 1 -> Rational.of(samples.between(-3, 3)).times(Rational.of(scale));
            case 2 -> Rational.of(samples.between(-scale * 10, scale * 10), 7);
            default -> Rational.of(scale * (samples.between(-1_000_000, 1_000_000) / 0.7e6));
        };
    }

    /** f(x) to some 100 digits. */
    public static BigDecimal value(Network network, Rational x) {
        List<BigDecimal> values = List.of(decimal(x));
        for (Layer layer : network.layers()) {
            List<BigDecimal> next = new ArrayList<>();
            for (int unit = 0; unit < layer.units(); unit++) {
                BigDecimal sum = decimal(layer.bias(unit));
                for (int i = 0; i < layer.inputs(); i++) {
                    sum = sum.add(decimal(layer.weight(unit, i)).multiply(values.get(i), DIGITS), DIGITS);
                }
                next.add(activated(layer, sum));
            }
            values = next;
        }
        return values.get(0);
    }

    private static BigDecimal activated(Layer layer, BigDecimal x) {
        return switch (layer.activation()) {
            case IDENTITY -> x;
            case RELU -> x.max(BigDecimal.ZERO);
            case LEAKY_RELU -> x.signum() >= 0 ? x : x.multiply(decimal(layer.leak()), DIGITS);
            case ABS -> x.abs();
            case CLIP -> x.max(BigDecimal.ZERO).min(BigDecimal.ONE);
            case HARD_TANH -> x.max(BigDecimal.ONE.negate()).min(BigDecimal.ONE);
            case TANH -> Transcendental.tanh(x);
            case SIGMOID -> Transcendental.sigmoid(x);
        };
    }

    public static BigDecimal decimal(Rational x) {
        return new BigDecimal(x.numerator()).divide(new BigDecimal(x.denominator()), DIGITS);
    }

    /** The number that a decimal one is. */
    public static Rational rational(BigDecimal x) {
        return x.scale() >= 0
                ? Rational.of(x.unscaledValue(), BigInteger.TEN.pow(x.scale()))
                : Rational.of(x.unscaledValue().multiply(BigInteger.TEN.pow(-x.scale())));
    }

    /** The numbers of a network in binary64, to be iterated quickly: for each layer rows of weights with their biases. */
    public static double[][][] floating(Network network) {
        return network.layers().stream()
                .map(layer -> {
                    double[][] rows = new double[layer.units()][layer.inputs() + 1];
                    for (int unit = 0; unit < layer.units(); unit++) {
                        for (int i = 0; i < layer.inputs(); i++) {
                            rows[unit][i] = layer.weight(unit, i).approximate();
                        }
                        rows[unit][layer.inputs()] = layer.bias(unit).approximate();
                    }
                    return rows;
                })
                .toArray(double[][][]::new);
    }

    /** About f(x), by the numbers of {@link #floating}. */
    public static double floatingValue(Network network, double[][][] numbers, double x) {
        double[] values = {x};
        for (int i = 0; i < numbers.length; i++) {
            Layer layer = network.layers().get(i);
            double leak =
                    layer.activation() == Activation.LEAKY_RELU ? layer.leak().approximate() : 0;
            double[] next = new double[numbers[i].length];
            for (int unit = 0; unit < next.length; unit++) {
                double[] row = numbers[i][unit];
                double sum = row[values.length];
                for (int j = 0; j < values.length; j++) {
                    sum += row[j] * values[j];
                }
                next[unit] = floatingActivated(layer.activation(), leak, sum);
            }
            values = next;
        }
        return values[0];
    }

    private static double floatingActivated(Activation activation, double leak, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(0, x);
            case LEAKY_RELU -> x < 0 ? leak * x : x;
            case ABS -> Math.abs(x);
            case CLIP -> Math.max(0, Math.min(1, x));
            case HARD_TANH -> Math.max(-1, Math.min(1, x));
            case TANH -> Math.tanh(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
        };
    }
}
