package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaoscert.exchange.OnnxModels.attribute;
import static org.chaoscert.exchange.OnnxModels.operation;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to mislead, to take all memory or never to end; and files that are odd, but right. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {
    private static final byte[] W0 = Bytes.npy("<f8", "2, 1", Bytes.doubles(1, 2));
    private static final byte[] B0 = Bytes.npy("<f8", "2,", Bytes.doubles(1, 2));
    private static final byte[] W1 = Bytes.npy("<f8", "1, 2", Bytes.doubles(1, 2));

    @TempDir
    private Path directory;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private Path layers(String name, byte[] more) throws IOException {
        return file("x.npz", Bytes.zip("w0.npy", W0, "b0.npy", B0, "w1.npy", W1, name + ".npy", more));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<U0; 100000000000000000,",
                "|S0; 100000000000000000,",
                "<U2; 500000000000000000, 4",
                "<U2; 576460752303423488, 4"
            })
    void wordsWithoutEnd(String type, String shape) throws IOException {
        assertThat(Exchange.refusal(layers("activations", Bytes.npy(type, shape, new byte[0]))))
                .contains("activations");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"activations; |O; 2,; 50", "activations; <f8; 2,; 16", "domain; |O; 2,; 50", "domain; <i4; 3,; 12"
            })
    void wordsThatAreNone(String name, String type, String shape, int bytes) throws IOException {
        assertThat(Exchange.refusal(layers(name, Bytes.npy(type, shape, new byte[bytes]))))
                .contains(name);
    }

    @Test
    void longHeaderOfAnArray() throws IOException {
        assertThat(Exchange.refusal(file("x.npy", Bytes.npy("{" + "'a':b,".repeat(10_000) + "(", new byte[0]))))
                .contains("no dictionary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'descr': '<i8', }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'fortran_order': True, }",
                "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'shape': (4, 1), }",
                "{'descr': [('x', '<f8')], 'fortran_order': False, 'shape': (2, 2), 'x': \"'descr': '<f8'\"}",
                "'descr': '<f8', 'fortran_order': False, 'shape': (2, 2) ["
            })
    void headersThatTwoReadersReadInTwoWays(String header) throws IOException {
        Exchange.refusal(file("x.npy", Bytes.npy(header, Bytes.doubles(1, 2, 3, 4))));
    }

    @Test
    void headerThatIsNoUtf8() throws IOException {
        byte[] text =
                "{\"w\u00ff\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]},\"w0\":{\"dtype\":\"F64\",\"shape\":[1,1],\"data_offsets\":[0,8]},\"b0\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[8,16]}}"
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Exchange.refusal(
                        file("x.safetensors", Bytes.joined(Bytes.longs(text.length), text, Bytes.doubles(1, 2)))))
                .contains("header", "UTF-8");
    }

    @Test
    void memberThatIsLongerThanItSays() throws IOException {
        byte[] bytes = Bytes.zip("a.npy", new byte[50_000_000]);
        int list = bytes.length - 22 - 46 - "a.npy".length();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(list + 24, 1000);
        try (ZipFile zip = new ZipFile(file("x.npz", bytes).toFile())) {
            Content content = new Content.OfMember(zip, zip.entries().nextElement());
            assertThat(content.length()).isEqualTo(1000);
            try (SeekableByteChannel channel = content.channel()) {
                assertThat(channel.size()).as("unpacked").isLessThanOrEqualTo(1 << 20);
            } catch (IOException refused) {
                assertThat(refused).hasMessageNotContaining("No space");
            }
        }
    }

    @Test
    void memberWithAnotherSum() throws IOException {
        byte[] bytes = Bytes.zip("a.npy", B0, "b.npy", B0);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 22 - 51 + 16, 1000);
        assertThat(Exchange.refusal(file("x.npz", bytes))).contains("b");
    }

    @Test
    void listThatIsLongerThanMemory() throws IOException {
        Path path = file("x.npy", Bytes.npy("|i1", "2147483648,", new byte[0]));
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(file.length() + (1L << 31));
        }
        assertThatThrownBy(() -> FileKind.list(path))
                .isInstanceOfAny(OverLimitsException.class, NetworkFormatException.class);
    }

    @Test
    void constantThatIsNoNumber() throws IOException {
        OnnxModels model = new OnnxModels()
                .node(operation("Constant", "k").addAttribute(attribute("value_float", Float.NaN)))
                .node("Add", "y", "x", "k");
        assertThat(Exchange.refusal(file("x.onnx", model.bytes())))
                .contains("value_float")
                .contains("NaN");
    }

    @Test
    void twoActivationsOfAWideLayer() throws IOException {
        OnnxModels model = new OnnxModels();
        for (long[] shape : new long[][] {{1, 60_000}, {60_000, 1}}) {
            model.graph()
                    .addInitializer(TensorProto.newBuilder()
                            .setName(shape[0] == 1 ? "wide" : "back")
                            .setDataType(TensorProto.DataType.FLOAT16.getNumber())
                            .addDims(shape[0])
                            .addDims(shape[1])
                            .setRawData(ByteString.copyFrom(new byte[120_000])));
        }
        model.node("MatMul", "h", "x", "wide")
                .node("Relu", "r", "h")
                .node("Abs", "s", "r")
                .node("MatMul", "y", "s", "back");
        // 240 kB that would become a matrix of 3.6 thousand million numbers.
        assertThatThrownBy(() -> Exchange.entries(file("x.onnx", model.bytes()), ReadOptions.DEFAULT))
                .isInstanceOf(OverLimitsException.class);
    }

    @Test
    void summandThatIsAColumn() throws IOException {
        OnnxModels model = new OnnxModels()
                .node("MatMul", "h", "x", "w")
                .node("Add", "s", "h", "v")
                .node("MatMul", "y", "s", "v");
        assertThat(Exchange.refusal(file("x.onnx", model.bytes()))).contains("node 1 (Add)");
    }

    @Test
    void summandOfTheRightSizeAndAWrongShape() throws IOException {
        OnnxModels model = new OnnxModels()
                .tensor("w4", new long[] {1, 4}, 1, 2, 3, 4)
                .tensor("square", new long[] {2, 2}, 1, 2, 3, 4)
                .tensor("v4", new long[] {4, 1}, 1, 1, 1, 1)
                .node("MatMul", "h", "x", "w4")
                .node("Add", "s", "h", "square")
                .node("MatMul", "y", "s", "v4");
        assertThat(Exchange.refusal(file("x.onnx", model.bytes()))).contains("node 1 (Add)");
    }

    @Test
    void flattenOfTheBatch() throws IOException {
        OnnxModels model = new OnnxModels()
                .node(operation("Flatten", "f", "x").addAttribute(attribute("axis", 0)))
                .node("MatMul", "h", "f", "w")
                .node("MatMul", "y", "h", "v");
        assertThat(Exchange.refusal(file("x.onnx", model.bytes()))).contains("node 0 (Flatten)");
    }

    @Test
    void attributeOfAnotherType() throws IOException {
        OnnxModels model = new OnnxModels()
                .node(operation("Clip", "y", "x")
                        .addAttribute(attribute("min", 0f))
                        .addAttribute(attribute("max", 6)));
        assertThat(Exchange.refusal(file("x.onnx", model.bytes())))
                .contains("max")
                .doesNotContain("bounds 0 and 0");
    }

    @Test
    void identityOfWhatIsStored() throws IOException, NetworkFormatException {
        OnnxModels model = new OnnxModels()
                .node("Identity", "same", "w")
                .node("MatMul", "h", "x", "same")
                .node("Relu", "r", "h")
                .node("MatMul", "y", "r", "v");
        assertThat(Exchange.text(Exchange.one(file("x.onnx", model.bytes()))))
                .isEqualTo(Exchange.text(Exchange.network(
                        "{'format':'chaoscert-network/1','layers':[{'weights':[[1],[2],[3]],'biases':[0,0,0],'activation':'relu'},"
                                + "{'weights':[[4,5,6]],'biases':[0],'activation':'identity'}]}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"npz", "safetensors", "onnx", "csv"})
    void theSmallestNumbers(String ending) throws IOException, NetworkFormatException {
        for (String number : List.of(
                "5e-324", "-1e-320", "2.2250738585072014e-308", "2.2250738585072024e-308", "1.7976931348623157e308")) {
            Network network = Exchange.network("{'format':'chaoscert-network/1','layers':[{'weights':[[1]],'biases':["
                    + number + "],'activation':'relu'},{'weights':[[" + number
                    + "]],'biases':[0],'activation':'clip'}]}");
            Path file = directory.resolve("x." + ending);
            Exchange.write(file, List.of(network));
            assertThat(Exchange.text(Exchange.one(file))).isEqualTo(Exchange.text(network));
        }
    }

    @Test
    void rowsOfOtherLengths() throws IOException, NetworkFormatException {
        Path file = file("x.csv", Bytes.ascii("a0,b0\n1,2\n3,4,5\n6\n7,8\n"));
        List<Entry> found = Exchange.entries(file, ReadOptions.DEFAULT);
        assertThat(found).hasSize(4);
        assertThat(found.get(0).fault()).isEmpty();
        assertThat(found.get(2).fault().orElseThrow()).startsWith("line 4");
        assertThat(found.get(3).fault()).isEmpty();
    }

    @Test
    void tableWithAByteOrderMark() throws IOException, NetworkFormatException {
        // As spreadsheets write it.
        assertThat(Exchange.networks(file("x.csv", "\ufeffa0,b0\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8))))
                .hasSize(1);
    }
}
