package org.chaoscert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A continuous piecewise-linear function given by its definition: a rule to compute values, and a finite set of places
 * outside which it is affine (its kinks are among them). Everything else is read off values at these places and between.
 */
public final class SlowPiecewiseLinear {
    /** A closed interval, perhaps a point, perhaps unbounded. */
    public record Interval(Fraction low, Fraction high) {
        @Override
        public String toString() {
            return "[" + low + ", " + high + "]";
        }
    }

    private final UnaryOperator<Fraction> rule;
    private final NavigableSet<Fraction> places;

    private SlowPiecewiseLinear(UnaryOperator<Fraction> rule, NavigableSet<Fraction> places) {
        this.rule = rule;
        this.places = places;
    }

    public static SlowPiecewiseLinear affine(Fraction slope, Fraction intercept) {
        return new SlowPiecewiseLinear(x -> slope.times(x).plus(intercept), new TreeSet<>());
    }

    /** Values given at the places {@code xs}, increasing, at least two; prolonged on both sides. */
    public static SlowPiecewiseLinear through(List<Fraction> xs, List<Fraction> ys) {
        return new SlowPiecewiseLinear(
                x -> {
                    int i = 1;
                    while (i < xs.size() - 1 && xs.get(i).isBelow(x)) {
                        i++;
                    }
                    Fraction share = x.minus(xs.get(i - 1)).over(xs.get(i).minus(xs.get(i - 1)));
                    return ys.get(i - 1).plus(share.times(ys.get(i).minus(ys.get(i - 1))));
                },
                new TreeSet<>(xs));
    }

    /** x ↦ max(x − kink, 0) · right − max(kink − x, 0) · left: slope {@code left} before the kink, {@code right} after. */
    public static SlowPiecewiseLinear bend(Fraction kink, Fraction left, Fraction right) {
        return new SlowPiecewiseLinear(
                x -> x.minus(kink).times(x.isBelow(kink) ? left : right), new TreeSet<>(List.of(kink)));
    }

    public SlowPiecewiseLinear plus(SlowPiecewiseLinear other) {
        NavigableSet<Fraction> all = new TreeSet<>(places);
        all.addAll(other.places);
        return new SlowPiecewiseLinear(x -> at(x).plus(other.at(x)), all);
    }

    public SlowPiecewiseLinear times(Fraction factor) {
        return new SlowPiecewiseLinear(x -> at(x).times(factor), places);
    }

    /** x ↦ outer(this(x)): affine between the places of this function and those it maps to the places of the outer. */
    public SlowPiecewiseLinear then(SlowPiecewiseLinear outer) {
        NavigableSet<Fraction> all = new TreeSet<>(places);
        for (Interval gap : gaps(Fraction.NEGATIVE_INFINITY, Fraction.POSITIVE_INFINITY)) {
            Fraction slope = slopeOn(gap);
            if (slope.signum() != 0) {
                Fraction inside = insideOf(gap);
                for (Fraction target : outer.places) {
                    Fraction x = inside.plus(target.minus(at(inside)).over(slope));
                    if (gap.low.isBelow(x) && x.isBelow(gap.high)) {
                        all.add(x);
                    }
                }
            }
        }
        return new SlowPiecewiseLinear(x -> outer.at(at(x)), all);
    }

    public Fraction at(Fraction x) {
        return rule.apply(x);
    }

    /** The places strictly between two ends: all kinks there are among them. */
    public List<Fraction> placesInside(Fraction left, Fraction right) {
        return List.copyOf(places.subSet(left, false, right, false));
    }

    /** The places where the slopes on the two sides differ. */
    public List<Fraction> kinks() {
        List<Interval> gaps = gaps(Fraction.NEGATIVE_INFINITY, Fraction.POSITIVE_INFINITY);
        List<Fraction> kinks = new ArrayList<>();
        for (int i = 0; i + 1 < gaps.size(); i++) {
            if (!slopeOn(gaps.get(i)).equals(slopeOn(gaps.get(i + 1)))) {
                kinks.add(gaps.get(i).high);
            }
        }
        return kinks;
    }

    /** The slopes met inside an interval of positive length, from left to right, perhaps with repetitions. */
    public List<Fraction> slopes(Fraction left, Fraction right) {
        return gaps(left, right).stream().map(this::slopeOn).toList();
    }

    /** The smallest closed interval that holds the slopes met; [0, 0] for a point. */
    public Interval slopeRange(Fraction left, Fraction right) {
        if (left.equals(right)) {
            return new Interval(Fraction.ZERO, Fraction.ZERO);
        }
        List<Fraction> slopes = slopes(left, right);
        return new Interval(
                slopes.stream().min(Fraction::compareTo).orElseThrow(),
                slopes.stream().max(Fraction::compareTo).orElseThrow());
    }

    /** The smallest closed interval that holds all values: those at finite ends and places, and limits at infinite ends. */
    public Interval image(Fraction left, Fraction right) {
        NavigableSet<Fraction> values = new TreeSet<>();
        for (Fraction end : List.of(left, right)) {
            if (end.isFinite()) {
                values.add(at(end));
            }
        }
        if (!left.equals(right)) {
            for (Interval gap : gaps(left, right)) {
                Fraction slope = slopeOn(gap);
                values.add(at(insideOf(gap)));
                if (!gap.low.isFinite() && slope.signum() != 0) {
                    values.add(slope.signum() < 0 ? Fraction.POSITIVE_INFINITY : Fraction.NEGATIVE_INFINITY);
                }
                if (!gap.high.isFinite() && slope.signum() != 0) {
                    values.add(slope.signum() < 0 ? Fraction.NEGATIVE_INFINITY : Fraction.POSITIVE_INFINITY);
                }
            }
            placesInside(left, right).forEach(place -> values.add(at(place)));
        }
        return new Interval(values.first(), values.last());
    }

    /** The intervals between neighbouring places, cut to {@code [left, right]}, left below right. */
    private List<Interval> gaps(Fraction left, Fraction right) {
        List<Interval> gaps = new ArrayList<>();
        Fraction from = left;
        for (Fraction place : placesInside(left, right)) {
            gaps.add(new Interval(from, place));
            from = place;
        }
        gaps.add(new Interval(from, right));
        return gaps;
    }

    private static Fraction insideOf(Interval gap) {
        if (gap.low.isFinite() && gap.high.isFinite()) {
            return gap.low.plus(gap.high).over(Fraction.of(2));
        }
        if (gap.low.isFinite()) {
            return gap.low.plus(Fraction.ONE);
        }
        return gap.high.isFinite() ? gap.high.minus(Fraction.ONE) : Fraction.ZERO;
    }

    /** The slope between two points inside a gap. */
    private Fraction slopeOn(Interval gap) {
        Fraction one = insideOf(gap);
        Fraction other = insideOf(new Interval(one, gap.high));
        return at(other).minus(at(one)).over(other.minus(one));
    }
}
