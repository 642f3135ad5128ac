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

    private static void refused(String why, List<Integer> widths, String... variances) {
        refused(why, Scheme.RELU_SUM, widths, Plans.variances(variances), 1, 0, 0, false);
    }

    private static void refused(
            String why,
            Scheme scheme,
            List<Integer> widths,
            List<Variance> variances,
            long samples,
            int levels,
            long budget,
            boolean tilt) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SweepPlan(scheme, widths, variances, false, samples, 0, levels, budget, tilt))
                .withMessageContaining(why);
    }

    @Test
    void gridsThatAreNoneAreRefused() {
        refused("no widths", List.of(), "2");
        refused("no variances", WIDTHS);
        refused("width stands twice", List.of(4, 8, 4), "2");
        refused("variance stands twice", WIDTHS, "2", "8", "2");
        refused("width 0", List.of(4, 0), "2");
        refused("width -3", List.of(-3), "2");
        refused("width 16777217", List.of(SweepPlan.MAX_WIDTH + 1), "2");
        refused("low", List.of(1), "low");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plans.variances("-1"))
                .withMessageContaining("-1");
        List<Integer> many =
                IntStream.rangeClosed(1, SweepPlan.MAX_LAWS / 2 + 1).boxed().toList();
        refused("more than 10000", many, "2", "8");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        List<Variance> he = Plans.variances("he");
        refused("samples 0", Scheme.RELU_SUM, WIDTHS, he, 0, 0, 0, false);
        refused("samples -1", Scheme.RELU_SUM, WIDTHS, he, -1, 0, 0, false);
        refused("levels -1", Scheme.RELU_SUM, WIDTHS, he, 1, -1, 0, false);
        refused("levels", Scheme.RELU_SUM, WIDTHS, he, 1, Decider.MAX_LEVELS + 1, 0, false);
        refused("budget -1", Scheme.RELU_SUM, WIDTHS, he, 1, 0, -1, false);
    }

    @Test
    void tiltsThatMeanNothingAreRefused() {
        for (Scheme scheme : Scheme.values()) {
            if (scheme != Scheme.RELU_SUM) {
                refused("relu-sum only", scheme, WIDTHS, Plans.variances("he"), 1, 0, 0, true);
            }
        }
        refused("nothing to tilt", Scheme.RELU_SUM, WIDTHS, Plans.variances("8", "0"), 1, 0, 0, true);
        refused("nothing to tilt", Scheme.RELU_SUM, WIDTHS, Plans.variances("0.0"), 1, 0, 0, true);
        assertThat(Plans.reluSum(WIDTHS, Plans.variances("0"), 1).laws())
                .as("without tilt")
                .hasSize(1);
    }

    @Test
    void theExtremesAreTaken() {
        SweepPlan plan = new SweepPlan(
                Scheme.RELU_SUM,
                List.of(1, SweepPlan.MAX_WIDTH),
                Plans.variances("he"),
                true,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Decider.MAX_LEVELS,
                0,
                false);
        for (Sampler law : plan.laws()) {
            assertThat(plan.blockLength(law))
                    .as("block of width %d", law.width())
                    .isPositive();
        }
    }

    @Test
    void theGridGoesWidthByWidthAndThenVarianceByVariance() {
        SweepPlan plan = Plans.reluSum(List.of(16, 4), Plans.variances("8", "low"), 1);
        List<String> laws = new ArrayList<>();
        plan.laws().forEach(law -> laws.add(law.width() + " " + law.variance().text()));
        assertThat(laws).containsExactly("16 8", "16 low", "4 8", "4 low");
        assertThat(plan.drifts()).as("without tilt").isEmpty();
    }

    @Test
    void laterChangesOfTheListsDoNotMatter() {
        List<Integer> widths = new ArrayList<>(WIDTHS);
        SweepPlan plan = Plans.reluSum(widths, Plans.variances("2"), 1);
        widths.add(9);
        assertThat(plan.widths()).isEqualTo(WIDTHS);
    }
}
