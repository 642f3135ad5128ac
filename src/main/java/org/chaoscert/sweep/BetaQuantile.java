package org.chaoscert.sweep;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Quantiles of Beta(a, b) for whole numbers a, b from 1 to 2^62 and tail probabilities t from 2^-54 to 1/2.
 *
 * <p>The quantile of Commons Statistics 1.3 is not used: near b = 10^9 and a below 40 its upper tail works with 1 − x rounded,
 * which puts the quantile off by 10^-8 of itself, and where a and b are both above 10^12 its continued fraction loses digits,
 * above 10^15 also its convergence. Elsewhere its tails, I_x(a, b) and 1 − I_x(a, b), put x off by less than 10^-11 of itself
 * wherever they were compared with sums of the binomial distribution in 50 digits. So the quantile is found by bisection, with
 * the library's tail or, for few hits, with a sum of our own; and for large a and b by an expansion about the normal
 * distribution.
 *
 * <p>All is done for a ≤ b, where the quantile is not near 1; otherwise by the symmetry of Beta(a, b) and Beta(b, a).
 */
final class BetaQuantile {
    /** Up to this a the upper tail is summed, term by term. */
    private static final long FEW = 64;

    /**
     * From this a, b on, the expansion is used. With c = min(a, b) the first term left out is of the order z^4/c^2 of the
     * quantile, z the normal quantile, |z| < 8.4: below 10^-12 from here on.
     */
    private static final long MANY = 100_000_000;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private BetaQuantile() {}

    /** Returns the x with I_x(a, b) = t: below it lies probability t. */
    static double lower(long a, long b, double t) {
        return a <= b ? smallLower(a, b, t) : 1 - smallUpper(b, a, t);
    }

    /** Returns the x with 1 − I_x(a, b) = t: above it lies probability t. */
    static double upper(long a, long b, double t) {
        return a <= b ? smallUpper(a, b, t) : 1 - smallLower(b, a, t);
    }

    private static double smallLower(long a, long b, double t) {
        if (a >= MANY) {
            return expansion(a, b, NORMAL.inverseCumulativeProbability(t));
        }
        BetaDistribution beta = BetaDistribution.of((double) a, (double) b);
        return Double.longBitsToDouble(lastBits(x -> beta.cumulativeProbability(x) <= t));
    }

    private static double smallUpper(long a, long b, double t) {
        if (a >= MANY) {
            return expansion(a, b, NORMAL.inverseSurvivalProbability(t));
        }
        BetaDistribution beta = BetaDistribution.of((double) a, (double) b);
        DoublePredicate tooSmall =
                a <= FEW ? x -> atMost(a - 1, a + b - 1, x) > t : x -> beta.survivalProbability(x) > t;
        return Double.longBitsToDouble(lastBits(tooSmall) + 1);
    }

    /** Returns the bits of the last binary64 number of [0, 1) at which the condition holds, if it holds from 0 to there. */
    private static long lastBits(DoublePredicate condition) {
        // The order of binary64 numbers from 0 on is the order of their bits.
        long holds = Double.doubleToRawLongBits(0);
        long fails = Double.doubleToRawLongBits(1);
        while (fails - holds > 1) {
            long middle = holds + (fails - holds) / 2;
            if (condition.test(Double.longBitsToDouble(middle))) {
                holds = middle;
            } else {
                fails = middle;
            }
        }
        return holds;
    }

    /**
     * Returns the probability of at most h hits in n trials, 1 − I_p(h + 1, n − h), for few h and h < n/2. No terms cancel. The
     * first underflows only where the sum is far below every t in use.
     */
    private static double atMost(long h, long n, double p) {
        double odds = p / (1 - p);
        double term = StrictMath.exp(n * StrictMath.log1p(-p));
        double sum = term;
        for (long k = 1; k <= h; k++) {
            term *= (double) (n - k + 1) / k * odds;
            sum += term;
        }
        return sum;
    }

    /**
     * Returns the point of Beta(a, b) that answers to the point z of the standard normal distribution, by E. A. Cornish and
     * R. A. Fisher, <i>Moments and cumulants in the specification of distributions</i>, Revue de l'Institut International de
     * Statistique 5 (1938), 307–320, with the skewness and the excess kurtosis.
     */
    private static double expansion(long wholeA, long wholeB, double z) {
        double a = wholeA;
        double b = wholeB;
        double s = a + b;
        double deviation = Math.sqrt(a / s * (b / s) / (s + 1));
        double skewness = 2 * ((b - a) / (s + 2)) * Math.sqrt((s + 1) / a / b);
        double excess = 6 * ((b - a) / a * ((b - a) / b) * ((s + 1) / (s + 2)) - 1) / (s + 3);
        double square = z * z;
        double w = z
                + skewness * (square - 1) / 6
                + excess * z * (square - 3) / 24
                - skewness * skewness * z * (2 * square - 5) / 36;
        return a / s + deviation * w;
    }
}
