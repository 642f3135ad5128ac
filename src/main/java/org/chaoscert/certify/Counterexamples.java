package org.chaoscert.certify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
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

    private static final int PLACES = 8;
    private static final int RANDOM = 16;

    /** Units of work for all networks together. */
    private static final long BUDGET = 40_000_000;

    private final Network centre;
    private final Verdict verdict;
    private final int levels;
    private final Work work = Work.atMost(BUDGET);
    private final List<double[]> moves = new ArrayList<>();

    private Counterexamples(Network centre, Verdict verdict, int levels) {
        this.centre = centre;
        this.verdict = verdict;
        this.levels = levels;
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
            for (double[] move : moves) {
                if (isOther(ball.member(move))) {
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

    /** For some places and both directions: up to there raised, from there on lowered, by all numbers of each unit. */
    private void addPushes() {
        Layer hidden = centre.layers().get(0);
        double[] kinks = new double[hidden.units()];
        Arrays.setAll(
                kinks,
                unit -> -hidden.bias(unit).approximate()
                        / hidden.weight(unit, 0).approximate());
        double[] sorted = Arrays.stream(kinks).filter(this::isInDomain).sorted().toArray();
        for (int place = 0; place <= PLACES; place++) {
            int rank = place * sorted.length / PLACES;
            double turn = rank < sorted.length ? sorted[rank] : Double.POSITIVE_INFINITY;
            for (int up = -1; up <= 1; up += 2) {
                moves.add(push(kinks, turn, up, 1));
                if (!isInDomain(-Double.MIN_VALUE)) {
                    continue;
                }
                moves.add(push(kinks, turn, up, -1));
            }
        }
    }

    private boolean isInDomain(double x) {
        return Double.isFinite(x) && centre.domain().contains(Rational.of(x));
    }

    /** By the signs of the derivatives with respect to each number, right of 0 for half 1 and left of it for half −1. */
    private double[] push(double[] kinks, double turn, int up, int half) {
        int units = kinks.length;
        double[] push = new double[3 * units + 1];
        for (int unit = 0; unit < units; unit++) {
            int direction = kinks[unit] < turn ? up : -up;
            int side = centre.layers().get(1).weight(0, unit).signum() < 0 ? -direction : direction;
            push[unit] = half * side;
            push[units + unit] = side;
            push[2 * units + unit] = direction;
        }
        push[3 * units] = up;
        return push;
    }

    private void addRandom() {
        SplittableRandom random = new SplittableRandom(centre.hiddenUnits());
        for (int i = 0; i < RANDOM; i++) {
            boolean corner = i % 2 == 0;
            double[] move = new double[3 * centre.layers().get(0).units() + 1];
            // Few digits, so that the numbers stay short.
            Arrays.setAll(move, j -> corner ? random.nextInt(2) * 2 - 1 : random.nextInt(-256, 257) / 256.0);
            moves.add(move);
        }
    }
}
