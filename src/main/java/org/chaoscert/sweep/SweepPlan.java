package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.search.Decider;

/**
 * All that determines the numbers a sweep comes to: a grid of laws, and which networks are drawn from each.
 *
 * <p>Network i of a law is network i of {@link Sampler#draw(long, long)} for the same seed, i from 0 to samples − 1: the same
 * on every machine and in whatever order networks are drawn.
 *
 * <p>Complaints name the options of the programs that make plans.
 *
 * @param schemes the kinds of laws
 * @param widths neurons in the hidden layer, each from 1 to {@link #MAX_WIDTH}
 * @param variances variances of relu-sum's weights, at least one; without meaning for the other schemes
 * @param clip whether the output is cut to [0, 1]
 * @param samples networks for each law, from 1 to {@link Proportion#MAX_TRIALS}
 * @param seed the seed
 * @param levels the largest level j to try, from 0 to {@link Decider#MAX_LEVELS}
 * @param budget units of work that exact arithmetic may spend on one network, where it is needed
 * @param tilt whether to draw with a {@link Drift}, so that period three is frequent; for relu-sum without a variance of 0
 * @param tanh whether tanh stands in the place of every relu
 */
public record SweepPlan(
        List<Scheme> schemes,
        List<Integer> widths,
        List<Variance> variances,
        boolean clip,
        long samples,
        long seed,
        int levels,
        long budget,
        boolean tilt,
        boolean tanh)
        implements Serializable {
    /** The widest networks: those that exact arithmetic takes, should it be needed. */
    public static final int MAX_WIDTH = 1 << 24;

    /** The most laws of one sweep. */
    public static final int MAX_LAWS = 10_000;

    /** The most labour of a block: some ten seconds, so that progress is seen and little is lost with it. */
    private static final long MOST_LABOUR = 1 << 28;

    /** So many times as much as others do networks with tanh cost. */
    private static final long LABOUR_OF_TANH = 1 << 10;

    /** Laws with more blocks than this, about, get longer ones if they may: blocks are written down one by one. */
    private static final long MOST_BLOCKS = 1 << 16;

    /** Stands where a variance has no meaning. */
    private static final Variance NO_VARIANCE = new Variance("he");

    /** Copies the lists and checks everything. */
    public SweepPlan {
        schemes = List.copyOf(schemes);
        widths = List.copyOf(widths);
        variances = List.copyOf(variances);
        require(!schemes.isEmpty(), "--scheme: a sweep over no schemes");
        require(!widths.isEmpty(), "--width: a sweep over no widths");
        require(!variances.isEmpty(), "--variance: a sweep over no variances");
        requireDistinct("--scheme", "scheme", schemes.stream().map(Scheme::word).toList());
        requireDistinct("--width", "width", widths);
        requireDistinct("--variance", "variance", variances);
        for (int width : widths) {
            require(
                    width >= 1 && width <= MAX_WIDTH,
                    "--width " + width + ": expected at least 1 and at most " + MAX_WIDTH);
        }
        long grid = widths.size() * laws(schemes, variances);
        require(grid <= MAX_LAWS, grid + " laws (schemes, widths and variances): more than " + MAX_LAWS);
        require(
                samples >= 1 && samples <= Proportion.MAX_TRIALS,
                "--samples " + samples + ": expected at least 1 and at most " + Proportion.MAX_TRIALS);
        require(
                levels >= 0 && levels <= Decider.MAX_LEVELS,
                "--levels " + levels + ": expected from 0 to " + Decider.MAX_LEVELS);
        require(budget >= 0, "--budget " + budget + ": expected at least 0");
        for (Scheme scheme : schemes) {
            require(
                    !tilt || scheme == Scheme.RELU_SUM,
                    "--tilt is for relu-sum only, not for --scheme " + scheme.word());
        }
        require(!tilt || !tanh, "--tilt is not for networks with --tanh");
        if (schemes.contains(Scheme.RELU_SUM)) {
            requireDeviations(widths, variances, tilt);
        }
    }

    /**
     * Makes a plan without tanh.
     *
     * @param schemes the kinds of laws
     * @param widths neurons in the hidden layer
     * @param variances variances of relu-sum's weights
     * @param clip whether the output is cut to [0, 1]
     * @param samples networks for each law
     * @param seed the seed
     * @param levels the largest level j to try
     * @param budget units of work for exact arithmetic
     * @param tilt whether to draw with a drift
     */
    public SweepPlan(
            List<Scheme> schemes,
            List<Integer> widths,
            List<Variance> variances,
            boolean clip,
            long samples,
            long seed,
            int levels,
            long budget,
            boolean tilt) {
        this(schemes, widths, variances, clip, samples, seed, levels, budget, tilt, false);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireDistinct(String option, String name, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            require(seen.add(value), option + " " + value + ": this " + name + " stands twice");
        }
    }

    private static void requireDeviations(List<Integer> widths, List<Variance> variances, boolean tilt) {
        for (Variance variance : variances) {
            for (int width : widths) {
                double deviation = deviation(variance, width);
                require(
                        !tilt || deviation > 0,
                        "--tilt at --variance " + variance.text() + ": there is nothing to tilt");
            }
        }
    }

    private static double deviation(Variance variance, int width) {
        try {
            return variance.deviation(width);
        } catch (IllegalArgumentException none) {
            throw new IllegalArgumentException("--" + none.getMessage(), none);
        }
    }

    /** How many laws there are for each width; in long, since lists may be long. */
    private static long laws(List<Scheme> schemes, List<Variance> variances) {
        return schemes.contains(Scheme.RELU_SUM) ? schemes.size() - 1L + variances.size() : schemes.size();
    }

    /**
     * Returns the laws of the grid.
     *
     * @return scheme by scheme, for each scheme width by width, and for relu-sum for each width variance by variance
     */
    public List<Sampler> laws() {
        List<Sampler> laws = new ArrayList<>();
        for (Scheme scheme : schemes) {
            for (int width : widths) {
                for (Variance variance : scheme == Scheme.RELU_SUM ? variances : List.of(NO_VARIANCE)) {
                    laws.add(new Sampler(scheme, width, 2, variance, clip, tanh));
                }
            }
        }
        return laws;
    }

    /**
     * Tunes a drift for each law, if this plan has a tilt.
     *
     * @param threads how many threads may work on it, at least 1; of no influence on the outcome
     * @return a function of the plan alone, in the order of the laws; empty without tilt
     */
    public List<Drift> drifts(int threads) {
        return drifts(threads, networks -> {});
    }

    /**
     * Tunes a drift for each law, if this plan has a tilt, and tells how it gets on.
     *
     * @param threads how many threads may work on it, at least 1; of no influence on the outcome
     * @param progress told of every few networks how many they were, by any of the threads
     * @return a function of the plan alone, in the order of the laws; empty without tilt
     */
    public List<Drift> drifts(int threads, LongConsumer progress) {
        if (!tilt) {
            return List.of();
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return laws().stream()
                    .map(law -> Pilot.tune(law, seed, pool, progress))
                    .toList();
        } finally {
            pool.shutdown();
        }
    }

    /**
     * Returns how many networks tuning takes.
     *
     * @return from 44,000 to 528,000 for each law; 0 without tilt
     */
    public long networksOfPilots() {
        return tilt
                ? laws().stream()
                        .mapToLong(law -> Pilot.allNetworks(law.width()))
                        .sum()
                : 0;
    }

    /**
     * Returns how many networks of a law are decided in one go.
     *
     * @param law a law of this plan
     * @param labour what a block is to cost, in the units of {@link #labour()}; exceeded where there were too many blocks
     * @return the length of all its blocks but the last, at least 1
     */
    public long blockLength(Sampler law, long labour) {
        long wanted = Math.max(labour / labour(law), samples / MOST_BLOCKS);
        return Math.max(1, Math.min(wanted, MOST_LABOUR / labour(law)));
    }

    /** What a network of a law costs, roughly: its neurons, and as much as 64 more for all that does not depend on them. */
    private static long labour(Sampler law) {
        return (law.width() + 64L) * (law.tanh() ? LABOUR_OF_TANH : 1);
    }

    /**
     * Returns what the whole plan costs, roughly.
     *
     * @return a number of neurons to be drawn and decided; in double, since it may be beyond a long
     */
    public double labour() {
        return laws().stream().mapToDouble(SweepPlan::labour).sum() * samples;
    }

    /** For each law the length of its blocks, at least 1, if the plan is cut into a number of parts that cost the same. */
    List<Long> blockLengths(int parts) {
        double part = labour() / parts;
        return laws().stream()
                .map(law -> Math.max(1, (long) Math.ceil(part / labour(law))))
                .toList();
    }
}
