package org.chaoscert.benchmark;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Variance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The least that any experiment with these networks does: draws their numbers, and sorts the kinks. */
@State(Scope.Thread)
public class DrawAndSort {
    private double deviation;
    private double[] kinks = {};
    private double[] weights = {};
    private double[] sorted = {};

    @Setup
    public void prepare(Pool pool) {
        deviation = new Variance(pool.variance).deviation(pool.width);
        kinks = new double[pool.width];
        weights = new double[pool.width];
        sorted = new double[pool.width];
        for (int i = 0; i < pool.size; i++) {
            drawAndSort(i);
            requireSame(pool.networks[i]);
        }
    }

    /** A number that depends on every network. */
    @Benchmark
    public double drawAndSort(Pool pool) {
        double sum = 0;
        for (int i = 0; i < pool.size; i++) {
            drawAndSort(i);
            sum += weights[0] + sorted[0];
        }
        return sum;
    }

    private void drawAndSort(int index) {
        UniformRandomProvider random = new Philox4x64(new long[] {Pool.SEED, index, 0, 0, 0, 0});
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        for (int i = 0; i < kinks.length; i++) {
            kinks[i] = random.nextDouble();
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] = deviation * normal.sample();
        }
        System.arraycopy(kinks, 0, sorted, 0, kinks.length);
        Arrays.sort(sorted);
    }

    private void requireSame(Neurons network) {
        for (int i = 0; i < kinks.length; i++) {
            if (kinks[i] != -network.biases()[i] || weights[i] != network.outputs()[i]) {
                throw new IllegalStateException("not the network of the pool");
            }
        }
    }
}
