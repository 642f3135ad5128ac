package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How {@code explain} retells certificates, compared with numbers worked out by hand. */
class ExplainTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");

    @TempDir
    private Path directory;

    private static Result explained(Path certificate) {
        Result result = chaoscert("explain", certificate);
        assertThat(result.status()).as("exit status for %s", certificate).isZero();
        assertThat(result.lines().get(0)).as("first line for %s", certificate).isEqualTo("valid");
        assertThat(result.err()).as("no complaints").isEmpty();
        return result;
    }

    /** Writes a certificate of the gallery with another claim or witness. */
    private Path changed(String certificate, String from, String to) throws IOException {
        String text = Files.readString(Path.of("certificates", certificate));
        assertThat(text).as("text to change").contains(from);
        return Files.writeString(directory.resolve("changed.cert.json"), text.replace(from, to));
    }

    @Test
    void aRisingLiYorkePointIsFollowedForThreeSteps() {
        Result result = explained(Path.of("certificates/tent.cert.json"));
        assertThat(result.said("claim")).as("claim").containsExactly("f is chaotic in the sense of Li and Yorke");
        assertThat(result.said("by")).as("theorem").containsExactly("Li and Yorke 1975, Theorem 1");
        assertThat(result.said("a")).as("a").containsExactly("1/4");
        assertThat(result.said("b = g(a)")).as("b").containsExactly("1/2, where g = f");
        assertThat(result.said("c = g(b)")).as("c").containsExactly("1");
        assertThat(result.said("d = g(c)")).as("d").containsExactly("0");
        assertThat(result.said("so")).as("inequality").containsExactly("d <= a < b < c");
    }

    @Test
    void aFallingLiYorkePointIsToldWithTheOtherInequality() throws IOException {
        Path mirrored = Files.writeString(directory.resolve("mirrored.json"), """
                {"format": "chaoscert-network/1", "layers": [
                  {"weights": [["-1"], ["-1"]], "biases": ["0", "-1/2"], "activation": "relu"},
                  {"weights": [["-2", "4"]], "biases": ["0"], "activation": "identity"}]}
                """);
        chaoscert("certify", mirrored, "-o", directory);
        Path certificate = directory.resolve("mirrored.cert.json");
        String found = Command.json(certificate).path("witness").path("point").asString();
        Files.writeString(certificate, Files.readString(certificate).replace("\"" + found + "\"", "\"-1/4\""));
        Result result = explained(certificate);
        assertThat(result.said("b = g(a)")).as("b").containsExactly("-1/2, where g = f");
        assertThat(result.said("c = g(b)")).as("c").containsExactly("-1");
        assertThat(result.said("d = g(c)")).as("d").containsExactly("0");
        assertThat(result.said("so")).as("inequality").containsExactly("d >= a > b > c");
    }

    @Test
    void anIterateIsNamed() {
        Result result = explained(Path.of("certificates/truncated-tent-6-7-binary64.cert.json"));
        assertThat(result.said("a")).as("a").containsExactly("5/8");
        assertThat(result.said("b = g(a)")).as("f(5/8) = 3/4, f(3/4) = 1/2").containsExactly("1/2, where g = f^2");
        assertThat(result.said("therefore"))
                .as("conclusion")
                .singleElement()
                .asString()
                .startsWith("f^2 has points of every period");
    }

    @Test
    void anOrbitIsWalkedOnce() throws IOException {
        Path certificate = Path.of("certificates/tent.period-3.cert.json");
        JsonNode orbit = Command.json(certificate).path("witness").path("orbit");
        Result result = explained(certificate);
        assertThat(result.said("claim")).as("claim").containsExactly("f has a point of least period 3");
        for (int i = 0; i < 3; i++) {
            assertThat(result.said("f(x" + i + ")"))
                    .as("step %d", i)
                    .containsExactly(orbit.path(i).asString() + " -> "
                            + orbit.path((i + 1) % 3).asString());
        }
    }

    @Test
    void anOrbitThatProvesChaosNamesBothTheorems() throws IOException {
        Path certificate = changed("tent.period-3.cert.json", "\"period\",\n \"period\": 3", "\"li-yorke-chaos\"");
        Result result = explained(certificate);
        assertThat(result.said("claim")).as("claim").containsExactly("f is chaotic in the sense of Li and Yorke");
        assertThat(result.said("by")).as("theorems").singleElement().asString().contains("Sharkovsky", "Li and Yorke");
    }

    @ParameterizedTest
    @CsvSource({"shift, >=", "shift-clipped, >=", "constant-zero, <="})
    void aOneSidedGraphIsToldWithItsSide(String name, String relation) {
        Result result = explained(Path.of("certificates", name + ".cert.json"));
        assertThat(result.said("graph")).as("side").singleElement().asString().startsWith("f(x) " + relation + " x");
        assertThat(result.said("claim")).as("claim").containsExactly("f has no point of least period 2");
    }

    @Test
    void aCountBeyondTheProversNumbersIsNoDefect() throws IOException {
        Path certificate = changed("shift.cert.json", "\"period\": 2", "\"period\": 1099511627776");
        assertThat(chaoscert("check", certificate).status())
                .as("the checker accepts it")
                .isZero();
        Result result = chaoscert("explain", certificate);
        assertThat(result.status()).as("exit status: retold, or over limits").isIn(0, 6);
        assertThat(result.out() + result.err()).as("the count").contains("1099511627776");
    }

    /** The lines of cell i, without indentation, its head first. */
    private static List<String> cell(Result result, int i) {
        List<String> lines = result.lines();
        int head = lines.stream()
                .filter(line -> line.startsWith("  cell " + i + " "))
                .map(lines::indexOf)
                .findFirst()
                .orElseThrow();
        int end = head + 1;
        while (lines.get(end).startsWith("      ")) {
            end++;
        }
        return lines.subList(head, end).stream()
                .map(line -> line.replaceFirst("^  cell \\d+", "").strip())
                .toList();
    }

    @Test
    void aSeparatedCellShowsTheImageThatMissesIt() {
        List<String> lines = cell(explained(Path.of("certificates/large-lipschitz.cert.json")), 2);
        assertThat(lines.get(0)).as("cell and rule").matches("\\[1/4, 1/2] +separated");
        assertThat(lines)
                .as("f falls from 1/8 at 1/4 to 1/50 at 2/5 and rises to 9/20 at 1/2")
                .contains("J_1 = [1/50, 9/20]");
        assertThat(lines)
                .as("f is 4x/5 at 1/50; from 1/50 at 2/5 it rises with slope 43/10 to 47/200 at 9/20")
                .contains("J_2 = [2/125, 47/200]");
    }

    @Test
    void aMonotoneCellShowsDerivativesAndSigns() {
        List<String> lines = cell(explained(Path.of("certificates/constant.cert.json")), 1);
        assertThat(lines.get(0)).as("cell and rule").matches("\\[0, 1] +monotone, divisor 1");
        assertThat(lines).as("the constant 1/2").contains("J_2 = [1/2, 1/2]", "P_2 = [0, 0]", "P_1 = [0, 0]");
        assertThat(lines)
                .as("signs of f - id")
                .contains("f^1 - id: positive at the left end, negative at the right end");
    }

    @Test
    void aFixedCellShowsThatTheDerivativeIsOne() {
        List<String> lines = cell(explained(Path.of("certificates/mirror.cert.json")), 1);
        assertThat(lines.get(0)).as("cell and rule").matches("\\[0, 1] +fixed, divisor 2");
        assertThat(lines).as("1 - (1 - x) = x").contains("J_4 = [0, 1]", "P_2 = [1, 1]");
        assertThat(lines).as("signs of f^2 - id").contains("f^2 - id: zero at the left end, zero at the right end");
    }

    @Test
    void aDriftingCellShowsTheSignAtItsFiniteEnd() {
        Result result = explained(Path.of("certificates/figure-7.cert.json"));
        List<String> lines = cell(result, 6);
        assertThat(lines.get(0)).as("cell and rule").matches("[\\[(]1, inf[])] +drift");
        assertThat(lines).as("derivative").anyMatch(line -> line.startsWith("P_4 = [0, ~0.3115918449"));
        assertThat(lines).as("f^4 - id at 1").anyMatch(line -> line.startsWith("f^4 - id: negative at the left end"));
    }

    @ParameterizedTest
    @CsvSource({"figure-7", "large-lipschitz", "mirror", "half-line", "five-cycle.period-3", "truncated-tent-0.8249"})
    void everyCellOfACoverIsRetoldWithItsEndsItsRuleAndAReason(String name) throws IOException {
        Path file = Path.of("certificates", name + ".cert.json");
        JsonNode certificate = Command.json(file);
        JsonNode cells = certificate.path("witness").path("cells");
        int period = certificate.path("period").asInt();
        Result result = explained(file);
        assertThat(result.said("claim")).as("claim").containsExactly("f has no point of least period " + period);
        assertThat(result.said("cells"))
                .as("number of cells")
                .singleElement()
                .asString()
                .startsWith(cells.size() + ",");
        String left = certificate.path("network").path("domain").path(0).asString();
        for (int i = 0; i < cells.size(); i++) {
            JsonNode cell = cells.path(i);
            List<String> lines = cell(result, i + 1);
            String to = cell.path("to").asString();
            String divisor =
                    cell.has("divisor") ? ", divisor " + cell.path("divisor").asInt() : "";
            assertThat(lines.get(0))
                    .as("cell %d", i + 1)
                    .contains(left + ", " + to)
                    .endsWith("  " + cell.path("rule").asString() + divisor);
            assertThat(lines)
                    .as("cell %d: the n-th image", i + 1)
                    .anyMatch(line -> line.startsWith("J_" + period + " = "));
            assertThat(lines).as("cell %d: a reason after the numbers", i + 1).hasSizeGreaterThan(2);
            left = to;
        }
        assertThat(result.said("so"))
                .as("conclusion")
                .containsExactly("no cell holds a point of least period " + period);
        assertThat(result.said("therefore").isEmpty())
                .as("nothing follows unless %d is a power of two", period)
                .isEqualTo(Integer.bitCount(period) != 1);
    }

    @Test
    void aRejectedCertificateIsNotRetold() throws IOException {
        Result result = chaoscert("explain", changed("tent.cert.json", "\"1/4\"", "\"1/3\""));
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.lines().get(0)).as("first line").isEqualTo("rejected");
        assertThat(result.said("code")).as("code").containsExactly("inequality-fails");
        assertThat(result.said("at")).as("place").containsExactly("/witness/point");
        assertThat(result.said("why")).as("reason").hasSize(1);
        assertThat(result.said("claim")).as("claim").isEmpty();
    }

    @Test
    void whatCannotBeJudgedIsSaidWithoutEmptyLines() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");
        Result result = chaoscert("explain", broken);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.lines().get(0)).as("first line").isEqualTo("unreadable");
        assertThat(result.lines()).as("no name without its value").noneMatch(line -> line.matches("  \\w+ *"));
        Path large = changed("tent.cert.json", "\"1/4\"", "\"" + "7".repeat(1_000_000) + "\"");
        assertThat(chaoscert("explain", large).status())
                .as("exit status, over limits")
                .isEqualTo(6);
    }

    @Test
    void aCertificateWithoutItsNetworkNeedsTheFile() {
        chaoscert("certify", FIGURE_7, "--embed", "never", "-o", directory);
        Path certificate = directory.resolve("figure-7.cert.json");
        Result alone = chaoscert("explain", certificate);
        assertThat(alone.status()).as("exit status, alone").isEqualTo(5);
        assertThat(alone.said("code")).as("code, alone").containsExactly("network-missing");
        Result with = chaoscert("explain", certificate, "--network", FIGURE_7);
        assertThat(with.status()).as("exit status, with its network").isZero();
        assertThat(with.out())
                .as("the same tale")
                .isEqualTo(
                        chaoscert("explain", "certificates/figure-7.cert.json").out());
        Result other = chaoscert("explain", certificate, "--network", TENT);
        assertThat(other.status()).as("exit status, with another").isEqualTo(3);
        assertThat(other.said("code")).as("code, with another").containsExactly("other-network");
        Path missing = directory.resolve("missing.json");
        Result absent = chaoscert("explain", certificate, "--network", missing);
        assertThat(absent.status()).as("exit status, network file missing").isEqualTo(5);
        assertThat(absent.complaint()).as("names the missing file").contains(missing.toString(), "no such file");
    }

    @Test
    void standardInputIsRetoldLikeAFile() throws IOException {
        Path file = Path.of("certificates/tent.cert.json");
        Result result = Command.reading(Files.readAllBytes(file)).run("explain", "-");
        assertThat(result.out()).as("tale").isEqualTo(chaoscert("explain", file).out());
    }
}
