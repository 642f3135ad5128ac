package org.chaoscert.sweep;

/**
 * A share of independent trials that hit, and the interval of Clopper and Pearson for the probability p of a hit.
 *
 * <p>C. J. Clopper, E. S. Pearson, <i>The use of confidence or fiducial limits illustrated in the case of the binomial</i>,
 * Biometrika 26 (1934), 404–413. With α = 1 − confidence, h hits and n trials, the lower bound is the p at which h hits or
 * more have probability α/2, the α/2 quantile of Beta(h, n − h + 1); the upper bound is the p at which h hits or fewer have
 * probability α/2, the 1 − α/2 quantile of Beta(h + 1, n − h). Before the trials are made, the interval between both will
 * contain p with a probability of at least the confidence, whatever p is.
 *
 * <p>Both bounds are computed in binary64 by {@link BetaQuantile}, with a relative error below 10^-9 of the bound or of its
 * distance from 1, whichever is smaller, but for the rounding of the result. That is computed, not proved.
 *
 * @param hits the number h of hits, from 0 to the number of trials
 * @param trials the number n of trials, from 1 to {@link #MAX_TRIALS}
 */
public record Proportion(long hits, long trials) {
    /** The most trials. */
    public static final long MAX_TRIALS = Long.MAX_VALUE / 2;

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException unless 0 ≤ hits ≤ trials and 1 ≤ trials ≤ {@link #MAX_TRIALS}
     */
    public Proportion {
        if (trials < 1 || trials > MAX_TRIALS) {
            throw new IllegalArgumentException("trials " + trials + ": expected 1 to " + MAX_TRIALS);
        }
        if (hits < 0 || hits > trials) {
            throw new IllegalArgumentException("hits " + hits + ": expected 0 to " + trials + ", the trials");
        }
    }

    /** Returns the share of hits, h/n. */
    public double estimate() {
        return (double) hits / trials;
    }

    /**
     * Returns the lower bound of Clopper and Pearson: exactly 0 where nothing hit, and never above the share of hits.
     *
     * @param confidence the confidence, above 0 and below 1, such as 0.95
     * @throws IllegalArgumentException if the confidence is not between 0 and 1
     */
    public double lower(double confidence) {
        double tail = tail(confidence);
        if (hits == 0) {
            return 0;
        }
        return Math.min(estimate(), BetaQuantile.lower(hits, trials - hits + 1, tail));
    }

    /**
     * Returns the upper bound of Clopper and Pearson: exactly 1 where everything hit, and never below the share of hits.
     *
     * @param confidence the confidence, above 0 and below 1, such as 0.95
     * @throws IllegalArgumentException if the confidence is not between 0 and 1
     */
    public double upper(double confidence) {
        double tail = tail(confidence);
        if (hits == trials) {
            return 1;
        }
        return Math.max(estimate(), BetaQuantile.upper(hits + 1, trials - hits, tail));
    }

    /** Returns α/2: at least 2^-54, as no binary64 number lies between 1 − 2^-53 and 1. */
    private static double tail(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    "confidence " + confidence + ": expected between 0 and 1, both excluded");
        }
        return (1 - confidence) / 2;
    }
}
