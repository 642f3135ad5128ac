package org.chaoscert.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.cli.Program;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.Sweep;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program that spark-submit starts: options, output, exit statuses. */
class SweepJobTest {
    private static final SweepPlan PLAN = new SweepPlan(
            List.of(Scheme.RELU_SUM),
            List.of(4, 8),
            List.of(new Variance("64"), new Variance("he")),
            false,
            500,
            7,
            6,
            2_000_000,
            false);

    private static final String OPTIONS = "--scheme relu-sum --width 4,8 --variance 64,he --samples 5e2 --seed 7";

    @TempDir
    private Path directory;

    private record Result(int status, String out, String err) {}

    private static Result job(String words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = SweepJob.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Arrays.stream(words.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new));
        return new Result(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static SweepTable onOneMachine(Recorder recorder) throws IOException {
        Sweep.run(PLAN, PLAN.drifts(1), recorder.account(), 1, recorder);
        return new SweepTable(Program.version(), PLAN, recorder.account().tallies());
    }

    @Test
    void theFilesAreThoseOfOneMachine() throws IOException {
        SweepTable table;
        try (Recorder recorder = Recorder.inMemory(PLAN, 0, done -> {})) {
            table = onOneMachine(recorder);
        }
        Result result = job(OPTIONS + " --partitions 9 -o " + directory);
        assertThat(result.err()).as("complaints").isEmpty();
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.out()).as("the table").contains("relu-sum, seed 7, 500 networks a row", "files");
        assertThat(directory.resolve("sweep.csv")).as("sweep.csv").hasContent(table.csv());
        assertThat(directory.resolve("sweep.svg")).as("sweep.svg").isNotEmptyFile();
        assertThat(Files.readAllLines(directory.resolve("checkpoint.jsonl")))
                .as("checkpoint: the plan and a line for each partition")
                .hasSizeBetween(10, 14);
        Result again = job(OPTIONS + " -o " + directory);
        assertThat(again.status()).as("exit status of a second run").isEqualTo(2);
        assertThat(again.err()).as("complaint").contains("holds a sweep already; --resume goes on with it");
        Result resumed = job(OPTIONS + " --json --resume -o " + directory);
        assertThat(resumed.status()).as("exit status of a resumed run").isZero();
        assertThat(resumed.out().lines())
                .as("a line for each law")
                .hasSize(4)
                .allMatch(line -> line.startsWith("{\"scheme\":\"relu-sum\",\"width\":"));
    }

    @Test
    void oneMachineGoesOnWithWhatTheClusterHasBegun() throws IOException {
        job(OPTIONS + " --partitions 9 -o " + directory);
        String expected = Files.readString(directory.resolve("sweep.csv"));
        Path checkpoint = directory.resolve(Recorder.CHECKPOINT);
        List<String> lines = Files.readAllLines(checkpoint);
        Files.writeString(checkpoint, String.join("\n", lines.subList(0, 5)) + "\n" + "{\"law\":3,\"fr");
        try (Recorder recorder = Recorder.onDisk(directory, true, Program.version(), PLAN, Keep.NONE, 0, done -> {})) {
            assertThat(recorder.account().samples()).as("done").isBetween(1.0, 1999.0);
            assertThat(onOneMachine(recorder).csv()).as("table").isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''; Missing required options",
                "--scheme tanh --width 4 --samples 9; --scheme tanh: expected one of relu-sum",
                "--scheme he-he --width 4 --samples 9 --variance 2; --variance is for relu-sum only",
                "--scheme he-he --width 0 --samples 9; --width 0",
                "--scheme he-he --width 4 --samples 1.5; --samples 1.5: expected an integer",
                "--scheme he-he --width 4 --samples 9 --levels 99; --levels 99",
                "--scheme he-he --width 4 --samples 9 --partitions 0; --partitions 0: expected from 1 to 1000000",
                "--scheme he-he --width 4 --samples 9 --partitions 1000001; --partitions 1000001: expected",
                "--scheme he-he --width 4 --samples 9 --partitions x; --partitions",
                "--scheme he-he --width 4 --samples 9 --resume; --resume needs -o DIR",
                "--scheme he-he --width 4 --samples 9 --threads 3; --threads",
                "--scheme he-he --width 4 --samples 9 --keep all; --keep"
            })
    void wrongUseIsSaid(String words, String complaint) {
        Result result = job(words);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.err().lines().findFirst().orElse("")).as("complaint").contains(complaint);
        assertThat(result.out()).as("standard output").isEmpty();
    }

    @Test
    void withoutAClusterNothingIsDone() {
        String master = System.clearProperty("spark.master");
        try {
            Result result = job(OPTIONS + " -o " + directory.resolve("out"));
            assertThat(result.status()).as("exit status").isEqualTo(2);
            assertThat(result.err())
                    .as("complaint")
                    .startsWith("chaoscert: no cluster is given: start this with spark-submit");
            assertThat(directory).as("directory").isEmptyDirectory();
        } finally {
            System.setProperty("spark.master", master);
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Result result = job(OPTIONS + " -o " + file);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.err())
                .as("complaint")
                .startsWith("chaoscert: " + file + " could not be written")
                .hasLineCount(1);
    }

    @Test
    void helpFitsOnAScreenAndNamesTheOptions() {
        Result result = job("--help");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.out().lines())
                .as("help")
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.startsWith("Usage: spark-submit "))
                .anyMatch(line -> line.startsWith("      --partitions=N "));
    }
}
