package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of tanh and of the logistic function hold the true value, and hardly more. */
class CurveTest {
    private static final List<Integer> PRECISIONS = List.of(16, 24, 53, 64, 113, 300);

    static Stream<Arguments> curves() {
        return PRECISIONS.stream()
                .flatMap(precision -> Stream.of("tanh", "sigmoid").map(name -> Arguments.of(name, precision)));
    }

    private static SmoothOracle oracle(int precision) {
        return new SmoothOracle(precision + 40);
    }

    private static int far(String name, int precision) {
        return name.equals("tanh") ? precision : 16 * precision;
    }

    private static Span at(Curve curve, Ratio x) {
        return curve.image(Span.point(x.fraction()));
    }

    private static Ratio any(Random random, String name, int precision) {
        Ratio noise = Ratio.of(random.nextInt(2001) - 1000, 1 + random.nextInt(1000));
        BigInteger power = BigInteger.ONE.shiftLeft(random.nextInt(3 * precision));
        Ratio sign = Ratio.of(random.nextBoolean() ? 1 : -1);
        Ratio edge = Ratio.of(far(name, precision)).times(sign);
        return switch (random.nextInt(7)) {
            case 0 -> noise.over(new Ratio(power, BigInteger.ONE));
            case 1 -> noise.times(new Ratio(power, BigInteger.ONE));
            case 2 -> edge.plus(noise.over(Ratio.of(1000)));
            case 3 -> edge.plus(noise.over(new Ratio(power, BigInteger.ONE)));
            case 4 -> noise.times(Ratio.of(precision)).over(Ratio.of(1000));
            case 5 -> noise.plus(Ratio.of(1).over(new Ratio(power, BigInteger.ONE)));
            default -> Ratio.of(random.nextInt(65) - 32, 8);
        };
    }

    @ParameterizedTest
    @MethodSource("curves")
    void valuesLieWithinTheBounds(String name, int precision) {
        Curve curve = Curve.of(name, precision);
        SmoothOracle oracle = oracle(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 400; i++) {
            Ratio x = any(random, name, precision);
            BigDecimal value = oracle.activate(name, oracle.of(x));
            assertThat(oracle.holds(at(curve, x), value))
                    .as("%s of %s in %s", name, x, at(curve, x))
                    .isTrue();
        }
    }

    /**
     * Arguments whose values lie beside a number of few bits, by less than the spare bits of the sum tell: what is rounded in
     * the wrong direction anywhere shows here.
     */
    @ParameterizedTest
    @Tag("long")
    @MethodSource("besideShortNumbers")
    void valuesBesideShortNumbersLieWithinTheBounds(String name, int precision, boolean left) {
        Curve curve = Curve.of(name, precision);
        SmoothOracle oracle = new SmoothOracle(2 * precision + 80);
        Random random = new Random(precision);
        for (int i = 0; i < 30; i++) {
            int bits = 1 + random.nextInt(precision);
            BigInteger top = new BigInteger(bits, random).setBit(0);
            Ratio part = new Ratio(top, BigInteger.ONE.shiftLeft(bits + random.nextInt(3)));
            Ratio value = name.equals("tanh") ? part : part.over(Ratio.of(2)).plus(left ? Ratio.ZERO : Ratio.of(1, 2));
            Ratio x = argument(oracle, name, name.equals("tanh") && left ? value.negate() : value);
            for (int sign : new int[] {-1, 0, 1}) {
                Ratio little =
                        new Ratio(BigInteger.valueOf(sign), BigInteger.ONE.shiftLeft(precision + random.nextInt(24)));
                Ratio beside = x.plus(x.times(little));
                assertThat(oracle.holds(at(curve, beside), oracle.activate(name, oracle.of(beside))))
                        .as("%s beside %s, at %s: %s", name, value, beside, at(curve, beside))
                        .isTrue();
            }
        }
    }

    static Stream<Arguments> besideShortNumbers() {
        return curves().flatMap(curve ->
                Stream.of(true, false).map(left -> Arguments.of(curve.get()[0], curve.get()[1], left)));
    }

    /** Where a function has a value, to many digits. */
    private static Ratio argument(SmoothOracle oracle, String name, Ratio value) {
        Ratio odds = name.equals("tanh")
                ? Ratio.ONE.plus(value).over(Ratio.ONE.minus(value))
                : value.over(Ratio.ONE.minus(value));
        BigDecimal logarithm = oracle.ln(oracle.of(odds));
        Ratio exact = new Ratio(
                logarithm.unscaledValue().multiply(BigInteger.TEN.pow(Math.max(0, -logarithm.scale()))),
                BigInteger.TEN.pow(Math.max(0, logarithm.scale())));
        return name.equals("tanh") ? exact.over(Ratio.of(2)) : exact;
    }

