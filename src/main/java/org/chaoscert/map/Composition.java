package org.chaoscert.map;

import java.math.BigInteger;
import org.chaoscert.exact.Rational;

/**
 * One function followed by another, made while the pieces of the first come in from left to right.
 *
 * <p>Keeps track of the piece of {@code outer} that the value of the first function is in; costs one step a piece of the
 * result.
 */
final class Composition {
    private final PiecewiseLinear outer;
    private final BigInteger denominator;
    private final Work work;
    private final PiecewiseLinear.Builder result;

    /** The piece of the first function that came last; where it ends is not known yet. */
    private BigInteger slope;

    private BigInteger intercept;

    /** The piece of {@code outer} that holds the values left of what comes next. */
    private int region;

    /**
     * Starts with the piece that reaches to −∞.
     *
     * @param outer what follows, usually with few pieces
     * @param denominator the common denominator of the first function's pieces, positive
     * @param slope the slope of its first piece, times the denominator
     * @param intercept its value at 0, times the denominator
     * @param work counts one unit a step
     */
    Composition(PiecewiseLinear outer, BigInteger denominator, BigInteger slope, BigInteger intercept, Work work) {
        this.outer = outer;
        this.denominator = denominator;
        this.work = work;
        this.slope = slope;
        this.intercept = intercept;
        region = switch (slope.signum()) {
            case 1 -> 0;
            case -1 -> outer.pieces() - 1;
            default -> outer.pieceLeftOf(Rational.of(intercept, denominator));
        };
        result = new PiecewiseLinear.Builder(
                PiecewiseLinear.times(denominator, outer.denominator()), slope(), intercept());
        work.spend(1);
    }

    /**
     * Adds the piece right of {@code kink}. The caller sees to it that kinks do not decrease and that the function is
     * continuous there; a piece may have the slope of its neighbour, or no length.
     */
    void add(Rational kink, BigInteger newSlope, BigInteger newIntercept) {
        follow(kink);
        slope = newSlope;
        intercept = newIntercept;
        result.add(kink, slope(), intercept());
        work.spend(1);
    }

    PiecewiseLinear build() {
        follow(Rational.POSITIVE_INFINITY);
        return result.build();
    }

    /** Follows the last piece to its end, over the kinks of {@code outer}. */
    private void follow(Rational end) {
        int direction = slope.signum();
        while (direction != 0) {
            int boundary = direction > 0 ? region : region - 1;
            if (boundary < 0 || boundary >= outer.pieces() - 1) {
                return;
            }
            Rational crossing = PiecewiseLinear.preimage(slope, intercept, denominator, outer.kink(boundary));
            // At the very end of the piece the next piece decides whether the value passes the kink.
            if (crossing.compareTo(end) >= 0) {
                return;
            }
            region += direction;
            result.add(crossing, slope(), intercept());
            work.spend(1);
        }
    }

    private BigInteger slope() {
        return PiecewiseLinear.times(outer.slopeNumerator(region), slope);
    }

    private BigInteger intercept() {
        return PiecewiseLinear.times(outer.slopeNumerator(region), intercept)
                .add(outer.interceptNumerator(region).multiply(denominator));
    }
}
