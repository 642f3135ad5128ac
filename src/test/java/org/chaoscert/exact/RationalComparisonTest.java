package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Comparison against plain cross multiplication: the binary64 filter in front of it must never decide wrongly. */
class RationalComparisonTest {
    /** The contract of the approximation: its relative error is below this. */
    private static final BigDecimal ERROR = BigDecimal.ONE.divide(new BigDecimal(BigInteger.TWO.pow(51)));

    private static int byCrossMultiplication(Rational x, Rational y) {
        return x.numerator().multiply(y.denominator()).compareTo(y.numerator().multiply(x.denominator()));
    }

    private static void requireRightOrder(Rational x, Rational y) {
        int expected = byCrossMultiplication(x, y);
        assertThat(Integer.signum(x.compareTo(y)))
                .as("%s compared with %s", x, y)
                .isEqualTo(expected);
        assertThat(Integer.signum(y.compareTo(x)))
                .as("%s compared with %s", y, x)
                .isEqualTo(-expected);
        assertThat(x.equals(y)).as("%s = %s", x, y).isEqualTo(expected == 0);
    }

    private static Rational power(int exponent) {
        return Rational.dyadic(BigInteger.ONE, -exponent);
    }

    @Test
    void anyTwoNumbersCompareAsCrossMultiplicationSays() {
        RationalSamples samples = new RationalSamples(11);
        for (int i = 0; i < 20_000; i++) {
            Rational x = samples.rational();
            requireRightOrder(x, samples.near(x));
        }
    }

    @Test
    void numbersAFewUlpsApartCompareAsCrossMultiplicationSays() {
        RationalSamples samples = new RationalSamples(12);
        int misleading = 0;
        for (int i = 0; i < 4_000; i++) {
            Rational x = samples.rational();
            for (int k = 49; k <= 53; k++) {
                Rational y = samples.otherForm(samples.byOneOver(x, k));
                requireRightOrder(x, y);
                double gap = x.approximate() - y.approximate();
                misleading += Math.signum(gap) == byCrossMultiplication(x, y) ? 0 : 1;
            }
        }
        assertThat(misleading)
                .as("pairs whose approximations have the wrong order")
                .isGreaterThan(400);
    }

    @Test
    void equalValuesInDifferentFormsAreEqual() {
        RationalSamples samples = new RationalSamples(13);
        int misleading = 0;
        for (int i = 0; i < 10_000; i++) {
            Rational x = samples.rational();
            Rational y = samples.otherForm(x);
            assertThat(x.compareTo(y)).as("%s in two forms", x).isZero();
            misleading += x.approximate() == y.approximate() ? 0 : 1;
        }
        assertThat(misleading).as("pairs whose approximations differ").isGreaterThan(200);
    }

    @Test
    void numbersAtTheEdgesOfBinary64CompareRight() {
        List<Rational> numbers = new ArrayList<>(List.of(Rational.ZERO));
        for (int exponent :
                new int[] {0, 61, 62, 63, 899, 900, 901, 960, 961, 962, 1_022, 1_023, 1_024, 1_074, 1_075, 2_000}) {
            for (Rational x : List.of(power(exponent), power(-exponent))) {
                Rational slightlyMore = x.plus(x.times(power(-60)));
                for (Rational y : List.of(x, slightlyMore, x.times(Rational.of(3, 2)))) {
                    numbers.add(y);
                    numbers.add(y.negate());
                }
            }
        }
        for (Rational x : numbers) {
            for (Rational y : numbers) {
                requireRightOrder(x, y);
            }
        }
    }

    @Test
    void zeroIsEqualToItselfInEveryFormAndBetweenTheSigns() {
        requireRightOrder(Rational.ZERO, Rational.of(0, 5));
        requireRightOrder(Rational.of(0, 3), Rational.of(0, 3));
        requireRightOrder(Rational.ZERO, power(-5_000));
        requireRightOrder(Rational.ZERO, power(-5_000).negate());
    }

