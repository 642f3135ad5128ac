package org.chaoscert.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws probabilities against a positive parameter, both on logarithmic axes: a curve of marked points for each series,
 * intervals as vertical bars. An estimate of 0 is drawn at the bottom as a triangle, with its bar up to the upper end of its
 * interval; an estimate that is not to be trusted is drawn hollow. The axis ends at most a decade below the lowest estimate
 * above 0: bars that go on below it end in an arrow.
 */
public final class ProbabilityPlot {
    /** The most curves. */
    public static final int MAX_CURVES = 64;

    /** The most points in all. */
    public static final int MAX_POINTS = 10_000;

    private static final double LEFT = 90;
    private static final double TOP = 70;
    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;
    private static final double LEGEND = 150;
    private static final int LEGEND_ROWS = 19;
    private static final double ROW = 20;
    private static final double NOTE = 280;
    private static final double MARK = 4;

    /** The most horizontal distance between points of neighbouring curves at one x: their bars stand side by side. */
    private static final double DODGE = 5;

    /** The most horizontal distance between points of any two curves at one x. */
    private static final double SPREAD = 30;

    /** The most decades that are labelled: were there more, every second or third of them is. */
    private static final int MOST_DECADES = 12;

    private enum Shape {
        CIRCLE,
        SQUARE,
        DIAMOND,
        TRIANGLE
    }

    /** Whether an estimate is to be relied on. */
    public enum Trust {
        /** The interval says how far. */
        FULL,
        /** Likely it is too low, and the interval too short. */
        NONE
    }

    private final List<Curve> curves;
    private final Scale across;
    private final Scale up;
    private final Drawing svg;

    /**
     * One point.
     *
     * @param x the parameter, above 0
     * @param y the estimated probability, from 0 to 1
     * @param low the lower end of its interval, from 0 to {@code y}
     * @param high the upper end, from {@code y} to 1
     * @param trust whether the estimate is to be relied on
     */
    public record Point(double x, double y, double low, double high, Trust trust) {
        /** Checks the order. */
        public Point {
            if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("x " + x + ": expected a number above 0");
            }
            if (!(0 <= low && low <= y && y <= high && high <= 1)) {
                throw new IllegalArgumentException("not in order: 0, " + low + ", " + y + ", " + high + ", 1");
            }
        }

        /**
         * A point that is to be relied on.
         *
         * @param x the parameter, above 0
         * @param y the estimated probability, from 0 to 1
         * @param low the lower end of its interval, from 0 to {@code y}
         * @param high the upper end, from {@code y} to 1
         */
        public Point(double x, double y, double low, double high) {
            this(x, y, low, high, Trust.FULL);
        }

        private boolean isFound() {
            return y > 0;
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
        double least = points().mapToDouble(Point::x).min().orElse(1);
        double greatest = points().mapToDouble(Point::x).max().orElse(1);
        double margin = 0.05 * (StrictMath.log10(greatest) - StrictMath.log10(least)) + 0.1;
        across = new Scale(StrictMath.log10(least) - margin, StrictMath.log10(greatest) + margin, LEFT, WIDTH);
        up = new Scale(Math.min(-1, bottom()), 0, TOP + HEIGHT, -HEIGHT);
        svg = page(curves, !notes().isEmpty());
    }

    private Stream<Point> points() {
        return curves.stream().flatMap(curve -> curve.points.stream());
    }

    /** The logarithm at which the upward axis starts: a whole decade, unless that is too far below the estimates. */
    private double bottom() {
        double lowest =
                points().filter(Point::isFound).mapToDouble(Point::y).min().orElse(1);
        double limit = StrictMath.log10(lowest) - 1;
        return points().filter(point -> point.high > 0)
                .mapToDouble(
                        point -> point.isFound() ? Math.max(limit, decadeBelow(point.low)) : decadeBelow(point.high))
                .min()
                .orElse(-1);
    }

    private static double decadeBelow(double probability) {
        return Math.floor(StrictMath.log10(probability) - 0.1);
    }

