package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of one layer as functions of x on the domain, all over one scale. Each is given by its line at the left end and
 * by the places inside where it goes over to another.
 */
final class Unfolding {
    private static final int KEY_BITS = 40;
    private static final BigInteger LARGEST_KEY = BigInteger.valueOf(Long.MAX_VALUE);

    /** From {@code at} on, the slope and the offset of a unit are larger by so much. */
    private record Bend(long key, Fraction at, int unit, BigInteger slope, BigInteger offset) {
        /** A key settles most comparisons: 2^40·x, cut to an integer and to 64 bits, falls nowhere as x rises. */
        static long key(Fraction x) {
            BigInteger key = x.numerator().shiftLeft(KEY_BITS).divide(x.denominator());
            return key.min(LARGEST_KEY).max(LARGEST_KEY.negate()).longValue();
        }

        int compareTo(Bend other) {
            int keys = Long.compare(key, other.key);
            return keys != 0 ? keys : at.compareTo(other.at);
        }
    }

    private final Span domain;
    private final Limits limits;
    private BigInteger scale = BigInteger.ONE;
    private final List<BigInteger> slopes = new ArrayList<>();
    private final List<BigInteger> offsets = new ArrayList<>();
    private final List<Bend> bends = new ArrayList<>();

    private Unfolding(Span domain, Limits limits) {
        this.domain = domain;
        this.limits = limits;
    }

    /** The function that a network computes, on an interval of positive length. */
    static Graph graph(Net net, Span domain, Limits limits) throws Fault {
        Unfolding inputs = new Unfolding(domain, limits);
        inputs.slopes.add(BigInteger.ONE);
        inputs.offsets.add(BigInteger.ZERO);
        int last = net.layers.size() - 1;
        for (Net.Layer layer : net.layers.subList(0, last)) {
            inputs = inputs.through(layer);
        }
        return inputs.unit(net.layers.get(last), 0);
    }

    private Unfolding through(Net.Layer layer) throws Fault {
        Unfolding result = new Unfolding(domain, limits);
        for (int unit = 0; unit < layer.units(); unit++) {
            result.add(unit, unit(layer, unit));
        }
        result.bends.sort(Bend::compareTo);
        return result;
    }

    private void add(int unit, Graph graph) throws Fault {
        scale = graph.scale;
        slopes.add(graph.slopes.get(0));
        offsets.add(graph.offsets.get(0));
        for (int i = 0; i < graph.kinks.size(); i++) {
            Fraction at = bends.isEmpty()
                    ? graph.kinks.get(i)
                    : graph.kinks.get(i).sharingDenominatorOf(bends.get(bends.size() - 1).at);
            BigInteger slope = graph.slopes.get(i + 1).subtract(graph.slopes.get(i));
            BigInteger offset = graph.offsets.get(i + 1).subtract(graph.offsets.get(i));
            bends.add(new Bend(Bend.key(at), at, unit, slope, offset));
            limits.requireLength(bends.size(), "/network/layers");
        }
    }

    /** Follows the sum of a unit, Σ weight·input + bias, from the left end of the domain to the right, from bend to bend. */
    private Graph unit(Net.Layer layer, int unit) throws Fault {
        BigInteger sumScale = Fraction.product(scale, layer.scale());
        Graph graph = new Graph(Fraction.product(sumScale, layer.activation().scale), limits);
        int first = unit * layer.inputs();
        BigInteger slope = BigInteger.ZERO;
        BigInteger offset = Fraction.product(layer.bias(unit), scale);
        for (int j = 0; j < slopes.size(); j++) {
            // Left of its kink a unit is mostly 0.
            if (slopes.get(j).signum() != 0 || offsets.get(j).signum() != 0) {
                BigInteger weight = layer.weight(first + j);
                slope = slope.add(Fraction.product(weight, slopes.get(j)));
                offset = offset.add(Fraction.product(weight, offsets.get(j)));
            }
        }
        Line sum = new Line(slope, offset, sumScale);
        Fraction from = domain.low();
        Fraction value = sum.valueAt(from);
        for (int i = 0; i < bends.size(); ) {
            Fraction to = bends.get(i).at;
            Fraction end = sum.valueAt(to);
            activate(layer.activation(), sum, from, value, end, graph);
            for (; i < bends.size() && bends.get(i).at.compareTo(to) == 0; i++) {
                BigInteger weight = layer.weight(first + bends.get(i).unit);
                slope = slope.add(weight.multiply(bends.get(i).slope));
                offset = offset.add(weight.multiply(bends.get(i).offset));
            }
            sum = new Line(slope, offset, sumScale);
            from = to;
            value = end;
        }
        activate(layer.activation(), sum, from, value, sum.valueAt(domain.high()), graph);
        return graph;
    }

    /** Between two points a sum is affine: its activation goes from zone to zone there, in one direction. */
    private static void activate(Graph activation, Line sum, Fraction from, Fraction value, Fraction end, Graph result)
            throws Fault {
        int direction = sum.slope().signum();
        int zone = direction > 0 ? activation.pieceRightOf(value) : activation.pieceLeftOf(value);
        int last = direction > 0 ? activation.pieceLeftOf(end) : activation.pieceRightOf(end);
        addZone(activation, zone, sum, from, result);
        while (direction * zone < direction * last) {
            // The kinks of activations lie at integers.
            Fraction kink = activation.kinks.get(direction > 0 ? zone : zone - 1);
            zone += direction;
            addZone(activation, zone, sum, sum.crossing(kink.numerator()), result);
        }
    }

    /** From a place on, the sum lies on one piece of the activation. */
    private static void addZone(Graph activation, int zone, Line sum, Fraction from, Graph result) throws Fault {
        BigInteger factor = activation.slopes.get(zone);
        BigInteger offset =
                Fraction.product(factor, sum.offset()).add(Fraction.product(activation.offsets.get(zone), sum.scale()));
        result.add(from, Fraction.product(factor, sum.slope()), offset);
    }
}
