package org.chaoscert.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Two ways to the same answer: the transition graph against the enumeration of all pieces. */
class GridMapOracleTest {
    private static final int LONGEST_PERIOD = 12;

    /** The enumeration stops where the pieces become too many to be worth the time. */
    private static final int ENOUGH_PIECES = 1_500;

    @TestFactory
    Stream<DynamicTest> theTransitionGraphHasTheLeastPeriodsThatTheEnumerationOfPiecesFinds() {
        return IntStream.rangeClosed(1, 3)
                .mapToObj(n -> DynamicTest.dynamicTest("grid 1/" + n, () -> {
                    int compared = 0;
                    for (int[] values : tuples(n)) {
                        GridMapOracle graph = new GridMapOracle(values);
                        PieceEnumeration pieces = PieceEnumeration.ofGrid(values);
                        for (int d = 1; d <= LONGEST_PERIOD && pieces.pieces(d) <= ENOUGH_PIECES; d++) {
                            assertThat(graph.hasLeastPeriod(d))
                                    .as("f with %s/%d has least period %d", Arrays.toString(values), n, d)
                                    .isEqualTo(pieces.hasLeastPeriod(d));
                            compared++;
                        }
                    }
                    assertThat(compared).isGreaterThanOrEqualTo(6 * tuples(n).length);
                }));
    }

    @Test
    void onTheQuarterGridBothFindTheSameShortPeriods() {
        for (int[] values : tuples(4)) {
            GridMapOracle graph = new GridMapOracle(values);
            PieceEnumeration pieces = PieceEnumeration.ofGrid(values);
            for (int d : new int[] {2, 3, 4}) {
                assertThat(graph.hasLeastPeriod(d))
                        .as("f with %s/4 has least period %d", Arrays.toString(values), d)
                        .isEqualTo(pieces.hasLeastPeriod(d));
            }
        }
    }

    @Test
    void positiveEntropyIsTheSameAsAPeriodThatIsNoPowerOfTwo() {
        for (int[] values : tuples(3)) {
            GridMapOracle graph = new GridMapOracle(values);
            boolean hasOtherPeriod = IntStream.rangeClosed(1, 24)
                    .filter(d -> Integer.bitCount(d) > 1)
                    .anyMatch(graph::hasLeastPeriod);
            assertThat(graph.isChaotic()).as(Arrays.toString(values)).isEqualTo(hasOtherPeriod);
        }
    }

    @Test
    void leastPeriodsOfMapsThatAreNotChaoticAreATailOfSharkovskysOrder() {
        for (int[] values : tuples(4)) {
            GridMapOracle graph = new GridMapOracle(values);
            if (!graph.isChaotic()) {
                assertThat(graph.leastPeriods())
                        .as(Arrays.toString(values))
                        .containsExactlyElementsOf(IntStream.rangeClosed(0, graph.level())
                                .mapToObj(i -> 1 << i)
                                .toList());
            }
        }
    }

    @Test
    void knownMapsHaveTheirKnownPeriods() {
        assertThat(new GridMapOracle(0, 2, 0).hasLeastPeriod(3))
                .as("the tent map")
                .isTrue();
        assertThat(new GridMapOracle(1, 0).leastPeriods()).as("x -> 1 - x").containsExactly(1, 2);
        assertThat(new GridMapOracle(0, 1).leastPeriods()).as("the identity").containsExactly(1);
        GridMapOracle fiveCycle = new GridMapOracle(2, 4, 3, 1, 0);
        assertThat(fiveCycle.isChaotic()).as("the 5-cycle of Li and Yorke").isTrue();
        assertThat(fiveCycle.level()).isEqualTo(1);
        assertThat(fiveCycle.hasLeastPeriod(5)).isTrue();
        assertThat(fiveCycle.hasLeastPeriod(3)).isFalse();
    }

    /** All (N+1)^(N+1) lists of values. */
    private static int[][] tuples(int n) {
        int size = n + 1;
        int[][] tuples = new int[(int) Math.pow(size, size)][size];
        for (int t = 0; t < tuples.length; t++) {
            for (int i = 0, rest = t; i < size; i++, rest /= size) {
                tuples[t][i] = rest % size;
            }
        }
        return tuples;
    }
}
