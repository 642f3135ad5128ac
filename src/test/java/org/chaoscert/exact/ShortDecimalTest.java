package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick way for short decimals, against BigDecimal and the slow ways of the JDK. */
class ShortDecimalTest {
    private static final int COUNT = 200_000;

    /** A decimal with 1 to 18 digits and up to 26 places. */
    private static String randomDecimal(Random random) {
        BigInteger digits =
                new BigInteger(60, random).mod(BigInteger.TEN.pow(1 + random.nextInt(ShortDecimal.MAX_PLACES - 8)));
        BigDecimal decimal = new BigDecimal(digits, random.nextInt(ShortDecimal.MAX_PLACES + 1));
        return (random.nextBoolean() ? "-" : "") + decimal.toPlainString();
    }

    /** Beside the middle between two neighbours, by as little as 18 digits allow. */
    private static String nearlyATie(Random random) {
        double value = (1 + random.nextInt(9_999)) * Math.scalb(1 + random.nextDouble(), -random.nextInt(40));
        BigDecimal middle =
                new BigDecimal(value).add(new BigDecimal(Math.nextUp(value))).divide(BigDecimal.valueOf(2));
        int places = Math.min(17 - (middle.precision() - middle.scale()), ShortDecimal.MAX_PLACES);
        return middle.setScale(Math.max(1, places), java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static void requireNearest(String text) {
        double nearest = Binary64.nearest(ShortDecimal.of(text).orElseThrow());
        if (!Double.isNaN(nearest)) {
            assertThat(nearest).as(text).isEqualTo(Double.parseDouble(text) + 0.0);
        }
        assertThat(Numerals.unquoted(text)).as(text).isEqualTo(Double.parseDouble(text) + 0.0);
    }

    @Test
    void theNearestBinary64NumberIsThatOfTheJdk() {
        Random random = new Random(11);
        for (int i = 0; i < COUNT; i++) {
            requireNearest(randomDecimal(random));
            requireNearest(nearlyATie(random));
        }
    }

    @Test
    void shortestDecimalsOfBinary64NumbersReadBack() {
        Random random = new Random(12);
        int quick = 0;
        for (int i = 0; i < COUNT / 10; i++) {
            double value = random.nextGaussian() * Math.scalb(1.0, -random.nextInt(20));
            String text = new BigDecimal(Numerals.shortestDecimal(value)).toPlainString();
            assertThat(Numerals.unquoted(text)).as(text).isEqualTo(value);
            if (ShortDecimal.of(text)
                    .filter(d -> !Double.isNaN(Binary64.nearest(d)))
                    .isPresent()) {
                quick++;
            }
        }
        assertThat(quick).as("how many of %d go the quick way", COUNT / 10).isGreaterThan(COUNT / 10 * 9 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        "9007199254740992, 9007199254740992",
        "9007199254740993, NaN",
        "0.000, 0.0",
        "-0.0, 0.0",
        "-0.5, NaN",
        "-0.75, -0.75",
        "1.0, NaN",
        "0.3, 0.3",
        "999999999999999999, NaN"
    })
    void whereTheQuickWayEnds(String text, Double expected) {
        assertThat(Binary64.nearest(ShortDecimal.of(text).orElseThrow())).isEqualTo(expected);
        requireNearest(text);
    }

    @Test
    void theExactValueIsThatOfBigDecimal() {
        Random random = new Random(13);
        for (int i = 0; i < COUNT; i++) {
            String text = randomDecimal(random);
            BigDecimal decimal = new BigDecimal(text);
            Rational expected = Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()))
                    .reduced();
            Rational read = Numerals.quoted(text);
            assertThat(read.numerator()).as(text).isEqualTo(expected.numerator());
            assertThat(read.denominator()).as(text).isEqualTo(expected.denominator());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "-.",
                "1.",
                ".1",
                "-.1",
                "1..2",
                "1.2.3",
                "--1",
                "+1",
                " 1",
                "1 ",
                "1e3",
                "0x1p0",
                "1/2",
                "١",
                "1,5",
                "1000000000000000000",
                "0.123456789012345678901234567"
            })
    void otherTextsAreLeftToTheGrammar(String text) {
        assertThat(ShortDecimal.of(text)).isEmpty();
    }

    @Test
    void eighteenDigitsAreShort() {
        assertThat(ShortDecimal.of("-999999999999999999")).contains(new ShortDecimal(-999_999_999_999_999_999L, 0));
        assertThat(ShortDecimal.of("0.00000000999999999999999999"))
                .contains(new ShortDecimal(999_999_999_999_999_999L, 26));
    }

    @Test
    void aBinary64NumberIsItsOddPartTimesAPowerOfTwo() {
        Random random = new Random(14);
        for (int i = 0; i < COUNT; i++) {
            double value = i == 0 ? Double.MIN_VALUE : i == 1 ? 0.0 : Double.longBitsToDouble(random.nextLong());
            if (i % 7 == 0) {
                value = Math.scalb((double) random.nextInt(), -random.nextInt(1_100));
            }
            if (Double.isFinite(value)) {
                long odd = Binary64.oddPart(value);
                assertThat(odd == 0 ? value == 0 : (odd & 1) == 1)
                        .as("%s", value)
                        .isTrue();
                assertThat(Rational.of(odd).scaledByPowerOfTwo(Binary64.exponent(value)))
                        .as("%s", value)
                        .isEqualTo(asQuotient(value));
            }
        }
    }

    private static Rational asQuotient(double value) {
        BigDecimal exact = new BigDecimal(value);
        return Rational.of(exact.unscaledValue())
                .times(
                        exact.scale() < 0
                                ? Rational.of(BigInteger.TEN.pow(-exact.scale()))
                                : Rational.of(BigInteger.ONE, BigInteger.TEN.pow(exact.scale())));
    }

    @Test
    void aRationalKnowsWhetherItIsABinary64Number() {
        Random random = new Random(15);
        for (int i = 0; i < COUNT; i++) {
            double value = random.nextGaussian() * Math.scalb(1.0, random.nextInt(60) - 50);
            Rational unreduced = Rational.of(value).times(Rational.of(12, 12));
            if (Math.abs(value) < 1) {
                assertThat(unreduced.toBinary64()).isEqualTo(value);
            }
        }
        assertThat(Rational.of(1, 3).toBinary64()).isNaN();
        assertThat(Rational.of((1L << 53) - 1).toBinary64()).isEqualTo((1L << 53) - 1.0);
        assertThat(Rational.of((1L << 53) + 1).toBinary64()).isNaN();
        assertThat(Rational.dyadic(BigInteger.ONE, 1_500).toBinary64()).isNaN();
        assertThat(Rational.POSITIVE_INFINITY.toBinary64()).isNaN();
        assertThat(Rational.NEGATIVE_INFINITY.toBinary64()).isNaN();
        assertThat(1 / Rational.of(BigInteger.ZERO, BigInteger.TWO).toBinary64())
                .isEqualTo(Double.POSITIVE_INFINITY);
    }
}
