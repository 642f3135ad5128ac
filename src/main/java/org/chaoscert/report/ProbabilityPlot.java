package org.chaoscert.report;

import java.util.List;
import java.util.Locale;

/**
 * Draws probabilities against a positive parameter, both on logarithmic axes: a curve of marked points for each series,
 * intervals as vertical bars. An estimate of 0 is drawn at the bottom as a triangle, with its bar up to the upper end of its
 * interval.
 */
public final class ProbabilityPlot {
    /** The most curves. */
    public static final int MAX_CURVES = 64;

    /** The most points in all. */
    public static final int MAX_POINTS = 10_000;

    /** Colours that people with defective colour vision can tell apart (Okabe and Ito 2008), black first. */
    private static final String[] COLOURS = {
        "#000000", "#E69F00", "#56B4E9", "#009E73", "#0072B2", "#D55E00", "#CC79A7", "#999933"
    };

    private static final double LEFT = 90;
    private static final double TOP = 70;
    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;
    private static final double LEGEND = 150;
    private static final double MARK = 4;

    /** The most horizontal distance between points of neighbouring curves at one x: their bars stand side by side. */
    private static final double DODGE = 5;

    /** The most horizontal distance between points of any two curves at one x. */
    private static final double SPREAD = 30;

    /** The decades below which nothing is drawn, should an interval reach down to nearly 0. */
    private static final int MOST_DECADES = 12;

    private final List<Curve> curves;
    private final Scale across;
    private final Scale up;
    private final StringBuilder svg = new StringBuilder();

