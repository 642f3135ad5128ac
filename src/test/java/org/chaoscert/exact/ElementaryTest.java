package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.stream.Stream;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Elementary functions: against rational series with remainders, against Apfloat, and by laws between them. */
class ElementaryTest {
    private enum Function {
        EXP,
        LOG,
        TANH,
        SIGMOID;

        Interval on(IntervalArithmetic arithmetic, Interval x) {
            return switch (this) {
                case EXP -> arithmetic.exp(x);
                case LOG -> arithmetic.log(x);
                case TANH -> arithmetic.tanh(x);
                case SIGMOID -> arithmetic.sigmoid(x);
            };
        }

        /** To some bits less than x has digits, it seems. */
        Apfloat roughly(Apfloat x) {
            Apfloat one = new Apfloat(1, x.precision(), 2);
            return switch (this) {
                case EXP -> ApfloatMath.exp(x);
                case LOG -> ApfloatMath.log(x);
                case TANH -> ApfloatMath.tanh(x);
                case SIGMOID -> one.divide(one.add(ApfloatMath.exp(x.negate())));
            };
        }
    }

    private static Interval point(Rational x) {
        return IntervalArithmeticTest.interval(x, x);
    }

    private static Rational rational(Apfloat number) {
        long lowest = number.signum() == 0 ? 0 : number.scale() - number.size();
        BigInteger integer = ApfloatMath.scale(number.precision(Apfloat.INFINITE), -lowest)
                .truncate()
                .toBigInteger();
        return Rational.dyadic(integer, Math.toIntExact(-lowest));
    }

    private static Stream<Arguments> functionsAndPrecisions() {
        return Stream.of(Function.values())
                .flatMap(function -> Stream.of(4, 16, 53, 64, 250).map(precision -> Arguments.of(function, precision)));
    }

    private static Rational draw(RationalSamples samples, Function function) {
        Rational size = Rational.dyadic(
                BigInteger.valueOf(samples.between(1, 1 << 20)),
                samples.between(12, samples.between(0, 2) == 0 ? 400 : 30));
        if (function == Function.LOG) {
            return switch (samples.between(0, 3)) {
                case 0 -> Rational.ONE.plus(size.scaledByPowerOfTwo(-10));
                case 1 -> Rational.ONE.minus(size.scaledByPowerOfTwo(-10));
                default -> size.scaledByPowerOfTwo(samples.between(0, 300));
            };
        }
        Rational wide = function == Function.EXP ? size.scaledByPowerOfTwo(samples.between(0, 12)) : size;
        return samples.coin() ? wide : wide.negate();
    }

