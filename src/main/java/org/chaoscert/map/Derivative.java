package org.chaoscert.map;

/**
 * How an enclosure of a derivative lies to 1: the signs of its ends minus 1. An end that is not known exactly counts as
 * the wider one.
 *
 * @param lower the sign of (lower end − 1), or −1 where unknown
 * @param upper the sign of (upper end − 1), or 1 where unknown
 */
public record Derivative(int lower, int upper) {
    /** Checks that the enclosure is no empty one. */
    public Derivative {
        if (lower > upper) {
            throw new IllegalArgumentException("lower end " + lower + " above upper end " + upper);
        }
    }

    /**
     * Tells whether the whole enclosure is at most 1.
     *
     * @return whether f<sup>k</sup> − id falls weakly
     */
    public boolean isAtMostOne() {
        return upper <= 0;
    }

    /**
     * Tells whether the whole enclosure is at least 1.
     *
     * @return whether f<sup>k</sup> − id rises weakly
     */
    public boolean isAtLeastOne() {
        return lower >= 0;
    }

    /**
     * Tells whether the whole enclosure is below 1.
     *
     * @return whether f<sup>k</sup> − id falls strictly
     */
    public boolean isBelowOne() {
        return upper < 0;
    }

    /**
     * Tells whether the whole enclosure is above 1.
     *
     * @return whether f<sup>k</sup> − id rises strictly
     */
    public boolean isAboveOne() {
        return lower > 0;
    }

    /**
     * Tells whether the enclosure is exactly [1, 1].
     *
     * @return whether f<sup>k</sup> − id is constant
     */
    public boolean isOne() {
        return lower == 0 && upper == 0;
    }

    /**
     * Tells whether 1 lies strictly inside the enclosure.
     *
     * @return whether nothing is known of the direction of f<sup>k</sup> − id
     */
    public boolean isAcrossOne() {
        return lower < 0 && upper > 0;
    }
}
