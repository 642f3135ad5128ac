package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawn networks: a function of (law, s, i) alone, independent of each other. Their laws: {@link SamplerLawTest}. */
class SamplerTest {
    private static final Variance HE = new Variance("he");

    private static final int WIDTH = 4000;

    private static Sampler sampler(Scheme scheme, int width, int depth) {
        return new Sampler(scheme, width, depth, HE, false);
    }

    private static int depths(Scheme scheme) {
        return scheme == Scheme.RELU_SUM ? 2 : 4;
    }

    /** All numbers of a network in the order in which they are drawn by relu-sum and written by all. */
    private static double[] numbers(Network network) {
        List<Double> numbers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            for (int unit = 0; unit < layer.units(); unit++) {
                for (int input = 0; input < layer.inputs(); input++) {
                    numbers.add(layer.weight(unit, input).approximate());
                }
            }
            for (int unit = 0; unit < layer.units(); unit++) {
                numbers.add(layer.bias(unit).approximate());
            }
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static String hexadecimal(Network network) {
        StringBuilder text = new StringBuilder();
        for (double number : numbers(network)) {
            text.append(text.length() == 0 ? "" : " ").append(Double.toHexString(number));
        }
        return text.toString();
    }

    // The generator.

    private static List<String> philox(int skip, long... seed) {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(seed);
        return LongStream.generate(random::nextLong)
                .skip(skip)
                .limit(4)
                .mapToObj(Long::toHexString)
                .toList();
    }

    /**
     * The known answers of Random123 for philox4x64 with 10 rounds: key and counter 0, and all bits set. The library counts
     * up before it forms a block, so the counter of the seed is one less.
     */
    @Test
    void philoxGivesItsKnownAnswers() {
        assertThat(philox(0, 0, 0, -1, -1, -1, -1))
                .containsExactly("16554d9eca36314c", "db20fe9d672d0fdc", "d7e772cee186176b", "7e68b68aec7ba23b");
        assertThat(philox(0, -1, -1, -2, -1, -1, -1))
                .containsExactly("87b092c3013fe90b", "438c3c67be8d0224", "9cc7d7c69cd777b6", "a09caebf594f0ba0");
    }

    @Test
    void theFirstBlockOfANetworkIsThatOfCounterOne() {
        assertThat(philox(0, 42, 7, 0, 0, 0, 0)).isEqualTo(philox(4, 42, 7, -1, -1, -1, -1));
    }

    @Test
    void theSeedAndTheSampleNumberAreTheKey() {
        UniformRandomProvider random = RandomSource.PHILOX_4X64.create(new long[] {42, 7, 0, 0, 0, 0});
        double[] numbers = numbers(sampler(Scheme.RELU_SUM, 16, 2).draw(42, 7));
        for (int i = 0; i < 16; i++) {
            assertThat(-numbers[16 + i])
                    .as("kink %d of network 7 of seed 42", i)
                    .isEqualTo(random.nextDouble());
        }
    }

    // A function of (law, s, i).

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void networkIOfSeedSIsTheSameInAnyOrder(Scheme scheme) {
        for (int depth = 2; depth <= depths(scheme); depth++) {
            Sampler sampler = sampler(scheme, 5, depth);
            List<Integer> order = IntStream.range(0, 40).boxed().collect(Collectors.toCollection(ArrayList::new));
            List<String> drawn =
                    order.stream().map(i -> hexadecimal(sampler.draw(9, i))).toList();
            Collections.shuffle(order, new Random(1));
            for (int i : order) {
                assertThat(hexadecimal(sampler(scheme, 5, depth).draw(9, i)))
                        .as("%s, depth %d, network %d of seed 9", scheme.word(), depth, i)
                        .isEqualTo(drawn.get(i));
            }
            assertThat(drawn).as("networks of one seed").doesNotHaveDuplicates();
        }
    }

    @Test
    void networkIOfSeedSIsTheSameOnAnyThread() throws Exception {
        Sampler sampler = sampler(Scheme.HE_HE, 8, 3);
        List<String> expected = IntStream.range(0, 200)
                .mapToObj(i -> hexadecimal(sampler.draw(3, i)))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int index = i;
                tasks.add(() -> hexadecimal(sampler.draw(3, index)));
            }
            List<String> drawn = new ArrayList<>();
            for (Future<String> task : pool.invokeAll(tasks)) {
                drawn.add(task.get());
            }
            assertThat(drawn).isEqualTo(expected);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void seedAndIndexDoNotStandForEachOther() {
        Sampler sampler = sampler(Scheme.GLOROT, 4, 2);
        assertThat(List.of(
                        hexadecimal(sampler.draw(0, 1)),
                        hexadecimal(sampler.draw(1, 0)),
                        hexadecimal(sampler.draw(1, 1)),
                        hexadecimal(sampler.draw(-1, 1)),
                        hexadecimal(sampler.draw(1L << 32, 1)),
                        hexadecimal(sampler.draw(1, 1L << 32)),
                        hexadecimal(sampler.draw(1, 1L << 33))))
                .doesNotHaveDuplicates();
    }

    /** These pin reproducibility: a network that was published by its seed must be the same in every later version. */
    @ParameterizedTest
    @CsvSource({
        "RELU_SUM, 2, 0x1.0p0 0x1.0p0 -0x1.33da1d2e30372p-2 -0x1.5a6dd062361f5p-1"
                + " 0x1.c5f2b5a22ce02p-2 -0x1.238efe4f94e83p0 0x0.0p0",
        "ONE_HE, 2, 0x1.0p0 0x1.0p0 0x1.46c4ff0ad41c4p0 -0x1.61359839afb99p1 0x1.c5f2b5a22ce02p-2"
                + " -0x1.238efe4f94e83p0 -0x1.deb3097f3f909p0",
        "HE_HE, 2, 0x1.46c4ff0ad41c4p0 -0x1.61359839afb99p1 0x1.40fd61780d19cp-1 -0x1.9c537a0c55f82p0"
                + " -0x1.deb3097f3f909p0 0x1.a5b74b294213cp0 0x1.0023f75d6deddp0",
        "HE_HE, 3, 0x1.46c4ff0ad41c4p0 -0x1.61359839afb99p1 0x1.40fd61780d19cp-1 -0x1.9c537a0c55f82p0"
                + " -0x1.deb3097f3f909p0 0x1.a5b74b294213cp0 0x1.0023f75d6deddp0 0x1.a520a1fdc10a3p-1"
                + " -0x1.96290fb0e774ap0 -0x1.5881a19816179p0 0x1.ff778b403e742p-4 0x1.4f6a272ed2a59p0"
                + " 0x1.529eca69c8677p0",
        "HE_UNIFORM, 2, 0x1.46c4ff0ad41c4p0 -0x1.61359839afb99p1 0x1.f71693d942c7ep-2"
                + " 0x1.081702f0b5944p-1 -0x1.deb3097f3f909p0 0x1.a5b74b294213cp0 0x1.638833abff61ep-2",
        "NORMAL_TRUNCATED, 2, 0x1.ce1f33abf4d5bp-2 -0x1.f38372098021fp-1 0x1.c5f2b5a22ce02p-2"
                + " 0x1.a520a1fdc10a3p-1 -0x1.96290fb0e774ap0 -0x1.5881a19816179p0 0x1.ff778b403e742p-4",
        "NORMAL_TRUNCATED, 3, 0x1.ce1f33abf4d5bp-2 -0x1.f38372098021fp-1 0x1.c5f2b5a22ce02p-2"
                + " 0x1.a520a1fdc10a3p-1 -0x1.96290fb0e774ap-1 -0x1.5881a19816179p-1 0x1.ff778b403e742p-5"
                + " 0x1.4f6a272ed2a59p-1 0x1.1eb82d7a977e3p-2 0x1.a1d7bb27d5097p-3 -0x1.00c7212026e68p-1"
                + " -0x1.27d26ea58d63fp-1 -0x1.c7370f7d46aa6p-2",
        "GLOROT, 2, 0x1.795228e9c9119p-1 -0x1.97d9dd2f2536ep0 0x1.72a5a5a065933p-2"
                + " -0x1.dc1cf740d3f4dp-1 -0x1.86db3c9e7bb6dp0 0x1.585464e3e4d0ap0 0x1.a24692912620cp-1",
        "GLOROT_OLD, 2, 0x1.3414cd1d4de3cp-1 -0x1.4d024c06556bfp0 0x1.2ea1ce6c1deacp-2"
                + " -0x1.84bea86a1be04p-1 -0x1.3f220654d50bp0 0x1.1924dcc62c0d2p0 0x0.0p0"
    })
    void drawnNumbersAreThoseOfEveryVersion(Scheme scheme, int depth, String numbers) {
        assertThat(hexadecimal(sampler(scheme, 2, depth).draw(2022, 1)))
                .as("%s, width 2, depth %d, network 1 of seed 2022", scheme.word(), depth)
                .isEqualTo(numbers);
    }

    // Independence of neighbours.

    private static double[] kinks(long seed, long index, int width) {
        double[] numbers = numbers(sampler(Scheme.RELU_SUM, width, 2).draw(seed, index));
        double[] kinks = new double[width];
        for (int i = 0; i < width; i++) {
            kinks[i] = -numbers[width + i];
        }
        return kinks;
    }

    private static double[] weights(long seed, long index, int width) {
        double[] numbers = numbers(sampler(Scheme.RELU_SUM, width, 2).draw(seed, index));
        return Arrays.copyOfRange(numbers, 2 * width, 3 * width);
    }

    /**
     * Requires that x and y, shifted by any lag, have no correlation: the mean of n products of independent numbers of mean
     * 0 and variance 1 has deviation 1/√n.
     */
    private static void assertUncorrelated(double[] x, double[] y, int mostLag, String what) {
        for (int lag = -mostLag; lag <= mostLag; lag++) {
            int from = Math.max(0, -lag);
            int to = Math.min(x.length, y.length - lag);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += x[i] * y[i + lag];
            }
            double n = to - from;
            if (Math.abs(sum / n) >= 5 / Math.sqrt(n)) {
                fail("%s: correlation %s at lag %d, over %s numbers", what, sum / n, lag, n);
            }
        }
    }

