package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Help, version, wrong use, and what is shown of an error's origin. */
class HelpTest {
    @TempDir
    private Path directory;

    static Stream<String> commands() {
        return Stream.of(
                "",
                "certify",
                "check",
                "explain",
                "inspect",
                "dynamics",
                "trajectory",
                "plot",
                "scan",
                "fixture",
                "sample",
                "convert",
                "audit",
                "audit verdicts",
                "audit method",
                "audit trajectory",
                "audit regions",
                "audit published",
                "report",
                "sweep");
    }

    private static Result help(String command) {
        Result result = chaoscert((Object[]) (command + " --help").strip().split(" "));
        assertThat(result.status()).as("exit status of %s --help", command).isZero();
        assertThat(result.err()).as("complaints of %s --help", command).isEmpty();
        return result;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpListsEveryExitStatus(String command) {
        String text = help(command).out();
        String statuses = text.substring(text.indexOf("Exit status"));
        assertThat(statuses.lines().map(line -> line.strip().split(" ", 2)[0]))
                .as("statuses")
                .contains("0", "2", "3", "4", "5", "6", "7", "70");
        assertThat(text).as("how to call it").contains("Usage: chaoscert " + (command.isEmpty() ? "[" : command + " "));
        assertThat(text).as("an option").contains("--verbose");
    }

    private static List<String> examples(String command) {
        List<String> lines = help(command).lines();
        return lines.subList(lines.indexOf("Examples:") + 1, lines.size());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void helpEndsWithExamplesEachOnALineOfItsOwn(String command) {
        assertThat(examples(command))
                .as("examples of %s", command)
                .isNotEmpty()
                .allMatch(line -> line.startsWith("  chaoscert ") || line.startsWith("  java -jar "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theExamplesAreCommandsThatAreUnderstood(String command) {
        for (String line : examples(command)) {
            if (line.startsWith("  chaoscert ")) {
                String words = line.strip().replaceFirst("^chaoscert ", "").replaceFirst(" ([<|] |  ).*", "");
                words = words.replaceFirst(" -o (\\w)", " -o IN-$1");
                Object[] arguments = Arrays.stream(words.split(" "))
                        .map(word -> word.matches("nets|certs|run|IN-[a-z.]+")
                                ? directory.resolve(word).toString()
                                : word.replaceFirst("^1e[0-9]+$", "20"))
                        .toArray();
                Result result = Command.reading("no network".getBytes(StandardCharsets.UTF_8))
                        .run(arguments);
                assertThat(result.status()).as("exit status of: %s", line).isIn(0, 5);
            }
        }
    }

    /** With the networks in place that the examples speak of. */
    @ParameterizedTest
    @ValueSource(strings = {"dynamics", "trajectory", "plot"})
    void theExamplesRun(String command) throws IOException {
        for (String name : List.of("tent", "figure-7")) {
            Files.copy(Path.of("test-data/published", name + ".json"), directory.resolve(name + ".json"));
        }
        Files.copy(Path.of("test-data/published/distance-figure.json"), directory.resolve("net.json"));
        Files.copy(
                directory.resolve("figure-7.json"),
                Files.createDirectory(directory.resolve("nets")).resolve("one.json"));
        for (String line : examples(command)) {
            String words = line.strip().replaceFirst("^chaoscert ", "").replaceFirst("  .*", "");
            // Each period more takes twice as long with the tent.
            words = words.replace("--max-period 14", "--max-period 12");
            if (line.contains("--domain 0,1")) {
                words = words.replace("net.json", "tent.json");
            }
            if (command.equals("dynamics") && !words.contains(" -o ")) {
                words += " -o certs";
            }
            Object[] arguments = Arrays.stream(words.split(" "))
                    .map(word -> word.matches("nets|certs|[-\\w]+\\.(json|svg|png)")
                            ? directory.resolve(word).toString()
                            : word)
                    .toArray();
            Result result = chaoscert(arguments);
            assertThat(result.status())
                    .as("exit status of: %s%n%s", line, result.err())
                    .isZero();
        }
    }

    @Test
    void topLevelHelpNamesEveryCommand() {
        List<String> names =
                commands().map(command -> command.split(" ", -1)[0]).distinct().toList();
        assertThat(help("").out()).as("commands").contains(names);
        List<String> audits = commands()
                .filter(command -> command.startsWith("audit "))
                .map(command -> command.substring("audit ".length()))
                .toList();
        assertThat(help("audit").out()).as("commands below audit").contains(audits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void theVersionIsOneLine(String option) {
        Result result = chaoscert(option);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines()).as("version").singleElement().asString().startsWith("chaoscert ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';                          a command is missing",
                "--verbose;                   a command is missing",
                "cert;                        certify",
                "inspct x;                    inspect",
                "certify --levls 3 x;         --levels",
                "certify --dommain 0,1 x;     --domain",
                "check --netwrok x y;         --network",
                "sample --widht 3;            --width",
                "certify;                     NET",
                "check;                       CERT",
                "explain;                     CERT",
                "inspect;                     NET",
                "dynamics;                    NET",
                "dynamics --max-perod 3 x;    --max-period",
                "trajectory x;                --start",
                "trajectory x --strat 1;      --start",
                "plot graph x;                --output",
                "plot graph -o x.svg;         NET",
                "plot graph x -o - --widow 0;  --window",
                "inspect one two;             two",
                "explain one two;             two",
                "certify x --levels;          --levels"
            })
    void wrongUseIsSaidWithWhatMayHaveBeenMeant(String words, String meant) {
        Result result = words.isEmpty() ? chaoscert() : chaoscert((Object[]) words.split(" "));
        assertThat(result.status()).as("exit status of: %s", words).isEqualTo(2);
        assertThat(result.err()).as("complaint about: %s", words).contains(meant);
        assertThat(result.out()).as("standard output of: %s", words).isEmpty();
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'';                    chaoscert",
                "inspct x;              chaoscert",
                "--levls;               chaoscert",
                "certify --levls 3 x;   chaoscert certify",
                "check x --max-bits -1; chaoscert check",
                "dynamics x --levels 3; chaoscert dynamics",
                "trajectory x;          chaoscert trajectory",
                "plot graf x -o x.svg;  chaoscert plot",
                "inspect one two;       chaoscert inspect"
            })
    void wrongUseIsSaidInFewLinesThatNameTheHelp(String words, String command) {
        List<String> lines = chaoscert(words.isEmpty() ? new Object[0] : (Object[]) words.split(" "))
                .err()
                .lines()
                .toList();
        assertThat(lines).as("complaint about: %s", words).hasSizeBetween(2, 3);
        assertThat(lines.get(0)).as("the first line").startsWith("chaoscert: ");
        assertThat(lines.get(lines.size() - 1)).as("the last line").isEqualTo("Try '" + command + " --help'.");
    }

    @Test
    void anArgumentWithLineEndsIsSaidOnOneLine() {
        Result result = chaoscert("check", "x", "--max-bits", "1\n2\n3");
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.err().lines()).as("complaint").hasSize(2);
        assertThat(result.complaint()).as("complaint").contains("--max-bits", "1?2?3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"certify MISSING", "inspect MISSING", "explain MISSING", "certify TENT -o FILE", "inspect LEAVES"
            })
    void theOriginOfAnErrorIsShownWhenAskedForOnly(String command) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Path leaves = Files.writeString(
                directory.resolve("leaves.json"),
                Files.readString(Path.of("test-data/published/tent.json"))
                        .replace("[\"-inf\", \"inf\"]", "[\"0\", \"1/2\"]"));
        Object[] words = Arrays.stream(command.split(" "))
                .map(word -> switch (word) {
                    case "MISSING" -> directory.resolve("missing.json").toString();
                    case "TENT" -> "test-data/published/tent.json";
                    case "FILE" -> file.toString();
                    case "LEAVES" -> leaves.toString();
                    default -> word;
                })
                .toArray();
        Result quiet = chaoscert(words);
        assertThat(quiet.status()).as("exit status").isIn(5, 7);
        assertThat(quiet.showsStackTrace()).as("stack trace without --verbose").isFalse();
        for (int place : new int[] {0, words.length}) {
            Object[] verbose = Stream.of(
                            Arrays.stream(words, 0, place),
                            Stream.of("--verbose"),
                            Arrays.stream(words, place, words.length))
                    .flatMap(part -> part)
                    .toArray();
            Result told = chaoscert(verbose);
            assertThat(told.status()).as("the same exit status").isEqualTo(quiet.status());
            assertThat(told.showsStackTrace())
                    .as("stack trace with --verbose at %d", place)
                    .isTrue();
            assertThat(told.err()).as("the message all the same").contains(quiet.complaint());
        }
    }
}
