package org.chaoscert.sweep;

import java.util.List;
import java.util.Optional;
import org.chaoscert.network.Sampler;

/** Hands out the blocks that are not done yet, in order. Safe to use from several threads. */
final class Agenda {
    private final SweepPlan plan;
    private final List<Sampler> laws;
    private final Account account;
    private int law;
    private long next;

    /** Starts with what an account leaves to do; later additions to it are not looked for. */
    Agenda(SweepPlan plan, Account account) {
        this.plan = plan;
        this.laws = plan.laws();
        this.account = account;
    }

    /** Returns the next block, or empty if all have been handed out. */
    synchronized Optional<Block> next() {
        while (law < laws.size()) {
            long from = account.doneUpTo(law, next);
            if (from < plan.samples()) {
                long length = Math.min(plan.blockLength(laws.get(law)), plan.samples() - from);
                next = Math.min(from + length, account.freeUpTo(law, from));
                return Optional.of(new Block(law, from, next));
            }
            law++;
            next = 0;
        }
        return Optional.empty();
    }
}
