package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.SmoothSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The commands, given networks with smooth activations. */
class SmoothNetworksTest {
    private static final String SWEEP = "sweep --scheme he-he --width 2,8 --tanh --samples 30 --seed 4";

    @TempDir
    private Path directory;

    /** A bump; chaotic, if it is stretched by 7/5, and not, if by 1. */
    private Path bump(String height) throws IOException {
        return file("bump", "tanh 2 2 | 1 -1", "identity " + height + " -" + height + " | -1");
    }

    private Path file(String name, String... layers) throws IOException {
        Path path = directory.resolve(name + ".json");
        return Files.write(path, NetworkWriter.file(SmoothSamples.of(layers), name, "", NetworkWriter.CANONICAL));
    }

    private Result certify(Path file, Object... more) {
        return chaoscert(Stream.concat(Stream.of("certify", file, "-o", directory), Stream.of(more))
                .toArray());
    }

    private static Result run(String words, Object... more) {
        return chaoscert(
                Stream.concat(Stream.of(words.split(" ")), Stream.of(more)).toArray());
    }

    private static Result good(String words, Object... more) {
        Result result = run(words, more);
        assertThat(result.status()).as("exit status: %s", result.err()).isZero();
        return result;
    }

    @Test
    void certifySaysThatTheMapIsSmooth() throws IOException {
        Result result = certify(bump("7/5"));
        assertThat(result.status()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("chaotic");
        assertThat(result.said("map")).containsExactly("smooth, enclosed in intervals, on (-inf, inf)");
        assertThat(result.said("period 3")).containsExactly("yes");
        assertThat(result.said("certificate").get(0)).contains("Li-Yorke point", "checked: ");
        JsonNode certificate = Command.json(directory.resolve("bump.cert.json"));
        assertThat(certificate.path("precision").intValue()).isEqualTo(64);
        assertThat(certificate.path("radius").asString()).isEqualTo("0");
        assertThat(chaoscert("check", directory.resolve("bump.cert.json")).status())
                .isZero();
    }

    @Test
    void certifyWritesJson() throws IOException {
        JsonNode object = certify(bump("1"), "--json").json().get(0);
        assertThat(List.copyOf(object.propertyNames()))
                .containsExactly("file", "sha256", "verdict", "level", "period3", "certificates");
        assertThat(object.path("verdict").asString()).isEqualTo("not-chaotic");
        assertThat(object.path("level").intValue()).isEqualTo(1);
        assertThat(object.path("period3").asBoolean(true)).isFalse();
    }

    @Test
    void noBallAroundASmoothNetworkIsProved() throws IOException {
        Result given = certify(bump("7/5"), "--radius", "1e-9");
        assertThat(given.status()).as("exit status: %s", given.err()).isEqualTo(ExitStatus.UNDECIDED);
        assertThat(given.lines().get(0)).isEqualTo("undecided");
        assertThat(String.join("\n", given.said("radius"))).contains("not proved");
        assertThat(String.join("\n", given.said("because"))).isNotEmpty();
        assertThat(directory.resolve("bump.cert.json")).doesNotExist();
        Result largest = certify(bump("7/5"), "--max-radius");
        assertThat(largest.status()).as("exit status: %s", largest.err()).isZero();
        assertThat(String.join("\n", largest.said("radius"))).startsWith("0: ");
        assertThat(Command.json(directory.resolve("bump.cert.json"))
                        .path("radius")
                        .asString())
                .isEqualTo("0");
        JsonNode object = certify(bump("7/5"), "--max-radius", "--json").json().get(0);
        assertThat(object.path("radius").asString()).isEqualTo("0");
        assertThat(object.path("verdict").asString()).isEqualTo("chaotic");
    }

    @Test
    void inspectSaysThatThereAreNoPieces() throws IOException {
        Path file = bump("1");
        Result result = chaoscert("inspect", file);
        assertThat(result.status()).isZero();
        assertThat(result.said("map"))
                .containsExactly("smooth: no affine pieces to list; certify decides it by enclosures");
        assertThat(result.said("domain")).containsExactly("(-inf, inf)");
        assertThat(String.join("", result.said("layers"))).contains("tanh", "identity");
        JsonNode object = chaoscert("inspect", file, "--json").json().get(0);
        assertThat(List.copyOf(object.propertyNames())).containsExactly("sha256", "domain");
    }

    @Test
    void explainRetellsAPoint() throws IOException {
        certify(bump("7/5"));
        Result result = chaoscert("explain", directory.resolve("bump.cert.json"));
        assertThat(result.status()).as("exit status: %s", result.err()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("valid");
        assertThat(result.out()).contains("a smooth map on (-inf, inf), enclosed in intervals");
    }

    @Test
    void explainRetellsACover() throws IOException {
        certify(bump("1"));
        Result result = chaoscert("explain", directory.resolve("bump.cert.json"));
        assertThat(result.status()).as("exit status: %s", result.err()).isZero();
        assertThat(result.out()).contains("a smooth map on (-inf, inf), enclosed in intervals", "4");
        int cells = Command.json(directory.resolve("bump.cert.json"))
                .path("witness")
                .path("cells")
                .size();
        assertThat(cells).isPositive();
    }

    @Test
    void certificatesWithoutTheNetworkNeedIt() throws IOException {
        Path file = bump("1");
        assertThat(certify(file, "--embed", "never").status()).isZero();
        Path certificate = directory.resolve("bump.cert.json");
        assertThat(chaoscert("check", certificate).status()).as("without").isNotZero();
        assertThat(chaoscert("check", certificate, "--network", file).status())
                .as("with")
                .isZero();
        assertThat(chaoscert("explain", certificate).status()).as("without").isNotZero();
        assertThat(good("explain " + certificate + " --network " + file).lines().get(0))
                .isEqualTo("valid");
    }

    /** Precisions up to 65,548 bits are explained. */
    @ParameterizedTest
    @ValueSource(ints = {48, 64, 65, 100, 1000})
    void explainTakesCertificatesOfOtherPrecisions(int bits) throws IOException {
        certify(file("half", "tanh 0 | 0"));
        Path certificate = directory.resolve("half.cert.json");
        String text = Files.readString(certificate);
        Files.writeString(certificate, text.replaceFirst("(\"precision\": ?)64", "$1" + bits));
        assertThat(chaoscert("check", certificate).status()).isZero();
        Result result = chaoscert("explain", certificate);
        assertThat(result.status()).as("%d bits: %s", bits, result.err()).isZero();
    }

    @Test
    void certificatesWithoutPrecisionAreRejected() throws IOException {
        certify(file("half", "tanh 1/2 | 0"));
        Path certificate = directory.resolve("half.cert.json");
        String text = Files.readString(certificate);
        Files.writeString(certificate, text.replaceFirst("\"precision\": ?64, ?", ""));
        assertThat(chaoscert("check", certificate).lines().get(0)).isEqualTo("rejected");
        assertThat(chaoscert("explain", certificate).lines().get(0)).isEqualTo("rejected");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "3"})
    void spentBudgetsAreNoDefect(String budget) throws IOException {
        Path file = file("fold", "tanh 1 | 0", "identity 1 | 0");
        Result result = certify(file, "--domain", "0,9/10", "--budget", budget);
        assertThat(result.status()).as("%s %s", result.out(), result.err()).isEqualTo(ExitStatus.UNDECIDED);
    }

    @Test
    void domainsThatAreLeftAreRefused() throws IOException {
        Result result = certify(file("double", "tanh 2 | 0"), "--domain", "0,1/2");
        assertThat(result.complaint()).contains("the map is not shown to take the domain [0, 1/2] into itself");
        assertThat(result.err()).doesNotContain("internal");
    }

    // Laws with tanh.

    @Test
    void sampleDrawsTheSameNumbersWithTanh() throws IOException {
        good("sample --scheme he-he --width 3 --depth 3 --seed 5", "-o", directory);
        good("sample --scheme he-he --width 3 --depth 3 --seed 5 --tanh", "-o", directory);
        String plain = Files.readString(directory.resolve("he-he-k3-s5-0.json"));
        String smooth = Files.readString(directory.resolve("he-he-tanh-k3-s5-0.json"));
        assertThat(smooth.replace("he-he-tanh", "he-he")).isEqualTo(plain.replace("\"relu\"", "\"tanh\""));
        assertThat(plain).contains("\"relu\"");
    }

    @Test
    void sweepsTellTheLaw() throws IOException {
        List<JsonNode> rows = good(SWEEP + " --json").json();
        assertThat(rows).extracting(row -> row.path("scheme").asString()).containsExactly("he-he-tanh", "he-he-tanh");
        for (JsonNode row : rows) {
            long all = row.path("chaotic").longValue()
                    + row.path("notChaotic").longValue()
                    + row.path("undecided").longValue();
            assertThat(all).isEqualTo(30);
        }
        Result table = good(SWEEP, "-o", directory.resolve("run"));
        assertThat(table.lines().get(0)).contains("tanh for relu");
        JsonNode parameters = Command.json(directory.resolve("run/sweep.json")).path("parameters");
        assertThat(parameters.path("tanh").asBoolean(false)).isTrue();
        assertThat(Files.readAllLines(directory.resolve("run/sweep.csv")))
                .hasSize(3)
                .element(1)
                .asString()
                .startsWith("he-he-tanh,false,2,");
        good(SWEEP.replace(" --tanh", ""), "-o", directory.resolve("plain"));
        assertThat(Command.json(directory.resolve("plain/sweep.json"))
                        .path("parameters")
                        .has("tanh"))
                .isFalse();
    }

    @Test
    void sweepsDoNotDependOnThreadsAndAreResumed() throws IOException {
        Path run = directory.resolve("run");
        String one = good(SWEEP + " --threads 1", "-o", run).out();
        Path csv = run.resolve("sweep.csv");
        String table = Files.readString(csv);
        assertThat(good(SWEEP + " --threads 2").out().lines().limit(4))
                .isEqualTo(one.lines().limit(4).toList());
        Path checkpoint = run.resolve("checkpoint.jsonl");
        List<String> lines = Files.readAllLines(checkpoint);
        Files.write(checkpoint, lines.subList(0, Math.max(1, lines.size() - 1)));
        Files.delete(csv);
        good(SWEEP + " --resume", "-o", run);
        assertThat(Files.readString(csv)).isEqualTo(table);
        Result other = run(SWEEP.replace(" --tanh", "") + " --resume", "-o", run);
        assertThat(other.status()).isNotZero();
        assertThat(other.complaint()).contains("another run");
    }

    @Test
    void sweepsVerifyAndKeep() throws IOException {
        Path run = directory.resolve("run");
        Result result = good(SWEEP + " --verify 40 --keep all", "-o", run);
        assertThat(String.join("", result.said("verified"))).contains("networks certified", "all in agreement");
        Path kept = run.resolve("certificates.jsonl.gz");
        assertThat(kept).exists();
        assertThat(chaoscert("check", kept).status()).as("kept certificates").isZero();
    }

    @Test
    void tiltsAreRefused() {
        Result result = run("sweep --scheme relu-sum --width 4 --samples 5 --tilt --tanh");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(result.complaint()).contains("--tilt is not for networks with --tanh");
    }
}
