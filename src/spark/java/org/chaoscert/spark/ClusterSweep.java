package org.chaoscert.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.spark.SparkDriverExecutionException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.chaoscert.sweep.Agenda;
import org.chaoscert.sweep.Block;
import org.chaoscert.sweep.Drift;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.Tally;
import scala.Function2;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Works off a plan on a cluster: one block a partition, one task a block.
 *
 * <p>A task hands its block and counts back to the driver as its result, and nothing else leaves it. Of the attempts at a
 * partition Spark takes exactly one result, whatever has failed, was lost or was run twice for speed; so does the account of
 * the recorder, which refuses what overlaps.
 */
public final class ClusterSweep {
    /** The cost of a partition if nobody says how many: some ten seconds of one core. In units of {@link SweepPlan#labour}. */
    private static final double LABOUR_OF_A_PARTITION = 1 << 26;

    /** So many partitions for each core at least, so that all are busy until near the end. */
    private static final int PARTITIONS_OF_A_CORE = 4;

    /** The most partitions that are chosen here: the driver looks after each of them. */
    private static final int MOST_PARTITIONS = 100_000;

    private final JavaSparkContext spark;
    private final BlockTask task;

    /**
     * A block that has been worked off.
     *
     * @param block a block of the plan
     * @param tally its counts
     */
    private record Done(Block block, Tally tally) implements Serializable {}

    /** What is sent to the cluster once: the plan, its drifts and what to do with a block. */
    private record Work(SweepPlan plan, List<Drift> drifts, BlockTask task) implements Serializable {
        Done on(Iterator<Block> partition) {
            Block block = partition.next();
            return new Done(block, task.run(plan, drifts, block));
        }
    }

    /**
     * Prepares work on a cluster.
     *
     * @param spark an open connection to it
     * @param task what to do with a block
     */
    public ClusterSweep(JavaSparkContext spark, BlockTask task) {
        this.spark = spark;
        this.task = task;
    }

    /**
     * Chooses a number of partitions: for tasks of some ten seconds, but some for every core.
     *
     * @param plan what there is to do
     * @return at least 1
     */
    public int partitions(SweepPlan plan) {
        double wanted = Math.min(plan.labour() / LABOUR_OF_A_PARTITION, MOST_PARTITIONS);
        return (int) Math.max(wanted, (double) PARTITIONS_OF_A_CORE * spark.defaultParallelism());
    }

    /**
     * Works off all that is not done yet.
     *
     * @param plan what there is to do
     * @param partitions into how many partitions to cut the whole plan, about
     * @param recorder takes in the results, one by one as tasks finish
     * @throws IOException if the recorder could not write something down
     */
    public void run(SweepPlan plan, int partitions, Recorder recorder) throws IOException {
        List<Block> blocks = Agenda.blocks(plan, recorder.account(), partitions);
        if (blocks.isEmpty()) {
            return;
        }
        Work work = new Work(plan, plan.drifts(Runtime.getRuntime().availableProcessors()), task);
        Function2<TaskContext, Iterator<Block>, Done> onTheCluster =
                (Function2<TaskContext, Iterator<Block>, Done> & Serializable)
                        (context, partition) -> work.on(partition);
        Function2<Object, Done, BoxedUnit> inTheDriver = (partition, done) -> {
            record(recorder, done);
            return BoxedUnit.UNIT;
        };
        ClassTag<Done> type = ClassTag$.MODULE$.apply(Done.class);
        try {
            spark.sc().runJob(spark.parallelize(blocks, blocks.size()).rdd(), onTheCluster, inTheDriver, type);
        } catch (Exception failure) { // Scala declares no exceptions.
            throw explained(failure);
        }
    }

    /** What stands behind an exception of Spark; its own message goes on with stack traces of the cluster. */
    private static IOException explained(Exception failure) {
        if (failure instanceof SparkDriverExecutionException
                && failure.getCause() instanceof UncheckedIOException problem) {
            return Objects.requireNonNull(problem.getCause());
        }
        String message =
                String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        throw new IllegalStateException(message, failure);
    }

    private static void record(Recorder recorder, Done done) {
        try {
            recorder.close(done.block, done.tally, recorder.open());
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
