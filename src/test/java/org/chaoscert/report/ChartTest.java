package org.chaoscert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.chaoscert.report.Chart.Axis;
import org.chaoscert.report.Chart.Layer;
import org.chaoscert.report.Chart.Scale;
import org.chaoscert.report.Chart.Shape;
import org.chaoscert.report.Chart.Stroke;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

/** The axes go from 90 to 650 across, and from 490 up to 70. */
class ChartTest {
    private static final Axis ACROSS = new Axis("x", Scale.EVEN, 0, 10);
    private static final Axis UP = new Axis("y", Scale.EVEN, -1, 1);
    private static final Axis LOGARITHMIC = new Axis("y", Scale.LOGARITHMIC, 1, 1e6);

    private static Svg draw(Axis across, Axis up, Layer... layers) {
        return Svg.parse(Chart.svg("Title", "Subtitle", across, up, List.of(layers), List.of("Caption.")));
    }

    private static Chart.Line line(List<Double> xs, List<Double> ys) {
        return new Chart.Line("line", 4, Stroke.SOLID, xs, ys);
    }

    private static String path(Svg svg) {
        assertThat(svg.drawn("path")).as("one path").hasSize(1);
        return svg.drawn("path").get(0).getAttribute("d");
    }

    @Test
    void linesJoinTheirPoints() {
        assertThat(path(draw(ACROSS, UP, line(List.of(0.0, 5.0, 10.0), List.of(-1.0, 1.0, 0.5)))))
                .isEqualTo("M90.00 490.00L370.00 70.00L650.00 175.00");
    }

    @Test
    void onALogarithmicScaleEqualQuotientsAreEqualDistances() {
        assertThat(path(draw(ACROSS, LOGARITHMIC, line(List.of(0.0, 5.0, 10.0), List.of(1.0, 1e3, 1e6)))))
                .isEqualTo("M90.00 490.00L370.00 280.00L650.00 70.00");
    }

