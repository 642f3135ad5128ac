package org.chaoscert.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws lines, bands, marks and cells over two axes, each with an even or a logarithmic scale, with a legend and a caption. What lies outside
 * the axes is cut off.
 */
public final class Chart {
    /** The most points of all layers together. */
    public static final int MAX_POINTS = 200_000;

    private static final double LEFT = 90;
    private static final double TOP = 70;
    private static final double WIDTH = 560;
    private static final double HEIGHT = 420;
    private static final double LEGEND = 210;
    private static final double ROW = 20;
    private static final double CAPTION_ROW = 16;
    private static final int CAPTION_LENGTH = 118;
    private static final double MARK = 4;
    private static final double STRIP = 12;

    /** Nothing is so many times as far away as the axes are long: a line there and back hits the same pixels. */
    private static final double FAR = 1e6;

    /** Lines end where they are so many lengths of the axes outside: no number of a file gets too large. */
    private static final double NEAR = 2;

    /** The size of letters and the room for one label at both axes. */
    private static final double UP_LETTERS = 13;

    private static final double UP_ROOM = 76;
    private static final double ACROSS_LETTERS = 11;
    private static final double ACROSS_ROOM = 64;

    /** No letter of a number is wider, for one unit of its size. */
    private static final double DIGIT = 0.6;

    /** About so many numbers stand along an axis. */
    private static final int TICKS = 8;

    /** How an axis is divided. */
    public enum Scale {
        /** Equal distances are equal differences. */
        EVEN,
        /** Equal distances are equal quotients. */
        LOGARITHMIC
    }

    /**
     * An axis.
     *
     * @param label what stands beside it
     * @param scale how it is divided
     * @param low where it begins; above 0 on a logarithmic scale
     * @param high where it ends, above {@code low}
     */
    public record Axis(String label, Scale scale, double low, double high) {
        /** Checks the ends. */
        public Axis {
            boolean isInOrder = low < high && Double.isFinite(low) && Double.isFinite(high);
            if (!isInOrder || (scale == Scale.LOGARITHMIC && low <= 0)) {
                throw new IllegalArgumentException("axis from " + low + " to " + high);
            }
        }

        /** From 0 at the beginning to 1 at the end. */
        private double share(double value) {
            if (scale == Scale.EVEN || Double.isNaN(value)) {
                return (value - low) / (high - low);
            }
            double start = StrictMath.log10(low);
            return value > 0 ? (StrictMath.log10(value) - start) / (StrictMath.log10(high) - start) : -1;
        }
    }

    /** How a line is drawn. */
    public enum Stroke {
        /** In one piece. */
        SOLID(""),
        /** In dashes. */
        DASHED(" stroke-dasharray=\"6 4\""),
        /** In points. */
        DOTTED(" stroke-dasharray=\"2 3\"");

        private final String attribute;

        Stroke(String attribute) {
            this.attribute = attribute;
        }
    }

    /** The form of a mark. */
    public enum Shape {
        /** A disc. */
        DISC,
        /** A square. */
        SQUARE,
        /** A square on its corner. */
        DIAMOND
    }

    /** What is drawn, one over the other. A name that is empty does not stand in the legend. */
    public sealed interface Layer {
        /**
         * Returns the name in the legend.
         *
         * @return a few words, or nothing
         */
        String name();

        /**
         * Returns the points.
         *
         * @return how many there are
         */
        int size();
    }

    /**
     * Points joined in their order; NaN leaves a gap.
     *
     * @param name for the legend
     * @param colour 0 is black, then as many as there are
     * @param stroke how it is drawn
     * @param xs the points
     * @param ys as many
     */
    public record Line(String name, int colour, Stroke stroke, List<Double> xs, List<Double> ys) implements Layer {
        /** Copies the lists. */
        public Line {
            xs = List.copyOf(xs);
            ys = sameLength(xs, ys);
        }

        @Override
        public int size() {
            return xs.size();
        }
    }

    /**
     * All between two curves.
     *
     * @param name for the legend
     * @param colour as for lines
     * @param xs where the curves have points
     * @param lows the lower curve there
     * @param highs the upper curve
     */
    public record Band(String name, int colour, List<Double> xs, List<Double> lows, List<Double> highs)
            implements Layer {
        /** Copies the lists. */
        public Band {
            xs = List.copyOf(xs);
            lows = sameLength(xs, lows);
            highs = sameLength(xs, highs);
        }

        @Override
        public int size() {
            return 2 * xs.size();
        }
    }

