package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Polylines;
import org.chaoscert.oracle.GridMap;
import org.chaoscert.oracle.GridMap.Known;
import org.chaoscert.oracle.SlowPiecewiseLinear;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * All continuous piecewise-linear maps of [0, 1] with up to four pieces whose kinks, and whose values at kinks and ends,
 * lie on a grid: the decision against one that shares no code with it, and every proof against the conditions of the
 * certificate format, tried by a slow implementation of them.
 */
class ExhaustiveGridTest {
    private static final int MOST_PIECES = 4;
    private static final int MOST_CELLS = 40;

    @Test
    void onTheQuarterGridEveryVerdictIsRightAndEveryProofHolds() {
        assertThat(decideAll(4)).as("maps with up to 4 pieces on the grid 1/4").isEqualTo(4_227);
        assertThat(GridMap.count(4, MOST_PIECES)).as("the same, counted").isEqualTo(4_227);
    }

    @Test
    @Tag("slow")
    void onTheSixthGridEveryVerdictIsRightAndEveryProofHolds() {
        assertThat(decideAll(6)).as("maps with up to 4 pieces on the grid 1/6").isEqualTo(165_351);
        assertThat(GridMap.count(6, MOST_PIECES)).as("the same, counted").isEqualTo(165_351);
    }

    @Test
    void aMapAndItsMirrorImageHaveTheSameVerdict() {
        GridMap.all(4, MOST_PIECES)
                .forEach(map -> assertThat(Decisions.summary(decide(map.reflected())))
                        .as("mirror image of the %s", map)
                        .isEqualTo(Decisions.summary(decide(map))));
    }

    private static long decideAll(int n) {
        return GridMap.all(n, MOST_PIECES)
                .parallel()
                .mapToLong(map -> {
                    requireRightDecision(map);
                    return 1;
                })
                .sum();
    }

    private static void requireRightDecision(GridMap map) {
        Decision decision = decide(map);
        Known known = map.known();
        assertThat(Decisions.summary(decision))
                .as("decision about the %s", map)
                .isEqualTo((known.chaotic() ? "chaotic " : "not chaotic ")
                        + known.level()
                        + (known.periodThree() ? ", period 3" : ", no period 3"));
        assertThat(Decisions.cells(decision))
                .as("cells of a cover for the %s", map)
                .isLessThanOrEqualTo(MOST_CELLS);
        Decisions.requireProofs(decision, SlowPiecewiseLinear.through(map.xs(), map.ys()), Domain.UNIT);
        for (Proof proof : Decisions.proofs(decision)) {
            if (proof.claim() instanceof Claim.NoPeriod absent) {
                assertThat(map.enumeration().hasLeastPeriod(absent.period()))
                        .as("the %s has a point of least period %d", map, absent.period())
                        .isFalse();
            }
        }
    }

    private static Decision decide(GridMap map) {
        Rational[] coordinates = new Rational[2 * map.places().size()];
        for (int i = 0; i < map.places().size(); i++) {
            coordinates[2 * i] = map.xs().get(i).toRational();
            coordinates[2 * i + 1] = map.ys().get(i).toRational();
        }
        return Decisions.decide(Polylines.through(coordinates), Domain.UNIT, Decisions.LEVELS);
    }
}
