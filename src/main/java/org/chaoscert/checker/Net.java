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
    /** A layer: first the rows of weights, then the biases, all as integers over one common denominator {@code scale}. */
    record Layer(int inputs, int units, List<BigInteger> numbers, BigInteger scale, Graph activation) {
        List<BigInteger> weights(int unit) {
            return numbers.subList(unit * inputs, (unit + 1) * inputs);
        }

        BigInteger bias(int unit) {
            return numbers.get(units * inputs + unit);
        }
    }

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

    /** The parts of the canonical text, filled while reading. */
    private final StringJoiner activations = list();

    private final StringJoiner biases = list();
    private final StringJoiner weights = list();

    private Net(Members source, Reader reader) throws Fault {
        this.limits = source.limits();
        this.reader = reader;
        List<?> list = source.list("layers");
        int inputs = 1;
        long units = 0;
        for (int i = 0; i < list.size(); i++) {
            layers.add(layer(Members.of(list.get(i), source.place("layers") + "/" + i, limits), inputs));
            inputs = layers.get(i).units;
            units += inputs;
        }
        if (layers.isEmpty() || inputs != 1) {
            throw Fault.rejected("bad-shape", source.place("layers"), "the last layer must have one unit");
        }
        neurons = units;
        domain = domain(source);
        StringJoiner ends = list().add(quoted(domain.low())).add(quoted(domain.high()));
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

    /** What a certificate is about, in words. */
    String subject() {
        return digest + ", domain " + domain.low().canonical() + " to "
                + domain.high().canonical() + ", " + layers.size() + " layers, " + neurons + " units";
    }

    private Layer layer(Members layer, int inputs) throws Fault {
        layer.allowOnly(List.of("weights", "biases", "activation", "slope"));
        List<?> rows = layer.list("weights");
        if (rows.isEmpty()) {
            throw Fault.rejected("bad-shape", layer.place("weights"), "a layer without units");
        }
        List<Fraction> numbers = new ArrayList<>();
        StringJoiner rowTexts = list();
        for (int i = 0; i < rows.size(); i++) {
            rowTexts.add(read(rows.get(i), layer.place("weights") + "/" + i, inputs, numbers));
        }
        weights.add(rowTexts.toString());
        biases.add(read(layer.get("biases"), layer.place("biases"), rows.size(), numbers));
        Graph activation = activation(layer);
        BigInteger scale = commonDenominator(numbers, layer.at());
        limits.requireBytes((long) scale.bitLength() / Byte.SIZE * numbers.size());
        List<BigInteger> integers = new ArrayList<>(numbers.size());
        numbers.forEach(
                number -> integers.add(scale.divide(number.denominator()).multiply(number.numerator())));
        return new Layer(inputs, rows.size(), integers, scale, activation);
    }

    /** Adds a row of numbers to a list, and returns its canonical text. */
    private String read(Object value, String at, int length, List<Fraction> numbers) throws Fault {
        List<?> list = Members.list(value, at);
        if (list.size() != length) {
            throw Fault.rejected("bad-shape", at, "found " + list.size() + " numbers, expected " + length);
        }
        StringJoiner text = list();
        for (int i = 0; i < length; i++) {
            Fraction number = reader.read(list.get(i), at + "/" + i, limits);
            numbers.add(number);
            text.add(quoted(number));
        }
        return text.toString();
    }

    private BigInteger commonDenominator(List<Fraction> numbers, String at) throws Fault {
        BigInteger scale = BigInteger.ONE;
        for (Fraction number : numbers) {
            if (scale.remainder(number.denominator()).signum() != 0) {
                scale = scale.divide(scale.gcd(number.denominator())).multiply(number.denominator());
                limits.requireBits(scale, at);
            }
        }
        return scale;
    }

    private Graph activation(Members layer) throws Fault {
        String name = layer.string("activation");
        boolean leaky = name.equals("leaky-relu");
        if (!leaky && layer.has("slope")) {
            throw Fault.rejected("unknown-key", layer.place("slope"), "only leaky-relu has a slope");
        }
        Fraction slope = leaky ? reader.read(layer.get("slope"), layer.place("slope"), limits) : Fraction.ZERO;
        if (slope.compareTo(Fraction.ZERO) < 0 || slope.compareTo(Fraction.ONE) > 0) {
            throw Fault.rejected("bad-activation", layer.place("slope"), "the slope must lie between 0 and 1");
        }
        activations.add("\"" + name + (leaky ? ":" + slope.canonical() : "") + "\"");
        return switch (name) {
            case "identity" -> Graph.bentAtZero(Fraction.ONE, limits);
            case "relu", "leaky-relu" -> Graph.bentAtZero(slope, limits);
            case "abs" -> Graph.bentAtZero(Fraction.MINUS_ONE, limits);
            case "clip" -> Graph.cutTo(Fraction.ZERO, limits);
            case "hard-tanh" -> Graph.cutTo(Fraction.MINUS_ONE, limits);
            default -> throw Fault.rejected("bad-activation", layer.place("activation"), "unknown: " + name);
        };
    }

    private Span domain(Members source) throws Fault {
        String at = source.place("domain");
        if (!source.has("domain")) {
            return activations.toString().endsWith("\"clip\"]") ? Span.UNIT : Span.LINE;
        }
        List<?> ends = source.list("domain");
        if (ends.size() != 2) {
            throw Fault.rejected("bad-domain", at, "expected two ends");
        }
        Span span = new Span(end(ends.get(0), at + "/0"), end(ends.get(1), at + "/1"));
        if (span.low().compareTo(span.high()) >= 0) {
            throw Fault.rejected("bad-domain", at, "the left end must lie below the right end");
        }
        return span;
    }

    private Fraction end(Object value, String at) throws Fault {
        if (value.equals("inf")) {
            return Fraction.INFINITY;
        }
        return value.equals("-inf") ? Fraction.MINUS_INFINITY : reader.read(value, at, limits);
    }

    private static StringJoiner list() {
        return new StringJoiner(",", "[", "]");
    }

    private static String quoted(Fraction number) {
        return "\"" + number.canonical() + "\"";
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
            List<BigInteger> next = new ArrayList<>(layer.units);
            for (int unit = 0; unit < layer.units; unit++) {
                List<BigInteger> row = layer.weights(unit);
                BigInteger sum = layer.bias(unit).multiply(denominator);
                for (int j = 0; j < layer.inputs; j++) {
                    sum = sum.add(row.get(j).multiply(values.get(j)));
                }
                next.add(layer.activation.numeratorAt(new Fraction(sum, below)));
            }
            values = next;
            denominator = below.multiply(layer.activation.scale());
        }
        return limits.requireBits(new Fraction(values.get(0), denominator), "/witness");
    }
}
