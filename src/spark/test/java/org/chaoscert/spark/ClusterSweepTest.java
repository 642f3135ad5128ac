package org.chaoscert.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.sweep.Block;
import org.chaoscert.sweep.BlockWorker;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.Sweep;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.Tally;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The counts of a cluster are those of one machine, whatever happens to tasks. */
class ClusterSweepTest {
    private static final SweepPlan GRID = plan(Scheme.RELU_SUM, List.of(3, 40), List.of("2", "64"), 1000, false);

    /** How often tasks were begun, by block: tasks run in this process. */
    private static final Map<Block, AtomicInteger> ATTEMPTS = new ConcurrentHashMap<>();

    private static JavaSparkContext spark;

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(new SparkConf());
        assertThat(spark.sc().master()).as("two cores, four attempts").isEqualTo("local[2,4]");
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static SweepPlan plan(
            Scheme scheme, List<Integer> widths, List<String> variances, long samples, boolean tilt) {
        return new SweepPlan(
                List.of(scheme),
                widths,
                variances.stream().map(Variance::new).toList(),
                false,
                samples,
                5,
                4,
                100_000,
                tilt);
    }

    private static List<Tally> onOneMachine(SweepPlan plan) throws IOException {
        try (Recorder recorder = Recorder.inMemory(plan, 0, done -> {})) {
            Sweep.run(plan, plan.drifts(1), recorder.account(), 1, recorder);
            return recorder.account().tallies();
        }
    }

    private static List<Tally> onTheCluster(SweepPlan plan, int partitions, BlockTask task) throws IOException {
        try (Recorder recorder = Recorder.inMemory(plan, 0, done -> {})) {
            new ClusterSweep(spark, task).run(plan, partitions, recorder);
            return recorder.account().tallies();
        }
    }

    private static Stream<SweepPlan> plans() {
        return Stream.of(
                GRID,
                plan(Scheme.HE_HE, List.of(1, 17), List.of("he"), 700, false),
                plan(Scheme.RELU_SUM, List.of(8), List.of("2"), 300, true));
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theCountsAreThoseOfOneMachine(SweepPlan plan) throws IOException {
        List<Tally> expected = onOneMachine(plan);
        for (int partitions : new int[] {1, 7, 100}) {
            assertThat(onTheCluster(plan, partitions, BlockTask::decide))
                    .as("counts of about %d partitions", partitions)
                    .isEqualTo(expected);
        }
    }

    @Test
    void thereIsSomethingToFind() throws IOException {
        assertThat(onOneMachine(GRID)).as("counts of variance 64").element(1).satisfies(tally -> {
            assertThat(tally.chaotic()).as("chaotic").isPositive();
            assertThat(tally.notChaotic()).as("not chaotic").isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aTaskThatFailsIsRunOnceMoreAndCountedOnce(boolean failsAfterItsWork) throws IOException {
        ATTEMPTS.clear();
        List<Tally> counts = onTheCluster(GRID, 12, (plan, drifts, block) -> {
            ATTEMPTS.computeIfAbsent(block, key -> new AtomicInteger()).incrementAndGet();
            boolean fails = block.from() == 0 && TaskContext.get().attemptNumber() < 1 + block.law() % 2;
            if (fails && !failsAfterItsWork) {
                throw new IllegalStateException("meant to fail before its work");
            }
            Tally tally = BlockTask.decide(plan, drifts, block);
            if (fails) {
                throw new IllegalStateException("meant to fail after its work");
            }
            return tally;
        });
        assertThat(counts).as("counts").isEqualTo(onOneMachine(GRID));
        assertThat(ATTEMPTS).as("blocks").hasSizeGreaterThanOrEqualTo(12);
        ATTEMPTS.forEach((block, attempts) ->
                assertThat(attempts).as("attempts at %s", block).hasValue(block.from() == 0 ? 2 + block.law() % 2 : 1));
    }

    @Test
    void aTaskThatAlwaysFailsEndsTheSweepAndWhatIsDoneIsKept() throws IOException {
        ATTEMPTS.clear();
        try (Recorder recorder = Recorder.inMemory(GRID, 0, done -> {})) {
            ClusterSweep sweep = new ClusterSweep(spark, (plan, drifts, block) -> {
                if (block.law() == 3) {
                    ATTEMPTS.computeIfAbsent(block, key -> new AtomicInteger()).incrementAndGet();
                    throw new IllegalStateException("meant to fail always");
                }
                return BlockTask.decide(plan, drifts, block);
            });
            assertThatThrownBy(() -> sweep.run(GRID, 4, recorder))
                    .as("the failure")
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("failed 4 times", "meant to fail always")
                    .hasMessageNotContaining("\n");
            assertThat(ATTEMPTS.values().stream().mapToInt(AtomicInteger::get).max())
                    .as("attempts")
                    .hasValue(4);
            assertThat(recorder.account().doneUpTo(3, 0))
                    .as("done of what failed")
                    .isZero();
            assertThat(recorder.account().samples()).as("done of the rest").isPositive();
            new ClusterSweep(spark, BlockTask::decide).run(GRID, 9, recorder);
            assertThat(recorder.account().tallies())
                    .as("counts after a second run")
                    .isEqualTo(onOneMachine(GRID));
        }
    }

    @Test
    void onlyWhatIsNotDoneIsDone() throws IOException {
        AtomicLong done = new AtomicLong();
        try (Recorder recorder = Recorder.inMemory(GRID, 0, done::addAndGet)) {
            Block first = new Block(1, 100, 900);
            BlockWorker worker = new BlockWorker(GRID, GRID.drifts(1));
            recorder.close(first, worker.run(first, recorder.open()), recorder.open());
            done.set(0);
            ClusterSweep sweep = new ClusterSweep(spark, BlockTask::decide);
            sweep.run(GRID, 5, recorder);
            assertThat(done).as("networks decided").hasValue(4000 - 800);
            assertThat(recorder.account().tallies()).as("counts").isEqualTo(onOneMachine(GRID));
            sweep.run(GRID, 5, recorder);
            assertThat(done).as("networks decided, at the end").hasValue(4000 - 800);
        }
    }

    @Test
    void whatCannotBeWrittenDownEndsTheSweep(@TempDir Path directory) throws IOException {
        Recorder recorder = Recorder.onDisk(directory, false, "test", GRID, Keep.NONE, 0, done -> {});
        recorder.close();
        assertThatThrownBy(() -> new ClusterSweep(spark, BlockTask::decide).run(GRID, 4, recorder))
                .as("a closed checkpoint")
                .isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void aLargePlanIsCutIntoManyPartitionsButNotTooMany() {
        ClusterSweep sweep = new ClusterSweep(spark, BlockTask::decide);
        assertThat(sweep.partitions(GRID)).as("partitions of a small plan").isEqualTo(8);
        assertThat(sweep.partitions(plan(Scheme.HE_HE, List.of(64), List.of("he"), 1_000_000_000, false)))
                .as("partitions of 10^9 networks")
                .isBetween(1000, 10_000);
        assertThat(sweep.partitions(plan(Scheme.HE_HE, List.of(64), List.of("he"), Proportion.MAX_TRIALS, false)))
                .as("partitions of the largest plan")
                .isEqualTo(100_000);
    }
}
