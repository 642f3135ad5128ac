package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BlockExtremaTest {
    private final BlockExtrema extrema = new BlockExtrema();

    /** Compares all ranges that start at a place with a scan that goes on from there. */
    private void requireRangesFrom(int from, double[] array, int size) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int to = from; to <= size; to++) {
            if (to > from) {
                least = Math.min(least, array[to - 1]);
                greatest = Math.max(greatest, array[to - 1]);
            }
            extrema.find(from, to);
            if (extrema.least() != least || extrema.greatest() != greatest) {
                assertThat(new double[] {extrema.least(), extrema.greatest()})
                        .as("from %s to %s of %s", from, to, size)
                        .containsExactly(least, greatest);
            }
        }
    }

    @Test
    void everyRangeHasTheExtremesOfAScan() {
        Random random = new Random(71);
        for (int size = 1; size <= 200; size++) {
            int spread = size % 3 == 0 ? 3 : 1_000_000;
            // What lies behind the size is beyond all others, and must not be seen.
            double[] array = random.doubles(size + 40, -1e9, 1e9).toArray();
            for (int i = 0; i < size; i++) {
                array[i] = random.nextInt(spread) - spread / 2;
            }
            extrema.read(array, size);
            for (int from = 0; from <= size; from++) {
                requireRangesFrom(from, array, size);
            }
        }
    }

    @Test
    void rangesOfLongArraysHaveTheExtremesOfAScan() {
        Random random = new Random(72);
        for (int size : new int[] {5_000, 4_095, 4_096, 4_097}) {
            double[] array = random.doubles(size, -1, 1).toArray();
            extrema.read(array, size);
            for (int from = 0; from <= size; from += 1 + random.nextInt(60)) {
                requireRangesFrom(from, array, size);
            }
        }
    }

    @Test
    void anEmptyRangeHasNoExtremes() {
        extrema.read(new double[100], 100);
        for (int place = 0; place <= 100; place++) {
            extrema.find(place, place);
            assertThat(extrema.least()).isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(extrema.greatest()).isEqualTo(Double.NEGATIVE_INFINITY);
        }
    }
}
