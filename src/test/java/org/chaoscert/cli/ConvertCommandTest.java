package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The command {@code convert}: what it writes and says, and its exit status. */
class ConvertCommandTest {
    private static final Path DATA = Path.of("test-data", "exchange");
    private static final Path BATCH = DATA.resolve("batch-little-f8-C.npz");
    private static final Path MODEL = DATA.resolve("torch-relu-opset-13.onnx");
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final String TABLE = "a0,b0\n1,0\nx,0\n0.5,0.25\n";

    @TempDir
    private Path directory;

    private Path in;
    private Path out;

    @BeforeEach
    void makeDirectories() throws IOException {
        in = Files.createDirectory(directory.resolve("in"));
        out = Files.createDirectory(directory.resolve("out"));
    }

    private static void assertRefused(Result result, int status, String... said) {
        assertThat(result.status()).as("exit status").isEqualTo(status);
        assertThat(result.complaint()).startsWith("chaoscert: ").contains(said);
        assertThat(result.showsStackTrace()).as("stack trace").isFalse();
        assertThat(result.out()).as("standard output").isEmpty();
    }

    @Test
    void oneLineSaysWhatWasWritten() throws IOException {
        Path file = out.resolve("nets.jsonl");
        Result result = chaoscert("convert", BATCH, file);
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .isEqualTo("3 networks in " + file
                        + "; numbers stored as binary64, each read exactly (arrays a, b: sum of a_i relu(x - b_i), then clip)"
                        + System.lineSeparator());
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Command.in(out)).containsExactly("nets.jsonl");
    }

    @Test
    void networksAreCalledAfterTheirFile() throws IOException {
        chaoscert("convert", BATCH, out.resolve("nets.jsonl"));
        assertThat(Files.readAllLines(out.resolve("nets.jsonl")).stream()
                        .map(line -> Command.json(line).path("name").asString()))
                .containsExactly("batch-little-f8-C-0", "batch-little-f8-C-1", "batch-little-f8-C-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.jsonl", "net.npz", "net.safetensors", "net.onnx", "NET.JSON", "deep/er/net.json"})
    void aModelGoesThroughAllKinds(String name) throws IOException {
        Path first = out.resolve("first.json");
        assertThat(chaoscert("convert", MODEL, first).status()).isZero();
        Path other = out.resolve(name);
        Result result = chaoscert("convert", MODEL, other);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .startsWith("1 network in " + other + "; numbers stored as binary32, each read exactly");
        Path back = out.resolve("back.json");
        assertThat(chaoscert("convert", other, back).status()).isZero();
        assertThat(layers(back)).isEqualTo(layers(first));
        assertThat(Command.json(back).path("domain"))
                .isEqualTo(Command.json(first).path("domain"));
    }

    private static JsonNode layers(Path file) throws IOException {
        return Command.json(file).path("layers");
    }

    @Test
    void tablesGoThroughTables() throws IOException {
        Path table = out.resolve("nets.csv");
        assertThat(chaoscert("convert", BATCH, table).status()).isZero();
        chaoscert("convert", table, out.resolve("a.npz"));
        chaoscert("convert", BATCH, out.resolve("b.npz"));
        assertThat(out.resolve("a.npz")).hasSameBinaryContentAs(out.resolve("b.npz"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "2, 2"})
    void oneOfMany(int index, int place) throws IOException {
        Path file = out.resolve("one.json");
        Result result = chaoscert("convert", BATCH, file, "--index", index);
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("1 network in ");
        JsonNode expected = Command.json(
                Files.readAllLines(Path.of(BATCH + ".expected.jsonl")).get(place));
        chaoscert(
                "convert", Files.writeString(in.resolve("expected.jsonl"), expected.toString()), in.resolve("e.json"));
        assertThat(layers(file)).isEqualTo(layers(in.resolve("e.json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "-1", "9223372036854775807"})
    void noSuchNetwork(String index) throws IOException {
        Result result = chaoscert("convert", BATCH, out.resolve("one.json"), "--index=" + index);
        assertRefused(result, 5, BATCH + ": no network #" + index);
        assertThat(Command.in(out)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.npy", "net.txt", "net"})
    void unknownEndsOfTheOutput(String name) throws IOException {
        Result result = chaoscert("convert", TENT, out.resolve(name));
        assertRefused(
                result, 2, name + ": expected a name that ends in .json, .jsonl, .npz, .safetensors, .onnx or .csv");
        assertThat(Command.in(out)).isEmpty();
    }

    @Test
    void unknownEndsOfTheInput() throws IOException {
        Path file = Files.writeString(in.resolve("net.pt"), "x");
        assertRefused(
                chaoscert("convert", file, out.resolve("net.json")),
                5,
                file + ": unknown kind of file; expected .json, .jsonl, .npy, .npz, .safetensors, .onnx, .csv");
    }

    @Test
    void missingInput() throws IOException {
        Path file = in.resolve("none.npz");
        assertRefused(chaoscert("convert", file, out.resolve("net.json")), 5, file + ": no such file");
        assertThat(Command.in(out)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--hidden, softmax, expected one of relu",
        "--hidden, leaky-relu, expected one of relu",
        "--hidden, leaky-relu:2, expected one of relu",
        "--output-activation, relu:1, expected one of relu",
        "--domain, 0, expected two ends A;B",
        "--domain, 1;0, left end not below right end",
        "--domain, a;b, a",
        "--rows, columns, expected units or inputs",
        "--decimals, float, expected binary64 or exact",
        "--index, x, x"
    })
    void badOptions(String option, String value, String said) throws IOException {
        Result result = chaoscert("convert", BATCH, out.resolve("n.jsonl"), option, value.replace(';', ','));
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(option, said.replace(';', ','));
        assertThat(Command.in(out)).isEmpty();
    }

    @Test
    void faultyNetworksAreNamedAndLeftOut() throws IOException {
        Path file = Files.writeString(in.resolve("nets.csv"), TABLE);
        Result result = chaoscert("convert", file, out.resolve("nets.jsonl"));
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint())
                .startsWith("chaoscert: " + file + " #1: line 3, column a0: \"x\": expected a decimal");
        assertThat(result.out()).startsWith("2 networks in " + out.resolve("nets.jsonl"));
        assertThat(Files.readAllLines(out.resolve("nets.jsonl")).stream()
                        .map(line -> Command.json(line).path("name").asString()))
                .containsExactly("nets-0", "nets-2");
    }

    @Test
    void onlyFaultyNetworksMakeNoFile() throws IOException {
        Path file = Files.writeString(in.resolve("nets.csv"), TABLE);
        Path old = Files.writeString(out.resolve("one.json"), "what stood there");
        Result result = chaoscert("convert", file, old, "--index", 1);
        assertRefused(result, 5, file + " #1: line 3, column a0");
        assertThat(old).hasContent("what stood there");
        assertThat(Command.in(out)).containsExactly("one.json");
        assertThat(chaoscert("convert", file, old, "--index", 2).status()).isZero();
        assertThat(layers(old).path(1).path("weights").toString()).isEqualTo("[[0.5]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.json", "net.onnx"})
    void twoNetworksForOne(String name) throws IOException {
        Path old = Files.writeString(out.resolve(name), "what stood there");
        Result result = chaoscert("convert", BATCH, old);
        assertRefused(
                result,
                5,
                BATCH
                        + ": batch-little-f8-C-1: a second network; this kind of file holds one. Choose .jsonl, .npz or"
                        + " .safetensors");
        assertThat(old).hasContent("what stood there");
        assertThat(Command.in(out)).containsExactly(name);
    }

    @ParameterizedTest
    @CsvSource({
        "net.npz, /layers/0/weights/0/0: 1/3 is no binary64 number",
        "net.safetensors, /layers/0/weights/0/0: 1/3 is no binary64 number",
        "net.onnx, /layers/0/weights/0/0: 1/3 is no binary64 number",
        "net.csv, not of the form"
    })
    void whatTheOutputCannotHold(String name, String said) throws IOException {
        Path file = Files.writeString(
                in.resolve("third.json"),
                "{\"format\":\"chaoscert-network/1\",\"layers\":[{\"weights\":[[\"1/3\"]],\"biases\":[0],"
                        + "\"activation\":\"clip\"}]}");
        Path old = Files.writeString(out.resolve(name), "what stood there");
        assertRefused(chaoscert("convert", file, old), 5, file + ": ", said);
        assertThat(old).hasContent("what stood there");
        assertThat(Command.in(out)).containsExactly(name);
    }

    @Test
    void overLimits() throws IOException {
        Path file = Files.writeString(
                in.resolve("a.json"), "{\"format\":\"chaoscert-network/1\",\"layers\":" + "[".repeat(5000));
        Result result = chaoscert("convert", file, out.resolve("b.json"));
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).contains(file + ": ");
        assertThat(Command.in(out)).isEmpty();
    }

    @Test
    void placesThatCannotBeWritten() throws IOException {
        Path blocked = Files.writeString(out.resolve("file"), "a file");
        assertRefused(chaoscert("convert", TENT, blocked.resolve("net.json")), 7, "could not be written");
        assertRefused(chaoscert("convert", MODEL, blocked.resolve("net.npz")), 7, "could not be written");
        Path full = Files.createDirectories(out.resolve("taken.json/inner"));
        assertRefused(chaoscert("convert", TENT, full.getParent()), 7, "could not be written");
        assertThat(Command.in(out)).containsExactly("file", "taken.json");
    }

    @Test
    void directoriesAreReadByName() throws IOException {
        for (String name : new String[] {"b.json", "a.json", "c.json", "d.cert.json", "e.beyond.json", "readme.txt"}) {
            Files.copy(TENT, in.resolve(name));
        }
        Files.writeString(in.resolve("bad.json"), "{}");
        Result result = chaoscert("convert", in, out.resolve("all.jsonl"));
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + in + " bad.json: /format: missing");
        assertThat(Files.readAllLines(out.resolve("all.jsonl")).stream()
                        .map(line -> Command.json(line).path("name").asString()))
                .containsExactly("a", "b", "c");
        assertThat(result.out()).startsWith("3 networks in ");
    }

    @Test
    void emptyInputs() throws IOException {
        assertRefused(chaoscert("convert", in, out.resolve("all.jsonl")), 5, in + ": there are no networks to write");
        Path empty = Files.writeString(in.resolve("empty.csv"), "a0,b0\n");
        assertRefused(chaoscert("convert", empty, out.resolve("all.npz")), 5, "there are no networks to write");
        assertThat(Command.in(out)).isEmpty();
    }

    @Test
    void aFileMayBeReplacedByItself() throws IOException {
        Path file = Files.copy(Path.of(BATCH + ".expected.jsonl"), out.resolve("nets.jsonl"));
        assertThat(chaoscert("convert", file, file).status()).isZero();
        assertThat(Files.readAllLines(file)).hasSize(3);
        assertThat(Command.in(out)).containsExactly("nets.jsonl");
    }

    @Test
    void theDomainIsChosen() throws IOException {
        for (Path file : new Path[] {TENT, MODEL, BATCH, DATA.resolve("layers-single-F.npz")}) {
            Path made = out.resolve("net.json");
            assertThat(chaoscert("convert", file, made, "--domain", "-inf,5/2", "--index", 0)
                            .status())
                    .isZero();
            assertThat(Command.json(made).path("domain").toString()).isEqualTo("[\"-inf\",\"5/2\"]");
        }
    }

    @Test
    void activationsAreChosen() throws IOException {
        Path made = out.resolve("net.json");
        Path arrays = DATA.resolve("layers-options.npz");
        chaoscert("convert", arrays, made, "--hidden", "leaky-relu:1/100", "--output-activation", "sigmoid");
        assertThat(layers(made).findValuesAsString("activation"))
                .containsExactly("leaky-relu", "leaky-relu", "sigmoid");
        chaoscert("convert", arrays, made);
        assertThat(layers(made).findValuesAsString("activation")).containsExactly("relu", "relu", "identity");
        // What is chosen counts more than what the file says.
        chaoscert("convert", DATA.resolve("layers-single.npz"), made, "--hidden", "sigmoid");
        assertThat(layers(made).findValuesAsString("activation")).containsExactly("sigmoid", "sigmoid", "clip");
        for (Path file : new Path[] {TENT, MODEL}) {
            Result result = chaoscert("convert", file, made, "--hidden", "tanh");
            assertThat(result.status()).isEqualTo(5);
            assertThat(result.complaint()).contains("says itself what its activations are");
        }
    }

    @Test
    void rowsOfInputs() throws IOException {
        Path file = DATA.resolve("layers-keras.npz");
        Path made = out.resolve("net.json");
        assertRefused(
                chaoscert("convert", file, made),
                5,
                file + ": w0 of shape (1, 3): 1 units of 3 inputs; expected 1 input.");
        assertThat(chaoscert("convert", file, made, "--rows", "inputs").status())
                .isZero();
        assertThat(layers(made).path(0).path("weights")).hasSize(3);
    }

    @Test
    void decimals() throws IOException {
        Path file = Files.writeString(in.resolve("t.csv"), "a0,b0\n0.1,1/3\n");
        Path made = out.resolve("t.jsonl");
        assertThat(chaoscert("convert", file, made).status()).isEqualTo(5);
        Result result = chaoscert("convert", file, made, "--decimals", "exact");
        assertThat(result.out())
                .endsWith("numbers decimals and fractions, each exactly what it says" + System.lineSeparator());
        assertThat(Files.readString(made)).contains("\"1/10\"", "\"-1/3\"");
    }

    @Test
    void helpNamesAllKinds() {
        Result help = chaoscert("convert", "--help");
        assertThat(help.status()).isZero();
        assertThat(help.out())
                .contains(List.of(
                        ".json ",
                        ".jsonl ",
                        ".npz ",
                        ".npy ",
                        ".safetensors ",
                        ".onnx ",
                        ".csv ",
                        "--index",
                        "--hidden",
                        "--output-activation",
                        "--domain",
                        "--rows",
                        "--decimals"));
        assertThat(chaoscert("convert").status()).isEqualTo(2);
        assertThat(chaoscert("convert", TENT).status()).isEqualTo(2);
    }
}
