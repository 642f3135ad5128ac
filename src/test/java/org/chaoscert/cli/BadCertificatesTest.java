package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad certificate files: {@code check} and {@code explain} agree on the outcome, its code and its place. */
class BadCertificatesTest {
    private static final Path VALID = Path.of("certificates/tent.cert.json");

    @TempDir
    private Path directory;

    private static Arguments bad(String name, String found, String replaced, int status, String code, String at)
            throws IOException {
        String text = Files.readString(VALID);
        assertThat(text).as("the valid certificate").contains(found);
        return Arguments.of(name, text.replace(found, replaced).getBytes(StandardCharsets.UTF_8), status, code, at);
    }

    /** The tent on [−∞, 1/2], which it does not map into itself, with the right digest. */
    private static Arguments onHalfTheTent() throws IOException, NetworkFormatException {
        Network tent = NetworkReader.read(Files.readAllBytes(Path.of("test-data/published/tent.json")))
                .network();
        Network half = tent.on(new Domain(Rational.NEGATIVE_INFINITY, Rational.of(BigInteger.ONE, BigInteger.TWO)));
        String text = Files.readString(VALID)
                .replace("\"inf\"]", "\"1/2\"]")
                .replace(Digest.of(tent).sha256(), Digest.of(half).sha256());
        return Arguments.of(
                "domain not mapped into itself",
                text.getBytes(StandardCharsets.UTF_8),
                3,
                "domain-not-invariant",
                "/network/domain");
    }

    static Stream<Arguments> badCertificates() throws IOException, NetworkFormatException {
        byte[] valid = Files.readAllBytes(VALID);
        byte[] binary = new byte[1000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 37 + 0x80);
        }
        return Stream.of(
                Arguments.of("binary", binary, 5, "", ""),
                Arguments.of("no bytes", new byte[0], 5, "", ""),
                Arguments.of("truncated", Arrays.copyOf(valid, valid.length / 2), 5, "", ""),
                bad("text after the end", "]}}", "]}} {}", 5, "", ""),
                bad("duplicate key", "\"radius\": \"0\"", "\"radius\": \"0\", \"radius\": \"0\"", 5, "", ""),
                bad("NaN", "\"1/4\"", "NaN", 5, "", ""),
                bad("Infinity", "\"1/4\"", "Infinity", 5, "", ""),
                bad("NaN in quotes", "\"1/4\"", "\"NaN\"", 3, "bad-number", "/witness/point"),
                bad("1/0", "\"1/4\"", "\"1/0\"", 3, "bad-number", "/witness/point"),
                bad("number without quotes", "\"1/4\"", "0.25", 3, "wrong-type", "/witness/point"),
                bad("a million digits", "\"1/4\"", "\"" + "7".repeat(1_000_000) + "\"", 6, "", "/witness/point"),
                bad("no lowest terms", "\"1/4\"", "\"2/8\"", 3, "not-canonical", "/witness/point"),
                bad("wrong type", "[\n   \"-inf\",\n   \"inf\"]", "\"-inf\"", 3, "wrong-type", "/network/domain"),
                bad(
                        "ragged rows",
                        "[[\"1\"], [\"1\"]]",
                        "[[\"1\"], [\"1\", \"1\"]]",
                        3,
                        "bad-shape",
                        "/network/layers/0/weights/1"),
                bad(
                        "unknown key",
                        "\"iterate\"",
                        "\"iterates\": 1, \"iterate\"",
                        3,
                        "unknown-key",
                        "/witness/iterates"),
                bad("missing key", "\"iterate\": 1,", "", 3, "missing-key", "/witness/iterate"),
                bad("unknown format", "certificate/1", "certificate/2", 3, "unknown-format", "/format"),
                onHalfTheTent(),
                bad("another network", "\"2\", \"-4\"", "\"2\", \"-5\"", 3, "digest-mismatch", "/network/sha256"),
                bad("another point", "\"1/4\"", "\"1/3\"", 3, "inequality-fails", "/witness/point"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badCertificates")
    void checkAndExplainSayTheSame(String name, byte[] content, int status, String code, String at) throws IOException {
        Path file = Files.write(directory.resolve("bad.cert.json"), content);
        for (String command : List.of("check", "explain")) {
            Result result = chaoscert(command, file);
            String word = status == 3 ? "rejected" : status == 5 ? "unreadable" : "over-limits";
            assertThat(result.status()).as("exit status of %s", command).isEqualTo(status);
            assertThat(result.lines().get(0)).as("first line of %s", command).isEqualTo(word);
            assertThat(String.join("", result.said("code")))
                    .as("code of %s", command)
                    .isEqualTo(code);
            assertThat(String.join("", result.said("at")))
                    .as("place of %s", command)
                    .isEqualTo(at);
            assertThat(result.said("why"))
                    .as("reason of %s", command)
                    .singleElement()
                    .asString()
                    .isNotEmpty();
            assertThat(result.said("proved")).as("conclusions of %s", command).isEmpty();
            assertThat(result.showsStackTrace())
                    .as("stack trace of %s", command)
                    .isFalse();
            if (status > 3) {
                assertThat(result.complaint()).as("complaint of %s", command).contains(file.toString());
            }
        }
        assertThat(Command.in(directory)).as("nothing written").containsExactly("bad.cert.json");
    }
}
