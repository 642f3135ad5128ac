package org.chaoscert.map;

/** How a value lies to the point it is compared with. {@code UNKNOWN} is an answer, not an error. */
public enum Order {
    /** Certainly smaller. */
    LESS,
    /** Certainly equal. */
    EQUAL,
    /** Certainly larger. */
    GREATER,
    /** Smaller or equal: which of both is not known, or not the same for all maps that are meant. */
    NOT_GREATER,
    /** Larger or equal. */
    NOT_LESS,
    /** Not known, for lack of precision or because there is no such value. */
    UNKNOWN;

    /**
     * Translates the result of a comparison.
     *
     * @param comparison negative, 0 or positive
     * @return less, equal or greater
     */
    public static Order of(int comparison) {
        return comparison < 0 ? LESS : comparison > 0 ? GREATER : EQUAL;
    }

    /**
     * Tells whether a value is at most what it is compared with.
     *
     * @return true if that is certain
     */
    public boolean isAtMost() {
        return this == LESS || this == EQUAL || this == NOT_GREATER;
    }

    /**
     * Tells whether a value is at least what it is compared with.
     *
     * @return true if that is certain
     */
    public boolean isAtLeast() {
        return this == GREATER || this == EQUAL || this == NOT_LESS;
    }
}
