package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decimals of numbers of thousands of bits. */
class LongDecimalsTest {
    private static void check(BigInteger numerator, BigInteger denominator, int digits) {
        String text = Rational.of(numerator, denominator).toDecimal(digits);
        BigDecimal expected = new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), new MathContext(digits, RoundingMode.HALF_UP));
        assertThat(new BigDecimal(text)).as("%s digits", digits).isEqualByComparingTo(expected);
        String negative = Rational.of(numerator.negate(), denominator).toDecimal(digits);
        assertThat(negative).as("negated").isEqualTo(numerator.signum() == 0 ? text : "-" + text);
        // The form is that of the short number with the same decimal.
        assertThat(text)
                .isEqualTo(Rational.of(expected.unscaledValue(), BigInteger.ONE).signum() == 0 ? "0" : form(expected));
    }

    private static String form(BigDecimal expected) {
        BigDecimal stripped = expected.stripTrailingZeros();
        return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 21
                ? stripped.toPlainString()
                : stripped.toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_500, 3_000, 7_000, 20_000})
    void randomNumbers(int bits) {
        Random random = new Random(bits);
        for (int i = 0; i < 60; i++) {
            BigInteger numerator = new BigInteger(bits - random.nextInt(bits / 2), random).add(BigInteger.ONE);
            BigInteger denominator = new BigInteger(bits - random.nextInt(bits / 2), random).add(BigInteger.ONE);
            check(numerator, denominator, 1 + random.nextInt(30));
            check(numerator, BigInteger.ONE, 1 + random.nextInt(30));
            check(BigInteger.ONE, denominator, 1 + random.nextInt(30));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 2_000, 5_000})
    void halfwayAndNextToIt(int places) {
        Random random = new Random(places);
        BigInteger power = BigInteger.TEN.pow(places);
        for (int i = 0; i < 60; i++) {
            int digits = 1 + random.nextInt(20);
            // One more digit, a 5: halfway between two decimals.
            BigInteger halfway = new BigInteger(10 * digits, random)
                    .mod(BigInteger.TEN.pow(digits))
                    .max(BigInteger.TEN.pow(digits - 1))
                    .multiply(BigInteger.TEN)
                    .add(BigInteger.valueOf(5));
            int scale = random.nextInt(40) - 20;
            BigInteger up = BigInteger.TEN.pow(Math.max(0, scale));
            BigInteger down = BigInteger.TEN.pow(Math.max(0, -scale));
            for (int order = -1; order <= 1; order++) {
                BigInteger numerator = halfway.multiply(power).add(BigInteger.valueOf(order));
                check(numerator.multiply(up), power.multiply(down), digits);
            }
            // Halfway exactly, with long numbers that have a factor in common.
            BigInteger factor = new BigInteger(3 * places, random).setBit(3 * places);
            check(halfway.multiply(factor).multiply(up), factor.multiply(down), digits);
        }
    }

    @Test
    void nextToPowersOfTen() {
        for (int places : new int[] {700, 1_000, 3_000}) {
            BigInteger power = BigInteger.TEN.pow(places);
            for (int digits : new int[] {1, 2, 5, 17, 40}) {
                for (int order = -1; order <= 1; order++) {
                    BigInteger near = power.add(BigInteger.valueOf(order));
                    check(near, power, digits);
                    check(power, near, digits);
                    check(near, BigInteger.ONE, digits);
                    check(BigInteger.ONE, near, digits);
                    check(near, BigInteger.TEN.pow(3), digits);
                }
            }
        }
    }

    @Test
    void zeroInALongForm() {
        BigInteger factor = BigInteger.TWO.pow(9_000);
        assertThat(Rational.of(BigInteger.ZERO, factor).toDecimal(5)).isEqualTo("0");
    }
}
