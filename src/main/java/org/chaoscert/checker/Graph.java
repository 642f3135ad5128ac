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
    /** From {@code at} on, a sum's slope and offset are larger by so much. */
    private record Bend(Fraction at, BigInteger slope, BigInteger offset) {}

    private final BigInteger scale;
    private final Limits limits;
    private final List<Fraction> kinks = new ArrayList<>(1);
    private final List<BigInteger> slopes = new ArrayList<>(2);
    private final List<BigInteger> offsets = new ArrayList<>(2);

    /** The values at the kinks, filled when they are first needed. */
    private final List<Fraction> values = new ArrayList<>(0);

    private Graph(BigInteger scale, Limits limits) {
        this.scale = scale;
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

    /** The function that a network computes. */
    static Graph of(Net net, Limits limits) throws Fault {
        List<Graph> values = List.of(bentAtZero(Fraction.ONE, limits));
        for (Net.Layer layer : net.layers) {
            List<Graph> next = new ArrayList<>(layer.units());
            for (int unit = 0; unit < layer.units(); unit++) {
                Graph sum = sum(values, layer.weights(unit), layer.bias(unit), layer.scale());
                next.add(sum.then(layer.activation()));
            }
            values = next;
        }
        return values.get(0);
    }

    /** Adds the piece right of {@code from}; left out where the piece before only goes on. */
    private void add(Fraction from, BigInteger slope, BigInteger offset) throws Fault {
        int size = slopes.size();
        if (size > 0 && slopes.get(size - 1).equals(slope)) {
            return;
        }
        if (size > 0) {
            kinks.add(from);
        }
        limits.requireLength(size + 1, "/network/layers");
        slopes.add(slope);
        offsets.add(offset);
    }

    /** (Σ weights[j]·terms[j] + bias) / divisor; the terms have one scale. Slope and offset change from bend to bend. */
    private static Graph sum(List<Graph> terms, List<BigInteger> weights, BigInteger bias, BigInteger divisor)
            throws Fault {
        Graph first = terms.get(0);
        BigInteger slope = BigInteger.ZERO;
        BigInteger offset = bias.multiply(first.scale);
        List<Bend> bends = new ArrayList<>();
        for (int j = 0; j < terms.size(); j++) {
            slope = slope.add(weights.get(j).multiply(terms.get(j).slopes.get(0)));
            offset = offset.add(weights.get(j).multiply(terms.get(j).offsets.get(0)));
            terms.get(j).addBends(weights.get(j), bends);
            first.limits.requireLength(bends.size(), "/network/layers");
        }
        bends.sort((one, other) -> one.at.compareTo(other.at));
        Graph sum = new Graph(first.scale.multiply(divisor), first.limits);
        sum.add(Fraction.MINUS_INFINITY, slope, offset);
        for (int i = 0; i < bends.size(); i++) {
            slope = slope.add(bends.get(i).slope);
            offset = offset.add(bends.get(i).offset);
            if (i + 1 == bends.size() || bends.get(i).at.compareTo(bends.get(i + 1).at) < 0) {
                sum.add(bends.get(i).at, slope, offset);
            }
        }
        return sum;
    }

    private void addBends(BigInteger weight, List<Bend> bends) {
        for (int i = 0; i < kinks.size(); i++) {
            BigInteger slope = slopes.get(i + 1).subtract(slopes.get(i));
            BigInteger offset = offsets.get(i + 1).subtract(offsets.get(i));
            bends.add(new Bend(kinks.get(i), weight.multiply(slope), weight.multiply(offset)));
        }
    }

    /** This function, and behind it another: every piece is cut where its value meets a kink of the other. */
    private Graph then(Graph outer) throws Fault {
        Graph result = new Graph(scale.multiply(outer.scale), limits);
        int bends = outer.kinks.size();
        for (int piece = 0; piece < slopes.size(); piece++) {
            Fraction from = piece == 0 ? Fraction.MINUS_INFINITY : kinks.get(piece - 1);
            Fraction to = piece == kinks.size() ? Fraction.INFINITY : kinks.get(piece);
            int direction = slopes.get(piece).signum();
            for (int i = 0; i < bends && direction != 0; i++) {
                Fraction value = outer.kinks.get(direction > 0 ? i : bends - 1 - i);
                BigInteger rise = scale.multiply(value.numerator())
                        .subtract(offsets.get(piece).multiply(value.denominator()));
                Fraction crossing = Fraction.of(rise, slopes.get(piece).multiply(value.denominator()));
                if (from.compareTo(crossing) < 0 && crossing.compareTo(to) < 0) {
                    addPart(result, outer, piece, from, crossing);
                    from = crossing;
                }
            }
            addPart(result, outer, piece, from, to);
        }
        return result;
    }

    /** No kink of {@code outer} is met between {@code from} and {@code to}: one of its pieces holds for all in between. */
    private void addPart(Graph result, Graph outer, int piece, Fraction from, Fraction to) throws Fault {
        Fraction x = from.between(to);
        BigInteger slope = slopes.get(piece);
        BigInteger offset = offsets.get(piece);
        BigInteger value = slope.multiply(x.numerator()).add(offset.multiply(x.denominator()));
        int holds = outer.pieceRightOf(new Fraction(value, scale.multiply(x.denominator())));
        BigInteger factor = outer.slopes.get(holds);
        result.add(
                from,
                factor.multiply(slope),
                factor.multiply(offset).add(outer.offsets.get(holds).multiply(scale)));
    }

    BigInteger scale() {
        return scale;
    }

    /** The piece that holds the points just right of x: the number of kinks at or below x. */
    private int pieceRightOf(Fraction x) {
        int found = Collections.binarySearch(kinks, x, Fraction::compareTo);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The piece that holds the points just left of x: the number of kinks below x. */
    private int pieceLeftOf(Fraction x) {
        int found = Collections.binarySearch(kinks, x, Fraction::compareTo);
        return found >= 0 ? found : -found - 1;
    }

    /** The value at a number x, times scale and x's denominator. */
    BigInteger numeratorAt(Fraction x) {
        int piece = pieceRightOf(x);
        return slopes.get(piece).multiply(x.numerator()).add(offsets.get(piece).multiply(x.denominator()));
    }

    /** The value at x, or at ±∞ the limit there. */
    Fraction valueAt(Fraction x) throws Fault {
        int piece = pieceRightOf(x);
        int direction = slopes.get(piece).signum();
        if (direction == 0) {
            return new Fraction(offsets.get(piece), scale);
        }
        if (!x.isFinite()) {
            return direction == x.numerator().signum() ? Fraction.INFINITY : Fraction.MINUS_INFINITY;
        }
        return limits.requireBits(new Fraction(numeratorAt(x), scale.multiply(x.denominator())), "/witness");
    }

    private Fraction valueAtKink(int kink) throws Fault {
        while (values.size() < kinks.size()) {
            values.add(valueAt(kinks.get(values.size())));
        }
        return values.get(kink);
    }

    /** The exact image of an interval: between the extremes of the values at its ends and at the kinks inside. */
    Span image(Span span) throws Fault {
        Fraction low = valueAt(span.low()).min(valueAt(span.high()));
        Fraction high = valueAt(span.low()).max(valueAt(span.high()));
        int last = pieceLeftOf(span.high());
        for (int kink = pieceRightOf(span.low()); kink < last; kink++) {
            low = low.min(valueAtKink(kink));
            high = high.max(valueAtKink(kink));
        }
        return new Span(low, high);
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
