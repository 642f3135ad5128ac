package org.chaoscert.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.Verdict;

/**
 * Looks for networks near one that have the other verdict: a bound from above on the radius for which a verdict can hold. Each is
 * decided exactly.
 *
 * <p>Most networks of a ball are drawn in vain, since random moves cancel out. So besides some random ones those are tried that
 * raise the graph as far as they can left of a place and lower it right of there, or the other way.
 */
final class Counterexamples {
    /** Radii are tried from the least on, each larger than the one before by a factor of so many quarters. */
    private static final int[] QUARTERS = {5, 5, 5, 6, 6, 8, 8, 8, 16, 16, 16, 16};

    /** When there is one, the factor to the radius before it is halved so many times. */
    private static final int HALVINGS = 3;

    private static final int PLACES = 24;

    /** Parts of a push: first left, then right of its place. */
    private static final double[][] PARTS = {{1, 1}, {0.6, 1}, {0.3, 1}, {1, 0.4}, {0, 1}, {1, 0}};

    private static final int RANDOM = 16;

    /** Below this radius binary64 does not tell networks apart well. */
    private static final double LEAST_FOR_BINARY64 = 1e-12;

    /** Units of work for all networks together. */
    private static final long BUDGET = 1 << 20;

    private final Network centre;
    private final Verdict verdict;
    private final int levels;
    private final Work work = Work.atMost(BUDGET);

    /** Decides approximate copies of networks, to see which are worth being decided themselves. */
    private final NetworkDecider quick;

    private final Neurons copy = new Neurons();
    private final boolean isQuick;
    private final List<double[]> moves = new ArrayList<>();

    private Counterexamples(Network centre, Verdict verdict, int levels) {
        this.centre = centre;
        this.verdict = verdict;
        this.levels = levels;
        quick = new NetworkDecider(levels, 0);
        Activation output = centre.layers().get(1).activation();
        isQuick = output != Activation.HARD_TANH && centre.equals(Network.onDefaultDomain(centre.layers()));
        addPushes();
        addRandom();
    }

    /**
     * Looks for one.
     *
     * @param centre a network around which there are balls
     * @param verdict what is proved of it
     * @param from where to begin: a radius above 0, within which there is none
     * @param levels the largest level of the decisions
     * @return one that is not far beyond that radius, if it is found
     */
    static Optional<Counterexample> beyond(Network centre, Verdict verdict, Rational from, int levels) {
        Counterexamples search = new Counterexamples(centre, verdict, levels);
        try {
            return search.search(from);
        } catch (BudgetExhaustedException end) {
            return Optional.empty();
        }
    }

    private Optional<Counterexample> search(Rational from) {
        Rational without = from;
        for (int quarters : QUARTERS) {
            Rational radius = without.times(Rational.of(quarters, 4)).reduced();
            Ball ball = new Ball(centre, radius);
            boolean looks = isQuick && radius.approximate() >= LEAST_FOR_BINARY64;
            for (double[] move : moves) {
                if ((!looks || looksOther(radius.approximate(), move)) && isOther(ball.member(move))) {
                    return Optional.of(nearer(without, radius, move));
                }
            }
            without = radius;
        }
        return Optional.empty();
    }

    private Counterexample nearer(Rational without, Rational with, double[] move) {
        Rational least = without;
        Rational best = with;
        for (int i = 0; i < HALVINGS; i++) {
            Rational middle = least.plus(best).scaledByPowerOfTwo(-1).reduced();
            if (isOther(new Ball(centre, middle).member(move))) {
                best = middle;
            } else {
                least = middle;
            }
        }
        return new Counterexample(best, new Ball(centre, best).member(move));
    }

    private boolean isOther(Network network) {
        try {
            Verdict other =
                    Decider.decide(Unfolding.map(network, work), work, levels).verdict();
            return verdict instanceof Verdict.Chaotic
                    ? other instanceof Verdict.NotChaotic
                    : other instanceof Verdict.Chaotic;
        } catch (DomainNotInvariantException leaves) {
            return false;
        }
    }

    private boolean looksOther(double radius, double[] move) {
        Layer hidden = centre.layers().get(0);
        Layer output = centre.layers().get(1);
        int units = hidden.units();
        copy.reset(units, output.activation());
        for (int unit = 0; unit < units; unit++) {
            copy.weights()[unit] = hidden.weight(unit, 0).approximate() + radius * move[unit];
            copy.biases()[unit] = hidden.bias(unit).approximate() + radius * move[units + unit];
            copy.outputs()[unit] = output.weight(0, unit).approximate() + radius * move[2 * units + unit];
        }
        copy.setBias(output.bias(0).approximate() + radius * move[3 * units]);
        Outcome.Kind other = quick.decide(copy).kind();
        return other == (verdict instanceof Verdict.Chaotic ? Outcome.Kind.NOT_CHAOTIC : Outcome.Kind.CHAOTIC);
    }

    /** For some places and both directions: up to there raised, from there on lowered, by all numbers of each unit. */
    private void addPushes() {
        Layer hidden = centre.layers().get(0);
        double[] kinks = new double[hidden.units()];
        Arrays.setAll(
                kinks,
                unit -> -hidden.bias(unit).approximate()
                        / hidden.weight(unit, 0).approximate());
        double[] sorted = Arrays.stream(kinks).filter(this::isInDomain).sorted().toArray();
        int before = -1;
        for (int place = 0; place <= PLACES; place++) {
            int rank = place * sorted.length / PLACES;
            if (rank == before) {
                continue;
            }
            before = rank;
            double turn = rank < sorted.length ? sorted[rank] : Double.POSITIVE_INFINITY;
            for (double[] parts : PARTS) {
                for (int up = -1; up <= 1; up += 2) {
                    moves.add(push(kinks, turn, up * parts[0], -up * parts[1], 1));
                    if (isInDomain(-Double.MIN_VALUE)) {
                        moves.add(push(kinks, turn, up * parts[0], -up * parts[1], -1));
                    }
                }
            }
        }
    }

    private boolean isInDomain(double x) {
        return Double.isFinite(x) && centre.domain().contains(Rational.of(x));
    }

    /**
     * Moves all numbers of a unit in the direction that raises its part of the graph, or lowers it: so right of 0 for half 1, and
     * left of it for half −1.
     */
    private double[] push(double[] kinks, double turn, double before, double after, int half) {
        int units = kinks.length;
        double[] push = new double[3 * units + 1];
        for (int unit = 0; unit < units; unit++) {
            double up = kinks[unit] < turn ? before : after;
            double on = centre.layers().get(1).weight(0, unit).signum() < 0 ? -up : up;
            push[unit] = half * on;
            push[units + unit] = on;
            push[2 * units + unit] = up;
        }
        push[3 * units] = before;
        return push;
    }

    private void addRandom() {
        Ball unit = new Ball(centre, Rational.ONE);
        for (int i = 0; i < RANDOM; i++) {
            moves.add(unit.drawMoves(i, i % 2 == 0));
        }
    }
}
