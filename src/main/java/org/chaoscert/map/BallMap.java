package org.chaoscert.map;

import org.chaoscert.exact.Rational;

/**
 * A ball of maps: all networks whose weights and biases each differ from those of one network by at most a radius. Images are
 * the exact hulls of what all maps of the ball do, since at every point each value between two bounds is taken by one of them;
 * these bounds are piecewise-linear maps. Slopes lie between two step functions.
 */
public final class BallMap extends EnclosedMap {
    /** Part of the length of a point's image below which cells are not cut. */
    private static final Rational PART = Rational.of(1, 64);

    private final PiecewiseLinearMap lower;
    private final PiecewiseLinearMap upper;
    private final SlopeBounds slopes;
    private final int stepCost;

    private BallMap(PiecewiseLinearMap lower, PiecewiseLinearMap upper, SlopeBounds slopes, Work work) {
        super(lower.domain(), work);
        this.lower = lower;
        this.upper = upper;
        this.slopes = slopes;
        stepCost = 33 - Integer.numberOfLeadingZeros(slopes.size());
    }

    /**
     * Makes a ball from its bounds.
     *
     * @param lower the least value at each point
     * @param upper the greatest value at each point
     * @param sum the bounds of the slopes, before values are cut
     * @param cut the interval that values are cut to, perhaps unbounded
     * @param domain where the maps are iterated
     * @param work counts everything done with the ball
     * @return the ball
     * @throws DomainNotInvariantException if a map of the ball leaves the domain
     */
    public static BallMap of(
            PiecewiseLinear lower, PiecewiseLinear upper, SwitchedSlopes sum, Span cut, Domain domain, Work work) {
        PiecewiseLinearMap low = PiecewiseLinearMap.of(lower, domain, work);
        PiecewiseLinearMap high = PiecewiseLinearMap.of(upper, domain, work);
        SlopeBounds slopes = new SlopeBounds(sum, low.function(), high.function(), cut);
        work.spend(slopes.size());
        return new BallMap(low, high, slopes, work);
    }

    @Override
    public Span image(Span interval) {
        return new Span(lower.image(interval).lower(), upper.image(interval).upper());
    }

    @Override
    public Span slopes(Span interval) {
        work().spend(stepCost);
        return interval.isPoint() ? new Span(Rational.ZERO, Rational.ZERO) : slopes.over(interval);
    }

    @Override
    protected Rational finest(Rational point) {
        return upper.valueAt(point).minus(lower.valueAt(point)).times(PART);
    }
}
