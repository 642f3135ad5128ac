package org.chaoscert.network;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;
import org.chaoscert.exact.Binary64;
import org.chaoscert.exact.Rational;

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
        Text text = new Text();
        writeCanonicalText(network, text);
        return text.digest();
    }

    /** Takes the text piece by piece, and hands it on for digesting when enough has come together. */
    private static final class Text {
        private static final int ENOUGH = 1 << 14;

        private final StringBuilder pending = new StringBuilder(2 * ENOUGH);
        private final MessageDigest digest = sha256();
        private long length;

        /** The digits of 2<sup>0</sup>, 2<sup>1</sup>, … up to the largest power that was needed. */
        private final List<String> powersOfTwo = new ArrayList<>();

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException missing) {
                throw new IllegalStateException("every Java platform has SHA-256", missing);
            }
        }

        Text add(String text) {
            pending.append(text);
            return this;
        }

        void addQuoted(String text) {
            add("\"").add(text).add("\"");
        }

        /** Adds a number as {@link Rational#toString} writes it. */
        void addQuoted(Numbers numbers, int index) {
            double number = numbers.binary64(index);
            int exponent = Binary64.exponent(number);
            if (numbers.isBinary64(index) && exponent <= 0) {
                pending.append('"').append(Binary64.oddPart(number));
                if (exponent < 0) {
                    pending.append('/').append(powerOfTwo(-exponent));
                }
                pending.append('"');
            } else {
                addQuoted(numbers.get(index).toString());
            }
            if (pending.length() >= ENOUGH) {
                flush();
            }
        }

        private String powerOfTwo(int exponent) {
            for (int e = powersOfTwo.size(); e <= exponent; e++) {
                powersOfTwo.add(BigInteger.ONE.shiftLeft(e).toString());
            }
            return powersOfTwo.get(exponent);
        }

        private void flush() {
            // The text is pure ASCII.
            digest.update(pending.toString().getBytes(StandardCharsets.ISO_8859_1));
            length += pending.length();
            pending.setLength(0);
        }

        Digest digest() {
            flush();
            return new Digest(HexFormat.of().formatHex(digest.digest()), length);
        }
    }

    private static void writeCanonicalText(Network network, Text out) {
        List<Layer> layers = network.layers();
        out.add("{\"activations\":");
        list(layers.size(), out, i -> out.addQuoted(activation(layers.get(i))));
        out.add(",\"biases\":");
        list(layers.size(), out, i -> {
            Numbers biases = layers.get(i).biases();
            list(biases.size(), out, unit -> out.addQuoted(biases, unit));
        });
        out.add(",\"domain\":[");
        out.addQuoted(network.domain().left().toString());
        out.add(",");
        out.addQuoted(network.domain().right().toString());
        out.add("],\"weights\":");
        list(layers.size(), out, i -> {
            Layer layer = layers.get(i);
            Numbers weights = layer.weights();
            int inputs = layer.inputs();
            list(layer.units(), out, unit -> list(inputs, out, input -> out.addQuoted(weights, unit * inputs + input)));
        });
        out.add("}");
    }

    private static void list(int size, Text out, IntConsumer element) {
        out.add("[");
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                out.add(",");
            }
            element.accept(i);
        }
        out.add("]");
    }

    private static String activation(Layer layer) {
        String word = layer.activation().word();
        return layer.activation() == Activation.LEAKY_RELU ? word + ":" + layer.leak() : word;
    }
}
