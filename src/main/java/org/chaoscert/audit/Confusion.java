package org.chaoscert.audit;

import java.util.Optional;

/** Claims about many networks against what is proved: how often which answer met which. */
public final class Confusion {
    private final long[] claimed = new long[3];
    private final long[] denied = new long[3];
    private final long[] unclaimed = new long[3];

    /** A proved answer as a place in a row. */
    private static int place(Optional<Boolean> truth) {
        return truth.isEmpty() ? 2 : truth.get() ? 1 : 0;
    }

    /**
     * Counts one network.
     *
     * @param claim what is claimed, or empty if nothing is
     * @param truth what is proved, or empty if it is open
     */
    public void count(Optional<Boolean> claim, Optional<Boolean> truth) {
        long[] row = claim.isEmpty() ? unclaimed : claim.get() ? claimed : denied;
        row[place(truth)]++;
    }

    /**
     * Returns how many claims there are.
     *
     * @return the number of networks of which something is claimed
     */
    public long samples() {
        return sum(claimed) + sum(denied);
    }

    /**
     * Returns how often yes is claimed.
     *
     * @return the number of networks
     */
    public long flagged() {
        return sum(claimed);
    }

    /**
     * Returns how often yes is claimed and no is proved.
     *
     * @return the number of networks
     */
    public long falseAlarms() {
        return claimed[0];
    }

    /**
     * Returns how often no is claimed and yes is proved.
     *
     * @return the number of networks
     */
    public long missed() {
        return denied[1];
    }

    /**
     * Returns how often a claim could neither be proved nor refuted.
     *
     * @return the number of networks
     */
    public long open() {
        return claimed[2] + denied[2];
    }

    /**
     * Returns how many networks there are of which nothing is claimed.
     *
     * @return the number of networks
     */
    public long unclaimed() {
        return sum(unclaimed);
    }

    /**
     * Returns one number of the table.
     *
     * @param claim what is claimed
     * @param truth what is proved, or empty if it is open
     * @return the number of networks
     */
    public long count(boolean claim, Optional<Boolean> truth) {
        return (claim ? claimed : denied)[place(truth)];
    }

    private static long sum(long[] row) {
        return row[0] + row[1] + row[2];
    }
}
