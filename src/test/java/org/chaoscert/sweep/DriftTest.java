package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Likelihood ratios against densities, and a probability that an independent program has found. */
class DriftTest {
    private static final Drift DRIFT = new Drift(List.of(2.0, -1.0, 0.5, 0.0, -3.0));

    /** h at a kink, by the bins' borders. */
    private static double height(double kink) {
        for (int bin = 0; bin < 5; bin++) {
            if (kink < (bin + 1) / 5.0) {
                return DRIFT.bins().get(bin);
            }
        }
        throw new IllegalArgumentException("kink " + kink);
    }

    private static double logDensity(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return -z * z / 2 - Math.log(deviation * Math.sqrt(2 * Math.PI));
    }

    /** log p(a) − log of the mean over λ of q_λ(a), from the densities of all weights. */
    private static double logRatio(Neurons neurons, double deviation) {
        double original = 0;
        double[] moved = new double[Drift.AMPLITUDES.size()];
        for (int i = 0; i < neurons.width(); i++) {
            double weight = neurons.outputs()[i];
            original += logDensity(weight, 0, deviation);
            double step = deviation * height(-neurons.biases()[i]) / Math.sqrt(neurons.width());
            for (int j = 0; j < moved.length; j++) {
                moved[j] += logDensity(weight, Drift.AMPLITUDES.get(j) * step, deviation);
            }
        }
        double mean = 0;
        for (double logDensity : moved) {
            mean += Math.exp(logDensity - original) / moved.length;
        }
        return -Math.log(mean);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 16, 100})
    void theLogRatioIsThatOfTheDensities(int width) {
        for (String variance : List.of("8", "he", "1000")) {
            Sampler law = new Sampler(Scheme.RELU_SUM, width, 2, new Variance(variance), false);
            double deviation = law.variance().deviation(width);
            Neurons neurons = new Neurons();
            for (long index = 0; index < 200; index++) {
                law.draw(3, index, neurons);
                double[] before = neurons.outputs().clone();
                double logRatio = DRIFT.apply(neurons, deviation, index - 100);
                double amplitude = Drift.AMPLITUDES.get((int) Long.remainderUnsigned(index - 100, 5));
                for (int i = 0; i < width; i++) {
                    double step = amplitude * deviation * height(-neurons.biases()[i]) / Math.sqrt(width);
                    assertThat(neurons.outputs()[i])
                            .as("weight %d of network %d", i, index)
                            .isCloseTo(before[i] + step, within(1e-12 * (deviation + Math.abs(step))));
                }
                assertThat(logRatio).as("network %d", index).isCloseTo(logRatio(neurons, deviation), within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void theMeanOfTheRatioIsOne(int width) {
        Sampler law = new Sampler(Scheme.RELU_SUM, width, 2, new Variance("8"), false);
        double deviation = law.variance().deviation(width);
        Drift drift = new Drift(List.of(1.0, -0.5, 0.75));
        Neurons neurons = new Neurons();
        int networks = 40_000;
        double sum = 0;
        double squares = 0;
        for (long index = 0; index < networks; index++) {
            law.draw(5, index, neurons);
            double ratio = Math.exp(drift.apply(neurons, deviation, Mixing.hash(5, index)));
            sum += ratio;
            squares += ratio * ratio;
        }
        double mean = sum / networks;
        double error = Math.sqrt((squares / networks - mean * mean) / networks);
        assertThat(error).as("standard error").isBetween(1e-6, 0.02);
        assertThat(mean).as("mean").isCloseTo(1, within(5 * error));
    }

    @Test
    void allAmplitudesAreChosenAndTheBinsEndAtOne() {
        Set<Long> chosen = new HashSet<>();
        for (long index = 0; index < 100; index++) {
            chosen.add(Long.remainderUnsigned(Mixing.hash(0, index), Drift.AMPLITUDES.size()));
        }
        assertThat(chosen).as("amplitudes").hasSize(Drift.AMPLITUDES.size());
        assertThat(DRIFT.bin(0)).as("first").isZero();
        assertThat(DRIFT.bin(Math.nextDown(1.0))).as("last").isEqualTo(4);
        assertThat(DRIFT.bin(1)).as("at the end").isEqualTo(4);
    }

    @Test
    void aDriftHasBinsOfItsOwn() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Drift(List.of()));
        List<Double> bins = new ArrayList<>(List.of(1.0));
        Drift drift = new Drift(bins);
        bins.set(0, 2.0);
        assertThat(drift.bins()).containsExactly(1.0);
    }

    /** The drift of every run is the same, and so is its estimate; 8.6e-4 comes from plain sampling elsewhere. */
    @Test
    void aTiltedSweepAgreesWithTheKnownProbability() throws IOException {
        SweepPlan plan = Plans.tilted(16, "8", 30_000, 1);
        List<Drift> drifts = plan.drifts();
        assertThat(plan.drifts()).as("tuned once more").isEqualTo(drifts);
        Tally tally = run(plan, drifts, 1);
        assertThat(run(plan, drifts, 3)).as("with more threads").isEqualTo(tally);
        Weights weights = tally.weights();
        double error = weights.standardError(plan.samples());
        assertThat(tally.periodThree()).as("hits").isGreaterThan(500);
        assertThat(error).as("standard error").isBetween(1e-7, 1e-4);
        assertThat(weights.areTrustworthy()).as("trustworthy").isTrue();
        assertThat(weights.estimate(plan.samples())).as("estimate").isCloseTo(8.6e-4, within(5 * error));
    }

    private static Tally run(SweepPlan plan, List<Drift> drifts, int threads) throws IOException {
        try (Recorder recorder = Recorder.inMemory(plan, 0, length -> {})) {
            Sweep.run(plan, drifts, recorder.account(), threads, recorder);
            return recorder.account().tallies().get(0);
        }
    }
}
