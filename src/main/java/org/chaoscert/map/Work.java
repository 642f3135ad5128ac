package org.chaoscert.map;

/**
 * Counts work in deterministic units and stops it at a limit. A unit is one visit of an affine piece: an evaluation, an
 * event of a sweep, a step of a binary search. The count depends on the input alone, never on time or machine.
 *
 * <p>Not thread-safe: one object for one network.
 */
public final class Work {
    private final long limit;
    private long spent;

    private Work(long limit) {
        this.limit = limit;
    }

    /**
     * Returns a counter that never stops the work.
     *
     * @return a new counter
     */
    public static Work unlimited() {
        return new Work(Long.MAX_VALUE);
    }

    /**
     * Returns a counter that stops the work at a limit.
     *
     * @param limit how many units may be spent, at least 0
     * @return a new counter
     */
    public static Work atMost(long limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("a budget of " + limit + " units");
        }
        return new Work(limit);
    }

    /**
     * Counts some work before it is done.
     *
     * @param units how many units, at least 0
     * @throws BudgetExhaustedException if the limit would be passed
     */
    public void spend(long units) {
        if (units > limit - spent) {
            throw new BudgetExhaustedException(limit);
        }
        spent += units;
    }

    /**
     * Returns what has been counted.
     *
     * @return units spent so far
     */
    public long spent() {
        return spent;
    }
}
