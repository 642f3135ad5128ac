package org.chaoscert.battery;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.certificate.CertificateReader;
import org.chaoscert.network.Digest;
import org.chaoscert.network.NetworkFormatException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** All ways to alter one field of a certificate into another of the right form. */
final class Mutations {
    /**
     * An altered certificate.
     *
     * @param json its content
     * @param change what was changed
     */
    record Mutant(JsonNode json, String change) {
        byte[] bytes() {
            return json.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<List<String>> WORDS = List.of(
            List.of("li-yorke-chaos", "period", "no-period"),
            List.of("li-yorke-point", "periodic-orbit", "one-sided", "cover"),
            List.of("separated", "drift", "monotone", "fixed", "no-swap"),
            List.of("below", "above"),
            List.of("relu", "leaky-relu", "identity", "clip", "hard-tanh", "abs"),
            List.of("inf", "0", "1"),
            List.of("-inf", "-1", "0"));

    private final JsonNode original;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutations(JsonNode original) {
        this.original = original;
    }

    /** Returns all mutants; where the network is altered, its digest is made right again. */
    static List<Mutant> of(byte[] certificate) {
        Mutations mutations = new Mutations(NetworkFiles.json(certificate));
        mutations.scalars("", mutations.original);
        mutations.periods();
        for (int i = 0; i < mutations.original.at("/witness/cells").size(); i++) {
            mutations.cell(i);
        }
        mutations.lists("/witness/cells");
        mutations.lists("/witness/orbit");
        mutations.lists("/witness/walls");
        mutations.walls();
        return mutations.mutants;
    }

    private void add(String at, String change, Consumer<JsonNode> edit) {
        JsonNode copy = original.deepCopy();
        edit.accept(copy.at(at));
        if (!copy.equals(original)) {
            if (at.startsWith("/network")) {
                withItsDigest(copy);
            }
            mutants.add(new Mutant(copy, at + ": " + change));
        }
    }

    private static void withItsDigest(JsonNode json) {
        try {
            byte[] bytes = json.toString().getBytes(StandardCharsets.UTF_8);
            String digest = CertificateReader.read(bytes)
                    .network()
                    .map(network -> Digest.of(network).sha256())
                    .orElseThrow();
            ((ObjectNode) json.get("network")).put("sha256", digest);
        } catch (NetworkFormatException noNetwork) {
            // Then it is rejected whatever the digest.
        }
    }

    private void scalars(String at, JsonNode node) {
        for (String key : node.propertyNames()) {
            if (node.get(key).isContainer()) {
                scalars(at + "/" + key, node.get(key));
            } else if (!key.equals("format") && !key.equals("radius")) {
                for (JsonNode other : others(node.get(key))) {
                    add(at, key + " is " + other, object -> ((ObjectNode) object).set(key, other));
                }
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            if (node.get(i).isContainer()) {
                scalars(at + "/" + i, node.get(i));
            } else {
                int index = i;
                for (JsonNode other : others(node.get(i))) {
                    add(at, i + " is " + other, list -> ((ArrayNode) list).set(index, other));
                }
            }
        }
    }

    private static List<JsonNode> others(JsonNode value) {
        List<JsonNode> others = new ArrayList<>();
        if (value.isNumber()) {
            int count = value.intValue();
            Stream.of(1, 2, 3, 4, 6, 8, count - 1, count + 1, 2 * count)
                    .filter(other -> other > 0)
                    .distinct()
                    .forEach(other -> others.add(NODES.numberNode(other)));
            return others;
        }
        String text = value.stringValue();
        WORDS.stream()
                .filter(words -> words.contains(text))
                .forEach(words -> words.forEach(word -> others.add(NODES.stringNode(word))));
        if (text.matches("-?[0-9]+(/[0-9]+)?")) {
            Quotient number = Quotient.parse(text);
            Stream.of(
                            number.negate(),
                            number.plus(Quotient.ONE),
                            number.minus(Quotient.of(1, 2)),
                            number.plus(Quotient.of(1, 64)),
                            number.minus(Quotient.of(1, 1 << 20)),
                            number.times(Quotient.of(1, 2)),
                            number.times(Quotient.of(7, 5)),
                            Quotient.ZERO)
                    .forEach(other -> others.add(NODES.stringNode(other.toString())));
        }
        return others;
    }

    /** Another claim about periods on the same witness. */
    private void periods() {
        for (int period = 1; period <= 8; period++) {
            int n = period;
            for (String claim : List.of("period", "no-period")) {
                add(
                        "",
                        claim + " " + n,
                        certificate ->
                                ((ObjectNode) certificate).put("claim", claim).put("period", n));
            }
        }
        add("", "chaos", certificate -> {
            ((ObjectNode) certificate).put("claim", "li-yorke-chaos");
            ((ObjectNode) certificate).remove("period");
        });
    }

    /** Every rule for one cell. */
    private void cell(int index) {
        String at = "/witness/cells/" + index;
        for (String rule : List.of("separated", "drift")) {
            add(at, rule, cell -> {
                ((ObjectNode) cell).put("rule", rule);
                ((ObjectNode) cell).remove("divisor");
            });
        }
        for (String rule : List.of("monotone", "fixed", "no-swap")) {
            for (int divisor : new int[] {1, 2, 3, 4}) {
                add(
                        at,
                        rule + " " + divisor,
                        cell -> ((ObjectNode) cell).put("rule", rule).put("divisor", divisor));
            }
        }
    }

    /** No walls, and each end of a cell for the only one. */
    private void walls() {
        add("/witness", "no walls", witness -> ((ObjectNode) witness).remove("walls"));
        for (JsonNode cell : original.at("/witness/cells")) {
            add(
                    "/witness",
                    "wall at " + cell.get("to"),
                    witness -> ((ObjectNode) witness).putArray("walls").add(cell.get("to")));
        }
    }

    /** A list with an element less, one twice, and two exchanged. */
    private void lists(String at) {
        for (int i = 0; i < original.at(at).size(); i++) {
            int index = i;
            add(at, "without " + i, list -> ((ArrayNode) list).remove(index));
            add(
                    at,
                    i + " twice",
                    list -> ((ArrayNode) list).insert(index, list.get(index).deepCopy()));
            if (i > 0) {
                add(at, i + " exchanged with the one before", list -> {
                    JsonNode before = list.get(index - 1);
                    ((ArrayNode) list).set(index - 1, list.get(index));
                    ((ArrayNode) list).set(index, before);
                });
            }
        }
    }
}
