package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.IDENTITY;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.certificate;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.FloatOracle.size;
import static org.chaoscert.checker.FloatPrograms.power;
import static org.chaoscert.checker.FloatPrograms.ratio;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.FloatPrograms.Format;
import org.chaoscert.checker.Oracle.Interval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is accepted of programs is true of programs: many are run, and compared with exact fractions. */
class FloatEvaluationTest {
    private static final List<String> ACTIVATIONS =
            List.of("relu", "relu", "leaky-relu:1/10", "leaky-relu:1/3", "abs", "clip", "hard-tanh", "identity");

    /** The figure of the distance of two nearby orbits. */
    private static final Network DISTANCE =
            network("-inf inf", "relu 1; 1 | 1/100000 -251/500", "identity 19999/10000 -4 | 0");

    /** Li and Yorke's 5-cycle: there is no period three, but f² has it. */
    private static final Network FIVE_CYCLE =
            network("-inf inf", "relu 1; 1; 1; 1 | 0 -1/4 -1/2 -3/4", "clip 2 -3 -1 1 | 1/2");

    /** 1 − f(1 − x) for the tent f. */
    private static final Network TURNED = network("-inf inf", "relu -1; -1 | 1 1/2", "identity -2 4 | 1");

    /** The tent on [−1, 1], with few operations: 1 − |2x|. */
    private static final Network PLAIN = network("-inf inf", "abs 2 | 0", "identity -1 | 1");

    private static String evaluation(Network network, Format format, Interval span, Ratio deviation) {
        String claim = "\"claim\":\"float-evaluation\",\"arithmetic\":\"" + format.word + "\",\"interval\":[\""
                + span.low() + "\",\"" + span.high() + "\"],\"deviation\":\"" + deviation + "\"";
        return certificate(network.json(), claim, "{\"kind\":\"error-bound\"}");
    }

    private static String computed(Network network, Format format, int iterate, String point) {
        String claim = "\"claim\":\"float-li-yorke\",\"arithmetic\":\"" + format.word + "\"";
        return certificate(network.json(), claim, Certificates.liYorkeWitness(iterate, point));
    }

    /** The code and the place, or {@code valid}. */
    private static String verdict(String certificate) {
        Result result = Certificates.check(certificate);
        return (Certificates.word(result) + " " + result.at()).strip();
    }

    private static boolean isAccepted(Network network, Format format, Interval span, Ratio deviation) {
        String verdict = verdict(evaluation(network, format, span, deviation));
        assertThat(verdict).isIn("valid", "deviation-not-shown /deviation", "deviation-not-shown /arithmetic");
        return verdict.equals("valid");
    }

    private static Interval around(Ratio most) {
        return new Interval(most.negate(), most);
    }

