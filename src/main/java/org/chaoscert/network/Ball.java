package org.chaoscert.network;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BallMap;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.Span;
import org.chaoscert.map.SwitchedSlopes;
import org.chaoscert.map.Work;

/**
 * A ball of networks: all whose weights and biases each differ from those of a network by at most a radius r.
 *
 * <p>The sum w x + b of a hidden unit fills [z − ρ, z + ρ] over the ball, z its value at the centre and ρ = r (|x| + 1), and
 * different units are independent. So the least and the greatest value of the output's sum at x are sums themselves, of terms
 * relu(z + ρ) or relu(z − ρ) times a least or greatest weight. With x = relu(x) − relu(−x) and |x| = relu(x) + relu(−x)
 * these are networks with two hidden layers, and are unfolded as such.
 *
 * @param centre a network with one hidden layer of relu units, and an output that does not fall
 * @param radius r, above 0
 */
public record Ball(Network centre, Rational radius) {
    /** Random moves are multiples of one part of so many, so that numbers stay short. */
    private static final int PARTS = 256;

    private static final Set<Activation> OUTPUTS =
            Set.of(Activation.IDENTITY, Activation.RELU, Activation.CLIP, Activation.HARD_TANH);

    /** Checks centre and radius. */
    public Ball {
        if (!isPossibleAround(centre)) {
            throw new IllegalArgumentException("no ball around such a network");
        }
        if (!radius.isFinite() || radius.signum() <= 0) {
            throw new IllegalArgumentException("radius " + radius);
        }
    }

    /**
     * Tells whether there are balls around a network.
     *
     * @param network any network
     * @return whether it has one hidden layer, of relu units, and an output activation that does not fall: {@code identity},
     *     {@code relu}, {@code clip} or {@code hard-tanh}
     */
    public static boolean isPossibleAround(Network network) {
        List<Layer> layers = network.layers();
        return layers.size() == 2
                && layers.get(0).activation() == Activation.RELU
                && OUTPUTS.contains(layers.get(1).activation());
    }

    /**
     * Returns a network of the ball.
     *
     * @param moves by how many radii each number is moved, from −1 to 1: the hidden weights, their biases, the output's weights,
     *     and its bias
     * @return the moved network
     * @throws IllegalArgumentException if there are not so many moves, or one is beyond 1
     */
    public Network member(double[] moves) {
        int units = hidden().units();
        if (moves.length != 3 * units + 1 || Arrays.stream(moves).anyMatch(move -> !(Math.abs(move) <= 1))) {
            throw new IllegalArgumentException(moves.length + " moves for " + units + " units, or one beyond 1");
        }
        Rational[][] weights = new Rational[units][1];
        Rational[] biases = new Rational[units];
        Rational[][] outputs = new Rational[1][units];
        for (int unit = 0; unit < units; unit++) {
            weights[unit][0] = moved(hidden().weight(unit, 0), moves[unit]);
            biases[unit] = moved(hidden().bias(unit), moves[units + unit]);
            outputs[0][unit] = moved(output().weight(0, unit), moves[2 * units + unit]);
        }
        Rational[] bias = {moved(output().bias(0), moves[3 * units])};
        return new Network(
                centre.domain(),
                List.of(new Layer(weights, biases, Activation.RELU), new Layer(outputs, bias, output().activation())));
    }

    /**
     * Draws moves for {@link #member}.
     *
     * @param index which draw
     * @param isCorner whether each number moves by a whole radius; else by a multiple of 1/256 of it
     * @return moves, the same for the same width, index and kind
     */
    public double[] drawMoves(long index, boolean isCorner) {
        UniformRandomProvider random = Sampler.generator(hidden().units(), index);
        double[] moves = new double[3 * hidden().units() + 1];
        Arrays.setAll(
                moves,
                i -> isCorner ? 2 * random.nextInt(2) - 1 : (random.nextInt(2 * PARTS + 1) - PARTS) / (double) PARTS);
        return moves;
    }

