package org.chaoscert.sweep;

import org.chaoscert.network.Neurons;

/** What a drift needs to know of a network of relu-sum: for each of some bins of kinks Σ a/(σ √k) and the share of kinks. */
final class BinSums {
    private final int width;
    private final double[] weights;
    private final double[] shares;

    private BinSums(int width, int bins) {
        this.width = width;
        weights = new double[bins];
        shares = new double[bins];
    }

    static BinSums of(Neurons neurons, double deviation, int bins) {
        int width = neurons.width();
        BinSums sums = new BinSums(width, bins);
        for (int i = 0; i < width; i++) {
            int bin = bin(-neurons.biases()[i], bins);
            sums.weights[bin] += neurons.outputs()[i];
            sums.shares[bin]++;
        }
        double scale = 1 / (deviation * Math.sqrt(width));
        for (int bin = 0; bin < bins; bin++) {
            sums.weights[bin] *= scale;
            sums.shares[bin] /= width;
        }
        return sums;
    }

    /** The bin of a kink in [0, 1], of bins of equal length. */
    static int bin(double kink, int bins) {
        return Math.min(bins - 1, (int) (kink * bins));
    }

    int width() {
        return width;
    }

    double weight(int bin) {
        return weights[bin];
    }

    double share(int bin) {
        return shares[bin];
    }
}
