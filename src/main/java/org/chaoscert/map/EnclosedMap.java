package org.chaoscert.map;

import org.chaoscert.exact.Dyadics;
import org.chaoscert.exact.Rational;

/**
 * A map, or a set of maps, of D into itself, of which images and slopes are known as enclosures: intervals that hold what they
 * may be. What is said of the set holds for each map in it.
 */
public abstract class EnclosedMap implements IntervalMap<Rational, EnclosedCellOrbit> {
    private final Domain domain;
    private final Work work;

    /**
     * Prepares an enclosure.
     *
     * @param domain D
     * @param work counts everything done with the map
     */
    protected EnclosedMap(Domain domain, Work work) {
        this.domain = domain;
        this.work = work;
    }

    /**
     * Encloses the image of an interval.
     *
     * @param interval a part of D, perhaps unbounded
     * @return an interval within D that holds f(x) for all x of the interval and all f of the set; of a larger interval it is
     *     not smaller
     */
    public abstract Span image(Span interval);

    /**
     * Encloses the slopes over an interval.
     *
     * @param interval a part of D, perhaps unbounded
     * @return a bounded interval that holds f'(x) for all x inside the interval and all f of the set that have a derivative
     *     there; [0, 0] for one point
     */
    public abstract Span slopes(Span interval);

    /**
     * Returns a length below which it makes no sense to cut.
     *
     * @param point a number in D
     * @return a number in proportion to how uncertain f is near the point; 0 where it is not
     */
    protected abstract Rational finest(Rational point);

    /**
     * Returns the domain.
     *
     * @return the interval D that is mapped into itself
     */
    public Domain domain() {
        return domain;
    }

    /**
     * Returns the counter.
     *
     * @return what counts everything done with this map
     */
    protected Work work() {
        return work;
    }

    @Override
    public Rational left() {
        return domain.left();
    }

    @Override
    public Rational right() {
        return domain.right();
    }

    @Override
    public boolean isFinite(Rational point) {
        return point.isFinite();
    }

    @Override
    public PointOrbit follow(Rational point, int steps) {
        if (!point.isFinite()) {
            return k -> Order.UNKNOWN;
        }
        EnclosedCellOrbit orbit = new EnclosedCellOrbit(this, new Span(point, point), steps);
        return k -> order(orbit.image(k), point);
    }

    private static Order order(Span image, Rational point) {
        int low = image.lower().compareTo(point);
        int high = image.upper().compareTo(point);
        if (low > 0 || high < 0) {
            return Order.of(low);
        }
        if (low == 0) {
            return high == 0 ? Order.EQUAL : Order.NOT_LESS;
        }
        return high == 0 ? Order.NOT_GREATER : Order.UNKNOWN;
    }

    @Override
    public EnclosedCellOrbit follow(Rational left, Rational right, int steps) {
        return new EnclosedCellOrbit(this, new Span(left, right), steps);
    }

    @Override
    public boolean isDivisible(Rational left, Rational right) {
        return !left.isFinite() || !right.isFinite() || right.minus(left).compareTo(finest(middle(left, right))) > 0;
    }

    @Override
    public Rational middle(Rational left, Rational right) {
        return Dyadics.cut(left, right);
    }

    /** {@inheritDoc} Here there are no exact places: the middle. */
    @Override
    public Rational exactCut(Rational left, Rational right, EnclosedCellOrbit orbit) {
        return middle(left, right);
    }
}
