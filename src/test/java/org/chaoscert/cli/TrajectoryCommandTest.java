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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What {@code trajectory} prints, compared with orbits that are computed here, exactly and in both formats. */
class TrajectoryCommandTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIVE_CYCLE = Path.of("test-data/exact/five-cycle.json");
    private static final Path SMOOTH = Path.of("test-data/smooth/tanh-half.json");

    /** 1.9999 relu(x + 0.00001) - 4 relu(x - 0.502). */
    private static final Path NEARLY_TENT = Path.of("test-data/published/distance-figure.json");

    private static final int HEAD = 6;

    @TempDir
    private Path directory;

    private static BigDecimal relu(BigDecimal x) {
        return x.max(BigDecimal.ZERO);
    }

    /** The orbit of the nearly tent-like map: decimals are never rounded. */
    private static List<BigDecimal> exact(String start, int steps) {
        List<BigDecimal> orbit = new ArrayList<>(List.of(new BigDecimal(start)));
        for (int n = 0; n < steps; n++) {
            BigDecimal x = orbit.get(n);
            BigDecimal first = relu(x.add(new BigDecimal("0.00001"))).multiply(new BigDecimal("1.9999"));
            BigDecimal second = relu(x.subtract(new BigDecimal("0.502"))).multiply(new BigDecimal("-4"));
            orbit.add(first.add(second));
        }
        return orbit;
    }

    private static List<Double> binary64(double start, int steps) {
        List<Double> orbit = new ArrayList<>(List.of(start));
        for (int n = 0; n < steps; n++) {
            double x = orbit.get(n);
            orbit.add(1.9999 * Math.max(0, x + 0.00001) + -4 * Math.max(0, x - 0.502));
        }
        return orbit;
    }

    private static List<Double> binary32(float start, int steps) {
        List<Double> orbit = new ArrayList<>(List.of((double) start));
        float x = start;
        for (int n = 0; n < steps; n++) {
            x = 1.9999f * Math.max(0, x + 0.00001f) + -4f * Math.max(0, x - 0.502f);
            orbit.add((double) x);
        }
        return orbit;
    }

    private static BigDecimal rounded(BigDecimal value, int digits) {
        return value.round(new MathContext(digits, RoundingMode.HALF_UP));
    }

    /** The first step at which a value is farther off than half a unit of the first digit; -1 if there is none. */
    private static int lost(List<BigDecimal> exact, List<Double> computed) {
        return IntStream.range(0, exact.size())
                .filter(n -> {
                    BigDecimal x = exact.get(n);
                    BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(x.precision() - x.scale() - 1);
                    BigDecimal error =
                            new BigDecimal(computed.get(n)).subtract(x).abs();
                    return error.multiply(BigDecimal.valueOf(2)).compareTo(unit) > 0;
                })
                .findFirst()
                .orElse(-1);
    }

    private static List<BigDecimal> decimals(JsonNode array) {
        return array.valueStream().map(text -> new BigDecimal(text.asString())).toList();
    }

    private static List<Double> doubles(JsonNode array) {
        return array.valueStream().map(JsonNode::asDouble).toList();
    }

    private static List<List<String>> rows(Result result) {
        return result.lines().stream()
                .filter(line -> line.matches("  \\d+ .*"))
                .map(line -> List.of(line.strip().split(" +")))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"0.3, 17, 150", "0.3000001, 5, 60", "-0.25, 40, 80", "1e-6, 120, 200", "0.7123, 1, 100"})
    void allDigitsAreRight(String start, int digits, int steps) {
        Result result =
                chaoscert("trajectory", NEARLY_TENT, "--start", start, "--digits", digits, "--steps", steps, "--json");
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.err()).as("complaints").isEmpty();
        JsonNode object = result.json().get(0);
        List<BigDecimal> exact = exact(start, steps);
        List<BigDecimal> points = decimals(object.path("points").get(0));
        assertThat(points).as("as many points as steps and one").hasSize(steps + 1);
        for (int n = 0; n <= steps; n++) {
            assertThat(points.get(n)).as("step %d", n).isEqualByComparingTo(rounded(exact.get(n), digits));
        }
        List<Double> binary64 = binary64(Double.parseDouble(start), steps);
        List<Double> binary32 = binary32(Float.parseFloat(start), steps);
        assertThat(doubles(object.path("binary64").get(0))).as("binary64").isEqualTo(binary64);
        assertThat(doubles(object.path("binary32").get(0))).as("binary32").isEqualTo(binary32);
        assertThat(object.path("noCorrectDigit").path("binary64").get(0).asInt(-1))
                .as("binary64 is lost")
                .isEqualTo(lost(exact, binary64));
        assertThat(object.path("noCorrectDigit").path("binary32").get(0).asInt(-1))
                .as("binary32 is lost")
                .isEqualTo(lost(exact, binary32));
        assertThat(object.path("distances").isEmpty()).as("no distances").isTrue();
    }

    @Test
    void twoStartsHaveTheirDistances() {
        JsonNode object = chaoscert("trajectory", NEARLY_TENT, "--start", "0.3,0.3000001,0.1", "--json")
                .json()
                .get(0);
        assertThat(object.path("steps").asInt()).as("steps, unless chosen").isEqualTo(150);
        assertThat(object.path("digits").asInt()).as("digits, unless chosen").isEqualTo(17);
        assertThat(object.path("starts").toString()).as("starts").isEqualTo("[\"3/10\",\"3000001/10000000\",\"1/10\"]");
        List<BigDecimal> first = exact("0.3", 150);
        for (int i = 0; i < 2; i++) {
            List<BigDecimal> other = exact(i == 0 ? "0.3000001" : "0.1", 150);
            List<BigDecimal> distances = decimals(object.path("distances").get(i));
            for (int n = 0; n <= 150; n++) {
                BigDecimal distance = other.get(n).subtract(first.get(n)).abs();
                assertThat(distances.get(n)).as("step %d", n).isEqualByComparingTo(rounded(distance, 17));
            }
        }
    }

    @Test
    void aThirdStaysAtTwoThirdsUnlessItIsRounded() {
        Result result = chaoscert("trajectory", TENT, "--start", "1/3", "--steps", 60, "--digits", 25);
        assertThat(result.status()).as("exit status").isZero();
        List<List<String>> rows = rows(result);
        assertThat(rows).as("rows").hasSize(61);
        assertThat(rows.stream().map(row -> row.get(1)))
                .as("exact points")
                .startsWith("0.3333333333333333333333333")
                .containsOnlyOnce("0.3333333333333333333333333")
                .endsWith("0.6666666666666666666666667");
        assertThat(rows.get(60))
                .as("what programs get")
                .containsExactly("60", "0.6666666666666666666666667", "0.0", "0.0");
        assertThat(result.lines())
                .as("when they lose the orbit")
                .anyMatch(line -> line.matches("  binary64 has no correct digit from step 5\\d"))
                .anyMatch(line -> line.matches("  binary32 has no correct digit from step 2\\d"));
    }

    @Test
    void peopleSeeTheSameNumbersInColumns() {
        Object[] words = {"trajectory", NEARLY_TENT, "--start", "0.3,0.4", "--steps", 9};
        Result text = chaoscert(words);
        JsonNode object = chaoscert(
                        Stream.concat(Arrays.stream(words), Stream.of("--json")).toArray())
                .json()
                .get(0);
        assertThat(text.lines().get(0)).as("first line").isEqualTo("trajectory");
        assertThat(text.lines().get(HEAD - 1).strip().split(" {2,}"))
                .as("titles")
                .containsExactly(
                        "step",
                        "exact 1",
                        "binary64 1",
                        "binary32 1",
                        "exact 2",
                        "binary64 2",
                        "binary32 2",
                        "distance 1-2");
        List<List<String>> rows = rows(text);
        assertThat(rows).as("rows").hasSize(10);
        for (int n = 0; n <= 9; n++) {
            List<String> row = rows.get(n);
            assertThat(row.get(0)).as("step").isEqualTo(String.valueOf(n));
            for (int i = 0; i < 2; i++) {
                assertThat(row.get(1 + 3 * i))
                        .as("exact")
                        .isEqualTo(object.path("points").get(i).get(n).asString());
                assertThat(Double.parseDouble(row.get(2 + 3 * i)))
                        .as("binary64")
                        .isEqualTo(object.path("binary64").get(i).get(n).asDouble());
                assertThat((double) Float.parseFloat(row.get(3 + 3 * i)))
                        .as("binary32")
                        .isEqualTo(object.path("binary32").get(i).get(n).asDouble());
            }
            assertThat(row.get(7))
                    .as("distance")
                    .isEqualTo(object.path("distances").get(0).get(n).asString());
        }
        assertThat(text.lines().subList(HEAD + 10, text.lines().size()))
                .as("what programs lose")
                .hasSize(4)
                .allMatch(line -> line.matches("  binary(64|32) of start [12] has a correct digit all the way"));
    }

    @Test
    void noStepIsTheStartAlone() {
        Result result = chaoscert("trajectory", TENT, "--start", "-0x1.8p-1", "--steps", 0);
        assertThat(rows(result)).as("rows").containsExactly(List.of("0", "-0.75", "-0.75", "-0.75"));
    }

    @Test
    void standardInputIsReadToo() throws IOException {
        Result result = Command.reading(Files.readAllBytes(TENT))
                .run("trajectory", "-", "--start", "2/9", "--steps", 3, "--digits", 3, "--json");
        assertThat(result.json().get(0).path("points").toString())
                .as("a 3-cycle")
                .isEqualTo("[[\"0.222\",\"0.444\",\"0.889\",\"0.222\"]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1/1000", "1/2,2", "1.0000000000000000000000001"})
    void aStartOutsideTheDomainIsWrongUse(String start) {
        Result result = chaoscert("trajectory", FIVE_CYCLE, "--start", start);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint())
                .as("complaint")
                .contains(FIVE_CYCLE.toString(), "--start ", "not in the domain [0, 1]");
        assertThat(result.out()).as("output").isEmpty();
        Result narrow = chaoscert("trajectory", TENT, "--domain", "0,1", "--start", "2");
        assertThat(narrow.complaint()).as("another domain").contains("--start 2: not in the domain [0, 1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--start pi;                    --start pi: not a number",
                "--start 0.3,;                  not a number",
                "--start 1/0;                   --start 1/0: not a number",
                "--start inf;                   --start inf: not a number",
                "--start 0.3 0.4;               0.4",
                "--start 1/3 --steps -1;        --steps -1: expected 0 to 10000000",
                "--start 1/3 --steps 2.5;       --steps",
                "--start 1/3 --digits 0;        --digits 0: expected 1 to 1000",
                "--start 1/3 --digits 1001;     --digits 1001: expected 1 to 1000",
                "--start 1/3 --max-bits 0;      --max-bits 0",
                "--start 1/3 --domain 1,0;      left end not below right end",
                "--steps 3;                     --start"
            })
    void badValuesAreWrongUse(String options, String message) {
        Result result = chaoscert(Stream.of("trajectory " + TENT + " " + options)
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .toArray());
        assertThat(result.status()).as("exit status of %s", options).isEqualTo(2);
        assertThat(result.complaint()).as("complaint about %s", options).contains(message.strip());
        assertThat(result.err().lines()).as("lines of it").hasSize(2);
        assertThat(result.out()).as("output of %s", options).isEmpty();
    }

    @Test
    void moreStartsThanAreHandledAreWrongUse() {
        String starts = String.join(",", Collections.nCopies(1001, "1/3"));
        Result result = chaoscert("trajectory", TENT, "--start", starts);
        assertThat(result.status()).as("exit status").isEqualTo(2);
        assertThat(result.complaint())
                .as("complaint")
                .contains("--start", "1001", "1000")
                .hasSizeLessThan(120);
    }

    @Test
    void aPointWithTooManyBitsEndsTheOrbit() {
        Object[] words = {"trajectory", NEARLY_TENT, "--start", "0.3", "--max-bits", 2000, "--steps", 200};
        Result result = chaoscert(words);
        assertThat(result.status()).as("exit status").isEqualTo(6);
        int reached = rows(result).size() - 1;
        assertThat(result.complaint())
                .as("complaint")
                .contains(NEARLY_TENT.toString(), "over limits", "after " + (reached + 1) + " steps", "2000");
        assertThat(decimalsOf(rows(result)))
                .as("all before are printed")
                .isEqualTo(exact("0.3", reached).stream()
                        .map(point -> rounded(point, 17).stripTrailingZeros())
                        .toList());
        Result json = chaoscert(
                Stream.concat(Arrays.stream(words), Stream.of("--json")).toArray());
        assertThat(json.status()).as("exit status").isEqualTo(6);
        assertThat(json.out()).as("an object is whole or not there").isEmpty();
    }

    private static List<BigDecimal> decimalsOf(List<List<String>> rows) {
        return rows.stream()
                .map(row -> new BigDecimal(row.get(1)).stripTrailingZeros())
                .toList();
    }

    @Test
    void theCostOfManyStepsIsAnnounced() {
        Result few = chaoscert("trajectory", TENT, "--start", "1/3", "--steps", 1000, "--json");
        assertThat(few.err()).as("1000 steps").isEmpty();
        Result many = chaoscert("trajectory", TENT, "--start", "1/3", "--steps", 1001, "--json");
        assertThat(many.status()).as("exit status").isZero();
        assertThat(many.err().lines()).as("one line").hasSize(1);
        assertThat(many.err()).as("1001 steps").contains("2 bits a step", "1001 steps may need 2002 bits");
        assertThat(many.json()).as("standard output holds the object alone").hasSize(1);
    }

    @Test
    void unreadableInputsAreSaidWithThePlace() throws IOException {
        Path broken = Files.writeString(directory.resolve("broken.json"), "{}");
        for (Object name : List.of(broken, SMOOTH, "nosuch.json", directory)) {
            Result result = chaoscert("trajectory", name, "--start", "0.3");
            assertThat(result.status()).as("exit status for %s", name).isEqualTo(5);
            assertThat(result.err().lines())
                    .as("complaint about %s", name)
                    .singleElement()
                    .asString()
                    .startsWith("chaoscert: " + name + ": ");
            assertThat(result.out()).as("output").isEmpty();
        }
        assertThat(chaoscert("trajectory", SMOOTH, "--start", "0.3").complaint())
                .as("smooth")
                .contains("/layers", "smooth activations", "no exact orbits");
        Result left = chaoscert("trajectory", TENT, "--start", "0.3", "--domain", "0,1/2");
        assertThat(left.status()).as("exit status").isEqualTo(5);
        assertThat(left.complaint()).as("a domain that is left").contains("/domain", "1/2 to 1");
    }

    @Test
    void aStartThatProgramsCannotHoldIsOverLimits() {
        Result result = chaoscert("trajectory", TENT, "--start", "1e40");
        assertThat(result.status()).as("exit status").isEqualTo(6);
        assertThat(result.complaint()).as("complaint").contains("over limits", "beyond the numbers of binary32");
    }
}
