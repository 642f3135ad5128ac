package org.chaoscert.map;

/**
 * Least and greatest elements of ranges of an indexed sequence: two tournament trees over indices. O(n) to build, O(log n)
 * comparisons a query, 4n integers of memory.
 */
final class RangeExtrema {
    /** A total preorder of indices. */
    @FunctionalInterface
    interface IndexOrder {
        int compare(int i, int j);
    }

    private final int size;
    private final IndexOrder order;
    private final int[] least;
    private final int[] greatest;

    RangeExtrema(int size, IndexOrder order) {
        this.size = size;
        this.order = order;
        least = new int[2 * size];
        greatest = new int[2 * size];
        for (int i = 0; i < size; i++) {
            least[size + i] = i;
            greatest[size + i] = i;
        }
        for (int node = size - 1; node > 0; node--) {
            least[node] = lesser(least[2 * node], least[2 * node + 1]);
            greatest[node] = greater(greatest[2 * node], greatest[2 * node + 1]);
        }
    }

    private int lesser(int i, int j) {
        return order.compare(j, i) < 0 ? j : i;
    }

    private int greater(int i, int j) {
        return order.compare(j, i) > 0 ? j : i;
    }

    /** Returns the index of a least element among {@code from..to - 1}, a range that is not empty. */
    int least(int from, int to) {
        int best = from;
        for (int low = from + size, high = to + size; low < high; low >>= 1, high >>= 1) {
            if ((low & 1) == 1) {
                best = lesser(best, least[low++]);
            }
            if ((high & 1) == 1) {
                best = lesser(best, least[--high]);
            }
        }
        return best;
    }

    /** Returns the index of a greatest element among {@code from..to - 1}, a range that is not empty. */
    int greatest(int from, int to) {
        int best = from;
        for (int low = from + size, high = to + size; low < high; low >>= 1, high >>= 1) {
            if ((low & 1) == 1) {
                best = greater(best, greatest[low++]);
            }
            if ((high & 1) == 1) {
                best = greater(best, greatest[--high]);
            }
        }
        return best;
    }
}
