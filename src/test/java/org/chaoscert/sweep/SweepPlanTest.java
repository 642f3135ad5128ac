package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.search.Decider;
import org.junit.jupiter.api.Test;

/** Which plans there are, and which are refused. */
class SweepPlanTest {
    private static final List<Integer> WIDTHS = List.of(4);
    private static final List<Scheme> RELU_SUM = List.of(Scheme.RELU_SUM);

    private static void refused(String why, List<Integer> widths, String... variances) {
        refused(why, RELU_SUM, widths, Plans.variances(variances), 1, 0, 0, false);
    }

    private static void refused(
            String why,
            List<Scheme> schemes,
            List<Integer> widths,
            List<Variance> variances,
            long samples,
            int levels,
            long budget,
            boolean tilt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SweepPlan(schemes, widths, variances, false, samples, 0, levels, budget, tilt))
                .withMessageContaining(why);
    }

    @Test
    void gridsThatAreNoneAreRefused() {
        refused("--width: a sweep over no widths", List.of(), "2");
        refused("--variance: a sweep over no variances", WIDTHS);
        refused("--scheme: a sweep over no schemes", List.of(), WIDTHS, Plans.variances("2"), 1, 0, 0, false);
        refused("--width 4: this width stands twice", List.of(8, 4, 9, 4), "2");
        refused("--variance 2: this variance stands twice", WIDTHS, "8", "2", "2");
        List<Scheme> twice = List.of(Scheme.HE_HE, Scheme.GLOROT, Scheme.HE_HE);
        refused("--scheme he-he: this scheme stands twice", twice, WIDTHS, Plans.variances("2"), 1, 0, 0, false);
        refused("--width 0: expected at least 1", List.of(4, 0), "2");
        refused("--width -3", List.of(-3), "2");
        refused("--width 16777217", List.of(SweepPlan.MAX_WIDTH + 1), "2");
        refused("--variance low is 1/(4 k log k): infinite at width 1", List.of(1), "low");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.variances("-1"))
                .withMessageContaining("-1");
        List<Integer> many =
                IntStream.rangeClosed(1, SweepPlan.MAX_LAWS / 2 + 1).boxed().toList();
        refused("10002 laws (schemes, widths and variances): more than 10000", many, "2", "8");
    }

    @Test
    void otherSchemesHaveOneLawAWidthHoweverManyVariancesThereAre() {
        List<Integer> widths =
                IntStream.rangeClosed(1, SweepPlan.MAX_LAWS / 4).boxed().toList();
        List<Scheme> schemes = List.of(Scheme.HE_HE, Scheme.RELU_SUM);
        SweepPlan most = new SweepPlan(schemes, widths, Plans.variances("2", "8", "9"), false, 1, 0, 0, 0, false);
        assertThat(most.laws()).as("laws").hasSize(SweepPlan.MAX_LAWS);
        refused("12500 laws", schemes, widths, Plans.variances("2", "8", "9", "10"), 1, 0, 0, false);
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        List<Variance> he = Plans.variances("he");
        refused("--samples 0", RELU_SUM, WIDTHS, he, 0, 0, 0, false);
        refused("--samples -1", RELU_SUM, WIDTHS, he, -1, 0, 0, false);
        String most = "--samples 4611686018427387904: expected at least 1 and at most 4611686018427387903";
        refused(most, RELU_SUM, WIDTHS, he, Proportion.MAX_TRIALS + 1, 0, 0, false);
        refused("--levels -1", RELU_SUM, WIDTHS, he, 1, -1, 0, false);
        refused("--levels " + (Decider.MAX_LEVELS + 1), RELU_SUM, WIDTHS, he, 1, Decider.MAX_LEVELS + 1, 0, false);
        refused("--budget -1", RELU_SUM, WIDTHS, he, 1, 0, -1, false);
    }

    @Test
    void tiltsThatMeanNothingAreRefused() {
        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.RELU_SUM) {
                String why = "--tilt is for relu-sum only, not for --scheme " + scheme.word();
                List<Scheme> both = List.of(Scheme.RELU_SUM, scheme);
                refused(why, List.of(scheme), WIDTHS, Plans.variances("he"), 1, 0, 0, true);
                refused(why, both, WIDTHS, Plans.variances("he"), 1, 0, 0, true);
            }
        }
        refused("--tilt at --variance 0: there is nothing", RELU_SUM, WIDTHS, Plans.variances("8", "0"), 1, 0, 0, true);
        refused("--variance 0.0: there is nothing", RELU_SUM, WIDTHS, Plans.variances("0.0"), 1, 0, 0, true);
        assertThat(Plans.reluSum(WIDTHS, Plans.variances("0"), 1).laws())
                .as("without tilt")
                .hasSize(1);
    }

    private static SweepPlan withTanh(List<Scheme> schemes, boolean tilt) {
        return new SweepPlan(schemes, WIDTHS, Plans.variances("he"), false, 1000, 0, 0, 0, tilt, true);
    }

    @Test
    void networksWithTanhAreNotTilted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withTanh(RELU_SUM, true))
                .withMessage("--tilt is not for networks with --tanh");
    }

    @Test
    void lawsHaveTheTanhOfThePlanAndCostMoreThanOthers() {
        SweepPlan plan = withTanh(List.of(Scheme.HE_HE, Scheme.RELU_SUM), false);
        assertThat(plan.laws()).extracting(Sampler::label).containsExactly("he-he-tanh", "relu-sum-tanh");
        SweepPlan plain =
                new SweepPlan(plan.schemes(), WIDTHS, plan.variances(), false, plan.samples(), 0, 0, 0, false);
        assertThat(plain.laws()).extracting(Sampler::tanh).containsOnly(false);
        assertThat(plan.labour()).isGreaterThan(1000 * plain.labour());
        assertThat(plan.blockLength(plan.laws().get(0), Plans.LABOUR)).isLessThan(100);
    }

    @Test
    void theExtremesAreTaken() {
        SweepPlan plan = new SweepPlan(
                RELU_SUM,
                List.of(1, SweepPlan.MAX_WIDTH),
                Plans.variances("he"),
                true,
                Proportion.MAX_TRIALS,
                Long.MIN_VALUE,
                Decider.MAX_LEVELS,
                0,
                false);
        for (Sampler law : plan.laws()) {
            assertThat(plan.blockLength(law, Plans.LABOUR) * (law.width() + 64.0))
                    .as("labour of a block of width %d", law.width())
                    .isBetween(1e8, 1.0 * (1 << 28));
        }
    }

    @Test
    void blocksCostWhatTheyAreToCostUnlessThereWereTooMany() {
        SweepPlan few = Plans.reluSum(List.of(64), Plans.variances("2"), 1_000_000);
        Sampler law = few.laws().get(0);
        assertThat(few.blockLength(law, 1 << 22)).as("length").isEqualTo(1 << 15);
        assertThat(few.blockLength(law, 1 << 18)).as("shorter").isEqualTo(1 << 11);
        assertThat(few.blockLength(law, 100)).as("about 65536 blocks").isEqualTo(1_000_000 / (1 << 16));
        SweepPlan tiny = Plans.reluSum(List.of(64), Plans.variances("2"), 10);
        assertThat(tiny.blockLength(law, 100)).as("at least one network").isOne();
    }

    @Test
    void numbersWrittenDifferentlyAndNamesOfTheSameLawAreTaken() {
        SweepPlan plan = Plans.reluSum(WIDTHS, Plans.variances("2", "2.0", "he", "glorot", "xavier"), 1);
        assertThat(plan.laws()).as("laws").hasSize(5);
    }

    @Test
    void theGridGoesSchemeByScheme() {
        SweepPlan plan = new SweepPlan(
                List.of(Scheme.HE_HE, Scheme.RELU_SUM, Scheme.GLOROT),
                List.of(3, 2),
                Plans.variances("8", "low"),
                true,
                1,
                0,
                0,
                0,
                false);
        List<String> laws = plan.laws().stream().map(law -> law.describe(0, 0)).toList();
        assertThat(laws)
                .containsExactly(
                        "he-he, width 3, depth 2, clipped, seed 0, index 0",
                        "he-he, width 2, depth 2, clipped, seed 0, index 0",
                        "relu-sum, width 3, depth 2, variance 8, clipped, seed 0, index 0",
                        "relu-sum, width 3, depth 2, variance low, clipped, seed 0, index 0",
                        "relu-sum, width 2, depth 2, variance 8, clipped, seed 0, index 0",
                        "relu-sum, width 2, depth 2, variance low, clipped, seed 0, index 0",
                        "glorot, width 3, depth 2, clipped, seed 0, index 0",
                        "glorot, width 2, depth 2, clipped, seed 0, index 0");
    }

    @Test
    void theGridGoesWidthByWidthAndThenVarianceByVariance() {
        SweepPlan plan = Plans.reluSum(List.of(16, 4), Plans.variances("8", "low"), 1);
        List<String> laws = new ArrayList<>();
        plan.laws().forEach(law -> laws.add(law.width() + " " + law.variance().text()));
        assertThat(laws).containsExactly("16 8", "16 low", "4 8", "4 low");
        assertThat(plan.drifts(1)).as("without tilt").isEmpty();
    }

    @Test
    void laterChangesOfTheListsDoNotMatter() {
        List<Integer> widths = new ArrayList<>(WIDTHS);
        SweepPlan plan = Plans.reluSum(widths, Plans.variances("2"), 1);
        widths.add(9);
        assertThat(plan.widths()).isEqualTo(WIDTHS);
    }
}
