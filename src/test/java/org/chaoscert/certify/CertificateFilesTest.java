package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files are written whole or not at all. */
class CertificateFilesTest {
    private static final byte[] OLD = "old\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] NEW = "new and longer\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    /** A way to fail, with a name for the report. */
    private record Failing(String name, CertificateFiles.Store store) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Failing> failingStores() {
        return List.of(
                new Failing("the disk is full at once", (file, bytes) -> {
                    throw new IOException("No space left on device");
                }),
                new Failing("the disk fills half-way", (file, bytes) -> {
                    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                    throw new IOException("No space left on device");
                }),
                new Failing("an error after the last byte", (file, bytes) -> {
                    Files.write(file, bytes);
                    throw new IOException("Input/output error");
                }),
                new Failing(
                        "half is written and nothing said",
                        (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2))),
                new Failing(
                        "all but the last byte",
                        (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1))),
                new Failing(
                        "a byte too many", (file, bytes) -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1))),
                new Failing("an empty file", (file, bytes) -> Files.write(file, new byte[0])),
                new Failing("one byte is another", (file, bytes) -> {
                    byte[] other = bytes.clone();
                    other[3] ^= 1;
                    Files.write(file, other);
                }),
                new Failing("no file at all", (file, bytes) -> {}),
                new Failing("a program error", (file, bytes) -> {
                    Files.write(file, bytes);
                    throw new IllegalStateException("a defect");
                }));
    }

    @ParameterizedTest
    @MethodSource("failingStores")
    void aFailedWriteLeavesNothingBehind(Failing failing) throws IOException {
        Path target = directory.resolve("a.cert.json");
        assertThatThrownBy(() -> new CertificateFiles(failing.store).write(target, NEW))
                .isInstanceOfAny(IOException.class, IllegalStateException.class);
        assertThat(names()).as("files after: %s", failing).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("failingStores")
    void aFailedWriteKeepsTheOldFile(Failing failing) throws IOException {
        Path target = directory.resolve("a.cert.json");
        Files.write(target, OLD);
        assertThatThrownBy(() -> new CertificateFiles(failing.store).write(target, NEW))
                .isInstanceOfAny(IOException.class, IllegalStateException.class);
        assertThat(names()).as("files after: %s", failing).containsExactly("a.cert.json");
        assertThat(target).hasBinaryContent(OLD);
    }

    @Test
    void theTargetIsNotTouchedBeforeTheNewFileIsWhole() throws IOException {
        Path target = directory.resolve("a.cert.json");
        Files.write(target, OLD);
        List<Path> written = new ArrayList<>();
        CertificateFiles files = new CertificateFiles((file, bytes) -> {
            assertThat(target).as("the old file during the write").hasBinaryContent(OLD);
            written.add(file);
            Files.write(file, bytes);
        });
        files.write(target, NEW);
        assertThat(written)
                .as("written beside the target, under another name that is no certificate's")
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.getParent()).isEqualTo(directory);
                    assertThat(file.getFileName().toString())
                            .isNotEqualTo("a.cert.json")
                            .doesNotEndWith(".json");
                });
        assertThat(target).hasBinaryContent(NEW);
        assertThat(names()).containsExactly("a.cert.json");
    }

    @Test
    void anOlderFileIsReplaced() throws IOException {
        Path target = directory.resolve("a.cert.json");
        CertificateFiles files = new CertificateFiles();
        files.write(target, NEW);
        assertThat(target).hasBinaryContent(NEW);
        files.write(target, OLD);
        assertThat(target).hasBinaryContent(OLD);
        files.write(target, new byte[0]);
        assertThat(target).hasBinaryContent(new byte[0]);
        assertThat(names()).containsExactly("a.cert.json");
    }

    @Test
    void missingDirectoriesAreMade() throws IOException {
        Path target = directory.resolve("x/y/z/a.cert.json");
        new CertificateFiles().write(target, NEW);
        assertThat(target).hasBinaryContent(NEW);
    }

    @Test
    void aFileInTheWayOfTheDirectoryIsAnErrorAndIsKept() throws IOException {
        Path file = directory.resolve("x");
        Files.write(file, OLD);
        assertThatThrownBy(() -> new CertificateFiles().write(file.resolve("a.cert.json"), NEW))
                .isInstanceOf(IOException.class);
        assertThat(file).hasBinaryContent(OLD);
        assertThat(names()).containsExactly("x");
    }

    @Test
    void aDirectoryInTheWayOfTheFileIsAnErrorAndIsKept() throws IOException {
        Path target = Files.createDirectories(directory.resolve("a.cert.json"));
        Files.write(target.resolve("inside"), OLD);
        assertThatThrownBy(() -> new CertificateFiles().write(target, NEW)).isInstanceOf(IOException.class);
        assertThat(target.resolve("inside")).hasBinaryContent(OLD);
        assertThat(names()).containsExactly("a.cert.json");
    }

    /** Whoever may write everywhere writes here too; everybody else gets an error. Nobody leaves half a file. */
    @Test
    void aDirectoryThatMustNotBeWrittenToGetsTheWholeFileOrNone() throws IOException {
        Path closed = Files.createDirectory(directory.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        Path target = closed.resolve("a.cert.json");
        try {
            if (Files.isWritable(closed)) {
                new CertificateFiles().write(target, NEW);
                assertThat(target).hasBinaryContent(NEW);
            } else {
                assertThatThrownBy(() -> new CertificateFiles().write(target, NEW))
                        .isInstanceOf(IOException.class);
                assertThat(target).doesNotExist();
            }
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        try (Stream<Path> entries = Files.list(closed)) {
            assertThat(entries).allMatch(target::equals);
        }
    }

    @Test
    void theRootIsNoFileName() {
        Path root = directory.getRoot();
        assertThatThrownBy(() -> new CertificateFiles().write(root, NEW))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no file name");
    }

    @Test
    void concurrentWritesOfOneFileLeaveOneOfThemWhole() throws Exception {
        Path target = directory.resolve("a.cert.json");
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            contents.add(String.valueOf((char) ('a' + i)).repeat(1 << (10 + i)).getBytes(StandardCharsets.UTF_8));
        }
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Void>> writes = new ArrayList<>();
            for (byte[] content : contents) {
                Callable<Void> task = () -> {
                    start.await();
                    for (int i = 0; i < 20; i++) {
                        new CertificateFiles().write(target, content);
                        byte[] seen = Files.readAllBytes(target);
                        assertThat(contents).as("what is there meanwhile").anyMatch(one -> Arrays.equals(one, seen));
                    }
                    return null;
                };
                writes.add(pool.submit(task));
            }
            start.countDown();
            for (Future<Void> write : writes) {
                write.get();
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(names()).containsExactly("a.cert.json");
    }

    @Test
    void aNewFileHasTheUsualPermissions() throws IOException {
        Path usual = Files.write(directory.resolve("usual"), OLD);
        Path target = directory.resolve("a.cert.json");
        new CertificateFiles().write(target, NEW);
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(usual));
    }
}
