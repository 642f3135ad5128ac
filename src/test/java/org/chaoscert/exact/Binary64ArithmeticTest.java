package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.chaoscert.oracle.Transcendental;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Inclusion, tightness and corner cases of binary64 intervals, against exact fractions and long decimal numbers. */
class Binary64ArithmeticTest {
    private static final Binary64Arithmetic BINARY64 = new Binary64Arithmetic();
    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final double MOST = Double.MAX_VALUE;
    private static final double LEAST = Double.MIN_VALUE;

    /** Moved outward by 6 units, from a value that is off by a few. */
    private static final int MOST_UNITS = 12;

    private static final double[] PLACES = {
        0.0,
        -0.0,
        LEAST,
        3 * LEAST,
        Double.MIN_NORMAL,
        Math.nextDown(Double.MIN_NORMAL),
        0x1p-600,
        0x1p-53,
        0.1,
        0.5,
        Math.nextDown(1.0),
        1,
        Math.nextUp(1.0),
        3,
        0x1p53,
        1e100,
        0x1p600,
        0x1p1023,
        Math.nextDown(MOST),
        MOST
    };

    /** An operation on intervals and the same on numbers. */
    private record Operation(String name, BinaryOperator<Rational> onNumbers) {
        Binary64Interval on(Binary64Interval x, Binary64Interval y) {
            return switch (name) {
                case "add" -> BINARY64.add(x, y);
                case "subtract" -> BINARY64.subtract(x, y);
                case "multiply" -> BINARY64.multiply(x, y);
                case "divide" -> BINARY64.divide(x, y);
                case "min" -> BINARY64.min(x, y);
                default -> BINARY64.max(x, y);
            };
        }

        boolean isExact() {
            return name.equals("min") || name.equals("max");
        }

