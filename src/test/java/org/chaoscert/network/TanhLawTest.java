package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Laws with tanh for relu: the same numbers as without, and other activations. */
class TanhLawTest {
    private static final Variance HE = new Variance("he");

    private static Sampler law(Scheme scheme, int depth, boolean clip, boolean tanh) {
        return new Sampler(scheme, 5, depth, HE, clip, tanh);
    }

    private static int depths(Scheme scheme) {
        return scheme == Scheme.RELU_SUM ? 2 : 4;
    }

    private static void assertSameNumbers(Layer plain, Layer smooth) {
        assertThat(smooth.units()).isEqualTo(plain.units());
        assertThat(smooth.inputs()).isEqualTo(plain.inputs());
        for (int unit = 0; unit < plain.units(); unit++) {
            assertThat(smooth.bias(unit)).isEqualTo(plain.bias(unit));
            for (int input = 0; input < plain.inputs(); input++) {
                assertThat(smooth.weight(unit, input)).isEqualTo(plain.weight(unit, input));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void numbersAreThoseWithoutTanh(Scheme scheme) {
        for (int depth = 2; depth <= depths(scheme); depth++) {
            for (boolean clip : new boolean[] {false, true}) {
                for (int i = 0; i < 5; i++) {
                    Network plain = law(scheme, depth, clip, false).draw(11, i);
                    Network smooth = law(scheme, depth, clip, true).draw(11, i);
                    assertThat(plain.isSmooth()).isFalse();
                    assertThat(smooth.isSmooth()).isTrue();
                    for (int layer = 0; layer < depth; layer++) {
                        assertSameNumbers(
                                plain.layers().get(layer), smooth.layers().get(layer));
                        Activation was = plain.layers().get(layer).activation();
                        assertThat(smooth.layers().get(layer).activation())
                                .as("%s, depth %d, layer %d", scheme.word(), depth, layer)
                                .isEqualTo(was == Activation.RELU ? Activation.TANH : was);
                    }
                }
            }
        }
    }

    /** tanh stands for the relu of the output even where that was cut, and then needs a layer of its own. */
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void aCutOutputGetsItsTanhInALayerOfItsOwn(Scheme scheme) {
        for (int depth = 2; depth <= depths(scheme); depth++) {
            List<Layer> cut = law(scheme, depth, true, true).draw(3, 0).layers();
            boolean hasRelu = law(scheme, depth, false, false)
                            .draw(3, 0)
                            .layers()
                            .get(depth - 1)
                            .activation()
                    == Activation.RELU;
            assertThat(cut).hasSize(hasRelu ? depth + 1 : depth);
            assertThat(cut.get(depth - 1).activation()).isEqualTo(Activation.CLIP);
            if (hasRelu) {
                Layer last = cut.get(depth);
                assertThat(last.activation()).isEqualTo(Activation.TANH);
                assertThat(last.units()).isOne();
                assertThat(last.inputs()).isOne();
                assertThat(last.weight(0, 0)).isEqualTo(Rational.ONE);
                assertThat(last.bias(0)).isEqualTo(Rational.ZERO);
            }
            assertThat(law(scheme, depth, false, true).draw(3, 0).layers()).hasSize(depth);
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void domainsAreTheDefaultOnes(Scheme scheme) {
        for (boolean clip : new boolean[] {false, true}) {
            Network network = law(scheme, 2, clip, true).draw(5, 1);
            Activation last = network.layers().get(network.layers().size() - 1).activation();
            assertThat(network.domain()).isEqualTo(last == Activation.CLIP ? Domain.UNIT : Domain.LINE);
        }
    }

    @Test
    void namesTellTheLaw() {
        Sampler law = new Sampler(Scheme.HE_HE, 8, 3, HE, true, true);
        assertThat(law.label()).isEqualTo("he-he-tanh");
        assertThat(law.name(7, 12)).isEqualTo("he-he-tanh-k8-s7-12");
        assertThat(law.describe(7, 12)).isEqualTo("he-he-tanh, width 8, depth 3, clipped, seed 7, index 12");
        Sampler plain = new Sampler(Scheme.HE_HE, 8, 3, HE, true);
        assertThat(plain.tanh()).isFalse();
        assertThat(plain.label()).isEqualTo("he-he");
        assertThat(new Sampler(Scheme.RELU_SUM, 8, 2, new Variance("2"), false, true).describe(0, 0))
                .isEqualTo("relu-sum-tanh, width 8, depth 2, variance 2, seed 0, index 0");
    }

    @Test
    void activationsKnowWhetherTheyAreSmoothAndWhatTheyReach() {
        assertThat(Activation.values())
                .filteredOn(Activation::isSmooth)
                .containsExactly(Activation.TANH, Activation.SIGMOID);
        for (Activation activation : Activation.values()) {
            Network network = SmoothSamples.of(activation.word() + " 1 | 0");
            double[][][] numbers = SmoothSamples.floating(network);
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = -1000; i <= 1000; i++) {
                double value = SmoothSamples.floatingValue(network, numbers, i);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            Rational lower = activation.range().lower();
            Rational upper = activation.range().upper();
            assertThat(lower.isFinite() ? lower.approximate() : -1000)
                    .as(activation.word())
                    .isLessThanOrEqualTo(least);
            assertThat(upper.isFinite() ? upper.approximate() : 1000)
                    .as(activation.word())
                    .isGreaterThanOrEqualTo(most);
            boolean isBounded = lower.isFinite() && upper.isFinite();
            assertThat(isBounded).as(activation.word()).isEqualTo(most - least < 3);
            assertThat(network.isSmooth()).isEqualTo(activation.isSmooth());
            assertThat(Activation.of(activation.word())).contains(activation);
        }
    }
}
