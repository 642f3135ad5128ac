package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All networks with one hidden layer of relu units whose weights and biases each differ by at most r > 0 from those of one
 * network: the exact hull of their values at every x, and bounds of their slopes.
 *
 * <p>Over the ball the sum w x + b of a unit fills [z − ρ, z + ρ], where z is its value at the centre and ρ = r (|x| + 1). The
 * parameters of different units are independent, and so are those before and after a unit. So the least and the greatest value
 * of the output's sum at x are themselves sums, with a unit's relu(z − ρ) or relu(z + ρ), whichever serves, times its least or
 * greatest weight. A slope gets from a unit some number of [a ± r]·[w ± r] where the unit is certainly on (z − ρ > 0), the same
 * or 0 where it may be on (z + ρ > 0), and 0 elsewhere.
 *
 * <p>On each half-line z + sρ, for s = ±1, is affine: (w ± s r) x + (b + s r), with + right of 0. So between the places where
 * some z + sρ changes its sign, and 0, both bounds of values are affine, and both bounds of slopes constant.
 */
final class Ball implements Enclosure {
    /** From a place on: the least and the greatest value of the output's sum, and its slopes. */
    private record Piece(Fraction from, Line lower, Line upper, Span slopes) {
        Span valuesAt(Fraction x) {
            return new Span(lower.valueAt(x), upper.valueAt(x));
        }
    }

    /** From a place on z + sρ of a unit has the other sign: 1 for one that becomes positive. */
    private record Turn(Fraction at, int unit, int side, int sign) {}

    private final Net.Layer hidden;
    private final Net.Layer output;
    private final Limits limits;
    private final BigInteger radiusDenominator;

    /** The radius in the units of the hidden layer's numbers, and in those of the output's. */
    private final BigInteger hiddenRadius;

    private final BigInteger outputRadius;
    private final Scale scale;
    private final BigInteger hiddenScale;
    private final List<Piece> pieces = new ArrayList<>();

    /** Where the pieces but the first begin, and what the activation makes of their slopes where that is known. */
    private final List<Fraction> places = new ArrayList<>();

    private final List<Span> valuesAtPlaces = new ArrayList<>();
    private final List<Span> slopesOfPieces = new ArrayList<>();

    private Ball(Net net, Fraction radius, Limits limits) throws Fault {
        if (radius.compareTo(Fraction.ZERO) <= 0 || !net.isPlainRelu()) {
            throw Fault.rejected(
                    "radius-not-supported",
                    "/radius",
                    "a ball needs one hidden layer of relu units, and a radius above 0");
        }
        this.limits = limits;
        hidden = net.layers.get(0);
        output = net.layers.get(1);
        radiusDenominator = radius.denominator();
        hiddenRadius = radius.numerator().multiply(hidden.scale());
        outputRadius = radius.numerator().multiply(output.scale());
        hiddenScale = limits.requireBits(hidden.scale().multiply(radiusDenominator), "/radius");
        scale = new Scale(
                limits.requireBits(hiddenScale.multiply(output.scale()).multiply(radiusDenominator), "/radius"));
        addHalf(-1);
        addHalf(1);
        for (Piece piece : pieces.subList(1, pieces.size())) {
            places.add(piece.from);
            Span values = piece.valuesAt(piece.from);
            limits.requireBits(values.low(), "/radius");
            limits.requireBits(values.high(), "/radius");
            valuesAtPlaces.add(values);
        }
        for (int i = 0; i < pieces.size(); i++) {
            slopesOfPieces.add(slopesOn(i, start(i), i < places.size() ? places.get(i) : Fraction.INFINITY));
        }
    }

    /** The ball around a network; all of it must map D into D. */
    static Ball around(Net net, Fraction radius, Limits limits) throws Fault {
        Ball ball = new Ball(net, radius, limits);
        if (!net.domain.contains(ball.image(net.domain))) {
            throw Fault.rejected("domain-not-invariant", "/radius", "a network of the ball leaves the domain");
        }
        return ball;
    }

    private Fraction start(int piece) {
        return pieces.get(piece).from;
    }

    /** A number of the hidden layer over {@code hiddenScale}, moved by some radii. */
    private BigInteger inner(int index, int radii) {
        return hidden.integer(index).multiply(radiusDenominator).add(hiddenRadius.multiply(BigInteger.valueOf(radii)));
    }

    /** A number of the output layer over its scale times the radius' denominator, moved by some radii. */
    private BigInteger outer(int index, int radii) {
        return output.integer(index).multiply(radiusDenominator).add(outputRadius.multiply(BigInteger.valueOf(radii)));
    }

