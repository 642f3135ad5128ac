package org.chaoscert.exchange;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;

/** Small ONNX models, good ones and bad ones, node by node. The input is x, the output y. */
final class OnnxModels {
    private final GraphProto.Builder graph = GraphProto.newBuilder()
            .setName("g")
            .addInput(ValueInfoProto.newBuilder().setName("x"))
            .addOutput(ValueInfoProto.newBuilder().setName("y"));

    /** Weights of three units, w (1 x 3) and back, v (3 x 1), and biases b (3) and c (1). */
    OnnxModels() {
        tensor("w", new long[] {1, 3}, 1, 2, 3);
        tensor("v", new long[] {3, 1}, 4, 5, 6);
        tensor("b", new long[] {3}, 7, 8, 9);
        tensor("c", new long[] {1}, 10);
    }

    GraphProto.Builder graph() {
        return graph;
    }

    OnnxModels tensor(String name, long[] shape, double... numbers) {
        graph.addInitializer(doubles(name, shape, numbers));
        return this;
    }

    static TensorProto.Builder doubles(String name, long[] shape, double... numbers) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.DOUBLE.getNumber())
                .addAllDims(Arrays.stream(shape).boxed().toList())
                .setRawData(ByteString.copyFrom(Bytes.doubles(numbers)));
    }

    OnnxModels node(String operator, String output, String... inputs) {
        return node(operation(operator, output, inputs));
    }

    OnnxModels node(NodeProto.Builder node) {
        graph.addNode(node);
        return this;
    }

    static NodeProto.Builder operation(String operator, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output).addAllInput(List.of(inputs));
    }

    static AttributeProto.Builder attribute(String name, float number) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(number);
    }

    static AttributeProto.Builder attribute(String name, long number) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(number);
    }

    byte[] bytes() {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
                .setGraph(graph)
                .build()
                .toByteArray();
    }
}
