package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values and slopes of all networks of a ball: none is missed, and no more is said than is needed. */
class BallTest {
    private static final List<String> OUTPUTS = List.of("identity", "identity", "relu", "clip", "hard-tanh");
    private static final List<String> IDENTITY = List.of("identity");

    private static Ball ball(Network network, Ratio radius, Limits limits) throws Fault {
        return Ball.around(network.net(), radius.fraction(), limits);
    }

    private static Ball ball(BallOracle oracle) throws Fault {
        return ball(oracle.centre, oracle.radius, Limits.DEFAULT);
    }

    private static Interval interval(String ends) {
        String[] parts = ends.split(" ", 2);
        return new Interval(Ratio.of(parts[0]), Ratio.of(parts[1]));
    }

    private static Span span(Interval interval) {
        return new Span(interval.low().fraction(), interval.high().fraction());
    }

    private static Interval image(Ball ball, Interval span) throws Fault {
        return interval(ball.image(span(span)));
    }

    private static Interval slopes(Ball ball, Interval span) {
        return interval(ball.slopes(span(span)));
    }

    private static Interval interval(Span span) {
        return new Interval(Ratio.of(span.low()), Ratio.of(span.high()));
    }

    private static Interval hull(Stream<Interval> intervals) {
        return intervals
                .reduce((one, other) ->
                        new Interval(one.low().min(other.low()), one.high().max(other.high())))
                .orElseThrow();
    }

    private static boolean holds(Interval outer, Interval inner) {
        return outer.holds(inner.low()) && outer.holds(inner.high());
    }

    private static boolean isEnd(Interval span) {
        return !span.low().isFinite() && span.low().equals(span.high());
    }

    /**
     * Spans between places where units may turn, points beside them, any numbers, and the infinities; points as well.
     */
    private static List<Interval> spans(BallOracle oracle, Random random, int count) {
        List<Ratio> points = new ArrayList<>(List.of(Ratio.MINUS_INFINITY, Ratio.INFINITY));
        for (Ratio place : oracle.places) {
            points.addAll(List.of(place, place.minus(Ratio.of(1, 1 << 20)), place.plus(Ratio.of(1, 1 << 20))));
        }
        for (int i = 0; i < 8; i++) {
            points.add(Ratio.of(random.nextInt(41) - 20, 1 + random.nextInt(9)));
        }
        List<Interval> spans = new ArrayList<>();
        while (spans.size() < count) {
            Ratio one = points.get(random.nextInt(points.size()));
            Ratio other = random.nextInt(6) == 0 ? one : points.get(random.nextInt(points.size()));
            Interval span = new Interval(one.min(other), one.max(other));
            if (!isEnd(span)) {
                spans.add(span);
            }
        }
        return spans;
    }

