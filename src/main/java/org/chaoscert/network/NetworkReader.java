package org.chaoscert.network;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import tools.jackson.core.JsonToken;

/** Reads network files, format {@code chaoscert-network/1}. */
public final class NetworkReader {
    /** The format's name. */
    public static final String FORMAT = "chaoscert-network/1";

    /** The parts of a layer object. */
    private enum Part {
        WEIGHTS,
        BIASES,
        ACTIVATION,
        SLOPE;

        String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Part> of(String key) {
            return EnumSet.allOf(Part.class).stream()
                    .filter(part -> part.key().equals(key))
                    .findFirst();
        }
    }

    /** The weights of a layer, row by row. */
    private record Rows(Numbers numbers, int count) {}

    private final JsonSource source;
    private long quoted;
    private long binary64;

    private NetworkReader(JsonSource source) {
        this.source = source;
    }

    /**
     * Reads a network file.
     *
     * @param bytes the file's content
     * @return the network, every number exactly as the format reads it
     * @throws NetworkFormatException if the content is not a network; it names the place
     * @throws OverLimitsException if a number, the nesting or the file is larger than is handled
     */
    public static NetworkFile read(byte[] bytes) throws NetworkFormatException {
        try (JsonSource source = JsonSource.of(bytes)) {
            return new NetworkReader(source).file();
        }
    }

    /**
     * Reads the layers of an embedded network: the value of a key {@code layers}.
     *
     * @param source placed on the start of the list
     * @return the layers
     * @throws NetworkFormatException if it is no list of layers
     */
    public static List<Layer> readLayers(JsonSource source) throws NetworkFormatException {
        return new NetworkReader(source).layers();
    }

    /**
     * Reads a domain: the value of a key {@code domain}.
     *
     * @param source placed on the start of the list
     * @return the domain
     * @throws NetworkFormatException if it is no domain
     */
    public static Domain readDomain(JsonSource source) throws NetworkFormatException {
        return new NetworkReader(source).domain();
    }

    private NetworkFile file() throws NetworkFormatException {
        if (source.next() != JsonToken.START_OBJECT) {
            String found = source.describe();
            // Reads on, so that text beyond the limits is called that.
            source.skip();
            throw source.error("found " + found + ", expected a network: an object with \"format\" and \"layers\"");
        }
        Optional<Domain> domain = Optional.empty();
        List<Layer> layers = List.of();
        boolean formatSeen = false;
        while (source.next() == JsonToken.PROPERTY_NAME) {
            String key = source.text();
            source.next();
            switch (key) {
                case "format" -> {
                    requireFormat();
                    formatSeen = true;
                }
                case "domain" -> domain = Optional.of(domain());
                case "layers" -> layers = layers();
                default -> source.skip();
            }
        }
        if (source.next() != JsonToken.NOT_AVAILABLE) {
            throw source.error("text after the end of the network");
        }
        if (!formatSeen) {
            throw new NetworkFormatException("/format", "missing; expected \"" + FORMAT + "\"");
        }
        if (layers.isEmpty()) {
            throw new NetworkFormatException("/layers", "missing; expected a list of layers");
        }
        Network network = Network.onDefaultDomain(layers);
        return new NetworkFile(domain.map(network::on).orElse(network), new Reading(quoted, binary64));
    }

    private void requireFormat() throws NetworkFormatException {
        source.require(JsonToken.VALUE_STRING, "\"" + FORMAT + "\"");
        if (!source.text().equals(FORMAT)) {
            throw source.error("found format \"" + source.text() + "\", expected \"" + FORMAT + "\"");
        }
    }

