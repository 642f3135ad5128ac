package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.map.RandomMaps;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.PieceEnumeration;
import org.junit.jupiter.api.Test;

/** Random maps on bounded and unbounded domains: every proof holds; verdicts are those of the enumeration of pieces. */
class DeciderRandomTest {
    private static final int MOST_CELLS = 40;
    private static final int ENOUGH_PIECES = 3_000;

    private static Decision decide(Sample sample) {
        Work work = Work.unlimited();
        return Decider.decide(sample.map(work), work, 4);
    }

    @Test
    void everyProofHoldsAndHasFewCells() {
        RandomMaps maps = new RandomMaps(101);
        for (int i = 0; i < 3_000; i++) {
            Sample sample = maps.next();
            Decision decision = decide(sample);
            assertThat(decision.verdict()).as("%s", sample).isNotInstanceOf(Verdict.Undecided.class);
            Decisions.requireProofs(decision, sample.slow(), sample.domain());
            // With at most seven pieces and no level above 3; the format page knows of none beyond 37 at random.
            assertThat(Decisions.cells(decision)).as("cells for the %s", sample).isLessThanOrEqualTo(MOST_CELLS);
        }
    }

    @Test
    void onBoundedDomainsPeriodsAreThoseOfTheEnumerationOfPieces() {
        RandomMaps maps = new RandomMaps(102);
        int compared = 0;
        for (int i = 0; i < 1_500; i++) {
            Sample sample = maps.next();
            if (sample.left().isFinite() && sample.right().isFinite()) {
                compared++;
                requireRight(decide(sample), sample);
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private static void requireRight(Decision decision, Sample sample) {
        PieceEnumeration pieces = enumeration(sample);
        assertThat(decision.periodThree() instanceof PeriodThree.Present)
                .as("period 3 of the %s", sample)
                .isEqualTo(pieces.hasLeastPeriod(3));
        int level = decision.verdict() instanceof Verdict.Chaotic chaotic
                ? chaotic.level()
                : ((Verdict.NotChaotic) decision.verdict()).level();
        for (int j = 0; j < level && pieces.pieces(3 << j) < ENOUGH_PIECES; j++) {
            assertThat(pieces.hasLeastPeriod(2 << j))
                    .as("least period %d of the %s", 2 << j, sample)
                    .isTrue();
            assertThat(pieces.iterateHasPeriodThree(1 << j))
                    .as("period 3 of f^%d, %s", 1 << j, sample)
                    .isFalse();
        }
        if (pieces.pieces(3 << level) < ENOUGH_PIECES) {
            boolean chaotic = decision.verdict() instanceof Verdict.Chaotic;
            assertThat(pieces.hasLeastPeriod(2 << level))
                    .as("least period %d, %s", 2 << level, sample)
                    .isEqualTo(chaotic);
            assertThat(pieces.iterateHasPeriodThree(1 << level))
                    .as("f^%d, %s", 1 << level, sample)
                    .isEqualTo(chaotic);
        }
    }

    private static PieceEnumeration enumeration(Sample sample) {
        List<Fraction> xs = new ArrayList<>(sample.slow().placesInside(sample.left(), sample.right()));
        xs.add(0, sample.left());
        xs.add(sample.right());
        return new PieceEnumeration(xs, xs.stream().map(sample.slow()::at).toList());
    }
}
