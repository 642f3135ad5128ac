package org.chaoscert.certify;

import java.util.Optional;
import org.chaoscert.map.Binary64Map;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Network;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.SmoothMap;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.QuickDecider;

/**
 * Decides many networks with one hidden layer, one after another, and writes no certificates: about as fast as they are
 * drawn. What it says is proved; verdict and period three are those of {@link Certifier}. Keeps its arrays from network to
 * network; not thread-safe, so one object a thread.
 */
public final class NetworkDecider {
    private final Binary64Map quick = new Binary64Map();
    private final QuickDecider decider;
    private final int levels;
    private final long budget;
    private boolean neededMore;
    private Neurons current = new Neurons();
    private final Neurons taken = new Neurons();

    /**
     * Prepares decisions.
     *
     * @param levels the largest level j to try, from 0 to {@link org.chaoscert.search.Decider#MAX_LEVELS}
     * @param budget how many units of work exact arithmetic may spend on one network, where it is needed
     */
    public NetworkDecider(int levels, long budget) {
        this.levels = levels;
        this.budget = budget;
        decider = new QuickDecider(quick, work -> Unfolding.map(current.toNetwork(), work), levels, budget);
    }

    /**
     * Decides a network on its default domain.
     *
     * @param neurons the network; output activation {@code clip}, {@code relu} or {@code identity}
     * @return what is proved
     * @throws IllegalArgumentException if the output has another activation
     * @throws org.chaoscert.exact.OverLimitsException if exact arithmetic is needed, and its numbers are too long
     */
    public Outcome decide(Neurons neurons) {
        current = neurons;
        Activation activation = neurons.activation();
        quick.read(
                neurons.weights(),
                neurons.biases(),
                neurons.outputs(),
                neurons.width(),
                neurons.bias(),
                activation == Activation.CLIP,
                lowest(activation));
        Outcome outcome = decider.decide();
        neededMore = decider.neededExactArithmetic();
        return outcome;
    }

    /**
     * Decides any network: as above if it has that form, exactly if it is piecewise linear, else by enclosures, and so much more
     * slowly.
     *
     * @param network any network
     * @return what is proved; chaotic at a level above 0 leaves it open here whether f has period three if activations are
     *     smooth
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself or, with smooth
     *     activations, is not shown to
     * @throws org.chaoscert.exact.OverLimitsException if exact arithmetic is needed, and its numbers are too long
     */
    public Outcome decide(Network network) {
        if (network.isSmooth()) {
            SmoothNetworks.Decided decided = SmoothNetworks.decide(network, levels, Optional.of(budget));
            neededMore = decided.precision() > SmoothMap.LEAST_PRECISION;
            return decided.decision().outcome();
        }
        if (taken.take(network)) {
            return decide(taken);
        }
        neededMore = true;
        Work work = Work.unlimited();
        PiecewiseLinearMap map = Unfolding.map(network, work);
        work.allowFurther(budget);
        return Decider.decide(map, work, levels).outcome();
    }

    private static double lowest(Activation activation) {
        return switch (activation) {
            case CLIP, RELU -> 0;
            case IDENTITY -> Double.NEGATIVE_INFINITY;
            default -> throw new IllegalArgumentException("output activation " + activation.word());
        };
    }

    /**
     * Tells how the last decision was made.
     *
     * @return whether exact arithmetic was needed, or for smooth activations more precise arithmetic than binary64
     */
    public boolean neededExactArithmetic() {
        return neededMore;
    }
}
