package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The units of one layer as functions of x on the domain. Each is given by its affine piece at the left end,
 * x ↦ (slopes[unit]·x + offsets[unit]) / scale, and by the places inside where it goes over to another.
 */
final class Unfolding {
    /** From {@code at} on, the slope and the offset of a unit are larger by so much. */
    private record Bend(Fraction at, int unit, BigInteger slope, BigInteger offset) {}

    /** A place, and the value of a sum there. */
    private record Point(Fraction x, Fraction value) {}

    private final Span domain;
    private final Limits limits;
    private final BigInteger sumScale;
    private final Graph activation;
    private final BigInteger scale;
    private final List<BigInteger> slopes = new ArrayList<>();
    private final List<BigInteger> offsets = new ArrayList<>();
    private final List<Bend> bends = new ArrayList<>();

    /** The piece added last. */
    private BigInteger slope = BigInteger.ZERO;

    private BigInteger offset = BigInteger.ZERO;

    private Unfolding(Span domain, Limits limits, BigInteger sumScale, Graph activation) {
        this.domain = domain;
        this.limits = limits;
        this.sumScale = sumScale;
        this.activation = activation;
        scale = sumScale.multiply(activation.scale);
    }

    /** The function that a network computes, on an interval or at a point. */
    static Graph graph(Net net, Span domain, Limits limits) throws Fault {
        Unfolding values = new Unfolding(domain, limits, BigInteger.ONE, Graph.bentAtZero(Fraction.ONE, limits));
        values.addPart(0, domain.low(), BigInteger.ONE, BigInteger.ZERO, 0);
        for (Net.Layer layer : net.layers) {
            values = values.through(layer);
        }
        return values.graph();
    }

    private Graph graph() throws Fault {
        Graph graph = new Graph(scale, limits, slopes.get(0), offsets.get(0));
        for (Bend bend : bends) {
            graph.bend(bend.at, bend.slope, bend.offset);
        }
        return graph;
    }

    private Unfolding through(Net.Layer layer) throws Fault {
        Unfolding result = new Unfolding(domain, limits, scale.multiply(layer.scale()), layer.activation());
        for (int unit = 0; unit < layer.units(); unit++) {
            follow(layer, unit, result);
        }
        result.bends.sort((one, other) -> one.at.compareTo(other.at));
        return result;
    }

    /** Follows the sum of a unit, Σ weight·input + bias, from the left end of the domain to the right, from bend to bend. */
    private void follow(Net.Layer layer, int unit, Unfolding result) throws Fault {
        int first = unit * layer.inputs();
        BigInteger sumSlope = BigInteger.ZERO;
        BigInteger sumOffset =
                layer.integer(layer.units() * layer.inputs() + unit).multiply(scale);
        for (int j = 0; j < slopes.size(); j++) {
            BigInteger weight = layer.integer(first + j);
            sumSlope = sumSlope.add(weight.multiply(slopes.get(j)));
            sumOffset = sumOffset.add(weight.multiply(offsets.get(j)));
        }
        Point from = result.point(domain.low(), sumSlope, sumOffset);
        for (int i = 0; i < bends.size(); ) {
            Point to = result.point(bends.get(i).at, sumSlope, sumOffset);
            result.addPiece(unit, from, to, sumSlope, sumOffset);
            for (; i < bends.size() && bends.get(i).at.compareTo(to.x) == 0; i++) {
                BigInteger weight = layer.integer(first + bends.get(i).unit);
                sumSlope = sumSlope.add(weight.multiply(bends.get(i).slope));
                sumOffset = sumOffset.add(weight.multiply(bends.get(i).offset));
            }
            from = to;
        }
        Point end = domain.isPoint() ? from : result.point(domain.high(), sumSlope, sumOffset);
        result.addPiece(unit, from, end, sumSlope, sumOffset);
    }

    private Point point(Fraction x, BigInteger sumSlope, BigInteger sumOffset) {
        return new Point(x, Graph.affine(sumSlope, sumOffset, sumScale, x));
    }

    /** A unit's sum is affine between two points: its activation goes from zone to zone there, in one direction. */
    private void addPiece(int unit, Point from, Point to, BigInteger sumSlope, BigInteger sumOffset) throws Fault {
        int direction = sumSlope.signum();
        int zone = direction > 0 ? activation.pieceRightOf(from.value) : activation.pieceLeftOf(from.value);
        int last = direction > 0 ? activation.pieceLeftOf(to.value) : activation.pieceRightOf(to.value);
        addPart(unit, from.x, sumSlope, sumOffset, zone);
        while (direction * zone < direction * last) {
            // The kinks of activations lie at integers.
            BigInteger height =
                    activation.kinks.get(direction > 0 ? zone : zone - 1).numerator();
            zone += direction;
            Fraction crossing = Fraction.of(height.multiply(sumScale).subtract(sumOffset), sumSlope);
            addPart(unit, crossing, sumSlope, sumOffset, zone);
        }
    }

    /** From a place on, a unit's sum lies on one piece of the activation. */
    private void addPart(int unit, Fraction from, BigInteger sumSlope, BigInteger sumOffset, int zone) throws Fault {
        BigInteger factor = activation.slopes.get(zone);
        BigInteger newSlope = factor.multiply(sumSlope);
        BigInteger newOffset =
                factor.multiply(sumOffset).add(activation.offsets.get(zone).multiply(sumScale));
        if (unit == slopes.size()) {
            slopes.add(newSlope);
            offsets.add(newOffset);
        } else if (!newSlope.equals(slope)) {
            bends.add(new Bend(from, unit, newSlope.subtract(slope), newOffset.subtract(offset)));
            limits.requireLength(bends.size(), "/network/layers");
        }
        slope = newSlope;
        offset = newOffset;
    }
}
