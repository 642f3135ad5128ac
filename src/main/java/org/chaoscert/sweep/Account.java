package org.chaoscert.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What has been counted so far, and for which sample numbers. Safe to use from several threads. */
public final class Account {
    private final SweepPlan plan;
    private final List<Tally> tallies = new ArrayList<>();

    /** For each law the ranges that are done, by their first sample number; neighbours are joined. */
    private final List<TreeMap<Long, Long>> done = new ArrayList<>();

    /**
     * Opens an account with nothing done.
     *
     * @param plan what there is to do
     */
    public Account(SweepPlan plan) {
        this.plan = plan;
        plan.laws().forEach(law -> {
            tallies.add(new Tally(plan.levels()));
            done.add(new TreeMap<>());
        });
    }

    /**
     * Adds a block that has been worked off.
     *
     * @param block a block of the plan
     * @param tally its counts, as many as the block is long
     * @throws IllegalArgumentException if the block reaches beyond the plan, overlaps what is done, or has other counts
     */
    public synchronized void add(Block block, Tally tally) {
        requireNew(block, tally);
        TreeMap<Long, Long> ranges = done.get(block.law());
        Map.Entry<Long, Long> before = ranges.lowerEntry(block.to());
        tallies.get(block.law()).add(tally);
        long from = before != null && before.getValue() == block.from() ? before.getKey() : block.from();
        Long joined = ranges.remove(block.to());
        ranges.put(from, joined == null ? block.to() : joined);
    }

    /** Refuses what {@link #add} would refuse. */
    synchronized void requireNew(Block block, Tally tally) {
        if (block.law() >= tallies.size() || block.to() > plan.samples()) {
            throw new IllegalArgumentException(block + " is not of this plan");
        }
        if (tally.samples() != block.to() - block.from()) {
            throw new IllegalArgumentException(block + " has counts of " + tally.samples() + " networks");
        }
        Map.Entry<Long, Long> before = done.get(block.law()).lowerEntry(block.to());
        if (before != null && before.getValue() > block.from()) {
            throw new IllegalArgumentException(block + " is done already");
        }
    }

    /**
     * Tells whether a sample has been counted.
     *
     * @param law the law's place in the plan
     * @param index a sample number
     * @return the sample number behind the range of counted ones that holds this one, or the index itself if it is not
     *     counted
     */
    public synchronized long doneUpTo(int law, long index) {
        Map.Entry<Long, Long> range = done.get(law).floorEntry(index);
        return range == null ? index : Math.max(index, range.getValue());
    }

    /**
     * Returns the first uncounted range that starts at or after a sample number.
     *
     * @param law the law's place in the plan
     * @param index a sample number
     * @return its end: the first counted sample number behind {@code index}, or the number of samples
     */
    synchronized long freeUpTo(int law, long index) {
        Long next = done.get(law).ceilingKey(index);
        return next == null ? plan.samples() : next;
    }

    /**
     * Returns how many networks have been counted.
     *
     * @return the sum over all laws; in double, since it may be beyond a long
     */
    public synchronized double samples() {
        return tallies.stream().mapToDouble(Tally::samples).sum();
    }

    /**
     * Returns the counts.
     *
     * @return a copy, one for each law of the plan
     */
    public synchronized List<Tally> tallies() {
        List<Tally> copies = new ArrayList<>();
        for (Tally tally : tallies) {
            Tally copy = new Tally(plan.levels());
            copy.add(tally);
            copies.add(copy);
        }
        return copies;
    }
}
