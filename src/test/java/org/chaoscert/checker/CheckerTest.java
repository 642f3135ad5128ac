package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.CUT_TENT;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.SHIFT;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.certificate;
import static org.chaoscert.checker.Certificates.chaosByOrbit;
import static org.chaoscert.checker.Certificates.check;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.liYorkeWitness;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.orbitWitness;
import static org.chaoscert.checker.Certificates.period;
import static org.chaoscert.checker.Certificates.verdict;
import static org.chaoscert.checker.Certificates.word;

import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is claimed, by which witness, of which network: accepted exactly when section 3 of the format says so. */
class CheckerTest {
    private static String place(String certificate) {
        Result result = check(certificate);
        return word(result) + " " + result.at();
    }

    @Test
    void validResultsSayWhatIsProvedOfWhich() {
        Result result = check(liYorke(TENT, 1, "2/9"));
        assertThat(result)
                .isEqualTo(new Result(
                        Result.Kind.VALID,
                        "",
                        "",
                        "",
                        List.of("chaotic"),
                        TENT.digest() + ", domain -inf to inf, 2 layers, 3 units"));
        assertThat(result.isValid()).isTrue();
        assertThat(check("{}").isValid()).isFalse();
        assertThat(check(oneSided(MIRROR.on("1/3 2/3"), 2, "below")).isValid()).isFalse();
    }

    @Test
    void outcomesHaveTheirWordsAndExitStatuses() {
        assertThat(Result.Kind.values())
                .extracting(Result.Kind::word)
                .containsExactly("valid", "rejected", "unreadable", "over-limits");
        assertThat(Result.Kind.values()).extracting(Result.Kind::exitStatus).containsExactly(0, 3, 5, 6);
    }

    @Test
    void conclusionsOfEachClaim() {
        assertThat(check(liYorke(CUT_TENT, 1, "2/7")).conclusions()).containsExactly("chaotic");
        assertThat(check(chaosByOrbit(CUT_TENT, "2/7 4/7 6/7")).conclusions()).containsExactly("chaotic");
        assertThat(check(period(CUT_TENT, 3, "2/7 4/7 6/7")).conclusions()).containsExactly("has-period:3");
        assertThat(check(period(CUT_TENT, 1, "0")).conclusions()).containsExactly("has-period:1");
        assertThat(check(period(MIRROR, 2, "0 1")).conclusions()).containsExactly("has-period:2");
    }

    @ParameterizedTest
    @CsvSource({
        "2, no-period:2 periods-divide:1 not-chaotic",
        "3, no-period:3",
        "4, no-period:4 periods-divide:2 not-chaotic",
        "6, no-period:6",
        "7, no-period:7",
        "1024, no-period:1024 periods-divide:512 not-chaotic",
        "1023, no-period:1023",
        "1073741824, no-period:1073741824 periods-divide:536870912 not-chaotic"
    })
    void noPeriodOfAPowerOfTwoMeansNoChaos(int period, String conclusions) {
        assertThat(check(oneSided(SHIFT, period, "above")).conclusions()).containsExactly(conclusions.split(" "));
        if (period < 10) {
            assertThat(check(cover(SHIFT, period, "0 drift", "inf drift")).conclusions())
                    .containsExactly(conclusions.split(" "));
        }
    }

    @Test
    void periodsBeyondAllIntegersAreExcludedByASide() {
        String huge = oneSided(SHIFT, 12345, "above").replace("12345", "1" + "0".repeat(40));
        assertThat(check(huge).conclusions()).containsExactly("no-period:1" + "0".repeat(40));
        String power = oneSided(SHIFT, 12345, "above").replace("12345", "147573952589676412928");
        assertThat(check(power).conclusions())
                .containsExactly(
                        "no-period:147573952589676412928", "periods-divide:73786976294838206464", "not-chaotic");
    }

