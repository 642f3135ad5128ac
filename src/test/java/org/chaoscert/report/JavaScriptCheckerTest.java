package org.chaoscert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certificate.CertificateReader;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.certify.Radius;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.dynamics.Entropy;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.SmallBalls;
import org.chaoscert.network.SmoothSamples;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checker in JavaScript says of every file what the one in Java says: the result, the code, the place, what is proved and of what.
 * Needs Node.js; without it nothing is tested here.
 */
@Tag("not-kernel")
class JavaScriptCheckerTest {
    private static final Path SCRIPT = Path.of("src/main/resources/org/chaoscert/report/checker.js");
    private static final Path REJECTED = Path.of("test-data", "rejected");
    private static final int OLDEST_NODE = 18;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads a certificate a line, and perhaps its network, in base 64. */
    private static final String LOOP =
            """
            const {check} = require(process.argv[1]);
            const fs = require("fs");
            const bytes = text => new Uint8Array(Buffer.from(text, "base64"));
            const lines = fs.readFileSync(0, "latin1").split("\\n").slice(0, -1);
            fs.writeFileSync(1, lines.map(line => {
              const [certificate, network] = line.split(" ");
              const options = {network: network === undefined ? undefined : bytes(network), limits: {work: 1e7}};
              const {result, code, place, conclusions, network: subject} = check(bytes(certificate), options);
              return JSON.stringify([result, code, place, conclusions.join(" "), subject]) + "\\n";
            }).join(""));
            """;

    @TempDir
    private Path directory;

    /** A certificate, and the network file beside it. */
    private record Case(String name, byte[] certificate, Optional<byte[]> network) {
        Case(String name, byte[] certificate) {
            this(name, certificate, Optional.empty());
        }

        String line() {
            Base64.Encoder encoder = Base64.getEncoder();
            return encoder.encodeToString(certificate)
                    + network.map(bytes -> " " + encoder.encodeToString(bytes)).orElse("");
        }

        /** What the checker in Java says, with the same limits. */
        List<String> verdict() {
            Limits limits = Limits.DEFAULT.with(Limits.DEFAULT.bytes(), Limits.DEFAULT.bits(), 10_000_000);
            Result result = new Checker(network, limits).check(certificate);
            return List.of(
                    result.kind().word(),
                    result.code(),
                    result.at(),
                    String.join(" ", result.conclusions()),
                    result.subject());
        }

        @Override
        public String toString() {
            return name + ": " + new String(certificate, StandardCharsets.UTF_8);
        }
    }

