package org.chaoscert.battery.oracle;

/**
 * An affine function on an interval of positive length.
 *
 * @param left the left end, perhaps −∞
 * @param right the right end, perhaps ∞
 * @param slope the slope
 * @param intercept the value at 0, prolonged
 */
public record Piece(Quotient left, Quotient right, Quotient slope, Quotient intercept) {
    /** Returns the affine function with two given values. */
    static Piece through(Quotient left, Quotient right, Quotient x, Quotient atX, Quotient y, Quotient atY) {
        Quotient slope = atY.minus(atX).over(y.minus(x));
        return new Piece(left, right, slope, atX.minus(slope.times(x)));
    }

    /** Returns a number of an interval. */
    static Quotient first(Quotient left, Quotient right) {
        if (left.isFinite()) {
            return left;
        }
        return right.isFinite() ? right.minus(Quotient.ONE) : Quotient.ZERO;
    }

    /** Returns another number of an interval, larger than the first. */
    static Quotient second(Quotient left, Quotient right) {
        return right.isFinite() ? right : first(left, right).plus(Quotient.ONE);
    }

    Piece prolongedTo(Quotient newRight) {
        return new Piece(left, newRight, slope, intercept);
    }

    /** Returns the value at a number. */
    public Quotient valueAt(Quotient x) {
        return slope.times(x).plus(intercept);
    }

    /** Returns where the function, prolonged, takes a value; the slope is not 0. */
    public Quotient preimage(Quotient value) {
        return value.minus(intercept).over(slope);
    }

    /** Tells whether a number lies in the closed interval. */
    public boolean holds(Quotient x) {
        return left.compareTo(x) <= 0 && x.compareTo(right) <= 0;
    }

    /** Tells whether a number lies in the open interval. */
    public boolean holdsInside(Quotient x) {
        return left.compareTo(x) < 0 && x.compareTo(right) < 0;
    }

    boolean isIdentity() {
        return slope.equals(Quotient.ONE) && intercept.signum() == 0;
    }
}