    @ParameterizedTest
    @CsvSource({"EVEN, -1, 1", "LOGARITHMIC, 1, 1e6"})
    void whereThereIsNoNumberThereIsAGap(Scale scale, double low, double high) {
        List<Double> ys = List.of(high, Double.NaN, low, high, Double.NaN, low);
        Axis up = new Axis("y", scale, low, high);
        assertThat(path(draw(ACROSS, up, line(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0), ys))))
                .isEqualTo("M90.00 70.00M202.00 490.00L258.00 70.00M370.00 490.00");
        Svg marks = draw(ACROSS, up, new Chart.Marks("", 0, Shape.DISC, List.of(0.0, 1.0), List.of(Double.NaN, low)));
        assertThat(marks.drawn("circle")).as("marks").hasSize(1);
    }

    /** Where a path crosses a height, by straight interpolation. */
    private static double crossing(Element path, double height) {
        List<double[]> points = Svg.points(path);
        double[] from = points.get(0);
        double[] to = points.get(points.size() - 1);
        return from[0] + (to[0] - from[0]) * (height - from[1]) / (to[1] - from[1]);
    }

    @ParameterizedTest
    @CsvSource({"2", "10", "100", "12345", "1e6"})
    void aLineThatLeavesThePictureStaysAsSteepAsItIs(double end) {
        for (boolean backwards : new boolean[] {false, true}) {
            List<Double> ys = backwards ? List.of(-end, 0.0) : List.of(0.0, end);
            Element path =
                    draw(ACROSS, UP, line(List.of(0.0, 10.0), ys)).drawn("path").get(0);
            double expected = backwards ? 650 - 560 / end : 90 + 560 / end;
            assertThat(crossing(path, backwards ? 490 : 70))
                    .as("where it leaves")
                    .isCloseTo(expected, within(0.02));
            assertThat(Svg.points(path)).as("no number is large").allMatch(point -> Math.abs(point[1]) < 2000);
        }
    }

    @Test
    void aLineThatGoesFarOutAndComesBackIsDrawnWhereItIsInside() {
        List<double[]> points =
                Svg.points(draw(ACROSS, UP, line(List.of(0.0, 5.0, 10.0), List.of(-1000.0, 1000.0, -1000.0)))
                        .drawn("path")
                        .get(0));
        assertThat(points).as("two pieces of two points").hasSize(4);
        assertThat((points.get(0)[0] + points.get(1)[0]) / 2).as("upwards").isCloseTo(230, within(0.5));
        assertThat((points.get(2)[0] + points.get(3)[0]) / 2).as("downwards").isCloseTo(510, within(0.5));
    }

    @Test
    void withoutEndsThereIsNoNumberThatNoProgramReads() {
        List<Double> xs = List.of(-1e300, 0.0, 1.0, 2.0, 1e300);
        List<Double> ys = List.of(0.5, Double.POSITIVE_INFINITY, 0.5, Double.NEGATIVE_INFINITY, 1e300);
        String svg = Chart.svg(
                "",
                "",
                ACROSS,
                UP,
                List.of(line(xs, ys), new Chart.Band("", 1, xs, ys, ys), new Chart.Marks("", 1, Shape.SQUARE, xs, ys)),
                List.of());
        assertThat(svg).doesNotContain("NaN", "Infinity").doesNotContainPattern("[0-9]{6}\\.");
        assertThat(Svg.parse(svg).drawn("rect")).as("the mark inside").hasSize(1);
    }

    @Test
    void bandsGoThereBelowAndBackAbove() {
        Svg svg =
                draw(ACROSS, UP, new Chart.Band("band", 1, List.of(0.0, 10.0), List.of(-1.0, -0.5), List.of(1.0, 0.5)));
        assertThat(path(svg)).isEqualTo("M90.00 490.00L650.00 385.00L650.00 175.00L90.00 70.00Z");
        assertThat(svg.drawn("path").get(0).getAttribute("fill-opacity"))
                .as("not opaque")
                .isNotEmpty();
    }

    @Test
    void marksHaveTheirForms() {
        List<Double> xs = List.of(5.0);
        List<Double> ys = List.of(0.0);
        Svg svg = draw(
                ACROSS,
                UP,
                new Chart.Marks("disc", 0, Shape.DISC, xs, ys),
                new Chart.Marks("square", 1, Shape.SQUARE, xs, ys),
                new Chart.Marks("diamond", 2, Shape.DIAMOND, xs, ys));
        Element disc = svg.drawn("circle").get(0);
        assertThat(disc.getAttribute("cx") + " " + disc.getAttribute("cy")).isEqualTo("370.00 280.00");
        Element square = svg.drawn("rect").get(0);
        assertThat(square.getAttribute("x") + " " + square.getAttribute("y")).isEqualTo("366.00 276.00");
        assertThat(path(svg)).as("diamond").startsWith("M370.00 274.50l");
        assertThat(svg.legend()).as("legend").containsExactly("disc", "square", "diamond");
    }

    @Test
    void cellsAreStripsAboveTheLowerAxis() {
        Svg svg = draw(ACROSS, UP, new Chart.Cells("rule", 3, List.of(0.0, 5.0), List.of(2.5, 10.0)));
        assertThat(svg.drawn("rect").stream()
                        .map(rect -> rect.getAttribute("x") + " " + rect.getAttribute("width") + " "
                                + rect.getAttribute("y") + " " + rect.getAttribute("height")))
                .containsExactly("90.00 140.00 478.00 12.00", "370.00 280.00 478.00 12.00");
    }

    @Test
    void whatLiesOutsideTheAxesIsCutOff() {
        Svg svg = draw(ACROSS, UP, line(List.of(0.0, 1.0), List.of(0.0, 1.0)));
        Element clip = svg.elements("clipPath").get(0);
        Element rect = (Element) clip.getElementsByTagName("rect").item(0);
        assertThat(svg.elements("g").get(0).getAttribute("clip-path"))
                .isEqualTo("url(#" + clip.getAttribute("id") + ")");
        assertThat(List.of("x", "y", "width", "height").stream().map(rect::getAttribute))
                .containsExactly("90.00", "70.00", "560.00", "420.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;       1;          0, 0.2, 0.4, 0.6, 0.8, 1",
                "-1;      1;          -1, -0.5, 0, 0.5, 1",
                "0;       8;          0, 1, 2, 3, 4, 5, 6, 7, 8",
                "3;       1003;       200, 400, 600, 800, 1000",
                "-0.04;   1.04;       0, 0.2, 0.4, 0.6, 0.8, 1",
                "100000;  100001;     100000, 100000.2, 100000.4, 100000.6, 100000.8, 100001",
                "0.5;     0.50001;    0.5, 0.500002, 0.500004, 0.500006, 0.500008, 0.50001",
                "0;       1e300;      0, 2.00e+299, 4.00e+299, 6.00e+299, 8.00e+299, 1.00e+300"
            })
    void ticksAreRoundNumbersAndNoTwoLookTheSame(double low, double high, String expected) {
        Svg svg = draw(ACROSS, new Axis("y", Scale.EVEN, low, high));
        assertThat(svg.elements("text").stream()
                        .filter(text -> text.getAttribute("text-anchor").equals("end"))
                        .map(Element::getTextContent))
                .containsExactly(expected.split(", "));
    }

    @Test
    void ticksStandAtTheirNumbersWhateverTheAxis() {
        Random random = new Random(20);
        for (int i = 0; i < 300; i++) {
            double low = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(12) - 6);
            double high = low + Math.pow(10, random.nextInt(10) - 5);
            Svg svg = draw(ACROSS, new Axis("y", Scale.EVEN, low, high));
            List<Element> labels = svg.elements("text").stream()
                    .filter(text -> text.getAttribute("text-anchor").equals("end"))
                    .toList();
            assertThat(labels).as("ticks from %s to %s", low, high).hasSizeBetween(3, 9);
            assertThat(labels.stream().map(Element::getTextContent)).as("ticks").doesNotHaveDuplicates();
            for (Element label : labels) {
                double share = (Double.parseDouble(label.getTextContent()) - low) / (high - low);
                assertThat(Svg.number(label, "y"))
                        .as("%s", label.getTextContent())
                        .isCloseTo(494 - 420 * share, within(0.02));
                double width = 0.6 * label.getTextContent().length() * Svg.number(label, "font-size");
                assertThat(width).as("room for %s", label.getTextContent()).isLessThan(80);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "1;      1e4;    1, 10, 100, 1000, 10⁴",
                "0.5;    20;     1, 10",
                "1e-16;  1;      10⁻¹⁶, 10⁻¹⁴, 10⁻¹², 10⁻¹⁰, 10⁻⁸, 10⁻⁶, 10⁻⁴, 0.01, 1",
                "1;      1e300;  1, 10³⁸, 10⁷⁶, 10¹¹⁴, 10¹⁵², 10¹⁹⁰, 10²²⁸, 10²⁶⁶"
            })
    void onALogarithmicScaleTicksArePowersOfTen(double low, double high, String expected) {
        assertThat(draw(ACROSS, new Axis("y", Scale.LOGARITHMIC, low, high)).ticks("end"))
                .containsExactly(expected.split(", "));
    }

    @Test
    void wordsAreEscapedAndLongParagraphsBroken() {
        String words = IntStream.range(0, 60).mapToObj(i -> "w" + i).reduce("<&>", (a, b) -> a + " " + b);
        Svg svg =
                Svg.parse(Chart.svg("a < b & c", "\"q\" > 0", ACROSS, UP, List.of(), List.of(words, "x".repeat(300))));
        assertThat(svg.texts()).contains("a < b & c", "\"q\" > 0", "x".repeat(118), "x".repeat(300 - 2 * 118));
        assertThat(svg.caption()).startsWith(words + " ").doesNotContain("  ");
        assertThat(Svg.number(svg.document().getDocumentElement(), "height"))
                .as("room for all lines")
                .isGreaterThan(svg.elements("text").stream()
                        .mapToDouble(text -> Svg.number(text, "y"))
                        .max()
                        .orElseThrow());
    }

    @Test
    void axesAndListsThatCannotBeAreRefused() {
        for (double[] ends : new double[][] {{1, 1}, {2, 1}, {0, Double.POSITIVE_INFINITY}, {Double.NaN, 1}}) {
            assertThatThrownBy(() -> new Axis("x", Scale.EVEN, ends[0], ends[1]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Axis("x", Scale.LOGARITHMIC, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> line(List.of(1.0), List.of())).isInstanceOf(IllegalArgumentException.class);
        List<Double> many = Collections.nCopies(Chart.MAX_POINTS, 0.0);
        assertThat(draw(ACROSS, UP, line(many, many)).drawn("path"))
                .as("as many as may be")
                .hasSize(1);
        Chart.Marks one = new Chart.Marks("", 0, Shape.DISC, List.of(0.0), List.of(0.0));
        assertThatThrownBy(() -> draw(ACROSS, UP, line(many, many), one))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200001 points");
    }
}
