package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against parts that are kept one by one. */
class SubdivisionTest {
    private static List<Rational> cuts(PiecewiseLinearMap map, boolean atKinks) {
        if (!atKinks) {
            return Laps.turns(map.function());
        }
        List<Rational> kinks = new ArrayList<>();
        for (int i = 0; i + 1 < map.function().pieces(); i++) {
            kinks.add(map.function().kink(i));
        }
        return kinks;
    }

    /** The parts of an interval between cuts; counts what is cut. */
    private static List<Span> cut(Span span, List<Rational> cuts, int[] divided) {
        List<Span> parts = new ArrayList<>();
        Rational from = span.lower();
        for (int i = 0; i < cuts.size(); i++) {
            if (span.lower().compareTo(cuts.get(i)) < 0 && cuts.get(i).compareTo(span.upper()) < 0) {
                parts.add(new Span(from, cuts.get(i)));
                from = cuts.get(i);
                divided[i]++;
            }
        }
        parts.add(new Span(from, span.upper()));
        return parts;
    }

    private static BigInteger[] whole(int[] numbers) {
        BigInteger[] whole = new BigInteger[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            whole[i] = BigInteger.valueOf(numbers[i]);
        }
        return whole;
    }

    private static void agrees(Maps maps, boolean atKinks) {
        PiecewiseLinearMap map = maps.map();
        List<Rational> cuts = cuts(map, atKinks);
        Subdivision subdivision = new Subdivision(map, cuts);
        int[] divided = new int[cuts.size()];
        List<Span> parts = cut(new Span(map.domain().left(), map.domain().right()), cuts, divided);
        for (int n = 1; n <= 6 && parts.size() < 2000; n++) {
            assertThat(subdivision.divided()).as("cuts of %s", maps).isEqualTo(whole(divided));
            long different = parts.stream().distinct().count();
            assertThat((long) subdivision.images()).isGreaterThanOrEqualTo(different);
            divided = new int[cuts.size()];
            List<Span> next = new ArrayList<>();
            List<Span> points = new ArrayList<>();
            int count = 0;
            for (Span part : parts) {
                Span image = map.image(part);
                if (image.isPoint()) {
                    points.add(part);
                } else {
                    count++;
                    next.addAll(cut(image, cuts, divided));
                }
            }
            List<Span> collapsed = new ArrayList<>();
            assertThat(subdivision.step(collapsed::add))
                    .as("parts of iterate %s of %s", n, maps)
                    .isEqualTo(BigInteger.valueOf(count));
            assertThat(collapsed)
                    .as("what becomes a point in iterate %s of %s", n, maps)
                    .containsExactlyInAnyOrderElementsOf(
                            points.stream().distinct().toList());
            parts = next;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 6, 9})
    void randomMaps(int kinks) {
        RandomPolylines polylines = new RandomPolylines(70 + kinks, kinks);
        for (int i = 0; i < 120; i++) {
            Maps maps = polylines.next();
            agrees(maps, true);
            agrees(maps, false);
        }
    }
}
