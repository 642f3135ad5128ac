package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is done, block by block in any order, and which blocks are refused. */
class AccountTest {
    private static final int SAMPLES = 200;

    private final SweepPlan plan = Plans.reluSum(List.of(2, 3), Plans.variances("8"), SAMPLES);
    private final Random random = new Random(3);

    private Tally tally(Block block) {
        return Plans.tally(block.to() - block.from(), Plans.LEVELS, random);
    }

    /** All sample numbers of all laws, cut at random, in random order. */
    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int law = 0; law < 2; law++) {
            for (long from = 0; from < SAMPLES; ) {
                long to = Math.min(SAMPLES, from + 1 + random.nextInt(20));
                blocks.add(new Block(law, from, to));
                from = to;
            }
        }
        Collections.shuffle(blocks, random);
        return blocks;
    }

    @Test
    void blocksInRandomOrderAddUpAndAreFoundDone() {
        for (int round = 0; round < 20; round++) {
            Account account = new Account(plan);
            List<BitSet> done = List.of(new BitSet(), new BitSet());
            List<Tally> sums = List.of(new Tally(Plans.LEVELS), new Tally(Plans.LEVELS));
            long count = 0;
            for (Block block : blocks()) {
                Tally tally = tally(block);
                account.add(block, tally);
                sums.get(block.law()).add(tally);
                done.get(block.law()).set((int) block.from(), (int) block.to());
                count += block.to() - block.from();
                assertThat(account.samples()).as("samples").isEqualTo((double) count);
                for (int law = 0; law < 2; law++) {
                    for (int index = 0; index < SAMPLES; index++) {
                        assertThat(account.doneUpTo(law, index))
                                .as("law %d done from %d", law, index)
                                .isEqualTo(done.get(law).nextClearBit(index));
                    }
                }
            }
            assertThat(account.tallies()).as("counts").isEqualTo(sums);
            assertThat(account.doneUpTo(0, 0)).as("all").isEqualTo(SAMPLES);
        }
    }

    @Test
    void theNextDoneRangeEndsWhatIsFree() {
        Account account = new Account(plan);
        account.add(new Block(1, 50, 60), tally(new Block(1, 50, 60)));
        assertThat(account.freeUpTo(1, 0)).as("before").isEqualTo(50);
        assertThat(account.freeUpTo(1, 60)).as("behind").isEqualTo(SAMPLES);
        assertThat(account.freeUpTo(0, 0)).as("of the other law").isEqualTo(SAMPLES);
    }

    @Test
    void overlapsAreRefusedAndChangeNothing() {
        Account account = new Account(plan);
        account.add(new Block(0, 20, 30), tally(new Block(0, 20, 30)));
        account.add(new Block(0, 40, 50), tally(new Block(0, 40, 50)));
        List<Tally> before = account.tallies();
        for (int from = 0; from < 60; from++) {
            for (int to = from + 1; to <= 60; to++) {
                boolean overlaps = (from < 30 && to > 20) || (from < 50 && to > 40);
                Block block = new Block(0, from, to);
                if (overlaps) {
                    assertThatIllegalArgumentException()
                            .as("%s", block)
                            .isThrownBy(() -> account.add(block, tally(block)))
                            .withMessageContaining("done already");
                }
            }
        }
        assertThat(account.tallies()).as("counts").isEqualTo(before);
        assertThat(account.doneUpTo(0, 0)).as("free").isZero();
        assertThat(account.doneUpTo(0, 20)).as("done").isEqualTo(30);
        account.add(new Block(1, 20, 30), tally(new Block(1, 20, 30)));
        account.add(new Block(0, 30, 40), tally(new Block(0, 30, 40)));
        assertThat(account.doneUpTo(0, 20)).as("joined").isEqualTo(50);
    }

    @Test
    void blocksOfAnotherPlanAreRefused() {
        Account account = new Account(plan);
        for (Block block : List.of(
                new Block(2, 0, 1),
                new Block(Integer.MAX_VALUE, 0, 1),
                new Block(0, 199, 201),
                new Block(1, 300, 301))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> account.add(block, tally(block)))
                    .withMessageContaining("not of this plan");
        }
        assertThat(account.samples()).as("samples").isZero();
    }

    @Test
    void countsOfMoreOrFewerNetworksAreRefused() {
        Account account = new Account(plan);
        for (long networks : new long[] {0, 9, 11}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> account.add(new Block(0, 0, 10), Plans.tally(networks, Plans.LEVELS, random)))
                    .withMessageContaining("counts of " + networks);
        }
        assertThat(account.doneUpTo(0, 0)).as("done").isZero();
    }

    @Test
    void countsOfOtherLevelsAreRefused() {
        for (int levels : new int[] {Plans.LEVELS - 1, Plans.LEVELS + 1}) {
            Account account = new Account(plan);
            long[] notChaotic = new long[levels + 1];
            notChaotic[levels] = 10;
            Tally other = Tally.of(0, 0, notChaotic, 0, 0, Weights.NONE);
            assertThatIllegalArgumentException().isThrownBy(() -> account.add(new Block(0, 0, 10), other));
            assertThat(account.samples()).as("samples").isZero();
            assertThat(account.doneUpTo(0, 0)).as("done").isZero();
        }
    }

    @Test
    void emptyAndNegativeBlocksAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(0, 5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(0, 5, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(0, -1, 4));
        assertThatIllegalArgumentException().isThrownBy(() -> new Block(-1, 0, 4));
    }

    @Test
    void theCountsHandedOutAreCopies() {
        Account account = new Account(plan);
        account.tallies().get(0).add(tally(new Block(0, 0, 10)));
        assertThat(account.samples()).as("samples").isZero();
    }
}
