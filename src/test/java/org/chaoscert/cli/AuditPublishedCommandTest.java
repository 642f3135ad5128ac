package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code audit published}, with few networks a row. */
class AuditPublishedCommandTest {
    @TempDir
    private Path directory;

    private static long number(String[] row, int column) {
        return Long.parseLong(row[column]);
    }

    @Test
    void aRowForEachLaw() throws IOException {
        Path out = directory.resolve("new/published");
        Result result = chaoscert("audit", "published", "--samples", 5, "-o", out);
        assertThat(result.status()).as("%s", result.err()).isZero();
        assertThat(Command.in(out)).containsExactly("audit.csv", "refutations.jsonl.gz");
        List<String> lines = Files.readAllLines(out.resolve("audit.csv"));
        assertThat(lines.get(0))
                .isEqualTo("depth,clip,width,scheme,seed,samples,published,notebook,notebook_window_2,intended,period3,"
                        + "period3_lower,period3_upper,chaotic,chaotic_lower,chaotic_upper,undecided,"
                        + "notebook_false_alarms,notebook_missed,intended_false_alarms,intended_missed,certificates");
        assertThat(lines).hasSize(61);
        Set<String> laws = new HashSet<>();
        long certificates = 0;
        int published = 0;
        for (String line : lines.subList(1, 61)) {
            String[] row = line.split(",", -1);
            assertThat(row).hasSize(22);
            assertThat(laws.add(String.join(",", List.of(row).subList(0, 4)))).isTrue();
            assertThat(row[4]).isEqualTo("0");
            assertThat(row[5]).isEqualTo("5");
            published += row[6].isEmpty() ? 0 : 1;
            assertThat(number(row, 7)).isBetween(0L, 5L);
            // Flagged, less the false alarms, plus what was missed, is what has period three, unless something is open.
            if (number(row, 16) == 0) {
                assertThat(number(row, 7) - number(row, 17) + number(row, 18)).isEqualTo(number(row, 10));
                assertThat(number(row, 9) - number(row, 19) + number(row, 20)).isEqualTo(number(row, 10));
            }
            assertThat(number(row, 13)).isGreaterThanOrEqualTo(number(row, 10));
            assertThat(Double.parseDouble(row[11])).isLessThanOrEqualTo(number(row, 10) / 5.0);
            assertThat(Double.parseDouble(row[12])).isGreaterThanOrEqualTo(number(row, 10) / 5.0);
            if (number(row, 17) + number(row, 18) + number(row, 19) + number(row, 20) > 0) {
                assertThat(number(row, 21)).isPositive();
            }
            certificates += number(row, 21);
        }
        assertThat(published)
                .as("rows of the tables: five each, unclipped, clipped and deep")
                .isEqualTo(15);
        assertThat(certificates).isPositive();
        areAboutTheNetworksOfTheirRows(out.resolve("refutations.jsonl.gz"), lines);
        Result check = chaoscert("check", out.resolve("refutations.jsonl.gz"));
        assertThat(check.status()).isZero();
        assertThat(check.said("valid")).containsExactly(certificates + " of " + certificates + " certificates");
        assertThat(result.lines().get(0)).isEqualTo("percentages of 5 networks a row, seed 0");
        assertThat(result.said("judged")).containsExactly("the exact real map of the stored weights");
        rowsAreThoseOfAuditMethod(lines);
    }

    private static void areAboutTheNetworksOfTheirRows(Path bundle, List<String> lines) throws IOException {
        List<String> certificates;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(bundle)))) {
            certificates = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        int next = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            Sampler law = new Sampler(
                    Scheme.of(row[3]).orElseThrow(),
                    Integer.parseInt(row[2]),
                    Integer.parseInt(row[0]),
                    new Variance("he"),
                    Boolean.parseBoolean(row[1]));
            Set<String> digests = new HashSet<>();
            for (int i = 0; i < 5 && number(row, 21) > 0; i++) {
                digests.add(Digest.of(law.draw(0, i)).sha256());
            }
            for (int i = 0; i < number(row, 21); i++) {
                assertThat(digests)
                        .contains(Command.json(certificates.get(next))
                                .get("network")
                                .get("sha256")
                                .stringValue());
                next++;
            }
        }
        assertThat(certificates).hasSize(next);
    }

    private static void rowsAreThoseOfAuditMethod(List<String> lines) {
        for (String line : List.of(lines.get(2), lines.get(37))) {
            String[] row = line.split(",", -1);
            Result method = chaoscert(
                    "audit",
                    "method",
                    "--preset",
                    "chaos-rnns-notebook",
                    "--preset",
                    "chaos-rnns-notebook-old",
                    "--preset",
                    "chaos-rnns-intended",
                    "--scheme",
                    row[3],
                    "--width",
                    row[2],
                    "--depth",
                    row[0],
                    "--samples",
                    5,
                    "--json");
            List<JsonNode> objects = method.json();
            assertThat(row[1]).isEqualTo("false");
            for (int i = 0; i < 3; i++) {
                assertThat(objects.get(i).get("flagged").longValue()).isEqualTo(number(row, 7 + i));
            }
            assertThat(objects.get(0).get("period3").longValue()).isEqualTo(number(row, 10));
            assertThat(objects.get(0).get("chaotic").longValue()).isEqualTo(number(row, 13));
            assertThat(objects.get(0).get("falseAlarms").longValue()).isEqualTo(number(row, 17));
            assertThat(objects.get(0).get("missed").longValue()).isEqualTo(number(row, 18));
        }
    }

    @Test
    void seedsThreadsAndNoCertificates() throws IOException {
        Path one = directory.resolve("one");
        Path two = directory.resolve("two");
        chaoscert("audit", "published", "--samples", 2, "--seed", 7, "-o", one, "--threads", 1, "--keep", 0);
        chaoscert("audit", "published", "--samples", 2, "--seed", 7, "-o", two, "--threads", 4, "--keep", 0);
        for (String name : Command.in(one)) {
            assertThat(two.resolve(name)).hasSameBinaryContentAs(one.resolve(name));
        }
        assertThat(Files.readAllLines(one.resolve("audit.csv")).subList(1, 61)).allMatch(line -> line.endsWith(",0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--samples 5",
                "--samples 0 -o out",
                "--samples 1.5 -o out",
                "--keep -1 -o out",
                "--threads 0 -o out",
                "--seed x -o out",
                "--json -o out",
                "extra -o out"
            })
    void wrongUse(String words) {
        Result result =
                chaoscert((Object[]) ("audit published " + words).strip().split(" "));
        assertThat(result.status()).as("%s", result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void outputThatCannotBeWritten() throws IOException {
        Path taken = Files.writeString(directory.resolve("taken"), "");
        assertThat(chaoscert("audit", "published", "--samples", 1, "-o", taken).status())
                .isEqualTo(7);
    }
}
