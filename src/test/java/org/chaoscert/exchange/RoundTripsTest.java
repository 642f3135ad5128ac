package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written into a file is read from it again; what a file cannot hold exactly is refused. */
class RoundTripsTest {
    private static final String HIDDEN = "{'weights':[[1]],'biases':[0],'activation':'relu'}";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "npz", "safetensors", "onnx"})
    void oneNetwork(String ending) throws IOException, NetworkFormatException {
        RandomNetworks random = new RandomNetworks(1);
        for (int i = 0; i < 150; i++) {
            Network network = random.network();
            Path file = directory.resolve("net." + ending);
            Exchange.write(file, List.of(network));
            assertThat(Exchange.text(Exchange.one(file))).isEqualTo(Exchange.text(network));
        }
        assertThat(list()).containsExactly("net." + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jsonl", "npz", "safetensors"})
    void manyNetworks(String ending) throws IOException, NetworkFormatException {
        RandomNetworks random = new RandomNetworks(2);
        for (int i = 0; i < 40; i++) {
            RandomNetworks.Shape shape = random.shape();
            List<Network> networks = new ArrayList<>();
            for (int j = 0; j < 2 + i % 5; j++) {
                networks.add(random.network(shape, false));
            }
            Path file = directory.resolve("nets." + ending);
            Exchange.write(file, networks);
            assertThat(Exchange.texts(Exchange.networks(file))).isEqualTo(Exchange.texts(networks));
        }
    }

    @Test
    void tables() throws IOException, NetworkFormatException {
        RandomNetworks random = new RandomNetworks(3);
        for (int width = 1; width < 30; width++) {
            List<Network> networks = new ArrayList<>();
            for (int j = 0; j < 1 + width % 4; j++) {
                networks.add(random.simple(width));
            }
            Path file = directory.resolve("nets.csv");
            Exchange.write(file, networks);
            assertThat(Exchange.texts(Exchange.networks(file))).isEqualTo(Exchange.texts(networks));
            List<String> lines = Files.readAllLines(file);
            assertThat(lines).hasSize(networks.size() + 1);
            assertThat(lines.get(0)).startsWith("a0,").endsWith(",b" + (width - 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl"})
    void networkFilesHoldAllFractions(String ending) throws IOException, NetworkFormatException {
        Network network = Exchange.network("{'format':'chaoscert-network/1','domain':['-1/3','22/7'],'layers':["
                + "{'weights':[['1/3'],['5e-324'],['1e-400']],'biases':['0.1',0.1,'-7/1000000007'],"
                + "'activation':'leaky-relu','slope':'1/100'},"
                + "{'weights':[[1,2,'1e300']],'biases':[1e308],'activation':'identity'}]}");
        Path file = directory.resolve("net." + ending);
        Exchange.write(file, List.of(network));
        assertThat(Exchange.text(Exchange.one(file))).isEqualTo(Exchange.text(network));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "npz", "safetensors", "onnx", "csv"})
    void sameNetworksMakeTheSameFile(String ending) throws IOException, NetworkFormatException, InterruptedException {
        Network network = new RandomNetworks(4).simple(5);
        Path first = directory.resolve("first." + ending);
        Path second = directory.resolve("second." + ending);
        Exchange.write(first, List.of(network));
        // Archives know two seconds.
        Thread.sleep(ending.equals("npz") ? 2100 : 0);
        Exchange.write(second, List.of(network));
        assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(
                        "npz",
                        layers("{'weights':[['1/3']],'biases':[0],'activation':'clip'}"),
                        "/layers/0/weights/0/0: 1/3 is no binary64 number"),
                Arguments.of(
                        "npz",
                        layers(HIDDEN + ",{'weights':[[1]],'biases':['0.1'],'activation':'clip'}"),
                        "/layers/1/biases/0: 1/10 is no binary64 number"),
                Arguments.of(
                        "safetensors",
                        layers("{'weights':[['9007199254740993']],'biases':[0],'activation':'clip'}"),
                        "/layers/0/weights/0/0: 9007199254740993 is no binary64 number"),
                Arguments.of(
                        "safetensors",
                        layers("{'weights':[['1e400']],'biases':[0],'activation':'clip'}"),
                        "is no binary64 number"),
                Arguments.of(
                        "onnx",
                        layers("{'weights':[['1/3']],'biases':[0],'activation':'clip'}"),
                        "/layers/0/weights/0/0: 1/3 is no binary64 number"),
                Arguments.of(
                        "onnx",
                        layers("{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':'1/100'}"),
                        "layer 0: the slope 1/100 is no binary32 number"),
                Arguments.of(
                        "onnx",
                        layers("{'weights':[[1]],'biases':[0],'activation':'leaky-relu','slope':0.1}"),
                        "is no binary32 number"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN + ",{'weights':[['1/3']],'biases':[0],'activation':'clip'}"),
                        "net-0, a0: 1/3 is no binary64 number"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN.replace("[0]", "['1/3']")
                                + ",{'weights':[[1]],'biases':[0],'activation':'clip'}"),
                        "net-0, b0: -1/3 is no binary64 number"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN + ",{'weights':[[1]],'biases':[0],'activation':'identity'}"),
                        "not of the form"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN + ",{'weights':[[1]],'biases':[1],'activation':'clip'}"),
                        "not of the form"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN.replace("[[1]]", "[[2]]")
                                + ",{'weights':[[1]],'biases':[0],'activation':'clip'}"),
                        "not of the form"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN.replace("relu", "abs") + ",{'weights':[[1]],'biases':[0],'activation':'clip'}"),
                        "not of the form"),
                Arguments.of("csv", layers("{'weights':[[1]],'biases':[0],'activation':'clip'}"), "not of the form"),
                Arguments.of(
                        "csv",
                        layers(HIDDEN + ",{'weights':[[1]],'biases':[0],'activation':'clip'}")
                                .replace("'layers'", "'domain':[0,2],'layers'"),
                        "not of the form"));
    }

    private static String layers(String layers) {
        return "{'format':'chaoscert-network/1','layers':[" + layers + "]}";
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatIsNotExactIsRefused(String ending, String network, String said)
            throws IOException, NetworkFormatException {
        Network misfit = Exchange.network(network);
        Path file = Files.writeString(directory.resolve("net." + ending), "what stood there");
        assertThatThrownBy(() -> Exchange.write(file, List.of(misfit)))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(said);
        assertThat(file).hasContent("what stood there");
        assertThat(list()).containsExactly("net." + ending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "onnx"})
    void oneAloneFits(String ending) {
        RandomNetworks random = new RandomNetworks(5);
        assertThatThrownBy(() ->
                        Exchange.write(directory.resolve("net." + ending), List.of(random.simple(2), random.simple(2))))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessage(
                        "net-1: a second network; this kind of file holds one. Choose .jsonl, .npz or .safetensors");
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "jsonl", "npz", "safetensors", "onnx", "csv"})
    void noNetworksMakeNoFile(String ending) throws IOException {
        assertThatThrownBy(() -> Exchange.write(directory.resolve("net." + ending), List.of()))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessage("there are no networks to write");
        assertThat(list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"npz", "safetensors"})
    void networksOfABatchAreOfOneShape(String ending) throws NetworkFormatException {
        Network first = Exchange.network(layers(HIDDEN + ",{'weights':[[1]],'biases':[0],'activation':'clip'}"));
        Network other = Exchange.network(layers(HIDDEN + ",{'weights':[[1]],'biases':[0],'activation':'abs'}"));
        Network elsewhere = first.on(Domain.LINE);
        Network wider = Exchange.network(layers("{'weights':[[1],[1]],'biases':[0,0],'activation':'relu'}"
                + ",{'weights':[[1,1]],'biases':[0],'activation':'clip'}"));
        for (Network second : List.of(other, elsewhere, wider)) {
            assertThatThrownBy(() -> Exchange.write(directory.resolve("net." + ending), List.of(first, second)))
                    .isInstanceOf(NetworkFormatException.class)
                    .hasMessageStartingWith("net-1: ")
                    .hasMessageContaining("the networks before have");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void rowsOfATableAreOfOneWidth() {
        RandomNetworks random = new RandomNetworks(6);
        assertThatThrownBy(
                        () -> Exchange.write(directory.resolve("net.csv"), List.of(random.simple(2), random.simple(3))))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessage("net-1: 3 units; the networks before have 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.npy", "net.txt", "net", "net.json.gz"})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> Exchange.write(directory.resolve(name), List.of(new RandomNetworks(7).simple(2))))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(
                        name + ": expected a name that ends in .json, .jsonl, .npz, .safetensors, .onnx or .csv");
    }

    private List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
