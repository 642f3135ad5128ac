package org.chaoscert.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/** Networks by chance, of all depths, widths and activations. */
final class RandomNetworks {
    private final Random random;

    RandomNetworks(long seed) {
        random = new Random(seed);
    }

    /** The activations and widths of layers. */
    record Shape(List<ActivationWord> activations, List<Integer> widths, Domain domain) {}

    Shape shape() {
        int depth = 1 + random.nextInt(5);
        List<ActivationWord> activations = new ArrayList<>();
        List<Integer> widths = new ArrayList<>();
        for (int i = 0; i < depth; i++) {
            Activation activation = Activation.values()[random.nextInt(Activation.values().length)];
            activations.add(new ActivationWord(
                    activation,
                    activation == Activation.LEAKY_RELU ? Rational.of(random.nextInt(5), 4) : Rational.ZERO));
            widths.add(i == depth - 1 ? 1 : 1 + random.nextInt(6));
        }
        Rational left =
                Rational.of(random.nextInt(100) - 50, 1 + random.nextInt(9)).reduced();
        Rational right = left.plus(Rational.of(1 + random.nextInt(100), 7)).reduced();
        Domain domain = switch (random.nextInt(5)) {
            case 0 -> Domain.LINE;
            case 1 -> Domain.UNIT;
            case 2 -> new Domain(left, Rational.POSITIVE_INFINITY);
            case 3 -> new Domain(Rational.NEGATIVE_INFINITY, right);
            default -> new Domain(left, right);
        };
        return new Shape(activations, widths, domain);
    }

    /** A network whose numbers are binary64 numbers, or binary32 ones. */
    Network network(Shape shape, boolean isSingle) {
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 0; i < shape.widths.size(); i++) {
            int units = shape.widths.get(i);
            ActivationWord word = shape.activations.get(i);
            layers.add(Layer.of(
                    numbers(units * inputs, isSingle), numbers(units, isSingle), word.activation(), word.leak()));
            inputs = units;
        }
        return new Network(shape.domain, layers);
    }

    Network network() {
        return network(shape(), random.nextBoolean());
    }

    /** A network of Definition 2.3. */
    Network simple(int width) {
        double[] ones = new double[width];
        Arrays.fill(ones, 1);
        return new Network(
                Domain.UNIT,
                List.of(
                        Layer.of(ones, numbers(width, false), Activation.RELU, Rational.ZERO),
                        Layer.of(numbers(width, false), new double[1], Activation.CLIP, Rational.ZERO)));
    }

    private double[] numbers(int count, boolean isSingle) {
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            double number = number();
            numbers[i] = isSingle ? (float) number : number;
        }
        return numbers;
    }

    /** Small, large, whole and round numbers; none is subnormal. */
    private double number() {
        return switch (random.nextInt(6)) {
            case 0 -> random.nextInt(7) - 3;
            case 1 -> random.nextGaussian() * Math.pow(2, random.nextInt(200) - 100);
            case 2 -> -0.0;
            case 3 -> (random.nextInt(2001) - 1000) / 10.0;
            default -> random.nextGaussian();
        };
    }
}
