package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TowerTest {
    private static Span span(long from, long to, long denominator) {
        return new Span(Rational.of(from, denominator), Rational.of(to, denominator));
    }

    private static List<Span> states(Tower tower) {
        List<Span> states = new ArrayList<>();
        for (int i = 0; i < tower.size(); i++) {
            states.add(tower.state(i));
        }
        return states;
    }

    /** How many paths of a length begin at each state. */
    private static BigInteger[] paths(Tower tower, int length) {
        BigInteger[] counts = new BigInteger[tower.size()];
        Arrays.fill(counts, BigInteger.ONE);
        Paths leads = tower.paths();
        for (int n = 0; n < length; n++) {
            counts = leads.times(counts);
        }
        return counts;
    }

    @ParameterizedTest
    @EnumSource(Tower.Side.class)
    void markovMapsHaveFewStates(Tower.Side side) {
        Tower tent = Tower.of(Maps.through("0 0, 1/2 1, 1 0").map(), side, 64);
        assertThat(states(tent)).containsExactly(span(0, 1, 1));
        assertThat(paths(tent, 10)[0]).isEqualTo(BigInteger.valueOf(1024));
        Tower golden = Tower.of(Maps.through("0 1/2, 1/2 1, 1 0").map(), side, 64);
        assertThat(states(golden)).containsExactly(span(0, 1, 1), span(1, 2, 2));
        Tower line = Tower.of(Maps.through(Domain.LINE, "-1 1, 0 -1, 1 1").map(), side, 64);
        assertThat(states(line))
                .containsExactly(
                        new Span(Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY),
                        new Span(Rational.of(-1), Rational.POSITIVE_INFINITY),
                        span(-1, 1, 1));
        Tower constant = Tower.of(Maps.through("0 1/3, 1 1/3").map(), side, 64);
        assertThat(states(constant)).containsExactly(span(0, 1, 1));
        assertThat(paths(constant, 1)[0]).isEqualTo(BigInteger.ZERO);
    }

    /** Every path of an inward tower is a part of D, and every part of D follows a path of an outward tower. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void pathsAreNoMoreAndNoLessThanParts(int kinks) {
        RandomPolylines polylines = new RandomPolylines(110 + kinks, kinks);
        for (int i = 0; i < 40; i++) {
            Maps maps = polylines.next();
            PiecewiseLinearMap map = maps.map();
            Tower inward = Tower.of(map, Tower.Side.INWARD, 64);
            Tower outward = Tower.of(map, Tower.Side.OUTWARD, 64);
            Span whole = new Span(map.domain().left(), map.domain().right());
            assertThat(inward.state(0)).isEqualTo(whole);
            assertThat(outward.state(0)).isEqualTo(whole);
            Subdivision parts = new Subdivision(map, Laps.turns(map.function()));
            for (int n = 1; n <= 5; n++) {
                BigInteger count = parts.step(collapsed -> {});
                assertThat(paths(inward, n)[0]).as("iterate %s of %s", n, maps).isLessThanOrEqualTo(count);
                assertThat(paths(outward, n)[0]).as("iterate %s of %s", n, maps).isGreaterThanOrEqualTo(count);
            }
            for (Span state : states(inward)) {
                assertThat(state.isWithin(whole)).isTrue();
                assertThat(state.isPoint()).isFalse();
            }
            for (Span state : states(outward)) {
                assertThat(state.isWithin(whole)).isTrue();
                assertThat(state.isPoint()).isFalse();
            }
        }
    }

    /** Numbers get long on this orbit: states end at short ones, and there are not too many. */
    @ParameterizedTest
    @EnumSource(Tower.Side.class)
    void longEndsAreMoved(Tower.Side side) {
        for (String top : List.of("7/11", "97/101", "0.9123456789")) {
            PiecewiseLinearMap map = Maps.through("0 0, 3/7 " + top + ", 1 0").map();
            Tower tower = Tower.of(map, side, 64);
            assertThat(tower.size()).isBetween(3, 320);
            for (Span state : states(tower)) {
                assertThat(state.lower().bitLength()).isLessThanOrEqualTo(160);
                assertThat(state.upper().bitLength()).isLessThanOrEqualTo(160);
            }
        }
    }
}
