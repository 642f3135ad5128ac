package org.chaoscert.sweep;

import java.math.BigDecimal;
import org.apfloat.Apfloat;
import org.apfloat.ApfloatMath;

/**
 * Tails of the binomial distribution, summed: the largest term with 50 decimal digits from logarithms of factorials,
 * the others by their ratios, which fall. Shares nothing with the quantiles under test.
 */
final class BinomialTails {
    private static final int DIGITS = 50;

    private static final long[][] STIRLING = {
        {1, 12}, {-1, 360}, {1, 1260}, {-1, 1680}, {1, 1188}, {-691, 360_360},
    };

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
        Apfloat hit = new Apfloat(new BigDecimal(p), DIGITS);
        Apfloat miss = Apfloat.ONE.precision(DIGITS).subtract(hit);
        Apfloat logarithm = logFactorial(n)
                .subtract(logFactorial(h))
                .subtract(logFactorial(n - h))
                .add(number(h).multiply(ApfloatMath.log(hit)))
                .add(number(n - h).multiply(ApfloatMath.log(miss)));
        return ApfloatMath.exp(logarithm).doubleValue();
    }

    /** By Stirling's series, whose seventh term is below 10^-28 from n = 100 on; the factorial itself before. */
    private static Apfloat logFactorial(long n) {
        if (n < 100) {
            Apfloat factorial = number(1);
            for (long k = 2; k <= n; k++) {
                factorial = factorial.multiply(number(k));
            }
            return ApfloatMath.log(factorial);
        }
        Apfloat z = number(n);
        Apfloat turn = ApfloatMath.pi(DIGITS).multiply(number(2)).multiply(z);
        Apfloat sum = z.multiply(ApfloatMath.log(z))
                .subtract(z)
                .add(ApfloatMath.log(turn).divide(number(2)));
        Apfloat power = z;
        for (long[] term : STIRLING) {
            sum = sum.add(number(term[0]).divide(number(term[1]).multiply(power)));
            power = power.multiply(z).multiply(z);
        }
        return sum;
    }

    private static Apfloat number(long n) {
        return new Apfloat(n, DIGITS);
    }
}
