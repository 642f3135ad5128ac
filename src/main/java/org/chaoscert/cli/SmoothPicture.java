package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Digest;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.Network;
import org.chaoscert.report.Chart;
import org.chaoscert.report.Chart.Layer;
import org.chaoscert.report.Chart.Stroke;

/** Draws smooth maps through computed values: for the eye, where there is no exact graph. */
final class SmoothPicture {
    /** How far out maps on the line are drawn. */
    private static final double WINDOW = 4;

    private static final int POINTS = 560;

    private SmoothPicture() {}

    /** Draws the graphs of a smooth f, f² and f³ through computed values, over the domain, or a part of it where it is not bounded. */
    static String of(Network network, String name) {
        Rational left = network.domain().left();
        Rational right = network.domain().right();
        double high = right.isFinite() ? right.approximate() : WINDOW + (left.isFinite() ? left.approximate() : 0);
        double low = left.isFinite() ? left.approximate() : high - 2 * WINDOW;
        FloatingMap f = new FloatingMap(network);
        List<Double> xs = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            xs.add(low + (high - low) * i / POINTS);
        }
        List<Layer> layers = new ArrayList<>();
        List<Double> drawn = new ArrayList<>(List.of(low, high));
        List<Double> ys = xs;
        for (int n = 1; n <= 3; n++) {
            ys = ys.stream().map(f::applyAsDouble).toList();
            drawn.addAll(ys);
            layers.add(0, new Chart.Line(n == 1 ? "f" : "f^" + n, Pictures.COLOURS[n - 1], Stroke.SOLID, xs, ys));
        }
        layers.add(new Chart.Line("diagonal", Pictures.BLACK, Stroke.DASHED, List.of(low, high), List.of(low, high)));
        double least = drawn.stream().mapToDouble(value -> value).min().orElse(low);
        double most = drawn.stream().mapToDouble(value -> value).max().orElse(high);
        double margin = (most - least) / 25;
        return Chart.svg(
                "f and its iterates",
                name + ": a smooth map on " + network.domain(),
                Pictures.even("x", low, high),
                Pictures.even("value", least - margin, most + margin),
                layers,
                List.of(
                        "Drawn through " + (POINTS + 1)
                                + " computed values, for the eye: the proof rests on enclosures.",
                        "Judged is " + Report.JUDGED + "; sha256 "
                                + Digest.of(network).sha256()));
    }
}
