package org.chaoscert.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certificate.Examples.Truth;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates are read back as they were written, and true ones are accepted. */
class CertificateTest {
    private static final Path GALLERY = Path.of("certificates");

    static List<Truth> truths() {
        return Examples.truths();
    }

    static List<Path> galleryFiles() {
        return NetworkFiles.list(GALLERY);
    }

    private static Result check(Optional<byte[]> network, Certificate certificate) {
        return new Checker(network, Limits.DEFAULT).check(CertificateWriter.file(certificate));
    }

    private static void assertReadBack(Certificate written) throws NetworkFormatException {
        byte[] bytes = CertificateWriter.file(written);
        Certificate read = CertificateReader.read(bytes);
        assertThat(read.proof()).as("proof").isEqualTo(written.proof());
        assertThat(read.sha256()).as("digest").isEqualTo(written.sha256());
        assertThat(read.source()).as("source").isEqualTo(written.source());
        assertThat(read.network().map(Digest::of))
                .as("network")
                .isEqualTo(written.network().map(Digest::of));
        assertThat(CertificateWriter.file(read)).as("bytes, written again").isEqualTo(bytes);
    }

    private static void assertValid(Result result, Truth truth) {
        assertThat(result.kind())
                .as("%s: %s at %s", truth, result.code(), result.at())
                .isEqualTo(Result.Kind.VALID);
        assertThat(result.conclusions()).as("conclusions").isEqualTo(truth.conclusions());
    }

    @ParameterizedTest
    @MethodSource("truths")
    void aTrueCertificateIsReadBackAndAccepted(Truth truth) throws NetworkFormatException {
        assertReadBack(truth.embedded());
        assertReadBack(truth.named(Optional.of("net.json")));
        assertReadBack(truth.named(Optional.empty()));
        Optional<byte[]> file = Optional.of(truth.networkFile());
        assertValid(check(Optional.empty(), truth.embedded()), truth);
        assertValid(check(file, truth.embedded()), truth);
        assertValid(check(file, truth.named(Optional.of("net.json"))), truth);
        assertValid(check(file, truth.named(Optional.empty())), truth);
    }

    @ParameterizedTest
    @MethodSource("truths")
    void aCertificateIsAboutItsNetworkOnly(Truth truth) throws NetworkFormatException {
        Optional<byte[]> other = Optional.of(NetworkFiles.known("exact/leaky"));
        assertThat(check(other, truth.embedded()).code())
                .as("beside another network")
                .isEqualTo("other-network");
        assertThat(check(other, truth.named(Optional.empty())).code())
                .as("named, with another network")
                .isEqualTo("other-network");
        assertThat(check(Optional.empty(), truth.named(Optional.empty())).code())
                .as("named, with no network")
                .isEqualTo("network-missing");
    }

    @Test
    void everythingOfTheRightFormIsReadBack() throws NetworkFormatException {
        Random random = new Random(23);
        for (int i = 0; i < 1500; i++) {
            assertReadBack(Examples.random(random));
        }
    }

    @ParameterizedTest
    @MethodSource("galleryFiles")
    void aCertificateOfTheGalleryIsWrittenAgainByteForByte(Path file) throws NetworkFormatException {
        byte[] bytes = NetworkFiles.read(file);
        assertThat(CertificateWriter.file(CertificateReader.read(bytes))).isEqualTo(bytes);
    }

    @Test
    void aLineSaysTheSameAsTheFile() {
        Random random = new Random(29);
        for (int i = 0; i < 200; i++) {
            Certificate certificate = Examples.random(random);
            String line = CertificateWriter.line(certificate);
            assertThat(line).doesNotContain("\n", "\r");
            assertThat(NetworkFiles.json(line.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(NetworkFiles.json(CertificateWriter.file(certificate)));
        }
    }

    @Test
    void aFileLooksLikeThis() throws NetworkFormatException {
        Truth tent = truths().get(0);
        assertThat(new String(CertificateWriter.file(tent.embedded()), StandardCharsets.UTF_8))
                .isEqualTo("""
                        {
                         "format": "chaoscert-certificate/1",
                         "claim": "li-yorke-chaos",
                         "radius": "0",
                         "witness": {
                          "kind": "li-yorke-point",
                          "iterate": 1,
                          "point": "1/4"},
                         "network": {
                          "sha256": "0f97e66ff33a15fa5c9242051cd65d056c0a54f3c5b639e8f234277382b624b7",
                          "domain": [
                           "-inf",
                           "inf"],
                          "layers": [
                           {"weights": [["1"], ["1"]], "biases": ["0", "-1/2"], "activation": "relu"},
                           {"weights": [["2", "-4"]], "biases": ["0"], "activation": "identity"}]}}
                        """);
    }

    @Test
    void aSourceStandsOnlyWhereThereIsNoNetwork() throws NetworkFormatException {
        Truth tent = truths().get(0);
        Network network = tent.network();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Certificate(
                        "", Optional.of(network), Optional.of("tent.json"), Rational.ZERO, tent.proof()))
                .withMessage("a source beside the network itself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "claim", "period", "kind", "side"})
    void aMissingKeyIsNamed(String key) throws NetworkFormatException {
        Truth shift = truths().stream()
                .filter(truth -> truth.name().equals("exact/shift"))
                .findFirst()
                .orElseThrow();
        String text = CertificateWriter.line(shift.embedded());
        String without =
                text.replaceFirst("\"" + key + "\":(\"[^\"]*\"|[0-9]+),?", "").replace(",}", "}");
        assertThat(without).as("text without %s", key).isNotEqualTo(text);
        assertThatThrownBy(() -> CertificateReader.read(without.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("\"" + key + "\" is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "{\"network\": 7}"})
    void whatIsNoCertificateIsRefused(String text) {
        assertThatThrownBy(() -> CertificateReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(NetworkFormatException.class);
    }
}
