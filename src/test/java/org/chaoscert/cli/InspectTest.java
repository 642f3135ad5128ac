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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code inspect} shows of a network, compared with kinks, slopes and fixed points worked out by hand. */
class InspectTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");

    @TempDir
    private Path directory;

    /** The rows of the table, each as its words. */
    private static List<List<String>> rows(Result result) {
        List<String> lines = result.lines();
        int head = lines.stream()
                .filter(line -> line.startsWith("  from "))
                .map(lines::indexOf)
                .findFirst()
                .orElseThrow();
        return lines.subList(head + 1, lines.size()).stream()
                .filter(line -> !line.contains("…"))
                .map(line -> List.of(line.strip().split(" +")))
                .toList();
    }

    @Test
    void theTentIsShownWithItsCountsPiecesAndFixedPoints() {
        Result result = chaoscert("inspect", TENT);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().get(0)).as("first line").isEqualTo("network");
        assertThat(result.said("network"))
                .as("digest")
                .containsExactly("sha256 0f97e66ff33a15fa5c9242051cd65d056c0a54f3c5b639e8f234277382b624b7");
        assertThat(result.said("numbers"))
                .as("how numbers were read")
                .containsExactly("7 quoted, read exactly as written");
        assertThat(result.said("layers")).as("layers").containsExactly("1 -> 2 relu -> 1 identity");
        assertThat(result.said("domain")).as("domain").containsExactly("(-inf, inf)");
        assertThat(result.said("pieces"))
                .as("counts")
                .singleElement()
                .asString()
                .matches("3 affine\\D*2\\D*");
        assertThat(result.said("fixed")).as("fixed points").containsExactly("0, 2/3");
        assertThat(rows(result))
                .as("from, to, slope, value at from")
                .containsExactly(
                        List.of("-inf", "0", "0", "0"),
                        List.of("0", "1/2", "2", "2", "0", "0"),
                        List.of("1/2", "inf", "-2", "-2", "1", "1"));
    }

    @Test
    void whatIsRoundedIsMarked() {
        List<String> first = rows(chaoscert("inspect", FIGURE_7)).get(0);
        assertThat(first)
                .as("first piece")
                .containsExactly("-inf", "41372077/93134926", "-368488940096019/250000000000000", "~-1.47395576038");
        Result third = chaoscert("inspect", Path.of("test-data/exact/truncated-tent-6-7.json"));
        assertThat(rows(third))
                .as("6/7 is no short decimal")
                .anyMatch(row -> row.contains("6/7") && row.contains("~0.857142857143"));
    }

    @ParameterizedTest
    @CsvSource({"0, 3, 0", "1, 1, 2", "2, 2, 1", "3, 3, 0", "4, 3, 0"})
    void rowsAreLimitedAndTheRestIsCounted(int rows, int shown, int left) {
        Result result = chaoscert("inspect", TENT, "--rows", rows);
        assertThat(rows(result)).as("rows").hasSize(shown);
        if (left > 0) {
            assertThat(result.lines()).as("rest").last().asString().contains("… " + left + " more");
        } else {
            assertThat(result.out()).as("no rest").doesNotContain("…");
        }
    }

    @Test
    void byDefaultFortyRowsAreShown() {
        chaoscert("sample", "--scheme", "glorot-old", "--width", 60, "-o", directory);
        Result result = chaoscert("inspect", directory.resolve("glorot-old-k60-s0-0.json"));
        assertThat(rows(result)).as("rows").hasSize(40);
        assertThat(result.lines()).as("rest").last().asString().contains("--rows 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "all", "1.5"})
    void aBadNumberOfRowsIsAUsageError(String rows) {
        Result result = chaoscert("inspect", TENT, "--rows", rows);
        assertThat(result.status()).as("exit status for --rows %s", rows).isEqualTo(2);
        assertThat(result.complaint()).as("names option and value").contains("--rows", rows);
    }

    private static List<String> strings(JsonNode list) {
        assertThat(list.isArray()).as("%s is a list", list).isTrue();
        assertThat(list.valueStream()).as("%s holds strings", list).allMatch(JsonNode::isString);
        return list.valueStream().map(JsonNode::asString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "published/tent;       -inf,inf; 0,1/2;           0,1;  0,2,-2;   0..0 2/3..2/3",
                "exact/mirror;         0,1;      ;                 ;     -1;       1/2..1/2",
                "exact/identity;       -inf,inf; ;                 ;     1;        -inf..inf",
                "exact/constant-zero;  0,1;      ;                 ;     0;        0..0",
                "exact/truncated-tent-6-7; 0,1;  3/7,4/7;          6/7,6/7; 2,0,-2; 0..0 2/3..2/3"
            })
    void theObjectHoldsEveryNumberExactly(
            String name, String domain, String kinks, String values, String slopes, String fixed) {
        Result result = chaoscert("inspect", "test-data/" + name + ".json", "--json");
        assertThat(result.lines()).as("lines").hasSize(1);
        JsonNode object = result.json().get(0);
        assertThat(object.path("sha256").asString()).as("digest").matches("[0-9a-f]{64}");
        assertThat(strings(object.path("domain"))).as("domain").containsExactly(domain.split(","));
        assertThat(String.join(",", strings(object.path("kinks")))).as("kinks").isEqualTo(kinks == null ? "" : kinks);
        assertThat(String.join(",", strings(object.path("values"))))
                .as("values at kinks")
                .isEqualTo(values == null ? "" : values);
        assertThat(String.join(",", strings(object.path("slopes"))))
                .as("slopes")
                .isEqualTo(slopes);
        assertThat(object.path("fixed").valueStream().map(span -> String.join("..", strings(span))))
                .as("fixed points")
                .containsExactly(fixed.split(" "));
    }

    @Test
    void aMapWithoutFixedPointSaysSo() {
        assertThat(chaoscert("inspect", "test-data/exact/shift.json").said("fixed"))
                .as("x + 1")
                .containsExactly("no fixed point");
        assertThat(chaoscert("inspect", "test-data/exact/shift.json", "--json")
                        .json()
                        .get(0)
                        .path("fixed")
                        .isEmpty())
                .as("x + 1, for machines")
                .isTrue();
    }

    @Test
    void standardInputIsShownLikeAFile() throws IOException {
        byte[] content = Files.readAllBytes(FIGURE_7);
        assertThat(Command.reading(content).run("inspect", "-").out())
                .as("text")
                .isEqualTo(chaoscert("inspect", FIGURE_7).out());
        assertThat(Command.reading(content).run("inspect", "-", "--json").out())
                .as("object")
                .isEqualTo(chaoscert("inspect", FIGURE_7, "--json").out());
    }
}