    @BeforeAll
    static void findNode() throws IOException, InterruptedException {
        String version = "";
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            node.waitFor();
        } catch (IOException missing) {
            // Said below.
        }
        boolean recent = version.matches("v[0-9]+\\..*")
                && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST_NODE;
        assumeTrue(recent, "Node.js " + OLDEST_NODE + " or later is not on the PATH; found: " + version);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String run(String input, String... words) throws IOException, InterruptedException {
        Path in = Files.writeString(directory.resolve("in"), input);
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(words));
        int status = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return status + "\n" + Files.readString(out) + Files.readString(err);
    }

    /** What the checker in JavaScript says of each, by one process. */
    private List<List<String>> verdicts(List<Case> cases) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        cases.forEach(item -> lines.append(item.line()).append('\n'));
        String said = run(lines.toString(), "-e", LOOP, SCRIPT.toAbsolutePath().toString());
        assertThat(said).as("node ends well").startsWith("0\n");
        List<List<String>> verdicts = new ArrayList<>();
        said.lines().skip(1).forEach(line -> {
            List<String> words = new ArrayList<>();
            MAPPER.readTree(line).forEach(word -> words.add(word.stringValue()));
            verdicts.add(words);
        });
        assertThat(verdicts).as("answers").hasSameSizeAs(cases);
        return verdicts;
    }

    /** Both say the same of all; returns how often which word is said. */
    private Map<String, Integer> assertAgreed(List<Case> cases) throws IOException, InterruptedException {
        List<List<String>> verdicts = verdicts(cases);
        Map<String, Integer> words = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            List<String> expected = cases.get(i).verdict();
            if (!verdicts.get(i).equals(expected)) {
                differences.add("Java " + expected + ", JavaScript " + verdicts.get(i) + ", " + cases.get(i));
            }
            words.merge(expected.get(1).isEmpty() ? expected.get(0) : expected.get(1), 1, Integer::sum);
        }
        assertThat(differences.stream().limit(20)).as("%s of %s, %s", differences.size(), cases.size(), words).isEmpty();
        return words;
    }

    private static List<Case> gallery() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("certificates"))) {
            return files.filter(file -> file.toString().endsWith(".cert.json"))
                    .sorted()
                    .map(file -> new Case(file.getFileName().toString(), read(file)))
                    .toList();
        }
    }

    private static List<Case> rejected() {
        List<Case> cases = new ArrayList<>();
        MAPPER.readTree(read(REJECTED.resolve("expected.json"))).properties().forEach(entry -> {
            Optional<byte[]> network = entry.getValue()
                    .optional("network")
                    .map(beside -> read(REJECTED.resolve(beside.stringValue())));
            cases.add(new Case(entry.getKey(), read(REJECTED.resolve(entry.getKey())), network));
        });
        return cases;
    }

    @Test
    void certificatesOfTheGalleryAreValid() throws Exception {
        Map<String, Integer> words = assertAgreed(gallery());
        assertThat(words).containsOnlyKeys("valid");
        assertThat(words.get("valid")).isGreaterThanOrEqualTo(53);
    }

    @Test
    void filesAreRefusedAsExpected() throws Exception {
        List<Case> cases = rejected();
        assertAgreed(cases);
        JsonNode expected = MAPPER.readTree(read(REJECTED.resolve("expected.json")));
        List<List<String>> verdicts = verdicts(cases);
        for (int i = 0; i < cases.size(); i++) {
            JsonNode expectation = expected.get(cases.get(i).name());
            assertThat(verdicts.get(i).subList(0, 2))
                    .as(cases.get(i).name())
                    .containsExactly(
                            expectation.get("result").stringValue(),
                            expectation.path("code").asString(""));
        }
    }

    /** Bad network files carry no certificate, good ones do; numbers of files may be unquoted. */
    @Test
    void networkFilesAreReadAlike() throws Exception {
        String reference =
                """
                {"format": "chaoscert-certificate/1", "network": {"sha256": "%s"}, "radius": "0",
                 "claim": "li-yorke-chaos", "witness": {"kind": "li-yorke-point", "iterate": 1, "point": "2/9"}}
                """;
        List<Case> cases = new ArrayList<>();
        Random random = new Random(5);
        for (String folder : List.of("networks", "beside", "../exact", "../published")) {
            for (Path file : NetworkFiles.list(REJECTED.resolve(folder))) {
                byte[] bytes = read(file);
                cases.add(new Case(file.toString(), bytes(reference.formatted("00")), Optional.of(bytes)));
                for (int i = 0; i < 12; i++) {
                    byte[] changed = changed(bytes, random);
                    cases.add(new Case(file + " changed", bytes(reference.formatted(digest(changed))), Optional.of(changed)));
                }
            }
        }
        for (String literal : literals(random)) {
            byte[] network = NetworkFiles.withFirstWeight(literal);
            cases.add(new Case(literal, bytes(reference.formatted(digest(network))), Optional.of(network)));
        }
        assertThat(assertAgreed(cases)).containsKeys("unreadable", "bad-number", "other-network", "inequality-fails");
    }

    /** The digest of a network file, by the program; nonsense for what is none. */
    private static String digest(byte[] file) {
        try {
            return Digest.of(org.chaoscert.network.NetworkReader.read(file).network()).sha256();
        } catch (NetworkFormatException | RuntimeException none) {
            return "00";
        }
    }

    /** Numbers of network files: near the middle of two binary64 numbers, subnormal, large, and all over. */
    private static List<String> literals(Random random) {
        List<String> literals = new ArrayList<>(List.of(
                "0e999999999", "-0.0", "1e-400", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324",
                "1.7976931348623158e308", "1.7976931348623159e308", "1e400", "9007199254740993", "-9007199254740995",
                "0.1", "1E5", "123456789012345678901234567890e-10", "1e-99999999999999999999", "1e99999999999999999999",
                "\"0x1.8p-1\"", "\"-0x0.0000000000001p-1022\"", "\"0x1p1024\"", "\"0x1.00000000000001p0\"",
                "\"0x1p10001\"", "\"1e-10001\"", "\"1e+10000\"", "\"-1.50e-2\"", "\"007\"", "\"6/4\"", "\"-0/5\""));
        for (int i = 0; i < 300; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                java.math.BigDecimal middle = new java.math.BigDecimal(x)
                        .add(new java.math.BigDecimal(Math.nextUp(x)))
                        .multiply(new java.math.BigDecimal("0.5"));
                literals.add(Double.toString(x));
                literals.add(i % 3 == 0 ? middle.toString() : middle.round(new java.math.MathContext(25)).toString());
            }
        }
        return literals;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void mutantsAreJudgedAlike() throws Exception {
        Random random = new Random(11);
        List<Case> mutants = new ArrayList<>();
        rejected().forEach(base -> mutate(base, 10, random, mutants));
        Stream.concat(gallery().stream(), made(3).stream()).forEach(base -> mutate(base, 60, random, mutants));
        Map<String, Integer> words = assertAgreed(mutants);
        assertThat(words).as("%s", words).hasSizeGreaterThan(40);
        assertThat(words.get("valid")).as("%s", words).isGreaterThan(1000);
    }

    private static void mutate(Case base, int count, Random random, List<Case> mutants) {
        for (int i = 0; i < (base.certificate().length > 20_000 ? 2 : count); i++) {
            byte[] mutant = random.nextInt(10) == 0
                    ? changed(base.certificate(), random)
                    : Mutants.of(base.certificate(), random);
            mutants.add(new Case("mutant of " + base.name(), mutant, base.network()));
        }
    }

    @Test
    void whatTheProgramProvesIsValid() throws Exception {
        Map<String, Integer> words = assertAgreed(made(8));
        assertThat(words).containsOnlyKeys("valid");
        assertThat(words.get("valid")).isGreaterThan(400);
    }

    @Test
    void isAProgram() throws Exception {
        String good = "certificates/tent.cert.json";
        String bad = "test-data/rejected/drift-whole-line.json";
        assertThat(run("", SCRIPT.toString(), good)).isEqualTo("0\n" + good + ": valid (chaotic)\n");
        assertThat(run("", SCRIPT.toString(), good, bad))
                .startsWith("3\n" + good + ": valid (chaotic)\n" + bad + ": rejected no-drift at /witness/cells/0: ");
        assertThat(run("", SCRIPT.toString(), "--json", bad))
                .isEqualTo("3\n{\"file\":\"" + bad + "\",\"result\":\"rejected\",\"code\":\"no-drift\","
                        + "\"place\":\"/witness/cells/0\",\"conclusions\":[]}\n");
        assertThat(run("", SCRIPT.toString(), "--network", "test-data/rejected/beside/tent.json", good))
                .startsWith("0\n");
        assertThat(run("", SCRIPT.toString(), "no such file", bad)).startsWith("5\nno such file: unreadable: ");
        assertThat(run("", SCRIPT.toString())).startsWith("2\nusage: ");
        assertThat(run("", SCRIPT.toString(), "--colour", good)).startsWith("2\nusage: ");
    }

    /** Certificates of all kinds, as the program makes them for random networks. */
    private static List<Case> made(int many) throws NetworkFormatException {
        List<Case> cases = new ArrayList<>();
        SmallNetworks small = new SmallNetworks(new Random(many));
        SmallBalls balls = new SmallBalls(new RationalSamples(many));
        SmoothSamples smooth = new SmoothSamples(new RationalSamples(many));
        for (int i = 0; i < 12 * many; i++) {
            Network network = i % 2 == 0 ? small.zigzag(2 + i % 4) : small.draw(1 + i % 3, 3);
            add(Optional.empty(), Optional.empty(), network, cases);
            Radius radius = new Radius.Given(Rational.of(1, List.of(64L, 1L << 20, 1L << 40).get(i % 3)));
            add(Optional.of(radius), Optional.empty(), balls.centre(1 + i % 3, Activation.values()[i % 2]), cases);
            add(Optional.of(radius), Optional.empty(), sampler(3).draw(many, i), cases);
            FloatFormat format = FloatFormat.values()[i % FloatFormat.values().length];
            add(Optional.empty(), Optional.of(format), i % 3 == 0 ? sampler(2).draw(many, i) : network, cases);
            if (i % 2 == 0) {
                add(Optional.empty(), Optional.empty(), smooth.next(3, 3), cases);
            }
        }
        add(Optional.empty(), Optional.empty(), sampler(200).draw(many, 0), cases);
        return cases;
    }

    private static Sampler sampler(int width) {
        return new Sampler(Scheme.RELU_SUM, width, 2, new Variance("he"), true);
    }

    private static void add(
            Optional<Radius> radius, Optional<FloatFormat> format, Network network, List<Case> cases)
            throws NetworkFormatException {
        Options options =
                new Options(Optional.empty(), 4, Optional.of(2_000_000L), Options.Embedding.AUTO, radius, format);
        byte[] file = NetworkFiles.exactFile(network);
        Certified certified;
        try {
            certified = new Certifier(options).certify(file, "");
        } catch (DomainNotInvariantException leaves) {
            return;
        }
        List<Sealed> certificates = new ArrayList<>(certified.certificates());
        if (radius.isEmpty() && format.isEmpty() && !network.isSmooth() && !certificates.isEmpty()) {
            certificates.addAll(Entropy.of(
                            Unfolding.map(network, Work.unlimited()),
                            certified.decision().verdict(),
                            5)
                    .sealed(certified.sealer()));
        }
        for (Sealed item : certificates) {
            boolean beside = !item.embedded() || cases.size() % 3 == 0;
            Optional<byte[]> given = beside ? Optional.of(file) : Optional.empty();
            cases.add(new Case(item.role().suffix() + " " + item.proof(), item.text().bytes(), given));
        }
    }

    private static byte[] changed(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        byte likely = (byte) "0123479/-\"\\ ,.eEu{}[]:\n".charAt(random.nextInt(23));
        switch (random.nextInt(5)) {
            case 0 -> changed[at] = (byte) random.nextInt(256);
            case 1 -> changed[at] = likely;
            case 2 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> {
                changed = Arrays.copyOf(bytes, bytes.length + 1);
                System.arraycopy(bytes, at, changed, at + 1, bytes.length - at);
                changed[at] = likely;
            }
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length - 1);
                System.arraycopy(bytes, at + 1, changed, at, bytes.length - at - 1);
            }
        }
        return changed;
    }

    /** Certificates with one or two fields altered; where the network is, the digest mostly is put right. */
    private static final class Mutants {
        private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
        private static final List<List<String>> WORDS = List.of(
                List.of(
                        "li-yorke-chaos",
                        "period",
                        "no-period",
                        "entropy-at-least",
                        "entropy-at-most",
                        "float-evaluation",
                        "float-li-yorke",
                        "float-"),
                List.of(
                        "li-yorke-point",
                        "periodic-orbit",
                        "one-sided",
                        "cover",
                        "horseshoe",
                        "tower",
                        "laps",
                        "error-bound"),
                List.of("separated", "drift", "monotone", "fixed", "no-swap", "toString"),
                List.of("below", "above"),
                List.of("relu", "leaky-relu", "identity", "clip", "hard-tanh", "abs", "tanh", "sigmoid", "constructor"),
                List.of("binary16", "bfloat16", "binary32", "binary64", "binary128"),
                List.of("inf", "-inf", "0", "1", "-1"));
        private static final List<String> KEYS = List.of(
                "", "x", "a/b~c", "name", "to", "slope", "domain", "divisor", "point", "period", "walls", "radius",
                "precision", "bound", "source", "orbit", "arithmetic", "iterate", "weight", "__proto__");

        private static final String NUMBER = "-?[0-9]{1,400}(/[1-9][0-9]{0,400})?";

        private final Random random;

        /** All numbers of the certificate. */
        private List<String> numbers = List.of();

        private Mutants(Random random) {
            this.random = random;
        }

        static byte[] of(byte[] certificate, Random random) {
            JsonNode tree;
            try {
                tree = MAPPER.readTree(certificate);
            } catch (tools.jackson.core.JacksonException noJson) {
                return changed(certificate, random);
            }
            Mutants mutants = new Mutants(random);
            for (int i = random.nextInt(4); i < 4; i += 3) {
                tree = mutants.altered(tree);
            }
            if (random.nextInt(8) > 0 && tree.at("/network") instanceof ObjectNode network && network.has("layers")) {
                try {
                    CertificateReader.read(bytes(tree.toString()))
                            .network()
                            .ifPresent(held ->
                                    network.put("sha256", Digest.of(held).sha256()));
                } catch (NetworkFormatException | RuntimeException noNetwork) {
                    // Then it is rejected whatever the digest.
                }
            }
            return bytes(tree.toString());
        }

        private <T> T any(List<T> list) {
            return list.get(random.nextInt(list.size()));
        }

        private JsonNode altered(JsonNode tree) {
            List<JsonPointer> places = new ArrayList<>();
            collect(tree, JsonPointer.empty(), places);
            // Most numbers are those of the network: the others have their turn, too.
            List<JsonPointer> others = places.stream()
                    .filter(place -> !place.toString().startsWith("/network/"))
                    .toList();
            JsonPointer at = any(random.nextInt(4) > 0 && !others.isEmpty() ? others : places);
            JsonNode node = tree.at(at);
            if (!node.isValueNode() && random.nextBoolean()) {
                return altered(tree);
            }
            numbers = places.stream()
                    .map(place -> tree.at(place).asString(""))
                    .filter(text -> text.matches(NUMBER))
                    .toList();
            JsonNode other = random.nextInt(20) == 0
                    ? ofOtherType(node)
                    : node instanceof ObjectNode object
                            ? object(object.deepCopy())
                            : node instanceof ArrayNode list
                                    ? list(list.deepCopy())
                                    : node.isString() ? text(node.stringValue()) : number(node);
            return with(tree, at, other);
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
            if (copy.at(at.head()) instanceof ObjectNode object) {
                object.set(at.last().getMatchingProperty(), value);
            } else {
                ((ArrayNode) copy.at(at.head())).set(at.last().getMatchingIndex(), value);
            }
            return copy;
        }

        private JsonNode ofOtherType(JsonNode node) {
            return any(List.of(
                    NODES.nullNode(),
                    NODES.booleanNode(true),
                    NODES.numberNode(1),
                    NODES.stringNode("1"),
                    NODES.arrayNode(),
                    NODES.objectNode(),
                    NODES.arrayNode().add(node.deepCopy())));
        }

        private JsonNode object(ObjectNode object) {
            List<String> names = List.copyOf(object.propertyNames());
            if (names.isEmpty() || (!object.has("rule") && random.nextInt(2) == 0)) {
                return object.set(any(KEYS), any(List.of(NODES.stringNode("1"), NODES.numberNode(2))));
            }
            if (object.has("rule") && random.nextInt(8) > 0) {
                object.put("rule", any(WORDS.get(2)));
                return random.nextInt(3) == 0
                        ? object.without("divisor")
                        : object.put("divisor", 1 + random.nextInt(4));
            }
            return object.without(any(names));
        }

        private JsonNode list(ArrayNode list) {
            if (list.isEmpty()) {
                return list.add("1/2");
            }
            int at = random.nextInt(list.size());
            switch (random.nextInt(3)) {
                case 0 -> list.remove(at);
                case 1 -> list.insert(at, list.get(at).deepCopy());
                default -> {
                    JsonNode first = list.get(0);
                    list.set(0, list.get(at));
                    list.set(at, first);
                }
            }
            return list;
        }

        private JsonNode text(String text) {
            List<String> others = new ArrayList<>();
            WORDS.stream().filter(words -> words.contains(text)).forEach(others::addAll);
            if (text.matches(NUMBER)) {
                String[] parts = text.split("/");
                Rational x = Rational.of(
                        new BigInteger(parts[0]), parts.length == 1 ? BigInteger.ONE : new BigInteger(parts[1]));
                Stream.<Function<Rational, Rational>>of(
                                Rational::negate,
                                y -> y.plus(Rational.ONE),
                                y -> y.minus(Rational.of(1, 2)),
                                y -> y.plus(Rational.of(1, 64)),
                                y -> y.minus(Rational.of(1, 1 << 20)),
                                y -> y.plus(Rational.of(1, 1L << 50)),
                                y -> y.times(Rational.of(1, 2)),
                                y -> y.times(Rational.of(2)),
                                y -> y.times(Rational.of(7, 5)),
                                y -> Rational.ZERO)
                        .forEach(change -> others.add(change.apply(x).reduced().toString()));
                if (random.nextInt(4) == 0) {
                    return NODES.stringNode(any(numbers));
                }
                if (random.nextInt(15) == 0) {
                    others.clear();
                    others.addAll(List.of(
                            text + " ", "+" + text, text + ".0", text + "e0", text + "/1", "0" + text, "-0", "0x1p0",
                            text + "/0", text + "\n", "", "1e10001", "0.50", "2/4", "0/3", "inf", "0x1.00000000000001p0"));
                }
            }
            if (others.isEmpty()) {
                others.addAll(List.of("", text + " ", text.toUpperCase(java.util.Locale.ROOT), "0"));
            }
            return NODES.stringNode(any(others));
        }

        private JsonNode number(JsonNode node) {
            int count = node.isInt() ? node.intValue() : 1;
            return any(List.of(
                    NODES.numberNode(1),
                    NODES.numberNode(2),
                    NODES.numberNode(3),
                    NODES.numberNode(4),
                    NODES.numberNode(8),
                    NODES.numberNode(count + 1),
                    NODES.numberNode(count - 1),
                    NODES.numberNode(2L * count),
                    NODES.numberNode(1.5),
                    NODES.numberNode(new java.math.BigDecimal("1E+1")),
                    NODES.numberNode(Long.MAX_VALUE),
                    NODES.numberNode((1L << 32) + count)));
        }
    }
}
