package org.chaoscert.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
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
    private static final List<String> COUNTS =
            List.of("width", "variance", "samples", "period 3", "chaotic without", "not chaotic", "undecided");
    private static final List<String> PLAIN = List.of("P(chaotic)", "95 %");
    private static final List<String> TILTED = List.of("P(period 3)", "std. error", "effective hits");

    private SweepText() {}

    static String of(SweepTable table, OptionalLong verified, String files) {
        SweepPlan plan = table.plan();
        List<List<String>> rows = new ArrayList<>();
        rows.add(with(scheme(plan, "scheme"), with(COUNTS, plan.tilt() ? TILTED : PLAIN)));
        List<Sampler> laws = plan.laws();
        for (int i = 0; i < laws.size(); i++) {
            Sampler law = laws.get(i);
            Tally tally = table.tallies().get(i);
            List<String> found = plan.tilt() ? estimate(tally) : interval(tally);
            rows.add(with(scheme(plan, law.label()), with(counts(law, tally), found)));
        }
        Report report = new Report().table(rows);
        if (verified.isPresent()) {
            report.line("verified", verified(verified.getAsLong()));
        }
        if (plan.tilt()) {
            warnings(table).forEach(warning -> report.line("warning", warning));
        }
        report.lineIfAny("files", files);
        return schemes(plan) + (plan.tilt() ? ", tilted" : "") + (plan.clip() ? ", clipped" : "")
                + (plan.tanh() ? ", tanh for relu" : "") + ", seed "
                + plan.seed() + ", " + plan.samples() + " networks a row" + report;
    }

    private static String verified(long networks) {
        return networks + " networks certified and checked once more in this run"
                + (networks == 0 ? ": nothing was left to do, or none was drawn for it" : ", all in agreement");
    }

    private static List<String> warnings(SweepTable table) {
        List<String> warnings = new ArrayList<>();
        for (int i = 0; i < table.tallies().size(); i++) {
            Sampler law = table.plan().laws().get(i);
            String row = "width " + law.width() + ", variance " + law.variance().text() + ": ";
            warning(table.tallies().get(i)).ifPresent(warning -> warnings.add(row + warning));
        }
        return warnings;
    }

    /** Why the weights of a row are not to be trusted, if they are not. */
    private static Optional<String> warning(Tally tally) {
        Weights weights = tally.weights();
        if (tally.periodThree() == 0) {
            return Optional.of("no hit: nothing is known but that it is rare");
        }
        if (weights.areTrustworthy()) {
            return Optional.empty();
        }
        Optional<BigDecimal> samples = weights.samplesForEnough(tally.samples());
        if (samples.isPresent() && weights.effectiveSampleSize() < Weights.ENOUGH) {
            return Optional.of("too few effective hits to trust; about "
                    + samples.get().toPlainString() + " samples would reach " + Weights.ENOUGH);
        }
        return Optional.of("weights too heavy-tailed to trust: draw more samples");
    }

    private static String schemes(SweepPlan plan) {
        return plan.schemes().stream().map(Scheme::word).collect(Collectors.joining(", "));
    }

    /** A cell for a column of schemes, where there are several. */
    private static List<String> scheme(SweepPlan plan, String cell) {
        return plan.schemes().size() > 1 ? List.of(cell) : List.of();
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
                String.valueOf(tally.chaoticWithoutPeriodThree()),
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
