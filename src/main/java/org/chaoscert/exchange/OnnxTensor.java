package org.chaoscert.exchange;

import ai.onnx.proto.OnnxMl.TensorProto;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.NetworkFormatException;

/**
 * Numbers that an ONNX model stores.
 *
 * @param name how the model calls them
 * @param type how they are stored
 * @param shape their extents, outermost first
 * @param numbers the numbers, the last index moving fastest; empty if they are none that weights can be
 */
record OnnxTensor(String name, String type, List<Long> shape, List<Rational> numbers) {
    /** The most numbers of one tensor. */
    private static final long MOST = 1L << 22;

    private static final Map<Integer, ElementType> TYPES = Map.of(
            TensorProto.DataType.FLOAT.getNumber(), ElementType.BINARY32,
            TensorProto.DataType.DOUBLE.getNumber(), ElementType.BINARY64,
            TensorProto.DataType.FLOAT16.getNumber(), ElementType.BINARY16,
            TensorProto.DataType.BFLOAT16.getNumber(), ElementType.BFLOAT16);

    OnnxTensor {
        shape = List.copyOf(shape);
        numbers = List.copyOf(numbers);
    }

    static OnnxTensor of(String name, Rational number) {
        return new OnnxTensor(name, ElementType.BINARY32.word(), List.of(), List.of(number));
    }

    /** Reads a tensor; one of integers, a shape, is empty here. */
    static OnnxTensor of(String name, TensorProto tensor) throws NetworkFormatException {
        ElementType type = TYPES.get(tensor.getDataType());
        if (type == null) {
            return new OnnxTensor(name, "type " + tensor.getDataType(), List.of(), List.of());
        }
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw new NetworkFormatException(name, "numbers outside of the model file; save it in one file");
        }
        long size = StoredArray.product(tensor.getDimsList());
        if (size < 0 || size > MOST || tensor.getDimsList().stream().anyMatch(extent -> extent < 0)) {
            throw new OverLimitsException(
                    name + " of shape " + tensor.getDimsList() + ": more than " + MOST + " numbers");
        }
        double[] read = tensor.hasRawData() ? raw(name, tensor, type, (int) size) : listed(tensor, type);
        if (read.length != size) {
            throw new NetworkFormatException(name, read.length + " numbers; expected " + size);
        }
        List<Rational> numbers = new ArrayList<>(read.length);
        for (int i = 0; i < read.length; i++) {
            if (!Double.isFinite(read[i])) {
                throw new NetworkFormatException(name + "[" + i + "]", read[i] + "; expected a number");
            }
            numbers.add(Rational.of(read[i]));
        }
        return new OnnxTensor(name, type.word(), tensor.getDimsList(), numbers);
    }

    private static double[] raw(String name, TensorProto tensor, ElementType type, int size)
            throws NetworkFormatException {
        ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() != (long) size * type.bytes()) {
            throw new NetworkFormatException(
                    name, bytes.remaining() + " bytes; expected " + size + " times " + type.bytes());
        }
        double[] read = new double[size];
        type.decode(bytes, read, 0, size);
        return read;
    }

    private static double[] listed(TensorProto tensor, ElementType type) {
        return switch (type) {
            case BINARY32 ->
                tensor.getFloatDataList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray();
            case BINARY64 ->
                tensor.getDoubleDataList().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
            default ->
                // The bits of short numbers stand in the lower half of integers.
                tensor.getInt32DataList().stream()
                        .mapToDouble(bits -> {
                            double[] read = new double[1];
                            type.decode(
                                    ByteBuffer.allocate(2)
                                            .putShort(bits.shortValue())
                                            .flip(),
                                    read,
                                    0,
                                    1);
                            return read[0];
                        })
                        .toArray();
        };
    }

    void requireNumbers() throws NetworkFormatException {
        if (numbers.isEmpty()) {
            throw new NetworkFormatException(
                    name, "no numbers of type binary16, bfloat16, binary32 or binary64: " + type);
        }
    }

    int size() {
        return numbers.size();
    }

    Rational get(int index) {
        return numbers.get(index);
    }

    OnnxTensor scaled(Rational factor) {
        return factor.equals(Rational.ONE)
                ? this
                : new OnnxTensor(
                        name,
                        type,
                        shape,
                        numbers.stream()
                                .map(number -> number.times(factor).reduced())
                                .toList());
    }

    /** Exchanges rows and columns of a matrix. */
    OnnxTensor transposed() {
        int rows = Math.toIntExact(shape.get(0));
        int columns = Math.toIntExact(shape.get(1));
        return new OnnxTensor(
                name,
                type,
                List.of((long) columns, (long) rows),
                IntStream.range(0, size())
                        .mapToObj(i -> get(i % rows * columns + i / rows))
                        .toList());
    }
}
