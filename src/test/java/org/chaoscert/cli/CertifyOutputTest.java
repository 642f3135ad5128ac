package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code certify} writes, and that it writes whole files or none. */
class CertifyOutputTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path PUBLISHED = Path.of("test-data/published");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "net.json,        net.cert.json,          net.period-3.cert.json",
        "net,             net.cert.json,          net.period-3.cert.json",
        "net.txt,         net.txt.cert.json,      net.txt.period-3.cert.json",
        "net.v2.json,     net.v2.cert.json,       net.v2.period-3.cert.json",
        "net.json.json,   net.json.cert.json,     net.json.period-3.cert.json",
        "netz é x.json,   netz é x.cert.json,     netz é x.period-3.cert.json"
    })
    void certificatesAreCalledAfterTheFileWithoutJson(String name, String verdict, String periodThree)
            throws IOException {
        Path network = Files.copy(TENT, directory.resolve(name));
        Path certs = directory.resolve("certs");
        assertThat(chaoscert("certify", network, "-o", certs).status())
                .as("exit status")
                .isZero();
        assertThat(Command.in(certs)).as("names").containsExactlyInAnyOrder(verdict, periodThree);
    }

    @Test
    void theDirectoryIsMadeWithItsParents() throws IOException {
        Path deep = directory.resolve("a/b/c");
        assertThat(chaoscert("certify", FIGURE_7, "-o", deep).status())
                .as("exit status")
                .isZero();
        assertThat(Command.in(deep)).as("names").containsExactly("figure-7.cert.json");
    }

    @Test
    void anOlderCertificateIsReplaced() throws IOException {
        Path old = Files.writeString(directory.resolve("figure-7.cert.json"), "old");
        chaoscert("certify", FIGURE_7, "-o", directory);
        assertThat(old).as("content").hasSameBinaryContentAs(Path.of("certificates/figure-7.cert.json"));
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("figure-7.cert.json");
    }

    @Test
    void standardInputIsCalledStdin() throws IOException {
        Command command = Command.reading(Files.readAllBytes(TENT));
        Result result = command.run("certify", "-", "-o", directory, "--json");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.json().get(0).path("file").asString()).as("file").isEqualTo("-");
        assertThat(Command.in(directory)).as("names").containsExactly("stdin.cert.json", "stdin.period-3.cert.json");
        assertThat(directory.resolve("stdin.cert.json"))
                .as("the same certificate")
                .hasSameBinaryContentAs(Path.of("certificates/tent.cert.json"));
    }

    @Test
    void standardInputStandsAmongFiles() throws IOException {
        Command command = Command.reading(Files.readAllBytes(FIGURE_7));
        Result result = command.run("certify", TENT, "-", "-o", directory);
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(TENT + ": chaotic", "-: not-chaotic");
    }

    @Test
    void certificatesGoToStandardOutputOneALineAndTextToStandardError() throws IOException {
        Result result = chaoscert("certify", PUBLISHED, "-o", "-");
        Result files = chaoscert("certify", PUBLISHED, "-o", directory);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines()).as("certificates").hasSameSizeAs(Command.in(directory));
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        for (String line : result.lines()) {
            assertThat(checker.check(line.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .isValid())
                    .as("valid: %s", line)
                    .isTrue();
        }
        List<Path> written = files.said("certificate").stream()
                .map(text -> Path.of(text.substring(0, text.indexOf(" ("))))
                .toList();
        assertThat(written).as("files").hasSameSizeAs(result.lines());
        for (int i = 0; i < written.size(); i++) {
            assertThat(Command.json(result.lines().get(i))).as("line %d", i).isEqualTo(Command.json(written.get(i)));
        }
        assertThat(result.err().lines().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks, on standard error")
                .isEqualTo(files.lines().stream()
                        .filter(line -> !line.startsWith(" "))
                        .toList());
    }

    @Test
    void withStandardOutputAsTargetObjectsForMachinesGoToStandardError() throws IOException {
        Result result = chaoscert("certify", TENT, "nosuch.json", "-o", "-", "--json");
        assertThat(result.lines())
                .as("certificates")
                .hasSize(2)
                .allSatisfy(line ->
                        assertThat(Command.json(line).path("format").asString()).isEqualTo("chaoscert-certificate/1"));
        List<String> objects =
                result.err().lines().filter(line -> line.startsWith("{")).toList();
        assertThat(objects).as("objects").hasSize(2);
        assertThat(Command.json(objects.get(0)).path("verdict").asString())
                .as("verdict")
                .isEqualTo("chaotic");
        assertThat(Command.json(objects.get(0)).path("certificates").isEmpty())
                .as("no paths")
                .isTrue();
        assertThat(Command.json(objects.get(1)).has("error")).as("error").isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tent.json,     other/tent.json,     tent.cert.json",
        "tent.json,     other/tent,          tent.cert.json",
        "tent.json,     ./tent.json,         tent.cert.json",
        "tent.json,     tent.period-3.json,  tent.period-3.cert.json",
        "other/tent.period-3.json, tent.json, tent.period-3.cert.json"
    })
    void twoInputsWithTheSameOutputAreAUsageErrorBeforeAnythingIsWritten(String one, String two, String file)
            throws IOException {
        Files.createDirectory(directory.resolve("other"));
        for (String name : List.of("tent.json", "other/tent.json", "other/tent")) {
            Files.copy(TENT, directory.resolve(name));
        }
        for (String name : List.of("tent.period-3.json", "other/tent.period-3.json")) {
            Files.copy(FIGURE_7, directory.resolve(name));
        }
        Path certs = directory.resolve("certs");
        Result result = chaoscert("certify", directory + "/" + one, FIGURE_7, directory + "/" + two, "-o", certs);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("names both and the file").contains(one, two, file);
        assertThat(Command.in(certs)).as("nothing written").isEmpty();
    }

    @Test
    void standardInputTwiceIsAUsageError() {
        assertThat(chaoscert("certify", "-", "-", "-o", directory).status())
                .as("exit status")
                .isEqualTo(2);
    }

    private static final CertificateFiles.Store FULL_DISK = (file, bytes) -> {
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        throw new IOException("No space left on device");
    };

    static Stream<Arguments> failingStores() {
        CertificateFiles.Store silent = (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        CertificateFiles.Store flipping = (file, bytes) -> {
            byte[] flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 1;
            Files.write(file, flipped);
        };
        return Stream.of(
                Arguments.of("an error halfway", FULL_DISK),
                Arguments.of("a byte lost in silence", silent),
                Arguments.of("a bit flipped in silence", flipping));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failingStores")
    void aDiskThatFillsLeavesNoPartialFile(String name, CertificateFiles.Store store) throws IOException {
        Result result = Command.writingThrough(store).run("certify", TENT, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Command.in(directory)).as("nothing is left").isEmpty();
        assertThat(result.lines()).as("no verdict without its certificate").containsExactly("error");
        assertThat(result.complaint())
                .as("names input and output")
                .contains(TENT.toString(), directory.resolve("tent.cert.json").toString(), "could not be written");
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @Test
    void aDiskThatFillsLeavesTheOlderCertificateAsItWas() throws IOException {
        Path old = Files.writeString(directory.resolve("tent.cert.json"), "old");
        assertThat(Command.writingThrough(FULL_DISK)
                        .run("certify", TENT, "-o", directory)
                        .status())
                .as("exit status")
                .isEqualTo(7);
        assertThat(old).as("older file").hasContent("old");
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("tent.cert.json");
    }

    @Test
    void oneFileThatCannotBeWrittenDoesNotStopTheOthers() throws IOException {
        CertificateFiles.Store store = (file, bytes) -> {
            if (file.getFileName().toString().contains("figure-7")) {
                throw new IOException("Input/output error");
            }
            Files.write(file, bytes);
        };
        Result result = Command.writingThrough(store).run("certify", PUBLISHED, "-o", directory, "--json");
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.json())
                .as("objects")
                .hasSize(5)
                .filteredOn(object -> object.has("error"))
                .singleElement()
                .satisfies(object -> assertThat(object.path("file").asString()).contains("figure-7"));
        assertThat(Command.in(directory))
                .as("the others")
                .contains("tent.cert.json", "large-lipschitz.cert.json")
                .noneMatch(name -> name.contains("figure-7"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "file/below"})
    void aDirectoryUnderARegularFileCannotBeWritten(String place) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        Result result = chaoscert("certify", FIGURE_7, "-o", directory.resolve(place));
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.complaint())
                .as("names input and output")
                .contains(FIGURE_7.toString(), directory.resolve(place).toString());
        assertThat(file).as("the file in the way").hasContent("kept");
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
    }

    @Test
    void aDirectoryInTheCertificatesPlaceCannotBeReplaced() throws IOException {
        Path inTheWay = Files.createDirectory(directory.resolve("figure-7.cert.json"));
        Result result = chaoscert("certify", FIGURE_7, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("figure-7.cert.json");
        assertThat(inTheWay).as("still a directory").isDirectory();
    }

    @Test
    void aReadOnlyDirectoryCannotBeWritten() throws IOException {
        FileStore store = Files.getFileStore(directory);
        assumeThat(store.supportsFileAttributeView(PosixFileAttributeView.class))
                .as("POSIX permissions")
                .isTrue();
        Path locked = Files.createDirectory(directory.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeThat(Files.isWritable(locked))
                .as("this user may write everywhere")
                .isFalse();
        Result result = chaoscert("certify", FIGURE_7, "-o", locked);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(Command.in(locked)).as("nothing written").isEmpty();
    }
}
