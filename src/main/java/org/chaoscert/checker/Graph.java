package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A continuous piecewise-linear function on the line by its maximal affine pieces: piece i is
 * x ↦ (slopes[i]·x + offsets[i]) / scale, from kinks[i−1] to kinks[i].
 */
final class Graph {
    final BigInteger scale;
    private final Limits limits;
    final List<Fraction> kinks = new ArrayList<>(1);
    final List<BigInteger> slopes = new ArrayList<>(2);
    final List<BigInteger> offsets = new ArrayList<>(2);

    /** The values at the kinks, filled when they are first needed. */
    private final List<Fraction> values = new ArrayList<>(0);

    Graph(BigInteger scale, Limits limits, BigInteger firstSlope, BigInteger firstOffset) {
        this.scale = scale;
        this.limits = limits;
        slopes.add(firstSlope);
        offsets.add(firstOffset);
    }

    /** The identity right of 0, and another slope left of it. */
    static Graph bentAtZero(Fraction slope, Limits limits) throws Fault {
        Graph graph = new Graph(slope.denominator(), limits, slope.numerator(), BigInteger.ZERO);
        graph.bend(Fraction.ZERO, slope.denominator().subtract(slope.numerator()), BigInteger.ZERO);
        return graph;
    }

    /** The identity between an integer and 1, constant outside. */
    static Graph cutTo(Fraction low, Limits limits) throws Fault {
        Graph graph = new Graph(BigInteger.ONE, limits, BigInteger.ZERO, low.numerator());
        graph.bend(low, BigInteger.ONE, low.numerator().negate());
        graph.bend(Fraction.ONE, BigInteger.ONE.negate(), BigInteger.ONE);
        return graph;
    }

    /** Adds the piece right of {@code at}, whose slope and offset are larger by so much; none if they are the same. */
    void bend(Fraction at, BigInteger slope, BigInteger offset) throws Fault {
        if (slope.signum() != 0) {
            slopes.add(slopes.get(kinks.size()).add(slope));
            offsets.add(offsets.get(kinks.size()).add(offset));
            kinks.add(at);
            limits.requireLength(slopes.size(), "/network/layers");
        }
    }

    /** The piece that holds the points just right of x: the number of kinks at or below x. */
    int pieceRightOf(Fraction x) {
        int found = Collections.binarySearch(kinks, x, Fraction::compareTo);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The piece that holds the points just left of x: the number of kinks below x. */
    int pieceLeftOf(Fraction x) {
        int found = Collections.binarySearch(kinks, x, Fraction::compareTo);
        return found >= 0 ? found : -found - 1;
    }

    /** (slope·x + offset) / scale for a number x, or at ±∞ the limit there. */
    static Fraction affine(BigInteger slope, BigInteger offset, BigInteger scale, Fraction x) {
        if (slope.signum() == 0) {
            return new Fraction(offset, scale);
        }
        if (!x.isFinite()) {
            return slope.signum() == x.numerator().signum() ? Fraction.INFINITY : Fraction.MINUS_INFINITY;
        }
        BigInteger numerator = slope.multiply(x.numerator()).add(offset.multiply(x.denominator()));
        return new Fraction(numerator, scale.multiply(x.denominator()));
    }

    /** The value at x, or at ±∞ the limit there. */
    Fraction valueAt(Fraction x) throws Fault {
        int piece = pieceRightOf(x);
        return limits.requireBits(affine(slopes.get(piece), offsets.get(piece), scale, x), "/witness");
    }

    private Fraction valueAtKink(int kink) throws Fault {
        while (values.size() < kinks.size()) {
            values.add(valueAt(kinks.get(values.size())));
        }
        return values.get(kink);
    }

    /** The exact image of an interval: between the extremes of the values at its ends and at the kinks inside. */
    Span image(Span span) throws Fault {
        Span image = Span.point(valueAt(span.low())).hull(Span.point(valueAt(span.high())));
        int last = pieceLeftOf(span.high());
        for (int kink = pieceRightOf(span.low()); kink < last; kink++) {
            image = image.hull(Span.point(valueAtKink(kink)));
        }
        return image;
    }

    /** S(K): the range of slopes of the pieces that the interval meets in more than a point; [0, 0] for a point. */
    Span slopes(Span span) {
        if (span.isPoint()) {
            return Span.point(Fraction.ZERO);
        }
        List<BigInteger> met = slopes.subList(pieceRightOf(span.low()), pieceLeftOf(span.high()) + 1);
        return new Span(new Fraction(Collections.min(met), scale), new Fraction(Collections.max(met), scale));
    }

    /** Tests f(x) ≤ x on D for side 1, f(x) ≥ x for side −1; an f without kinks on the whole line is tested at 0 too. */
    boolean staysOnSide(Span domain, int side) throws Fault {
        int first = pieceRightOf(domain.low());
        int last = pieceLeftOf(domain.high());
        boolean holds = endOnSide(domain.low(), side) && endOnSide(domain.high(), side);
        if (first == last && !domain.low().isFinite() && !domain.high().isFinite()) {
            holds &= endOnSide(Fraction.ZERO, side);
        }
        for (int kink = first; holds && kink < last; kink++) {
            holds = side * kinks.get(kink).compareTo(valueAtKink(kink)) >= 0;
        }
        return holds;
    }

    /** At a finite end by the value there, at an infinite one by the slope: below at ∞ at most 1, below at −∞ at least 1. */
    private boolean endOnSide(Fraction end, int side) throws Fault {
        return end.isFinite()
                ? side * end.compareTo(valueAt(end)) >= 0
                : side * end.numerator().signum() * scale.compareTo(slopes.get(pieceRightOf(end))) >= 0;
    }
}
