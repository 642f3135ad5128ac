package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chaoscert.cli.Command.chaoscert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.report.Svg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What is in the pictures: numbers are compared at the pixels where they belong. */
class PlotCommandTest {
    private static final String TENT = "test-data/published/tent.json";
    private static final String FIGURE_7 = "test-data/published/figure-7.json";
    private static final String FIVE_CYCLE = "test-data/exact/five-cycle.json";

    private static String text(Object... words) {
        Result result =
                chaoscert(Stream.concat(Stream.of("plot"), Stream.concat(Arrays.stream(words), Stream.of("-o", "-")))
                        .toArray());
        assertThat(result.status())
                .as("exit status of plot %s: %s", List.of(words), result.err())
                .isZero();
        assertThat(result.err()).as("complaints").isEmpty();
        return result.out();
    }

    private static Svg plot(Object... words) {
        return Svg.parse(text(words));
    }

    private static double x(double value, double low, double high) {
        return 90 + 560 * (value - low) / (high - low);
    }

    private static double y(double value, double low, double high) {
        return 490 - 420 * (value - low) / (high - low);
    }

    /** The axes of maps of [0, 1] onto itself: a 25th of the height above and below. */
    private static double[] pixel(double x, double y) {
        return new double[] {x(x, 0, 1), y(y, -0.04, 1.04)};
    }

