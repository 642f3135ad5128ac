package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A continuous piecewise-linear function on the line by its maximal affine pieces: piece i is
 * x ↦ (slopes[i]·x + offsets[i]) / scale, from kinks[i−1] to kinks[i].
 */
final class Graph implements Enclosure {
    final Scale scale;
    private final Limits limits;
    final List<Fraction> kinks = new ArrayList<>(1);
    final List<BigInteger> slopes = new ArrayList<>(2);
    final List<BigInteger> offsets = new ArrayList<>(2);

    /** The values at the kinks, filled when they are first needed. */
    private final List<Fraction> values = new ArrayList<>(0);

    Graph(BigInteger scale, Limits limits) {
        this.scale = new Scale(scale);
        this.limits = limits;
    }

    /** The identity right of 0, and another slope left of it. */
    static Graph bentAtZero(Fraction slope, Limits limits) throws Fault {
        Graph graph = new Graph(slope.denominator(), limits);
        graph.add(Fraction.MINUS_INFINITY, slope.numerator(), BigInteger.ZERO);
        graph.add(Fraction.ZERO, slope.denominator(), BigInteger.ZERO);
        return graph;
    }

    /** The identity between an integer and 1, constant outside. */
    static Graph cutTo(Fraction low, Limits limits) throws Fault {
        Graph graph = new Graph(BigInteger.ONE, limits);
        graph.add(Fraction.MINUS_INFINITY, BigInteger.ZERO, low.numerator());
        graph.add(low, BigInteger.ONE, BigInteger.ZERO);
        graph.add(Fraction.ONE, BigInteger.ZERO, BigInteger.ONE);
        return graph;
    }

    /** Forgets all pieces, so that others may be added. */
    void clear() {
        kinks.clear();
        slopes.clear();
        offsets.clear();
        values.clear();
    }

    /** Adds the piece right of {@code from}, if it is not the same line as the piece before; the first has no left end. */
    void add(Fraction from, BigInteger slope, BigInteger offset) throws Fault {
        int before = slopes.size() - 1;
        if (before < 0 || !slope.equals(slopes.get(before))) {
            slopes.add(slope);
            offsets.add(offset);
            limits.requireLength(slopes.size(), "/network/layers");
            if (before >= 0) {
                kinks.add(from);
            }
        }
    }

    /** Where x lies among the kinks: the index of the kink at x, or −1 − the number of kinks below x. */
    int place(Fraction x) {
        return Collections.binarySearch(kinks, x, Fraction::compareTo);
    }

    /** The piece just right of a place. */
    static int rightOf(int place) {
        return place >= 0 ? place + 1 : -place - 1;
    }

    /** The piece just left of a place. */
    static int leftOf(int place) {
        return place >= 0 ? place : -place - 1;
    }

    /** The line of a piece. */
    Line line(int piece) {
        return new Line(slopes.get(piece), offsets.get(piece), scale);
    }

    /** The value at x, or at ±∞ the limit there. */
    Fraction valueAt(Fraction x) throws Fault {
        return limits.requireBits(line(rightOf(place(x))).valueAt(x), "/witness");
    }

    private Fraction valueAtKink(int kink) throws Fault {
        for (int i = values.size(); i < kinks.size(); i++) {
            values.add(limits.requireBits(line(i).valueAt(kinks.get(i)), "/witness"));
        }
        return values.get(kink);
    }

    /** The exact image of an interval: between the extremes of the values at its ends and at the kinks inside. */
    @Override
    public Span image(Span span) throws Fault {
        if (span.isPoint()) {
            return Span.point(valueAt(span.low()));
        }
        Span ends = Span.point(valueAt(span.low())).hull(Span.point(valueAt(span.high())));
        int first = rightOf(place(span.low()));
        int last = leftOf(place(span.high()));
        if (first >= last) {
            return ends;
        }
        // The values at kinks mostly have one denominator, which that at an end has not: they are compared more
        // quickly.
        Fraction low = valueAtKink(first);
        Fraction high = low;
        for (int kink = first + 1; kink < last; kink++) {
            low = low.min(valueAtKink(kink));
            high = high.max(valueAtKink(kink));
        }
        return ends.hull(new Span(low, high));
    }

    /** S(K): the range of slopes of the pieces that the interval meets in more than a point; [0, 0] for a point. */
    @Override
    public Span slopes(Span span) {
        if (span.isPoint()) {
            return Span.point(Fraction.ZERO);
        }
        List<BigInteger> met = slopes.subList(rightOf(place(span.low())), leftOf(place(span.high())) + 1);
        return new Span(
                new Fraction(Collections.min(met), scale.value), new Fraction(Collections.max(met), scale.value));
    }

    /** Tests f(x) ≤ x on D for side 1, f(x) ≥ x for side −1; an f without kinks on the whole line is tested at 0 too. */
    boolean staysOnSide(Span domain, int side) throws Fault {
        int first = rightOf(place(domain.low()));
        int last = leftOf(place(domain.high()));
        boolean holds = endOnSide(domain.low(), side) && endOnSide(domain.high(), side);
        if (first == last && !domain.low().isFinite() && !domain.high().isFinite()) {
            holds &= endOnSide(Fraction.ZERO, side);
        }
        for (int kink = first; holds && kink < last; kink++) {
            holds = side * line(kink).signOfRise(kinks.get(kink)) <= 0;
        }
        return holds;
    }

    /** At a finite end by the value there, at an infinite one by the slope: below at ∞ at most 1, below at −∞ at least 1. */
    private boolean endOnSide(Fraction end, int side) throws Fault {
        return end.isFinite()
                ? side * line(rightOf(place(end))).signOfRise(end) <= 0
                : side * end.numerator().signum() * scale.value.compareTo(slopes.get(rightOf(place(end)))) >= 0;
    }
}
