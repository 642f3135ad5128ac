package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.SweepJson;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.chaoscert.sweep.Tally;
import org.chaoscert.sweep.Weights;

/** Tells people what a sweep found: a row for each law. */
final class SweepText {
    private static final List<String> TILTED = List.of("P(period 3)", "std. error", "effective hits");

    private SweepText() {}

    static String of(SweepTable table, OptionalLong verified, String files) {
        SweepPlan plan = table.plan();
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                List.of("width", "variance", "samples", "period 3", "chaotic", "not chaotic", "undecided");
        rows.add(with(header, plan.tilt() ? TILTED : List.of("P(chaotic)", "95 %")));
        List<Sampler> laws = plan.laws();
        for (int i = 0; i < laws.size(); i++) {
            Tally tally = table.tallies().get(i);
            rows.add(with(counts(laws.get(i), tally), plan.tilt() ? estimate(tally) : interval(tally)));
        }
        Report report = new Report().table(rows);
        if (verified.isPresent()) {
            report.line(
                    "verified",
                    verified.getAsLong() + " networks certified and checked once more in this run, all in agreement");
        }
        if (plan.tilt()
                && table.tallies().stream().anyMatch(tally -> !tally.weights().areTrustworthy())) {
            report.line("warning", "weights marked ! are too heavy-tailed to trust: draw more samples");
        }
        report.lineIfAny("files", files);
        return plan.scheme().word() + (plan.tilt() ? ", tilted" : "") + (plan.clip() ? ", clipped" : "") + ", seed "
                + plan.seed() + ", " + plan.samples() + " networks a row" + report;
    }

    private static List<String> with(List<String> row, List<String> more) {
        List<String> all = new ArrayList<>(row);
        all.addAll(more);
        return all;
    }

    private static List<String> counts(Sampler law, Tally tally) {
        return List.of(
                String.valueOf(law.width()),
                law.scheme() == Scheme.RELU_SUM ? law.variance().text() : "-",
                String.valueOf(tally.samples()),
                String.valueOf(tally.periodThree()),
                String.valueOf(tally.chaotic()),
                String.valueOf(tally.notChaotic()),
                String.valueOf(tally.undecided()));
    }

    private static List<String> interval(Tally tally) {
        Proportion chaotic = new Proportion(tally.chaotic(), tally.samples());
        return List.of(
                rounded(chaotic.estimate()),
                rounded(chaotic.lower(SweepJson.CONFIDENCE)) + " to " + rounded(chaotic.upper(SweepJson.CONFIDENCE)));
    }

    private static List<String> estimate(Tally tally) {
        Weights weights = tally.weights();
        return List.of(
                rounded(weights.estimate(tally.samples())),
                rounded(weights.standardError(tally.samples())),
                String.format(Locale.ROOT, "%.0f", weights.effectiveSampleSize())
                        + (weights.areTrustworthy() ? "" : " !"));
    }

    private static String rounded(double probability) {
        return String.format(Locale.ROOT, "%.3g", probability);
    }
}
