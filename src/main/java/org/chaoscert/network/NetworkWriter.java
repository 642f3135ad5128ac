package org.chaoscert.network;

import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import tools.jackson.core.JsonGenerator;

/** Writes the parts that network files and certificates share. */
public final class NetworkWriter {
    /** How a number is written. */
    @FunctionalInterface
    public interface NumberStyle {
        /**
         * Writes one number.
         *
         * @param out where to
         * @param value a finite number
         */
        void write(JsonGenerator out, Rational value);
    }

    /** Binary64 numbers as the shortest JSON numbers that read back as them. */
    public static final NumberStyle SHORTEST =
            (out, value) -> out.writeNumber(Numerals.shortestDecimal(binary64(value)));

    /** Numbers as canonical strings: exactly. */
    public static final NumberStyle CANONICAL = (out, value) -> out.writeString(value.toString());

    /** Binary64 numbers as {@link #SHORTEST}, all others as {@link #CANONICAL}. */
    public static final NumberStyle EXACT =
            (out, value) -> (isBinary64(value) ? SHORTEST : CANONICAL).write(out, value);

    private NetworkWriter() {}

    private static boolean isBinary64(Rational value) {
        double nearest = approximate(value);
        return Double.isFinite(nearest) && Rational.of(nearest).equals(value);
    }

    private static double approximate(Rational value) {
        return value.numerator().doubleValue() / value.denominator().doubleValue();
    }

    private static double binary64(Rational value) {
        if (!isBinary64(value)) {
            throw new IllegalArgumentException(value + " is no binary64 number");
        }
        return approximate(value);
    }

    /**
     * Writes a network file.
     *
     * @param network the network
     * @param name its name
     * @param description what it is
     * @param style how to write weights and biases
     * @return the file's content
     * @throws IllegalArgumentException if the style is {@link #SHORTEST}, and a number is not a binary64 number of ordinary size
     */
    public static byte[] file(Network network, String name, String description, NumberStyle style) {
        return JsonText.file(out -> {
            out.writeStartObject();
            out.writeStringProperty("format", NetworkReader.FORMAT);
            out.writeStringProperty("name", name);
            out.writeStringProperty("description", description);
            writeMembers(out, network, style);
            out.writeEndObject();
        });
    }

    /**
     * Writes the members {@code domain} and {@code layers} of a network.
     *
     * @param out inside an object
     * @param network the network
     * @param style how to write weights and biases; the domain is always canonical
     */
    public static void writeMembers(JsonGenerator out, Network network, NumberStyle style) {
        out.writeName("domain");
        out.writeStartArray();
        out.writeString(network.domain().left().toString());
        out.writeString(network.domain().right().toString());
        out.writeEndArray();
        out.writeName("layers");
        out.writeStartArray();
        for (Layer layer : network.layers()) {
            writeLayer(out, layer, style);
        }
        out.writeEndArray();
    }

    private static void writeLayer(JsonGenerator out, Layer layer, NumberStyle style) {
        out.writeStartObject();
        out.writeName("weights");
        out.writeStartArray();
        for (int unit = 0; unit < layer.units(); unit++) {
            out.writeStartArray();
            for (int input = 0; input < layer.inputs(); input++) {
                style.write(out, layer.weight(unit, input));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeName("biases");
        out.writeStartArray();
        for (int unit = 0; unit < layer.units(); unit++) {
            style.write(out, layer.bias(unit));
        }
        out.writeEndArray();
        out.writeStringProperty("activation", layer.activation().word());
        if (layer.activation() == Activation.LEAKY_RELU) {
            out.writeName("slope");
            style.write(out, layer.leak());
        }
        out.writeEndObject();
    }
}
