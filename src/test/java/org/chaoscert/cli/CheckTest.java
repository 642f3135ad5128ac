package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.checker.CheckerMain;
import org.chaoscert.checker.Limits;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code check} says of certificates: the same as the checker's own program. */
class CheckTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path VALID = Path.of("certificates/figure-7.cert.json");

    @TempDir
    private Path directory;

    private Path rejected;
    private Path unreadable;
    private Path overLimits;
    private Path withoutNetwork;
    private Path missing;

    @BeforeEach
    void makeOneOfEachKind() throws IOException {
        String valid = Files.readString(VALID);
        rejected = Files.writeString(directory.resolve("rejected.json"), valid.replace("\"5/16\"", "\"10/32\""));
        unreadable = Files.writeString(directory.resolve("unreadable.json"), valid.substring(0, valid.length() / 2));
        overLimits = Files.writeString(
                directory.resolve("over-limits.json"), valid.replace("\"5/16\"", "\"" + "9".repeat(1_000_000) + "\""));
        chaoscert("certify", FIGURE_7, "--embed", "never", "-o", directory);
        withoutNetwork = directory.resolve("figure-7.cert.json");
        missing = directory.resolve("missing.json");
    }

    @Test
    void aValidCertificateSaysWhatIsProvedAboutWhat() {
        Result result = chaoscert("check", VALID);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().get(0)).as("first line").isEqualTo("valid");
        assertThat(result.said("network"))
                .as("about")
                .singleElement()
                .asString()
                .startsWith("c63f037c650657e749c460b06f0012c6618d16c49cbadc8a80bcd7f8284fff9a");
        assertThat(result.said("proved")).as("conclusions").hasSize(3);
        assertThat(result.said("proved").get(0)).as("absence").startsWith("no-period:4: ");
        assertThat(result.said("proved").get(1)).as("periods").startsWith("periods-divide:2: ");
        assertThat(result.said("proved").get(2)).as("no chaos").startsWith("not-chaotic: ");
        assertThat(result.err()).as("no complaints").isEmpty();
    }

    @Test
    void aRejectedCertificateSaysCodeAndPlace() {
        Result result = chaoscert("check", rejected);
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.lines().get(0)).as("first line").isEqualTo("rejected");
        assertThat(result.said("code")).as("code").containsExactly("not-canonical");
        assertThat(result.said("at")).as("place").containsExactly("/witness/cells/2/to");
        assertThat(result.said("why")).as("reason").singleElement().asString().isNotEmpty();
        assertThat(result.said("proved")).as("nothing").isEmpty();
    }

    @Test
    void whatCannotBeJudgedIsAlsoComplainedOf() {
        Result broken = chaoscert("check", unreadable);
        assertThat(broken.status()).as("exit status, truncated").isEqualTo(5);
        assertThat(broken.lines().get(0)).as("first line, truncated").isEqualTo("unreadable");
        assertThat(broken.complaint()).as("complaint, truncated").contains(unreadable.toString(), "end");
        Result large = chaoscert("check", overLimits);
        assertThat(large.status()).as("exit status, large").isEqualTo(6);
        assertThat(large.lines().get(0)).as("first line, large").isEqualTo("over-limits");
        assertThat(large.complaint()).as("complaint, large").contains(overLimits.toString(), "1000000");
        Result absent = chaoscert("check", missing);
        assertThat(absent.status()).as("exit status, missing").isEqualTo(5);
        assertThat(absent.lines().get(0)).as("first line, missing").isEqualTo("unreadable");
        assertThat(absent.complaint()).as("complaint, missing").contains(missing.toString(), "no such file");
        Result folder = chaoscert("check", directory);
        assertThat(folder.status()).as("exit status, directory").isEqualTo(5);
        assertThat(folder.complaint()).as("complaint, directory").contains(directory.toString(), "directory");
    }

    @Test
    void severalFilesGiveBlocksInTheirOrderAndTheLargestStatus() {
        Result result = chaoscert("check", VALID, rejected, unreadable, VALID, overLimits);
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(
                        VALID + ": valid",
                        rejected + ": rejected",
                        unreadable + ": unreadable",
                        VALID + ": valid",
                        overLimits + ": over-limits");
        assertThat(result.status()).as("largest status").isEqualTo(6);
        assertThat(chaoscert("check", unreadable, rejected, VALID).status())
                .as("unreadable and rejected")
                .isEqualTo(5);
        assertThat(chaoscert("check", rejected, VALID).status())
                .as("rejected and valid")
                .isEqualTo(3);
        assertThat(chaoscert("check", VALID, VALID).status()).as("all valid").isZero();
    }

    @Test
    void oneObjectALineWithTheDocumentedFields() {
        List<JsonNode> objects = chaoscert(
                        "check", "--json", VALID, rejected, unreadable, overLimits, withoutNetwork, missing)
                .json();
        assertThat(objects)
                .as("objects")
                .hasSize(6)
                .allSatisfy(object -> assertThat(object.propertyNames())
                        .as("fields of %s", object)
                        .containsExactly("file", "result", "code", "at", "conclusions"));
        assertObject(objects.get(0), VALID, "valid", null, null, "no-period:4", "periods-divide:2", "not-chaotic");
        assertObject(objects.get(1), rejected, "rejected", "not-canonical", "/witness/cells/2/to");
        assertObject(objects.get(2), unreadable, "unreadable", null, "");
        assertObject(objects.get(3), overLimits, "over-limits", null, "/witness/cells/2/to");
        assertObject(objects.get(4), withoutNetwork, "unreadable", "network-missing", "/network");
        assertObject(objects.get(5), missing, "unreadable", null, "");
    }

    private static void assertObject(
            JsonNode object, Path file, String result, String code, String at, String... conclusions) {
        assertThat(object.path("file").asString()).as("file").isEqualTo(file.toString());
        assertThat(object.path("result").asString()).as("result of %s", file).isEqualTo(result);
        assertThat(object.path("code").isNull()).as("%s has no code", file).isEqualTo(code == null);
        assertThat(object.path("code").asString("")).as("code of %s", file).isEqualTo(code == null ? "" : code);
        assertThat(object.path("at").isNull()).as("%s has no place", file).isEqualTo(at == null);
        assertThat(object.path("at").asString("")).as("place in %s", file).isEqualTo(at == null ? "" : at);
        assertThat(object.path("conclusions").valueStream().map(JsonNode::asString))
                .as("conclusions of %s", file)
                .containsExactly(conclusions);
    }

    @Test
    void namesWithQuotesAndLineEndsStayWithinTheirObject() throws IOException {
        Path odd = Files.copy(VALID, directory.resolve("a \"b\" \\ c\n\u0001d.json"));
        Result result = chaoscert("check", "--json", odd);
        assertThat(result.lines()).as("lines").hasSize(1);
        assertThat(result.json().get(0).path("file").asString()).as("file").isEqualTo(odd.toString());
    }

    @Test
    void withANetworkTheCertificateMustBeAboutIt() throws IOException {
        assertThat(chaoscert("check", VALID, "--network", FIGURE_7).status())
                .as("its own")
                .isZero();
        assertThat(chaoscert("check", withoutNetwork, "--network", FIGURE_7).status())
                .as("its own, not held")
                .isZero();
        for (Path certificate : List.of(VALID, withoutNetwork)) {
            Result other = chaoscert("check", certificate, "--network", TENT);
            assertThat(other.status()).as("exit status, another network").isEqualTo(3);
            assertThat(other.said("code")).as("code").containsExactly("other-network");
        }
        Path absent = directory.resolve("no-network.json");
        Result nothing = chaoscert("check", VALID, "--network", absent);
        assertThat(nothing.status()).as("exit status, network file missing").isEqualTo(5);
        assertThat(nothing.complaint()).as("complaint").contains(absent.toString(), "no such file");
        Path broken = Files.writeString(directory.resolve("broken.json"), "{\"format\"");
        assertThat(chaoscert("check", VALID, "--network", broken).status())
                .as("network file broken")
                .isEqualTo(5);
    }

    @Test
    void aNetworkIsNoCertificate() {
        Result result = chaoscert("check", FIGURE_7);
        assertThat(result.status()).as("exit status").isEqualTo(3);
        assertThat(result.said("code")).as("code").containsExactly("unknown-format");
    }

    @ParameterizedTest
    @CsvSource({"--max-bytes, 100, bytes", "--max-bits, 8, bits", "--max-work, 3, steps"})
    void limitsCanBeLowered(String option, String value, String unit) {
        Result result = chaoscert("check", VALID, option, value);
        assertThat(result.status()).as("exit status with %s %s", option, value).isEqualTo(6);
        assertThat(result.said("why")).as("reason").singleElement().asString().contains(unit, "limit is " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "--max-bytes, many",
        "--max-bytes, -1",
        "--max-bits, 1.5",
        "--max-bits, -1",
        "--max-work, 1e3",
        "--max-work, -1"
    })
    void badLimitsAreUsageErrors(String option, String value) {
        Result result = chaoscert("check", VALID, option, value);
        assertThat(result.status()).as("%s %s", option, value).isEqualTo(2);
        assertThat(result.complaint()).as("names option and value").contains(option, value);
    }

    @Test
    void theLinesAreThoseOfTheCheckerAlone() {
        for (boolean json : new boolean[] {false, true}) {
            for (Optional<Path> network :
                    List.of(Optional.<Path>empty(), Optional.of(FIGURE_7), Optional.of(missing))) {
                List<String> files = List.of(
                        VALID.toString(),
                        rejected.toString(),
                        withoutNetwork.toString(),
                        unreadable.toString(),
                        overLimits.toString(),
                        missing.toString());
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int status = CheckerMain.check(
                        files,
                        network,
                        json,
                        Limits.DEFAULT,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
                List<Object> words = new ArrayList<>(List.of("check"));
                words.addAll(files);
                network.ifPresent(file -> words.addAll(List.of("--network", file)));
                if (json) {
                    words.add("--json");
                }
                Result result = chaoscert(words.toArray());
                assertThat(result.out()).as("lines of %s", words).isEqualTo(out.toString(StandardCharsets.UTF_8));
                assertThat(result.err()).as("complaints of %s", words).isEqualTo(err.toString(StandardCharsets.UTF_8));
                assertThat(result.status()).as("exit status of %s", words).isEqualTo(status);
            }
        }
    }
}
