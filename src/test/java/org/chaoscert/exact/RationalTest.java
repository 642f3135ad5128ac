package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.apfloat.Apint;
import org.apfloat.Aprational;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RationalTest {
    private static final List<Rational> INFINITIES = List.of(Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY);

    /** As many samples are tried against Aprational, which takes its time. */
    private static final int APRATIONALS = 40;

    private static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    private static BigInteger big(String digits) {
        return new BigInteger(digits);
    }

    private static Aprational oracle(Rational x) {
        return new Aprational(new Apint(x.numerator()), new Apint(x.denominator()));
    }

    private static void requireForm(Rational x, BigInteger numerator, BigInteger denominator) {
        assertThat(List.of(x.numerator(), x.denominator()))
                .as("numerator and denominator")
                .containsExactly(numerator, denominator);
    }

    @Test
    void integersAndQuotientsKeepTheFormTheyAreGivenIn() {
        requireForm(Rational.of(-7), big("-7"), big("1"));
        requireForm(Rational.of(big("12345678901234567890")), big("12345678901234567890"), big("1"));
        requireForm(q(6, 4), big("6"), big("4"));
        requireForm(Rational.of(big("0"), big("9")), big("0"), big("9"));
    }

    @Test
    void aNegativeDenominatorGivesItsSignToTheNumerator() {
        requireForm(q(6, -4), big("-6"), big("4"));
        requireForm(q(-6, -4), big("6"), big("4"));
        requireForm(Rational.of(big("-1"), big("-1")), big("1"), big("1"));
    }

    @Test
    void thereIsNoQuotientByZero() {
        assertThatThrownBy(() -> q(-5, 0))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("the denominator of -5/0 is 0");
        assertThatThrownBy(() -> q(3, 4).dividedBy(Rational.of(0))).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void sumDifferenceProductAndQuotientAreThoseOfAprational() {
        RationalSamples samples = new RationalSamples(1);
        for (int i = 0; i < APRATIONALS; i++) {
            Rational x = samples.moderate();
            Rational y = i % 4 == 0 ? x.negate() : samples.moderate();
            assertThat(x.plus(y))
                    .as("%s + %s", x, y)
                    .hasToString(oracle(x).add(oracle(y)).toString());
            assertThat(x.minus(y))
                    .as("%s - %s", x, y)
                    .hasToString(oracle(x).subtract(oracle(y)).toString());
            assertThat(x.times(y))
                    .as("%s · %s", x, y)
                    .hasToString(oracle(x).multiply(oracle(y)).toString());
            if (y.signum() != 0) {
                assertThat(x.dividedBy(y))
                        .as("%s / %s", x, y)
                        .hasToString(oracle(x).divide(oracle(y)).toString());
            }
        }
    }

    @Test
    void sumDifferenceProductAndQuotientAreThoseOfReducedFractions() {
        RationalSamples samples = new RationalSamples(9);
        for (int i = 0; i < 1_000; i++) {
            Rational x = samples.rational();
            Rational y = samples.near(x);
            Fraction p = Fraction.of(x);
            Fraction r = Fraction.of(y);
            requireValue(x.plus(y), p.plus(r), x + " + " + y);
            requireValue(x.minus(y), p.minus(r), x + " - " + y);
            requireValue(x.times(y), p.times(r), x + " · " + y);
            requireValue(x.negate(), p.negate(), "-(" + x + ")");
            if (y.signum() != 0) {
                requireValue(x.dividedBy(y), p.over(r), x + " / " + y);
            }
        }
    }

    private static void requireValue(Rational actual, Fraction expected, String what) {
        assertThat(Fraction.of(actual)).as(what).isEqualTo(expected);
        assertThat(actual.denominator().signum())
                .as("sign of the denominator of " + what)
                .isEqualTo(1);
    }

    @Test
    void arithmeticObeysTheLawsOfAField() {
        RationalSamples samples = new RationalSamples(2);
        for (int i = 0; i < 500; i++) {
            Rational x = samples.rational();
            Rational y = samples.near(x);
            Rational z = samples.near(y);
            assertThat(x.plus(y)).as("x + y = y + x for %s, %s", x, y).isEqualTo(y.plus(x));
            assertThat(x.plus(y).minus(y)).as("x + y - y = x for %s, %s", x, y).isEqualTo(x);
            assertThat(x.times(y.plus(z)))
                    .as("x(y + z) = xy + xz for %s, %s, %s", x, y, z)
                    .isEqualTo(x.times(y).plus(x.times(z)));
            assertThat(x.minus(x)).as("x - x for %s", x).isEqualTo(Rational.ZERO);
            if (y.signum() != 0) {
                assertThat(x.dividedBy(y).times(y))
                        .as("x/y·y = x for %s, %s", x, y)
                        .isEqualTo(x);
            }
        }
    }

    @Test
    void aSumOverOneDenominatorKeepsItAndOtherResultsAreNotReduced() {
        requireForm(q(1, 4).plus(q(1, 4)), big("2"), big("4"));
        requireForm(q(1, 4).minus(q(3, 4)), big("-2"), big("4"));
        requireForm(q(1, 4).plus(q(1, 2)), big("6"), big("8"));
        requireForm(q(2, 3).times(q(3, 2)), big("6"), big("6"));
        requireForm(q(2, 3).dividedBy(q(-2, 3)), big("-6"), big("6"));
    }

    @Test
    void anInfiniteOperandIsRefused() {
        for (Rational infinity : INFINITIES) {
            for (Rational x : List.of(Rational.ZERO, q(-2, 3), Rational.POSITIVE_INFINITY)) {
                List<Function<Rational[], Object>> operations = List.of(
                        pair -> pair[0].plus(pair[1]),
                        pair -> pair[0].minus(pair[1]),
                        pair -> pair[0].times(pair[1]),
                        pair -> pair[0].dividedBy(pair[1]));
                for (int i = 0; i < operations.size(); i++) {
                    Function<Rational[], Object> operation = operations.get(i);
                    assertThatThrownBy(() -> operation.apply(new Rational[] {x, infinity}))
                            .as("operation %d of %s with %s", i, x, infinity)
                            .isInstanceOf(ArithmeticException.class)
                            .hasMessageContaining("inf");
                    assertThatThrownBy(() -> operation.apply(new Rational[] {infinity, x}))
                            .as("operation %d of %s with %s", i, infinity, x)
                            .isInstanceOf(ArithmeticException.class)
                            .hasMessageContaining("inf");
                }
            }
            assertThatThrownBy(infinity::floor)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("no arithmetic with " + infinity);
            assertThatThrownBy(infinity::ceiling)
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessageMatching("no arithmetic with -?inf");
            assertThatThrownBy(() -> infinity.scaledByPowerOfTwo(0))
                    .isInstanceOf(ArithmeticException.class)
                    .hasMessage("no arithmetic with " + infinity);
        }
    }

    @Test
    void theInfinitiesAreNoNumbersAndNegatesOfEachOther() {
        assertThat(Rational.POSITIVE_INFINITY.isFinite()).isFalse();
        assertThat(Rational.NEGATIVE_INFINITY.isFinite()).isFalse();
        assertThat(q(0, 7).isFinite()).isTrue();
        assertThat(Rational.POSITIVE_INFINITY.signum()).isEqualTo(1);
        assertThat(Rational.NEGATIVE_INFINITY.signum()).isEqualTo(-1);
        assertThat(Rational.POSITIVE_INFINITY.negate()).isEqualTo(Rational.NEGATIVE_INFINITY);
        assertThat(Rational.NEGATIVE_INFINITY.negate()).isEqualTo(Rational.POSITIVE_INFINITY);
        requireForm(Rational.POSITIVE_INFINITY.reduced(), big("1"), big("0"));
        requireForm(Rational.NEGATIVE_INFINITY.reduced(), big("-1"), big("0"));
        assertThat(Rational.POSITIVE_INFINITY).hasToString("inf");
        assertThat(Rational.NEGATIVE_INFINITY).hasToString("-inf");
    }

    @Test
    void theSignIsThatOfTheNumerator() {
        assertThat(q(3, 4).signum()).isEqualTo(1);
        assertThat(q(0, 4).signum()).isZero();
        assertThat(q(3, -4).signum()).isEqualTo(-1);
    }

    @Test
    void aDyadicNumberDividesByThePowerOfTwo() {
        requireForm(Rational.dyadic(big("5"), 3), big("5"), big("8"));
        requireForm(Rational.dyadic(big("6"), 1), big("6"), big("2"));
        requireForm(Rational.dyadic(big("-5"), 0), big("-5"), big("1"));
        requireForm(Rational.dyadic(big("-5"), -3), big("-40"), big("1"));
    }

    @Test
    void scalingByAPowerOfTwoMultipliesExactly() {
        requireForm(q(3, 5).scaledByPowerOfTwo(2), big("12"), big("5"));
        requireForm(q(3, 5).scaledByPowerOfTwo(0), big("3"), big("5"));
        requireForm(q(-3, 5).scaledByPowerOfTwo(-2), big("-3"), big("20"));
        assertThat(Rational.ONE.scaledByPowerOfTwo(2_000).scaledByPowerOfTwo(-2_000))
                .isEqualTo(Rational.ONE);
    }

    @Test
    void lowestTermsAreCoprimeAndOfTheSameValue() {
        RationalSamples samples = new RationalSamples(3);
        for (int i = 0; i < 1_000; i++) {
            Rational x = samples.rational();
            Rational lowest = x.reduced();
            assertThat(lowest.numerator().gcd(lowest.denominator()))
                    .as("gcd after reducing %s/%s", x.numerator(), x.denominator())
                    .isEqualTo(BigInteger.ONE);
            assertThat(lowest.numerator().multiply(x.denominator()))
                    .as("reducing %s/%s keeps the value", x.numerator(), x.denominator())
                    .isEqualTo(x.numerator().multiply(lowest.denominator()));
            assertThat(lowest.reduced()).as("what is in lowest terms already").isSameAs(lowest);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, 0, 1",
        "12, 8, 3, 2",
        "-12, 8, -3, 2",
        "8, 8, 1, 1",
        "8, 4, 2, 1",
        "15, 9, 5, 3",
        "-30, 12, -5, 2",
        "7, 1, 7, 1",
        "6, 9, 2, 3",
        "3, 4, 3, 4",
        "96, 36, 8, 3",
        "5, 5, 1, 1"
    })
    void lowestTermsOfSmallFractions(long numerator, long denominator, String lowestNumerator, String lowest) {
        requireForm(q(numerator, denominator).reduced(), big(lowestNumerator), big(lowest));
    }

    @Test
    void theBitLengthIsThatOfTheLongerPart() {
        assertThat(q(255, 2).bitLength()).isEqualTo(8);
        assertThat(q(2, 256).bitLength()).isEqualTo(9);
        assertThat(q(-256, 3).bitLength()).as("as BigInteger counts").isEqualTo(8);
        assertThat(Rational.ZERO.bitLength()).isEqualTo(1);
    }

    @Test
    void floorAndCeilingAreThoseOfAprational() {
        RationalSamples samples = new RationalSamples(4);
        for (int i = 0; i < APRATIONALS; i++) {
            Rational x = i % 3 == 0 ? samples.small() : samples.moderate();
            assertThat(x.floor())
                    .as("floor of %s", x)
                    .isEqualTo(oracle(x).floor().toBigInteger());
            assertThat(x.ceiling())
                    .as("ceiling of %s", x)
                    .isEqualTo(oracle(x).ceil().toBigInteger());
        }
    }

    @ParameterizedTest
    @CsvSource({"7, 2, 3, 4", "-7, 2, -4, -3", "6, 2, 3, 3", "-6, 2, -3, -3", "0, 5, 0, 0", "1, 3, 0, 1", "-1, 3, -1, 0"
    })
    void floorAndCeilingOfSmallFractions(long numerator, long denominator, String floor, String ceiling) {
        assertThat(q(numerator, denominator).floor()).isEqualTo(big(floor));
        assertThat(q(numerator, denominator).ceiling()).isEqualTo(big(ceiling));
    }

    @Test
    void aBinary64NumberIsReadAsExactlyItself() {
        Random random = new Random(5);
        for (int i = 0; i < 1_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                requireExactly(value);
                requireExactly(Double.longBitsToDouble(random.nextLong() >>> 12));
                requireExactly(Math.nextUp(Math.scalb(1.0, random.nextInt(2_000) - 1_000)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                1,
                -1,
                0.5,
                -0.75,
                0.1,
                -0.1,
                3,
                4,
                1e300,
                0x1p-1074,
                -0x1p-1074,
                0x1.8p-1073,
                0x1p-1022,
                0x1p-1023,
                0x0.fffffffffffffp-1022,
                0x1.fffffffffffffp1023,
                -0x1.fffffffffffffp1023,
                0x1p1023,
                0x1p52,
                0x1p53,
                0x1.0000000000001p0,
                0x1.fffffffffffffp-1
            })
    void extremeBinary64NumbersAreReadAsExactlyThemselves(double value) {
        requireExactly(value);
    }

    private static void requireExactly(double value) {
        Rational read = Rational.of(value);
        assertThat(new BigDecimal(read.numerator())
                        .compareTo(new BigDecimal(value).multiply(new BigDecimal(read.denominator()))))
                .as("%s is read as %s", value, read)
                .isZero();
        assertThat(read.denominator().bitCount())
                .as("power of two below %s", value)
                .isEqualTo(1);
        assertThat(read.numerator().gcd(read.denominator()))
                .as("lowest terms of %s", value)
                .isEqualTo(BigInteger.ONE);
    }

    @Test
    void bothBinary64ZerosAreZero() {
        requireForm(Rational.of(0.0), big("0"), big("1"));
        requireForm(Rational.of(-0.0), big("0"), big("1"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void otherBinary64ValuesAreRefused(double value) {
        assertThatThrownBy(() -> Rational.of(value))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage(value + " is no rational number");
    }

    @Test
    void theTextIsCanonical() {
        RationalSamples samples = new RationalSamples(6);
        for (int i = 0; i < APRATIONALS; i++) {
            Rational x = samples.moderate();
            assertThat(x.toString())
                    .isEqualTo(oracle(x).toString())
                    .matches("0|-?[1-9][0-9]*|-?[1-9][0-9]*/([2-9]|[1-9][0-9]+)");
        }
        assertThat(q(-0, 3)).hasToString("0");
        assertThat(q(4, -6)).hasToString("-2/3");
        assertThat(q(8, 4)).hasToString("2");
        assertThat(q(4, 8)).hasToString("1/2");
    }

    @Test
    void equalValuesAreEqualInEveryFormAndHashAlike() {
        RationalSamples samples = new RationalSamples(7);
        for (int i = 0; i < 1_000; i++) {
            Rational x = samples.rational();
            Rational same = samples.otherForm(x);
            assertThat(same).isEqualTo(x).hasSameHashCodeAs(x);
        }
        assertThat(q(1, 2))
                .isNotEqualTo(q(1, 3))
                .isNotEqualTo(q(-1, 2))
                .isNotEqualTo(0.5)
                .isNotEqualTo(null);
        assertThat(Rational.POSITIVE_INFINITY)
                .isEqualTo(Rational.NEGATIVE_INFINITY.negate())
                .isNotEqualTo(Rational.NEGATIVE_INFINITY)
                .hasSameHashCodeAs(Rational.NEGATIVE_INFINITY.negate());
    }

    @Test
    void smallFractionsHashDifferently() {
        Set<Rational> values = new HashSet<>();
        Set<Integer> hashes = new HashSet<>();
        for (int p = -20; p <= 20; p++) {
            for (int r = 1; r <= 20; r++) {
                values.add(q(p, r));
                hashes.add(q(p, r).hashCode());
            }
        }
        assertThat(hashes).hasSameSizeAs(values);
    }

    @Test
    void decimalTextIsRoundedHalfUpToTheDigits() {
        RationalSamples samples = new RationalSamples(8);
        for (int i = 0; i < 300; i++) {
            Rational x = samples.rational();
            int digits = samples.between(1, 20);
            BigDecimal rounded = new BigDecimal(x.numerator())
                    .divide(new BigDecimal(x.denominator()), new MathContext(digits, RoundingMode.HALF_UP));
            assertThat(new BigDecimal(x.toDecimal(digits)))
                    .as("%s to %d digits", x, digits)
                    .isEqualByComparingTo(rounded);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 3, 0.333", "2, 3, 3, 0.667", "-2, 3, 3, -0.667", "1, 8, 2, 0.13", "-1, 8, 2, -0.13", "1, 2, 5, 0.5",
        "0, 7, 4, 0", "5, 1, 3, 5", "15, 10, 4, 1.5", "12345, 1, 5, 12345", "100, 1, 6, 100", "10, 1, 3, 10",
        "-20, 1, 4, -20", "1200, 1, 4, 1200"
    })
    void decimalTextOfEverydayNumbersIsPlain(long numerator, long denominator, int digits, String text) {
        assertThat(q(numerator, denominator).toDecimal(digits)).isEqualTo(text);
    }

    @Test
    void decimalTextOfHugeAndTinyNumbersIsScientific() {
        assertThat(Rational.of(BigInteger.TEN.pow(40)).toDecimal(3)).isEqualTo("1E+40");
        assertThat(Rational.of(BigInteger.ONE, BigInteger.TEN.pow(40)).toDecimal(3))
                .isEqualTo("1E-40");
        assertThat(Rational.POSITIVE_INFINITY.toDecimal(3)).isEqualTo("inf");
        assertThat(Rational.NEGATIVE_INFINITY.toDecimal(3)).isEqualTo("-inf");
    }
}
