package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.sweep.Proportion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code sweep} prints and writes, how it goes on after an interruption, and what it refuses. */
class SweepCommandTest {
    private static final String GRID = "sweep --scheme relu-sum --width 4,16 --variance 8,64 --samples 400 --seed 5";

    @TempDir
    private Path directory;

    private static Result run(String words, Object... more) {
        return chaoscert(Stream.concat(Arrays.stream(words.split(" ")), Arrays.stream(more))
                .toArray());
    }

    private static Result good(String words, Object... more) {
        Result result = run(words, more);
        assertThat(result.status()).as("exit status: %s", result.err()).isZero();
        return result;
    }

    @Test
    void everyRowHasItsCountsInJson() {
        List<JsonNode> rows = good(GRID, "--json").json();
        assertThat(rows).extracting(row -> row.path("width").intValue()).containsExactly(4, 4, 16, 16);
        assertThat(rows).extracting(row -> row.path("variance").intValue()).containsExactly(8, 64, 8, 64);
        for (JsonNode row : rows) {
            assertThat(row.path("scheme").asString()).as("scheme").isEqualTo("relu-sum");
            assertThat(row.path("samples").longValue()).as("samples").isEqualTo(400);
            long chaotic = row.path("chaotic").longValue();
            long notChaotic = row.path("notChaotic").longValue();
            assertThat(chaotic + notChaotic + row.path("undecided").longValue())
                    .as("sum of the verdicts in %s", row)
                    .isEqualTo(400);
            assertThat(row.path("period3").longValue()).as("period three").isBetween(0L, chaotic);
            assertThat(row.path("notChaoticByLevel")
                            .valueStream()
                            .mapToLong(JsonNode::longValue)
                            .sum())
                    .as("by level")
                    .isEqualTo(notChaotic);
            assertThat(row.path("chaoticWithoutPeriod3").longValue())
                    .as("chaotic without period three")
                    .isEqualTo(chaotic - row.path("period3").longValue());
            for (String count : List.of("period3", "chaotic", "chaoticWithoutPeriod3", "notChaotic", "undecided")) {
                assertInterval(row.path(count), row.path(count + "Interval"));
            }
            JsonNode levels = row.path("notChaoticByLevel");
            assertThat(row.path("notChaoticByLevelIntervals").size())
                    .as("levels")
                    .isEqualTo(levels.size());
            for (int level = 0; level < levels.size(); level++) {
                assertInterval(
                        levels.path(level),
                        row.path("notChaoticByLevelIntervals").path(level));
            }
            assertThat(row.has("estimate")).as("an estimate without tilt").isFalse();
        }
        assertThat(rows.get(3).path("period3").longValue()).as("period three").isPositive();
    }

    private static void assertInterval(JsonNode hits, JsonNode interval) {
        Proportion proportion = new Proportion(hits.longValue(), 400);
        assertThat(interval.valueStream().map(JsonNode::doubleValue))
                .as("interval for %s of 400", hits)
                .containsExactly(proportion.lower(0.95), proportion.upper(0.95));
    }

    @Test
    void aTiltGivesAnEstimate() {
        JsonNode row = good("sweep --scheme relu-sum --width 8 --variance 16 --samples 2000 --tilt --levels 0 --json")
                .json()
                .get(0);
        long hits = row.path("period3").longValue();
        assertThat(hits).as("hits").isPositive();
        double estimate = row.path("estimate").doubleValue(-1);
        assertThat(estimate).as("estimate").isBetween(1e-6, 0.5);
        assertThat(row.path("standardError").doubleValue(-1))
                .as("standard error")
                .isPositive()
                .isLessThan(estimate);
        assertThat(row.path("effectiveSampleSize").doubleValue(-1))
                .as("effective sample size")
                .isPositive()
                .isLessThanOrEqualTo((double) hits);
        assertThat(row.propertyNames()).as("intervals with tilt").noneMatch(name -> name.contains("Interval"));
    }

