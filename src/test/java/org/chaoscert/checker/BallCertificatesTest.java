package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.FIGURE_7;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.chaosByOrbit;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.period;
import static org.chaoscert.checker.Certificates.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Certificates about all networks within a radius: what is accepted is true of each of them. */
class BallCertificatesTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    /** x/2 + 1/4 on [0, 1]. */
    private static final Network HALVING = network("0 1", "relu 1 | 0", "clip 1/2 | 1/4");

    /** 2x − 3 from −1 on, −5 up to there: fixed are −5 and 3. */
    private static final Network HOCKEY_STICK = network("-inf inf", "relu 1 | 1", "identity 2 | -5");

    /** 1/2, whatever x is. */
    private static final Network LEVEL = network("0 1", "relu 0 | 1", "clip 1/2 | 0");

    /** The code and the place, or {@code valid}. */
    private static String verdict(String certificate) {
        Result result = Certificates.check(certificate);
        return (Certificates.word(result) + " " + result.at()).strip();
    }

    private static String[] split(String cells) {
        return cells.split(", *");
    }

    /**
     * With r = 1/250 the tent takes 1/4 into [0.484, 0.516], that into [0.92, 1.04], and that below 0.21. With r =
     * 1/200 the second reaches down to 0.91, and the third from there up to 0.2508: not back to 1/4.
     */
    @ParameterizedTest
    @CsvSource({
        "1/1000000, valid",
        "1/1000, valid",
        "1/250, valid",
        "1/200, inequality-fails /witness/point",
        "1/100, inequality-fails /witness/point",
        "1/20, inequality-fails /witness/point",
        "1, inequality-fails /witness/point",
        "1000000, inequality-fails /witness/point"
    })
    void chaosOfTheTentIsKeptWithinSmallRadii(String radius, String verdict) {
        assertThat(verdict(within(radius, liYorke(TENT, 1, "1/4")))).isEqualTo(verdict);
    }

    @Test
    void conclusionsAreThoseOfRadiusZero() {
        assertThat(Certificates.check(within("1/1000", liYorke(TENT, 1, "1/4"))).conclusions())
                .containsExactly("chaotic");
        assertThat(Certificates.check(within("1/20", cover(HALVING, 4, "1 monotone 1")))
                        .conclusions())
                .containsExactly("no-period:4", "periods-divide:2", "not-chaotic");
        assertThat(Certificates.check(within("1/20", cover(HALVING, 3, "1 monotone 1")))
                        .conclusions())
                .containsExactly("no-period:3");
    }

    /** The tent turned over, 1 − f(1 − x): 3/4 goes down to 1/2 and 0, and jumps back to 1. */
    @ParameterizedTest
    @CsvSource({"1/1000, valid", "1/400, valid", "1/50, inequality-fails /witness/point"})
    void chaosMayFallAsWell(String radius, String verdict) {
        Network turned = network("-inf inf", "relu -1; -1 | 1 1/2", "identity -2 4 | 1");
        assertThat(verdict(within(radius, liYorke(turned, 1, "3/4")))).isEqualTo(verdict);
    }

    /** b, c and d are the images of a point of the whole ball, so a verdict can be computed on the side. */
    @Test
    void pointsAreJudgedByTheImagesOfAllNetworks() {
        Random random = new Random(31);
        List<String> verdicts = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int iterate = 1 + random.nextInt(2);
            Ratio radius = Ratio.of(1, 100 + random.nextInt(3000));
            Ratio a = Ratio.of(20 + random.nextInt(7), iterate == 1 ? 100 : 400);
            BallOracle oracle = new BallOracle(TENT, radius);
            Interval b = iterated(oracle, new Interval(a, a), iterate);
            Interval c = iterated(oracle, b, iterate);
            Interval d = iterated(oracle, c, iterate);
            boolean rises = d.high().compareTo(a) <= 0
                    && a.compareTo(b.low()) < 0
                    && b.high().compareTo(c.low()) < 0;
            boolean falls = d.low().compareTo(a) >= 0
                    && a.compareTo(b.high()) > 0
                    && b.low().compareTo(c.high()) > 0;
            String verdict = verdict(within(radius.toString(), liYorke(TENT, iterate, a.toString())));
            assertThat(verdict)
                    .as("%s within %s, iterate %s", a, radius, iterate)
                    .isEqualTo(rises || falls ? "valid" : "inequality-fails /witness/point");
            verdicts.add(verdict);
        }
        assertThat(verdicts.stream().filter("valid"::equals).count()).isBetween(30L, 170L);
    }

    private static Interval iterated(BallOracle oracle, Interval start, int times) {
        Interval image = start;
        for (int i = 0; i < times; i++) {
            image = oracle.image(image);
        }
        return image;
    }

    /**
     * x/2 + 1/4 within r: slopes reach from 0, as the unit may be off near 0, to (1/2 + r)(1 + r). That is 15/16 for
     * r = 1/4, and 1.04 for r = 3/10. From 1/4 some network goes to 0.284 at least if r = 1/20, but to 0.2 if r =
     * 1/10; from 3/4 to 0.66 at most if r = 1/100, but to 0.761 if r = 1/20.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/20 | 2 | 1 monotone 1 | valid",
                "1/20 | 4 | 1 monotone 1 | valid",
                "1/20 | 4 | 1 monotone 2 | valid",
                "1/4 | 2 | 1 monotone 1 | valid",
                "1/4 | 4 | 1 monotone 2 | valid",
                "3/10 | 2 | 1 monotone 1 | derivative-may-be-one /witness/cells/0",
                "3/10 | 4 | 1 monotone 2 | derivative-may-be-one /witness/cells/0",
                "1/100 | 2 | 1/4 drift, 3/4 monotone 1, 1 drift | valid",
                "1/100 | 4 | 1/4 drift, 3/4 monotone 2, 1 drift | valid",
                "1/20 | 2 | 1/4 drift, 3/4 monotone 1, 1 drift | no-fixed-point-shown /witness/cells/1",
                "1/10 | 2 | 1/4 drift, 1 monotone 1 | no-drift /witness/cells/0",
                "1/100 | 2 | 1/4 separated, 1 monotone 1 | valid",
                "1/20 | 2 | 3/4 monotone 1, 1 drift | no-fixed-point-shown /witness/cells/0",
                "1/20 | 2 | 1 separated | not-separated /witness/cells/0",
                "1/20 | 2 | 1 fixed 1 | not-identity /witness/cells/0",
                "1/20 | 2 | 1/2 monotone 1, 1 monotone 1 | no-fixed-point-shown /witness/cells/0"
            })
    void coversOfTheHalvingMap(String radius, int n, String cells, String verdict) {
        assertThat(verdict(within(radius, cover(HALVING, n, split(cells))))).isEqualTo(verdict);
    }

    /** At the centre 1/2 is the fixed point, and a good end of cells; in a ball it is one for no cell. */
    @Test
    void fixedPointsOfTheCentreAreNoEndsInABall() {
        String certificate = cover(HALVING, 2, "1/2 monotone 1", "1 monotone 1");
        assertThat(verdict(certificate)).isEqualTo("valid");
        assertThat(verdict(within("1/1000000", certificate))).isEqualTo("no-fixed-point-shown /witness/cells/0");
    }

    /**
     * Within 1/4 networks are cut off at both ends of [0, 1]: their values there reach the ends, and go no further.
     * That is enough of a sign. Without the clip they leave [0, 1].
     */
    @Test
    void signsAtTheEndsMayBeWeak() throws Fault {
        Ball ball = Ball.around(HALVING.net(), Ratio.of(1, 4).fraction(), Limits.DEFAULT);
        assertThat(Ratio.of(ball.image(Span.point(Fraction.ZERO)).low())).isEqualTo(Ratio.ZERO);
        assertThat(Ratio.of(ball.image(Span.point(Fraction.ONE)).high())).isEqualTo(Ratio.ONE);
        assertThat(verdict(within("1/4", cover(HALVING, 2, "1 monotone 1")))).isEqualTo("valid");
        Network open = network("0 1", "relu 1 | 0", "identity 1/2 | 1/4");
        assertThat(verdict(within("1/20", cover(open, 2, "1 monotone 1")))).isEqualTo("valid");
        assertThat(verdict(within("1/4", cover(open, 2, "1 monotone 1")))).isEqualTo("domain-not-invariant /radius");
    }

    /** 3/4 − x/2 within 1/4 reaches 1 at 0, and is cut off to 0 at 1; its slopes reach −3/4·5/4. */
    @Test
    void fallingMapsMayHaveWeakSigns() {
        Network falling = network("0 1", "relu 1 | 0", "clip -1/2 | 3/4");
        assertThat(verdict(within("1/4", cover(falling, 2, "1 monotone 1")))).isEqualTo("valid");
        assertThat(verdict(within("3/10", cover(falling, 2, "1 monotone 1"))))
                .isEqualTo("derivative-may-be-one /witness/cells/0");
    }

    /**
     * Within 1/20 of the level map values on [0, 1] lie in [0.355, 0.655]. Within 1/8 those on [0, 1/4] begin at
     * 49/256, below 1/4. Slopes lie in (1/2 + r)·[−r, r].
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/20 | 1/4 separated, 3/4 monotone 1, 1 separated | valid",
                "1/20 | 1 monotone 1 | valid",
                "1/20 | 1/3 separated, 2/3 monotone 1, 1 separated | valid",
                "1/8 | 1/4 separated, 1 monotone 1 | not-separated /witness/cells/0",
                "1/8 | 3/4 monotone 1, 1 separated | no-fixed-point-shown /witness/cells/0",
                "1/20 | 1/4 drift, 3/4 monotone 1, 1 drift | valid"
            })
    void coversOfTheLevelMap(String radius, String cells, String verdict) {
        assertThat(verdict(within(radius, cover(LEVEL, 2, split(cells))))).isEqualTo(verdict);
    }

    /**
     * Left of −1 all sums lie near −5, right of it slopes near 2. Left of 5/2 two steps lead out of the cells; beyond
     * it f − id rises from below 0 to ∞. Up to −6 it is above 0, however far out.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/100 | -6 separated, -4 monotone 1 | 5/2 separated, inf monotone 1 | valid",
                "1/100 | -4 monotone 1 | 5/2 separated, inf monotone 1 | valid",
                "1/100 | -6 drift, -4 monotone 1 | 5/2 drift, inf monotone 1 | valid",
                "1/100 | -4 monotone 1 | 5/2 separated, 4 monotone 1, inf drift | valid",
                "1/100 | -4 monotone 1 | inf monotone 1 | valid",
                "1/100 | -1/2 monotone 1 | inf monotone 1 | no-fixed-point-shown",
                "1/100 | -4 monotone 1 | 5/2 separated, inf drift | no-drift",
                "1/100 | -4 monotone 1 | 5/2 separated, 4 monotone 1, inf separated | not-separated",
                "1/5 | -4 monotone 1 | 5/2 separated, inf monotone 1 | not-separated"
            })
    void unboundedCellsOfABall(String radius, String left, String right, String verdict) {
        String middle = ", 0 separated, 1 separated, 2 separated, ";
        String certificate = cover(HOCKEY_STICK, 2, split(left + middle + right));
        assertThat(verdict(within(radius, certificate)).replaceAll(" .*", "")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 inf | relu 1, 1 | identity 2, 0 | inf drift | 1/100 | valid",
                "0 inf | relu 1, 1 | identity 2, 0 | inf monotone 1 | 1/100 | no-fixed-point-shown",
                "-inf inf | relu 1, 0 | identity 1/2, 1/4 | inf monotone 1 | 1/20 | valid",
                "-inf inf | relu 1, 0 | identity 1/2, 1/4 | 0 separated, inf monotone 1 | 1/20 | valid",
                "-inf inf | relu 1, 0 | identity 1/2, 1/4 | inf monotone 1 | 3/10 | derivative-may-be-one",
                "-inf inf | relu -1, 0 | identity -1/2, 1/4 | inf monotone 1 | 1/20 | valid"
            })
    void unboundedDomains(String domain, String hidden, String output, String cells, String radius, String verdict) {
        Network network = network(domain, hidden.replace(",", " |"), output.replace(",", " |"));
        String certificate = within(radius, cover(network, 2, split(cells)));
        assertThat(verdict(certificate).replaceAll(" .*", "")).isEqualTo(verdict);
    }

    /** A ball holds networks of other slopes than 1 beside every one of slope 1. */
    @ParameterizedTest
    @CsvSource({"1/1000000000000", "1/1000", "1/2"})
    void noBallIsFixed(String radius) {
        Network identity = network("0 1", "relu 1 | 0", "clip 1 | 0");
        String certificate = cover(identity, 2, "1 fixed 1");
        assertThat(verdict(certificate)).isEqualTo("valid");
        assertThat(verdict(within(radius, certificate))).isEqualTo("not-identity /witness/cells/0");
    }

    @Test
    void otherNetworksAndWitnessesHaveNoRadius() {
        Network deep = network("0 1", "relu 1 | 0", "relu 1 | 0", "clip 1/2 | 1/4");
        String there = "radius-not-supported /radius";
        assertThat(verdict(within("1/1000", cover(deep, 2, "1 monotone 1")))).isEqualTo(there);
        for (String hidden : List.of("abs", "identity", "leaky-relu:1/2", "clip", "hard-tanh")) {
            Network other = network("0 1", hidden + " 1 | 0", "clip 1/2 | 1/4");
            assertThat(verdict(cover(other, 2, "1 monotone 1"))).as(hidden).isEqualTo("valid");
            assertThat(verdict(within("1/1000", cover(other, 2, "1 monotone 1"))))
                    .as(hidden)
                    .isEqualTo(there);
        }
        for (String output : List.of("abs", "leaky-relu:1/2")) {
            Network other = network("0 1", "relu 1 | 0", output + " 1/2 | 1/4");
            assertThat(verdict(cover(other, 2, "1 monotone 1"))).as(output).isEqualTo("valid");
            assertThat(verdict(within("1/1000", cover(other, 2, "1 monotone 1"))))
                    .as(output)
                    .isEqualTo(there);
        }
        assertThat(verdict(within("-1/1000", liYorke(TENT, 1, "1/4")))).isEqualTo(there);
        assertThat(verdict(within("-1/1000", oneSided(HALVING, 2, "below")))).isEqualTo(there);
    }

    @Test
    void orbitsAndSidesHaveNoRadius() {
        String there = "radius-not-supported /witness/kind";
        Network climbing = network("0 inf", "relu 1 | 0", "identity 2 | 1");
        assertThat(verdict(oneSided(climbing, 2, "above"))).isEqualTo("valid");
        assertThat(verdict(within("1/1000", oneSided(climbing, 2, "above")))).isEqualTo(there);
        assertThat(verdict(within("1/1000", period(TENT, 3, "2/9 4/9 8/9")))).isEqualTo(there);
        assertThat(verdict(within("1/1000", chaosByOrbit(TENT, "2/9 4/9 8/9")))).isEqualTo(there);
    }

    /** relu(x)/4 maps [−1/4, 99/100] to [0, 99/400]; within 1/4 of it 99/100 may become 0.99375. */
    @Test
    void networksOfTheBallMayLeaveTheDomain() {
        Network low = network("-1/4 99/100", "relu 1 | 0", "identity 1/4 | 0");
        assertThat(verdict(cover(low, 2, "99/100 monotone 1"))).isEqualTo("valid");
        assertThat(verdict(within("1/5", cover(low, 2, "99/100 monotone 1")))).isEqualTo("valid");
        assertThat(verdict(within("1/4", cover(low, 2, "99/100 monotone 1"))))
                .isEqualTo("domain-not-invariant /radius");
        assertThat(verdict(within("1/1000", liYorke(TENT.on("0 1"), 1, "1/4"))))
                .as("the tent only just stays in [0, 1]")
                .isEqualTo("domain-not-invariant /radius");
    }

    /** The denominator stands twice in the scale of the sums, and once more in a place. */
    @Test
    void longRadiiAreOverLimits() {
        String radius = "1/1" + "0".repeat(3000);
        assertThat(verdict(within(radius, liYorke(TENT, 1, "1/4")))).isEqualTo("valid");
        Limits few = Limits.DEFAULT.with(100_000, 15_000, 1000);
        Result result = Certificates.check(bytes(within(radius, liYorke(TENT, 1, "1/4"))), Optional.empty(), few);
        assertThat(result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(result.at()).isEqualTo("/radius");
        String longer = "1/1" + "0".repeat(20_000);
        Result digits = Certificates.check(within(longer, liYorke(TENT, 1, "1/4")));
        assertThat(digits.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(digits.at()).isEqualTo("/radius");
    }

    /** A place between two, and never 0: that is periodic under FIGURE_7, and in its ball no good end of a cell. */
    private static Ratio cut(Ratio low, Ratio high) {
        if (low.isFinite() && high.isFinite()) {
            return low.plus(high.minus(low).times(Ratio.of(3, 7)));
        }
        return Oracle.inside(low, high).plus(Ratio.of(1, 7));
    }

    /** Looks for a cover by bisection, and asks the checker for every step; after so many steps it gives up. */
    private static Optional<String> findCover(Network network, String radius, int n, int steps) {
        List<String> rules = List.of("separated", "drift", "monotone 1", "monotone " + n / 2);
        List<Ratio> ends = new ArrayList<>(List.of(Ratio.of(network.domain().get(1))));
        List<Integer> tried = new ArrayList<>(List.of(0));
        for (int step = 0; step < steps; step++) {
            String[] cells = new String[ends.size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = ends.get(i) + " " + rules.get(tried.get(i));
            }
            String certificate = within(radius, cover(network, n, cells));
            Result result = Certificates.check(certificate);
            if (result.isValid()) {
                return Optional.of(certificate);
            }
            if (!result.at().startsWith("/witness/cells/")) {
                return Optional.empty();
            }
            int cell = Integer.parseInt(result.at().replace("/witness/cells/", ""));
            if (tried.get(cell) + 1 < rules.size()) {
                tried.set(cell, tried.get(cell) + 1);
            } else {
                Ratio left = cell == 0 ? Ratio.of(network.domain().get(0)) : ends.get(cell - 1);
                tried.set(cell, 0);
                tried.add(cell, 0);
                ends.add(cell, cut(left, ends.get(cell)));
            }
        }
        return Optional.empty();
    }

    @Test
    void figure7HasNoPeriod4Within10000th() {
        Optional<String> found = findCover(FIGURE_7, "1/10000", 4, 600);
        assertThat(found).isPresent();
        String certificate = found.orElseThrow();
        assertThat(certificate.split("\"to\"")).hasSizeBetween(5, 60);
        assertThat(verdict(certificate)).isEqualTo("valid");
        assertThat(verdict(certificate.replace("1/10000", "0"))).isEqualTo("valid");
        assertThat(verdict(certificate.replace("1/10000", "1/100000"))).isEqualTo("valid");
        assertThat(verdict(certificate.replace("1/10000", "1/10"))).isNotEqualTo("valid");
        assertThat(findCover(FIGURE_7, "1/2", 4, 600)).isEmpty();
    }

    /** The same certificate with another network, for that alone. */
    private static String moved(String certificate, BallOracle ball, Network member) {
        String moved = certificate.replace(ball.centre.json(), member.json());
        assertThat(moved).as("moved").isNotEqualTo(certificate);
        return moved.replace("\"radius\":\"" + ball.radius + "\"", "\"radius\":\"0\"");
    }

    /** The witness of a ball is a witness for every network in it, and what it proves is true there. */
    private static void assertTrueOfMembers(String certificate, BallOracle ball, Random random) {
        for (int i = 0; i < 4; i++) {
            Network member = ball.member(random);
            if (!member.equals(ball.centre)) {
                String moved = moved(certificate, ball, member);
                assertThat(verdict(moved)).as("%s", moved).isEqualTo("valid");
                Judge judge = new Judge(member);
                assertThat(judge.accepts(MAPPER.readTree(moved)))
                        .as("%s", moved)
                        .isTrue();
                assertThat(judge.isTrue(MAPPER.readTree(moved))).as("%s", moved).isTrue();
            }
        }
    }

    @Tag("battery")
    @Test
    void acceptedCoversProveEveryNetworkOfTheBall() {
        Random random = new Random(32);
        Set<String> rules = new TreeSet<>();
        int accepted = 0;
        for (int i = 0; i < 120; i++) {
            String output = List.of("identity", "clip", "hard-tanh", "relu").get(random.nextInt(4));
            String domain = List.of("-inf inf", "0 1", "-1 1", "0 inf")
                    .get(List.of("identity", "clip", "hard-tanh", "relu").indexOf(output));
            BallOracle any = BallOracle.next(random, 3, List.of(output));
            BallOracle ball = new BallOracle(any.centre.on(domain), any.radius.over(Ratio.of(8)));
            Optional<String> found = findCover(ball.centre, ball.radius.toString(), random.nextBoolean() ? 2 : 4, 60);
            if (found.isPresent()) {
                accepted++;
                found.ifPresent(certificate -> List.of("separated", "drift", "monotone").stream()
                        .filter(certificate::contains)
                        .forEach(rules::add));
                assertTrueOfMembers(found.orElseThrow(), ball, random);
            }
        }
        assertThat(accepted).as("covers").isGreaterThan(40);
        assertThat(rules).containsExactly("drift", "monotone", "separated");
    }

    @Tag("battery")
    @Test
    void acceptedPointsProveEveryNetworkOfTheBall() {
        Random random = new Random(33);
        int accepted = 0;
        for (int i = 0; i < 200; i++) {
            BallOracle ball = new BallOracle(
                    new BallOracle(TENT, Ratio.of(1, 20)).member(random), Ratio.of(1, 200 + random.nextInt(2000)));
            String point = Ratio.of(20 + random.nextInt(7), 100).toString();
            String certificate = within(ball.radius.toString(), liYorke(ball.centre, 1, point));
            if (verdict(certificate).equals("valid")) {
                accepted++;
                assertTrueOfMembers(certificate, ball, random);
            }
        }
        assertThat(accepted).as("points").isGreaterThan(20);
    }
}
