package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kept networks in all formats through the whole pipeline. */
class EvaluationCertificatesTest {
    private static Options options(FloatFormat format, Options.Embedding embedding, Optional<Radius> radius) {
        return new Options(
                Optional.empty(), Options.DEFAULT.levels(), Optional.empty(), embedding, radius, Optional.of(format));
    }

    private static Certified certify(String name, FloatFormat format) throws NetworkFormatException {
        // Throws if the checker rejects what was found.
        return new Certifier(options(format, Options.Embedding.ALWAYS, Optional.empty()))
                .certify(NetworkFiles.known(name), name);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Sealed> sealed(Certified certified, Role role) {
        return certified.certificates().stream()
                .filter(item -> item.role().equals(role))
                .findFirst();
    }

    static Stream<String> known() {
        return Stream.of("exact", "published")
                .flatMap(directory -> NetworkFiles.list(NetworkFiles.DATA.resolve(directory)).stream()
                        .map(file ->
                                directory + "/" + file.getFileName().toString().replace(".json", "")));
    }

    private static void assertAccepted(Sealed item, Optional<byte[]> beside, List<String> conclusions) {
        Result result = new Checker(beside, Limits.DEFAULT).check(item.text().bytes());
        assertThat(result.isValid()).as("%s at %s", result.code(), result.at()).isTrue();
        assertThat(result.conclusions()).isEqualTo(conclusions);
    }

    @ParameterizedTest
    @MethodSource("known")
    void whatIsFoundIsAcceptedAloneAndBesideTheNetwork(String name) throws NetworkFormatException {
        Optional<byte[]> network = Optional.of(NetworkFiles.known(name));
        for (FloatFormat format : FloatFormat.values()) {
            Certified certified = certify(name, format);
            Optional<Sealed> evaluation = sealed(certified, Role.EVALUATION);
            assertThat(evaluation.isPresent())
                    .as("%s in %s: either a proof or a reason against it", name, format)
                    .isNotEqualTo(certified.notEvaluated().isPresent());
            List<String> within = List.of("within-deviation:" + format.word());
            evaluation.ifPresent(item -> assertAccepted(item, Optional.empty(), within));
            evaluation.ifPresent(item -> assertAccepted(item, network, within));
            List<String> chaos = List.of("chaotic", "inequality-in:" + format.word());
            Optional<Sealed> computed = sealed(certified, Role.COMPUTED_CHAOS);
            computed.ifPresent(item -> assertAccepted(item, Optional.empty(), chaos));
            computed.ifPresent(item -> assertAccepted(item, network, chaos));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "published/tent, BINARY32",
        "published/tent, BINARY64",
        "published/distance-figure, BINARY32",
        "exact/five-cycle, BINARY32",
        "exact/five-cycle, BINARY64",
        "exact/abs, BINARY32",
        "exact/truncated-tent-0.82491, BINARY64"
    })
    void chaosShowsInWhatIsComputed(String name, FloatFormat format) throws NetworkFormatException {
        Certified certified = certify(name, format);
        Sealed item = sealed(certified, Role.COMPUTED_CHAOS).orElseThrow();
        assertThat(item.proof().claim()).isEqualTo(new Claim.FloatLiYorke(format));
        Witness.LiYorkePoint point = (Witness.LiYorkePoint) item.proof().witness();
        assertThat(format.holds(point.point())).as("%s", point).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void moreDigitsLeaveASmallerDeviation(FloatFormat format) throws NetworkFormatException {
        Claim claim = sealed(certify("published/tent", format), Role.EVALUATION)
                .orElseThrow()
                .proof()
                .claim();
        Claim.FloatEvaluation evaluation = (Claim.FloatEvaluation) claim;
        Rational units = evaluation.deviation().dividedBy(format.unit());
        assertThat(evaluation.from()).isEqualTo(evaluation.to().negate());
        assertThat(units).as("in units").isBetween(Rational.of(40), Rational.of(400));
        assertThat(evaluation.deviation().toString()).as("few digits").matches("[0-9/]{1,60}");
    }

    @Test
    void onABoundedDomainTheIntervalIsTheDomain() throws NetworkFormatException {
        Claim claim = sealed(certify("exact/five-cycle", FloatFormat.BINARY32), Role.EVALUATION)
                .orElseThrow()
                .proof()
                .claim();
        Claim.FloatEvaluation evaluation = (Claim.FloatEvaluation) claim;
        assertThat(List.of(evaluation.from(), evaluation.to())).containsExactly(Rational.ZERO, Rational.ONE);
    }

    @ParameterizedTest
    @EnumSource
    void ofSmoothNetworksNothingIsProved(FloatFormat format) throws NetworkFormatException {
        Certified certified = certify("smooth/tanh-half", format);
        assertThat(certified.notEvaluated().orElseThrow()).contains("up to libraries");
        assertThat(certified.certificates()).extracting(Sealed::role).containsOnly(Role.VERDICT);
    }

    /** relu as a mean of many equal units. */
    private static byte[] wide(int units) {
        List<String> rows = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < units; i++) {
            rows.add("[\"1\"]");
            biases.add("\"0\"");
            outputs.add("\"1/" + units + "\"");
        }
        return bytes("{\"format\":\"chaoscert-network/1\",\"layers\":[{\"weights\":" + rows + ",\"biases\":"
                + biases + ",\"activation\":\"relu\"},{\"weights\":[" + outputs
                + "],\"biases\":[\"0\"],\"activation\":\"identity\"}]}");
    }

    @Test
    void tooFewDigitsAreAReason() throws NetworkFormatException {
        Certifier certifier = new Certifier(options(FloatFormat.BFLOAT16, Options.Embedding.AUTO, Optional.empty()));
        assertThat(certifier.certify(wide(61), "").notEvaluated()).isEmpty();
        Certified certified = certifier.certify(wide(62), "");
        assertThat(certified.notEvaluated()).contains("65 errors of bfloat16 in one sum leave no digit");
        assertThat(sealed(certified, Role.VERDICT))
                .as("the verdict is not touched")
                .isPresent();
        assertThat(sealed(certified, Role.EVALUATION)).isEmpty();
    }

    @Test
    void numbersThatMayOverflowAreAReason() throws NetworkFormatException {
        byte[] network = bytes("""
                {"format": "chaoscert-network/1", "domain": ["0", "20000"], "layers": [
                 {"weights": [["1/2"]], "biases": ["0"], "activation": "relu"}]}""");
        Map<FloatFormat, Boolean> overflows = Map.of(FloatFormat.BINARY16, true, FloatFormat.BFLOAT16, false);
        for (Map.Entry<FloatFormat, Boolean> entry : overflows.entrySet()) {
            Certified certified = new Certifier(options(entry.getKey(), Options.Embedding.AUTO, Optional.empty()))
                    .certify(network, "");
            assertThat(certified.notEvaluated().isPresent()).isEqualTo(entry.getValue());
            certified.notEvaluated().ifPresent(why -> assertThat(why).isEqualTo("numbers may overflow in binary16"));
        }
    }

    /** Of the ball the verdict is proved; evaluations are of the one network. */
    @Test
    void besideABallEvaluationsAreOfTheNetworkItself() throws NetworkFormatException {
        Radius radius = new Radius.Given(Numerals.quoted("1/1000").reduced());
        Options options = options(FloatFormat.BINARY32, Options.Embedding.NEVER, Optional.of(radius));
        byte[] tent = NetworkFiles.known("published/tent");
        Certified certified = new Certifier(options).certify(tent, "tent.json");
        for (Role role : List.of(Role.VERDICT, Role.EVALUATION, Role.COMPUTED_CHAOS)) {
            Sealed item = sealed(certified, role).orElseThrow();
            assertThat(NetworkFiles.json(item.text().bytes()).path("radius").asString())
                    .isEqualTo(role.equals(Role.VERDICT) ? "1/1000" : "0");
            assertThat(new Checker(Optional.of(tent), Limits.DEFAULT)
                            .check(item.text().bytes())
                            .isValid())
                    .isTrue();
        }
    }
}
