package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounding goes outward, loses no more than p bits allow, and nothing where p bits are enough. */
class RoundingTest {
    /** A fraction of any size and length, not always in lowest terms, its denominator a power of two or not. */
    private static Fraction any(Random random) {
        BigInteger top = new BigInteger(random.nextInt(400), random);
        BigInteger bottom = switch (random.nextInt(3)) {
            case 0 -> BigInteger.ONE.shiftLeft(random.nextInt(400));
            case 1 -> new BigInteger(1 + random.nextInt(400), random).add(BigInteger.ONE);
            default -> BigInteger.valueOf(1 + random.nextInt(12));
        };
        return new Fraction(random.nextBoolean() ? top : top.negate(), bottom);
    }

    private static Ratio powerOfTwo(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent < 0 ? new Ratio(BigInteger.ONE, power) : new Ratio(power, BigInteger.ONE);
    }

    private static Ratio size(Ratio x) {
        return x.max(x.negate());
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 53, 64, 113, 300})
    void roundingGoesOutwardByLessThanAUnit(int precision) {
        Rounding rounding = new Rounding(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 3000; i++) {
            Fraction x = any(random);
            Ratio exact = Ratio.of(x);
            Ratio low = Ratio.of(rounding.rounded(x, false));
            Ratio high = Ratio.of(rounding.rounded(x, true));
            // Between 2^(p−1) and 2^p units make up a number of p bits.
            Ratio unit = size(exact).times(powerOfTwo(1 - precision));
            assertThat(low).as("%s", x).isLessThanOrEqualTo(exact);
            assertThat(high).as("%s", x).isGreaterThanOrEqualTo(exact);
            assertThat(high.minus(low)).as("%s", x).isLessThanOrEqualTo(unit);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 53, 64, 113, 300})
    void endsHaveDenominatorsThatArePowersOfTwo(int precision) {
        Rounding rounding = new Rounding(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 1000; i++) {
            Fraction x = any(random);
            for (boolean up : new boolean[] {false, true}) {
                assertThat(rounding.rounded(x, up).denominator().bitCount())
                        .as("%s", x)
                        .isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 53, 64, 113, 300})
    void numbersOfPBitsAreKept(int precision) {
        Rounding rounding = new Rounding(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 1000; i++) {
            BigInteger top = new BigInteger(random.nextInt(precision + 1), random);
            BigInteger signed = random.nextBoolean() ? top : top.negate();
            BigInteger power = BigInteger.ONE.shiftLeft(random.nextInt(500));
            BigInteger unreduced = BigInteger.valueOf(1 + random.nextInt(9));
            Fraction x = random.nextBoolean()
                    ? new Fraction(signed.multiply(unreduced), power.multiply(unreduced))
                    : new Fraction(signed.multiply(power), BigInteger.ONE);
            assertThat(Ratio.of(rounding.rounded(x, false))).isEqualTo(Ratio.of(x));
            assertThat(Ratio.of(rounding.rounded(x, true))).isEqualTo(Ratio.of(x));
        }
    }

    /** The greatest number m·2^e with |m| &lt; 2^p that is not above x, and the least that is not below. */
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 53, 64, 113, 300})
    void endsAreTheNextNumbersOfPBits(int precision) {
        Rounding rounding = new Rounding(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 1000; i++) {
            Fraction x = any(random);
            Ratio exact = Ratio.of(x);
            if (exact.sign() != 0) {
                Ratio unit = unit(size(exact), precision);
                BigDecimal units = new BigDecimal(exact.over(unit).top());
                BigDecimal bottom = new BigDecimal(exact.over(unit).bottom());
                Ratio low =
                        new Ratio(units.divide(bottom, 0, RoundingMode.FLOOR).toBigInteger(), BigInteger.ONE);
                Ratio high =
                        new Ratio(units.divide(bottom, 0, RoundingMode.CEILING).toBigInteger(), BigInteger.ONE);
                assertThat(Ratio.of(rounding.rounded(x, false))).isEqualTo(low.times(unit));
                assertThat(Ratio.of(rounding.rounded(x, true))).isEqualTo(high.times(unit));
            }
        }
    }

    /** The power of two of which a number has at least 2^(p−1) and fewer than 2^p. */
    private static Ratio unit(Ratio x, int precision) {
        int exponent = x.top().bitLength() - x.bottom().bitLength() - precision;
        while (x.over(powerOfTwo(exponent)).compareTo(powerOfTwo(precision)) >= 0) {
            exponent++;
        }
        return powerOfTwo(exponent);
    }

    /** Just beside a number of p bits: there is a number of p bits on either side, and no rounding to the other. */
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 53, 64, 113, 300})
    void numbersBesideThoseOfPBitsAreRoundedToThem(int precision) {
        Rounding rounding = new Rounding(precision);
        Random random = new Random(precision);
        for (int i = 0; i < 1000; i++) {
            Ratio near = new Ratio(
                            new BigInteger(precision - 1, random).setBit(precision - 1),
                            BigInteger.ONE.shiftLeft(random.nextInt(2 * precision)))
                    .times(Ratio.of(random.nextBoolean() ? 1 : -1));
            Ratio little = size(near).times(powerOfTwo(-precision - 1 - random.nextInt(200)));
            assertThat(Ratio.of(rounding.rounded(near.plus(little).fraction(), false)))
                    .isEqualTo(near);
            assertThat(Ratio.of(rounding.rounded(near.minus(little).fraction(), true)))
                    .isEqualTo(near);
        }
    }

    @Test
    void infinitiesAndZeroAreKept() {
        Rounding rounding = new Rounding(16);
        for (Fraction x : new Fraction[] {Fraction.INFINITY, Fraction.MINUS_INFINITY, Fraction.ZERO}) {
            assertThat(rounding.rounded(x, false)).isEqualTo(x);
            assertThat(rounding.rounded(x, true)).isEqualTo(x);
        }
        assertThat(rounding.outward(Span.LINE)).isEqualTo(Span.LINE);
    }

    @Test
    void outwardRoundsTheEndsApart() {
        Rounding rounding = new Rounding(24);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            Fraction x = any(random);
            Fraction y = any(random);
            assertThat(rounding.outward(new Span(x.min(y), x.max(y))))
                    .isEqualTo(new Span(rounding.rounded(x.min(y), false), rounding.rounded(x.max(y), true)));
        }
    }

    @Test
    void quotientsAreRoundedDownOrUpOnEitherSideOfZero() {
        Random random = new Random(6);
        for (int i = 0; i < 4000; i++) {
            BigInteger a =
                    new BigInteger(random.nextInt(90), random).multiply(BigInteger.valueOf(random.nextInt(3) - 1L));
            BigInteger b = random.nextBoolean()
                    ? BigInteger.ONE.shiftLeft(random.nextInt(60))
                    : new BigInteger(1 + random.nextInt(60), random).add(BigInteger.ONE);
            BigInteger product = random.nextInt(4) == 0 ? a.multiply(b) : a;
            BigDecimal exact = new BigDecimal(product);
            BigDecimal by = new BigDecimal(b);
            assertThat(Rounding.quotient(product, b, false))
                    .as("%s / %s", product, b)
                    .isEqualTo(exact.divide(by, 0, RoundingMode.FLOOR).toBigInteger());
            assertThat(Rounding.quotient(product, b, true))
                    .as("%s / %s", product, b)
                    .isEqualTo(exact.divide(by, 0, RoundingMode.CEILING).toBigInteger());
        }
    }

    @Test
    void sumsDifferencesAndQuotientsAreExact() {
        Random random = new Random(7);
        for (int i = 0; i < 3000; i++) {
            Fraction a = any(random);
            Fraction b = any(random);
            Ratio one = Ratio.of(a);
            Ratio other = Ratio.of(b);
            assertThat(Ratio.of(Rounding.plus(a, b))).isEqualTo(one.plus(other));
            assertThat(Ratio.of(Rounding.minus(a, b))).isEqualTo(one.minus(other));
            assertThat(Ratio.of(Rounding.negate(a))).isEqualTo(one.negate());
            if (other.sign() > 0) {
                assertThat(Ratio.of(Rounding.over(a, b))).isEqualTo(one.over(other));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"inf, 5, inf", "-inf, 5, -inf", "5, inf, inf", "-5, -inf, -inf", "0, -inf, -inf", "inf, 0, inf"})
    void infiniteEndsOutweighNumbers(String a, String b, String sum) {
        Fraction one = Ratio.of(a).fraction();
        Fraction other = Ratio.of(b).fraction();
        assertThat(Rounding.plus(one, other)).isEqualTo(Ratio.of(sum).fraction());
        assertThat(Rounding.minus(one, Rounding.negate(other)))
                .isEqualTo(Ratio.of(sum).fraction());
        assertThat(Rounding.over(Ratio.of(sum).fraction(), Ratio.of(7).fraction()))
                .isEqualTo(Ratio.of(sum).fraction());
    }
}
