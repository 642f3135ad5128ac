package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RangeExtremaTest {
    @Test
    void everyRangeOfEverySmallSequenceHasTheExtremesOfAScan() {
        Random random = new Random(61);
        for (int size = 1; size <= 40; size++) {
            for (int spread : new int[] {1, 2, 4, 1_000}) {
                int[] values = random.ints(size, 0, spread).toArray();
                RangeExtrema extrema = new RangeExtrema(size, (i, j) -> Integer.compare(values[i], values[j]));
                for (int from = 0; from < size; from++) {
                    for (int to = from + 1; to <= size; to++) {
                        int least = extrema.least(from, to);
                        int greatest = extrema.greatest(from, to);
                        String where = Arrays.toString(values) + " from " + from + " to " + to;
                        assertThat(least).as("place of the least of %s", where).isBetween(from, to - 1);
                        assertThat(greatest)
                                .as("place of the greatest of %s", where)
                                .isBetween(from, to - 1);
                        assertThat(values[least])
                                .as("least of %s", where)
                                .isEqualTo(IntStream.range(from, to)
                                        .map(i -> values[i])
                                        .min()
                                        .orElseThrow());
                        assertThat(values[greatest])
                                .as("greatest of %s", where)
                                .isEqualTo(IntStream.range(from, to)
                                        .map(i -> values[i])
                                        .max()
                                        .orElseThrow());
                    }
                }
            }
        }
    }

    @Test
    void buildingCostsLinearlyAndAQueryLogarithmicallyManyComparisons() {
        int size = 100_000;
        int[] values = new Random(62).ints(size).toArray();
        AtomicLong comparisons = new AtomicLong();
        RangeExtrema extrema = new RangeExtrema(size, (i, j) -> {
            comparisons.incrementAndGet();
            return Integer.compare(values[i], values[j]);
        });
        assertThat(comparisons.getAndSet(0)).as("comparisons to build").isLessThanOrEqualTo(2L * size);
        extrema.least(1, size - 1);
        extrema.greatest(1, size - 1);
        assertThat(comparisons.get()).as("comparisons of two queries").isLessThanOrEqualTo(2 * 2 * 17);
    }
}
