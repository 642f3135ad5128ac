package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The map as a program computes it, against programs in Java's own double and float arithmetic. */
class FloatingMapTest {
    private static double parsed(Rational number) {
        return FloatFormat.BINARY64.nearest(number).toBinary64();
    }

    private static float narrow(Rational number) {
        return (float) FloatFormat.BINARY32.nearest(number).toBinary64();
    }

    static double inDoubles(Network network, double x) {
        double[] values = {x};
        for (Layer layer : network.layers()) {
            double[] next = new double[layer.units()];
            for (int unit = 0; unit < next.length; unit++) {
                double sum = 0;
                for (int input = 0; input < values.length; input++) {
                    sum += parsed(layer.weight(unit, input)) * values[input];
                }
                sum += parsed(layer.bias(unit));
                next[unit] = switch (layer.activation()) {
                    case IDENTITY -> sum;
                    case RELU -> sum > 0 ? sum : 0;
                    case LEAKY_RELU -> sum > 0 ? sum : parsed(layer.leak()) * sum;
                    case ABS -> sum < 0 ? -sum : sum;
                    case CLIP -> sum < 0 ? 0 : sum > 1 ? 1 : sum;
                    case HARD_TANH -> sum < -1 ? -1 : sum > 1 ? 1 : sum;
                    default -> throw new AssertionError(layer.activation());
                };
            }
            values = next;
        }
        return values[0];
    }

    static float inFloats(Network network, float x) {
        float[] values = {x};
        for (Layer layer : network.layers()) {
            float[] next = new float[layer.units()];
            for (int unit = 0; unit < next.length; unit++) {
                float sum = 0;
                for (int input = 0; input < values.length; input++) {
                    sum += narrow(layer.weight(unit, input)) * values[input];
                }
                sum += narrow(layer.bias(unit));
                next[unit] = switch (layer.activation()) {
                    case IDENTITY -> sum;
                    case RELU -> sum > 0 ? sum : 0;
                    case LEAKY_RELU -> sum > 0 ? sum : narrow(layer.leak()) * sum;
                    case ABS -> sum < 0 ? -sum : sum;
                    case CLIP -> sum < 0 ? 0 : sum > 1 ? 1 : sum;
                    case HARD_TANH -> sum < -1 ? -1 : sum > 1 ? 1 : sum;
                    default -> throw new AssertionError(layer.activation());
                };
            }
            values = next;
        }
        return values[0];
    }

    private static void agrees(Network network, Random random) {
        FloatingMap wide = FloatingMap.of(network, FloatFormat.BINARY64);
        FloatingMap narrow = FloatingMap.of(network, FloatFormat.BINARY32);
        for (int i = 0; i < 30; i++) {
            double x = Math.scalb(random.nextGaussian(), random.nextInt(20) - 12);
            // Zeros may differ in sign.
            assertThat(wide.applyAsDouble(x) + 0.0).isEqualTo(inDoubles(network, x) + 0.0);
            assertThat(narrow.applyAsDouble((float) x) + 0.0).isEqualTo((double) inFloats(network, (float) x) + 0.0);
        }
    }

    @Test
    void smallNetworks() {
        Random random = new Random(11);
        SmallNetworks networks = new SmallNetworks(random);
        for (int i = 0; i < 300; i++) {
            agrees(networks.draw(1 + i % 4, 5), random);
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void sampledNetworks(Scheme scheme) {
        Random random = new Random(12);
        for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 3); depth++) {
            Sampler sampler = new Sampler(scheme, 20, depth, new Variance("he"), depth == 2);
            for (int i = 0; i < 5; i++) {
                agrees(sampler.draw(3, i), random);
            }
        }
    }

    private static Network leaky(Rational leak) {
        Rational[][] one = {{Rational.ONE}};
        return Network.onDefaultDomain(
                List.of(new Layer(one, new Rational[] {Rational.ZERO}, Activation.LEAKY_RELU, leak)));
    }

    /** Just above the middle of two numbers of the format, so little that another rounding in between loses it. */
    @ParameterizedTest
    @EnumSource(
            value = FloatFormat.class,
            names = {"BINARY32", "BINARY64"})
    void slopesBelowZeroAreRoundedOnce(FloatFormat format) {
        Rational half = Rational.of(1, 2);
        Rational middle = half.plus(format.halfUlp(half));
        Rational above = middle.plus(Rational.ONE.scaledByPowerOfTwo(-70)).reduced();
        FloatingMap map = FloatingMap.of(leaky(above), format);
        double expected = FloatingMap.nearest(above, format);
        assertThat(expected).isGreaterThan(0.5);
        assertThat(map.applyAsDouble(-1)).isEqualTo(-expected);
        assertThat(FloatingMap.of(leaky(middle), format).applyAsDouble(-1)).isEqualTo(-0.5);
    }

    @Test
    void randomSlopesBelowZeroAreRoundedOnce() {
        Random random = new Random(13);
        for (int i = 0; i < 500; i++) {
            long denominator = 1 + (random.nextLong() >>> 2);
            Rational leak = Rational.of((long) (random.nextDouble() * denominator), denominator);
            for (FloatFormat format : List.of(FloatFormat.BINARY32, FloatFormat.BINARY64)) {
                assertThat(FloatingMap.of(leaky(leak), format).applyAsDouble(-1))
                        .as("%s in %s", leak, format.word())
                        .isEqualTo(-FloatingMap.nearest(leak, format));
            }
        }
    }

    @Test
    void overflowsAndWhatIsNoNumber() {
        Rational large = Rational.ONE.scaledByPowerOfTwo(127).reduced();
        Rational[] zero = {Rational.ZERO};
        Network square = Network.onDefaultDomain(List.of(
                new Layer(new Rational[][] {{large}}, zero, Activation.IDENTITY),
                new Layer(new Rational[][] {{large.negate()}}, zero, Activation.IDENTITY)));
        assertThat(FloatingMap.of(square, FloatFormat.BINARY32).applyAsDouble(2))
                .isNegative()
                .isInfinite();
        assertThat(FloatingMap.of(square, FloatFormat.BINARY64).applyAsDouble(2))
                .isEqualTo(-0x1p255);
        Network beyond = Network.onDefaultDomain(List.of(
                new Layer(new Rational[][] {{large.scaledByPowerOfTwo(1)}}, zero, Activation.IDENTITY)));
        assertThatThrownBy(() -> FloatingMap.of(beyond, FloatFormat.BINARY32)).isInstanceOf(OverLimitsException.class);
        assertThat(FloatingMap.of(beyond, FloatFormat.BINARY64).applyAsDouble(1))
                .isEqualTo(0x1p128);
        for (FloatFormat format : List.of(FloatFormat.BINARY16, FloatFormat.BFLOAT16)) {
            assertThatThrownBy(() -> FloatingMap.of(square, format)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
