package org.chaoscert.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.cli.Command.chaoscert;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.cli.Command.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code dynamics} says, compared with what is known of maps that can be worked out by hand. */
class DynamicsCommandTest {
    private static final Path TENT = Path.of("test-data/published/tent.json");
    private static final Path FIGURE_7 = Path.of("test-data/published/figure-7.json");
    private static final Path FIVE_CYCLE = Path.of("test-data/exact/five-cycle.json");
    private static final Path CONSTANT = Path.of("test-data/exact/constant.json");
    private static final Path SHIFT = Path.of("test-data/exact/shift.json");

    /** The values of the five-cycle map at 0, 1/4, ..., 1, in quarters. */
    private static final int[] FIVE = {2, 4, 3, 1, 0};

    @TempDir
    private Path directory;

    private JsonNode json(Path network, Object... options) {
        List<Object> words = new ArrayList<>(List.of("dynamics", network, "-o", directory, "--json"));
        words.addAll(List.of(options));
        Result result = chaoscert(words.toArray());
        assertThat(result.status()).as("exit status for %s", network).isZero();
        assertThat(result.err()).as("complaints about %s", network).isEmpty();
        return result.json().get(0);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<Long> numbers(JsonNode array) {
        return array.valueStream().map(JsonNode::asLong).toList();
    }

    /** The periods with one answer: true, false or null. */
    private static List<Integer> periods(JsonNode object, String answer) {
        return object.path("periods")
                .propertyStream()
                .filter(entry -> entry.getValue().toString().equals(answer))
                .map(entry -> Integer.valueOf(entry.getKey()))
                .toList();
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    private static JsonNode accepted(byte[] certificate, String name) {
        assertThat(new Checker(Optional.empty(), Limits.DEFAULT)
                        .check(certificate)
                        .isValid())
                .as("%s is accepted", name)
                .isTrue();
        return Command.json(new String(certificate, StandardCharsets.UTF_8));
    }

    /** Each certificate is accepted, lies where it is said to, and claims what the object says. */
    private void assertCertified(JsonNode object) throws IOException {
        List<String> paths = strings(object.path("certificates"));
        assertThat(paths.stream().map(path -> Path.of(path).getFileName().toString()))
                .as("all that was written")
                .containsExactlyInAnyOrderElementsOf(Command.in(directory));
        for (String path : paths) {
            JsonNode certificate = accepted(Files.readAllBytes(Path.of(path)), path);
            String claim = certificate.path("claim").asString();
            if (path.contains(".period-")) {
                String n = path.replaceFirst(".*\\.period-(\\d+)\\.cert\\.json", "$1");
                assertThat(certificate.path("period").asString())
                        .as("period of %s", path)
                        .isEqualTo(n);
                assertThat(claim)
                        .as("claim of %s", path)
                        .isEqualTo(object.path("periods").path(n).asBoolean() ? "period" : "no-period");
            } else if (path.contains(".entropy-at-")) {
                assertThat(path).as("name for the claim %s", claim).endsWith("." + claim + ".cert.json");
                String end = claim.equals("entropy-at-least") ? "lower" : "upper";
                String[] bound = certificate.path("bound").asString().split("/");
                BigDecimal divisor = bound.length == 1 ? BigDecimal.ONE : new BigDecimal(bound[1]);
                assertThat(new BigDecimal(object.path("entropy").path(end).asString()))
                        .as("bound of %s", path)
                        .isEqualByComparingTo(new BigDecimal(bound[0]).divide(divisor));
            }
        }
    }

    private static void assertEntropy(JsonNode object, String exact) {
        BigDecimal lower = new BigDecimal(object.path("entropy").path("lower").asString());
        BigDecimal upper = new BigDecimal(object.path("entropy").path("upper").asString());
        assertThat(lower).as("lower bound").isLessThanOrEqualTo(new BigDecimal(exact));
        assertThat(upper).as("upper bound").isGreaterThanOrEqualTo(new BigDecimal(exact));
        assertThat(upper.subtract(lower)).as("width").isLessThan(new BigDecimal("1e-9"));
    }

    @Test
    void theTentHasAllPeriodsAndTheEntropyLogTwo() throws IOException {
        JsonNode object = json(TENT, "--iterates", 16);
        assertThat(object.path("file").asString()).as("file").isEqualTo(TENT.toString());
        assertThat(object.path("verdict").asString()).as("verdict").isEqualTo("chaotic");
        assertThat(object.path("sha256").asString()).as("digest").startsWith("0f97e66ff33a15fa");
        assertThat(object.path("fixed").toString()).as("fixed points").isEqualTo("[[\"0\",\"0\"],[\"2/3\",\"2/3\"]]");
        assertThat(periods(object, "true")).as("periods").isEqualTo(upTo(12));
        assertThat(strings(object.path("orbits").path("3"))).as("3-cycle").containsExactly("2/9", "4/9", "8/9");
        assertThat(numbers(object.path("laps")))
                .as("laps")
                .isEqualTo(IntStream.rangeClosed(1, 16).mapToObj(n -> 1L << n).toList());
        assertThat(numbers(object.path("regions")))
                .as("regions: the constant at both ends too, which is one with f's last lap where n = 1")
                .isEqualTo(IntStream.rangeClosed(1, 16)
                        .mapToObj(n -> n == 1 ? 3L : (1L << n) + 2)
                        .toList());
        assertEntropy(object, "0.693147180559945309417232121458");
        assertThat(object.path("attractors").toString())
                .as("0 takes in all below it")
                .isEqualTo("[[\"0\"]]");
        assertCertified(object);
    }

    @Test
    void figureSevenHasTheTwoPeriodsOneAndTwo() throws IOException {
        JsonNode object = json(FIGURE_7);
        assertThat(object.path("verdict").asString()).as("verdict").isEqualTo("not-chaotic");
        assertThat(periods(object, "true")).as("periods").containsExactly(1, 2);
        assertThat(periods(object, "false")).as("no periods").isEqualTo(upTo(12).subList(2, 12));
        assertThat(object.path("entropy").toString()).as("entropy").isEqualTo("{\"lower\":\"0\",\"upper\":\"0\"}");
        assertThat(numbers(object.path("laps"))).as("laps").hasSize(20).containsOnly(1L);
        assertCertified(object);
    }

    /** Laps and regions of the n-th iterate, counted on a grid that holds all kinks: slopes are 2 and 1, kinks at quarters. */
    private static long[] counted(int n) {
        int scale = 4 << n;
        int quarter = scale / 4;
        long laps = 1;
        long regions = 1;
        int lastRise = 0;
        int lastDirection = 0;
        int before = iterate(n, 0, quarter);
        for (int x = 1; x <= scale; x++) {
            int value = iterate(n, x, quarter);
            int rise = value - before;
            int direction = Integer.signum(rise);
            if (x > 1 && rise != lastRise) {
                regions++;
            }
            if (direction != 0 && direction == -lastDirection) {
                laps++;
            }
            lastDirection = direction == 0 ? lastDirection : direction;
            lastRise = rise;
            before = value;
        }
        return new long[] {laps, regions};
    }

    private static int iterate(int n, int start, int quarter) {
        int x = start;
        for (int i = 0; i < n; i++) {
            int k = Math.min(3, x / quarter);
            x = FIVE[k] * quarter + (FIVE[k + 1] - FIVE[k]) * (x - k * quarter);
        }
        return x;
    }

    @Test
    void theFiveCycleHasAllPeriodsButThree() throws IOException {
        JsonNode object = json(FIVE_CYCLE, "--iterates", 14);
        assertThat(object.path("verdict").asString()).as("verdict").isEqualTo("chaotic");
        assertThat(periods(object, "false")).as("no periods").containsExactly(3);
        assertThat(periods(object, "true")).as("periods").hasSize(11).contains(1, 2, 4, 5, 12);
        for (int n = 1; n <= 14; n++) {
            long[] expected = counted(n);
            assertThat(numbers(object.path("laps")).get(n - 1))
                    .as("laps of f^%d", n)
                    .isEqualTo(expected[0]);
            assertThat(numbers(object.path("regions")).get(n - 1))
                    .as("regions of f^%d", n)
                    .isEqualTo(expected[1]);
        }
        // The logarithm of the largest root of x^5 - 2 x^3 - 1: the growth of the least dynamics that a 5-cycle forces.
        assertEntropy(object, "0.414012737393791820480636815310");
        assertCertified(object);
    }

    @Test
    void aConstantMapHasOnePointThatTakesInAll() throws IOException {
        JsonNode object = json(CONSTANT, "--max-period", 4, "--iterates", 3);
        assertThat(periods(object, "true")).as("periods").containsExactly(1);
        assertThat(periods(object, "false")).as("no periods").containsExactly(2, 3, 4);
        assertThat(numbers(object.path("regions"))).as("regions").containsExactly(1L, 1L, 1L);
        assertThat(object.path("attractors").toString()).as("attractor").isEqualTo("[[\"1/2\"]]");
        assertCertified(object);
    }

    @Test
    void aMapWithoutFixedPointHasNoPeriodAtAll() throws IOException {
        JsonNode object = json(SHIFT, "--max-period", 5, "--iterates", 2);
        assertThat(object.path("fixed").isEmpty()).as("no fixed point").isTrue();
        assertThat(periods(object, "false")).as("no periods").isEqualTo(upTo(5));
        assertThat(object.path("orbits").isEmpty()).as("no orbits").isTrue();
        assertCertified(object);
        Result text = chaoscert("dynamics", SHIFT, "-o", directory, "--max-period", 5);
        assertThat(text.said("fixed")).as("fixed").containsExactly("no fixed point");
        assertThat(text.said("periods")).as("periods").containsExactly("none up to 5");
        assertThat(text.said("not periods")).as("no periods").containsExactly("1, 2, 3, 4, 5");
    }

    @Test
    void peopleAreToldTheSame() {
        Result result = chaoscert("dynamics", TENT, "-o", directory, "--max-period", 7, "--iterates", 3);
        assertThat(result.status()).as("exit status").isZero();
        assertThat(result.lines().get(0)).as("first word").isEqualTo("chaotic");
        assertThat(result.said("periods")).as("periods").containsExactly("1, 2, 3, 4, 5, 6, 7");
        assertThat(result.said("not periods")).as("no periods").containsExactly("none up to 7");
        assertThat(result.said("forced")).as("forced").containsExactly("least period 3 forces every other");
        assertThat(result.said("period 7"))
                .as("a long orbit is cut")
                .containsExactly("2/127 -> 4/127 -> 8/127 -> 16/127 -> 32/127 -> 64/127 -> …");
        assertThat(result.said("laps")).as("laps").containsExactly("2, 4, 8");
        assertThat(result.said("regions")).as("regions").containsExactly("3, 6, 10");
        assertThat(result.said("entropy"))
                .as("entropy, rounded outward")
                .containsExactly("from 0.693147180559945 to 0.693147180559946");
        assertThat(result.said("certificate")).as("certificates").hasSize(10);
        assertThat(chaoscert("dynamics", FIVE_CYCLE, "-o", directory).said("forced"))
                .as("what a 5-cycle forces")
                .containsExactly("least period 5 forces all odd ones above 5, and all even ones");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "5", "300", "1000"})
    void aTinyBudgetLeavesPeriodsOpenAndKeepsWhatIsProved(long budget) throws IOException {
        Result result = chaoscert("dynamics", TENT, "-o", directory, "--json", "--budget", budget);
        assertThat(result.status()).as("exit status").isEqualTo(4);
        JsonNode object = result.json().get(0);
        assertThat(periods(object, "null")).as("open periods").contains(12);
        assertThat(periods(object, "false")).as("no period is denied").isEmpty();
        assertThat(strings(object.path("certificates")))
                .as("one for each period")
                .hasSizeGreaterThanOrEqualTo(periods(object, "true").size());
        assertCertified(object);
        Result text = chaoscert("dynamics", TENT, "-o", directory, "--budget", budget);
        assertThat(text.status()).as("exit status").isEqualTo(4);
        assertThat(text.said("open")).as("open").singleElement().asString().endsWith("11, 12");
    }

    @Test
    void aBudgetThatSufficesChangesNothing() {
        Object[] words = {"dynamics", FIGURE_7, "-o", directory, "--json"};
        Object[] more = {"dynamics", FIGURE_7, "-o", directory, "--json", "--budget", 1_000_000_000L};
        assertThat(chaoscert(more)).isEqualTo(chaoscert(words));
    }

    @Test
    void anotherDomainIsAnotherMap() throws IOException {
        JsonNode object = json(TENT, "--domain", "0,1", "--iterates", 3);
        assertThat(numbers(object.path("regions"))).as("regions").containsExactly(2L, 4L, 8L);
        assertThat(object.path("sha256").asString()).as("digest").doesNotStartWith("0f97e66ff33a15fa");
        assertCertified(object);
    }

    /** Period 17 of the tent is found at once; what the number of pieces says is the most that it may take. */
    @Test
    void longWorkIsAnnounced() {
        Object[] words = {
            "dynamics", TENT, "-o", directory, "--max-period", 17, "--iterates", 1, "--json", "--budget", 1
        };
        assertThat(chaoscert(words).err())
                .as("with a budget nothing takes long")
                .isEmpty();
        words[1] = FIGURE_7;
        assertThat(chaoscert(Arrays.copyOf(words, 8)).err()).as("five pieces").isEmpty();
        words[1] = TENT;
        assertThat(chaoscert(Arrays.copyOf(words, 8)).err())
                .as("2^17 + 2 pieces")
                .contains("tent.json: f^17 has 131074 affine pieces");
    }
}
