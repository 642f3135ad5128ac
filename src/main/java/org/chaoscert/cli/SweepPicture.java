package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.report.ProbabilityPlot;
import org.chaoscert.report.ProbabilityPlot.Curve;
import org.chaoscert.report.ProbabilityPlot.Point;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.SweepJson;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.chaoscert.sweep.Tally;

/** Draws the rows of relu-sum: how probable chaos is, against the variance, a curve for each width. */
final class SweepPicture {
    /** 97.5 % of normal numbers are below this. */
    private static final double NORMAL_975 = 1.96;

    private SweepPicture() {}

    static String svg(SweepTable table) {
        SweepPlan plan = table.plan();
        List<Curve> curves = new ArrayList<>();
        int row = firstRow(plan);
        for (int width : plan.widths()) {
            List<Point> points = new ArrayList<>();
            for (int i = 0; i < plan.variances().size(); i++) {
                points.add(point(plan.laws().get(row), table.tallies().get(row), plan.tilt()));
                row++;
            }
            curves.add(new Curve("width " + width, points));
        }
        return ProbabilityPlot.svg(
                "Li-Yorke chaos in random networks",
                Scheme.RELU_SUM.word() + ", " + plan.samples() + " networks a point, seed " + plan.seed()
                        + (plan.tilt()
                                ? "; importance sampling, bars: 1.96 standard errors"
                                : "; bars: Clopper-Pearson, 95 %"),
                "width x variance of the output weights",
                plan.tilt() ? "probability of period three" : "probability of chaos",
                curves);
    }

    /** The rows of relu-sum stand together, width by width. */
    private static int firstRow(SweepPlan plan) {
        return plan.schemes().indexOf(Scheme.RELU_SUM) * plan.widths().size();
    }

    private static Point point(Sampler law, Tally tally, boolean isTilted) {
        double deviation = law.variance().deviation(law.width());
        double x = deviation * deviation * law.width();
        if (isTilted) {
            double estimate = tally.weights().estimate(tally.samples());
            double reach = NORMAL_975 * tally.weights().standardError(tally.samples());
            return new Point(x, estimate, Math.max(0, estimate - reach), Math.min(1, estimate + reach));
        }
        Proportion chaotic = new Proportion(tally.chaotic(), tally.samples());
        return new Point(
                x, chaotic.estimate(), chaotic.lower(SweepJson.CONFIDENCE), chaotic.upper(SweepJson.CONFIDENCE));
    }
}
