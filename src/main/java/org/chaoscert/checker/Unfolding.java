package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The units of one layer as functions of x on the domain, all over one scale. Each is given by its line at the left end and
 * by the places inside where it goes over to another.
 */
final class Unfolding {
    private static final int KEY_BITS = 26;

    /** From {@code at} on, the slope and the offset of a unit are larger by so much. */
    private record Bend(Fraction at, int unit, BigInteger slope, BigInteger offset) {}

    private final Span domain;
    private final Limits limits;
    private final BigInteger scale;
    private final BigInteger[] slopes;
    private final BigInteger[] offsets;
    private final List<Bend> bends = new ArrayList<>();

    private Unfolding(Span domain, Limits limits, BigInteger scale, int units) {
        this.domain = domain;
        this.limits = limits;
        this.scale = scale;
        slopes = new BigInteger[units];
        offsets = new BigInteger[units];
    }

    /** The function that a network computes, on an interval of positive length. */
    static Graph graph(Net net, Span domain, Limits limits) throws Fault {
        Unfolding inputs = new Unfolding(domain, limits, BigInteger.ONE, 1);
        inputs.slopes[0] = BigInteger.ONE;
        inputs.offsets[0] = BigInteger.ZERO;
        int[] order = new int[1];
        int last = net.layers.size() - 1;
        for (Net.Layer layer : net.layers.subList(0, last)) {
            int[] inputOrder = order;
            order = order(layer);
            inputs = inputs.through(layer.renumbered(order, inputOrder));
        }
        Graph graph = new Graph(inputs.newScale(net.layers.get(last)), limits);
        inputs.follow(net.layers.get(last).renumbered(new int[1], order), 0, graph);
        return graph;
    }

    private BigInteger newScale(Net.Layer layer) {
        return scale.multiply(layer.scale()).multiply(layer.activation().scale.value);
    }

    /**
     * The order in which the units of a layer are followed. Any is right; where units depend on x alone it is about that of
     * the places −bias/weight where they bend: memory is then gone through in this order ever after, and not here and there.
     */
    private static int[] order(Net.Layer layer) {
        long[] keys = new long[layer.units()];
        for (int unit = 0; unit < keys.length; unit++) {
            long weight = layer.inputs() == 1 ? layer.numbers().rough(unit, KEY_BITS) : 0;
            long place = weight == 0 ? 0 : -layer.numbers().rough(keys.length + unit, 2 * KEY_BITS) / weight;
            keys[unit] = Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, place)) << Integer.SIZE | unit;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private Unfolding through(Net.Layer layer) throws Fault {
        BigInteger newScale = newScale(layer);
        Unfolding result = new Unfolding(domain, limits, newScale, layer.units());
        Graph graph = new Graph(newScale, limits);
        for (int unit = 0; unit < layer.units(); unit++) {
            graph.clear();
            follow(layer, unit, graph);
            result.add(unit, graph);
        }
        result.bends.sort((one, other) -> one.at.compareTo(other.at));
        return result;
    }

    private void add(int unit, Graph graph) throws Fault {
        slopes[unit] = graph.slopes.get(0);
        offsets[unit] = graph.offsets.get(0);
        for (int i = 0; i < graph.kinks.size(); i++) {
            BigInteger slope = graph.slopes.get(i + 1).subtract(graph.slopes.get(i));
            BigInteger offset = graph.offsets.get(i + 1).subtract(graph.offsets.get(i));
            bends.add(new Bend(graph.kinks.get(i), unit, slope, offset));
            limits.requireLength(bends.size(), "/network/layers");
        }
    }

    /** Follows the sum of a unit, Σ weight·input + bias, from the left end of the domain to the right, from bend to bend. */
    private void follow(Net.Layer layer, int unit, Graph graph) throws Fault {
        Scale sumScale = new Scale(Fraction.product(scale, layer.scale()));
        int first = unit * layer.inputs();
        BigInteger slope = BigInteger.ZERO;
        BigInteger offset = Fraction.product(layer.integer(layer.units() * layer.inputs() + unit), scale);
        for (int j = 0; j < slopes.length; j++) {
            // Left of its kink a unit is mostly 0.
            if (slopes[j].signum() != 0 || offsets[j].signum() != 0) {
                BigInteger weight = layer.integer(first + j);
                slope = slope.add(Fraction.product(weight, slopes[j]));
                offset = offset.add(Fraction.product(weight, offsets[j]));
            }
        }
        Line sum = new Line(slope, offset, sumScale);
        Fraction from = domain.low();
        int start = layer.activation().place(sum.valueAt(from));
        for (int i = 0; i < bends.size(); ) {
            Fraction to = bends.get(i).at;
            int end = layer.activation().place(sum.valueAt(to));
            activate(layer.activation(), sum, from, start, end, graph);
            for (; i < bends.size() && bends.get(i).at.compareTo(to) == 0; i++) {
                BigInteger weight = layer.integer(first + bends.get(i).unit);
                slope = slope.add(weight.multiply(bends.get(i).slope));
                offset = offset.add(weight.multiply(bends.get(i).offset));
            }
            sum = new Line(slope, offset, sumScale);
            from = to;
            start = end;
        }
        int end = layer.activation().place(sum.valueAt(domain.high()));
        activate(layer.activation(), sum, from, start, end, graph);
    }

    /** Between two places of its values a sum is affine: its activation goes from zone to zone there, in one direction. */
    private static void activate(Graph activation, Line sum, Fraction from, int start, int end, Graph result)
            throws Fault {
        int direction = sum.slope().signum();
        int zone = direction > 0 ? Graph.rightOf(start) : Graph.leftOf(start);
        int last = direction > 0 ? Graph.leftOf(end) : Graph.rightOf(end);
        addZone(activation, zone, sum, from, result);
        while (direction * zone < direction * last) {
            // The kinks of activations lie at integers.
            Fraction kink = activation.kinks.get(direction > 0 ? zone : zone - 1);
            zone += direction;
            BigInteger rise =
                    Fraction.product(kink.numerator(), sum.scale().value).subtract(sum.offset());
            addZone(activation, zone, sum, Fraction.of(rise, sum.slope()), result);
        }
    }

    /** From a place on, the sum lies on one piece of the activation. */
    private static void addZone(Graph activation, int zone, Line sum, Fraction from, Graph result) throws Fault {
        BigInteger factor = activation.slopes.get(zone);
        BigInteger offset = Fraction.product(factor, sum.offset())
                .add(Fraction.product(activation.offsets.get(zone), sum.scale().value));
        result.add(from, Fraction.product(factor, sum.slope()), offset);
    }
}
