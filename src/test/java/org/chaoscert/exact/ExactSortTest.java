package org.chaoscert.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order against a sort by exact comparison alone. */
class ExactSortTest {
    private static int compareByDefinition(Rational x, Rational y) {
        return x.numerator().multiply(y.denominator()).compareTo(y.numerator().multiply(x.denominator()));
    }

    private static void requireSorted(List<Rational> numbers, String about) {
        int[] expected = IntStream.range(0, numbers.size())
                .boxed()
                .sorted(Comparator.comparing(numbers::get, ExactSortTest::compareByDefinition))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] order = ExactSort.order(numbers);
        assertThat(Arrays.stream(order).sorted().toArray())
                .as("every place of %s", about)
                .isEqualTo(IntStream.range(0, numbers.size()).toArray());
        for (int i = 0; i < expected.length; i++) {
            assertThat(compareByDefinition(numbers.get(order[i]), numbers.get(expected[i])))
                    .as("number %d of %s", i, about)
                    .isZero();
        }
    }

    @Test
    void numbersThatLieFarApartAreSorted() {
        Random random = new Random(21);
        for (int size : new int[] {0, 1, 2, 3, 10, 1_000}) {
            List<Rational> numbers = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                numbers.add(Rational.of(random.nextGaussian() * Math.scalb(1.0, random.nextInt(100) - 50)));
            }
            requireSorted(numbers, size + " numbers");
        }
    }

    @Test
    void numbersTooCloseForApproximationsAreSorted() {
        Random random = new Random(22);
        for (int closeness : new int[] {10, 27, 28, 29, 40, 50, 51, 52, 53, 60, 200}) {
            List<Rational> numbers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                // ±(1 or 3) + a little, some of them equal but not of the same form.
                Rational little = Rational.dyadic(BigInteger.valueOf(random.nextInt(41) - 20), closeness);
                Rational whole = Rational.of(random.nextInt(4) * 2L - 3L);
                Rational factor = Rational.of(1 + random.nextInt(9));
                numbers.add(whole.plus(little).times(factor).dividedBy(factor));
            }
            requireSorted(numbers, "numbers 2^-" + closeness + " apart");
        }
    }

    @Test
    void numbersWithoutApproximationsAreSorted() {
        Random random = new Random(23);
        List<Rational> numbers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            numbers.add(Rational.of(random.nextInt(9) - 4L).scaledByPowerOfTwo(random.nextInt(4_000) - 2_000));
        }
        requireSorted(numbers, "huge and tiny numbers");
    }

    @Test
    void aRoughOrderHoldsEveryPlaceAndIsRoughlyRight() {
        Random random = new Random(24);
        double[] numbers = random.doubles(1_000, -1, 1).toArray();
        numbers[500] = Double.NaN;
        numbers[600] = Double.NEGATIVE_INFINITY;
        int[] order = ExactSort.roughOrder(numbers);
        assertThat(Arrays.stream(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, 1_000).toArray());
        assertThat(order[0]).isEqualTo(600);
        for (int i = 1; i < 998; i++) {
            assertThat(numbers[order[i]] - numbers[order[i + 1]]).isLessThan(0x1p-27);
        }
    }
}
