package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaoscert.search.Decisions.points;
import static org.chaoscert.search.Decisions.q;
import static org.chaoscert.search.Decisions.truncatedTent;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.RandomMaps;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiYorkePointsTest {
    private static PiecewiseLinearMap map(Rational... graph) {
        return PiecewiseLinearMap.of(Polylines.through(graph), Domain.UNIT, Work.unlimited());
    }

    @ParameterizedTest
    @CsvSource({
        // The tent map: 2/7 -> 4/7 -> 6/7 -> 2/7.
        "'0 0 1/2 1 1 0', 2/7, true",
        "'0 0 1/2 1 1 0', 4/7, false",
        "'0 0 1/2 1 1 0', 6/7, false",
        "'0 0 1/2 1 1 0', 2/9, true",
        "'0 0 1/2 1 1 0', 1/4, true",
        "'0 0 1/2 1 1 0', 0, false",
        "'0 0 1/2 1 1 0', 2/3, false",
        "'0 0 1/2 1 1 0', 1/2, false",
        "'0 0 1/2 1 1 0', 1/8, false",
        "'0 0 1/2 1 1 0', 1/3, false",
        "'0 0 1/2 1 1 0', 2/5, false",
        // Turned around, x -> 1 - f(1 - x): 5/7 -> 3/7 -> 1/7 -> 5/7.
        "'0 1 1/2 0 1 1', 5/7, true",
        "'0 1 1/2 0 1 1', 3/7, false",
        "'0 1 1/2 0 1 1', 3/4, true",
        "'0 1 1/2 0 1 1', 7/8, false"
    })
    void thePointAndItsThreeImagesAreInOneOfTwoOrders(String graph, String a, boolean holds) {
        PiecewiseLinearMap map = map(points(graph.split(" ")));
        assertThat(LiYorkePoints.holds(map, 1, points(a)[0])).isEqualTo(holds);
    }

    @Test
    void anyPointOfTheCycleLeadsToTheShortestDyadicNeighbour() {
        PiecewiseLinearMap tent = map(points("0", "0", "1/2", "1", "1", "0"));
        for (Rational periodic : List.of(q(2, 7), q(4, 7), q(6, 7))) {
            assertThat(LiYorkePoints.near(tent, 1, periodic)).isEqualTo(q(1, 4));
        }
        PiecewiseLinearMap turned = map(points("0", "1", "1/2", "0", "1", "1"));
        assertThat(LiYorkePoints.near(turned, 1, q(1, 7))).isEqualTo(q(3, 4));
    }

    @Test
    void onALongDomainTheShortestNeighbourIsAMultipleOfAPowerOfTwo() {
        Domain domain = new Domain(Rational.ZERO, Rational.of(64));
        PiecewiseLinearMap tent = PiecewiseLinearMap.of(
                Polylines.through(points("0", "0", "32", "64", "64", "0")), domain, Work.unlimited());
        assertThat(LiYorkePoints.near(tent, 1, q(128, 7)))
                .as("d ≤ a < b < c from 128/9 to 128/7, and 16 is the only multiple of 16 there")
                .isEqualTo(Rational.of(16));
    }

    @Test
    void whereNoNeighbourWillDoThePointItselfIsTaken() {
        assertThat(LiYorkePoints.near(map(truncatedTent(q(6, 7))), 1, q(6, 7))).isEqualTo(q(2, 7));
    }

    @Test
    void aPointWithoutPeriodThreeIsRefused() {
        PiecewiseLinearMap tent = map(points("0", "0", "1/2", "1", "1", "0"));
        assertThatThrownBy(() -> LiYorkePoints.near(tent, 1, q(2, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2/5 has not period three under iterate 1");
    }

    @Test
    void thePointIsDyadicUnlessTheInequalityFailsOnBothSidesOfIt() {
        RandomMaps maps = new RandomMaps(121);
        Rational slightly = Rational.of(0x1p-60);
        int chaotic = 0;
        for (int i = 0; i < 5_000; i++) {
            Sample sample = maps.next();
            Work work = Work.unlimited();
            PiecewiseLinearMap map = sample.map(work);
            if (Decider.decide(map, work, 3).verdict() instanceof Verdict.Chaotic verdict) {
                chaotic++;
                Witness.LiYorkePoint witness =
                        (Witness.LiYorkePoint) verdict.proof().witness();
                Rational point = witness.point();
                assertThat(point.reduced()).as("lowest terms").isSameAs(point);
                if (point.denominator().bitCount() > 1) {
                    for (Rational neighbour : List.of(point.minus(slightly), point.plus(slightly))) {
                        assertThat(sample.domain().contains(neighbour)
                                        && LiYorkePoints.holds(map, witness.iterate(), neighbour))
                                .as("inequality at %s, next to %s, for the %s", neighbour, point, sample)
                                .isFalse();
                    }
                }
            }
        }
        assertThat(chaotic).isGreaterThan(200);
    }

    @Test
    void theInequalityIsThatOfTheDefinition() {
        RandomMaps maps = new RandomMaps(122);
        int held = 0;
        for (int i = 0; i < 10_000; i++) {
            Sample sample = maps.next();
            Rational x = maps.point(sample);
            int m = maps.samples().between(1, 2);
            Fraction a = Fraction.of(x);
            Fraction b = iterate(sample, a, m);
            Fraction c = iterate(sample, b, m);
            Fraction d = iterate(sample, c, m);
            boolean up = !a.isBelow(d) && a.isBelow(b) && b.isBelow(c);
            boolean down = !d.isBelow(a) && b.isBelow(a) && c.isBelow(b);
            assertThat(LiYorkePoints.holds(sample.map(), m, x))
                    .as("d ≤ a < b < c or d ≥ a > b > c for %s, %s, %s, %s", a, b, c, d)
                    .isEqualTo(up || down);
            held += up || down ? 1 : 0;
        }
        assertThat(held).isGreaterThan(25);
    }

    private static Fraction iterate(Sample sample, Fraction x, int m) {
        Fraction y = x;
        for (int i = 0; i < m; i++) {
            y = sample.slow().at(y);
        }
        return y;
    }
}
