package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.network.Neurons;

/**
 * A law of a {@link Drift}: kinks are no longer uniform on [0, 1) but have a density g, and a weight a at a kink b has its mean
 * moved from 0 to λ · σ · h(b) / √k, where σ is its standard deviation and k the width. Both g and h are constant on bins of
 * equal length; the amplitude λ is the same for all weights of a network and drawn from {@link #AMPLITUDES}, each as likely.
 *
 * <p>The logarithm of its density over that of relu-sum is Σ log g(b<sub>i</sub>) + log of the mean over λ of
 * exp(λ A − λ² Q / 2), with A = Σ h(b<sub>i</sub>) a<sub>i</sub> / (σ √k) and Q = Σ h(b<sub>i</sub>)² / k.
 */
public final class Proposal implements Serializable {
    private static final long serialVersionUID = 1L;

    /**
     * The amplitudes λ. Several instead of one keep the likelihood ratio bounded along the drift: networks for which a little
     * drift suffices are what makes weights of a single one heavy-tailed.
     */
    public static final List<Double> AMPLITUDES = List.of(0.6, 0.7, 0.8, 0.9, 1.0);

    /** Kinks of relu-sum are multiples of this. */
    private static final double GRID = 0x1p-53;

    private final double[] heights;
    private final double[] shares;

    /** Where the bins begin if a uniform number is to fall into each as often as its share says. */
    private final double[] borders;

    /** For each bin log g. */
    private final double[] logDensities;

    /**
     * Makes a law.
     *
     * @param heights the values of h, from left to right; at least one
     * @param shares for each bin the probability that a kink falls into it, above 0; their sum is 1 but for rounding
     * @throws IllegalArgumentException if these are none
     */
    public Proposal(List<Double> heights, List<Double> shares) {
        this.heights = heights.stream().mapToDouble(Double::doubleValue).toArray();
        this.shares = shares.stream().mapToDouble(Double::doubleValue).toArray();
        double sum = Arrays.stream(this.shares).sum();
        if (heights.isEmpty() || heights.size() != shares.size()) {
            throw new IllegalArgumentException(heights.size() + " heights for " + shares.size() + " shares of kinks");
        }
        if (Arrays.stream(this.shares).anyMatch(share -> !(share > 0)) || !(Math.abs(sum - 1) < 1e-9)) {
            throw new IllegalArgumentException("shares of kinks " + shares + ": expected positive ones of sum 1");
        }
        borders = new double[bins()];
        logDensities = new double[bins()];
        for (int bin = 0; bin < bins(); bin++) {
            borders[bin] = bin == 0 ? 0 : borders[bin - 1] + this.shares[bin - 1];
            logDensities[bin] = StrictMath.log(this.shares[bin] * bins());
        }
    }

    /**
     * Returns how many bins there are.
     *
     * @return at least 1
     */
    public int bins() {
        return heights.length;
    }

    /** The value of h on a bin. */
    double height(int bin) {
        return heights[bin];
    }

    /** The probability that a kink falls into a bin. */
    double share(int bin) {
        return shares[bin];
    }

    /** Makes a network that was drawn from relu-sum one of this law; whatever is stored then is the network. */
    void move(Neurons neurons, double deviation, double amplitude) {
        double step = amplitude * deviation / Math.sqrt(neurons.width());
        for (int i = 0; i < neurons.width(); i++) {
            double kink = moved(-neurons.biases()[i]);
            neurons.biases()[i] = 0 - kink;
            neurons.outputs()[i] += step * heights[BinSums.bin(kink, bins())];
        }
    }

    /** The inverse of the distribution function of kinks, at a number in [0, 1). */
    private double moved(double uniform) {
        int bin = bins() - 1;
        while (uniform < borders[bin]) {
            bin--;
        }
        double kink = (bin + (uniform - borders[bin]) / shares[bin]) / bins();
        return Math.min(1 - GRID, Math.floor(kink / GRID) * GRID);
    }

    /** The logarithm of the density of this law over that of relu-sum, at a network of which only sums are needed. */
    double logDensity(BinSums network) {
        double kinks = 0;
        double along = 0;
        double energy = 0;
        for (int bin = 0; bin < bins(); bin++) {
            double share = network.share(bin);
            kinks += share * logDensities[bin];
            along += heights[bin] * network.weight(bin);
            energy += heights[bin] * heights[bin] * share;
        }
        double[] exponents = new double[AMPLITUDES.size()];
        for (int i = 0; i < exponents.length; i++) {
            double lambda = AMPLITUDES.get(i);
            exponents[i] = lambda * along - lambda * lambda * energy / 2;
        }
        return network.width() * kinks + logMean(exponents);
    }

    /** The logarithm of the mean of exponentials, from the largest exponent on, so that nothing overflows. */
    static double logMean(double... exponents) {
        double most = Arrays.stream(exponents).max().orElseThrow();
        double sum = 0;
        for (double exponent : exponents) {
            sum += StrictMath.exp(exponent - most);
        }
        return most + StrictMath.log(sum / exponents.length);
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof Proposal other
                && Arrays.equals(heights, other.heights)
                && Arrays.equals(shares, other.shares);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(heights) + Arrays.hashCode(shares);
    }

    @Override
    public String toString() {
        return "heights " + Arrays.toString(heights) + ", shares of kinks " + Arrays.toString(shares);
    }
}
