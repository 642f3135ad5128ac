package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.Arrays;
import org.chaoscert.search.Outcome;

/**
 * How many networks of one law came to which verdict. All that a sweep finds is a sum of such counts, so that parts may be
 * counted anywhere and added in any order.
 */
public final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;

    private long periodThree;
    private long chaotic;
    private final long[] notChaotic;
    private long undecided;
    private long exact;
    private Weights weights = Weights.NONE;

    /**
     * Starts at zero.
     *
     * @param levels the largest level of a decision, at least 0
     */
    public Tally(int levels) {
        notChaotic = new long[levels + 1];
    }

    /**
     * Restores counts.
     *
     * @param periodThree networks with period three
     * @param chaotic chaotic networks, those with period three included
     * @param notChaotic by level, networks that are not chaotic
     * @param undecided undecided networks
     * @param exact networks for which exact arithmetic was needed, whatever their verdict
     * @param weights of the networks with period three
     * @throws IllegalArgumentException if these are no counts of networks
     */
    public static Tally of(
            long periodThree, long chaotic, long[] notChaotic, long undecided, long exact, Weights weights) {
        Tally tally = new Tally(notChaotic.length - 1);
        tally.periodThree = periodThree;
        tally.chaotic = chaotic;
        System.arraycopy(notChaotic, 0, tally.notChaotic, 0, notChaotic.length);
        tally.undecided = undecided;
        tally.exact = exact;
        tally.weights = weights;
        boolean negative = Arrays.stream(notChaotic).anyMatch(count -> count < 0);
        if (negative
                || periodThree < 0
                || chaotic < periodThree
                || undecided < 0
                || exact < 0
                || exact > tally.samples()) {
            throw new IllegalArgumentException("impossible counts");
        }
        return tally;
    }

    /**
     * Counts one network.
     *
     * @param outcome its verdict
     * @param neededExactArithmetic whether binary64 left something open
     * @param logRatio the logarithm of its likelihood ratio; 0 if it was drawn without a drift
     */
    public void count(Outcome outcome, boolean neededExactArithmetic, double logRatio) {
        switch (outcome.kind()) {
            case CHAOTIC -> chaotic++;
            case NOT_CHAOTIC -> notChaotic[outcome.level()]++;
            case UNDECIDED -> undecided++;
        }
        if (outcome.hasPeriodThree()) {
            periodThree++;
            weights = weights.plus(StrictMath.exp(logRatio));
        }
        exact += neededExactArithmetic ? 1 : 0;
    }

    /**
     * Adds the counts of other networks of the same law.
     *
     * @param other is left as it is
     * @throws IllegalArgumentException if they are counts up to another level
     */
    public void add(Tally other) {
        if (other.notChaotic.length != notChaotic.length) {
            throw new IllegalArgumentException(
                    "counts up to level " + (other.notChaotic.length - 1) + ", not " + (notChaotic.length - 1));
        }
        periodThree = Math.addExact(periodThree, other.periodThree);
        chaotic = Math.addExact(chaotic, other.chaotic);
        undecided = Math.addExact(undecided, other.undecided);
        exact = Math.addExact(exact, other.exact);
        weights = weights.plus(other.weights);
        for (int level = 0; level < notChaotic.length; level++) {
            notChaotic[level] = Math.addExact(notChaotic[level], other.notChaotic[level]);
        }
    }

    /**
     * Returns how many networks were counted.
     *
     * @return the sum of all verdicts
     */
    public long samples() {
        return Math.addExact(Math.addExact(chaotic, notChaotic()), undecided);
    }

    /**
     * Returns the networks with period three.
     *
     * @return a count
     */
    public long periodThree() {
        return periodThree;
    }

    /**
     * Returns the chaotic networks.
     *
     * @return a count, those with period three included
     */
    public long chaotic() {
        return chaotic;
    }

    /**
     * Returns the chaotic networks without period three, whose chaos a test for period three does not find.
     *
     * @return a count
     */
    public long chaoticWithoutPeriodThree() {
        return chaotic - periodThree;
    }

    /**
     * Returns the networks that are not chaotic.
     *
     * @return a count
     */
    public long notChaotic() {
        return Arrays.stream(notChaotic).reduce(0, Math::addExact);
    }

    /**
     * Returns the networks that are not chaotic by level j, the smallest such that all periods divide 2^j.
     *
     * @return a copy of the counts, from level 0
     */
    public long[] notChaoticByLevel() {
        return notChaotic.clone();
    }

    /**
     * Returns the undecided networks.
     *
     * @return a count
     */
    public long undecided() {
        return undecided;
    }

    /**
     * Returns for how many networks exact arithmetic was needed.
     *
     * @return a count
     */
    public long exact() {
        return exact;
    }

    /**
     * Returns the weights of the networks with period three.
     *
     * @return sums of likelihood ratios; of ones if there is no drift
     */
    public Weights weights() {
        return weights;
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Tally other
                && periodThree == other.periodThree
                && chaotic == other.chaotic
                && undecided == other.undecided
                && exact == other.exact
                && weights.equals(other.weights)
                && Arrays.equals(notChaotic, other.notChaotic);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * (31 * periodThree + chaotic) + undecided) + 31 * Arrays.hashCode(notChaotic);
    }

    @Override
    public String toString() {
        return "period three " + periodThree + ", chaotic " + chaotic + ", not chaotic by level "
                + Arrays.toString(notChaotic) + ", undecided " + undecided + ", exact " + exact;
    }
}
