package org.chaoscert.exact;

import org.apfloat.Apfloat;

/**
 * A closed interval of real numbers, perhaps empty, perhaps unbounded: a set. Its ends are binary numbers of any length, or
 * infinite; infinity itself belongs to no interval. Immutable.
 *
 * <p>Sets and relations follow the set-based flavour of IEEE Standard 1788-2015 (sections 9.3, 10.5.7, 10.5.9 and 10.5.10), and
 * nothing here rounds: arithmetic, which does, is {@link IntervalArithmetic}.
 */
public final class Interval {
    /** The interval without a number. */
    public static final Interval EMPTY = new Interval(End.POSITIVE_INFINITY, End.NEGATIVE_INFINITY);

    /** All real numbers. */
    public static final Interval ENTIRE = new Interval(End.NEGATIVE_INFINITY, End.POSITIVE_INFINITY);

    private final End low;
    private final End high;

    private Interval(End low, End high) {
        this.low = low;
        this.high = high;
    }

    /** Returns the numbers between two ends; none if these leave none. */
    static Interval of(End low, End high) {
        boolean isEmpty = low.compareTo(high) > 0 || low.infinite() > 0 || high.infinite() < 0;
        return isEmpty ? EMPTY : new Interval(low, high);
    }

    End low() {
        return low;
    }

    End high() {
        return high;
    }

    /**
     * Tells whether there is no number in the interval.
     *
     * @return whether it is the empty set
     */
    public boolean isEmpty() {
        return low.infinite() > 0;
    }

    /**
     * Tells whether the interval is bounded; the empty one is.
     *
     * @return whether no end is infinite
     */
    public boolean isBounded() {
        return isEmpty() || (low.isFinite() && high.isFinite());
    }

    /**
     * Returns the left end as a binary number.
     *
     * @return the least number of the interval, of radix 2 and infinite precision
     * @throws ArithmeticException if the interval is empty or has no least number
     */
    public Apfloat leftNumber() {
        return number(low);
    }

    /**
     * Returns the right end as a binary number.
     *
     * @return the greatest number of the interval, of radix 2 and infinite precision
     * @throws ArithmeticException if the interval is empty or has no greatest number
     */
    public Apfloat rightNumber() {
        return number(high);
    }

    private Apfloat number(End end) {
        if (!end.isFinite()) {
            throw new ArithmeticException(this + " has no number at this end");
        }
        return end.number().toApfloat();
    }

    /**
     * Returns the left end.
     *
     * @return the infimum, exactly; −∞ if the interval is not bounded below, ∞ if it is empty
     */
    public Rational left() {
        return low.rational();
    }

    /**
     * Returns the right end.
     *
     * @return the supremum, exactly; ∞ if the interval is not bounded above, −∞ if it is empty
     */
    public Rational right() {
        return high.rational();
    }

    /**
     * Tells whether a number is in the interval.
     *
     * @param number a number; an infinity is in no interval
     * @return whether left ≤ number ≤ right
     */
    public boolean contains(Rational number) {
        return number.isFinite() && left().compareTo(number) <= 0 && number.compareTo(right()) <= 0;
    }

    /**
     * Tells whether every number of this interval is in another.
     *
     * @param other an interval
     * @return whether this is a subset of it
     */
    public boolean isSubsetOf(Interval other) {
        return isEmpty() || (other.low.compareTo(low) <= 0 && high.compareTo(other.high) <= 0);
    }

    /**
     * Tells whether this interval lies inside another with room on both sides.
     *
     * @param other an interval
     * @return whether this is in the topological interior of it
     */
    public boolean isInInteriorOf(Interval other) {
        return isEmpty() || (isStrictlyBelow(other.low, low) && isStrictlyBelow(high, other.high));
    }

    /** Tells whether a &lt; b; an infinite end has room beyond every number, and beyond itself. */
    private static boolean isStrictlyBelow(End a, End b) {
        return a.compareTo(b) < 0 || (a.compareTo(b) == 0 && !a.isFinite());
    }

    /**
     * Tells whether two intervals have no number in common.
     *
     * @param other an interval
     * @return whether the intersection is empty
     */
    public boolean isDisjointFrom(Interval other) {
        return intersection(other).isEmpty();
    }

    /**
     * Tells whether both ends of this interval are at or left of those of another: for every x here there is a y ≥ x there, and
     * for every y there an x ≤ y here.
     *
     * @param other an interval
     * @return whether this is weakly less; an empty interval is so only compared with itself
     */
    public boolean isLess(Interval other) {
        return isEmpty() == other.isEmpty() && low.compareTo(other.low) <= 0 && high.compareTo(other.high) <= 0;
    }

    /**
     * Tells whether both ends of this interval are left of those of another.
     *
     * @param other an interval
     * @return whether this is strictly less; infinite ends are left of themselves, empty intervals strictly less than empty ones
     */
    public boolean isStrictlyLess(Interval other) {
        return isEmpty() == other.isEmpty()
                && (isEmpty() || (isStrictlyBelow(low, other.low) && isStrictlyBelow(high, other.high)));
    }

    /**
     * Tells whether no number of this interval is right of a number of another.
     *
     * @param other an interval
     * @return whether x ≤ y for all x here and y there
     */
    public boolean precedes(Interval other) {
        return isEmpty() || other.isEmpty() || high.compareTo(other.low) <= 0;
    }

    /**
     * Tells whether every number of this interval is left of every number of another.
     *
     * @param other an interval
     * @return whether x &lt; y for all x here and y there
     */
    public boolean strictlyPrecedes(Interval other) {
        return isEmpty() || other.isEmpty() || high.compareTo(other.low) < 0;
    }

    /**
     * Returns what two intervals have in common.
     *
     * @param other an interval
     * @return the intersection
     */
    public Interval intersection(Interval other) {
        return of(low.max(other.low), high.min(other.high));
    }

    /**
     * Returns the smallest interval around two.
     *
     * @param other an interval
     * @return the convex hull of both
     */
    public Interval hull(Interval other) {
        return of(low.min(other.low), high.max(other.high));
    }

    /**
     * Returns the smaller one of each two numbers.
     *
     * @param other an interval
     * @return {min(x, y)}, exactly
     */
    public Interval min(Interval other) {
        return isEmpty() || other.isEmpty() ? EMPTY : of(low.min(other.low), high.min(other.high));
    }

    /**
     * Returns the larger one of each two numbers.
     *
     * @param other an interval
     * @return {max(x, y)}, exactly
     */
    public Interval max(Interval other) {
        return isEmpty() || other.isEmpty() ? EMPTY : of(low.max(other.low), high.max(other.high));
    }

    /**
     * Returns the sizes of the numbers.
     *
     * @return {|x|}, exactly
     */
    public Interval abs() {
        if (isEmpty()) {
            return EMPTY;
        }
        End least = low.max(high.negate()).max(End.ZERO);
        return of(least, low.abs().max(high.abs()));
    }

    /**
     * Returns the interval mirrored at 0.
     *
     * @return {−x}, exactly
     */
    public Interval negate() {
        return isEmpty() ? EMPTY : of(high.negate(), low.negate());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Interval interval
                && low.compareTo(interval.low) == 0
                && high.compareTo(interval.high) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * low.hashCode() + high.hashCode();
    }

    /**
     * Returns {@code [empty]}, {@code [entire]}, or the two ends: as canonical texts, but those with very large exponents as an
     * integer and a power of two.
     */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "[empty]";
        }
        return equals(ENTIRE) ? "[entire]" : "[" + low + ", " + high + "]";
    }
}