    /** 7.91 % ± 0.04 %, from an independent program. */
    @Test
    void thePeriodThreeShareIsTheKnownOne() {
        JsonNode row = good("sweep --scheme relu-sum --width 16 --variance 64 --samples 2e4 --json")
                .json()
                .get(0);
        double share = row.path("period3").longValue() / 20_000.0;
        double deviation = Math.sqrt(0.0791 * (1 - 0.0791) / 20_000);
        assertThat(share).as("share with period three").isCloseTo(0.0791, within(4 * Math.hypot(deviation, 0.0004)));
    }

    @Test
    void theTableDoesNotDependOnTheThreads() {
        String wide = "sweep --scheme relu-sum --width 30000,16 --variance 2 --samples 200 --levels 1 --threads ";
        Result one = good(wide + 1);
        assertThat(one.out()).as("rows").contains("30000", "200 networks a row");
        assertThat(good(wide + 3).out()).as("three threads").isEqualTo(one.out());
    }

    @Test
    void theTableSaysTheSameAsJson() {
        JsonNode row = good(GRID, "--json").json().get(3);
        assertThat(good(GRID).lines().stream().map(line -> line.strip().replaceAll(" +", " ")))
                .as("table")
                .anyMatch(line -> line.startsWith("16 64 400 " + row.path("period3") + " "
                        + row.path("chaoticWithoutPeriod3") + " "
                        + row.path("notChaotic") + " " + row.path("undecided") + " "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--width 4 --samples 5;                                            --scheme",
                "--scheme relu-sum --samples 5;                                    --width",
                "--scheme relu-sum --width 4;                                      --samples",
                "--scheme relu --width 4 --samples 5;                              --scheme relu",
                "--scheme relu-sum --width x --samples 5;                          --width",
                "--scheme relu-sum --width 0 --samples 5;                          --width 0",
                "--scheme relu-sum --width 4,4 --samples 5;                        --width 4: this width stands twice",
                "--scheme relu-sum --width 4 --variance -2 --samples 5;            --variance \"-2\"",
                "--scheme relu-sum --width 4 --variance two --samples 5;           --variance \"two\"",
                "--scheme he-he --width 4 --variance 2 --samples 5;                --variance",
                "--scheme he-he,glorot --width 4 --variance 2 --samples 5;         --variance is for relu-sum only",
                "--scheme he-he,relu --width 4 --samples 5;                        --scheme relu: expected one of",
                "--scheme he-he, --width 4 --samples 5;                            --scheme he-he,: nothing stands",
                "--scheme he-he,relu-sum,he-he --width 4 --samples 5;              --scheme he-he: this",
                "--scheme relu-sum --width 4,16, --samples 5;                      --width 4,16,: nothing stands",
                "--scheme relu-sum --width ,4 --samples 5;                         --width ,4: nothing stands",
                "--scheme relu-sum --width 4 --variance , --samples 5;             --variance ,: nothing stands",
                "--scheme relu-sum --width 4 --variance 2,9,2 --samples 5;         --variance 2: this variance stands",
                "--scheme relu-sum --width 1 --variance low --samples 5;           --variance low is",
                "--scheme relu-sum --width 4 --samples 5e18;                       from 1 to 4611686018427387903",
                "--scheme relu-sum --width 4 --samples 5 --budget 1.5;             --budget 1.5: expected an integer",
                "--scheme relu-sum --width 4 --samples 5 --budget 1e19;            from 0 to 9223372036854775807",
                "--scheme he-he,relu-sum --width 4 --samples 5 --tilt;             --tilt is for relu-sum only",
                "--scheme relu-sum --width 4 --samples 0;                          --samples 0",
                "--scheme relu-sum --width 4 --samples -1;                         --samples -1",
                "--scheme relu-sum --width 4 --samples 1.5;                        --samples 1.5",
                "--scheme relu-sum --width 4 --samples 1e19;                       --samples 1e19",
                "--scheme relu-sum --width 4 --samples 1e999999999;                --samples 1e999999999",
                "--scheme relu-sum --width 4 --samples many;                       --samples many",
                "--scheme relu-sum --width 4 --samples 5 --seed x;                 --seed",
                "--scheme relu-sum --width 4 --samples 5 --levels -1;              --levels -1",
                "--scheme relu-sum --width 4 --samples 5 --budget -1;              --budget -1",
                "--scheme relu-sum --width 4 --samples 5 --threads 0;              --threads 0",
                "--scheme relu-sum --width 4 --samples 5 --threads 5000;           --threads 5000",
                "--scheme relu-sum --width 4 --samples 5 --verify -1;              --verify -1",
                "--scheme relu-sum --width 4 --samples 5 --keep some;              --keep some",
                "--scheme relu-sum --width 4 --samples 5 --keep all;               -o DIR",
                "--scheme relu-sum --width 4 --samples 5 --resume;                 --resume needs -o",
                "--scheme he-he --width 4 --samples 5 --tilt;                      --tilt is for relu-sum only",
                "--scheme relu-sum --variance 0 --width 4 --samples 5 --tilt;      --tilt at --variance 0:"
            })
    void badInputIsRefused(String words, String named) {
        Result result = run("sweep " + words);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.err().lines().findFirst().orElse("")).as("complaint").contains(named);
        assertThat(result.out()).as("standard output").isEmpty();
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @Test
    void aGridOfSchemesHasRowsForEachOfThem() throws IOException {
        String words = "sweep --scheme he-he,relu-sum --width 4,16 --variance 8,64 --samples 300";
        Result result = good(words, "-o", directory);
        assertThat(result.out()).as("head").startsWith("he-he, relu-sum, seed 0, 300 networks a row");
        assertThat(result.lines().stream()
                        .map(line -> line.strip().replaceAll("^(\\S+ +\\S+ +\\S+).*", "$1"))
                        .toList())
                .as("first cells")
                .map(line -> line.replaceAll(" +", " "))
                .contains("scheme width variance", "he-he 4 -", "he-he 16 -", "relu-sum 4 8", "relu-sum 16 64");
        JsonNode json = Command.json(directory.resolve("sweep.json"));
        assertThat(json.path("parameters").path("schemes").valueStream().map(JsonNode::asString))
                .as("schemes")
                .containsExactly("he-he", "relu-sum");
        for (JsonNode row : json.path("results")) {
            String single =
                    "sweep --json --samples 300 --scheme " + row.path("scheme").asString() + " --width "
                            + row.path("width")
                            + (row.has("variance") ? " --variance " + row.path("variance") : "");
            assertThat(good(single).json()).as("the same law alone").containsExactly(row);
        }
        Path alone = directory.resolve("alone");
        good(words.replace("he-he,", ""), "-o", alone);
        assertThat(directory.resolve("sweep.svg"))
                .as("picture: the rows of relu-sum")
                .hasSameTextualContentAs(alone.resolve("sweep.svg"));
        assertThat(good(words + " --resume", "-o", directory).out())
                .as("resumed")
                .isEqualTo(result.out());
    }

    @Test
    void listsMayHaveBlanksAndCountsMayBeShort() {
        Result result =
                good("sweep --samples 1e2 --budget 2e6 --scheme relu-sum --width", "4, 16", "--variance", " 2, he ");
        assertThat(result.out())
                .as("as without blanks")
                .isEqualTo(good("sweep --samples 100 --scheme relu-sum --width 4,16 --variance 2,he")
                        .out());
    }

    @Test
    void theFilesSayWhatIsPrinted() throws IOException {
        Path run = directory.resolve("new/run");
        String printed = good(GRID, "--json", "-o", run).out();
        assertThat(Command.in(run)).containsExactly("checkpoint.jsonl", "sweep.csv", "sweep.json", "sweep.svg");
        List<JsonNode> rows = printed.lines().map(Command::json).toList();
        assertThat(Command.json(run.resolve("sweep.json")).path("results").valueStream())
                .as("rows of the file")
                .containsExactlyElementsOf(rows);
        List<String> csv = Files.readAllLines(run.resolve("sweep.csv"));
        assertThat(csv).as("CSV").hasSize(5);
        List<String> header = List.of(csv.get(0).split(",", -1));
        for (int i = 0; i < 4; i++) {
            List<String> cells = List.of(csv.get(i + 1).split(",", -1));
            assertThat(cells).as("cells").hasSameSizeAs(header);
            for (String name : List.of("width", "variance", "samples", "period3", "chaotic", "chaoticWithoutPeriod3")) {
                assertThat(cells.get(header.indexOf(name)))
                        .as("%s of row %d", name, i)
                        .isEqualTo(rows.get(i).path(name).toString());
            }
            JsonNode row = rows.get(i);
            for (String name : List.of("period3", "chaotic", "chaoticWithoutPeriod3", "notChaotic", "undecided")) {
                assertColumns(header, cells, name, row.path(name), row.path(name + "Interval"));
            }
            for (int level = 0; level <= 6; level++) {
                JsonNode interval = row.path("notChaoticByLevelIntervals").path(level);
                assertColumns(
                        header,
                        cells,
                        "notChaoticLevel" + level,
                        row.path("notChaoticByLevel").path(level),
                        interval);
            }
        }
    }

    private static void assertColumns(
            List<String> header, List<String> cells, String name, JsonNode count, JsonNode interval) {
        int column = header.indexOf(name);
        assertThat(header.subList(column, column + 3)).as("header").containsExactly(name, name + "Low", name + "High");
        assertThat(cells.subList(column, column + 3))
                .as("columns of %s", name)
                .containsExactly(
                        count.toString(),
                        String.valueOf(interval.path(0).doubleValue()),
                        String.valueOf(interval.path(1).doubleValue()));
    }

    @Test
    void aSecondRunInTheSameDirectoryNeedsResume() throws IOException {
        good(GRID, "-o", directory);
        byte[] checkpoint = Files.readAllBytes(directory.resolve("checkpoint.jsonl"));
        Result again = run(GRID, "-o", directory);
        assertThat(again.status()).as("exit status").isEqualTo(2);
        assertThat(again.complaint()).as("complaint").contains("--resume");
        assertThat(directory.resolve("checkpoint.jsonl")).as("checkpoint").hasBinaryContent(checkpoint);
        good(GRID, "-o", directory, "--resume");
        assertThat(directory.resolve("checkpoint.jsonl"))
                .as("nothing left to do")
                .hasBinaryContent(checkpoint);
    }

    @Test
    void aCutCheckpointIsGoneOnWithToTheSameFiles() throws IOException {
        Path whole = directory.resolve("whole");
        Path cut = directory.resolve("cut");
        Object[] keep = {"--keep", "chaotic", "--threads", 1, "-o"};
        String printed = good(GRID, with(keep, whole)).out();
        byte[] checkpoint = Files.readAllBytes(whole.resolve("checkpoint.jsonl"));
        int header = new String(checkpoint, StandardCharsets.UTF_8).indexOf('\n');
        for (int length : new int[] {0, header / 2, header + 1, checkpoint.length / 2, checkpoint.length - 1}) {
            Files.createDirectories(cut);
            Files.write(cut.resolve("checkpoint.jsonl"), Arrays.copyOf(checkpoint, length));
            Files.write(
                    cut.resolve("certificates.jsonl.gz"), Files.readAllBytes(whole.resolve("certificates.jsonl.gz")));
            assertThat(good(GRID + " --resume", with(keep, cut)).out().replace("cut", "whole"))
                    .as("printed when cut off at %d", length)
                    .isEqualTo(printed);
            for (String name : Command.in(whole)) {
                assertThat(cut.resolve(name))
                        .as("when cut off at %d", length)
                        .hasSameBinaryContentAs(whole.resolve(name));
            }
        }
    }

    private static Object[] with(Object[] words, Object last) {
        return Stream.concat(Arrays.stream(words), Stream.of(last)).toArray();
    }

    @ParameterizedTest
    @CsvSource({"--seed 5, --seed 6, seed", "--samples 400, --samples 401, samples", "8;64, 8;65, variances"})
    void aCheckpointOfAnotherRunIsRefusedAndNothingChanges(String old, String changed, String named)
            throws IOException {
        good(GRID, "-o", directory);
        List<byte[]> before = contents();
        String other = GRID.replace(old.replace(';', ','), changed.replace(';', ','));
        Result result = run(other, "-o", directory, "--resume");
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("complaint").contains("another run", named, "checkpoint.jsonl");
        assertThat(contents())
                .as("files")
                .usingElementComparator(Arrays::compare)
                .isEqualTo(before);
    }

    private List<byte[]> contents() throws IOException {
        List<byte[]> contents = new ArrayList<>();
        for (String name : Command.in(directory)) {
            contents.add(Files.readAllBytes(directory.resolve(name)));
        }
        return contents;
    }

    @Test
    void resumingWhereNothingIsStartsAnew() throws IOException {
        good(GRID, "-o", directory, "--resume");
        assertThat(Command.in(directory)).contains("sweep.csv");
    }

    @Test
    void aFileInTheWayOfTheDirectoryIsNoUsage() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        for (Path output : List.of(file, file.resolve("below"))) {
            Result result = run(GRID, "-o", output);
            assertThat(result.status()).as("exit status").isEqualTo(7);
            assertThat(result.complaint()).as("complaint").contains(output.toString());
            assertThat(file).as("the file").hasContent("kept");
        }
    }

