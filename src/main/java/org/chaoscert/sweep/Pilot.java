package org.chaoscert.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.LongConsumer;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;

/**
 * Finds a {@link Drift} under which period three is frequent, by the cross-entropy method (Rubinstein 1999): draw networks
 * under the present drift, and move h and g of each proposal, bin by bin, to the weighted means of scaled weights and of kinks
 * over those with period three. A network belongs to a proposal as far as it is likely to come from it (Kurtz and Song 2013).
 * At the start each proposal makes the mean network a tent, which has period three, with the top at another place.
 *
 * <p>In the first rounds a few hits carry nearly all weight. Their weights are then raised to a power below 1, the largest
 * that leaves a fair number of effective hits: the drift gets nearer without being led by chance.
 *
 * <p>The outcome is a function of law and seed alone.
 */
final class Pilot {
    private static final int BINS = 10;

    /** The bins around the middle in which a tent begins to fall. */
    private static final List<Integer> TOPS = List.of(4, 5, 6, 7, 8);

    private static final int CHUNKS = 16;

    /** How large rounds are: the last ones, once hits are frequent, say where the drift comes to rest. */
    private static final List<Integer> ROUNDS = List.of(1, 1, 1, 1, 1, 1, 4, 4, 4, 4);

    /** Networks for each chunk of a round of size 1, unless they are wide. */
    private static final int MOST_NETWORKS = 1500;

    /** Networks for each chunk of a round of size 1, however wide they are. */
    private static final int FEWEST_NETWORKS = 125;

    /** About so many neurons are drawn in all, unless the fewest networks have more. */
    private static final long NEURONS = 1L << 30;

    /** With fewer hits, or fewer effective ones of a proposal, it stays as it is. */
    private static final int FEWEST_HITS = 10;

    private static final double FEWEST_EFFECTIVE_HITS = 5;

    /** So many kinks stay uniform: where a bin has none, hits with kinks there would be lost. */
    private static final double UNIFORM_SHARE = 0.1;

    /** The pilot's networks are not those of the sweep. */
    private static final long SEED_OF_PILOTS = 0x70696C6F74L;

    private static final int HALVINGS = 40;

    /** A network with period three. */
    private record Hit(double logRatio, BinSums sums) {}

    private final Sampler law;
    private final long seed;
    private final ForkJoinPool pool;
    private final LongConsumer progress;
    private final double deviation;
    private Drift drift;

    private Pilot(Sampler law, long seed, ForkJoinPool pool, LongConsumer progress) {
        this.law = law;
        this.seed = Mixing.hash(SEED_OF_PILOTS, seed);
        this.pool = pool;
        this.progress = progress;
        deviation = law.variance().deviation(law.width());
        double rootOfS = deviation * Math.sqrt(law.width());
        drift = new Drift(TOPS.stream().map(top -> tent(top, rootOfS)).toList());
    }

    /**
     * Returns a drift for a law of relu-sum with positive variance; the pool has no influence on it. Tells how many networks
     * have been decided, whenever some have been, from any thread.
     */
    static Drift tune(Sampler law, long seed, ForkJoinPool pool, LongConsumer progress) {
        Pilot pilot = new Pilot(law, seed, pool, progress);
        long first = 0;
        for (int size : ROUNDS) {
            long length = size * networks(law.width());
            pilot.improve(first, length);
            first += CHUNKS * length;
        }
        return pilot.drift;
    }

    /** How many networks of a width to draw for each chunk of a round of size 1. */
    private static long networks(int width) {
        return Math.max(FEWEST_NETWORKS, Math.min(MOST_NETWORKS, NEURONS / width / chunks()));
    }

    /** How many networks of a width are drawn in all. */
    static long allNetworks(int width) {
        return networks(width) * chunks();
    }

    /** Chunks of all rounds, as if they were of size 1. */
    private static long chunks() {
        return CHUNKS * ROUNDS.stream().mapToLong(Integer::longValue).sum();
    }

    /** The mean slope is √S ∫ h: it rises to 2.2 on the first bins, and falls to −2.8 at the top. */
    private static Proposal tent(int top, double rootOfS) {
        List<Double> heights = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double curvature = bin == 0 ? 22 : bin == top ? -50 : 0;
            heights.add(curvature / rootOfS);
        }
        return new Proposal(heights, Collections.nCopies(BINS, 1.0 / BINS));
    }

    private void improve(long first, long length) {
        List<Hit> hits = hits(first, length);
        if (hits.size() >= FEWEST_HITS) {
            double[] weights = weights(hits, power(hits));
            drift = new Drift(drift.proposals().stream()
                    .map(proposal -> improved(proposal, hits, weights))
                    .toList());
        }
    }

    private List<Hit> hits(long first, long length) {
        List<ForkJoinTask<List<Hit>>> chunks = new ArrayList<>();
        for (int i = 0; i < CHUNKS; i++) {
            long from = first + i * length;
            chunks.add(pool.submit(() -> hitsOfAChunk(from, from + length)));
        }
        return chunks.stream().flatMap(chunk -> chunk.join().stream()).toList();
    }

    private List<Hit> hitsOfAChunk(long from, long to) {
        NetworkDecider decider = new NetworkDecider(0, 0);
        Neurons neurons = new Neurons();
        List<Hit> hits = new ArrayList<>();
        for (long index = from; index < to; index++) {
            law.draw(seed, index, neurons);
            double logRatio = drift.apply(neurons, deviation, Mixing.hash(seed, index));
            if (decider.decide(neurons).hasPeriodThree()) {
                hits.add(new Hit(logRatio, BinSums.of(neurons, deviation, BINS)));
            }
        }
        progress.accept(to - from);
        return hits;
    }

    /** Fits a proposal to the hits, as far as they are its own. */
    private Proposal improved(Proposal proposal, List<Hit> hits, double[] weights) {
        double[] own = new double[weights.length];
        for (int i = 0; i < own.length; i++) {
            Hit hit = hits.get(i);
            double part = StrictMath.exp(proposal.logDensity(hit.sums) + hit.logRatio) / TOPS.size();
            own[i] = weights[i] * part;
        }
        if (effective(own) < FEWEST_EFFECTIVE_HITS) {
            return proposal;
        }
        double all = Arrays.stream(own).sum();
        List<Double> heights = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double height = 0;
            double share = 0;
            for (int i = 0; i < own.length; i++) {
                height += own[i] * hits.get(i).sums.weight(bin);
                share += own[i] * hits.get(i).sums.share(bin);
            }
            heights.add(share > 0 ? height / share : proposal.height(bin));
            shares.add((1 - UNIFORM_SHARE) * share / all + UNIFORM_SHARE / BINS);
        }
        return new Proposal(heights, shares);
    }

    private static double mostOf(List<Hit> hits) {
        return hits.stream().mapToDouble(hit -> hit.logRatio).max().orElseThrow();
    }

    /** The largest power, up to 1, for which there are as many effective hits as half of all, a tenth of many, or 50. */
    private static double power(List<Hit> hits) {
        double wanted = Math.min(hits.size() * 0.5, Math.max(50, hits.size() * 0.1));
        if (effective(weights(hits, 1)) >= wanted) {
            return 1;
        }
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (effective(weights(hits, middle)) >= wanted) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Likelihood ratios to a power, over the largest of them. */
    private static double[] weights(List<Hit> hits, double power) {
        double most = mostOf(hits);
        return hits.stream()
                .mapToDouble(hit -> StrictMath.exp(power * (hit.logRatio - most)))
                .toArray();
    }

    /** How many equal weights would be worth as much. */
    private static double effective(double[] weights) {
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }
}