    /** The pieces left of 0 for half −1, those right of it for half 1. */
    private void addHalf(int half) throws Fault {
        Sums sums = new Sums(half);
        List<Turn> turns = new ArrayList<>();
        for (int unit = 0; unit < hidden.units(); unit++) {
            for (int side = -1; side <= 1; side += 2) {
                BigInteger weight = sums.weight(unit, side);
                BigInteger bias = sums.bias(unit, side);
                // The sign far to the left, or just right of 0.
                int first = half < 0 ? -weight.signum() : bias.signum();
                int second = half < 0 ? bias.signum() : weight.signum();
                if (first > 0 || (first == 0 && second > 0)) {
                    sums.turn(unit, side, 1);
                }
                if (half * bias.signum() * weight.signum() < 0) {
                    turns.add(new Turn(Fraction.of(bias.negate(), weight), unit, side, weight.signum()));
                }
            }
        }
        limits.requireLength(turns.size(), "/network/layers");
        turns.sort((one, other) -> one.at.compareTo(other.at));
        Fraction from = half < 0 ? Fraction.MINUS_INFINITY : Fraction.ZERO;
        for (Turn turn : turns) {
            if (turn.at.compareTo(from) > 0) {
                pieces.add(sums.piece(from));
                from = turn.at;
            }
            sums.turn(turn.unit, turn.side, turn.sign);
        }
        pieces.add(sums.piece(from));
    }

    /** The output's sum on a half-line, with the units for which z + sρ is positive. All over one scale. */
    private final class Sums {
        private final int half;
        private BigInteger lowerSlope = BigInteger.ZERO;
        private BigInteger lowerOffset = outer(hidden.units(), -1).multiply(hiddenScale);
        private BigInteger upperSlope = BigInteger.ZERO;
        private BigInteger upperOffset = outer(hidden.units(), 1).multiply(hiddenScale);
        private BigInteger leastSlope = BigInteger.ZERO;
        private BigInteger greatestSlope = BigInteger.ZERO;

        Sums(int half) {
            this.half = half;
        }

        /** z + sρ is weight·x + bias on this half-line. */
        BigInteger weight(int unit, int side) {
            return inner(unit, half * side);
        }

        BigInteger bias(int unit, int side) {
            return inner(hidden.units() + unit, side);
        }

        /** Adds what a unit contributes where z + sρ is positive (sign 1), or takes it away. */
        void turn(int unit, int side, int sign) {
            BigInteger factor = BigInteger.valueOf(sign);
            BigInteger least = outer(unit, -1).multiply(factor);
            BigInteger greatest = outer(unit, 1).multiply(factor);
            // The greatest value is that with relu(z + ρ) for a positive weight, with relu(z − ρ) for a negative one.
            if (greatest.signum() * sign == side) {
                upperSlope = upperSlope.add(greatest.multiply(weight(unit, side)));
                upperOffset = upperOffset.add(greatest.multiply(bias(unit, side)));
            }
            if (least.signum() * sign == -side) {
                lowerSlope = lowerSlope.add(least.multiply(weight(unit, side)));
                lowerOffset = lowerOffset.add(least.multiply(bias(unit, side)));
            }
            // A slope counts where the unit may be on if it widens the range, else where the unit is certainly on.
            Span slopes = new Span(whole(outer(unit, -1)), whole(outer(unit, 1)))
                    .times(new Span(whole(inner(unit, -1)), whole(inner(unit, 1))));
            if (slopes.high().numerator().signum() == side) {
                greatestSlope = greatestSlope.add(slopes.high().numerator().multiply(factor));
            }
            if (slopes.low().numerator().signum() == -side) {
                leastSlope = leastSlope.add(slopes.low().numerator().multiply(factor));
            }
        }

        Piece piece(Fraction from) {
            return new Piece(
                    from,
                    new Line(lowerSlope, lowerOffset, scale),
                    new Line(upperSlope, upperOffset, scale),
                    new Span(new Fraction(leastSlope, scale.value), new Fraction(greatestSlope, scale.value)));
        }
    }

    private static Fraction whole(BigInteger number) {
        return new Fraction(number, BigInteger.ONE);
    }

    /** Where x lies among the places, as {@link Graph#place} says it. */
    private int place(Fraction x) {
        return Collections.binarySearch(places, x, Fraction::compareTo);
    }

    @Override
    public Span image(Span span) throws Fault {
        int first = Graph.rightOf(place(span.low()));
        int last = Graph.leftOf(place(span.high()));
        Span sum = pieces.get(first)
                .valuesAt(span.low())
                .hull(pieces.get(Math.max(first, last)).valuesAt(span.high()));
        for (int i = first; i < last; i++) {
            sum = sum.hull(valuesAtPlaces.get(i));
        }
        Span image = output.activation().image(sum);
        limits.requireBits(image.low(), "/witness");
        limits.requireBits(image.high(), "/witness");
        return image;
    }

    @Override
    public Span slopes(Span span) {
        if (span.isPoint()) {
            return Span.point(Fraction.ZERO);
        }
        int first = Graph.rightOf(place(span.low()));
        int last = Graph.leftOf(place(span.high()));
        Span slopes = slopesOn(first, span.low(), first < last ? places.get(first) : span.high());
        if (first < last) {
            slopes = slopes.hull(slopesOn(last, places.get(last - 1), span.high()));
        }
        for (int i = first + 1; i < last; i++) {
            slopes = slopes.hull(slopesOfPieces.get(i));
        }
        return slopes;
    }

    /** On part of a piece: 0 where the activation is level for certain, 0 as well where it may be. */
    private Span slopesOn(int piece, Fraction from, Fraction to) {
        Span sum = pieces.get(piece).valuesAt(from).hull(pieces.get(piece).valuesAt(to));
        return output.activation().slopes(sum).times(pieces.get(piece).slopes);
    }
}
