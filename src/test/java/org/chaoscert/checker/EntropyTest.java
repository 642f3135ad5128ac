package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.FULL_TENT;
import static org.chaoscert.checker.Certificates.GOLDEN;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.ROOF_ON_THE_LINE;
import static org.chaoscert.checker.Certificates.SHIFT;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.THREE_BRANCHES;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.entropy;
import static org.chaoscert.checker.Certificates.entropyByPeriod;
import static org.chaoscert.checker.Certificates.horseshoeWitness;
import static org.chaoscert.checker.Certificates.lapsWitness;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.precise;
import static org.chaoscert.checker.Certificates.towerWitness;
import static org.chaoscert.checker.Certificates.verdict;
import static org.chaoscert.checker.Certificates.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of entropy whose exact value is known, to the last digit. */
class EntropyTest {
    private static final String NOT_SHOWN = "entropy-not-shown";
    private static final Network SLOPE_3_2 = network("0 1", "relu 1; 1 | 0 -1/2", "identity 3/2 -3 | 0");
    /** |x − 1|. */
    private static final Network FOLDED_HALF_LINE = network("0 inf", "abs 1 | -1");
    /** −|x + 1|. */
    private static final Network LEFT_HALF_LINE = network("-inf 0", "abs 1 | 1", "identity -1 | 0");
    /** Rises from 0 to 1/2, is level from 1/4 to 3/4, and rises to 1. */
    private static final Network UP_LEVEL_UP = network("0 1", "relu 1; 1; 1 | 0 -1/4 -3/4", "identity 2 -2 2 | 0");
    /** Rises from 0 to 1, is level from 1/4 to 3/4, and falls to 0. */
    private static final Network UP_LEVEL_DOWN = network("0 1", "relu 1; 1; 1 | 0 -1/4 -3/4", "identity 4 -4 -4 | 0");

    private static final Network DOWN_LEVEL_UP = network("0 1", "relu 1; 1; 1 | 0 -1/4 -3/4", "identity -4 4 4 | 1");
    private static final Network LEVEL_UP_LEVEL = network("0 1", "clip 2 | -1/2");
    private static final Network CONSTANT = network("0 1", "identity 0 | 1/3");
    private static final String[] HALVES = {"0 1/2 1", "1/2 1 1"};
    private static final String UNIT = towerWitness("0 1 1");
    /** 3, 5, 4, 2, 1 at 1, …, 5: a cycle of five points, of the least entropy that such a cycle can have. */
    private static final Network STEFAN = network("1 5", "relu 1; 1; 1; 1 | -1 -2 -3 -4", "identity 2 -3 -1 1 | 3");

    /** A decimal as the fraction that it is. */
    private static Ratio decimal(String text) {
        BigDecimal x = new BigDecimal(text);
        return new Ratio(x.unscaledValue(), BigInteger.TEN.pow(x.scale()));
    }

    private static String verdictOf(Network network, String side, String decimal, String witness) {
        return verdict(entropy(network, side, decimal(decimal), witness));
    }

    /** The logarithm of a growth rate over n is accepted when it is rounded to the safe side, and not to the other one. */
    private static void assertSharp(Network network, String side, Ratio growth, int n, String witness) {
        boolean isUpper = side.equals("at-most");
        // What is false by less than the last of the checker's 256 bits is not accepted either.
        for (int digits : List.of(77, 80, 95)) {
            Ratio unsafe = EntropyOracle.rounded(EntropyOracle.log(growth), n, digits, !isUpper);
            assertThat(verdict(entropy(network, side, unsafe, witness))).isEqualTo(NOT_SHOWN);
        }
        for (int digits : List.of(5, 15, 30, 60)) {
            Ratio safe = EntropyOracle.rounded(EntropyOracle.log(growth), n, digits, isUpper);
            Ratio unsafe = EntropyOracle.rounded(EntropyOracle.log(growth), n, digits, !isUpper);
            assertThat(verdict(entropy(network, side, safe, witness)))
                    .as("%s", safe)
                    .isEqualTo("valid");
            assertThat(verdict(entropy(network, side, unsafe, witness)))
                    .as("%s", unsafe)
                    .isEqualTo(NOT_SHOWN);
        }
    }

