package org.chaoscert.checker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;

/** SHA-256 of the canonical text of a network, which is hashed piece by piece and never stands anywhere as a whole. */
final class Digest {
    private static final int PIECE = 8192;

    private final MessageDigest sha256;
    private final StringBuilder piece = new StringBuilder(2 * PIECE);

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    static String of(Span domain, List<Net.Layer> layers) {
        Digest digest = new Digest();
        digest.write(domain, layers);
        digest.hash();
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void write(Span domain, List<Net.Layer> layers) {
        List<String> activations =
                layers.stream().map(layer -> layer.kind().name()).toList();
        piece.append("{\"activations\":[\"").append(String.join("\",\"", activations));
        piece.append("\"],\"biases\":");
        list(0, layers.size(), i -> {
            Net.Layer layer = layers.get(i);
            numbers(layer, layer.units() * layer.inputs(), layer.units());
        });
        piece.append(",\"domain\":[\"").append(domain.low().canonical());
        piece.append("\",\"").append(domain.high().canonical()).append("\"],\"weights\":");
        list(0, layers.size(), i -> {
            Net.Layer layer = layers.get(i);
            list(0, layer.units(), unit -> numbers(layer, unit * layer.inputs(), layer.inputs()));
        });
        piece.append('}');
    }

    private void numbers(Net.Layer layer, int from, int count) {
        for (int i = from; i < from + count; i++) {
            piece.append(i == from ? "[\"" : "\",\"");
            layer.numbers().write(i, piece);
            if (piece.length() > PIECE) {
                hash();
            }
        }
        piece.append("\"]");
    }

    private void list(int from, int to, IntConsumer element) {
        piece.append('[');
        for (int i = from; i < to; i++) {
            if (i > from) {
                piece.append(',');
            }
            element.accept(i);
        }
        piece.append(']');
    }

    private void hash() {
        // Names of activations and numbers: ASCII only.
        sha256.update(piece.toString().getBytes(StandardCharsets.US_ASCII));
        piece.setLength(0);
    }
}
