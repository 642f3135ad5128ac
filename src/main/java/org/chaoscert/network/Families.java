package org.chaoscert.network;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;

/** Families of networks with one parameter. */
public final class Families {
    /** A weight or a bias, as a JSON pointer into a network file. */
    private static final Pattern POINTER =
            Pattern.compile("/layers/([0-9]{1,9})/(?:weights/([0-9]{1,9})/([0-9]{1,9})|biases/([0-9]{1,9}))");

    private static final Map<String, Family> NAMED =
            Map.of("truncated-tent", Families::truncatedTent, "tent", Families::tent);

    private Families() {}

    /** A network for each parameter. */
    @FunctionalInterface
    public interface Family {
        /**
         * Makes a network.
         *
         * @param parameter any number
         * @return the network; for some parameters it may not map its domain into itself
         */
        Network at(Rational parameter);
    }

    /**
     * Finds a family by its name.
     *
     * @param name {@code truncated-tent}: min(c, 2 min(x, 1 − x)) on [0, 1]; {@code tent}: s min(x, 1 − x) on [0, 1]
     * @return the family, or empty if there is none of this name
     */
    public static Optional<Family> named(String name) {
        return Optional.ofNullable(NAMED.get(name));
    }

    private static Network tent(Rational slope) {
        Rational half = Rational.of(1, 2);
        return Polyline.through(
                List.of(Rational.ZERO, half, Rational.ONE),
                List.of(Rational.ZERO, slope.times(half).reduced(), Rational.ZERO));
    }

    private static Network truncatedTent(Rational height) {
        if (height.signum() < 0) {
            // The constant, which is no map of [0, 1]; the clip below would hide that.
            return Polyline.through(List.of(Rational.ZERO, Rational.ONE), List.of(height, height));
        }
        Rational two = Rational.of(2);
        // A greater height cuts nothing off.
        Rational half = (height.compareTo(Rational.ONE) < 0 ? height : Rational.ONE).dividedBy(two);
        Rational[][] weights = {{Rational.ONE}, {Rational.ONE}, {Rational.ONE}};
        Rational[] biases = {
            Rational.ZERO, half.negate().reduced(), half.minus(Rational.ONE).reduced()
        };
        Rational[][] output = {{two, two.negate(), two.negate()}};
        return new Network(
                Domain.UNIT,
                List.of(
                        new Layer(weights, biases, Activation.RELU),
                        new Layer(output, new Rational[] {Rational.ZERO}, Activation.CLIP)));
    }

    /**
     * Returns the networks that differ from one in one number.
     *
     * @param network the network
     * @param pointer the place of that number in its file, {@code /layers/L/weights/I/J} or {@code /layers/L/biases/I}, from 0 on
     * @return the family of networks with the parameter in this place
     * @throws IllegalArgumentException if there is no such place
     */
    public static Family around(Network network, String pointer) {
        Matcher place = POINTER.matcher(pointer);
        if (!place.matches()) {
            throw new IllegalArgumentException(pointer + ": expected /layers/L/weights/I/J or /layers/L/biases/I");
        }
        int index = Integer.parseInt(place.group(1));
        boolean isBias = place.group(4) != null;
        int unit = Integer.parseInt(isBias ? place.group(4) : place.group(2));
        int input = isBias ? 0 : Integer.parseInt(place.group(3));
        List<Layer> layers = network.layers();
        if (index >= layers.size()
                || unit >= layers.get(index).units()
                || input >= layers.get(index).inputs()) {
            throw new IllegalArgumentException(pointer + ": the network has no such number");
        }
        return parameter -> {
            UnaryOperator<Layer> change =
                    layer -> isBias ? layer.withBias(unit, parameter) : layer.withWeight(unit, input, parameter);
            return new Network(
                    network.domain(),
                    IntStream.range(0, layers.size())
                            .mapToObj(i -> i == index ? change.apply(layers.get(i)) : layers.get(i))
                            .toList());
        };
    }
}
