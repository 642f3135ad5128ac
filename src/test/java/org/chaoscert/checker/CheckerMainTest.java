package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.MIRROR;
import static org.chaoscert.checker.Certificates.SHIFT;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.bytes;
import static org.chaoscert.checker.Certificates.certificate;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.liYorke;
import static org.chaoscert.checker.Certificates.liYorkeWitness;
import static org.chaoscert.checker.Certificates.oneSided;
import static org.chaoscert.checker.Certificates.period;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The checker as a program: what it prints, and its exit status. */
class CheckerMainTest {
    private static final String CHAOTIC = liYorke(TENT, 1, "2/9");
    private static final String WRONG = liYorke(TENT, 1, "2/3");

    @TempDir
    private Path directory;

    private record Outcome(int status, String out, String err) {
        String firstLine() {
            return out.lines().findFirst().orElse("");
        }
    }

    private static Outcome run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status;
        try (PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            status = CheckerMain.run(arguments, toOut, toErr);
        }
        return new Outcome(status, text(out), text(err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    private String file(String name, String content) throws IOException {
        return Files.write(directory.resolve(name), bytes(content)).toString();
    }

    @Test
    void validCertificatesAreReportedWithWhatTheyProve() throws IOException {
        Outcome outcome = run(file("a.json", CHAOTIC));
        assertThat(outcome.status).isZero();
        assertThat(outcome.err).isEmpty();
        assertThat(outcome.out)
                .isEqualTo("valid\n  network  " + TENT.digest() + ", domain -inf to inf, 2 layers, 3 units\n"
                        + "  proved   chaotic: f is chaotic in the sense of Li and Yorke\n");
    }

    @Test
    void everyConclusionHasItsWords() throws IOException {
        assertThat(run(file("a.json", cover(MIRROR, 4, "1 fixed 2"))).out).endsWith("""
                          proved   no-period:4: f has no point of least period 4
                          proved   periods-divide:2: every period of f divides 2
                          proved   not-chaotic: f is not chaotic in the sense of Li and Yorke
                        """);
        assertThat(run(file("a.json", period(MIRROR, 2, "0 1"))).out)
                .endsWith("  proved   has-period:2: f has a point of least period 2\n");
    }

    @Test
    void rejectedCertificatesAreReportedWithCodePlaceAndReason() throws IOException {
        Outcome outcome = run(file("a.json", WRONG));
        assertThat(outcome.status).isEqualTo(3);
        assertThat(outcome.err).isEmpty();
        assertThat(outcome.out).isEqualTo("""
                        rejected
                          code     inequality-fails
                          at       /witness/point
                          why      neither d <= a < b < c nor d >= a > b > c
                        """);
    }

    @Test
    void unreadableAndOverLimitsAreComplainedOfAsWell() throws IOException {
        String file = file("a.json", "{");
        Outcome unreadable = run(file);
        assertThat(unreadable.status).isEqualTo(5);
        assertThat(unreadable.out).isEqualTo("unreadable\n  why      not JSON: expected \" at character 1\n");
        assertThat(unreadable.err).isEqualTo("chaoscert: " + file + ": not JSON: expected \" at character 1\n");
        Outcome over = run("--max-work", "2", file("b.json", CHAOTIC));
        assertThat(over.status).isEqualTo(6);
        assertThat(over.firstLine()).isEqualTo("over-limits");
        assertThat(over.out).contains("\n  at       /witness\n").doesNotContain("code");
        assertThat(over.err).endsWith("b.json: checking takes 9 steps; the limit is 2\n");
    }

    @Test
    void severalFilesHaveALineEachAndTheLargestStatus() throws IOException {
        String good = file("good.json", CHAOTIC);
        String wrong = file("wrong.json", WRONG);
        String broken = file("broken.json", "");
        Outcome outcome = run(good, broken, wrong, good);
        assertThat(outcome.status).isEqualTo(5);
        assertThat(outcome.out.lines().filter(line -> !line.startsWith(" ")))
                .containsExactly(good + ": valid", broken + ": unreadable", wrong + ": rejected", good + ": valid");
        assertThat(run(good, wrong, good).status).isEqualTo(3);
        assertThat(run(good, good).status).isZero();
        assertThat(run("--max-work", "1", good, broken).status).isEqualTo(6);
    }

    @Test
    void jsonHasOneObjectALine() throws IOException {
        String good = file("good.json", oneSided(SHIFT, 2, "above"));
        String wrong = file("wrong.json", WRONG);
        String broken = file("broken.json", "x");
        Outcome outcome = run("--json", good, wrong, broken);
        assertThat(outcome.out.lines())
                .containsExactly(
                        "{\"file\":\"" + good + "\",\"result\":\"valid\",\"code\":null,\"at\":null,\"conclusions\":"
                                + "[\"no-period:2\",\"periods-divide:1\",\"not-chaotic\"]}",
                        "{\"file\":\"" + wrong + "\",\"result\":\"rejected\",\"code\":\"inequality-fails\","
                                + "\"at\":\"/witness/point\",\"conclusions\":[]}",
                        "{\"file\":\"" + broken + "\",\"result\":\"unreadable\",\"code\":null,\"at\":\"\","
                                + "\"conclusions\":[]}");
        assertThat(outcome.status).isEqualTo(5);
        assertThat(run("--json", good).out).startsWith("{\"file\":");
    }

    @Test
    void jsonStaysJsonWhateverTheNames() throws IOException {
        String odd = file(
                "a \"b\" \\ \t\u0001\u001f é 😀.json",
                CHAOTIC.replace("\"kind\"", "\"k\\\"\\\\\\n\\u0001 ~/\":1,\"kind\""));
        Outcome outcome = run("--json", odd);
        JsonNode line = new JsonMapper().readTree(outcome.out);
        assertThat(line.get("file").stringValue()).isEqualTo(odd);
        assertThat(line.get("code").stringValue()).isEqualTo("unknown-key");
        assertThat(line.get("at").stringValue()).isEqualTo("/witness/k\"\\\n\u0001 ~0~1");
        assertThat(outcome.out)
                .contains("\\t\\u0001\\u001f é".replace("\\t", "\\u0009"))
                .hasLineCount(1);
    }

    @Test
    void networkFilesCountForAllCertificates() throws IOException {
        String tent = file("tent.json", new String(TENT.file(), StandardCharsets.UTF_8));
        String shift = file("shift.json", new String(SHIFT.file(), StandardCharsets.UTF_8));
        String reference = file(
                "reference.json",
                certificate(TENT.reference(), "\"claim\":\"li-yorke-chaos\"", liYorkeWitness(1, "2/9")));
        String good = file("good.json", CHAOTIC);
        assertThat(run("--network", tent, good, reference).status).isZero();
        assertThat(run(good, "--network", tent, reference).status).isZero();
        assertThat(run("--network", shift, good).out).contains("rejected\n  code     other-network");
        Outcome missing = run(good, reference);
        assertThat(missing.status).isEqualTo(5);
        assertThat(missing.out)
                .contains("reference.json: unreadable\n  code     network-missing\n  at       /network\n");
        Outcome absent = run("--network", tent + ".txt", good);
        assertThat(absent.status).isEqualTo(5);
        assertThat(absent.out).isEqualTo("unreadable\n  why      " + tent + ".txt: no such file\n");
    }

    @Test
    void filesThatCannotBeReadAreUnreadable() throws IOException {
        String missing = directory.resolve("missing.json").toString();
        assertThat(run(missing).status).isEqualTo(5);
        assertThat(run(missing).out).isEqualTo("unreadable\n  why      " + missing + ": no such file\n");
        assertThat(run(missing).err).isEqualTo("chaoscert: " + missing + ": " + missing + ": no such file\n");
        Outcome folder = run(directory.toString());
        assertThat(folder.status).isEqualTo(5);
        assertThat(folder.out).isEqualTo("unreadable\n  why      " + directory + ": a directory\n");
        String below = file("file.json", CHAOTIC) + "/below.json";
        assertThat(run(below).out).isEqualTo("unreadable\n  why      " + below + ": no such file\n");
    }

    /** Whoever may read everything gets to read it. */
    @Test
    void filesThatMayNotBeReadAreUnreadable() throws IOException {
        Path file = Path.of(file("secret.json", CHAOTIC));
        assertThat(file.toFile().setReadable(false)).isTrue();
        String expected =
                Files.isReadable(file) ? "valid\n  network" : "unreadable\n  why      " + file + ": not readable";
        assertThat(run(file.toString()).out).startsWith(expected);
    }

    @Test
    void limitsAreTakenFromTheCommandLine() throws IOException {
        String good = file("good.json", CHAOTIC);
        long length = Files.size(Path.of(good));
        assertThat(run("--max-bytes", "" + length, good).status).isZero();
        Outcome bytes = run("--max-bytes", "" + (length - 1), good);
        assertThat(bytes.status).isEqualTo(6);
        assertThat(bytes.out)
                .isEqualTo("over-limits\n  why      a file, or a layer's numbers, of " + length
                        + " bytes; the limit is " + (length - 1) + "\n");
        assertThat(run("--max-work", "9", good).status).isZero();
        assertThat(run("--max-work", "8", good).status).isEqualTo(6);
        assertThat(run("--max-bits", "100", good).status).isZero();
        assertThat(run("--max-bits", "2", good).status).isEqualTo(6);
        assertThat(run("--max-bytes", "" + length, "--max-bits", "100", "--max-work", "8", good).out)
                .contains("the limit is 8");
        assertThat(run("--max-work", "8", "--max-bits", "100", "--max-bytes", "" + length, good).out)
                .as("each keeps the others")
                .contains("the limit is 8");
        assertThat(run("--max-bits", "2", "--max-work", "9", "--max-bytes", "" + length, good).out)
                .contains("the limit is 2");
        assertThat(run("--max-bytes", "7", "--max-bits", "100", "--max-work", "9", good).out)
                .contains("the limit is 7");
    }

    /** Nothing is read beyond the limit, so a file that is too long by far costs nothing. */
    @Test
    @Tag("long")
    void sizesAreJudgedBeforeFilesAreRead() throws IOException {
        Path large = directory.resolve("large.json");
        try (var channel = Files.newByteChannel(
                large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.position(3L << 30);
            channel.write(ByteBuffer.wrap(bytes("{")));
        }
        assertThat(run(large.toString()).out).contains("over-limits\n  why      a file, or a layer's numbers, of");
        Outcome tooLarge = run("--max-bytes", "" + (4L << 30), large.toString(), file("good.json", CHAOTIC));
        assertThat(tooLarge.out)
                .as("no array holds so much, and the next file is checked all the same")
                .contains("large.json: over-limits\n  why      out of memory; give Java more with -Xmx\n")
                .contains("good.json: valid\n");
        assertThat(tooLarge.status).isEqualTo(6);
    }

    @Test
    void helpAndVersionEndAtOnce() {
        Outcome help = run("--help", "--no-such-option");
        assertThat(help.status).isZero();
        assertThat(help.err).isEmpty();
        assertThat(help.out)
                .startsWith("usage: chaoscert-checker [--network NET]")
                .contains(
                        "--json",
                        "--max-bytes",
                        "--max-bits",
                        "--max-work",
                        "Exit status: 0 valid, 2 usage, 3 rejected");
        Outcome version = run("--json", "--version");
        assertThat(version.status).isZero();
        assertThat(version.out).startsWith("chaoscert-checker ").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | no certificate is named",
                "--json | no certificate is named",
                "--frob a.json | unknown option --frob",
                "-x a.json | unknown option -x",
                "a.json -x | unknown option -x",
                "- | no certificate is named",
                "a.json - | no certificate is named",
                "--max-work many a.json | many",
                "--max-work 1.5 a.json | 1.5",
                "--max-work -1 a.json | a limit below 0",
                "--max-bits 99999999999 a.json | 99999999999",
                "--max-bytes '' a.json | ''"
            })
    void wrongUseIsExplained(String arguments, String reason) {
        Outcome outcome = run(
                arguments.isEmpty()
                        ? new String[0]
                        : arguments.replace("''", "").split(" "));
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err)
                .startsWith("chaoscert-checker: wrong use: ")
                .contains(reason.replace("''", "\"\""))
                .contains("\nusage: chaoscert-checker ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--network", "--max-bytes", "--max-bits", "--max-work"})
    void optionsNeedTheirValue(String option) {
        Outcome outcome = run("a.json", option);
        assertThat(outcome.status).isEqualTo(2);
        assertThat(outcome.err).contains("usage: ");
    }

    /** The form in which the whole program calls it. */
    @Test
    void checkReturnsTheStatus() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> files = List.of(file("good.json", CHAOTIC));
        assertThat(CheckerMain.check(files, Optional.empty(), false, Limits.DEFAULT, stream, stream))
                .isZero();
        assertThat(text(out)).startsWith("valid\n");
        assertThat(CheckerMain.check(List.of(), Optional.empty(), false, Limits.DEFAULT, stream, stream))
                .isZero();
    }
}
