package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inclusion, tightness and corner cases of the operations, against exact fractions. */
class IntervalArithmeticTest {
    private static final Rational MINUS_INFINITY = Rational.NEGATIVE_INFINITY;
    private static final Rational INFINITY = Rational.POSITIVE_INFINITY;

    /** An operation on intervals and the same on numbers. */
    private record Operation(String name, BinaryOperator<Rational> onNumbers) {
        Interval on(IntervalArithmetic arithmetic, Interval x, Interval y) {
            return switch (name) {
                case "add" -> arithmetic.add(x, y);
                case "subtract" -> arithmetic.subtract(x, y);
                case "multiply" -> arithmetic.multiply(x, y);
                case "divide" -> arithmetic.divide(x, y);
                case "min" -> x.min(y);
                default -> x.max(y);
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Operation> operations() {
        return List.of(
                new Operation("add", Rational::plus),
                new Operation("subtract", Rational::minus),
                new Operation("multiply", Rational::times),
                new Operation("divide", Rational::dividedBy),
                new Operation("min", (x, y) -> x.compareTo(y) <= 0 ? x : y),
                new Operation("max", (x, y) -> x.compareTo(y) >= 0 ? x : y));
    }

    /** The nearest number of p bits at or below x, by trial. */
    static Rational floor(Rational x, int precision) {
        if (x.signum() == 0) {
            return x;
        }
        BigInteger most = BigInteger.ONE.shiftLeft(precision);
        int unit = (x.numerator().bitLength() - x.denominator().bitLength()) - precision - 2;
        BigInteger steps = x.scaledByPowerOfTwo(-unit).floor();
        while (steps.abs().compareTo(most) > 0) {
            unit++;
            steps = x.scaledByPowerOfTwo(-unit).floor();
        }
        return Rational.dyadic(steps, -unit);
    }

    static Rational ceiling(Rational x, int precision) {
        return floor(x.negate(), precision).negate();
    }

    static Interval interval(Rational left, Rational right) {
        return new IntervalArithmetic(IntervalArithmetic.MOST_PRECISION).between(left, right);
    }

    private static Interval interval(String left, String right) {
        return interval(end(left), end(right));
    }

    private static Rational end(String text) {
        return switch (text) {
            case "-inf" -> MINUS_INFINITY;
            case "inf" -> INFINITY;
            default -> Numerals.quoted(text);
        };
    }

    /** A short dyadic interval, sometimes a point, sometimes with an end at 0, sometimes unbounded. */
    private static Interval draw(RationalSamples samples) {
        Rational a = dyadic(samples);
        Rational b = samples.between(0, 5) == 0 ? a : samples.between(0, 5) == 0 ? Rational.ZERO : dyadic(samples);
        Rational left = a.compareTo(b) <= 0 ? a : b;
        Rational right = a.compareTo(b) <= 0 ? b : a;
        return interval(
                samples.between(0, 9) == 0 ? MINUS_INFINITY : left, samples.between(0, 9) == 0 ? INFINITY : right);
    }

    private static Rational dyadic(RationalSamples samples) {
        return Rational.dyadic(BigInteger.valueOf(samples.between(-70, 70)), samples.between(-3, 9));
    }

    /** Numbers of an interval, its ends among them. */
    private static List<Rational> numbersIn(Interval x, RationalSamples samples) {
        Rational left = x.left().isFinite()
                ? x.left()
                : (x.right().isFinite() ? x.right() : Rational.ZERO).minus(Rational.of(900));
        Rational right = x.right().isFinite() ? x.right() : left.plus(Rational.of(1800));
        List<Rational> numbers = new ArrayList<>(List.of(left, right));
        for (int i = 0; i < 4; i++) {
            Rational share = Rational.of(samples.between(0, 1000), 1000);
            numbers.add(left.plus(right.minus(left).times(share)));
        }
        return numbers;
    }

    private static Stream<Arguments> operationsAndPrecisions() {
        return operations().stream()
                .flatMap(operation -> Stream.of(4, 11, 53, 200).map(precision -> Arguments.of(operation, precision)));
    }

    @ParameterizedTest
    @MethodSource("operationsAndPrecisions")
    void resultsHoldTheResultOfAllNumbers(Operation operation, int precision) {
        RationalSamples samples = new RationalSamples(31L + precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        for (int i = 0; i < 400; i++) {
            Interval x = draw(samples);
            Interval y = draw(samples);
            Interval result = operation.on(arithmetic, x, y);
            for (Rational a : numbersIn(x, samples)) {
                for (Rational b : numbersIn(y, samples)) {
                    if (b.signum() != 0 || !operation.name.equals("divide")) {
                        assertThat(result.contains(operation.onNumbers.apply(a, b)))
                                .as("%s %s %s = %s holds that of %s and %s", operation, x, y, result, a, b)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Of bounded intervals the extremes are taken at ends, but for divisors around 0. */
    @ParameterizedTest
    @MethodSource("operationsAndPrecisions")
    void resultsAreTheSmallestOfTheirPrecision(Operation operation, int precision) {
        RationalSamples samples = new RationalSamples(57L + precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        boolean rounds = !operation.name.equals("min") && !operation.name.equals("max");
        int compared = 0;
        for (int i = 0; i < 600; i++) {
            Interval x = draw(samples);
            Interval y = draw(samples);
            boolean divides = operation.name.equals("divide") && y.contains(Rational.ZERO);
            if (!x.isBounded() || !y.isBounded() || divides) {
                continue;
            }
            List<Rational> corners = Stream.of(x.left(), x.right())
                    .flatMap(a -> Stream.of(y.left(), y.right()).map(b -> operation.onNumbers.apply(a, b)))
                    .sorted()
                    .toList();
            Rational left = rounds ? floor(corners.get(0), precision) : corners.get(0);
            Rational right = rounds ? ceiling(corners.get(3), precision) : corners.get(3);
            assertThat(operation.on(arithmetic, x, y))
                    .as("%s %s %s with %s bits", operation, x, y, precision)
                    .isEqualTo(interval(left, right));
            compared++;
        }
        assertThat(compared).isGreaterThan(150);
    }

    @Test
    void sumsOfNumbersFarApartAreRoundedAsIfExact() {
        RationalSamples samples = new RationalSamples(5);
        for (int i = 0; i < 3000; i++) {
            int precision = samples.between(4, 12);
            Rational large =
                    Rational.of(samples.between(0, 3) == 0 ? 1 << samples.between(0, 14) : samples.between(1, 9000));
            Rational small = Rational.dyadic(BigInteger.valueOf(samples.between(-9, 9)), samples.between(-5, 60));
            Rational x = samples.coin() ? large : large.negate();
            Interval sum = new IntervalArithmetic(precision).add(interval(x, x), interval(small, small));
            assertThat(sum)
                    .as("%s + %s with %s bits", x, small, precision)
                    .isEqualTo(interval(floor(x.plus(small), precision), ceiling(x.plus(small), precision)));
        }
    }

    /** The exact sum would have 10^9 bits. */
    @Test
    void noSumIsAsLongAsTheDistanceOfItsNumbers() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(53);
        Interval one = interval("1", "1");
        Interval tiny = arithmetic.power(interval("1/2", "1/2"), 1 << 29);
        assertThat(tiny).hasToString("[1*2^-536870912, 1*2^-536870912]");
        assertThat(arithmetic.add(tiny, interval("0", "0"))).isEqualTo(tiny);
        assertThat(arithmetic.subtract(interval("0", "0"), tiny)).isEqualTo(tiny.negate());
        assertThat(arithmetic.add(one, tiny))
                .isEqualTo(interval(Rational.ONE, Rational.ONE.plus(Rational.dyadic(BigInteger.ONE, 52))));
        assertThat(arithmetic.subtract(one, tiny))
                .isEqualTo(interval(Rational.ONE.minus(Rational.dyadic(BigInteger.ONE, 53)), Rational.ONE));
    }

    /** Some sixty squarings reach numbers whose exponents fit no long. */
    @Test
    void resultsBeyondAllExponentsAreRoundedOutward() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(53);
        Interval small = interval("1/2", "3/4");
        Interval large = interval("-3", "-2");
        for (int i = 0; i < 80; i++) {
            small = arithmetic.multiply(small, small);
            large = arithmetic.add(arithmetic.power(large, 2), interval("1/4", "1/4"));
        }
        Interval tiny = interval(Rational.dyadic(BigInteger.ONE, 1 << 20), Rational.dyadic(BigInteger.ONE, 1 << 20));
        assertThat(small.left()).isEqualTo(Rational.ZERO);
        assertThat(small.strictlyPrecedes(tiny)).isTrue();
        assertThat(small.contains(Rational.ZERO)).isTrue();
        assertThat(interval("0", "0").isInInteriorOf(small.hull(small.negate())))
                .as("its right end is not 0")
                .isTrue();
        assertThat(large.right()).isEqualTo(INFINITY);
        assertThat(interval("1000000", "1000000").strictlyPrecedes(large)).isTrue();
        Interval mirrored = arithmetic.multiply(large, interval("-1", "-1"));
        assertThat(mirrored).isEqualTo(large.negate());
        assertThat(arithmetic.divide(interval("1", "1"), large).contains(Rational.ZERO))
                .isTrue();
        assertThat(arithmetic.multiply(small, large).isSubsetOf(interval("0", "inf")))
                .isTrue();
    }

    /** However they came about. */
    @Test
    void equalIntervalsHaveEqualHashCodes() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(53);
        Interval tiny = arithmetic.power(interval("1/2", "1/2"), 1 << 29);
        List<List<Interval>> equals = List.of(
                List.of(
                        interval("0", "0"),
                        arithmetic.multiply(interval("0", "0"), tiny),
                        arithmetic.log(interval("1", "1")),
                        arithmetic.subtract(tiny, tiny)),
                List.of(
                        interval("-6", "2"),
                        arithmetic.add(interval("-7", "1"), interval("1", "1")),
                        interval("-24/4", "8/4")),
                List.of(Interval.EMPTY, interval("1", "2").intersection(interval("3", "4"))));
        for (List<Interval> same : equals) {
            for (Interval one : same) {
                assertThat(one)
                        .isEqualTo(same.get(0))
                        .hasSameHashCodeAs(same.get(0))
                        .hasToString(same.get(0).toString());
            }
        }
        assertThat(interval("1", "2")).isNotEqualTo(interval("1", "3")).isNotEqualTo("[1, 2]");
        assertThat(Stream.of("0", "1", "-1", "3/4", "5/16", "80")
                        .flatMap(left -> Stream.of("80", "81", "inf").map(right -> interval(left, right)))
                        .map(Interval::hashCode)
                        .distinct())
                .as("hash codes of different intervals")
                .hasSize(18);
        assertThat(new Dyadic(BigInteger.TWO, 3))
                .isEqualTo(new Dyadic(BigInteger.ONE, 4))
                .isNotEqualTo(new Dyadic(BigInteger.ONE, 3));
        assertThat(new Dyadic(BigInteger.ZERO, 3)).isEqualTo(Dyadic.ZERO).isNotEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 24, 53, 300})
    void rootsAreTheTightestOnes(int precision) {
        RationalSamples samples = new RationalSamples(precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        for (int i = 0; i < 500; i++) {
            Rational number = Rational.dyadic(samples.integer().abs(), samples.between(-40, 300));
            Interval root = arithmetic.sqrt(interval(number, number));
            Rational low = root.left();
            Rational high = root.right();
            assertThat(low.times(low)).isLessThanOrEqualTo(number);
            assertThat(high.times(high)).isGreaterThanOrEqualTo(number);
            assertThat(floor(low, precision))
                    .as("%s has %s bits", low, precision)
                    .isEqualTo(low);
            assertThat(ceiling(high, precision)).isEqualTo(high);
            if (low.compareTo(high) < 0) {
                Rational between = low.plus(high).scaledByPowerOfTwo(-1);
                assertThat(floor(between, precision))
                        .as("nothing of %s bits is between", precision)
                        .isEqualTo(low);
            } else {
                assertThat(low.times(low)).isEqualTo(number);
            }
        }
        assertThat(arithmetic.sqrt(interval("-4", "9"))).isEqualTo(interval("0", "3"));
        assertThat(arithmetic.sqrt(interval("-4", "-1"))).isEqualTo(Interval.EMPTY);
        assertThat(arithmetic.sqrt(interval("4", "inf"))).isEqualTo(interval("2", "inf"));
        assertThat(arithmetic.sqrt(Interval.ENTIRE)).isEqualTo(interval("0", "inf"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 53})
    void powersHoldThePowersAndAreNearlyTight(int precision) {
        RationalSamples samples = new RationalSamples(2L * precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        for (int i = 0; i < 500; i++) {
            Rational number = dyadic(samples);
            int exponent = samples.between(number.signum() == 0 ? 0 : -40, 40);
            Rational exact = Rational.ONE;
            for (int j = 0; j < Math.abs(exponent); j++) {
                exact = exponent > 0 ? exact.times(number) : exact.dividedBy(number);
            }
            Interval power = arithmetic.power(interval(number, number), exponent);
            assertThat(power.contains(exact))
                    .as("%s^%s in %s", number, exponent, power)
                    .isTrue();
            // One unit more than the smallest enclosure has, on each side.
            Rational twice =
                    ceiling(exact, precision).minus(floor(exact, precision)).times(Rational.of(3));
            assertThat(power.right().minus(power.left()))
                    .as("%s^%s in %s", number, exponent, power)
                    .isLessThanOrEqualTo(twice);
        }
    }

    @Test
    void powersOfIntervals() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(53);
        assertThat(arithmetic.power(interval("-2", "3"), 2)).isEqualTo(interval("0", "9"));
        assertThat(arithmetic.power(interval("-3", "-2"), 2)).isEqualTo(interval("4", "9"));
        assertThat(arithmetic.power(interval("-2", "3"), 3)).isEqualTo(interval("-8", "27"));
        assertThat(arithmetic.power(interval("-2", "4"), -2)).isEqualTo(interval("1/16", "inf"));
        assertThat(arithmetic.power(interval("-2", "4"), -3)).isEqualTo(Interval.ENTIRE);
        assertThat(arithmetic.power(interval("-2", "0"), -1)).isEqualTo(interval("-inf", "-1/2"));
        assertThat(arithmetic.power(interval("0", "0"), -1)).isEqualTo(Interval.EMPTY);
        assertThat(arithmetic.power(interval("0", "0"), 0)).isEqualTo(interval("1", "1"));
        assertThat(arithmetic.power(Interval.ENTIRE, 0)).isEqualTo(interval("1", "1"));
        assertThat(arithmetic.power(Interval.ENTIRE, 4)).isEqualTo(interval("0", "inf"));
        assertThat(arithmetic.power(Interval.ENTIRE, 5)).isEqualTo(Interval.ENTIRE);
        assertThat(arithmetic.power(Interval.EMPTY, 0)).isEqualTo(Interval.EMPTY);
        assertThat(arithmetic.power(interval("1", "1"), -Integer.MAX_VALUE)).isEqualTo(interval("1", "1"));
        assertThat(arithmetic.power(interval("-1", "-1"), Integer.MAX_VALUE)).isEqualTo(interval("-1", "-1"));
        assertThatThrownBy(() -> arithmetic.power(interval("1", "1"), Integer.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the exponent -2147483648");
    }

    @Test
    void enclosuresOfFractionsAreTheSmallest() {
        RationalSamples samples = new RationalSamples(77);
        for (int i = 0; i < 1000; i++) {
            int precision = samples.between(4, 80);
            Rational number = samples.moderate();
            assertThat(new IntervalArithmetic(precision).around(number))
                    .as("%s with %s bits", number, precision)
                    .isEqualTo(interval(floor(number, precision), ceiling(number, precision)));
        }
        assertThat(new IntervalArithmetic(4).between(Rational.ONE, Rational.ZERO))
                .isEqualTo(Interval.EMPTY);
        assertThat(new IntervalArithmetic(4).between(MINUS_INFINITY, INFINITY)).isEqualTo(Interval.ENTIRE);
        assertThat(new IntervalArithmetic(4).around(INFINITY)).isEqualTo(Interval.EMPTY);
    }

    @Test
    void endsAreBinaryNumbers() {
        Interval third = new IntervalArithmetic(10).around(Rational.of(1, 3));
        assertThat(third.leftNumber().radix()).isEqualTo(2);
        assertThat(third.leftNumber().precision()).isEqualTo(Apfloat.INFINITE);
        assertThat(third.leftNumber()
                        .multiply(new Apfloat(2048, Apfloat.INFINITE, 2))
                        .longValueExact())
                .as("floor of 2048/3")
                .isEqualTo(682);
        assertThat(third.rightNumber()
                        .multiply(new Apfloat(2048, Apfloat.INFINITE, 2))
                        .longValueExact())
                .isEqualTo(683);
        assertThat(third).hasToString("[341/1024, 683/2048]");
        Interval far = new IntervalArithmetic(10).exp(interval("-10000", "inf"));
        assertThat(far.toString())
                .startsWith("[")
                .contains("*2^-")
                .endsWith(", inf]")
                .hasSizeLessThan(60);
        assertThatThrownBy(far::rightNumber)
                .hasMessageContaining("*2^-")
                .hasMessageEndingWith("has no number at this end");
        assertThat(Interval.ENTIRE).hasToString("[entire]");
        assertThat(Interval.EMPTY).hasToString("[empty]");
        assertThatThrownBy(Interval.ENTIRE::leftNumber)
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("[entire] has no number at this end");
        assertThatThrownBy(Interval.EMPTY::rightNumber).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void thePrecisionIsWhatWasChosen() {
        assertThat(new IntervalArithmetic(17).precision()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, IntervalArithmetic.MOST_PRECISION + 1, Integer.MAX_VALUE})
    void precisionsOutOfRangeAreRefused(int precision) {
        assertThatThrownBy(() -> new IntervalArithmetic(precision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a precision of " + precision + " bits");
    }

    @Test
    void theEmptySetStaysEmpty() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(53);
        Interval one = interval("1", "1");
        for (Operation operation : operations()) {
            assertThat(operation.on(arithmetic, Interval.EMPTY, one))
                    .as("%s", operation)
                    .isEqualTo(Interval.EMPTY);
            assertThat(operation.on(arithmetic, one, Interval.EMPTY))
                    .as("%s", operation)
                    .isEqualTo(Interval.EMPTY);
        }
        assertThat(Stream.of(
                        Interval.EMPTY.abs(),
                        Interval.EMPTY.negate(),
                        arithmetic.sqrt(Interval.EMPTY),
                        arithmetic.exp(Interval.EMPTY),
                        arithmetic.log(Interval.EMPTY),
                        arithmetic.tanh(Interval.EMPTY),
                        arithmetic.sigmoid(Interval.EMPTY)))
                .containsOnly(Interval.EMPTY);
    }
}
