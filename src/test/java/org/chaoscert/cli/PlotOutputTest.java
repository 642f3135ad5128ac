package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.chaoscert.cli.Command.chaoscert;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.report.Svg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that {@code plot} writes, and what can be wrong with its inputs and outputs. */
class PlotOutputTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path SMOOTH = Path.of("test-data/smooth/tanh-half.json");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir
    private Path directory;

    private static Result plot(String words, Object... more) {
        return chaoscert(Stream.concat(Arrays.stream(("plot " + words).split(" ")), Arrays.stream(more))
                .toArray());
    }

    /** Without fonts Java cannot draw letters. */
    private static void assumeFonts() {
        assumeThatCode(() -> new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                        .getStringBounds("x", new FontRenderContext(null, true, true)))
                .as("this machine has no fonts")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "cobweb", "growth", "distances"})
    void theSameArgumentsGiveTheSameBytes(String kind) throws IOException {
        Path one = directory.resolve("a/b/one.svg");
        Path two = directory.resolve("two.svg");
        Result result = plot(kind, TENT, "-o", one);
        assertThat(result).as("its path is printed").isEqualTo(new Result(0, one + System.lineSeparator(), ""));
        plot(kind, TENT, "--output", two);
        assertThat(two).as("the same picture").hasSameBinaryContentAs(one);
        assertThat(plot(kind, TENT, "-o", "-").out()).as("on standard output").isEqualTo(Files.readString(one));
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("a", "two.svg");
    }

    @Test
    void standardInputIsReadAndCalledStdin() throws IOException {
        Result result = Command.reading(Files.readAllBytes(TENT)).run("plot", "graph", "-", "-o", "-");
        assertThat(Svg.parse(result.out()).texts()).contains("stdin: 3 affine pieces on (-inf, inf)");
        assertThat(result.out().replace("stdin: ", "tent: "))
                .as("else the same")
                .isEqualTo(plot("graph", TENT, "-o", "-").out());
    }

    @Test
    void aFileNameIsEscaped() throws IOException {
        Path file = Files.copy(TENT, directory.resolve("a&b<c> \"d\" %s é.json"));
        Result result = plot("graph", file, "-o", "-");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(Svg.parse(result.out()).texts()).contains("a&b<c> \"d\" %s é: 3 affine pieces on (-inf, inf)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"graph", "distances"})
    void aPngIsTwiceAsLargeAsThePictureAndNotBlank(String kind) throws IOException {
        assumeFonts();
        Path file = directory.resolve("tent.png");
        Result result = plot(kind, TENT, "-o", file);
        assertThat(result.status()).as(result.err()).isZero();
        byte[] bytes = Files.readAllBytes(file);
        assertThat(bytes).as("signature").startsWith(PNG);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
        var svg = Svg.parse(plot(kind, TENT, "-o", "-").out()).document().getDocumentElement();
        assertThat(image.getWidth()).as("width").isEqualTo((int) (2 * Svg.number(svg, "width")));
        assertThat(image.getHeight()).as("height").isEqualTo((int) (2 * Svg.number(svg, "height")));
        assertThat(image.getRGB(0, 0) & 0xffffff).as("the page is white").isEqualTo(0xffffff);
        assertThat(image.getRGB(180, 560) & 0xffffff).as("the left axis is not").isNotEqualTo(0xffffff);
        long colours = IntStream.range(0, image.getHeight())
                .flatMap(y -> IntStream.range(0, image.getWidth()).map(x -> image.getRGB(x, y)))
                .distinct()
                .count();
        assertThat(colours).as("colours").isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "graf TENT -o FILE.svg;                          KIND graf: expected one of graph, cobweb, cover, growth",
                "Graph TENT -o FILE.svg;                         KIND Graph: expected one of",
                "TENT graph -o FILE.svg;                         expected one of graph",
                "graph TENT;                                     --output",
                "graph -o FILE.svg;                              NET",
                "graph TENT FIVE -o FILE.svg;                    five-cycle.json",
                "graph TENT -o FILE.pdf;                         FILE.pdf: expected a name that ends in .svg or .png",
                "graph TENT -o FILE;                             expected a name that ends in .svg or .png",
                "graph FIVE -o FILE.svg --window 0,2;            --window: [0, 2] is not within the domain [0, 1]",
                "graph FIVE -o FILE.svg --window -1/9,1;         --window: [-1/9, 1] is not within the domain [0, 1]",
                "graph FIVE -o FILE.svg --window 1,1;            --window 1,1: left end not below right end",
                "graph FIVE -o FILE.svg --window 1,0;            --window 1,0: left end not below right end",
                "graph TENT -o FILE.svg --window 0,inf;          --window 0,inf: expected two numbers",
                "graph TENT -o FILE.svg --window 0;              --window 0: expected two ends A,B",
                "graph TENT -o FILE.svg --window a,b;            --window a: not a number",
                "graph TENT -o FILE.svg --window 1,1.00000000000000000000001;  too narrow",
                "graph TENT -o FILE.svg --window -1e400,1e400;   too far out",
                "graph TENT -o FILE.svg --domain 1,0;            --domain 1,0: left end not below right end",
                "cobweb FIVE -o FILE.svg --start 3;              --start 3: not in the domain [0, 1]",
                "cobweb FIVE -o FILE.svg --start x;              --start x: not a number",
                "cobweb FIVE -o FILE.svg --start 0,1;            --start: 2 points, expected one",
                "cobweb FIVE -o FILE.svg --steps 0;              --steps 0: expected 1 to 20000",
                "cobweb FIVE -o FILE.svg --steps many;           --steps",
                "distances FIVE -o FILE.svg --start 1/2,-1;      --start -1: not in the domain [0, 1]",
                "distances FIVE -o FILE.svg --start 1/2,1,0;     --start: 3 points, expected one or two",
                "cover TENT -o FILE.svg;                         --period 3: f has it",
                "cover FIVE -o FILE.svg --period 5;              --period 5: f has it",
                "cover FIVE -o FILE.svg --period 1;              --period 1: expected 2 to 1000",
                "growth FIVE -o FILE.svg --iterates 0;           --iterates 0: expected 1 to 500",
                "growth FIVE -o FILE.svg --iterates 501;         --iterates 501: expected 1 to 500"
            })
    void wrongUseIsSaidAndNothingWritten(String words, String message) throws IOException {
        String line = words.strip()
                .replace("TENT", TENT.toString())
                .replace("FIVE", "test-data/exact/five-cycle.json")
                .replace("FILE", directory.resolve("FILE").toString());
        Result result = plot(line);
        assertThat(result.status()).as("exit status of plot %s", words).isEqualTo(2);
        assertThat(result.complaint()).as("complaint about plot %s", words).contains(message.strip());
        assertThat(result.err().lines()).as("lines of it").hasSize(2);
        assertThat(result.out()).as("output").isEmpty();
        assertThat(Command.in(directory)).as("nothing is written").isEmpty();
    }

    @Test
    void aPeriodThatFHasIsShown() {
        assertThat(plot("cover", TENT, "-o", "-").complaint()).as("its orbit").contains("2/7 -> 4/7 -> 6/7");
    }

    @Test
    void unreadableInputsAreSaidWithThePlaceAndNothingIsWritten() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"format\": \"chaoscert-network/1\"}");
        for (Object name : List.of(broken, SMOOTH, "nosuch.json", directory)) {
            Result result = plot("graph", name, "-o", directory.resolve("x.svg"));
            assertThat(result.status()).as("exit status for %s", name).isEqualTo(5);
            assertThat(result.err().lines())
                    .as("complaint about %s", name)
                    .singleElement()
                    .asString()
                    .startsWith("chaoscert: " + name + ": ");
        }
        Result left = plot("graph --domain 0,1/2", TENT, "-o", directory.resolve("x.svg"));
        assertThat(left.status()).as("a domain that is left").isEqualTo(5);
        assertThat(left.complaint()).contains("/domain", "1/2 to 1");
        assertThat(Command.in(directory)).as("nothing is written").containsExactly("broken.json");
    }

    @Test
    void valuesThatCannotBeDrawnAreOverLimits() {
        byte[] net = """
                {"format": "chaoscert-network/1", "domain": ["0", "1e400"], "layers": [
                  {"weights": [["1/2"]], "biases": ["0"], "activation": "identity"}]}
                """.getBytes(StandardCharsets.UTF_8);
        Result result = Command.reading(net).run("plot", "graph", "-", "-o", "-");
        assertThat(result.status()).as("exit status").isEqualTo(6);
        assertThat(result.complaint()).as("complaint").contains("-: over limits: x from 0.0 to ");
        Result part = Command.reading(net).run("plot", "graph", "-", "-o", "-", "--window", "0,1");
        assertThat(part.status()).as("a part of it").isZero();
    }

    @Test
    void aDiskThatFillsLeavesNoPartialFile() throws IOException {
        Path old = Files.writeString(directory.resolve("tent.svg"), "old");
        CertificateFiles.Store full = (file, bytes) -> {
            Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            throw new IOException("No space left on device");
        };
        Result result = Command.writingThrough(full).run("plot", "graph", TENT, "-o", old);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.complaint())
                .as("complaint")
                .contains(old.toString(), "could not be written", "No space left");
        assertThat(result.out()).as("output").isEmpty();
        assertThat(old).as("the older picture").hasContent("old");
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("tent.svg");
    }

    @ParameterizedTest
    @CsvSource({"file/below.svg", "taken.svg"})
    void aPlaceThatIsTakenIsNotWritten(String place) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        Files.createDirectory(directory.resolve("taken.svg"));
        Result result = plot("growth", TENT, "-o", directory.resolve(place));
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.complaint()).as("complaint").contains(place, "could not be written");
        assertThat(file).as("the file in the way").hasContent("kept");
        assertThat(Command.in(directory)).as("nothing beside it").containsExactly("file", "taken.svg");
    }
}
