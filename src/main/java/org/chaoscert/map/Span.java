package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/**
 * A closed interval, perhaps one point, perhaps unbounded: an exact image, or a range of slopes.
 *
 * @param lower its lower end, a number or −∞
 * @param upper its upper end, a number or ∞, at least {@code lower}
 */
public record Span(Rational lower, Rational upper) {
    /** Checks that the ends are in order. */
    public Span {
        if (lower.compareTo(upper) > 0) {
            throw new IllegalArgumentException("[" + lower + ", " + upper + "] has its ends reversed");
        }
    }

    /**
     * Tells whether this interval is a single point.
     *
     * @return whether both ends are equal
     */
    public boolean isPoint() {
        return lower.compareTo(upper) == 0;
    }

    /**
     * Tells whether two intervals have no point in common.
     *
     * @param other an interval
     * @return whether the intersection is empty
     */
    public boolean isDisjointFrom(Span other) {
        return upper.compareTo(other.lower) < 0 || other.upper.compareTo(lower) < 0;
    }

    /**
     * Tells whether this interval lies within another.
     *
     * @param outer an interval
     * @return whether every point of this one belongs to {@code outer}
     */
    public boolean isWithin(Span outer) {
        return outer.lower.compareTo(lower) <= 0 && upper.compareTo(outer.upper) <= 0;
    }

    @Override
    public String toString() {
        return "[" + lower + ", " + upper + "]";
    }
}
