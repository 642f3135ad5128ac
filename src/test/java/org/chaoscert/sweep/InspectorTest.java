package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.search.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kept networks: their certificates are accepted, and there are as many as were counted. */
class InspectorTest {
    private static final String VERSION = "1";

    private final SweepPlan plan = Plans.reluSum(List.of(3, 16), Plans.variances("64"), 120);

    @TempDir
    private Path directory;

    private List<Result> bundle() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(directory.resolve(Recorder.CERTIFICATES))),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line ->
                            new Checker(Optional.empty(), Limits.DEFAULT).check(line.getBytes(StandardCharsets.UTF_8)))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Keep.class,
            names = {"CHAOTIC", "ALL"})
    void everyKeptCertificateIsAcceptedAndTheCountsMatch(Keep keep) throws IOException {
        long chaotic;
        long notChaotic;
        try (Recorder recorder = Recorder.onDisk(directory, false, VERSION, plan, keep, 1, length -> {})) {
            Sweep.run(plan, List.of(), recorder.account(), 2, recorder);
            chaotic = sum(recorder, true);
            notChaotic = sum(recorder, false);
            assertThat(recorder.verified()).as("verified").isEqualTo(chaotic + notChaotic);
        }
        List<Result> results = bundle();
        assertThat(results).as("certificates").allMatch(Result::isValid);
        assertThat(chaotic).as("chaotic").isPositive();
        assertThat(saying(results, "chaotic")).as("proved chaotic").isEqualTo(chaotic);
        assertThat(saying(results, "not-chaotic"))
                .as("proved not chaotic")
                .isEqualTo(keep == Keep.ALL ? notChaotic : 0);
    }

    private static long sum(Recorder recorder, boolean chaotic) {
        return recorder.account().tallies().stream()
                .mapToLong(tally -> chaotic ? tally.chaotic() : tally.notChaotic())
                .sum();
    }

    private static long saying(List<Result> results, String conclusion) {
        return results.stream()
                .filter(result -> result.conclusions().contains(conclusion))
                .count();
    }

    @Test
    void whichNetworksAreVerifiedDependsOnTheWholeLaw() {
        // The same networks, but for their laws' names: variances equal but written differently.
        SweepPlan one = Plans.reluSum(List.of(3), Plans.variances("64"), 1);
        SweepPlan other = Plans.reluSum(List.of(3), Plans.variances("64.0"), 1);
        int different = 0;
        for (int index = 0; index < 60; index++) {
            different += isVerified(one, index) == isVerified(other, index) ? 0 : 1;
        }
        assertThat(different).as("of 60 networks").isBetween(10, 50);
        assertThat(isVerified(one, 5)).as("once more").isEqualTo(isVerified(one, 5));
    }

    private static boolean isVerified(SweepPlan plan, long index) {
        Sampler law = plan.laws().get(0);
        Neurons neurons = new Neurons();
        law.draw(plan.seed(), index, neurons);
        Outcome outcome = new NetworkDecider(Plans.LEVELS, Plans.BUDGET).decide(neurons);
        Inspector inspector = new Inspector(plan, Keep.NONE, 0.5);
        inspector.decided(law, index, neurons::toNetwork, outcome);
        return inspector.verified() == 1;
    }

    @Test
    void withoutKeepingThereIsNoBundle() throws IOException {
        try (Recorder recorder = Recorder.onDisk(directory, false, VERSION, plan, Keep.NONE, 0.5, length -> {})) {
            Sweep.run(plan, List.of(), recorder.account(), 2, recorder);
            assertThat(recorder.verified()).as("about half of 240").isBetween(70L, 170L);
        }
        assertThat(directory.resolve(Recorder.CERTIFICATES)).doesNotExist();
    }

    @Test
    void tiltedNetworksAreKeptAsTheyWereDecided() throws IOException {
        SweepPlan tilted = Plans.tilted(16, "8", 200, 0);
        List<Drift> drifts = Plans.drifts(5.0, 0.0, 0.0, 0.0, 0.0, 0.0, -12.0, 0.0, 0.0, 0.0);
        long chaotic;
        try (Recorder recorder = Recorder.onDisk(directory, false, VERSION, tilted, Keep.CHAOTIC, 1, length -> {})) {
            Sweep.run(tilted, drifts, recorder.account(), 2, recorder);
            chaotic = sum(recorder, true);
        }
        List<Result> results = bundle();
        assertThat(results).as("certificates").allMatch(Result::isValid);
        assertThat(chaotic).as("chaotic").isPositive();
        assertThat(saying(results, "chaotic")).as("proved chaotic").isEqualTo(chaotic);
    }

    @Test
    void aWrongVerdictIsFound() {
        Sampler law = plan.laws().get(0);
        Neurons neurons = new Neurons();
        law.draw(plan.seed(), 0, neurons);
        int agreed = 0;
        for (Outcome outcome : List.of(
                new Outcome(Outcome.Kind.CHAOTIC, 0),
                new Outcome(Outcome.Kind.CHAOTIC, 1),
                new Outcome(Outcome.Kind.NOT_CHAOTIC, 0),
                new Outcome(Outcome.Kind.NOT_CHAOTIC, 1))) {
            Inspector inspector = new Inspector(plan, Keep.NONE, 1);
            try {
                inspector.decided(law, 0, neurons::toNetwork, outcome);
                agreed++;
                assertThat(inspector.verified()).as("verified").isOne();
            } catch (DisagreementException expected) {
                assertThat(expected).hasMessageContaining("seed 7, index 0");
            }
        }
        assertThat(agreed).as("verdicts that agree").isOne();
    }

    @Test
    void aBundleShorterThanTheCheckpointSaysIsRefused() throws IOException {
        try (Recorder recorder = Recorder.onDisk(directory, false, VERSION, plan, Keep.ALL, 0, length -> {})) {
            Sweep.run(plan, List.of(), recorder.account(), 1, recorder);
        }
        Path bundle = directory.resolve(Recorder.CERTIFICATES);
        byte[] bytes = Files.readAllBytes(bundle);
        Files.write(bundle, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatExceptionOfType(LedgerException.class)
                .isThrownBy(() -> Recorder.onDisk(directory, true, VERSION, plan, Keep.ALL, 0, length -> {}))
                .withMessageContaining("shorter than the checkpoint says");
    }
}
