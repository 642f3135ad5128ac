package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.Digest;
import org.chaoscert.network.NetworkReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** On which domain {@code certify} judges a network, and whether the certificate holds it. */
class CertifyNetworkChoiceTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");

    /** The largest canonical text that is embedded without being asked for. */
    private static final int EMBEDDED = 64 * 1024;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0,1; 0; 1",
                "-1,1; -1; 1",
                "-inf,1; -inf; 1",
                "-0.5,1e0; -1/2; 1",
                "-2/4,0x1p0; -1/2; 1",
                "-inf,inf; -inf; inf"
            })
    void theCertificateIsAboutTheGivenDomain(String domain, String left, String right) throws IOException {
        Result result = chaoscert("certify", TENT, "--domain", domain, "-o", directory, "--json");
        assertThat(result.status()).as("exit status for %s", domain).isZero();
        JsonNode network = Command.json(directory.resolve("tent.cert.json")).path("network");
        assertThat(network.path("domain").path(0).asString()).as("left end").isEqualTo(left);
        assertThat(network.path("domain").path(1).asString()).as("right end").isEqualTo(right);
        assertThat(result.json().get(0).path("sha256")).as("digest").isEqualTo(network.path("sha256"));
        assertThat(chaoscert("check", directory.resolve("tent.cert.json")).status())
                .as("valid")
                .isZero();
    }

    @Test
    void whatCertifyingWritesIsNoNetworkOfADirectory() throws IOException {
        Files.copy(TENT, directory.resolve("tent.json"));
        Result first = chaoscert("certify", directory, "--max-radius", "-o", directory, "--json");
        assertThat(Command.in(directory)).as("files").contains("tent.cert.json", "tent.beyond.json");
        Result again = chaoscert("certify", directory, "--max-radius", "-o", directory, "--json");
        assertThat(again.out()).as("the same network again").isEqualTo(first.out());
    }

    @Test
    void aCertificateOnAnotherDomainIsNotAboutTheFile() {
        chaoscert("certify", TENT, "--domain", "0,1", "-o", directory);
        Result result = chaoscert("check", directory.resolve("tent.cert.json"), "--network", TENT);
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.said("code")).as("code").containsExactly("other-network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0,1,2",
                ",",
                "0,",
                "1,0",
                "0,0",
                "0,0.0",
                "0,x",
                " 0,1",
                "0, 1",
                "0;1",
                "0,1/0",
                "inf,-inf",
                "inf,inf",
                "-inf,-inf",
                "NaN,1",
                "0,Infinity",
                "0,+1",
                "0,.5"
            })
    void aBadDomainIsAUsageErrorBeforeAnythingIsWritten(String domain) throws IOException {
        Result result = chaoscert("certify", TENT, "--domain", domain, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("exit status for %s", domain).isEqualTo(2);
        assertThat(result.complaint()).as("names the option").contains("--domain");
        assertThat(result.out()).as("standard output").isEmpty();
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1e999999999", "-1e-999999999,1"})
    void aDomainOfUnboundedSizeIsOverLimits(String domain) throws IOException {
        Result result = chaoscert("certify", TENT, "--domain", domain, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("exit status for %s", domain).isEqualTo(6);
        assertThat(result.complaint()).as("says so").contains("over limits", "999999999");
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1/2", "1/4,1", "0,0.999999999999999999999999", "1,inf"})
    void aDomainThatIsNotMappedIntoItselfIsRefusedWithAPointThatLeaves(String domain) throws IOException {
        Result result = chaoscert("certify", TENT, "--domain", domain, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("exit status for %s", domain).isEqualTo(5);
        assertThat(result.lines()).as("first word").containsExactly("error");
        assertThat(result.complaint())
                .as("names file, point, value and domain")
                .contains(TENT.toString())
                .containsPattern("the map takes \\S+ to \\S+, outside the domain [\\[(]");
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @Test
    void anotherDomainMustBeEmbedded() throws IOException {
        Result never = chaoscert("certify", TENT, "--domain", "0,1", "--embed", "never", "-o", directory);
        assertThat(never.status()).as("exit status").isEqualTo(2);
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @Test
    void withoutTheNetworkACertificateNamesItsDigestAndItsFile() throws IOException {
        Path network = Files.copy(TENT, directory.resolve("here.json"));
        Path certs = directory.resolve("certs");
        assertThat(chaoscert("certify", network, "--embed", "never", "-o", certs)
                        .status())
                .as("exit status")
                .isZero();
        for (String name : Command.in(certs)) {
            JsonNode held = Command.json(certs.resolve(name)).path("network");
            assertThat(held.propertyNames()).as("what %s holds", name).containsExactly("sha256", "source");
            assertThat(held.path("source").asString()).as("source").isEqualTo("here.json");
            assertThat(chaoscert("check", certs.resolve(name)).said("code"))
                    .as("alone")
                    .containsExactly("network-missing");
            assertThat(chaoscert("check", certs.resolve(name), "--network", network)
                            .status())
                    .as("with its network")
                    .isZero();
        }
    }

    /** A network with a canonical text of an exact length: the tent beside a dead unit with a long bias. */
    private Path ofCanonicalLength(int length) throws Exception {
        String text = """
                {"format": "chaoscert-network/1", "layers": [
                  {"weights": [["1"], ["1"], ["0"], ["0"], ["0"], ["0"]],
                   "biases": ["0", "-1/2", "A", "B", "C", "D"], "activation": "relu"},
                  {"weights": [["2", "-4", "0", "0", "0", "0"]], "biases": ["0"], "activation": "identity"}]}
                """;
        String shortest = text.replaceAll("[A-D]\"", "1\"");
        long missing = length
                - Digest.of(NetworkReader.read(shortest.getBytes(StandardCharsets.UTF_8))
                                .network())
                        .canonicalLength();
        for (String letter : new String[] {"A", "B", "C", "D"}) {
            int digits = (int) Math.min(missing, 19_000);
            text = text.replace("\"" + letter + "\"", "\"1" + "7".repeat(digits) + "\"");
            missing -= digits;
        }
        assertThat(missing).as("digits that found no place").isZero();
        return Files.writeString(directory.resolve("n" + length + ".json"), text);
    }

    @ParameterizedTest
    @CsvSource({
        EMBEDDED + ",     auto,   true", (EMBEDDED + 1) + ", auto,   false",
        (EMBEDDED + 1) + ", always, true", EMBEDDED + ",     never,  false"
    })
    void networksUpTo64KibibytesAreEmbeddedUnlessSaidOtherwise(int length, String when, boolean embedded)
            throws Exception {
        Path network = ofCanonicalLength(length);
        Path certs = directory.resolve("certs");
        Result result = chaoscert("certify", network, "--embed", when, "-o", certs);
        assertThat(result.status()).as("exit status").isZero();
        JsonNode held = Command.json(certs.resolve("n" + length + ".cert.json")).path("network");
        assertThat(held.has("layers"))
                .as("%d bytes, --embed %s: holds the layers", length, when)
                .isEqualTo(embedded);
        assertThat(result.said("certificate").get(0).contains("without the network"))
                .as("said")
                .isNotEqualTo(embedded);
    }

    @Test
    void embeddingIsAutomaticByDefault() throws Exception {
        chaoscert("certify", ofCanonicalLength(EMBEDDED), ofCanonicalLength(EMBEDDED + 1), "-o", directory);
        assertThat(Command.json(directory.resolve("n" + EMBEDDED + ".cert.json"))
                        .path("network")
                        .has("layers"))
                .as("small")
                .isTrue();
        assertThat(Command.json(directory.resolve("n" + (EMBEDDED + 1) + ".cert.json"))
                        .path("network")
                        .has("layers"))
                .as("large")
                .isFalse();
    }
}