        boolean isDefinedAt(Rational divisor) {
            return divisor.signum() != 0 || !name.equals("divide");
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

    private static double number(Random random) {
        double size = switch (random.nextInt(4)) {
            case 0 -> random.nextInt(9);
            case 1 -> Math.abs(random.nextGaussian());
            case 2 -> Math.scalb(1 + random.nextDouble(), random.nextInt(2098) - 1074);
            default -> PLACES[random.nextInt(PLACES.length)];
        };
        return random.nextBoolean() ? size : -size;
    }

    /** An interval, often around 0, a point or unbounded, now and then empty or the line. */
    private static Binary64Interval draw(Random random) {
        if (random.nextInt(40) == 0) {
            return random.nextBoolean() ? Binary64Interval.EMPTY : Binary64Interval.ENTIRE;
        }
        double a = number(random);
        double b = switch (random.nextInt(6)) {
            case 0 -> a;
            case 1 -> Math.nextUp(a) == INFINITY ? a : Math.nextUp(a);
            default -> number(random);
        };
        double low = random.nextInt(12) == 0 ? -INFINITY : Math.min(a, b);
        return new Binary64Interval(low, random.nextInt(12) == 0 ? INFINITY : Math.max(a, b));
    }

    /** Numbers of an interval: ends, others, and in unbounded ones some beyond the range of binary64. */
    private static List<Rational> numbersIn(Binary64Interval x, Random random) {
        List<Rational> numbers = new ArrayList<>();
        if (x.isEmpty()) {
            return numbers;
        }
        Rational far = Rational.ONE.scaledByPowerOfTwo(1030);
        Rational left = x.low() == -INFINITY ? far.negate() : Rational.of(x.low());
        Rational right = x.high() == INFINITY ? far : Rational.of(x.high());
        numbers.add(left);
        numbers.add(right);
        numbers.add(left.plus(right.minus(left).times(Rational.of(random.nextInt(1001), 1000))));
        double inside = number(random);
        if (x.low() <= inside && inside <= x.high()) {
            numbers.add(Rational.of(inside));
        }
        return numbers;
    }

    private static boolean holds(Binary64Interval x, Rational number) {
        return BINARY64.left(x).compareTo(number) <= 0 && number.compareTo(BINARY64.right(x)) <= 0;
    }

    /** The greatest binary64 number at or below a number, or −∞. */
    private static double floor(Rational x) {
        double below = new BigDecimal(x.numerator())
                .divide(new BigDecimal(x.denominator()), new MathContext(60))
                .doubleValue();
        while (below == INFINITY || (below > -INFINITY && Rational.of(below).compareTo(x) > 0)) {
            below = Math.nextDown(below);
        }
        // Makes 0 of −0.
        return below + 0.0;
    }

    private static double ceiling(Rational x) {
        return 0.0 - floor(x.negate());
    }

    private static double moved(double x, int units) {
        double moved = x;
        for (int i = 0; i < Math.abs(units); i++) {
            moved = units < 0 ? Math.nextDown(moved) : Math.nextUp(moved);
        }
        return moved + 0.0;
    }

    private static Binary64Interval interval(double low, double high) {
        return new Binary64Interval(low, high);
    }

    private static Binary64Interval point(double x) {
        return interval(x, x);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void resultsHoldTheResultOfAllNumbers(Operation operation) {
        Random random = new Random(41);
        for (int i = 0; i < 6000; i++) {
            Binary64Interval x = draw(random);
            Binary64Interval y = draw(random);
            Binary64Interval result = operation.on(x, y);
            for (Rational a : numbersIn(x, random)) {
                for (Rational b : numbersIn(y, random)) {
                    if (operation.isDefinedAt(b)) {
                        assertThat(holds(result, operation.onNumbers.apply(a, b)))
                                .as("%s %s %s = %s holds that of %s and %s", operation, x, y, result, a, b)
                                .isTrue();
                    }
                }
            }
        }
    }

    /** Of bounded intervals the extremes are taken at ends, but for divisors around 0. */
    @ParameterizedTest
    @MethodSource("operations")
    void endsAreOffByOneUnitAtMost(Operation operation) {
        Random random = new Random(42);
        int compared = 0;
        for (int i = 0; i < 4000; i++) {
            Binary64Interval x = draw(random);
            Binary64Interval y = draw(random);
            boolean isOpen = operation.name.equals("divide") && y.low() <= 0 && y.high() >= 0;
            if (x.isEmpty() || y.isEmpty() || isOpen || !isBounded(x) || !isBounded(y)) {
                continue;
            }
            List<Rational> corners = Stream.of(x.low(), x.high())
                    .flatMap(a -> Stream.of(y.low(), y.high())
                            .map(b -> operation.onNumbers.apply(Rational.of(a), Rational.of(b))))
                    .sorted()
                    .toList();
            double low = floor(corners.get(0));
            double high = ceiling(corners.get(3));
            Binary64Interval result = operation.on(x, y);
            int units = operation.isExact() ? 0 : 1;
            assertThat(result.low()).as("%s %s %s", operation, x, y).isBetween(moved(low, -units), low);
            assertThat(result.high()).as("%s %s %s", operation, x, y).isBetween(high, moved(high, units));
            compared++;
        }
        assertThat(compared).isGreaterThan(1500);
    }

    private static boolean isBounded(Binary64Interval x) {
        return x.low() > -INFINITY && x.high() < INFINITY;
    }

    /** The guesses that enclosures begin with are off by less than 2^−51. */
    private static void assertEnclosesNarrowly(Rational left, Rational right) {
        Binary64Interval found = BINARY64.between(left, right);
        double low = floor(left);
        double high = ceiling(right);
        assertThat(found.low()).as("%s to %s", left, right).isBetween(moved(low, -4), low);
        assertThat(found.high()).as("%s to %s", left, right).isBetween(high, moved(high, 4));
    }

    @Test
    void fractionsOfModerateSizeAreEnclosed() {
        RationalSamples samples = new RationalSamples(43);
        for (int i = 0; i < 20_000; i++) {
            Rational number = samples.moderate();
            Rational other = samples.coin() ? number : samples.moderate();
            Rational left = number.compareTo(other) <= 0 ? number : other;
            Rational right = number.compareTo(other) <= 0 ? other : number;
            assertEnclosesNarrowly(left, right);
            if (left.compareTo(right) < 0) {
                assertThat(BINARY64.between(right, left)).as("nothing").isEqualTo(Binary64Interval.EMPTY);
            }
        }
    }

    @Test
    void fractionsOfAllSizesAreEnclosed() {
        RationalSamples samples = new RationalSamples(50);
        for (int i = 0; i < 20_000; i++) {
            Rational number = samples.rational();
            assertEnclosesNarrowly(number, number);
        }
    }

    @Test
    void numbersOfBinary64AreThemselves() {
        Random random = new Random(51);
        for (int i = 0; i < 5000; i++) {
            double x = Math.scalb(random.nextDouble() - 0.5, random.nextInt(1900) - 900);
            assertThat(BINARY64.between(Rational.of(x), Rational.of(x))).isEqualTo(point(x));
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {LEAST, -LEAST, 3e-320, Double.MIN_NORMAL, MOST, -MOST, 0x1p1023, 0x1p-1022, 0x1p-1000, 0x1p1000})
    void theOutermostNumbersOfBinary64AreEnclosed(double x) {
        assertEnclosesNarrowly(Rational.of(x), Rational.of(x));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 999, 1020, 1024, 1025, 2000, -999, -1022, -1074, -1075, -1080, -5000})
    void fractionsBeyondTheRangeAreEnclosed(int exponent) {
        Rational third = Rational.of(4, 3).scaledByPowerOfTwo(exponent);
        for (Rational x : List.of(third, third.negate(), Rational.ONE.scaledByPowerOfTwo(exponent))) {
            assertEnclosesNarrowly(x, x);
        }
    }

    @Test
    void endsBetweenInfinities() {
        Rational minus = Rational.NEGATIVE_INFINITY;
        Rational plus = Rational.POSITIVE_INFINITY;
        assertThat(BINARY64.between(minus, plus)).isEqualTo(Binary64Interval.ENTIRE);
        assertThat(BINARY64.between(plus, plus)).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.between(minus, minus)).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.between(plus, minus)).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.between(minus, Rational.ZERO)).isEqualTo(interval(-INFINITY, 0));
        assertThat(BINARY64.between(Rational.of(-2), plus)).isEqualTo(interval(-2, INFINITY));
        assertThat(BINARY64.left(Binary64Interval.EMPTY)).isEqualTo(plus);
        assertThat(BINARY64.right(Binary64Interval.EMPTY)).isEqualTo(minus);
        assertThat(BINARY64.left(Binary64Interval.ENTIRE)).isEqualTo(minus);
        assertThat(BINARY64.right(interval(-0.0, 0.1))).isEqualTo(Rational.of(0.1));
        assertThat(BINARY64.left(interval(-0.0, 0.1))).isEqualTo(Rational.ZERO);
    }

