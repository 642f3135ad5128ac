package org.chaoscert.map;

/**
 * Counts work in deterministic units and stops it at a limit. A unit is one visit of an affine piece: an evaluation, an
 * event of a sweep, a step of a binary search. The count depends on the input alone, never on time or machine.
 *
 * <p>Not thread-safe: one object for one network.
 */
public final class Work {
    private long budget;
    private long limit;
    private long spent;

    private Work(long budget) {
        this.budget = budget;
        limit = budget;
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
        Work work = new Work(0);
        work.allowFurther(limit);
        return work;
    }

    /**
     * Sets the limit so that a number of units may be spent from now on.
     *
     * @param further how many, at least 0
     */
    public void allowFurther(long further) {
        if (further < 0) {
            throw new IllegalArgumentException("a budget of " + further + " units");
        }
        budget = further;
        limit = further > Long.MAX_VALUE - spent ? Long.MAX_VALUE : spent + further;
    }

    /**
     * Counts some work before it is done.
     *
     * @param units how many units, at least 0
     * @throws BudgetExhaustedException if the limit would be passed
     */
    public void spend(long units) {
        if (units > limit - spent) {
            throw new BudgetExhaustedException(budget);
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
