package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaoscert.search.Decisions.points;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.RandomMaps;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Sharkovsky;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeastPeriodTest {
    private static final int MOST = 12;

    private static PiecewiseLinearMap unit(String... points) {
        return on(Domain.UNIT, points);
    }

    private static PiecewiseLinearMap on(Domain domain, String... points) {
        return PiecewiseLinearMap.of(Polylines.through(points(points)), domain, Work.unlimited());
    }

    private static BruteForceMap slow(PiecewiseLinearMap map) {
        return BruteForceMap.of(map);
    }

    /** Whether f has the period, after the answer has been looked at. */
    private static boolean has(PiecewiseLinearMap map, BruteForceMap f, int n) {
        Optional<Proof> answer = LeastPeriod.settle(map, n);
        if (answer.isEmpty()) {
            assertThat(n).isEqualTo(1);
            return false;
        }
        Proof proof = answer.get();
        if (!(proof.witness() instanceof Witness.PeriodicOrbit orbit)) {
            assertThat(n).isGreaterThan(1);
            assertThat(proof.claim()).isEqualTo(new Claim.NoPeriod(n));
            return false;
        }
        assertThat(proof.claim()).isEqualTo(new Claim.Period(n));
        List<Rational> points = orbit.orbit();
        assertThat(points).hasSize(n);
        assertThat(new HashSet<>(points)).hasSize(n);
        assertThat(points.get(0)).as("the least comes first").isEqualTo(Collections.min(points));
        for (int i = 0; i < n; i++) {
            assertThat(map.domain().contains(points.get(i))).isTrue();
            assertThat(points.get(i).reduced()).as("in lowest terms").isSameAs(points.get(i));
            assertThat(f.at(Fraction.of(points.get(i)))).isEqualTo(Fraction.of(points.get((i + 1) % n)));
        }
        return true;
    }

    private static void agrees(PiecewiseLinearMap map, int mostPieces) {
        BruteForceMap f = slow(map);
        List<BruteForceMap> iterates = f.iterates(MOST, mostPieces);
        List<Boolean> found = new ArrayList<>();
        for (int n = 1; n <= iterates.size(); n++) {
            found.add(has(map, f, n));
            assertThat(found.get(n - 1))
                    .as("period %s of %s", n, f.pieces())
                    .isEqualTo(BruteForceMap.ofLeastPeriod(n, iterates).isPresent());
        }
        for (int m = 2; m <= found.size(); m++) {
            for (int n = 1; n <= found.size(); n++) {
                if (found.get(m - 1) && Sharkovsky.forces(m, n)) {
                    assertThat(found.get(n - 1)).as("%s forces %s", m, n).isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomMapsHaveThePeriodsOfTheirIterates(long seed) {
        RandomMaps maps = new RandomMaps(7000 + seed);
        for (int i = 0; i < 120; i++) {
            agrees(maps.next().map(), 60);
        }
    }

    @Tag("battery")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void manyRandomMapsHaveThePeriodsOfTheirIterates(long seed) {
        RandomMaps maps = new RandomMaps(7100 + seed);
        for (int i = 0; i < 400; i++) {
            agrees(maps.next().map(), 400);
        }
    }

    @Test
    void theTentHasAllPeriods() {
        PiecewiseLinearMap tent = unit("0", "0", "1/2", "1", "1", "0");
        BruteForceMap f = slow(tent);
        for (int n = 1; n <= MOST; n++) {
            assertThat(has(tent, f, n)).as("period %s", n).isTrue();
        }
        agrees(tent, 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2/3", "4/5", "14/17", "212/257", "6/7", "83/100"})
    void truncatedTents(String top) {
        Rational c = Numerals.quoted(top);
        agrees(
                PiecewiseLinearMap.of(Polylines.through(Decisions.truncatedTent(c)), Domain.UNIT, Work.unlimited()),
                2000);
    }

    @Test
    void stefanCyclesHaveWhatTheirLengthForces() {
        // 1 -> 3 -> 4 -> 2 -> 5 -> 1, the first with period five and not three.
        PiecewiseLinearMap five =
                on(new Domain(Rational.ONE, Rational.of(5)), "1", "3", "2", "5", "3", "4", "4", "2", "5", "1");
        for (int n = 1; n <= MOST; n++) {
            assertThat(has(five, slow(five), n)).as("period %s", n).isEqualTo(Sharkovsky.forces(5, n));
        }
    }

    @Test
    void mapsOnOneSideOfTheDiagonal() {
        PiecewiseLinearMap below = unit("0", "0", "1/2", "1/4", "1", "1/3");
        assertThat(LeastPeriod.settle(below, 5))
                .contains(new Proof(new Claim.NoPeriod(5), new Witness.OneSided(Witness.Side.BELOW)));
        PiecewiseLinearMap shift = on(Domain.LINE, "0", "1", "1", "2");
        assertThat(LeastPeriod.settle(shift, 1)).as("no fixed point").isEmpty();
        assertThat(LeastPeriod.settle(shift, 2))
                .contains(new Proof(new Claim.NoPeriod(2), new Witness.OneSided(Witness.Side.ABOVE)));
        PiecewiseLinearMap identity = on(Domain.LINE, "0", "0", "1", "1");
        assertThat(LeastPeriod.settle(identity, 1))
                .contains(new Proof(new Claim.Period(1), new Witness.PeriodicOrbit(List.of(Rational.ZERO))));
        agrees(identity, 10);
    }

    @Test
    void wholeIntervalsOfPeriodicPoints() {
        PiecewiseLinearMap mirror = unit("0", "1", "1", "0");
        assertThat(has(mirror, slow(mirror), 2)).isTrue();
        agrees(mirror, 10);
        agrees(on(Domain.LINE, "0", "3", "1", "2"), 10);
        // A half that is swapped with the other, and turned over: all points have period four, but few.
        agrees(on(new Domain(Rational.ZERO, Rational.of(3)), "0", "3", "1", "2", "2", "0", "3", "1"), 40);
        agrees(on(new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY), "0", "2", "1", "1", "2", "0", "3", "0"), 40);
    }

    @Test
    void periodsArePositive() {
        PiecewiseLinearMap tent = unit("0", "0", "1/2", "1", "1", "0");
        for (int n : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> LeastPeriod.settle(tent, n)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
