package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is not done is handed out, once. */
class AgendaTest {
    /** So wide that a block has 129 networks. */
    private static final int WIDTH = 32_000;

    private static final int SAMPLES = 700;

    private final SweepPlan plan = Plans.reluSum(List.of(WIDTH, WIDTH + 1), Plans.variances("8"), SAMPLES);
    private final Random random = new Random(4);

    private Tally tally(Block block) {
        return Plans.tally(block.to() - block.from(), Plans.LEVELS, random);
    }

    @Test
    void exactlyWhatIsNotDoneIsHandedOutOnce() {
        for (int round = 0; round < 50; round++) {
            Account account = new Account(plan);
            List<BitSet> done = List.of(new BitSet(), new BitSet());
            for (int i = 0; i < round; i++) {
                int law = random.nextInt(2);
                int from = random.nextInt(SAMPLES);
                int to = Math.min(SAMPLES, from + 1 + random.nextInt(30));
                if (done.get(law).get(from, to).isEmpty()) {
                    Block block = new Block(law, from, to);
                    account.add(block, tally(block));
                    done.get(law).set(from, to);
                }
            }
            Agenda agenda = Agenda.of(plan, account, Plans.LABOUR);
            List<Block> open = new ArrayList<>();
            for (Optional<Block> next = agenda.next(); next.isPresent(); next = agenda.next()) {
                Block block = next.get();
                assertThat(block.to() - block.from())
                        .as("length of %s", block)
                        .isLessThanOrEqualTo(plan.blockLength(plan.laws().get(block.law()), Plans.LABOUR));
                BitSet ofLaw = done.get(block.law());
                assertThat(ofLaw.get((int) block.from(), (int) block.to()).isEmpty())
                        .as("%s is new", block)
                        .isTrue();
                ofLaw.set((int) block.from(), (int) block.to());
                open.add(block);
                // Other threads finish theirs while this goes on.
                if (random.nextBoolean()) {
                    Block finished = open.remove(random.nextInt(open.size()));
                    account.add(finished, tally(finished));
                }
            }
            assertThat(done).as("all is handed out").allMatch(ofLaw -> ofLaw.cardinality() == SAMPLES);
            assertThat(agenda.next()).as("and then nothing").isEmpty();
            open.forEach(block -> account.add(block, tally(block)));
            assertThat(account.samples()).as("samples").isEqualTo(2.0 * SAMPLES);
            assertThat(Agenda.of(plan, account, Plans.LABOUR).next())
                    .as("nothing to go on with")
                    .isEmpty();
        }
    }

    @Test
    void blocksComeInOrder() {
        Agenda agenda = Agenda.of(plan, new Account(plan), Plans.LABOUR);
        long length = plan.blockLength(plan.laws().get(0), Plans.LABOUR);
        assertThat(length).as("several blocks").isBetween(100L, 200L);
        assertThat(agenda.next()).contains(new Block(0, 0, length));
        assertThat(agenda.next()).contains(new Block(0, length, 2 * length));
    }
}