    @Test
    void theInfinitiesLieBeyondAllNumbers() {
        for (Rational x :
                List.of(Rational.ZERO, Rational.ONE, power(5_000), power(5_000).negate(), power(-5_000))) {
            assertThat(x.compareTo(Rational.POSITIVE_INFINITY))
                    .as("%s < inf", x)
                    .isNegative();
            assertThat(Rational.POSITIVE_INFINITY.compareTo(x))
                    .as("inf > %s", x)
                    .isPositive();
            assertThat(x.compareTo(Rational.NEGATIVE_INFINITY))
                    .as("%s > -inf", x)
                    .isPositive();
            assertThat(Rational.NEGATIVE_INFINITY.compareTo(x))
                    .as("-inf < %s", x)
                    .isNegative();
        }
        assertThat(Rational.NEGATIVE_INFINITY.compareTo(Rational.POSITIVE_INFINITY))
                .isNegative();
        assertThat(Rational.POSITIVE_INFINITY.compareTo(Rational.NEGATIVE_INFINITY))
                .isPositive();
        assertThat(Rational.POSITIVE_INFINITY.compareTo(Rational.NEGATIVE_INFINITY.negate()))
                .isZero();
        assertThat(Rational.NEGATIVE_INFINITY.compareTo(Rational.POSITIVE_INFINITY.negate()))
                .isZero();
    }

    @Test
    void comparisonSortsLikeCrossMultiplication() {
        RationalSamples samples = new RationalSamples(14);
        List<Rational> numbers = new ArrayList<>();
        Rational x = Rational.ONE;
        for (int i = 0; i < 1_000; i++) {
            x = samples.coin() ? samples.near(x) : samples.small();
            numbers.add(x.bitLength() > 2_000 ? Rational.ONE : x);
        }
        List<Rational> expected = new ArrayList<>(numbers);
        expected.sort(RationalComparisonTest::byCrossMultiplication);
        Collections.sort(numbers);
        assertThat(numbers).usingElementComparator((a, b) -> a == b ? 0 : 1).isEqualTo(expected);
    }

    @Test
    void theRelativeErrorOfTheApproximationIsBelowItsBound() {
        RationalSamples samples = new RationalSamples(15);
        int approximated = 0;
        for (int i = 0; i < 5_000; i++) {
            Rational x = samples.rational();
            double approximation = x.approximate();
            if (!Double.isNaN(approximation)) {
                approximated++;
                requireWithinBound(x, approximation);
            }
            assertThat(x.approximate())
                    .as("the approximation of %s, asked for again", x)
                    .isEqualTo((Double) approximation);
        }
        assertThat(approximated).isGreaterThan(3_000);
    }

    /** |a − n/d| &lt; 2^-51 |n/d|, multiplied by the denominator; equality only at 0. */
    private static void requireWithinBound(Rational x, double approximation) {
        BigDecimal exact = new BigDecimal(x.numerator());
        BigDecimal error = new BigDecimal(approximation)
                .multiply(new BigDecimal(x.denominator()))
                .subtract(exact)
                .abs();
        BigDecimal bound = exact.abs().multiply(ERROR);
        assertThat(x.signum() == 0 ? error.signum() == 0 : error.compareTo(bound) < 0)
                .as("%s approximates %s", approximation, x)
                .isTrue();
    }

    @Test
    void thereIsAnApproximationWhereScalingCannotLeaveTheNormalRange() {
        assertThat(power(999).approximate()).isEqualTo(0x1p999);
        assertThat(power(-999).approximate()).isEqualTo(0x1p-999);
        assertThat(power(999).negate().approximate()).isEqualTo(-0x1p999);
        assertThat(power(1000).approximate()).as("2^1000 is cut by 501 bits").isNaN();
        assertThat(power(-1000).approximate()).as("2^-1000 is cut by 501 bits").isNaN();
        assertThat(power(100_000).approximate()).isNaN();
        assertThat(Rational.POSITIVE_INFINITY.negate().approximate()).isNaN();
        assertThat(Rational.NEGATIVE_INFINITY.negate().approximate()).isNaN();
        assertThat(Rational.of(0, 3).approximate()).isZero();
    }

    @Test
    void smallQuotientsAreApproximatedByTheNearestBinary64() {
        assertThat(Rational.of(1, 3).approximate()).isEqualTo(1.0 / 3);
        assertThat(Rational.of(-2, 7).approximate()).isEqualTo(-2.0 / 7);
        assertThat(Rational.of(3, 4).approximate()).isEqualTo(0.75);
    }
}
