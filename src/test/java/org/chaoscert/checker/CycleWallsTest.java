package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.EXCHANGE;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.LEDGE;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.walled;
import static org.chaoscert.checker.Certificates.within;

import java.util.List;
import java.util.Optional;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walls of a cover: cycles have points on one side only. */
class CycleWallsTest {
    private static final String[] EXCHANGED = {
        "1/32 monotone 1", "1/8 separated", "1/4 monotone 2", "1/2 fixed 2", "1 separated"
    };

    private static String verdict(String certificate) {
        Result result = Certificates.check(certificate);
        return (Certificates.word(result) + " " + result.at()).strip();
    }

    /** x/2 + 1/4 draws all to 1/2, so each place is a wall; 1 − x leads over all but none one way only. */
    @ParameterizedTest
    @CsvSource({
        "1/2, 1/4, 1/2, valid",
        "1/2, 1/4, 1/4 1/2 3/4, valid",
        "1/2, 1/4, 1/1000, valid",
        "1/2, 1/4, 999/1000, valid",
        "1/2, 1/4, '', valid",
        "-1, 1, 1/2, not-a-wall /witness/walls/0",
        "-1, 1, 1/3, not-a-wall /witness/walls/0",
        "0, 1/3, 1/3, valid",
        "0, 1/3, 1/4 1/3 1/2, valid",
        "-1/2, 1/2, 1/2, valid",
        "-1/2, 1/2, 501/1000, valid",
        "-1/2, 1/2, 499/1000, not-a-wall /witness/walls/0",
        "-1/2, 1/2, 1/1000, not-a-wall /witness/walls/0",
        "-1/2, 1/2, 1/2 3/4 9/10, valid",
        "1, 0, 1/3 1/2, valid"
    })
    void aWallKeepsOneSide(String slope, String offset, String walls, String verdict) {
        Network line = network("0 1", "relu 1 | 0", "identity " + slope + " | " + offset);
        String cell = slope.equals("1") || slope.equals("-1") ? "1 fixed 2" : "1 monotone 2";
        assertThat(verdict(walled(walls, cover(line, 4, cell)))).isEqualTo(verdict);
    }

    /** 3/4 − x/2 on [0, 1] takes it to [1/4, 3/4]: what lies right of 1/4 stays there, and left of 3/4. */
    @ParameterizedTest
    @CsvSource({
        "1/8, valid",
        "1/4, valid",
        "3/4, valid",
        "7/8, valid",
        "1/2, not-a-wall /witness/walls/0",
        "257/1024, not-a-wall /witness/walls/0",
        "767/1024, not-a-wall /witness/walls/0",
        "1/4 1/2 3/4, not-a-wall /witness/walls/1",
        "1/8 1/4 3/4 7/8, valid"
    })
    void eitherSideWillDo(String walls, String verdict) {
        Network falling = network("0 1", "relu 1 | 0", "identity -1/2 | 3/4");
        assertThat(verdict(walled(walls, cover(falling, 2, "1 monotone 1")))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "0, not-a-wall /witness/walls/0",
        "1, not-a-wall /witness/walls/0",
        "-1, not-a-wall /witness/walls/0",
        "2, not-a-wall /witness/walls/0",
        "1/4 1, not-a-wall /witness/walls/1",
        "1/4 1/4, not-a-wall /witness/walls/1",
        "1/2 1/4, not-a-wall /witness/walls/1",
        "1/4 3/4 1/2, not-a-wall /witness/walls/2",
        "1/4 1/2 1/2 3/4, not-a-wall /witness/walls/2",
        "inf, not-canonical /witness/walls/0",
        "-inf, not-canonical /witness/walls/0",
        "1/4 inf, not-canonical /witness/walls/1",
        "2/4, not-canonical /witness/walls/0",
        "1/4 0.5, not-canonical /witness/walls/1",
        "half, bad-number /witness/walls/0"
    })
    void wallsIncreaseInsideTheDomain(String walls, String verdict) {
        Network half = network("0 1", "relu 1 | 0", "identity 1/2 | 1/4");
        assertThat(verdict(walled(walls, cover(half, 2, "1 monotone 1")))).isEqualTo(verdict);
    }

    /** On an unbounded domain each number lies inside. */
    @ParameterizedTest
    @CsvSource({
        "-inf inf, 1/2, -1000000 0 1000000, valid",
        "-inf inf, 2, -1 0 1, valid",
        "-inf inf, -2, 0, not-a-wall /witness/walls/0",
        "-inf inf, -2, 1, not-a-wall /witness/walls/0",
        "0 inf, 2, 1/8 1000, valid",
        "0 inf, 2, 0, not-a-wall /witness/walls/0",
        "0 inf, 2, -1, not-a-wall /witness/walls/0",
        "-inf 0, 2, -1000 -1, valid",
        "-inf 0, 2, -1000 0, not-a-wall /witness/walls/1"
    })
    void wallsOfUnboundedDomains(String domain, String slope, String walls, String verdict) {
        Network line = network(domain, "identity " + slope + " | 0");
        String[] cells = domain.equals("-inf 0")
                ? new String[] {"0 monotone 1"}
                : domain.equals("0 inf")
                        ? new String[] {"inf monotone 1"}
                        : new String[] {"0 monotone 1", "inf monotone 1"};
        assertThat(verdict(walled(walls, cover(line, 2, cells)))).isEqualTo(verdict);
    }

