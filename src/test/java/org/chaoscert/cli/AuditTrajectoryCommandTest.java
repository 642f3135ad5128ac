package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.audit.NumPyFiles;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.cli.Command.Result;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code audit trajectory}, against fractions of big integers. */
class AuditTrajectoryCommandTest {
    /** 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502), exactly as written. */
    private static final Path NET = Path.of("test-data/published/distance-figure.json");

    private static final Path TENT = Path.of("test-data/published/tent.json");

    @TempDir
    private Path directory;

    private static Result trajectory(Object... words) {
        return chaoscert(Stream.concat(Stream.of("audit", "trajectory"), Stream.of(words))
                .toArray());
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static List<Double> orbit(double start, int steps) {
        List<Double> orbit = new ArrayList<>(List.of(start));
        for (int n = 0; n < steps; n++) {
            double x = orbit.get(n);
            orbit.add(1.9999 * Math.max(0, x + 0.00001) + -4 * Math.max(0, x - 0.502));
        }
        return orbit;
    }

    private Path table(List<Double> orbit) throws IOException {
        return file("orbit.csv", "x\n" + orbit.stream().map(String::valueOf).collect(Collectors.joining("\n")) + "\n");
    }

    private static SlowNetwork slow() throws NetworkFormatException {
        return SlowNetwork.of(NetworkReader.read(NetworkFiles.read(NET)).network());
    }

    private static Quotient exact(double x) {
        return Quotient.of(new BigDecimal(x));
    }

    /** Rounded to 17 digits. */
    private static BigDecimal rounded(Quotient q, int digits) {
        return new BigDecimal(q.p()).divide(new BigDecimal(q.q()), new MathContext(digits, RoundingMode.HALF_UP));
    }

    private static List<BigDecimal> decimals(JsonNode array) {
        return array.valueStream()
                .map(text -> rounded(Quotient.parse(text.stringValue()), 17))
                .toList();
    }

    private static Quotient size(Quotient q) {
        return q.signum() < 0 ? q.negate() : q;
    }

    @Test
    void errorsOfEveryStep() throws IOException, NetworkFormatException {
        List<Double> orbit = orbit(0.3, 80);
        Result result = trajectory(NET, table(orbit), "--json", "--delta", "1e-16");
        assertThat(result.status()).as("%s", result.err()).isZero();
        assertThat(result.lines()).hasSize(1);
        JsonNode object = result.json().get(0);
        SlowNetwork slow = slow();
        List<BigDecimal> errors = decimals(object.get("errors"));
        List<BigDecimal> ulps = decimals(object.get("ulps"));
        assertThat(errors).hasSize(80);
        assertThat(ulps).hasSize(80);
        Quotient most = Quotient.ZERO;
        int beyond = 0;
        for (int n = 1; n <= 80; n++) {
            Quotient image = slow.valueAt(exact(orbit.get(n - 1)));
            Quotient error = exact(orbit.get(n)).minus(image);
            assertThat(errors.get(n - 1)).as("step %d", n).isEqualByComparingTo(rounded(error, 17));
            Quotient ulp = exact(Math.ulp(image.p().doubleValue() / image.q().doubleValue()));
            assertThat(ulps.get(n - 1)).as("step %d", n).isEqualByComparingTo(rounded(error.over(ulp), 17));
            most = size(error).compareTo(most) > 0 ? size(error) : most;
            if (beyond == 0 && size(error).compareTo(Quotient.of(new BigDecimal("1e-16"))) > 0) {
                beyond = n;
            }
        }
        assertThat(object.get("delta").stringValue()).isEqualTo(most.toString());
        assertThat(object.get("isPseudoOrbit").booleanValue()).isEqualTo(beyond == 0);
        assertThat(object.get("firstBeyond").intValue()).isEqualTo(beyond);
        assertThat(beyond).isPositive();
        assertThat(object.get("steps").intValue()).isEqualTo(80);
        assertThat(object.get("judged").stringValue()).isEqualTo("the exact real map of the stored weights");
        assertThat(object.get("arithmetic").stringValue()).isEqualTo("binary64");
        Quotient x = exact(orbit.get(0));
        int lost = -1;
        for (int n = 1; n <= 80 && lost < 0; n++) {
            x = slow.valueAt(x);
            BigDecimal decimal = rounded(x, 60);
            BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(decimal.precision() - decimal.scale() - 1);
            if (size(exact(orbit.get(n)).minus(x)).times(Quotient.of(2)).compareTo(Quotient.of(unit)) > 0) {
                lost = n;
            }
        }
        assertThat(lost).isPositive();
        assertThat(object.get("firstLost").intValue()).isEqualTo(lost);
        int next = 0;
        for (JsonNode shadow : object.get("shadows").values()) {
            assertThat(shadow.get("from").intValue()).isEqualTo(next);
            next = shadow.get("to").intValue() + 1;
            Quotient point = Quotient.parse(shadow.get("start").stringValue());
            Quotient distance = Quotient.ZERO;
            for (int n = shadow.get("from").intValue(); n < next; n++) {
                Quotient gap = size(point.minus(exact(orbit.get(n))));
                distance = gap.compareTo(distance) > 0 ? gap : distance;
                point = slow.valueAt(point);
            }
            assertThat(new BigDecimal(shadow.get("distance").stringValue())
                            .subtract(rounded(distance, 20))
                            .abs())
                    .isLessThanOrEqualTo(new BigDecimal("1e-30"));
        }
        assertThat(next).isEqualTo(81);
    }

    @Test
    void textSaysTheSame() throws IOException {
        Path orbit = table(List.of(0.3, 0.6, 0.8, 0.4, 0.8));
        Result result = trajectory(TENT, orbit, "--steps", "--delta", "1e-15");
        assertThat(result.status()).isZero();
        assertThat(result.lines().get(0)).isEqualTo("trajectory");
        assertThat(result.said("judged")).containsExactly("the exact real map of the stored weights");
        assertThat(result.said("orbit"))
                .containsExactly("4 steps from " + orbit + ", each decimal read as the nearest number of binary64");
        assertThat(result.said("for a delta").get(0)).startsWith("yes, for delta = ");
        assertThat(result.said("in ulps")).containsExactly("at most 2 of binary64, at step 3");
        assertThat(result.said("digits"))
                .containsExactly("a correct digit all the way, against the exact orbit of y_0");
        assertThat(result.said("shadowed").get(0)).startsWith("steps 0 to 4: the exact orbit of ");
        assertThat(result.lines().stream().filter(line -> line.matches("  [1-4] +.*")))
                .hasSize(4);
        Result no = trajectory(TENT, orbit, "--delta", "1e-17");
        assertThat(no.said("for a delta").get(0))
                .startsWith("no, not for delta = ")
                .contains("the error of step 3");
    }

    @Test
    void orbitsThatLeaveTheDomainAndJump() throws IOException {
        Result result = trajectory(TENT, table(List.of(0.25, 0.5, 1.0, 1.5, -1.0, 0.25)), "--json");
        assertThat(result.status()).isZero();
        JsonNode object = result.json().get(0);
        assertThat(object.get("shadows").size()).isGreaterThan(1);
        assertThat(trajectory(TENT, table(List.of(0.25, 0.5, 1.0, 1.5)), "--domain", "0,1", "--json")
                        .json()
                        .get(0)
                        .get("firstOutside")
                        .intValue())
                .isEqualTo(3);
        assertThat(trajectory(TENT, table(List.of(0.25, 0.5, 1.0, 1.5)), "--domain", "0,1")
                        .said("outside")
                        .get(0))
                .startsWith("y_3 is not in the domain [0, 1]");
    }

    @Test
    void columnsFilesAndFormats() throws IOException {
        Path two = file("two.csv", "n,x,y\n0,0.25,0.1\n1,0.5,0.2\n");
        assertThat(trajectory(TENT, two, "--json").json().get(0).get("delta").stringValue())
                .isEqualTo("0");
        assertThat(trajectory(TENT, two).said("in ulps")).containsExactly("at most 0 of binary64");
        assertThat(trajectory(TENT, two, "--column", "y", "--json")
                        .json()
                        .get(0)
                        .get("delta")
                        .stringValue())
                .isEqualTo("0");
        assertThat(trajectory(TENT, two, "--column", "n", "--json")
                        .json()
                        .get(0)
                        .get("delta")
                        .stringValue())
                .isEqualTo("1");
        Path exact = file("exact.csv", "x\n1/3\n2/3\n");
        assertThat(trajectory(TENT, exact, "--json", "--decimals", "exact")
                        .json()
                        .get(0)
                        .get("delta")
                        .stringValue())
                .isEqualTo("0");
        Path npy = Files.write(directory.resolve("orbit.npy"), NumPyFiles.npy(0.1f, 0.2f, 0.4f, 0.8f));
        Result narrow = trajectory(TENT, npy, "--arithmetic", "binary32", "--json");
        assertThat(narrow.status()).isZero();
        assertThat(narrow.json().get(0).get("arithmetic").stringValue()).isEqualTo("binary32");
        assertThat(narrow.json().get(0).get("delta").stringValue()).isEqualTo("0");
        Path one = file("one.csv", "x\n0.3\n");
        Result single = trajectory(TENT, one, "--json");
        assertThat(single.status()).isZero();
        assertThat(single.json().get(0).get("steps").intValue()).isZero();
        assertThat(trajectory(TENT, one).said("in ulps")).containsExactly("at most 0 of binary64");
    }

    @Test
    void exactPointsThatGetTooLong() throws IOException {
        Result result = trajectory(NET, table(orbit(0.3, 40)), "--max-bits", "300");
        assertThat(result.status()).isZero();
        assertThat(result.said("digits").get(0)).startsWith("a correct digit until exact points get too long");
        assertThat(result.said("shadowed").size()).isGreaterThan(2);
        JsonNode object = trajectory(NET, table(orbit(0.3, 40)), "--max-bits", "300", "--json")
                .json()
                .get(0);
        assertThat(object.get("firstLost").isNull()).isTrue();
        assertThat(object.get("notFollowed").stringValue()).contains("300");
    }

    @Test
    void inputsThatCannotBeRead() throws IOException {
        Path orbit = table(List.of(0.25, 0.5));
        Path bad = file("bad.csv", "x\n0.5\nabc\n");
        Result result = trajectory(TENT, bad);
        assertThat(result.status()).isEqualTo(5);
        assertThat(result.complaint()).contains(bad + ": line 3, column x: \"abc\"");
        assertThat(trajectory(TENT, directory.resolve("none.csv")).status()).isEqualTo(5);
        assertThat(trajectory(TENT, directory.resolve("none.npy")).status()).isEqualTo(5);
        assertThat(trajectory("none.json", orbit).status()).isEqualTo(5);
        Result many = trajectory(AuditedNetworks.random(1, 2).write(directory.resolve("two.npz")), orbit);
        assertThat(many.status()).isEqualTo(5);
        assertThat(many.complaint()).contains("expected one network");
        Result smooth = trajectory("test-data/smooth/tanh-half.json", orbit);
        assertThat(smooth.status()).isEqualTo(5);
        assertThat(smooth.complaint()).contains("smooth activations");
        assertThat(trajectory(TENT, file("far.csv", "x\n1e39\n"), "--arithmetic", "binary32")
                        .status())
                .isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--arithmetic float",
                "--delta x",
                "--within x",
                "--max-bits 3",
                "--max-bits x",
                "--decimals rounded",
                "--domain 1,0",
                "--nothing"
            })
    void wrongUse(String words) throws IOException {
        List<Object> all = new ArrayList<>(List.of(TENT, table(List.of(0.25, 0.5))));
        all.addAll(List.of(words.split(" ")));
        Result result = trajectory(all.toArray());
        assertThat(result.status()).as("%s", result.err()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }

    @Test
    void bothFilesAreWanted() {
        assertThat(trajectory().status()).isEqualTo(2);
        assertThat(trajectory(TENT).status()).isEqualTo(2);
        assertThat(trajectory(TENT, "a.csv", "b.csv").status()).isEqualTo(2);
    }
}
