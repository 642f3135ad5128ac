package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.FULL_TENT;
import static org.chaoscert.checker.Certificates.GOLDEN;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.MIRROR;
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
import static org.chaoscert.checker.Certificates.partitionWitness;
import static org.chaoscert.checker.Certificates.precise;
import static org.chaoscert.checker.Certificates.verdict;
import static org.chaoscert.checker.Certificates.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
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
    /** 1 − 2|x|. */
    private static final Network ROOF_ON_THE_LINE = network("-inf inf", "abs 2 | 0", "identity -1 | 1");
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
    private static final String[] CUT = {"1/2 1", "1 1"};

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
        assertThat(verdictOf(FULL_TENT, "at-most", "0.693147180559946", partitionWitness(CUT)))
                .isEqualTo("valid");
        assertThat(verdictOf(FULL_TENT, "at-most", "0.693147180559945", partitionWitness(CUT)))
                .isEqualTo(NOT_SHOWN);
        assertSharp(FULL_TENT, "at-least", Ratio.of(2), 1, horseshoe);
        assertSharp(FULL_TENT, "at-most", Ratio.of(2), 1, partitionWitness(CUT));
        for (int n = 1; n <= 10; n++) {
            assertSharp(FULL_TENT, "at-most", Ratio.of(1L << n), n, lapsWitness(n));
        }
    }

    @Test
    void threeBranchesHaveLog3() {
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(3), 1, horseshoeWitness(1, "0 1/3 5", "1/3 2/3 5", "2/3 1 5"));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(3), 1, partitionWitness("1/3 7", "2/3 7", "1 7"));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(3), 1, lapsWitness(1));
        assertSharp(THREE_BRANCHES, "at-most", Ratio.of(243), 5, lapsWitness(5));
        assertSharp(THREE_BRANCHES, "at-least", Ratio.of(2), 1, horseshoeWitness(1, "0 1/3 1", "2/3 1 1"));
    }

    @Test
    void theGoldenMeanIsReachedByFibonacciNumbers() {
        BigInteger[] f = {BigInteger.ONE, BigInteger.ONE};
        for (int i = 0; i < 100; i++) {
            f = new BigInteger[] {f[1], f[0].add(f[1])};
        }
        String horseshoe = horseshoeWitness(1, "0 1/2 " + f[0], "1/2 1 " + f[1]);
        String partition = partitionWitness("1/2 " + f[0], "1 " + f[1]);
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059603", horseshoe))
                .isEqualTo("valid");
        assertThat(verdictOf(GOLDEN, "at-least", "0.481211825059604", horseshoe))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdictOf(GOLDEN, "at-most", "0.481211825059604", partition)).isEqualTo("valid");
        assertThat(verdictOf(GOLDEN, "at-most", "0.481211825059603", partition)).isEqualTo(NOT_SHOWN);
        // What counts is the worst row.
        assertSharp(GOLDEN, "at-least", Ratio.of(8, 5), 1, horseshoeWitness(1, "0 1/2 5", "1/2 1 8"));
        assertSharp(GOLDEN, "at-most", Ratio.of(13, 8), 1, partitionWitness("1/2 5", "1 8"));
        assertSharp(GOLDEN, "at-least", Ratio.of(21, 13), 1, horseshoeWitness(1, "0 1/2 8", "1/2 1 13"));
        assertSharp(GOLDEN, "at-most", Ratio.of(13, 8), 1, partitionWitness("1/2 8", "1 13"));
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100})
    void monotoneAndConstantMapsHaveOneLap(int n) {
        for (Network network :
                List.of(IDENTITY, SHIFT, MIRROR, CONSTANT, UP_LEVEL_UP, LEVEL_UP_LEVEL, CONSTANT.on("-inf inf"))) {
            assertThat(verdict(entropy(network, "at-most", 0, lapsWitness(n)))).isEqualTo("valid");
            String end = network.domain().get(1);
            assertThat(verdict(entropy(network, "at-most", 0, partitionWitness(end + " " + n))))
                    .isEqualTo("valid");
        }
    }

    @Test
    void levelStretchesTurnOnlyWhereTheDirectionChanges() {
        for (Network network : List.of(UP_LEVEL_DOWN, DOWN_LEVEL_UP)) {
            assertSharp(network, "at-most", Ratio.of(2), 1, lapsWitness(1));
            assertSharp(network, "at-most", Ratio.of(4), 2, lapsWitness(2));
            assertSharp(network, "at-least", Ratio.of(2), 1, horseshoeWitness(1, "0 1/4 1", "3/4 1 1"));
            assertThat(verdict(entropy(network, "at-most", 1, partitionWitness("1 1"))))
                    .isEqualTo("not-monotone");
            for (String cut : List.of("1/4", "1/3", "1/2", "3/4")) {
                assertSharp(network, "at-most", Ratio.of(2), 1, partitionWitness(cut + " 1", "1 1"));
            }
            for (String cut : List.of("1/5", "4/5")) {
                assertThat(verdict(entropy(network, "at-most", 5, partitionWitness(cut + " 1", "1 1"))))
                        .isEqualTo("not-monotone");
            }
            // The level cell leads nowhere, and may weigh little.
            assertSharp(network, "at-most", Ratio.of(201, 100), 1, partitionWitness("1/4 100", "3/4 1", "1 100"));
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
    }

    @Test
    void unboundedDomainsEndAtInfinity() {
        String horseshoe = horseshoeWitness(1, "-1 0 1", "0 1 1");
        assertSharp(ROOF_ON_THE_LINE, "at-least", Ratio.of(2), 1, horseshoe);
        assertSharp(ROOF_ON_THE_LINE, "at-most", Ratio.of(2), 1, partitionWitness("0 3", "inf 3"));
        assertSharp(ROOF_ON_THE_LINE, "at-most", Ratio.of(32), 5, lapsWitness(5));
        assertSharp(TENT, "at-most", Ratio.of(5, 2), 1, partitionWitness("-1 1", "1/2 2", "inf 2"));
        for (int n = 1; n <= 5; n++) {
            assertSharp(FOLDED_HALF_LINE, "at-most", Ratio.of(n + 1), n, lapsWitness(n));
            assertSharp(LEFT_HALF_LINE, "at-most", Ratio.of(n + 1), n, lapsWitness(n));
        }
        assertSharp(FOLDED_HALF_LINE, "at-most", Ratio.of(101, 100), 1, partitionWitness("1 1", "inf 100"));
        assertSharp(LEFT_HALF_LINE, "at-most", Ratio.of(101, 100), 1, partitionWitness("-1 100", "0 1"));
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
        for (String witness : List.of(partitionWitness(CUT), lapsWitness(2))) {
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
        "at-most, 1/2 1; 1 1, 1/2, entropy-not-shown /witness/cells/0",
        "at-most, 1/2 2; 1 1, 1, entropy-not-shown /witness/cells/1",
        "at-most, 1/2 1; 1 1, -1, bad-bound /bound",
        "at-most, 1/2 1; 1 0, 1, bad-weight /witness/cells/1/weight",
        "at-most, 1/2 1; 1 1/2, 1, bad-weight /witness/cells/1/weight",
        "at-most, 1 1, 1, not-monotone /witness/cells/0",
        "at-most, 1/2 1; 1/2 1; 1 1, 2, cells-not-increasing /witness/cells/1/to",
        "at-most, 1/2 1; 3/4 1, 1, cells-incomplete /witness/cells",
        "at-most, 1/2 1; inf 1, 1, cells-incomplete /witness/cells"
    })
    void faultsHaveCodesAndPlaces(String side, String rows, String bound, String expected) {
        String[] list = rows.split("; ");
        String witness = side.equals("at-least") ? horseshoeWitness(1, list) : partitionWitness(list);
        Result result = Certificates.check(entropy(FULL_TENT, side, bound, witness));
        assertThat(Certificates.word(result) + " " + result.at()).isEqualTo(expected);
    }

    private static String limited(Limits limits, String certificate) {
        return Certificates.word(Certificates.check(bytes(certificate), Optional.empty(), limits));
    }

    @Test
    void exponentsEndAt65536() {
        assertThat(verdict(entropy(TENT, "at-most", 65536, lapsWitness(1)))).isEqualTo("valid");
        assertThat(verdict(entropy(TENT, "at-most", 4096, lapsWitness(16)))).isEqualTo("valid");
        assertThat(verdict(entropy(FULL_TENT, "at-most", 65536, partitionWitness(CUT))))
                .isEqualTo("valid");
        for (String witness : List.of(lapsWitness(1), partitionWitness(CUT))) {
            assertThat(verdict(entropy(FULL_TENT, "at-most", "65537", witness))).isEqualTo("over-limits");
            assertThat(verdict(entropy(FULL_TENT, "at-most", "131073/2", witness)))
                    .isEqualTo("over-limits");
        }
        assertThat(verdict(entropy(TENT, "at-most", 4096, lapsWitness(17)))).isEqualTo("over-limits");
        assertThat(verdict(entropy(FULL_TENT, "at-least", 65536, horseshoeWitness(1, HALVES))))
                .isEqualTo(NOT_SHOWN);
        assertThat(verdict(entropy(FULL_TENT, "at-least", 65536, horseshoeWitness(2, HALVES))))
                .isEqualTo("over-limits");
    }

    @Test
    void workIsLimited() {
        long huge = 1L << 40;
        assertThat(verdict(entropy(CONSTANT, "at-most", 0, lapsWitness(huge)))).isEqualTo("over-limits");
        assertThat(verdict(entropy(FULL_TENT, "at-least", "1/" + (1L << 50), horseshoeWitness(huge, HALVES))))
                .isEqualTo("over-limits");
        // Three neurons: 2 · 2 + 2 steps for two intervals, 4 for two cells, and so on.
        Limits work11 = Limits.DEFAULT.with(1 << 20, 1 << 18, 11);
        Limits work12 = Limits.DEFAULT.with(1 << 20, 1 << 18, 12);
        String partition = entropy(FULL_TENT, "at-most", 1, partitionWitness(CUT));
        assertThat(limited(work11, partition)).isEqualTo("over-limits");
        assertThat(limited(work12, partition)).isEqualTo("valid");
        String horseshoe = entropy(FULL_TENT, "at-least", "1/2", horseshoeWitness(1, HALVES));
        assertThat(limited(work12, horseshoe)).isEqualTo("over-limits");
        assertThat(limited(Limits.DEFAULT.with(1 << 20, 1 << 18, 18), horseshoe))
                .isEqualTo("valid");
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
    void manyIntervalsAndCells() {
        String[] intervals = Stream.iterate(0, i -> i + 1)
                .limit(64)
                .map(i -> Ratio.of(i, 64) + " " + Ratio.of(i + 1, 64) + " 1")
                .toArray(String[]::new);
        String[] cells = Stream.of(intervals)
                .map(interval -> interval.substring(interval.indexOf(' ') + 1))
                .toArray(String[]::new);
        assertSharp(FULL_TENT, "at-least", Ratio.of(64), 6, horseshoeWitness(6, intervals));
        assertSharp(FULL_TENT, "at-most", Ratio.of(2), 1, partitionWitness(cells));
    }
}
