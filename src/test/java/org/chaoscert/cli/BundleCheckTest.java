package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code check} says of bundles: one certificate a line. */
class BundleCheckTest {
    private static final int LINES = 5;

    @TempDir
    private Path directory;

    private Path plain;
    private List<String> lines;

    @BeforeEach
    void makeABundle() throws IOException {
        lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(Command.json(Path.of("certificates/figure-7.cert.json")).toString());
        }
        plain = bundle(lines);
    }

    private Path bundle(List<String> certificates) throws IOException {
        return Files.write(directory.resolve("bundle.jsonl"), certificates);
    }

    /** A gzip member for each line. */
    private static byte[] gzip(List<String> certificates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String line : certificates) {
            bytes.writeBytes(member(line));
        }
        return bytes.toByteArray();
    }

    private static byte[] member(String line) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Path gzipped(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("bundle.jsonl.gz"), bytes);
    }

    @Test
    void aGoodBundleIsValid() throws IOException {
        for (Path bundle : List.of(plain, gzipped(gzip(lines)))) {
            Result result = chaoscert("check", bundle);
            assertThat(result.status()).as("exit status").isZero();
            assertThat(result.lines().get(0)).as("first line").isEqualTo("valid");
            assertThat(result.said("valid")).as("count").containsExactly("5 of 5 certificates");
            assertThat(result.said("proved")).as("conclusions").contains("not-chaotic, 5 times");
            assertThat(result.err()).as("complaints").isEmpty();
        }
    }

    @Test
    void aTamperedLineIsSaidWithItsNumber() throws IOException {
        lines.set(2, lines.get(2).replace("\"5/16\"", "\"10/32\""));
        for (Path bundle : List.of(bundle(lines), gzipped(gzip(lines)))) {
            Result result = chaoscert("check", bundle);
            assertThat(result.status()).as("exit status").isEqualTo(3);
            assertThat(result.lines().get(0)).as("first line").isEqualTo("rejected");
            assertThat(result.said("valid")).as("count").containsExactly("4 of 5 certificates");
            assertThat(result.said("line 3"))
                    .as("line 3")
                    .singleElement()
                    .asString()
                    .startsWith("rejected, ");
            assertThat(result.out()).as("no other line").doesNotContain("line 2", "line 4");
        }
    }

    @Test
    void theWorstLineCounts() throws IOException {
        lines.set(1, lines.get(1).replace("\"5/16\"", "\"10/32\""));
        lines.set(3, "no certificate");
        Result result = chaoscert("check", bundle(lines));
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.lines().get(0)).as("first line").isEqualTo("unreadable");
        assertThat(result.said("line 2")).as("line 2").hasSize(1);
        assertThat(result.said("line 4")).as("line 4").hasSize(1);
    }

    @Test
    void anEmptyLineIsNoCertificate() throws IOException {
        lines.add(2, "");
        assertThat(chaoscert("check", bundle(lines)).status()).as("exit status").isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\n\n\n"})
    void emptyLinesAtTheVeryEndAreNotCounted(String end) throws IOException {
        Files.writeString(plain, String.join("\n", lines) + "\n" + end);
        Result result = chaoscert("check", plain);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.said("valid")).as("count").containsExactly("5 of 5 certificates");
    }

    @Test
    void linesBehindEmptyOnesKeepTheirNumbers() throws IOException {
        lines.add(2, "");
        lines.add(2, "");
        lines.set(5, "no certificate");
        Result result = chaoscert("check", bundle(lines));
        assertThat(result.said("valid")).as("count").containsExactly("4 of 7 certificates");
        assertThat(List.of("line 3", "line 4", "line 6"))
                .as("bad lines")
                .allSatisfy(line -> assertThat(result.said(line)).as(line).hasSize(1));
    }

    @Test
    void nothingButEmptyLinesIsNoCertificate() throws IOException {
        Result result = chaoscert("check", bundle(List.of("", "")));
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.complaint()).as("complaint").endsWith("bundle.jsonl: holds no certificate");
    }

    @Test
    void theLastLineNeedsNoEnd() throws IOException {
        Files.writeString(plain, String.join("\n", lines));
        assertThat(chaoscert("check", plain).said("valid")).containsExactly("5 of 5 certificates");
    }

    @Test
    void aTruncatedGzipFileIsUnreadable() throws IOException {
        byte[] bytes = gzip(lines);
        int last = bytes.length - member(lines.get(LINES - 1)).length;
        for (int length : new int[] {1, 9, 10, 30, bytes.length / 2, last + 1, last + 5, last + 40, bytes.length - 1}) {
            Result result = chaoscert("check", gzipped(Arrays.copyOf(bytes, length)));
            assertThat(result.status())
                    .as("exit status when cut off at %d", length)
                    .isEqualTo(5);
            assertThat(result.lines().get(0)).as("first word").isEqualTo("unreadable");
            assertThat(result.complaint()).as("complaint").contains("bundle.jsonl.gz", "gzip");
        }
    }

    @Test
    void aGzipFileThatHoldsNextToNothingIsSaidToBeSo() throws IOException {
        assertThat(chaoscert("check", gzipped(new byte[0])).complaint())
                .as("no byte")
                .endsWith("bundle.jsonl.gz: is empty");
        for (int length : new int[] {1, 5, 10, 12}) {
            assertThat(chaoscert("check", gzipped(Arrays.copyOf(gzip(lines), length)))
                            .complaint())
                    .as("%d bytes", length)
                    .endsWith("bundle.jsonl.gz: ends in the middle of a gzip file");
        }
    }

    @Test
    void whatStandsBeforeTheDamageIsJudged() throws IOException {
        lines.set(1, lines.get(1).replace("\"5/16\"", "\"10/32\""));
        byte[] bytes = gzip(lines);
        byte[] cut = Arrays.copyOf(bytes, bytes.length - 5);
        byte[] changed = bytes.clone();
        changed[bytes.length - member(lines.get(4)).length + 20] ^= 1;
        for (byte[] damaged : List.of(cut, changed)) {
            Result result = chaoscert("check", gzipped(damaged));
            assertThat(result.status()).as("exit status").isEqualTo(5);
            assertThat(result.lines().get(0)).as("first line").isEqualTo("unreadable");
            assertThat(result.said("valid"))
                    .as("count")
                    .singleElement()
                    .asString()
                    .matches("(3 of 4|4 of 5) certificates, read so far");
            assertThat(result.said("proved")).as("conclusions").anyMatch(line -> line.startsWith("not-chaotic, "));
            assertThat(result.said("line 2")).as("the bad line").hasSize(1);
            assertThat(result.said("stopped"))
                    .as("why")
                    .singleElement()
                    .asString()
                    .contains("gzip file");
            assertThat(result.complaint())
                    .as("complaint")
                    .contains("bundle.jsonl.gz: ", "gzip file", "; valid before that: ");
            JsonNode json =
                    chaoscert("check", "--json", gzipped(damaged)).json().get(0);
            assertThat(json.path("result").asString()).as("in JSON").isEqualTo("unreadable");
            assertThat(json.path("valid").intValue()).as("valid, in JSON").isBetween(3, 4);
            assertThat(json.path("stopped").asString()).as("why, in JSON").contains("gzip file");
        }
    }

    @Test
    void aDamagedMemberDoesNotHideThoseBehindIt() throws IOException {
        byte[] bytes = gzip(lines);
        bytes[member(lines.get(0)).length] ^= 1;
        assertThat(chaoscert("check", gzipped(bytes)).status())
                .as("exit status")
                .isEqualTo(5);
    }

    @Test
    void whatIsBehindTheLastMemberIsNotPassedOver() throws IOException {
        byte[] bytes = Arrays.copyOf(gzip(lines), gzip(lines).length + 40);
        assertThat(chaoscert("check", gzipped(bytes)).status())
                .as("exit status")
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "empty.jsonl",
                "empty.jsonl.gz",
                "member.jsonl.gz",
                "missing.jsonl",
                "missing.jsonl.gz",
                "d.jsonl"
            })
    void whatHoldsNothingIsUnreadable(String name) throws IOException {
        Path file = directory.resolve(name);
        if (name.startsWith("empty")) {
            Files.createFile(file);
        } else if (name.startsWith("member")) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new GZIPOutputStream(bytes).close();
            Files.write(file, bytes.toByteArray());
        } else if (name.startsWith("d")) {
            Files.createDirectory(file);
        }
        Result result = chaoscert("check", file);
        assertThat(result.status()).as("exit status").isEqualTo(5);
        assertThat(result.out().strip()).as("first word").isEqualTo("unreadable");
        assertThat(result.complaint()).as("complaint").contains(name);
        Result json = chaoscert("check", "--json", file);
        assertThat(json.status()).as("exit status").isEqualTo(5);
        assertThat(json.json().get(0).path("result").asString()).as("in JSON").isEqualTo("unreadable");
        assertThat(json.json().get(0).path("file").asString()).as("its name").isEqualTo(file.toString());
    }

    @Test
    void aNetworkIsNotForBundles() {
        Result result = chaoscert("check", plain, "--network", "test-data/published/figure-7.json");
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint()).as("complaint").contains("--network");
        assertThat(result.out()).as("standard output").isEmpty();
    }

    @Test
    void jsonSaysWhichLinesAreBad() throws IOException {
        lines.set(2, lines.get(2).replace("\"5/16\"", "\"10/32\""));
        Result result = chaoscert("check", "--json", bundle(lines));
        assertThat(result.status()).as("exit status").isEqualTo(3);
        JsonNode json = result.json().get(0);
        assertThat(result.lines()).as("one object").hasSize(1);
        assertThat(json.path("file").asString()).as("file").isEqualTo(plain.toString());
        assertThat(json.path("result").asString()).as("result").isEqualTo("rejected");
        assertThat(json.path("certificates").intValue()).as("certificates").isEqualTo(5);
        assertThat(json.path("valid").intValue()).as("valid").isEqualTo(4);
        assertThat(json.path("conclusions").path("not-chaotic").intValue())
                .as("conclusions")
                .isEqualTo(4);
        assertThat(json.path("faults").size()).as("faults").isEqualTo(1);
        JsonNode fault = json.path("faults").path(0);
        assertThat(fault.path("line").intValue()).as("line").isEqualTo(3);
        assertThat(fault.path("result").asString()).as("its result").isEqualTo("rejected");
        assertThat(fault.path("code").asString()).as("its code").isNotEmpty();
    }

    @Test
    void aLineBeyondTheLimitEndsTheCheck() throws IOException {
        Result result = chaoscert("check", plain, "--max-bytes", 100);
        assertThat(result.status()).as("exit status").isEqualTo(6);
        assertThat(result.out().strip()).as("the word").isEqualTo("over-limits");
        assertThat(result.complaint()).as("complaint").contains("over limits: line 1 is longer than 100 bytes");
        assertThat(chaoscert("check", "--json", plain, "--max-bytes", 100).json())
                .singleElement()
                .satisfies(object -> assertThat(object.path("result").asString())
                        .as("in JSON")
                        .isEqualTo("over-limits"));
        int length = lines.get(0).length();
        lines.set(3, lines.get(3) + " ");
        Result late = chaoscert("check", bundle(lines), "--max-bytes", length);
        assertThat(late.status()).as("exit status, line 4").isEqualTo(6);
        assertThat(late.lines().get(0)).as("the word, line 4").isEqualTo("over-limits");
        assertThat(late.said("valid")).as("before line 4").containsExactly("3 of 3 certificates, read so far");
        assertThat(late.complaint()).as("complaint, line 4").contains("line 4 is longer than " + length);
    }

    @Test
    void bundlesAndCertificatesAreJudgedInTheOrderTheyStandIn() throws IOException {
        lines.set(0, "{}");
        Path missing = directory.resolve("missing.jsonl.gz");
        String one = "certificates/figure-7.cert.json";
        Result result = chaoscert("check", one, bundle(lines), directory.resolve("no.json"), missing, one);
        assertThat(result.status()).as("the worst").isEqualTo(5);
        assertThat(result.lines().stream().filter(line -> !line.startsWith(" ")))
                .as("heads of the blocks")
                .containsExactly(
                        one + ": valid",
                        plain + ": rejected",
                        directory.resolve("no.json") + ": unreadable",
                        missing + ": unreadable",
                        one + ": valid");
        assertThat(chaoscert("check", "--json", one, plain, missing, one).json().stream()
                        .map(object -> object.path("file").asString()))
                .as("files, in JSON")
                .containsExactly(one, plain.toString(), missing.toString(), one);
    }
}
