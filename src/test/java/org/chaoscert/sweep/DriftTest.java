package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Likelihood ratios against densities, where kinks go, and a probability that an independent program has found. */
class DriftTest {
    private static final List<Double> HEIGHTS = List.of(2.0, -1.0, 0.5, 0.0, -3.0);
    private static final List<Double> SHARES = List.of(0.1, 0.3, 0.25, 0.3, 0.05);
    private static final List<Double> EVEN = Collections.nCopies(5, 0.2);

    private static final Drift DRIFT =
            new Drift(List.of(new Proposal(HEIGHTS, SHARES), new Proposal(List.of(0.5, 1.0, 0.0, 0.0, 2.0), EVEN)));

    private static int choices() {
        return DRIFT.proposals().size() * Proposal.AMPLITUDES.size();
    }

    /** The number of a bin, by the bins' borders. */
    private static int bin(double kink) {
        for (int bin = 0; bin < 5; bin++) {
            if (kink < (bin + 1) / 5.0) {
                return bin;
            }
        }
        throw new IllegalArgumentException("kink " + kink);
    }

    private static double logDensity(double x, double mean, double deviation) {
        double z = (x - mean) / deviation;
        return -z * z / 2 - Math.log(deviation * Math.sqrt(2 * Math.PI));
    }

    /** The logarithm of the density of kinks and weights, if h is 0 and g is 1 without a proposal. */
    private static double logDensity(Neurons neurons, double deviation, Proposal proposal, double amplitude) {
        double density = 0;
        for (int i = 0; i < neurons.width(); i++) {
            int bin = bin(-neurons.biases()[i]);
            double mean = amplitude * deviation * proposal.height(bin) / Math.sqrt(neurons.width());
            density += Math.log(proposal.share(bin) * 5) + logDensity(neurons.outputs()[i], mean, deviation);
        }
        return density;
    }

