package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/** A network as the format describes it: its layers, its domain, its digest, and its value at a point. */
final class Net {
    /**
     * A layer: first the rows of weights, then the biases; {@code scale} is a common denominator.
     */
    record Layer(int inputs, int units, Numbers numbers, BigInteger scale, Activation kind) {
        Graph activation() {
            return kind.shape().orElseThrow();
        }

        /** A number times the scale. */
        BigInteger integer(int index) {
            return numbers.times(scale, index);
        }

        /** The layer with its units and inputs in other orders. */
        Layer renumbered(int[] unitOrder, int[] inputOrder) {
            int[] places = new int[units * (inputs + 1)];
            for (int unit = 0; unit < units; unit++) {
                for (int input = 0; input < inputs; input++) {
                    places[unit * inputs + input] = unitOrder[unit] * inputs + inputOrder[input];
                }
                places[units * inputs + unit] = units * inputs + unitOrder[unit];
            }
            return new Layer(inputs, units, numbers.at(places), scale, kind);
        }

        /** The values of all units over one denominator, for inputs over one denominator. */
        List<BigInteger> values(List<BigInteger> values, BigInteger denominator) {
            BigInteger sumScale = scale.multiply(denominator);
            List<BigInteger> result = new ArrayList<>(units);
            for (int unit = 0; unit < units; unit++) {
                BigInteger sum = integer(units * inputs + unit).multiply(denominator);
                for (int j = 0; j < inputs; j++) {
                    if (values.get(j).signum() != 0) {
                        sum = sum.add(integer(unit * inputs + j).multiply(values.get(j)));
                    }
                }
                Line piece = activation().line(Graph.rightOf(activation().place(new Fraction(sum, sumScale))));
                result.add(Fraction.product(piece.slope(), sum).add(Fraction.product(piece.offset(), sumScale)));
            }
            return result;
        }
    }

    final List<Layer> layers = new ArrayList<>();
    final Span domain;
    final String digest;
    final long neurons;
    private final Limits limits;
    private final boolean embedded;

    private Net(Members source, boolean embedded) throws Fault {
        this.limits = source.limits();
        this.embedded = embedded;
        List<?> list = source.list("layers");
        int inputs = 1;
        long units = 0;
        for (Object element : list) {
            Place place = new Place(source.place("layers"), layers.size());
            Layer layer = layer(Members.of(element, place, limits), inputs);
            layers.add(layer);
            inputs = layer.units;
            units += inputs;
        }
        if (layers.isEmpty() || inputs != 1) {
            throw Fault.rejected("bad-shape", source.place("layers"), "the last layer must have one unit");
        }
        neurons = units;
        domain = domain(source);
        digest = Digest.of(domain, layers);
    }

    /** Reads the network that a certificate holds: numbers canonical, domain written out. */
    static Net embedded(Members network) throws Fault {
        network.get("domain");
        return new Net(network, true);
    }

    /** Reads a network file. */
    static Net file(byte[] bytes, Limits limits) throws Fault {
        Members network = Members.of(Json.parse(bytes, limits), "", limits);
        if (!network.string("format").equals("chaoscert-network/1")) {
            throw Fault.rejected("unknown-format", "/format", "no chaoscert-network/1");
        }
        return new Net(network, false);
    }

    /** Whether there is one hidden layer, of relu units, and an output that does not fall. */
    boolean isPlainRelu() {
        return layers.size() == 2
                && layers.get(0).kind.name().equals("relu")
                && List.of("identity", "relu", "clip", "hard-tanh")
                        .contains(layers.get(1).kind.name());
    }

    boolean isSmooth() {
        return layers.stream().anyMatch(layer -> layer.kind.shape().isEmpty());
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
        Numbers numbers = new Numbers();
        int unit = 0;
        for (Object row : rows) {
            read(row, new Place(layer.place("weights"), unit++), inputs, numbers);
        }
        read(layer.get("biases"), layer.place("biases"), rows.size(), numbers);
        boolean leaky = layer.has("slope") && layer.string("activation").equals("leaky-relu");
        Fraction slope = leaky ? number(layer.get("slope"), layer.place("slope")) : Fraction.ZERO;
        Activation kind = Activation.read(layer, slope, limits);
        BigInteger scale = numbers.scale(limits, layer.at());
        limits.requireBytes((long) scale.bitLength() / Byte.SIZE * rows.size() * (inputs + 1));
        return new Layer(inputs, rows.size(), numbers, scale, kind);
    }

    /** A canonical string in certificates, anything of section 1 of the format in network files. */
    private Fraction number(Object value, Object at) throws Fault {
        return embedded ? Numerals.canonical(value, at, limits) : Numerals.number(value, at, limits);
    }

    /** Adds a row of numbers to a list. */
    private void read(Object value, Object at, int length, Numbers numbers) throws Fault {
        List<?> list = Members.list(value, at);
        if (list.size() != length) {
            throw Fault.rejected("bad-shape", at, "found " + list.size() + " numbers, expected " + length);
        }
        int i = 0;
        for (Object element : list) {
            numbers.add(number(element, new Place(at, i++)));
        }
    }

    private Span domain(Members source) throws Fault {
        Place at = source.place("domain");
        if (!source.has("domain")) {
            return layers.get(layers.size() - 1).kind.name().equals("clip") ? Span.UNIT : Span.LINE;
        }
        List<?> ends = source.list("domain");
        if (ends.size() != 2) {
            throw Fault.rejected("bad-domain", at, "expected two ends");
        }
        Span span = new Span(end(ends.get(0), new Place(at, 0)), end(ends.get(1), new Place(at, 1)));
        if (span.low().compareTo(span.high()) >= 0) {
            throw Fault.rejected("bad-domain", at, "the left end must lie below the right end");
        }
        return span;
    }

    private Fraction end(Object value, Object at) throws Fault {
        if (value.equals("inf")) {
            return Fraction.INFINITY;
        }
        return value.equals("-inf") ? Fraction.MINUS_INFINITY : number(value, at);
    }

    /** An interval that holds all values of the network: those of the last activation. */
    Span range() throws Fault {
        return layers.get(layers.size() - 1).kind.range();
    }

    /** f(x), layer by layer. */
    Fraction valueAt(Fraction x) throws Fault {
        List<BigInteger> values = List.of(x.numerator());
        BigInteger denominator = x.denominator();
        for (Layer layer : layers) {
            values = layer.values(values, denominator);
            denominator = denominator.multiply(layer.scale).multiply(layer.activation().scale.value);
        }
        return limits.requireBits(new Fraction(values.get(0), denominator), "/witness");
    }
}
