package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code explain} retells bounds of the entropy, compared with graphs worked out by hand. */
class EntropyExplanationTest {
    private static final Path DATA = Path.of("test-data");
    private static final Pattern STATE = Pattern.compile("(\\[.*]), weight ([0-9]+)");
    private static final Pattern FACTOR = Pattern.compile("([0-9]+)/([0-9]+) = ~?([0-9.]+) times its weight");

    /** For the map 0 -> 1/2, 1/4 -> 1, 1/2 -> 3/4, 3/4 -> 1/4, 1 -> 0, which turns at 1/4 alone. */
    private static final Map<String, List<String>> FIVE_CYCLE = Map.of(
            "[0, 1]", List.of("[1/2, 1]", "[0, 1]"),
            "[1/2, 1]", List.of("[0, 3/4]"),
            "[0, 3/4]", List.of("[1/2, 1]", "[1/4, 1]"),
            "[1/4, 1]", List.of("[0, 1]"));

    /** For 2 min(x, 1 − x) cut at 6/7, which turns at 3/7 and, level in between, at 4/7. */
    private static final Map<String, List<String>> THREE_CYCLE = Map.of(
            "[0, 1]", List.of("[0, 6/7]", "[0, 6/7]"),
            "[0, 6/7]", List.of("[0, 6/7]", "[2/7, 6/7]"),
            "[2/7, 6/7]", List.of("[4/7, 6/7]", "[2/7, 6/7]"),
            "[4/7, 6/7]", List.of("[2/7, 6/7]"));

    @TempDir
    private Path directory;

    private Path certificate(String network, String bound) {
        Path file = DATA.resolve(network + ".json");
        assertThat(chaoscert("dynamics", file, "--max-period", 1, "--iterates", 1, "-o", directory)
                        .status())
                .as("dynamics of %s", network)
                .isZero();
        String name = file.getFileName().toString().replace(".json", "");
        return directory.resolve(name + ".entropy-" + bound + ".cert.json");
    }

    private static Result explained(Path certificate) {
        Result result = chaoscert("explain", certificate);
        assertThat(result.status())
                .as("exit status for %s: %s", certificate, result)
                .isZero();
        assertThat(result.lines().get(0)).as("first line for %s", certificate).isEqualTo("valid");
        assertThat(result.err()).as("no complaints").isEmpty();
        return result;
    }

    /** Replaces the bound and the witness of a certificate. */
    private static Path changed(Path certificate, String bound, String witness) throws IOException {
        String text = Files.readString(certificate);
        String other = text.replaceFirst("\"bound\": \"[^\"]*\"", "\"bound\": \"" + bound + "\"")
                .replaceFirst("(?s)\"witness\": \\{.*?},\\s*\"network\"", "\"witness\": " + witness + ", \"network\"");
        assertThat(other).as("changed text").isNotEqualTo(text).contains(witness);
        return Files.writeString(certificate, other);
    }

    private static void assertClaim(Result result, String relation, String bound, String about) {
        String claim = "the topological entropy of f is at " + relation + " " + bound;
        assertThat(result.said("claim")).as("claim").containsExactly(claim);
        assertThat(result.said("therefore")).as("last line").containsExactly(claim + ", about " + about);
    }

