package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
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

    /** The function that a network computes. */
    static Graph of(Net net, Limits limits) throws Fault {
        Graph identity = new Graph(BigInteger.ONE, limits);
        identity.add(Fraction.MINUS_INFINITY, BigInteger.ONE, BigInteger.ZERO);
        List<Graph> values = List.of(identity);
        for (Net.Layer layer : net.layers) {
            List<Graph> next = new ArrayList<>(layer.biases().size());
            for (int i = 0; i < layer.biases().size(); i++) {
                Graph sum = sum(values, layer.weights().get(i), layer.biases().get(i), layer.scale());
                next.add(sum.then(layer.activation()));
            }
            values = next;
        }
        return values.get(0);
    }

    /** Adds the piece right of {@code from}; left out where it only goes on. */
    private void add(Fraction from, BigInteger slope, BigInteger offset) throws Fault {
        if (!slopes.isEmpty()) {
            if (slopes.get(slopes.size() - 1).equals(slope)) {
                return;
            }
            kinks.add(from);
        }
        if (slopes.size() == limits.length()) {
            throw Fault.overLimits("/network/layers", "more than " + limits.length() + " affine pieces");
        }
        slopes.add(slope);
        offsets.add(offset);
    }

    /** (Σ weights[j]·terms[j] + bias) / divisor; the terms have one scale. Slope and offset change from bend to bend. */
    private static Graph sum(List<Graph> terms, List<BigInteger> weights, BigInteger bias, BigInteger divisor)
            throws Fault {
        Graph first = terms.get(0);
        Graph sum = new Graph(first.scale.multiply(divisor), first.limits);
        BigInteger slope = BigInteger.ZERO;
        BigInteger offset = bias.multiply(first.scale);
        List<Bend> bends = new ArrayList<>();
        for (int j = 0; j < terms.size(); j++) {
            Graph term = terms.get(j);
            BigInteger weight = weights.get(j);
            slope = slope.add(weight.multiply(term.slopes.get(0)));
            offset = offset.add(weight.multiply(term.offsets.get(0)));
            for (int i = 0; i < term.kinks.size(); i++) {
                bends.add(new Bend(
                        term.kinks.get(i),
                        weight.multiply(term.slopes.get(i + 1).subtract(term.slopes.get(i))),
                        weight.multiply(term.offsets.get(i + 1).subtract(term.offsets.get(i)))));
            }
            if (bends.size() > first.limits.length()) {
                throw Fault.overLimits("/network/layers", "more than " + first.limits.length() + " kinks");
            }
        }
        bends.sort((one, other) -> one.at.compareTo(other.at));
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

    /** This function, and behind it an activation: every piece is cut where it meets a bend of the activation. */
    private Graph then(Activation activation) throws Fault {
        Graph result = new Graph(scale.multiply(activation.scale()), limits);
        List<BigInteger> bends = activation.bends();
        for (int piece = 0; piece < slopes.size(); piece++) {
            Fraction from = piece == 0 ? Fraction.MINUS_INFINITY : kinks.get(piece - 1);
            Fraction to = piece == kinks.size() ? Fraction.INFINITY : kinks.get(piece);
            BigInteger slope = slopes.get(piece);
            for (int i = 0; i < bends.size() && slope.signum() != 0; i++) {
                BigInteger bend = bends.get(slope.signum() > 0 ? i : bends.size() - 1 - i);
                Fraction crossing = Fraction.of(scale.multiply(bend).subtract(offsets.get(piece)), slope);
                if (from.compareTo(crossing) < 0 && crossing.compareTo(to) < 0) {
                    addPart(result, activation, piece, from, crossing);
                    from = crossing;
                }
            }
            addPart(result, activation, piece, from, to);
        }
        return result;
    }

    /** No bend is met between {@code from} and {@code to}: the branch holds that holds at a point in between. */
    private void addPart(Graph result, Activation activation, int piece, Fraction from, Fraction to) throws Fault {
        Fraction x = inside(from, to);
        BigInteger slope = slopes.get(piece);
        BigInteger offset = offsets.get(piece);
        BigInteger value = slope.multiply(x.numerator()).add(offset.multiply(x.denominator()));
        Activation.Branch branch = activation.at(value, scale.multiply(x.denominator()));
        result.add(
                from,
                branch.slope().multiply(slope),
                branch.slope().multiply(offset).add(branch.offset().multiply(scale)));
    }

    private static Fraction inside(Fraction from, Fraction to) {
        if (!from.isFinite()) {
            return to.isFinite() ? to.plus(new Fraction(BigInteger.ONE.negate(), BigInteger.ONE)) : Fraction.ZERO;
        }
        return to.isFinite()
                ? from.plus(to).times(new Fraction(BigInteger.ONE, BigInteger.TWO))
                : from.plus(Fraction.ONE);
    }

    /** The piece that holds the points just right of x: the number of kinks at or below x. */
    private int pieceRightOf(Fraction x) {
        int low = 0;
        int high = kinks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean isRight = kinks.get(middle).compareTo(x) > 0;
            low = isRight ? low : middle + 1;
            high = isRight ? middle : high;
        }
        return low;
    }

    /** The piece that holds the points just left of x: the number of kinks below x. */
    private int pieceLeftOf(Fraction x) {
        int right = pieceRightOf(x);
        return right > 0 && kinks.get(right - 1).compareTo(x) == 0 ? right - 1 : right;
    }

    /** f(x), or at ±∞ the limit there. */
    Fraction valueAt(Fraction x) throws Fault {
        int piece = pieceRightOf(x);
        BigInteger slope = slopes.get(piece);
        if (slope.signum() == 0) {
            return new Fraction(offsets.get(piece), scale);
        }
        if (!x.isFinite()) {
            return slope.signum() == x.numerator().signum() ? Fraction.INFINITY : Fraction.MINUS_INFINITY;
        }
        BigInteger denominator = scale.multiply(x.denominator());
        if (denominator.bitLength() > limits.bits()) {
            throw Fault.overLimits("/witness", "numbers of more than " + limits.bits() + " bits");
        }
        BigInteger numerator =
                slope.multiply(x.numerator()).add(offsets.get(piece).multiply(x.denominator()));
        return new Fraction(numerator, denominator);
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
        BigInteger least = met.get(0);
        BigInteger greatest = met.get(0);
        for (BigInteger slope : met) {
            least = least.min(slope);
            greatest = greatest.max(slope);
        }
        return new Span(new Fraction(least, scale), new Fraction(greatest, scale));
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
