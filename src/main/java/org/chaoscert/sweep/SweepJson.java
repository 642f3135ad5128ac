package org.chaoscert.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import tools.jackson.databind.JsonNode;

/** Plans, blocks and results as JSON objects: maps in the order in which they are written. */
public final class SweepJson {
    /** The confidence of all intervals. */
    public static final double CONFIDENCE = 0.95;

    /**
     * A line of a checkpoint file.
     *
     * @param block a block that is done
     * @param tally its counts
     * @param kept how long the bundle was after it
     */
    record Entry(Block block, Tally tally, long kept) {}

    private SweepJson() {}

    /**
     * Returns a plan.
     *
     * @param plan a plan
     * @return its parameters
     */
    public static Map<String, Object> parameters(SweepPlan plan) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schemes", plan.schemes().stream().map(Scheme::word).toList());
        json.put("widths", plan.widths());
        if (plan.schemes().contains(Scheme.RELU_SUM)) {
            json.put(
                    "variances",
                    plan.variances().stream().map(SweepJson::variance).toList());
        }
        json.put("clip", plan.clip());
        if (plan.tanh()) {
            json.put("tanh", true);
        }
        json.put("samples", plan.samples());
        json.put("seed", plan.seed());
        json.put("levels", plan.levels());
        json.put("budget", plan.budget());
        json.put("tilt", plan.tilt());
        return json;
    }

    /** A number where it is one, else its name. */
    private static Object variance(Variance variance) {
        return variance.isNumber() ? new BigDecimal(variance.text()) : variance.text();
    }

    /**
     * Returns what was found for one law.
     *
     * @param plan the plan
     * @param law a law of it
     * @param tally its counts
     * @return counts, and for each an interval for the probability by {@link Proportion} at {@link #CONFIDENCE}; with a
     *     tilt, which changes probabilities, an estimate for period three instead
     */
    public static Map<String, Object> result(SweepPlan plan, Sampler law, Tally tally) {
        Map<String, Object> json = law(law);
        json.put("seed", plan.seed());
        json.put("samples", tally.samples());
        json.put("period3", tally.periodThree());
        json.put("chaotic", tally.chaotic());
        json.put("chaoticWithoutPeriod3", tally.chaoticWithoutPeriodThree());
        json.put("notChaotic", tally.notChaotic());
        json.put("notChaoticByLevel", tally.notChaoticByLevel());
        json.put("undecided", tally.undecided());
        json.put("exact", tally.exact());
        if (plan.tilt()) {
            Weights weights = tally.weights();
            json.put("estimate", weights.estimate(tally.samples()));
            json.put("standardError", weights.standardError(tally.samples()));
            json.put("effectiveSampleSize", weights.effectiveSampleSize());
            json.put("heaviestShare", weights.heaviestShare());
            json.put("trustworthy", weights.areTrustworthy());
            return json;
        }
        json.put("confidence", CONFIDENCE);
        json.put("period3Interval", interval(tally.periodThree(), tally));
        json.put("chaoticInterval", interval(tally.chaotic(), tally));
        json.put("chaoticWithoutPeriod3Interval", interval(tally.chaoticWithoutPeriodThree(), tally));
        json.put("notChaoticInterval", interval(tally.notChaotic(), tally));
        json.put(
                "notChaoticByLevelIntervals",
                Arrays.stream(tally.notChaoticByLevel())
                        .mapToObj(hits -> interval(hits, tally))
                        .toList());
        json.put("undecidedInterval", interval(tally.undecided(), tally));
        return json;
    }

    /** Scheme, width and, where it has a meaning, variance. */
    static Map<String, Object> law(Sampler law) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("scheme", law.label());
        json.put("width", law.width());
        if (law.scheme() == Scheme.RELU_SUM) {
            json.put("variance", variance(law.variance()));
        }
        return json;
    }

    private static List<Double> interval(long hits, Tally tally) {
        Proportion proportion = new Proportion(hits, tally.samples());
        return List.of(proportion.lower(CONFIDENCE), proportion.upper(CONFIDENCE));
    }

    static Map<String, Object> entry(Block block, Tally tally, long kept) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("law", block.law());
        json.put("from", block.from());
        json.put("to", block.to());
        json.put("period3", tally.periodThree());
        json.put("chaotic", tally.chaotic());
        json.put("notChaotic", tally.notChaoticByLevel());
        json.put("undecided", tally.undecided());
        json.put("exact", tally.exact());
        json.put("weights", tally.weights().sum().toString());
        json.put("squares", tally.weights().squares().toString());
        json.put("greatest", tally.weights().greatest());
        json.put("kept", kept);
        return json;
    }

    static Entry entry(JsonNode node) {
        List<Long> levels = new ArrayList<>();
        node.path("notChaotic").forEach(level -> levels.add(countOf(level, "notChaotic")));
        Tally tally = Tally.of(
                count(node, "period3"),
                count(node, "chaotic"),
                levels.stream().mapToLong(Long::longValue).toArray(),
                count(node, "undecided"),
                count(node, "exact"),
                new Weights(
                        sum(node, "weights"),
                        sum(node, "squares"),
                        node.path("greatest").doubleValue(-1)));
        Block block = new Block(Math.toIntExact(count(node, "law")), count(node, "from"), count(node, "to"));
        return new Entry(block, tally, count(node, "kept"));
    }

    /** A sum of binary64 numbers, exactly. */
    private static BigDecimal sum(JsonNode object, String key) {
        String text = object.path(key).stringValue("");
        // Sums of binary64 numbers are never longer than this; what is longer must not be expanded.
        if (text.length() > 3000 || !text.matches("[0-9]+(\\.[0-9]+)?(E[+-]?[0-9]{1,3})?")) {
            throw new IllegalArgumentException("no sum for " + key);
        }
        return new BigDecimal(text);
    }

    private static long count(JsonNode object, String key) {
        return countOf(object.path(key), key);
    }

    private static long countOf(JsonNode number, String key) {
        if (!number.isIntegralNumber() || !number.canConvertToLong()) {
            throw new IllegalArgumentException("no count for " + key);
        }
        return number.longValue();
    }
}