    private Rational moved(Rational number, double move) {
        return plus(number, Rational.of(move).times(radius));
    }

    private Layer hidden() {
        return centre.layers().get(0);
    }

    private Layer output() {
        return centre.layers().get(1);
    }

    /**
     * Encloses what the networks of the ball compute.
     *
     * @param work counts the unfolding and everything done with the map later
     * @return the ball of maps
     * @throws org.chaoscert.map.DomainNotInvariantException if a network of the ball leaves the domain
     * @throws org.chaoscert.exact.OverLimitsException if the numbers have no common denominator of handy size
     */
    public BallMap map(Work work) {
        List<PiecewiseLinear> terms = Unfolding.functions(List.of(bothHalves(), shifted()), centre.domain(), work);
        List<PiecewiseLinear> bounds =
                Unfolding.apply(values(), terms.stream(), centre.domain(), work).toList();
        Layer slopes = slopes();
        Scale scale = new Scale(slopes);
        SwitchedSlopes sum = new SwitchedSlopes(terms, scale.row(slopes, 0), scale.row(slopes, 1), scale.denominator());
        return BallMap.of(
                bounds.get(0), bounds.get(1), sum, output().activation().range(), centre.domain(), work);
    }

    /** relu(x) and relu(−x). */
    private static Layer bothHalves() {
        return new Layer(
                new Rational[][] {{Rational.ONE}, {Rational.of(-1)}},
                new Rational[] {Rational.ZERO, Rational.ZERO},
                Activation.RELU);
    }

    /** For each unit relu(z − ρ) and relu(z + ρ). */
    private Layer shifted() {
        Rational[][] weights = new Rational[2 * hidden().units()][];
        Rational[] biases = new Rational[weights.length];
        for (int term = 0; term < weights.length; term++) {
            int unit = term / 2;
            Rational shift = term % 2 == 0 ? radius.negate() : radius;
            Rational weight = hidden().weight(unit, 0);
            weights[term] = new Rational[] {plus(weight, shift), plus(weight.negate(), shift)};
            biases[term] = plus(hidden().bias(unit), shift);
        }
        return new Layer(weights, biases, Activation.RELU);
    }

    private static Rational plus(Rational a, Rational b) {
        return a.plus(b).reduced();
    }

    /** The least and the greatest value. */
    private Layer values() {
        int units = hidden().units();
        Rational[][] rows = new Rational[2][2 * units];
        for (int unit = 0; unit < units; unit++) {
            // The least weight is best with the greater term if it is negative, the greatest one if it is positive.
            put(rows[0], unit, plus(output().weight(0, unit), radius.negate()), -1);
            put(rows[1], unit, plus(output().weight(0, unit), radius), 1);
        }
        Rational bias = output().bias(0);
        Rational[] biases = {plus(bias, radius.negate()), plus(bias, radius)};
        return new Layer(rows, biases, output().activation());
    }

    /** Gives a weight to the greater of a unit's terms if its sign is that of the side, else to the lesser one. */
    private static void put(Rational[] row, int unit, Rational weight, int side) {
        boolean greater = weight.signum() == side;
        row[2 * unit] = greater ? Rational.ZERO : weight;
        row[2 * unit + 1] = greater ? weight : Rational.ZERO;
    }

    /** The least and the greatest slope: a unit that may be off counts where it widens the range. */
    private Layer slopes() {
        int units = hidden().units();
        Rational[][] rows = new Rational[2][2 * units];
        for (int unit = 0; unit < units; unit++) {
            Span slopes = around(output().weight(0, unit)).times(around(hidden().weight(unit, 0)));
            put(rows[0], unit, slopes.lower().reduced(), -1);
            put(rows[1], unit, slopes.upper().reduced(), 1);
        }
        return new Layer(rows, new Rational[] {Rational.ZERO, Rational.ZERO}, Activation.IDENTITY);
    }

    private Span around(Rational number) {
        return new Span(plus(number, radius.negate()), plus(number, radius));
    }
}
