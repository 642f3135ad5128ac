package org.chaoscert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chaoscert.report.ProbabilityPlot.Curve;
import org.chaoscert.report.ProbabilityPlot.Point;
import org.chaoscert.report.ProbabilityPlot.Trust;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class ProbabilityPlotTest {
    private static String plot(Curve... curves) {
        return ProbabilityPlot.svg("Title", "Subtitle", "variance", "probability", List.of(curves));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document document) {
        return elements(document, "text").stream().map(Element::getTextContent).toList();
    }

    /**
     * From 0.01 to 1 upwards, 380 pixels from 450 up to 70; from 1 to 100 across with a margin of 0.2 decades on each
     * side, so 2.4 decades over 560 pixels from 90 on.
     */
    @Test
    void pointsAndBarsStandWhereTheyBelong() throws Exception {
        Document document = parse(plot(new Curve(
                "one", List.of(new Point(1, 0.1, 0.02, 1), new Point(10, 1, 1, 1), new Point(100, 0.1, 0.1, 0.1)))));
        List<Element> circles = elements(document, "circle");
        assertThat(circles.stream().map(circle -> circle.getAttribute("cx") + " " + circle.getAttribute("cy")))
                .as("three points and the legend")
                .startsWith("136.67 260.00", "370.00 70.00", "603.33 260.00")
                .hasSize(4);
        assertThat(elements(document, "path").stream().map(path -> path.getAttribute("d")))
                .as("the curve, and the first bar: up from 0.02")
                .contains("M136.67 260.00L370.00 70.00L603.33 260.00", "M136.67 392.80V70.00");
        assertThat(texts(document))
                .contains("Title", "Subtitle", "variance", "probability", "one", "1", "10⁻¹", "10⁻²", "10", "100");
    }

    @Test
    void largerProbabilitiesAreDrawnHigher() throws Exception {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            points.add(new Point(i, i / 20.0, i / 40.0, 1));
        }
        List<Element> circles = elements(parse(plot(new Curve("rising", points))), "circle");
        for (int i = 1; i < 20; i++) {
            assertThat(Double.parseDouble(circles.get(i).getAttribute("cy")))
                    .isLessThan(Double.parseDouble(circles.get(i - 1).getAttribute("cy")));
            assertThat(Double.parseDouble(circles.get(i).getAttribute("cx")))
                    .isGreaterThan(Double.parseDouble(circles.get(i - 1).getAttribute("cx")));
        }
    }

    /** The axis goes down to 10^-4: 95 pixels a decade, so that 10^-3 is at 355. */
    @Test
    void anEstimateOfZeroIsATriangleWithABarUpToItsUpperEnd() throws Exception {
        Document document =
                parse(plot(new Curve("zero", List.of(new Point(1, 0, 0, 1e-3), new Point(100, 0.5, 1.5e-4, 1)))));
        List<String> paths = elements(document, "path").stream()
                .map(path -> path.getAttribute("d"))
                .toList();
        assertThat(paths).contains("M136.67 450.00V355.00", "M132.67 443.00h8l-4 7z");
        assertThat(elements(document, "circle"))
                .as("the other point and the legend")
                .hasSize(2);
        assertThat(paths).as("a curve without the zero").contains("M603.33 98.60");
    }

    @Test
    void onePointAloneIsInTheMiddle() throws Exception {
        Document document = parse(plot(new Curve("alone", List.of(new Point(2, 0.5, 0.25, 0.75)))));
        assertThat(elements(document, "circle").get(0).getAttribute("cx")).isEqualTo("370.00");
        parse(plot(new Curve("nothing", List.of(new Point(1, 0, 0, 0)))));
    }

    @Test
    void labelsOfManyPlacesKeepApart() throws Exception {
        List<Point> points = new ArrayList<>();
        for (int i = 1; i <= 300; i++) {
            points.add(new Point(i, 0.5, 0.5, 0.5));
        }
        List<Double> places = elements(parse(plot(new Curve("many", points))), "text").stream()
                .filter(text -> text.getAttribute("y").equals("470.00"))
                .map(text -> Double.parseDouble(text.getAttribute("x")))
                .toList();
        assertThat(places).hasSizeGreaterThan(10);
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i)).isGreaterThan(places.get(i - 1) + 10);
        }
    }

    @Test
    void textsAreEscaped() throws Exception {
        String svg = ProbabilityPlot.svg(
                "a < b & c > d",
                "100 %s &amp;",
                "<x>",
                "y]]>",
                List.of(new Curve("<script>", List.of(new Point(1, 0.5, 0.5, 0.5)))));
        assertThat(svg).doesNotContain("<script");
        assertThat(texts(parse(svg))).contains("a < b & c > d", "100 %s &amp;", "<x>", "y]]>", "<script>");
    }

    @Test
    void refusesPointsThatCannotBeDrawn() {
        for (double x : new double[] {0, -1, Double.POSITIVE_INFINITY, Double.NaN}) {
            assertThatThrownBy(() -> new Point(x, 0.5, 0.5, 0.5)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Point(1, 0.5, 0.6, 0.7)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Point(1, 0.5, 0.4, 0.45)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Point(1, 0.5, -0.1, 0.6)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Point(1, 0.5, 0.4, 1.1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Point(1, Double.NaN, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTooMuch() {
        Point point = new Point(1, 0.5, 0.5, 0.5);
        Curve[] curves =
                Collections.nCopies(65, new Curve("one", List.of(point))).toArray(Curve[]::new);
        assertThatThrownBy(() -> plot(curves)).isInstanceOf(IllegalArgumentException.class);
        Curve many = new Curve("many", Collections.nCopies(10_001, point));
        assertThatThrownBy(() -> plot(many)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void withoutPointsThePictureSaysSo() throws Exception {
        for (String svg : List.of(plot(), plot(new Curve("empty", List.of())))) {
            assertThat(texts(parse(svg))).contains("Title", "no point can be drawn", "1", "10⁻¹");
        }
        assertThat(plot(new Curve("one", List.of(new Point(1, 0.5, 0.5, 0.5))))).doesNotContain("no point");
    }

    /** The estimate 0.02 is the lowest, the axis ends at 0.002, and the bars that go on below it end in arrows. */
    @Test
    void lowerEndsNearZeroDoNotStretchTheAxis() throws Exception {
        Document document = parse(plot(new Curve(
                "one",
                List.of(new Point(1, 0.02, 1e-9, 0.5), new Point(10, 0.2, 0, 0.5), new Point(100, 0.2, 0.1, 0.5)))));
        assertThat(texts(document)).contains("10⁻²").doesNotContain("10⁻³");
        double decade = 380 / -Math.log10(0.002);
        assertThat(Double.parseDouble(elements(document, "circle").get(0).getAttribute("cy")))
                .as("one decade above the bottom")
                .isCloseTo(450 - decade, within(0.01));
        assertThat(elements(document, "path").stream().map(path -> path.getAttribute("d")))
                .as("arrows")
                .filteredOn(path -> path.endsWith("l3 6l3 -6"))
                .containsExactly("M133.67 444.00l3 6l3 -6", "M367.00 444.00l3 6l3 -6");
    }

    @Test
    void marksThatAreNoCurvesOwnAreExplained() throws Exception {
        String none = "none found: upper end of the interval";
        String heavy = "weights too heavy-tailed to trust";
        Point found = new Point(1, 0.5, 0.4, 0.6);
        Point bounded = new Point(2, 0, 0, 0.1);
        Point doubtful = new Point(3, 0.5, 0.4, 0.6, Trust.NONE);
        Document all = parse(plot(new Curve("all", List.of(found, bounded, doubtful))));
        assertThat(texts(all)).contains(none, heavy);
        assertThat(elements(all, "circle").stream().map(circle -> circle.getAttribute("fill")))
                .as("found, doubtful, legend, its explanation")
                .containsExactly("#000000", "#ffffff", "#000000", "#ffffff");
        assertThat(texts(parse(plot(new Curve("found", List.of(found)))))).doesNotContain(none, "none found", heavy);
        assertThat(texts(parse(plot(new Curve("no interval", List.of(new Point(1, 0, 0, 0)))))))
                .contains("none found");
    }

    @Test
    void farFewerLabelsThanDecades() throws Exception {
        Document document =
                parse(plot(new Curve("one", List.of(new Point(1e-300, 1e-300, 0, 1), new Point(1e300, 1, 1, 1)))));
        assertThat(texts(document)).hasSizeLessThan(25).allMatch(text -> text.length() < 15);
    }

    @Test
    void aLongLegendStaysOnThePicture() throws Exception {
        Curve[] curves = Collections.nCopies(64, new Curve("one", List.of(new Point(1, 0.5, 0.5, 0.5))))
                .toArray(Curve[]::new);
        Document document = parse(plot(curves));
        double width = Double.parseDouble(document.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(document.getDocumentElement().getAttribute("height"));
        List<Element> names = elements(document, "text").stream()
                .filter(text -> text.getTextContent().equals("one"))
                .toList();
        assertThat(names).hasSize(64).allSatisfy(name -> {
            assertThat(Double.parseDouble(name.getAttribute("x"))).isBetween(650.0, width - 50);
            assertThat(Double.parseDouble(name.getAttribute("y"))).isBetween(70.0, height - 10);
        });
        assertThat(names.stream().map(name -> name.getAttribute("x") + " " + name.getAttribute("y")))
                .as("places")
                .doesNotHaveDuplicates();
    }

    @Test
    void theSubtitleMayHaveTwoLines() throws Exception {
        String svg = ProbabilityPlot.svg("Title", "one\ntwo", "x", "y", List.of());
        assertThat(texts(parse(svg))).contains("one", "two");
    }

    @Test
    void isTheSameTextEverywhere() {
        Curve curve = new Curve("one", List.of(new Point(0.5, 0.1, 0.05, 0.2), new Point(2.25, 0, 0, 1e-5)));
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            String expected = plot(curve);
            for (String tag : List.of("de-DE", "ar-EG-u-nu-arab", "tr-TR")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertThat(plot(curve)).isEqualTo(expected);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
