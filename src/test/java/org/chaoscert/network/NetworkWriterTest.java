package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back bit by bit, and is as short as can be. */
class NetworkWriterTest {
    private static void assertSame(Network read, Network written) {
        assertThat(read.domain()).isEqualTo(written.domain());
        assertThat(read.layers()).hasSameSizeAs(written.layers());
        assertThat(Digest.of(read)).as("digest of what was read back").isEqualTo(Digest.of(written));
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void drawnNetworksAreReadBackBitByBit(Scheme scheme) throws NetworkFormatException {
        for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 4); depth++) {
            for (int i = 0; i < 15; i++) {
                Network drawn = new Sampler(scheme, 1 + i, depth, new Variance("he"), i % 2 == 0).draw(11, i);
                NetworkFile read = NetworkReader.read(NetworkWriter.file(drawn, "n", "d", NetworkWriter.SHORTEST));
                assertSame(read.network(), drawn);
                boolean unitInterval = drawn.domain().equals(Domain.UNIT);
                assertThat(read.reading().quoted())
                        .as("quoted numbers: the ends of the domain, if finite")
                        .isEqualTo(unitInterval ? 2 : 0);
            }
        }
    }

    @Test
    void exactNetworksAreReadBackExactly() throws NetworkFormatException {
        SmallNetworks networks = new SmallNetworks(new Random(3));
        for (int i = 0; i < 300; i++) {
            Network network = networks.draw(1 + i % 4, 6);
            NetworkFile read = NetworkReader.read(NetworkFiles.exactFile(network));
            assertSame(read.network(), network);
            assertThat(read.reading().binary64()).as("unquoted numbers").isZero();
        }
    }

    @Test
    void aFileLooksLikeThis() {
        Rational[][] column = {{Rational.of(-2)}, {Rational.of(0.1)}};
        Rational[] biases = {Rational.ZERO, Rational.of(1e-9)};
        Network network = new Network(
                new Domain(Rational.of(-1, 2), Rational.POSITIVE_INFINITY),
                List.of(
                        new Layer(column, biases, Activation.LEAKY_RELU, Rational.of(0.25)),
                        new Layer(
                                new Rational[][] {{Rational.ONE, Rational.of(1e300)}},
                                new Rational[] {Rational.of(-0.5)},
                                Activation.ABS)));
        String text = new String(
                NetworkWriter.file(network, "it's", "a \"d\"\n", NetworkWriter.SHORTEST), StandardCharsets.UTF_8);
        assertThat(text).isEqualTo("""
                        {
                         "format": "chaoscert-network/1",
                         "name": "it's",
                         "description": "a \\"d\\"\\n",
                         "domain": [
                          "-1/2",
                          "inf"],
                         "layers": [
                          {
                           "weights": [[-2], [0.1]],
                           "biases": [0, 1E-9],
                           "activation": "leaky-relu",
                           "slope": 0.25},
                          {
                           "weights": [[1, 1E+300]],
                           "biases": [-0.5],
                           "activation": "abs"}]}
                        """);
    }

    @Test
    void whatIsNoBinary64NumberIsNotRounded() {
        for (Rational value : List.of(
                Rational.of(1, 3),
                Rational.of(1, 10),
                Rational.of((1L << 53) + 1),
                Rational.of(BigInteger.ONE.shiftLeft(1024)))) {
            Layer layer = new Layer(new Rational[][] {{value}}, new Rational[] {Rational.ZERO}, Activation.RELU);
            Network network = new Network(Domain.LINE, List.of(layer));
            assertThatIllegalArgumentException()
                    .as("writing %s", value)
                    .isThrownBy(() -> NetworkWriter.file(network, "", "", NetworkWriter.SHORTEST))
                    .withMessage(value + " is no binary64 number");
        }
    }

    // Shortest decimals.

    /** Powers of two and of ten with their neighbours, numbers with few digits, and random bits. */
    private static List<Double> normalNumbers() {
        Random random = new Random(7);
        List<Double> numbers = new ArrayList<>();
        for (int e = -1021; e <= 1022; e += 7) {
            addWithNeighbours(numbers, Math.scalb(1.0, e));
        }
        for (int e = -307; e <= 307; e++) {
            addWithNeighbours(numbers, Double.parseDouble("1e" + e));
        }
        for (int i = 0; i < 1000; i++) {
            numbers.add(Double.parseDouble(random.nextInt(100_000) + "e" + (random.nextInt(40) - 20)));
            numbers.add(random.nextGaussian());
        }
        random.longs(2000)
                .mapToDouble(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .filter(value -> Math.abs(value) >= Double.MIN_NORMAL)
                .forEach(numbers::add);
        numbers.addAll(
                List.of(Double.MIN_NORMAL, Double.MAX_VALUE, -Double.MAX_VALUE, 0.1, 0.3, Math.scalb(1.0, 53) + 2));
        return numbers;
    }

    private static void addWithNeighbours(List<Double> numbers, double value) {
        numbers.addAll(List.of(value, -value, Math.nextUp(value), Math.nextDown(value)));
    }

    private static List<Double> subnormalNumbers() {
        Random random = new Random(13);
        List<Double> numbers = new ArrayList<>(List.of(Double.MIN_VALUE, -Double.MIN_VALUE));
        for (int i = 0; i < 200; i++) {
            numbers.add(Double.longBitsToDouble(random.nextLong() >>> (12 + random.nextInt(52))));
        }
        numbers.removeIf(value -> value == 0);
        return numbers;
    }

    /** The distance of the nearer one of the two decimals of so many digits beside a number, of those that read back. */
    private static Optional<BigDecimal> distance(double value, int digits) {
        BigDecimal exact = new BigDecimal(value);
        return Stream.of(RoundingMode.FLOOR, RoundingMode.CEILING)
                .map(mode -> exact.round(new MathContext(digits, mode)))
                .filter(decimal -> Double.parseDouble(decimal.toString()) == value)
                .map(decimal -> decimal.subtract(exact).abs())
                .min(Comparator.naturalOrder());
    }

    /** By bisection for the least number of digits with which some decimal reads back; 17 are always enough. */
    private static BigDecimal distanceOfShortest(double value) {
        int enough = 17;
        int tooFew = 0;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (distance(value, middle).isPresent()) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return distance(value, enough).orElseThrow();
    }

    private static void assertShortest(double value) {
        String text = Numerals.shortestDecimal(value);
        assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
                .as("bits of %s, read back", text)
                .isEqualTo(Double.doubleToLongBits(value));
        assertThat(text).as("a JSON number").matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
        assertThat(new BigDecimal(text).subtract(new BigDecimal(value)).abs())
                .as("distance of %s from %s, against the nearest of the shortest", text, Double.toHexString(value))
                .isEqualByComparingTo(distanceOfShortest(value));
    }

    @Test
    void theShortestDecimalOfANormalNumberReadsBack() {
        normalNumbers().forEach(NetworkWriterTest::assertShortest);
    }

    @Test
    void theShortestDecimalOfASubnormalNumberReadsBack() {
        subnormalNumbers().forEach(NetworkWriterTest::assertShortest);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0, -0.0})
    void zeroIsWrittenWithoutSign(double zero) {
        assertThat(Numerals.shortestDecimal(zero)).isEqualTo("0");
    }
}
