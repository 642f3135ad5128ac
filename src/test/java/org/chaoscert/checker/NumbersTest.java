package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A list that takes little room holds the same numbers as one that keeps them as they are. */
class NumbersTest {
    private static Fraction fraction(BigInteger top, BigInteger bottom) {
        return new Fraction(top, bottom);
    }

    /** Numerators around the largest that take no room of their own, over powers of two and over others. */
    private static List<Fraction> samples() {
        List<Fraction> samples = new ArrayList<>(List.of(Fraction.ZERO, Fraction.ONE, Fraction.MINUS_ONE));
        BigInteger edge = BigInteger.ONE.shiftLeft(63);
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            BigInteger top = i % 3 == 0
                    ? edge.add(BigInteger.valueOf(random.nextInt(5) - 2L))
                    : new BigInteger(random.nextInt(130), random);
            BigInteger bottom = i % 5 == 0
                    ? BigInteger.valueOf(1 + random.nextInt(1000))
                    : BigInteger.ONE.shiftLeft(random.nextInt(1100));
            samples.add(fraction(random.nextBoolean() ? top : top.negate(), bottom));
        }
        return samples;
    }

    private static Numbers numbers(List<Fraction> samples) {
        Numbers numbers = new Numbers();
        samples.forEach(numbers::add);
        return numbers;
    }

    @Test
    void numbersAreWrittenInTheirCanonicalForm() {
        List<Fraction> samples = samples();
        Numbers numbers = numbers(samples);
        for (int i = 0; i < samples.size(); i++) {
            StringBuilder text = new StringBuilder();
            numbers.write(i, text);
            BigInteger top = samples.get(i).numerator();
            BigInteger bottom = samples.get(i).denominator();
            BigInteger common = top.gcd(bottom);
            assertThat(text.toString())
                    .as("%s", samples.get(i))
                    .isEqualTo(top.divide(common) + (bottom.equals(common) ? "" : "/" + bottom.divide(common)));
        }
    }

    @Test
    void theScaleIsTheLeastCommonDenominator() throws Fault {
        List<Fraction> samples = samples();
        Numbers numbers = numbers(samples);
        BigInteger scale = numbers.scale(Limits.DEFAULT, "/place");
        BigInteger expected = BigInteger.ONE;
        for (Fraction sample : samples) {
            expected = expected.multiply(sample.denominator()).divide(expected.gcd(sample.denominator()));
        }
        assertThat(scale).isEqualTo(expected);
        for (int i = 0; i < samples.size(); i++) {
            Fraction sample = samples.get(i);
            assertThat(numbers.times(scale, i).multiply(sample.denominator()))
                    .as("%s", sample)
                    .isEqualTo(sample.numerator().multiply(scale));
        }
    }

    /** Rounded down if short; if long, with the right sign and size at least; others are 0. */
    @Test
    void numbersAtOtherPlacesAreTheSameNumbers() throws Fault {
        List<Fraction> samples = samples();
        Numbers numbers = numbers(samples);
        int[] places = new Random(8).ints(700, 0, samples.size()).toArray();
        Numbers moved = numbers.at(places);
        BigInteger scale = numbers.scale(Limits.DEFAULT, "");
        assertThat(moved.scale(Limits.DEFAULT, "")).isEqualTo(scale);
        for (int i = 0; i < places.length; i++) {
            assertThat(moved.times(scale, i)).isEqualTo(numbers.times(scale, places[i]));
        }
        moved.add(Fraction.ONE);
        assertThat(moved.times(scale, places.length)).isEqualTo(scale);
    }

    @Test
    void roughNumbersAreCloseWhereTheyAreShort() {
        List<Fraction> samples = samples();
        Numbers numbers = numbers(samples);
        for (int i = 0; i < samples.size(); i++) {
            BigInteger top = samples.get(i).numerator().shiftLeft(32);
            BigInteger[] exact = top.divideAndRemainder(samples.get(i).denominator());
            BigInteger floor = exact[1].signum() < 0 ? exact[0].subtract(BigInteger.ONE) : exact[0];
            BigInteger rough = BigInteger.valueOf(numbers.rough(i, 32));
            if (rough.signum() != 0 && floor.bitLength() >= 63) {
                assertThat(rough.signum()).isEqualTo(floor.signum());
                assertThat(rough.bitLength()).as("%s", samples.get(i)).isGreaterThanOrEqualTo(62);
            } else {
                assertThat(rough).as("%s", samples.get(i)).isIn(floor, BigInteger.ZERO);
            }
        }
    }

    @Test
    void longScalesAreOverLimits() {
        Limits limits = Limits.DEFAULT.with(1000, 40, 1000);
        Numbers powers = new Numbers();
        powers.add(fraction(BigInteger.ONE, BigInteger.ONE.shiftLeft(40)));
        Fault fault = catchThrowableOfType(Fault.class, () -> powers.scale(limits, "/place"));
        assertThat(fault.result.why()).isEqualTo("a number of 41 bits; the limit is 40");
        assertThat(fault.result.at()).isEqualTo("/place");
    }
}
