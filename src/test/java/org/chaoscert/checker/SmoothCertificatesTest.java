package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.period;
import static org.chaoscert.checker.Certificates.precise;
import static org.chaoscert.checker.Certificates.walled;
import static org.chaoscert.checker.Certificates.within;
import static org.chaoscert.checker.SmoothNetworks.BUMP;
import static org.chaoscert.checker.SmoothNetworks.CLIPPED_BUMP;
import static org.chaoscert.checker.SmoothNetworks.FLIP;
import static org.chaoscert.checker.SmoothNetworks.HALF;
import static org.chaoscert.checker.SmoothNetworks.LEDGE;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates about smooth networks: what is accepted is true, and what the format asks for is asked for. */
class SmoothCertificatesTest {
    private static final Map<String, Network> MAPS = new TreeMap<>(Map.of(
            "half", HALF,
            "flip", FLIP,
            "bump", BUMP,
            "clipped", CLIPPED_BUMP,
            "ledge", LEDGE,
            "gentle-flip", network("-inf inf", "tanh -1/2 | 0"),
            "two", network("-inf inf", "tanh 2 | 0"),
            "logistic", network("-inf inf", "sigmoid 1 | 0")));

    /** Cells of {@link SmoothNetworks#FLIP} for period 4: around the cycle, where orbits leave 0, and around 0. */
    private static final String FLIP_CELLS =
            "-1/2 monotone 2, -1/8 separated, 1/8 monotone 1, 1/2 separated, inf monotone 2";

    private static String[] split(String cells) {
        return cells.split(", *");
    }

    /** The code and the place, or {@code valid}. */
    private static String verdict(String certificate) {
        Result result = Certificates.check(certificate);
        return (Certificates.word(result) + " " + result.at()).strip();
    }

    private static Network map(String name, String domain) {
        return domain.isEmpty() ? MAPS.get(name) : MAPS.get(name).on(domain);
    }

    @Test
    void conclusionsAreThoseOfTheClaim() {
        assertThat(Certificates.check(precise(64, cover(HALF, 2, "inf monotone 1")))
                        .conclusions())
                .containsExactly("no-period:2", "periods-divide:1", "not-chaotic");
        assertThat(Certificates.check(precise(64, cover(HALF, 3, "inf monotone 1")))
                        .conclusions())
                .containsExactly("no-period:3");
        assertThat(Certificates.check(precise(64, cover(FLIP, 4, split(FLIP_CELLS))))
                        .conclusions())
                .containsExactly("no-period:4", "periods-divide:2", "not-chaotic");
        Result chaos = Certificates.check(precise(64, liYorke(BUMP, 1, "3/10")));
        assertThat(chaos.conclusions()).containsExactly("chaotic");
        assertThat(chaos.subject()).isEqualTo(BUMP.digest() + ", domain -inf to inf, 2 layers, 3 units");
    }

