package org.chaoscert.battery.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import tools.jackson.databind.JsonNode;

/**
 * A network evaluated layer by layer, unit by unit, as the format page says.
 *
 * @param left the left end of the domain
 * @param right the right end of the domain
 * @param layers from input to output
 */
public record SlowNetwork(Quotient left, Quotient right, List<Dense> layers) {
    /**
     * One layer.
     *
     * @param weights one row for each unit
     * @param biases one for each unit
     * @param activation the format's word
     * @param slope of a leaky ReLU
     */
    public record Dense(List<List<Quotient>> weights, List<Quotient> biases, String activation, Quotient slope) {
        List<Quotient> sums(List<Quotient> inputs) {
            List<Quotient> sums = new ArrayList<>();
            for (int unit = 0; unit < biases.size(); unit++) {
                Quotient sum = biases.get(unit);
                for (int input = 0; input < inputs.size(); input++) {
                    sum = sum.plus(weights.get(unit).get(input).times(inputs.get(input)));
                }
                sums.add(sum);
            }
            return sums;
        }

        Quotient activate(Quotient x) {
            return switch (activation) {
                case "identity" -> x;
                case "relu" -> x.signum() > 0 ? x : Quotient.ZERO;
                case "leaky-relu" -> x.signum() > 0 ? x : slope.times(x);
                case "abs" -> x.signum() > 0 ? x : x.negate();
                case "clip" -> cut(x, Quotient.ZERO);
                case "hard-tanh" -> cut(x, Quotient.of(-1));
                default -> throw new IllegalArgumentException(activation);
            };
        }

        private static Quotient cut(Quotient x, Quotient low) {
            if (x.compareTo(low) < 0) {
                return low;
            }
            return x.compareTo(Quotient.ONE) > 0 ? Quotient.ONE : x;
        }

        /** Where the activation may bend. */
        List<Quotient> bends() {
            return switch (activation) {
                case "identity" -> List.of();
                case "clip" -> List.of(Quotient.ZERO, Quotient.ONE);
                case "hard-tanh" -> List.of(Quotient.of(-1), Quotient.ONE);
                default -> List.of(Quotient.ZERO);
            };
        }
    }

    /** Takes over a network's numbers. */
    public static SlowNetwork of(Network network) {
        List<Dense> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            List<List<Quotient>> rows = new ArrayList<>();
            List<Quotient> biases = new ArrayList<>();
            for (int unit = 0; unit < layer.units(); unit++) {
                List<Quotient> row = new ArrayList<>();
                for (int input = 0; input < layer.inputs(); input++) {
                    row.add(Quotient.of(layer.weight(unit, input)));
                }
                rows.add(row);
                biases.add(Quotient.of(layer.bias(unit)));
            }
            layers.add(new Dense(rows, biases, layer.activation().word(), Quotient.of(layer.leak())));
        }
        return new SlowNetwork(
                Quotient.of(network.domain().left()),
                Quotient.of(network.domain().right()),
                layers);
    }

    /** Reads an object with quoted numbers and the keys {@code domain} and {@code layers}. */
    public static SlowNetwork of(JsonNode object) {
        List<Dense> layers = new ArrayList<>();
        for (JsonNode layer : object.get("layers").values()) {
            List<List<Quotient>> rows = new ArrayList<>();
            layer.get("weights").values().forEach(row -> rows.add(numbers(row)));
            Quotient slope =
                    layer.has("slope") ? Quotient.parse(layer.get("slope").stringValue()) : Quotient.ZERO;
            layers.add(new Dense(
                    rows, numbers(layer.get("biases")), layer.get("activation").stringValue(), slope));
        }
        List<Quotient> domain = numbers(object.get("domain"));
        return new SlowNetwork(domain.get(0), domain.get(1), layers);
    }

    private static List<Quotient> numbers(JsonNode list) {
        return list.values().stream()
                .map(number -> Quotient.parse(number.stringValue()))
                .toList();
    }

    /** Returns f(x). */
    public Quotient valueAt(Quotient x) {
        return before(layers.size(), x).get(0);
    }

    /** Returns the outputs of the first layers, how many is said, at x. */
    private List<Quotient> before(int depth, Quotient x) {
        List<Quotient> values = List.of(x);
        for (Dense layer : layers.subList(0, depth)) {
            values = layer.sums(values).stream().map(layer::activate).toList();
        }
        return values;
    }

    /**
     * Returns the affine pieces of f on the domain from left to right, neighbours with the same slope joined.
     *
     * <p>Layer by layer: between the places found so far every unit's sum is affine, so two evaluations tell where it
     * meets a bend of the activation.
     */
    public List<Piece> pieces() {
        TreeSet<Quotient> places = new TreeSet<>(List.of(left, right));
        for (int depth = 0; depth < layers.size(); depth++) {
            TreeSet<Quotient> finer = new TreeSet<>(places);
            Quotient from = places.first();
            for (Quotient to : places.tailSet(from, false)) {
                finer.addAll(bendsBetween(depth, from, to));
                from = to;
            }
            places = finer;
        }
        List<Piece> pieces = new ArrayList<>();
        Quotient from = places.first();
        for (Quotient to : places.tailSet(from, false)) {
            Quotient x = Piece.first(from, to);
            Quotient y = Piece.second(from, to);
            Piece next = Piece.through(from, to, x, valueAt(x), y, valueAt(y));
            int last = pieces.size() - 1;
            if (last >= 0 && pieces.get(last).slope().equals(next.slope())) {
                pieces.set(last, pieces.get(last).prolongedTo(to));
            } else {
                pieces.add(next);
            }
            from = to;
        }
        return pieces;
    }

    private List<Quotient> bendsBetween(int depth, Quotient from, Quotient to) {
        Quotient x = Piece.first(from, to);
        Quotient y = Piece.second(from, to);
        Dense layer = layers.get(depth);
        List<Quotient> atX = layer.sums(before(depth, x));
        List<Quotient> atY = layer.sums(before(depth, y));
        List<Quotient> found = new ArrayList<>();
        for (int unit = 0; unit < atX.size(); unit++) {
            Piece sum = Piece.through(from, to, x, atX.get(unit), y, atY.get(unit));
            if (sum.slope().signum() != 0) {
                layer.bends().stream()
                        .map(sum::preimage)
                        .filter(sum::holdsInside)
                        .forEach(found::add);
            }
        }
        return found;
    }
}