    /** log p − log of the mean of q over proposals and amplitudes, from the densities of all kinks and weights. */
    private static double logRatio(Neurons neurons, double deviation) {
        double original = logDensity(neurons, deviation, new Proposal(HEIGHTS, EVEN), 0);
        double mean = 0;
        for (Proposal proposal : DRIFT.proposals()) {
            for (double amplitude : Proposal.AMPLITUDES) {
                mean += Math.exp(logDensity(neurons, deviation, proposal, amplitude) - original) / choices();
            }
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
                double[] kinks =
                        Arrays.stream(neurons.biases()).map(bias -> -bias).toArray();
                double[] before = neurons.outputs().clone();
                double logRatio = DRIFT.apply(neurons, deviation, index - 100);
                int choice = (int) Long.remainderUnsigned(index - 100, choices());
                Proposal proposal = DRIFT.proposals().get(choice / 5);
                double scale = Proposal.AMPLITUDES.get(choice % 5) * deviation / Math.sqrt(width);
                for (int i = 0; i < width; i++) {
                    double kink = -neurons.biases()[i];
                    double step = scale * proposal.height(bin(kink));
                    assertThat(distribution(proposal, kink))
                            .as("kink %d of network %d", i, index)
                            .isCloseTo(kinks[i], within(1e-14));
                    assertThat(neurons.outputs()[i])
                            .as("weight %d of network %d", i, index)
                            .isCloseTo(before[i] + step, within(1e-12 * (deviation + Math.abs(step))));
                }
                assertThat(logRatio).as("network %d", index).isCloseTo(logRatio(neurons, deviation), within(1e-10));
            }
        }
    }

    /** The probability of kinks to the left of one. */
    private static double distribution(Proposal proposal, double kink) {
        int bin = bin(kink);
        double sum = proposal.share(bin) * (kink * 5 - bin);
        for (int i = 0; i < bin; i++) {
            sum += proposal.share(i);
        }
        return sum;
    }

    @Test
    void movedKinksAreKinksOfReluSum() {
        Neurons neurons = new Neurons();
        neurons.reset(3, Activation.CLIP);
        double[] kinks = {0, 0.3, Math.nextDown(1.0)};
        for (int i = 0; i < 3; i++) {
            neurons.biases()[i] = 0 - kinks[i];
        }
        new Proposal(HEIGHTS, SHARES).move(neurons, 1, 1);
        assertThat(neurons.biases()[0]).as("kink at 0, written 0 and not −0").isEqualTo(0.0);
        for (int i = 0; i < 3; i++) {
            double kink = -neurons.biases()[i];
            assertThat(kink).as("kink %d", i).isBetween(-0.0, Math.nextDown(1.0));
            assertThat(kink * 0x1p53).as("multiple of 2^-53").isEqualTo(Math.rint(kink * 0x1p53));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 16})
    void theMeanOfTheRatioIsOne(int width) {
        Sampler law = new Sampler(Scheme.RELU_SUM, width, 2, new Variance("8"), false);
        double deviation = law.variance().deviation(width);
        Drift drift = new Drift(List.of(
                new Proposal(List.of(1.0, -0.5, 0.75), List.of(0.3, 0.3, 0.4)),
                new Proposal(List.of(0.0, 0.5, -0.75), List.of(0.4, 0.3, 0.3))));
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
    void allProposalsAndAmplitudesAreChosenAndTheBinsEndAtOne() {
        Set<Long> chosen = new HashSet<>();
        for (long index = 0; index < 200; index++) {
            chosen.add(Long.remainderUnsigned(Mixing.hash(0, index), choices()));
        }
        assertThat(chosen).as("choices").hasSize(choices());
        assertThat(BinSums.bin(0, 5)).as("first").isZero();
        assertThat(BinSums.bin(Math.nextDown(1.0), 5)).as("last").isEqualTo(4);
        assertThat(BinSums.bin(1, 5)).as("at the end").isEqualTo(4);
    }

    @Test
    void driftsThatAreNoneAreRefused() {
        Proposal five = new Proposal(HEIGHTS, EVEN);
        Proposal one = new Proposal(List.of(1.0), List.of(1.0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Drift(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Drift(List.of(five, one)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposal(List.of(), List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposal(HEIGHTS, List.of(1.0)));
        // A bin without kinks: networks with kinks there would never be drawn.
        List<Double> empty = List.of(0.25, 0.25, 0.5, 0.0, 0.0);
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposal(HEIGHTS, empty));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proposal(HEIGHTS, List.of(0.2, 0.2, 0.2, 0.2, 0.3)));
    }

    @Test
    void aDriftHasAListOfItsOwn() {
        Proposal proposal = new Proposal(HEIGHTS, EVEN);
        List<Proposal> proposals = new ArrayList<>(List.of(proposal));
        Drift drift = new Drift(proposals);
        proposals.clear();
        assertThat(drift.proposals()).containsExactly(new Proposal(HEIGHTS, EVEN));
        assertThat(proposal)
                .hasSameHashCodeAs(new Proposal(HEIGHTS, EVEN))
                .isNotEqualTo(new Proposal(EVEN, EVEN))
                .isNotEqualTo(new Proposal(HEIGHTS, SHARES));
    }

    @Test
    void wideNetworksMakeForAShorterPilot() {
        assertThat(Pilot.allNetworks(1)).as("narrow").isEqualTo(528_000);
        assertThat(Pilot.allNetworks(1024)).as("still narrow").isEqualTo(528_000);
        assertThat(Pilot.allNetworks(4096) * 4096).as("neurons").isBetween(1_000_000_000L, 1L << 30);
        assertThat(Pilot.allNetworks(SweepPlan.MAX_WIDTH)).as("at least").isEqualTo(44_000);
    }

    /** The drift of every run is the same, and so is its estimate; 8.97e-4 ± 0.7 % comes from plain sampling. */
    @Test
    void aTiltedSweepAgreesWithTheKnownProbability() throws IOException {
        SweepPlan plan = Plans.tilted(16, "8", 30_000, 1);
        List<Drift> drifts = plan.drifts(2);
        assertThat(plan.drifts(3)).as("tuned once more, by more threads").isEqualTo(drifts);
        Tally tally = run(plan, drifts, 1);
        assertThat(run(plan, drifts, 3)).as("with more threads").isEqualTo(tally);
        Weights weights = tally.weights();
        double error = weights.standardError(plan.samples());
        assertThat(tally.periodThree()).as("hits").isGreaterThan(500);
        assertThat(error).as("standard error").isBetween(1e-7, 1e-4);
        assertThat(weights.areTrustworthy()).as("trustworthy").isTrue();
        assertThat(weights.estimate(plan.samples())).as("estimate").isCloseTo(8.97e-4, within(5 * error));
    }

    private static Tally run(SweepPlan plan, List<Drift> drifts, int threads) throws IOException {
        try (Recorder recorder = Recorder.inMemory(plan, 0, length -> {})) {
            Sweep.run(plan, drifts, recorder.account(), threads, recorder);
            return recorder.account().tallies().get(0);
        }
    }
}
