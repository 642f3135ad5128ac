package org.chaoscert.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;

/**
 * A map, or a set of maps, of D into itself, of which images and slopes are known as enclosures: intervals that hold what they
 * may be. What is said of the set holds for each map in it.
 */
public abstract class EnclosedMap implements RationalMap<EnclosedCellOrbit> {
    /** Walls are looked for at so many places between the ends of D, or of {@link #ORDINARY} where D has none. */
    private static final int PLACES = 256;

    /** The last wall before places that are none, or the first one after them, is moved up to them in so many steps. */
    private static final int APPROACHES = 16;

    /** Unbounded cells are cut up to about 2 to this power. */
    private static final int FARTHEST = 128;

    private static final Span ORDINARY = new Span(Rational.of(-16), Rational.of(16));

    private final Domain domain;
    private final Work work;
    private Optional<List<Rational>> walls = Optional.empty();

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
     * @return an interval that holds f(x) for all x of the interval and all f of the set, within D or hardly beyond; of a larger
     *     interval it is not smaller
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
     * Returns some walls: points inside D that no cycle has on both sides, for what lies left of one, or what lies right of it,
     * is mapped into itself by all maps.
     *
     * @return short numbers in increasing order; perhaps none
     */
    public List<Rational> walls() {
        if (walls.isEmpty()) {
            walls = Optional.of(findWalls());
        }
        return walls.get();
    }

    private List<Rational> findWalls() {
        List<Rational> found = new ArrayList<>();
        Rational from = left().isFinite() ? left() : ORDINARY.lower();
        Rational to = right().isFinite() ? right() : ORDINARY.upper();
        Rational before = from;
        boolean wasWall = false;
        for (int i = 1; i < PLACES && from.compareTo(to) < 0; i++) {
            Rational place =
                    from.plus(to.minus(from).times(Rational.of(i, PLACES))).reduced();
            boolean isWall = isWall(place);
            if (isWall != wasWall && i > 1) {
                found.add(isWall ? nearest(place, before) : nearest(before, place));
            }
            if (isWall) {
                found.add(place);
            }
            before = place;
            wasWall = isWall;
        }
        return found.stream().distinct().sorted().toList();
    }

    /** From a wall towards a place that is none, as far as there are walls. */
    private Rational nearest(Rational wall, Rational none) {
        Rational last = wall;
        Rational end = none;
        for (int i = 0; i < APPROACHES; i++) {
            Rational middle = last.plus(end).scaledByPowerOfTwo(-1).reduced();
            if (isWall(middle)) {
                last = middle;
            } else {
                end = middle;
            }
        }
        return last;
    }

    private boolean isWall(Rational place) {
        return image(new Span(left(), place)).upper().compareTo(place) <= 0
                || image(new Span(place, right())).lower().compareTo(place) >= 0;
    }

    /**
     * Returns the part of D, between walls or ends of D, that holds all cycles through a cell, but for those of which only an
     * end of the cell is a point.
     *
     * @param cell a part of D
     * @return an interval that contains it
     */
    public Span part(Span cell) {
        Rational low = left();
        for (Rational wall : walls()) {
            if (wall.compareTo(cell.upper()) >= 0) {
                return new Span(low, wall);
            }
            low = wall.compareTo(cell.lower()) <= 0 ? wall : low;
        }
        return new Span(low, right());
    }

    @Override
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
        Rational middle = middle(left, right);
        if (!left.isFinite() || !right.isFinite()) {
            return middle.bitLength() <= FARTHEST;
        }
        return right.minus(left).compareTo(finest(middle)) > 0;
    }

    /** {@inheritDoc} Here there are no exact places: the middle. */
    @Override
    public Rational exactCut(Rational left, Rational right, EnclosedCellOrbit orbit) {
        return middle(left, right);
    }
}
