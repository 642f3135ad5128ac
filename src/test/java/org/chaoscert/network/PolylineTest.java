package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A network through points is the line through these points: vertices and slopes come back. */
class PolylineTest {
    private static List<Rational> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Numerals::quoted).toList();
    }

    private static PiecewiseLinearMap map(Network network) {
        return Unfolding.map(network, Work.unlimited());
    }

    /** Increasing numbers with various denominators. */
    private static List<Rational> abscissas(Random random, int count) {
        List<Rational> xs = new ArrayList<>();
        Rational x = Rational.of(random.nextInt(41) - 20, 1 + random.nextInt(9));
        for (int i = 0; i < count; i++) {
            xs.add(x.reduced());
            x = x.plus(Rational.of(1 + random.nextInt(30), 1 + random.nextInt(30)));
        }
        return xs;
    }

    private static Rational between(Random random, Rational low, Rational high) {
        int parts = 1 + random.nextInt(12);
        return low.plus(high.minus(low).times(Rational.of(random.nextInt(parts + 1), parts)))
                .reduced();
    }

    private static Quotient slope(List<Rational> xs, List<Rational> ys, int i) {
        return Quotient.of(ys.get(i + 1))
                .minus(Quotient.of(ys.get(i)))
                .over(Quotient.of(xs.get(i + 1)).minus(Quotient.of(xs.get(i))));
    }

    /** Compares pieces with the slopes between kinks that are expected, where neighbours with one slope are joined. */
    private static void assertPieces(
            PiecewiseLinear function, List<Quotient> slopes, List<Rational> bends, Object about) {
        List<Quotient> expectedSlopes = new ArrayList<>(List.of(slopes.get(0)));
        List<Quotient> expectedKinks = new ArrayList<>();
        for (int i = 1; i < slopes.size(); i++) {
            if (!slopes.get(i).equals(slopes.get(i - 1))) {
                expectedSlopes.add(slopes.get(i));
                expectedKinks.add(Quotient.of(bends.get(i - 1)));
            }
        }
        List<Quotient> foundSlopes = new ArrayList<>();
        List<Quotient> foundKinks = new ArrayList<>();
        for (int piece = 0; piece < function.pieces(); piece++) {
            foundSlopes.add(Quotient.of(function.slope(piece)));
            if (piece > 0) {
                foundKinks.add(Quotient.of(function.kink(piece - 1)));
            }
        }
        assertThat(foundSlopes).as("slopes for %s", about).isEqualTo(expectedSlopes);
        assertThat(foundKinks).as("kinks for %s", about).isEqualTo(expectedKinks);
    }

    private static void assertValues(PiecewiseLinearMap map, List<Rational> xs, List<Rational> ys) {
        for (int i = 0; i < xs.size(); i++) {
            assertThat(Quotient.of(map.valueAt(xs.get(i))))
                    .as("value at %s of the line through %s and %s", xs.get(i), xs, ys)
                    .isEqualTo(Quotient.of(ys.get(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 20})
    void verticesAndSlopesOfABoundedLineComeBack(int count) {
        Random random = new Random(count);
        for (int round = 0; round < 100; round++) {
            List<Rational> xs = abscissas(random, count);
            List<Rational> ys = new ArrayList<>();
            xs.forEach(x -> ys.add(between(random, xs.get(0), xs.get(count - 1))));
            Network network = Polyline.through(xs, ys);
            PiecewiseLinearMap map = map(network);
            List<Quotient> slopes = new ArrayList<>();
            for (int i = 0; i + 1 < count; i++) {
                slopes.add(slope(xs, ys, i));
            }
            assertThat(map.domain()).as("domain").isEqualTo(new Domain(xs.get(0), xs.get(count - 1)));
            assertThat(network.hiddenUnits()).as("hidden units").isEqualTo(count - 1);
            assertPieces(map.function(), slopes, xs.subList(1, count), xs + " to " + ys);
            assertValues(map, xs, ys);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 20})
    void verticesAndSlopesOnTheLineComeBack(int count) {
        Random random = new Random(-count);
        for (int round = 0; round < 100; round++) {
            List<Rational> xs = abscissas(random, count);
            List<Rational> ys = new ArrayList<>();
            xs.forEach(x -> ys.add(
                    Rational.of(random.nextInt(61) - 30, 1 + random.nextInt(7)).reduced()));
            Rational left = Rational.of(random.nextInt(11) - 5, 1 + random.nextInt(4));
            Rational right = Rational.of(random.nextInt(11) - 5, 1 + random.nextInt(4));
            Network network = Polyline.throughOnTheLine(left, xs, ys, right);
            PiecewiseLinearMap map = map(network);
            List<Quotient> slopes = new ArrayList<>(List.of(Quotient.of(left)));
            for (int i = 0; i + 1 < count; i++) {
                slopes.add(slope(xs, ys, i));
            }
            slopes.add(Quotient.of(right));
            assertThat(map.domain()).as("domain").isEqualTo(Domain.LINE);
            assertThat(network.hiddenUnits()).as("hidden units").isEqualTo(count + 1);
            assertPieces(map.function(), slopes, xs, xs + " to " + ys + ", " + left + " and " + right);
            assertValues(map, xs, ys);
        }
    }

    @ParameterizedTest
    @CsvSource({"0 1, 1 0, -1", "0 1, 0 1, 1", "0 1, 1/3 1/3, 0", "-2/3 5, 1/7 4, 81/119"})
    void oneSegmentIsOnePiece(String xs, String ys, String slope) {
        PiecewiseLinearMap map = map(Polyline.through(numbers(xs), numbers(ys)));
        assertThat(map.function().pieces()).as("pieces").isEqualTo(1);
        assertThat(Quotient.of(map.function().slope(0))).as("slope").isEqualTo(Quotient.parse(slope));
        assertValues(map, numbers(xs), numbers(ys));
    }

    @Test
    void pointsOnOneLineAreOnePiece() {
        Network bounded = Polyline.through(numbers("0 1/3 1/2 1"), numbers("1 2/3 1/2 0"));
        assertThat(map(bounded).function().pieces()).as("pieces on [0, 1]").isEqualTo(1);
        Network whole =
                Polyline.throughOnTheLine(Rational.of(2), numbers("-1 0 1/2"), numbers("-5 -3 -2"), Rational.of(2));
        assertThat(map(whole).function().pieces()).as("pieces on the line").isEqualTo(1);
        assertThat(Quotient.of(map(whole).valueAt(Rational.of(-100))))
                .as("2 x - 3 at -100")
                .isEqualTo(Quotient.of(-203));
    }

    @Test
    void aSlopeThatComesTwiceIsTwoPiecesWhenAnotherLiesBetween() {
        PiecewiseLinearMap map = map(Polyline.through(numbers("0 1/4 3/4 1"), numbers("3/4 1 0 1/4")));
        assertThat(map.function().pieces()).as("pieces").isEqualTo(3);
        assertThat(Quotient.of(map.function().slope(0))).as("first").isEqualTo(Quotient.ONE);
        assertThat(Quotient.of(map.function().slope(1))).as("second").isEqualTo(Quotient.of(-2));
        assertThat(Quotient.of(map.function().slope(2))).as("third").isEqualTo(Quotient.ONE);
    }

    @Test
    void valuesBeyondTheEndsGiveNoMap() {
        Network network = Polyline.through(numbers("0 1/2 1"), numbers("0 1000000000001/1000000000000 0"));
        assertThat(network.domain()).as("domain").isEqualTo(Domain.UNIT);
        assertThatExceptionOfType(DomainNotInvariantException.class)
                .as("not into itself")
                .isThrownBy(() -> map(network));
    }

    @ParameterizedTest
    @CsvSource({
        "0,       0,       1 points with 1 values",
        "0 1,     0,       2 points with 1 values",
        "0 1,     0 1 2,   2 points with 3 values",
        "0 1 1,   0 1 0,   1 is not right of 1",
        "0 1 1/2, 0 1 0,   1/2 is not right of 1",
        "1 0,     0 1,     0 is not right of 1"
    })
    void badArgumentsAreRefused(String xs, String ys, String message) {
        assertThatIllegalArgumentException()
                .as("points %s, values %s", xs, ys)
                .isThrownBy(() -> Polyline.through(numbers(xs), numbers(ys)))
                .withMessage(message);
    }

    @Test
    void badArgumentsOnTheLineAreRefused() {
        assertThatIllegalArgumentException()
                .as("no points")
                .isThrownBy(() -> Polyline.throughOnTheLine(Rational.ONE, List.of(), List.of(), Rational.ONE))
                .withMessage("0 points with 0 values");
        assertThatIllegalArgumentException()
                .as("out of order")
                .isThrownBy(
                        () -> Polyline.throughOnTheLine(Rational.ONE, numbers("0 -1"), numbers("0 0"), Rational.ONE))
                .withMessage("-1 is not right of 0");
    }
}
