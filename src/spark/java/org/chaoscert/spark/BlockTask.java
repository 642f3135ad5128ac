package org.chaoscert.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.chaoscert.sweep.Block;
import org.chaoscert.sweep.BlockWorker;
import org.chaoscert.sweep.Drift;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.Tally;

/** What a machine of the cluster does with a block. Has no effect but its result, so that it may be run more than once. */
@FunctionalInterface
public interface BlockTask extends Serializable {
    /**
     * Decides the networks of a block.
     *
     * @param plan what is drawn
     * @param drifts those of {@link SweepPlan#drifts}
     * @param block a block of the plan
     * @return the counts
     */
    Tally run(SweepPlan plan, List<Drift> drifts, Block block);

    /**
     * Decides them as on one machine; gives up when Spark no longer needs the result.
     *
     * @param plan what is drawn
     * @param drifts those of {@link SweepPlan#drifts}
     * @param block a block of the plan
     * @return the counts
     */
    static Tally decide(SweepPlan plan, List<Drift> drifts, Block block) {
        TaskContext task = TaskContext.get();
        return new BlockWorker(plan, drifts).run(block, (law, index, neurons, outcome) -> {
            if (task.isInterrupted()) {
                throw new TaskKilledException("no longer needed");
            }
        });
    }
}
