package org.chaoscert.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certificate.Examples.Truth;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas allow what is written and forbid what has the wrong form. */
class SchemaTest {
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Path SCHEMAS = Path.of("certificates/schema");
    private static final Path REJECTED = NetworkFiles.DATA.resolve("rejected");
    private static final Schema CERTIFICATE = schema("certificate-1");
    private static final Schema NETWORK = schema("network-1");
    private static final List<Scheme> SCHEMES = List.copyOf(EnumSet.allOf(Scheme.class));
    private static final JsonMapper JSON = new JsonMapper();

    private static String schemaText(String name) {
        return new String(NetworkFiles.read(SCHEMAS.resolve(name + ".schema.json")), StandardCharsets.UTF_8);
    }

    private static Schema schema(String name) {
        return REGISTRY.getSchema(schemaText(name), InputFormat.JSON);
    }

    private static void assertConforms(Schema schema, JsonNode json, Object about) {
        List<Error> errors = schema.validate(json);
        assertThat(errors).as("%s: %s", about, json).isEmpty();
    }

    private static void assertForbidden(Schema schema, JsonNode json, Object about) {
        assertThat(schema.validate(json)).as("%s: %s", about, json).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate-1", "network-1"})
    void theSchemaIsASchema(String name) {
        Schema meta = REGISTRY.getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        assertConforms(meta, NetworkFiles.json(schemaText(name).getBytes(StandardCharsets.UTF_8)), name);
    }

    // What conforms.

    static Stream<Path> certificates() {
        return NetworkFiles.list(Path.of("certificates")).stream();
    }

    @ParameterizedTest
    @MethodSource("certificates")
    void everyCertificateOfTheGalleryConforms(Path file) {
        assertConforms(CERTIFICATE, NetworkFiles.json(NetworkFiles.read(file)), file);
    }

    static Stream<Path> networks() {
        return NetworkFiles.known().stream();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyKeptNetworkConforms(Path file) {
        assertConforms(NETWORK, NetworkFiles.json(NetworkFiles.read(file)), file);
    }

    @Test
    void everythingThatIsWrittenConforms() throws NetworkFormatException {
        for (Truth truth : Examples.truths()) {
            assertConforms(CERTIFICATE, NetworkFiles.json(CertificateWriter.file(truth.embedded())), truth);
            assertConforms(
                    CERTIFICATE, NetworkFiles.json(CertificateWriter.file(truth.named(Optional.of("x")))), truth);
            assertConforms(
                    CERTIFICATE, NetworkFiles.json(CertificateWriter.file(truth.named(Optional.empty()))), truth);
        }
        Random random = new Random(37);
        for (int i = 0; i < 500; i++) {
            assertConforms(CERTIFICATE, NetworkFiles.json(CertificateWriter.file(Examples.random(random))), i);
        }
        SmallNetworks networks = new SmallNetworks(random);
        for (int i = 0; i < 100; i++) {
            assertConforms(NETWORK, NetworkFiles.json(NetworkFiles.exactFile(networks.draw(1 + i % 4, 4))), i);
            Scheme scheme = SCHEMES.get(i % SCHEMES.size());
            Sampler sampler = new Sampler(scheme, 3, 2, new Variance("he"), i % 2 == 0);
            assertConforms(
                    NETWORK,
                    NetworkFiles.json(NetworkWriter.file(sampler.draw(1, i), "n", "d", NetworkWriter.SHORTEST)),
                    i);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"0\"",
                "\"-0\"",
                "\"00.50e-07\"",
                "\"-2/4\"",
                "\"1E+5\"",
                "\"0x1.8p-1\"",
                "\"-0x00p+0\"",
                "0",
                "-0.0",
                "1e-400",
                "12345678901234567890"
            })
    void everyFormOfNumberConformsInANetwork(String literal) {
        assertConforms(NETWORK, NetworkFiles.json(NetworkFiles.withFirstWeight(literal)), literal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"", "\"+1\"", "\"1 \"", "\"1\\n\"", "\"01/2\"", "\"1/0\"", "\"1/-2\"", "\"1/02\"", "\".5\"",
                "\"1.\"", "\"NaN\"", "\"inf\"", "\"-inf\"", "\"0X1p0\"", "\"0x1\"", "\"0xAp0\"", "\"１\"", "true",
                "null", "[]", "{}"
            })
    void whatIsNoNumberDoesNotConformInANetwork(String literal) {
        assertForbidden(NETWORK, NetworkFiles.json(NetworkFiles.withFirstWeight(literal)), literal);
    }

    // What does not.

    /** Codes of faults of form. */
    private static final Set<String> FORM = Set.of(
            "unknown-format",
            "unknown-key",
            "missing-key",
            "wrong-type",
            "bad-number",
            "not-canonical",
            "bad-shape",
            "bad-activation",
            "bad-precision",
            "bad-arithmetic",
            "bad-interval",
            "bad-domain",
            "claim-not-supported-by-witness",
            "radius-not-supported",
            "orbit-repeats",
            "power-of-two",
            "unknown-rule",
            "bad-divisor",
            "bad-bound",
            "bad-weight");

    /** Other faults that the form shows: nothing where something must be, and no digest at all. */
    private static final Set<String> ALSO_FORM = Set.of(
            "cells-empty.json",
            "orbit-empty.json",
            "digest-63-digits.json",
            "digest-65-digits.json",
            "digest-empty.json",
            "digest-prefix.json",
            "digest-trailing-newline.json",
            "digest-upper-case.json",
            // A deviation is never shown to be below 0.
            "float-deviation-negative.json",
            "entropy-intervals-empty.json",
            "entropy-states-empty-at-least.json",
            "entropy-states-empty-at-most.json");

    /**
     * Faults of form that a schema cannot express: it knows no greatest common divisor, compares no two values, and takes
     * 1.0 for an integer.
     */
    private static final Set<String> BEYOND_A_SCHEMA = Set.of(
            // Not in lowest terms.
            "canonical-cell-end.json",
            "canonical-not-lowest-terms-bias.json",
            "canonical-not-lowest-terms.json",
            "canonical-orbit-point.json",
            "canonical-slope.json",
            "radius-unreduced.json",
            "entropy-bound-unreduced.json",
            "entropy-interval-end-unreduced.json",
            "entropy-state-end-unreduced.json",
            // Integers that are not written as integers.
            "divisor-fraction.json",
            "entropy-iterate-float-laps.json",
            "iterate-exponent.json",
            "iterate-float.json",
            "period-exponent.json",
            "smooth-precision-exponent.json",
            "smooth-precision-float.json",
            "period-float.json",
            // Two values that do not fit together.
            "divisor-above-the-period.json",
            "divisor-does-not-divide.json",
            "divisor-equals-the-period-monotone.json",
            "divisor-equals-the-period-no-swap.json",
            "divisor-equals-the-period.json",
            "divisor-wraps-at-64-bits.json",
            "domain-one-point.json",
            "domain-reversed.json",
            "float-interval-reversed.json",
            "orbit-longer-than-the-period.json",
            "orbit-of-three-for-period-1.json",
            "orbit-period-wraps-at-32-bits.json",
            "orbit-period-wraps-at-64-bits.json",
            "orbit-shorter-than-the-period.json",
            "shape-one-bias-short.json",
            "shape-one-bias-too-many.json",
            "shape-ragged-middle-layer.json",
            "shape-surplus-zero-weight.json",
            "shape-two-outputs.json",
            "shape-weight-short.json",
            // Sizes: a power of two, and a fraction against 1.
            "entropy-period-12-cover.json",
            "entropy-period-6.json",
            "orbit-of-four-for-chaos.json",
            "orbit-of-sixteen-for-chaos.json",
            "slope-above-one.json",
            "slope-barely-above-one.json");

    private static Map<String, JsonNode> rejected() {
        Map<String, JsonNode> rejected = new TreeMap<>();
        NetworkFiles.json(NetworkFiles.read(REJECTED.resolve("expected.json"))).properties().stream()
                .filter(entry -> entry.getValue().get("result").stringValue().equals("rejected"))
                .forEach(entry -> rejected.put(entry.getKey(), entry.getValue()));
        return rejected;
    }

    @Test
    void aRejectedCertificateConformsExactlyIfItsFaultIsNoneOfForm() {
        Set<String> conforming = new TreeSet<>();
        Set<String> expected = new TreeSet<>(BEYOND_A_SCHEMA);
        rejected().forEach((name, why) -> {
            JsonNode json = JSON.readTree(REJECTED.resolve(name));
            if (CERTIFICATE.validate(json).isEmpty()) {
                conforming.add(name);
            }
            if (!FORM.contains(why.get("code").stringValue()) && !ALSO_FORM.contains(name)) {
                expected.add(name);
            }
        });
        assertThat(conforming)
                .as("rejected certificates that conform to the schema")
                .isEqualTo(expected);
    }

    /** A text, and the text with one change. */
    private record Changed(JsonNode json, String change) {}

    /** All ways to take away a member, to put one more in, and to give a value another type. */
    private static List<Changed> changes(JsonNode root) {
        List<Changed> changes = new ArrayList<>();
        collect(root, "", root, changes);
        return changes;
    }

    private static void collect(JsonNode root, String at, JsonNode node, List<Changed> changes) {
        if (node instanceof ObjectNode object) {
            changes.add(changed(root, at, "an unknown key", copy -> ((ObjectNode) copy).put("extra", "0")));
            for (String key : object.propertyNames()) {
                changes.add(changed(root, at, "without " + key, copy -> ((ObjectNode) copy).remove(key)));
                for (JsonNode other : otherTypes(object.get(key))) {
                    changes.add(changed(root, at, key + " is " + other, copy -> ((ObjectNode) copy).set(key, other)));
                }
                collect(root, at + "/" + key, object.get(key), changes);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                for (JsonNode other : otherTypes(array.get(i))) {
                    changes.add(changed(root, at, i + " is " + other, copy -> ((ArrayNode) copy).set(index, other)));
                }
                collect(root, at + "/" + i, array.get(i), changes);
            }
        }
    }

    private static Changed changed(JsonNode root, String at, String change, Consumer<JsonNode> edit) {
        JsonNode copy = root.deepCopy();
        edit.accept(copy.at(at));
        return new Changed(copy, at + ": " + change);
    }

    private static List<JsonNode> otherTypes(JsonNode value) {
        return Stream.of("null", "true", "7", "-1", "1.5", "\"?\"", "\"\"", "[]", "[0]", "{}", "{\"a\": 0}")
                .map(text -> JSON.readTree(text))
                .filter(other -> !(value.isNumber() && other.isInt() && other.intValue() > 0))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tent.cert",
                "tent.period-3.cert",
                "figure-7.cert",
                "mirror.cert",
                "large-lipschitz.cert",
                "leaky.cert",
                "half-line.cert"
            })
    void everyMemberOfACertificateIsNeededAndHasItsType(String name) {
        JsonNode json = NetworkFiles.json(NetworkFiles.read(Path.of("certificates", name + ".json")));
        List<Changed> changes = changes(json);
        assertThat(changes).as("changes of %s", name).hasSizeGreaterThan(100);
        for (Changed changed : changes) {
            assertForbidden(CERTIFICATE, changed.json, changed.change);
        }
    }

    @Test
    void everyMemberOfACertificateOfEntropyIsNeededAndHasItsType() throws NetworkFormatException {
        int examples = 0;
        for (Truth truth : Examples.truths()) {
            String claim = truth.conclusions().get(0);
            if (claim.startsWith("entropy-")) {
                examples++;
                JsonNode json = NetworkFiles.json(CertificateWriter.file(truth.embedded()));
                List<Changed> changes = changes(json);
                assertThat(changes).as("changes of %s", claim).hasSizeGreaterThan(100);
                for (Changed changed : changes) {
                    assertForbidden(CERTIFICATE, changed.json, claim + changed.change);
                }
            }
        }
        assertThat(examples).isEqualTo(6);
    }

    @Test
    void everyMemberOfALayerIsNeededAndHasItsType() {
        JsonNode network = NetworkFiles.json(NetworkFiles.known("exact/leaky"));
        List<Changed> changes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            JsonNode layer = network.get("layers").get(i);
            collect(network, "/layers/" + i, layer, changes);
        }
        // A number may also be unquoted in a network file, in a row of one too.
        changes.removeIf(changed -> changed.change.matches(".*([0-9] is (7|-1|1.5)|(biases|weights: [0-9]) is .0.)"));
        assertThat(changes).as("changes").hasSizeGreaterThan(100);
        for (Changed changed : changes) {
            assertForbidden(NETWORK, changed.json, changed.change);
        }
    }
}