    /** The tent, and the tent upside down on [-1, 0]. */
    @ParameterizedTest
    @CsvSource({
        "tent, 1, 1/4, valid",
        "tent, 1, 2/9, valid",
        "tent, 1, 9/40, valid",
        "tent, 1, 0, inequality-fails",
        "tent, 1, 2/3, inequality-fails",
        "tent, 1, 2/5, inequality-fails",
        "tent, 1, 1/2, inequality-fails",
        "tent, 1, 1/8, inequality-fails",
        "tent, 1, 7/32, inequality-fails",
        "tent, 1, 29/128, valid",
        "tent, 2, 1/16, valid",
        "tent, 2, 1/4, inequality-fails",
        "tent, 3, 1/64, valid",
        "upside-down, 1, -1/4, valid",
        "upside-down, 1, -2/9, valid",
        "upside-down, 1, -7/32, inequality-fails",
        "upside-down, 1, 0, inequality-fails",
        "upside-down, 1, -1/2, inequality-fails",
        "upside-down, 2, -1/16, valid"
    })
    void liYorkePoints(String map, int iterate, String point, String verdict) {
        Network upsideDown = network("-1 0", "relu -1; -1 | 0 -1/2", "identity -2 4 | 0");
        assertThat(verdict(liYorke(map.equals("tent") ? TENT : upsideDown, iterate, point)))
                .isEqualTo(verdict);
    }

    /** f(0) = 1, f(1) = 2, f(2) = d: four points in a row, and their mirror image. */
    @ParameterizedTest
    @CsvSource({"-1, valid", "0, valid", "1/1000000, inequality-fails", "1, inequality-fails", "3, inequality-fails"})
    void liYorkeTakesTheFourthPointUpToTheFirst(String d, String verdict) {
        Ratio bend = Ratio.of(d).minus(Ratio.of(3));
        Network rising = network("-inf inf", "relu 1; -1; 1 | 0 0 -1", "identity 1 0 " + bend + " | 1");
        assertThat(verdict(liYorke(rising, 1, "0"))).isEqualTo(verdict);
        Network falling = network("-inf inf", "relu -1; 1; -1 | 0 0 -1", "identity -1 0 " + bend.negate() + " | -1");
        assertThat(verdict(liYorke(falling, 1, "0"))).as("mirrored").isEqualTo(verdict);
    }

    /** f(0) = 1, f(1) = c, f(c) = −1 wherever c lies: the first three points must rise strictly. */
    @ParameterizedTest
    @CsvSource({
        "2, valid",
        "1000001/1000000, valid",
        "1, inequality-fails",
        "1/2, inequality-fails",
        "0, inequality-fails"
    })
    void liYorkeTakesTheThirdPointOnlyBeyondTheSecond(String c, String verdict) {
        Ratio third = Ratio.of(c);
        Ratio step = third.minus(Ratio.ONE);
        boolean beyond = step.sign() > 0;
        String fall = beyond ? Ratio.of(-1).minus(third).over(step).minus(step).toString() : "0";
        Network network = network("-inf inf", "relu 1; 1 | 0 -1", "identity " + step + " " + fall + " | 1");
        assertThat(verdict(liYorke(network, 1, "0"))).isEqualTo(verdict);
    }

    @Test
    void liYorkePointsOfRandomNetworks() {
        Random random = new Random(31);
        int valid = 0;
        for (int i = 0; i < 400; i++) {
            int rise = 2 + random.nextInt(3);
            Network network = network(
                    "0 1",
                    "relu 1; 1; 1 | 0 " + Ratio.of(-2 - random.nextInt(4), 9) + " "
                            + Ratio.of(-1 - random.nextInt(8), 9),
                    "clip " + rise + " " + (-rise - random.nextInt(6)) + " " + (random.nextInt(5) - 2) + " | 0");
            int iterate = 1 + random.nextInt(2);
            Ratio point = Ratio.of(random.nextInt(38) - 1, 36);
            boolean holds = new Judge(network).liYorke(iterate, point);
            valid += holds ? 1 : 0;
            assertThat(verdict(liYorke(network, iterate, point.toString())).equals("valid"))
                    .as("%s, %s, %s", network, iterate, point)
                    .isEqualTo(holds);
        }
        assertThat(valid).isGreaterThan(10);
    }