    private static double[] standardKinks(long seed, long index) {
        return DoubleStream.of(kinks(seed, index, WIDTH))
                .map(kink -> (kink - 0.5) * Math.sqrt(12))
                .toArray();
    }

    private static double[] standardWeights(long seed, long index) {
        return DoubleStream.of(weights(seed, index, WIDTH))
                .map(weight -> weight / HE.deviation(WIDTH))
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 5, 1", "5, 1, 5, 2", "5, 0, 6, 0", "5, 1, 6, 0", "0, 0, 0, 4", "0, 255, 0, 256"})
    void neighboursAreNeitherShiftedCopiesNorCorrelated(long seed, long index, long otherSeed, long otherIndex) {
        double[] one = standardKinks(seed, index);
        double[] other = standardKinks(otherSeed, otherIndex);
        assertUncorrelated(one, other, WIDTH / 2, "kinks");
        assertUncorrelated(standardWeights(seed, index), standardWeights(otherSeed, otherIndex), WIDTH / 2, "weights");
        Set<Double> common = DoubleStream.of(one).boxed().collect(Collectors.toSet());
        common.retainAll(DoubleStream.of(other).boxed().toList());
        assertThat(common).as("kinks that stand in both").isEmpty();
    }

    @Test
    void kinksAndWeightsOfOneNetworkAreUncorrelated() {
        assertUncorrelated(standardKinks(5, 0), standardWeights(5, 0), WIDTH / 2, "kinks and weights");
    }

    @Test
    void aShiftedCopyWouldBeNoticed() {
        double[] kinks = standardKinks(5, 0);
        double[] shifted = Arrays.copyOfRange(kinks, 4, WIDTH);
        assertThatThrownBy(() -> assertUncorrelated(kinks, shifted, 10, "kinks"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at lag -4");
    }

    // Shapes.

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void drawnNetworksHaveTheShapeThatWasAskedFor(Scheme scheme) {
        for (int depth = 2; depth <= depths(scheme); depth++) {
            for (boolean clip : new boolean[] {false, true}) {
                Network network = new Sampler(scheme, 3, depth, HE, clip).draw(1, 1);
                boolean clipped = clip || scheme == Scheme.RELU_SUM;
                assertThat(network.layers()).as("layers at depth %d", depth).hasSize(depth);
                assertThat(network.hiddenUnits()).as("hidden units").isEqualTo(3 * (depth - 1));
                assertThat(network.domain()).as("domain").isEqualTo(clipped ? Domain.UNIT : Domain.LINE);
                assertThat(network.layers().subList(0, depth - 1))
                        .as("hidden layers")
                        .allMatch(layer -> layer.units() == 3 && layer.activation() == Activation.RELU);
                assertThat(network.layers().get(depth - 1).activation())
                        .as("output activation")
                        .isEqualTo(clipped ? Activation.CLIP : scheme.output());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void drawnNumbersAreBinary64(Scheme scheme) {
        Network network = sampler(scheme, 6, depths(scheme)).draw(4, 4);
        for (Layer layer : network.layers()) {
            for (int unit = 0; unit < layer.units(); unit++) {
                Rational bias = layer.bias(unit);
                assertThat(Rational.of(bias.approximate())).isEqualTo(bias);
                assertThat(bias.denominator().bitCount())
                        .as("denominator of %s", bias)
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(Scheme.HE_HE, 0, 2))
                .withMessage("width 0: expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(Scheme.HE_HE, 1, 1))
                .withMessage("depth 1 for he-he: expected at least 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(Scheme.RELU_SUM, 1, 3))
                .withMessage("depth 3 for relu-sum: expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler(Scheme.HE_HE, 100_000, 3))
                .withMessage("width 100000 at depth 3 is too large");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sampler(Scheme.RELU_SUM, 1, 2, new Variance("low"), false))
                .withMessageContaining("infinite at width 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HE", "Glorot", "-1", "NaN", "Infinity", "-Infinity", "1e999", "two", "he "})
    void whatIsNoVarianceIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Variance(text))
                .withMessageStartingWith("variance \"" + text + "\": expected a number");
    }

    @ParameterizedTest
    @CsvSource({
        "he, 16, 0.125",
        "glorot, 15, 0.125",
        "xavier, 15, 0.125",
        "lecun, 8, 0.125",
        "64, 16, 4",
        "0, 3, 0",
        "2.5, 10, 0.25",
        "low, 2, 0.18033688011112042",
        "low, 100, 5.428681023790648e-4"
    })
    void aVarianceIsNamedOrANumberOverTheWidth(String text, int width, double variance) {
        double deviation = new Variance(text).deviation(width);
        assertThat(deviation * deviation)
                .as("variance %s at width %d", text, width)
                .isCloseTo(variance, within(1e-15));
    }
}
