package org.chaoscert.exact;

/**
 * Arithmetic with intervals whose results are rounded outward.
 *
 * <p><b>Contract</b> (inclusion): the result of an operation holds every value that it takes for numbers of the operands at which
 * it is defined.
 *
 * @param <I> the type of the intervals
 */
public interface OutwardArithmetic<I> {
    /**
     * Encloses the numbers between two rational ones.
     *
     * @param left a number or −∞
     * @param right a number or ∞
     * @return an interval around the numbers from left to right; empty if there are none
     */
    I between(Rational left, Rational right);

    /**
     * Returns the left end.
     *
     * @param x an interval
     * @return its infimum, exactly; −∞ if it is not bounded below, ∞ if it is empty
     */
    Rational left(I x);

    /**
     * Returns the right end.
     *
     * @param x an interval
     * @return its supremum, exactly; ∞ if it is not bounded above, −∞ if it is empty
     */
    Rational right(I x);

    /**
     * Tells whether an interval is bounded and holds a number.
     *
     * @param x an interval
     * @return whether both ends are numbers
     */
    boolean isFinite(I x);

    /**
     * Tells on which side of 0 an interval lies.
     *
     * @param x an interval
     * @return 1 if no number of it is negative, else −1 if none is positive, else 0
     */
    int side(I x);

    /**
     * Adds.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x + y}
     */
    I add(I x, I y);

    /**
     * Subtracts.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x − y}
     */
    I subtract(I x, I y);

    /**
     * Multiplies.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x · y}
     */
    I multiply(I x, I y);

    /**
     * Divides.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x / y : y ≠ 0}
     */
    I divide(I x, I y);

    /**
     * Returns the smaller one of each two numbers.
     *
     * @param x an interval
     * @param y an interval
     * @return {min(x, y)}, exactly
     */
    I min(I x, I y);

    /**
     * Returns the larger one of each two numbers.
     *
     * @param x an interval
     * @param y an interval
     * @return {max(x, y)}, exactly
     */
    I max(I x, I y);

    /**
     * Returns the smallest interval around two.
     *
     * @param x an interval
     * @param y an interval
     * @return the convex hull of both, exactly
     */
    I hull(I x, I y);

    /**
     * Returns what two intervals have in common.
     *
     * @param x an interval
     * @param y an interval
     * @return the intersection, exactly
     */
    I intersection(I x, I y);

    /**
     * Takes the hyperbolic tangent.
     *
     * @param x an interval
     * @return an enclosure of {tanh x}, within [−1, 1]
     */
    I tanh(I x);

    /**
     * Takes the logistic function.
     *
     * @param x an interval
     * @return an enclosure of {1/(1 + e^−x)}, within [0, 1]
     */
    I sigmoid(I x);
}
