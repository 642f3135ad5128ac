package org.chaoscert.exchange;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/**
 * Reads ONNX models that are chains of layers: what exporters of PyTorch and Keras make of simple networks. Source: the operators'
 * descriptions in ONNX's documentation. The exact real map of the stored numbers is meant, not what a runtime computes.
 */
final class OnnxReader {
    private final GraphProto graph;

    /** Numbers that the model stores, by their name. */
    private final Map<String, OnnxTensor> constants = new HashMap<>();

    /** What has been computed from the input, by its name. */
    private final Map<String, OnnxChain> computed = new HashMap<>();

    private final TreeSet<String> types = new TreeSet<>();

    private OnnxReader(GraphProto graph) {
        this.graph = graph;
    }

    /** A network, and how its numbers are stored. */
    record Model(Network network, String reading) {}

    static Model read(byte[] bytes, ReadOptions options) throws NetworkFormatException {
        ModelProto model;
        try {
            model = ModelProto.parseFrom(bytes);
        } catch (InvalidProtocolBufferException problem) {
            throw new NetworkFormatException("", "no ONNX model: " + problem.getMessage());
        }
        if (!model.hasGraph() || model.getGraph().getNodeCount() == 0) {
            throw new NetworkFormatException("", "no ONNX model, or one without a graph");
        }
        if (options.hidden().isPresent() || options.output().isPresent()) {
            throw new NetworkFormatException("", "an ONNX model says itself what its activations are");
        }
        OnnxReader reader = new OnnxReader(model.getGraph());
        List<Layer> layers = reader.layers();
        Optional<Domain> domain = options.domain().isPresent() ? options.domain() : domain(model);
        try {
            Network network =
                    domain.map(where -> new Network(where, layers)).orElseGet(() -> Network.onDefaultDomain(layers));
            return new Model(network, "stored as " + String.join(", ", reader.types) + ", each read exactly");
        } catch (IllegalArgumentException problem) {
            throw new NetworkFormatException("graph", String.valueOf(problem.getMessage()));
        }
    }

