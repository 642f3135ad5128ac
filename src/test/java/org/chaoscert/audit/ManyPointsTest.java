package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.audit.PlainProgram.Dense;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Maps evaluated at many points at once, their slopes, and the order in which products are added. */
class ManyPointsTest {
    private static final List<FloatFormat> FORMATS = List.of(FloatFormat.BINARY32, FloatFormat.BINARY64);

    static Stream<Arguments> arithmetics() {
        return FORMATS.stream()
                .flatMap(format -> Stream.of(Summation.values()).map(order -> Arguments.of(format, order)));
    }

    private static Activation[] activations(Random random, int layers) {
        Activation[] all = Activation.values();
        return IntStream.range(0, layers)
                .mapToObj(any -> all[random.nextInt(all.length)])
                .toArray(Activation[]::new);
    }

    private static int[] widths(Random random, int hidden) {
        return IntStream.range(0, hidden)
                .map(any -> random.nextInt(8) == 0 ? 1 + random.nextInt(300) : 1 + random.nextInt(12))
                .toArray();
    }

    /** Points of all sizes, also such that sums overflow. */
    private static double[] points(Random random, FloatFormat format, int count) {
        double[] special = {0, -0.0, 1, -1, 0.5, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE};
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            double x = random.nextInt(4) == 0
                    ? special[random.nextInt(special.length)]
                    : Math.scalb(
                            random.nextGaussian(),
                            random.nextInt(5) == 0 ? random.nextInt(260) - 140 : random.nextInt(6) - 3);
            points[i] = format == FloatFormat.BINARY32 ? (float) x : x;
        }
        if (format == FloatFormat.BINARY64) {
            points[0] = Double.MAX_VALUE;
            points[count - 1] = -Double.MIN_VALUE;
        }
        return points;
    }

    private static void agrees(PlainProgram program, FloatFormat format, Summation order, double[] points) {
        FloatingMap map = program.map(format, order);
        double[] all = points.clone();
        map.applyToAll(all);
        for (int i = 0; i < points.length; i++) {
            double one = map.applyAsDouble(points[i]);
            assertThat(Double.doubleToLongBits(all[i]))
                    .as("at %s: %s and %s", points[i], all[i], one)
                    .isEqualTo(Double.doubleToLongBits(one));
        }
        for (int i = 0; i < points.length; i += 1 + points.length / 100) {
            // Zeros may differ in sign.
            assertThat(all[i] + 0.0)
                    .as("at %s", points[i])
                    .isEqualTo(Double.valueOf(program.in(format, order).applyAsDouble(points[i]) + 0.0));
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void asPlainLoops(FloatFormat format, Summation order) {
        Random random = new Random(21);
        for (int i = 0; i < 200; i++) {
            int depth = 1 + i % 4;
            PlainProgram program = PlainProgram.random(
                    random, widths(random, depth - 1), activations(random, depth), random.nextBoolean());
            agrees(program, format, order, points(random, format, 40));
        }
    }

    /** A hidden layer of 300 units is worked off 3495 points at a time, one of 4096 units 256. */
    @ParameterizedTest
    @CsvSource({"300, 3495", "4096, 256", "1000, 1048"})
    void lengthsAroundTheBordersOfChunks(int width, int chunk) {
        Random random = new Random(22);
        PlainProgram program = PlainProgram.random(
                random, new int[] {width}, new Activation[] {Activation.RELU, Activation.IDENTITY}, false);
        for (int length : new int[] {1, chunk - 1, chunk, chunk + 1, 2 * chunk + 1}) {
            FloatFormat format = FORMATS.get(length % 2);
            agrees(program, format, Summation.values()[length % 3], points(random, format, length));
        }
        double[] none = {};
        program.map(FloatFormat.BINARY32, Summation.FORWARD).applyToAll(none);
        assertThat(none).isEmpty();
    }

    /** What the orders of summation are, on sums that tell them apart. */
    @Test
    void ordersOfSummation() {
        PlainProgram program = PlainProgram.of(
                new Dense(
                        new double[][] {{1}, {1}, {1}, {1}, {1}}, new double[] {0, 0, 0, 0, 0}, Activation.IDENTITY, 0),
                new Dense(new double[][] {{0x1p53, 1, 1, -0x1p53, 3}}, new double[] {0.5}, Activation.IDENTITY, 0));
        // ((((2^53 + 1) + 1) - 2^53) + 3) + 1/2: both ones are lost.
        assertThat(program.map(FloatFormat.BINARY64, Summation.FORWARD).applyAsDouble(1))
                .isEqualTo(3.5);
        // ((((3 - 2^53) + 1) + 1) + 2^53) + 1/2
        assertThat(program.map(FloatFormat.BINARY64, Summation.BACKWARD).applyAsDouble(1))
                .isEqualTo(5.5);
        // ((2^53 + 1) + (1 + (-2^53 + 3))) + 1/2 = 2^53 + (4 - 2^53) + 1/2
        assertThat(program.map(FloatFormat.BINARY64, Summation.PAIRWISE).applyAsDouble(1))
                .isEqualTo(4.5);
    }

    /** The bias is added last: first, it would be lost. */
    @Test
    void theBiasComesLast() {
        PlainProgram program = PlainProgram.simple(
                new double[] {1, 1}, new double[] {0, 0}, new double[] {0x1p30, -0x1p30}, 0.5, Activation.IDENTITY);
        for (Summation order : Summation.values()) {
            assertThat(program.map(FloatFormat.BINARY32, order).applyAsDouble(1))
                    .isEqualTo(0.5);
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void slopesOnPiecesAreExact(FloatFormat format, Summation order) {
        Random random = new Random(23);
        Activation[] bent = Stream.of(Activation.values())
                .filter(activation -> !activation.isSmooth())
                .toArray(Activation[]::new);
        int bends = 0;
        for (int i = 0; i < 150; i++) {
            int depth = 1 + i % 3;
            Activation[] chosen = IntStream.range(0, depth)
                    .mapToObj(any -> bent[random.nextInt(bent.length)])
                    .toArray(Activation[]::new);
            PlainProgram program = PlainProgram.random(
                    random, IntStream.range(1, depth).map(any -> 3).toArray(), chosen, true);
            FloatingMap map = program.map(format, order);
            List<Piece> pieces = SlowNetwork.of(program.on(Domain.LINE)).pieces();
            bends += pieces.size() - 1;
            for (Piece piece : pieces) {
                double left = piece.left().isFinite() ? number(piece.left()) : -50;
                double right = piece.right().isFinite() ? number(piece.right()) : 50;
                assertThat(map.slopeAt((left + right) / 2))
                        .as("slope of %s between %s and %s", program, left, right)
                        .isEqualTo(number(piece.slope()));
            }
        }
        assertThat(bends).isGreaterThan(100);
    }

    private static double number(Quotient q) {
        return q.p().doubleValue() / q.q().doubleValue();
    }

    /** At a kink, the side where the unit is below it. */
    @Test
    void slopesAtKinks() {
        record Kink(Activation activation, double x, double slope) {}
        for (Kink kink : List.of(
                new Kink(Activation.RELU, 0, 0),
                new Kink(Activation.LEAKY_RELU, 0, 0.25),
                new Kink(Activation.ABS, 0, -1),
                new Kink(Activation.CLIP, 0, 0),
                new Kink(Activation.CLIP, 1, 1),
                new Kink(Activation.HARD_TANH, -1, 0),
                new Kink(Activation.HARD_TANH, 1, 1),
                new Kink(Activation.IDENTITY, 0, 1))) {
            PlainProgram program = PlainProgram.of(
                    new Dense(new double[][] {{1}}, new double[] {0}, Activation.IDENTITY, 0),
                    new Dense(
                            new double[][] {{3}},
                            new double[] {kink.x - 3 * kink.x},
                            kink.activation,
                            kink.activation == Activation.LEAKY_RELU ? 0.25 : 0));
            assertThat(program.map(FloatFormat.BINARY64, Summation.FORWARD).slopeAt(kink.x))
                    .as("%s", kink)
                    .isEqualTo(3 * kink.slope);
        }
    }

    @Test
    void slopesOfSmoothMapsAreThoseOfChords() {
        Random random = new Random(24);
        for (int i = 0; i < 60; i++) {
            Activation smooth = i % 2 == 0 ? Activation.TANH : Activation.SIGMOID;
            PlainProgram program =
                    PlainProgram.random(random, new int[] {4, 3}, new Activation[] {smooth, smooth, smooth}, false);
            FloatingMap map = program.map(FloatFormat.BINARY64, Summation.FORWARD);
            FloatingMap narrow = program.map(FloatFormat.BINARY32, Summation.FORWARD);
            double x = random.nextGaussian();
            double step = 1e-5;
            double chord = (map.applyAsDouble(x + step) - map.applyAsDouble(x - step)) / (2 * step);
            assertThat(map.slopeAt(x)).isCloseTo(chord, within(1e-7));
            assertThat(narrow.slopeAt((float) x)).isCloseTo(chord, within(1e-4));
            assertThat(narrow.slopeAt((float) x)).isEqualTo((float) narrow.slopeAt((float) x));
        }
    }
}