    /**
     * One point.
     *
     * @param x the parameter, above 0
     * @param y the estimated probability, from 0 to 1
     * @param low the lower end of its interval, from 0 to {@code y}
     * @param high the upper end, from {@code y} to 1
     */
    public record Point(double x, double y, double low, double high) {
        /** Checks the order. */
        public Point {
            if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("x " + x + ": expected a number above 0");
            }
            if (!(0 <= low && low <= y && y <= high && high <= 1)) {
                throw new IllegalArgumentException("not in order: 0, " + low + ", " + y + ", " + high + ", 1");
            }
        }
    }

    /**
     * One curve.
     *
     * @param name what the legend calls it
     * @param points in the order in which they are joined
     */
    public record Curve(String name, List<Point> points) {
        /** Copies the points. */
        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A logarithmic axis: from 10^low to 10^high over a length that starts at a pixel. */
    private record Scale(double low, double high, double start, double length) {
        double pixel(double value) {
            return start + length * (StrictMath.log10(value) - low) / (high - low);
        }
    }

    private ProbabilityPlot(List<Curve> curves) {
        this.curves = curves;
        double least = Double.POSITIVE_INFINITY;
        double greatest = 0;
        double lowest = 0.1;
        for (Curve curve : curves) {
            for (Point point : curve.points) {
                least = Math.min(least, point.x);
                greatest = Math.max(greatest, point.x);
                lowest = Math.min(lowest, lowestShown(point));
            }
        }
        double margin = 0.05 * (StrictMath.log10(greatest) - StrictMath.log10(least)) + 0.1;
        across = new Scale(StrictMath.log10(least) - margin, StrictMath.log10(greatest) + margin, LEFT, WIDTH);
        double bottom = Math.max(-MOST_DECADES, Math.floor(StrictMath.log10(lowest) - 0.1));
        up = new Scale(Math.min(-1, bottom), 0, TOP + HEIGHT, -HEIGHT);
    }

    /** Of an interval that reaches down to 0 its upper end is shown, else all of it. */
    private static double lowestShown(Point point) {
        return point.low > 0 ? point.low : point.y > 0 ? point.y / 2 : point.high > 0 ? point.high : 1;
    }

    /**
     * Draws.
     *
     * @param title the first line
     * @param subtitle the second line, smaller
     * @param xLabel what stands along the lower axis
     * @param yLabel what stands along the left axis
     * @param curves from 1 to {@link #MAX_CURVES}, with from 1 to {@link #MAX_POINTS} points in all; the legend keeps their
     *     order
     * @return an SVG document; a function of the arguments alone
     * @throws IllegalArgumentException if there are too few or too many curves or points
     */
    public static String svg(String title, String subtitle, String xLabel, String yLabel, List<Curve> curves) {
        int points = curves.stream().mapToInt(curve -> curve.points.size()).sum();
        if (points == 0 || curves.size() > MAX_CURVES || points > MAX_POINTS) {
            throw new IllegalArgumentException(curves.size() + " curves with " + points + " points: expected up to "
                    + MAX_CURVES + " with 1 to " + MAX_POINTS);
        }
        return new ProbabilityPlot(List.copyOf(curves)).draw(title, subtitle, xLabel, yLabel);
    }

    private String draw(String title, String subtitle, String xLabel, String yLabel) {
        double width = LEFT + WIDTH + LEGEND;
        double height = TOP + HEIGHT + 70;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                        + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\">",
                width, height, width, height);
        add("<rect width=\"%s\" height=\"%s\" fill=\"#ffffff\"/>", width, height);
        text(LEFT, 30, "start", " font-size=\"18\"", title);
        text(LEFT, 52, "start", " font-size=\"12\" fill=\"#444444\"", subtitle);
        axes();
        text(LEFT + WIDTH / 2, TOP + HEIGHT + 50, "middle", "", xLabel);
        double middle = TOP + HEIGHT / 2;
        text(22, middle, "middle", " transform=\"rotate(-90 22 " + number(middle) + ")\"", yLabel);
        for (int i = 0; i < curves.size(); i++) {
            curve(i);
            legend(i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void axes() {
        for (int decade = (int) up.low; decade <= 0; decade++) {
            double y = up.pixel(StrictMath.pow(10, decade));
            add("<path d=\"M%s %sH%s\" stroke=\"#dddddd\"/>", LEFT, y, LEFT + WIDTH);
            text(LEFT - 8, y + 4, "end", "", decade == 0 ? "1" : "10" + superscript(decade));
            for (int digit = 2; digit < 10 && decade < 0; digit++) {
                add("<path d=\"M%s %sh4\" stroke=\"#888888\"/>", LEFT, up.pixel(digit * StrictMath.pow(10, decade)));
            }
        }
        double[] places = curves.stream()
                .flatMap(curve -> curve.points.stream())
                .mapToDouble(Point::x)
                .sorted()
                .distinct()
                .toArray();
        double free = 0;
        for (double place : places) {
            double x = across.pixel(place);
            double half = 3.5 * plain(place).length();
            if (x - half >= free) {
                add("<path d=\"M%s %sV%s\" stroke=\"#eeeeee\"/>", x, TOP, TOP + HEIGHT);
                text(x, TOP + HEIGHT + 20, "middle", " font-size=\"11\"", plain(place));
                free = x + half + 4;
            }
        }
        add("<path d=\"M%s %sV%sH%s\" fill=\"none\" stroke=\"#000000\"/>", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
    }

    private void curve(int index) {
        String colour = COLOURS[index % COLOURS.length];
        double shift = Math.min(DODGE, SPREAD / curves.size()) * (index - (curves.size() - 1) / 2.0);
        StringBuilder path = new StringBuilder();
        for (Point point : curves.get(index).points) {
            if (point.y > 0) {
                path.append(path.length() == 0 ? "M" : "L")
                        .append(number(across.pixel(point.x) + shift))
                        .append(' ')
                        .append(number(height(point.y)));
            }
        }
        add("<path d=\"%s\" fill=\"none\" stroke=\"" + colour + "\" stroke-opacity=\"0.5\"/>", path.toString());
        for (Point point : curves.get(index).points) {
            double x = across.pixel(point.x) + shift;
            add(
                    "<path d=\"M%s %sV%s\" stroke=\"" + colour + "\" stroke-width=\"1.5\"/>",
                    x,
                    height(point.low),
                    height(point.high));
            mark(index, x, height(point.y), point.y > 0);
        }
    }

    /** The height of a probability; the bottom for those below the axis. */
    private double height(double probability) {
        return probability <= 0 ? TOP + HEIGHT : Math.min(TOP + HEIGHT, up.pixel(probability));
    }

    /** Circle, square or diamond by turns; a triangle that points down for an estimate of 0. */
    private void mark(int index, double x, double y, boolean isPositive) {
        String colour = COLOURS[index % COLOURS.length];
        if (!isPositive) {
            add("<path d=\"M%s %sh8l-4 7z\" fill=\"" + colour + "\"/>", x - MARK, y - 7);
        } else if (index % 3 == 0) {
            add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"" + colour + "\"/>", x, y, MARK);
        } else if (index % 3 == 1) {
            add("<rect x=\"%s\" y=\"%s\" width=\"7\" height=\"7\" fill=\"" + colour + "\"/>", x - 3.5, y - 3.5);
        } else {
            add("<path d=\"M%s %sl5 5l-5 5l-5 -5z\" fill=\"" + colour + "\"/>", x, y - 5);
        }
    }

    private void legend(int index) {
        double y = TOP + 10 + 20 * index;
        mark(index, LEFT + WIDTH + 20, y, true);
        text(LEFT + WIDTH + 32, y + 4, "start", "", curves.get(index).name);
    }

    private void text(double x, double y, String anchor, String attributes, String content) {
        add(
                "<text x=\"%s\" y=\"%s\" text-anchor=\"" + anchor + "\"" + attributes + ">%s</text>",
                x,
                y,
                content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private void add(String element, Object... values) {
        Object[] texts = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            texts[i] = values[i] instanceof Double number ? number(number) : values[i];
        }
        svg.append(String.format(Locale.ROOT, element, texts)).append('\n');
    }

    /** Two decimals are finer than any screen. */
    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** At most four significant digits, without trailing zeros. */
    private static String plain(double value) {
        return new java.math.BigDecimal(value, new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        for (char c : String.valueOf(number).toCharArray()) {
            text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return text.toString();
    }
}
