package org.chaoscert.exact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Sorts rational numbers, exactly. Binary64 approximations, cut short and packed into one integer with the place in the
 * list, do most of the work; whatever they do not tell apart for certain is sorted again by exact comparison.
 */
public final class ExactSort {
    /** The low bits of a packed key hold the place; what is left of the approximation still has 28 fraction bits. */
    private static final long PLACE = (1L << 24) - 1;

    private record Keyed(Rational number, int place) {}

    private ExactSort() {}

    /**
     * Sorts numbers without moving them.
     *
     * @param numbers any values
     * @return their places, so that the numbers there increase weakly; equal ones in the order of their places
     */
    public static int[] order(List<Rational> numbers) {
        double[] approximations =
                numbers.stream().mapToDouble(Rational::approximate).toArray();
        boolean isHard =
                approximations.length > PLACE || DoubleStream.of(approximations).anyMatch(Double::isNaN);
        if (isHard) {
            int[] order = IntStream.range(0, approximations.length).toArray();
            sortExactly(order, 0, order.length, numbers);
            return order;
        }
        long[] packed = sortedWithPlaces(approximations);
        int[] order = places(packed);
        int start = 0;
        for (int end = 1; end <= order.length; end++) {
            if (end == order.length || isCertainlyBelow(packed[end - 1], packed[end])) {
                sortExactly(order, start, end, numbers);
                start = end;
            }
        }
        return order;
    }

    /**
     * Sorts binary64 numbers roughly, without moving them.
     *
     * @param numbers any values, NaN among them
     * @return their places, so that the numbers there increase but for those that agree in 28 bits; the places as they are if there
     *     are 2<sup>24</sup> numbers or more
     */
    public static int[] roughOrder(double[] numbers) {
        return numbers.length > PLACE
                ? IntStream.range(0, numbers.length).toArray()
                : places(sortedWithPlaces(numbers));
    }

    private static long[] sortedWithPlaces(double[] numbers) {
        long[] packed = new long[numbers.length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (ordered(numbers[i]) & ~PLACE) | i;
        }
        Arrays.sort(packed);
        return packed;
    }

    private static int[] places(long[] packed) {
        int[] places = new int[packed.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (int) (packed[i] & PLACE);
        }
        return places;
    }

    private static void sortExactly(int[] order, int from, int to, List<Rational> numbers) {
        if (to - from == 1) {
            return;
        }
        List<Keyed> group = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            group.add(new Keyed(numbers.get(order[i]), order[i]));
        }
        group.sort(Comparator.comparing(Keyed::number).thenComparingInt(Keyed::place));
        for (int i = from; i < to; i++) {
            order[i] = group.get(i - from).place;
        }
    }

    /**
     * Tells whether the numbers up to one place are certainly smaller than those after it: compares the largest
     * approximation that is cut to {@code left}, hence the largest so far, with the smallest that is cut to {@code right}.
     */
    private static boolean isCertainlyBelow(long left, long right) {
        return Rational.compareApproximations(number(left | PLACE), number(right & ~PLACE)) < 0;
    }

    /** Maps binary64 numbers to integers in the same order. */
    private static long ordered(double number) {
        long bits = Double.doubleToRawLongBits(number);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** The inverse. */
    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
    }
}
