package org.chaoscert.map;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Interval;
import org.chaoscert.exact.IntervalArithmetic;
import org.chaoscert.exact.Rational;

/**
 * A closed interval, perhaps one point, perhaps unbounded: an exact image, or a range of slopes.
 *
 * @param lower its lower end, a number or −∞
 * @param upper its upper end, a number or ∞, at least {@code lower}
 */
public record Span(Rational lower, Rational upper) {
    private static final IntervalArithmetic SHORT = new IntervalArithmetic(256);

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

    /**
     * Returns what two intervals have in common.
     *
     * @param other an interval
     * @return their intersection, or empty if there is none
     */
    public Optional<Span> intersection(Span other) {
        return isDisjointFrom(other)
                ? Optional.empty()
                : Optional.of(new Span(
                        lower.compareTo(other.lower) >= 0 ? lower : other.lower,
                        upper.compareTo(other.upper) <= 0 ? upper : other.upper));
    }

    /**
     * Returns the smallest interval that holds both.
     *
     * @param other an interval
     * @return their hull
     */
    public Span hull(Span other) {
        return new Span(
                lower.compareTo(other.lower) <= 0 ? lower : other.lower,
                upper.compareTo(other.upper) >= 0 ? upper : other.upper);
    }

    /**
     * Returns the interval of all products.
     *
     * @param other a bounded interval; this one is bounded, too
     * @return the exact hull, ends unreduced
     */
    public Span times(Span other) {
        List<Rational> products = List.of(
                lower.times(other.lower), lower.times(other.upper), upper.times(other.lower), upper.times(other.upper));
        return new Span(Collections.min(products), Collections.max(products));
    }

    /**
     * Rounds the ends outward, if they are long: enclosures lose nothing by it that matters, and stay short.
     *
     * @return the same interval, or the smallest larger one with ends of 256 bits
     */
    public Span shortened() {
        if (lower.bitLength() <= SHORT.precision() && upper.bitLength() <= SHORT.precision()) {
            return this;
        }
        Interval outward = SHORT.between(lower, upper);
        return new Span(outward.left(), outward.right());
    }

    @Override
    public String toString() {
        return "[" + lower + ", " + upper + "]";
    }
}
