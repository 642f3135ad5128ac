package org.chaoscert.sweep;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chaoscert.network.Sampler;

/** Hands out the blocks that are not done yet, in order. Safe to use from several threads. */
public final class Agenda {
    private final SweepPlan plan;
    private final List<Sampler> laws;
    private final List<Long> lengths;
    private final Account account;
    private int law;
    private long next;

    private Agenda(SweepPlan plan, List<Sampler> laws, List<Long> lengths, Account account) {
        this.plan = plan;
        this.laws = laws;
        this.lengths = lengths;
        this.account = account;
    }

    /** Starts with what an account leaves to do, in blocks of a labour for one machine; does not look for later additions. */
    static Agenda of(SweepPlan plan, Account account, long labour) {
        List<Sampler> laws = plan.laws();
        List<Long> lengths =
                laws.stream().map(law -> plan.blockLength(law, labour)).toList();
        return new Agenda(plan, laws, lengths, account);
    }

    /**
     * Lists what an account leaves to do, for many machines.
     *
     * @param plan what there is to do
     * @param account what has been done
     * @param parts into how many blocks of about the same cost to cut the whole plan, at least 1
     * @return the blocks in order; laws and gaps in what is done make for a few more than asked for
     */
    public static List<Block> blocks(SweepPlan plan, Account account, int parts) {
        List<Sampler> laws = plan.laws();
        Agenda agenda = new Agenda(plan, laws, plan.blockLengths(parts), account);
        return Stream.generate(agenda::next)
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    /** Returns the next block, or empty if all have been handed out. */
    synchronized Optional<Block> next() {
        while (law < laws.size()) {
            long from = account.doneUpTo(law, next);
            if (from < plan.samples()) {
                long length = Math.min(lengths.get(law), plan.samples() - from);
                next = Math.min(from + length, account.freeUpTo(law, from));
                return Optional.of(new Block(law, from, next));
            }
            law++;
            next = 0;
        }
        return Optional.empty();
    }
}
