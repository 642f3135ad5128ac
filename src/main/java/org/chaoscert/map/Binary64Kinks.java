package org.chaoscert.map;

import java.util.Arrays;

/**
 * Kinks of a sum Σ jumps[i] · max(0, x − kinks[i]) in increasing order, in arrays that are used again for every network.
 *
 * <p>Few kinks are sorted by insertion. Many are dealt into as many buckets, by a map of the line onto [0, 1) that is
 * increasing up to rounding, and one pass of insertion sort puts right what is left: linear time for kinks that are spread
 * about evenly, as random ones are. Where they crowd in a bucket, merge sort takes over: O(k log k) always.
 */
final class Binary64Kinks {
    /** Up to so many kinks, insertion sort alone is faster than buckets. */
    private static final int FEW = 24;

    /** So many buckets for each kink: then most hold one kink at most, and neither sort nor look-up has much to do there. */
    private static final int BUCKETS = 2;

    /** More kinks than this in one bucket are a crowd. */
    private static final int CROWD = 48;

    private int size;
    private double[] kinks = {};
    private double[] jumps = {};
    private double[] unsortedKinks = {};
    private double[] unsortedJumps = {};
    private int[] bucketEnds = {};
    private int buckets;
    private boolean inUnitInterval;
    private boolean dealt;

    /** Forgets everything and makes room for a number of kinks. */
    void clear(int capacity) {
        size = 0;
        if (capacity > kinks.length) {
            kinks = new double[capacity];
            jumps = new double[capacity];
            unsortedKinks = new double[capacity];
            unsortedJumps = new double[capacity];
            bucketEnds = new int[BUCKETS * capacity + 1];
        }
    }

    /** Adds a kink, unsorted; within the capacity. */
    void add(double kink, double jump) {
        unsortedKinks[size] = kink;
        unsortedJumps[size] = jump;
        size++;
    }

    int size() {
        return size;
    }

    /** The kinks, sorted after {@link #sort}; the first {@link #size} elements. */
    double[] kinks() {
        return kinks;
    }

    /** The jumps that belong to {@link #kinks}. */
    double[] jumps() {
        return jumps;
    }

    /** Sorts; {@code areInUnitInterval} says that all kinks are in [0, 1], and so how to spread them. */
    void sort(boolean areInUnitInterval) {
        inUnitInterval = areInUnitInterval;
        dealt = false;
        if (size <= FEW) {
            System.arraycopy(unsortedKinks, 0, kinks, 0, size);
            System.arraycopy(unsortedJumps, 0, jumps, 0, size);
        } else if (!deal()) {
            mergeSort();
            return;
        }
        insertionSort();
    }

    /** Deals the kinks into buckets, and returns whether none is crowded. */
    private boolean deal() {
        buckets = BUCKETS * size;
        Arrays.fill(bucketEnds, 0, buckets + 1, 0);
        for (int i = 0; i < size; i++) {
            bucketEnds[bucket(unsortedKinks[i]) + 1]++;
        }
        int most = 0;
        for (int b = 0; b < buckets; b++) {
            most = Math.max(most, bucketEnds[b + 1]);
            bucketEnds[b + 1] += bucketEnds[b];
        }
        if (most > CROWD) {
            return false;
        }
        // bucketEnds[b] is where bucket b starts, and moves to its end as it fills.
        for (int i = 0; i < size; i++) {
            int place = bucketEnds[bucket(unsortedKinks[i])]++;
            kinks[place] = unsortedKinks[i];
            jumps[place] = unsortedJumps[i];
        }
        dealt = true;
        return true;
    }

    private int bucket(double x) {
        double spread = inUnitInterval ? x : 0.5 + 0.5 * (x / (1 + Math.abs(x)));
        return Math.min(buckets - 1, (int) (spread * buckets));
    }

    private void insertionSort() {
        for (int i = 1; i < size; i++) {
            double kink = kinks[i];
            if (kinks[i - 1] <= kink) {
                continue;
            }
            double jump = jumps[i];
            int j = i;
            for (; j > 0 && kinks[j - 1] > kink; j--) {
                kinks[j] = kinks[j - 1];
                jumps[j] = jumps[j - 1];
            }
            kinks[j] = kink;
            jumps[j] = jump;
        }
    }

    /** Bottom-up, from the unsorted arrays to the sorted ones and back. */
    private void mergeSort() {
        for (int run = 1; run < size; run *= 2) {
            for (int from = 0; from < size; from += 2 * run) {
                merge(from, Math.min(size, from + run), Math.min(size, from + 2 * run));
            }
            swap();
        }
        swap();
    }

    private void merge(int from, int middle, int to) {
        int i = from;
        int j = middle;
        for (int place = from; place < to; place++) {
            boolean first = j >= to || (i < middle && unsortedKinks[i] <= unsortedKinks[j]);
            int source = first ? i++ : j++;
            kinks[place] = unsortedKinks[source];
            jumps[place] = unsortedJumps[source];
        }
    }

    private void swap() {
        double[] array = kinks;
        kinks = unsortedKinks;
        unsortedKinks = array;
        array = jumps;
        jumps = unsortedJumps;
        unsortedJumps = array;
    }

    /** The number of kinks below x. */
    int below(double x) {
        int i = guess(x);
        while (i > 0 && kinks[i - 1] >= x) {
            i--;
        }
        while (i < size && kinks[i] < x) {
            i++;
        }
        return i;
    }

    /** The number of kinks at or below x, which is at least {@code first}. */
    int atOrBelow(double x, int first) {
        if (first == size || kinks[first] > x) {
            return first;
        }
        if (x == Double.POSITIVE_INFINITY) {
            return size;
        }
        int i = Math.max(first, guess(x));
        while (i > first && kinks[i - 1] > x) {
            i--;
        }
        while (i < size && kinks[i] <= x) {
            i++;
        }
        return i;
    }

    /** A number of kinks that is close to that of those below x: from the buckets, or else by binary search. */
    private int guess(double x) {
        if (dealt) {
            int bucket = bucket(x);
            return bucket <= 0 ? 0 : bucketEnds[bucket - 1];
        }
        int from = 0;
        int to = size;
        while (to - from > FEW) {
            int middle = (from + to) >>> 1;
            if (kinks[middle] < x) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
