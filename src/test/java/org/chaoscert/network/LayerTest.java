package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers and networks: what fits together, and that they keep what they were given. */
class LayerTest {
    private static final Rational[] NONE = {};

    private static Rational[] row(int length) {
        Rational[] row = new Rational[length];
        for (int i = 0; i < length; i++) {
            row[i] = Rational.of(i + 1L);
        }
        return row;
    }

    private static Layer layer(int inputs, int units) {
        Rational[][] weights = new Rational[units][];
        for (int i = 0; i < units; i++) {
            weights[i] = row(inputs);
        }
        return new Layer(weights, row(units), Activation.RELU);
    }

    @Test
    void aLayerSaysWhatItWasGiven() {
        Rational[][] weights = {{Rational.of(1), Rational.of(2)}, {Rational.of(3), Rational.of(4)}};
        Rational[] biases = {Rational.of(5), Rational.of(6)};
        Layer layer = new Layer(weights, biases, Activation.LEAKY_RELU, Rational.of(1, 7));
        assertThat(layer.units()).as("units").isEqualTo(2);
        assertThat(layer.inputs()).as("inputs").isEqualTo(2);
        assertThat(layer.weight(1, 0)).as("weight of input 0 in unit 1").isEqualTo(Rational.of(3));
        assertThat(layer.bias(1)).as("bias of unit 1").isEqualTo(Rational.of(6));
        assertThat(layer.activation()).isEqualTo(Activation.LEAKY_RELU);
        assertThat(layer.leak()).isEqualTo(Rational.of(1, 7));
    }

    @Test
    void aLayerKeepsItsNumbersWhenTheCallersArraysChange() {
        Rational[][] weights = {{Rational.ONE}};
        Rational[] biases = {Rational.ONE};
        Layer layer = new Layer(weights, biases, Activation.RELU);
        weights[0][0] = Rational.ZERO;
        biases[0] = Rational.ZERO;
        assertThat(layer.weight(0, 0)).as("weight").isEqualTo(Rational.ONE);
        assertThat(layer.bias(0)).as("bias").isEqualTo(Rational.ONE);
    }

    @Test
    void aLayerHasUnitsWithOneBiasEach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {}, NONE, Activation.RELU))
                .withMessage("0 rows of weights, 0 biases");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {row(1)}, row(2), Activation.RELU))
                .withMessage("1 rows of weights, 2 biases");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {row(1), row(1)}, row(1), Activation.RELU))
                .withMessage("2 rows of weights, 1 biases");
    }

    @Test
    void theRowsOfALayerHaveOneLengthThatIsNotZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {NONE}, row(1), Activation.RELU))
                .withMessage("row 0 has 0 weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {row(2), row(3)}, row(2), Activation.RELU))
                .withMessage("row 1 has 3 weights");
    }

    @ParameterizedTest
    @CsvSource({"RELU, 1/2", "IDENTITY, 1", "CLIP, 1/3", "LEAKY_RELU, -1/100", "LEAKY_RELU, 101/100"})
    void aSlopeStandsWithLeakyReluOnlyAndLiesBetweenZeroAndOne(Activation activation, String slope) {
        String[] parts = slope.split("/", 2);
        Rational leak = Rational.of(Long.parseLong(parts[0]), parts.length == 1 ? 1 : Long.parseLong(parts[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Layer(new Rational[][] {row(1)}, row(1), activation, leak))
                .withMessage("activation " + activation.word() + " with slope " + slope);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "1, 1, true", "1, 2, true", "-1, 1000, false", "1001, 1000, false"})
    void aLeakLiesBetweenZeroAndOne(long numerator, long denominator, boolean allowed) {
        assertThat(Activation.isLeak(Rational.of(numerator, denominator)))
                .as("%d/%d as a slope", numerator, denominator)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyActivationIsFoundByItsWord(Activation activation) {
        assertThat(Activation.of(activation.word())).contains(activation);
        assertThat(Activation.of(activation.name()))
                .as("the name of the constant is no word")
                .isEmpty();
        assertThat(Activation.of(activation.word() + " ")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void everySchemeIsFoundByItsWord(Scheme scheme) {
        assertThat(Scheme.of(scheme.word())).contains(scheme);
        assertThat(Scheme.of(scheme.name()))
                .as("the name of the constant is no word")
                .isEmpty();
    }

    @Test
    void theLayersOfANetworkFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Domain.LINE, List.of()))
                .withMessage("a network without layers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Domain.LINE, List.of(layer(2, 1))))
                .withMessage("a layer with 2 inputs after one with 1 units");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Domain.LINE, List.of(layer(1, 3), layer(2, 1))))
                .withMessage("a layer with 2 inputs after one with 3 units");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(Domain.LINE, List.of(layer(1, 3), layer(3, 2))))
                .withMessage("the last layer has 2 units");
    }

    @Test
    void hiddenUnitsAreAllButTheOutput() {
        assertThat(new Network(Domain.LINE, List.of(layer(1, 1))).hiddenUnits()).isZero();
        assertThat(new Network(Domain.LINE, List.of(layer(1, 3), layer(3, 2), layer(2, 1))).hiddenUnits())
                .isEqualTo(5);
    }

    @Test
    void theDefaultDomainIsTheUnitIntervalForClipOnly() {
        for (Activation activation : Activation.values()) {
            Layer last = new Layer(new Rational[][] {row(1)}, row(1), activation);
            assertThat(Network.onDefaultDomain(List.of(last)).domain())
                    .as("default domain for %s", activation.word())
                    .isEqualTo(activation == Activation.CLIP ? Domain.UNIT : Domain.LINE);
        }
        Layer clip = new Layer(new Rational[][] {row(1)}, row(1), Activation.CLIP);
        assertThat(Network.onDefaultDomain(List.of(clip, layer(1, 1))).domain())
                .as("clip in a hidden layer")
                .isEqualTo(Domain.LINE);
    }

    @Test
    void anotherDomainLeavesTheLayersAsTheyAre() {
        Network network = new Network(Domain.LINE, List.of(layer(1, 1)));
        Network other = network.on(Domain.UNIT);
        assertThat(other.domain()).isEqualTo(Domain.UNIT);
        assertThat(other.layers()).isEqualTo(network.layers());
        assertThat(network.domain()).as("the first network's domain").isEqualTo(Domain.LINE);
    }
}