    /**
     * relu(x) within 1/4: the unit's sum lies between 3x/4 − 1/4 and 5x/4 + 1/4 right of 0, between 5x/4 − 1/4 and
     * 3x/4 + 1/4 left of it. So it is off for certain up to −1/3, on for certain from 1/3. The least value is 3/4 of
     * the lesser sum, cut off at 0, minus 1/4; the greatest 5/4 of the greater one plus 1/4; slopes lie in [3/4,
     * 5/4]·[3/4, 5/4].
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 1 | 1/8 17/8 | 0 0",
                "0 0 | -1/4 9/16 | 0 0",
                "-1/3 -1/3 | -1/4 1/4 | 0 0",
                "1/3 1/3 | -1/4 13/12 | 0 0",
                "-1 -1 | -1/4 1/4 | 0 0",
                "-1 1 | -1/4 17/8 | 0 25/16",
                "-1 -1/3 | -1/4 1/4 | 0 0",
                "-1 0 | -1/4 9/16 | 0 25/16",
                "-1/3 1/3 | -1/4 13/12 | 0 25/16",
                "-1/3 -1/6 | -1/4 13/32 | 0 25/16",
                "0 1/3 | -1/4 13/12 | 0 25/16",
                "1/3 1 | -1/4 17/8 | 9/16 25/16",
                "1 2 | 1/8 59/16 | 9/16 25/16",
                "-inf -1/3 | -1/4 1/4 | 0 0",
                "-inf -1 | -1/4 1/4 | 0 0",
                "-inf 0 | -1/4 9/16 | 0 25/16",
                "1/3 inf | -1/4 inf | 9/16 25/16",
                "1 inf | 1/8 inf | 9/16 25/16",
                "-inf inf | -1/4 inf | 0 25/16"
            })
    void ramp(String span, String image, String slopes) throws Fault {
        Ball ball = ball(network("-inf inf", "relu 1 | 0", "identity 1 | 0"), Ratio.of(1, 4), Limits.DEFAULT);
        assertThat(image(ball, interval(span))).isEqualTo(interval(image));
        assertThat(slopes(ball, interval(span))).isEqualTo(interval(slopes));
    }

    /**
     * All within 1/4. Weight 1/8 may have either sign: perhaps on everywhere, with slopes in [3/4, 5/4]·[−1/8, 3/8];
     * at −2 the greatest sum is 2/8 + 1/4. Weight 1/4 may be 0: the greatest sum is 1/4 all over the left. Behind the
     * unit 1/8 may have either sign: at 1 its share lies in [−1/8, 3/8]·[1/2, 3/2]. A weight −1 mirrors the ramp,
     * behind the unit upside down (the least value takes the greater sum and −5/4). Two units that cancel at the
     * centre move apart: at 1 by 15/8 − 3/8.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relu 1/8, 0 | identity 1, 0 | -2 0 | -1/4 7/8 | -5/32 15/32",
                "relu 1/8, 0 | identity 1, 0 | -inf inf | -1/4 inf | -5/32 15/32",
                "relu -1/8, 0 | identity 1, 0 | 0 2 | -1/4 7/8 | -15/32 5/32",
                "relu -1/8, 0 | identity 1, 0 | -inf -2 | -1/4 inf | -15/32 5/32",
                "relu 1/4, 0 | identity 1, 0 | -inf 0 | -1/4 9/16 | 0 5/8",
                "relu 1/4, 0 | identity 1, 0 | -5 -4 | -1/4 9/16 | 0 5/8",
                "relu -1/4, 0 | identity 1, 0 | 0 inf | -1/4 9/16 | -5/8 0",
                "relu 1, 0 | identity 1/8, 0 | 1/3 1 | -7/16 13/16 | -5/32 15/32",
                "relu 1, 0 | identity 1/8, 0 | -inf inf | -inf inf | -5/32 15/32",
                "relu 1, 0 | identity 1/4, 0 | 1/3 inf | -1/4 inf | 0 5/8",
                "relu 1, 0 | identity -1/4, 0 | 1/3 inf | -inf 1/4 | -5/8 0",
                "relu 1, 0 | identity -1, 0 | 1 1 | -17/8 -1/8 | 0 0",
                "relu 1, 0 | identity -1, 0 | 1/3 1 | -17/8 1/4 | -25/16 -9/16",
                "relu 1, 0 | identity -1, 0 | -inf inf | -inf 1/4 | -25/16 0",
                "relu -1, 0 | identity 1, 0 | -1 -1/3 | -1/4 17/8 | -25/16 -9/16",
                "relu -1, 0 | identity 1, 0 | -inf -1 | 1/8 inf | -25/16 -9/16",
                "relu -1, 0 | identity 1, 0 | 1/3 inf | -1/4 1/4 | 0 0",
                "relu 1; 1, 0 0 | identity 1 -1, 0 | 1 1 | -7/4 7/4 | 0 0",
                "relu 1; 1, 0 0 | identity 1 -1, 0 | 1/3 1 | -7/4 7/4 | -1 1",
                "relu 1; 1, 0 0 | identity 1 -1, 0 | 1 inf | -inf inf | -1 1",
                "relu 0, 1 | identity 1, 0 | 0 0 | 5/16 29/16 | 0 0",
                "relu 0, 1 | identity 1, 0 | -3 3 | -1/4 11/4 | -5/16 5/16",
                "relu 0, 1 | identity 1, 0 | 1 2 | -1/16 39/16 | -5/16 5/16",
                "relu 0, -1 | identity 1, 0 | -3 3 | -1/4 1/4 | 0 0",
                "relu 0, -1 | identity 1, 0 | 3 4 | -1/4 9/16 | -5/16 5/16"
            })
    void weightsOfAnySign(String hidden, String output, String span, String image, String slopes) throws Fault {
        Network network = network("-inf inf", hidden.replace(",", " |"), output.replace(",", " |"));
        Ball ball = ball(network, Ratio.of(1, 4), Limits.DEFAULT);
        assertThat(image(ball, interval(span))).isEqualTo(interval(image));
        assertThat(slopes(ball, interval(span))).isEqualTo(interval(slopes));
    }

    /**
     * The ramp again, and what the output's activation makes of its sum and slopes. Up to −1/3 the sum is its bias ±
     * 1/4; at 10 the unit gives at least 87/16, and 35/32 at most at 1/2. A sum that only touches 0 or 1 is cut off
     * nowhere: with the output's bias −1 it is at least 3/4·(3x/4 − 1/4) − 5/4, which is 0 at 23/9.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relu 1, 0 | -1 0 | 0 9/16 | 0 25/16",
                "relu 1, 0 | 1 2 | 1/8 59/16 | 9/16 25/16",
                "relu 1, -1 | -1 -1/3 | 0 0 | 0 0",
                "relu 1, -1/4 | -inf -1/3 | 0 0 | 0 0",
                "relu 1, 1/4 | 1/3 1 | 0 19/8 | 9/16 25/16",
                "relu 1, -1 | 3 4 | 1/4 93/16 | 9/16 25/16",
                "relu 1, -1 | 23/9 4 | 0 93/16 | 9/16 25/16",
                "relu 1, -1 | 23/9 inf | 0 inf | 9/16 25/16",
                "relu 1, -1 | 5/2 4 | 0 93/16 | 0 25/16",
                "relu -1, 0 | 1 2 | 0 0 | 0 0",
                "clip 1, 0 | 1 2 | 1/8 1 | 0 25/16",
                "clip 1, 0 | 10 11 | 1 1 | 0 0",
                "clip 1, 0 | 10 inf | 1 1 | 0 0",
                "clip 1, 0 | -inf inf | 0 1 | 0 25/16",
                "clip 1, 1/4 | -inf -1/3 | 0 1/2 | 0 0",
                "clip -1, 5 | 10 inf | 0 0 | 0 0",
                "clip -1, 5 | -inf -1/3 | 1 1 | 0 0",
                "clip -1, 5/4 | -inf -1/3 | 1 1 | 0 0",
                "clip -1, 9/8 | -1/3 0 | 9/16 1 | -25/16 0",
                "hard-tanh 1, 0 | 10 inf | 1 1 | 0 0",
                "hard-tanh 1, -1 | 1/3 1/2 | -1 11/32 | 0 25/16",
                "hard-tanh 1, -3/4 | 1/3 1/2 | -1 19/32 | 9/16 25/16",
                "hard-tanh -1, 0 | 10 11 | -1 -1 | 0 0",
                "hard-tanh -1, 0 | 1/3 1 | -1 1/4 | -25/16 0",
                "hard-tanh -1, 4/5 | 1/3 1/2 | -87/160 1 | -25/16 0",
                "hard-tanh -1, 3/4 | 1/3 1/2 | -19/32 1 | -25/16 -9/16"
            })
    void outputsThatMayBeLevel(String output, String span, String image, String slopes) throws Fault {
        Network network = network("-inf inf", "relu 1 | 0", output.replace(",", " |"));
        Ball ball = ball(network, Ratio.of(1, 4), Limits.DEFAULT);
        assertThat(image(ball, interval(span))).isEqualTo(interval(image));
        assertThat(slopes(ball, interval(span))).isEqualTo(interval(slopes));
    }

    /**
     * At 1/4 the sums lie within 1/80 of 1/4 and −1/4: only the first unit is on. Its share is at least 1.99 ·
     * 0.2375, at most 2.01 · 0.2625, and the output's bias moves by 0.01.
     */
    @Test
    void tentAtAQuarter() throws Fault {
        Ball ball = ball(TENT, Ratio.of(1, 100), Limits.DEFAULT);
        assertThat(image(ball, interval("1/4 1/4"))).isEqualTo(interval("462625/1000000 537625/1000000"));
    }

