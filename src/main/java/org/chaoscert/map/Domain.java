package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/**
 * A closed interval of the line, of positive length, perhaps unbounded. Points at ±∞ do not belong to it.
 *
 * @param left its left end, a number or −∞
 * @param right its right end, a number or ∞, above {@code left}
 */
public record Domain(Rational left, Rational right) {
    /** The whole line. */
    public static final Domain LINE = new Domain(Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY);

    /** The unit interval [0, 1]. */
    public static final Domain UNIT = new Domain(Rational.ZERO, Rational.ONE);

    /** Checks that the ends are in order. */
    public Domain {
        if (left.compareTo(right) >= 0) {
            throw new IllegalArgumentException("domain [" + left + ", " + right + "]: left end not below right end");
        }
    }

    /**
     * Tests whether a point belongs to the domain.
     *
     * @param x a number
     * @return whether {@code left ≤ x ≤ right}
     */
    public boolean contains(Rational x) {
        return x.isFinite() && left.compareTo(x) <= 0 && x.compareTo(right) <= 0;
    }

    @Override
    public String toString() {
        return (left.isFinite() ? "[" : "(") + left + ", " + right + (right.isFinite() ? "]" : ")");
    }
}
