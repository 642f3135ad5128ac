package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.certificate.Certificate;
import org.chaoscert.certificate.CertificateWriter;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The pipeline on networks with known answers. */
class CertifierTest {
    private static final JsonNode EXPECTED =
            NetworkFiles.json(NetworkFiles.read(NetworkFiles.DATA.resolve("expected.json")));

    private static Certified certify(String name) throws NetworkFormatException {
        return new Certifier(Options.DEFAULT).certify(NetworkFiles.known(name), name);
    }

    private static Optional<Sealed> sealed(Certified certified, Role role) {
        return certified.certificates().stream()
                .filter(item -> item.role().equals(role))
                .findFirst();
    }

    static Stream<String> names() {
        return EXPECTED.propertyNames().stream().map(name -> name.replace(".json", ""));
    }

    @Test
    void everyKeptNetworkHasAKnownAnswer() {
        assertThat(NetworkFiles.known().stream()
                        .map(file -> NetworkFiles.DATA.relativize(file).toString()))
                .containsExactlyInAnyOrderElementsOf(EXPECTED.propertyNames());
    }

    @ParameterizedTest
    @MethodSource("names")
    void theAnswerIsTheKnownOneAndProved(String name) throws NetworkFormatException {
        JsonNode expected = EXPECTED.get(name + ".json");
        String why = expected.get("why").stringValue();
        int level = expected.get("level").intValue();
        boolean chaotic = expected.get("verdict").stringValue().equals("chaotic");
        boolean periodThree = expected.get("period3").booleanValue();
        Certified certified = certify(name);
        Verdict verdict = certified.decision().verdict();
        if (chaotic) {
            assertThat(verdict)
                    .as(why)
                    .isInstanceOfSatisfying(
                            Verdict.Chaotic.class,
                            found -> assertThat(found.level()).isEqualTo(level));
        } else {
            assertThat(verdict)
                    .as(why)
                    .isInstanceOfSatisfying(
                            Verdict.NotChaotic.class,
                            found -> assertThat(found.level()).isEqualTo(level));
        }
        assertThat(certified.decision().periodThree())
                .as("period three: %s", why)
                .isInstanceOf(periodThree ? PeriodThree.Present.class : PeriodThree.Absent.class);
        assertThat(sealed(certified, Role.VERDICT).orElseThrow().result().conclusions())
                .as("what the checker concludes for the verdict")
                .contains(chaotic ? "chaotic" : "periods-divide:" + (1 << level));
        Optional<List<String>> second =
                sealed(certified, Role.PERIOD_THREE).map(item -> item.result().conclusions());
        if (chaotic || periodThree) {
            assertThat(second).contains(List.of(periodThree ? "has-period:3" : "no-period:3"));
        } else {
            assertThat(second).as("the verdict settles period three").isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCertificateIsAcceptedOnItsOwnAndBesideItsNetwork(String name) throws NetworkFormatException {
        byte[] content = NetworkFiles.known(name);
        for (Options.Embedding embedding : Options.Embedding.values()) {
            Options options = new Options(Optional.empty(), 6, Optional.empty(), embedding, Optional.empty());
            Certified certified = new Certifier(options).certify(content, "hint");
            for (Sealed item : certified.certificates()) {
                boolean embedded = embedding != Options.Embedding.NEVER;
                byte[] text = item.text().bytes();
                assertThat(item.embedded())
                        .as("embedded, asked for %s", embedding)
                        .isEqualTo(embedded);
                assertThat(NetworkFiles.json(text).at("/network/source").asString(""))
                        .as("source")
                        .isEqualTo(embedded ? "" : "hint");
                assertThat(new Checker(Optional.of(content), Limits.DEFAULT).check(text))
                        .as("beside the network")
                        .isEqualTo(item.result())
                        .matches(Result::isValid);
                assertThat(new Checker(Optional.empty(), Limits.DEFAULT)
                                .check(text)
                                .isValid())
                        .as("on its own, embedded: %s", embedded)
                        .isEqualTo(embedded);
                assertThat(item.text().length()).as("length").isEqualTo(text.length);
                assertThat(NetworkFiles.json(item.text().line().getBytes(StandardCharsets.UTF_8)))
                        .as("the certificate on one line")
                        .isEqualTo(NetworkFiles.json(text));
                assertThat(item.text().line()).doesNotContain("\n");
            }
        }
    }

    // Published facts.

    @ParameterizedTest
    @CsvSource({"published/tent, 2/9 4/9 8/9", "exact/truncated-tent-6-7, 2/7 4/7 6/7", "exact/abs, -5/9 -1/9 7/9"})
    void publishedOrbitsAreAccepted(String name, String orbit) throws NetworkFormatException {
        List<Rational> points = Stream.of(orbit.split(" ", -1))
                .map(text -> Quotient.parse(text).rational())
                .toList();
        byte[] content = NetworkFiles.known(name);
        Proof proof = new Proof(new Claim.Period(3), new Witness.PeriodicOrbit(points));
        String sha256 = Digest.of(NetworkReader.read(content).network()).sha256();
        byte[] certificate = CertificateWriter.file(
                new Certificate(sha256, Optional.empty(), Optional.empty(), Rational.ZERO, proof));
        assertThat(new Checker(Optional.of(content), Limits.DEFAULT)
                        .check(certificate)
                        .conclusions())
                .containsExactly("has-period:3");
    }

    private static List<Rational> orbit(Certified certified) {
        assertThat(certified.decision().periodThree()).isInstanceOf(PeriodThree.Present.class);
        return ((PeriodThree.Present) certified.decision().periodThree()).orbit();
    }

    @ParameterizedTest
    @CsvSource({
        "published/distance-figure, 0.2231099, 0.4462175, 0.8924104",
        "published/perturbed-tent, 0.2969342, 0.5272808, 0.9509718"
    })
    void publishedNetworksHaveThesePublishedOrbits(String name, double first, double second, double third)
            throws NetworkFormatException {
        List<Rational> orbit = orbit(certify(name));
        assertThat(orbit).hasSize(3);
        assertThat(orbit.get(0).approximate()).isEqualTo(first, within(5e-8));
        assertThat(orbit.get(1).approximate()).isEqualTo(second, within(5e-8));
        assertThat(orbit.get(2).approximate()).isEqualTo(third, within(5e-8));
    }

    @ParameterizedTest
    @MethodSource("names")
    void anOrbitIsOneOfThreePointsFromItsLeast(String name) throws NetworkFormatException {
        Certified certified = certify(name);
        if (!(certified.decision().periodThree() instanceof PeriodThree.Present present)) {
            return;
        }
        SlowNetwork network = SlowNetwork.of(certified.file().network());
        List<Quotient> orbit = present.orbit().stream().map(Quotient::of).toList();
        for (int i = 0; i < 3; i++) {
            assertThat(network.valueAt(orbit.get(i))).as("image of point %d", i).isEqualTo(orbit.get((i + 1) % 3));
        }
        assertThat(orbit).hasSize(3).doesNotHaveDuplicates();
        assertThat(orbit.get(0)).as("first point").isLessThan(orbit.get(1)).isLessThan(orbit.get(2));
    }

    private static PiecewiseLinearMap exactMap(Certified certified) {
        return (PiecewiseLinearMap) certified.map();
    }

    @Test
    void largeLipschitzHasTheFixedPointZeroOnly() throws NetworkFormatException {
        Certified certified = certify("published/large-lipschitz");
        assertThat(exactMap(certified).fixedPoints()).containsExactly(new Span(Rational.ZERO, Rational.ZERO));
        SlowMap map = SlowMap.of(SlowNetwork.of(certified.file().network()), 10_000);
        assertThat(IntStream.rangeClosed(2, 4).filter(map::hasLeastPeriod))
                .as("least periods")
                .isEmpty();
    }

    @Test
    void figure7HasOneFixedPointAndOneCycleOfTwo() throws NetworkFormatException {
        Certified certified = certify("published/figure-7");
        assertThat(exactMap(certified).fixedPoints()).singleElement().satisfies(fixed -> {
            assertThat(fixed.isPoint()).isTrue();
            assertThat(fixed.lower().approximate()).isEqualTo(0.2647, within(5e-5));
        });
        Rational image = exactMap(certified).valueAt(Rational.ZERO);
        assertThat(image.approximate()).as("f(0)").isEqualTo(0.6548, within(5e-5));
        assertThat(exactMap(certified).valueAt(image)).as("f(f(0))").isEqualTo(Rational.ZERO);
        SlowMap map = SlowMap.of(SlowNetwork.of(certified.file().network()), 10_000);
        assertThat(IntStream.rangeClosed(1, 8).filter(map::hasLeastPeriod)).containsExactly(1, 2);
    }

    // What may go wrong.

    @Test
    void whatIsNoNetworkIsRefused() {
        Certifier certifier = new Certifier(Options.DEFAULT);
        assertThatThrownBy(() -> certifier.certify(new byte[0], "")).isInstanceOf(NetworkFormatException.class);
        assertThatThrownBy(() -> certifier.certify(NetworkFiles.withFirstWeight("\"1e10001\""), ""))
                .isInstanceOf(OverLimitsException.class);
        byte[] outside = NetworkFiles.read(
                NetworkFiles.DATA.resolve(Path.of("rejected", "networks", "domain-not-invariant.json")));
        assertThatThrownBy(() -> certifier.certify(outside, "")).isInstanceOf(DomainNotInvariantException.class);
    }

    @Test
    void aRejectedProofSaysWhyAndThatItIsADefect() {
        Result result =
                new Result(Result.Kind.REJECTED, "no-drift", "/witness/cells/0", "it does not move", List.of(), "");
        assertThat(new RejectedProofException(result))
                .hasMessageContainingAll("rejected no-drift at /witness/cells/0: it does not move", "defect");
    }

    /** x ↦ −x/2 on [−1, 1] through layers with dead units whose weights have very long denominators. */
    private static Network withLongDenominators(int layers) {
        Rational zero = Rational.ZERO;
        Rational long1 = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(6_000).add(BigInteger.ONE));
        Rational long3 = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(6_000).add(BigInteger.valueOf(3)));
        List<Layer> all = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            Rational[][] weights = i == 0
                    ? new Rational[][] {{Rational.ONE}, {long1}}
                    : new Rational[][] {{Rational.ONE, zero}, {long1, zero}};
            all.add(new Layer(weights, new Rational[] {zero, long3}, Activation.IDENTITY));
        }
        Rational[][] last = {{Rational.of(-1, 2), zero}};
        all.add(new Layer(last, new Rational[] {zero}, Activation.IDENTITY));
        return new Network(new Domain(Rational.of(-1), Rational.ONE), all);
    }

    @Test
    void aProofThatIsTooLargeToCheckIsOverTheLimits() throws NetworkFormatException {
        Certifier certifier = new Certifier(Options.DEFAULT);
        Certified two = certifier.certify(NetworkFiles.exactFile(withLongDenominators(2)), "");
        assertThat(two.decision().verdict()).as("with two such layers").isInstanceOf(Verdict.NotChaotic.class);
        assertThatThrownBy(() -> certifier.certify(NetworkFiles.exactFile(withLongDenominators(5)), ""))
                .as("with five such layers")
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("bits");
    }

    @Test
    void networksAreCertifiedTheSameFromSeveralThreads() throws Exception {
        Certifier certifier = new Certifier(Options.DEFAULT);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<String> names =
                    names().filter(name -> !name.contains("0.82490806728")).toList();
            List<Future<Certified>> tasks = names.stream()
                    .map(name -> pool.submit(() -> certifier.certify(NetworkFiles.known(name), name)))
                    .toList();
            for (int i = 0; i < names.size(); i++) {
                List<byte[]> expected = texts(certify(names.get(i)));
                assertThat(texts(tasks.get(i).get())).as(names.get(i)).containsExactlyElementsOf(expected);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<byte[]> texts(Certified certified) {
        return certified.certificates().stream()
                .map(item -> item.text().bytes())
                .toList();
    }
}
