package org.chaoscert.map;

/**
 * Least and greatest elements of ranges of an array, by blocks of about √n elements: one pass to build, O(√n) a query, and
 * next to no memory. For arrays that are queried a few dozen times and then thrown away.
 */
final class BlockExtrema {
    /** Up to so many elements are gone through one by one. */
    private static final int FEW = 64;

    private static final int NO_BLOCKS = 30;

    private double[] array = {};
    private int shift;
    private double[] blockLeast = {};
    private double[] blockGreatest = {};
    private double least;
    private double greatest;

    /** Reads an array that is not changed until the next call. */
    void read(double[] source, int size) {
        array = source;
        if (size <= FEW) {
            shift = NO_BLOCKS;
            return;
        }
        shift = (32 - Integer.numberOfLeadingZeros(size)) / 2;
        int blocks = (size >> shift) + 1;
        if (blocks > blockLeast.length) {
            blockLeast = new double[blocks];
            blockGreatest = new double[blocks];
        }
        for (int block = 0; block < blocks; block++) {
            start();
            scan(array, array, block << shift, Math.min(size, (block + 1) << shift));
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
            scan(array, array, from, to);
            return;
        }
        scan(array, array, from, firstBlock << shift);
        scan(blockLeast, blockGreatest, firstBlock, endBlock);
        scan(array, array, endBlock << shift, to);
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

    /** Without branches that depend on the numbers: in short ranges these cannot be foretold. */
    private void scan(double[] lows, double[] highs, int from, int to) {
        double low = least;
        double high = greatest;
        for (int i = from; i < to; i++) {
            low = Math.min(low, lows[i]);
            high = Math.max(high, highs[i]);
        }
        least = low;
        greatest = high;
    }
}
