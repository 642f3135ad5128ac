package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Span;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttractorTest {
    private static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    /** The cycles that values of level pieces fall into and that pass through a level piece: as sets, with the piece that comes first. */
    private static Map<Set<Fraction>, BruteForceMap.Piece> expected(BruteForceMap f, int most) {
        Map<Set<Fraction>, BruteForceMap.Piece> cycles = new HashMap<>();
        for (BruteForceMap.Piece level : f.pieces()) {
            if (level.slope().signum() == 0) {
                Set<Fraction> cycle = cycleFrom(f, level.intercept(), most);
                boolean passes = cycle.stream()
                        .anyMatch(x -> !x.isBelow(level.from()) && !level.to().isBelow(x));
                if (passes) {
                    cycles.putIfAbsent(cycle, level);
                }
            }
        }
        return cycles;
    }

    /** The cycle that a point is on; empty if it does not come back in so many steps. */
    private static Set<Fraction> cycleFrom(BruteForceMap f, Fraction start, int most) {
        Set<Fraction> cycle = new TreeSet<>();
        Fraction point = start;
        for (int i = 0; i < most; i++) {
            cycle.add(point);
            point = f.at(point);
            if (point.equals(start)) {
                return cycle;
            }
        }
        return Set.of();
    }

    private static void agrees(Maps maps, int most) {
        BruteForceMap f = maps.slow();
        Map<Set<Fraction>, BruteForceMap.Piece> expected = expected(f, most);
        Set<Set<Fraction>> found = new HashSet<>();
        for (Attractor attractor : Attractor.of(maps.map(), most)) {
            List<Rational> cycle = attractor.cycle();
            assertThat(cycle).isNotEmpty().hasSizeLessThanOrEqualTo(most);
            assertThat(cycle.get(0)).isEqualTo(Collections.min(cycle));
            for (int i = 0; i < cycle.size(); i++) {
                assertThat(f.at(Fraction.of(cycle.get(i))))
                        .as("%s of %s", cycle, maps)
                        .isEqualTo(Fraction.of(cycle.get((i + 1) % cycle.size())));
            }
            Set<Fraction> points =
                    new TreeSet<>(cycle.stream().map(Fraction::of).toList());
            assertThat(points).as("no point twice").hasSize(cycle.size());
            assertThat(found.add(points)).as("no cycle twice").isTrue();
            Span plateau = attractor.plateau();
            BruteForceMap.Piece level = expected.get(points);
            assertThat(level).as("%s of %s", cycle, maps).isNotNull();
            assertThat(Fraction.of(plateau.lower())).isEqualTo(level.from());
            assertThat(Fraction.of(plateau.upper())).isEqualTo(level.to());
        }
        assertThat(found).as("cycles of %s", maps).isEqualTo(expected.keySet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 6, 9})
    void randomMapsHaveTheCyclesOfTheirLevelPieces(int kinks) {
        RandomPolylines maps = new RandomPolylines(500 + kinks, kinks);
        for (int i = 0; i < 700; i++) {
            agrees(maps.next(), 1 + i % 9);
        }
    }

    @Test
    void truncatedTents() {
        assertThat(Attractor.of(Maps.through("0 0, 3/7 6/7, 4/7 6/7, 1 0").map(), 5))
                .containsExactly(new Attractor(List.of(q(2, 7), q(4, 7), q(6, 7)), new Span(q(3, 7), q(4, 7))));
        assertThat(Attractor.of(Maps.through("0 0, 3/7 6/7, 4/7 6/7, 1 0").map(), 3))
                .hasSize(1);
        assertThat(Attractor.of(Maps.through("0 0, 3/7 6/7, 4/7 6/7, 1 0").map(), 2))
                .as("it has three points")
                .isEmpty();
        assertThat(Attractor.of(Maps.through("0 0, 1/2 1, 1 0").map(), 50)).isEmpty();
    }

    @Test
    void constantMapsAndUnboundedPlateaus() {
        assertThat(Attractor.of(Maps.through("0 1/3, 1 1/3").map(), 1))
                .containsExactly(new Attractor(List.of(q(1, 3)), new Span(q(0, 1), q(1, 1))));
        assertThat(Attractor.of(
                        Maps.through(Domain.LINE, "-1 2, 0 2, 3 -1, 4 -1").map(), 2))
                .containsExactly(
                        new Attractor(List.of(q(0, 1), q(2, 1)), new Span(Rational.NEGATIVE_INFINITY, Rational.ZERO)));
        assertThat(Attractor.of(Maps.through("0 0, 1 0, 2 3, 3 3").map(), 4))
                .as("one from each end")
                .containsExactly(
                        new Attractor(List.of(q(0, 1)), new Span(q(0, 1), q(1, 1))),
                        new Attractor(List.of(q(3, 1)), new Span(q(2, 1), q(3, 1))));
    }
}
