package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.SHIFT;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.period;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What would take too much is over limits: reached is allowed, passed is not. */
class LimitsTest {
    private static final Limits DEFAULT = Limits.DEFAULT;

    private static String check(String certificate, Limits limits) {
        Result result = Certificates.check(bytes(certificate), Optional.empty(), limits);
        boolean over = result.kind() == Result.Kind.OVER_LIMITS;
        assertThat(result.code().isEmpty()).isEqualTo(over || result.isValid());
        return over ? (result.at() + " " + result.why()).strip() : Certificates.word(result);
    }

    private static Limits work(long work) {
        return DEFAULT.with(DEFAULT.bytes(), DEFAULT.bits(), work);
    }

    private static Limits bits(int bits) {
        return DEFAULT.with(DEFAULT.bytes(), bits, DEFAULT.work());
    }

    private static Limits length(int length) {
        return new Limits(DEFAULT.bytes(), 64, length, 20_000, DEFAULT.bits(), DEFAULT.work());
    }

    @Test
    void usersSetBytesBitsAndWork() {
        assertThat(new Limits(1, 2, 3, 4, 5, 6).with(7, 8, 9)).isEqualTo(new Limits(7, 2, 3, 4, 8, 9));
        assertThat(DEFAULT.with(0, 0, 0).work()).isZero();
    }

    @Test
    void noLimitLiesBelowZero() {
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.with(-1, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> DEFAULT.with(1, -1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULT.with(1, 1, -1))
                .withMessage("a limit below 0");
    }

    @Test
    void bytesOfTheCertificate() {
        String certificate = liYorke(TENT, 1, "2/9");
        int length = bytes(certificate).length;
        assertThat(check(certificate, DEFAULT.with(length, 1000, 1000))).isEqualTo("valid");
        assertThat(check(certificate, DEFAULT.with(length - 1, 1000, 1000)))
                .isEqualTo("a file, or a layer's numbers, of " + length + " bytes; the limit is " + (length - 1));
    }

    @Test
    void bytesOfTheNetworkFile() {
        byte[] padded = bytes(new String(TENT.file(), StandardCharsets.UTF_8) + " ".repeat(1000));
        byte[] certificate = bytes(liYorke(TENT, 1, "2/9"));
        Result result =
                Certificates.check(certificate, Optional.of(padded), DEFAULT.with(padded.length - 1, 1000, 1000));
        assertThat(result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(Certificates.check(certificate, Optional.of(padded), DEFAULT.with(padded.length, 1000, 1000))
                        .isValid())
                .isTrue();
    }

    /** 3 neurons, 3 points computed from the first, each with as many steps as the iterate says. */
    @Test
    void workOfLiYorkePoints() {
        assertThat(check(liYorke(TENT, 2, "1/16"), work(18))).isEqualTo("valid");
        assertThat(check(liYorke(TENT, 2, "1/16"), work(17)))
                .isEqualTo("/witness checking takes 18 steps; the limit is 17");
        String huge = liYorke(TENT, 7, "1/16").replace("\"iterate\":7", "\"iterate\":1" + "0".repeat(40));
        assertThat(check(huge, DEFAULT)).startsWith("/witness checking takes 90000000000");
    }

    @Test
    void workOfOrbits() {
        assertThat(check(period(TENT, 3, "2/9 4/9 8/9"), work(9))).isEqualTo("valid");
        assertThat(check(period(TENT, 3, "2/9 4/9 8/9"), work(8)))
                .isEqualTo("/witness checking takes 9 steps; the limit is 8");
    }

    /** 2 neurons, n = 4, one cell and the first end. */
    @Test
    void workOfCovers() {
        assertThat(check(cover(MIRROR, 4, "1 fixed 2"), work(16))).isEqualTo("valid");
        assertThat(check(cover(MIRROR, 4, "1 fixed 2"), work(15)))
                .isEqualTo("/witness checking takes 16 steps; the limit is 15");
        assertThat(check(cover(MIRROR, 4, "1/2 fixed 2", "1 fixed 2"), work(23)))
                .isEqualTo("/witness checking takes 24 steps; the limit is 23");
    }

    @Test
    void sidesTakeNoWork() {
        assertThat(check(oneSided(SHIFT, 1000, "above"), work(0))).isEqualTo("valid");
    }

    @Test
    void periodsOfCoversEndAtTheLengthOfLists() {
        assertThat(check(cover(IDENTITY, 10, "0 fixed 1", "inf fixed 1"), length(10)))
                .isEqualTo("valid");
        assertThat(check(cover(IDENTITY, 11, "0 fixed 1", "inf fixed 1"), length(10)))
                .isEqualTo("/period a list or a number of kinks beyond 10");
        String huge = cover(IDENTITY, 7, "0 fixed 1", "inf fixed 1").replace("\"period\":7", "\"period\":4294967298");
        assertThat(check(huge, DEFAULT)).isEqualTo("/period a list or a number of kinks beyond 16777216");
    }

    @Test
    void countsEndAtTheLongestNumeral() {
        String nines = "9".repeat(20_000);
        String period = oneSided(SHIFT, 77777, "above");
        assertThat(check(period.replace("77777", nines), DEFAULT)).isEqualTo("valid");
        assertThat(check(period.replace("77777", nines + "9"), DEFAULT))
                .isEqualTo("/period a number of 20001 characters; the limit is 20000");
        String iterate = liYorke(TENT, 77777, "1/2").replace("77777", nines + "9");
        assertThat(check(iterate, DEFAULT))
                .isEqualTo("/witness/iterate a number of 20001 characters; the limit is 20000");
    }

    @Test
    void bitsOfPointsOnTheirWay() {
        String certificate = liYorke(network("0 1", "relu 1; 1 | 0 -1/2", "identity 2 -4 | 0"), 1, "2/9");
        assertThat(check(certificate, bits(7))).isEqualTo("valid");
        assertThat(check(certificate, bits(5))).isEqualTo("/witness a number of 6 bits; the limit is 5");
    }

    @Test
    void bitsOfImages() {
        String certificate = cover(network("0 1", "identity 1/3 | 1/3"), 2, "1 monotone 1");
        assertThat(check(certificate, bits(4))).isEqualTo("valid");
        assertThat(check(certificate, bits(3))).isEqualTo("/witness a number of 4 bits; the limit is 3");
    }
}