    @Test
    void wallsAreAListOfNumbersInQuotes() {
        String certificate = walled("1/2", cover(LEDGE, 3, "1 separated"));
        for (String other : List.of("\"1/2\"", "null", "{}", "true", "0", "{\"0\":\"1/2\"}")) {
            assertThat(verdict(certificate.replace("\"walls\":[\"1/2\"]", "\"walls\":" + other)))
                    .as(other)
                    .isEqualTo("wrong-type /witness/walls");
        }
        for (String other : List.of("0.5", "null", "[\"1/2\"]", "{}", "true")) {
            assertThat(verdict(certificate.replace("\"walls\":[\"1/2\"]", "\"walls\":[" + other + "]")))
                    .as(other)
                    .isEqualTo("wrong-type /witness/walls/0");
        }
    }

    @Test
    void onlyCoversHaveWalls() {
        String key = "\"witness\":{\"walls\":[],";
        for (String certificate : List.of(liYorke(LEDGE, 1, "1/4"), oneSided(MIRROR, 2, "below"))) {
            assertThat(verdict(certificate.replace("\"witness\":{", key))).isEqualTo("unknown-key /witness/walls");
        }
        String cover = cover(MIRROR, 4, "1 fixed 2");
        assertThat(verdict(cover.replace("\"witness\":{", key))).isEqualTo("valid");
        assertThat(verdict(cover.replace("\"witness\":{", "\"witness\":{\"wall\":[],")))
                .isEqualTo("unknown-key /witness/wall");
        assertThat(verdict(cover.replace("\"claim\"", "\"walls\":[],\"claim\"")))
                .isEqualTo("unknown-key /walls");
    }

    @Test
    void cellsInPlaceComeFirstThenWallsThenRules() {
        String certificate = walled("1/2", cover(MIRROR, 4, "1/2 no-rule", "1/4 separated"));
        assertThat(verdict(certificate)).isEqualTo("cells-not-increasing /witness/cells/1/to");
        assertThat(verdict(certificate.replace("1/4", "3/4"))).isEqualTo("cells-incomplete /witness/cells");
        assertThat(verdict(certificate.replace("1/4", "1"))).isEqualTo("not-a-wall /witness/walls/0");
        assertThat(verdict(certificate.replace("1/4", "1").replace("[\"1/2\"]", "[]")))
                .isEqualTo("unknown-rule /witness/cells/0/rule");
    }

    /** [1/2, 1] is taken to 1/4, which never comes back inside; but 1/2 itself is taken there and back. */
    @Test
    void cyclesThroughAWallBelongToOneSide() {
        assertThat(verdict(walled("1/2", cover(EXCHANGE, 4, EXCHANGED)))).isEqualTo("valid");
        assertThat(verdict(walled("1/4 1/2", cover(EXCHANGE, 4, EXCHANGED)))).isEqualTo("valid");
        assertThat(verdict(cover(EXCHANGE, 4, EXCHANGED))).isEqualTo("not-separated /witness/cells/4");
        assertThat(verdict(walled("1/4", cover(EXCHANGE, 4, EXCHANGED)))).isEqualTo("not-separated /witness/cells/4");
    }

    /** 1/4 and 1/2 are a cycle of length 2, which the cell between them has to answer for. */
    @Test
    void theNeighbourAnswersForTheCycleThroughAWall() {
        for (String rule : List.of("separated", "drift", "monotone 1", "fixed 1", "no-swap 1")) {
            String[] cells = {
                "1/32 monotone 1", "1/16 separated", "1/8 separated", "1/4 separated", "1/2 " + rule, "1 separated"
            };
            assertThat(verdict(walled("1/4 1/2", cover(EXCHANGE, 2, cells))))
                    .as(rule)
                    .endsWith(" /witness/cells/4");
            assertThat(verdict(walled("1/2", cover(EXCHANGE, 2, cells)))).isEqualTo("not-separated /witness/cells/3");
        }
    }

    /** Cells that reach over a wall have points on either side: it is none for them. */
    @Test
    void wallsInsideACellDoNotCount() {
        String[] over = {"1/8 separated", "1/4 monotone 1", "7/16 separated", "1 no-swap 1"};
        assertThat(verdict(walled("1/2", cover(LEDGE, 3, over)))).isEqualTo("may-swap /witness/cells/3");
        String[] apart = {"1/8 separated", "1/4 monotone 1", "1/2 separated", "3/4 no-swap 1", "1 no-swap 1"};
        assertThat(verdict(walled("1/2", cover(LEDGE, 3, apart)))).isEqualTo("valid");
        assertThat(verdict(cover(LEDGE, 3, apart))).isEqualTo("may-swap /witness/cells/3");
    }

