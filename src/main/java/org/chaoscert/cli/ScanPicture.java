package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.dynamics.Entropy;
import org.chaoscert.dynamics.Scan;
import org.chaoscert.dynamics.Scan.Answer;
import org.chaoscert.dynamics.Scan.Point;
import org.chaoscert.dynamics.Scan.Threshold;
import org.chaoscert.exact.Rational;
import org.chaoscert.report.Chart;
import org.chaoscert.report.Chart.Axis;
import org.chaoscert.report.Chart.Layer;
import org.chaoscert.report.Chart.Scale;
import org.chaoscert.report.Chart.Stroke;

/** Draws a scan: bounds of the entropy against the parameter, and the verdict along the axis. */
final class ScanPicture {
    private static final int BLUE = 4;
    private static final Map<String, Integer> COLOURS = Map.of(
            "not-chaotic", 2,
            "chaotic", 1,
            "chaotic with period 3", 5,
            "undecided", 6,
            "no-map", 7);

    /** Changes named in the caption. */
    private static final int SHOWN = 12;

    private ScanPicture() {}

    static String svg(String family, Scan scan) {
        List<Point> points = scan.points();
        double from = points.get(0).parameter().approximate();
        double to = points.get(points.size() - 1).parameter().approximate();
        double most = points.stream()
                .flatMap(point -> point.entropy().stream())
                .mapToDouble(entropy -> entropy.upper().approximate())
                .max()
                .orElse(0);
        List<Layer> layers = new ArrayList<>();
        addEntropy(layers, points);
        addVerdicts(layers, points);
        List<String> caption = new ArrayList<>();
        for (Threshold change :
                scan.thresholds().subList(0, Math.min(SHOWN, scan.thresholds().size()))) {
            caption.add((change.answer() == Answer.VERDICT ? "Verdict: " : "Period 3: ")
                    + ScanCommand.answer(change, change.below()) + " at "
                    + ScanCommand.place(change.below())
                    + ", " + ScanCommand.answer(change, change.above()) + " at "
                    + ScanCommand.place(change.above()) + ".");
        }
        return Chart.svg(
                "Entropy and verdicts along a family",
                family + ": " + points.size() + " networks, each with proved answers",
                new Axis("parameter", Scale.EVEN, from, to),
                new Axis("topological entropy", Scale.EVEN, most > 0 ? -most / 12 : -0.1, most > 0 ? 1.1 * most : 1),
                layers,
                caption);
    }

    private static void addEntropy(List<Layer> layers, List<Point> points) {
        List<Double> xs = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (Point point : points) {
            Optional<Entropy> entropy = point.entropy();
            if (entropy.isPresent()) {
                xs.add(point.parameter().approximate());
                lows.add(entropy.get().lower().approximate());
                highs.add(entropy.get().upper().approximate());
            }
        }
        if (!xs.isEmpty()) {
            layers.add(new Chart.Band("", BLUE, xs, lows, highs));
            layers.add(new Chart.Line("entropy, at least", BLUE, Stroke.SOLID, xs, lows));
            layers.add(new Chart.Line("entropy, at most", BLUE, Stroke.DASHED, xs, highs));
        }
    }

    /** Between two points with the same answer the answer is shown; it is proved at the points alone. */
    private static void addVerdicts(List<Layer> layers, List<Point> points) {
        Map<String, List<List<Double>>> strips = new LinkedHashMap<>();
        for (int i = 0; i < points.size(); i++) {
            Rational here = points.get(i).parameter();
            double left = i == 0 ? here.approximate() : middle(points.get(i - 1).parameter(), here);
            double right = i == points.size() - 1
                    ? here.approximate()
                    : middle(here, points.get(i + 1).parameter());
            List<List<Double>> ends =
                    strips.computeIfAbsent(word(points.get(i)), word -> List.of(new ArrayList<>(), new ArrayList<>()));
            ends.get(0).add(left);
            ends.get(1).add(right);
        }
        strips.forEach((word, ends) ->
                layers.add(new Chart.Cells(word, COLOURS.getOrDefault(word, 0), ends.get(0), ends.get(1))));
    }

    private static double middle(Rational a, Rational b) {
        return a.plus(b).scaledByPowerOfTwo(-1).approximate();
    }

    private static String word(Point point) {
        String word = ScanCommand.word(point);
        return word.equals("chaotic") && point.periodThree().orElse(false) ? "chaotic with period 3" : word;
    }
}