    @Test
    void imagesAreTheHullsOfThoseAtTheCorners() throws Fault {
        Random random = new Random(21);
        for (int i = 0; i < 50; i++) {
            BallOracle oracle = BallOracle.next(random, 2, OUTPUTS);
            Ball ball = ball(oracle);
            List<Oracle> corners = oracle.corners().map(Oracle::new).toList();
            for (Interval span : spans(oracle, random, 6)) {
                assertThat(image(ball, span))
                        .as("%s within %s on %s", oracle.centre, oracle.radius, span)
                        .isEqualTo(hull(corners.stream().map(corner -> corner.image(span))));
            }
        }
    }

    /** With three units, so 1024 corners: the ends of the image of a point are values there. */
    @Test
    void imagesOfPointsAreAttainedAtCorners() throws Fault {
        Random random = new Random(22);
        for (int i = 0; i < 12; i++) {
            BallOracle oracle = BallOracle.next(random, 3, OUTPUTS);
            Ball ball = ball(oracle);
            Ratio x = spans(oracle, random, 40).stream()
                    .flatMap(span -> Stream.of(span.low(), span.high()))
                    .filter(Ratio::isFinite)
                    .findFirst()
                    .orElseThrow();
            List<Ratio> values = oracle.corners()
                    .map(corner -> Oracle.value(corner.layers(), x))
                    .sorted()
                    .toList();
            assertThat(image(ball, new Interval(x, x)))
                    .as("%s within %s at %s", oracle.centre, oracle.radius, x)
                    .isEqualTo(new Interval(values.get(0), values.get(values.size() - 1)));
        }
    }

