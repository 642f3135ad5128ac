package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The digest of section 2 of the format: of the numbers, not of how they are written. */
class DigestTest {
    private static final String MIRROR = "7c5fec7d0e3ddef423fb8aae13b992329193e1888457a0d87d78540a2e8832ae";
    private static final String FIGURE_7 = "c63f037c650657e749c460b06f0012c6618d16c49cbadc8a80bcd7f8284fff9a";

    private static Digest digest(byte[] file) throws NetworkFormatException {
        return Digest.of(NetworkReader.read(file).network());
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theExamplesOfTheFormatPageHaveTheirDigests() throws NetworkFormatException {
        assertThat(digest(NetworkFiles.known("exact/mirror")).sha256()).isEqualTo(MIRROR);
        assertThat(digest(NetworkFiles.known("published/figure-7")).sha256()).isEqualTo(FIGURE_7);
    }

    @Test
    void theCanonicalTextOfTheFormatPageHasThisLengthAndDigest() throws Exception {
        String text = "{\"activations\":[\"relu\",\"clip\"],\"biases\":[[\"0\"],[\"1\"]],\"domain\":[\"0\",\"1\"],"
                + "\"weights\":[[[\"1\"]],[[\"-1\"]]]}";
        assertThat(sha256(text)).as("digest of the text").isEqualTo(MIRROR);
        assertThat(digest(NetworkFiles.known("exact/mirror"))).isEqualTo(new Digest(MIRROR, text.length()));
    }

    static List<Path> knownFiles() {
        return NetworkFiles.known();
    }

    @ParameterizedTest
    @MethodSource("knownFiles")
    void theDigestIsThatOfTheCanonicalTextMadeFromTheFile(Path file) throws Exception {
        byte[] content = NetworkFiles.read(file);
        String text = canonicalText(NetworkFiles.json(content));
        assertThat(digest(content)).as(text).isEqualTo(new Digest(sha256(text), text.length()));
    }

    @Test
    void theDigestOfRandomNetworksIsThatOfTheirCanonicalText() throws Exception {
        SmallNetworks networks = new SmallNetworks(new Random(5));
        for (int i = 0; i < 300; i++) {
            Network network = networks.draw(1 + i % 4, 5);
            String text = canonicalText(NetworkFiles.json(NetworkFiles.exactFile(network)));
            assertThat(Digest.of(network)).as(text).isEqualTo(new Digest(sha256(text), text.length()));
        }
    }

    /** From the parsed file, with other number types and by joining strings. */
    private static String canonicalText(JsonNode file) {
        List<String> activations = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        for (JsonNode layer : file.get("layers").values()) {
            String word = layer.get("activation").stringValue();
            String leak = word.equals("leaky-relu") ? ":" + number(layer.get("slope")) : "";
            activations.add("\"" + word + leak + "\"");
            biases.add(list(layer.get("biases")));
            weights.add(StreamSupport.stream(layer.get("weights").spliterator(), false)
                    .map(DigestTest::list)
                    .toList()
                    .toString());
        }
        boolean clipped = activations.get(activations.size() - 1).equals("\"clip\"");
        String domain = clipped ? "[\"0\",\"1\"]" : "[\"-inf\",\"inf\"]";
        String text = "{\"activations\":" + activations + ",\"biases\":" + biases + ",\"domain\":"
                + (file.has("domain") ? list(file.get("domain")) : domain) + ",\"weights\":" + weights + "}";
        return text.replace(", ", ",");
    }

    private static String list(JsonNode numbers) {
        return numbers.values().stream()
                .map(number -> "\"" + number(number) + "\"")
                .toList()
                .toString();
    }

    private static Quotient number(JsonNode number) {
        return number.isNumber()
                ? Quotient.of(new java.math.BigDecimal(number.doubleValue()))
                : Quotient.parse(number.stringValue());
    }

    @Test
    void numbersWrittenDifferentlyGiveTheSameDigest() throws NetworkFormatException {
        String expected = digest(NetworkFiles.withFirstWeight("\"3/4\"")).sha256();
        for (String literal : List.of("\"6/8\"", "\"0.75\"", "\"75e-2\"", "\"0x1.8p-1\"", "0.75", "7.5E-1")) {
            assertThat(digest(NetworkFiles.withFirstWeight(literal)).sha256())
                    .as("digest with %s for 3/4", literal)
                    .isEqualTo(expected);
        }
        assertThat(digest(NetworkFiles.withFirstWeight("0.1")).sha256())
                .as("0.1 unquoted is not 1/10")
                .isNotEqualTo(digest(NetworkFiles.withFirstWeight("\"0.1\"")).sha256());
    }

    @Test
    void everythingThatIsJudgedChangesTheDigest() {
        Rational[][] one = {{Rational.ONE}};
        Rational[][] two = {{Rational.of(2)}};
        Rational[] zero = {Rational.ZERO};
        Rational[] half = {Rational.of(1, 2)};
        List<Network> different = List.of(
                new Network(Domain.LINE, List.of(new Layer(one, zero, Activation.RELU))),
                new Network(Domain.UNIT, List.of(new Layer(one, zero, Activation.RELU))),
                new Network(Domain.LINE, List.of(new Layer(two, zero, Activation.RELU))),
                new Network(Domain.LINE, List.of(new Layer(one, half, Activation.RELU))),
                new Network(Domain.LINE, List.of(new Layer(one, zero, Activation.ABS))),
                new Network(Domain.LINE, List.of(new Layer(one, zero, Activation.LEAKY_RELU))),
                new Network(Domain.LINE, List.of(new Layer(one, zero, Activation.LEAKY_RELU, Rational.of(1, 100)))),
                new Network(
                        Domain.LINE,
                        List.of(new Layer(one, zero, Activation.RELU), new Layer(one, zero, Activation.RELU))));
        assertThat(different).extracting(network -> Digest.of(network).sha256()).doesNotHaveDuplicates();
    }

    @Test
    void theDigestReducesFractions() {
        Layer reduced =
                new Layer(new Rational[][] {{Rational.of(1, 2)}}, new Rational[] {Rational.of(-3)}, Activation.RELU);
        Layer unreduced = new Layer(
                new Rational[][] {{Rational.of(-50, -100)}}, new Rational[] {Rational.of(9, -3)}, Activation.RELU);
        assertThat(Digest.of(new Network(Domain.LINE, List.of(unreduced))))
                .isEqualTo(Digest.of(new Network(Domain.LINE, List.of(reduced))));
    }
}