    /**
     * Draws.
     *
     * @param title the first line
     * @param subtitle the lines below, smaller: one or two, with a line feed between them
     * @param xLabel what stands along the lower axis
     * @param yLabel what stands along the left axis
     * @param curves up to {@link #MAX_CURVES}, with up to {@link #MAX_POINTS} points in all; the legend keeps their order.
     *     Without any point the picture says so
     * @return an SVG document; a function of the arguments alone
     * @throws IllegalArgumentException if there are too many curves or points
     */
    public static String svg(String title, String subtitle, String xLabel, String yLabel, List<Curve> curves) {
        int points = curves.stream().mapToInt(curve -> curve.points.size()).sum();
        if (curves.size() > MAX_CURVES || points > MAX_POINTS) {
            throw new IllegalArgumentException(curves.size() + " curves with " + points + " points: expected up to "
                    + MAX_CURVES + " with up to " + MAX_POINTS);
        }
        return new ProbabilityPlot(List.copyOf(curves)).draw(title, subtitle, xLabel, yLabel);
    }

    private static Drawing page(List<Curve> curves, boolean hasNotes) {
        int columns = Math.max(1, (curves.size() + LEGEND_ROWS - 1) / LEGEND_ROWS);
        return new Drawing(LEFT + WIDTH + LEGEND * columns, TOP + HEIGHT + 70 + (hasNotes ? 24 : 0));
    }