    @Test
    void imagesAndSlopesAreThoseFoundUnitByUnit() throws Fault {
        Random random = new Random(23);
        for (int i = 0; i < 120; i++) {
            BallOracle oracle = BallOracle.next(random, 4, OUTPUTS);
            Ball ball = ball(oracle);
            for (Interval span : spans(oracle, random, 12)) {
                assertThat(image(ball, span))
                        .as("%s within %s on %s", oracle.centre, oracle.radius, span)
                        .isEqualTo(oracle.image(span));
                assertThat(slopes(ball, span))
                        .as("%s within %s on %s", oracle.centre, oracle.radius, span)
                        .isEqualTo(oracle.slopes(span));
            }
        }
    }

    /**
     * Where every unit is off in all networks or on in all, slopes are products of numbers that are free: none is too
     * many.
     */
    @Test
    void slopesAreThoseAtTheCornersWhereNoUnitMayTurn() throws Fault {
        Random random = new Random(24);
        int compared = 0;
        int steep = 0;
        for (int i = 0; i < 60; i++) {
            BallOracle oracle = BallOracle.next(random, 2, IDENTITY);
            Ball ball = ball(oracle);
            List<Interval> spans = spans(oracle, random, 60).stream()
                    .filter(span -> !span.low().equals(span.high()) && !oracle.mayTurn(span))
                    .limit(3)
                    .toList();
            List<Oracle> corners = spans.isEmpty()
                    ? List.of()
                    : oracle.corners().map(Oracle::new).toList();
            for (Interval span : spans) {
                Interval wanted = hull(corners.stream().map(corner -> corner.slopes(span)));
                assertThat(slopes(ball, span))
                        .as("%s within %s on %s", oracle.centre, oracle.radius, span)
                        .isEqualTo(wanted);
                compared++;
                steep += wanted.low().equals(wanted.high()) ? 0 : 1;
            }
        }
        assertThat(compared).as("spans").isGreaterThan(60);
        assertThat(steep).as("spans with slopes").isGreaterThan(30);
    }

