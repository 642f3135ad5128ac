package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FloatFormatTest {
    private static final Rational HALF = Rational.of(1, 2);

    private static Rational power(int exponent) {
        return Rational.ONE.scaledByPowerOfTwo(exponent);
    }

    private static FloatFormat format(String word) {
        return FloatFormat.of(word).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "binary16, 1, -11", "bfloat16, 1, -8", "binary32, 1, -24", "binary64, 1, -53",
        "binary16, -1, -11", "binary32, -1, -24", "binary64, 3/2, -53", "binary64, 2, -52",
        "binary32, 1/10, -28", "binary64, 1/10, -57", "binary64, 9/10, -54", "binary64, 999/1000, -54",
        "binary32, 1024, -14", "binary32, 1023, -15", "binary32, 2047/2, -15", "binary32, -1025, -14",
        "binary16, 65504, 4", "binary32, 1/3, -26", "binary32, 2/3, -25", "binary32, 4/3, -24"
    })
    void knownHalvesOfAUnit(String word, String number, int exponent) {
        Rational half = format(word).halfUlp(Numerals.quoted(number));
        assertThat(half).as("half a unit of %s in %s", number, word).isEqualTo(power(exponent));
        assertThat(half.reduced()).as("in lowest terms").isSameAs(half);
    }

    @ParameterizedTest
    @CsvSource({"binary16, -14, -25", "bfloat16, -126, -134", "binary32, -126, -150", "binary64, -1022, -1075"})
    void smallNumbersLieAsFarApartAsTheLeastOnes(String word, int leastExponent, int half) {
        FloatFormat format = format(word);
        Rational leastNormal = power(leastExponent);
        assertThat(format.halfUlp(Rational.ZERO)).as("at 0").isEqualTo(power(half));
        assertThat(format.halfUlp(power(-3000))).as("below all numbers").isEqualTo(power(half));
        assertThat(format.halfUlp(leastNormal.times(HALF))).as("subnormal").isEqualTo(power(half));
        assertThat(format.halfUlp(leastNormal)).as("the least normal one").isEqualTo(power(half));
        assertThat(format.halfUlp(power(leastExponent + 1)))
                .as("the next power of two")
                .isEqualTo(power(half + 1));
    }

    @ParameterizedTest
    @CsvSource({"binary16, 15, 11", "bfloat16, 127, 8", "binary32, 127, 24", "binary64, 1023, 53"})
    void beyondTheLargestNumberThereIsNone(String word, int mostExponent, int precision) {
        FloatFormat format = format(word);
        Rational largest = power(mostExponent + 1).minus(power(mostExponent + 1 - precision));
        assertThat(format.halfUlp(largest)).as("the largest").isEqualTo(power(mostExponent - precision));
        assertThat(format.halfUlp(largest.negate())).as("the least").isEqualTo(power(mostExponent - precision));
        for (Rational beyond : new Rational[] {
            power(mostExponent + 1), power(5000), power(5000).negate()
        }) {
            assertThatThrownBy(() -> format.halfUlp(beyond))
                    .isInstanceOf(OverLimitsException.class)
                    .hasMessageEndingWith("is beyond the numbers of " + word);
        }
    }

    @Test
    void formatsAreFoundByTheirNamesAlone() {
        assertThat(Stream.of(FloatFormat.values()).map(FloatFormat::word))
                .containsExactly("binary16", "bfloat16", "binary32", "binary64");
        assertThat(Stream.of(FloatFormat.values()))
                .allSatisfy(format -> assertThat(FloatFormat.of(format.word())).contains(format));
        for (String other : new String[] {"", "binary8", "BINARY32", "binary32 ", "float", "binary128"}) {
            assertThat(FloatFormat.of(other)).as("format \"%s\"", other).isEmpty();
        }
    }

    @Test
    void javasFloatsLieAWholeUnitApart() {
        RationalSamples samples = new RationalSamples(41);
        for (int i = 0; i < 2_000; i++) {
            float single = Float.intBitsToFloat(samples.between(0, 0x7f7fffff));
            double twice = Double.longBitsToDouble(samples.integer().longValue() & Long.MAX_VALUE);
            assertThat(FloatFormat.BINARY32.halfUlp(Rational.of(single)))
                    .as("half a unit of %s", single)
                    .isEqualTo(Rational.of(Math.ulp(single)).times(HALF));
            if (Double.isFinite(twice)) {
                assertThat(FloatFormat.BINARY64.halfUlp(Rational.of(twice)))
                        .as("half a unit of %s", twice)
                        .isEqualTo(Rational.of(Math.ulp(twice)).times(HALF));
            }
        }
    }

    private static BigDecimal decimal(Rational number) {
        return new BigDecimal(number.numerator()).divide(new BigDecimal(number.denominator()), new MathContext(400));
    }

    /** Rounded by Java's own conversions, which are correct for decimals. */
    private static double rounded(FloatFormat format, Rational number) {
        BigDecimal decimal = decimal(number);
        return format == FloatFormat.BINARY32
                ? Float.parseFloat(decimal.toString())
                : Double.parseDouble(decimal.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY32", "BINARY64"})
    void roundingMovesNumbersByHalfAUnitAtMostAndSometimesByNearlyThat(FloatFormat format) {
        RationalSamples samples = new RationalSamples(42);
        double farthest = 0;
        for (int i = 0; i < 3_000; i++) {
            BigInteger odd = samples.positiveInteger().multiply(BigInteger.TWO).add(BigInteger.ONE);
            Rational number = Rational.of(samples.integer(), odd).scaledByPowerOfTwo(samples.between(-60, 10));
            double near = rounded(format, number);
            if (Double.isFinite(near)) {
                Rational moved = Rational.of(near).minus(number);
                Rational size = moved.signum() < 0 ? moved.negate() : moved;
                Rational part = size.dividedBy(format.halfUlp(number));
                assertThat(part).as("%s rounded to %s", number, near).isLessThanOrEqualTo(Rational.ONE);
                assertThat(size)
                        .as("by the size of the rounded number %s", near)
                        .isLessThanOrEqualTo(format.halfUlp(Rational.of(near)));
                farthest = Math.max(farthest, part.approximate());
            }
        }
        assertThat(farthest).as("the farthest, in halves of a unit").isGreaterThan(0.99);
    }

    // The numbers of a format.

    @ParameterizedTest
    @CsvSource({
        "BINARY16, -10, -14, 15",
        "BFLOAT16, -7, -126, 127",
        "BINARY32, -23, -126, 127",
        "BINARY64, -52, -1022, 1023"
    })
    void unitsAndEndsAreThoseOfTheStandard(FloatFormat format, int unit, int least, int greatest) {
        assertThat(format.unit()).as("unit").isEqualTo(power(unit));
        assertThat(format.leastNormal()).as("least normal number").isEqualTo(power(least));
        assertThat(format.greatestPower()).as("greatest power of two").isEqualTo(power(greatest));
    }

    @Test
    void unitsAndEndsAreThoseOfJava() {
        assertThat(FloatFormat.BINARY32.unit()).isEqualTo(Rational.of(Math.ulp(1f)));
        assertThat(FloatFormat.BINARY32.leastNormal()).isEqualTo(Rational.of(Float.MIN_NORMAL));
        assertThat(FloatFormat.BINARY32.greatestPower()).isEqualTo(Rational.of(0x1p127));
        assertThat(FloatFormat.BINARY64.unit()).isEqualTo(Rational.of(Math.ulp(1.0)));
        assertThat(FloatFormat.BINARY64.leastNormal()).isEqualTo(Rational.of(Double.MIN_NORMAL));
        assertThat(FloatFormat.BINARY64.greatestPower()).isEqualTo(Rational.of(0x1p1023));
    }

    @ParameterizedTest
    @CsvSource({
        "BINARY16, 0, true",
        "BINARY16, 1, true",
        "BINARY16, -1, true",
        "BINARY16, 1/3, false",
        "BINARY16, 0.1, false",
        "BINARY16, 2047, true",
        "BINARY16, 2049, false",
        "BINARY16, -2047, true",
        "BINARY16, -2049, false",
        "BINARY16, 2050, true",
        "BINARY16, 32752, true",
        "BINARY16, 32768, false",
        "BINARY16, -32752, true",
        "BINARY16, -32768, false",
        "BINARY16, 65504, false",
        "BFLOAT16, 255, true",
        "BFLOAT16, 257, false",
        "BFLOAT16, 65280, true",
        "BINARY32, 16777215, true",
        "BINARY32, 16777216, true",
        "BINARY32, 16777217, false",
        "BINARY64, 9007199254740991, true",
        "BINARY64, 9007199254740993, false",
        "BINARY64, 3/4, true"
    })
    void someAreNumbersOfAFormatAndSomeAreNot(FloatFormat format, String number, boolean holds) {
        assertThat(format.holds(Numerals.quoted(number))).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"BINARY16, -24", "BFLOAT16, -133", "BINARY32, -149", "BINARY64, -1074"})
    void subnormalNumbersAreMultiplesOfTheLeastOne(FloatFormat format, int exponent) {
        Rational least = power(exponent);
        for (Rational number : new Rational[] {least, least.negate(), least.times(Rational.of(3))}) {
            assertThat(format.holds(number)).as("%s", number).isTrue();
            assertThat(format.holds(number.times(HALF)))
                    .as("half of %s", number)
                    .isFalse();
        }
        assertThat(format.holds(format.leastNormal().minus(least)))
                .as("the largest subnormal one")
                .isTrue();
        assertThat(format.holds(format.leastNormal().plus(least.times(HALF))))
                .as("between two")
                .isFalse();
    }

    @Test
    void javasFloatsAreNumbersAndWhatLiesBetweenIsNot() {
        RationalSamples samples = new RationalSamples(43);
        for (int i = 0; i < 2_000; i++) {
            float single = Float.intBitsToFloat(samples.between(0, 0x7effffff));
            Rational number = Rational.of(single);
            Rational between = number.plus(Rational.of(Math.ulp(single)).times(HALF));
            assertThat(FloatFormat.BINARY32.holds(number)).as("%s", single).isTrue();
            assertThat(FloatFormat.BINARY32.holds(number.negate()))
                    .as("-%s", single)
                    .isTrue();
            assertThat(FloatFormat.BINARY32.holds(between)).as("%s", between).isFalse();
        }
    }
}
