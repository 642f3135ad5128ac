package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep comes to what a plain loop in exact arithmetic comes to, and stops when its results cannot be taken in. */
class SweepTest {
    static Stream<SweepPlan> plans() {
        return Stream.of(
                Plans.reluSum(List.of(1, 4, 16, 50), Plans.variances("8", "64", "2"), 150),
                new SweepPlan(
                        List.of(Scheme.HE_UNIFORM),
                        List.of(2, 9, 30),
                        Plans.variances("he"),
                        true,
                        150,
                        -3,
                        Plans.LEVELS,
                        Plans.BUDGET,
                        false));
    }

    /** One network after another, exactly. */
    private static List<List<Long>> plainly(SweepPlan plan) {
        List<List<Long>> counts = new ArrayList<>();
        for (Sampler law : plan.laws()) {
            long[] count = new long[4 + plan.levels()];
            for (long index = 0; index < plan.samples(); index++) {
                Work work = Work.unlimited();
                PiecewiseLinearMap map = Unfolding.map(law.draw(plan.seed(), index), work);
                Verdict verdict = Decider.decide(map, work, plan.levels()).verdict();
                if (verdict instanceof Verdict.Chaotic chaotic) {
                    count[0] += chaotic.level() == 0 ? 1 : 0;
                    count[1]++;
                } else if (verdict instanceof Verdict.NotChaotic notChaotic) {
                    count[3 + notChaotic.level()]++;
                } else {
                    count[2]++;
                }
            }
            counts.add(Arrays.stream(count).boxed().toList());
        }
        return counts;
    }

    private static List<List<Long>> counts(Account account) {
        List<List<Long>> counts = new ArrayList<>();
        for (Tally tally : account.tallies()) {
            List<Long> count = new ArrayList<>(List.of(tally.periodThree(), tally.chaotic(), tally.undecided()));
            for (long level : tally.notChaoticByLevel()) {
                count.add(level);
            }
            counts.add(count);
        }
        return counts;
    }

    @ParameterizedTest
    @MethodSource("plans")
    void severalThreadsComeToWhatAPlainLoopComesTo(SweepPlan plan) throws IOException {
        List<List<Long>> expected = plainly(plan);
        assertThat(expected).as("several verdicts").anyMatch(count -> count.get(1) > 0 || count.get(4) > 0);
        for (int threads : new int[] {1, 3}) {
            try (Recorder recorder = Recorder.inMemory(plan, 0, length -> {})) {
                Sweep.run(plan, List.of(), recorder.account(), threads, recorder);
                assertThat(counts(recorder.account())).as("%d threads", threads).isEqualTo(expected);
            }
        }
    }

    /** Seven blocks. */
    private static SweepPlan wide() {
        return Plans.reluSum(List.of(20_000), Plans.variances("2"), 1400);
    }

    /** Takes in one block, and then fails. */
    private static final class Failing implements Sweep.Desk {
        private final Account account;
        private final Exception failure;
        private final Set<Block> taken = ConcurrentHashMap.newKeySet();
        private int left = 1;

        Failing(Account account, Exception failure) {
            this.account = account;
            this.failure = failure;
        }

        @Override
        public BlockWorker.Observer open() {
            return (law, index, neurons, outcome) -> {};
        }

        @Override
        public synchronized void close(Block block, Tally tally, BlockWorker.Observer observer) throws IOException {
            if (left == 0) {
                if (failure instanceof IOException problem) {
                    throw problem;
                }
                throw (RuntimeException) failure;
            }
            left--;
            account.add(block, tally);
            taken.add(block);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aResultThatCannotBeTakenInStopsEverything(int threads) {
        SweepPlan plan = wide();
        for (Exception failure : List.of(new IOException("disk full"), new IllegalStateException("defect"))) {
            Account account = new Account(plan);
            Failing desk = new Failing(account, failure);
            assertThatThrownBy(() -> Sweep.run(plan, List.of(), account, threads, desk))
                    .isSameAs(failure);
            assertThat(desk.taken).as("blocks before").hasSize(1);
            Tally part = new Tally(plan.levels());
            long networks = 0;
            for (Block block : desk.taken) {
                part.add(new BlockWorker(plan, List.of()).run(block, (law, index, neurons, outcome) -> {}));
                networks += block.to() - block.from();
            }
            assertThat(account.samples()).as("a part only").isEqualTo(networks).isLessThan(plan.samples());
            assertThat(account.tallies()).as("a correct part").containsExactly(part);
        }
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws IOException {
        SweepPlan plan = Plans.reluSum(List.of(4), Plans.variances("64"), 100);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        Account account = new Account(plan);
        account.add(new Block(0, 20, 70), Tally.of(0, 50, new long[Plans.LEVELS + 1], 0, 0, Weights.NONE));
        Sweep.run(plan, List.of(), account, 2, new Sweep.Desk() {
            @Override
            public BlockWorker.Observer open() {
                return (law, index, network, outcome) ->
                        assertThat(seen.add(index)).as("network %d once", index).isTrue();
            }

            @Override
            public void close(Block block, Tally tally, BlockWorker.Observer observer) {
                account.add(block, tally);
            }
        });
        assertThat(seen).hasSize(50).allMatch(index -> index < 20 || index >= 70);
        assertThat(account.samples()).isEqualTo(100);
    }
}
