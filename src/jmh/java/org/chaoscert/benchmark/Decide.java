package org.chaoscert.benchmark;

import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.network.Neurons;
import org.chaoscert.search.Outcome;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decides drawn networks, without certificates: chaotic or not, starting from the unsorted arrays. */
@State(Scope.Thread)
public class Decide {
    private static final int LEVELS = 6;
    private static final long BUDGET = 1_000_000;

    private final NetworkDecider decider = new NetworkDecider(LEVELS, BUDGET);

    /** The number of chaotic networks. */
    @Benchmark
    public int decide(Pool pool) {
        int chaotic = 0;
        for (Neurons network : pool.networks) {
            if (decider.decide(network).kind() == Outcome.Kind.CHAOTIC) {
                chaotic++;
            }
        }
        return chaotic;
    }

    boolean hasPeriodThree(Neurons network) {
        return decider.decide(network).hasPeriodThree();
    }
}
