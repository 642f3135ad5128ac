package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Networks that {@code sample} draws: their names, their numbers, and that each depends on its seed and index alone. */
class SampleTest {
    private static final Pattern LITERAL = Pattern.compile("-?[0-9][0-9.eE+-]*");

    @TempDir
    private Path directory;

    @Test
    void filesAreCalledAfterSchemeWidthSeedAndIndex() throws IOException {
        Result result = chaoscert(
                "sample",
                "--scheme",
                "he-he",
                "--width",
                3,
                "--seed",
                -5,
                "--index",
                8,
                "--count",
                3,
                "-o",
                directory.resolve("a/b"));
        assertThat(result.status()).as("exit status").isZero();
        assertThat(Command.in(directory.resolve("a/b")))
                .as("names")
                .containsExactly("he-he-k3-s-5-10.json", "he-he-k3-s-5-8.json", "he-he-k3-s-5-9.json");
        JsonNode network = Command.json(directory.resolve("a/b/he-he-k3-s-5-9.json"));
        assertThat(network.path("name").asString()).as("name inside").isEqualTo("he-he-k3-s-5-9");
    }

    @ParameterizedTest
    @CsvSource({
        "relu-sum, 2, clip",
        "one-he, 2, identity",
        "he-he, 3, relu",
        "he-uniform, 2, relu",
        "normal-truncated, 4, relu",
        "glorot, 2, relu",
        "glorot-old, 3, identity"
    })
    void everySchemeHasItsShapeAndNumbersWithoutQuotes(String scheme, int depth, String output) throws IOException {
        chaoscert("sample", "--scheme", scheme, "--width", 5, "--depth", depth, "-o", directory);
        Path file = directory.resolve(scheme + "-k5-s0-0.json");
        JsonNode layers = Command.json(file).path("layers");
        assertThat(layers.size()).as("layers").isEqualTo(depth);
        for (int i = 0; i < depth; i++) {
            JsonNode layer = layers.path(i);
            boolean last = i == depth - 1;
            assertThat(layer.path("weights").size()).as("units of layer %d", i).isEqualTo(last ? 1 : 5);
            assertThat(layer.path("biases").size()).as("biases of layer %d", i).isEqualTo(last ? 1 : 5);
            assertThat(layer.path("activation").asString())
                    .as("activation of layer %d", i)
                    .isEqualTo(last ? output : "relu");
            for (JsonNode row : layer.path("weights").values()) {
                assertThat(row.size()).as("inputs of layer %d", i).isEqualTo(i == 0 ? 1 : 5);
                assertThat(row.valueStream()).as("weights of layer %d", i).allMatch(JsonNode::isNumber);
            }
            assertThat(layer.path("biases").valueStream())
                    .as("biases of layer %d", i)
                    .allMatch(JsonNode::isNumber);
        }
        assertThat(chaoscert("certify", file, "-o", directory.resolve("certs")).status())
                .as("it can be judged")
                .isIn(0, 4);
    }

    @Test
    void numbersAreTheShortestDecimalsOfTheirBinary64() {
        String text = chaoscert("sample", "--scheme", "relu-sum", "--width", 300, "-o", "-")
                .out();
        Matcher literals = LITERAL.matcher(text.substring(text.indexOf("\"layers\"")));
        Set<String> seen = new HashSet<>();
        while (literals.find()) {
            String literal = literals.group();
            double value = Double.parseDouble(literal);
            String digits =
                    literal.replaceAll("[eE].*", "").replaceAll("[-.]", "").replaceAll("^0+|0+$", "");
            assertThat(digits).as("digits of %s", literal).hasSizeLessThanOrEqualTo(17);
            for (int fewer = 1; fewer < digits.length(); fewer++) {
                assertThat(Double.parseDouble(String.format(java.util.Locale.ROOT, "%." + (fewer - 1) + "e", value)))
                        .as("%s rounded to %d digits", literal, fewer)
                        .isNotEqualTo(value);
            }
            seen.add(literal);
        }
        assertThat(seen).as("kinks and weights").hasSizeGreaterThan(590);
    }