    private static void assertPoints(List<double[]> actual, double[]... expected) {
        assertThat(actual).as("points").hasSameSizeAs(Arrays.asList(expected));
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual.get(i)).as("point %d", i).containsExactly(expected[i], within(0.0051));
        }
    }

    private static List<double[]> circles(Svg svg) {
        return svg.drawn("circle").stream()
                .map(circle -> new double[] {Svg.number(circle, "cx"), Svg.number(circle, "cy")})
                .toList();
    }

    private static double fiveCycle(double x) {
        double[] values = {0.5, 1, 0.75, 0.25, 0};
        int piece = (int) Math.min(3, 4 * x);
        return values[piece] + (values[piece + 1] - values[piece]) * (4 * x - piece);
    }

    private static double tent(double x) {
        return x < 0 ? 0 : 2 * Math.min(x, 1 - x);
    }

    @Test
    void theGraphOfTheFiveCycleHasItsVertices() {
        Svg svg = plot("graph", FIVE_CYCLE);
        List<Element> paths = svg.drawn("path");
        assertThat(paths).as("f^3, f^2, f and the diagonal").hasSize(4);
        assertPoints(
                Svg.points(paths.get(2)),
                pixel(0, 0.5),
                pixel(0.25, 1),
                pixel(0.5, 0.75),
                pixel(0.75, 0.25),
                pixel(1, 0));
        for (int n : new int[] {2, 3}) {
            List<double[]> points = Svg.points(paths.get(3 - n));
            assertThat(points).as("f^%d: one more than regions", n).hasSize(n == 2 ? 7 : 10);
            assertPoints(
                    points,
                    points.stream()
                            .map(point -> {
                                double start = (point[0] - 90) / 560;
                                double value = start;
                                for (int i = 0; i < n; i++) {
                                    value = fiveCycle(value);
                                }
                                return pixel(start, value);
                            })
                            .toArray(double[][]::new));
        }
        assertPoints(Svg.points(paths.get(3)), pixel(0, 0), pixel(1, 1));
        assertPoints(circles(svg), pixel(7.0 / 12, 7.0 / 12));
        assertThat(svg.legend()).as("legend").containsExactly("f^3", "f^2", "f", "diagonal", "fixed points");
        assertThat(svg.caption())
                .as("caption")
                .contains("Fixed points: 7/12.", "There is no point of least period 3.", "sha256 cf0dba2612e62824");
        assertThat(svg.texts()).contains("five-cycle: 4 affine pieces on [0, 1]");
        assertThat(svg.ticks("middle")).as("lower axis").containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(svg.ticks("end")).as("left axis").containsExactly("0", "0.2", "0.4", "0.6", "0.8", "1");
        assertThat(svg.elements("g").get(0).getAttribute("clip-path"))
                .as("cut off")
                .isEqualTo("url(#plot)");
    }

    @Test
    void theThreeCycleOfTheTentIsMarkedOnItsGraph() {
        Svg svg = plot("graph", TENT, "--window", "0,1");
        assertThat(svg.legend()).as("legend").endsWith("fixed points", "3-cycle");
        assertThat(svg.caption()).as("exact points").contains("Fixed points: 0, 2/3.", "Period 3: 2/7 -> 4/7 -> 6/7.");
        assertPoints(circles(svg), pixel(0, 0), pixel(2.0 / 3, 2.0 / 3));
        List<String> diamonds = svg.drawn("path").stream()
                .map(path -> path.getAttribute("d"))
                .filter(d -> d.endsWith("z"))
                .toList();
        assertThat(diamonds).as("diamonds").hasSize(3);
        for (int i = 0; i < 3; i++) {
            double start = new double[] {2, 4, 6}[i] / 7;
            String[] numbers = diamonds.get(i).substring(1).split("[ l]");
            assertThat(new double[] {Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]) + 5.5})
                    .as("point %d of the cycle", i)
                    .containsExactly(pixel(start, tent(start)), within(0.0051));
        }
    }

    @Test
    void aCobwebGoesFromTheDiagonalToTheGraphAndBack() {
        Svg svg = plot("cobweb", FIVE_CYCLE, "--start", "1/3", "--steps", 12);
        List<double[]> expected = new ArrayList<>(List.of(pixel(1.0 / 3, 1.0 / 3)));
        double x = 1.0 / 3;
        for (int n = 0; n < 12; n++) {
            double next = fiveCycle(x);
            expected.add(pixel(x, next));
            expected.add(pixel(next, next));
            x = next;
        }
        assertPoints(Svg.points(svg.drawn("path").get(2)), expected.toArray(double[][]::new));
        assertThat(svg.legend()).containsExactly("f", "diagonal", "orbit of 12 steps", "fixed points");
        assertThat(svg.caption()).as("exact start").contains("Begins at 1/3;");
        assertThat(plot("cobweb", FIVE_CYCLE).legend()).as("unless chosen").contains("orbit of 60 steps");
    }

    @ParameterizedTest
    @CsvSource({FIGURE_7 + ", 4", FIVE_CYCLE + ", 3"})
    void cellsCoverTheWindowInTheColoursOfTheirRules(String network, int period) {
        Svg svg = plot("cover", network, "--period", period);
        List<Element> cells = svg.drawn("rect").stream()
                .sorted((one, other) -> Double.compare(Svg.number(one, "x"), Svg.number(other, "x")))
                .toList();
        double end = 90;
        for (Element cell : cells) {
            assertThat(Svg.number(cell, "x")).as("no gap").isCloseTo(end, within(0.02));
            end = Svg.number(cell, "x") + Svg.number(cell, "width");
        }
        assertThat(end).as("up to the end").isCloseTo(650, within(0.02));
        List<String> rules = svg.legend().subList(3, svg.legend().size());
        assertThat(cells.stream().map(cell -> cell.getAttribute("fill")).distinct())
                .as("as many colours as rules")
                .hasSameSizeAs(rules);
        assertThat(svg.caption()).as("caption").contains(cells.size() + " cell", rules.get(0));
        assertThat(svg.texts()).as("title").contains("Why f has no least period " + period);
    }

    @Test
    void withoutAPeriodTheCoverIsThatOfTheVerdict() {
        assertThat(plot("cover", FIGURE_7).texts()).contains("Why f has no least period 4");
        assertThat(plot("cover", FIVE_CYCLE).texts()).contains("Why f has no least period 3");
    }

    @Test
    void growthIsStraightOnItsLogarithmicScale() {
        Svg svg = plot("growth", TENT, "--domain", "0,1", "--iterates", 10);
        DoubleUnaryOperator up = value -> 490 - 420 * Math.log(value) / Math.log(2048);
        assertPoints(
                circles(svg),
                IntStream.rangeClosed(1, 10)
                        .mapToObj(n -> new double[] {x(n, 0, 11), up.applyAsDouble(Math.pow(2, n))})
                        .toArray(double[][]::new));
        assertThat(svg.legend()).containsExactly("affine regions", "laps", "at least: e^(n h)", "at most: e^(n h)");
        assertThat(svg.caption())
                .contains(
                        "Regions of f^10: 1024; laps: 1024.",
                        "Topological entropy h: from 0.693147180559945 to 0.693147180559946.");
        assertThat(plot("growth", FIGURE_7).caption()).contains("Topological entropy h: 0,");
    }

    @Test
    void growthBeyondBinary64IsDrawnAsFarAsItGoes() {
        String svg = text("growth", TENT, "--domain", "0,1", "--iterates", 500);
        assertThat(svg).doesNotContain("NaN", "Infinity");
        assertThat(Svg.parse(svg).ticks("end"))
                .as("powers of ten")
                .startsWith("1")
                .hasSizeBetween(4, 9);
    }

    @Test
    void distancesAreThoseOfTheOrbits() {
        Svg svg = plot("distances", TENT, "--domain", "0,1", "--start", "1/8,3/16", "--steps", 5);
        List<double[]> exact = Svg.points(svg.drawn("path").get(2));
        // 1/8, 1/4, 1/2, 1, 0, 0 and 3/16, 3/8, 3/4, 1/2, 1, 0: at the end they are one.
        double[] distances = {1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2, 1};
        DoubleUnaryOperator up = value -> 490 - 420 * Math.log(value * 32) / Math.log(64);
        assertPoints(
                exact,
                IntStream.range(0, 5)
                        .mapToObj(n -> new double[] {x(n, 0, 5), up.applyAsDouble(distances[n])})
                        .toArray(double[][]::new));
        assertThat(svg.legend()).containsExactly("binary32 to exact", "binary64 to exact", "orbit to orbit, exact");
        assertThat(svg.caption())
                .contains(
                        "Orbits begin at 1/8 and 3/16", "binary64 has a correct digit of the first orbit all the way");
        assertThat(plot("distances", TENT, "--start", "1/3").caption())
                .as("the second start, unless chosen")
                .contains("Orbits begin at 1/3 and 10000003/30000000", "binary64 has no correct digit of the first");
    }

    @Test
    void aBandIsDrawnWhereThereAreTooManyPieces() {
        String net = """
                {"format": "chaoscert-network/1", "domain": ["0", "1"], "layers": [
                  {"weights": [%s], "biases": [%s], "activation": "relu"},
                  {"weights": [[%s]], "biases": ["0"], "activation": "identity"}]}
                """.formatted(
                        join(i -> "[\"1\"]"),
                        join(i -> "\"-" + i + "/16\""),
                        join(i -> i == 0 ? "\"16\"" : i % 2 == 1 ? "\"-32\"" : "\"32\""));
        Result result = Command.reading(net.getBytes(StandardCharsets.UTF_8)).run("plot", "graph", "-", "-o", "-");
        assertThat(result.status()).as(result.err()).isZero();
        Svg svg = Svg.parse(result.out());
        assertThat(svg.legend()).startsWith("f^3: least to greatest", "f^2", "f");
        List<double[]> band = Svg.points(svg.drawn("path").get(0));
        assertThat(band)
                .as("two curves of two points for each of 1,120 columns")
                .hasSize(4480);
        // A column of f^3 is 1/1120 wide, more than a tooth of 1/4096 for up and down: it holds 0 and 1.
        assertThat(band.subList(0, 2240)).as("lower curve").allMatch(p -> Math.abs(p[1] - pixel(0, 0)[1]) < 0.006);
        assertThat(band.subList(2240, 4480)).as("upper").allMatch(p -> Math.abs(p[1] - pixel(0, 1)[1]) < 0.006);
        assertThat(Svg.points(svg.drawn("path").get(1))).as("f^2 is exact").hasSize(257);
    }

    private static String join(IntFunction<String> part) {
        return String.join(", ", IntStream.range(0, 16).mapToObj(part).toList());
    }

    @Test
    void aWindowIsDrawnAndNothingElse() {
        Svg svg = plot("graph", TENT, "--window", "1/4,1/2");
        // From 1/4 to 1: the hull of the window and of its image.
        double low = 0.25 - 0.03;
        double high = 1.03;
        assertPoints(Svg.points(svg.drawn("path").get(2)), new double[] {90, y(0.5, low, high)}, new double[] {
            650, y(1, low, high)
        });
        List<double[]> second = Svg.points(svg.drawn("path").get(1));
        assertPoints(second, new double[] {90, y(1, low, high)}, new double[] {650, y(0, low, high)});
        assertThat(svg.drawn("path").stream().limit(4).flatMap(path -> Svg.points(path).stream()))
                .as("from side to side")
                .allMatch(point -> 90 <= point[0] && point[0] <= 650);
        assertThat(svg.ticks("middle")).containsExactly("0.25", "0.3", "0.35", "0.4", "0.45", "0.5");
    }

    /** Slope 10: f^3 is far outside the window soon, and must not look less steep for that. */
    @Test
    void steepIteratesAreAsSteepAsTheyAre() {
        byte[] net = """
                {"format": "chaoscert-network/1", "domain": ["-inf", "inf"], "layers": [
                  {"weights": [["10"]], "biases": ["0"], "activation": "identity"}]}
                """.getBytes(StandardCharsets.UTF_8);
        Svg svg = Svg.parse(Command.reading(net)
                .run("plot", "graph", "-", "--window", "0,1", "-o", "-")
                .out());
        for (int n = 1; n <= 3; n++) {
            List<double[]> points = Svg.points(svg.drawn("path").get(3 - n));
            double[] from = points.get(0);
            double[] to = points.get(points.size() - 1);
            double steepness = (from[1] - to[1]) / (to[0] - from[0]) * 560 / 420 * 10.8;
            assertThat(steepness).as("slope of f^%d", n).isCloseTo(Math.pow(10, n), within(Math.pow(10, n) / 1000));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test-data/exact/constant.json",
                "test-data/exact/constant-zero.json",
                "test-data/exact/identity.json",
                "test-data/exact/shift.json",
                "test-data/exact/half-line.json",
                "test-data/exact/minus-two.json"
            })
    void plainMapsHaveAllPictures(String network) {
        for (String kind : List.of("graph", "cobweb", "cover", "growth", "distances")) {
            String svg = text(kind, network);
            assertThat(svg).as("%s of %s", kind, network).doesNotContain("NaN", "Infinity");
            assertThat(Svg.parse(svg).caption()).contains("Judged is the exact real map of the stored weights; sha256");
            assertThat(text(kind, network)).as("the same again").isEqualTo(svg);
        }
    }
}