    /** Both bounds on their sides of a value known to 80 more bits, and less than two units of the last bit away from it. */
    @ParameterizedTest
    @MethodSource("functionsAndPrecisions")
    void boundsAreRightAndTight(Function function, int precision) {
        RationalSamples samples = new RationalSamples(precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        for (int i = 0; i < 25; i++) {
            Rational x = draw(samples, function);
            Interval found = function.on(arithmetic, point(x));
            // Near 0 and near 1, Apfloat loses as many bits as the argument is small.
            Apfloat number = point(x).leftNumber().precision(precision + 900);
            Rational value = rational(function.roughly(number));
            Rational size = value.signum() < 0 ? value.negate() : value;
            Rational slack = size.scaledByPowerOfTwo(-precision - 80);
            Rational unit = size.scaledByPowerOfTwo(1 - precision);
            assertThat(found.left()).as("below %s(%s)", function, x).isLessThanOrEqualTo(value.plus(slack));
            assertThat(found.right()).as("above %s(%s)", function, x).isGreaterThanOrEqualTo(value.minus(slack));
            assertThat(value.minus(found.left()))
                    .as("%s(%s) tight below", function, x)
                    .isLessThan(unit.times(Rational.of(2)));
            assertThat(found.right().minus(value))
                    .as("%s(%s) tight above", function, x)
                    .isLessThan(unit.times(Rational.of(2)));
            assertThat(IntervalArithmeticTest.floor(found.left(), precision)).isEqualTo(found.left());
            assertThat(IntervalArithmeticTest.floor(found.right(), precision)).isEqualTo(found.right());
        }
    }

    /** Taylor's sum of e^x in fractions: for x from 0 to 1 the remainder is between 0 and twice the first term left out. */
    @Test
    void theExponentialFunctionLiesBetweenItsSums() {
        RationalSamples samples = new RationalSamples(9);
        for (int i = 0; i < 40; i++) {
            Rational x = Rational.dyadic(BigInteger.valueOf(samples.between(0, 1 << 10)), 10);
            Rational term = Rational.ONE;
            Rational sum = Rational.ZERO;
            for (int n = 1; n <= 22; n++) {
                sum = sum.plus(term);
                term = term.times(x).dividedBy(Rational.of(n));
            }
            Interval found = new IntervalArithmetic(53).exp(point(x));
            assertThat(found.left()).isLessThanOrEqualTo(sum.plus(term).plus(term));
            assertThat(found.right()).isGreaterThanOrEqualTo(sum);
            assertThat(found.left()).isGreaterThan(sum.times(Rational.ONE.minus(Rational.dyadic(BigInteger.ONE, 50))));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20, 53, 113, 1000})
    void theLawsOfExponentialsAndLogarithmsHold(int precision) {
        RationalSamples samples = new RationalSamples(precision);
        IntervalArithmetic arithmetic = new IntervalArithmetic(precision);
        for (int i = 0; i < 30; i++) {
            Rational x = draw(samples, Function.EXP);
            Interval power = arithmetic.exp(point(x));
            Interval inverse = arithmetic.exp(point(x.negate()));
            assertThat(arithmetic.log(power).contains(x)).as("ln e^%s", x).isTrue();
            assertThat(arithmetic.multiply(power, inverse).contains(Rational.ONE))
                    .as("e^x e^-x")
                    .isTrue();
            Interval tangent = arithmetic.tanh(point(x));
            assertThat(arithmetic.tanh(point(x.negate()))).isEqualTo(tangent.negate());
            // The logistic function is (1 + tanh(x/2))/2.
            Interval twice =
                    arithmetic.multiply(point(Rational.of(2)), arithmetic.sigmoid(point(x.scaledByPowerOfTwo(1))));
            assertThat(arithmetic.subtract(twice, point(Rational.ONE)).isDisjointFrom(tangent))
                    .as("tanh and logistic function at %s", x)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Function.class)
    void intervalsAreMappedToIntervals(Function function) {
        RationalSamples samples = new RationalSamples(3);
        IntervalArithmetic arithmetic = new IntervalArithmetic(24);
        for (int i = 0; i < 100; i++) {
            Rational a = draw(samples, function);
            Rational b = draw(samples, function);
            Interval whole = IntervalArithmeticTest.interval(a.compareTo(b) <= 0 ? a : b, a.compareTo(b) <= 0 ? b : a);
            Rational middle = a.plus(b).scaledByPowerOfTwo(-1);
            assertThat(function.on(arithmetic, point(middle)).isSubsetOf(function.on(arithmetic, whole)))
                    .as("%s at %s, in that of %s", function, middle, whole)
                    .isTrue();
        }
    }

    @Test
    void farOutFunctionsStayWithinTheirRanges() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(20);
        Rational nearOne = Rational.ONE.minus(Rational.dyadic(BigInteger.ONE, 20));
        Interval justAbove =
                IntervalArithmeticTest.interval(Rational.ONE, Rational.ONE.plus(Rational.dyadic(BigInteger.ONE, 19)));
        Interval tiny = arithmetic.power(point(Rational.of(1, 2)), 1 << 29);
        assertThat(arithmetic.exp(tiny)).isEqualTo(justAbove);
        Interval times = IntervalArithmeticTest.interval(Rational.of(-(1 << 29)), Rational.of(-(1 << 29)));
        assertThat(arithmetic
                        .log(tiny)
                        .isDisjointFrom(arithmetic.multiply(times, arithmetic.log(point(Rational.of(2))))))
                .isFalse();
        assertThat(arithmetic
                        .tanh(tiny)
                        .isSubsetOf(arithmetic.multiply(tiny, IntervalArithmeticTest.interval(nearOne, Rational.ONE))))
                .isTrue();
        Interval high = IntervalArithmeticTest.interval(nearOne, Rational.ONE);
        Interval positive = IntervalArithmeticTest.interval(Rational.ZERO, Rational.POSITIVE_INFINITY);
        for (int exponent : new int[] {7, 29, 30, 31, 40, 1000, 1_000_000}) {
            Rational far = Rational.ONE.scaledByPowerOfTwo(exponent);
            assertThat(arithmetic.tanh(point(far))).as("tanh 2^%s", exponent).isEqualTo(high);
            assertThat(arithmetic.tanh(point(far.negate()))).isEqualTo(high.negate());
            assertThat(arithmetic.sigmoid(point(far)))
                    .as("logistic 2^%s", exponent)
                    .isEqualTo(high);
            Interval small = arithmetic.sigmoid(point(far.negate()));
            assertThat(small.isSubsetOf(arithmetic.exp(point(far.negate())).hull(small)))
                    .isTrue();
            assertThat(small.isSubsetOf(positive)).isTrue();
            assertThat(small.strictlyPrecedes(point(Rational.dyadic(BigInteger.ONE, 100))))
                    .isTrue();
            assertThat(arithmetic.exp(point(far)).isSubsetOf(positive)).isTrue();
            assertThat(point(Rational.ONE.scaledByPowerOfTwo(100)).strictlyPrecedes(arithmetic.exp(point(far))))
                    .isTrue();
        }
    }

    /** Beyond 2^29 it is only said that e^x is beyond 2^x. */
    @Test
    void exponentialsOutOfRange() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(20);
        Interval tiny = arithmetic.power(point(Rational.of(1, 2)), 1 << 29);
        Interval huge = arithmetic.divide(point(Rational.ONE), tiny);
        Interval upward = Interval.of(huge.low(), End.POSITIVE_INFINITY);
        Interval downward = tiny.hull(point(Rational.ZERO));
        for (int exponent : new int[] {29, 31, 100}) {
            Rational far = Rational.ONE.scaledByPowerOfTwo(exponent);
            assertThat(arithmetic.exp(point(far))).as("e^2^%s", exponent).isEqualTo(upward);
            assertThat(arithmetic.exp(point(far.negate())))
                    .as("e^-2^%s", exponent)
                    .isEqualTo(downward);
            assertThat(arithmetic.sigmoid(point(far.negate()))).isEqualTo(downward);
        }
        Rational within = Rational.of((1L << 29) - 1);
        assertThat(arithmetic.exp(point(within)).isBounded())
                .as("still in range")
                .isTrue();
        assertThat(arithmetic.exp(point(within.negate())).strictlyPrecedes(point(Rational.ZERO)))
                .isFalse();
        assertThat(arithmetic.exp(point(within.negate())).left()).isNotEqualTo(Rational.ZERO);
    }

