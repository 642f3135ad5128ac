package org.chaoscert.checker;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;

/** A network as the format describes it: its layers, its domain, its digest, and its value at a point. */
final class Net {
    /** Weights, a row for each unit, and biases, all as integers over one common denominator {@code scale}. */
    record Layer(List<List<BigInteger>> weights, List<BigInteger> biases, BigInteger scale, Activation activation) {}

    /** How numbers are read: canonical strings in certificates, anything of section 1 of the format in network files. */
    @FunctionalInterface
    private interface Reader {
        Fraction read(Object value, String at, Limits limits) throws Fault;
    }

    final List<Layer> layers = new ArrayList<>();
    final Span domain;
    final String digest;
    final long neurons;
    private final Limits limits;
    private final Reader reader;

    private Net(Members source, Reader reader) throws Fault {
        this.limits = source.limits();
        this.reader = reader;
        StringJoiner activations = new StringJoiner("\",\"", "[\"", "\"]");
        StringJoiner biases = list();
        StringJoiner weights = list();
        List<?> list = source.list("layers");
        int inputs = 1;
        long units = 0;
        for (int i = 0; i < list.size(); i++) {
            Members layer = Members.of(list.get(i), source.place("layers") + "/" + i, limits);
            layer.allowOnly(List.of("weights", "biases", "activation", "slope"));
            layers.add(layer(layer, inputs, weights, biases));
            activations.add(layers.get(i).activation.name());
            inputs = layers.get(i).biases.size();
            units += inputs;
        }
        if (layers.isEmpty() || inputs != 1) {
            throw Fault.rejected("bad-shape", source.place("layers"), "the last layer must have one unit");
        }
        neurons = units;
        domain = domain(source);
        String ends = "[\"" + domain.low().canonical() + "\",\"" + domain.high().canonical() + "\"]";
        digest = sha256("{\"activations\":" + activations + ",\"biases\":" + biases + ",\"domain\":" + ends
                + ",\"weights\":" + weights + "}");
    }

    /** Reads the network that a certificate holds: numbers canonical, domain written out. */
    static Net embedded(Members network) throws Fault {
        network.get("domain");
        return new Net(network, Fraction::canonical);
    }

    /** Reads a network file. */
    static Net file(byte[] bytes, Limits limits) throws Fault {
        Members network = Members.of(Json.parse(bytes, limits), "", limits);
        if (!network.string("format").equals("chaoscert-network/1")) {
            throw Fault.rejected("unknown-format", "/format", "no chaoscert-network/1");
        }
        return new Net(network, Fraction::number);
    }

    private Span domain(Members source) throws Fault {
        if (!source.has("domain")) {
            boolean clipped = layers.get(layers.size() - 1).activation.name().equals("clip");
            return clipped ? new Span(Fraction.ZERO, Fraction.ONE) : Span.LINE;
        }
        String at = source.place("domain");
        List<?> ends = source.list("domain");
        if (ends.size() != 2) {
            throw Fault.rejected("bad-domain", at, "expected two ends");
        }
        Span span = new Span(
                ends.get(0).equals("-inf") ? Fraction.MINUS_INFINITY : reader.read(ends.get(0), at + "/0", limits),
                ends.get(1).equals("inf") ? Fraction.INFINITY : reader.read(ends.get(1), at + "/1", limits));
        if (span.low().compareTo(span.high()) >= 0) {
            throw Fault.rejected("bad-domain", at, "the left end must lie below the right end");
        }
        return span;
    }

    /** Reads a layer, and adds its numbers to the canonical text. */
    private Layer layer(Members layer, int inputs, StringJoiner weightText, StringJoiner biasText) throws Fault {
        List<?> rows = layer.list("weights");
        if (rows.isEmpty()) {
            throw Fault.rejected("bad-shape", layer.place("weights"), "a layer without units");
        }
        StringJoiner rowText = list();
        List<List<Fraction>> weights = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            weights.add(numbers(rows.get(i), layer.place("weights") + "/" + i, inputs, rowText));
        }
        weightText.add(rowText.toString());
        List<Fraction> biases = numbers(layer.get("biases"), layer.place("biases"), rows.size(), biasText);
        Activation activation = Activation.of(layer);
        BigInteger scale = commonDenominator(BigInteger.ONE, biases, layer.at());
        for (List<Fraction> row : weights) {
            scale = commonDenominator(scale, row, layer.at());
        }
        List<List<BigInteger>> integers = new ArrayList<>();
        for (List<Fraction> row : weights) {
            integers.add(scaled(row, scale));
        }
        return new Layer(integers, scaled(biases, scale), scale, activation);
    }

    private List<Fraction> numbers(Object value, String at, int length, StringJoiner text) throws Fault {
        List<?> list = Members.list(value, at);
        if (list.size() != length) {
            throw Fault.rejected("bad-shape", at, "found " + list.size() + " numbers, expected " + length);
        }
        StringJoiner canonical = list();
        List<Fraction> numbers = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            numbers.add(reader.read(list.get(i), at + "/" + i, limits));
            canonical.add("\"" + numbers.get(i).canonical() + "\"");
        }
        text.add(canonical.toString());
        return numbers;
    }

    private static StringJoiner list() {
        return new StringJoiner(",", "[", "]");
    }

    private BigInteger commonDenominator(BigInteger start, List<Fraction> numbers, String at) throws Fault {
        BigInteger scale = start;
        for (Fraction number : numbers) {
            BigInteger factor = number.denominator().divide(scale.gcd(number.denominator()));
            scale = factor.equals(BigInteger.ONE) ? scale : scale.multiply(factor);
            if (scale.bitLength() > limits.bits()) {
                throw Fault.overLimits(at, "a common denominator of more than " + limits.bits() + " bits");
            }
        }
        return scale;
    }

    private static List<BigInteger> scaled(List<Fraction> numbers, BigInteger scale) {
        List<BigInteger> scaled = new ArrayList<>(numbers.size());
        for (Fraction number : numbers) {
            scaled.add(scale.divide(number.denominator()).multiply(number.numerator()));
        }
        return scaled;
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    /** f(x), straight from the weights: each layer's values are integers over one common denominator. */
    Fraction valueAt(Fraction x) throws Fault {
        List<BigInteger> values = List.of(x.numerator());
        BigInteger denominator = x.denominator();
        for (Layer layer : layers) {
            BigInteger below = denominator.multiply(layer.scale);
            List<BigInteger> next = new ArrayList<>(layer.biases.size());
            for (int i = 0; i < layer.biases.size(); i++) {
                BigInteger sum = layer.biases.get(i).multiply(denominator);
                for (int j = 0; j < values.size(); j++) {
                    sum = sum.add(layer.weights.get(i).get(j).multiply(values.get(j)));
                }
                Activation.Branch branch = layer.activation.at(sum, below);
                next.add(branch.slope().multiply(sum).add(branch.offset().multiply(below)));
            }
            values = next;
            denominator = below.multiply(layer.activation.scale());
        }
        if (denominator.bitLength() > limits.bits()) {
            throw Fault.overLimits("/witness", "numbers of more than " + limits.bits() + " bits");
        }
        return new Fraction(values.get(0), denominator);
    }
}
