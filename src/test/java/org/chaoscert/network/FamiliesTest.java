package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Families of networks: what they compute, and that they differ in the one number. */
class FamiliesTest {
    private static final Rational ODD = Rational.of(-22, 7);

    private static Network known(String name) throws NetworkFormatException {
        return NetworkReader.read(NetworkFiles.known(name)).network();
    }

    private static Network named(String family, Rational parameter) {
        return Families.named(family).orElseThrow().at(parameter);
    }

    @ParameterizedTest
    @CsvSource({
        "exact/truncated-tent-6-7,           6/7",
        "exact/truncated-tent-0.8249,        8249/10000",
        "exact/truncated-tent-0.82490806728, 82490806728/100000000000"
    })
    void truncatedTentsAreTheKnownOnes(String file, String parameter) throws NetworkFormatException {
        Network network =
                named("truncated-tent", Quotient.parse(parameter).rational().reduced());
        assertThat(Digest.of(network)).as("digest for c = %s", parameter).isEqualTo(Digest.of(known(file)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 1, 5, 6, 7, 8, 9, 14, 100})
    void namedFamiliesAreTheirFormulas(int sevenths) {
        Quotient parameter = Quotient.of(sevenths, 7);
        SlowNetwork tent = SlowNetwork.of(named("tent", parameter.rational()));
        SlowNetwork truncated = SlowNetwork.of(named("truncated-tent", parameter.rational()));
        for (int i = 0; i <= 60; i++) {
            Quotient x = Quotient.of(i, 60);
            Quotient other = Quotient.ONE.minus(x);
            Quotient least = x.compareTo(other) < 0 ? x : other;
            assertThat(tent.valueAt(x))
                    .as("tent of slope %s at %s", parameter, x)
                    .isEqualTo(parameter.times(least));
            Quotient whole = least.times(Quotient.of(2));
            assertThat(truncated.valueAt(x))
                    .as("tent of height %s at %s", parameter, x)
                    .isEqualTo(whole.compareTo(parameter) < 0 ? whole : parameter);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tents", "Tent", "truncated-tents", "tent.json"})
    void otherNamesAreNoFamilies(String name) {
        assertThat(Families.named(name)).as("family %s", name).isEmpty();
    }

    @Test
    void everyNumberCanVaryAndNoOtherDoes() throws NetworkFormatException {
        for (String file : List.of("exact/deep-mixed", "exact/leaky", "exact/half-line", "published/tent")) {
            Network network = known(file);
            for (int layer = 0; layer < network.layers().size(); layer++) {
                for (int unit = 0; unit < network.layers().get(layer).units(); unit++) {
                    assertOneChange(network, layer, unit, -1);
                    for (int input = 0; input < network.layers().get(layer).inputs(); input++) {
                        assertOneChange(network, layer, unit, input);
                    }
                }
            }
        }
    }

    /** With input −1 it is the bias that varies. */
    private static void assertOneChange(Network network, int layer, int unit, int input) {
        String pointer = "/layers/" + layer + (input < 0 ? "/biases/" + unit : "/weights/" + unit + "/" + input);
        Network varied = Families.around(network, pointer).at(ODD);
        assertThat(varied.domain()).as("domain").isEqualTo(network.domain());
        assertThat(varied.layers()).as("layers").hasSameSizeAs(network.layers());
        for (int i = 0; i < network.layers().size(); i++) {
            Layer before = network.layers().get(i);
            Layer after = varied.layers().get(i);
            assertThat(after.activation()).as("activation").isEqualTo(before.activation());
            assertThat(after.leak()).as("leak").isEqualTo(before.leak());
            for (int j = 0; j < before.units(); j++) {
                boolean isUnit = i == layer && j == unit;
                assertThat(Quotient.of(after.bias(j)))
                        .as("bias %d of layer %d for %s", j, i, pointer)
                        .isEqualTo(Quotient.of(isUnit && input < 0 ? ODD : before.bias(j)));
                for (int k = 0; k < before.inputs(); k++) {
                    assertThat(Quotient.of(after.weight(j, k)))
                            .as("weight %d, %d of layer %d for %s", j, k, i, pointer)
                            .isEqualTo(Quotient.of(isUnit && k == input ? ODD : before.weight(j, k)));
                }
            }
        }
        Network back = Families.around(varied, pointer)
                .at(
                        input < 0
                                ? network.layers().get(layer).bias(unit)
                                : network.layers().get(layer).weight(unit, input));
        assertThat(Digest.of(back)).as("with the old number at %s", pointer).isEqualTo(Digest.of(network));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/layers",
                "layers/0/biases/0",
                "/layers/0",
                "/layers/0/biases",
                "/layers/0/biases/0/0",
                "/layers/0/weights/0",
                "/layers/0/weights/0/0/0",
                "/layers/-1/biases/0",
                "/layers/0/biases/x",
                "/layers/0/biases/1e0",
                "/layers/0/biases/0 ",
                "/layers/0/activation",
                "/layers/0/biases/99999999999999999999",
                "/domain/0"
            })
    void whatIsNoPointerToANumberIsRefused(String pointer) throws NetworkFormatException {
        Network tent = known("published/tent");
        assertThatIllegalArgumentException()
                .as("pointer %s", pointer)
                .isThrownBy(() -> Families.around(tent, pointer))
                .withMessage(pointer + ": expected /layers/L/weights/I/J or /layers/L/biases/I");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/layers/2/biases/0",
                "/layers/0/biases/2",
                "/layers/0/weights/2/0",
                "/layers/0/weights/0/1",
                "/layers/1/biases/1",
                "/layers/1/weights/0/2",
                "/layers/999999999/biases/0"
            })
    void placesBeyondTheNetworkAreRefused(String pointer) throws NetworkFormatException {
        Network tent = known("published/tent");
        assertThatIllegalArgumentException()
                .as("pointer %s", pointer)
                .isThrownBy(() -> Families.around(tent, pointer))
                .withMessage(pointer + ": the network has no such number");
    }
}
