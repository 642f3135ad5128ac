package org.chaoscert.network;

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
        void write(JsonGenerator out, org.chaoscert.exact.Rational value);
    }

    /** Numbers as canonical strings: exactly. */
    public static final NumberStyle CANONICAL = (out, value) -> out.writeString(value.toString());

    private NetworkWriter() {}

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
