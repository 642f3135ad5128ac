package org.chaoscert.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.Agreement.Tally;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Periods and chaos do not depend on the coordinate: h∘f∘h⁻¹ has the same answers as f, for h(x) = scale · x + shift. Some
 * networks can be rewritten so: h⁻¹ goes into the first layer, h into the last where its activation commutes with h.
 */
class ConjugationTest {
    /** A change of coordinate. */
    private record Change(Rational scale, Rational shift) {
        Rational of(Rational x) {
            if (x.isFinite()) {
                return x.times(scale).plus(shift);
            }
            return scale.signum() > 0 ? x : x.negate();
        }

        /** W (x − shift) / scale + b, in place of W x + b. */
        Layer before(Layer layer) {
            Rational[][] weights = weights(layer);
            Rational[] biases = biases(layer);
            for (int unit = 0; unit < biases.length; unit++) {
                weights[unit][0] = weights[unit][0].dividedBy(scale).reduced();
                biases[unit] = biases[unit].minus(weights[unit][0].times(shift)).reduced();
            }
            return new Layer(weights, biases, layer.activation(), layer.leak());
        }

        /** scale · (W x + b) + shift, in place of W x + b. */
        Layer after(Layer layer) {
            Rational[][] weights = weights(layer);
            Rational[] biases = biases(layer);
            for (int input = 0; input < weights[0].length; input++) {
                weights[0][input] = weights[0][input].times(scale).reduced();
            }
            biases[0] = of(biases[0]).reduced();
            return new Layer(weights, biases, layer.activation(), layer.leak());
        }

        Network of(Network network) {
            List<Layer> layers = new ArrayList<>(network.layers());
            layers.set(0, before(layers.get(0)));
            int last = layers.size() - 1;
            layers.set(last, after(layers.get(last)));
            Rational left = of(network.domain().left()).reduced();
            Rational right = of(network.domain().right()).reduced();
            return new Network(scale.signum() > 0 ? new Domain(left, right) : new Domain(right, left), layers);
        }
    }

    private static Rational[][] weights(Layer layer) {
        Rational[][] weights = new Rational[layer.units()][layer.inputs()];
        for (int unit = 0; unit < layer.units(); unit++) {
            for (int input = 0; input < layer.inputs(); input++) {
                weights[unit][input] = layer.weight(unit, input);
            }
        }
        return weights;
    }

    private static Rational[] biases(Layer layer) {
        Rational[] biases = new Rational[layer.units()];
        for (int unit = 0; unit < layer.units(); unit++) {
            biases[unit] = layer.bias(unit);
        }
        return biases;
    }

    /** A change that commutes with the output activation, not the identity. */
    private static Optional<Change> changeFor(Activation output, Random random) {
        Rational scale = Rational.of(1 + random.nextInt(9), 1 + random.nextInt(9));
        Change mirror = new Change(Rational.of(-1), Rational.ZERO);
        return switch (output) {
            case HARD_TANH -> Optional.of(mirror);
            case RELU, LEAKY_RELU, ABS -> Optional.of(new Change(scale, Rational.ZERO));
            case IDENTITY ->
                Optional.of(
                        random.nextBoolean()
                                ? mirror
                                : new Change(
                                        random.nextBoolean() ? scale : scale.negate(),
                                        Rational.of(random.nextInt(9), 7)));
            case CLIP, TANH, SIGMOID -> Optional.empty();
        };
    }

    private static void assertSameAnswer(Network network, Random random, Tally tally) throws NetworkFormatException {
        Activation output = network.layers().get(network.layers().size() - 1).activation();
        Optional<Change> change = changeFor(output, random);
        if (change.isPresent()) {
            Agreement.Answer one = Agreement.answer(Agreement.certify(network, tally));
            Agreement.Answer other =
                    Agreement.answer(Agreement.certify(change.get().of(network), tally));
            assertThat(other)
                    .as("%s in the coordinate %s", SlowNetwork.of(network), change.get())
                    .isEqualTo(one);
            tally.compared++;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theAnswerDoesNotDependOnTheCoordinate(int depth) throws NetworkFormatException {
        Random random = new Random(61L * depth);
        SmallNetworks networks = new SmallNetworks(random);
        Tally tally = new Tally();
        for (int i = 0; i < 400; i++) {
            assertSameAnswer(networks.draw(depth, 4), random, tally);
        }
        assertThat(tally.compared).as("networks in two coordinates").isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void theAnswerOfAZigzagDoesNotDependOnTheCoordinate(int width) throws NetworkFormatException {
        Random random = new Random(67L * width);
        SmallNetworks networks = new SmallNetworks(random);
        Tally tally = new Tally();
        for (int i = 0; i < 250; i++) {
            assertSameAnswer(networks.zigzag(width), random, tally);
        }
        assertThat(tally.compared).as("networks in two coordinates").isGreaterThan(80);
        assertThat(tally.chaotic).as("chaotic among %s", tally).isGreaterThan(10);
    }
}
