package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code certify --json} prints: exactly the documented fields, others script against them. */
class CertifyJsonTest {
    private static final List<String> FIELDS = List.of("file", "sha256", "verdict", "level", "period3", "certificates");
    private static final List<String> FIELDS_WITH_ORBIT =
            List.of("file", "sha256", "verdict", "level", "period3", "orbit", "certificates");

    @TempDir
    private Path directory;

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    @ParameterizedTest
    @CsvSource({
        "test-data/published/tent.json,                    chaotic,     0, true",
        "test-data/published/figure-7.json,                not-chaotic, 1, false",
        "test-data/published/large-lipschitz.json,         not-chaotic, 0, false",
        "test-data/exact/truncated-tent-6-7-binary64.json, chaotic,     1, false",
        "test-data/exact/truncated-tent-0.82491.json,      chaotic,     2, false",
        "test-data/exact/identity.json,                    not-chaotic, 0, false"
    })
    void oneObjectWithTheDocumentedFields(String network, String verdict, int level, boolean periodThree)
            throws IOException {
        Result result = chaoscert("certify", network, "-o", directory, "--json");
        JsonNode object = result.json().get(0);
        assertThat(result.lines()).as("lines").hasSize(1);
        assertThat(names(object)).as("fields").isEqualTo(periodThree ? FIELDS_WITH_ORBIT : FIELDS);
        assertThat(object.path("file").asString()).as("file").isEqualTo(network);
        assertThat(object.path("verdict").asString()).as("verdict").isEqualTo(verdict);
        assertThat(object.path("level").isInt()).as("level is a number").isTrue();
        assertThat(object.path("level").asInt()).as("level").isEqualTo(level);
        assertThat(object.path("period3").isBoolean())
                .as("period3 is a truth value")
                .isTrue();
        assertThat(object.path("period3").asBoolean()).as("period3").isEqualTo(periodThree);
        assertThat(object.path("certificates").isArray())
                .as("certificates is a list")
                .isTrue();
        for (JsonNode path : object.path("certificates").values()) {
            JsonNode certificate = Command.json(Path.of(path.asString()));
            assertThat(object.path("sha256"))
                    .as("digest in %s", path)
                    .isEqualTo(certificate.path("network").path("sha256"));
        }
        assertThat(object.path("certificates").size())
                .as("certificates of all that is proved")
                .isEqualTo(Command.in(directory).size());
    }

    @ParameterizedTest
    @CsvSource({
        "test-data/published/tent.json",
        "test-data/published/distance-figure.json",
        "test-data/published/perturbed-tent.json",
        "test-data/exact/abs.json",
        "test-data/exact/touching-chaotic.json"
    })
    void theOrbitIsExactAndOfLeastPeriodThree(Path network) throws Exception {
        JsonNode orbit = chaoscert("certify", network, "-o", directory, "--json")
                .json()
                .get(0)
                .path("orbit");
        List<String> points = orbit.valueStream().map(JsonNode::asString).toList();
        assertThat(orbit.valueStream()).as("canonical strings").allMatch(JsonNode::isString);
        assertThat(Set.copyOf(points)).as("different points").hasSize(3);
        PiecewiseLinearMap map =
                Unfolding.map(NetworkReader.read(Files.readAllBytes(network)).network(), Work.unlimited());
        List<Rational> followed = map.orbit(Numerals.quoted(points.get(0)), 3);
        assertThat(followed.stream().map(Rational::toString))
                .as("f takes each to the next, and the last to the first")
                .containsExactly(points.get(0), points.get(1), points.get(2), points.get(0));
        String name = network.getFileName().toString().replace(".json", ".period-3.cert.json");
        assertThat(Command.json(directory.resolve(name)).path("witness").path("orbit"))
                .as("the certificate's")
                .isEqualTo(orbit);
    }

    @Test
    void undecidedHasTheLastLevelSettledOrNull() {
        Path network = Path.of("test-data/exact/truncated-tent-0.8249.json");
        JsonNode settled = chaoscert("certify", network, "--levels", 1, "-o", directory, "--json")
                .json()
                .get(0);
        assertThat(names(settled)).as("fields").isEqualTo(FIELDS);
        assertThat(settled.path("verdict").asString()).as("verdict").isEqualTo("undecided");
        assertThat(settled.path("level").asInt()).as("level").isEqualTo(1);
        assertThat(settled.path("period3").isBoolean())
                .as("period three is settled")
                .isTrue();
        JsonNode nothing = chaoscert("certify", network, "--budget", 0, "-o", directory, "--json")
                .json()
                .get(0);
        assertThat(names(nothing)).as("fields").isEqualTo(FIELDS);
        assertThat(nothing.path("level").isNull()).as("no level settled").isTrue();
        assertThat(nothing.path("period3").isNull())
                .as("period three not settled")
                .isTrue();
        assertThat(nothing.path("certificates").isEmpty()).as("nothing proved").isTrue();
    }

    @Test
    void anInputThatCannotBeJudgedHasFileAndErrorAlone() throws IOException {
        Path bad = Files.writeString(directory.resolve("bad.json"), "{\"format\": 1}");
        Result result = chaoscert("certify", bad, "--json", "-o", directory.resolve("certs"));
        JsonNode object = result.json().get(0);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(names(object)).as("fields").containsExactly("file", "error");
        assertThat(object.path("file").asString()).as("file").isEqualTo(bad.toString());
        assertThat(object.path("error").asString())
                .as("error")
                .contains("/format")
                .doesNotContain("\n");
    }

    @Test
    void objectsStandInTheOrderOfTheInputs() throws IOException {
        Path bad = Files.writeString(directory.resolve("quoted \" name.json"), "[");
        List<String> inputs = List.of(
                "test-data/published/tent.json",
                bad.toString(),
                "test-data/published/figure-7.json",
                "test-data/exact/mirror.json");
        Result result = chaoscert(
                "certify",
                inputs.get(0),
                inputs.get(1),
                inputs.get(2),
                inputs.get(3),
                "--json",
                "--threads",
                3,
                "-o",
                directory);
        assertThat(result.json().stream().map(object -> object.path("file").asString()))
                .as("files")
                .containsExactlyElementsOf(inputs);
        assertThat(result.lines()).as("nothing but objects").allMatch(line -> line.startsWith("{\"file\":"));
    }
}
