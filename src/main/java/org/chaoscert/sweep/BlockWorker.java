package org.chaoscert.sweep;

import java.util.List;
import java.util.function.Supplier;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.network.Network;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.search.Outcome;

/**
 * Decides the networks of blocks, one network at a time. Keeps its arrays from block to block; not thread-safe, so one object
 * a thread.
 */
public final class BlockWorker {
    /** One network that has just been decided. */
    @FunctionalInterface
    public interface Observer {
        /**
         * Looks at it.
         *
         * @param law the law it was drawn from
         * @param index its sample number
         * @param network gives the network, to be called only now
         * @param outcome the verdict
         */
        void decided(Sampler law, long index, Supplier<Network> network, Outcome outcome);
    }

    private final SweepPlan plan;
    private final List<Sampler> laws;
    private final List<Drift> drifts;
    private final NetworkDecider decider;
    private final Neurons neurons = new Neurons();

    /**
     * Prepares work on a plan.
     *
     * @param plan what is drawn
     * @param drifts those of {@link SweepPlan#drifts}
     */
    public BlockWorker(SweepPlan plan, List<Drift> drifts) {
        this.plan = plan;
        this.drifts = List.copyOf(drifts);
        laws = plan.laws();
        decider = new NetworkDecider(plan.levels(), plan.budget());
    }

    /**
     * Draws and decides the networks of a block.
     *
     * @param block a block of the plan
     * @param observer is shown every network's verdict
     * @return the counts
     */
    public Tally run(Block block, Observer observer) {
        Sampler law = laws.get(block.law());
        Tally tally = new Tally(plan.levels());
        for (long index = block.from(); index < block.to(); index++) {
            if (law.tanh()) {
                Network network = law.draw(plan.seed(), index);
                Outcome outcome = decider.decide(network);
                tally.count(outcome, decider.neededExactArithmetic(), 0);
                observer.decided(law, index, () -> network, outcome);
            } else {
                law.draw(plan.seed(), index, neurons);
                double logRatio = plan.tilt() ? drift(block, law, index) : 0;
                Outcome outcome = decider.decide(neurons);
                tally.count(outcome, decider.neededExactArithmetic(), logRatio);
                observer.decided(law, index, neurons::toNetwork, outcome);
            }
        }
        return tally;
    }

    private double drift(Block block, Sampler law, long index) {
        double deviation = law.variance().deviation(law.width());
        return drifts.get(block.law()).apply(neurons, deviation, Mixing.hash(plan.seed(), index));
    }
}