    @Test
    void theTentHasLog2ToTheLastDigit() {
        String horseshoe = horseshoeWitness(1, HALVES);
        assertThat(verdictOf(FULL_TENT, "at-least", "0.693147180559945", horseshoe))
                .isEqualTo("valid");
        assertThat(verdictOf(FULL_TENT, "at-least", "0.693147180559946", horseshoe))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(FULL_TENT, "at-most", "0.693147180559946", UNIT)).isEqualTo("valid");
        assertThat(verdictOf(FULL_TENT, "at-most", "0.693147180559945", UNIT)).isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(FULL_TENT, "at-least", "0.693147180559945", UNIT)).isEqualTo("valid");
        assertThat(verdictOf(FULL_TENT, "at-least", "0.693147180559946", UNIT)).isEqualTo(NOT_SHOWN);
        assertSharp(FULL_TENT, "at-least", Ratio.of(2), 1, horseshoe);
        assertSharp(FULL_TENT, "at-least", Ratio.of(2), 1, UNIT);
        assertSharp(FULL_TENT, "at-most", Ratio.of(2), 1, UNIT);
        for (int n = 1; n <= 10; n++) {
            assertSharp(FULL_TENT, "at-most", Ratio.of(1L << n), n, lapsWitness(n));
        }
    }

    @Test
    void threeBranchesHaveLog3() {
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(3), 1, horseshoeWitness(1, "0 1/3 5", "1/3 2/3 5", "2/3 1 5"));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(3), 1, towerWitness("0 1 7"));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(3), 1, lapsWitness(1));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(243), 5, lapsWitness(5));
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(3), 1, towerWitness("0 1 7"));
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(2), 1, towerWitness("0 2/3 1"));
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(2), 1, horseshoeWitness(1, "0 1/3 1", "2/3 1 1"));
    }

    @Test
    void theGoldenMeanIsReachedByFibonacciNumbers() {
        BigInteger[] f = {BigInteger.ONE, BigInteger.ONE};
        for (int i = 0; i < 100; i++) {
            f = new BigInteger[] {f[1], f[0].add(f[1])};
        }
        String horseshoe = horseshoeWitness(1, "0 1/2 " + f[0], "1/2 1 " + f[1]);
        String tower = towerWitness("0 1 " + f[1], "1/2 1 " + f[0]);
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059603", horseshoe))
                .isEqualTo("valid");
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059604", horseshoe))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(GOLDEN, "at-most", "0.481211825059604", tower)).isEqualTo("valid");
        assertThat(verdictOf(GOLDEN, "at-most", "0.481211825059603", tower)).isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059603", tower)).isEqualTo("valid");
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059604", tower)).isEqualTo(NOT_SHOWN);
        // What counts is the worst row.
        assertSharp(GOLDEN, "at-least", Ratio.of(8, 5), 1, horseshoeWitness(1, "0 1/2 5", "1/2 1 8"));
        assertSharp(GOLDEN, "at-most", Ratio.of(13, 8), 1, towerWitness("1/2 1 5", "0 1 8"));
        assertSharp(GOLDEN, "at-least", Ratio.of(21, 13), 1, horseshoeWitness(1, "0 1/2 8", "1/2 1 13"));
        assertSharp(GOLDEN, "at-most", Ratio.of(13, 8), 1, towerWitness("0 1 13", "1/2 1 8"));
        assertSharp(GOLDEN, "at-least", Ratio.of(8, 5), 1, towerWitness("0 1 8", "1/2 1 5"));
        assertSharp(GOLDEN, "at-least", Ratio.of(21, 13), 1, towerWitness("1/2 1 13", "0 1 21"));
        // Fibonacci numbers of laps: 2, 3, 5, 8, 13, 21.
        assertSharp(GOLDEN, "at-most", Ratio.of(21), 6, lapsWitness(6));
    }

    @Test
    void lapsOfSlopeThreeHalvesAreCounted() {
        EntropyOracle oracle = new EntropyOracle(new Oracle(SLOPE_3_2));
        for (int n = 1; n <= 12; n++) {
            assertSharp(SLOPE_3_2, "at-most", Ratio.of(oracle.laps(n)), n, lapsWitness(n));
        }
        int laps = oracle.laps(20);
        assertSharp(SLOPE_3_2, "at-most", Ratio.of(laps), 20, lapsWitness(20));
        assertThat(verdictOf(SLOPE_3_2, "at-most", "0.42", lapsWitness(200))).isEqualTo("valid");
        // log(3/2) = 0.40546510810816438...
        assertThat(verdictOf(SLOPE_3_2, "at-most", "0.405465108108164", lapsWitness(200)))
                .isEqualTo(NOT_SHOWN);
    }

    /** The states that the top of slope 3/2 leads through, and some that are not quite these. */
    @Test
    void towersOfSlopeThreeHalvesEndEarlyOnOneSideOrTheOther() {
        // The last one, [33/64, 3/4], leads to [3/8, 93/128]: that lies in [3/8, 3/4], and [3/8, 21/32] in it.
        String[] states = {
            "0 1 1000000000000",
            "0 3/4 756438198432",
            "3/8 3/4 387959297662",
            "9/16 3/4 198975166715",
            "3/8 21/32 301024833285",
            "33/64 3/4 256438198432"
        };
        // The greatest root of x^5 = 2x^3 + 1.
        assertThat(verdictOf(SLOPE_3_2, "at-most", "0.414012737398", towerWitness(states)))
                .isEqualTo("valid");
        assertThat(verdictOf(SLOPE_3_2, "at-most", "0.414012737390", towerWitness(states)))
                .isEqualTo(NOT_SHOWN);
        String[] exchanged = states.clone();
        exchanged[0] = "0 1 756438198432";
        exchanged[1] = "0 3/4 1000000000000";
        assertThat(verdictOf(SLOPE_3_2, "at-most", "0.414012737398", towerWitness(exchanged)))
                .isEqualTo(NOT_SHOWN);
        String inside = towerWitness("3/8 21/32 140", "9/16 3/4 99", "33/64 3/4 99");
        assertSharp(SLOPE_3_2, "at-least", Ratio.of(140, 99), 1, inside);
        assertSharp(SLOPE_3_2, "at-most", Ratio.of(2), 1, towerWitness("0 1 3"));
        assertThat(verdictOf(SLOPE_3_2, "at-least", "0.000001", towerWitness("0 1 3")))
                .isEqualTo(NOT_SHOWN);
        // Where an image has no state of its own, a larger one counts: the bound gets worse.
        assertSharp(SLOPE_3_2, "at-most", Ratio.of(2), 1, towerWitness("0 1 1", "0 3/4 1"));
        assertSharp(SLOPE_3_2, "at-most", Ratio.of(2), 1, towerWitness("0 1 6", "0 3/4 5", "3/8 3/4 3"));
        String[] golden = {"0 1 10", "0 3/4 8", "3/8 3/4 5", "9/16 3/4 3"};
        assertSharp(SLOPE_3_2, "at-most", Ratio.of(5, 3), 1, towerWitness(golden));
    }

    @Test
    void cyclesOfStefanHaveTheirRootToElevenDigits() {
        String[] states = {"1 5 1000000000000", "3 5 512876396864", "1 4 775918595324", "2 5 660992531890"};
        for (int turned = 0; turned < 4; turned++) {
            Collections.rotate(Arrays.asList(states), 1);
            String tower = towerWitness(states);
            assertThat(verdictOf(STEFAN, "at-least", "0.414012737390", tower)).isEqualTo("valid");
            assertThat(verdictOf(STEFAN, "at-least", "0.414012737397", tower)).isEqualTo(NOT_SHOWN);
            assertThat(verdictOf(STEFAN, "at-most", "0.414012737397", tower)).isEqualTo("valid");
            assertThat(verdictOf(STEFAN, "at-most", "0.414012737390", tower)).isEqualTo(NOT_SHOWN);
        }
    }

    /** The parts of [0, 1] lead to [0, 3/4] and [1/2, 1], together to [0, 1]: that lies in neither. */
    @Test
    void whatLiesInImagesTogetherLiesInNoneOfThem() {
        // Up from 0 to 3/4, down to 1/2, up to 1.
        Network up = network("0 1", "relu 1; 1; 1 | 0 -1/2 -3/4", "identity 3/2 -5/2 3 | 0");
        String all = towerWitness("0 1 1");
        assertThat(verdictOf(up, "at-least", "0.000001", all)).isEqualTo(NOT_SHOWN);
        assertSharp(up, "at-most", Ratio.of(3), 1, all);
        // [1/2, 1] lies in the image of the last part alone, and [0, 3/4] in that of the first.
        assertThat(verdictOf(up, "at-least", "0.000001", towerWitness("0 1 1", "1/2 1 1")))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(up, "at-least", "0.000001", towerWitness("0 1 1", "0 3/4 1", "1/2 1 1")))
                .isEqualTo(NOT_SHOWN);
        // A part is one path, no matter how many states its image holds.
        assertThat(verdictOf(FULL_TENT, "at-least", "0.7", towerWitness("0 1 1", "0 1/2 1", "1/2 1 1")))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(FULL_TENT, "at-least", "0.7", towerWitness("0 1 1", "0 1 1")))
                .isEqualTo(NOT_SHOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void monotoneAndConstantMapsHaveOneLap(int n) {
        for (Network network :
                List.of(IDENTITY, SHIFT, MIRROR, CONSTANT, UP_LEVEL_UP, LEVEL_UP_LEVEL, CONSTANT.on("-inf inf"))) {
            assertThat(verdict(entropy(network, "at-most", 0, lapsWitness(n)))).isEqualTo("valid");
            String all = String.join(" ", network.domain()) + " " + n;
            assertThat(verdict(entropy(network, "at-most", 0, towerWitness(all))))
                    .isEqualTo("valid");
            assertThat(verdictOf(network, "at-least", "0.000001", towerWitness(all, all)))
                    .isEqualTo(NOT_SHOWN);
        }
    }

    @Test
    void levelStretchesTurnOnlyWhereTheDirectionChanges() {
        for (Network network : List.of(UP_LEVEL_DOWN, DOWN_LEVEL_UP)) {
            assertSharp(network, "at-most", Ratio.of(2), 1, lapsWitness(1));
            assertSharp(network, "at-most", Ratio.of(4), 2, lapsWitness(2));
            assertSharp(network, "at-least", Ratio.of(2), 1, horseshoeWitness(1, "0 1/4 1", "3/4 1 1"));
            for (String side : List.of("at-least", "at-most")) {
                assertSharp(network, side, Ratio.of(2), 1, towerWitness("0 1 1"));
            }
            for (String end : List.of("1/4", "1/3", "1/2", "3/4")) {
                // One part, whose image is [0, 1].
                for (String state : List.of("0 " + end, end + " 1")) {
                    assertSharp(network, "at-most", Ratio.of(2), 1, towerWitness(state + " 50", "0 1 100"));
                    assertThat(verdictOf(network, "at-most", "0.8", towerWitness(state + " 44", "0 1 100")))
                            .isEqualTo(NOT_SHOWN);
                    assertSharp(network, "at-least", Ratio.of(2), 1, towerWitness(state + " 50", "0 1 100"));
                    assertThat(verdictOf(network, "at-least", "0.6", towerWitness(state + " 60", "0 1 100")))
                            .isEqualTo(NOT_SHOWN);
                }
            }
            // The level state leads nowhere, and may weigh little: above all when nothing has to lead on.
            assertSharp(network, "at-most", Ratio.of(2), 1, towerWitness("0 1 100", "1/4 3/4 1", "1/3 1/2 7"));
            assertThat(verdictOf(network, "at-least", "0.1", towerWitness("0 1 100", "1/4 3/4 1")))
                    .isEqualTo(NOT_SHOWN);
        }
    }

    @Test
    void whatBecomesAPointIsLeftOut() {
        // Up to 1/2, level up to 1/2, down to 0 at 1; the top is mapped to 1/2 for good.
        Network cut = network("0 1", "relu 1; 1; 1 | 0 -1/4 -1/2", "identity 2 -2 -1 | 0");
        EntropyOracle oracle = new EntropyOracle(new Oracle(cut));
        for (int n = 1; n <= 8; n++) {
            int number = oracle.number(n);
            assertThat(number).isGreaterThanOrEqualTo(oracle.laps(n));
            assertSharp(cut, "at-most", Ratio.of(number), n, lapsWitness(n));
        }
        // Up, down into a level stretch, up from there: f^2 rises on both sides of what becomes a point.
        Network twice =
                network("0 1", "relu 1; 1; 1; 1; 1 | 0 -3/10 -1/2 -3/4 -19/20", "identity 3 -7/2 7/10 -1/5 3 | 0");
        EntropyOracle both = new EntropyOracle(new Oracle(twice));
        assertThat(List.of(both.laps(2), both.number(2))).containsExactly(3, 4);
        assertSharp(twice, "at-most", Ratio.of(4), 2, lapsWitness(2));
        // Two steps lead to a point.
        Network later = network("0 1", "relu 1; -1 | -3/4 1/4", "identity 1 1 | 1/4");
        assertThat(verdict(entropy(later, "at-most", 0, lapsWitness(1)))).isEqualTo(NOT_SHOWN);
        assertThat(verdict(entropy(later, "at-most", 0, lapsWitness(2)))).isEqualTo("valid");
        assertThat(verdict(entropy(later, "at-most", 0, towerWitness("0 1 1")))).isEqualTo(NOT_SHOWN);
        assertThat(verdict(entropy(later, "at-most", 0, towerWitness("0 1 2", "1/4 1/2 1"))))
                .isEqualTo("valid");
    }

    @Test
    void unboundedDomainsEndAtInfinity() {
        String horseshoe = horseshoeWitness(1, "-1 0 1", "0 1 1");
        assertSharp(ROOF_ON_THE_LINE, "at-least", Ratio.of(2), 1, horseshoe);
        for (String side : List.of("at-least", "at-most")) {
            assertSharp(ROOF_ON_THE_LINE, side, Ratio.of(2), 1, towerWitness("-inf inf 3", "-inf 1 3", "-1 1 3"));
            assertSharp(TENT, side, Ratio.of(2), 1, towerWitness("-inf 1 2", "0 1 2", "-inf inf 2"));
        }
        // The part from 1/2 to 1 leads to [0, 1] only.
        assertThat(verdictOf(TENT, "at-least", "0.1", towerWitness("-inf 1 2", "-inf inf 2")))
                .isEqualTo(NOT_SHOWN);
        assertSharp(ROOF_ON_THE_LINE, "at-least", Ratio.of(2), 1, towerWitness("-1 1 1"));
        assertThat(verdictOf(ROOF_ON_THE_LINE, "at-least", "0.1", towerWitness("-1 inf 1")))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(ROOF_ON_THE_LINE, "at-most", "9", towerWitness("-1 1 1")))
                .isEqualTo(NOT_SHOWN);
        assertSharp(ROOF_ON_THE_LINE, "at-most", Ratio.of(32), 5, lapsWitness(5));
        // The half-line that rises to 1 and the one that falls from there both lead to the former.
        assertSharp(TENT, "at-most", Ratio.of(2), 1, towerWitness("-inf inf 5", "-inf 1 5"));
        for (int n = 1; n <= 5; n++) {
            assertSharp(FOLDED_HALF_LINE, "at-most", Ratio.of(n + 1), n, lapsWitness(n));
            assertSharp(LEFT_HALF_LINE, "at-most", Ratio.of(n + 1), n, lapsWitness(n));
        }
        assertSharp(FOLDED_HALF_LINE, "at-most", Ratio.of(101, 100), 1, towerWitness("0 1 1", "0 inf 100"));
        assertSharp(LEFT_HALF_LINE, "at-most", Ratio.of(101, 100), 1, towerWitness("-inf 0 100", "-1 0 1"));
        for (String tower : List.of(towerWitness("0 1 1", "0 inf 100"), towerWitness("0 inf 1"))) {
            assertThat(verdictOf(FOLDED_HALF_LINE, "at-least", "0.000001", tower))
                    .isEqualTo(NOT_SHOWN);
        }
    }

    @Test
    void horseshoesOfIteratesAreHeldAgainstAsManySteps() {
        String[] quarters = {"0 1/4 1", "1/4 1/2 1", "1/2 3/4 1", "3/4 1 1"};
        assertSharp(FULL_TENT, "at-least", Ratio.of(4), 2, horseshoeWitness(2, quarters));
        assertSharp(FULL_TENT, "at-least", Ratio.of(4), 3, horseshoeWitness(3, quarters));
        assertSharp(FULL_TENT, "at-least", Ratio.of(3), 2, horseshoeWitness(2, "0 1/4 2", "1/4 1/2 2", "3/4 1 2"));
        assertSharp(FULL_TENT, "at-least", Ratio.of(2), 1, horseshoeWitness(1, quarters));
        assertSharp(FULL_TENT, "at-least", Ratio.of(2), 300, horseshoeWitness(300, HALVES));
        assertSharp(GOLDEN, "at-least", Ratio.of(3, 2), 2, horseshoeWitness(2, "0 1/2 2", "1/2 1 1"));
    }

    @Test
    void whatFollowsIsSaid() {
        assertThat(Certificates.check(entropy(FULL_TENT, "at-least", "1/2", horseshoeWitness(1, HALVES)))
                        .conclusions())
                .containsExactly("entropy-at-least:1/2", "chaotic");
        assertThat(Certificates.check(entropy(FULL_TENT, "at-least", "1/2", UNIT))
                        .conclusions())
                .containsExactly("entropy-at-least:1/2", "chaotic");
        for (String witness : List.of(UNIT, lapsWitness(2))) {
            assertThat(Certificates.check(entropy(FULL_TENT, "at-most", 1, witness))
                            .conclusions())
                    .containsExactly("entropy-at-most:1");
        }
        for (String certificate : List.of(
                cover(MIRROR, 4, "1 fixed 2"),
                oneSided(SHIFT, 2, "above"),
                within("1/1000", cover(network("-inf inf", "relu 1 | 0", "identity 1/2 | 1"), 2, "inf no-swap 1")),
                precise(64, cover(SmoothNetworks.HALF, 2, "-1/2 drift", "1/2 monotone 1", "inf separated")))) {
            for (String bound : List.of("0", "1/1000000")) {
                Result result = Certificates.check(entropyByPeriod(bound, certificate));
                assertThat(result.conclusions()).as("%s", result).containsExactly("entropy-at-most:" + bound);
            }
        }
        String noPeriod3 = cover(MIRROR, 3, "1/2 monotone 1", "1 monotone 1");
        assertThat(verdict(noPeriod3)).isEqualTo("valid");
        assertThat(verdict(entropyByPeriod(0, noPeriod3))).isEqualTo("claim-not-supported-by-witness");
    }

    @ParameterizedTest
    @CsvSource({
        "at-least, 0 1/2 1; 1/2 1 1, 7/10, entropy-not-shown /witness/intervals/0",
        "at-least, 0 1/2 1; 1/2 1 2, 1/2, entropy-not-shown /witness/intervals/1",
        "at-least, 0 1/2 1; 1/2 1 1, 0, bad-bound /bound",
        "at-least, 0 1/2 1; 1/2 1 0, 1/2, bad-weight /witness/intervals/1/weight",
        "at-least, 0 1/2 1; 1/2 1 -2, 1/2, bad-weight /witness/intervals/1/weight",
        "at-least, 0 1/2 1; 1/2 1 3/2, 1/2, bad-weight /witness/intervals/1/weight",
        "at-least, 0 1/2 1; 7/16 1 1, 1/2, intervals-overlap /witness/intervals/1",
        "at-least, 0 1/2 1; 1/2 5/4 1, 1/2, intervals-overlap /witness/intervals/1",
        "at-least, -1/8 1/2 1; 1/2 1 1, 1/2, intervals-overlap /witness/intervals/0",
        "at-least, 0 1/2 1; 1/2 1/2 1; 1/2 1 1, 1/2, intervals-overlap /witness/intervals/1",
        "below, 0 1 1, 7/10, entropy-not-shown /witness/states/0",
        "below, 0 1 1; 0 1/2 1; 0 1 1, 1/2, entropy-not-shown /witness/states/1",
        "below, 0 1 1; 1/4 1/4 1; 0 1 1, 1/2, bad-state /witness/states/1",
        "below, 0 1 1; 1 0 1, 1/2, bad-state /witness/states/1",
        "below, 0 1 1; 1/2 9/8 1, 1/2, bad-state /witness/states/1",
        "below, 0 1 1; -1/8 1 1, 1/2, bad-state /witness/states/1",
        "below, -inf 1 1, 1/2, bad-state /witness/states/0",
        "below, 0 inf 1, 1/2, bad-state /witness/states/0",
        "below, 0 1 1, 0, bad-bound /bound",
        "below, 0 1 0, 1/2, bad-weight /witness/states/0/weight",
        "above, 0 1 1, 1/2, entropy-not-shown /witness/states/0",
        "above, 0 1 1; 0 1/2 1; 1/2 3/4 1, 1/2, entropy-not-shown /witness/states/0",
        "above, 0 1 3; 0 1/2 1; 0 1 3, 1, entropy-not-shown /witness/states/1",
        "above, 0 1/2 1; 1/2 1 1, 9, entropy-not-shown /witness/states",
        "above, 0 1 1, -1, bad-bound /bound",
        "above, 0 1 1; 0 1 0, 1, bad-weight /witness/states/1/weight",
        "above, 0 1 1; 0 1 1/2, 1, bad-weight /witness/states/1/weight",
        "above, 0 1 1; 1/2 1/2 1, 2, bad-state /witness/states/1",
        "above, 0 1 1; 3/4 1/4 1, 1, bad-state /witness/states/1",
        "above, 0 1 1; -inf 1 1, 1, bad-state /witness/states/1",
        "above, 0 1 1; 0 inf 1, 1, bad-state /witness/states/1"
    })
    void faultsHaveCodesAndPlaces(String side, String rows, String bound, String expected) {
        String[] list = rows.split("; ");
        Result result = Certificates.check(
                switch (side) {
                    case "below" -> entropy(FULL_TENT, "at-least", bound, towerWitness(list));
                    case "above" -> entropy(FULL_TENT, "at-most", bound, towerWitness(list));
                    default -> entropy(FULL_TENT, side, bound, horseshoeWitness(1, list));
                });
        assertThat(Certificates.word(result) + " " + result.at()).isEqualTo(expected);
    }

    private static String limited(Limits limits, String certificate) {
        return Certificates.word(Certificates.check(bytes(certificate), Optional.empty(), limits));
    }

    /** Accepted with so much work, and not with less. */
    private static void assertWork(long work, String certificate) {
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, work), certificate))
                .isEqualTo("valid");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, work - 1), certificate))
                .isEqualTo("over-limits");
    }

    @Test
    void exponentsEndAt65536() {
        assertThat(verdict(entropy(TENT, "at-most", 65536, lapsWitness(1)))).isEqualTo("valid");
        assertThat(verdict(entropy(TENT, "at-most", 4096, lapsWitness(16)))).isEqualTo("valid");
        assertThat(verdict(entropy(FULL_TENT, "at-most", 65536, UNIT))).isEqualTo("valid");
        for (String witness : List.of(lapsWitness(1), UNIT)) {
            assertThat(verdict(entropy(FULL_TENT, "at-most", "65537", witness))).isEqualTo("over-limits");
            assertThat(verdict(entropy(FULL_TENT, "at-most", "131073/2", witness)))
                    .isEqualTo("over-limits");
        }
        assertThat(verdict(entropy(TENT, "at-most", 4096, lapsWitness(17)))).isEqualTo("over-limits");
        for (String witness : List.of(horseshoeWitness(1, HALVES), UNIT)) {
            assertThat(verdict(entropy(FULL_TENT, "at-least", 65536, witness))).isEqualTo(NOT_SHOWN);
            assertThat(verdict(entropy(FULL_TENT, "at-least", 65537, witness))).isEqualTo("over-limits");
        }
        assertThat(verdict(entropy(FULL_TENT, "at-least", 65536, horseshoeWitness(2, HALVES))))
                .isEqualTo("over-limits");
    }

    @Test
    void workIsLimited() {
        long huge = 1L << 40;
        assertThat(verdict(entropy(CONSTANT, "at-most", 0, lapsWitness(huge)))).isEqualTo("over-limits");
        assertThat(verdict(entropy(FULL_TENT, "at-least", "1/" + (1L << 50), horseshoeWitness(huge, HALVES))))
                .isEqualTo("over-limits");
        // Three neurons: (3 + 2) · 2 steps for two intervals; (3 + 2) · 2 · 2 for two states and one turn, and so on.
        assertWork(10, entropy(FULL_TENT, "at-least", "1/2", horseshoeWitness(1, HALVES)));
        assertWork(16, entropy(FULL_TENT, "at-least", "1/3", horseshoeWitness(2, HALVES)));
        for (String side : List.of("at-least", "at-most")) {
            String bound = side.equals("at-least") ? "1/2" : "1";
            assertWork(8, entropy(FULL_TENT, side, bound, UNIT));
            assertWork(20, entropy(FULL_TENT, side, bound, towerWitness("0 1 1", "0 1 1")));
            assertWork(36, entropy(FULL_TENT, side, bound, towerWitness("0 1 1", "0 1 1", "0 1 1")));
            // Four neurons and two places where f turns.
            assertWork(15, entropy(THREE_BRANCHES, side, side.equals("at-least") ? "1" : "2", UNIT));
        }
        // Images differ from step to step, so there are many of them: far more than the iterate says.
        String laps = entropy(SLOPE_3_2, "at-most", 1, lapsWitness(40));
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, 3 * 40), laps)).isEqualTo("over-limits");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, 3 * 8000), laps))
                .isEqualTo("valid");
    }

    /** One interval all the way, but each step adds a digit to the base 3, and fractions are brought to lowest terms. */
    @Test
    void workGrowsWithTheLengthOfNumbers() {
        String laps = entropy(network("0 1", "identity 1/3 | 1/7"), "at-most", 0, lapsWitness(400));
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, 10_000), laps)).isEqualTo("over-limits");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, 20_000), laps)).isEqualTo("valid");
        assertThat(limited(
                        Limits.DEFAULT.with(1 << 20, 1 << 18, 10_000),
                        entropy(IDENTITY.on("0 1"), "at-most", 0, lapsWitness(9_000))))
                .isEqualTo("valid");
    }

    @Test
    void listsAndNumbersAreLimited() {
        Limits few = new Limits(1 << 20, 64, 8, 20_000, 1 << 18, 1_000_000);
        assertThat(limited(few, entropy(SLOPE_3_2, "at-most", 1, lapsWitness(4))))
                .isEqualTo("valid");
        assertThat(limited(few, entropy(SLOPE_3_2, "at-most", 1, lapsWitness(40))))
                .isEqualTo("over-limits");
        // Both halves of a bent tent have the same image, however its ends come about: there is but one.
        Network bent = network("0 1", "relu 1; 1 | 0 -2/3", "identity 3/2 -9/2 | 0");
        assertThat(limited(few, entropy(bent, "at-most", "7/10", lapsWitness(300))))
                .isEqualTo("valid");
        Network thirds = network("0 1", "identity 1/3 | 1/7");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 256, 1 << 20), entropy(thirds, "at-most", 0, lapsWitness(100))))
                .isEqualTo("valid");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 256, 1 << 20), entropy(thirds, "at-most", 0, lapsWitness(999))))
                .isEqualTo("over-limits");
    }

    @Test
    void manyIntervalsAndStates() {
        String[] intervals = Stream.iterate(0, i -> i + 1)
                .limit(64)
                .map(i -> Ratio.of(i, 64) + " " + Ratio.of(i + 1, 64) + " 1")
                .toArray(String[]::new);
        String[] states = Stream.iterate(0, i -> i + 1)
                .limit(50)
                .map(i -> "0 " + Ratio.of(1, 1L << i) + " " + (1L << (50 - i)))
                .toArray(String[]::new);
        assertSharp(FULL_TENT, "at-least", Ratio.of(64), 6, horseshoeWitness(6, intervals));
        for (int i = 0; i < 3; i++) {
            assertSharp(FULL_TENT, "at-least", Ratio.of(2), 1, towerWitness(states));
            assertSharp(FULL_TENT, "at-most", Ratio.of(2), 1, towerWitness(states));
            Collections.shuffle(Arrays.asList(states), new Random(i));
        }
    }
}