    /** Two units of p bits; near 0 tanh is known to 2^−(p+8) only, as it is a difference from 1. */
    @ParameterizedTest
    @MethodSource("curves")
    void boundsAreTight(String name, int precision) {
        Curve curve = Curve.of(name, precision);
        Random random = new Random(precision);
        for (int i = 0; i < 400; i++) {
            Ratio x = any(random, name, precision);
            Span span = at(curve, x);
            Ratio low = Ratio.of(span.low());
            Ratio high = Ratio.of(span.high());
            Ratio units = low.max(low.negate()).max(high.max(high.negate())).times(power(2 - precision));
            boolean isFar = x.max(x.negate()).compareTo(Ratio.of(far(name, precision))) > 0;
            Ratio spare =
                    isFar ? power(-far(name, precision)) : name.equals("tanh") ? power(-precision - 8) : Ratio.ZERO;
            assertThat(high.minus(low)).as("%s of %s: %s", name, x, span).isLessThanOrEqualTo(units.plus(spare));
        }
    }

    private static Ratio power(int exponent) {
        return new Ratio(
                BigInteger.ONE.shiftLeft(Math.max(0, exponent)), BigInteger.ONE.shiftLeft(Math.max(0, -exponent)));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 300})
    void valuesAtZeroAndAtTheEndsAreExact(int precision) {
        Curve tanh = Curve.of("tanh", precision);
        Curve sigmoid = Curve.of("sigmoid", precision);
        assertThat(Ratio.of(at(tanh, Ratio.ZERO).low())).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(at(tanh, Ratio.ZERO).high())).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(at(sigmoid, Ratio.ZERO).low())).isEqualTo(Ratio.of(1, 2));
        assertThat(Ratio.of(at(sigmoid, Ratio.ZERO).high())).isEqualTo(Ratio.of(1, 2));
        assertThat(tanh.image(Span.LINE)).isEqualTo(new Span(Fraction.MINUS_ONE, Fraction.ONE));
        assertThat(sigmoid.image(Span.LINE)).isEqualTo(Span.UNIT);
        assertThat(at(tanh, Ratio.INFINITY)).isEqualTo(Span.point(Fraction.ONE));
        assertThat(at(tanh, Ratio.MINUS_INFINITY)).isEqualTo(Span.point(Fraction.MINUS_ONE));
        assertThat(at(sigmoid, Ratio.INFINITY)).isEqualTo(Span.point(Fraction.ONE));
        assertThat(at(sigmoid, Ratio.MINUS_INFINITY)).isEqualTo(Span.point(Fraction.ZERO));
    }

    /** Right of p and of 16 p the format says how much is known. */
    @ParameterizedTest
    @ValueSource(ints = {16, 64, 300})
    void farOutTheDistanceFromTheLimitIsKnown(int precision) {
        Ratio little = power(-precision);
        for (Ratio beyond : List.of(Ratio.of(1, 1000), Ratio.ONE, Ratio.of(Long.MAX_VALUE))) {
            Ratio x = Ratio.of(precision).plus(beyond);
            Ratio y = Ratio.of(16L * precision).plus(beyond);
            assertBounds(at(Curve.of("tanh", precision), x), Ratio.ONE.minus(little), Ratio.ONE);
            assertBounds(at(Curve.of("tanh", precision), x.negate()), Ratio.of(-1), little.minus(Ratio.ONE));
            assertBounds(at(Curve.of("sigmoid", precision), y), Ratio.ONE.minus(little), Ratio.ONE);
            assertBounds(at(Curve.of("sigmoid", precision), y.negate()), Ratio.ZERO, power(-16 * precision));
        }
    }

    private static void assertBounds(Span span, Ratio low, Ratio high) {
        assertThat(Ratio.of(span.low())).isEqualTo(low);
        assertThat(Ratio.of(span.high())).isEqualTo(high);
    }

    @ParameterizedTest
    @MethodSource("curves")
    void boundsRiseAndThoseOfAnIntervalAreThoseAtItsEnds(String name, int precision) {
        Curve curve = Curve.of(name, precision);
        Random random = new Random(precision);
        List<Ratio> points = new ArrayList<>(List.of(Ratio.MINUS_INFINITY, Ratio.INFINITY));
        for (int i = 0; i < 100; i++) {
            points.add(any(random, name, precision));
        }
        points.sort(null);
        for (int i = 1; i < points.size(); i++) {
            Span left = at(curve, points.get(i - 1));
            Span right = at(curve, points.get(i));
            assertThat(Ratio.of(left.low())).isLessThanOrEqualTo(Ratio.of(right.high()));
            assertThat(curve.image(
                            new Span(points.get(i - 1).fraction(), points.get(i).fraction())))
                    .isEqualTo(new Span(left.low(), right.high()));
        }
    }

    @Test
    void rangesAreKept() {
        Random random = new Random(3);
        for (String name : List.of("tanh", "sigmoid")) {
            Span range = Curve.of(name, 1).image(Span.LINE);
            for (int i = 0; i < 1000; i++) {
                assertThat(range.contains(at(Curve.of(name, 16), any(random, name, 16))))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void slopesHoldTheDerivativesAndHardlyMore(String name, int precision) {
        Curve curve = Curve.of(name, precision);
        SmoothOracle oracle = oracle(precision);
        Random random = new Random(precision);
        Ratio highest = name.equals("tanh") ? Ratio.ONE : Ratio.of(1, 4);
        for (int i = 0; i < 100; i++) {
            Ratio x = any(random, name, precision);
            Ratio y = random.nextInt(4) == 0 ? x : any(random, name, precision);
            Span slopes = curve.slopes(new Span(x.min(y).fraction(), x.max(y).fraction()));
            BigDecimal one = oracle.slope(name, oracle.of(x));
            BigDecimal other = oracle.slope(name, oracle.of(y));
            boolean holdsZero = x.sign() * y.sign() <= 0;
            BigDecimal most = holdsZero ? oracle.of(highest) : one.max(other);
            assertThat(oracle.holds(slopes, one))
                    .as("%s at %s: %s", name, x, slopes)
                    .isTrue();
            assertThat(oracle.holds(slopes, most))
                    .as("%s, %s to %s", name, x, y)
                    .isTrue();
            assertThat(oracle.holds(slopes, oracle.slope(name, oracle.of(x.middle(y)))))
                    .isTrue();
            assertThat(Ratio.of(slopes.low())).isGreaterThanOrEqualTo(Ratio.ZERO);
            assertThat(Ratio.of(slopes.high())).isLessThanOrEqualTo(highest);
            // A unit of the value, twice, as the derivative of the square is at most 2.
            BigDecimal little = SmoothOracle.powerOfTwo(3 - precision);
            MathContext context = new MathContext(2 * precision + 100);
            assertThat(one.min(other).subtract(oracle.of(slopes.low()), context))
                    .isLessThanOrEqualTo(little);
            assertThat(oracle.of(slopes.high()).subtract(most, context)).isLessThanOrEqualTo(little);
        }
    }

    @Test
    void slopesAtValuesHaveTheirGreatestAtTheCentre() {
        Curve tanh = Curve.of("tanh", 64);
        Curve sigmoid = Curve.of("sigmoid", 64);
        assertSlopes(tanh, "0 0", "1", "1");
        assertSlopes(tanh, "-1/2 1/4", "3/4", "1");
        assertSlopes(tanh, "1/4 1/2", "3/4", "15/16");
        assertSlopes(tanh, "-1/2 -1/4", "3/4", "15/16");
        assertSlopes(tanh, "0 1", "0", "1");
        assertSlopes(tanh, "-1 -1", "0", "0");
        assertSlopes(sigmoid, "1/2 1/2", "1/4", "1/4");
        assertSlopes(sigmoid, "1/4 1/2", "3/16", "1/4");
        assertSlopes(sigmoid, "1/4 3/8", "3/16", "15/64");
        assertSlopes(sigmoid, "5/8 3/4", "3/16", "15/64");
        assertSlopes(sigmoid, "0 7/8", "0", "1/4");
        assertSlopes(sigmoid, "1 1", "0", "0");
    }

    private static void assertSlopes(Curve curve, String values, String low, String high) {
        String[] ends = values.split(" ");
        Span slopes = curve.slopesAt(
                new Span(Ratio.of(ends[0]).fraction(), Ratio.of(ends[1]).fraction()));
        assertBounds(slopes, Ratio.of(low), Ratio.of(high));
    }
}
