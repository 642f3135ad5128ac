package org.chaoscert.map;

/**
 * Least and greatest elements of ranges of an array, by blocks of about √n elements: one pass to build, O(√n) a query, and
 * next to no memory. For arrays that are queried a few dozen times and then thrown away.
 */
final class BlockExtrema {
    private static final int SMALLEST_SHIFT = 3;

    private double[] array = {};
    private int shift;
    private double[] blockLeast = {};
    private double[] blockGreatest = {};
    private double least;
    private double greatest;

    /** Reads an array that is not changed until the next call. */
    void read(double[] source, int size) {
        array = source;
        shift = Math.max(SMALLEST_SHIFT, (32 - Integer.numberOfLeadingZeros(size)) / 2);
        int blocks = (size >> shift) + 1;
        if (blocks > blockLeast.length) {
            blockLeast = new double[blocks];
            blockGreatest = new double[blocks];
        }
        for (int block = 0; block < blocks; block++) {
            start();
            scan(block << shift, Math.min(size, (block + 1) << shift));
            blockLeast[block] = least;
            blockGreatest[block] = greatest;
        }
    }

    /** Finds the extremes of {@code array[from..to - 1]}; ∞ and −∞ for an empty range. */
    void find(int from, int to) {
        start();
        int firstBlock = (from >> shift) + 1;
        int endBlock = to >> shift;
        if (endBlock <= firstBlock) {
            scan(from, to);
            return;
        }
        scan(from, firstBlock << shift);
        for (int block = firstBlock; block < endBlock; block++) {
            least = blockLeast[block] < least ? blockLeast[block] : least;
            greatest = blockGreatest[block] > greatest ? blockGreatest[block] : greatest;
        }
        scan(endBlock << shift, to);
    }

    /** The least element that {@link #find} found. */
    double least() {
        return least;
    }

    /** The greatest element that {@link #find} found. */
    double greatest() {
        return greatest;
    }

    private void start() {
        least = Double.POSITIVE_INFINITY;
        greatest = Double.NEGATIVE_INFINITY;
    }

    private void scan(int from, int to) {
        double low = least;
        double high = greatest;
        for (int i = from; i < to; i++) {
            double element = array[i];
            low = element < low ? element : low;
            high = element > high ? element : high;
        }
        least = low;
        greatest = high;
    }
}
