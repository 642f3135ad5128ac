package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaoscert.checker.Certificates.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pieces of a network's graph: values, images, slopes and sides are those found by plain evaluation. */
class GraphTest {
    private static final int NETWORKS = 150;

    private static Graph graph(Network network) throws Fault {
        return Unfolding.graph(network.net(), Span.LINE, Limits.DEFAULT);
    }

    private static Span span(Interval interval) {
        return new Span(interval.low().fraction(), interval.high().fraction());
    }

    private static Interval interval(Span span) {
        return new Interval(Ratio.of(span.low()), Ratio.of(span.high()));
    }

    private static Interval interval(String ends) {
        String[] parts = ends.split(" ", 2);
        return new Interval(Ratio.of(parts[0]), Ratio.of(parts[1]));
    }

    /** Kinks, points just beside them, random points, and sometimes the infinities. */
    private static List<Ratio> points(Oracle oracle, Random random) {
        List<Ratio> points = new ArrayList<>(List.of(Ratio.MINUS_INFINITY, Ratio.INFINITY, Ratio.ZERO));
        Ratio little = Ratio.of(1, 1L << 50);
        for (Ratio kink : oracle.kinks) {
            points.addAll(List.of(kink.minus(little), kink, kink.plus(little)));
        }
        for (int i = 0; i < 6; i++) {
            points.add(RandomNetworks.number(random));
        }
        return points;
    }

    private static Interval interval(List<Ratio> points, Random random) {
        Ratio one = points.get(random.nextInt(points.size()));
        Ratio other = points.get(random.nextInt(points.size()));
        return new Interval(one.min(other), one.max(other));
    }

    @Test
    void valuesAreThoseOfTheNetwork() throws Fault {
        Random random = new Random(11);
        for (int i = 0; i < NETWORKS; i++) {
            Network network = RandomNetworks.next(random);
            Net net = network.net();
            Graph graph = Unfolding.graph(net, Span.LINE, Limits.DEFAULT);
            Oracle oracle = new Oracle(network);
            for (Ratio x : points(oracle, random)) {
                Ratio value = Ratio.of(graph.valueAt(x.fraction()));
                assertThat(value).as("%s at %s", network, x).isEqualTo(oracle.value(x));
                if (x.isFinite()) {
                    assertThat(value).isEqualTo(Ratio.of(net.valueAt(x.fraction())));
                }
            }
        }
    }

    @Test
    void infinitiesAreWrittenInOneWay() throws Fault {
        Graph steep = graph(network("-inf inf", "identity -2/3 | 5"));
        assertThat(steep.valueAt(Fraction.INFINITY)).isEqualTo(Fraction.MINUS_INFINITY);
        assertThat(steep.valueAt(Fraction.MINUS_INFINITY)).isEqualTo(Fraction.INFINITY);
    }

    @Test
    void imagesReachFromTheLeastToTheGreatestValue() throws Fault {
        Random random = new Random(12);
        for (int i = 0; i < NETWORKS; i++) {
            Network network = RandomNetworks.next(random);
            Graph graph = graph(network);
            Oracle oracle = new Oracle(network);
            List<Ratio> points = points(oracle, random);
            for (int j = 0; j < 20; j++) {
                Interval span = interval(points, random);
                if (span.low().isFinite() || !span.low().equals(span.high())) {
                    Interval image = interval(graph.image(span(span)));
                    assertThat(image).as("%s on %s", network, span).isEqualTo(oracle.image(span));
                    List<Ratio> values = points.stream()
                            .filter(span::holds)
                            .map(oracle::value)
                            .toList();
                    assertThat(values).allMatch(image::holds);
                }
            }
        }
    }

    @Test
    void slopesAreThoseOfThePiecesMetInMoreThanAPoint() throws Fault {
        Random random = new Random(13);
        for (int i = 0; i < NETWORKS; i++) {
            Network network = RandomNetworks.next(random);
            Graph graph = graph(network);
            Oracle oracle = new Oracle(network);
            List<Ratio> points = points(oracle, random);
            for (int j = 0; j < 20; j++) {
                Interval span = interval(points, random);
                assertThat(interval(graph.slopes(span(span))))
                        .as("%s on %s", network, span)
                        .isEqualTo(oracle.slopes(span));
            }
        }
    }