    @Test
    void goodCertificatesAreValid() {
        assertThat(GoodCertificates.SMOOTH)
                .extracting(SmoothCertificatesTest::verdict)
                .containsOnly("valid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The only periodic point is 0.
                "half | '' | 2 | inf monotone 1 | valid",
                "half | -1 1 | 2 | 1 monotone 1 | valid",
                "half | -1/4 1/4 | 5 | 1/4 monotone 1 | valid",
                "half | -1 inf | 2 | inf monotone 1 | valid",
                "half | -inf 3 | 2 | 3 monotone 1 | valid",
                "half | '' | 2 | 0 monotone 1, inf monotone 1 | valid",
                "half | '' | 2 | -1/8 separated, 1/8 monotone 1, inf separated | not-separated /witness/cells/0",
                "half | '' | 2 | -1/2 separated, 1/2 monotone 1, inf drift | valid",
                "half | '' | 2 | -1/2 drift, 1/2 monotone 1, inf drift | valid",
                "half | '' | 2 | 1/2 monotone 1, inf drift | valid",
                "half | '' | 2 | -1/2 monotone 1, inf monotone 1 | no-fixed-point-shown /witness/cells/0",
                "half | '' | 2 | inf fixed 1 | not-identity /witness/cells/0",
                "half | '' | 2 | inf no-swap 1 | valid",
                "half | '' | 2 | inf drift | no-drift /witness/cells/0",
                "half | '' | 2 | inf separated | not-separated /witness/cells/0",
                "half | '' | 2 | inf monotone 2 | bad-divisor /witness/cells/0/divisor",
                "half | '' | 2 | 3 monotone 1 | cells-incomplete /witness/cells",
                // Rising through one fixed point: 0.659.
                "logistic | '' | 2 | inf monotone 1 | valid",
                "logistic | 0 1 | 2 | 1/2 drift, 3/4 monotone 1, 1 drift | valid",
                "logistic | 0 1 | 2 | 1/2 separated, 3/4 monotone 1, 1 drift | valid",
                // Three fixed points.
                "two | '' | 2 | -1/2 monotone 1, -1/8 drift, 1/8 monotone 1, 1/2 drift, inf monotone 1 | "
                        + "no-drift /witness/cells/1",
                "two | '' | 2 | -1/2 monotone 1, -1/8 separated, 1/8 monotone 1, 1/2 separated, inf monotone 1 | "
                        + "not-separated /witness/cells/1",
                "two | '' | 2 | -1/2 monotone 1, -1/4 separated, -1/8 separated, 1/8 monotone 1, 1/4 separated, "
                        + "1/2 separated, inf monotone 1 | valid",
                "two | '' | 3 | inf no-swap 1 | valid",
                "two | '' | 2 | inf monotone 1 | derivative-may-be-one /witness/cells/0",
                // A cycle of two points.
                "flip | '' | 2 | inf monotone 1 | derivative-may-be-one /witness/cells/0",
                "flip | '' | 2 | inf no-swap 1 | may-swap /witness/cells/0",
                "flip | '' | 2 | inf separated | not-separated /witness/cells/0",
                "flip | '' | 2 | -1/2 monotone 1, 1/2 monotone 1, inf monotone 1 | no-fixed-point-shown /witness/cells/0",
                "flip | '' | 4 | inf no-swap 2 | valid",
                "flip | '' | 4 | -1/2 monotone 1, inf no-swap 2 | no-fixed-point-shown /witness/cells/0",
                "flip | -1 1 | 4 | 1 no-swap 2 | valid",
                "gentle-flip | '' | 2 | inf no-swap 1 | valid",
                "gentle-flip | '' | 2 | inf monotone 1 | valid",
                "gentle-flip | -1 1 | 4 | 1 monotone 1 | valid",
                "gentle-flip | '' | 4 | -1/2 separated, inf monotone 1 | valid"
            })
    void coversAreHeldAgainstTheRules(String name, String domain, int n, String cells, String verdict) {
        assertThat(verdict(precise(64, cover(map(name, domain), n, split(cells)))))
                .isEqualTo(verdict);
    }

    /** The cells around the cycle need to be told from those where orbits only pass. */
    @ParameterizedTest
    @CsvSource({"16, valid", "24, valid", "64, valid", "300, valid"})
    void theCycleOfTheFlipIsTheOnlyOneAtAnyPrecision(int precision, String verdict) {
        assertThat(verdict(precise(precision, cover(FLIP, 4, split(FLIP_CELLS)))))
                .isEqualTo(verdict);
        assertThat(verdict(precise(precision, cover(FLIP, 2, split(FLIP_CELLS.replace("monotone 2", "monotone 1"))))))
                .isEqualTo("no-fixed-point-shown /witness/cells/0");
    }

    @ParameterizedTest
    @CsvSource({
        "bump, '', 1, 3/10, valid",
        "bump, 0 1, 1, 3/10, valid",
        "bump, 0 1, 1, 29/100, valid",
        "bump, 0 1, 1, 2/5, inequality-fails /witness/point",
        "bump, 0 1, 1, 1/2, inequality-fails /witness/point",
        "bump, 0 1, 1, 0, inequality-fails /witness/point",
        "bump, 0 1, 2, 3/10, inequality-fails /witness/point",
        "bump, 0 1, 1, 2, point-outside-domain /witness/point",
        "bump, '', 1, 2, inequality-fails /witness/point",
        "clipped, '', 1, 3/10, valid",
        "clipped, '', 1, 7/10, inequality-fails /witness/point",
        "flip, '', 1, 1/2, inequality-fails /witness/point",
        "flip, '', 1, 0, inequality-fails /witness/point"
    })
    void pointsAreHeldAgainstTheInequality(String name, String domain, int iterate, String point, String verdict) {
        assertThat(verdict(precise(64, liYorke(map(name, domain), iterate, point))))
                .isEqualTo(verdict);
    }

