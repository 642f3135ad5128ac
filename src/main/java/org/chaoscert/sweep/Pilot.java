package org.chaoscert.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;

/**
 * Finds a {@link Drift} under which period three is frequent, by the cross-entropy method (Rubinstein 1999): draw networks
 * under the present drift, and move h, bin by bin, to the weighted mean of the scaled weights of those with period three. The
 * start makes the mean network a tent, which has period three.
 *
 * <p>In the first rounds a few hits carry nearly all weight. Their weights are then raised to a power below 1, the largest
 * that leaves a fair number of effective hits: the drift gets nearer without being led by chance.
 *
 * <p>The outcome is a function of law and seed alone.
 */
final class Pilot {
    private static final int BINS = 10;
    private static final int ROUNDS = 10;
    private static final int CHUNKS = 16;

    /** Networks for each chunk and round. */
    private static final int NETWORKS = 1500;

    /** With fewer hits the drift stays as it is. */
    private static final int FEWEST_HITS = 10;

    /** The pilot's networks are not those of the sweep. */
    private static final long SEED_OF_PILOTS = 0x70696C6F74L;

    private static final int HALVINGS = 40;

    /** A network with period three: its log likelihood ratio, and for each bin Σ a/(σ√k) and the share of the kinks. */
    private static final class Hit {
        private final double logRatio;
        private final double[] heights = new double[BINS];
        private final double[] shares = new double[BINS];

        Hit(double logRatio) {
            this.logRatio = logRatio;
        }
    }

    private final Sampler law;
    private final long seed;
    private final double deviation;
    private Drift drift;

    private Pilot(Sampler law, long seed) {
        this.law = law;
        this.seed = Mixing.hash(SEED_OF_PILOTS, seed);
        deviation = law.variance().deviation(law.width());
        drift = tent(deviation * Math.sqrt(law.width()));
    }

    /** Returns a drift for a law of relu-sum with positive variance. */
    static Drift tune(Sampler law, long seed) {
        Pilot pilot = new Pilot(law, seed);
        for (int round = 0; round < ROUNDS; round++) {
            pilot.improve(round);
        }
        return pilot.drift;
    }

    /** The mean slope is √S ∫ h: it rises to 2.2 on the first bins, and falls to −2.8 around the middle. */
    private static Drift tent(double rootOfS) {
        List<Double> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double curvature = bin == 0 ? 22 : bin == 6 ? -50 : 0;
            bins.add(curvature / rootOfS);
        }
        return new Drift(bins);
    }

    private void improve(int round) {
        List<Hit> hits = IntStream.range(0, CHUNKS)
                .parallel()
                .mapToObj(chunk -> hits(round, chunk))
                .flatMap(List::stream)
                .toList();
        if (hits.size() < FEWEST_HITS) {
            return;
        }
        double power = power(hits);
        double most = mostOf(hits);
        List<Double> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double height = 0;
            double share = 0;
            for (Hit hit : hits) {
                double weight = StrictMath.exp(power * (hit.logRatio - most));
                height += weight * hit.heights[bin];
                share += weight * hit.shares[bin];
            }
            bins.add(share > 0 ? height / share : drift.bins().get(bin));
        }
        drift = new Drift(bins);
    }

    private List<Hit> hits(int round, int chunk) {
        NetworkDecider decider = new NetworkDecider(0, 0);
        Neurons neurons = new Neurons();
        List<Hit> hits = new ArrayList<>();
        long first = ((long) round * CHUNKS + chunk) * NETWORKS;
        for (long index = first; index < first + NETWORKS; index++) {
            law.draw(seed, index, neurons);
            double logRatio = drift.apply(neurons, deviation, Mixing.hash(seed, index));
            if (decider.decide(neurons).hasPeriodThree()) {
                hits.add(hit(neurons, logRatio));
            }
        }
        return hits;
    }

    private Hit hit(Neurons neurons, double logRatio) {
        Hit hit = new Hit(logRatio);
        double scale = 1 / (deviation * Math.sqrt(law.width()));
        for (int i = 0; i < neurons.width(); i++) {
            int bin = drift.bin(-neurons.biases()[i]);
            hit.heights[bin] += neurons.outputs()[i] * scale;
            hit.shares[bin] += 1.0 / neurons.width();
        }
        return hit;
    }

    private static double mostOf(List<Hit> hits) {
        return hits.stream().mapToDouble(hit -> hit.logRatio).max().orElseThrow();
    }

    /** The largest power, up to 1, for which there are as many effective hits as half of all, a tenth of many, or 50. */
    private static double power(List<Hit> hits) {
        double wanted = Math.min(hits.size() * 0.5, Math.max(50, hits.size() * 0.1));
        if (effective(hits, 1) >= wanted) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (effective(hits, middle) >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double effective(List<Hit> hits, double power) {
        double most = mostOf(hits);
        double sum = 0;
        double squares = 0;
        for (Hit hit : hits) {
            double weight = StrictMath.exp(power * (hit.logRatio - most));
            sum += weight;
            squares += weight * weight;
        }
        return sum * sum / squares;
    }
}
