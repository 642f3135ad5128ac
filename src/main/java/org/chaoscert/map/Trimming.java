package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/**
 * Keeps the numbers of one orbit from growing without need: a value is brought to lowest terms when its size has doubled
 * since the last time, so that the cost of greatest common divisors stays in proportion to that of the steps.
 */
public final class Trimming {
    private static final int SLACK = 512;

    private int limit = SLACK;

    /**
     * Looks at the next value.
     *
     * @param value a number
     * @return the same number, perhaps in lowest terms
     */
    public Rational trim(Rational value) {
        if (value.bitLength() <= limit) {
            return value;
        }
        Rational reduced = value.reduced();
        limit = 2 * reduced.bitLength() + SLACK;
        return reduced;
    }
}