    /**
     * Single points; NaN is left out.
     *
     * @param name for the legend
     * @param colour as for lines
     * @param shape their form
     * @param xs the points
     * @param ys as many
     */
    public record Marks(String name, int colour, Shape shape, List<Double> xs, List<Double> ys) implements Layer {
        /** Copies the lists. */
        public Marks {
            xs = List.copyOf(xs);
            ys = sameLength(xs, ys);
        }

        @Override
        public int size() {
            return xs.size();
        }
    }

    /**
     * Intervals of the lower axis.
     *
     * @param name for the legend
     * @param colour as for lines
     * @param from their left ends
     * @param to their right ends, as many
     */
    public record Cells(String name, int colour, List<Double> from, List<Double> to) implements Layer {
        /** Copies the lists. */
        public Cells {
            from = List.copyOf(from);
            to = sameLength(from, to);
        }

        @Override
        public int size() {
            return from.size();
        }
    }

    private static List<Double> sameLength(List<Double> xs, List<Double> ys) {
        if (xs.size() != ys.size()) {
            throw new IllegalArgumentException(xs.size() + " and " + ys.size() + " numbers");
        }
        return List.copyOf(ys);
    }

    private final Axis across;
    private final Axis up;
    private final Drawing svg;

    private Chart(Axis across, Axis up, int captionRows) {
        this.across = across;
        this.up = up;
        svg = new Drawing(LEFT + WIDTH + LEGEND, TOP + HEIGHT + 70 + CAPTION_ROW * captionRows);
    }

    /**
     * Draws.
     *
     * @param title the first line
     * @param subtitle the lines below, smaller, with line feeds between them
     * @param across the lower axis
     * @param up the left axis
     * @param layers from the lowest to the uppermost, with up to {@value #MAX_POINTS} points together
     * @param caption what stands below: paragraphs, which are broken into lines
     * @return an SVG document; a function of the arguments alone
     * @throws IllegalArgumentException if there are too many points
     */
    public static String svg(
            String title, String subtitle, Axis across, Axis up, List<Layer> layers, List<String> caption) {
        long points = layers.stream().mapToLong(Layer::size).sum();
        if (points > MAX_POINTS) {
            throw new IllegalArgumentException(points + " points: expected up to " + MAX_POINTS);
        }
        List<String> lines = caption.stream()
                .flatMap(paragraph -> broken(paragraph).stream())
                .toList();
        Chart chart = new Chart(across, up, lines.size());
        chart.svg.heading(LEFT, title, subtitle);
        chart.axes();
        chart.svg.add(
                "<clipPath id=\"plot\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>",
                LEFT, TOP, WIDTH, HEIGHT);
        chart.svg.add("<g clip-path=\"url(#plot)\">");
        layers.forEach(chart::draw);
        chart.svg.add("</g>");
        chart.legend(layers.stream().filter(layer -> !layer.name().isEmpty()).toList());
        double y = TOP + HEIGHT + 76;
        for (String line : lines) {
            chart.svg.text(LEFT - 70, y, "start", " font-size=\"12\" fill=\"#444444\"", line);
            y += CAPTION_ROW;
        }
        return chart.svg.end();
    }