    @Test
    void infiniteEnds() {
        IntervalArithmetic arithmetic = new IntervalArithmetic(30);
        Interval unit = IntervalArithmeticTest.interval(Rational.ZERO, Rational.ONE);
        Interval positive = IntervalArithmeticTest.interval(Rational.ZERO, Rational.POSITIVE_INFINITY);
        assertThat(arithmetic.exp(Interval.ENTIRE)).isEqualTo(positive);
        assertThat(arithmetic.exp(positive))
                .isEqualTo(IntervalArithmeticTest.interval(Rational.ONE, Rational.POSITIVE_INFINITY));
        assertThat(arithmetic.exp(positive.negate())).isEqualTo(unit);
        assertThat(arithmetic.log(positive)).isEqualTo(Interval.ENTIRE);
        assertThat(arithmetic.log(Interval.ENTIRE)).isEqualTo(Interval.ENTIRE);
        assertThat(arithmetic.log(positive.negate())).isEqualTo(Interval.EMPTY);
        assertThat(arithmetic.log(unit)).isEqualTo(positive.negate());
        assertThat(arithmetic.log(point(Rational.ONE))).isEqualTo(point(Rational.ZERO));
        assertThat(arithmetic.exp(point(Rational.ZERO))).isEqualTo(point(Rational.ONE));
        assertThat(arithmetic.tanh(Interval.ENTIRE)).isEqualTo(unit.hull(unit.negate()));
        assertThat(arithmetic.tanh(point(Rational.ZERO))).isEqualTo(point(Rational.ZERO));
        assertThat(arithmetic.sigmoid(Interval.ENTIRE)).isEqualTo(unit);
        assertThat(arithmetic.sigmoid(point(Rational.ZERO))).isEqualTo(point(Rational.of(1, 2)));
    }
}
