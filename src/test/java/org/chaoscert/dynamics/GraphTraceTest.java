package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTraceTest {
    private static double value(Fraction x) {
        return x.toRational().approximate();
    }

    private static void isNear(double number, double expected) {
        assertThat(number).isCloseTo(expected, within(4 * Math.ulp(expected)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 6})
    void fewPiecesAreDrawnByTheirVertices(int kinks) {
        RandomPolylines polylines = new RandomPolylines(60 + kinks, kinks);
        for (int i = 0; i < 80; i++) {
            Maps maps = polylines.next();
            Span window = GraphTrace.window(maps.map());
            if (i % 2 == 0) {
                Rational third = window.upper().minus(window.lower()).dividedBy(Rational.of(3));
                window = new Span(window.lower().plus(third).reduced(), window.upper());
            }
            List<BruteForceMap> iterates = maps.slow().iterates(4, 300);
            for (int n = 1; n <= iterates.size(); n++) {
                BruteForceMap g = iterates.get(n - 1);
                List<Fraction> points = new ArrayList<>(List.of(Fraction.of(window.lower())));
                for (BruteForceMap.Piece piece : g.pieces()) {
                    if (Fraction.of(window.lower()).isBelow(piece.from())
                            && piece.from().isBelow(Fraction.of(window.upper()))) {
                        points.add(piece.from());
                    }
                }
                points.add(Fraction.of(window.upper()));
                GraphTrace trace = GraphTrace.of(maps.map(), n, window);
                assertThat(trace.isExact()).isTrue();
                assertThat(trace.xs()).as("iterate %s of %s", n, maps).hasSameSizeAs(points);
                assertThat(trace.lows()).hasSameSizeAs(points);
                for (int k = 0; k < points.size(); k++) {
                    isNear(trace.xs().get(k), value(points.get(k)));
                    isNear(trace.lows().get(k), value(g.at(points.get(k))));
                }
                assertThat(trace.highs()).isEqualTo(trace.lows());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0, 1/2 1, 1 0", "0 0, 1/3 1, 2/3 1/5, 1 1", "0 1/2, 1/7 1, 4/7 0, 1 7/9"})
    void manyPiecesAreDrawnByTheirEnvelopes(String points) {
        Maps maps = Maps.through(points);
        int n = 14;
        Span window = new Span(Rational.of(1, 5), Rational.of(9, 10));
        GraphTrace trace = GraphTrace.of(maps.map(), n, window);
        assertThat(trace.isExact()).isFalse();
        int columns = trace.xs().size() / 2;
        assertThat(columns).isEqualTo(1120);
        Random random = new Random(4);
        BruteForceMap f = maps.slow();
        Rational length = window.upper().minus(window.lower());
        for (int i = 0; i < columns; i++) {
            Rational from = window.lower().plus(length.times(Rational.of(i, columns)));
            Rational to = window.lower().plus(length.times(Rational.of(i + 1L, columns)));
            assertThat(trace.xs().get(2 * i)).isCloseTo(from.approximate(), within(1e-15));
            assertThat(trace.xs().get(2 * i + 1)).isCloseTo(to.approximate(), within(1e-15));
            double low = trace.lows().get(2 * i);
            double high = trace.highs().get(2 * i);
            assertThat(trace.lows().get(2 * i + 1)).isEqualTo(low);
            assertThat(trace.highs().get(2 * i + 1)).isEqualTo(high);
            for (int k = 0; k < 3; k++) {
                Rational share = Rational.of(random.nextInt(1001), 1000);
                Fraction x = Fraction.of(from.plus(to.minus(from).times(share)).reduced());
                for (int step = 0; step < n; step++) {
                    x = f.at(x);
                }
                assertThat(value(x)).isBetween(low - 1e-15, high + 1e-15);
            }
        }
    }

    /** Where the iterate can still be formed, the least and the greatest value over each column are touched. */
    @Test
    void envelopesTouchTheGraph() {
        Maps maps = Maps.through("0 1/9, 1/7 1, 3/7 0, 5/7 8/9, 1 1/8");
        int n = 7;
        BruteForceMap iterate = maps.slow().iterates(n, 100_000).get(n - 1);
        assertThat(iterate.regions()).isGreaterThan(2000);
        GraphTrace trace = GraphTrace.of(maps.map(), n, new Span(Rational.ZERO, Rational.ONE));
        assertThat(trace.isExact()).isFalse();
        List<BruteForceMap.Piece> pieces = iterate.pieces();
        int place = 0;
        for (int i = 0; i < 1120; i++) {
            Fraction from = Fraction.of(i, 1120);
            Fraction to = Fraction.of(i + 1L, 1120);
            List<Fraction> values = new ArrayList<>();
            while (pieces.get(place).to().isBelow(from)) {
                place++;
            }
            for (int k = place; k < pieces.size() && pieces.get(k).from().isBelow(to); k++) {
                BruteForceMap.Piece piece = pieces.get(k);
                for (Fraction x : List.of(piece.from().max(from), piece.to().min(to))) {
                    values.add(piece.slope().times(x).plus(piece.intercept()));
                }
            }
            isNear(
                    trace.lows().get(2 * i),
                    value(values.stream().min(Fraction::compareTo).orElseThrow()));
            isNear(
                    trace.highs().get(2 * i),
                    value(values.stream().max(Fraction::compareTo).orElseThrow()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void windowsHoldAllThatMatters(int kinks) {
        RandomPolylines polylines = new RandomPolylines(80 + kinks, kinks);
        for (int i = 0; i < 200; i++) {
            Maps maps = polylines.next();
            PiecewiseLinearMap map = maps.map();
            Span window = GraphTrace.window(map);
            Domain domain = map.domain();
            assertThat(window.isWithin(new Span(domain.left(), domain.right()))).isTrue();
            assertThat(window.isPoint()).isFalse();
            assertThat(window.lower().isFinite() && window.upper().isFinite()).isTrue();
            assertThat(window.lower().equals(domain.left()))
                    .isEqualTo(domain.left().isFinite());
            assertThat(window.upper().equals(domain.right()))
                    .isEqualTo(domain.right().isFinite());
            for (BruteForceMap.Piece piece : maps.slow().pieces()) {
                if (piece.from().isFinite() && !piece.from().equals(Fraction.of(domain.left()))) {
                    holds(window, piece.from().toRational());
                    holds(window, map.valueAt(piece.from().toRational()));
                }
            }
            for (Span fixed : map.fixedPoints()) {
                for (Rational end : List.of(fixed.lower(), fixed.upper())) {
                    if (end.isFinite()) {
                        holds(window, end);
                    }
                }
            }
        }
    }

    private static void holds(Span window, Rational point) {
        assertThat(new Span(point, point).isWithin(window))
                .as("%s in %s", point, window)
                .isTrue();
    }

    @Test
    void windowsOfMapsWithNothingToSee() {
        assertThat(GraphTrace.window(Maps.through(Domain.LINE, "0 1, 1 2").map()))
                .isEqualTo(new Span(Rational.of(-1), Rational.ONE));
        assertThat(GraphTrace.window(
                        Maps.through(Domain.LINE, "0 0, 1 0, 2 8, 3 16").map()))
                .isEqualTo(new Span(Rational.of(-1, 7), Rational.of(9, 7)));
    }
}
