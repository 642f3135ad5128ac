package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.chaoscert.network.FloatingMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounding to nearest, against what Java's library parses and converts, and against a definition by neighbours. */
class NearestTest {
    private static final Rational HALF = Rational.of(1, 2);

    private final Random random = new Random(20260);

    private record Shape(int precision, int leastExponent, int mostExponent) {
        static Shape of(FloatFormat format) {
            return switch (format) {
                case BINARY16 -> new Shape(11, -14, 15);
                case BFLOAT16 -> new Shape(8, -126, 127);
                case BINARY32 -> new Shape(24, -126, 127);
                case BINARY64 -> new Shape(53, -1022, 1023);
            };
        }

        /** significand · 2^(exponent + 1 − precision). */
        Rational number(long significand, int exponent) {
            return Rational.of(significand).scaledByPowerOfTwo(exponent + 1 - precision);
        }

        Rational beyond() {
            return Rational.ONE.scaledByPowerOfTwo(mostExponent + 1);
        }
    }

    private static void check(FloatFormat format, Rational number, Rational expected) {
        Rational nearest = format.nearest(number);
        assertThat(nearest).as("%s in %s", number, format.word()).isEqualTo(expected);
        assertThat(nearest.reduced()).as("in lowest terms").isSameAs(nearest);
        double value = FloatingMap.nearest(number, format);
        assertThat(Rational.of(value)).as("as a double").isEqualTo(expected);
        if (number.signum() != 0) {
            assertThat(format.nearest(number.negate())).as("negated").isEqualTo(expected.negate());
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void neighboursAndTheirMiddle(FloatFormat format) {
        Shape shape = Shape.of(format);
        Rational tiny = Rational.ONE.scaledByPowerOfTwo(-3000);
        for (int i = 0; i < 1500; i++) {
            int exponent = shape.leastExponent + random.nextInt(shape.mostExponent - shape.leastExponent + 1);
            if (i % 3 == 0) {
                exponent = i % 2 == 0 ? shape.leastExponent : shape.mostExponent;
            }
            long least = 1L << (shape.precision - 1);
            boolean isSubnormal = exponent == shape.leastExponent && random.nextBoolean();
            long low = isSubnormal ? 0 : least;
            long significand = switch (random.nextInt(4)) {
                case 0 -> low;
                case 1 -> (isSubnormal ? least : 2 * least) - 1;
                default -> low + (random.nextLong() & (least - 1));
            };
            Rational number = shape.number(significand, exponent);
            Rational next = shape.number(significand + 1, exponent);
            check(format, number, number);
            Rational middle = number.plus(next).times(HALF);
            if (next.compareTo(shape.beyond()) < 0) {
                check(format, middle, significand % 2 == 0 ? number : next);
                check(format, middle.plus(tiny), next);
            }
            check(format, middle.minus(tiny), number);
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void beyondTheLargest(FloatFormat format) {
        Shape shape = Shape.of(format);
        Rational largest = shape.number((1L << shape.precision) - 1, shape.mostExponent);
        Rational tie = largest.plus(shape.beyond()).times(HALF);
        check(format, tie.minus(Rational.ONE.scaledByPowerOfTwo(-2000)), largest);
        for (Rational number : new Rational[] {tie, shape.beyond(), tie.negate(), tie.times(tie)}) {
            assertThatThrownBy(() -> format.nearest(number))
                    .isInstanceOf(OverLimitsException.class)
                    .hasMessageContaining(format.word());
            assertThatThrownBy(() -> FloatingMap.nearest(number, format)).isInstanceOf(OverLimitsException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void nextToZero(FloatFormat format) {
        Shape shape = Shape.of(format);
        Rational least = shape.number(1, shape.leastExponent);
        check(format, Rational.ZERO, Rational.ZERO);
        check(format, Rational.ONE.scaledByPowerOfTwo(-5000), Rational.ZERO);
        check(format, least, least);
        check(format, least.times(HALF), Rational.ZERO);
        check(format, least.times(HALF).plus(Rational.ONE.scaledByPowerOfTwo(-5000)), least);
        check(format, least.times(Rational.of(3, 2)), least.scaledByPowerOfTwo(1));
        Rational normal = Rational.ONE.scaledByPowerOfTwo(shape.leastExponent);
        check(format, normal.minus(least.times(HALF)), normal);
        check(format, normal.minus(least.times(Rational.of(5, 8))), normal.minus(least));
    }

    /** A decimal, and the same as a fraction. */
    private BigDecimal decimal(int mostExponent) {
        BigInteger digits = new BigInteger(1 + random.nextInt(200), random);
        BigInteger signed = random.nextBoolean() ? digits : digits.negate();
        int length = signed.toString().length();
        return new BigDecimal(signed, length + random.nextInt(2 * mostExponent) - mostExponent);
    }

    private static Rational rational(BigDecimal decimal) {
        return decimal.scale() <= 0
                ? Rational.of(decimal.toBigIntegerExact())
                : Rational.of(decimal.unscaledValue(), BigInteger.TEN.pow(decimal.scale()));
    }

    @Test
    void decimalsAsTheLibraryParsesThem() {
        for (int i = 0; i < 3000; i++) {
            BigDecimal wide = decimal(330);
            double wideValue = Double.parseDouble(wide.toString());
            if (Double.isFinite(wideValue)) {
                check(FloatFormat.BINARY64, rational(wide), Rational.of(wideValue));
            } else {
                assertThatThrownBy(() -> FloatFormat.BINARY64.nearest(rational(wide)))
                        .isInstanceOf(OverLimitsException.class);
            }
            BigDecimal narrow = decimal(48);
            float narrowValue = Float.parseFloat(narrow.toString());
            if (Float.isFinite(narrowValue)) {
                check(FloatFormat.BINARY32, rational(narrow), Rational.of((double) narrowValue));
            } else {
                assertThatThrownBy(() -> FloatFormat.BINARY32.nearest(rational(narrow)))
                        .isInstanceOf(OverLimitsException.class);
            }
        }
    }

    @Test
    void doublesAsTheLibraryConvertsThem() {
        for (int i = 0; i < 3000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (i % 2 == 0) {
                // Near the middle of two floats.
                float single = Float.intBitsToFloat(random.nextInt());
                double middle = ((double) single + (double) Math.nextUp(single)) / 2;
                value = random.nextBoolean()
                        ? middle
                        : random.nextBoolean() ? Math.nextUp(middle) : Math.nextDown(middle);
            }
            if (Double.isFinite(value) && Float.isFinite((float) value)) {
                check(FloatFormat.BINARY32, Rational.of(value), Rational.of((double) (float) value));
                check(FloatFormat.BINARY64, Rational.of(value), Rational.of(value));
            }
        }
    }

    @Test
    void quotientsOfDoublesAndFloatsAreRoundedAlike() {
        for (int i = 0; i < 3000; i++) {
            long numerator = random.nextLong() >> (11 + random.nextInt(50));
            long denominator = 1 + (random.nextLong() >>> (12 + random.nextInt(50)));
            check(
                    FloatFormat.BINARY64,
                    Rational.of(numerator, denominator),
                    Rational.of((double) numerator / denominator));
            int above = random.nextInt() >> 8;
            int below = 1 + (random.nextInt() >>> 9);
            check(FloatFormat.BINARY32, Rational.of(above, below), Rational.of((double)
                    ((float) above / (float) below)));
        }
    }
}
