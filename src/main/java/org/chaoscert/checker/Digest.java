package org.chaoscert.checker;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** SHA-256 of the canonical text of a network, which is hashed piece by piece and never stands anywhere as a whole. */
final class Digest {
    private final MessageDigest sha256;
    private final StringBuilder piece = new StringBuilder();

    /** The texts of the powers of two below: long ones, and the same again and again. */
    private final Map<BigInteger, String> powers = new HashMap<>();

    private Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    static String of(List<String> activations, Span domain, List<Net.Layer> layers) {
        Digest digest = new Digest();
        digest.write(activations, domain, layers);
        digest.hash();
        return HexFormat.of().formatHex(digest.sha256.digest());
    }

    private void write(List<String> activations, Span domain, List<Net.Layer> layers) {
        piece.append("{\"activations\":[\"").append(String.join("\",\"", activations));
        piece.append("\"],\"biases\":");
        list(layers.stream(), layer -> list(layer.biases().stream(), this::number));
        piece.append(",\"domain\":");
        list(Stream.of(domain.low(), domain.high()), this::number);
        piece.append(",\"weights\":");
        list(layers.stream(), layer -> list(layer.rows(), row -> list(row.stream(), this::number)));
        piece.append('}');
    }

    private <T> void list(Stream<T> elements, Consumer<T> writing) {
        piece.append('[');
        elements.forEachOrdered(element -> {
            writing.accept(element);
            piece.append(',');
        });
        piece.setCharAt(piece.length() - 1, ']');
    }

    private void number(Fraction number) {
        if (piece.length() > 8192) {
            hash();
        }
        piece.append('"').append(text(number)).append('"');
    }

    private String text(Fraction number) {
        if (!number.isDyadic() || number.numerator().bitLength() >= Long.SIZE) {
            return number.canonical();
        }
        Fraction lowest = number.inLowestTerms();
        String below =
                powers.computeIfAbsent(lowest.denominator(), power -> power.equals(BigInteger.ONE) ? "" : "/" + power);
        return lowest.numerator().longValue() + below;
    }

    private void hash() {
        sha256.update(piece.toString().getBytes(StandardCharsets.UTF_8));
        piece.setLength(0);
    }
}
