package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.List;
import org.chaoscert.network.Neurons;

/**
 * Another law for the weights of relu-sum, under which a rare event is frequent: importance sampling. A weight a at a kink b
 * has its mean moved from 0 to λ · σ · h(b) / √k, where σ is its standard deviation, k the width, and h is constant on bins of
 * equal length; the amplitude λ is the same for all weights of a network and drawn from {@link #AMPLITUDES}, each as likely.
 *
 * <p>Several amplitudes instead of one keep the likelihood ratio bounded along the drift: networks for which a little drift
 * suffices are what makes weights of a single one heavy-tailed. The ratio is that of the mixture (the balance heuristic of
 * Veach and Guibas, SIGGRAPH 1995): with A = Σ h(b<sub>i</sub>) a<sub>i</sub> / (σ √k) and Q = Σ h(b<sub>i</sub>)² / k it is
 * 1 / mean over λ of exp(λ A − λ² Q / 2).
 *
 * @param bins the values of h, from left to right; at least one
 */
public record Drift(List<Double> bins) implements Serializable {
    /** The amplitudes λ. */
    public static final List<Double> AMPLITUDES = List.of(0.6, 0.7, 0.8, 0.9, 1.0);

    /** Copies the bins. */
    public Drift {
        bins = List.copyOf(bins);
        if (bins.isEmpty()) {
            throw new IllegalArgumentException("a drift without bins");
        }
    }

    /**
     * Moves the weights of a network that was drawn from relu-sum.
     *
     * @param neurons its weights are changed; whatever is stored then is the network
     * @param deviation σ, above 0
     * @param hash a random number that belongs to the network: chooses the amplitude
     * @return the logarithm of the likelihood ratio of relu-sum to this law at the changed network, computed from the stored
     *     weights; in binary64
     */
    double apply(Neurons neurons, double deviation, long hash) {
        int width = neurons.width();
        double amplitude = AMPLITUDES.get((int) Long.remainderUnsigned(hash, AMPLITUDES.size()));
        double scale = 1 / Math.sqrt(width);
        double along = 0;
        double energy = 0;
        for (int i = 0; i < width; i++) {
            double height = bins.get(bin(-neurons.biases()[i])) * scale;
            neurons.outputs()[i] += amplitude * deviation * height;
            along += height * (neurons.outputs()[i] / deviation);
            energy += height * height;
        }
        return -logMean(along, energy);
    }

    int bin(double kink) {
        return Math.min(bins.size() - 1, (int) (kink * bins.size()));
    }

    /** The logarithm of the mean of exp(λ A − λ² Q / 2), from the largest exponent on, so that nothing overflows. */
    private static double logMean(double along, double energy) {
        double most = Double.NEGATIVE_INFINITY;
        for (double lambda : AMPLITUDES) {
            most = Math.max(most, exponent(lambda, along, energy));
        }
        double sum = 0;
        for (double lambda : AMPLITUDES) {
            sum += StrictMath.exp(exponent(lambda, along, energy) - most);
        }
        return most + StrictMath.log(sum / AMPLITUDES.size());
    }

    private static double exponent(double lambda, double along, double energy) {
        return lambda * along - lambda * lambda * energy / 2;
    }
}