    /** The lines that follow the lines of a name. */
    private static List<String> after(Result result, String name) {
        List<String> found = new ArrayList<>();
        List<String> lines = result.lines();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).startsWith("  " + name + " ")) {
                found.add(lines.get(i + 1).strip());
            }
        }
        return found;
    }

    private static Map<String, BigInteger> weights(Result result, String name) {
        Map<String, BigInteger> weights = new LinkedHashMap<>();
        for (String line : result.said(name)) {
            Matcher state = STATE.matcher(line);
            assertThat(state.matches()).as("form of %s", line).isTrue();
            weights.put(state.group(1), new BigInteger(state.group(2)));
        }
        return weights;
    }

    /** Sums of weights by the graph; each factor is near the rate of growth. */
    private static void assertTower(Result result, Map<String, List<String>> graph, double rate) {
        Map<String, BigInteger> weights = weights(result, "state");
        assertThat(result.said("states"))
                .as("their number")
                .singleElement()
                .asString()
                .startsWith(weights.size() + "; ");
        List<String> steps = after(result, "state");
        int i = 0;
        for (Map.Entry<String, BigInteger> state : weights.entrySet()) {
            String step = steps.get(i++);
            List<String> next = graph.get(state.getKey());
            assertThat(next).as("a state of the graph: %s", state.getKey()).isNotNull();
            assertThat(step).as("images of %s", state.getKey()).startsWith("-> " + String.join(" and ", next) + ": ");
            BigInteger sum = next.stream()
                    .map(each -> weights.getOrDefault(each, BigInteger.ZERO))
                    .reduce(BigInteger.ZERO, BigInteger::add);
            assertFactor(step, sum, state.getValue(), rate);
        }
    }

    private static void assertFactor(String text, BigInteger sum, BigInteger weight, double rate) {
        Matcher factor = FACTOR.matcher(text);
        assertThat(factor.find()).as("factor in %s", text).isTrue();
        assertThat(new BigInteger(factor.group(1))).as("sum in %s", text).isEqualTo(sum);
        assertThat(new BigInteger(factor.group(2))).as("weight in %s", text).isEqualTo(weight);
        assertThat(Double.parseDouble(factor.group(3)))
                .as("decimal in %s", text)
                .isCloseTo(sum.doubleValue() / weight.doubleValue(), within(1e-11))
                .isCloseTo(rate, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "at-least, least, 414012737393791/1000000000000000, hold the states that follow it",
        "at-most,  most,  3234474510889/7812500000000,      lie in the states that follow it"
    })
    void theTowerOfTheFiveCycle(String bound, String relation, String number, String images) {
        Result result = explained(certificate("exact/five-cycle", bound));
        assertClaim(result, relation, number, "0.414013");
        assertThat(result.said("by")).as("theorem").singleElement().asString().startsWith("Hofbauer 1979");
        assertThat(result.said("states"))
                .as("states")
                .singleElement()
                .asString()
                .startsWith("4; ")
                .endsWith(images);
        assertTower(result, FIVE_CYCLE, 1.51287639686);
        assertThat(result.said("so"))
                .as("conclusion")
                .containsExactly(
                        relation.equals("least")
                                ? "weights grow at least by the least of these factors in a step"
                                : "the number of laps grows at most by the greatest of these factors in a step");
    }

    @Test
    void theTowerOfATruncatedTent() {
        Result result = explained(certificate("exact/truncated-tent-6-7", "at-most"));
        assertClaim(result, "most", "120302956264901/250000000000000", "0.481212");
        assertTower(result, THREE_CYCLE, (1 + Math.sqrt(5)) / 2);
    }

    @Test
    void theHorseshoeOfATruncatedTent() {
        Result result = explained(certificate("exact/truncated-tent-6-7", "at-least"));
        assertClaim(result, "least", "481211825059603/1000000000000000", "0.481212");
        assertThat(result.said("by"))
                .as("theorem")
                .singleElement()
                .asString()
                .contains("Block, Guckenheimer, Misiurewicz and Young 1980");
        Map<String, BigInteger> weights = weights(result, "interval");
        assertThat(weights.keySet()).as("intervals").containsExactly("[2/7, 4/7]", "[4/7, 6/7]");
        BigInteger left = weights.get("[2/7, 4/7]");
        BigInteger right = weights.get("[4/7, 6/7]");
        List<String> steps = after(result, "interval");
        assertThat(steps.get(0)).as("image of the left one").startsWith("J = [4/7, 6/7] covers 1 of them: ");
        assertFactor(steps.get(0), right, left, (1 + Math.sqrt(5)) / 2);
        assertThat(steps.get(1)).as("image of the right one").startsWith("J = [2/7, 6/7] covers 2 of them: ");
        assertFactor(steps.get(1), left.add(right), right, (1 + Math.sqrt(5)) / 2);
        assertThat(result.said("so"))
                .as("conclusion")
                .containsExactly("weights grow at least by the least of these factors in 1 step");
    }

    @Test
    void theTentHasOneStateAndTwoLaps() {
        Result least = explained(certificate("published/tent", "at-least"));
        assertClaim(least, "least", "138629436111989/200000000000000", "0.693147");
        assertTower(least, Map.of("[0, 1]", List.of("[0, 1]", "[0, 1]")), 2);
        Result most = explained(certificate("published/tent", "at-most"));
        assertClaim(most, "most", "346573590279973/500000000000000", "0.693147");
        assertThat(most.said("by")).as("theorem").singleElement().asString().contains("Misiurewicz and Szlenk 1980");
        assertThat(most.said("laps"))
                .as("laps")
                .singleElement()
                .asString()
                .startsWith("f^1 is monotone on 2 intervals");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void horseshoesOfIteratesOfTheTent(int m) throws IOException {
        int count = 1 << m;
        List<String> intervals = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String from = i == 0 ? "0" : reduced(i, count);
            String to = i + 1 == count ? "1" : reduced(i + 1, count);
            intervals.add("{\"from\": \"" + from + "\", \"to\": \"" + to + "\", \"weight\": \"3\"}");
        }
        Path certificate = changed(
                certificate("published/tent", "at-least"),
                "693/1000",
                "{\"kind\": \"horseshoe\", \"iterate\": " + m + ", \"intervals\": [" + String.join(", ", intervals)
                        + "]}");
        Result result = explained(certificate);
        assertClaim(result, "least", "693/1000", "0.693");
        assertThat(result.said("intervals"))
                .as("their number, and the iterate")
                .containsExactly(
                        count + ", without common inner points; J is the image under " + (m == 1 ? "f" : "f^" + m));
        assertThat(result.said("interval")).as("at most 24 are told").hasSize(Math.min(count, 24));
        assertThat(after(result, "interval"))
                .as("each is mapped over all")
                .containsOnly("J = [0, 1] covers " + count + " of them: " + 3 * count + "/3 = " + count
                        + " times its weight");
        assertThat(result.lines().contains("              and 8 more, in the same way"))
                .as("what is left out is said")
                .isEqualTo(m == 5);
        assertThat(result.said("so"))
                .as("conclusion")
                .containsExactly(
                        "weights grow at least by the least of these factors in " + m + (m == 1 ? " step" : " steps"));
    }

    private static String reduced(int numerator, int power) {
        int zeros = Integer.numberOfTrailingZeros(numerator);
        return (numerator >> zeros) + "/" + (power >> zeros);
    }

    /** As many as paths of a length in the tower of the five-cycle; for the whole tent 2^n. */
    @ParameterizedTest
    @CsvSource({
        "exact/five-cycle, 1, 2,  694/1000",
        "exact/five-cycle, 2, 3,  550/1000",
        "exact/five-cycle, 3, 5,  537/1000",
        "exact/five-cycle, 4, 7,  487/1000",
        "published/tent,   4, 16, 694/1000"
    })
    void lapsOfIteratesAreCounted(String network, int n, int laps, String bound) throws IOException {
        Path certificate = changed(
                certificate(network, "at-most"),
                bound.replace("694/1000", "347/500").replace("550/1000", "11/20"),
                "{\"kind\": \"laps\", \"iterate\": " + n + "}");
        Result result = explained(certificate);
        assertThat(result.said("laps"))
                .as("laps of f^%d", n)
                .containsExactly("f^" + n + " is monotone on " + laps
                        + " intervals, counted by the checker itself; for iterates of f^" + n
                        + " these numbers multiply at most");
    }

    @ParameterizedTest
    @CsvSource({"exact/constant, 1 ", "published/figure-7, 6", "exact/mirror, 0"})
    void entropyZeroIsToldWithItsCover(String network, int cells) {
        Result result = explained(certificate(network, "at-most"));
        assertThat(result.said("claim")).as("claim").containsExactly("the topological entropy of f is at most 0");
        assertThat(result.said("by")).as("theorem").containsExactly("Misiurewicz 1979: all periods are powers of two");
        assertThat(result.said("cells"))
                .as("a cover")
                .singleElement()
                .asString()
                .contains(", from left to right");
        if (cells > 0) {
            assertThat(result.said("cell " + cells)).as("the last cell").hasSize(1);
        }
        assertThat(result.said("so"))
                .as("conclusions")
                .last()
                .isEqualTo("all periods are powers of two, and the entropy is 0 (Misiurewicz)");
    }

    @Test
    void entropyZeroByAGraphOnOneSideOfTheDiagonal() {
        Result result = explained(certificate("exact/shift", "at-most"));
        assertThat(result.said("claim")).as("claim").containsExactly("the topological entropy of f is at most 0");
        assertThat(result.said("graph")).as("side").singleElement().asString().startsWith("f(x) >= x");
    }

    @Test
    void aBoundThatIsTooGoodIsNotExplained() throws IOException {
        Path certificate = certificate("exact/five-cycle", "at-least");
        String text = Files.readString(certificate);
        Files.writeString(certificate, text.replace("414012737393791/", "414012737393793/"));
        Result result = chaoscert("explain", certificate);
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.out()).as("nothing is derived").doesNotContain("times its weight");
    }
}