    @Test
    void pointsLieInTheDomain() {
        assertThat(place(liYorke(TENT.on("0 1"), 1, "-1/4"))).isEqualTo("point-outside-domain /witness/point");
        assertThat(place(liYorke(TENT.on("0 1"), 1, "5/4"))).isEqualTo("point-outside-domain /witness/point");
        assertThat(place(period(MIRROR, 2, "0 1"))).as("the ends").isEqualTo("valid ");
        assertThat(place(period(network("0 1", "identity -1 | 1"), 2, "-1 2")))
                .isEqualTo("point-outside-domain /witness/orbit/0");
        assertThat(place(period(network("0 1", "identity -1 | 1"), 2, "1/2 2")))
                .isEqualTo("point-outside-domain /witness/orbit/1");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1, not-an-orbit /witness/orbit",
        "0, 1, valid ''",
        "2/3, 1, valid ''",
        "1/3, 1, not-an-orbit /witness/orbit/0",
        "2/5 4/5, 2, valid ''",
        "4/5 2/5, 2, valid ''",
        "2/5 3/5, 2, not-an-orbit /witness/orbit/0",
        "2/9 4/9 8/9, 3, valid ''",
        "4/9 8/9 2/9, 3, valid ''",
        "2/9 8/9 4/9, 3, not-an-orbit /witness/orbit/0",
        "2/9 4/9 7/9, 3, not-an-orbit /witness/orbit/1",
        "2/9 4/9, 2, not-an-orbit /witness/orbit/1",
        "2/9 4/9 8/9, 2, claim-not-supported-by-witness /witness/orbit",
        "2/9 4/9 8/9, 4, claim-not-supported-by-witness /witness/orbit",
        "2/5 4/5 2/5 4/5, 4, orbit-repeats /witness/orbit",
        "0 0, 2, orbit-repeats /witness/orbit",
        "0 0.5, 2, not-canonical /witness/orbit/1"
    })
    void orbitsAreRoundsOfDifferentPoints(String points, int period, String verdict) {
        assertThat(place(period(TENT, period, points))).isEqualTo(verdict.replace("''", ""));
    }

    @ParameterizedTest
    @CsvSource({
        "0, power-of-two /witness/orbit",
        "2/5 4/5, power-of-two /witness/orbit",
        "2/17 4/17 8/17 16/17, power-of-two /witness/orbit",
        "2/9 4/9 8/9, valid ''",
        "2/33 4/33 8/33 16/33 32/33, valid ''",
        "2/65 4/65 8/65 16/65 32/65 64/65, valid ''",
        "2/33 4/33 8/33 16/33 31/33, not-an-orbit /witness/orbit/3"
    })
    void onlyOrbitsWhoseLengthIsNoPowerOfTwoProveChaos(String points, String verdict) {
        assertThat(place(chaosByOrbit(TENT, points))).isEqualTo(verdict.replace("''", ""));
    }

    @Test
    void sidesAreBelowAndAbove() {
        assertThat(verdict(oneSided(SHIFT, 2, "above"))).isEqualTo("valid");
        assertThat(place(oneSided(SHIFT, 2, "below"))).isEqualTo("not-one-sided /witness/side");
        assertThat(verdict(oneSided(IDENTITY, 2, "below"))).isEqualTo("valid");
        assertThat(place(oneSided(SHIFT, 2, "Above"))).isEqualTo("wrong-type /witness/side");
        assertThat(place(oneSided(SHIFT, 2, ""))).isEqualTo("wrong-type /witness/side");
        assertThat(place(oneSided(SHIFT, 1, "above"))).isEqualTo("claim-not-supported-by-witness /period");
        assertThat(place(cover(MIRROR, 1, "1 fixed 1"))).isEqualTo("claim-not-supported-by-witness /period");
    }

    @ParameterizedTest
    @CsvSource({
        "li-yorke-chaos, cover, missing-key /witness/iterate",
        "li-yorke-chaos, one-sided, missing-key /witness/iterate",
        "period, cover, missing-key /witness/orbit",
        "period, li-yorke-point, missing-key /witness/orbit",
        "no-period, li-yorke-point, missing-key /witness/cells",
        "no-period, periodic-orbit, missing-key /witness/cells",
        "no-such-claim, li-yorke-point, claim-not-supported-by-witness /claim"
    })
    void claimsNeedTheirWitness(String claim, String kind, String verdict) {
        String witness = switch (kind) {
            case "cover" -> Certificates.coverWitness("inf fixed 1");
            case "one-sided" -> "{\"kind\":\"one-sided\",\"side\":\"below\"}";
            case "periodic-orbit" -> orbitWitness("2/9 4/9 8/9");
            default -> liYorkeWitness(1, "2/9");
        };
        String period = claim.equals("li-yorke-chaos") ? "" : ",\"period\":3";
        assertThat(place(certificate(TENT.json(), "\"claim\":\"" + claim + "\"" + period, witness)))
                .isEqualTo(verdict);
    }

    /** A witness under another's name, with all its own keys in place. */
    @ParameterizedTest
    @CsvSource({
        "li-yorke-point, cover, claim-not-supported-by-witness /witness/kind",
        "li-yorke-point, one-sided, claim-not-supported-by-witness /witness/kind",
        "li-yorke-point, li-yorke, claim-not-supported-by-witness /witness/kind",
        "li-yorke-point, '', claim-not-supported-by-witness /witness/kind",
        "li-yorke-point, periodic-orbit, missing-key /witness/orbit",
        "periodic-orbit, cover, claim-not-supported-by-witness /witness/kind",
        "periodic-orbit, li-yorke-point, claim-not-supported-by-witness /witness/kind",
        "periodic-orbit, orbit, claim-not-supported-by-witness /witness/kind",
        "cover, periodic-orbit, claim-not-supported-by-witness /witness/kind",
        "cover, covers, claim-not-supported-by-witness /witness/kind",
        "cover, one-sided, missing-key /witness/side"
    })
    void witnessesGoByTheirOwnName(String kind, String other, String verdict) {
        String good = switch (kind) {
            case "cover" -> cover(MIRROR, 4, "1 fixed 2");
            case "periodic-orbit" -> period(MIRROR, 2, "0 1");
            default -> liYorke(TENT, 1, "2/9");
        };
        assertThat(place(good)).isEqualTo("valid ");
        assertThat(place(good.replace("\"" + kind + "\"", "\"" + other + "\""))).isEqualTo(verdict);
    }

    @Test
    void radiiAreNotNegative() {
        String other = "\"radius\":\"-1\"";
        assertThat(place(liYorke(TENT, 1, "2/9").replace("\"radius\":\"0\"", other)))
                .isEqualTo("radius-not-supported /radius");
    }

    @Test
    void topLevelKeysAreThoseOfTheClaim() {
        String good = liYorke(TENT, 1, "2/9");
        assertThat(place(good.replace("{\"format\"", "{\"period\":3,\"format\"")))
                .isEqualTo("unknown-key /period");
        assertThat(place(good.replace("{\"format\"", "{\"precision\":16,\"format\"")))
                .isEqualTo("unknown-key /precision");
        assertThat(place(period(MIRROR, 2, "0 1").replace(",\"period\":2", ""))).isEqualTo("missing-key /period");
        assertThat(place(oneSided(SHIFT, 2, "above").replace(",\"period\":2", "")))
                .isEqualTo("missing-key /period");
        assertThat(place(good.replace("\"kind\"", "\"n/o~te\":1,\"kind\""))).isEqualTo("unknown-key /witness/n~1o~0te");
    }

    @Test
    void mapsStayInTheirDomain() {
        assertThat(place(oneSided(network("0 1", "identity 1 | 1/8"), 2, "above")))
                .isEqualTo("domain-not-invariant /network/domain");
        assertThat(place(oneSided(network("0 1", "identity 7/8 | 1/8"), 2, "above")))
                .isEqualTo("valid ");
        assertThat(place(liYorke(TENT.on("0 7/8"), 1, "2/9"))).isEqualTo("domain-not-invariant /network/domain");
        assertThat(place(oneSided(network("0 inf", "identity 1 | -1/8"), 2, "below")))
                .isEqualTo("domain-not-invariant /network/domain");
    }
}
