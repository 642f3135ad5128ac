package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Binary64Map;
import org.chaoscert.map.NetworkKind;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.CoverSearch.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The core of the fast room holds all cycles, held against cycles that exact arithmetic finds. */
class Binary64CoreTest {
    private static final int[] WIDTHS = {1, 2, 3, 5, 9, 26};

    private static PiecewiseLinearMap exact(Neurons neurons) {
        return Unfolding.map(neurons.toNetwork(), Work.unlimited());
    }

    private static Optional<Rational> cycle(PiecewiseLinearMap map, int period, Goal goal) {
        return new CoverSearch<>(map, Question.leastPeriod(period), Rational::compareTo, goal)
                .run()
                .point();
    }

    @ParameterizedTest
    @EnumSource
    void allCyclesAreInTheCore(NetworkKind kind) {
        Random random = new Random(710 + kind.ordinal());
        Binary64Map quick = new Binary64Map();
        for (int i = 0; i < 40 * WIDTHS.length; i++) {
            Neurons neurons = NetworkKind.draw(kind, WIDTHS[i / 40], NetworkKind.activation(i), random);
            stretch(neurons, i % 4);
            NetworkKind.read(quick, neurons);
            boolean mayHaveCycles = quick.findCore();
            PiecewiseLinearMap map = exact(neurons);
            for (int period = 2; period <= 4; period++) {
                for (Goal goal : List.of(Goal.ANY, Goal.LEFTMOST)) {
                    Optional<Rational> found = cycle(map, period, goal);
                    if (found.isPresent()) {
                        assertThat(mayHaveCycles).as("a core, network %d", i).isTrue();
                        requireInCore(quick, map.orbit(found.get(), period));
                    }
                }
            }
        }
    }

    private static void requireInCore(Binary64Map quick, List<Rational> cycle) {
        Rational left = Rational.of(Math.max(-Double.MAX_VALUE, quick.coreLeft()));
        Rational right = Rational.of(Math.min(Double.MAX_VALUE, quick.coreRight()));
        assertThat(cycle).allSatisfy(point -> assertThat(point).isBetween(left, right));
    }

    /** Steeper graphs have more cycles. */
    private static void stretch(Neurons neurons, int times) {
        for (int j = 0; j < neurons.width(); j++) {
            neurons.outputs()[j] *= 1 << times;
        }
    }

    /** At, just below and just above a cycle of two points that touches the diagonal's neighbourhood: slope −1 everywhere. */
    @Test
    void cyclesNextToAFixedPointAreInTheCore() {
        Binary64Map quick = new Binary64Map();
        for (double slope : new double[] {-1, Math.nextUp(-1.0), Math.nextDown(-1.0)}) {
            Neurons neurons = new Neurons();
            neurons.reset(1, Activation.CLIP);
            neurons.weights()[0] = 1;
            neurons.biases()[0] = 0;
            neurons.outputs()[0] = slope;
            neurons.setBias(1);
            NetworkKind.read(quick, neurons);
            assertThat(quick.findCore()).as("slope %s", slope).isTrue();
            assertThat(quick.coreLeft()).isLessThan(1e-9);
            assertThat(quick.coreRight()).isGreaterThan(1 - 1e-9);
        }
    }

    @Test
    void graphsOnOneSideHaveNoCore() {
        Random random = new Random(32);
        Binary64Map quick = new Binary64Map();
        int[] sides = new int[2];
        int[] empty = new int[2];
        for (int i = 0; i < 400; i++) {
            NetworkKind kind = i % 2 == 0 ? NetworkKind.UNIT_WEIGHTS : NetworkKind.GENERAL;
            Neurons neurons = NetworkKind.draw(kind, 1 + random.nextInt(4), NetworkKind.activation(i / 2), random);
            neurons.setBias(3 * random.nextGaussian());
            NetworkKind.read(quick, neurons);
            boolean core = quick.findCore();
            PiecewiseLinearMap map = exact(neurons);
            boolean[] onSide = {map.staysBelowDiagonal(), map.staysAboveDiagonal()};
            for (int side = 0; side < 2; side++) {
                sides[side] += onSide[side] ? 1 : 0;
                empty[side] += onSide[side] && !core ? 1 : 0;
            }
        }
        for (int side = 0; side < 2; side++) {
            assertThat(sides[side]).isGreaterThan(50);
            assertThat(empty[side]).isGreaterThan(9 * sides[side] / 10);
        }
    }

    /** On the line, twice as steep between 1/8 and 1/4; through the fixed point 3/16. */
    private static Neurons through(double slope, Activation activation) {
        Neurons neurons = new Neurons();
        neurons.reset(2, activation);
        neurons.weights()[0] = 1;
        neurons.biases()[0] = -0.125;
        neurons.outputs()[0] = slope;
        neurons.weights()[1] = -1;
        neurons.biases()[1] = 0.25;
        neurons.outputs()[1] = -slope;
        neurons.setBias(0.1875);
        return neurons;
    }

    @Test
    void whatCrossesTheDiagonalUpwardsOnceHasNoCore() {
        Binary64Map quick = new Binary64Map();
        for (Activation activation : new Activation[] {Activation.CLIP, Activation.IDENTITY}) {
            NetworkKind.read(quick, through(2, activation));
            assertThat(quick.findCore()).as("%s", activation).isFalse();
        }
    }

    @Test
    void aCoreHoldsTheFixedPointWhereTheDiagonalIsCrossedDownwards() {
        Binary64Map quick = new Binary64Map();
        NetworkKind.read(quick, through(-0.25, Activation.CLIP));
        assertThat(quick.findCore()).isTrue();
        assertThat(quick.coreLeft()).isBetween(-1e-12, 0.1875);
        assertThat(quick.coreRight()).isBetween(0.1875, 0.5);
        NetworkKind.read(quick, through(-2, Activation.IDENTITY));
        assertThat(quick.findCore()).isTrue();
        assertThat(quick.coreLeft()).isLessThan(-1e6);
    }
}
