package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chaoscert.search.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts: what one network changes, that sums are the same in any order, and what is refused. */
class TallyTest {
    private static final Outcome PERIOD_THREE = new Outcome(Outcome.Kind.CHAOTIC, 0);
    private static final Outcome CHAOTIC = new Outcome(Outcome.Kind.CHAOTIC, 2);
    private static final Outcome UNDECIDED = new Outcome(Outcome.Kind.UNDECIDED, -1);

    @Test
    void everyVerdictIsCountedInItsPlace() {
        Tally tally = new Tally(2);
        tally.count(PERIOD_THREE, false, Math.log(3));
        tally.count(CHAOTIC, true, 5);
        tally.count(CHAOTIC, false, 5);
        tally.count(UNDECIDED, true, 5);
        tally.count(new Outcome(Outcome.Kind.NOT_CHAOTIC, 0), false, 5);
        tally.count(new Outcome(Outcome.Kind.NOT_CHAOTIC, 2), true, 5);
        tally.count(new Outcome(Outcome.Kind.NOT_CHAOTIC, 2), false, 5);
        assertThat(tally.samples()).as("samples").isEqualTo(7);
        assertThat(tally.periodThree()).as("period three").isEqualTo(1);
        assertThat(tally.chaotic()).as("chaotic").isEqualTo(3);
        assertThat(tally.chaoticWithoutPeriodThree()).as("without period three").isEqualTo(2);
        assertThat(tally.notChaotic()).as("not chaotic").isEqualTo(3);
        assertThat(tally.notChaoticByLevel()).as("by level").containsExactly(1, 0, 2);
        assertThat(tally.undecided()).as("undecided").isEqualTo(1);
        assertThat(tally.exact()).as("exact").isEqualTo(3);
        // Only the network with period three has a weight.
        assertThat(tally.weights().greatest()).as("weight").isEqualTo(StrictMath.exp(Math.log(3)));
        assertThat(tally.weights().sum()).as("sum").isEqualTo(new BigDecimal(StrictMath.exp(Math.log(3))));
    }

    @Test
    void theCountsByLevelAreACopy() {
        Tally tally = new Tally(1);
        tally.notChaoticByLevel()[0] = 9;
        assertThat(tally.notChaotic()).as("not chaotic").isZero();
        long[] given = {1, 2};
        Tally restored = Tally.of(0, 0, given, 0, 0, Weights.NONE);
        given[0] = 9;
        assertThat(restored.samples()).as("samples").isEqualTo(3);
    }

    @Test
    void sumsAreTheSameInAnyOrder() {
        Random random = new Random(1);
        List<Tally> parts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            parts.add(Plans.tally(1 + random.nextInt(50), 3, random));
        }
        Tally expected = sum(parts);
        assertThat(expected.samples())
                .as("samples")
                .isEqualTo(parts.stream().mapToLong(Tally::samples).sum());
        assertThat(expected.periodThree())
                .as("period three")
                .isEqualTo(parts.stream().mapToLong(Tally::periodThree).sum())
                .isPositive();
        assertThat(expected.exact())
                .as("exact")
                .isEqualTo(parts.stream().mapToLong(Tally::exact).sum());
        for (int i = 0; i < 20; i++) {
            Collections.shuffle(parts, random);
            assertThat(sum(parts)).as("order %d", i).isEqualTo(expected).hasSameHashCodeAs(expected);
            // Sums of sums.
            int cut = random.nextInt(parts.size());
            Tally both = sum(parts.subList(cut, parts.size()));
            both.add(sum(parts.subList(0, cut)));
            assertThat(both).as("in two parts").isEqualTo(expected);
        }
    }

    private static Tally sum(List<Tally> parts) {
        Tally sum = new Tally(3);
        parts.forEach(sum::add);
        return sum;
    }

    @Test
    void equalMeansEqualInEveryCount() {
        long[] levels = {1, 2};
        Tally tally = Tally.of(1, 2, levels, 3, 4, Weights.NONE);
        assertThat(tally)
                .isEqualTo(Tally.of(1, 2, levels, 3, 4, Weights.NONE))
                .isNotEqualTo(Tally.of(2, 2, levels, 3, 4, Weights.NONE))
                .isNotEqualTo(Tally.of(1, 3, levels, 3, 4, Weights.NONE))
                .isNotEqualTo(Tally.of(1, 2, new long[] {2, 1}, 3, 4, Weights.NONE))
                .isNotEqualTo(Tally.of(1, 2, levels, 4, 4, Weights.NONE))
                .isNotEqualTo(Tally.of(1, 2, levels, 3, 5, Weights.NONE))
                .isNotEqualTo(Tally.of(1, 2, levels, 3, 4, Weights.NONE.plus(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 1, 0, 0",
        "3, 2, 1, 0, 0",
        "0, -1, 1, 0, 0",
        "0, 0, -1, 0, 0",
        "0, 0, 1, -1, 0",
        "0, 0, 1, 0, -1",
        "1, 2, 1, 1, 6"
    })
    void countsOfNoNetworksAreRefused(long periodThree, long chaotic, long notChaotic, long undecided, long exact) {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Tally.of(periodThree, chaotic, new long[] {1, notChaotic}, undecided, exact, Weights.NONE));
    }

    @Test
    void countsOfOtherLevelsAreRefusedAndNothingIsAdded() {
        for (int levels : new int[] {1, 3}) {
            Tally tally = new Tally(2);
            Tally other = new Tally(levels);
            other.count(PERIOD_THREE, false, 0);
            other.count(new Outcome(Outcome.Kind.NOT_CHAOTIC, levels), false, 0);
            assertThatIllegalArgumentException().isThrownBy(() -> tally.add(other));
            assertThat(tally).as("after levels %d", levels).isEqualTo(new Tally(2));
        }
    }

    @Test
    void aSumBeyondTheIntegersIsRefused() {
        Tally most = Tally.of(0, Long.MAX_VALUE, new long[] {0}, 0, 0, Weights.NONE);
        Tally one = Tally.of(0, 1, new long[] {0}, 0, 0, Weights.NONE);
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> most.add(one));
    }
}
