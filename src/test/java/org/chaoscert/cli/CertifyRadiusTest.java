package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code certify} with {@code --radius} and {@code --max-radius}. */
class CertifyRadiusTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path MIRROR = Path.of("test-data/exact/mirror.json");
    private static final Path NEVER_AT_ONCE = Path.of("test-data/exact/truncated-tent-0.8249.json");

    @TempDir
    private Path directory;

    private JsonNode json(Object... words) {
        Object[] all = new Object[words.length + 4];
        all[0] = "certify";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "-o";
        all[words.length + 2] = directory;
        all[words.length + 3] = "--json";
        return chaoscert(all).json().get(0);
    }

    private static Rational number(JsonNode text) {
        return Numerals.quoted(text.asString());
    }

    private static String said(Result result, String name) {
        return String.join("\n", result.said(name));
    }

    @Test
    void theErrorOfRoundingChangesNothingForFigure7() throws IOException {
        Result result = chaoscert("certify", FIGURE_7, "--radius", "5e-9", "-o", directory);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().get(0)).isEqualTo("not-chaotic");
        assertThat(said(result, "verdict")).contains("f has no period 4");
        assertThat(said(result, "radius")).contains(" = 1/200000000", "all networks");
        assertThat(said(result, "proved")).as("nothing less").isEmpty();
        JsonNode certificate = Command.json(directory.resolve("figure-7.cert.json"));
        assertThat(certificate.path("radius").asString()).as("radius").isEqualTo("1/200000000");
        assertThat(chaoscert("check", directory.resolve("figure-7.cert.json")).status())
                .isZero();
        JsonNode object = json(FIGURE_7, "--radius", "5e-9");
        assertThat(List.copyOf(object.propertyNames()))
                .as("fields")
                .containsExactly("file", "sha256", "verdict", "level", "period3", "radius", "certificates");
        assertThat(object.path("radius").asString()).isEqualTo("1/200000000");
        assertThat(object.path("level").asInt()).isEqualTo(1);
        assertThat(object.path("period3").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ulp:binary16, 1/2048",
        "ulp:bfloat16, 1/256",
        "ulp:binary32, 1/16777216",
        "ulp:binary64, 1/9007199254740992"
    })
    void halfAUnitIsThatOfTheLargestNumber(String radius, String expected) {
        // The largest number of figure 7 is below 2 and at least 1.
        JsonNode object = json(FIGURE_7, "--radius", radius);
        assertThat(object.path("radius").asString()).isEqualTo(expected);
        assertThat(object.path("verdict").asString()).isEqualTo("not-chaotic");
    }

    @Test
    void theLargestRadiusComesWithACounterexampleThatIsDecidedOtherwise() {
        JsonNode object = json(TENT, "--max-radius");
        assertThat(List.copyOf(object.propertyNames()))
                .as("fields")
                .containsExactly(
                        "file",
                        "sha256",
                        "verdict",
                        "level",
                        "period3",
                        "radius",
                        "refutedRadius",
                        "counterexample",
                        "certificates");
        assertThat(object.path("period3").asBoolean()).as("period three").isTrue();
        Rational radius = number(object.path("radius"));
        assertThat(radius).isBetween(Rational.of(1, 200), Rational.of(1, 100));
        assertThat(number(object.path("refutedRadius"))).isBetween(radius, Rational.of(1, 5));
        Path beyond = Path.of(object.path("counterexample").asString());
        assertThat(beyond).hasFileName("tent.beyond.json").exists();
        assertThat(json(beyond).path("verdict").asString()).as("beyond").isEqualTo("not-chaotic");
        JsonNode again = json(TENT, "--radius", radius);
        assertThat(again.path("verdict").asString()).as("for that radius").isEqualTo("chaotic");
        Result text = chaoscert("certify", TENT, "--max-radius", "-o", directory);
        assertThat(said(text, "radius")).contains(radius.toString());
        assertThat(said(text, "beyond")).contains("is not chaotic", beyond.toString());
    }

    @Test
    void whatIsNotProvedIsUndecidedAndSaysWhatIs() throws IOException {
        Result result = chaoscert("certify", TENT, "--radius", "1/2", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(4);
        assertThat(result.lines().get(0)).isEqualTo("undecided");
        assertThat(said(result, "radius")).contains("0.5 = 1/2", "not proved");
        assertThat(said(result, "proved")).contains("chaotic", "0.005");
        assertThat(said(result, "next")).contains("--radius", "--max-radius");
        assertThat(Command.in(directory)).as("no certificates").isEmpty();
        JsonNode object = json(TENT, "--radius", "1/2");
        assertThat(List.copyOf(object.propertyNames()))
                .as("fields")
                .containsExactly(
                        "file", "sha256", "verdict", "level", "period3", "radius", "provedRadius", "certificates");
        assertThat(object.path("period3").isNull() && object.path("level").isNull())
                .isTrue();
        assertThat(number(object.path("provedRadius"))).isBetween(Rational.of(1, 200), Rational.of(1, 100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abs", "deep-mixed", "deep-tent-squared", "leaky", "identity"})
    void networksWithoutBallsAreUndecidedForARadiusAndDecidedForNone(String name) {
        Path network = Path.of("test-data/exact", name + ".json");
        Result result = chaoscert("certify", network, "--radius", "1e-9", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(4);
        assertThat(said(result, "because")).contains("one hidden layer of relu units");
        assertThat(json(network, "--radius", "1e-9").path("provedRadius").asString())
                .isEqualTo("0");
        JsonNode largest = json(network, "--max-radius");
        assertThat(largest.path("radius").asString()).isEqualTo("0");
        assertThat(largest.path("verdict").asString()).isNotEqualTo("undecided");
        assertThat(largest.has("refutedRadius")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--radius=1e-6", "--max-radius"})
    void aroundAnUndecidedNetworkNothingIsProved(String radius) {
        Result result = chaoscert("certify", NEVER_AT_ONCE, "--levels", 1, radius, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(4);
        assertThat(said(result, "radius"))
                .contains("nothing is proved")
                .doesNotContain("all networks", "the verdict is");
        assertThat(said(result, "next")).contains("--levels");
    }

    // What is asked for.

    @ParameterizedTest
    @CsvSource({
        "0, above 0",
        "-1, above 0",
        "-1/2, above 0",
        "abc, abc",
        "'', not a number",
        "inf, inf",
        "1/0, 1/0",
        "ulp:binary8, ulp:binary16",
        "ulp:, ulp:binary16",
        "ulp:BINARY32, ulp:binary16",
        "binary32, binary32"
    })
    void badRadiiAreUsageErrors(String radius, String said) throws IOException {
        Result result = chaoscert("certify", TENT, "--radius=" + radius, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("--radius %s", radius).isEqualTo(2);
        assertThat(result.complaint()).contains("--radius", said);
        assertThat(result.out()).as("standard output").isEmpty();
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @Test
    void bothOptionsTogetherAreAUsageError() {
        Result result = chaoscert("certify", TENT, "--radius", "1e-3", "--max-radius", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).contains("--radius", "--max-radius", "exclude");
    }

    @Test
    void numbersBeyondTheLimitsOrTheFormatAreOverLimits() throws IOException {
        Result result = chaoscert("certify", TENT, "--radius", "1e99999", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(6);
        assertThat(result.complaint()).contains("--radius 1e99999");
        Path large = Files.writeString(
                directory.resolve("large.json"), Files.readString(TENT).replace("\"2\"", "\"1e9\""));
        Result half = chaoscert("certify", large, "--radius", "ulp:binary16", "-o", directory.resolve("certs"));
        assertThat(half.status()).as("exit status").isEqualTo(6);
        assertThat(half.complaint()).contains(large.toString(), "1000000000 is beyond the numbers of binary16");
    }

    // Several, and elsewhere.

    @Test
    void severalInputsWithThreadsGiveTheSameAsOneByOne() {
        Object[] words = {"certify", TENT, FIGURE_7, MIRROR, "--radius", "1e-6", "-o", directory};
        Result alone = chaoscert(words);
        Object[] more = new Object[words.length + 2];
        System.arraycopy(words, 0, more, 0, words.length);
        more[words.length] = "--threads";
        more[words.length + 1] = 3;
        Result together = chaoscert(more);
        assertThat(together.linesWithoutTime()).isEqualTo(alone.linesWithoutTime());
        assertThat(together.lines().stream().filter(line -> !line.startsWith(" ")))
                .startsWith(TENT + ": chaotic", FIGURE_7 + ": not-chaotic");
    }

    @Test
    void toStandardOutputGoCertificatesAlone() throws IOException {
        Result result = chaoscert("certify", TENT, "--max-radius", "-o", "-");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.json())
                .as("a certificate a line")
                .hasSize(1)
                .allSatisfy(certificate ->
                        assertThat(number(certificate.path("radius"))).isGreaterThan(Rational.ZERO));
        assertThat(result.err())
                .as("the text")
                .contains("beyond", "is not chaotic")
                .doesNotContain("beyond.json");
        assertThat(Path.of("tent.beyond.json")).doesNotExist();
    }
}