    private String draw(String title, String subtitle, String xLabel, String yLabel) {
        List<Note> notes = notes();
        svg.heading(LEFT, title, subtitle);
        axes();
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 50, "middle", "", xLabel);
        double middle = TOP + HEIGHT / 2;
        svg.text(22, middle, "middle", " transform=\"rotate(-90 22 " + Drawing.number(middle) + ")\"", yLabel);
        for (int i = 0; i < curves.size(); i++) {
            curve(i);
            legend(i);
        }
        if (points().findAny().isEmpty()) {
            svg.text(LEFT + WIDTH / 2, TOP + HEIGHT / 2, "middle", "", "no point can be drawn");
        }
        explain(notes);
        return svg.end();
    }

    private void explain(List<Note> notes) {
        double x = LEFT;
        for (Note note : notes) {
            double foot = note.shape == Shape.TRIANGLE ? MARK : 0;
            mark(note.shape, paint(Drawing.colour(0), note.trust), x + MARK, TOP + HEIGHT + 72 + foot);
            svg.text(x + 16, TOP + HEIGHT + 76, "start", " font-size=\"12\"", note.words);
            x += NOTE;
        }
    }

    /** What a mark means that is no curve's own. */
    private record Note(Shape shape, Trust trust, String words) {}

    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        List<Point> none = points().filter(point -> !point.isFound()).toList();
        if (!none.isEmpty()) {
            boolean isBounded = none.stream().anyMatch(point -> point.high > 0);
            String words = isBounded ? "none found: upper end of the interval" : "none found";
            notes.add(new Note(Shape.TRIANGLE, Trust.FULL, words));
        }
        if (points().anyMatch(point -> point.trust == Trust.NONE)) {
            notes.add(new Note(Shape.CIRCLE, Trust.NONE, "weights too heavy-tailed to trust"));
        }
        return notes;
    }

    private void axes() {
        int step = (int) Math.max(1, Math.ceil(-up.low / MOST_DECADES));
        for (int decade = 0; decade >= up.low; decade -= step) {
            double y = up.pixel(StrictMath.pow(10, decade));
            svg.add("<path d=\"M%s %sH%s\" stroke=\"#dddddd\"/>", LEFT, y, LEFT + WIDTH);
            svg.text(LEFT - 8, y + 4, "end", "", decade == 0 ? "1" : "10" + Drawing.superscript(decade));
        }
        for (int decade = -1; step == 1 && decade >= Math.floor(up.low); decade--) {
            for (int digit = 2; digit < 10; digit++) {
                double y = up.pixel(digit * StrictMath.pow(10, decade));
                if (y <= TOP + HEIGHT) {
                    svg.add("<path d=\"M%s %sh4\" stroke=\"#888888\"/>", LEFT, y);
                }
            }
        }
        double[] places = points().mapToDouble(Point::x).sorted().distinct().toArray();
        double free = 0;
        for (double place : places) {
            double x = across.pixel(place);
            double half = 3.5 * Drawing.plain(place).length();
            if (x - half >= free) {
                svg.add("<path d=\"M%s %sV%s\" stroke=\"#eeeeee\"/>", x, TOP, TOP + HEIGHT);
                svg.text(x, TOP + HEIGHT + 20, "middle", " font-size=\"11\"", Drawing.plain(place));
                free = x + half + 4;
            }
        }
        svg.add("<path d=\"M%s %sV%sH%s\" fill=\"none\" stroke=\"#000000\"/>", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
    }

    private void curve(int index) {
        String colour = Drawing.colour(index);
        double shift = Math.min(DODGE, SPREAD / curves.size()) * (index - (curves.size() - 1) / 2.0);
        StringBuilder path = new StringBuilder();
        for (Point point : curves.get(index).points) {
            if (point.isFound()) {
                path.append(path.length() == 0 ? "M" : "L")
                        .append(Drawing.number(across.pixel(point.x) + shift))
                        .append(' ')
                        .append(Drawing.number(height(point.y)));
            }
        }
        svg.add("<path d=\"%s\" fill=\"none\" stroke=\"" + colour + "\" stroke-opacity=\"0.5\"/>", path.toString());
        for (Point point : curves.get(index).points) {
            double x = across.pixel(point.x) + shift;
            bar(point, colour, x);
            Shape shape = point.isFound() ? shape(index) : Shape.TRIANGLE;
            mark(shape, paint(colour, point.trust), x, height(point.y));
        }
    }

    private void bar(Point point, String colour, double x) {
        String stroke = " stroke=\"" + colour + "\" stroke-width=\"1.5\"";
        svg.add("<path d=\"M%s %sV%s\"" + stroke + "/>", x, height(point.low), height(point.high));
        if (point.isFound() && !isShown(point.low)) {
            svg.add("<path d=\"M%s %sl3 6l3 -6\" fill=\"none\"" + stroke + "/>", x - 3, TOP + HEIGHT - 6);
        }
    }

    /** Whether a probability is as high as the axis; some rounding is allowed for. */
    private boolean isShown(double probability) {
        return probability > 0 && up.pixel(probability) <= TOP + HEIGHT + 0.01;
    }

    /** The height of a probability; the bottom for those below the axis. */
    private double height(double probability) {
        return isShown(probability) ? Math.min(TOP + HEIGHT, up.pixel(probability)) : TOP + HEIGHT;
    }

    private static Shape shape(int index) {
        return Shape.values()[index % 3];
    }

    private static String paint(String colour, Trust trust) {
        return trust == Trust.FULL
                ? " fill=\"" + colour + "\""
                : " fill=\"#ffffff\" stroke=\"" + colour + "\" stroke-width=\"1.5\"";
    }

    /** A mark in the middle of a place; a triangle stands on it, and points down. */
    private void mark(Shape shape, String paint, double x, double y) {
        switch (shape) {
            case CIRCLE -> svg.add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"" + paint + "/>", x, y, MARK);
            case SQUARE -> svg.add("<rect x=\"%s\" y=\"%s\" width=\"7\" height=\"7\"" + paint + "/>", x - 3.5, y - 3.5);
            case DIAMOND -> svg.add("<path d=\"M%s %sl5 5l-5 5l-5 -5z\"" + paint + "/>", x, y - 5);
            case TRIANGLE -> svg.add("<path d=\"M%s %sh8l-4 7z\"" + paint + "/>", x - MARK, y - 7);
        }
    }

    private void legend(int index) {
        int column = index / LEGEND_ROWS;
        int row = index % LEGEND_ROWS;
        double x = LEFT + WIDTH + 20 + LEGEND * column;
        double y = TOP + 10 + ROW * row;
        mark(shape(index), paint(Drawing.colour(index), Trust.FULL), x, y);
        svg.text(x + 12, y + 4, "start", "", curves.get(index).name);
    }
}
