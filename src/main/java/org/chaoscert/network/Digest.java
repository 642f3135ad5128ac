package org.chaoscert.network;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * The digest that ties a certificate to its network: SHA-256 of the canonical text, the JSON object with the keys {@code
 * activations}, {@code biases}, {@code domain}, {@code weights} in this order, numbers as canonical strings, no white
 * space.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param canonicalLength the size of the canonical text in bytes
 */
public record Digest(String sha256, long canonicalLength) {
    /**
     * Computes the digest of a network.
     *
     * @param network a network
     * @return its digest
     */
    public static Digest of(Network network) {
        MessageDigest digest = messageDigest();
        long[] length = {0};
        writeCanonicalText(network, text -> {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            // The text is pure ASCII.
            length[0] += text.length();
        });
        return new Digest(HexFormat.of().formatHex(digest.digest()), length[0]);
    }

    private static MessageDigest messageDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private static void writeCanonicalText(Network network, Consumer<String> out) {
        List<Layer> layers = network.layers();
        out.accept("{\"activations\":");
        list(layers.size(), out, i -> out.accept(quoted(activation(layers.get(i)))));
        out.accept(",\"biases\":");
        list(layers.size(), out, i -> {
            Layer layer = layers.get(i);
            list(layer.units(), out, unit -> out.accept(quoted(layer.bias(unit))));
        });
        out.accept(",\"domain\":[" + quoted(network.domain().left()) + ","
                + quoted(network.domain().right()) + "],\"weights\":");
        list(layers.size(), out, i -> {
            Layer layer = layers.get(i);
            list(
                    layer.units(),
                    out,
                    unit -> list(layer.inputs(), out, input -> out.accept(quoted(layer.weight(unit, input)))));
        });
        out.accept("}");
    }

    private static void list(int size, Consumer<String> out, IntConsumer element) {
        out.accept("[");
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.accept(",");
            }
            element.accept(i);
        }
        out.accept("]");
    }

    private static String activation(Layer layer) {
        String word = layer.activation().word();
        return layer.activation() == Activation.LEAKY_RELU ? word + ":" + layer.leak() : word;
    }

    private static String quoted(Object text) {
        return "\"" + text + "\"";
    }
}
