package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the commands that the documents show, and compares the output.
 *
 * <p>A fenced block after a line {@code <!-- checked example -->} holds one line {@code $ chaoscert …} and the output. An
 * ellipsis at the end of a line stands for any rest of the line; of a line {@code time} only the name must be the same.
 */
class DocumentedCommandsTest {
    private static final String MARK = "<!-- checked example -->";
    private static final String FENCE = "```";
    private static final String PROMPT = "$ chaoscert ";
    private static final String ELLIPSIS = "…";
    private static final String TIME = "  time ";

    /** A command and what it is said to print. */
    private record Example(Path document, int line, String command, List<String> output) {}

    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("certificates", "src/docs")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
            }
        }
        return documents;
    }

    private static List<Example> examples(Path document, List<String> lines) {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals(MARK)) {
                assertThat(lines.get(i + 1))
                        .as("%s, line %d: a fenced block", document, i + 2)
                        .startsWith(FENCE);
                String command = lines.get(i + 2);
                assertThat(command)
                        .as("%s, line %d: a command", document, i + 3)
                        .startsWith(PROMPT);
                int end = i + 3 + lines.subList(i + 3, lines.size()).indexOf(FENCE);
                examples.add(
                        new Example(document, i + 3, command.substring(PROMPT.length()), lines.subList(i + 3, end)));
            }
        }
        return examples;
    }

    private static boolean matches(String expected, String actual) {
        if (expected.startsWith(TIME)) {
            return actual.startsWith(TIME);
        }
        return expected.endsWith(ELLIPSIS)
                ? actual.startsWith(expected.substring(0, expected.length() - ELLIPSIS.length()))
                : actual.equals(expected);
    }

    private static void compare(Example example, List<String> actual) {
        List<String> expected = example.output;
        for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
            if (!matches(expected.get(i), actual.get(i))) {
                assertThat(actual.get(i))
                        .as("%s, line %d: chaoscert %s", example.document, example.line + 1 + i, example.command)
                        .isEqualTo(expected.get(i));
            }
        }
        assertThat(actual)
                .as("%s, line %d: chaoscert %s", example.document, example.line, example.command)
                .hasSameSizeAs(expected);
    }

    @TestFactory
    Stream<DynamicTest> theDocumentsShowWhatTheCommandsPrint() throws IOException {
        List<Example> examples = new ArrayList<>();
        for (Path document : documents()) {
            examples.addAll(examples(document, Files.readAllLines(document)));
        }
        return examples.stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.document + ", line " + example.line,
                        () -> compare(
                                example,
                                chaoscert((Object[]) example.command.split(" +"))
                                        .lines())));
    }

    @Test
    void theReadmeHasExamples() throws IOException {
        Path readme = Path.of("README.md");
        assertThat(examples(readme, Files.readAllLines(readme)))
                .as("checked examples in %s", readme)
                .isNotEmpty();
    }

    private static final List<String> DOCUMENT = List.of(
            "Text",
            MARK,
            FENCE + "text",
            "$ chaoscert certify a  b",
            "chaotic",
            "  map  3 pieces …",
            "  time  …",
            "",
            FENCE,
            "Text");

    @Test
    void aBlockIsACommandWithItsOutput() {
        assertThat(examples(Path.of("x.md"), DOCUMENT))
                .as("examples")
                .containsExactly(new Example(
                        Path.of("x.md"), 4, "certify a  b", List.of("chaotic", "  map  3 pieces …", "  time  …", "")));
    }

    @Test
    void outputMustBeTheSameButForTimesAndEllipses() {
        Example example = examples(Path.of("x.md"), DOCUMENT).get(0);
        compare(example, List.of("chaotic", "  map  3 pieces on [0, 1]", "  time  5 ms", ""));
        for (List<String> wrong : List.of(
                List.of("not-chaotic", "  map  3 pieces on [0, 1]", "  time  5 ms", ""),
                List.of("chaotic", "  map  2 pieces on [0, 1]", "  time  5 ms", ""),
                List.of("chaotic", "  map  3 pieces on [0, 1]", "  period 3  no", ""),
                List.of("chaotic", "  map  3 pieces on [0, 1]", "  time  5 ms"),
                List.of("chaotic", "  map  3 pieces on [0, 1]", "  time  5 ms", "", ""))) {
            assertThatThrownBy(() -> compare(example, wrong)).as("%s", wrong).isInstanceOf(AssertionError.class);
        }
    }
}
