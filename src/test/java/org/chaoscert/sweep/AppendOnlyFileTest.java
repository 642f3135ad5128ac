package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces are in the file whole or not at all, and none follows one that failed. */
class AppendOnlyFileTest {
    @TempDir
    private Path directory;

    private Path path;

    @BeforeEach
    void chooseFile() {
        path = directory.resolve("file");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void whatStandsBehindTheEndIsCutOff() throws IOException {
        Files.writeString(path, "good, and not");
        try (AppendOnlyFile file = AppendOnlyFile.at(4, new FullDisk(path, 100))) {
            file.append(bytes(" too"));
            assertThat(file.length()).as("length").isEqualTo(8);
        }
        assertThat(path).hasContent("good too");
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 7})
    void aPieceThatDoesNotFitLeavesNothingBehind(long room) throws IOException {
        FullDisk disk = new FullDisk(path, room);
        try (AppendOnlyFile file = AppendOnlyFile.at(0, disk)) {
            file.append(bytes("one"));
            Throwable full = catchThrowable(() -> file.append(bytes("eleven")));
            assertThat(full).isInstanceOf(IOException.class).hasMessage(FullDisk.MESSAGE);
            assertThat(path).as("the file").hasContent("one");
            assertThat(file.length()).as("length").isEqualTo(3);
            disk.empty();
            assertThatThrownBy(() -> file.append(bytes("two"))).isSameAs(full);
            assertThatThrownBy(() -> file.append(new byte[0])).isSameAs(full);
        }
        assertThat(path).as("the file in the end").hasContent("one");
    }

    @Test
    void anErrorOfJavaInTheMiddleOfAPieceLeavesNothingBehind() throws IOException {
        OutOfMemoryError error = new OutOfMemoryError("Direct buffer memory");
        FullDisk disk = new FullDisk(path, 5).failingWith(error);
        try (AppendOnlyFile file = AppendOnlyFile.at(0, disk)) {
            file.append(bytes("one"));
            assertThatThrownBy(() -> file.append(bytes("eleven"))).isSameAs(error);
            disk.empty();
            assertThatThrownBy(() -> file.append(bytes("two"))).isSameAs(error);
        }
        assertThat(path).hasContent("one");
    }

    @Test
    void aPartThatCannotBeCutOffIsNotWrittenBehind() throws IOException {
        FullDisk disk = new FullDisk(path, 5);
        try (AppendOnlyFile file = AppendOnlyFile.at(0, disk)) {
            file.append(bytes("one"));
            disk.breakFurther();
            Throwable full = catchThrowable(() -> file.append(bytes("eleven")));
            assertThat(full).hasMessage(FullDisk.MESSAGE);
            assertThat(full.getSuppressed())
                    .as("what went wrong then")
                    .singleElement()
                    .asString()
                    .contains("Input/output error");
            disk.empty();
            assertThatThrownBy(() -> file.append(bytes("two"))).isSameAs(full);
            assertThat(file.length()).as("length").isEqualTo(3);
        }
        assertThat(path).hasContent("oneel");
    }
}
