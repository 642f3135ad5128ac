package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws of drawn numbers, from moments: those of the table of schemes (standard deviations as the published code uses
 * them). Seeds are fixed; bounds are six standard errors, so that a right law passes at nearly any seed.
 */
class SamplerLawTest {
    private static final double SIGMAS = 6;

    /** Of the standard normal law under the condition that it lies in [−1, 1]: 1 − 2 φ(1) / (2 Φ(1) − 1). */
    private static final double TRUNCATED_VARIANCE = 0.29112509;

    /** So many normal numbers hold some beyond three deviations: 7 on each side are to be expected. */
    private static final int MANY = 5000;

    /** Sums of powers. */
    private static final class Moments {
        private int count;
        private double sum;
        private double squares;
        private double fourths;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        void add(double value) {
            count++;
            sum += value;
            squares += value * value;
            fourths += value * value * value * value;
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }

        void assertNormal(double deviation, String what) {
            double scale = 1 / Math.sqrt(count);
            assertThat(sum / count).as("mean of %s", what).isEqualTo(0, within(SIGMAS * deviation * scale));
            double variance = deviation * deviation;
            assertThat(squares / count)
                    .as("variance of %s", what)
                    .isEqualTo(variance, within(SIGMAS * Math.sqrt(2) * variance * scale));
            // E x^4 = 3, Var x^4 = 105 − 9 for the standard normal law.
            assertThat(fourths / count)
                    .as("fourth moment of %s", what)
                    .isEqualTo(3 * variance * variance, within(SIGMAS * Math.sqrt(96) * variance * variance * scale));
            if (count >= MANY) {
                assertThat(greatest).as("largest of %d %s", count, what).isGreaterThan(3 * deviation);
                assertThat(least).as("smallest of %d %s", count, what).isLessThan(-3 * deviation);
            }
        }

        /** E x = 1/2, Var x = 1/12; E x² = 1/3, Var x² = 4/45. */
        void assertUniform(String what) {
            double scale = 1 / Math.sqrt(count);
            assertThat(sum / count).as("mean of %s", what).isEqualTo(0.5, within(SIGMAS * Math.sqrt(1 / 12.0) * scale));
            assertThat(squares / count)
                    .as("second moment of %s", what)
                    .isEqualTo(1 / 3.0, within(SIGMAS * Math.sqrt(4 / 45.0) * scale));
            assertThat(least).as("smallest of %d %s", count, what).isBetween(0.0, 0.02);
            assertThat(greatest)
                    .as("largest of %d %s", count, what)
                    .isGreaterThan(0.98)
                    .isLessThan(1);
        }

        /** All values lie in [−1, 1], so Var x² is below 1. */
        void assertTruncatedNormal(String what) {
            double scale = 1 / Math.sqrt(count);
            assertThat(sum / count)
                    .as("mean of %s", what)
                    .isEqualTo(0, within(SIGMAS * Math.sqrt(TRUNCATED_VARIANCE) * scale));
            assertThat(squares / count)
                    .as("variance of %s", what)
                    .isEqualTo(TRUNCATED_VARIANCE, within(SIGMAS * 0.3 * scale));
            assertThat(least).as("smallest of %d %s", count, what).isBetween(-1.0, -0.95);
            assertThat(greatest).as("largest of %d %s", count, what).isBetween(0.95, 1.0);
        }
    }

    private static void forEachNetwork(Sampler sampler, Consumer<Network> consumer) {
        int networks = Math.max(400, 6000 / sampler.width());
        for (int i = 0; i < networks; i++) {
            consumer.accept(sampler.draw(77, i));
        }
    }

    private static Moments weights(Sampler sampler, int layer) {
        Moments moments = new Moments();
        forEachNetwork(sampler, network -> {
            Layer found = network.layers().get(layer);
            for (int unit = 0; unit < found.units(); unit++) {
                for (int input = 0; input < found.inputs(); input++) {
                    moments.add(found.weight(unit, input).approximate());
                }
            }
        });
        return moments;
    }

    private static Moments biases(Sampler sampler, int layer) {
        Moments moments = new Moments();
        forEachNetwork(sampler, network -> {
            Layer found = network.layers().get(layer);
            for (int unit = 0; unit < found.units(); unit++) {
                moments.add(found.bias(unit).approximate());
            }
        });
        return moments;
    }

    private static void assertConstant(Moments moments, double value, String what) {
        assertThat(moments.least).as("smallest of %s", what).isEqualTo(value);
        assertThat(moments.greatest).as("largest of %s", what).isEqualTo(value);
    }

