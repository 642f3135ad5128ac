package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LapsTest {
    /** Where the sign of the slope changes; the left end of level pieces in between. */
    private static List<Rational> turns(BruteForceMap f) {
        List<Rational> turns = new ArrayList<>();
        List<BruteForceMap.Piece> pieces =
                f.pieces().stream().filter(piece -> piece.slope().signum() != 0).toList();
        for (int i = 1; i < pieces.size(); i++) {
            if (pieces.get(i).slope().signum() != pieces.get(i - 1).slope().signum()) {
                turns.add(pieces.get(i - 1).to().toRational());
            }
        }
        return turns;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 5, 8, 12})
    void randomMapsTurnWhereTheSignOfTheSlopeChanges(int kinks) {
        RandomPolylines polylines = new RandomPolylines(10 + kinks, kinks);
        Random random = new Random(kinks);
        for (int i = 0; i < 300; i++) {
            Maps maps = polylines.next();
            List<Rational> turns = Laps.turns(maps.map().function());
            assertThat(turns).as("turns of %s", maps).isEqualTo(turns(maps.slow()));
            Rational x = Rational.of(random.nextInt(20) - 5L, 1L + random.nextInt(2));
            assertThat(Laps.turnsUpTo(turns, x)).isEqualTo((int)
                    turns.stream().filter(turn -> turn.compareTo(x) <= 0).count());
            for (Rational turn : turns) {
                assertThat(Laps.turnsUpTo(turns, turn)).isEqualTo(turns.indexOf(turn) + 1);
            }
        }
    }

    @Test
    void levelStretchesAtEndsAreNoTurns() {
        assertThat(Laps.turns(Maps.through("0 1, 1 1, 2 0, 3 0").map().function()))
                .isEmpty();
        assertThat(Laps.turns(
                        Maps.through("0 0, 1 1, 2 1, 3 0, 4 0, 5 2, 6 2").map().function()))
                .containsExactly(Rational.of(1), Rational.of(3));
        assertThat(Laps.turns(Maps.through("0 0, 1 0").map().function())).isEmpty();
    }

    @Test
    void limitsAtInfiniteEnds() {
        PiecewiseLinear valley =
                Maps.through(Domain.LINE, "-1 2, 0 -1, 1 2").map().function();
        assertThat(Laps.valueAt(valley, Rational.NEGATIVE_INFINITY)).isEqualTo(Rational.POSITIVE_INFINITY);
        assertThat(Laps.valueAt(valley, Rational.POSITIVE_INFINITY)).isEqualTo(Rational.POSITIVE_INFINITY);
        PiecewiseLinear line = Maps.through(Domain.LINE, "0 1, 1 -1").map().function();
        assertThat(Laps.valueAt(line, Rational.NEGATIVE_INFINITY)).isEqualTo(Rational.POSITIVE_INFINITY);
        assertThat(Laps.valueAt(line, Rational.POSITIVE_INFINITY)).isEqualTo(Rational.NEGATIVE_INFINITY);
        PiecewiseLinear ramp =
                Maps.through(Domain.LINE, "-1 3, 0 3, 1 5, 2 5").map().function();
        assertThat(Laps.valueAt(ramp, Rational.NEGATIVE_INFINITY)).isEqualTo(Rational.of(3));
        assertThat(Laps.valueAt(ramp, Rational.POSITIVE_INFINITY)).isEqualTo(Rational.of(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void valuesInside(int kinks) {
        RandomPolylines polylines = new RandomPolylines(20 + kinks, kinks);
        for (int i = 0; i < 100; i++) {
            Maps maps = polylines.next();
            BruteForceMap slow = maps.slow();
            for (BruteForceMap.Piece piece : slow.pieces()) {
                for (Fraction x : List.of(piece.from(), piece.to())) {
                    if (x.isFinite()) {
                        Rational value = Laps.valueAt(maps.map().function(), x.toRational());
                        assertThat(Fraction.of(value)).isEqualTo(slow.at(x));
                        assertThat(value.reduced()).as("in lowest terms").isSameAs(value);
                    }
                }
            }
        }
    }

    /** What lies between the rises is one lap, however often the graph runs to and fro in the level stretch. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 0, 1 6, 2 5, 3 6, 7/2 11/2, 4 7, 9/2 0, 5 3, 6 3, 7 7",
                "0 0, 1 6, 2 5, 3 7, 4 0, 5 3, 6 3, 7 7",
                "0 7, 1 5, 2 6, 3 0, 4 7, 5 2, 6 2, 7 0",
                "0 0, 1 3, 2 3, 3 7, 4 0, 5 2, 6 1, 7 7"
            })
    void toAndFroInsideALevelStretch(String points) {
        Maps maps = Maps.through(points);
        List<Optional<BigInteger>> laps = Laps.count(maps.map(), 6);
        List<BruteForceMap> iterates = maps.slow().iterates(6, 100_000);
        for (int n = 0; n < 6; n++) {
            assertThat(laps.get(n)).contains(BigInteger.valueOf(iterates.get(n).laps()));
        }
        // The simple count of parts is larger somewhere: so these maps are of the kind that this test is for.
        Subdivision parts = new Subdivision(maps.map(), Laps.turns(maps.map().function()));
        int larger = 0;
        for (int n = 0; n < 6; n++) {
            BigInteger count = parts.step(collapsed -> {});
            assertThat(count).isGreaterThanOrEqualTo(laps.get(n).orElseThrow());
            larger += count.equals(laps.get(n).orElseThrow()) ? 0 : 1;
        }
        assertThat(larger).isPositive();
    }

    @Test
    void manyRandomMapsAreListed() {
        int listed = 0;
        for (int kinks = 4; kinks <= 9; kinks++) {
            RandomPolylines polylines = new RandomPolylines(40 + kinks, kinks);
            for (int i = 0; i < 200; i++) {
                Maps maps = polylines.next();
                Subdivision parts =
                        new Subdivision(maps.map(), Laps.turns(maps.map().function()));
                List<Optional<BigInteger>> laps = Laps.count(maps.map(), 5);
                for (int n = 0; n < 5; n++) {
                    if (!parts.step(collapsed -> {})
                            .max(BigInteger.ONE)
                            .equals(laps.get(n).orElseThrow())) {
                        listed++;
                    }
                }
            }
        }
        assertThat(listed).as("iterates with fewer laps than parts").isGreaterThan(50);
    }
}
