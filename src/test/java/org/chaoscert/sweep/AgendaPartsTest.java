package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a plan is cut for many machines. */
class AgendaPartsTest {
    private static SweepPlan plan(long samples, Integer... widths) {
        return new SweepPlan(
                List.of(Scheme.RELU_SUM),
                List.of(widths),
                List.of(new Variance("2"), new Variance("64")),
                false,
                samples,
                0,
                3,
                1000,
                false);
    }

    private static Tally undecided(long count) {
        return Tally.of(0, 0, new long[4], count, 0, Weights.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 4000, Integer.MAX_VALUE})
    void theBlocksAreTheWholePlanEachNetworkOnce(int parts) {
        SweepPlan plan = plan(1001, 1, 100);
        Account account = new Account(plan);
        List<Block> blocks = Agenda.blocks(plan, account, parts);
        // An account refuses what is done already.
        blocks.forEach(block -> account.add(block, undecided(block.to() - block.from())));
        assertThat(account.samples()).as("networks").isEqualTo(4004);
        assertThat(blocks.size()).as("blocks").isBetween(Math.min(parts, 4), (int) Math.min(parts + 4L, 4004));
        assertThat(Agenda.blocks(plan, account, parts)).as("left to do").isEmpty();
    }

    @Test
    void wideNetworksComeInShorterBlocks() {
        List<Block> blocks = Agenda.blocks(plan(1_000_000, 64, 1216), new Account(plan(1_000_000, 64, 1216)), 44);
        assertThat(blocks).as("blocks").hasSize(44);
        assertThat(blocks.get(0)).as("first, of 128 units a network").isEqualTo(new Block(0, 0, 500_000));
        assertThat(blocks.get(43)).as("last, of 1280 units a network").isEqualTo(new Block(3, 950_000, 1_000_000));
    }

    @Test
    void whatIsDoneIsLeftOut() {
        SweepPlan plan = plan(100, 8);
        Account account = new Account(plan);
        account.add(new Block(0, 10, 30), undecided(20));
        account.add(new Block(1, 0, 95), undecided(95));
        assertThat(Agenda.blocks(plan, account, 2))
                .as("blocks")
                .containsExactly(new Block(0, 0, 10), new Block(0, 30, 100), new Block(1, 95, 100));
    }

    @Test
    void theLargestPlanIsCutInNoTime() {
        SweepPlan plan = plan(Proportion.MAX_TRIALS, 1, SweepPlan.MAX_WIDTH);
        assertThat(Agenda.blocks(plan, new Account(plan), 1000)).as("blocks").hasSizeBetween(1000, 1004);
    }
}
