package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
 * @param scheme the law
 * @param widths neurons in the hidden layer, each from 1 to {@link #MAX_WIDTH}
 * @param variances variances of relu-sum's weights; one element without meaning for the other schemes
 * @param clip whether the output is cut to [0, 1]
 * @param samples networks for each law, at least 1
 * @param seed the seed
 * @param levels the largest level j to try, from 0 to {@link Decider#MAX_LEVELS}
 * @param budget units of work that exact arithmetic may spend on one network, where it is needed
 * @param tilt whether to draw with a {@link Drift}, so that period three is frequent; for relu-sum without a variance of 0
 */
public record SweepPlan(
        Scheme scheme,
        List<Integer> widths,
        List<Variance> variances,
        boolean clip,
        long samples,
        long seed,
        int levels,
        long budget,
        boolean tilt)
        implements Serializable {
    /** The widest networks: those that exact arithmetic takes, should it be needed. */
    public static final int MAX_WIDTH = 1 << 24;

    /** The most laws of one sweep. */
    public static final int MAX_LAWS = 10_000;

    /** So many neurons are drawn and decided in some tenths of a second. */
    private static final long NEURONS_OF_A_BLOCK = 1 << 22;

    /** The most blocks of one law, about: they are written down one by one. */
    private static final long MOST_BLOCKS = 1 << 16;

    /** Copies the lists and checks everything. */
    public SweepPlan {
        widths = List.copyOf(widths);
        variances = List.copyOf(variances);
        require(!widths.isEmpty() && !variances.isEmpty(), "a sweep over no widths or no variances");
        require(
                (long) widths.size() * variances.size() <= MAX_LAWS,
                "more than " + MAX_LAWS + " widths times variances");
        require(widths.stream().distinct().count() == widths.size(), "a width stands twice in " + widths);
        require(variances.stream().distinct().count() == variances.size(), "a variance stands twice");
        for (int width : widths) {
            require(width <= MAX_WIDTH, "width " + width + ": expected at most " + MAX_WIDTH);
        }
        require(samples >= 1, "samples " + samples + ": expected at least 1");
        require(
                levels >= 0 && levels <= Decider.MAX_LEVELS,
                "levels " + levels + ", not from 0 to " + Decider.MAX_LEVELS);
        require(budget >= 0, "budget " + budget + ": expected at least 0");
        require(!tilt || scheme == Scheme.RELU_SUM, "a tilt is for relu-sum only");
        // Impossible laws are refused by the sampler.
        for (Sampler law : laws(scheme, widths, variances, clip)) {
            require(
                    !tilt || law.variance().deviation(law.width()) > 0,
                    "a tilt at variance " + law.variance().text() + ": there is nothing to tilt");
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static List<Sampler> laws(Scheme scheme, List<Integer> widths, List<Variance> variances, boolean clip) {
        List<Sampler> laws = new ArrayList<>();
        for (int width : widths) {
            for (Variance variance : variances) {
                laws.add(new Sampler(scheme, width, 2, variance, clip));
            }
        }
        return laws;
    }

    /**
     * Returns the laws of the grid.
     *
     * @return width by width, and for each width variance by variance
     */
    public List<Sampler> laws() {
        return laws(scheme, widths, variances, clip);
    }

    /**
     * Tunes a drift for each law, if this plan has a tilt: takes some ten thousand networks each.
     *
     * @return a function of the plan alone, in the order of the laws; empty without tilt
     */
    public List<Drift> drifts() {
        return tilt ? laws().stream().map(law -> Pilot.tune(law, seed)).toList() : List.of();
    }

    /**
     * Returns how many networks of a law are decided in one go.
     *
     * @param law a law of this plan
     * @return the length of all its blocks but the last, at least 1
     */
    public long blockLength(Sampler law) {
        return Math.max(Math.max(1, NEURONS_OF_A_BLOCK / labour(law)), samples / MOST_BLOCKS);
    }

    /** What a network of a law costs, roughly: its neurons, and as much as 64 more for all that does not depend on them. */
    private static long labour(Sampler law) {
        return law.width() + 64L;
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
