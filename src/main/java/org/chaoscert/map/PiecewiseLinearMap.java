package org.chaoscert.map;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;

/**
 * A continuous piecewise-linear map of a domain D into itself, exact: the room behind {@link IntervalMap} in which nothing
 * is ever unknown.
 *
 * <p>Images are exact hulls; slope ranges are those of the maximal affine pieces that a cell meets in more than a point.
 * An image or slope range costs O(log k) steps for k kinks, after O(k) preparation on the first use.
 *
 * <p>Not thread-safe, because of the work counter and the lazy preparation.
 */
public final class PiecewiseLinearMap implements RationalMap<ExactCellOrbit> {
    private final PiecewiseLinear function;
    private final Domain domain;
    private final Work work;
    private final int stepCost;

    /** Of the values at the kinks, binary64 approximations: most often they are enough. */
    private final double[] values;

    /** The values at the kinks themselves, as far as they have been needed; null elsewhere. */
    private final Rational[] exactValues;

    private Optional<RangeExtrema> valueExtrema = Optional.empty();
    private Optional<SlopeTable> slopes = Optional.empty();

    private PiecewiseLinearMap(PiecewiseLinear function, Domain domain, Work work) {
        this.function = function;
        this.domain = domain;
        this.work = work;
        stepCost = 33 - Integer.numberOfLeadingZeros(function.pieces());
        work.spend(function.pieces());
        values = new double[function.pieces() - 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = function.valueOnPiece(i, function.kink(i)).approximate();
        }
        exactValues = new Rational[values.length];
    }

    private Rational valueAtKink(int i) {
        if (exactValues[i] == null) {
            exactValues[i] = function.valueOnPiece(i, function.kink(i));
        }
        return exactValues[i];
    }

    private int compareValuesAtKinks(int i, int j) {
        int order = Rational.compareApproximations(values[i], values[j]);
        return order != 0 ? order : valueAtKink(i).compareTo(valueAtKink(j));
    }

    /**
     * Restricts a function to a domain that it maps into itself.
     *
     * @param function any continuous piecewise-linear function
     * @param domain where to iterate it
     * @param work counts everything done with this map
     * @return the map
     * @throws DomainNotInvariantException if f(D) is not inside D; it names a point of D that leaves
     */
    public static PiecewiseLinearMap of(PiecewiseLinear function, Domain domain, Work work) {
        PiecewiseLinearMap map = new PiecewiseLinearMap(function.restrictedTo(domain), domain, work);
        map.requireInvariantDomain();
        return map;
    }

    private void requireInvariantDomain() {
        Span whole = new Span(domain.left(), domain.right());
        if (image(whole).isWithin(whole)) {
            return;
        }
        for (Rational kink : domainEndsAndKinks()) {
            if (!domain.contains(function.valueAt(kink))) {
                throw new DomainNotInvariantException(domain, kink, function.valueAt(kink));
            }
        }
        throw new DomainNotInvariantException(domain);
    }

    private List<Rational> domainEndsAndKinks() {
        List<Rational> points = new ArrayList<>();
        if (domain.left().isFinite()) {
            points.add(domain.left());
        }
        if (domain.right().isFinite()) {
            points.add(domain.right());
        }
        for (int i = 0; i < values.length; i++) {
            points.add(function.kink(i));
        }
        return points;
    }