    /** The least deviation that is accepted, up to one part in 128, or none. */
    private static Optional<Ratio> least(Network network, Format format, Interval span) {
        int high = format.greatest;
        if (!isAccepted(network, format, span, power(high))) {
            return Optional.empty();
        }
        int low = format.least - 60;
        while (high - low > 1) {
            int middle = Math.floorDiv(low + high, 2);
            if (isAccepted(network, format, span, power(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        int refused = 128;
        int accepted = 256;
        while (accepted - refused > 1) {
            int middle = (refused + accepted) / 2;
            if (isAccepted(network, format, span, power(high - 8).times(Ratio.of(middle)))) {
                accepted = middle;
            } else {
                refused = middle;
            }
        }
        return Optional.of(power(high - 8).times(Ratio.of(accepted)));
    }

    /** A weight: a decimal or a binary number, of a scale that the format has. */
    private static Ratio weight(Format format, Random random) {
        long sign = random.nextBoolean() ? 1 : -1;
        Ratio scale = format == Format.BINARY16 ? Ratio.ONE : power(random.nextInt(25) - 12);
        return switch (random.nextInt(6)) {
            case 0 -> Ratio.of(sign * random.nextInt(2));
            case 1, 2 -> Ratio.of(sign * random.nextInt(3000), 1000);
            case 3 -> Ratio.of(sign * random.nextInt(300), 100).times(scale);
            case 4 -> Ratio.of(sign * random.nextInt(64), 1L << random.nextInt(11));
            default -> Ratio.of(sign).plus(power(-12 - random.nextInt(30))).times(scale);
        };
    }

    private static Network draw(Format format, Random random, int depth, int width) {
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 0; i < depth; i++) {
            int units = i + 1 == depth ? 1 : 1 + random.nextInt(width);
            List<List<String>> rows = new ArrayList<>();
            for (int unit = 0; unit < units; unit++) {
                rows.add(numbers(format, random, inputs));
            }
            String activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
            layers.add(new Layer(activation, rows, numbers(format, random, units)));
            inputs = units;
        }
        return new Network(List.of("-inf", "inf"), layers);
    }

    private static List<String> numbers(Format format, Random random, int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(weight(format, random).toString());
        }
        return numbers;
    }

    private static Interval interval(Random random) {
        Ratio low = Ratio.of(-random.nextInt(100), 1L << random.nextInt(8));
        Ratio high = Ratio.of(random.nextInt(100), 10);
        return random.nextBoolean() ? new Interval(low, high) : around(high);
    }

    /** The largest deviation in a number of programs. */
    private static Ratio seen(Network network, Format format, Interval span, Random random, int programs) {
        FloatPrograms all = new FloatPrograms(format, random);
        Ratio seen = Ratio.ZERO;
        for (int i = 0; i < programs; i++) {
            double x = format.draw(random, span.low(), span.high());
            Ratio exact = Oracle.value(network.layers(), ratio(x));
            seen = seen.max(size(ratio(all.value(network, x)).minus(exact)));
        }
        return seen;
    }

    // Deviations.

    /** Rounding upward on the way costs less than one part in 2^40. */
    @ParameterizedTest
    @EnumSource
    void theBoundIsThatOfTheFormatToTheLetter(Format format) {
        Random random = new Random(51);
        int shown = 0;
        for (int i = 0; i < 60; i++) {
            Network network = draw(format, random, 1 + i % 3, 1 + i % 8);
            Interval span = interval(random);
            Ratio largest = size(span.low()).max(size(span.high()));
            Optional<Ratio> bound = bound(network, format, largest);
            if (bound.isPresent()) {
                shown++;
                Ratio least = bound.get();
                Ratio above = least.times(Ratio.ONE.plus(power(-40)));
                Ratio below = least.times(Ratio.ONE.minus(power(-70)));
                assertThat(verdict(evaluation(network, format, span, above)))
                        .as("%s in %s", network, format)
                        .isEqualTo("valid");
                assertThat(verdict(evaluation(network, format, span, below)))
                        .as("%s in %s", network, format)
                        .isEqualTo("deviation-not-shown /deviation");
            } else {
                assertThat(verdict(evaluation(network, format, span, power(format.greatest))))
                        .as("%s in %s", network, format)
                        .isEqualTo("deviation-not-shown /arithmetic");
            }
        }
        assertThat(shown).as("networks with a bound").isGreaterThan(30);
    }

    private static Optional<Ratio> bound(Network network, Format format, Ratio largest) {
        try {
            return Optional.of(new FloatOracle(network, format).deviation(largest));
        } catch (ArithmeticException none) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void noProgramIsFartherFromTheMapThanIsAccepted(Format format) {
        Random random = new Random(52);
        int shown = 0;
        for (int i = 0; i < 32; i++) {
            Network network = draw(format, random, 1 + i % 3, i % 4 == 0 ? 20 : 4);
            Interval span = interval(random);
            Optional<Ratio> least = least(network, format, span);
            if (least.isPresent()) {
                shown++;
                assertThat(seen(network, format, span, random, i % 4 == 0 ? 20 : 60))
                        .as("%s in %s on %s", network, format, span)
                        .isLessThan(least.get());
            }
        }
        assertThat(shown).as("networks with a bound").isGreaterThan(16);
    }

    /** Of few units, and without a cut that leaves nothing of what went wrong. */
    @ParameterizedTest
    @EnumSource
    void boundsOfSmallNetworksAreNotMuchTooLarge(Format format) {
        Random random = new Random(53);
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Network network = network(
                    "-inf inf",
                    "abs " + weight(format, random) + "; " + weight(format, random) + " | 1/7 -1/3",
                    "identity " + weight(format, random) + " " + weight(format, random) + " | 1/10");
            Interval span = around(Ratio.of(4));
            Ratio seen = seen(network, format, span, random, 60);
            Ratio least = least(network, format, span).orElseThrow();
            factors.add(approximately(least.over(seen)));
        }
        factors.sort(null);
        assertThat(factors.get(0)).as("the least factor of %s", factors).isGreaterThan(1);
        assertThat(factors.get(20)).as("the middle of %s", factors).isLessThan(50);
        assertThat(factors.get(39)).as("the largest of %s", factors).isLessThan(1e4);
    }

    private static double approximately(Ratio number) {
        return new BigDecimal(number.top())
                .divide(new BigDecimal(number.bottom()), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** Ten units in a row: each adds its errors to those of the ones before. */
    @ParameterizedTest
    @EnumSource
    void errorsOfInputsAreHandedOn(Format format) {
        String step = "identity " + Ratio.ONE.plus(power(-60)) + " | " + power(-60);
        Network network = network("-inf inf", step, step, step, step, step, step, step, step, step, step);
        Random random = new Random(54);
        Interval span = around(Ratio.ONE);
        Ratio seen = seen(network, format, span, random, 300);
        assertThat(seen)
                .as("more than one unit's share")
                .isGreaterThan(format.unit().times(Ratio.of(5)));
        assertThat(seen).isLessThan(least(network, format, span).orElseThrow());
    }

    // Small numbers.

    /** Inputs, weights and biases around the least normal number, which may be flushed to 0; weights that make them large. */
    @ParameterizedTest
    @Tag("long")
    @EnumSource
    void smallNumbersMayBeFlushed(Format format) {
        Random random = new Random(55);
        for (int i = 0; i < 40; i++) {
            Ratio tiny = format.leastNormal().times(Ratio.of(1 + random.nextInt(300), 100));
            Ratio large = power(random.nextInt(8)).times(Ratio.of(10, 9));
            Network network = network(
                    "-inf inf",
                    ACTIVATIONS.get(i % ACTIVATIONS.size()) + " " + large + "; " + tiny + " | " + tiny + " 0",
                    "identity " + large + " " + tiny.negate() + " | " + tiny);
            Interval span = around(i % 2 == 0 ? tiny : tiny.times(Ratio.of(50)));
            Ratio seen = seen(network, format, span, random, 60);
            assertThat(seen).as("something is lost").isGreaterThan(Ratio.ZERO);
            assertThat(seen)
                    .as("%s in %s", network, format)
                    .isLessThan(least(network, format, span).orElseThrow());
        }
    }

    /** An input just below η may be taken for 0, whatever the weight makes of it: e = 64η, and 16η of other small numbers. */
    @ParameterizedTest
    @EnumSource
    void anInputThatIsFlushedCountsAsMuchAsItsWeight(Format format) {
        Network network = network("-inf inf", "identity 64 | 0");
        Interval span = around(format.leastNormal());
        Ratio eta = format.leastNormal();
        assertThat(isAccepted(network, format, span, eta.times(Ratio.of(64)))).isFalse();
        assertThat(least(network, format, span).orElseThrow()).isLessThan(eta.times(Ratio.of(80)));
    }

    // Large numbers.

    /** 4(s + e) has to be at most 2^15; 61 summands and three more errors are 64/128, 62 more. */
    @ParameterizedTest
    @CsvSource({
        "BINARY16, 8000, valid",
        "BINARY16, 8192, deviation-not-shown /arithmetic",
        "BINARY16, 32768, deviation-not-shown /arithmetic",
        "BINARY16, 1000000000000, deviation-not-shown /arithmetic",
        "BFLOAT16, 1000000000000, valid",
        "BINARY32, 1000000000000, valid",
        "BINARY32, 1000000000000000000000000000000000000000, deviation-not-shown /arithmetic",
        "BINARY64, 1000000000000000000000000000000000000000, valid"
    })
    void nothingOverflows(Format format, String most, String verdict) {
        assertThat(verdict(evaluation(IDENTITY, format, around(Ratio.of(most)), power(126))))
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @EnumSource
    void weightsAndSumsOverflowAlone(Format format) {
        Interval zero = around(Ratio.ZERO);
        Ratio most = power(format.greatest);
        String refused = "deviation-not-shown /arithmetic";
        Network fits = network("-inf inf", "clip " + most + " | 0");
        Network heavy = network("-inf inf", "clip " + most.plus(Ratio.ONE) + " | 0");
        Network biased = network("-inf inf", "clip 0 | " + most.over(Ratio.of(4)));
        Network hidden = network("-inf inf", "relu 0 | " + most.over(Ratio.of(8)), "clip 4 | 0");
        assertThat(verdict(evaluation(fits, format, zero, most))).isEqualTo("valid");
        assertThat(verdict(evaluation(heavy, format, zero, most))).isEqualTo(refused);
        assertThat(verdict(evaluation(biased, format, zero, most))).isEqualTo(refused);
        assertThat(verdict(evaluation(hidden, format, zero, most))).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource({
        "BFLOAT16, 61, valid",
        "BFLOAT16, 62, deviation-not-shown /arithmetic",
        "BINARY16, 62, valid",
        "BINARY16, 509, valid",
        "BINARY16, 510, deviation-not-shown /arithmetic"
    })
    void manySummandsLeaveNoDigit(Format format, int summands, String verdict) {
        String hidden = "1; ".repeat(summands - 1) + "1 |" + " 0".repeat(summands);
        String output = ("1/" + summands + " ").repeat(summands) + "| 0";
        Network network = network("-inf inf", "relu " + hidden, "identity " + output);
        assertThat(verdict(evaluation(network, format, around(Ratio.ONE), Ratio.of(1000))))
                .isEqualTo(verdict);
    }

    // The inequality of Li and Yorke.

    @Test
    void theConclusionsNameTheFormat() {
        assertThat(Certificates.check(computed(PLAIN, Format.BINARY16, 1, "-1/2"))
                        .conclusions())
                .containsExactly("chaotic", "inequality-in:binary16");
        assertThat(Certificates.check(evaluation(TENT, Format.BINARY64, around(Ratio.ONE), Ratio.ONE))
                        .conclusions())
                .containsExactly("within-deviation:binary64");
    }

    /** d = 8a − 2 reaches a at 2/7. Errors of binary16 are up to 0.07 in each step, and are doubled in the next: too much. */
    @ParameterizedTest
    @CsvSource({
        "BINARY16, 1/4, inequality-fails /witness/point",
        "BINARY16, 73/256, inequality-fails /witness/point",
        "BINARY32, 73/256, valid",
        "BINARY32, 585/2048, valid",
        "BINARY32, 299593/1048576, inequality-fails /witness/point",
        "BINARY32, 2396745/8388608, inequality-fails /witness/point",
        "BINARY64, 2396745/8388608, valid",
        "BINARY16, 1/3, point-not-representable /witness/point",
        "BINARY32, 3/11, point-not-representable /witness/point",
        "BINARY16, 1025/4096, inequality-fails /witness/point",
        "BINARY16, 2049/8192, point-not-representable /witness/point",
        "BFLOAT16, 1/4, inequality-fails /witness/point",
        "BFLOAT16, 129/512, inequality-fails /witness/point",
        "BFLOAT16, 257/1024, point-not-representable /witness/point",
        "BINARY32, 8388609/33554432, valid",
        "BINARY32, 33554433/134217728, point-not-representable /witness/point",
        "BINARY64, 33554433/134217728, valid"
    })
    void pointsOfTheTent(Format format, String point, String verdict) {
        assertThat(verdict(computed(TENT, format, 1, point))).isEqualTo(verdict);
    }

    /** Numbers of the format, subnormal ones too; none of them is a witness, so only the code tells. */
    @ParameterizedTest
    @EnumSource
    void pointsHaveToBeNumbersOfTheFormat(Format format) {
        Ratio least = power(format.least - format.bits + 1);
        Ratio ends = Ratio.of((1L << (format.bits - 1)) - 1);
        for (Ratio number : List.of(Ratio.ZERO, least, least.negate(), least.times(ends), format.leastNormal())) {
            assertThat(verdict(computed(TENT, format, 1, number.toString()))).startsWith("inequality-fails");
        }
        Ratio longer = Ratio.ONE.plus(power(-format.bits));
        for (Ratio other : List.of(
                least.over(Ratio.of(2)),
                least.times(Ratio.of(3, 2)),
                longer,
                longer.negate(),
                power(format.greatest),
                power(format.greatest + 7).negate(),
                Ratio.of(1, 3))) {
            assertThat(verdict(computed(TENT, format, 1, other.toString())))
                    .as("%s in %s", other, format)
                    .isEqualTo("point-not-representable /witness/point");
        }
    }

    @ParameterizedTest
    @Tag("long")
    @EnumSource
    void pointsAreJudgedByAllThatMayBeComputed(Format format) {
        Random random = new Random(56);
        int kept = 0;
        int lost = 0;
        for (int i = 0; i < 200; i++) {
            Network network = List.of(TENT, DISTANCE, FIVE_CYCLE, TURNED, PLAIN).get(i % 5);
            int iterate = network.equals(FIVE_CYCLE) ? 2 : 1 + random.nextInt(2);
            int grid = 1 << (3 + random.nextInt(5));
            Ratio a = network.equals(PLAIN)
                    ? Ratio.of(random.nextInt(grid + 1) - grid, grid)
                    : Ratio.of(random.nextInt(grid + 1), grid);
            FloatOracle oracle = new FloatOracle(network, format);
            String verdict = verdict(computed(network, format, iterate, a.toString()));
            if (oracle.keepsOrder(a, iterate, power(-50))) {
                kept++;
                assertThat(verdict).as("%s from %s", network, a).isEqualTo("valid");
                assertOrderIsKept(network, format, iterate, a, random);
            } else if (!oracle.keepsOrder(a, iterate, power(-50).negate())) {
                lost++;
                assertThat(verdict).as("%s from %s", network, a).isEqualTo("inequality-fails /witness/point");
            }
        }
        // Seven bits are too few for all of these networks.
        int least = Map.of(Format.BFLOAT16, 0, Format.BINARY16, 4).getOrDefault(format, 16);
        assertThat(kept).as("kept").isGreaterThanOrEqualTo(least);
        assertThat(lost).as("lost").isGreaterThan(50);
    }

    /** Every step is another program. */
    private static void assertOrderIsKept(Network network, Format format, int iterate, Ratio a, Random random) {
        FloatPrograms programs = new FloatPrograms(format, random);
        for (int i = 0; i < 30; i++) {
            double[] orbit = {approximately(a), 0, 0, 0};
            for (int step = 1; step < 4; step++) {
                orbit[step] = orbit[step - 1];
                for (int j = 0; j < iterate; j++) {
                    orbit[step] = programs.value(network, orbit[step]);
                }
            }
            boolean rises = orbit[3] <= orbit[0] && orbit[0] < orbit[1] && orbit[1] < orbit[2];
            boolean falls = orbit[3] >= orbit[0] && orbit[0] > orbit[1] && orbit[1] > orbit[2];
            assertThat(rises || falls).as("%s", orbit).isTrue();
        }
    }

    /** A point is moved towards the cycle of period three, where d = a: at some place it is refused, and stays refused. */
    @ParameterizedTest
    @EnumSource
    void aPointMovedTowardsACycleIsRefusedSomewhere(Format format) {
        int scale = Math.min(format.bits, 30);
        long end = (2L << scale) / 7;
        String last = "valid";
        for (long gap = (1L << scale) / 32; gap > 0; gap /= 2) {
            Ratio a = Ratio.of(end - gap, 1L << scale);
            String verdict = verdict(computed(TENT, format, 1, a.toString()));
            if (last.equals("valid")) {
                assertThat(verdict).isIn("valid", "inequality-fails /witness/point");
            } else {
                assertThat(verdict).as("nearer than one that was refused").isEqualTo(last);
            }
            last = verdict;
        }
        assertThat(last).isEqualTo(format == Format.BINARY64 ? "valid" : "inequality-fails /witness/point");
    }
}
