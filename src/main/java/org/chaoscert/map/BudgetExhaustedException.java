package org.chaoscert.map;

/** Thrown by {@link Work#spend} when the budget ends; the decision turns it into "undecided". */
public final class BudgetExhaustedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long limit;

    BudgetExhaustedException(long limit) {
        super("the budget of " + limit + " units of work is spent");
        this.limit = limit;
    }

    /**
     * Returns the budget that was spent.
     *
     * @return a number of units
     */
    public long limit() {
        return limit;
    }
}