    private Domain domain() throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, "a domain such as [\"0\", \"1\"] or [\"-inf\", \"inf\"]");
        source.next();
        Rational left = isString("-inf") ? Rational.NEGATIVE_INFINITY : number();
        source.next();
        Rational right = isString("inf") ? Rational.POSITIVE_INFINITY : number();
        source.next();
        source.require(JsonToken.END_ARRAY, "the end of the domain after two numbers");
        if (left.compareTo(right) >= 0) {
            throw source.error("the domain [" + left + ", " + right + "] has its left end not below its right end");
        }
        return new Domain(left, right);
    }

    private boolean isString(String text) throws NetworkFormatException {
        return source.current() == JsonToken.VALUE_STRING && source.text().equals(text);
    }

    private List<Layer> layers() throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, "a list of layers");
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        while (source.next() != JsonToken.END_ARRAY) {
            Layer layer = layer(inputs);
            layers.add(layer);
            inputs = layer.units();
        }
        if (layers.isEmpty()) {
            throw source.error("found an empty list, expected at least one layer");
        }
        if (inputs != 1) {
            throw new NetworkFormatException(
                    source.pointer() + "/" + (layers.size() - 1),
                    "the last layer has " + inputs + " units, expected 1");
        }
        return layers;
    }

    private Layer layer(int inputs) throws NetworkFormatException {
        source.require(JsonToken.START_OBJECT, "a layer: an object with \"weights\", \"biases\" and \"activation\"");
        String place = source.pointer();
        Set<Part> seen = EnumSet.noneOf(Part.class);
        Rows weights = new Rows(Numbers.NONE, 0);
        Numbers biases = Numbers.NONE;
        Activation activation = Activation.IDENTITY;
        Rational slope = Rational.ZERO;
        while (source.next() == JsonToken.PROPERTY_NAME) {
            Part part = part();
            seen.add(part);
            source.next();
            switch (part) {
                case WEIGHTS -> weights = rows(inputs);
                case BIASES -> biases = biases();
                case ACTIVATION -> activation = activation();
                case SLOPE -> slope = slope();
            }
        }
        requireParts(seen, activation, place);
        if (biases.size() != weights.count) {
            throw new NetworkFormatException(
                    place + "/biases",
                    "found " + biases.size() + " biases, expected " + weights.count + ", one for each row of weights");
        }
        return new Layer(weights.numbers, biases, activation, slope);
    }

    private Part part() throws NetworkFormatException {
        Optional<Part> part = Part.of(source.text());
        if (part.isEmpty()) {
            throw source.error("unknown key in a layer; expected \"weights\", \"biases\", \"activation\" or \"slope\"");
        }
        return part.get();
    }

    private static void requireParts(Set<Part> seen, Activation activation, String place)
            throws NetworkFormatException {
        for (Part part : Part.values()) {
            boolean needed = part != Part.SLOPE || activation == Activation.LEAKY_RELU;
            if (needed && !seen.contains(part)) {
                throw new NetworkFormatException(place + "/" + part.key(), "missing");
            }
            if (!needed && seen.contains(part)) {
                throw new NetworkFormatException(
                        place + "/" + part.key(),
                        "found with \"" + activation.word() + "\", allowed with \"leaky-relu\"");
            }
        }
    }

    private Rows rows(int inputs) throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, "a list of rows, one for each unit");
        Numbers.Builder weights = new Numbers.Builder();
        int count = 0;
        while (source.next() != JsonToken.END_ARRAY) {
            int before = weights.size();
            numbers(weights, "a row: a list of " + inputs + " weights");
            int found = weights.size() - before;
            if (found != inputs) {
                throw source.error("found a row of " + found + " weights, expected " + inputs + ", one for each input");
            }
            count++;
        }
        if (count == 0) {
            throw source.error("found no rows, expected at least one unit");
        }
        return new Rows(weights.build(), count);
    }

    private Numbers biases() throws NetworkFormatException {
        Numbers.Builder biases = new Numbers.Builder();
        numbers(biases, "a list of biases, one for each unit");
        return biases.build();
    }

    private void numbers(Numbers.Builder list, String expected) throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, expected);
        while (source.next() != JsonToken.END_ARRAY) {
            number(list);
        }
    }

    private Activation activation() throws NetworkFormatException {
        source.require(JsonToken.VALUE_STRING, "the name of an activation");
        Optional<Activation> activation = Activation.of(source.text());
        if (activation.isEmpty()) {
            String known = String.join(
                    ", ",
                    EnumSet.allOf(Activation.class).stream()
                            .map(Activation::word)
                            .toList());
            throw source.error("unknown activation \"" + source.text() + "\"; expected one of " + known);
        }
        return activation.get();
    }

    private Rational slope() throws NetworkFormatException {
        Rational slope = number();
        if (!Activation.isLeak(slope)) {
            throw source.error("found slope " + slope + ", expected a number from 0 to 1");
        }
        return slope;
    }

    private Rational number() throws NetworkFormatException {
        Numbers.Builder single = new Numbers.Builder();
        number(single);
        return single.build().get(0);
    }

    private void number(Numbers.Builder list) throws NetworkFormatException {
        try {
            switch (source.current()) {
                case VALUE_STRING -> {
                    quoted++;
                    list.add(Numerals.quoted(source.text()));
                }
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    binary64++;
                    list.add(Numerals.unquoted(source.text()));
                }
                default -> throw source.error("found " + source.describe() + ", expected a number");
            }
        } catch (NumberFormatException notANumber) {
            throw source.error(String.valueOf(notANumber.getMessage()));
        } catch (OverLimitsException limit) {
            throw new OverLimitsException(source.pointer() + ": " + limit.getMessage());
        }
    }
}
