package org.chaoscert.map;

/** How a value lies to the point it is compared with. {@code UNKNOWN} is an answer, not an error. */
public enum Order {
    /** Certainly smaller. */
    LESS,
    /** Certainly equal. */
    EQUAL,
    /** Certainly larger. */
    GREATER,
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
}