    @Tag("battery")
    @Test
    void noNetworkOfTheBallIsMissed() throws Fault {
        Random random = new Random(25);
        for (int i = 0; i < 120; i++) {
            BallOracle oracle = BallOracle.next(random, 4, OUTPUTS);
            Ball ball = ball(oracle);
            List<Interval> spans = spans(oracle, random, 8);
            for (int j = 0; j < 12; j++) {
                Network member = oracle.member(random);
                Oracle map = new Oracle(member);
                for (Interval span : spans) {
                    String what = member + " within " + oracle.radius + " of " + oracle.centre + " on " + span;
                    assertThat(holds(image(ball, span), map.image(span)))
                            .as(what)
                            .isTrue();
                    assertThat(holds(slopes(ball, span), map.slopes(span)))
                            .as(what)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void imagesAndSlopesGrowWithTheRadiusAndWithTheSpan() throws Fault {
        Random random = new Random(26);
        for (int i = 0; i < 100; i++) {
            BallOracle oracle = BallOracle.next(random, 4, OUTPUTS);
            Ball small = ball(oracle.centre, oracle.radius.over(Ratio.of(3)), Limits.DEFAULT);
            Ball large = ball(oracle);
            List<Interval> spans = spans(oracle, random, 6);
            for (Interval span : spans) {
                assertThat(holds(image(large, span), image(small, span))).isTrue();
                assertThat(holds(slopes(large, span), slopes(small, span))).isTrue();
                Interval wide = hull(Stream.of(span, spans.get(0)));
                assertThat(holds(image(large, wide), image(large, span))).isTrue();
                assertThat(span.low().equals(span.high()) || holds(slopes(large, wide), slopes(large, span)))
                        .isTrue();
            }
        }
    }

    /**
     * The image of a span is the hull of those of its parts; so are slopes, as long as the output is nowhere level.
     */
    @Test
    void partsMakeUpTheWhole() throws Fault {
        Random random = new Random(27);
        for (int i = 0; i < 100; i++) {
            BallOracle oracle = BallOracle.next(random, 4, IDENTITY);
            Ball ball = ball(oracle);
            for (Interval span : spans(oracle, random, 6)) {
                if (!span.low().equals(span.high())) {
                    Ratio cut = Oracle.inside(span.low(), span.high());
                    Interval left = new Interval(span.low(), cut);
                    Interval right = new Interval(cut, span.high());
                    assertThat(image(ball, span)).isEqualTo(hull(Stream.of(image(ball, left), image(ball, right))));
                    assertThat(slopes(ball, span)).isEqualTo(hull(Stream.of(slopes(ball, left), slopes(ball, right))));
                }
            }
        }
    }

    private static Network mirrored(Network network) {
        String row = String.join(" ", network.layers().get(0).biases());
        String weights = String.join(
                "; ",
                network.layers().get(0).weights().stream()
                        .map(weight -> Ratio.of(weight.get(0)).negate().toString())
                        .toList());
        return new Network(
                network.domain(),
                List.of(
                        Certificates.Layer.of("relu " + weights + " | " + row),
                        network.layers().get(1)));
    }

    /** f(−x) in place of f(x): what is said of the left is said of the right. */
    @Test
    void theHalvesAreTreatedAlike() throws Fault {
        Random random = new Random(28);
        for (int i = 0; i < 100; i++) {
            BallOracle oracle = BallOracle.next(random, 4, OUTPUTS);
            Ball ball = ball(oracle);
            Ball other = ball(mirrored(oracle.centre), oracle.radius, Limits.DEFAULT);
            for (Interval span : spans(oracle, random, 6)) {
                Interval turned = new Interval(span.high().negate(), span.low().negate());
                assertThat(image(other, turned)).isEqualTo(image(ball, span));
                Interval slopes = slopes(ball, span);
                assertThat(slopes(other, turned))
                        .isEqualTo(new Interval(
                                slopes.high().negate(), slopes.low().negate()));
            }
        }
    }

    private static Fault refusal(Network network, String radius, Limits limits) {
        Fault fault = catchThrowableOfType(Fault.class, () -> ball(network, Ratio.of(radius), limits));
        assertThat(fault).as("refusal").isNotNull();
        return fault;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1/1000", "-1"})
    void radiusIsAboveZero(String radius) {
        Fault fault = refusal(TENT, radius, Limits.DEFAULT);
        assertThat(fault.result.code()).isEqualTo("radius-not-supported");
        assertThat(fault.result.at()).isEqualTo("/radius");
    }

    @ParameterizedTest
    @CsvSource({
        "relu 1 | 0, relu 1 | 0, identity 1 | 0",
        "identity 1 | 0,,",
        "relu 1 | 0,,",
        "abs 1 | 0, identity 1 | 0,",
        "identity 1 | 0, identity 1 | 0,",
        "leaky-relu:0 1 | 0, identity 1 | 0,",
        "clip 1 | 0, identity 1 | 0,",
        "relu 1 | 0, abs 1 | 0,",
        "relu 1 | 0, leaky-relu:0 1 | 0,",
        "relu 1 | 0, leaky-relu:1/10 1 | 0,"
    })
    void onlyOneHiddenLayerOfReluUnitsHasABall(String first, String second, String third) {
        String[] layers =
                Stream.of(first, second, third).filter(layer -> layer != null).toArray(String[]::new);
        Fault fault = refusal(network("-inf inf", layers), "1/1000", Limits.DEFAULT);
        assertThat(fault.result.code()).isEqualTo("radius-not-supported");
        assertThat(fault.result.at()).isEqualTo("/radius");
    }

    /**
     * Within 1/4 of relu(x)/4 values lie between −1/4 and 1/2·(5x/4 + 1/4) + 1/4, which is 1 at 1: both ends of
     * [−1/4, 1] are reached. An output that is cut off keeps all networks inside its own range.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1/4 1 | identity 1/4, 0 | true",
                "-1/4 99/100 | identity 1/4, 0 | false",
                "-6/25 1 | identity 1/4, 0 | false",
                "0 1 | relu 1/4, 0 | true",
                "0 1 | clip 1, 0 | true",
                "0 1/2 | clip 1, 0 | false",
                "1/10 1 | clip 1, 0 | false",
                "-1 1 | hard-tanh 1, 0 | true",
                "-inf inf | identity -5, 0 | true",
                "0 inf | relu 5, 0 | true",
                "0 inf | identity 5, 0 | false"
            })
    void allNetworksMapTheDomainIntoIt(String domain, String output, boolean inside) {
        Network network = network(domain, "relu 1 | 0", output.replace(",", " |"));
        Fault fault = catchThrowableOfType(Fault.class, () -> ball(network, Ratio.of(1, 4), Limits.DEFAULT));
        assertThat(fault == null).isEqualTo(inside);
        assertThat(inside || fault.result.code().equals("domain-not-invariant")).isTrue();
    }

    /** Right of 0 both bounds of each unit's sum turn from negative to positive: six turns. Left of 0 none does. */
    @Test
    void turnsEndAtTheLimit() throws Fault {
        Network three = network("-inf inf", "relu 1; 1; 1 | -1 -2 -3", "identity 1 1 1 | 0");
        Limits six = new Limits(1000, 64, 6, 100, 1000, 1000);
        assertThat(slopes(ball(three, Ratio.of(1, 10), six), interval("-inf 0")))
                .isEqualTo(interval("0 0"));
        Fault fault = refusal(three, "1/10", new Limits(1000, 64, 5, 100, 1000, 1000));
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(fault.result.at()).isEqualTo("/network/layers");
        Network mirrored = mirrored(three);
        assertThat(refusal(mirrored, "1/10", new Limits(1000, 64, 5, 100, 1000, 1000))
                        .result
                        .at())
                .isEqualTo("/network/layers");
    }

    /**
     * relu(x) within 1/1024: the hidden layer's numbers stand over 2^10, of 11 bits, sums over 2^20. The first place
     * is −1/1023; the least value there is written over 1023 · 2^20, of 30 bits. Values at 1/(2^31 − 1) stand over 51
     * bits, but are asked for by witnesses only.
     */
    @Test
    void longNumbersAreOverLimits() throws Fault {
        Network ramp = network("-inf inf", "relu 1 | 0", "identity 1 | 0");
        Fault hidden = refusal(ramp, "1/1024", Limits.DEFAULT.with(1000, 10, 1000));
        assertThat(hidden.result.at() + " " + hidden.result.why())
                .isEqualTo("/radius a number of 11 bits; the limit is 10");
        Fault both = refusal(ramp, "1/1024", Limits.DEFAULT.with(1000, 20, 1000));
        assertThat(both.result.at() + " " + both.result.why())
                .isEqualTo("/radius a number of 21 bits; the limit is 20");
        Fault places = refusal(ramp, "1/1024", Limits.DEFAULT.with(1000, 29, 1000));
        assertThat(places.result.at() + " " + places.result.why()).startsWith("/radius a number of 30 bits");
        Ball ball = ball(ramp, Ratio.of(1, 1024), Limits.DEFAULT.with(1000, 31, 1000));
        assertThat(image(ball, interval("0 1/3")).low()).isEqualTo(Ratio.of(-1, 1024));
        Interval fine = interval("0 1/2147483647");
        Fault fault = catchThrowableOfType(Fault.class, () -> image(ball, fine));
        assertThat(fault.result.at()).isEqualTo("/witness");
        assertThat(fault.result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
    }
}
