package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that something has happened to: read or refused as documented, and never an error of the program. */
class DamagedFilesTest {
    @TempDir
    private Path directory;

    private boolean isFine(String ending, byte[] content) throws IOException {
        Path file = Files.write(directory.resolve("damaged" + ending), content);
        return Exchange.isFine(file, ReadOptions.DEFAULT);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "layers-single-F.npz",
                "batch-little-f8-C.npz",
                "batch-F.npy",
                "single-version-3.npy",
                "torch-F16.safetensors",
                "layers-batch.safetensors"
            })
    void noPartOfAFileIsRead(String name) throws IOException {
        byte[] content = Files.readAllBytes(Exchange.DATA.resolve(name));
        assertThat(isFine(ending(name), content)).as("whole").isTrue();
        for (int length = 0; length < content.length; length++) {
            assertThat(isFine(ending(name), Arrays.copyOf(content, length)))
                    .as("%d of %d bytes", length, content.length)
                    .isFalse();
        }
        // Nor is one with something behind it, but archives may have that.
        assertThat(isFine(ending(name), Arrays.copyOf(content, content.length + 1)))
                .as("a byte more")
                .isEqualTo(name.endsWith(".npz"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"torch-relu-opset-9.onnx", "keras-half.onnx"})
    void noPartOfAGraphIsRead(String name) throws IOException {
        byte[] content = Files.readAllBytes(Exchange.DATA.resolve(name));
        assertThat(isFine(".onnx", content)).as("whole").isTrue();
        // Only the operator set may stand behind the graph.
        for (int length = 0; length < content.length - 8; length++) {
            assertThat(isFine(".onnx", Arrays.copyOf(content, length)))
                    .as("%d of %d bytes", length, content.length)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".npz", ".npy", ".safetensors", ".onnx", ".jsonl", ".csv"})
    void someBytesAreOthers(String ending) throws IOException {
        Random random = new Random(6);
        List<byte[]> files;
        if (ending.equals(".csv")) {
            files = List.of(Bytes.ascii("a0,a1,b0,b1\n1,2.5,-3,4e1\n\"5\",6,7,8\n"));
        } else {
            try (Stream<Path> list = Files.list(Exchange.DATA)) {
                files = list.filter(file -> file.toString().endsWith(ending))
                        .sorted()
                        .map(DamagedFilesTest::bytes)
                        .toList();
            }
        }
        for (int trial = 0; trial < 800; trial++) {
            byte[] content = files.get(random.nextInt(files.size())).clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                // Headers more often than numbers.
                int bound = random.nextBoolean() ? content.length : Math.min(content.length, 300);
                content[random.nextInt(bound)] = random.nextBoolean()
                        ? (byte) random.nextInt()
                        : (byte) "0129{}[]'\",:-<>|".charAt(random.nextInt(16));
            }
            isFine(ending, content);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException problem) {
            throw new IllegalStateException(problem);
        }
    }

    @Test
    void nothingButChance() throws IOException {
        Random random = new Random(7);
        for (FileKind kind : FileKind.values()) {
            for (int trial = 0; trial < 60; trial++) {
                byte[] content = new byte[random.nextInt(200)];
                random.nextBytes(content);
                isFine("." + kind.name().toLowerCase(Locale.ROOT), content);
            }
        }
    }
}
