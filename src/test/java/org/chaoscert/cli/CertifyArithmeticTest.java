package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code certify --arithmetic}, and what {@code check} and {@code explain} say of its files. */
class CertifyArithmeticTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path MIRROR = Path.of("test-data/exact/mirror.json");
    private static final Path TANH = Path.of("test-data/smooth/tanh-half.json");

    @TempDir
    private Path directory;

    private static String said(Result result, String name) {
        return String.join("\n", result.said(name));
    }

    private Result certify(Path network, String format, Object... more) {
        Object[] words = new Object[more.length + 6];
        List<Object> all = List.of("certify", network, "--arithmetic", format, "-o", directory);
        all.toArray(words);
        System.arraycopy(more, 0, words, 6, more.length);
        return chaoscert(words);
    }

    @Test
    void chaosThatProgramsComputeIsReportedAndKept() {
        Result result = certify(TENT, "binary32");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(said(result, "binary32"))
                .startsWith("every evaluation, in any order of summation, is within ")
                .contains(" of f on ");
        assertThat(result.out()).contains("the inequality of Li and Yorke holds for every such evaluation, too");
        assertThat(said(result, "certificate"))
                .contains("tent.float.cert.json (analysis of rounding errors, ")
                .contains("checked: within-deviation:binary32")
                .contains("tent.float-chaos.cert.json (Li-Yorke point ")
                .contains("checked: chaotic, inequality-in:binary32");
        for (String file : List.of("tent.cert.json", "tent.float.cert.json", "tent.float-chaos.cert.json")) {
            assertThat(directory.resolve(file)).exists();
            assertThat(chaoscert("check", directory.resolve(file)).status())
                    .as("check of %s", file)
                    .isZero();
            assertThat(chaoscert("check", directory.resolve(file), "--network", TENT)
                            .status())
                    .as("check of %s beside the network", file)
                    .isZero();
        }
    }

    @Test
    void fieldsSayTheSame() {
        JsonNode object = certify(TENT, "binary32", "--json").json().get(0);
        assertThat(List.copyOf(object.propertyNames()))
                .as("fields")
                .containsSubsequence("period3", "arithmetic", "deviation", "interval", "computedChaos", "certificates");
        assertThat(object.path("arithmetic").asString()).isEqualTo("binary32");
        assertThat(object.path("computedChaos").asBoolean(false)).isTrue();
        Rational deviation = Numerals.quoted(object.path("deviation").asString());
        assertThat(deviation).isBetween(Numerals.quoted("1e-6"), Numerals.quoted("1e-4"));
        JsonNode interval = object.path("interval");
        assertThat(interval.size()).isEqualTo(2);
        assertThat(Numerals.quoted(interval.get(0).asString()))
                .isLessThan(Numerals.quoted(interval.get(1).asString()));
    }

    @Test
    void withoutChaosThereIsNoneToCompute() {
        JsonNode object = certify(MIRROR, "binary64", "--json").json().get(0);
        assertThat(object.path("computedChaos").asBoolean(true)).isFalse();
        assertThat(object.path("interval").toString()).isEqualTo("[\"0\",\"1\"]");
        assertThat(directory.resolve("mirror.float.cert.json")).exists();
        assertThat(directory.resolve("mirror.float-chaos.cert.json")).doesNotExist();
    }

    @Test
    void withoutAnArithmeticNothingIsSaidOfIt() {
        JsonNode object =
                chaoscert("certify", TENT, "-o", directory, "--json").json().get(0);
        assertThat(List.copyOf(object.propertyNames()))
                .doesNotContain("arithmetic", "deviation", "interval", "computedChaos");
        assertThat(directory.resolve("tent.float.cert.json")).doesNotExist();
    }

    @Test
    void ofASmoothNetworkTheReasonIsGiven() {
        Result result = certify(TANH, "binary32");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(said(result, "arithmetic"))
                .isEqualTo("nothing is proved: how tanh and sigmoid are evaluated is up" + " to libraries");
        JsonNode object = certify(TANH, "binary32", "--json").json().get(0);
        assertThat(object.path("deviation").isNull()).as("deviation").isTrue();
        assertThat(directory.resolve("tanh-half.float.cert.json")).doesNotExist();
    }

    /** One name stands but once in an object, and what is proved is not denied. */
    @ParameterizedTest
    @ValueSource(strings = {"binary16", "bfloat16", "binary32", "binary64"})
    void aDeviationIsEitherProvedOrNot(String format) {
        Result result = chaoscert(
                "certify", "test-data/exact", "test-data/published", "--arithmetic", format, "-o", directory, "--json");
        assertThat(result.lines())
                .hasSizeGreaterThan(30)
                .allSatisfy(line -> assertThat(line.split("\"deviation\":", -1))
                        .as("%s", line)
                        .hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "binary8", "binary128", "BINARY32", "float", "binary32 "})
    void anUnknownFormatIsRefused(String format) {
        Result result = certify(TENT, format);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.err())
                .contains("--arithmetic " + format + ": expected binary64, binary32, binary16 or bfloat16");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aRadiusIsOfTheVerdictAlone() throws Exception {
        Result result = certify(TENT, "binary32", "--radius", "1/1000");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(said(result, "radius")).contains("1/1000");
        assertThat(said(result, "binary32")).contains("every evaluation");
        assertThat(Command.json(directory.resolve("tent.cert.json"))
                        .path("radius")
                        .asString())
                .isEqualTo("1/1000");
        for (String file : List.of("tent.float.cert.json", "tent.float-chaos.cert.json")) {
            assertThat(Command.json(directory.resolve(file)).path("radius").asString())
                    .isEqualTo("0");
            assertThat(Files.readString(directory.resolve(file))).contains("\"arithmetic\": \"binary32\"");
        }
    }

    @Test
    void aDeviationIsExplained() {
        certify(TENT, "binary32");
        Result result = chaoscert("explain", directory.resolve("tent.float.cert.json"));
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().get(0)).isEqualTo("valid");
        assertThat(said(result, "claim")).startsWith("every evaluation in binary32 is within ");
        assertThat(said(result, "on")).startsWith("[-");
        assertThat(result.said("deviation")).hasSize(1);
        assertThat(said(result, "so")).contains("computed from a number x of binary32 is within that of f(x)");
    }

    @Test
    void computedChaosIsExplained() {
        certify(TENT, "binary32");
        Result result = chaoscert("explain", directory.resolve("tent.float-chaos.cert.json"));
        assertThat(result.status()).as("exit status").isZero();
        assertThat(said(result, "claim"))
                .isEqualTo("the inequality of Li and Yorke holds for f and for every evaluation in binary32");
        assertThat(said(result, "so")).isEqualTo("d <= a < b < c");
        assertThat(said(result, "and")).isEqualTo("every evaluation in binary32 that begins at a keeps this order");
    }
}