    /** The same from right to left: 1 − f(1 − x), with a wall at 1/2 that what lies right of it does not cross. */
    @Test
    void wallsInsideACellDoNotCountOnItsRightEither() {
        Network turned = network("0 1", "relu -1; -1; -1 | 1 3/4 1/2", "identity 2 -2 -3/2 | 1/2");
        String[] rest = {"1/2 no-swap 1", "3/4 separated", "7/8 monotone 1", "1 separated"};
        assertThat(verdict(walled("1/2", cover(turned, 3, rest)))).isEqualTo("valid");
        assertThat(verdict(cover(turned, 3, rest))).isEqualTo("may-swap /witness/cells/0");
        String[] over = {"9/16 no-swap 1", "3/4 separated", "7/8 monotone 1", "1 separated"};
        assertThat(verdict(walled("1/2", cover(turned, 3, over)))).isEqualTo("may-swap /witness/cells/0");
    }

    /** A place far from the cells serves as well as one between two of them. */
    @Test
    void wallsNeedNotBeEndsOfCells() {
        // Left of 3/8 as LEDGE, level there, and steep from 5/8 on: [0, 3/8] to [0, 5/8], walls from 1/2 to 5/8.
        Network late = network("0 1", "relu 1; 1; 1 | 0 -1/4 -5/8", "identity -2 2 2 | 1/2");
        String cells =
                cover(late, 3, "1/8 separated", "1/4 monotone 1", "1/2 separated", "5/8 separated", "1 no-swap 1");
        assertThat(verdict(walled("9/16", cells))).isEqualTo("valid");
        assertThat(verdict(walled("1/2", cells))).isEqualTo("valid");
        assertThat(verdict(walled("17/32 9/16 19/32", cells))).isEqualTo("valid");
        assertThat(verdict(cells)).isEqualTo("may-swap /witness/cells/4");
    }

    /** Other rules look at all images: with the wall [1/2, 1] still has slopes of f^3 on both sides of 1. */
    @ParameterizedTest
    @CsvSource({
        "1 drift, no-drift",
        "1 monotone 1, derivative-may-be-one",
        "1 fixed 1, not-identity",
        "1 separated, valid",
        "1 no-swap 1, valid"
    })
    void wallsServeTheRulesOfCyclesOnly(String last, String verdict) {
        String certificate = cover(LEDGE, 3, "1/8 separated", "1/4 monotone 1", "1/2 separated", last);
        assertThat(verdict(walled("1/2", certificate)))
                .isEqualTo(verdict.equals("valid") ? verdict : verdict + " /witness/cells/3");
    }

    /** 2 neurons, n = 4; one cell, two walls and the first end. */
    @Test
    void wallsTakeWork() {
        Network half = network("0 1", "relu 1 | 0", "identity 1/2 | 1/4");
        String certificate = walled("1/4 1/2", cover(half, 4, "1 monotone 1"));
        Limits enough = Limits.DEFAULT.with(10_000, 1000, 32);
        assertThat(Certificates.check(bytes(certificate), Optional.empty(), enough)
                        .isValid())
                .isTrue();
        Limits few = Limits.DEFAULT.with(10_000, 1000, 31);
        Result result = Certificates.check(bytes(certificate), Optional.empty(), few);
        assertThat(result.at() + " " + result.why()).isEqualTo("/witness checking takes 32 steps; the limit is 31");
    }

    @Test
    void longWallsAreOverLimits() {
        String digits = "1/1" + "0".repeat(20_000);
        Result result = Certificates.check(walled(digits, cover(IDENTITY, 2, "0 fixed 1", "inf fixed 1")));
        assertThat(result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(result.at()).isEqualTo("/witness/walls/0");
    }

    /**
     * Within r of x/2 + 1/4 a network may take 1/3 to no less than (1/2 − r)(1/3 − 4r/3) + 1/4 − r, which is 0.3675 for
     * r = 1/40 and 0.32 for r = 1/20, and 1/2 to either side.
     */
    @ParameterizedTest
    @CsvSource({
        "1/40, 1/3, valid",
        "1/40, 2/3, valid",
        "1/40, 1/3 2/3, valid",
        "1/40, 1/2, not-a-wall /witness/walls/0",
        "1/1000000, 1/2, not-a-wall /witness/walls/0",
        "1/40, 1/3 1/2, not-a-wall /witness/walls/1",
        "1/20, 1/3, not-a-wall /witness/walls/0",
        "0, 1/2, valid"
    })
    void wallsOfABall(String radius, String walls, String verdict) {
        Network half = network("0 1", "relu 1 | 0", "identity 1/2 | 1/4");
        assertThat(verdict(within(radius, walled(walls, cover(half, 2, "1 monotone 1")))))
                .isEqualTo(verdict);
    }
}
