package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.bytes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.GoodCertificates.Reference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every field of every good certificate is altered, left out, doubled and moved. What comes out is refused; only where a
 * witness is altered, it is accepted exactly if it still keeps to the conditions, by a judge of its own.
 */
class MutantsTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> RULES = List.of("separated", "drift", "monotone", "fixed", "no-swap");
    private static final List<String> OTHER_WORDS = List.of(
            "chaoscert-certificate/2",
            "li-yorke-chaos",
            "period",
            "no-period",
            "not-chaotic",
            "li-yorke-point",
            "cover",
            "periodic-orbit",
            "one-sided",
            "entropy-at-least",
            "entropy-at-most",
            "horseshoe",
            "tower",
            "laps",
            "identity",
            "relu",
            "abs",
            "tanh",
            "inf",
            "-inf",
            "0",
            "");

    static Stream<String> good() {
        return GoodCertificates.ALL.stream();
    }

    static Stream<String> smooth() {
        return GoodCertificates.SMOOTH.stream();
    }

    static Stream<String> goodAndSmooth() {
        return Stream.concat(good(), smooth());
    }

    /** All places of a tree, from the top down. */
    private static List<JsonPointer> places(JsonNode tree) {
        List<JsonPointer> places = new ArrayList<>();
        collect(tree, JsonPointer.empty(), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        places.add(at);
        node.properties().forEach(entry -> collect(entry.getValue(), at.appendProperty(entry.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    private static JsonNode with(JsonNode tree, JsonPointer at, JsonNode value) {
        if (at.matches()) {
            return value;
        }
        JsonNode copy = tree.deepCopy();
        JsonNode holder = copy.at(at.head());
        if (holder instanceof ObjectNode object) {
            object.set(at.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) holder).set(at.last().getMatchingIndex(), value);
        }
        return copy;
    }

    private static List<JsonNode> otherTypes(JsonNode node) {
        List<JsonNode> others = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(0),
                NODES.arrayNode(),
                NODES.objectNode(),
                NODES.arrayNode().add(node.deepCopy()),
                NODES.objectNode().set("x", node.deepCopy())));
        if (!node.isString()) {
            others.add(NODES.stringNode(node.toString()));
        } else if (isNumber(node)) {
            others.add(NODES.numberNode(Ratio.of(node.stringValue()).top()));
        }
        return others;
    }

    private static boolean isNumber(JsonNode node) {
        return node.isString() && node.stringValue().matches("-?[0-9]+(/[0-9]+)?");
    }

    /** The same number and others, not written as they must be. */
    private static List<JsonNode> otherSpellings(String number) {
        Ratio x = Ratio.of(number);
        String unreduced = x.top().shiftLeft(1) + "/" + x.bottom().shiftLeft(1);
        return Stream.of(
                        number + " ",
                        " " + number,
                        "+" + number,
                        number + ".0",
                        number + "e0",
                        number + "/1",
                        "0" + number,
                        "-0",
                        unreduced,
                        x.top() + "/0",
                        number.replace('-', '−') + "٠")
                .map(text -> (JsonNode) NODES.stringNode(text))
                .toList();
    }

    private static List<JsonNode> otherNumbers(String number) {
        Ratio x = Ratio.of(number);
        Ratio little = Ratio.of(1, 1L << 40);
        return Stream.of(
                        x.plus(little),
                        x.minus(little),
                        x.plus(Ratio.of(1, 16)),
                        x.minus(Ratio.of(1, 16)),
                        x.plus(Ratio.ONE),
                        x.minus(Ratio.ONE),
                        x.negate(),
                        x.times(Ratio.of(2)),
                        x.over(Ratio.of(2)),
                        x.sign() == 0 ? x : Ratio.ONE.over(x),
                        Ratio.ZERO)
                .filter(other -> !other.equals(x))
                .map(other -> (JsonNode) NODES.stringNode(other.toString()))
                .toList();
    }

    /** Mutants of another form: to be refused, whatever they say. */
    private static List<JsonNode> misshapen(JsonNode tree) {
        List<JsonNode> mutants = new ArrayList<>();
        for (JsonPointer at : places(tree)) {
            JsonNode node = tree.at(at);
            otherTypes(node).forEach(other -> mutants.add(with(tree, at, other)));
            if (node.isObject()) {
                for (String key : node.propertyNames()) {
                    mutants.add(with(tree, at, ((ObjectNode) node.deepCopy()).without(key)));
                    ObjectNode renamed = ((ObjectNode) node.deepCopy()).without(key);
                    mutants.add(with(tree, at, renamed.set(key.toUpperCase(Locale.ROOT), node.get(key))));
                }
                for (String key : List.of("", "x", "name", "to", "slope", "domain", "divisor", "point", "period")) {
                    if (!node.has(key)) {
                        mutants.add(with(tree, at, ((ObjectNode) node.deepCopy()).put(key, "1")));
                    }
                }
            }
            if (isNumber(node)) {
                otherSpellings(node.stringValue()).forEach(other -> mutants.add(with(tree, at, other)));
            } else if (node.isString() && !RULES.contains(node.stringValue())) {
                String text = node.stringValue();
                Stream.concat(OTHER_WORDS.stream(), Stream.of(text + " ", text.toUpperCase(Locale.ROOT), text + "\n"))
                        .filter(other -> !other.equals(text))
                        .forEach(other -> mutants.add(with(tree, at, NODES.stringNode(other))));
            }
            if (node.isIntegralNumber()) {
                for (int other : List.of(0, -1, -node.intValue())) {
                    mutants.add(with(tree, at, NODES.numberNode(other)));
                }
                mutants.add(with(tree, at, NODES.numberNode(node.decimalValue().setScale(1))));
                if (!tree.at("/witness/kind").stringValue().equals("one-sided")) {
                    mutants.add(with(tree, at, NODES.numberNode(Long.MAX_VALUE)));
                }
            }
        }
        for (JsonPointer at : places(tree)) {
            if (at.toString().startsWith("/network")) {
                mutants.addAll(moved(tree, at));
                if (isNumber(tree.at(at))) {
                    otherNumbers(tree.at(at).stringValue()).forEach(other -> mutants.add(with(tree, at, other)));
                }
            }
        }
        return mutants;
    }

    /** A list with its elements doubled, left out, exchanged. */
    private static List<JsonNode> moved(JsonNode tree, JsonPointer at) {
        List<JsonNode> mutants = new ArrayList<>();
        if (!(tree.at(at) instanceof ArrayNode list)) {
            return mutants;
        }
        for (int i = 0; i < list.size(); i++) {
            mutants.add(with(tree, at, list.deepCopy().insert(i, list.get(i).deepCopy())));
            ArrayNode shorter = list.deepCopy();
            shorter.remove(i);
            mutants.add(with(tree, at, shorter));
            for (int j = i + 1; j < list.size(); j++) {
                if (!list.get(i).equals(list.get(j))) {
                    ArrayNode exchanged = list.deepCopy();
                    exchanged.set(i, list.get(j).deepCopy());
                    exchanged.set(j, list.get(i).deepCopy());
                    mutants.add(with(tree, at, exchanged));
                }
            }
        }
        return mutants;
    }

    /** Mutants of the right form, with another witness or another count: the judge has to look. */
    private static List<JsonNode> reworded(JsonNode tree) {
        List<JsonNode> mutants = new ArrayList<>();
        for (JsonPointer at : places(tree)) {
            JsonNode node = tree.at(at);
            if (node.isIntegralNumber()) {
                for (int other = 1; other <= 2 * node.intValue(); other++) {
                    mutants.add(with(tree, at, NODES.numberNode(other)));
                }
            }
            if (at.toString().equals("/bound")) {
                otherNumbers(node.stringValue()).forEach(other -> mutants.add(with(tree, at, other)));
            }
            if (at.toString().startsWith("/witness")) {
                mutants.addAll(moved(tree, at));
                if (isNumber(node)) {
                    otherNumbers(node.stringValue()).forEach(other -> mutants.add(with(tree, at, other)));
                }
                if (node.isString() && RULES.contains(node.stringValue())) {
                    RULES.forEach(rule -> mutants.add(with(tree, at, NODES.stringNode(rule))));
                    for (int divisor = 1; divisor <= 4; divisor++) {
                        ObjectNode cell = ((ObjectNode) tree.at(at.head()).deepCopy()).put("divisor", divisor);
                        RULES.forEach(rule -> mutants.add(
                                with(tree, at.head(), cell.deepCopy().put("rule", rule))));
                    }
                    ObjectNode cell = ((ObjectNode) tree.at(at.head()).deepCopy()).without("divisor");
                    RULES.forEach(rule ->
                            mutants.add(with(tree, at.head(), cell.deepCopy().put("rule", rule))));
                }
            }
            if (at.toString().equals("/witness/cells")
                    && tree.at("/witness/kind").stringValue().equals("cover")) {
                mutants.addAll(walled(tree));
            }
            if (at.toString().equals("/witness/side")) {
                mutants.add(with(tree, at, NODES.stringNode("below")));
                mutants.add(with(tree, at, NODES.stringNode("above")));
            }
        }
        return mutants;
    }

    /** With none, one and all of the places where walls may stand: between two cells. */
    private static List<JsonNode> walled(JsonNode tree) {
        JsonPointer at = JsonPointer.compile("/witness/walls");
        List<JsonNode> mutants = new ArrayList<>(List.of(with(tree, at, NODES.arrayNode())));
        ArrayNode all = NODES.arrayNode();
        for (JsonNode cell : tree.at("/witness/cells")) {
            if (isNumber(cell.get("to"))) {
                mutants.add(with(tree, at, NODES.arrayNode().add(cell.get("to"))));
                all.add(cell.get("to"));
            }
        }
        mutants.add(with(tree, at, all));
        JsonNode bare = tree.deepCopy();
        ((ObjectNode) bare.get("witness")).remove("walls");
        mutants.add(bare);
        return mutants;
    }

    /** Another network, with the right digest. */
    private static List<JsonNode> rehashed(JsonNode tree) {
        List<JsonNode> mutants = new ArrayList<>();
        for (JsonPointer at : places(tree)) {
            if (at.toString().startsWith("/network/")
                    && isNumber(tree.at(at))
                    && !at.toString().endsWith("slope")) {
                for (JsonNode other : otherNumbers(tree.at(at).stringValue())) {
                    JsonNode mutant = with(tree, at, other);
                    String digest = Judge.network(mutant.get("network")).digest();
                    mutants.add(with(mutant, JsonPointer.compile("/network/sha256"), NODES.stringNode(digest)));
                }
            }
        }
        return mutants;
    }

    private static Result check(JsonNode mutant) {
        return Certificates.check(bytes(mutant.toString()), Optional.empty(), Limits.DEFAULT);
    }

    private static void assertJudged(List<JsonNode> mutants) {
        Map<JsonNode, Judge> judges = new HashMap<>();
        for (JsonNode mutant : mutants) {
            JsonNode network = mutant.get("network");
            Judge judge = judges.computeIfAbsent(network, key -> new Judge(Judge.network(key)));
            Result result = check(mutant);
            boolean accepts = judge.accepts(mutant);
            assertThat(result.isValid()).as("%s: %s", mutant, result).isEqualTo(accepts);
            assertThat(!accepts || judge.isTrue(mutant)).as("true: %s", mutant).isTrue();
        }
    }

    @ParameterizedTest
    @Tag("long")
    @MethodSource("goodAndSmooth")
    void misshapenMutantsAreRefused(String certificate) {
        List<JsonNode> mutants = misshapen(MAPPER.readTree(certificate));
        for (JsonNode mutant : mutants) {
            Result result = check(mutant);
            assertThat(result.kind()).as("%s", mutant).isNotEqualTo(Result.Kind.VALID);
            assertThat(result.conclusions()).isEmpty();
        }
        assertThat(mutants).hasSizeGreaterThan(200);
    }

    @ParameterizedTest
    @MethodSource("good")
    void rewordedWitnessesAreJudgedByTheConditionsAlone(String certificate) {
        assertJudged(reworded(MAPPER.readTree(certificate)));
    }

    @ParameterizedTest
    @MethodSource("good")
    void alteredNetworksWithTheirDigestAreJudgedByTheConditionsAlone(String certificate) {
        assertJudged(rehashed(MAPPER.readTree(certificate)));
    }

    /** There is no judge of smooth networks, but decimal numbers and a grid of starts may refute what is not so. */
    @ParameterizedTest
    @Tag("long")
    @MethodSource("smooth")
    void smoothMutantsThatAreAcceptedAreNotRefuted(String certificate) {
        JsonNode tree = MAPPER.readTree(certificate);
        Map<List<Object>, Boolean> refuted = new HashMap<>();
        int valid = 0;
        int refused = 0;
        for (JsonNode mutant :
                Stream.concat(reworded(tree).stream(), rehashed(tree).stream()).toList()) {
            Result result = check(mutant);
            if (result.isValid()) {
                valid++;
                List<Object> said = List.of(
                        mutant.get("network"), mutant.has("period") ? mutant.get("period") : mutant.get("witness"));
                assertThat(refuted.computeIfAbsent(said, key -> isRefuted(mutant)))
                        .as("%s", mutant)
                        .isFalse();
            } else {
                refused++;
            }
        }
        assertThat(Math.min(valid, refused)).as("%s, %s", valid, refused).isGreaterThan(10);
    }

    private static boolean isRefuted(JsonNode certificate) {
        Network network = Judge.network(certificate.get("network"));
        if (certificate.has("period")) {
            return new SmoothGrid(network)
                    .cycle(certificate.get("period").intValue())
                    .isPresent();
        }
        JsonNode witness = certificate.get("witness");
        return !new SmoothOracle(60)
                .isLiYorke(
                        network,
                        witness.get("iterate").intValue(),
                        Ratio.of(witness.get("point").stringValue()));
    }

    @Test
    void mutantsAreOfBothKinds() {
        Map<String, Integer> words = new TreeMap<>();
        good().map(MAPPER::readTree)
                .flatMap(tree -> Stream.concat(reworded(tree).stream(), rehashed(tree).stream()))
                .forEach(mutant -> words.merge(Certificates.word(check(mutant)), 1, Integer::sum));
        assertThat(words)
                .as("%s", words)
                .containsKeys(
                        "valid",
                        "domain-not-invariant",
                        "inequality-fails",
                        "not-an-orbit",
                        "orbit-repeats",
                        "not-one-sided",
                        "cells-incomplete",
                        "cells-not-increasing",
                        "no-drift",
                        "not-separated",
                        "derivative-may-be-one",
                        "no-fixed-point-shown",
                        "not-identity",
                        "may-swap",
                        "not-a-wall",
                        "bad-divisor",
                        "bad-bound",
                        "bad-weight",
                        "intervals-overlap",
                        "bad-state",
                        "entropy-not-shown",
                        "bad-domain");
        assertThat(words.get("valid")).as("%s", words).isGreaterThan(100);
    }

    @Test
    void mutantsOfReferencesAreRefused() {
        for (Reference reference : GoodCertificates.REFERENCES) {
            byte[] file = reference.network().file();
            JsonNode tree = MAPPER.readTree(reference.text());
            for (JsonNode mutant : misshapen(tree)) {
                Result result = Certificates.check(mutant.toString(), file);
                assertThat(result.kind()).as("%s", mutant).isNotEqualTo(Result.Kind.VALID);
            }
            for (Network other : List.of(Certificates.SHIFT, reference.network().on("0 2"))) {
                assertThat(Certificates.word(Certificates.check(reference.text(), other.file())))
                        .isIn("other-network", "domain-not-invariant");
            }
        }
    }
}