    /** The bump turned over: 1 − f(1 − x). */
    @Test
    void chaosMayFallAsWell() {
        Network turned = network("-inf inf", "sigmoid -20; -20 | 14 6", "identity -1 1 | 1");
        assertThat(verdict(precise(64, liYorke(turned, 1, "7/10")))).isEqualTo("valid");
        assertThat(verdict(precise(64, liYorke(turned, 1, "3/10")))).isEqualTo("inequality-fails /witness/point");
    }

    /** tanh(x/2) near 0 is known to a few 2^−32 only if p is 16: that tells nothing about 2^−40. */
    @ParameterizedTest
    @CsvSource({
        "16, no-drift /witness/cells/0",
        "20, no-drift /witness/cells/0",
        "30, valid",
        "64, valid",
        "1000, valid"
    })
    void tooSmallAPrecisionDoesNotDo(int precision, String verdict) {
        String little = "1/" + BigInteger.ONE.shiftLeft(40);
        String certificate = cover(HALF, 2, "-" + little + " drift", little + " monotone 1", "inf drift");
        assertThat(verdict(precise(precision, certificate))).isEqualTo(verdict);
    }

    /** tanh x + 2^−30 lies below x by about 2^−29 at 1/512, where numbers of 16 bits lie 2^−24 apart. */
    @ParameterizedTest
    @CsvSource({"16, no-drift /witness/cells/2", "24, valid", "34, valid", "64, valid"})
    void littleDistancesFromTheDiagonalNeedBits(int precision, String verdict) {
        Network gentle = network("-inf inf", "tanh 1 | 1/1073741824");
        String certificate = cover(gentle, 2, "-1 drift", "1/512 no-swap 1", "inf drift");
        assertThat(verdict(precise(precision, certificate))).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "half | '' | 2 | 1/4 | inf monotone 1 | valid",
                "half | '' | 2 | -1/4 0 1/4 | inf no-swap 1 | valid",
                "half | '' | 2 | 1/4 -1/4 | inf monotone 1 | not-a-wall /witness/walls/1",
                "half | '' | 2 | 1/4 1/4 | inf monotone 1 | not-a-wall /witness/walls/1",
                "half | -1 1 | 2 | 1 | 1 monotone 1 | not-a-wall /witness/walls/0",
                "half | -1 1 | 2 | -1 | 1 monotone 1 | not-a-wall /witness/walls/0",
                "flip | '' | 4 | 0 | inf no-swap 2 | not-a-wall /witness/walls/0",
                "flip | '' | 4 | 1 | inf no-swap 2 | valid",
                "flip | '' | 4 | -1 1 | inf no-swap 2 | valid",
                "flip | '' | 4 | 1/2 | inf no-swap 2 | not-a-wall /witness/walls/0",
                "two | '' | 2 | 0 | inf no-swap 1 | valid",
                "ledge | '' | 3 | 1/2 | 1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1 | valid",
                "ledge | '' | 3 | | 1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1 | may-swap /witness/cells/3",
                "ledge | '' | 3 | 3/8 | 1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1 | "
                        + "not-a-wall /witness/walls/0",
                "ledge | '' | 3 | 3/4 | 1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1 | "
                        + "not-a-wall /witness/walls/0",
                "ledge | '' | 2 | 1/2 | 1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1 | not-separated /witness/cells/0"
            })
    void wallsAreTried(String name, String domain, int n, String walls, String cells, String verdict) {
        String cover = cover(map(name, domain), n, split(cells));
        assertThat(verdict(precise(64, walls == null ? cover : walled(walls, cover))))
                .isEqualTo(verdict);
    }

    /**
     * The tent, whose argument goes through a logistic function so gentle that it is all but affine: 2^52·(1/2 − s(−x/2^50)) is
     * x to many digits. Rounded the wrong way s would be 1/2 itself, and f(x) 0 everywhere.
     */
    @ParameterizedTest
    @CsvSource({"16, -1", "24, -1", "16, 1", "24, 1"})
    void littleSlopesAreNotLost(int precision, int side) {
        String weight = Ratio.of(side, 1L << 50).toString();
        String factor = Ratio.of(side * (1L << 52)).toString();
        String offset = Ratio.of(-side * (1L << 51)).toString();
        Network tent = network(
                "0 1",
                "sigmoid " + weight + " | 0",
                "relu " + factor + "; " + factor + " | " + offset + " "
                        + Ratio.of(offset).minus(Ratio.of(1, 2)),
                "clip 2 -4 | 0");
        assertThat(verdict(precise(128, liYorke(tent, 1, "1/4")))).isEqualTo("valid");
        assertThat(verdict(precise(precision, cover(tent, 2, "1/2 monotone 1", "1 separated"))))
                .isNotEqualTo("valid");
        assertThat(verdict(precise(precision, cover(tent, 2, "1 monotone 1")))).isNotEqualTo("valid");
    }

    // Keys.

    private static final String GOOD = cover(HALF, 2, "inf monotone 1");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "16 | valid",
                "64 | valid",
                "15 | bad-precision /precision",
                "1 | bad-precision /precision",
                "0 | wrong-type /precision",
                "-64 | wrong-type /precision",
                "064 | unreadable",
                "16.0 | wrong-type /precision",
                "64e0 | wrong-type /precision",
                "\"64\" | wrong-type /precision",
                "null | wrong-type /precision",
                "true | wrong-type /precision",
                "[64] | wrong-type /precision",
                "{} | wrong-type /precision",
                "262145 | over-limits /precision",
                "2147483711 | over-limits /precision",
                "4294967360 | over-limits /precision",
                "18446744073709551680 | over-limits /precision",
                "1000000000000000000000000000000000000000000000000000000 | over-limits /precision"
            })
    void precisionIsAnIntegerOfAtLeastSixteen(String precision, String verdict) {
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(verdict(precise(precision, GOOD))).isEqualTo(verdict));
    }

    @Test
    void precisionStandsExactlyWithSmoothNetworks() {
        assertThat(verdict(GOOD)).isEqualTo("missing-key /precision");
        assertThat(verdict(liYorke(BUMP, 1, "3/10"))).isEqualTo("missing-key /precision");
        String linear = liYorke(Certificates.TENT, 1, "1/4");
        assertThat(verdict(linear)).isEqualTo("valid");
        assertThat(verdict(precise(64, linear))).isEqualTo("unknown-key /precision");
        assertThat(verdict(within("1/1000", precise(64, linear)))).isEqualTo("unknown-key /precision");
    }

    /** Wherever the smooth layer stands, and whatever it gives. */
    @Test
    void oneSmoothLayerIsEnough() {
        for (String smooth : List.of("tanh", "sigmoid")) {
            for (String other : List.of("identity", "relu", "clip", "abs", "hard-tanh", "leaky-relu:1/2")) {
                Network first = network("-inf inf", smooth + " 1/2 | 0", other + " 1/4 | 0");
                Network last = network("-inf inf", other + " 1/4 | 0", smooth + " 1/2 | 0");
                Network unused = network("-inf inf", smooth + " 1/2 | 0", other + " 0 | 1/4");
                for (Network network : List.of(first, last, unused)) {
                    String certificate = cover(network, 2, "inf monotone 1");
                    assertThat(verdict(certificate)).as("%s", network).isEqualTo("missing-key /precision");
                    assertThat(verdict(precise(32, certificate)))
                            .as("%s", network)
                            .isEqualTo("valid");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/1000", "1", "-1", "1/1000000000000000000000000"})
    void smoothNetworksHaveNoRadius(String radius) {
        assertThat(verdict(within(radius, precise(64, GOOD)))).isEqualTo("radius-not-supported /radius");
        assertThat(verdict(within(radius, precise(64, liYorke(BUMP, 1, "3/10")))))
                .isEqualTo("radius-not-supported /radius");
    }

    /** 0 is a fixed point indeed, and tanh(x/2) ≤ x right of it. */
    @Test
    void orbitsAndSidesAreForExactMaps() {
        String there = "claim-not-supported-by-witness /witness/kind";
        assertThat(verdict(precise(64, period(HALF, 1, "0")))).isEqualTo(there);
        assertThat(verdict(precise(64, Certificates.chaosByOrbit(HALF, "0")))).isEqualTo(there);
        assertThat(verdict(precise(64, oneSided(HALF.on("0 1"), 2, "below")))).isEqualTo(there);
        assertThat(verdict(precise(64, oneSided(HALF.on("0 inf"), 4, "below")))).isEqualTo(there);
    }

    @Test
    void theDomainMustBeKept() {
        Network wide = network("-1 1", "tanh 1 | 0", "identity 2 | 0");
        assertThat(verdict(precise(64, cover(wide, 2, "1 no-swap 1"))))
                .isEqualTo("domain-not-invariant /network/domain");
        assertThat(verdict(precise(64, cover(wide.on("-2 2"), 2, "2 no-swap 1"))))
                .isEqualTo("valid");
        assertThat(verdict(cover(wide, 2, "1 no-swap 1"))).isEqualTo("missing-key /precision");
    }

    // The network beside.

    private static Result beside(Network held, Network file, boolean ahead) {
        Checker checker = new Checker(Optional.of(file.file()), Limits.DEFAULT);
        if (ahead) {
            checker.readNetwork();
        }
        return checker.check(bytes(precise(
                64,
                Certificates.certificate(
                        held.reference(),
                        "\"claim\":\"no-period\",\"period\":4",
                        Certificates.coverWitness("inf no-swap 2")))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theNetworkMayStandInAFile(boolean ahead) {
        assertThat(beside(FLIP, FLIP, ahead).conclusions())
                .containsExactly("no-period:4", "periods-divide:2", "not-chaotic");
        assertThat(Certificates.word(beside(FLIP, HALF, ahead))).isEqualTo("other-network");
        assertThat(Certificates.word(beside(FLIP, FLIP.on("-1 inf"), ahead))).isEqualTo("other-network");
    }

    /** One checker, one file, several precisions: nothing is kept of the one before. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void checkersKeepNothingOfAPrecision(boolean ahead) {
        Checker checker = new Checker(Optional.of(HALF.file()), Limits.DEFAULT);
        if (ahead) {
            checker.readNetwork();
        }
        String witness = Certificates.coverWitness("-1/" + BigInteger.ONE.shiftLeft(40) + " drift", "inf no-swap 1");
        String bare = Certificates.certificate(HALF.reference(), "\"claim\":\"no-period\",\"period\":2", witness);
        assertThat(List.of(
                        precise(64, bare),
                        precise(16, bare),
                        bare,
                        precise(64, bare),
                        precise(15, bare),
                        precise(16, bare),
                        within("1", precise(64, bare)),
                        precise(64, bare)))
                .map(text -> Certificates.word(checker.check(bytes(text))))
                .containsExactly(
                        "valid",
                        "no-drift",
                        "missing-key",
                        "valid",
                        "bad-precision",
                        "no-drift",
                        "radius-not-supported",
                        "valid");
    }

    @Test
    void aFileThatLeavesItsDomainIsRefusedWithThePrecision() {
        Network wide = network("-1 1", "tanh 1 | 0", "identity 2 | 0");
        assertThat(Certificates.word(beside(wide, wide, true))).isEqualTo("domain-not-invariant");
    }

    @Test
    void workGrowsWithThePrecision() {
        Limits limits = Limits.DEFAULT.with(1 << 20, 1 << 18, 100);
        List<String> words = List.of(16, 64, 65, 1000).stream()
                .map(precision -> Certificates.check(bytes(precise(precision, GOOD)), Optional.empty(), limits))
                .map(Certificates::word)
                .toList();
        assertThat(words).as("2 · 2 · 1, · 16, · 16, · 3906").containsExactly("valid", "valid", "valid", "over-limits");
    }

    // At random.

    /** Cells made by trying the rules one after the other and halving what none clears. */
    private static Optional<String> coverFound(Network network, int n, int precision, Random random) {
        List<String> ends =
                new ArrayList<>(network.domain().get(1).equals("inf") ? List.of("-2", "0", "2", "inf") : List.of("1"));
        List<String> rules = new ArrayList<>();
        List<String> order = new ArrayList<>(List.of("separated", "drift"));
        for (int e = 1; e < n; e++) {
            if (n % e == 0) {
                order.add("monotone " + e);
                order.add("no-swap " + e);
            }
        }
        Collections.shuffle(order, random);
        ends.forEach(end -> rules.add(order.get(0)));
        for (int tries = 0; tries < 250; tries++) {
            String[] cells = new String[ends.size()];
            Arrays.setAll(cells, i -> ends.get(i) + " " + rules.get(i));
            String certificate = precise(precision, cover(network, n, cells));
            Result result = Certificates.check(certificate);
            if (result.isValid()) {
                return Optional.of(certificate);
            }
            if (!result.at().startsWith("/witness/cells/")) {
                return Optional.empty();
            }
            int cell = Integer.parseInt(result.at().substring("/witness/cells/".length()));
            int rule = order.indexOf(rules.get(cell)) + 1;
            if (rule < order.size()) {
                rules.set(cell, order.get(rule));
            } else {
                Ratio low = cell > 0
                        ? Ratio.of(ends.get(cell - 1))
                        : Ratio.of(network.domain().get(0));
                Ratio high = Ratio.of(ends.get(cell));
                if (!low.isFinite() || !high.isFinite() || high.minus(low).compareTo(Ratio.of(1, 500)) < 0) {
                    return Optional.empty();
                }
                ends.add(cell, low.middle(high).toString());
                rules.add(cell, order.get(0));
                rules.set(cell + 1, order.get(0));
            }
        }
        return Optional.empty();
    }

    private static Network nextMap(Random random) {
        Network network = SmoothNetworks.next(random, 3, List.of("tanh", "sigmoid", "relu", "abs", "identity"));
        String last = network.layers().get(network.layers().size() - 1).activation();
        return random.nextBoolean() && List.of("sigmoid", "clip").contains(last) ? network.on("0 1") : network;
    }

    @Test
    @Tag("battery")
    void acceptedCoversHoldNoCycleThatAGridFinds() {
        Random random = new Random(41);
        int accepted = 0;
        for (int i = 0; i < 250; i++) {
            Network network = nextMap(random);
            int n = 2 + random.nextInt(3);
            Optional<String> certificate = coverFound(network, n, 16 + random.nextInt(30), random);
            if (certificate.isPresent()) {
                accepted++;
                assertThat(new SmoothGrid(network).cycle(n))
                        .as("%s", certificate)
                        .isEmpty();
            }
        }
        assertThat(accepted).isGreaterThan(100);
    }

    /** The other way round: where a grid finds a cycle, no cover is ever accepted. */
    @Test
    @Tag("battery")
    void noCoverIsFoundWhereAGridFindsACycle() {
        Random random = new Random(42);
        int found = 0;
        for (int i = 0; i < 150; i++) {
            Network network = i % 2 == 0 ? nextMap(random) : bump(random);
            int n = 2 + random.nextInt(3);
            if (new SmoothGrid(network).cycle(n).isPresent()) {
                found++;
                assertThat(coverFound(network, n, 16 + random.nextInt(30), random))
                        .isEmpty();
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    @Test
    @Tag("battery")
    void acceptedPointsKeepTheInequality() {
        Random random = new Random(43);
        SmoothOracle oracle = new SmoothOracle(60);
        int accepted = 0;
        for (int i = 0; i < 4000; i++) {
            Network network = i % 2 == 0 ? nextMap(random) : bump(random);
            Ratio a = Ratio.of(random.nextInt(401) - (i % 2 == 0 ? 200 : 0), i % 2 == 0 ? 100 : 400);
            int iterate = 1 + random.nextInt(2);
            int precision = 16 + random.nextInt(50);
            Network held = network.on("-inf inf");
            if (Certificates.check(precise(precision, liYorke(held, iterate, a.toString())))
                    .isValid()) {
                accepted++;
                assertThat(oracle.isLiYorke(held, iterate, a))
                        .as("%s at %s", held, a)
                        .isTrue();
            }
        }
        assertThat(accepted).isGreaterThan(60);
    }

    private static Network bump(Random random) {
        int steep = 8 + random.nextInt(20);
        return network(
                "-inf inf",
                "sigmoid " + steep + "; " + steep + " | -" + steep * 3 / 10 + " -" + steep * 7 / 10,
                "identity 1 -1 | " + Ratio.of(random.nextInt(21) - 10, 100));
    }
}