    /** The domain, where {@link OnnxWriter} has left it. */
    private static Optional<Domain> domain(ModelProto model) throws NetworkFormatException {
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            if (entry.getKey().equals(OnnxWriter.DOMAIN)) {
                List<String> ends = List.of(entry.getValue().split(",", -1));
                return Optional.of(DomainWords.read("metadata " + OnnxWriter.DOMAIN, ends));
            }
        }
        return Optional.empty();
    }

    private List<Layer> layers() throws NetworkFormatException {
        for (TensorProto tensor : graph.getInitializerList()) {
            constants.put(tensor.getName(), OnnxTensor.of(tensor.getName(), tensor));
        }
        List<String> inputs = graph.getInputList().stream()
                .map(input -> input.getName())
                .filter(name -> !constants.containsKey(name))
                .toList();
        if (inputs.size() != 1 || graph.getOutputCount() != 1) {
            throw new NetworkFormatException(
                    "graph", "inputs " + inputs + " and " + graph.getOutputCount() + " outputs; expected one of each");
        }
        computed.put(inputs.get(0), OnnxChain.START);
        for (int i = 0; i < graph.getNodeCount(); i++) {
            NodeProto node = graph.getNode(i);
            new Step(
                            node,
                            "node " + i + " (" + node.getOpType()
                                    + (node.getName().isEmpty() ? "" : " " + node.getName()) + ")")
                    .run();
        }
        String output = graph.getOutput(0).getName();
        OnnxChain chain = computed.get(output);
        if (chain == null) {
            throw new NetworkFormatException("graph", "output " + output + " does not depend on the input");
        }
        return chain.layers();
    }

    /** One node of the graph. */
    private final class Step {
        private final NodeProto node;
        private final String place;
        private final Map<String, AttributeProto> attributes = new HashMap<>();

        Step(NodeProto node, String place) {
            this.node = node;
            this.place = place;
            node.getAttributeList().forEach(attribute -> attributes.put(attribute.getName(), attribute));
        }

        void run() throws NetworkFormatException {
            if (!node.getDomain().isEmpty() && !node.getDomain().equals("ai.onnx")) {
                throw fault("an operator of " + node.getDomain());
            }
            if (node.getOutputCount() < 1) {
                throw fault("no output");
            }
            if (node.getOpType().equals("Constant")) {
                constants.put(node.getOutput(0), constant());
                return;
            }
            if (node.getOpType().equals("Identity") && constants.containsKey(input(0))) {
                // Exporters write tensors that are equal only once.
                constants.put(node.getOutput(0), stored(0));
                return;
            }
            computed.put(node.getOutput(0), result());
        }

        private OnnxChain result() throws NetworkFormatException {
            return switch (node.getOpType()) {
                case "Gemm" -> gemm();
                case "MatMul" -> matMul();
                case "Add" -> add();
                case "Relu" -> chain(0).activated(ActivationWord.RELU);
                case "LeakyRelu" -> chain(0).activated(leaky());
                case "Clip" -> clip();
                case "HardSigmoid" -> hardSigmoid();
                case "Tanh" -> chain(0).activated(new ActivationWord(Activation.TANH, Rational.ZERO));
                case "Sigmoid" -> chain(0).activated(new ActivationWord(Activation.SIGMOID, Rational.ZERO));
                case "Abs" -> chain(0).activated(new ActivationWord(Activation.ABS, Rational.ZERO));
                case "Identity" -> chain(0);
                case "Flatten" -> flatten();
                case "Reshape", "Squeeze", "Unsqueeze" -> chain(0).reshaped();
                default ->
                    throw fault(
                            "an operator that is not understood; understood are Gemm, MatMul, Add, Relu, LeakyRelu, Clip,"
                                    + " HardSigmoid, Tanh, Sigmoid, Abs, Identity, Flatten, Reshape, Squeeze, Unsqueeze and Constant");
            };
        }

        private OnnxTensor constant() throws NetworkFormatException {
            AttributeProto value = attributes.get("value");
            if (value != null && value.hasT()) {
                return OnnxTensor.of(node.getOutput(0), value.getT());
            }
            if (attributes.containsKey("value_float")) {
                return OnnxTensor.of(node.getOutput(0), number("value_float", 0));
            }
            AttributeProto integers = attributes.getOrDefault("value_ints", attributes.get("value_int"));
            if (integers != null) {
                // A shape, which reshaping does not need; as a number it is refused.
                return new OnnxTensor(node.getOutput(0), "int64", List.of(), List.of());
            }
            throw fault("a constant without a tensor");
        }

        private OnnxChain flatten() throws NetworkFormatException {
            long axis = attributes.containsKey("axis") ? attributes.get("axis").getI() : 1;
            if (axis != 1 && axis != -1) {
                throw fault("axis " + axis + ": expected 1, so that inputs stay apart");
            }
            return chain(0).reshaped();
        }

        private OnnxChain gemm() throws NetworkFormatException {
            if (attributes.containsKey("transA") && attributes.get("transA").getI() != 0) {
                throw fault("transA: expected 0");
            }
            Rational alpha = number("alpha", 1);
            Rational beta = number("beta", 1);
            boolean isTransposed =
                    attributes.containsKey("transB") && attributes.get("transB").getI() != 0;
            OnnxTensor weights = weights(1, isTransposed).scaled(alpha);
            OnnxChain product = chain(0).times(weights, OnnxChain.Values.ROW, place);
            return node.getInputCount() < 3 || node.getInput(2).isEmpty()
                    ? product
                    : product.plus(stored(2).scaled(beta), place);
        }

        private OnnxChain matMul() throws NetworkFormatException {
            boolean isFirst = computed.containsKey(node.getInput(0));
            OnnxTensor weights = weights(isFirst ? 1 : 0, !isFirst);
            return chain(isFirst ? 0 : 1)
                    .times(weights, isFirst ? OnnxChain.Values.ROW : OnnxChain.Values.COLUMN, place);
        }

        /** A matrix with a row for each unit. */
        private OnnxTensor weights(int input, boolean rowsAreUnits) throws NetworkFormatException {
            OnnxTensor stored = stored(input);
            if (stored.shape().size() != 2) {
                throw fault(input(input) + " of shape " + stored.shape() + "; expected a matrix");
            }
            return rowsAreUnits ? stored : stored.transposed();
        }

        private OnnxChain add() throws NetworkFormatException {
            boolean isFirst = computed.containsKey(input(0));
            if (isFirst && computed.containsKey(input(1))) {
                throw fault("a sum of two computed values; expected a chain of layers");
            }
            return chain(isFirst ? 0 : 1).plus(stored(isFirst ? 1 : 0), place);
        }

        private ActivationWord leaky() throws NetworkFormatException {
            Rational slope = number("alpha", 0.01f);
            if (!Activation.isLeak(slope)) {
                throw fault("alpha " + slope + "; expected from 0 to 1");
            }
            return new ActivationWord(Activation.LEAKY_RELU, slope);
        }

        private OnnxChain hardSigmoid() throws NetworkFormatException {
            Rational alpha = number("alpha", 0.2f);
            Rational beta = number("beta", 0.5f);
            return chain(0).scaled(alpha, beta).activated(ActivationWord.CLIP);
        }

        private OnnxChain clip() throws NetworkFormatException {
            Optional<Rational> low = bound("min", 1);
            Optional<Rational> high = bound("max", 2);
            OnnxChain chain = chain(0);
            if (low.isEmpty() && high.isEmpty()) {
                return chain;
            }
            if (low.isEmpty() || high.isEmpty()) {
                boolean isRelu = low.isPresent() && low.get().signum() == 0;
                if (!isRelu) {
                    throw fault("one bound alone, and that is not 0 from below");
                }
                return chain.activated(ActivationWord.RELU);
            }
            return chain.cut(low.get(), high.get(), place);
        }

        /** A bound of {@code Clip}: an attribute in old models, an input in newer ones; the largest numbers mean none. */
        private Optional<Rational> bound(String name, int input) throws NetworkFormatException {
            if (attributes.containsKey(name)) {
                Rational bound = number(name, 0);
                boolean isNone =
                        bound.equals(Rational.of(Float.MAX_VALUE)) || bound.equals(Rational.of(-Float.MAX_VALUE));
                return isNone ? Optional.empty() : Optional.of(bound);
            }
            if (node.getInputCount() <= input || node.getInput(input).isEmpty()) {
                return Optional.empty();
            }
            OnnxTensor bound = stored(input);
            if (bound.size() != 1) {
                throw fault(name + ": expected one number");
            }
            return Optional.of(bound.get(0));
        }

        private Rational number(String attribute, float otherwise) throws NetworkFormatException {
            AttributeProto given = attributes.getOrDefault(attribute, AttributeProto.getDefaultInstance());
            if (attributes.containsKey(attribute) && given.getType() != AttributeProto.AttributeType.FLOAT) {
                throw fault(attribute + " is no number of type float");
            }
            float value = attributes.containsKey(attribute) ? given.getF() : otherwise;
            if (!Float.isFinite(value)) {
                throw fault(attribute + " is " + value);
            }
            return Rational.of((double) value);
        }

        private String input(int input) throws NetworkFormatException {
            if (input >= node.getInputCount()) {
                throw fault("input " + input + " is missing");
            }
            return node.getInput(input);
        }

        private OnnxTensor stored(int input) throws NetworkFormatException {
            OnnxTensor tensor = constants.get(input(input));
            if (tensor == null) {
                throw fault(input(input) + " is not stored in the model; expected a constant");
            }
            tensor.requireNumbers();
            types.add(tensor.type());
            return tensor;
        }

        private OnnxChain chain(int input) throws NetworkFormatException {
            OnnxChain chain = computed.get(input(input));
            if (chain == null) {
                throw fault(input(input) + " does not depend on the input");
            }
            return chain;
        }

        private NetworkFormatException fault(String what) {
            return new NetworkFormatException(place, what);
        }
    }
}