    @Test
    void sidesAreThoseOfEveryPiece() throws Fault {
        Random random = new Random(14);
        int held = 0;
        for (int i = 0; i < 4 * NETWORKS; i++) {
            Network network = RandomNetworks.next(random);
            Graph graph = graph(network);
            Interval domain;
            do {
                domain = interval(points(new Oracle(network), random), random);
            } while (domain.low().equals(domain.high()));
            Judge judge = new Judge(network.on(domain.low() + " " + domain.high()));
            for (String side : List.of("below", "above")) {
                boolean holds = judge.oneSided(side);
                held += holds ? 1 : 0;
                assertThat(graph.staysOnSide(span(domain), side.equals("below") ? 1 : -1))
                        .as("%s %s on %s", network, side, domain)
                        .isEqualTo(holds);
            }
        }
        assertThat(held).as("networks on one side").isGreaterThan(NETWORKS / 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 1 | 0 1 | -2 2",
                "0 1/2 | 0 1 | 2 2",
                "1/4 3/4 | 1/2 1 | -2 2",
                "1/2 1 | 0 1 | -2 -2",
                "1/2 1/2 | 1 1 | 0 0",
                "-1 0 | 0 0 | 0 0",
                "-1 1/8 | 0 1/4 | 0 2",
                "-inf inf | -inf 1 | -2 2",
                "-inf 0 | 0 0 | 0 0",
                "-inf -5 | 0 0 | 0 0",
                "1/2 inf | -inf 1 | -2 -2",
                "1 inf | -inf 0 | -2 -2",
                "49/100 inf | -inf 1 | -2 2"
            })
    void imagesAndSlopesOfTheTent(String span, String image, String slopes) throws Fault {
        Graph tent = graph(Certificates.TENT);
        Interval wanted = interval(span);
        assertThat(interval(tent.image(span(wanted)))).isEqualTo(interval(image));
        assertThat(interval(tent.slopes(span(wanted)))).isEqualTo(interval(slopes));
    }

