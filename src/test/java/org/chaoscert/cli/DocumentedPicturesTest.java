package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of the documents are what the commands beside them draw today, byte for byte. */
class DocumentedPicturesTest {
    private static final Path DOCUMENT = Path.of("src/docs/dynamics.md");
    private static final String PICTURES = "src/docs/pictures/";
    private static final String PLOT = "chaoscert plot ";
    private static final String SCAN = "chaoscert scan ";

    @TempDir
    private Path directory;

    private static List<String> commands(String start) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .filter(line -> line.startsWith(start))
                .toList();
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void everyPictureIsDrawnAgain() throws IOException {
        Set<String> drawn = new TreeSet<>();
        for (String command : commands(PLOT)) {
            String[] words = command.substring("chaoscert ".length()).split(" ");
            String kept = words[words.length - 1];
            assertThat(kept).startsWith(PICTURES);
            Path again = directory.resolve(kept.substring(PICTURES.length()));
            words[words.length - 1] = again.toString();
            assertThat(chaoscert((Object[]) words).status()).as(command).isZero();
            assertThat(text(again)).as(command).isEqualTo(text(Path.of(kept)));
            drawn.add(again.getFileName().toString());
        }
        for (String command : commands(SCAN)) {
            String[] words = command.substring("chaoscert ".length()).split(" ");
            words[words.length - 1] = directory.toString();
            assertThat(chaoscert((Object[]) words).status()).as(command).isZero();
            assertThat(text(directory.resolve("scan.svg"))).isEqualTo(text(Path.of(PICTURES + "truncated-tents.svg")));
            drawn.add("truncated-tents.svg");
        }
        try (Stream<Path> kept = Files.list(Path.of(PICTURES))) {
            assertThat(kept.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .isEqualTo(drawn);
        }
    }
}