    private static Sampler sampler(Scheme scheme, int width, int depth) {
        return new Sampler(scheme, width, depth, new Variance("he"), false);
    }

    @ParameterizedTest
    @CsvSource({
        "he, 1, 2",
        "he, 64, 0.03125",
        "glorot, 15, 0.125",
        "xavier, 15, 0.125",
        "lecun, 16, 0.0625",
        "low, 16," + " 0.005635527503472513",
        "64, 16, 4",
        "0.25, 100, 0.0025"
    })
    void reluSumHasUniformKinksAndNormalWeightsOfTheVarianceAskedFor(String name, int width, double variance) {
        Sampler sampler = new Sampler(Scheme.RELU_SUM, width, 2, new Variance(name), false);
        assertConstant(weights(sampler, 0), 1, "first weights");
        Moments kinks = new Moments();
        forEachNetwork(sampler, network -> {
            for (int unit = 0; unit < width; unit++) {
                kinks.add(-network.layers().get(0).bias(unit).approximate());
            }
        });
        kinks.assertUniform("kinks");
        weights(sampler, 1).assertNormal(Math.sqrt(variance), "output weights, variance " + name);
        assertConstant(biases(sampler, 1), 0, "output biases");
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void oneHeHasFirstWeightsOneAndHeDeviations(int width, int depth) {
        Sampler sampler = sampler(Scheme.ONE_HE, width, depth);
        assertConstant(weights(sampler, 0), 1, "first weights");
        biases(sampler, 0).assertNormal(Math.sqrt(2), "first biases");
        for (int layer = 1; layer < depth; layer++) {
            weights(sampler, layer).assertNormal(Math.sqrt(2.0 / width), "weights of layer " + layer);
            biases(sampler, layer).assertNormal(Math.sqrt(2.0 / width), "biases of layer " + layer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void heHeHasHeDeviationsForWeightsAndBiases(int width, int depth) {
        Sampler sampler = sampler(Scheme.HE_HE, width, depth);
        for (int layer = 0; layer < depth; layer++) {
            double deviation = Math.sqrt(2.0 / (layer == 0 ? 1 : width));
            weights(sampler, layer).assertNormal(deviation, "weights of layer " + layer);
            biases(sampler, layer).assertNormal(deviation, "biases of layer " + layer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void heUniformHasHeWeightsAndUniformBiases(int width, int depth) {
        Sampler sampler = sampler(Scheme.HE_UNIFORM, width, depth);
        for (int layer = 0; layer < depth; layer++) {
            weights(sampler, layer)
                    .assertNormal(Math.sqrt(2.0 / (layer == 0 ? 1 : width)), "weights of layer " + layer);
            biases(sampler, layer).assertUniform("biases of layer " + layer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void normalTruncatedHasDeviationOneOverUnitsAndTruncatedBiases(int width, int depth) {
        Sampler sampler = sampler(Scheme.NORMAL_TRUNCATED, width, depth);
        for (int layer = 0; layer < depth; layer++) {
            boolean last = layer == depth - 1;
            weights(sampler, layer).assertNormal(last ? 1 : 1.0 / width, "weights of layer " + layer);
            biases(sampler, layer).assertTruncatedNormal("biases of layer " + layer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void glorotHasGlorotDeviations(int width, int depth) {
        Sampler sampler = sampler(Scheme.GLOROT, width, depth);
        for (int layer = 0; layer < depth; layer++) {
            boolean middle = layer > 0 && layer < depth - 1;
            double deviation = Math.sqrt(2.0 / (middle ? 2 * width : 1 + width));
            weights(sampler, layer).assertNormal(deviation, "weights of layer " + layer);
            biases(sampler, layer).assertNormal(deviation, "biases of layer " + layer);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "4, 2", "50, 2", "6, 3", "5, 4"})
    void glorotOldHasSmallerDeviationsAndNoOutputBias(int width, int depth) {
        Sampler sampler = sampler(Scheme.GLOROT_OLD, width, depth);
        for (int layer = 0; layer < depth; layer++) {
            boolean middle = layer > 0 && layer < depth - 1;
            double deviation = 2.0 / (middle ? 2 * width : 1 + width);
            weights(sampler, layer).assertNormal(deviation, "weights of layer " + layer);
            if (layer < depth - 1) {
                biases(sampler, layer).assertNormal(deviation, "biases of layer " + layer);
            } else {
                assertConstant(biases(sampler, layer), 0, "output biases");
            }
        }
    }
}
