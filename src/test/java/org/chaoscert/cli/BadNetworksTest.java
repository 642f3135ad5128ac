package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Bad network files: the exit status, what is said of file, place, finding and expectation, and that nothing is written. */
class BadNetworksTest {
    private static final Path REJECTED = Path.of("test-data/rejected/networks");
    private static final String GOOD = """
            {"format": "chaoscert-network/1",
             "domain": ["0", "1"],
             "layers": [
              {"weights": [["2"], ["-4"]], "biases": ["0", "2"], "activation": "relu"},
              {"weights": [["1", "-1"]], "biases": ["0"], "activation": "clip"}]}
            """;

    @TempDir
    private Path directory;

    private static Arguments bad(String name, String found, String replaced, int status, String... said) {
        if (!GOOD.contains(found)) {
            throw new IllegalArgumentException(found + " is no part of the good network");
        }
        return Arguments.of(
                name, GOOD.replace(found, replaced).getBytes(StandardCharsets.UTF_8), status, List.of(said));
    }

    private static Arguments bytes(String name, byte[] content, String... said) {
        return Arguments.of(name, content, 5, List.of(said));
    }

    private static byte[] binary() {
        byte[] content = new byte[1000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 37 + 0x80);
        }
        return content;
    }

    static Stream<Arguments> badNetworks() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                bytes("binary", binary(), "UTF-8"),
                bytes(
                        "binary in the middle",
                        GOOD.replace("clip", "cl\u00efp").getBytes(StandardCharsets.ISO_8859_1),
                        "UTF-8"),
                bytes("no bytes", new byte[0], "found the end of the text", "expected a network"),
                bytes("truncated", Arrays.copyOf(good, good.length / 2), "line 4, column ", "end"),
                bad(
                        "duplicate key",
                        "\"layers\"",
                        "\"domain\": [\"0\", \"1\"],\n \"layers\"",
                        5,
                        "line 3, column ",
                        "domain"),
                bad(
                        "duplicate key in a layer",
                        "\"biases\": [\"0\"]",
                        "\"biases\": [\"0\"], \"biases\": [\"0\"]",
                        5,
                        "line 5, column ",
                        "biases"),
                bad(
                        "a number for the layers",
                        "\"layers\": [",
                        "\"layers\": 5, \"ignored\": [",
                        5,
                        "/layers: found a number, expected a list of layers"),
                bad(
                        "a string for the rows",
                        "[[\"2\"], [\"-4\"]]",
                        "\"2\"",
                        5,
                        "/layers/0/weights: found a string, expected a list of rows"),
                bad(
                        "an object for a bias",
                        "\"biases\": [\"0\"]",
                        "\"biases\": [{}]",
                        5,
                        "/layers/1/biases/0: found an object, expected a number"),
                bad(
                        "null for a weight",
                        "[\"1\", \"-1\"]",
                        "[\"1\", null]",
                        5,
                        "/layers/1/weights/0/1: found null, expected a number"),
                bad(
                        "a truth value for the activation",
                        "\"clip\"",
                        "true",
                        5,
                        "/layers/1/activation: found a truth value, expected "),
                bad(
                        "ragged rows",
                        "[\"-4\"]",
                        "[\"-4\", \"1\"]",
                        5,
                        "/layers/0/weights/1: found a row of 2 weights, expected 1"),
                bad(
                        "wrong dimensions",
                        "[\"1\", \"-1\"]",
                        "[\"1\", \"-1\", \"1\"]",
                        5,
                        "/layers/1/weights/0: found a row of 3 weights, expected 2"),
                bad("a bias short", "[\"0\", \"2\"]", "[\"0\"]", 5, "/layers/0/biases: found 1 biases, expected 2"),
                bad(
                        "two outputs",
                        "[[\"1\", \"-1\"]], \"biases\": [\"0\"]",
                        "[[\"1\", \"-1\"], [\"1\", \"-1\"]], \"biases\": [\"0\", \"0\"]",
                        5,
                        "/layers",
                        "the last layer has 2 units, expected 1"),
                bad("NaN", "[\"2\"]", "[NaN]", 5, "line 4, column ", "NaN"),
                bad(
                        "NaN in quotes",
                        "[\"2\"]",
                        "[\"NaN\"]",
                        5,
                        "/layers/0/weights/0/0: not a number: \"NaN\"; expected a fraction"),
                bad("Infinity", "[\"2\"]", "[Infinity]", 5, "line 4, column ", "Infinity"),
                bad("-Infinity", "[\"2\"]", "[-Infinity]", 5, "line 4, column ", "Infinity"),
                bad(
                        "1/0",
                        "[\"2\"]",
                        "[\"1/0\"]",
                        5,
                        "/layers/0/weights/0/0: not a number: \"1/0\"; expected a fraction"),
                bad(
                        "a million digits",
                        "[\"2\"]",
                        "[\"" + "7".repeat(1_000_000) + "\"]",
                        6,
                        "over limits: /layers/0/weights/0/0: ",
                        "1000000"),
                bad(
                        "a million digits without quotes",
                        "[\"2\"]",
                        "[" + "7".repeat(1_000_000) + "]",
                        6,
                        "over limits: /layers/0/weights/0/0: ",
                        "1000000"),
                bad(
                        "exponent 999999999",
                        "[\"2\"]",
                        "[\"1e999999999\"]",
                        6,
                        "over limits: /layers/0/weights/0/0: exponent \"999999999\""),
                bad(
                        "exponent -999999999",
                        "[\"2\"]",
                        "[\"1e-999999999\"]",
                        6,
                        "over limits: /layers/0/weights/0/0: exponent \"-999999999\""),
                bad(
                        "exponent 999999999 without quotes",
                        "[\"2\"]",
                        "[1e999999999]",
                        5,
                        "/layers/0/weights/0/0: \"1e999999999\" is beyond the range"),
                bad(
                        "domain not mapped into itself",
                        "[\"0\", \"1\"]",
                        "[\"0\", \"3/4\"]",
                        5,
                        "/domain",
                        " to 1, outside the domain [0, 3/4]"),
                bad("domain reversed", "[\"0\", \"1\"]", "[\"1\", \"0\"]", 5, "/domain"),
                bad(
                        "unknown key in a layer",
                        "\"activation\": \"clip\"",
                        "\"activation\": \"clip\", \"units\": 1",
                        5,
                        "/layers/1/units: unknown key in a layer; expected \"weights\""),
                bad(
                        "unknown activation",
                        "\"clip\"",
                        "\"softmax\"",
                        5,
                        "/layers/1/activation: unknown activation \"softmax\"; expected one of relu"),
                bad(
                        "another format",
                        "network/1",
                        "network/2",
                        5,
                        "/format: found format \"chaoscert-network/2\", expected \"chaoscert-network/1\""),
                bad("text after the end", "\"clip\"}]}", "\"clip\"}]} 1", 5, "text after the end"),
                bad(
                        "too deep",
                        "\"domain\"",
                        "\"x\": " + "[".repeat(100_000) + "]".repeat(100_000) + ", \"domain\"",
                        6,
                        "over limits: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNetworks")
    void certifySaysWhatIsWrongAndWritesNothing(String name, byte[] content, int status, List<String> said)
            throws IOException {
        Path file = Files.write(directory.resolve("bad file.json"), content);
        Result result = chaoscert("certify", file, "-o", directory.resolve("certs"));
        assertRefused(result, file, status, said);
        assertThat(result.lines()).as("first word").containsExactly("error");
        assertThat(Command.in(directory)).as("nothing written").containsExactly("bad file.json");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNetworks")
    void inspectSaysWhatIsWrong(String name, byte[] content, int status, List<String> said) throws IOException {
        Path file = Files.write(directory.resolve("bad file.json"), content);
        Result result = chaoscert("inspect", file);
        assertRefused(result, file, status, said);
        assertThat(result.out()).as("standard output").isEmpty();
    }

    private static void assertRefused(Result result, Path file, int status, List<String> said) {
        assertThat(result.status()).as("exit status").isEqualTo(status);
        assertThat(result.err().lines()).as("one line of complaint").hasSize(1);
        assertThat(result.complaint())
                .as("names the file")
                .startsWith("chaoscert: ")
                .contains(file + ": ");
        String complaint = result.complaint().replace(file + ": ", "");
        assertThat(complaint).as("place, what was found and expected").contains(said);
        assertThat(complaint)
                .as("no words of the JSON library, no places that do not exist")
                .doesNotContain("Feature", "REDACTED", "line -1", "Exception")
                .hasSizeLessThan(600);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNetworks")
    void standardInputIsRefusedLikeAFile(String name, byte[] content, int status, List<String> said) {
        Result result = Command.reading(content).run("certify", "-", "-o", "-");
        assertThat(result.status()).as("exit status").isEqualTo(status);
        assertThat(result.out()).as("no certificate").isEmpty();
        assertThat(result.err()).as("says what is wrong").contains("-: ").contains(said);
    }

    @Test
    void unknownKeysBesideTheLayersAreIgnored() throws IOException {
        Path file = Files.writeString(
                directory.resolve("net.json"), GOOD.replace("\"domain\"", "\"author\": {\"x\": [1, 2]}, \"domain\""));
        assertThat(chaoscert("certify", file, "-o", directory).status())
                .as("exit status")
                .isZero();
    }

    @Test
    void aCertificateIsNoNetwork() {
        Result result = chaoscert("certify", "certificates/tent.cert.json", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.complaint())
                .as("says what it is")
                .contains("certificates/tent.cert.json", "/format", "chaoscert-certificate/1", "chaoscert-network/1");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        Path missing = directory.resolve("missing.json");
        for (String command : List.of("certify", "inspect", "explain")) {
            Result result = chaoscert(command, missing);
            assertThat(result.status()).as("exit status of %s", command).isEqualTo(5);
            assertThat(result.complaint()).as("complaint of %s", command).contains(missing.toString(), "no such file");
            assertThat(result.showsStackTrace())
                    .as("stack trace of %s", command)
                    .isFalse();
        }
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @Test
    void aDirectoryIsNoFile() throws IOException {
        for (String command : List.of("inspect", "explain")) {
            Result result = chaoscert(command, directory);
            assertThat(result.status()).as("exit status of %s", command).isEqualTo(5);
            assertThat(result.complaint()).as("complaint of %s", command).contains(directory.toString(), "directory");
        }
        Path below = Files.createDirectory(directory.resolve("below.json"));
        Result result = chaoscert("certify", directory, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("exit status of certify").isEqualTo(5);
        assertThat(result.complaint()).as("complaint of certify").contains(below.toString(), "directory");
    }

    static Stream<Arguments> rejectedFiles() throws IOException {
        JsonNode expected = Command.json(REJECTED.resolve("expected.json"));
        return expected.propertyStream()
                .map(entry -> Arguments.of(
                        entry.getKey(),
                        entry.getValue().path("exit").asInt(),
                        entry.getValue().path("at").asString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rejectedFiles")
    void everyRejectedNetworkIsRefusedWithItsStatusAndPlace(String name, int status, String at) throws IOException {
        Result result = chaoscert("certify", REJECTED.resolve(name), "-o", directory.resolve("certs"));
        assertRefused(result, REJECTED.resolve(name), status, List.of(at));
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }
}
