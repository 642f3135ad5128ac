package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.chaoscert.audit.NumPyFiles;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.Digest;
import org.chaoscert.network.NetworkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code audit verdicts}, against periods that an oracle finds. */
class AuditVerdictsCommandTest {
    private static final AuditedNetworks NETWORKS = AuditedNetworks.random(81, 60);

    @TempDir
    private Path directory;

    private static Result verdicts(Object... words) {
        return chaoscert(
                Stream.concat(Stream.of("audit", "verdicts"), Stream.of(words)).toArray());
    }

    private Path nets() throws IOException {
        return NETWORKS.write(directory.resolve("nets.npz"));
    }

    private Path claims() throws IOException {
        return NETWORKS.claims(directory.resolve("claims.csv"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static IntStream claimed() {
        return IntStream.range(0, NETWORKS.count()).filter(i -> i % 5 != 4);
    }

    private static List<Integer> wrong() {
        return claimed().filter(i -> i % 3 == 0).boxed().toList();
    }

    private static List<Integer> wrong(boolean claim) {
        return wrong().stream().filter(i -> NETWORKS.claim(i) == claim).toList();
    }

    private static List<Integer> indices(JsonNode object) {
        return object.get("wrong")
                .valueStream()
                .map(one -> one.get("index").intValue())
                .toList();
    }

    @Test
    void countsAreThoseOfTheOracle() throws IOException {
        Result result = verdicts(nets(), "--claims", claims(), "--json");
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).hasSize(1);
        JsonNode object = result.json().get(0);
        assertThat(object.get("audit").stringValue()).isEqualTo("verdicts");
        assertThat(object.get("judged").stringValue()).isEqualTo("the exact real map of the stored weights");
        assertThat(object.get("networks").stringValue()).isEqualTo(nets().toString());
        assertThat(object.get("claim").stringValue()).isEqualTo("period3");
        assertThat(object.get("question").stringValue()).isEqualTo("period3");
        assertThat(object.get("samples").intValue()).isEqualTo((int) claimed().count());
        assertThat(object.get("flagged").intValue())
                .isEqualTo((int) claimed().filter(NETWORKS::claim).count());
        int periods = (int) IntStream.range(0, NETWORKS.count())
                .filter(NETWORKS::hasPeriodThree)
                .count();
        assertThat(periods).isBetween(10, 50);
        assertThat(object.get("period3").intValue()).isEqualTo(periods);
        assertThat(object.get("chaotic").intValue()).isBetween(periods, NETWORKS.count());
        assertThat(wrong(true)).isNotEmpty();
        assertThat(wrong(false)).isNotEmpty();
        assertThat(object.get("falseAlarms").intValue()).isEqualTo(wrong(true).size());
        assertThat(object.get("missed").intValue()).isEqualTo(wrong(false).size());
        assertThat(object.get("unclaimed").intValue()).isEqualTo(NETWORKS.count() / 5);
        assertThat(object.get("undecided").intValue()).isZero();
        assertThat(object.get("unreadable").intValue()).isZero();
        assertThat(indices(object)).isEqualTo(wrong());
        for (JsonNode one : object.get("wrong").values()) {
            assertThat(one.get("claimed").booleanValue())
                    .isEqualTo(NETWORKS.claim(one.get("index").intValue()));
            assertThat(one.get("proved").booleanValue())
                    .isNotEqualTo(one.get("claimed").booleanValue());
        }
        JsonNode rate = object.get("rates").get("period3");
        double share = (double) periods / NETWORKS.count();
        assertThat(rate.get(0).doubleValue()).isEqualTo(share);
        assertThat(rate.get(1).doubleValue()).isBetween(share - 0.2, share - 0.01);
        assertThat(rate.get(2).doubleValue()).isBetween(share + 0.01, share + 0.2);
    }

    @Test
    void textSaysTheSame() throws IOException {
        Result result = verdicts(nets(), "--claims", claims());
        assertThat(result.status()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("audited 60 networks of " + nets());
        assertThat(result.said("judged")).containsExactly("the exact real map of the stored weights");
        assertThat(result.said("claims")).containsExactly("period3: as claimed");
        assertThat(result.said("false alarm"))
                .containsExactly(wrong(true).size() + ": "
                        + String.join(
                                " ", wrong(true).stream().map(i -> "#" + i).toList()));
        assertThat(result.said("missed"))
                .containsExactly(wrong(false).size() + ": "
                        + String.join(
                                " ", wrong(false).stream().map(i -> "#" + i).toList()));
        assertThat(result.said("unclaimed")).containsExactly("12 networks");
        List<String> table = result.lines().stream()
                .filter(line -> line.startsWith("    flagged") || line.startsWith("    not flagged"))
                .map(line -> line.strip().replaceAll(" {2,}", "|"))
                .toList();
        long right = claimed().filter(i -> NETWORKS.claim(i) && i % 3 != 0).count();
        long calm = claimed().filter(i -> !NETWORKS.claim(i) && i % 3 != 0).count();
        assertThat(table)
                .containsExactly(
                        "flagged|" + right + "|" + wrong(true).size() + "|0",
                        "not flagged|" + wrong(false).size() + "|" + calm + "|0");
    }

    private static List<String> unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void everyWrongClaimIsRefutedByACertificate() throws IOException {
        Path out = directory.resolve("deep/out");
        Result result = verdicts(nets(), "--claims", claims(), "--json", "-o", out, "--list", 2);
        assertThat(result.status()).isZero();
        assertThat(Command.in(out)).containsExactly("audit.json", "refutations.jsonl.gz", "verdicts.csv", "wrong.csv");
        assertThat(Files.readString(out.resolve("audit.json"))).isEqualTo(result.out());
        List<String> rows = Files.readAllLines(out.resolve("wrong.csv"));
        assertThat(rows.get(0)).isEqualTo("index,network,claim,claimed,proved,certificate");
        assertThat(rows).hasSize(1 + wrong().size());
        List<String> certificates = unzipped(out.resolve("refutations.jsonl.gz"));
        for (int i = 0; i < wrong().size(); i++) {
            int index = wrong().get(i);
            boolean claim = NETWORKS.claim(index);
            assertThat(rows.get(1 + i))
                    .isEqualTo(index + ",#" + index + ",period3," + claim + "," + !claim + "," + (i + 1));
            byte[] certificate = certificates.get(i).getBytes(StandardCharsets.UTF_8);
            org.chaoscert.checker.Result checked = new Checker(Optional.empty(), Limits.DEFAULT).check(certificate);
            assertThat(checked.isValid()).as("%s", checked).isTrue();
            assertThat(checked.conclusions())
                    .containsAnyElementsOf(claim ? List.of("no-period:3", "not-chaotic") : List.of("has-period:3"));
            assertThat(NetworkFiles.json(certificate)
                            .get("network")
                            .get("sha256")
                            .stringValue())
                    .isEqualTo(Digest.of(NETWORKS.network(index)).sha256());
        }
        assertThat(certificates).hasSameSizeAs(wrong());
        Result check = chaoscert("check", out.resolve("refutations.jsonl.gz"));
        assertThat(check.status()).isZero();
        assertThat(check.said("valid")).containsExactly(wrong().size() + " of " + wrong().size() + " certificates");
        // The list is cut for each kind of error; the files are not.
        assertThat(result.json().get(0).get("wrong").size()).isEqualTo(4);
        assertThat(verdicts(nets(), "--claims", claims(), "--list", 1)
                        .said("missed")
                        .get(0))
                .isEqualTo(wrong(false).size() + ": #" + wrong(false).get(0) + " ...");
        assertThat(verdicts(nets(), "--claims", claims(), "--list", 0)
                        .said("missed")
                        .get(0))
                .isEqualTo(String.valueOf(wrong(false).size()));
    }

    @Test
    void threadsDoNotChangeABit() throws IOException {
        AuditedNetworks many = AuditedNetworks.random(82, 200);
        Path nets = many.write(directory.resolve("many.npz"));
        StringBuilder rows = new StringBuilder("index,chaotic\n");
        for (int i = 0; i < 200; i++) {
            rows.append(i).append(i % 2 == 0 ? ",true\n" : ",false\n");
        }
        Path claims = file("many.csv", rows.toString());
        Result one = verdicts(nets, "--claims", claims, "--json", "-o", directory.resolve("one"), "--threads", 1);
        Result four = verdicts(nets, "--claims", claims, "--json", "-o", directory.resolve("four"), "--threads", 4);
        assertThat(four).isEqualTo(one);
        for (String name : Command.in(directory.resolve("one"))) {
            assertThat(directory.resolve("four").resolve(name))
                    .hasSameBinaryContentAs(directory.resolve("one").resolve(name));
        }
        assertThat(one.json().get(0).get("question").stringValue()).isEqualTo("chaotic");
        assertThat(one.json().get(0).get("wrong").size()).isGreaterThan(30);
    }

    @Test
    void aFaultyNetworkIsNamedAndTheOthersAreJudged() throws IOException {
        AuditedNetworks damaged = AuditedNetworks.random(81, 60);
        damaged.b().get(7)[2] = Double.NaN;
        damaged.a().get(20)[0] = Double.NEGATIVE_INFINITY;
        Path nets = damaged.write(directory.resolve("damaged.npz"));
        Result result = verdicts(nets, "--claims", claims(), "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err().lines())
                .containsExactly(
                        "chaoscert: " + nets + " #7: b[7, 2], offset " + offset(7, 2) + ": NaN; expected a number",
                        "chaoscert: " + nets + " #20: a[20, 0], offset " + offset(20, 0)
                                + ": -Infinity; expected a number");
        JsonNode object = result.json().get(0);
        assertThat(object.get("unreadable").intValue()).isEqualTo(2);
        assertThat(object.get("samples").intValue()).isEqualTo((int) claimed().count() - 2);
        assertThat(indices(object)).isEqualTo(wrong());
        assertThat(verdicts(nets, "--claims", claims()).said("not judged")).containsExactly("2 networks");
    }

    /** Where a number stands in its array's own file: 128 bytes of header come first. */
    private static int offset(int row, int column) {
        return 128 + 8 * (AuditedNetworks.WIDTH * row + column);
    }

    @Test
    void manyFaultyNetworksAreCounted() throws IOException {
        AuditedNetworks damaged = AuditedNetworks.random(81, 60);
        damaged.a().subList(10, 40).forEach(row -> row[1] = Double.NaN);
        Result result = verdicts(damaged.write(directory.resolve("damaged.npz")), "--claims", claims());
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err().lines()).hasSize(21);
        assertThat(result.err()).contains("#29: a[29, 1]", "10 more networks could not be judged");
        assertThat(result.lines().get(0)).startsWith("audited 30 networks");
    }

    /** An array that ends too early: what was there before is judged. */
    @Test
    void cutFiles() throws IOException {
        byte[] whole = Files.readAllBytes(nets());
        Path cut = Files.write(directory.resolve("cut.npz"), Arrays.copyOf(whole, whole.length / 2));
        Result result = verdicts(cut, "--claims", claims());
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + cut + ": ");
        assertThat(result.out()).isEmpty();
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            lines.append(new String(
                            NetworkWriter.file(NETWORKS.network(i), "", "", NetworkWriter.CANONICAL),
                            StandardCharsets.UTF_8)
                    .replace("\n", ""));
            lines.append('\n');
        }
        Path jsonl = file("cut.jsonl", lines + "{\"format\": \"chaos\n");
        Path claims = file("few.csv", "index,period3\n0," + NETWORKS.claim(0) + "\n1,true\n3,true\n");
        Result rest = verdicts(jsonl, "--claims", claims, "--json");
        assertThat(rest.status()).isEqualTo(5);
        assertThat(rest.err()).contains(jsonl.toString());
        assertThat(indices(rest.json().get(0))).contains(0);
    }

    @Test
    void claimsInTheFileOfTheNetworks() throws IOException {
        boolean[] periods = new boolean[NETWORKS.count()];
        boolean[] chaos = new boolean[NETWORKS.count()];
        for (int i = 0; i < periods.length; i++) {
            periods[i] = NETWORKS.hasPeriodThree(i);
            chaos[i] = true;
        }
        Path nets = NETWORKS.arrays()
                .with("period3", periods)
                .with("chaotic", chaos)
                .write(directory.resolve("both.npz"));
        Result result = verdicts(nets, "--json");
        assertThat(result.status()).isZero();
        List<JsonNode> objects = result.json();
        assertThat(objects.stream().map(object -> object.get("question").stringValue()))
                .containsExactly("period3", "chaotic");
        assertThat(objects.get(0).get("wrong").size()).isZero();
        assertThat(objects.get(0).get("falseAlarms").intValue()
                        + objects.get(0).get("missed").intValue())
                .isZero();
        assertThat(objects.get(1).get("falseAlarms").intValue())
                .isEqualTo(NETWORKS.count() - objects.get(1).get("chaotic").intValue());
    }

    @Test
    void directoriesOfNetworks() throws IOException {
        Path nets = Files.createDirectory(directory.resolve("nets"));
        for (int i = 0; i < 5; i++) {
            Files.write(
                    nets.resolve("net" + i + ".json"),
                    NetworkWriter.file(NETWORKS.network(i), "", "", NetworkWriter.CANONICAL));
        }
        Files.writeString(nets.resolve("net2.json"), "{");
        Path claims = file(
                "claims.jsonl",
                "{\"index\": 0, \"period3\": " + !NETWORKS.hasPeriodThree(0) + "}\n{\"index\": 3, \"period3\": "
                        + NETWORKS.hasPeriodThree(3) + "}\n");
        Result result = verdicts(nets, "--claims", claims, "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.err()).contains("net2.json");
        JsonNode object = result.json().get(0);
        assertThat(object.get("samples").intValue()).isEqualTo(2);
        assertThat(indices(object)).containsExactly(0);
        assertThat(object.get("wrong").get(0).get("network").stringValue()).endsWith("net0.json");
    }

    @Test
    void tanhNetworks() throws IOException {
        Path half = Path.of("test-data/smooth/tanh-half.json");
        Path claims = file("one.csv", "index,period3,chaotic\n0,true,true\n");
        Path out = directory.resolve("out");
        Result result = verdicts(half, "--claims", claims, "--json", "-o", out);
        assertThat(result.status()).as("%s", result.err()).isZero();
        for (JsonNode object : result.json()) {
            assertThat(object.get("falseAlarms").intValue()).isEqualTo(1);
        }
        assertThat(chaoscert("check", out.resolve("refutations.jsonl.gz")).status())
                .isZero();
        assertThat(unzipped(out.resolve("refutations.jsonl.gz"))).hasSize(2);
        assertThat(Files.readAllLines(out.resolve("wrong.csv")).get(2)).endsWith(",chaotic,true,false,2");
    }

    @Test
    void aDomainThatIsNotMappedIntoItself() throws IOException {
        Result result = verdicts(nets(), "--claims", claims(), "--domain", "1/4,1/2", "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.json().get(0).get("unreadable").intValue()).isPositive();
        assertThat(result.err()).contains(nets() + " #");
    }

    @Test
    void claimsBeyondTheLastNetwork() throws IOException {
        Path claims = file("far.csv", "index,period3\n0,true\n60,true\n");
        Result result = verdicts(nets(), "--claims", claims, "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint())
                .isEqualTo("chaoscert: " + claims
                        + ": a claim about network 60; there are 60, and the first one has the number 0");
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index,period3\\n0,perhaps | line 2",
                "index,period3\\n0,true\\n0,true | line 3",
                "number,period3\\n0,true | line 1",
                "index,period3\\n-1,true | line 2"
            })
    void claimsThatCannotBeRead(String text, String place) throws IOException {
        Path claims = file("bad.csv", text.replace("\\n", "\n"));
        Result result = verdicts(nets(), "--claims", claims);
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + claims + ": " + place);
        assertThat(result.out()).isEmpty();
        assertThat(result.showsStackTrace()).isFalse();
    }

    @Test
    void missingFiles() throws IOException {
        assertThat(verdicts(nets(), "--claims", "none.csv").status()).isEqualTo(5);
        assertThat(verdicts(nets(), "--claims", "none.csv").complaint()).contains("none.csv: no such file");
        assertThat(verdicts("none.npz", "--claims", claims()).complaint()).contains("none.npz: no such file");
        assertThat(verdicts(nets()).complaint()).contains("no claims");
        assertThat(verdicts(nets()).status()).isEqualTo(5);
        Path two = new NumPyFiles().with("period3", 0L, 2L).write(directory.resolve("two.npz"));
        assertThat(verdicts(nets(), "--claims", two).complaint()).contains("two.npz: period3[1]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--threads 0",
                "--threads x",
                "--levels -1",
                "--levels 1000",
                "--budget -1",
                "--budget 1.5",
                "--list -1",
                "--domain 1,0",
                "--rows columns",
                "--preset lyapunov",
                "--seed 3"
            })
    void wrongUse(String words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(nets(), "--claims", claims()));
        all.addAll(List.of(words.split(" ")));
        Result result = verdicts(all.toArray());
        assertThat(result.status()).as("%s", result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void commandsThatAreIncomplete() {
        assertThat(chaoscert("audit").status()).isEqualTo(2);
        assertThat(chaoscert("audit", "nets.npz").status()).isEqualTo(2);
        assertThat(verdicts().status()).isEqualTo(2);
        assertThat(verdicts("--help").status()).isZero();
    }

    @Test
    void outputThatCannotBeWritten() throws IOException {
        Path taken = file("taken", "");
        Result result = verdicts(nets(), "--claims", claims(), "-o", taken);
        assertThat(result.status()).isEqualTo(7);
        assertThat(result.complaint()).contains(taken.toString());
    }

    @Test
    void aBudgetOfNothingLeavesClaimsOpen() throws IOException {
        Result result = verdicts(nets(), "--claims", claims(), "--budget", 0, "--levels", 0, "--json");
        assertThat(result.status()).isZero();
        JsonNode object = result.json().get(0);
        int decided = (int) claimed().count() - object.get("undecided").intValue();
        assertThat(object.get("falseAlarms").intValue() + object.get("missed").intValue())
                .isLessThanOrEqualTo(decided);
    }

    /** Verdicts that a glance finds need no budget, certificates do: where there is none, the table says nothing of one. */
    @Test
    void wrongClaimsWithoutACertificate() throws IOException {
        Path out = directory.resolve("poor");
        Result result = verdicts(nets(), "--claims", claims(), "--budget", 0, "-o", out);
        assertThat(result.status()).isZero();
        List<String> rows = Files.readAllLines(out.resolve("wrong.csv"));
        List<String> certificates = unzipped(out.resolve("refutations.jsonl.gz"));
        int next = 1;
        for (String row : rows.subList(1, rows.size())) {
            String line = row.substring(row.lastIndexOf(',') + 1);
            if (!line.isEmpty()) {
                assertThat(line).isEqualTo(String.valueOf(next));
                next++;
            }
        }
        assertThat(certificates).hasSize(next - 1);
        assertThat(rows.size() - 1).isGreaterThan(certificates.size());
    }

    /** Something stands where a file is to be. */
    @ParameterizedTest
    @ValueSource(strings = {"verdicts.csv", "wrong.csv", "refutations.jsonl.gz"})
    void outputThatCannotBePutInItsPlace(String name) throws IOException {
        Path out = Files.createDirectories(directory.resolve("out"));
        Files.createDirectories(out.resolve(name).resolve("inside"));
        StringBuilder rows = new StringBuilder("index,period3,chaotic\n");
        for (int i = 0; i < NETWORKS.count(); i++) {
            rows.append(i).append(',').append(!NETWORKS.hasPeriodThree(i)).append(",false\n");
        }
        Result result = verdicts(nets(), "--claims", file("wrong.csv", rows.toString()), "-o", out);
        assertThat(result.status()).as("%s", result.err()).isEqualTo(7);
        assertThat(Command.in(out)).noneMatch(file -> file.endsWith(".part"));
        assertThat(result.complaint()).contains(out.toString());
        assertThat(result.showsStackTrace()).isFalse();
    }
}
