package org.chaoscert.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Span;

/**
 * Balls around small networks full of coincidences, and what their networks do, found by trying all corners: f(x) is
 * monotone in every single number while the others rest, so at corners it is greatest and least.
 */
public final class SmallBalls {
    private static final Activation[] OUTPUTS = {
        Activation.IDENTITY, Activation.RELU, Activation.CLIP, Activation.HARD_TANH
    };

    private final RationalSamples samples;

    public SmallBalls(RationalSamples samples) {
        this.samples = samples;
    }

    /** A ball around a network of so many hidden units, on a domain that no network of it leaves. */
    public Ball next(int units) {
        Activation output = OUTPUTS[samples.between(0, OUTPUTS.length - 1)];
        return new Ball(centre(units, output), radius());
    }

    public Network centre(int units, Activation output) {
        Rational[][] weights = new Rational[units][1];
        Rational[] biases = new Rational[units];
        Rational[][] outputs = new Rational[1][units];
        for (int unit = 0; unit < units; unit++) {
            weights[unit][0] = samples.coin() ? Rational.of(samples.between(-2, 2)) : samples.small();
            biases[unit] = samples.coin() ? Rational.of(samples.between(-1, 1)) : samples.small();
            outputs[0][unit] = samples.coin() ? Rational.of(samples.between(-2, 2)) : samples.small();
        }
        return network(domain(output), weights, biases, outputs, Rational.of(samples.between(-2, 3), 2), output);
    }

    private Rational radius() {
        return Rational.of(1, new int[] {1, 2, 4, 10, 1000}[samples.between(0, 4)]);
    }

    private Domain domain(Activation output) {
        if (output == Activation.IDENTITY || samples.between(0, 3) == 0) {
            return Domain.LINE;
        }
        if (output == Activation.RELU) {
            return new Domain(Rational.of(samples.between(-1, 0)), Rational.POSITIVE_INFINITY);
        }
        return output == Activation.CLIP && samples.coin()
                ? Domain.UNIT
                : new Domain(Rational.of(-1), samples.coin() ? Rational.ONE : Rational.of(5, 2));
    }

    private static Network network(
            Domain domain,
            Rational[][] weights,
            Rational[] biases,
            Rational[][] outputs,
            Rational bias,
            Activation output) {
        return new Network(
                domain,
                List.of(
                        new Layer(weights, biases, Activation.RELU),
                        new Layer(outputs, new Rational[] {bias}, output)));
    }

    /**
     * A network with one hidden layer of relu units.
     *
     * @param numbers hidden weights, their biases, the output's weights, and its bias, as in {@link Ball#member}
     */
    public static Network of(Domain domain, Activation output, String numbers) {
        Rational[] all = Stream.of(numbers.split(" ", -1)).map(Numerals::quoted).toArray(Rational[]::new);
        int units = all.length / 3;
        Rational[][] weights = new Rational[units][];
        Arrays.setAll(weights, unit -> new Rational[] {all[unit]});
        return network(
                domain,
                weights,
                Arrays.copyOfRange(all, units, 2 * units),
                new Rational[][] {Arrays.copyOfRange(all, 2 * units, 3 * units)},
                all[3 * units],
                output);
    }

    /** The numbers of a network with one hidden layer, in the order of {@link Ball#member}. */
    public static List<Rational> numbers(Network network) {
        Layer hidden = network.layers().get(0);
        Layer output = network.layers().get(1);
        List<Rational> numbers = new ArrayList<>();
        for (int unit = 0; unit < hidden.units(); unit++) {
            numbers.add(hidden.weight(unit, 0));
        }
        for (int unit = 0; unit < hidden.units(); unit++) {
            numbers.add(hidden.bias(unit));
        }
        for (int unit = 0; unit < hidden.units(); unit++) {
            numbers.add(output.weight(0, unit));
        }
        numbers.add(output.bias(0));
        return numbers;
    }

    /** All networks whose numbers all differ by the radius. */
    public static List<Network> corners(Ball ball) {
        int numbers = numbers(ball.centre()).size();
        return LongStream.range(0, 1L << numbers)
                .mapToObj(corner -> {
                    double[] moves = new double[numbers];
                    Arrays.setAll(moves, i -> (corner >> i & 1) == 0 ? -1 : 1);
                    return ball.member(moves);
                })
                .toList();
    }

    /** Some networks of the ball: the centre, corners, and others. */
    public static List<Network> members(Ball ball, int count) {
        List<Network> members = new ArrayList<>(List.of(ball.centre()));
        for (int i = 0; i < count; i++) {
            members.add(ball.member(ball.drawMoves(i, i % 2 == 0)));
        }
        return members;
    }

    /** The affine pieces of a network over an interval of positive length. */
    public static List<Piece> pieces(Network network, Span interval) {
        SlowNetwork slow = SlowNetwork.of(network);
        return new SlowNetwork(Quotient.of(interval.lower()), Quotient.of(interval.upper()), slow.layers()).pieces();
    }

    /** The hull of all values of some networks over an interval of positive length. */
    public static Span image(List<Network> networks, Span interval) {
        return hull(networks.stream()
                .flatMap(network -> pieces(network, interval).stream())
                .flatMap(piece -> Stream.of(valueAt(piece, piece.left()), valueAt(piece, piece.right()))));
    }

    private static Quotient valueAt(Piece piece, Quotient end) {
        if (end.isFinite()) {
            return piece.valueAt(end);
        }
        int sign = piece.slope().signum() * end.signum();
        return sign == 0 ? piece.intercept() : sign < 0 ? Quotient.MINUS_INFINITY : Quotient.INFINITY;
    }

    /** The hull of all slopes of some networks over an interval of positive length. */
    public static Span slopes(List<Network> networks, Span interval) {
        return hull(networks.stream()
                .flatMap(network -> pieces(network, interval).stream())
                .map(Piece::slope));
    }

    private static Span hull(Stream<Quotient> numbers) {
        List<Quotient> sorted = numbers.sorted().toList();
        return new Span(sorted.get(0).rational(), sorted.get(sorted.size() - 1).rational());
    }
}
