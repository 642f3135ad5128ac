package org.chaoscert.theorem;

import org.chaoscert.exact.Rational;

/**
 * One cell of a cover: from the right end of the cell before (or the left end of D) to {@code to}.
 *
 * @param to its right end, a number, or ∞ for the last cell of an unbounded domain
 * @param rule why it holds no point of the least period
 * @param divisor the divisor e for {@link Rule#MONOTONE} and {@link Rule#FIXED}; 0 for the other rules
 */
public record Cell(Rational to, Rule rule, int divisor) {
    /** Checks that the divisor stands exactly with the rules that have one. */
    public Cell {
        if (rule.hasDivisor() ? divisor < 1 : divisor != 0) {
            throw new IllegalArgumentException("rule " + rule.word() + " with divisor " + divisor);
        }
    }
}
