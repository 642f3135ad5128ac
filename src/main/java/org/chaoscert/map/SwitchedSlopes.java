package org.chaoscert.map;

import java.math.BigInteger;
import java.util.List;

/**
 * Bounds of the slope of a sum, by what its terms contribute where they are not 0: Σ least<sub>j</sub> and Σ
 * greatest<sub>j</sub> over the terms that are positive at x.
 *
 * @param terms functions that are nowhere negative
 * @param least for each term an integer
 * @param greatest for each term an integer; the bounds are in order at every x
 * @param denominator what all these integers are to be divided by, positive
 */
public record SwitchedSlopes(
        List<PiecewiseLinear> terms, List<BigInteger> least, List<BigInteger> greatest, BigInteger denominator) {
    /** Copies the lists. */
    public SwitchedSlopes {
        terms = List.copyOf(terms);
        least = List.copyOf(least);
        greatest = List.copyOf(greatest);
    }

    /** Tells whether a term is positive inside one of its pieces. */
    boolean isOn(int term, int piece) {
        PiecewiseLinear function = terms.get(term);
        return function.slopeNumerator(piece).signum() != 0
                || function.interceptNumerator(piece).signum() != 0;
    }
}