    /**
     * Returns the function, with only its kinks inside the domain.
     *
     * @return the affine pieces of this map
     */
    public PiecewiseLinear function() {
        return function;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    /**
     * Tells whether the graph stays on or below the diagonal.
     *
     * @return whether f(x) ≤ x for all x in D
     */
    public boolean staysBelowDiagonal() {
        return staysOnSide(1);
    }

    /**
     * Tells whether the graph stays on or above the diagonal.
     *
     * @return whether f(x) ≥ x for all x in D
     */
    public boolean staysAboveDiagonal() {
        return staysOnSide(-1);
    }

    /** Tests side · (x − f(x)) ≥ 0 on D: at kinks and finite ends by value, at infinite ends by slope. */
    private boolean staysOnSide(int side) {
        work.spend(1);
        int last = function.pieces() - 1;
        if (!endOnSide(domain.left(), 0, side, -1) || !endOnSide(domain.right(), last, side, 1)) {
            return false;
        }
        if (last == 0 && !domain.left().isFinite() && !domain.right().isFinite()) {
            return side * Rational.ZERO.compareTo(function.valueAt(Rational.ZERO)) >= 0;
        }
        for (int i = 0; i < values.length; i++) {
            Rational kink = function.kink(i);
            int order = Rational.compareApproximations(kink.approximate(), values[i]);
            if (side * (order != 0 ? order : kink.compareTo(valueAtKink(i))) < 0) {
                work.spend(i);
                return false;
            }
        }
        work.spend(values.length);
        return true;
    }

    private boolean endOnSide(Rational end, int piece, int side, int direction) {
        if (end.isFinite()) {
            return side * end.compareTo(function.valueOnPiece(piece, end)) >= 0;
        }
        // At +∞ (direction 1) the graph stays below when the slope is at most 1; each reflection turns the sign.
        return side * direction * function.denominator().compareTo(function.slopeNumerator(piece)) >= 0;
    }

    /**
     * Returns the value at a point.
     *
     * @param x a number in D
     * @return f(x), exactly, unreduced
     */
    public Rational valueAt(Rational x) {
        work.spend(stepCost);
        return function.valueAt(x);
    }

    /**
     * Returns the fixed points.
     *
     * @return the components of {x in D : f(x) = x} from left to right, exact and disjoint: points, and intervals on which f
     *     is the identity
     */
    public List<Span> fixedPoints() {
        work.spend(function.pieces());
        List<Span> found = new ArrayList<>();
        for (int piece = 0; piece < function.pieces(); piece++) {
            Rational from = piece == 0 ? domain.left() : function.kink(piece - 1);
            Rational to = piece == function.pieces() - 1 ? domain.right() : function.kink(piece);
            fixedOnPiece(piece, from, to).ifPresent(fixed -> append(found, fixed));
        }
        return found;
    }

    private Optional<Span> fixedOnPiece(int piece, Rational from, Rational to) {
        BigInteger fall = function.denominator().subtract(function.slopeNumerator(piece));
        if (fall.signum() == 0) {
            return function.interceptNumerator(piece).signum() == 0
                    ? Optional.of(new Span(from, to))
                    : Optional.empty();
        }
        Rational point = Rational.of(function.interceptNumerator(piece), fall);
        boolean inside = from.compareTo(point) <= 0 && point.compareTo(to) <= 0;
        return inside ? Optional.of(new Span(point.reduced(), point.reduced())) : Optional.empty();
    }

    /** Adds a component; joins it with the one before where both hold the same kink. */
    private static void append(List<Span> found, Span next) {
        int last = found.size() - 1;
        if (last >= 0 && found.get(last).upper().compareTo(next.lower()) == 0) {
            found.set(last, new Span(found.get(last).lower(), next.upper()));
        } else {
            found.add(next);
        }
    }

    /**
     * Returns the orbit of a point.
     *
     * @param x a number in D
     * @param steps how many iterates, at least 0
     * @return x, f(x), …, f<sup>steps</sup>(x), exactly
     */
    public List<Rational> orbit(Rational x, int steps) {
        Trimming trimming = new Trimming();
        List<Rational> orbit = new ArrayList<>(steps + 1);
        Rational current = x;
        orbit.add(current);
        for (int i = 0; i < steps; i++) {
            current = trimming.trim(valueAt(current));
            orbit.add(current);
        }
        return orbit;
    }

    @Override
    public PointOrbit follow(Rational point, int steps) {
        if (!point.isFinite()) {
            return k -> Order.UNKNOWN;
        }
        Order[] orders = new Order[steps + 1];
        List<Rational> orbit = orbit(point, steps);
        for (int k = 0; k <= steps; k++) {
            orders[k] = Order.of(orbit.get(k).compareTo(point));
        }
        return k -> orders[k];
    }

    @Override
    public ExactCellOrbit follow(Rational left, Rational right, int steps) {
        return new ExactCellOrbit(this, new Span(left, right), steps);
    }

    /**
     * Returns the exact image of an interval.
     *
     * @param interval a part of D, perhaps unbounded
     * @return the smallest closed interval that holds f(x) for all its points x
     */
    public Span image(Span interval) {
        return image(interval, firstPiece(interval), lastPiece(interval));
    }

    int firstPiece(Span interval) {
        work.spend(stepCost);
        return function.pieceRightOf(interval.lower());
    }

    int lastPiece(Span interval) {
        work.spend(stepCost);
        return function.pieceLeftOf(interval.upper());
    }

    /** The image, given the pieces that the interval meets; {@code first > last} means one point that is a kink. */
    Span image(Span interval, int first, int last) {
        if (interval.isPoint()) {
            Rational value = function.valueOnPiece(first, interval.lower());
            return new Span(value, value);
        }
        Rational atLeft = limit(interval.lower(), first, -1);
        Rational atRight = limit(interval.upper(), last, 1);
        Rational lowest = min(atLeft, atRight);
        Rational highest = max(atLeft, atRight);
        if (first < last) {
            work.spend(stepCost);
            RangeExtrema extrema = valueExtrema();
            lowest = min(lowest, valueAtKink(extrema.least(first, last)));
            highest = max(highest, valueAtKink(extrema.greatest(first, last)));
        }
        return new Span(lowest, highest);
    }

    /** The value at an end of an interval, or the limit there; direction −1 for a left end, 1 for a right end. */
    private Rational limit(Rational end, int piece, int direction) {
        if (end.isFinite()) {
            return function.valueOnPiece(piece, end);
        }
        return switch (direction * function.slopeNumerator(piece).signum()) {
            case 1 -> Rational.POSITIVE_INFINITY;
            case -1 -> Rational.NEGATIVE_INFINITY;
            default -> function.valueOnPiece(piece, Rational.ZERO);
        };
    }

    private RangeExtrema valueExtrema() {
        if (valueExtrema.isEmpty()) {
            work.spend(values.length);
            valueExtrema = Optional.of(new RangeExtrema(values.length, this::compareValuesAtKinks));
        }
        return valueExtrema.get();
    }

    SlopeTable slopes() {
        if (slopes.isEmpty()) {
            work.spend(function.pieces());
            slopes = Optional.of(new SlopeTable(function));
        }
        return slopes.get();
    }

    private static Rational min(Rational x, Rational y) {
        return x.compareTo(y) <= 0 ? x : y;
    }

    private static Rational max(Rational x, Rational y) {
        return x.compareTo(y) >= 0 ? x : y;
    }

    /** {@inheritDoc} Always true: nothing is ever unknown here. */
    @Override
    public boolean isDivisible(Rational left, Rational right) {
        return true;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Termination: as long as some f<sup>i</sup>, i &lt; n, has a kink inside the cell, the cut removes one such kink
     * from the interior of both parts; there are finitely many. After that f<sup>n</sup> is affine on the cell and at
     * most one cut, at its fixed point, is left, unless f<sup>n</sup> is the identity there: then any point will do.
     */
    @Override
    public Rational exactCut(Rational left, Rational right, ExactCellOrbit orbit) {
        Rational cut = orbit.firstInnerKink()
                .map(orbit::pullBack)
                .orElseGet(() -> orbit.fixedPoint()
                        .filter(p -> left.compareTo(p) < 0 && p.compareTo(right) < 0)
                        .orElseGet(() -> middle(left, right)));
        return cut.reduced();
    }
}
