package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code audit regions}, against pieces that are written out. */
class AuditRegionsCommandTest {
    private static final AuditedNetworks NETWORKS = AuditedNetworks.random(95, 70);

    @TempDir
    private Path directory;

    private static Result regions(Object... words) {
        return chaoscert(
                Stream.concat(Stream.of("audit", "regions"), Stream.of(words)).toArray());
    }

    private Path nets() throws IOException {
        return NETWORKS.write(directory.resolve("nets.npz"));
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static int exact(int network, int n) {
        int count = 0;
        Quotient slope = null;
        for (Piece piece : SlowMap.of(NETWORKS.slow(network), 100_000).iterate(n)) {
            count += piece.slope().equals(slope) ? 0 : 1;
            slope = piece.slope();
        }
        return count;
    }

    /** About each network two claims: off by -1, 0 or 1. */
    private Path claims() throws IOException {
        StringBuilder rows = new StringBuilder("index,iterate,regions\n");
        for (int i = 0; i < NETWORKS.count(); i++) {
            rows.append(i).append(",1,").append(exact(i, 1) + i % 3 - 1).append('\n');
            rows.append(i).append(",3,").append(exact(i, 3) + (i / 3) % 3 - 1).append('\n');
        }
        return file("claims.csv", rows.toString());
    }

    private static int count(int difference) {
        int count = 0;
        for (int i = 0; i < NETWORKS.count(); i++) {
            count += i % 3 - 1 == difference ? 1 : 0;
            count += (i / 3) % 3 - 1 == difference ? 1 : 0;
        }
        return count;
    }

    @Test
    void countsAreThoseOfTheOracle() throws IOException {
        Result result = regions(nets(), "--claims", claims(), "--json");
        assertThat(result.status()).as("%s", result.err()).isZero();
        assertThat(result.lines()).hasSize(1);
        JsonNode object = result.json().get(0);
        assertThat(object.get("audit").stringValue()).isEqualTo("regions");
        assertThat(object.get("judged").stringValue()).isEqualTo("the exact real map of the stored weights");
        assertThat(object.get("claims").intValue()).isEqualTo(140);
        assertThat(object.get("right").intValue()).isEqualTo(count(0));
        assertThat(object.get("tooMany").intValue()).isEqualTo(count(1));
        assertThat(object.get("tooFew").intValue()).isEqualTo(count(-1));
        assertThat(object.get("unreadable").intValue()).isZero();
        assertThat(object.get("wrong").size()).isEqualTo(140 - count(0));
        for (JsonNode one : object.get("wrong").values()) {
            int index = one.get("index").intValue();
            int iterate = one.get("iterate").intValue();
            int difference = (iterate == 1 ? index % 3 : index / 3 % 3) - 1;
            assertThat(one.get("exact").intValue()).isEqualTo(exact(index, iterate));
            assertThat(one.get("claimed").intValue()).isEqualTo(exact(index, iterate) + difference);
        }
        Result one = regions(nets(), "--claims", claims(), "--json", "--threads", 1);
        assertThat(one).isEqualTo(regions(nets(), "--claims", claims(), "--json", "--threads", 4));
    }

    @Test
    void textSaysTheSame() throws IOException {
        Result result = regions(nets(), "--claims", claims(), "--list", 3);
        assertThat(result.status()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("audited 70 networks of " + nets());
        assertThat(result.said("judged")).containsExactly("the exact real map of the stored weights");
        assertThat(result.said("right")).containsExactly(count(0) + " of 140 claims");
        assertThat(result.said("too many")).containsExactly(count(1) + " claims");
        assertThat(result.said("too few")).containsExactly(count(-1) + " claims");
        assertThat(result.lines().stream().filter(line -> line.startsWith("  #")))
                .hasSize(3);
    }

    @Test
    void largeCountsAreNumbersOfJson() throws IOException {
        Path claims = file("claims.csv", "index,iterate,regions\n0,90,1\n");
        JsonNode wrong = regions("test-data/published/tent.json", "--domain", "0,1", "--claims", claims, "--json")
                .json()
                .get(0)
                .get("wrong")
                .get(0);
        assertThat(wrong.get("exact").bigIntegerValue()).isEqualTo(BigInteger.ONE.shiftLeft(90));
    }

    @Test
    void claimsInTheFileOfTheNetworks() throws IOException {
        long[] counts = new long[NETWORKS.count()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = exact(i, 1);
        }
        Path nets = NETWORKS.arrays().with("regions", counts).write(directory.resolve("own.npz"));
        JsonNode object = regions(nets, "--json").json().get(0);
        assertThat(object.get("right").intValue()).isEqualTo(NETWORKS.count());
        assertThat(object.get("wrong").size()).isZero();
    }

    /** The window of a grid: f is counted where it is not iterated. */
    @Test
    void otherIntervals() throws IOException {
        Path claims = file("claims.csv", "index,regions\n0,0\n");
        JsonNode wide = regions(nets(), "--claims", claims, "--domain", "-5,5", "--json")
                .json()
                .get(0);
        JsonNode unit = regions(nets(), "--claims", claims, "--json").json().get(0);
        assertThat(wide.get("wrong").get(0).get("exact").intValue())
                .isGreaterThan(unit.get("wrong").get(0).get("exact").intValue());
    }

    @Test
    void faultyNetworksAreNamedAndTheOthersAreCounted() throws IOException {
        AuditedNetworks damaged = AuditedNetworks.random(95, 70);
        damaged.a().get(3)[1] = Double.NaN;
        Path nets = damaged.write(directory.resolve("damaged.npz"));
        Result result = regions(nets, "--claims", claims(), "--json");
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + nets + " #3: a[3, 1], offset ");
        assertThat(result.json().get(0).get("claims").intValue()).isEqualTo(138);
        assertThat(result.json().get(0).get("unreadable").intValue()).isEqualTo(1);
        Path one = file("one.csv", "index,regions\n0,3\n");
        Result smooth = regions("test-data/smooth/tanh-half.json", "--claims", one);
        assertThat(smooth.status()).isEqualTo(5);
        assertThat(smooth.complaint()).contains("no linear regions");
        assertThat(smooth.said("not judged")).containsExactly("1 network");
    }

    @Test
    void claimsThatCannotBeRead() throws IOException {
        Path bad = file("bad.csv", "index,regions\n0,3\n1,many\n");
        Result result = regions(nets(), "--claims", bad);
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).startsWith("chaoscert: " + bad + ": line 3");
        assertThat(result.out()).isEmpty();
        Path far = file("far.csv", "index,regions\n70,3\n");
        Result beyond = regions(nets(), "--claims", far);
        assertThat(beyond.status()).isEqualTo(5);
        assertThat(beyond.complaint()).contains("a claim about network 70; there are 70");
        assertThat(regions(nets()).status()).isEqualTo(5);
        assertThat(regions("none.npz").status()).isEqualTo(5);
        assertThat(regions(nets(), "--claims", "none.csv").status()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--threads 0", "--budget x", "--list -1", "-o out", "--domain 0", "--iterate 2"})
    void wrongUse(String words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(nets(), "--claims", claims()));
        all.addAll(List.of(words.split(" ")));
        Result result = regions(all.toArray());
        assertThat(result.status()).as("%s", result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aBudgetThatIsSpent() throws IOException {
        Path claims = file("claims.csv", "index,iterate,regions\n0,1000,1\n");
        Result result = regions(nets(), "--claims", claims, "--budget", 1);
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).contains(" #0: ");
    }
}
