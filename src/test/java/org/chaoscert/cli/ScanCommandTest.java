package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.NetworkReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/** What {@code scan} writes and says. */
class ScanCommandTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final String BIAS = "/layers/0/biases/1";
    private static final Map<String, String> CLAIMS = Map.of("chaotic", "chaotic", "not-chaotic", "not-chaotic");

    @TempDir
    private Path directory;

    private Result scan(Object... words) {
        List<Object> all = new ArrayList<>(List.of("scan"));
        all.addAll(List.of(words));
        all.addAll(List.of("-o", directory));
        Result result = chaoscert(all.toArray());
        assertThat(result.status()).as("exit status of %s", all).isZero();
        assertThat(result.err()).as("complaints of %s", all).isEmpty();
        return result;
    }

    /** The lines of scan.csv by the names of columns. */
    private List<Map<String, String>> csv() throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("scan.csv"));
        assertThat(lines.get(0))
                .as("header")
                .isEqualTo("parameter,decimal,verdict,level,period3,entropy_lower,entropy_upper");
        List<Map<String, String>> records = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            assertThat(fields).as("fields of %s", line).hasSize(7);
            records.add(Map.of(
                    "parameter", fields[0],
                    "decimal", fields[1],
                    "verdict", fields[2],
                    "level", fields[3],
                    "period3", fields[4],
                    "lower", fields[5],
                    "upper", fields[6]));
        }
        return records;
    }

    private static Quotient parameter(Map<String, String> line) {
        return Quotient.parse(line.get("parameter"));
    }

    private Set<String> texts() throws Exception {
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(directory.resolve("scan.svg"))));
        assertThat(svg.getDocumentElement().getTagName()).as("root").isEqualTo("svg");
        Set<String> texts = new TreeSet<>();
        NodeList nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    /** What the accepted certificates of one side of a change prove. */
    private Set<String> proved(String name) throws IOException {
        byte[] network = Files.readAllBytes(directory.resolve(name + ".json"));
        Set<String> proved = new TreeSet<>();
        for (String file : Command.in(directory)) {
            if (file.startsWith(name + ".") && file.endsWith(".cert.json")) {
                org.chaoscert.checker.Result result = new Checker(Optional.of(network), Limits.DEFAULT)
                        .check(Files.readAllBytes(directory.resolve(file)));
                assertThat(result.isValid()).as("%s is accepted", file).isTrue();
                proved.addAll(result.conclusions());
            }
        }
        return proved;
    }

    private SlowNetwork network(String name) throws Exception {
        return SlowNetwork.of(NetworkReader.read(Files.readAllBytes(directory.resolve(name + ".json")))
                .network());
    }

    @Test
    void changesOfTruncatedTentsAreWrittenWithTheirCertificates() throws Exception {
        Result result = scan("truncated-tent", "--from", "0.8", "--to", 1, "--steps", 4, "--refine", 12, "--json");
        List<JsonNode> changes =
                result.json().stream().filter(line -> line.has("change")).toList();
        assertThat(changes.stream().map(change -> change.path("change").asString()))
                .as("changes")
                .containsExactly("verdict", "period3");
        Quotient width = Quotient.of(1, 20L << 12);
        for (int i = 1; i <= 2; i++) {
            JsonNode change = changes.get(i - 1);
            Quotient below = Quotient.parse(change.path("below").asString());
            Quotient above = Quotient.parse(change.path("above").asString());
            assertThat(above.minus(below)).as("width of change %d", i).isEqualTo(width);
            Quotient half = Quotient.of(1, 2);
            assertThat(network("change-" + i + "-below").valueAt(half))
                    .as("c below")
                    .isEqualTo(below);
            assertThat(network("change-" + i + "-above").valueAt(half))
                    .as("c above")
                    .isEqualTo(above);
            double threshold = i == 1 ? 0.824908067280 : 6.0 / 7;
            assertThat(threshold)
                    .as("threshold %d", i)
                    .isBetween(below.rational().approximate(), above.rational().approximate());
        }
        assertThat(proved("change-1-below")).as("below chaos").contains("not-chaotic");
        assertThat(proved("change-1-above")).as("chaos").contains("chaotic", "no-period:3");
        assertThat(proved("change-2-below")).as("below period three").contains("chaotic", "no-period:3");
        assertThat(proved("change-2-above")).as("period three").contains("chaotic", "has-period:3");
        assertThat(Command.in(directory))
                .as("files")
                .contains("scan.csv", "scan.svg", "change-1-below.cert.json", "change-2-above.period-3.cert.json");
    }

    @Test
    void theTableIsExactAndMonotone() throws Exception {
        scan("truncated-tent", "--from", "4/5", "--to", "1", "--steps", 8, "--refine", 3);
        List<Map<String, String>> table = csv();
        assertThat(table).as("lines").hasSize(9 + 3 + 3);
        Quotient last = Quotient.ZERO;
        double bound = 0;
        for (Map<String, String> line : table) {
            Quotient c = parameter(line);
            assertThat(c).as("parameters rise").isGreaterThan(last);
            assertThat(Double.parseDouble(line.get("decimal")))
                    .as("decimal of %s", c)
                    .isEqualTo(c.rational().approximate());
            boolean isChaotic = c.rational().approximate() > 0.824908067280;
            assertThat(line.get("verdict")).as("verdict at %s", c).isEqualTo(isChaotic ? "chaotic" : "not-chaotic");
            assertThat(line.get("level")).as("level at %s", c).matches("[0-6]");
            assertThat(line.get("period3"))
                    .as("period three at %s", c)
                    .isEqualTo(String.valueOf(c.compareTo(Quotient.of(6, 7)) >= 0));
            double lower = Double.parseDouble(line.get("lower"));
            double upper = Double.parseDouble(line.get("upper"));
            assertThat(lower).as("bounds at %s", c).isLessThanOrEqualTo(upper);
            assertThat(upper).as("entropy does not fall, at %s", c).isGreaterThanOrEqualTo(bound);
            assertThat(lower > 0).as("entropy at %s", c).isEqualTo(isChaotic);
            bound = Math.max(bound, lower);
            last = c;
        }
        assertThat(bound).as("log 2").isBetween(Math.log(2) - 2e-15, Math.log(2) + 1e-15);
    }

    @Test
    void thePictureHasItsLegendAndTheChanges() throws Exception {
        scan("truncated-tent", "--from", "0.8", "--to", 1, "--steps", 4, "--refine", 3);
        assertThat(texts())
                .as("texts")
                .contains(
                        "entropy, at least",
                        "entropy, at most",
                        "not-chaotic",
                        "chaotic",
                        "chaotic with period 3",
                        "parameter",
                        "topological entropy",
                        "truncated-tent: 11 networks, each with proved answers")
                .anyMatch(text -> text.startsWith("Verdict: not-chaotic at "))
                .anyMatch(text -> text.startsWith("Period 3: no at "))
                .doesNotContain("undecided", "no-map");
    }

    @Test
    void withoutEntropyItIsLeftOut() throws Exception {
        scan("truncated-tent", "--from", "0.8", "--to", 1, "--steps", 4, "--refine", 3, "--no-entropy");
        assertThat(csv())
                .as("table")
                .allMatch(
                        line -> line.get("lower").isEmpty() && line.get("upper").isEmpty());
        assertThat(texts())
                .as("texts")
                .contains("not-chaotic", "chaotic", "chaotic with period 3")
                .doesNotContain("entropy, at least", "entropy, at most");
    }

    @Test
    void aBiasVaries() throws Exception {
        Result result = scan(TENT, "--parameter", BIAS, "--from", "-0.5", "--to", "0", "--steps", 4, "--refine", 5);
        assertThat(result.lines().get(0)).as("first line").isEqualTo("scan");
        assertThat(result.said("points"))
                .as("points")
                .singleElement()
                .asString()
                .endsWith(" from -0.5 to 0");
        List<Map<String, String>> table = csv();
        assertThat(table.get(0))
                .as("the tent itself")
                .containsEntry("parameter", "-1/2")
                .containsEntry("verdict", "chaotic")
                .containsEntry("period3", "true");
        assertThat(table.get(table.size() - 1))
                .as("2 relu(x) - 4 relu(x): falls from 0 on, so that there is one fixed point")
                .containsEntry("parameter", "0")
                .containsEntry("verdict", "not-chaotic")
                .containsEntry("upper", "0");
        int changes = result.said("verdict").size() + result.said("period 3").size();
        assertThat(changes).as("changes").isPositive();
        for (int i = 1; i <= changes; i++) {
            for (String side : List.of("-below", "-above")) {
                String name = "change-" + i + side;
                JsonNode file = Command.json(directory.resolve(name + ".json"));
                String bias = file.path("layers").get(0).path("biases").get(1).asString();
                Map<String, String> line = table.stream()
                        .filter(each -> each.get("parameter").equals(bias))
                        .findFirst()
                        .orElseThrow();
                assertThat(proved(name)).as("verdict of %s", name).contains(CLAIMS.get(line.get("verdict")));
                assertThat(file.path("layers").get(1).toString())
                        .as("the other numbers of %s", name)
                        .contains("[[\"2\",\"-4\"]]");
            }
        }
    }

    @Test
    void parametersWithoutAMap() throws Exception {
        Result result = scan("tent", "--from", "1.5", "--to", "2.5", "--steps", 4, "--refine", 4);
        List<Map<String, String>> table = csv();
        for (Map<String, String> line : table) {
            boolean isMap = parameter(line).compareTo(Quotient.of(2)) <= 0;
            assertThat(line.get("verdict")).as("slope %s", line).isEqualTo(isMap ? "chaotic" : "no-map");
            assertThat(line.get("level").isEmpty()).as("level, slope %s", line).isEqualTo(!isMap);
            assertThat(line.get("period3").isEmpty())
                    .as("period three, slope %s", line)
                    .isEqualTo(!isMap);
            assertThat(line.get("upper").isEmpty())
                    .as("entropy, slope %s", line)
                    .isEqualTo(!isMap);
        }
        assertThat(result.said("verdict"))
                .as("the verdict's change")
                .containsExactly("chaotic at 2, no-map at 2.015625");
        assertThat(result.said("period 3"))
                .as("period three's changes")
                .hasSize(2)
                .last()
                .isEqualTo("yes at 2, not settled at 2.015625");
        assertThat(texts()).as("legend").contains("no-map", "chaotic", "chaotic with period 3");
        List<String> files = Command.in(directory);
        assertThat(files).as("the network is written, too").contains("change-2-above.json");
        assertThat(files).as("but there is nothing to certify").doesNotContain("change-2-above.cert.json");
    }

    @Test
    void linesOfJson() throws IOException {
        Result result = scan("truncated-tent", "--from", "0.8", "--to", "1", "--steps", 2, "--refine", 0, "--json");
        List<JsonNode> lines = result.json();
        assertThat(lines).as("three points and two changes").hasSize(5);
        assertThat(lines.get(0).toString())
                .as("first point")
                .isEqualTo("{\"parameter\":\"4/5\",\"verdict\":\"not-chaotic\",\"level\":1,\"period3\":false,"
                        + "\"entropy\":{\"lower\":\"0\",\"upper\":\"0\"}}");
        assertThat(lines.get(3).toString())
                .as("first change")
                .isEqualTo("{\"change\":\"verdict\",\"below\":\"4/5\",\"above\":\"9/10\"}");
        assertThat(lines.get(4).toString())
                .as("second change")
                .isEqualTo("{\"change\":\"period3\",\"below\":\"4/5\",\"above\":\"9/10\"}");
    }

    @Test
    void noMapAsJson() {
        Result result = scan("tent", "--from", 3, "--to", 4, "--steps", 1, "--json", "--no-entropy");
        assertThat(result.lines())
                .as("lines")
                .containsExactly(
                        "{\"parameter\":\"3\",\"verdict\":\"no-map\",\"period3\":null}",
                        "{\"parameter\":\"4\",\"verdict\":\"no-map\",\"period3\":null}");
    }

    @Test
    void withoutChangesThatIsSaid() throws IOException {
        Result result = scan("truncated-tent", "--from", "0.9", "--to", "1", "--steps", 2);
        assertThat(result.said("changes")).as("changes").containsExactly("none between neighbouring points");
        assertThat(Command.in(directory)).as("files").containsExactly("scan.csv", "scan.svg");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truncated-tent --from 0 | --to",
                "truncated-tent --to 0 | --from",
                "--from 0 --to 1 | FAMILY",
                "NET --from -1 --to 0 | --parameter PLACE is missing",
                "no-such-family --from 0 --to 1 | --parameter PLACE is missing",
                "tent --parameter /layers/0/biases/0 --from 0 --to 1 | --parameter is for network files",
                "NET --parameter /layers/0/biases/2 --from -1 --to 0 | the network has no such number",
                "NET --parameter /biases --from -1 --to 0 | expected /layers/L/weights/I/J or /layers/L/biases/I",
                "tent --from 1 --to 1 | expected the lesser number first",
                "tent --from 2 --to 1 | expected the lesser number first",
                "tent --from x --to 1 | --from x",
                "tent --from 0 --to inf | --to inf",
                "tent --from 0 --to 1/0 | --to 1/0",
                "tent --from 0 --to 1 --steps 0 | --steps 0: expected 1 to 100000",
                "tent --from 0 --to 1 --steps 100001 | --steps 100001: expected 1 to 100000",
                "tent --from 0 --to 1 --steps many | --steps",
                "tent --from 0 --to 1 --refine -1 | --refine -1: expected 0 to 1000",
                "tent --from 0 --to 1 --refine 1001 | --refine 1001: expected 0 to 1000"
            })
    void wrongUse(String words, String message) throws IOException {
        Path output = directory.resolve("output");
        String all = "scan " + words.replace("NET", TENT.toString()) + " -o " + output;
        Result result = chaoscert((Object[]) all.split(" "));
        assertThat(result.status()).as("exit status of %s", words).isEqualTo(2);
        assertThat(result.err()).as("complaint about %s", words).contains(message);
        assertThat(result.out()).as("output of %s", words).isEmpty();
        assertThat(Command.in(output)).as("nothing is written").isEmpty();
    }

    @Test
    void networksThatCannotBeScanned() throws IOException {
        Path smooth = directory.resolve("smooth.json");
        Files.write(
                smooth,
                new String(Files.readAllBytes(TENT), StandardCharsets.UTF_8)
                        .replace("\"relu\"", "\"tanh\"")
                        .getBytes(StandardCharsets.UTF_8));
        Path broken = Files.writeString(directory.resolve("broken.json"), "{");
        for (Path network : List.of(smooth, broken, directory.resolve("missing.json"))) {
            Path output = directory.resolve("output");
            Result result = chaoscert("scan", network, "--parameter", BIAS, "--from", -1, "--to", 0, "-o", output);
            assertThat(result.status()).as("exit status for %s", network).isEqualTo(5);
            assertThat(result.complaint()).as("names it").contains(network.toString());
            assertThat(Command.in(output)).as("nothing is written").isEmpty();
        }
    }

    @Test
    void anOutputThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "mine");
        Result result = chaoscert("scan", "tent", "--from", "1.9", "--to", 2, "--steps", 1, "-o", file);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Files.readString(file)).as("the file").isEqualTo("mine");
    }
}
