package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code fixture} writes and checks, and how it ends. */
class FixtureCommandTest {
    @TempDir
    private Path directory;

    private Path suite;

    @BeforeEach
    void name() {
        suite = directory.resolve("suite");
    }

    private void writeStefan() {
        assertThat(chaoscert("fixture", "stefan-cycles", "--longest", 5, "-o", suite)
                        .status())
                .as("exit status")
                .isZero();
    }

    private static SortedMap<String, String> files(Path place) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(place.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    @ParameterizedTest
    @CsvSource({
        "stefan-cycles, --longest,     3,       1 network",
        "stefan-cycles, --longest,     7,       3 networks",
        "permutations,  --permutation, '2,3,1', 1 network",
        "edges,         --seed,        0,       13 networks",
        "random,        --scheme,      he-he,   5 networks"
    })
    void suitesAreWrittenAndHold(String name, String option, String value, String count) throws IOException {
        Result written = chaoscert("fixture", name, option, value, "--output", suite);
        assertThat(written.status()).as("exit status").isZero();
        assertThat(written.lines()).as("one line").containsExactly(count + " in " + suite);
        assertThat(written.err()).as("no complaints").isEmpty();
        assertThat(Command.in(suite)).as("files").contains("README.md", "certificates", "expected.json");
        Result verified = chaoscert("fixture", "verify", suite);
        assertThat(verified.status()).as("exit status of verify").isZero();
        List<String> lines = verified.lines();
        assertThat(lines.subList(0, lines.size() - 1)).as("findings").allMatch(line -> line.endsWith(".json: holds"));
        assertThat(lines.get(lines.size() - 1)).as("the sum").isEqualTo(count + ", 0 with faults");
    }

    @Test
    void theReadmeSaysHowTheAnswersAreKnown() throws IOException {
        writeStefan();
        String readme = Files.readString(suite.resolve("README.md"));
        assertThat(readme)
                .as("README")
                .startsWith("# stefan-cycles\n")
                .contains("| `stefan-3` | chaotic | Stefan's cycle of 3 points")
                .contains("| `stefan-5` | chaotic | Stefan's cycle of 5 points")
                .contains("chaoscert fixture verify");
    }

    @Test
    void findingsAsJson() throws IOException {
        writeStefan();
        Files.delete(suite.resolve("certificates/stefan-5.cert.json"));
        Result result = chaoscert("fixture", "verify", suite, "--json");
        assertThat(result.status()).as("exit status").isEqualTo(3);
        List<JsonNode> lines = result.json();
        assertThat(lines).as("lines").hasSize(2);
        assertThat(lines.get(0).toString())
                .as("the first")
                .isEqualTo("{\"file\":\"stefan-3.json\",\"result\":\"holds\",\"faults\":[]}");
        assertThat(lines.get(1).path("file").asString()).as("file").isEqualTo("stefan-5.json");
        assertThat(lines.get(1).path("result").asString()).as("result").isEqualTo("fails");
        assertThat(lines.get(1).path("faults").get(0).asString())
                .as("fault")
                .isEqualTo("certificates/stefan-5.cert.json: no such file");
    }

    @Test
    void faultsAreToldWithTheFile() throws IOException {
        writeStefan();
        Files.copy(suite.resolve("stefan-3.json"), suite.resolve("more.json"));
        Path network = suite.resolve("stefan-3.json");
        Files.writeString(network, Files.readString(network).replace("-1/2", "-1/3"));
        Result result = chaoscert("fixture", "verify", suite);
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.lines()).as("lines").hasSize(4);
        assertThat(result.lines().get(0))
                .as("the changed one")
                .startsWith("stefan-3.json: fails: it is another network than the one that is meant; ");
        assertThat(result.lines().subList(1, 4))
                .as("the others")
                .containsExactly(
                        "stefan-5.json: holds",
                        "more.json: fails: nothing is said about it",
                        "3 networks, 2 with faults");
        assertThat(result.err()).as("no complaints").isEmpty();
    }

