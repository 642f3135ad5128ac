package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DyadicsTest {
    private static final int MOST_BITS = 1_300;

    /** By brute force: for e from the coarsest grid on, the first multiple of 2^-e at or above the lower end, if it fits. */
    private static Fraction shortestByTrial(Fraction low, Fraction high) {
        if (!Fraction.ZERO.isBelow(low) && !high.isBelow(Fraction.ZERO)) {
            return Fraction.ZERO;
        }
        for (int e = -MOST_BITS; e <= MOST_BITS; e++) {
            Fraction step = e < 0
                    ? Fraction.of(BigInteger.TWO.pow(-e), BigInteger.ONE)
                    : Fraction.of(BigInteger.ONE, BigInteger.TWO.pow(e));
            Fraction scaled = low.over(step);
            BigInteger[] division = scaled.numerator().divideAndRemainder(scaled.denominator());
            BigInteger first = division[1].signum() > 0 ? division[0].add(BigInteger.ONE) : division[0];
            Fraction candidate = Fraction.of(first, BigInteger.ONE).times(step);
            if (!high.isBelow(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("none in [" + low + ", " + high + "]");
    }

    private static void requireShortest(Rational low, Rational high) {
        Rational found = Dyadics.shortestIn(low, high);
        assertThat(Fraction.of(found))
                .as("shortest dyadic number in [%s, %s]", low, high)
                .isEqualTo(shortestByTrial(Fraction.of(low), Fraction.of(high)));
        assertThat(found.reduced())
                .as("the shortest dyadic number %s in lowest terms", found)
                .isSameAs(found);
    }

    @Test
    void theShortestIsTheOneFoundByTryingAllExponents() {
        RationalSamples samples = new RationalSamples(21);
        for (int i = 0; i < 120; i++) {
            Rational x = samples.rational();
            Rational y = samples.near(x);
            if (x.compareTo(y) != 0) {
                requireShortest(x.compareTo(y) < 0 ? x : y, x.compareTo(y) < 0 ? y : x);
            }
        }
    }

    @Test
    void theShortestInSmallIntervalsIsTheOneFoundByTryingAllExponents() {
        for (int denominator : new int[] {1, 3, 5, 7, 8, 11, 16}) {
            for (int p = -20; p <= 40; p++) {
                for (int r = p + 1; r <= p + 9; r++) {
                    requireNear(Rational.of(p, denominator), Rational.of(r, denominator));
                }
            }
        }
    }

    /** The same trial with few exponents, enough for these ends. */
    private static void requireNear(Rational low, Rational high) {
        Rational found = Dyadics.shortestIn(low, high);
        boolean inside = low.compareTo(found) <= 0 && found.compareTo(high) <= 0;
        assertThat(inside).as("%s is in [%s, %s]", found, low, high).isTrue();
        if (found.signum() != 0) {
            int e = found.denominator().bitLength() - 1 - found.numerator().getLowestSetBit();
            BigInteger next = low.scaledByPowerOfTwo(e - 1).ceiling();
            assertThat(Rational.dyadic(next, e - 1).compareTo(high))
                    .as("the next multiple of 2^%d at or above %s and %s", 1 - e, low, high)
                    .isPositive();
        }
        assertThat(found.signum() == 0).isEqualTo(low.signum() <= 0 && high.signum() >= 0);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 3, 1, 2, 1/2",
        "1, 3, 2, 3, 1/2",
        "5, 7, 6, 7, 3/4",
        "-6, 7, -5, 7, -3/4",
        "3, 1, 5, 1, 4",
        "-5, 1, -3, 1, -4",
        "9, 1, 15, 1, 12",
        "1, 1, 1000, 1, 512",
        "0, 1, 5, 1, 0",
        "-5, 1, 0, 1, 0",
        "-1, 3, 1, 5, 0",
        "1, 4, 3, 10, 1/4",
        "5, 1, 11, 2, 5",
        "3, 8, 7, 16, 3/8"
    })
    void knownShortestNumbers(long p, long q, long r, long s, String shortest) {
        assertThat(Dyadics.shortestIn(Rational.of(p, q), Rational.of(r, s))).hasToString(shortest);
    }

    @Test
    void anIntervalNeedsTwoEndsInOrder() {
        assertThatThrownBy(() -> Dyadics.shortestIn(Rational.of(2, 4), Rational.of(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an interval: [1/2, 1/2]");
        assertThatThrownBy(() -> Dyadics.shortestIn(Rational.ONE, Rational.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not an interval: [1, 0]");
        assertThatThrownBy(() -> Dyadics.nearMiddle(Rational.ONE, Rational.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumberNearTheMiddleIsTheShortestOfTheMiddleHalf() {
        RationalSamples samples = new RationalSamples(22);
        for (int i = 0; i < 500; i++) {
            Rational x = samples.rational();
            Rational width = Rational.of(samples.positiveInteger(), samples.positiveInteger());
            Rational quarter = width.dividedBy(Rational.of(4));
            assertThat(Dyadics.nearMiddle(x, x.plus(width)))
                    .as("near the middle of %s and %s more", x, width)
                    .isEqualTo(Dyadics.shortestIn(x.plus(quarter), x.plus(width).minus(quarter)));
        }
        assertThat(Dyadics.nearMiddle(Rational.ZERO, Rational.ONE)).hasToString("1/2");
        assertThat(Dyadics.nearMiddle(Rational.of(1, 2), Rational.ONE)).hasToString("3/4");
        assertThat(Dyadics.nearMiddle(Rational.of(-1), Rational.of(3))).hasToString("0");
        assertThat(Dyadics.nearMiddle(Rational.of(-1), Rational.of(4))).hasToString("2");
    }

    @ParameterizedTest
    @CsvSource({
        "-inf, inf, 0",
        "-inf, 1, 0",
        "-1, inf, 0",
        "-1/1000, inf, 0",
        "-inf, 1/1000, 0",
        "0, inf, 1",
        "1/3, inf, 1",
        "1, inf, 2",
        "3/2, inf, 2",
        "2, inf, 4",
        "3, inf, 4",
        "4, inf, 8",
        "1000, inf, 1024",
        "-inf, 0, -1",
        "-inf, -1/3, -1",
        "-inf, -1, -2",
        "-inf, -3, -4",
        "-inf, -4, -8",
        "-inf, -1000, -1024",
        "0, 1, 1/2",
        "-1, 3, 0",
        "5, 6, 11/2"
    })
    void knownCuts(String low, String high, String cut) {
        assertThat(Dyadics.cut(end(low), end(high))).hasToString(cut);
    }

    private static Rational end(String text) {
        return switch (text) {
            case "-inf" -> Rational.NEGATIVE_INFINITY;
            case "inf" -> Rational.POSITIVE_INFINITY;
            default -> Numerals.quoted(text);
        };
    }

    @Test
    void aCutLiesInsideAndMirroredIntervalsAreCutAtMirroredPlaces() {
        RationalSamples samples = new RationalSamples(23);
        for (int i = 0; i < 500; i++) {
            Rational x = samples.rational();
            Rational right = Dyadics.cut(x, Rational.POSITIVE_INFINITY);
            assertThat(right).as("cut of [%s, inf]", x).isGreaterThan(x);
            assertThat(Dyadics.cut(Rational.NEGATIVE_INFINITY, x.negate()))
                    .as("cut of [-inf, %s]", x.negate())
                    .isEqualTo(right.negate());
            Rational y = x.plus(Rational.of(samples.positiveInteger(), samples.positiveInteger()));
            assertThat(Dyadics.cut(x, y)).as("cut of [%s, %s]", x, y).isEqualTo(Dyadics.nearMiddle(x, y));
            if (x.compareTo(Rational.ONE) >= 0) {
                assertThat(right).as("cut of [%s, inf]", x).isLessThanOrEqualTo(x.scaledByPowerOfTwo(1));
            }
        }
    }
}
