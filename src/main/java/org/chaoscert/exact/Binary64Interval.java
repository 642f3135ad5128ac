package org.chaoscert.exact;

/**
 * A closed interval of real numbers, perhaps empty, perhaps unbounded, between two binary64 numbers or infinities: a set;
 * infinity itself belongs to no interval. Made by {@link Binary64Arithmetic}.
 *
 * @param low the infimum; ∞ if the interval is empty
 * @param high the supremum; −∞ if the interval is empty
 */
public record Binary64Interval(double low, double high) {
    /** The interval without a number. */
    public static final Binary64Interval EMPTY =
            new Binary64Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    /** All real numbers. */
    public static final Binary64Interval ENTIRE =
            new Binary64Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Checks that the ends are those of an interval. */
    public Binary64Interval {
        boolean isEmpty = low == Double.POSITIVE_INFINITY && high == Double.NEGATIVE_INFINITY;
        boolean holdsNumbers = low <= high && low < Double.POSITIVE_INFINITY && high > Double.NEGATIVE_INFINITY;
        if (!isEmpty && !holdsNumbers) {
            throw new IllegalArgumentException("no interval from " + low + " to " + high);
        }
        // Makes 0 of −0.
        low += 0.0;
        high += 0.0;
    }

    /** Returns the numbers between two ends; none if these leave none. */
    static Binary64Interval of(double low, double high) {
        return low > high ? EMPTY : new Binary64Interval(low, high);
    }

    /**
     * Tells whether there is no number in the interval.
     *
     * @return whether it is the empty set
     */
    public boolean isEmpty() {
        return low > high;
    }
}
