package org.chaoscert.exchange;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/** Writes networks as ONNX models: for each layer a {@code Gemm} and its activation. */
final class OnnxWriter {
    /** The key under which the domain stands, as two ends with a comma between them. */
    static final String DOMAIN = "chaoscert.domain";

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 13;

    private final GraphProto.Builder graph = GraphProto.newBuilder();
    private final ElementType type;
    private String last = "x";
    private int nodes;

    private OnnxWriter(ElementType type) {
        this.type = type;
    }

    /** Writes binary32 numbers if all weights and biases are such, else binary64 numbers. */
    static byte[] file(String name, Network network, List<StoredLayer> layers) throws NetworkFormatException {
        boolean isSingle = layers.stream().allMatch(StoredLayer::isBinary32);
        OnnxWriter writer = new OnnxWriter(isSingle ? ElementType.BINARY32 : ElementType.BINARY64);
        writer.graph.setName(name.isEmpty() ? "network" : name).addInput(writer.value("x"));
        for (int i = 0; i < layers.size(); i++) {
            writer.add(i, network.layers().get(i), layers.get(i));
        }
        writer.graph.addOutput(writer.value(writer.last));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("chaoscert")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(DOMAIN)
                        .setValue(String.join(",", DomainWords.of(network.domain()))))
                .setGraph(writer.graph)
                .build()
                .toByteArray();
    }

    private int typeNumber() {
        return (type == ElementType.BINARY32 ? TensorProto.DataType.FLOAT : TensorProto.DataType.DOUBLE).getNumber();
    }

    private ValueInfoProto value(String name) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(1));
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(typeNumber())
                                .setShape(shape)))
                .build();
    }

    private void add(int number, Layer layer, StoredLayer stored) throws NetworkFormatException {
        String weights = constant("w" + number, stored.weights(), layer.units(), layer.inputs());
        String biases = constant("b" + number, stored.biases(), layer.units());
        node("Gemm", weights, biases)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("transB")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(1));
        switch (layer.activation()) {
            case IDENTITY -> {}
            case RELU -> node("Relu");
            case ABS -> node("Abs");
            case TANH -> node("Tanh");
            case SIGMOID -> node("Sigmoid");
            case CLIP ->
                node("Clip", constant("low" + number, new double[] {0}), constant("high" + number, new double[] {1}));
            case HARD_TANH ->
                node("Clip", constant("low" + number, new double[] {-1}), constant("high" + number, new double[] {1}));
            case LEAKY_RELU -> {
                float slope = (float) layer.leak().approximate();
                if (!Rational.of((double) slope).equals(layer.leak())) {
                    throw new NetworkFormatException(
                            "layer " + number,
                            "the slope " + layer.leak() + " is no binary32 number, and ONNX has no others");
                }
                node("LeakyRelu")
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("alpha")
                                .setType(AttributeProto.AttributeType.FLOAT)
                                .setF(slope));
            }
        }
    }

    private NodeProto.Builder node(String operator, String... constants) {
        NodeProto.Builder node =
                graph.addNodeBuilder().setOpType(operator).addInput(last).addAllInput(List.of(constants));
        last = "y" + nodes++;
        return node.addOutput(last);
    }

    private String constant(String name, double[] numbers, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) {
            if (type == ElementType.BINARY32) {
                bytes.putFloat((float) number);
            } else {
                bytes.putDouble(number);
            }
        }
        TensorProto.Builder tensor = graph.addInitializerBuilder()
                .setName(name)
                .setDataType(typeNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        for (long extent : shape) {
            tensor.addDims(extent);
        }
        return name;
    }
}
