package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.PeriodThree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Networks with smooth activations whose verdicts are known by hand. */
class SmoothGalleryTest {
    private static final JsonNode EXPECTED =
            NetworkFiles.json(NetworkFiles.read(NetworkFiles.DATA.resolve("expected-smooth.json")));

    static Stream<String> names() {
        return EXPECTED.propertyNames().stream().map(name -> name.replace(".json", ""));
    }

    private static Certified certify(String name) throws NetworkFormatException {
        return new Certifier(Options.DEFAULT).certify(NetworkFiles.known(name), name);
    }

    @Test
    void everyKeptNetworkHasAKnownAnswer() {
        assertThat(NetworkFiles.smooth().stream()
                        .map(file -> NetworkFiles.DATA.relativize(file).toString()))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.propertyNames());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theAnswerIsTheKnownOneAndProved(String name) throws NetworkFormatException {
        JsonNode expected = EXPECTED.get(name + ".json");
        String why = expected.get("why").stringValue();
        boolean isChaotic = expected.get("verdict").stringValue().equals("chaotic");
        Certified certified = certify(name);
        Outcome outcome = certified.decision().outcome();
        assertThat(outcome)
                .as(why)
                .isEqualTo(new Outcome(
                        isChaotic ? Outcome.Kind.CHAOTIC : Outcome.Kind.NOT_CHAOTIC,
                        expected.get("level").intValue()));
        assertThat(certified.decision().periodThree())
                .as("period three: %s", why)
                .isInstanceOf(
                        expected.get("period3").booleanValue() ? PeriodThree.Present.class : PeriodThree.Absent.class);
        Optional<Sealed> verdict = certified.certificates().stream().findFirst();
        assertThat(verdict.orElseThrow().result().conclusions())
                .as("what the checker concludes")
                .contains(isChaotic ? "chaotic" : "not-chaotic");
    }

    @Test
    void moreBitsAreTakenOnlyWhereBinary64DoesNotDo() throws NetworkFormatException {
        assertThat(precision("smooth/tanh-falling")).isEqualTo(64);
        assertThat(precision("smooth/tanh-falling-steeply")).isEqualTo(128);
    }

    private static int precision(String name) throws NetworkFormatException {
        byte[] text = certify(name).certificates().get(0).text().bytes();
        return NetworkFiles.json(text).get("precision").intValue();
    }
}