    /** Lines of a paragraph: broken at spaces, or anywhere in a word that is too long. */
    private static List<String> broken(String paragraph) {
        List<String> lines = new ArrayList<>();
        String rest = paragraph;
        while (rest.length() > CAPTION_LENGTH) {
            int space = rest.lastIndexOf(' ', CAPTION_LENGTH);
            int end = space > 0 ? space : CAPTION_LENGTH;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }

    private double x(double value) {
        return LEFT + WIDTH * bounded(across.share(value), FAR);
    }

    private double y(double value) {
        return TOP + HEIGHT - HEIGHT * bounded(up.share(value), FAR);
    }

    private static double bounded(double share, double bound) {
        return Math.max(-bound, Math.min(bound, share));
    }

    private void axes() {
        for (BigDecimal tick : ticks(up)) {
            double y = y(tick.doubleValue());
            String label = label(up, tick);
            svg.add("<path d=\"M%s %sH%s\" stroke=\"#dddddd\"/>", LEFT, y, LEFT + WIDTH);
            svg.text(LEFT - 8, y + 4, "end", size(label, UP_LETTERS, UP_ROOM), label);
        }
        for (BigDecimal tick : ticks(across)) {
            double x = x(tick.doubleValue());
            String label = label(across, tick);
            svg.add("<path d=\"M%s %sV%s\" stroke=\"#eeeeee\"/>", x, TOP, TOP + HEIGHT);
            svg.text(x, TOP + HEIGHT + 20, "middle", size(label, ACROSS_LETTERS, ACROSS_ROOM), label);
        }
        svg.add("<path d=\"M%s %sV%sH%s\" fill=\"none\" stroke=\"#000000\"/>", LEFT, TOP, TOP + HEIGHT, LEFT + WIDTH);
        svg.text(LEFT + WIDTH / 2, TOP + HEIGHT + 44, "middle", "", across.label);
        double middle = TOP + HEIGHT / 2;
        svg.text(22, middle, "middle", " transform=\"rotate(-90 22 " + Drawing.number(middle) + ")\"", up.label);
    }

    /** The size of the letters of a label: smaller where they would need more room than there is. */
    private static String size(String label, double letters, double room) {
        double size = Math.min(letters, room / (DIGIT * label.length()));
        return " font-size=\"" + (size == letters ? Drawing.plain(size) : Drawing.number(size)) + "\"";
    }

    /** All digits of a tick, so that no two ticks look the same. */
    private static String label(Axis axis, BigDecimal tick) {
        double size = Math.abs(tick.doubleValue());
        if (axis.scale == Scale.LOGARITHMIC && (size <= 1e-3 || 1e4 <= size)) {
            return "10" + Drawing.superscript(tick.precision() - tick.scale() - 1);
        }
        BigDecimal stripped = tick.stripTrailingZeros();
        if (tick.signum() == 0 || (1e-4 <= size && size < 1e7)) {
            return stripped.toPlainString();
        }
        return stripped.precision() <= 4 ? Drawing.plain(tick.doubleValue()) : stripped.toString();
    }

    /** Round numbers: multiples of 1, 2 or 5 times a power of ten, or every so many powers of ten. */
    private static List<BigDecimal> ticks(Axis axis) {
        List<BigDecimal> ticks = new ArrayList<>();
        if (axis.scale == Scale.LOGARITHMIC) {
            int first = (int) Math.ceil(StrictMath.log10(axis.low) - 1e-9);
            int last = (int) Math.floor(StrictMath.log10(axis.high) + 1e-9);
            int step = Math.max(1, (last - first + TICKS - 1) / TICKS);
            for (int power = first; power <= last; power += step) {
                ticks.add(BigDecimal.ONE.scaleByPowerOfTen(power));
            }
            return ticks;
        }
        BigDecimal step = roundStep((axis.high - axis.low) / TICKS);
        long first = (long) Math.ceil(axis.low / step.doubleValue() - 1e-9);
        long last = (long) Math.floor(axis.high / step.doubleValue() + 1e-9);
        for (long i = first; i <= last; i++) {
            ticks.add(step.multiply(BigDecimal.valueOf(i)));
        }
        return ticks;
    }

    private static BigDecimal roundStep(double least) {
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(StrictMath.log10(least)));
        for (int factor : new int[] {1, 2, 5}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.doubleValue() >= least) {
                return step;
            }
        }
        return power.scaleByPowerOfTen(1);
    }

    private void draw(Layer layer) {
        if (layer instanceof Line line) {
            svg.add(
                    "<path d=\"%s\" fill=\"none\" stroke=\"" + Drawing.colour(line.colour) + "\" stroke-width=\"1.5\""
                            + line.stroke.attribute + "/>",
                    line(line.xs, line.ys));
        } else if (layer instanceof Band band) {
            List<Double> xs = new ArrayList<>(band.xs);
            List<Double> ys = new ArrayList<>(band.lows);
            for (int i = band.xs.size() - 1; i >= 0; i--) {
                xs.add(band.xs.get(i));
                ys.add(band.highs.get(i));
            }
            String colour = Drawing.colour(band.colour);
            svg.add(
                    "<path d=\"%sZ\" fill=\"" + colour + "\" fill-opacity=\"0.55\" stroke=\"" + colour
                            + "\" stroke-width=\"0.6\"/>",
                    outline(xs, ys));
        } else if (layer instanceof Marks marks) {
            for (int i = 0; i < marks.xs.size(); i++) {
                double x = x(marks.xs.get(i));
                double y = y(marks.ys.get(i));
                if (isNear(x, y)) {
                    mark(marks.shape, marks.colour, x, y);
                }
            }
        } else if (layer instanceof Cells cells) {
            for (int i = 0; i < cells.from.size(); i++) {
                strip(cells.colour, x(cells.from.get(i)), x(cells.to.get(i)), TOP + HEIGHT - STRIP);
            }
        }
    }

    /** Whether a point is not far outside; NaN is nowhere. */
    private static boolean isNear(double x, double y) {
        return LEFT - NEAR * WIDTH <= x
                && x <= LEFT + (1 + NEAR) * WIDTH
                && TOP - NEAR * HEIGHT <= y
                && y <= TOP + (1 + NEAR) * HEIGHT;
    }

    /** Joins points; what is far outside is cut off, so that what is inside stays as steep as it is. */
    private String line(List<Double> xs, List<Double> ys) {
        StringBuilder path = new StringBuilder();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        boolean isPenDown = false;
        for (int i = 0; i < xs.size(); i++) {
            double x = x(xs.get(i));
            double y = y(ys.get(i));
            boolean isNear = isNear(x, y);
            double[] part = near(lastX, lastY, x, y);
            if (part.length > 0) {
                if (!isPenDown) {
                    point(path, 'M', lastX + part[0] * (x - lastX), lastY + part[0] * (y - lastY));
                }
                // An end that is kept is not computed anew.
                point(
                        path,
                        'L',
                        isNear ? x : lastX + part[1] * (x - lastX),
                        isNear ? y : lastY + part[1] * (y - lastY));
            } else if (isNear) {
                point(path, 'M', x, y);
            }
            isPenDown = isNear;
            lastX = x;
            lastY = y;
        }
        return path.toString();
    }

    /** The part of a segment that is not far outside, as two shares of its length; empty if there is none. */
    private static double[] near(double fromX, double fromY, double toX, double toY) {
        double[] starts = {fromX - LEFT + NEAR * WIDTH, fromY - TOP + NEAR * HEIGHT};
        double[] steps = {toX - fromX, toY - fromY};
        double[] lengths = {(1 + 2 * NEAR) * WIDTH, (1 + 2 * NEAR) * HEIGHT};
        double first = 0;
        double last = 1;
        for (int i = 0; i < 2; i++) {
            if (steps[i] == 0) {
                last = 0 <= starts[i] && starts[i] <= lengths[i] ? last : -1;
            } else {
                double one = -starts[i] / steps[i];
                double other = (lengths[i] - starts[i]) / steps[i];
                first = Math.max(first, Math.min(one, other));
                last = Math.min(last, Math.max(one, other));
            }
        }
        return first <= last ? new double[] {first, last} : new double[0];
    }

    private static void point(StringBuilder path, char command, double x, double y) {
        path.append(command).append(Drawing.number(x)).append(' ').append(Drawing.number(y));
    }

    /** Joins points of a closed curve, each moved to a place that is not far outside. */
    private String outline(List<Double> xs, List<Double> ys) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < xs.size(); i++) {
            double x = Math.max(LEFT - NEAR * WIDTH, Math.min(LEFT + (1 + NEAR) * WIDTH, x(xs.get(i))));
            double y = Math.max(TOP - NEAR * HEIGHT, Math.min(TOP + (1 + NEAR) * HEIGHT, y(ys.get(i))));
            point(path, i == 0 ? 'M' : 'L', x, y);
        }
        return path.toString();
    }

    private void mark(Shape shape, int colour, double x, double y) {
        String paint = " fill=\"" + Drawing.colour(colour) + "\" stroke=\"#ffffff\" stroke-width=\"0.8\"";
        switch (shape) {
            case DISC -> svg.add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\"" + paint + "/>", x, y, MARK);
            case SQUARE ->
                svg.add("<rect x=\"%s\" y=\"%s\" width=\"8\" height=\"8\"" + paint + "/>", x - MARK, y - MARK);
            case DIAMOND -> svg.add("<path d=\"M%s %sl5.5 5.5l-5.5 5.5l-5.5 -5.5z\"" + paint + "/>", x, y - 5.5);
        }
    }

    private void strip(int colour, double from, double to, double y) {
        svg.add(
                "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"" + Drawing.colour(colour)
                        + "\" stroke=\"#ffffff\" stroke-width=\"0.5\"/>",
                from,
                y,
                Math.max(0.1, to - from),
                STRIP);
    }

    private void legend(List<Layer> layers) {
        double x = LEFT + WIDTH + 16;
        double y = TOP + 10;
        for (Layer layer : layers) {
            if (layer instanceof Line line) {
                svg.add(
                        "<path d=\"M%s %sh18\" stroke=\"" + Drawing.colour(line.colour) + "\" stroke-width=\"1.5\""
                                + line.stroke.attribute + "/>",
                        x,
                        y);
            } else if (layer instanceof Band band) {
                strip(band.colour, x, x + 18, y - STRIP / 2);
            } else if (layer instanceof Marks marks) {
                mark(marks.shape, marks.colour, x + 9, y);
            } else if (layer instanceof Cells cells) {
                strip(cells.colour, x, x + 18, y - STRIP / 2);
            }
            svg.text(x + 26, y + 4, "start", " font-size=\"12\"", layer.name());
            y += ROW;
        }
    }
}
