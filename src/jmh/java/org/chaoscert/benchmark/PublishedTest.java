package org.chaoscert.benchmark;

import org.chaoscert.network.Neurons;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The published test in floating point as it was meant (the code of the notebooks has f⁴ for f³): looks at f and f³ on a grid, and flags a network when x − f³(x) is seen to cross zero
 * more often than x − f(x).
 */
@State(Scope.Thread)
public class PublishedTest {
    private static final int POINTS = 163;

    /** x − f(x) at the points of the grid. */
    private final double[] once = new double[POINTS];

    /** x − f³(x). */
    private final double[] thrice = new double[POINTS];

    /** The number of flagged networks. */
    @Benchmark
    public int published(Pool pool) {
        int flagged = 0;
        for (Neurons network : pool.networks) {
            if (isFlagged(network)) {
                flagged++;
            }
        }
        return flagged;
    }

    boolean isFlagged(Neurons network) {
        for (int i = 0; i < POINTS; i++) {
            double x = (double) i / (POINTS - 1);
            double y = f(network, x);
            once[i] = x - y;
            thrice[i] = x - f(network, f(network, y));
        }
        return crossings(thrice) > crossings(once);
    }

    private static double f(Neurons network, double x) {
        double[] biases = network.biases();
        double[] outputs = network.outputs();
        double sum = 0;
        for (int i = 0; i < network.width(); i++) {
            sum += outputs[i] * Math.max(0, x + biases[i]);
        }
        return Math.min(1, Math.max(0, sum));
    }

    /** The inner points that differ in sign from the next one, or are zero between two that differ in sign. */
    static int crossings(double[] values) {
        int count = 0;
        for (int i = 1; i < values.length - 1; i++) {
            boolean between = values[i] * values[i + 1] < 0;
            boolean at = values[i] == 0 && values[i - 1] * values[i + 1] < 0;
            if (between || at) {
                count++;
            }
        }
        return count;
    }
}