    /** Where kinks cancel there is no kink: the pieces are maximal. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relu 1; -1 | 0 0| identity 1 -1 | 0| 1 1",
                "relu 1; 1 | -1 -1| identity 1 -1 | 0| 0 0",
                "relu 2; 1 | 2 1| identity 1 -2 | 0| 0 0",
                "relu 0; 1 | 5 0| identity 1 0 | 0| 0 0",
                "leaky-relu:1 1; 3 | 1 0| abs 1 0 | 0| -1 1",
                "clip 1; -1 | 0 1| identity 1 1 | 0| 0 0",
                "hard-tanh 1; -1 | 0 0| abs 1 1 | 0| 0 0",
                "abs 1 | 0| relu -1 | 0| 0 0",
                "abs 1 | 0| leaky-relu:1/2 1 | 0| -1 1",
                "abs 1 | 0| hard-tanh -1 | -1| 0 0",
                "abs 1 | 0| hard-tanh 1 | 1| 0 0",
                "abs 1 | 0| clip 1 | 1| 0 0",
                "abs 1 | 0| clip -1 | 0| 0 0"
            })
    void kinksThatCancelAreNone(String hidden, String hiddenBias, String output, String outputBias, String slopes)
            throws Fault {
        Network network = network("-inf inf", hidden + "|" + hiddenBias, output + "|" + outputBias);
        Graph graph = graph(network);
        assertThat(interval(graph.slopes(Span.LINE))).as("%s", network).isEqualTo(interval(slopes));
        Limits noKinks = new Limits(1000, 64, 7, 100, 1000, 1000);
        assertThat(Unfolding.graph(network.net(), Span.LINE, noKinks).slopes(Span.LINE))
                .isEqualTo(graph.slopes(Span.LINE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "identity 1 | 0| -inf inf| true| true",
                "identity 1 | 1| -inf inf| false| true",
                "identity 1 | -1| -inf inf| true| false",
                "identity 1 | -1| 0 inf| true| false",
                "identity 1 | 1| -inf 0| false| true",
                "identity 2 | 0| -inf inf| false| false",
                "identity 2 | 0| 0 inf| false| true",
                "identity 2 | 0| -inf 0| true| false",
                "identity 1/2 | 0| 0 inf| true| false",
                "identity 1/2 | 0| -inf 0| false| true",
                "identity 1/2 | 1| 2 inf| true| false",
                "identity 1/2 | 1| 1 inf| false| false",
                "identity 1/2 | 1| 1 2| false| true",
                "identity 1/2 | 1| -inf 2| false| true",
                "identity 1/2 | 1| -inf 3| false| false",
                "identity -1 | 0| -inf inf| false| false",
                "identity -1 | 0| 0 inf| true| false",
                "identity -1 | 0| -inf 0| false| true",
                "relu 1 | 0| -inf inf| false| true",
                "relu 1 | 0| 0 inf| true| true",
                "relu 2 | 0| -inf inf| false| true",
                "relu 1 | -1| 0 inf| true| false",
                "relu 1 | -1| -1 inf| false| false",
                "abs 1 | 0| -inf inf| false| true",
                "abs -1 | 0| 0 5| true| true",
                "clip 1 | 1/4| 0 1| false| true",
                "clip 1 | -1/4| 0 1| true| false",
                "clip 2 | -1/2| 0 1| false| false",
                "leaky-relu:1/2 1 | 0| -inf inf| false| true"
            })
    void sidesAtEndsAndInfinities(String activation, String bias, String domain, boolean below, boolean above)
            throws Fault {
        Graph graph = graph(network("-inf inf", activation + "|" + bias));
        Span span = span(interval(domain));
        assertThat(graph.staysOnSide(span, 1)).as("below").isEqualTo(below);
        assertThat(graph.staysOnSide(span, -1)).as("above").isEqualTo(above);
    }

    @Test
    void piecesEndAtTheLimit() throws Fault {
        Network zigzag = network("-inf inf", "abs 1; 1; 1; 1 | 0 -1 -2 -3", "identity 1 -1 1 -1 | 0");
        Limits five = new Limits(1000, 64, 5, 100, 1000, 1000);
        assertThat(Unfolding.graph(zigzag.net(), Span.LINE, five)
                        .slopes(Span.LINE)
                        .isPoint())
                .isFalse();
        Limits four = new Limits(1000, 64, 4, 100, 1000, 1000);
        Fault fault = catchThrowableOfType(Fault.class, () -> Unfolding.graph(zigzag.net(), Span.LINE, four));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.at()).isEqualTo("/network/layers");
    }

    @Test
    void bendsEndAtTheLimitBeforeTheyAreSorted() throws Fault {
        String[] ones = new String[6];
        Arrays.fill(ones, "1");
        Network same = network(
                "-inf inf",
                "relu " + String.join("; ", ones) + " | 0 0 0 0 0 0",
                "identity " + String.join(" ", ones) + " | 0");
        assertThat(Unfolding.graph(same.net(), Span.LINE, new Limits(1000, 64, 6, 100, 1000, 1000))
                        .slopes(Span.UNIT)
                        .isPoint())
                .isTrue();
        Fault fault = catchThrowableOfType(
                Fault.class, () -> Unfolding.graph(same.net(), Span.LINE, new Limits(1000, 64, 5, 100, 1000, 1000)));
        assertThat(fault.result.kind()).as("six bends at one kink").isEqualTo(Result.Kind.OVER_LIMITS);
    }

    @Test
    void longValuesAreOverLimits() throws Fault {
        Limits limits = Limits.DEFAULT.with(1000, 40, 1000);
        Graph graph = Unfolding.graph(network("-inf inf", "relu 1/1048576 | 0").net(), Span.LINE, limits);
        assertThat(Ratio.of(graph.valueAt(Ratio.of(1, (1 << 20) - 1).fraction())))
                .isEqualTo(Ratio.of(1, (1L << 40) - (1 << 20)));
        assertThat(graph.valueAt(Ratio.of(-1, 1L << 40).fraction()).numerator().signum())
                .as("constant")
                .isZero();
        Fraction tooLong = Ratio.of(1, 1 << 21).fraction();
        Fault fault = catchThrowableOfType(Fault.class, () -> graph.valueAt(tooLong));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.at()).isEqualTo("/witness");
        assertThat(fault.result.why()).isEqualTo("a number of 42 bits; the limit is 40");
    }
}
