package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code certify} says of networks, to people and to the shell. */
class CertifyTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path PERTURBED = Path.of("test-data/published/perturbed-tent.json");
    private static final Path NEVER_AT_ONCE = Path.of("test-data/exact/truncated-tent-0.82490806728.json");
    private static final Path LEVEL_ONE = Path.of("test-data/exact/truncated-tent-6-7-binary64.json");
    private static final String FIGURE_7_DIGEST = "c63f037c650657e749c460b06f0012c6618d16c49cbadc8a80bcd7f8284fff9a";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "test-data/published/tent.json,                    6, chaotic,     0",
        "test-data/published/figure-7.json,                6, not-chaotic, 0",
        "test-data/published/large-lipschitz.json,         6, not-chaotic, 0",
        "test-data/exact/truncated-tent-6-7-binary64.json, 6, chaotic,     0",
        "test-data/exact/truncated-tent-6-7-binary64.json, 0, undecided,   4",
        "test-data/exact/mirror.json,                      0, undecided,   4"
    })
    void theFirstLineIsTheVerdictInOneWord(String network, int levels, String word, int status) {
        Result result = chaoscert("certify", network, "--levels", levels, "-o", directory);
        assertThat(result.lines().get(0)).as("first line for %s", network).isEqualTo(word);
        assertThat(result.status()).as("exit status for %s", word).isEqualTo(status);
        assertThat(result.err()).as("no complaints").isEmpty();
    }

    @Test
    void absenceOfChaosIsToldWithItsTheoremAndItsCertificate() throws IOException {
        Result result = chaoscert("certify", FIGURE_7, "-o", directory);
        Path certificate = directory.resolve("figure-7.cert.json");
        int cells = Command.json(certificate).path("witness").path("cells").size();
        assertThat(result.said("judged"))
                .as("what was judged")
                .containsExactly("the exact real map of the stored weights");
        assertThat(result.said("numbers"))
                .as("how numbers were read")
                .containsExactly("7 quoted, read exactly as written");
        assertThat(result.said("network")).as("the network").containsExactly("sha256 " + FIGURE_7_DIGEST);
        assertThat(result.said("map")).as("the map").containsExactly("3 affine pieces on (-inf, inf)");
        assertThat(result.said("verdict"))
                .as("in words")
                .singleElement()
                .asString()
                .contains("not chaotic in the sense of Li and Yorke", "no period 4", "divisor of 2");
        assertThat(result.said("theorem"))
                .as("by")
                .singleElement()
                .asString()
                .contains("Sharkovsky", "Block and Coppel");
        assertThat(result.said("period 3"))
                .as("period three")
                .singleElement()
                .asString()
                .startsWith("no");
        assertThat(result.said("certificate"))
                .as("path, size, cells, conclusions")
                .singleElement()
                .asString()
                .startsWith(certificate + " ")
                .contains("cover of " + cells + " cells", Files.size(certificate) + " bytes")
                .contains("no-period:4", "periods-divide:2", "not-chaotic");
        assertThat(result.said("time"))
                .as("time")
                .singleElement()
                .asString()
                .matches("prover [0-9.]+ ms, checker [0-9.]+ ms, [1-9][0-9]* units of work");
    }

    @Test
    void chaosIsToldWithItsOrbitAndBothCertificates() throws IOException {
        Result result = chaoscert("certify", TENT, "-o", directory);
        JsonNode orbit = Command.json(directory.resolve("tent.period-3.cert.json"))
                .path("witness")
                .path("orbit");
        String arrows = orbit.path(0).asString() + " -> " + orbit.path(1).asString() + " -> "
                + orbit.path(2).asString();
        assertThat(result.said("verdict"))
                .as("in words")
                .singleElement()
                .asString()
                .contains("chaotic in the sense of Li and Yorke", "period three")
                .doesNotContain("not chaotic");
        assertThat(result.said("theorem")).as("by").containsExactly("Li and Yorke 1975, Theorem 1");
        assertThat(result.said("period 3")).as("the orbit").containsExactly("yes: " + arrows);
        assertThat(result.said("certificate")).as("certificates").hasSize(2);
        assertThat(result.said("certificate").get(0))
                .as("the verdict's")
                .startsWith(directory.resolve("tent.cert.json") + " ")
                .contains("Li-Yorke point", "checked: chaotic");
        assertThat(result.said("certificate").get(1))
                .as("the orbit's")
                .startsWith(directory.resolve("tent.period-3.cert.json") + " ")
                .contains("has-period:3");
    }

    @Test
    void chaosWithoutPeriodThreeNamesTheIterateAndHasACoverOfItsOwn() {
        Result result = chaoscert("certify", LEVEL_ONE, "-o", directory);
        assertThat(result.said("verdict"))
                .as("in words")
                .singleElement()
                .asString()
                .contains("f^2 has period three");
        assertThat(result.said("period 3"))
                .as("period three")
                .singleElement()
                .asString()
                .startsWith("no");
        assertThat(result.said("certificate")).as("certificates").hasSize(2);
        assertThat(result.said("certificate").get(1)).as("the cover").contains("cover of ", "checked: no-period:3");
    }

    @Test
    void numbersWithoutQuotesAreSaidToBeBinary64() {
        Result result = chaoscert("certify", PERTURBED, "-o", directory);
        assertThat(result.said("numbers"))
                .as("how numbers were read")
                .singleElement()
                .asString()
                .startsWith("7 unquoted")
                .contains("nearest binary64");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void undecidedSaysWhyAndWhatToTryAndKeepsWhatIsProved(int levels) throws IOException {
        Result result = chaoscert("certify", NEVER_AT_ONCE, "--levels", levels, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(4);
        assertThat(result.said("because"))
                .as("reason")
                .singleElement()
                .asString()
                .contains("least period " + (2 << levels), "no period three");
        assertThat(result.said("next"))
                .as("advice")
                .singleElement()
                .asString()
                .contains("--levels")
                .contains("level " + (levels + 1));
        assertThat(Command.in(directory))
                .as("no certificate of a verdict")
                .containsExactly("truncated-tent-0.82490806728.period-3.cert.json");
        JsonNode json = chaoscert("certify", NEVER_AT_ONCE, "--levels", levels, "-o", directory, "--json")
                .json()
                .get(0);
        assertThat(json.path("level").asInt()).as("last level settled").isEqualTo(levels);
        assertThat(json.path("period3").asBoolean())
                .as("period three is settled")
                .isFalse();
    }

    @Test
    void aBudgetEndsTheSearchAndNeverChangesAVerdict() {
        boolean decided = false;
        List<String> words = new ArrayList<>();
        for (long budget = 0; budget < 1L << 20; budget = 2 * budget + 1) {
            Result result = chaoscert("certify", LEVEL_ONE, "--budget", budget, "-o", directory);
            Result again = chaoscert("certify", LEVEL_ONE, "--budget", budget, "-o", directory);
            assertThat(again.linesWithoutTime()).as("budget %d, twice", budget).isEqualTo(result.linesWithoutTime());
            String word = result.lines().get(0);
            words.add(word);
            if (decided) {
                assertThat(word).as("budget %d, decided with less", budget).isEqualTo("chaotic");
            }
            decided |= word.equals("chaotic");
            if (!decided) {
                assertThat(result.status()).as("exit status, budget %d", budget).isEqualTo(4);
                assertThat(result.said("because"))
                        .as("reason")
                        .singleElement()
                        .asString()
                        .contains("budget of " + budget + " units");
                assertThat(result.said("next"))
                        .as("advice")
                        .singleElement()
                        .asString()
                        .contains("--budget");
            }
        }
        assertThat(words).as("too small and large enough").contains("undecided", "chaotic");
    }

    @Test
    void severalInputsGiveBlocksInTheirOrder() {
        Result result = chaoscert("certify", TENT, FIGURE_7, PERTURBED, "-o", directory);
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(TENT + ": chaotic", FIGURE_7 + ": not-chaotic", PERTURBED + ": chaotic");
        assertThat(result.said("judged")).as("a block each").hasSize(3);
    }

    @Test
    void aDirectoryStandsForItsNetworksByNameWithoutItsCertificates() throws IOException {
        Path nets = Files.createDirectory(directory.resolve("nets"));
        Files.copy(TENT, nets.resolve("b.json"));
        Files.copy(FIGURE_7, nets.resolve("a.json"));
        Files.writeString(nets.resolve("notes.txt"), "no network");
        Files.copy(Path.of("certificates/tent.cert.json"), nets.resolve("b.cert.json"));
        Result result = chaoscert("certify", nets, "-o", directory.resolve("certs"));
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(nets.resolve("a.json") + ": not-chaotic", nets.resolve("b.json") + ": chaotic");
        assertThat(Command.in(directory.resolve("certs")))
                .as("certificates")
                .containsExactly("a.cert.json", "b.cert.json", "b.period-3.cert.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty", ""})
    void nothingToJudgeIsNoSuccess(String name) throws IOException {
        Files.createDirectory(directory.resolve("empty"));
        Object input = name.isEmpty() ? "" : directory.resolve(name);
        Result result = chaoscert("certify", input, "-o", directory.resolve("certs"));
        assertThat(result.status())
                .as("exit status for an input without networks")
                .isIn(2, 5);
        assertThat(result.err()).as("complaint").isNotEmpty().contains(name);
        assertThat(Command.in(directory)).as("nothing written").containsExactly("empty");
    }

    @Test
    void aBadInputDoesNotStopTheOthers() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{");
        Path missing = directory.resolve("missing.json");
        Path certs = directory.resolve("certs");
        Result result = chaoscert("certify", bad, TENT, missing, FIGURE_7, "-o", certs);
        assertThat(result.status()).as("the largest status").isEqualTo(5);
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(bad + ": error", TENT + ": chaotic", missing + ": error", FIGURE_7 + ": not-chaotic");
        assertThat(result.err().lines())
                .as("a line for each bad input")
                .hasSize(2)
                .anyMatch(line -> line.contains(bad + ": "))
                .anyMatch(line -> line.contains(missing + ": no such file"));
        assertThat(Command.in(certs))
                .as("certificates of the good ones")
                .containsExactly("figure-7.cert.json", "tent.cert.json", "tent.period-3.cert.json");
    }

    @Test
    void aNameThatNoFileCanHaveDoesNotStopTheOthers() throws IOException {
        Result result = chaoscert("certify", "a\0b.json", TENT, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.lines()).as("the good one is judged").contains(TENT + ": chaotic");
        assertThat(Command.in(directory)).as("its certificates").contains("tent.cert.json");
    }

    @Test
    void theExitStatusIsTheLargest() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.json"), "[]");
        Path large = Files.writeString(
                directory.resolve("large.json"), Files.readString(TENT).replace("\"2\"", "\"1e99999\""));
        Path certs = directory.resolve("certs");
        assertThat(chaoscert("certify", TENT, FIGURE_7, "-o", certs).status())
                .as("all good")
                .isZero();
        assertThat(chaoscert("certify", FIGURE_7, TENT, "--levels", 0, "-o", certs)
                        .status())
                .as("undecided and decided")
                .isEqualTo(4);
        assertThat(chaoscert("certify", bad, FIGURE_7, "--levels", 0, "-o", certs)
                        .status())
                .as("unreadable and undecided")
                .isEqualTo(5);
        assertThat(chaoscert("certify", large, bad, TENT, "-o", certs).status())
                .as("over limits and unreadable")
                .isEqualTo(6);
        CertificateFiles.Store broken = (file, bytes) -> {
            throw new IOException("No space left on device");
        };
        assertThat(Command.writingThrough(broken)
                        .run("certify", TENT, large, bad, "-o", certs)
                        .status())
                .as("not written and over limits")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void threadsChangeNeitherOutputNorOrderNorCertificates(int threads) throws IOException {
        Path exact = Path.of("test-data/exact");
        Path certs = directory.resolve("certs");
        Result alone = chaoscert("certify", exact, "-o", certs);
        List<String> names = Command.in(certs);
        List<byte[]> contents = new ArrayList<>();
        for (String name : names) {
            contents.add(Files.readAllBytes(certs.resolve(name)));
            Files.delete(certs.resolve(name));
        }
        Result together = chaoscert("certify", exact, "--threads", threads, "-o", certs);
        assertThat(names).as("certificates").hasSizeGreaterThan(30);
        assertThat(together.linesWithoutTime()).as("text").isEqualTo(alone.linesWithoutTime());
        assertThat(together.status()).as("exit status").isEqualTo(alone.status());
        assertThat(Command.in(certs)).as("files").isEqualTo(names);
        for (int i = 0; i < names.size(); i++) {
            assertThat(certs.resolve(names.get(i))).as("content").hasBinaryContent(contents.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--threads, 0",
        "--threads, -1",
        "--threads, two",
        "--levels, -1",
        "--levels, 21",
        "--levels, 1.5",
        "--budget, -1",
        "--budget, 1e3",
        "--budget, 99999999999999999999",
        "--embed, sometimes"
    })
    void badOptionsAreUsageErrorsBeforeAnythingIsWritten(String option, String value) throws IOException {
        Result result = chaoscert("certify", TENT, "-o", directory.resolve("certs"), option, value);
        assertThat(result.status()).as("%s %s", option, value).isEqualTo(2);
        assertThat(result.complaint()).as("names option and value").contains(option, value);
        assertThat(result.out()).as("standard output").isEmpty();
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }
}