    @Test
    void bothZerosAreOne() {
        assertThat(interval(-0.0, -0.0)).isEqualTo(interval(0.0, 0.0)).hasSameHashCodeAs(interval(0.0, -0.0));
        assertThat(Double.doubleToRawLongBits(interval(-0.0, 1).low())).isZero();
        assertThat(Double.doubleToRawLongBits(interval(-1, -0.0).high())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "NaN, 0", "0, NaN", "Infinity, Infinity", "-Infinity, -Infinity", "Infinity, 1", "1, -Infinity"
    })
    void endsOfNoIntervalAreRefused(double low, double high) {
        assertThatIllegalArgumentException().isThrownBy(() -> interval(low, high));
    }

    /** As IEEE Standard 1788 has them. */
    @Test
    void quotientsByIntervalsAtZero() {
        Binary64Interval one = point(1);
        assertThat(BINARY64.divide(one, point(0))).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.divide(point(0), point(0))).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.divide(one, interval(-1, 1))).isEqualTo(Binary64Interval.ENTIRE);
        assertThat(BINARY64.divide(point(0), interval(-1, 1))).isEqualTo(point(0));
        assertThat(BINARY64.divide(point(0), Binary64Interval.ENTIRE)).isEqualTo(point(0));
        assertThat(BINARY64.divide(interval(1, 2), interval(0, 4))).isEqualTo(interval(Math.nextDown(0.25), INFINITY));
        assertThat(BINARY64.divide(interval(1, 2), interval(-4, 0))).isEqualTo(interval(-INFINITY, Math.nextUp(-0.25)));
        assertThat(BINARY64.divide(interval(-2, -1), interval(0, 4)))
                .isEqualTo(interval(-INFINITY, Math.nextUp(-0.25)));
        assertThat(BINARY64.divide(interval(-1, 2), interval(0, 4))).isEqualTo(Binary64Interval.ENTIRE);
        assertThat(BINARY64.divide(interval(0, 2), interval(0, 4))).isEqualTo(interval(0, INFINITY));
        assertThat(BINARY64.divide(one, interval(2, INFINITY))).isEqualTo(interval(0, Math.nextUp(0.5)));
        assertThat(BINARY64.divide(interval(-1, 1), interval(-INFINITY, -2)))
                .isEqualTo(interval(Math.nextDown(-0.5), Math.nextUp(0.5)));
        assertThat(BINARY64.divide(Binary64Interval.ENTIRE, Binary64Interval.ENTIRE))
                .isEqualTo(Binary64Interval.ENTIRE);
        assertThat(BINARY64.divide(interval(1, INFINITY), interval(1, INFINITY)))
                .isEqualTo(interval(0, INFINITY));
    }

    @Test
    void productsWithZeroAreZero() {
        for (double end : PLACES) {
            Binary64Interval around = interval(-end, end);
            assertThat(BINARY64.multiply(point(0), around)).isEqualTo(point(0));
            assertThat(BINARY64.multiply(around, point(-0.0))).isEqualTo(point(0));
            assertThat(BINARY64.add(around, point(0))).isEqualTo(around);
            assertThat(BINARY64.subtract(point(0), around)).isEqualTo(around);
        }
        assertThat(BINARY64.multiply(point(0), Binary64Interval.ENTIRE)).isEqualTo(point(0));
        assertThat(BINARY64.multiply(interval(0, INFINITY), interval(-INFINITY, 0)))
                .isEqualTo(interval(-INFINITY, 0));
        assertThat(BINARY64.multiply(interval(0, 1), interval(2, INFINITY))).isEqualTo(interval(0, INFINITY));
    }

    @Test
    void overflowEndsInInfinityAndUnderflowNotInZero() {
        assertThat(BINARY64.add(point(MOST), point(MOST))).isEqualTo(interval(MOST, INFINITY));
        assertThat(BINARY64.multiply(point(MOST), point(-2))).isEqualTo(interval(-INFINITY, -MOST));
        assertThat(BINARY64.divide(point(MOST), point(LEAST))).isEqualTo(interval(MOST, INFINITY));
        assertThat(BINARY64.multiply(point(LEAST), point(LEAST))).isEqualTo(interval(-LEAST, LEAST));
        assertThat(BINARY64.divide(point(-LEAST), point(MOST))).isEqualTo(interval(-LEAST, LEAST));
        assertThat(BINARY64.subtract(point(LEAST), point(LEAST))).isEqualTo(interval(-LEAST, LEAST));
    }

    @Test
    void sides() {
        assertThat(Stream.of(point(0), interval(0, 1), interval(-0.0, INFINITY), interval(LEAST, 1))
                        .map(BINARY64::side))
                .containsOnly(1);
        assertThat(Stream.of(interval(-1, 0), interval(-INFINITY, -0.0), point(-LEAST))
                        .map(BINARY64::side))
                .containsOnly(-1);
        assertThat(Stream.of(interval(-LEAST, LEAST), Binary64Interval.ENTIRE).map(BINARY64::side))
                .containsOnly(0);
    }

    @Test
    void hullAndIntersectionAreExact() {
        Random random = new Random(44);
        for (int i = 0; i < 4000; i++) {
            Binary64Interval x = draw(random);
            Binary64Interval y = draw(random);
            Binary64Interval hull = BINARY64.hull(x, y);
            Binary64Interval both = BINARY64.intersection(x, y);
            for (double end : new double[] {x.low(), x.high(), y.low(), y.high()}) {
                boolean inBoth = x.low() <= end && end <= x.high() && y.low() <= end && end <= y.high();
                assertThat(both.low() <= end && end <= both.high())
                        .as("%s in %s and %s", end, x, y)
                        .isEqualTo(inBoth);
            }
            if (x.isEmpty() || y.isEmpty()) {
                assertThat(both).isEqualTo(Binary64Interval.EMPTY);
                assertThat(hull).isEqualTo(x.isEmpty() ? y : x);
            } else {
                assertThat(List.of(x.low(), y.low())).contains(hull.low());
                assertThat(hull.low()).isLessThanOrEqualTo(x.low()).isLessThanOrEqualTo(y.low());
                assertThat(List.of(x.high(), y.high())).contains(hull.high());
                assertThat(hull.high()).isGreaterThanOrEqualTo(x.high()).isGreaterThanOrEqualTo(y.high());
            }
        }
    }

    @Test
    void theEmptySetStaysEmpty() {
        for (Operation operation : operations()) {
            for (Binary64Interval other :
                    List.of(point(1), point(0), Binary64Interval.ENTIRE, Binary64Interval.EMPTY)) {
                assertThat(operation.on(Binary64Interval.EMPTY, other)).isEqualTo(Binary64Interval.EMPTY);
                assertThat(operation.on(other, Binary64Interval.EMPTY)).isEqualTo(Binary64Interval.EMPTY);
            }
        }
        assertThat(BINARY64.tanh(Binary64Interval.EMPTY)).isEqualTo(Binary64Interval.EMPTY);
        assertThat(BINARY64.sigmoid(Binary64Interval.EMPTY)).isEqualTo(Binary64Interval.EMPTY);
        assertThat(Binary64Interval.EMPTY.isEmpty()).isTrue();
        assertThat(Binary64Interval.ENTIRE.isEmpty()).isFalse();
    }

    // Functions.

    private static Stream<Double> arguments(Random random) {
        Stream<Double> drawn = Stream.generate(() -> switch (random.nextInt(4)) {
                    case 0 -> 3 * random.nextGaussian();
                    case 1 -> 40 * random.nextGaussian();
                    case 2 -> 800 * (2 * random.nextDouble() - 1);
                    default -> number(random);
                })
                .limit(3000);
        Stream<Double> special = Stream.of(
                0.0, -0.0, 709.78, -709.78, 709.8, -709.8, -708.3, -708.4, 745.0, -745.0, -745.2, 800.0, -800.0, 18.0,
                -18.0, 19.0, 19.1, 22.0, 36.7, 37.5, -37.5, 0x1p-27, -0x1p-28, MOST, -MOST, LEAST, -LEAST);
        return Stream.concat(special, drawn);
    }

    private static Rational rational(BigDecimal x) {
        return x.scale() >= 0
                ? Rational.of(x.unscaledValue(), BigInteger.TEN.pow(x.scale()))
                : Rational.of(x.unscaledValue().multiply(BigInteger.TEN.pow(-x.scale())));
    }

    private static void assertEncloses(Binary64Interval found, BigDecimal value, double x) {
        Rational exact = rational(value);
        assertThat(holds(found, exact)).as("%s holds the value at %s", found, x).isTrue();
        double low = floor(exact);
        double high = ceiling(exact);
        assertThat(found.low()).as("lower end at %s", x).isGreaterThanOrEqualTo(moved(low, -MOST_UNITS));
        assertThat(found.high()).as("upper end at %s", x).isLessThanOrEqualTo(moved(high, MOST_UNITS));
    }

    @Test
    void tanhHoldsItsValues() {
        Random random = new Random(45);
        arguments(random).forEach(x -> {
            Binary64Interval found = BINARY64.tanh(point(x));
            assertEncloses(found, Transcendental.tanh(new BigDecimal(x)), x);
            assertThat(found.low()).isGreaterThanOrEqualTo(-1);
            assertThat(found.high()).isLessThanOrEqualTo(1);
            assertThat(BINARY64.tanh(point(-x))).as("mirrored").isEqualTo(BINARY64.subtract(point(0), found));
        });
        assertThat(BINARY64.tanh(point(0))).as("tanh 0").isEqualTo(point(0));
        assertThat(BINARY64.tanh(interval(0, INFINITY))).isEqualTo(interval(0, 1));
        assertThat(BINARY64.tanh(Binary64Interval.ENTIRE)).isEqualTo(interval(-1, 1));
    }

    @Test
    void sigmoidHoldsItsValues() {
        Random random = new Random(46);
        arguments(random).forEach(x -> {
            Binary64Interval found = BINARY64.sigmoid(point(x));
            BigDecimal value = Transcendental.sigmoid(new BigDecimal(x));
            assertThat(found.low()).isGreaterThanOrEqualTo(0);
            assertThat(found.high()).isLessThanOrEqualTo(1).isPositive();
            if (x > -708) {
                assertEncloses(found, value, x);
            } else {
                // The value is below the least normal number, about.
                assertThat(holds(found, rational(value)))
                        .as("%s holds that at %s", found, x)
                        .isTrue();
                assertThat(found.high()).isLessThanOrEqualTo(4 * Double.MIN_NORMAL);
            }
        });
        assertThat(BINARY64.sigmoid(Binary64Interval.ENTIRE)).isEqualTo(interval(0, 1));
        assertThat(BINARY64.sigmoid(interval(-INFINITY, -MOST)).low()).isZero();
        assertThat(BINARY64.sigmoid(interval(-INFINITY, -MOST)).high()).isPositive();
    }

    /** The value far out is above 0 and below 1, if barely. */
    @ParameterizedTest
    @ValueSource(doubles = {709.8, 745, 745.2, 800, 1e4, 1e300, MOST})
    void farOutFunctionsDoNotTakeTheirLimits(double x) {
        assertThat(BINARY64.sigmoid(point(-x)).high()).isPositive();
        assertThat(BINARY64.sigmoid(point(-x)).low()).isZero();
        assertThat(BINARY64.sigmoid(point(x)).low()).isLessThan(1);
        assertThat(BINARY64.sigmoid(point(x)).high()).isOne();
        assertThat(BINARY64.tanh(point(x)).low()).isLessThan(1);
        assertThat(BINARY64.tanh(point(-x)).high()).isGreaterThan(-1);
    }

    @Test
    void functionsOfIntervalsHoldWhatLiesBetween() {
        Random random = new Random(47);
        for (int i = 0; i < 400; i++) {
            Binary64Interval x = draw(random);
            Binary64Interval tanh = BINARY64.tanh(x);
            Binary64Interval sigmoid = BINARY64.sigmoid(x);
            for (Rational number : numbersIn(x, random)) {
                BigDecimal decimal = new BigDecimal(number.numerator())
                        .divide(new BigDecimal(number.denominator()), Transcendental.DIGITS);
                assertThat(holds(tanh, rational(Transcendental.tanh(decimal))))
                        .as("tanh %s = %s holds that of %s", x, tanh, number)
                        .isTrue();
                assertThat(holds(sigmoid, rational(Transcendental.sigmoid(decimal))))
                        .as("sigmoid %s = %s holds that of %s", x, sigmoid, number)
                        .isTrue();
            }
        }
    }

    /** Both arithmetics keep the same contract, so the tighter one lies in the other. */
    @Test
    void moreBitsGiveWhatLiesWithin() {
        Random random = new Random(48);
        IntervalArithmetic precise = new IntervalArithmetic(120);
        for (int i = 0; i < 2000; i++) {
            Binary64Interval x = draw(random);
            Interval same = precise.between(BINARY64.left(x), BINARY64.right(x));
            assertThat(precise.left(same)).isEqualTo(BINARY64.left(x));
            assertThat(precise.right(same)).isEqualTo(BINARY64.right(x));
            assertThat(precise.side(same)).as("side of %s", x).isEqualTo(BINARY64.side(x));
            if (!x.isEmpty() && Math.abs(x.low()) < 1e4 && Math.abs(x.high()) < 1e4) {
                assertThat(isWithin(precise.tanh(same), BINARY64.tanh(x)))
                        .as("tanh %s", x)
                        .isTrue();
                assertThat(isWithin(precise.sigmoid(same), BINARY64.sigmoid(x)))
                        .as("sigmoid %s", x)
                        .isTrue();
            }
        }
    }

    private static boolean isWithin(Interval inner, Binary64Interval outer) {
        return holds(outer, inner.left()) && holds(outer, inner.right());
    }

    @Test
    void setOperationsOfBothArithmeticsAgree() {
        Random random = new Random(49);
        IntervalArithmetic precise = new IntervalArithmetic(64);
        for (int i = 0; i < 2000; i++) {
            Binary64Interval x = draw(random);
            Binary64Interval y = draw(random);
            Interval a = precise.between(BINARY64.left(x), BINARY64.right(x));
            Interval b = precise.between(BINARY64.left(y), BINARY64.right(y));
            assertSame(precise.min(a, b), BINARY64.min(x, y));
            assertSame(precise.max(a, b), BINARY64.max(x, y));
            assertSame(precise.hull(a, b), BINARY64.hull(x, y));
            assertSame(precise.intersection(a, b), BINARY64.intersection(x, y));
        }
    }

    private static void assertSame(Interval expected, Binary64Interval found) {
        assertThat(BINARY64.left(found)).isEqualTo(expected.left());
        assertThat(BINARY64.right(found)).isEqualTo(expected.right());
    }
}