    @Test
    void aDirectoryWithoutANameIsWrongUse() {
        Result result = run(GRID, "-o", "");
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("complaint").isEqualTo("chaoscert: -o '': expected a directory");
        assertThat(Path.of("checkpoint.jsonl")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep.csv", "sweep.json", "sweep.svg", "certificates.jsonl.gz"})
    void filesOfOtherOriginAreNotWrittenOver(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "of other origin");
        for (Object[] more : new Object[][] {{}, {"--resume"}, {"--keep", "all"}}) {
            Result result = run(GRID + " -o " + directory, more);
            assertThat(result.status()).as("exit status").isEqualTo(2);
            assertThat(result.complaint())
                    .as("complaint")
                    .isEqualTo("chaoscert: " + file + " is there already, but no checkpoint it belongs to");
            assertThat(result.out()).as("standard output").isEmpty();
            assertThat(file).as("the file").hasContent("of other origin");
            assertThat(Command.in(directory)).as("files").containsExactly(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkpoint.jsonl", "sweep.csv", "sweep.json", "sweep.svg", "certificates.jsonl.gz"})
    void aDirectoryInTheWayOfAFileIsFoundBeforeTheWork(String name) throws IOException {
        Path file = Files.createDirectory(directory.resolve(name));
        for (String option : List.of("--json", "--resume")) {
            Result result = run(GRID, "-o", directory, option);
            assertThat(result.status()).as("exit status").isEqualTo(7);
            assertThat(result.complaint()).as("complaint").contains(file + " could not be written", "a directory");
            assertThat(result.out()).as("standard output").isEmpty();
            assertThat(Command.in(directory)).as("files").containsExactly(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep.csv", "sweep.json", "sweep.svg"})
    void resultsArePrintedEvenIfTheirFilesCannotBeWritten(String name) throws IOException {
        Command full = Command.writingThrough((file, bytes) -> {
            if (file.getFileName().toString().startsWith("." + name)) {
                throw new IOException("No space left on device");
            }
            Files.write(file, bytes);
        });
        Result result = full.run(Stream.concat(Arrays.stream(GRID.split(" ")), Stream.of("--json", "-o", directory))
                .toArray());
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.err().lines())
                .as("complaint")
                .containsExactly("chaoscert: " + directory.resolve(name)
                        + " could not be written: No space left on device; what is done is kept, --resume writes the"
                        + " files again");
        assertThat(result.out()).as("rows").isEqualTo(good(GRID, "--json").out());
        assertThat(directory.resolve(name)).doesNotExist();
        good(GRID, "-o", directory, "--resume");
        assertThat(Command.in(directory)).containsExactly("checkpoint.jsonl", "sweep.csv", "sweep.json", "sweep.svg");
    }

    @Test
    void aDirectoryIsUsedByOneRunAtATime() throws IOException {
        good(GRID, "-o", directory);
        Path checkpoint = directory.resolve("checkpoint.jsonl");
        try (FileChannel another = FileChannel.open(checkpoint, StandardOpenOption.WRITE);
                FileLock lock = another.lock()) {
            assertThat(lock.isValid()).as("locked").isTrue();
            Result result = run(GRID, "-o", directory, "--resume");
            assertThat(result.status()).as("exit status").isEqualTo(2);
            assertThat(result.complaint())
                    .as("complaint")
                    .isEqualTo("chaoscert: " + checkpoint + ": another run is using this directory");
        }
        good(GRID, "-o", directory, "--resume");
    }

    @Test
    void itIsResumedWithOtherThreadsAndOtherChecks() throws IOException {
        String table = good(GRID + " --threads 1", "-o", directory).out();
        Path checkpoint = directory.resolve("checkpoint.jsonl");
        List<String> lines = Files.readAllLines(checkpoint);
        Files.write(checkpoint, lines.subList(0, lines.size() / 2));
        Result result = good(GRID + " --threads 3 --verify 1600 --resume", "-o", directory);
        assertThat(result.lines())
                .as("table")
                .containsSubsequence(table.lines().limit(6).toList());
        assertThat(result.said("verified")).as("verified").hasSize(1);
    }

    @Test
    void withoutADirectoryTheLastWordIsThatNothingIsKept() {
        assertThat(new SweepOutput().lastWord()).isEqualTo("stopped; nothing is kept without -o DIR");
    }

    @Test
    void verifiedNetworksAreCounted() throws IOException {
        Result result = good(GRID, "--verify", 1600, "-o", directory);
        // Undecided networks cannot be verified; here there are none.
        assertThat(result.said("verified"))
                .as("verified")
                .containsExactly("1600 networks certified and checked once more in this run, all in agreement");
        assertThat(verified()).as("verified, in the file").isEqualTo(1600);
        assertThat(good(GRID, "--verify", 1600, "-o", directory, "--resume").said("verified"))
                .as("with nothing left to do")
                .singleElement()
                .asString()
                .startsWith("0 networks certified and checked once more in this run: nothing was left to do");
        assertThat(verified()).as("verified by the second run").isZero();
        good(GRID, "-o", directory, "--resume");
        assertThat(verified()).as("where nothing is to be verified").isEqualTo(-1);
    }

    private int verified() throws IOException {
        return Command.json(directory.resolve("sweep.json"))
                .path("parameters")
                .path("verified")
                .intValue(-1);
    }

    @Test
    void anEstimateThatIsNotToBeTrustedSaysWhy() {
        String tilted = "sweep --scheme relu-sum --width 64 --seed 4 --tilt --levels 0 --samples ";
        assertThat(good(tilted + 1).said("warning"))
                .as("without a hit")
                .containsExactly("width 64, variance he: no hit: nothing is known but that it is rare");
        assertThat(good(tilted + 200).said("warning"))
                .as("with few")
                .singleElement()
                .asString()
                .matches("width 64, variance he: too few effective hits to trust; about \\d\\d0+ samples would reach"
                        + " 100");
        assertThat(good("sweep --scheme relu-sum --width 4 --variance 64 --tilt --levels 0 --samples 3000")
                        .said("warning"))
                .as("with many")
                .isEmpty();
    }
}
