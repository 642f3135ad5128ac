package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.exchange.OnnxModels.attribute;
import static org.chaoscert.exchange.OnnxModels.doubles;
import static org.chaoscert.exchange.OnnxModels.operation;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ONNX models are read exactly as their operators are described, or refused by name. */
class OnnxReaderTest {
    private static final String HIDDEN = "{'weights':[[1],[2],[3]],'biases':[0,0,0],'activation':'relu'}";
    private static final String OUTPUT = "{'weights':[[4,5,6]],'biases':[0],'activation':'identity'}";

    @TempDir
    private Path directory;

    private Path file(OnnxModels model) throws IOException {
        return file(model.bytes());
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(directory.resolve("x.onnx"), content);
    }

    private static OnnxModels model() {
        return new OnnxModels();
    }

    /** The first layer, and what is behind it: a last layer. */
    private static OnnxModels chain(String activation) {
        return model().node("MatMul", "h", "x", "w").node(activation, "r", "h").node("MatMul", "y", "r", "v");
    }

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of(chain("Relu"), HIDDEN + "," + OUTPUT),
                Arguments.of(chain("Abs"), HIDDEN.replace("relu", "abs") + "," + OUTPUT),
                Arguments.of(chain("Tanh"), HIDDEN.replace("relu", "tanh") + "," + OUTPUT),
                Arguments.of(chain("Sigmoid"), HIDDEN.replace("relu", "sigmoid") + "," + OUTPUT),
                Arguments.of(chain("Identity"), HIDDEN.replace("relu", "identity") + "," + OUTPUT),
                // Without bounds, nothing is cut.
                Arguments.of(chain("Clip"), HIDDEN.replace("relu", "identity") + "," + OUTPUT),
                // The default slope is the binary32 number nearest to 0.01.
                Arguments.of(
                        chain("LeakyRelu"),
                        HIDDEN.replace("'relu'", "'leaky-relu','slope':0.009999999776482582") + "," + OUTPUT),
                // Defaults: binary32 numbers nearest to 0.2, and 0.5.
                Arguments.of(
                        chain("HardSigmoid"),
                        "{'weights':[[0.20000000298023224],[0.4000000059604645],['0.60000000894069671630859375']],"
                                + "'biases':[0.5,0.5,0.5],'activation':'clip'},"
                                + OUTPUT),
                Arguments.of(
                        model().node("MatMul", "h", "x", "w")
                                .node("Add", "s", "b", "h")
                                .node("Add", "t", "s", "b")
                                .node("Clip", "r", "t", "zero", "")
                                .node("MatMul", "u", "r", "v")
                                .node("Add", "y", "u", "c")
                                .tensor("zero", new long[] {}, 0),
                        "{'weights':[[1],[2],[3]],'biases':[14,16,18],'activation':'relu'},"
                                + "{'weights':[[4,5,6]],'biases':[10],'activation':'identity'}"),
                Arguments.of(
                        model().node(operation("Gemm", "h", "x", "v", "b")
                                        .addAttribute(attribute("transB", 1))
                                        .addAttribute(attribute("alpha", 0.5f))
                                        .addAttribute(attribute("beta", -2f)))
                                .node(operation("Clip", "r", "h")
                                        .addAttribute(attribute("min", -1f))
                                        .addAttribute(attribute("max", 1f)))
                                .node(operation("Gemm", "y", "r", "w", "").addAttribute(attribute("transB", 1))),
                        "{'weights':[[2],[2.5],[3]],'biases':[-14,-16,-18],'activation':'hard-tanh'},"
                                + "{'weights':[[1,2,3]],'biases':[0],'activation':'identity'}"),
                // The largest numbers mean no bound.
                Arguments.of(
                        model().node("MatMul", "h", "x", "w")
                                .node(operation("Clip", "r", "h")
                                        .addAttribute(attribute("min", 0f))
                                        .addAttribute(attribute("max", Float.MAX_VALUE)))
                                .node("MatMul", "y", "r", "v"),
                        HIDDEN + "," + OUTPUT),
                // Cut to [2, 6]: by way of [0, 1].
                Arguments.of(
                        model().node("Gemm", "h", "x", "w", "b")
                                .node("Clip", "r", "h", "two", "six")
                                .node("Gemm", "y", "r", "v")
                                .tensor("two", new long[] {}, 2)
                                .tensor("six", new long[] {1}, 6),
                        "{'weights':[['1/4'],['1/2'],['3/4']],'biases':['5/4','3/2','7/4'],'activation':'clip'},"
                                + "{'weights':[[4,0,0],[0,4,0],[0,0,4]],'biases':[2,2,2],'activation':'identity'},"
                                + OUTPUT),
                // The number itself first.
                Arguments.of(model().node("Relu", "y", "x"), "{'weights':[[1]],'biases':[0],'activation':'relu'}"),
                Arguments.of(
                        model().node("Add", "s", "x", "c")
                                .node("Relu", "t", "s")
                                .node("Abs", "y", "t"),
                        "{'weights':[[1]],'biases':[10],'activation':'relu'},{'weights':[[1]],'biases':[0],'activation':'abs'}"),
                // One summand for all.
                Arguments.of(
                        model().node("MatMul", "h", "x", "w")
                                .node("Add", "s", "h", "c")
                                .node("MatMul", "y", "s", "v"),
                        "{'weights':[[1],[2],[3]],'biases':[10,10,10],'activation':'identity'}," + OUTPUT),
                // Numbers inside of the graph, and old models that list what is stored among the inputs.
                Arguments.of(
                        model().node(operation("Constant", "k")
                                        .addAttribute(
                                                attribute("value", 0f).setT(doubles("k", new long[] {1, 3}, 1, 2, 3))))
                                .node(operation("Constant", "l").addAttribute(attribute("value_float", 0.25f)))
                                .node("MatMul", "h", "x", "k")
                                .node("Add", "s", "h", "l")
                                .node("Relu", "r", "s")
                                .node("MatMul", "y", "r", "v"),
                        HIDDEN.replace("[0,0,0]", "[0.25,0.25,0.25]") + "," + OUTPUT),
                // Columns in place of rows.
                Arguments.of(
                        model().node("MatMul", "h", "v", "x")
                                .node("Relu", "r", "h")
                                .node("MatMul", "y", "w", "r"),
                        "{'weights':[[4],[5],[6]],'biases':[0,0,0],'activation':'relu'},"
                                + "{'weights':[[1,2,3]],'biases':[0],'activation':'identity'}"),
                Arguments.of(
                        model().tensor("m", new long[] {3, 2}, 1, 2, 3, 4, 5, 6)
                                .tensor("n", new long[] {2, 1}, 7, 8)
                                .node("MatMul", "h", "x", "w")
                                .node("Gemm", "i", "h", "m")
                                .node("MatMul", "y", "i", "n"),
                        HIDDEN.replace("relu", "identity")
                                + ",{'weights':[[1,3,5],[2,4,6]],'biases':[0,0],'activation':'identity'},"
                                + "{'weights':[[7,8]],'biases':[0],'activation':'identity'}"),
                // What nobody uses.
                Arguments.of(chain("Relu").node("Tanh", "z", "h"), HIDDEN + "," + OUTPUT));
    }

    @ParameterizedTest
    @MethodSource("good")
    void chains(OnnxModels model, String layers) throws IOException, NetworkFormatException {
        assertThat(Exchange.text(Exchange.one(file(model))))
                .isEqualTo(
                        Exchange.text(Exchange.network("{'format':'chaoscert-network/1','layers':[" + layers + "]}")));
    }

    @Test
    void storedNumbersAmongTheInputs() throws IOException, NetworkFormatException {
        OnnxModels model = chain("Relu");
        for (String name : new String[] {"w", "v"}) {
            model.graph().addInput(0, ValueInfoProto.newBuilder().setName(name));
        }
        assertThat(Exchange.text(Exchange.one(file(model))))
                .isEqualTo(Exchange.text(Exchange.one(file(chain("Relu")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Softplus", "Elu", "Selu", "Gelu", "Conv", "BatchNormalization", "Sub", "Mul", "Div", "Softmax", "LSTM",
                "If", "Loop", "Scan", "Cast", "Concat", "Gather", "Sum", "Sin", "Dropout", "relu", ""
            })
    void otherOperatorsAreNamed(String operator) throws IOException {
        assertThat(Exchange.refusal(file(chain(operator))))
                .startsWith("node 1 (" + operator + "): an operator that is not understood; understood are Gemm, ");
    }

    static Stream<Arguments> bad() {
        String unfit = "expected a chain of layers";
        return Stream.of(
                Arguments.of(
                        "node 1 (Relu): an operator of com.microsoft",
                        model().node("MatMul", "h", "x", "w")
                                .node(operation("Relu", "r", "h").setDomain("com.microsoft"))
                                .node("MatMul", "y", "r", "v")),
                Arguments.of(
                        "node 2 (Add): a sum of two computed values; " + unfit,
                        model().node("MatMul", "h", "x", "w")
                                .node("Relu", "r", "h")
                                .node("Add", "s", "r", "h")
                                .node("MatMul", "y", "s", "v")),
                Arguments.of("node 0 (MatMul): v takes 3 inputs; there are 1", model().node("MatMul", "y", "x", "v")),
                Arguments.of(
                        "node 1 (MatMul): w takes 1 inputs; there are 3",
                        model().node("MatMul", "h", "x", "w").node("MatMul", "y", "h", "w")),
                Arguments.of(
                        "node 1 (Add): b has 3 numbers; there are 1 values",
                        model().node("Relu", "h", "x").node("Add", "y", "h", "b")),
                Arguments.of(
                        "node 0 (MatMul): b of shape [3]; expected a matrix", model().node("MatMul", "y", "x", "b")),
                Arguments.of(
                        "node 0 (Gemm dense): transA: expected 0",
                        model().node(operation("Gemm", "y", "x", "w")
                                .setName("dense")
                                .addAttribute(attribute("transA", 1)))),
                Arguments.of("node 0 (Gemm): input 1 is missing", model().node("Gemm", "y", "x")),
                Arguments.of(
                        "node 0 (MatMul): q is not stored in the model; expected a constant",
                        model().node("MatMul", "y", "x", "q")),
                Arguments.of("node 0 (Gemm): x is not stored in the model", model().node("Gemm", "y", "x", "x")),
                Arguments.of("node 0 (Relu): input 0 is missing", model().node("Relu", "y")),
                Arguments.of(
                        "node 0 (Relu): h does not depend on the input",
                        model().node("Relu", "y", "h").node("MatMul", "h", "x", "w")),
                Arguments.of("node 0 (Relu): y does not depend on the input", model().node("Relu", "y", "y")),
                Arguments.of(
                        "node 0 (Relu): no output",
                        model().node(operation("Relu", "y", "x").clearOutput())),
                Arguments.of("graph: output y does not depend on the input", model().node("Relu", "z", "x")),
                Arguments.of("graph: the last layer has 3 units", model().node("MatMul", "y", "x", "w")),
                Arguments.of(
                        "node 0 (LeakyRelu): alpha -1/2; expected from 0 to 1",
                        model().node(operation("LeakyRelu", "y", "x").addAttribute(attribute("alpha", -0.5f)))),
                Arguments.of(
                        "node 0 (LeakyRelu): alpha 3/2",
                        model().node(operation("LeakyRelu", "y", "x").addAttribute(attribute("alpha", 1.5f)))),
                Arguments.of(
                        "node 0 (LeakyRelu): alpha is NaN",
                        model().node(operation("LeakyRelu", "y", "x").addAttribute(attribute("alpha", Float.NaN)))),
                Arguments.of(
                        "node 0 (HardSigmoid): beta is Infinity",
                        model().node(operation("HardSigmoid", "y", "x")
                                .addAttribute(attribute("beta", Float.POSITIVE_INFINITY)))),
                Arguments.of(
                        "node 0 (Clip): one bound alone, and that is not 0 from below",
                        model().node("Clip", "y", "x", "c")),
                Arguments.of("node 0 (Clip): one bound alone", model().node("Clip", "y", "x", "", "c")),
                Arguments.of(
                        "node 0 (Clip): bounds 10 and 10; expected min < max",
                        model().node("Clip", "y", "x", "c", "c")),
                Arguments.of("node 0 (Clip): min: expected one number", model().node("Clip", "y", "x", "b", "c")),
                Arguments.of(
                        "node 0 (Constant): a constant without a tensor",
                        model().node("Constant", "k").node("Relu", "y", "x")),
                Arguments.of(
                        "bad[1]: NaN; expected a number",
                        model().tensor("bad", new long[] {2}, 1, Double.NaN).node("Relu", "y", "x")),
                Arguments.of(
                        "bad[0]: -Infinity",
                        model().tensor("bad", new long[] {1}, Double.NEGATIVE_INFINITY)
                                .node("Relu", "y", "x")),
                Arguments.of(
                        "bad: 8 bytes; expected 2 times 8",
                        model().tensor("bad", new long[] {2}, 1).node("Relu", "y", "x")),
                Arguments.of(
                        "bad of shape [1000000000000, 1000000000000]: more than 4194304 numbers",
                        model().tensor("bad", new long[] {1_000_000_000_000L, 1_000_000_000_000L}, 1)
                                .node("Relu", "y", "x")),
                Arguments.of(
                        "bad of shape [-1, -1]",
                        model().tensor("bad", new long[] {-1, -1}, 1).node("Relu", "y", "x")),
                Arguments.of(
                        "bad of shape [4194305]",
                        model().tensor("bad", new long[] {4_194_305}, 1).node("Relu", "y", "x")),
                Arguments.of(
                        "none: no numbers",
                        model().tensor("none", new long[] {1, 0}).node("MatMul", "y", "x", "none")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void isRefusedWithThePlace(String said, OnnxModels model) throws IOException {
        assertThat(Exchange.refusal(file(model))).contains(said);
    }

    @Test
    void otherInputsAndOutputs() throws IOException {
        OnnxModels two = chain("Relu");
        two.graph().addInput(ValueInfoProto.newBuilder().setName("z"));
        assertThat(Exchange.refusal(file(two))).isEqualTo("graph: inputs [x, z] and 1 outputs; expected one of each");
        OnnxModels outputs = chain("Relu");
        outputs.graph().addOutput(ValueInfoProto.newBuilder().setName("h"));
        assertThat(Exchange.refusal(file(outputs))).contains("graph: inputs [x] and 2 outputs; expected one of each");
        OnnxModels none = chain("Relu");
        none.graph().clearInput();
        assertThat(Exchange.refusal(file(none))).contains("graph: inputs [] and 1 outputs");
    }

    @Test
    void numbersOutsideOfTheFile() throws IOException {
        OnnxModels model = model().node("MatMul", "y", "x", "out");
        model.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("out")
                        .setDataType(1)
                        .addDims(1)
                        .addDims(1)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("/etc/passwd")));
        assertThat(Exchange.refusal(file(model)))
                .isEqualTo("out: numbers outside of the model file; save it in one file");
    }

    @Test
    void numbersOfOtherTypes() throws IOException {
        OnnxModels model = model().node("MatMul", "y", "x", "integers");
        model.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("integers")
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addDims(1)
                        .addDims(1)
                        .addInt64Data(3));
        assertThat(Exchange.refusal(file(model)))
                .isEqualTo("integers: no numbers of type binary16, bfloat16, binary32 or binary64: type 7");
    }

    @Test
    void numbersInLists() throws IOException {
        OnnxModels model = model().node("Relu", "y", "x");
        model.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("listed")
                        .setDataType(TensorProto.DataType.FLOAT.getNumber())
                        .addDims(3)
                        .addFloatData(1)
                        .addFloatData(2));
        assertThat(Exchange.refusal(file(model))).isEqualTo("listed: 2 numbers; expected 3");
    }

    @Test
    void bfloat16() throws IOException, NetworkFormatException {
        OnnxModels model = model().node("MatMul", "y", "x", "short");
        model.graph()
                .addInitializer(TensorProto.newBuilder()
                        .setName("short")
                        .setDataType(TensorProto.DataType.BFLOAT16.getNumber())
                        .addDims(1)
                        .addDims(1)
                        .setRawData(ByteString.copyFrom(new byte[] {(byte) 0xc0, (byte) 0xbf})));
        assertThat(Exchange.one(file(model)).layers().get(0).weight(0, 0)).hasToString("-3/2");
    }

    @Test
    void noModel() throws IOException {
        assertThat(Exchange.refusal(file(new byte[0]))).isEqualTo("no ONNX model, or one without a graph");
        assertThat(Exchange.refusal(file(Bytes.ascii("\u0000\u0001garbage")))).startsWith("no ONNX model: ");
        assertThat(Exchange.refusal(file(Bytes.joined(chain("Relu").bytes(), new byte[] {0x3a, 0x7f}))))
                .startsWith("no ONNX model: ");
        assertThat(Exchange.refusal(
                        file(ModelProto.newBuilder().setIrVersion(8).build().toByteArray())))
                .isEqualTo("no ONNX model, or one without a graph");
        assertThat(Exchange.refusal(file(model()))).isEqualTo("no ONNX model, or one without a graph");
    }

    @Test
    void optionsAndDomain() throws IOException, NetworkFormatException {
        Path file = file(chain("Relu"));
        for (String option : new String[] {"--hidden relu", "--output-activation clip"}) {
            assertThat(Exchange.refusal(file, Exchange.options(option)))
                    .isEqualTo("an ONNX model says itself what its activations are");
        }
        assertThat(Exchange.networks(file, Exchange.options("--domain -1/3,inf"))
                        .get(0)
                        .domain())
                .hasToString("[-1/3, inf)");
        for (String bad : new String[] {"0", "1,0", "x,y", "", ","}) {
            byte[] stored = Bytes.joined(
                    chain("Relu").bytes(),
                    ModelProto.newBuilder()
                            .addMetadataProps(StringStringEntryProto.newBuilder()
                                    .setKey("chaoscert.domain")
                                    .setValue(bad))
                            .build()
                            .toByteArray());
            assertThat(Exchange.refusal(file(stored))).startsWith("metadata chaoscert.domain: [");
        }
    }
}
