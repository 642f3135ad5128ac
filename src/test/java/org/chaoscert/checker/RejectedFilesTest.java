package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.word;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every file that must be refused is refused, for the reason that is written beside it. */
class RejectedFilesTest {
    private static final Path REJECTED = Path.of("test-data", "rejected");
    private static final JsonMapper MAPPER = new JsonMapper();

    /** The words of section 4 of the format. */
    private static final List<String> CODES = List.of(
            "unknown-format",
            "unknown-key",
            "missing-key",
            "wrong-type",
            "bad-number",
            "not-canonical",
            "bad-shape",
            "bad-activation",
            "bad-domain",
            "domain-not-invariant",
            "digest-mismatch",
            "other-network",
            "claim-not-supported-by-witness",
            "radius-not-supported",
            "point-outside-domain",
            "inequality-fails",
            "orbit-repeats",
            "not-an-orbit",
            "power-of-two",
            "not-one-sided",
            "cells-not-increasing",
            "cells-incomplete",
            "unknown-rule",
            "bad-divisor",
            "not-separated",
            "no-drift",
            "derivative-may-be-one",
            "no-fixed-point-shown",
            "not-identity",
            "may-swap",
            "not-a-wall",
            "bad-precision",
            "bad-arithmetic",
            "bad-interval",
            "deviation-not-shown",
            "point-not-representable",
            "bad-bound",
            "bad-weight",
            "intervals-overlap",
            "bad-state",
            "entropy-not-shown");

    private static final Map<String, JsonNode> CERTIFICATES = expected(".");

    private static Map<String, JsonNode> expected(String directory) {
        Map<String, JsonNode> expected = new TreeMap<>();
        JsonNode list = MAPPER.readTree(REJECTED.resolve(directory).resolve("expected.json"));
        list.properties().forEach(entry -> expected.put(entry.getKey(), entry.getValue()));
        return expected;
    }

    private static byte[] read(String name) {
        try {
            return Files.readAllBytes(REJECTED.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Result check(String name, JsonNode expectation) {
        Optional<byte[]> network = expectation.optional("network").map(beside -> read(beside.stringValue()));
        return Certificates.check(read(name), network, Limits.DEFAULT);
    }

    @TestFactory
    Stream<DynamicTest> isRefusedAsExpected() {
        return CERTIFICATES.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    Result result = check(file.getKey(), file.getValue());
                    String why = file.getValue().get("why").stringValue();
                    assertThat(result.kind().word())
                            .as("%s: %s", why, result)
                            .isEqualTo(file.getValue().get("result").stringValue());
                    String code = file.getValue()
                            .optional("code")
                            .map(JsonNode::stringValue)
                            .orElse("");
                    assertThat(result.code()).as("%s: %s", why, result).isEqualTo(code);
                    assertThat(result.why()).as("the fault in words").isNotEmpty();
                    assertThat(result.conclusions()).as("what is proved").isEmpty();
                    assertThat(result.subject()).as("what is proved of").isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> rejectionNamesItsPlace() {
        return CERTIFICATES.entrySet().stream()
                .filter(file -> file.getValue().get("result").stringValue().equals("rejected"))
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    JsonNode certificate = MAPPER.readTree(read(file.getKey()));
                    Result result = check(file.getKey(), file.getValue());
                    if (!certificate.isObject()) {
                        assertThat(result.at()).as("the whole file is wrong").isEmpty();
                        return;
                    }
                    JsonPointer place = JsonPointer.compile(result.at());
                    JsonPointer holder = result.code().equals("missing-key") ? place.head() : place;
                    assertThat(result.at()).as("place").startsWith("/");
                    assertThat(certificate.at(holder).isMissingNode())
                            .as("%s leads nowhere", result.at())
                            .isFalse();
                    assertThat(certificate.at(place).isMissingNode())
                            .as("%s, %s", result.at(), result.code())
                            .isEqualTo(result.code().equals("missing-key"));
                }));
    }

    /** What is true of the network at the centre is not true, or not shown, of all around it. */
    @TestFactory
    Stream<DynamicTest> onlyTheRadiusIsWrongWithBalls() {
        return CERTIFICATES.keySet().stream()
                .filter(name -> name.startsWith("ball-"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String certificate = new String(read(name), StandardCharsets.UTF_8);
                    String centre = certificate.replaceFirst("\"radius\": \"[^\"]*\"", "\"radius\": \"0\"");
                    assertThat(Certificates.verdict(centre)).isEqualTo("valid");
                }));
    }

    @TestFactory
    Stream<DynamicTest> onlyThePrecisionIsWrongWhereItIsTheTheme() {
        return CERTIFICATES.keySet().stream()
                .filter(name -> name.startsWith("smooth-precision-"))
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String certificate = new String(read(name), StandardCharsets.UTF_8);
                    String precise = certificate
                            .replaceFirst(" \"precision\": [^,]*,\n", "")
                            .replaceFirst("\"claim\"", "\"precision\": 64, \"claim\"");
                    assertThat(Certificates.verdict(precise)).isEqualTo("valid");
                }));
    }

    /** Slow and plain arithmetic finds the same fault where states are in place or growth is shown. */
    @TestFactory
    Stream<DynamicTest> noTowerIsShownToTheOracleEither() {
        List<String> codes = List.of("bad-state", "entropy-not-shown");
        return CERTIFICATES.entrySet().stream()
                .filter(file -> codes.contains(file.getValue().path("code").asString("")))
                .map(Map.Entry::getKey)
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    JsonNode certificate = MAPPER.readTree(read(name));
                    Oracle map = new Oracle(Judge.network(certificate.get("network")));
                    assertThat(map.leavesDomain()).isFalse();
                    assertThat(new EntropyOracle(map).accepts(certificate)).isFalse();
                }));
    }

    @Test
    void everyCodeOfTheFormatOccurs() {
        TreeSet<String> found = CERTIFICATES.values().stream()
                .filter(expectation -> expectation.get("result").stringValue().equals("rejected"))
                .map(expectation -> expectation.get("code").stringValue())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(found).containsExactlyInAnyOrderElementsOf(CODES);
    }

    @Test
    void everyFileOfTheDirectoryIsExpected() throws IOException {
        try (Stream<Path> files = Files.list(REJECTED)) {
            List<String> certificates = files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("expected.json") && !name.equals("README.md"))
                    .toList();
            assertThat(CERTIFICATES.keySet()).containsExactlyInAnyOrderElementsOf(certificates);
            assertThat(certificates).hasSizeGreaterThanOrEqualTo(640);
        }
    }

    /** A certificate that refers to a bad network file proves nothing of it. */
    @TestFactory
    Stream<DynamicTest> badNetworkFilesCarryNoCertificate() {
        String certificate = Certificates.certificate(
                Certificates.TENT.reference(), "\"claim\":\"li-yorke-chaos\"", Certificates.liYorkeWitness(1, "2/9"));
        return expected("networks").entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(file.getKey(), () -> {
                    Result result = Certificates.check(certificate, read("networks/" + file.getKey()));
                    boolean over = file.getValue().get("exit").intValue() == 6;
                    assertThat(result.kind() == Result.Kind.OVER_LIMITS)
                            .as("over limits: %s", result)
                            .isEqualTo(over);
                    assertThat(word(result)).as("%s", result).isNotIn("valid", "other-network", "digest-mismatch");
                }));
    }
}
