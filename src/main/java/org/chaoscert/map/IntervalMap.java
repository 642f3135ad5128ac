package org.chaoscert.map;

/**
 * A continuous map f of a closed interval D into itself, as far as the proof search needs to know it. Everything an
 * implementation says is proved; what it cannot prove it calls unknown.
 *
 * <p>Points are opaque to the search: each implementation names them in its own arithmetic. The two ends of D count as
 * points even where they are infinite.
 *
 * @param <P> the type of points
 * @param <J> the type of a cell's orbit
 */
public interface IntervalMap<P, J extends CellOrbit> {
    /**
     * Returns the left end of D.
     *
     * @return a number or −∞
     */
    P left();

    /**
     * Returns the right end of D.
     *
     * @return a number or ∞
     */
    P right();

    /**
     * Tells numbers from infinite ends.
     *
     * @param point a point
     * @return whether it is a number
     */
    boolean isFinite(P point);

    /**
     * Follows a point.
     *
     * @param point a point of D, or an infinite end of D
     * @param steps how many iterates, at least 1
     * @return the order of each iterate and the point; all unknown for an infinite end
     */
    PointOrbit follow(P point, int steps);

    /**
     * Follows a cell. The orbit is valid until the next call: it may be one object for all.
     *
     * @param left its left end
     * @param right its right end, above {@code left}
     * @param steps how many iterates, at least 1
     * @return its images and the derivatives on it
     */
    J follow(P left, P right, int steps);

    /**
     * Tells whether it makes sense to cut a cell that no rule clears.
     *
     * @param left the cell's left end
     * @param right the cell's right end, above {@code left}
     * @return false if more is not known of its parts, for lack of precision
     */
    boolean isDivisible(P left, P right);

    /**
     * Returns a place near the middle of a cell, with a short name.
     *
     * @param left the cell's left end
     * @param right the cell's right end, above {@code left}
     * @return a point strictly between the ends, if the cell is divisible
     */
    P middle(P left, P right);

    /**
     * Returns the place to cut a cell that bisection does not settle, so that finitely many such cuts settle every cell:
     * a point that some f<sup>i</sup>, i below the length of the orbit, maps to a kink; or, where f<sup>n</sup> is affine
     * on the cell, its fixed point. Where an implementation has no exact places, the middle.
     *
     * @param left the cell's left end
     * @param right the cell's right end
     * @param orbit the orbit of this cell, to the length that matters
     * @return a point strictly between the ends, if the cell is divisible
     */
    P exactCut(P left, P right, J orbit);
}