    @Test
    void whatCannotBeReadEndsWithFive() throws IOException {
        assertThat(chaoscert("fixture", "verify", suite).status())
                .as("missing directory")
                .isEqualTo(5);
        assertThat(chaoscert("fixture", "verify", suite).complaint())
                .as("missing directory")
                .contains(suite + ": no such directory");
        writeStefan();
        assertThat(chaoscert("fixture", "verify", suite.resolve("README.md")).status())
                .as("a file")
                .isEqualTo(5);
        Files.writeString(suite.resolve("expected.json"), "{\"format\": ");
        Result broken = chaoscert("fixture", "verify", suite);
        assertThat(broken.status()).as("broken list").isEqualTo(5);
        assertThat(broken.complaint()).as("broken list").contains("expected.json: no JSON");
        assertThat(broken.showsStackTrace()).as("stack trace").isFalse();
        Files.delete(suite.resolve("expected.json"));
        assertThat(chaoscert("fixture", "verify", suite).status()).as("no list").isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"notes.txt", "other.json", ".hidden", "certificates/other.cert.json"})
    void aForeignFileIsNotJoined(String foreign) throws IOException {
        Files.createDirectories(suite.resolve("certificates"));
        Files.writeString(suite.resolve(foreign), "mine");
        Files.writeString(suite.resolve("expected.json"), "mine, too");
        SortedMap<String, String> before = files(suite);
        Result result = chaoscert("fixture", "stefan-cycles", "--longest", 3, "-o", suite);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.complaint()).as("names it").contains(foreign, "not of this suite");
        assertThat(files(suite)).as("nothing is touched").isEqualTo(before);
    }

    @Test
    void theSameSuiteIsReplacedAndAnotherOneIsNot() throws IOException {
        writeStefan();
        SortedMap<String, String> before = files(suite);
        Files.writeString(suite.resolve("README.md"), "changed");
        writeStefan();
        assertThat(files(suite)).as("written again").isEqualTo(before);
        assertThat(chaoscert("fixture", "stefan-cycles", "--longest", 3, "-o", suite)
                        .status())
                .as("fewer cycles beside more")
                .isEqualTo(7);
        assertThat(files(suite)).as("nothing is touched").isEqualTo(before);
    }

    @Test
    void aFileInThePlaceOfTheDirectory() throws IOException {
        Files.writeString(suite, "mine");
        Result result = chaoscert("fixture", "stefan-cycles", "--longest", 3, "-o", suite);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Files.readString(suite)).as("the file").isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fixture | SUITE",
                "fixture tents -o x | SUITE tents: expected verify, or one of truncated-tents",
                "fixture edges | --output DIR is missing",
                "fixture edges x | the directory of a suite is given by --output",
                "fixture verify | the directory is missing",
                "fixture verify x y | y",
                "fixture stefan-cycles --longest 2 -o x | --longest 2: expected 3 to 101",
                "fixture stefan-cycles --longest 102 -o x | --longest 102: expected 3 to 101",
                "fixture random --count 0 -o x | --count 0: expected 1 to 100000",
                "fixture random --width 0 -o x | --width 0: expected 1 to 10000",
                "fixture random --scheme he -o x | --scheme he: expected one of",
                "fixture random --verdict maybe -o x | --verdict maybe: expected chaotic or not-chaotic",
                "fixture random --seed x -o x | --seed",
                "fixture permutations --permutation 1 -o x | 1 points: expected 2 to 101",
                "fixture permutations --permutation 1,2 -o x | no cyclic permutation of 1 to 2",
                "fixture permutations --permutation 2,1, -o x | expected integers, separated by commas",
                "fixture permutations --permutation a,b -o x | expected integers, separated by commas",
                "fixture permutations --permutation 2,3,4 -o x | no cyclic permutation of 1 to 3"
            })
    void wrongUse(String words, String message) {
        String inDirectory = words.replace("-o x", "-o " + suite);
        Result result = chaoscert((Object[]) inDirectory.split(" "));
        assertThat(result.status()).as("exit status of %s", words).isEqualTo(2);
        assertThat(result.err()).as("complaint about %s", words).contains(message);
        assertThat(suite).as("nothing is written").doesNotExist();
    }
}
