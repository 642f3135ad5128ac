package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program's reader and the checker's own agree on what is a network, and on which: two implementations, one format. */
class TwoReadersTest {
    /** What is said of a text: the network's digest, or that f leaves the domain, or that it cannot be read. */
    private static String programSays(byte[] text) {
        Network network;
        try {
            network = NetworkReader.read(text).network();
        } catch (NetworkFormatException | OverLimitsException refused) {
            return "refused";
        }
        try {
            Unfolding.map(network, Work.unlimited());
        } catch (DomainNotInvariantException leaves) {
            return "leaves its domain";
        }
        return Digest.of(network).sha256();
    }

    private static final Set<String> READ = Set.of("claim-not-supported-by-witness", "other-network");

    /** A certificate without a claim: it is rejected for that, once the network has been read and found to be the one. */
    private static String checkerSays(byte[] text, String digest) {
        String certificate = "{\"format\": \"chaoscert-certificate/1\", \"claim\": \"none\", \"radius\": \"0\","
                + " \"witness\": {}, \"network\": {\"sha256\": \"" + digest + "\"}}";
        Result result =
                new Checker(Optional.of(text), Limits.DEFAULT).check(certificate.getBytes(StandardCharsets.UTF_8));
        if (result.code().equals("domain-not-invariant")) {
            return "leaves its domain";
        }
        if (READ.contains(result.code())) {
            return result.code().equals("other-network") ? "another network" : digest;
        }
        return "refused";
    }

    private static String agreed(byte[] text) {
        String program = programSays(text);
        String checker = checkerSays(text, program);
        if (!program.equals(checker)) {
            fail(
                    "the program: %s, the checker: %s, for%n%s",
                    program, checker, new String(text, StandardCharsets.ISO_8859_1));
        }
        return program;
    }

    private static byte[] withName(String literal) {
        String text = new String(NetworkFiles.known("exact/mirror"), StandardCharsets.UTF_8);
        return text.replace("\"mirror\"", literal).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bothReadEveryKeptNetworkAlike() {
        NetworkFiles.known()
                .forEach(file -> assertThat(agreed(NetworkFiles.read(file))).hasSize(64));
    }

    @Test
    void bothRefuseEveryKeptBadNetwork() {
        NetworkFiles.list(NetworkFiles.DATA.resolve("rejected/networks"))
                .forEach(file -> assertThat(agreed(NetworkFiles.read(file)))
                        .as("%s", file)
                        .isIn("refused", "leaves its domain"));
    }

    @Test
    void bothReadRandomNumeralsAlike() {
        Random random = new Random(41);
        List<String> parts = List.of(
                "0",
                "1",
                "7",
                "00",
                "12",
                "9007199254740993",
                ".",
                "-",
                "+",
                "/",
                "e",
                "E",
                "e-3",
                "e+12",
                "e308",
                "e309",
                "e-324",
                "e400",
                "e10000",
                "e-10001",
                "0x",
                "p",
                "p-1",
                "p+3",
                "p1023",
                "p-1074",
                "a",
                "f",
                "1.8",
                "5",
                " ",
                "inf",
                "A",
                "４");
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            StringBuilder numeral = new StringBuilder();
            for (int length = 1 + random.nextInt(5); length > 0; length--) {
                numeral.append(parts.get(random.nextInt(parts.size())));
            }
            String literal = random.nextBoolean() ? "\"" + numeral + "\"" : numeral.toString();
            if (agreed(NetworkFiles.withFirstWeight(literal)).length() == 64) {
                read++;
            }
        }
        assertThat(read).as("numerals that are read").isBetween(500, 9000);
    }

    @Test
    void bothRoundUnquotedNumbersAlike() {
        Random random = new Random(43);
        for (int i = 0; i < 1500; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                agreed(NetworkFiles.withFirstWeight(Double.toString(value)));
                // Near the middle between two neighbours.
                agreed(NetworkFiles.withFirstWeight(new BigDecimal(value)
                        .add(new BigDecimal(Math.ulp(value)).divide(BigDecimal.valueOf(2)))
                        .round(new MathContext(15 + random.nextInt(20)))
                        .toString()));
            }
        }
    }

    @Test
    void bothTakeDamagedFilesAlike() {
        Random random = new Random(47);
        List<byte[]> files = List.of(
                NetworkFiles.known("exact/deep-mixed"),
                NetworkFiles.known("published/perturbed-tent"),
                NetworkFiles.known("exact/half-line"));
        String marks = "{}[]\",:0123456789-+.eE/xpinfalstru \n\\\u0000\u00ff";
        int read = 0;
        for (int i = 0; i < 6000; i++) {
            byte[] damaged = files.get(i % files.size()).clone();
            for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) marks.charAt(random.nextInt(marks.length()));
            }
            if (agreed(damaged).length() == 64) {
                read++;
            }
        }
        assertThat(read).as("damaged files that are networks all the same").isGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud83d\\ud83d\\ude00\"",
                "\"😀\"",
                "\"\\u0000\"",
                "\"\u007f\"",
                "\"\u0001\"",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u00e\"",
                "\"\\/\"",
                "\"\\'\"",
                "'x'",
                "\"\ufeff\"",
                "\"\u2028\"",
                "\"\ufffe\"",
                "{\"\\ud800\": 1}",
                "{\"\": {\"\": 0}}",
                "{\"a\": 1, \"\\u0061\": 2}",
                "[1, 2,]",
                "[,]",
                "{\"a\": 1,}",
                "[1 2]",
                "01",
                "-",
                "-01",
                "1.",
                ".1",
                "1e",
                "1E+",
                "1e+5",
                "-0",
                "0e0",
                "+1",
                "Infinity",
                "NaN",
                "nul",
                "nulll",
                "TRUE",
                "true",
                "1e999999",
                "123456789012345678901234567890",
                "/* x */ 1",
                "1 // x\n",
                "\u00a01",
                "\u000b1",
                "[[[[]]]]"
            })
    void bothTakeIgnoredValuesAlike(String literal) {
        agreed(withName(literal));
    }

    /** Where exactly nesting becomes too deep is each reader's own affair. */
    @Test
    void bothReadModerateNestingAndRefuseDeepNesting() {
        for (int depth = 1; depth < 130; depth += depth < 60 ? 1 : 10) {
            byte[] lists = withName("[".repeat(depth) + "]".repeat(depth));
            byte[] objects = withName("{\"a\":".repeat(depth) + "0" + "}".repeat(depth));
            assertThat(agreed(lists).length() == 64).as("%d lists", depth).isEqualTo(depth <= 60);
            assertThat(agreed(objects).length() == 64).as("%d objects", depth).isEqualTo(depth <= 60);
        }
    }

    @Test
    void bothReadLongNumeralsUpToTheSameLength() {
        for (int length : new int[] {19_999, 20_000, 20_001}) {
            String digits = "3".repeat(length - 2);
            assertThat(agreed(NetworkFiles.withFirstWeight("\"0." + digits + "\""))
                                    .length()
                            == 64)
                    .as("quoted, %d characters", length)
                    .isEqualTo(length <= 20_000);
            assertThat(agreed(NetworkFiles.withFirstWeight("0." + digits)).length() == 64)
                    .as("unquoted, %d characters", length)
                    .isEqualTo(length <= 20_000);
        }
    }
}
