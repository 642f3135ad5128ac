package org.chaoscert.report;

import java.util.List;

public final class ProbabilityPlot {
    public record Point(double x, double y, double low, double high) {}

    public record Curve(String name, List<Point> points) {}

    public static String svg(String a, String b, String c, String d, List<Curve> e) {
        return "";
    }
}
