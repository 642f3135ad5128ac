package org.chaoscert.walls;

import static org.assertj.core.api.Assertions.assertThat;

import org.chaoscert.map.Work;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Decision;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of a decision grows with the width like that of sorting the kinks, not like its square. */
class WorkGrowthTest {
    private static final int NARROW = 1_000;
    private static final int WIDE = 16_000;
    private static final int NETWORKS = 8;
    private static final int LEVELS = 6;

    private static long work(String variance, int width) {
        Sampler sampler = new Sampler(Scheme.RELU_SUM, width, 2, new Variance(variance), false);
        long sum = 0;
        for (int i = 0; i < NETWORKS; i++) {
            Work work = Work.unlimited();
            Decision decision = Decider.decide(Unfolding.map(sampler.draw(1, i), work), work, LEVELS);
            assertThat(decision.work()).as("the decision counts all work").isEqualTo(work.spent());
            sum += decision.work();
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "64"})
    void sixteenTimesTheWidthCostsLessThanTwentyFourTimesTheWork(String variance) {
        long narrow = work(variance, NARROW);
        long wide = work(variance, WIDE);
        assertThat(narrow)
                .as("units of work for %d networks of width %d", NETWORKS, NARROW)
                .isGreaterThan((long) NETWORKS * NARROW);
        assertThat(wide)
                .as("the work at width %d, against %d at width %d", WIDE, narrow, NARROW)
                .isLessThan(24 * narrow);
    }
}
