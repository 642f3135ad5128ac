package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.report.ProbabilityPlot;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.chaoscert.sweep.Tally;
import org.chaoscert.sweep.Weights;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** The picture of a sweep: whatever was found, there is one. */
class SweepPictureTest {
    private static final int SAMPLES = 1000;

    private static List<Variance> variances(String... texts) {
        return Arrays.stream(texts).map(Variance::new).toList();
    }

    private static List<Integer> widths(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private static SweepPlan counting(List<Integer> widths, List<Variance> variances) {
        return new SweepPlan(List.of(Scheme.RELU_SUM), widths, variances, false, SAMPLES, 7, 0, 1, false);
    }

    private static SweepPlan tilted(String... variances) {
        return new SweepPlan(List.of(Scheme.RELU_SUM), List.of(8), variances(variances), false, SAMPLES, 7, 0, 1, true);
    }

    private static Tally tally(int hits, Weights weights) {
        return Tally.of(hits, hits, new long[] {SAMPLES - hits}, 0, 0, weights);
    }

    private static Weights weights(String sum, String squares, double greatest) {
        return new Weights(new BigDecimal(sum), new BigDecimal(squares), greatest);
    }

    private static String svg(SweepPlan plan, IntFunction<Tally> tallies) {
        int laws = plan.laws().size();
        return SweepPicture.svg(new SweepTable(
                "1", plan, IntStream.range(0, laws).mapToObj(tallies).toList()));
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> texts(String svg) throws Exception {
        NodeList nodes = parse(svg).getElementsByTagName("text");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> nodes.item(i).getTextContent())
                .toList();
    }

    private static int circles(String svg) throws Exception {
        return parse(svg).getElementsByTagName("circle").getLength();
    }

    @Test
    void saysWhatIsDrawn() throws Exception {
        String svg = svg(counting(List.of(4), variances("8", "64")), i -> tally(100 * (i + 1), Weights.NONE));
        assertThat(texts(svg))
                .contains(
                        "relu-sum, 1000 networks a point, seed 7; bars: Clopper-Pearson, 95 %",
                        "variance S of the output weights, Var(a) = S / width",
                        "probability of chaos",
                        "8",
                        "64",
                        "width 4")
                .noneMatch(text -> text.contains("left out"));
        assertThat(circles(svg)).as("two points and the legend").isEqualTo(3);
    }

    @Test
    void aVarianceOfZeroIsLeftOutAndSaidToBe() throws Exception {
        String one = svg(counting(List.of(4), variances("0", "8")), i -> tally(100, Weights.NONE));
        assertThat(texts(one)).contains("1 point left out: no logarithm of variance 0");
        assertThat(circles(one)).as("the other point and the legend").isEqualTo(2);
        String two = svg(counting(List.of(4, 5), variances("8", "0")), i -> tally(100, Weights.NONE));
        assertThat(texts(two)).contains("2 points left out: no logarithm of variance 0");
    }

    @Test
    void withNothingToDrawThereIsAPictureThatSaysSo() throws Exception {
        String svg = svg(counting(List.of(4), variances("0")), i -> tally(0, Weights.NONE));
        assertThat(texts(svg)).contains("no point can be drawn", "1 point left out: no logarithm of variance 0");
    }

    @Test
    void ofManyWidthsTheFirstAreDrawn() throws Exception {
        String most = svg(counting(widths(64), variances("8")), i -> tally(i, Weights.NONE));
        assertThat(texts(most)).contains("width 64").noneMatch(text -> text.startsWith("the first"));
        String more = svg(counting(widths(65), variances("8", "0")), i -> tally(i, Weights.NONE));
        assertThat(texts(more))
                .contains("width 64", "the first 64 of 65 widths; 64 points left out: no logarithm of variance 0")
                .doesNotContain("width 65");
        assertThat(svg(counting(widths(SweepPlan.MAX_LAWS), variances("8")), i -> tally(5, Weights.NONE)))
                .as("as many widths as can be")
                .contains("the first 64 of 10000 widths");
        String[] grid = IntStream.rangeClosed(1, ProbabilityPlot.MAX_POINTS)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        assertThat(svg(counting(List.of(4), variances(grid)), i -> tally(5, Weights.NONE)))
                .as("as many variances as can be")
                .contains("width 4")
                .doesNotContain("left out");
    }

    @Test
    void weightedEstimatesAreDrawnAsProbabilities() throws Exception {
        List<Weights> odd = List.of(
                weights("1500", "1e6", 900),
                weights("1e305", "1e308", 1e154),
                weights("1e400", "1e800", 1e300),
                weights("1e-300", "1e-320", 1e-300),
                weights("0", "0", 0),
                Weights.NONE);
        for (Weights weights : odd) {
            String svg = svg(tilted("8", "64"), i -> tally(10, weights));
            assertThat(parse(svg).getDocumentElement().getTagName())
                    .as("picture with %s", weights)
                    .isEqualTo("svg");
            assertThat(svg).doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void weightsThatAreNotTrustworthyAreHollow() throws Exception {
        Weights sound = weights("20", "0.4", 0.1);
        Weights heavy = weights("20", "390", 19);
        assertThat(sound.areTrustworthy()).as("sound").isTrue();
        assertThat(heavy.areTrustworthy()).as("heavy").isFalse();
        String words = "weights too heavy-tailed to trust";
        String mixed = svg(tilted("8", "64"), i -> tally(500, i == 0 ? sound : heavy));
        assertThat(texts(mixed)).contains(words);
        assertThat(mixed.split("<circle[^>]*fill=\"#ffffff\"", -1))
                .as("the point and its explanation")
                .hasSize(3);
        assertThat(texts(svg(tilted("8", "64"), i -> tally(500, sound)))).doesNotContain(words);
    }

    @Test
    void pointsAreJoinedFromLeftToRight() {
        IntFunction<Tally> same = i -> tally(100, Weights.NONE);
        assertThat(svg(counting(List.of(4), variances("64", "2", "8")), same))
                .isEqualTo(svg(counting(List.of(4), variances("2", "8", "64")), same));
    }

    @Test
    void namesAndExtremeVariancesHaveTheirPlace() throws Exception {
        String svg = svg(
                counting(List.of(2, 1 << 24), variances("he", "low", "1e-320", "1e-300", "1e300")),
                i -> tally(i, Weights.NONE));
        assertThat(texts(svg)).contains("0.01503", "1.00e+300");
    }
}
