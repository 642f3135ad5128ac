package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.report.ProbabilityPlot;
import org.chaoscert.report.ProbabilityPlot.Curve;
import org.chaoscert.report.ProbabilityPlot.Point;
import org.chaoscert.report.ProbabilityPlot.Trust;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.SweepJson;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.chaoscert.sweep.Tally;
import org.chaoscert.sweep.Weights;

/** Draws the rows of relu-sum: how probable chaos is, against the variance, a curve for each width. */
final class SweepPicture {
    /** 97.5 % of normal numbers are below this. */
    private static final double NORMAL_975 = 1.96;

    private SweepPicture() {}

    /** Draws whatever can be drawn; a plan that cannot be is no reason to lose what was found. */
    static String svg(SweepTable table) {
        SweepPlan plan = table.plan();
        List<Integer> widths = plan.widths().subList(0, Math.min(plan.widths().size(), ProbabilityPlot.MAX_CURVES));
        List<Sampler> laws = plan.laws();
        List<Curve> curves = new ArrayList<>();
        int row = firstRow(plan);
        for (int width : widths) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < plan.variances().size(); i++) {
                point(laws.get(row), table.tallies().get(row), plan).ifPresent(points::add);
                row++;
            }
            points.sort(Comparator.comparingDouble(Point::x));
            curves.add(new Curve("width " + width, points));
        }
        int drawn = curves.stream().mapToInt(curve -> curve.points().size()).sum();
        return ProbabilityPlot.svg(
                "Li-Yorke chaos in random networks",
                Stream.of(what(plan), omitted(plan, row - firstRow(plan) - drawn))
                        .filter(line -> !line.isEmpty())
                        .collect(Collectors.joining("\n")),
                "variance S of the output weights, Var(a) = S / width",
                plan.tilt() ? "probability of period three" : "probability of chaos",
                curves);
    }

    private static String what(SweepPlan plan) {
        return Scheme.RELU_SUM.word() + ", " + plan.samples() + " networks a point, seed " + plan.seed()
                + (plan.tilt() ? "; importance sampling, bars: 1.96 standard errors" : "; bars: Clopper-Pearson, 95 %");
    }

    private static String omitted(SweepPlan plan, int points) {
        List<String> omitted = new ArrayList<>();
        if (plan.widths().size() > ProbabilityPlot.MAX_CURVES) {
            omitted.add("the first " + ProbabilityPlot.MAX_CURVES + " of "
                    + plan.widths().size() + " widths");
        }
        if (points > 0) {
            omitted.add(points + (points == 1 ? " point" : " points") + " left out: no logarithm of variance 0");
        }
        return String.join("; ", omitted);
    }

    /** The rows of relu-sum stand together, width by width. */
    private static int firstRow(SweepPlan plan) {
        return plan.schemes().indexOf(Scheme.RELU_SUM) * plan.widths().size();
    }

    /** A point, if it has a place on a logarithmic axis. */
    private static Optional<Point> point(Sampler law, Tally tally, SweepPlan plan) {
        double deviation = law.variance().deviation(law.width());
        double x = deviation * deviation * law.width();
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            return Optional.empty();
        }
        return Optional.of(plan.tilt() ? tilted(x, tally) : counted(x, tally));
    }

    private static Point counted(double x, Tally tally) {
        Proportion chaotic = new Proportion(tally.chaotic(), tally.samples());
        return new Point(
                x, chaotic.estimate(), chaotic.lower(SweepJson.CONFIDENCE), chaotic.upper(SweepJson.CONFIDENCE));
    }

    private static Point tilted(double x, Tally tally) {
        Weights weights = tally.weights();
        double estimate = weights.estimate(tally.samples());
        double reach = NORMAL_975 * weights.standardError(tally.samples());
        // An error that overflows is as large as can be.
        double error = Double.isNaN(reach) ? Double.POSITIVE_INFINITY : reach;
        return new Point(
                x,
                probability(estimate),
                probability(estimate - error),
                probability(estimate + error),
                weights.areTrustworthy() ? Trust.FULL : Trust.NONE);
    }

    /** Weighted estimates may be above 1, and their intervals below 0. */
    private static double probability(double estimate) {
        return estimate > 0 ? Math.min(1, estimate) : 0;
    }
}
