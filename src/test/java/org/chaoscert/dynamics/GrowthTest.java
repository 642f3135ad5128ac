package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import org.chaoscert.oracle.BruteForceMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GrowthTest {
    private static final int MOST_PIECES = 600;

    private static List<Optional<BigInteger>> laps(long... numbers) {
        List<Optional<BigInteger>> laps = new ArrayList<>();
        for (long number : numbers) {
            laps.add(Optional.of(BigInteger.valueOf(number)));
        }
        return laps;
    }

    private static List<BigInteger> regions(long... numbers) {
        return laps(numbers).stream().map(Optional::orElseThrow).toList();
    }

    private static void agrees(Maps maps, int most) {
        agrees(maps.toString(), maps.map(), maps.slow(), most);
    }

    private static void agrees(String name, PiecewiseLinearMap map, BruteForceMap slow, int most) {
        List<BruteForceMap> iterates = slow.iterates(most, MOST_PIECES);
        Growth growth = Growth.of(map, iterates.size());
        assertThat(growth.laps())
                .as("laps of the map %s", name)
                .isEqualTo(laps(iterates.stream().mapToLong(BruteForceMap::laps).toArray()));
        assertThat(growth.regions())
                .as("regions of the map %s", name)
                .isEqualTo(regions(
                        iterates.stream().mapToLong(BruteForceMap::regions).toArray()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void randomMapsGrowLikeTheirIteratesFormedPieceByPiece(int kinks) {
        RandomPolylines maps = new RandomPolylines(100 + kinks, kinks);
        for (int i = 0; i < 250; i++) {
            agrees(maps.next(), 7);
        }
    }

    @Tag("battery")
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9})
    void manyRandomMapsGrowLikeTheirIteratesFormedPieceByPiece(int kinks) {
        RandomPolylines maps = new RandomPolylines(9000 + kinks, kinks);
        for (int i = 0; i < 4000; i++) {
            agrees(maps.next(), 9);
        }
    }

    @Test
    void theTentDoubles() {
        Growth growth = Growth.of(Maps.through("0 0, 1/2 1, 1 0").map(), 100);
        for (int n = 1; n <= 100; n++) {
            assertThat(growth.laps().get(n - 1)).contains(BigInteger.TWO.pow(n));
            assertThat(growth.regions().get(n - 1)).isEqualTo(BigInteger.TWO.pow(n));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0, 1/2 3/4, 1 0 | 12",
                "0 0, 1/2 7/8, 1 0 | 10",
                "0 0, 1/2 5/8, 1 0 | 14",
                "0 0, 3/7 6/7, 4/7 6/7, 1 0 | 12",
                "0 1/2, 1/2 1, 1 0 | 14",
                "0 0, 1/3 1, 2/3 0, 1 1 | 6",
                "1 3, 2 5, 3 4, 4 2, 5 1 | 11",
                "0 0, 1 2, 2 2, 3 4, 4 0 | 9",
                "0 1, 1 2, 2 1, 3 3, 4 3, 5 0 | 8"
            })
    void mapsOfIntervals(String points, int iterates) {
        agrees(Maps.through(points), iterates);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Slopes 1, 2 and then 2, 1: the kink of f that maps to the other is none of f^2.
                "0 0, 1 1, 2 3, 3 4, 4 0",
                // To and fro inside the level stretch between two rises: the second iterate is one lap there.
                "0 5, 1 6, 2 5, 3 6, 4 0, 5 3, 6 3, 7 7",
                "0 0, 1 5, 2 6, 3 5, 4 0, 5 3, 6 3, 7 7",
                // The same between a rise and a fall, and at both ends.
                "0 5, 1 6, 2 5, 3 6, 4 0, 5 3, 6 3, 7 0",
                "0 3, 1 3, 2 0, 3 1, 4 0, 5 1",
                "0 5, 1 4, 2 5, 3 0, 4 3, 5 3",
                // Between two falls, left and entered again on the other side.
                "0 2, 1 4, 2 3, 3 2, 4 2, 5 0",
            })
    void coincidences(String points) {
        agrees(Maps.through(points), 7);
        agrees(Maps.through(points), 1);
    }

    @Test
    void unboundedDomains() {
        agrees(Maps.through(Domain.LINE, "0 0, 1 -2, 3 4, 4 0"), 8);
        agrees(Maps.through(Domain.LINE, "-1 1, 0 0, 1 1"), 8);
        agrees(Maps.through(Domain.LINE, "-1 -1, 0 -1, 1 1, 2 1"), 8);
        agrees(Maps.through(new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY), "0 2, 1 0, 2 2"), 8);
        agrees(Maps.through(new Domain(Rational.NEGATIVE_INFINITY, Rational.ZERO), "-2 -3, -1 0, 0 -3"), 8);
    }

    @Test
    void monotoneAndConstantMaps() {
        Growth constant = Growth.of(Maps.through("0 1/3, 1 1/3").map(), 4);
        assertThat(constant).isEqualTo(new Growth(laps(1, 1, 1, 1), regions(1, 1, 1, 1)));
        Growth identity = Growth.of(Maps.through(Domain.LINE, "0 0, 1 1").map(), 3);
        assertThat(identity).isEqualTo(new Growth(laps(1, 1, 1), regions(1, 1, 1)));
        Growth falling = Growth.of(Maps.through("0 1, 1/2 1/4, 1 0").map(), 3);
        assertThat(falling.laps()).isEqualTo(laps(1, 1, 1));
        assertThat(Growth.of(Maps.through("0 0, 1/2 1, 1 0").map(), 0)).isEqualTo(new Growth(laps(), regions()));
    }

    @Test
    void aConstantIterateIsOneLapAndOneRegion() {
        Maps squashed = Maps.through("0 1/2, 1 1, 2 2, 3 1, 4 1");
        agrees(squashed, 6);
        Growth growth = Growth.of(Maps.through("0 1, 1 1, 2 0, 3 1, 4 0").map(), 3);
        assertThat(growth).isEqualTo(new Growth(laps(3, 1, 1), regions(4, 1, 1)));
        agrees(Maps.through("0 3, 1 5/2, 2 3, 5/2 0, 3 0"), 6);
    }

    @Test
    void publishedNetworksGrowAsFormed() throws Exception {
        for (String name :
                List.of("published/tent", "published/figure-7", "exact/truncated-tent-6-7", "exact/five-cycle")) {
            PiecewiseLinearMap map =
                    Unfolding.map(NetworkReader.read(NetworkFiles.known(name)).network(), Work.unlimited());
            agrees(name, map, BruteForceMap.of(map), 8);
        }
    }

    @Test
    void listsThatGetTooLongEnd() {
        // To and fro inside the level stretch on [5, 6], and elsewhere a horseshoe.
        Maps maps = Maps.through("0 0, 1 7, 2 0, 3 7, 4 0, 5 3, 6 3, 7 7, 15/2 11/2, 31/4 6, 8 11/2");
        Growth growth = Growth.of(maps.map(), 12);
        List<BruteForceMap> iterates = maps.slow().iterates(5, 100_000);
        assertThat(growth.laps().subList(0, 5))
                .isEqualTo(laps(iterates.stream().mapToLong(BruteForceMap::laps).toArray()));
        assertThat(growth.laps().get(11)).isEmpty();
        assertThat(growth.regions().get(11)).isGreaterThan(BigInteger.valueOf(Laps.MOST));
    }

    @Test
    void workIsCounted() {
        Work work = Work.unlimited();
        PiecewiseLinearMap map = Maps.through("0 0, 1/2 7/8, 1 0").map(work);
        work.allowFurther(5);
        assertThatThrownBy(() -> Growth.of(map, 50)).isInstanceOf(BudgetExhaustedException.class);
    }
}