    @Test
    void aNetworkIsTheSameAloneAndInABatch() throws IOException {
        Path batch = directory.resolve("batch");
        Path alone = directory.resolve("alone");
        Path again = directory.resolve("again");
        chaoscert(
                "sample",
                "--scheme",
                "he-uniform",
                "--width",
                4,
                "--depth",
                3,
                "--seed",
                11,
                "--count",
                6,
                "-o",
                batch);
        chaoscert(
                "sample",
                "--scheme",
                "he-uniform",
                "--width",
                4,
                "--depth",
                3,
                "--seed",
                11,
                "--count",
                6,
                "-o",
                again);
        for (int i = 5; i >= 0; i--) {
            chaoscert(
                    "sample",
                    "--scheme",
                    "he-uniform",
                    "--width",
                    4,
                    "--depth",
                    3,
                    "--seed",
                    11,
                    "--index",
                    i,
                    "-o",
                    alone);
        }
        assertThat(Command.in(alone)).as("names").hasSize(6).isEqualTo(Command.in(batch));
        for (String name : Command.in(batch)) {
            assertThat(alone.resolve(name)).as("alone").hasSameBinaryContentAs(batch.resolve(name));
            assertThat(again.resolve(name)).as("drawn again").hasSameBinaryContentAs(batch.resolve(name));
        }
    }

