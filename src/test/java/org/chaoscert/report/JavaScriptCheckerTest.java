package org.chaoscert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
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
import tools.jackson.core.JacksonException;
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

    /** Reads a certificate a line, its network or nothing, both in base 64, and how much work may be spent. */
    private static final String LOOP = """
            const {check} = require(process.argv[1]);
            const fs = require("fs");
            const bytes = text => new Uint8Array(Buffer.from(text, "base64"));
            const lines = fs.readFileSync(0, "latin1").split("\\n").slice(0, -1);
            fs.writeFileSync(1, lines.map(line => {
              const [certificate, network, work] = line.split(" ");
              const options = {network: network === "-" ? undefined : bytes(network), limits: {work: Number(work)}};
              const {result, code, place, conclusions, network: subject} = check(bytes(certificate), options);
              return JSON.stringify([result, code, place, conclusions.join(" "), subject]) + "\\n";
            }).join(""));
            """;

    @TempDir
    private Path directory;

    /** A certificate, the network file beside it, and how much work may be spent. */
    private record Case(String name, byte[] certificate, Optional<byte[]> network, long work) {
        Case(String name, byte[] certificate, Optional<byte[]> network) {
            this(name, certificate, network, 10_000_000);
        }

        Case with(byte[] other) {
            return new Case("mutant of " + name, other, network, work);
        }

        Case within(long other) {
            return new Case(name, certificate, network, other);
        }

        String line() {
            Base64.Encoder encoder = Base64.getEncoder();
            return encoder.encodeToString(certificate) + " "
                    + network.map(encoder::encodeToString).orElse("-") + " " + work;
        }

        /** What the checker in Java says. */
        List<String> verdict() {
            Limits limits = Limits.DEFAULT.with(Limits.DEFAULT.bytes(), Limits.DEFAULT.bits(), work);
            Result result = new Checker(network, limits).check(certificate);
            return List.of(
                    result.kind().word(),
                    result.code(),
                    result.at(),
                    String.join(" ", result.conclusions()),
                    result.subject());
        }

        boolean isValid() {
            return verdict().get(0).equals("valid");
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
        assertThat(differences.stream().limit(20))
                .as("%s of %s, %s", differences.size(), cases.size(), words)
                .isEmpty();
        return words;
    }

    private static List<Case> gallery() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("certificates"))) {
            return files.filter(file -> file.toString().endsWith(".cert.json"))
                    .sorted()
                    .map(file -> new Case(file.getFileName().toString(), read(file), Optional.empty()))
                    .toList();
        }
    }

    private static List<Case> rejected() {
        List<Case> cases = new ArrayList<>();
        MAPPER.readTree(read(REJECTED.resolve("expected.json"))).properties().forEach(entry -> {
            Optional<byte[]> network =
                    entry.getValue().optional("network").map(beside -> read(REJECTED.resolve(beside.stringValue())));
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
        String reference = """
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
                    cases.add(new Case(
                            file + " changed", bytes(reference.formatted(digest(changed))), Optional.of(changed)));
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
            return Digest.of(NetworkReader.read(file).network()).sha256();
        } catch (NetworkFormatException | RuntimeException none) {
            return "00";
        }
    }

    /** Numbers of network files: near the middle of two binary64 numbers, subnormal, large, and all over. */
    private static List<String> literals(Random random) {
        List<String> literals = new ArrayList<>(List.of(
                "0e999999999",
                "-0.0",
                "1e-400",
                "4.9e-324",
                "2.4703282292062327e-324",
                "2.4703282292062328e-324",
                "1.7976931348623158e308",
                "1.7976931348623159e308",
                "1e400",
                "9007199254740993",
                "-9007199254740995",
                "0.1",
                "1E5",
                "123456789012345678901234567890e-10",
                "1e-99999999999999999999",
                "1e99999999999999999999",
                "\"0x1.8p-1\"",
                "\"-0x0.0000000000001p-1022\"",
                "\"0x1p1024\"",
                "\"0x1.00000000000001p0\"",
                "\"0x1p10001\"",
                "\"1e-10001\"",
                "\"1e+10000\"",
                "\"-1.50e-2\"",
                "\"007\"",
                "\"6/4\"",
                "\"-0/5\""));
        for (int i = 0; i < 300; i++) {
            double x = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(x)) {
                BigDecimal middle =
                        new BigDecimal(x).add(new BigDecimal(Math.nextUp(x))).multiply(new BigDecimal("0.5"));
                literals.add(Double.toString(x));
                literals.add(
                        i % 3 == 0
                                ? middle.toString()
                                : middle.round(new MathContext(25)).toString());
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
        gallery().forEach(base -> mutate(base, 60, random, mutants));
        made(3).forEach(base -> mutate(base, 60, random, mutants));
        edges().forEach(base -> mutate(base, 150, random, mutants));
        Map<String, Integer> words = assertAgreed(mutants);
        assertThat(words).as("%s", words).hasSizeGreaterThan(40);
        assertThat(words.get("valid")).as("%s", words).isGreaterThan(1000);
    }

    private static void mutate(Case base, int count, Random random, List<Case> mutants) {
        for (int i = 0; i < (base.certificate().length > 20_000 ? 2 : count); i++) {
            byte[] mutant = random.nextInt(10) == 0
                    ? changed(base.certificate(), random)
                    : Mutants.of(base.certificate(), random);
            mutants.add(base.with(mutant));
        }
    }

    /** Just as much work as is needed, and a step less. */
    @Test
    void workIsCountedAlike() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (Case base :
                Stream.of(gallery(), made(1), edges()).flatMap(List::stream).toList()) {
            long least = -1;
            long enough = base.work();
            while (base.isValid() && enough - least > 1) {
                long middle = (least + enough) >> 1;
                boolean isEnough = base.within(middle).isValid();
                enough = isEnough ? middle : enough;
                least = isEnough ? least : middle;
            }
            cases.add(base.within(enough));
            cases.add(base.within(Math.max(0, least)));
        }
        assertThat(assertAgreed(cases).get("over-limits")).isGreaterThan(100);
    }

    @Test
    void sizesAreLimitedAlike() throws Exception {
        String tent = new String(read(Path.of("certificates", "tent.cert.json")), StandardCharsets.UTF_8);
        String shift = new String(read(Path.of("certificates", "shift.cert.json")), StandardCharsets.UTF_8);
        byte[] network = read(REJECTED.resolve("beside/tent.json"));
        List<Case> cases = new ArrayList<>();
        for (int depth = 62; depth <= 66; depth++) {
            String nested = "\"nested\": " + "[".repeat(depth) + "]".repeat(depth) + ", \"format\"";
            byte[] file = bytes(new String(network, StandardCharsets.UTF_8).replaceFirst("\"format\"", nested));
            cases.add(new Case("depth " + depth, bytes(tent), Optional.of(file)));
        }
        for (int digits = 19_998; digits <= 20_001; digits++) {
            String nines = "9".repeat(digits);
            cases.add(new Case(
                    digits + " digits", bytes(tent.replaceFirst("\"0\"", '"' + nines + '"')), Optional.empty()));
            cases.add(new Case(
                    "period of " + digits,
                    bytes(shift.replaceFirst("(\"period\": )[0-9]+", "$1" + nines)),
                    Optional.empty()));
        }
        for (int width : new int[] {1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 2000}) {
            add(Optional.empty(), Optional.empty(), sampler(width).draw(1, 0), cases);
        }
        assertThat(assertAgreed(cases)).containsOnlyKeys("over-limits", "valid");
    }

    /** Between two values of a number of which one changes the answer, as close together as the digits say. */
    @Test
    void answersChangeAtTheSamePlaces() throws Exception {
        List<Case> cases = new ArrayList<>();
        for (Case base :
                Stream.of(made(1), edges(), walls()).flatMap(List::stream).toList()) {
            JsonNode tree = MAPPER.readTree(base.certificate());
            for (String at : List.of(
                    "/bound", "/deviation", "/radius", "/witness/point", "/witness/cells/0/to", "/witness/walls/0")) {
                String number = tree.at(at).asString("");
                if (number.matches(Mutants.NUMBER) && base.certificate().length < 5000) {
                    borders(base, tree, JsonPointer.compile(at), cases);
                }
            }
            for (int precision = 16; tree.has("precision") && precision < 90; precision += 3) {
                JsonNode other = ((ObjectNode) tree.deepCopy()).put("precision", precision);
                cases.add(base.with(bytes(other.toString())));
            }
        }
        Map<String, Integer> words = assertAgreed(cases);
        assertThat(words).as("%s", words).containsKeys("not-a-wall", "entropy-not-shown", "deviation-not-shown");
    }

    private static void borders(Case base, JsonNode tree, JsonPointer at, List<Case> cases) {
        Rational one = Numerals.quoted(tree.at(at).stringValue());
        List<String> answer = base.verdict();
        for (int k : new int[] {-30, -12, -6, -3, -1, 0, 2}) {
            for (int sign = -1; sign <= 1; sign += 2) {
                Rational step = k < 0 ? Rational.of(sign, 1L << -k) : Rational.of((long) sign << k);
                Rational other = one.plus(step).reduced();
                if (!at(base, tree, at, other).verdict().equals(answer)) {
                    Rational same = one;
                    for (int i = 0; i < 60; i++) {
                        Rational middle =
                                same.plus(other).times(Rational.of(1, 2)).reduced();
                        if (at(base, tree, at, middle).verdict().equals(answer)) {
                            same = middle;
                        } else {
                            other = middle;
                        }
                    }
                    cases.add(at(base, tree, at, same));
                    cases.add(at(base, tree, at, other));
                    return;
                }
            }
        }
    }

    private static Case at(Case base, JsonNode tree, JsonPointer at, Rational number) {
        JsonNode other = Mutants.with(tree, at, JsonNodeFactory.instance.stringNode(number.toString()));
        return base.with(bytes(other.toString()));
    }

    /** Walls in one cell show where images end. */
    private static List<Case> walls() {
        List<Case> cases = new ArrayList<>();
        SmoothSamples smooth = new SmoothSamples(new RationalSamples(31));
        SmallBalls balls = new SmallBalls(new RationalSamples(32));
        for (int i = 0; i < 60; i++) {
            String rest = cover(2, "0", "inf separated");
            cases.add(
                    about(smooth.next(3, 3), "\"precision\": %s, \"radius\": \"0\", %s".formatted(16 + i % 30, rest)));
            cases.add(about(
                    balls.centre(1 + i % 3, Activation.IDENTITY), "\"radius\": \"1/%s\", %s".formatted(9 + i, rest)));
        }
        return cases;
    }

    /** Where rules hold or fail by a hair, or where few random certificates come. */
    private static List<Case> edges() {
        String tent = "relu 1 1 | 0 -1/2 ; identity 2 -4 | 0";
        String ledge = "relu 1 1 1 | 0 -1/4 -1/2 ; identity -2 2 3/2 | 1/2";
        String exchange = "relu 1 1 1 | 0 -1/4 -1/2 ; identity 2 -3 1 | 0";
        String swap = "relu 1 1 1 | 0 -1/4 -1/2 ; identity 1 -4 4 | 1/2";
        String atLeast = "\"claim\": \"entropy-at-least\", \"bound\": ";
        String atMost = "\"claim\": \"entropy-at-most\", \"bound\": ";
        String kind = ", \"witness\": {\"kind\": ";
        List<Case> cases = new ArrayList<>(List.of(
                exact("0 1", tent, liYorke("1/4")),
                exact("0 1", "relu -1 -1 | 1 1/2 ; identity -2 4 | 1", liYorke("7/9")),
                exact("0 1", ledge, cover(3, "1/2", "1/8 separated, 1/4 monotone 1, 1/2 separated, 1 no-swap 1")),
                exact(
                        "0 1",
                        exchange,
                        cover(
                                4,
                                "1/4 1/2",
                                "1/32 monotone 1, 1/8 separated, 1/4 monotone 2, 1/2 fixed 2, 1 separated")),
                exact("0 3/4", swap, cover(2, "", "1/4 fixed 1, 3/4 fixed 1")),
                exact("0 3/4", swap, cover(4, "", "1/4 fixed 2, 1/2 drift, 3/4 fixed 2")),
                exact("0 1", ledge, atMost + "\"1/8\"" + kind + "\"laps\", \"iterate\": 30}"),
                exact("0 1", ledge, atMost + "\"0\"" + kind + tower("0 1 3, 0 3/4 2, 0 1/2 1")),
                exact("0 1", exchange, atMost + "\"0\"" + kind + "\"laps\", \"iterate\": 4}"),
                exact("0 1", tent, atLeast + "\"138629436111989/200000000000000\"" + kind + tower("0 1 1")),
                exact(
                        "-inf inf",
                        "abs 2 | 0 ; identity -1 | 1",
                        atLeast + "\"2/3\"" + kind + tower("-inf 1 1, -1 1 1")),
                exact(
                        "0 1",
                        "relu 1 1 | 0 -1/2 ; identity 1 -3 | 1/2",
                        atMost + "\"49/100\"" + kind + tower("0 1 21, 1/2 1 13")),
                exact("-inf inf", "relu 1 1 1 | 1 0 -1 ; identity 1 -2 2 | 0", cover(3, "", "0 drift, inf monotone 1")),
                exact("-inf inf", "identity 1 | 0", cover(2, "", "0 fixed 1, inf fixed 1")),
                exact("0 inf", "identity 1/2 | 1/3", cover(2, "", "1/2 drift, inf monotone 1")),
                exact(
                        "0 1",
                        "relu 1 1 1 | 0 -1/2 -3/4 ; identity 3/2 -3/2 -2 | 1/4",
                        cover(3, "1/2", "1/2 no-swap 1, 3/4 separated, 7/8 monotone 1, 1 separated")),
                exact(
                        "0 1",
                        "relu 1 1 1 | 0 -1/4 -1/2 ; identity 1 -1 1 | 0",
                        atMost + "\"0\"" + kind + tower("0 1 1")),
                exact(
                        "0 1",
                        tent,
                        atLeast + "\"2/3\"" + kind + "\"horseshoe\", \"iterate\": 1, \"intervals\": ["
                                + "{\"from\": \"0\", \"to\": \"1/2\", \"weight\": \"1\"}, "
                                + "{\"from\": \"1/2\", \"to\": \"1\", \"weight\": \"1\"}]}"),
                // Whether 1/10 is mapped to its right is open.
                ball(
                        "1/50",
                        "relu 1 | 10 ; identity 3 | -30",
                        cover(2, "", "-12 monotone 1, -3 separated, 1/10 monotone 1, inf drift")),
                ball(
                        "1/10",
                        "relu -1 | 10 ; identity 3 | -30",
                        cover(2, "", "-1/10 monotone 1, 8 monotone 1, 12 separated, inf monotone 1")),
                // Right of 0 the least sum of the unit is 0 throughout.
                ball("1/10", "relu 1/10 | 1/10 ; identity 2 | 0", cover(2, "", "1/2 no-swap 1, inf monotone 1")),
                // At 1/9 and −1/9 a unit may begin to be on.
                ball(
                        "1/10",
                        "relu 1 | 0 ; identity -2 | -1",
                        cover(2, "", "-1/9 no-swap 1, 1/9 separated, inf separated")),
                smooth("sigmoid 0 | -30 ; identity 1048576 | 0", cover(2, "1", "inf monotone 1")),
                smooth("identity -1 1 | 0 0 ; tanh 1 1 | 0", cover(2, "0", "inf monotone 1")),
                smooth("identity 1 -1 | 0 0 ; tanh 1 1 | 0", cover(2, "0", "inf monotone 1")),
                // Beyond 1, where a program may come, f is steep.
                exact(
                        "0 1",
                        "relu 1 1 1 | 0 -1/2 -1 ; identity 2 -4 1000000000000000 | 0",
                        liYorke("1/4").replace("li-yorke-chaos", "float-li-yorke\", \"arithmetic\": \"binary32"))));
        for (String format : List.of("binary16 11 14", "bfloat16 8 126", "binary32 24 126", "binary64 53 1022")) {
            String[] words = format.split(" ");
            int digits = Integer.parseInt(words[1]);
            int least = Integer.parseInt(words[2]);
            BigInteger one = BigInteger.ONE;
            BigInteger all = one.shiftLeft(digits);
            Stream.of(
                            Rational.of(one, one.shiftLeft(least + digits - 1)),
                            Rational.of(one, one.shiftLeft(least + digits)),
                            Rational.of(one.shiftLeft(least + 1)),
                            Rational.of(one.shiftLeft(least + 1).subtract(one.shiftLeft(least + 1 - digits))),
                            Rational.of(one.shiftLeft(least)),
                            Rational.of(all.subtract(one)),
                            Rational.of(all.add(one)),
                            Rational.of(all.subtract(one), one.shiftLeft(least + digits - 1)),
                            Rational.of(1, 3))
                    .map(point -> exact(
                            "-inf inf",
                            tent,
                            liYorke(point.reduced().toString())
                                    .replace("li-yorke-chaos", "float-li-yorke\", \"arithmetic\": \"" + words[0])))
                    .forEach(cases::add);
        }
        return cases;
    }

    private static String liYorke(String point) {
        return "\"claim\": \"li-yorke-chaos\", \"witness\": {\"kind\": \"li-yorke-point\", \"iterate\": 1, \"point\": \"%s\"}"
                .formatted(point);
    }

    /** Cells are written {@code 1/2 separated, inf monotone 2}, walls {@code 0 1}. */
    private static String cover(int n, String walls, String cells) {
        String list = Stream.of(cells.split(", "))
                .map(cell -> cell.split(" "))
                .map(words -> "{\"to\": \"%s\", \"rule\": \"%s\"%s}"
                        .formatted(words[0], words[1], words.length > 2 ? ", \"divisor\": " + words[2] : ""))
                .collect(Collectors.joining(", "));
        String between = walls.isEmpty() ? "" : "\"walls\": [\"" + walls.replace(" ", "\", \"") + "\"], ";
        return "\"claim\": \"no-period\", \"period\": %s, \"witness\": {\"kind\": \"cover\", %s\"cells\": [%s]}"
                .formatted(n, between, list);
    }

    /** States are written {@code 0 inf 1}, with the weight last. */
    private static String tower(String states) {
        return Stream.of(states.split(", "))
                .map(state -> state.split(" "))
                .map(words -> "{\"from\": \"%s\", \"to\": \"%s\", \"weight\": \"%s\"}".formatted((Object[]) words))
                .collect(Collectors.joining(", ", "\"tower\", \"states\": [", "]}"));
    }

    private static Case exact(String domain, String layers, String rest) {
        Rational[] ends = Stream.of(domain.split(" "))
                .map(end -> end.equals("-inf")
                        ? Rational.NEGATIVE_INFINITY
                        : end.equals("inf") ? Rational.POSITIVE_INFINITY : Numerals.quoted(end))
                .toArray(Rational[]::new);
        Network network = SmoothSamples.of(layers.split(" ; "));
        return about(new Network(new Domain(ends[0], ends[1]), network.layers()), "\"radius\": \"0\", " + rest);
    }

    private static Case ball(String radius, String layers, String rest) {
        return about(SmoothSamples.of(layers.split(" ; ")), "\"radius\": \"%s\", %s".formatted(radius, rest));
    }

    private static Case smooth(String layers, String rest) {
        return about(SmoothSamples.of(layers.split(" ; ")), "\"precision\": 16, \"radius\": \"0\", " + rest);
    }

    /** A certificate that names a network and has it beside. */
    private static Case about(Network network, String rest) {
        String text = "{\"format\": \"chaoscert-certificate/1\", \"network\": {\"sha256\": \"%s\"}, %s}"
                .formatted(Digest.of(network).sha256(), rest);
        return new Case("by hand", bytes(text), Optional.of(NetworkFiles.exactFile(network)));
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

    /** A page may hold the text within its own, and knows none of what Node.js has beside the language. */
    @Test
    void worksInPages() throws Exception {
        String page = """
                const [vm, fs] = [require("vm"), require("fs")];
                const page = vm.createContext({TextDecoder});
                vm.runInContext(fs.readFileSync(process.argv[1], "utf8"), page);
                const check = page.chaoscertChecker.check;
                console.log(Object.keys(page).join(), check(new Uint8Array(fs.readFileSync(process.argv[2]))).result);
                console.log([undefined, null, 7, "{}", new Uint8Array([0xff]), {length: 0}, Symbol("")].map(odd => [
                  check(odd).result, check(new Uint8Array([123, 125]), {network: odd}).result,
                  check(new Uint8Array([123, 125]), {limits: odd}).result]).flat().includes("valid"));
                """;
        String said = run("", "-e", page, SCRIPT.toAbsolutePath().toString(), "certificates/tent.cert.json");
        assertThat(said).isEqualTo("0\nTextDecoder,chaoscertChecker valid\nfalse\n");
        assertThat(Files.readString(SCRIPT))
                .doesNotContainIgnoringCase("</script", "<!--")
                .doesNotContain("eval(", "Function(", "import(", "fetch(", "XMLHttp", "WebSocket", "document", "window")
                .doesNotContain("Math.random", "Date", "parseFloat", "Math.exp", "Math.log");
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
            Radius radius = new Radius.Given(
                    Rational.of(1, List.of(64L, 1L << 20, 1L << 40).get(i % 3)));
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

    private static void add(Optional<Radius> radius, Optional<FloatFormat> format, Network network, List<Case> cases)
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
            cases.add(new Case(
                    item.role().suffix() + " " + item.proof(), item.text().bytes(), given));
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
                "",
                "x",
                "a/b~c",
                "name",
                "to",
                "slope",
                "domain",
                "divisor",
                "point",
                "period",
                "walls",
                "radius",
                "precision",
                "bound",
                "source",
                "orbit",
                "arithmetic",
                "iterate",
                "weight",
                "__proto__");

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
            } catch (JacksonException noJson) {
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
                            text + " ",
                            "+" + text,
                            text + ".0",
                            text + "e0",
                            text + "/1",
                            "0" + text,
                            "-0",
                            "0x1p0",
                            text + "/0",
                            text + "\n",
                            "",
                            "1e10001",
                            "0.50",
                            "2/4",
                            "0/3",
                            "inf",
                            "0x1.00000000000001p0"));
                }
            }
            if (others.isEmpty()) {
                others.addAll(List.of("", text + " ", text.toUpperCase(Locale.ROOT), "0"));
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
                    NODES.numberNode(new BigDecimal("1E+1")),
                    NODES.numberNode(Long.MAX_VALUE),
                    NODES.numberNode((1L << 32) + count)));
        }
    }
}
