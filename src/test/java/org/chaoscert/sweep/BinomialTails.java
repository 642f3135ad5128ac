package org.chaoscert.sweep;

import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * Tails of the binomial distribution, summed: the largest term with 60 decimal digits from logarithms of the gamma function,
 * the others by their ratios, which fall. Shares nothing with the quantiles under test.
 */
final class BinomialTails {
    private static final int DIGITS = 60;

    private BinomialTails() {}

    /** Returns the probability of at least h hits in n trials, for p below h/n. */
    static double atLeast(long h, long n, double p) {
        double odds = p / (1 - p);
        double term = 1;
        double sum = 1;
        for (long k = h; k < n && term > 1e-17 * sum; k++) {
            term *= (double) (n - k) / (k + 1) * odds;
            sum += term;
        }
        return sum * point(h, n, p);
    }

    /** Returns the probability of at most h hits in n trials, for p above h/n. */
    static double atMost(long h, long n, double p) {
        double odds = (1 - p) / p;
        double term = 1;
        double sum = 1;
        for (long k = h; k > 0 && term > 1e-17 * sum; k--) {
            term *= (double) k / (n - k + 1) * odds;
            sum += term;
        }
        return sum * point(h, n, p);
    }

    /** Returns the probability of exactly h hits in n trials. */
    private static double point(long h, long n, double p) {
        Apfloat hit = new Apfloat(p, DIGITS);
        Apfloat miss = Apfloat.ONE.precision(DIGITS).subtract(hit);
        Apfloat logarithm = logFactorial(n)
                .subtract(logFactorial(h))
                .subtract(logFactorial(n - h))
                .add(number(h).multiply(ApfloatMath.log(hit)))
                .add(number(n - h).multiply(ApfloatMath.log(miss)));
        return ApfloatMath.exp(logarithm).doubleValue();
    }

    private static Apfloat logFactorial(long n) {
        return ApfloatMath.logGamma(number(n + 1));
    }

    private static Apfloat number(long n) {
        return new Apfloat(n, DIGITS);
    }
}
