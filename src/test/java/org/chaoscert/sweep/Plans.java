package org.chaoscert.sweep;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;

/** Plans and counts to test with. */
final class Plans {
    static final int LEVELS = 3;

    /** What a block costs where nothing is certified. */
    static final long LABOUR = 1 << 22;

    static final long BUDGET = 1_000_000_000L;

    private Plans() {}

    static List<Variance> variances(String... texts) {
        return Arrays.stream(texts).map(Variance::new).toList();
    }

    static SweepPlan reluSum(List<Integer> widths, List<Variance> variances, long samples) {
        return new SweepPlan(List.of(Scheme.RELU_SUM), widths, variances, false, samples, 7, LEVELS, BUDGET, false);
    }

    static SweepPlan tilted(int width, String variance, long samples, long seed) {
        return new SweepPlan(
                List.of(Scheme.RELU_SUM), List.of(width), variances(variance), false, samples, seed, 0, BUDGET, true);
    }

    /** For one law a drift that is not tuned, with uniform kinks. */
    static List<Drift> drifts(Double... heights) {
        List<Double> even = Collections.nCopies(heights.length, 1.0 / heights.length);
        return List.of(new Drift(List.of(new Proposal(List.of(heights), even))));
    }

    /** Possible counts of so many networks, spread at random, with weights that are no round numbers. */
    static Tally tally(long networks, int levels, Random random) {
        long[] notChaotic = new long[levels + 1];
        long chaotic = 0;
        long undecided = 0;
        for (long i = 0; i < networks; i++) {
            int verdict = random.nextInt(levels + 3);
            if (verdict <= levels) {
                notChaotic[verdict]++;
            } else if (verdict == levels + 1) {
                chaotic++;
            } else {
                undecided++;
            }
        }
        long periodThree = chaotic == 0 ? 0 : random.nextInt((int) chaotic + 1);
        Weights weights = Weights.NONE;
        for (long i = 0; i < periodThree; i++) {
            weights = weights.plus(Math.exp(20 * random.nextGaussian()));
        }
        long exact = random.nextInt((int) networks + 1);
        return Tally.of(periodThree, chaotic, notChaotic, undecided, exact, weights);
    }
}
