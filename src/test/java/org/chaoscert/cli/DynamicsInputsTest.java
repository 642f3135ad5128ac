package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code dynamics} reads and writes: several inputs, streams, and what can be wrong with them. */
class DynamicsInputsTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path SMOOTH = Path.of("test-data/smooth/tanh-half.json");

    @TempDir
    private Path directory;

    /** Few periods and iterates: what is tested here are files. */
    private static Object[] words(Object... words) {
        return Stream.concat(Stream.of("dynamics", "--max-period", "3", "--iterates", "2"), Arrays.stream(words))
                .toArray();
    }

    private static Result dynamics(Object... words) {
        return chaoscert(words(words));
    }

    private static List<String> heads(String text) {
        return text.lines().filter(line -> !line.startsWith(" ")).toList();
    }

    @Test
    void severalInputsAreReportedInTheirOrder() throws IOException {
        Path certs = directory.resolve("certs/of/them");
        Result result = dynamics(FIGURE_7, TENT, "-o", certs);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(heads(result.out())).as("heads").containsExactly(FIGURE_7 + ": not-chaotic", TENT + ": chaotic");
        assertThat(Command.in(certs)).as("files").contains("tent.period-3.cert.json", "figure-7.cert.json");
    }

    @Test
    void ofADirectoryTheNetworksAreReadAndNotTheCertificates() throws IOException {
        Files.copy(TENT, directory.resolve("b.json"));
        Files.copy(FIGURE_7, directory.resolve("a.json"));
        Files.writeString(directory.resolve("notes.txt"), "no network");
        Result first = dynamics(directory, "-o", directory, "--json");
        Result second = dynamics(directory, "-o", directory, "--json");
        assertThat(first.json().stream().map(object -> object.path("file").asString()))
                .as("files")
                .containsExactly(
                        directory.resolve("a.json").toString(),
                        directory.resolve("b.json").toString());
        assertThat(second).as("certificates are no inputs").isEqualTo(first);
    }

    @Test
    void aDirectoryWithoutNetworksIsWrongUse() {
        Result result = dynamics(directory);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("complaint").contains("no networks", directory.toString());
    }

    @Test
    void severalAtATimeSayTheSame() throws IOException {
        Object[] inputs = {"test-data/published", "test-data/exact/five-cycle.json", "nosuch.json", SMOOTH, "-o"};
        Object[] one = Stream.concat(Arrays.stream(inputs), Stream.of("-")).toArray();
        Object[] two =
                Stream.concat(Arrays.stream(one), Stream.of("--threads", "2")).toArray();
        Result result = dynamics(two);
        assertThat(result).as("with two threads").isEqualTo(dynamics(one));
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.lines()).as("certificates").hasSizeGreaterThan(20);
    }

    @Test
    void standardInputIsReadAndCalledStdin() throws IOException {
        Result result = Command.reading(Files.readAllBytes(TENT)).run(words("-", "-o", directory, "--json"));
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.json().get(0).path("file").asString()).as("file").isEqualTo("-");
        assertThat(Command.in(directory)).as("files").contains("stdin.cert.json", "stdin.period-2.cert.json");
    }

    @Test
    void certificatesGoToStandardOutputOneALineAndTextToStandardError() throws IOException {
        Result result = dynamics(TENT, FIGURE_7, "-o", "-");
        Result files = dynamics(TENT, FIGURE_7, "-o", directory);
        assertThat(result.lines()).as("certificates").hasSameSizeAs(Command.in(directory));
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        assertThat(result.lines())
                .allSatisfy(line -> assertThat(checker.check(line.getBytes(StandardCharsets.UTF_8))
                                .isValid())
                        .as(line)
                        .isTrue());
        assertThat(heads(result.err())).as("heads, on standard error").isEqualTo(heads(files.out()));
        assertThat(result.err()).as("where they are").contains("standard output (periodic orbit");
    }

    @Test
    void whatIsWrongWithOneInputKeepsNoneFromTheOthers() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"format\": ");
        Path certs = directory.resolve("certs");
        Result result = dynamics(broken, "nosuch.json", SMOOTH, TENT, "-o", certs, "--json");
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.json()).as("objects").hasSize(4);
        assertThat(result.json().get(1).path("error").asString()).as("error").isEqualTo("no such file");
        assertThat(result.json().get(3).path("verdict").asString())
                .as("the good one")
                .isEqualTo("chaotic");
        assertThat(result.err().lines()).as("complaints").hasSize(3);
        assertThat(result.err())
                .as("complaints")
                .contains(broken + ": ", "nosuch.json: no such file", SMOOTH + ": /layers: smooth activations");
        assertThat(Command.in(certs)).as("files").isNotEmpty().allMatch(name -> name.startsWith("tent."));
        assertThat(heads(dynamics(SMOOTH, TENT, "-o", certs).out()))
                .as("for people")
                .containsExactly(SMOOTH + ": error", TENT + ": chaotic");
    }

    @Test
    void aSmoothNetworkIsRefused() throws IOException {
        Result result = dynamics(SMOOTH, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.lines()).as("output").containsExactly("error");
        assertThat(result.complaint()).as("complaint").contains("/layers", "smooth", "piecewise-linear");
        assertThat(Command.in(directory)).as("nothing is written").isEmpty();
    }

    @Test
    void aDomainThatIsLeftIsSaidWithThePlace() {
        Result result = dynamics(TENT, "--domain", "0,1/2", "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.complaint()).as("complaint").contains("/domain", "1/2 to 1", "[0, 1/2]");
    }

    @ParameterizedTest
    @CsvSource({"file", "file/below"})
    void whereNothingCanBeWrittenNothingIsSaidToBeProved(String place) throws IOException {
        Files.writeString(directory.resolve("file"), "kept");
        Result result = dynamics(TENT, "-o", directory.resolve(place));
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.lines()).as("output").containsExactly("error");
        assertThat(result.complaint())
                .as("complaint")
                .contains(TENT.toString(), directory.resolve(place).toString(), "could not be written");
        assertThat(directory.resolve("file")).as("the file in the way").hasContent("kept");
    }

    @Test
    void aDiskThatFillsLeavesNoPartialFile() throws IOException {
        CertificateFiles.Store full = (file, bytes) -> {
            if (file.getFileName().toString().contains("period-2")) {
                Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                throw new IOException("No space left on device");
            }
            Files.write(file, bytes);
        };
        Result result = Command.writingThrough(full).run(words(TENT, FIGURE_7, "-o", directory));
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Command.in(directory)).as("whole files alone").allMatch(name -> name.endsWith(".cert.json"));
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        for (String name : Command.in(directory)) {
            assertThat(checker.check(Files.readAllBytes(directory.resolve(name)))
                            .isValid())
                    .as(name)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tent.json,          other/tent.json,             tent.cert.json",
        "tent.json,          tent,                        tent.cert.json",
        "tent.json,          tent.period-2.json,          tent.period-2.cert.json",
        "tent.period-3.json, tent.json,                   tent.period-3.cert.json",
        "tent.json,          tent.entropy-at-most.json,   tent.entropy-at-most.cert.json",
        "tent.json,          tent.entropy-at-least.json,  tent.entropy-at-least.cert.json"
    })
    void twoInputsWithTheSameOutputAreAUsageErrorBeforeAnythingIsWritten(String one, String two, String file)
            throws IOException {
        Files.createDirectory(directory.resolve("other"));
        for (String name : List.of(one, two)) {
            Files.copy(TENT, directory.resolve(name));
        }
        Path certs = directory.resolve("certs");
        Result result = dynamics(directory + "/" + one, directory + "/" + two, "-o", certs);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("names both and the file").contains(one, two, file);
        assertThat(Command.in(certs)).as("nothing written").isEmpty();
    }

    @Test
    void namesThatOnlyLookLikeOutputsAreNoConflict() throws IOException {
        Path beyond = Files.copy(TENT, directory.resolve("tent.period-4.json"));
        assertThat(dynamics(TENT, beyond, "-o", directory).status())
                .as("periods up to 3 alone are written")
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--max-period 0;      --max-period 0: expected 1 to 10000",
                "--max-period 10001;  --max-period 10001: expected 1 to 10000",
                "--max-period two;    --max-period",
                "--iterates 0;        --iterates 0: expected 1 to 10000",
                "--iterates -3;       --iterates -3",
                "--budget -1;         --budget -1: expected at least 0",
                "--budget much;       --budget",
                "--threads 0;         --threads 0: expected at least 1",
                "--domain 1;          --domain 1: expected two ends A,B",
                "--domain 1,0;        left end not below right end",
                "--domain a,1;        --domain a:",
                "--levels 3;          --levels"
            })
    void badValuesAreWrongUse(String options, String message) throws IOException {
        Object[] words = Stream.of("dynamics " + TENT + " -o " + directory + " " + options)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .toArray();
        Result result = chaoscert(words);
        assertThat(result.status()).as("exit status of %s", options).isEqualTo(2);
        assertThat(result.complaint()).as("complaint about %s", options).contains(message.strip());
        assertThat(result.out()).as("output of %s", options).isEmpty();
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }
}