    private static Set<String> numbers(String... words) {
        String text = chaoscert((Object[]) words).out();
        return LITERAL.matcher(text.substring(text.indexOf("\"layers\"")))
                .results()
                .map(result -> result.group())
                .filter(literal -> literal.length() > 5)
                .collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void neighboursInIndexAndSeedShareNoNumber() {
        String[] words = {"sample", "--scheme", "relu-sum", "--width", "50", "-o", "-", "--seed", "7", "--index", "3"};
        Set<String> drawn = numbers(words);
        assertThat(drawn).as("numbers").hasSizeGreaterThan(90);
        Stream.of(List.of("7", "4"), List.of("8", "3"), List.of("3", "7"), List.of("-7", "3"))
                .forEach(other -> {
                    String[] changed = words.clone();
                    changed[8] = other.get(0);
                    changed[10] = other.get(1);
                    assertThat(numbers(changed))
                            .as("seed and index %s", other)
                            .hasSizeGreaterThan(90)
                            .doesNotContainAnyElementsOf(drawn);
                });
    }

    @Test
    void networkThreeOfSeedSevenIsTheSameOnEveryMachine() {
        Result drawn = chaoscert(
                "sample", "--scheme", "relu-sum", "--width", 4, "--variance", 64, "--seed", 7, "--index", 3, "-o", "-");
        Result inspected =
                Command.reading(drawn.out().getBytes(StandardCharsets.UTF_8)).run("inspect", "-", "--json");
        assertThat(inspected.json().get(0).path("sha256").asString())
                .as("digest")
                .isEqualTo("7cd8318e49939c68abe3108a5b60668872cede51a5d599164e34ac3157af901c");
    }

    @ParameterizedTest
    @CsvSource({"he, 2, 4", "glorot, 2, 5", "xavier, 2, 5", "lecun, 1, 4", "64, 64, 4"})
    void variancesDifferByAFactorOnly(String variance, double numerator, double denominator) {
        double unit = firstWeight("1");
        assertThat(firstWeight(variance) / unit)
                .as("deviation of %s at width 4, in units of 1/2", variance)
                .isCloseTo(
                        Math.sqrt(numerator / denominator) * 2, org.assertj.core.data.Percentage.withPercentage(1e-9));
    }

    private static double firstWeight(String variance) {
        String text = chaoscert("sample", "--scheme", "relu-sum", "--width", 4, "--variance", variance, "-o", "-")
                .out();
        return Command.json(text)
                .path("layers")
                .path(1)
                .path("weights")
                .path(0)
                .path(0)
                .asDouble();
    }

    @Test
    void heIsTheVarianceByDefault() {
        assertThat(firstWeight("he")).as("first weight").isEqualTo(firstWeight("2"));
        String text = chaoscert("sample", "--scheme", "relu-sum", "--width", 4, "-o", "-")
                .out();
        assertThat(Command.json(text)
                        .path("layers")
                        .path(1)
                        .path("weights")
                        .path(0)
                        .path(0)
                        .asDouble())
                .as("first weight without --variance")
                .isEqualTo(firstWeight("he"));
    }

    @Test
    void clippingReplacesTheOutputActivation() {
        JsonNode clipped = Command.json(chaoscert("sample", "--scheme", "one-he", "--width", 3, "--clip", "-o", "-")
                .out());
        assertThat(clipped.path("layers").path(1).path("activation").asString())
                .as("activation")
                .isEqualTo("clip");
        assertThat(clipped.path("domain").path(1).asString()).as("domain").isEqualTo("1");
    }

    @Test
    void severalNetworksCanBePipedAndOneCanBeJudged() {
        Result one = chaoscert("sample", "--scheme", "relu-sum", "--width", 3, "--variance", 64, "-o", "-");
        assertThat(one.err()).as("no complaints").isEmpty();
        Result judged =
                Command.reading(one.out().getBytes(StandardCharsets.UTF_8)).run("certify", "-", "-o", "-");
        assertThat(judged.status()).as("exit status").isIn(0, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--scheme relu-sum",
                "--width 4",
                "--scheme he --width 4",
                "--scheme RELU-SUM --width 4",
                "--scheme relu-sum --width 0",
                "--scheme relu-sum --width -1",
                "--scheme relu-sum --width 99999999999",
                "--scheme relu-sum --width 4 --depth 3",
                "--scheme he-he --width 4 --depth 1",
                "--scheme he-he --width 100000 --depth 3",
                "--scheme relu-sum --width 4 --variance -1",
                "--scheme relu-sum --width 4 --variance NaN",
                "--scheme relu-sum --width 4 --variance Infinity",
                "--scheme relu-sum --width 4 --variance high",
                "--scheme relu-sum --width 4 --variance 3d",
                "--scheme relu-sum --width 1 --variance low",
                "--scheme he-he --width 4 --variance 2",
                "--scheme relu-sum --width 4 --seed x",
                "--scheme relu-sum --width 4 --count 0",
                "--scheme relu-sum --width 4 --count -3",
                "--scheme relu-sum --width 4 --index -1",
                "--scheme relu-sum --width 4 --index 9223372036854775807 --count 2"
            })
    void badParametersAreUsageErrorsBeforeAnythingIsWritten(String parameters) throws IOException {
        Object[] words = Stream.concat(
                        Stream.of("sample", "-o", directory.resolve("nets")), Stream.of(parameters.split(" ")))
                .toArray();
        Result result = chaoscert(words);
        assertThat(result.status()).as("exit status for %s", parameters).isEqualTo(2);
        assertThat(result.complaint()).as("complaint").isNotEmpty();
        assertThat(result.out()).as("standard output").isEmpty();
        assertThat(Command.in(directory)).as("nothing written").isEmpty();
    }

    @Test
    void aDiskThatFillsLeavesNoPartialNetwork() throws IOException {
        Command command = Command.writingThrough((file, bytes) -> {
            Files.write(file, new byte[] {bytes[0]});
            throw new IOException("No space left on device");
        });
        Result result = command.run("sample", "--scheme", "relu-sum", "--width", 4, "--count", 3, "-o", directory);
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(result.complaint())
                .as("complaint")
                .contains("relu-sum-k4-s0-0.json", "could not be written", "No space left");
        assertThat(Command.in(directory)).as("nothing is left").isEmpty();
    }

    @Test
    void aDirectoryUnderARegularFileCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "kept");
        Result result = chaoscert("sample", "--scheme", "relu-sum", "--width", 4, "-o", file.resolve("below"));
        assertThat(result.status()).as("exit status").isEqualTo(7);
        assertThat(file).as("the file in the way").hasContent("kept");
    }
}
