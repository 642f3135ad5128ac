package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.Activation;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Emulated tests against straightforward versions, in plain Java and in NumPy. */
class FloatTestsTest {
    @TempDir
    private Path directory;

    /** Random networks of few units; the weights are large enough for some chaos. */
    private static PlainProgram draw(Random random) {
        int width = 1 + random.nextInt(5);
        double[] a = new double[width];
        double[] b = new double[width];
        double[] w = new double[width];
        for (int i = 0; i < width; i++) {
            a[i] = random.nextGaussian() * 1.5;
            b[i] = random.nextGaussian() * 0.5;
            w[i] = random.nextGaussian() * 3;
        }
        return PlainProgram.simple(
                a, b, w, random.nextGaussian() * 0.3, random.nextBoolean() ? Activation.CLIP : Activation.IDENTITY);
    }

    /** Values in multiples of 1/8 at multiples of 1/8: points of the grid lie on the diagonal. */
    private static PlainProgram onTheGrid(Random random) {
        double[] a = new double[8];
        double[] b = new double[8];
        double[] w = new double[8];
        double start = random.nextInt(9) / 8.0;
        double before = start;
        double slope = 0;
        for (int i = 0; i < 8; i++) {
            double next = random.nextInt(9) / 8.0;
            a[i] = 1;
            b[i] = -i / 8.0;
            w[i] = 8 * (next - before) - slope;
            slope = 8 * (next - before);
            before = next;
        }
        return PlainProgram.simple(a, b, w, start, Activation.IDENTITY);
    }

    private static double rounded(FloatFormat format, double x) {
        return format == FloatFormat.BINARY32 ? (float) x : x;
    }

    private static int crossings(double[] gaps, boolean strict) {
        int count = 0;
        for (int i = 1; i + 1 < gaps.length; i++) {
            if (Math.signum(gaps[i]) * Math.signum(gaps[i + 1]) < 0) {
                count++;
            } else if (!strict && gaps[i] == 0 && Math.signum(gaps[i - 1]) * Math.signum(gaps[i + 1]) < 0) {
                count++;
            }
        }
        return count;
    }

    private static boolean crosses(
            PlainProgram program, FloatFormat format, Summation order, Grid grid, int iterate, boolean strict) {
        DoubleUnaryOperator f = program.in(format, order);
        double[] first = new double[grid.points()];
        double[] last = new double[grid.points()];
        for (int i = 0; i < first.length; i++) {
            double x = rounded(format, grid.at(i));
            double y = f.applyAsDouble(x);
            first[i] = rounded(format, x - y);
            for (int n = 1; n < iterate; n++) {
                y = f.applyAsDouble(y);
            }
            last[i] = rounded(format, x - y);
        }
        return crossings(last, strict) > crossings(first, strict);
    }

    static Stream<Arguments> arithmetics() {
        return Stream.of(FloatFormat.BINARY32, FloatFormat.BINARY64)
                .flatMap(format -> Stream.of(Summation.values()).map(order -> Arguments.of(format, order)));
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void crossingsAsInPlainLoops(FloatFormat format, Summation order) {
        Random random = new Random(31);
        int[] flagged = new int[2];
        for (int i = 0; i < 400; i++) {
            PlainProgram program = draw(random);
            Grid grid = new Grid(3 + random.nextInt(200), -random.nextInt(3) - 0.5, random.nextInt(3) + 0.25);
            int iterate = 2 + random.nextInt(4);
            boolean strict = random.nextBoolean();
            boolean flags = new Crossings(grid, iterate, strict).flags(program.map(format, order));
            assertThat(flags)
                    .as("%d, %s, f^%d", i, grid, iterate)
                    .isEqualTo(crosses(program, format, order, grid, iterate, strict));
            flagged[flags ? 1 : 0]++;
        }
        assertThat(flagged[0]).isGreaterThan(20);
        assertThat(flagged[1]).isGreaterThan(20);
    }

    @Test
    void strictnessOnGridsThatHitTheDiagonal() {
        Random random = new Random(32);
        Grid grid = new Grid(9, 0, 1);
        int differ = 0;
        for (int i = 0; i < 2000; i++) {
            PlainProgram program = onTheGrid(random);
            boolean[] flags = new boolean[2];
            for (boolean strict : new boolean[] {false, true}) {
                flags[strict ? 1 : 0] =
                        new Crossings(grid, 3, strict).flags(program.map(FloatFormat.BINARY64, Summation.FORWARD));
                assertThat(flags[strict ? 1 : 0])
                        .isEqualTo(crosses(program, FloatFormat.BINARY64, Summation.FORWARD, grid, 3, strict));
            }
            differ += flags[0] == flags[1] ? 0 : 1;
        }
        assertThat(differ).as("networks on which strictness matters").isGreaterThan(50);
    }

    /** What the plain loops count, by hand. */
    @Test
    void aPointOnTheDiagonalIsACrossingUnlessStrict() {
        // f(x) = 3/4 for x up to 1/4, then falls to 1/4 at 3/4, and f^2 is level between the identity.
        PlainProgram falling = PlainProgram.simple(
                new double[] {1, 1}, new double[] {-0.25, -0.75}, new double[] {-1, 1}, 0.75, Activation.IDENTITY);
        Grid grid = new Grid(9, 0, 1);
        for (boolean strict : new boolean[] {false, true}) {
            assertThat(new Crossings(grid, 2, strict).flags(falling.map(FloatFormat.BINARY32, Summation.FORWARD)))
                    .isFalse();
        }
        // The full tent: f crosses at 2/3, f^2 at 2/5, 2/3 and 4/5, none of them on this grid; 0 is an end.
        PlainProgram tent = PlainProgram.tent(2);
        assertThat(new Crossings(grid, 2, true).flags(tent.map(FloatFormat.BINARY64, Summation.FORWARD)))
                .isTrue();
        // Meets the diagonal at 1/8, 3/8 and 7/8, points of the grid, and changes sides there.
        PlainProgram zeroOnly = PlainProgram.simple(
                new double[] {1, 1, 1},
                new double[] {-0.25, -0.375, -0.5},
                new double[] {2, 2, -4},
                0.125,
                Activation.IDENTITY);
        double[] gaps = new double[9];
        for (int i = 0; i < 9; i++) {
            gaps[i] = grid.at(i) - zeroOnly.inDoubles(Summation.FORWARD, grid.at(i));
        }
        assertThat(gaps[3]).isZero();
        assertThat(gaps[2]).isPositive();
        assertThat(gaps[4]).isNegative();
        assertThat(crossings(gaps, false) - crossings(gaps, true)).isEqualTo(3);
    }

    @Test
    void theNotebookComparesTheFourthIterateAndMeantTheThird() {
        Random random = new Random(33);
        int differ = 0;
        int windows = 0;
        for (int i = 0; i < 1500; i++) {
            PlainProgram program = draw(random);
            boolean fourth = crosses(program, FloatFormat.BINARY32, Summation.FORWARD, new Grid(163, -1, 1), 4, false);
            boolean third = crosses(program, FloatFormat.BINARY32, Summation.FORWARD, new Grid(163, -1, 1), 3, false);
            boolean old = crosses(program, FloatFormat.BINARY32, Summation.FORWARD, new Grid(163, -2, 2), 4, false);
            FloatingMap map = program.map(FloatFormat.BINARY32, Summation.FORWARD);
            assertThat(Preset.NOTEBOOK.test().flags(map)).isEqualTo(fourth);
            assertThat(Preset.INTENDED.test().flags(map)).isEqualTo(third);
            assertThat(Preset.NOTEBOOK_OLD.test().flags(map)).isEqualTo(old);
            differ += fourth == third ? 0 : 1;
            windows += fourth == old ? 0 : 1;
        }
        assertThat(differ).as("networks that f^4 and f^3 tell apart").isGreaterThan(30);
        assertThat(windows).as("networks that the windows tell apart").isGreaterThan(9);
    }

    /** A cycle of two: f^4 crosses at its points, f^3 does not. */
    @Test
    void aTwoCycleIsFlaggedByTheFourthIterateAlone() {
        PlainProgram steep = PlainProgram.simple(
                new double[] {1, 1}, new double[] {-0.3, -0.7}, new double[] {-3, 3}, 1.1, Activation.CLIP);
        FloatingMap map = steep.map(FloatFormat.BINARY32, Summation.FORWARD);
        assertThat(Preset.NOTEBOOK.test().flags(map)).isTrue();
        assertThat(Preset.INTENDED.test().flags(map)).isFalse();
    }

    @Test
    void presets() {
        assertThat(Preset.words())
                .isEqualTo("chaos-rnns-notebook, chaos-rnns-notebook-old, chaos-rnns-intended, li-yorke-grid,"
                        + " recurrence, lyapunov");
        for (Preset preset : Preset.values()) {
            assertThat(Preset.of(preset.word())).contains(preset);
            assertThat(preset.test().question())
                    .isEqualTo(preset == Preset.LYAPUNOV ? Question.CHAOS : Question.PERIOD_THREE);
        }
        assertThat(Preset.of("notebook")).isEmpty();
        assertThat(Preset.NOTEBOOK.test()).isEqualTo(new Crossings(new Grid(163, -1, 1), 4, false));
        assertThat(Preset.NOTEBOOK_OLD.test()).isEqualTo(new Crossings(new Grid(163, -2, 2), 4, false));
        assertThat(Preset.INTENDED.test()).isEqualTo(new Crossings(new Grid(163, -1, 1), 3, false));
        assertThat(Preset.LI_YORKE.test()).isEqualTo(new GridPoints(new Grid(1001, 0, 1), false));
        assertThat(Preset.RECURRENCE.test()).isEqualTo(new Recurrence(0.5, 1000, 300, 1e-6));
        assertThat(Preset.LYAPUNOV.test()).isEqualTo(new LyapunovExponent(0.5, 1000, 10_000, 0));
    }

    @ParameterizedTest
    @CsvSource({"1", "0", "-1", "1001"})
    void iteratesThatAreNone(int iterate) {
        assertThatThrownBy(() -> new Crossings(new Grid(3, 0, 1), iterate, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("iterate " + iterate);
    }

    private static boolean hasGridPoint(DoubleUnaryOperator f, FloatFormat format, Grid grid, boolean strict) {
        for (int i = 0; i < grid.points(); i++) {
            double a = rounded(format, grid.at(i));
            double b = f.applyAsDouble(a);
            double c = f.applyAsDouble(b);
            double d = f.applyAsDouble(c);
            boolean rising = a < b && b < c && d <= a && !(strict && d == a);
            boolean falling = a > b && b > c && d >= a && !(strict && d == a);
            if (rising || falling) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void gridPointsAsInPlainLoops(FloatFormat format, Summation order) {
        Random random = new Random(34);
        int[] flagged = new int[2];
        for (int i = 0; i < 600; i++) {
            PlainProgram program = i % 2 == 0 ? draw(random) : onTheGrid(random);
            Grid grid = i % 2 == 0 ? new Grid(3 + random.nextInt(100), -1, 1) : new Grid(9, 0, 1);
            boolean strict = random.nextBoolean();
            boolean flags = new GridPoints(grid, strict).flags(program.map(format, order));
            assertThat(flags).isEqualTo(hasGridPoint(program.in(format, order), format, grid, strict));
            flagged[flags ? 1 : 0]++;
        }
        assertThat(flagged[0]).isGreaterThan(20);
        assertThat(flagged[1]).isGreaterThan(20);
    }

    /** 1/8, 2/8, 4/8 is a cycle: d = a, which counts unless the inequality is strict. Its mirror image falls. */
    @Test
    void aCycleOnTheGridCountsUnlessStrict() {
        for (boolean mirrored : new boolean[] {false, true}) {
            PlainProgram cycle = mirrored
                    ? PlainProgram.simple(
                            new double[] {-1, -1, -1, -1},
                            new double[] {0.875, 0.75, 0.5, 0},
                            new double[] {-2, -2, 7, 0},
                            0.75,
                            Activation.IDENTITY)
                    : PlainProgram.simple(
                            new double[] {1, 1, 1},
                            new double[] {-0.125, -0.25, -0.5},
                            new double[] {1, 0, -2.5},
                            0.25,
                            Activation.IDENTITY);
            double a = mirrored ? 0.875 : 0.125;
            DoubleUnaryOperator f = cycle.in(FloatFormat.BINARY64, Summation.FORWARD);
            Grid grid = new Grid(9, 0, 1);
            for (boolean strict : new boolean[] {false, true}) {
                assertThat(new GridPoints(grid, strict).flags(cycle.map(FloatFormat.BINARY64, Summation.FORWARD)))
                        .as("mirrored %s, strict %s, from %s", mirrored, strict, f.applyAsDouble(a))
                        .isEqualTo(hasGridPoint(f, FloatFormat.BINARY64, grid, strict));
            }
        }
    }

    private static boolean recurs(DoubleUnaryOperator f, double start, int settling, int steps, double tolerance) {
        List<Double> orbit = new ArrayList<>(List.of(start));
        for (int n = 0; n < settling + steps + 3; n++) {
            orbit.add(f.applyAsDouble(orbit.get(n)));
        }
        boolean everyThree = true;
        boolean every = true;
        for (int n = settling; n < settling + steps; n++) {
            everyThree &= Math.abs(orbit.get(n + 3) - orbit.get(n)) <= tolerance;
            every &= Math.abs(orbit.get(n + 1) - orbit.get(n)) <= tolerance;
        }
        return everyThree && !every;
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void recurrenceAsInPlainLoops(FloatFormat format, Summation order) {
        Random random = new Random(35);
        int[] flagged = new int[2];
        for (int i = 0; i < 3000; i++) {
            PlainProgram program = i % 2 == 0 ? draw(random) : onTheGrid(random);
            double start = random.nextInt(9) / 8.0 + (i % 4 == 0 ? 0.1 : 0);
            int settling = random.nextInt(40);
            int steps = 3 + random.nextInt(20);
            double tolerance = i % 3 == 0 ? 0.05 : 0;
            boolean flags = new Recurrence(start, settling, steps, tolerance).flags(program.map(format, order));
            assertThat(flags)
                    .as("%d", i)
                    .isEqualTo(recurs(program.in(format, order), rounded(format, start), settling, steps, tolerance));
            flagged[flags ? 1 : 0]++;
        }
        assertThat(flagged[0]).isGreaterThan(300);
        assertThat(flagged[1]).isGreaterThan(20);
    }

    /** Close to the cycle 2/7, 4/7, 6/7 of the tent, and doubling the distance at every step: near for so long, and no longer. */
    @Test
    void everyStepThatIsLookedAtCounts() {
        PlainProgram tent = PlainProgram.tent(2);
        DoubleUnaryOperator f = tent.in(FloatFormat.BINARY64, Summation.FORWARD);
        FloatingMap map = tent.map(FloatFormat.BINARY64, Summation.FORWARD);
        for (int settling : new int[] {0, 7}) {
            int steps = 3;
            while (recurs(f, 2.0 / 7, settling, steps + 1, 1e-3)) {
                steps++;
            }
            assertThat(steps).isBetween(20, 45);
            assertThat(new Recurrence(2.0 / 7, settling, steps, 1e-3).flags(map))
                    .isTrue();
            assertThat(new Recurrence(2.0 / 7, settling, steps + 1, 1e-3).flags(map))
                    .isFalse();
            assertThat(new Recurrence(2.0 / 7, settling + 1, steps, 1e-3).flags(map))
                    .isFalse();
        }
    }

    /** At 0 in the middle of other cycles of one step: a fixed point is no cycle. */
    @Test
    void fixedPointsAndOverflowsAreNoCycles() {
        PlainProgram tent = PlainProgram.tent(2);
        FloatingMap map = tent.map(FloatFormat.BINARY64, Summation.FORWARD);
        assertThat(new Recurrence(0, 0, 10, 0).flags(map)).isFalse();
        PlainProgram steep = PlainProgram.simple(
                new double[] {1, -1}, new double[] {0, 0}, new double[] {-1e30, 1e30}, 0, Activation.IDENTITY);
        for (FloatFormat format : List.of(FloatFormat.BINARY32, FloatFormat.BINARY64)) {
            FloatingMap diverging = steep.map(format, Summation.FORWARD);
            assertThat(new Recurrence(1, 100, 10, 1e300).flags(diverging)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("arithmetics")
    void exponentsAsInPlainLoops(FloatFormat format, Summation order) {
        Random random = new Random(36);
        int[] flagged = new int[2];
        for (int i = 0; i < 300; i++) {
            PlainProgram program = draw(random);
            double start = random.nextDouble();
            int settling = random.nextInt(30);
            int steps = 1 + random.nextInt(100);
            double threshold = random.nextGaussian() / 4;
            DoubleUnaryOperator f = program.in(format, order);
            FloatingMap map = program.map(format, order);
            double x = rounded(format, start);
            for (int n = 0; n < settling; n++) {
                x = f.applyAsDouble(x);
            }
            double sum = 0;
            for (int n = 0; n < steps; n++) {
                sum += Math.log(Math.abs(map.slopeAt(x)));
                x = f.applyAsDouble(x);
            }
            boolean flags = new LyapunovExponent(start, settling, steps, threshold).flags(map);
            assertThat(flags).isEqualTo(sum / steps > threshold);
            flagged[flags ? 1 : 0]++;
        }
        assertThat(flagged[0]).isGreaterThan(40);
        assertThat(flagged[1]).isGreaterThan(20);
    }

    /** Every slope of the tent has size s, so that the exponent is log s. */
    @Test
    void exponentsOfTents() {
        for (double slope : new double[] {0.9, 1.1, 1.9}) {
            FloatingMap map = PlainProgram.tent(slope).map(FloatFormat.BINARY64, Summation.FORWARD);
            assertThat(new LyapunovExponent(0.3, 10, 100, Math.log(slope) - 1e-9).flags(map))
                    .isTrue();
            assertThat(new LyapunovExponent(0.3, 10, 100, Math.log(slope) + 1e-9).flags(map))
                    .isFalse();
        }
    }

    @Test
    void inWordsTheyNameWhatTheyCompute() {
        assertThat(new Crossings(new Grid(163, -1, 1), 4, true).inWords())
                .isEqualTo("f^4 crosses the diagonal more often than f on 163 points on [-1, 1], changes of sign"
                        + " alone");
        assertThat(new GridPoints(new Grid(10, 0, 1), false).inWords())
                .isEqualTo("some x of 10 points on [0, 1] has f^3(x) <= x < f(x) < f^2(x), or reversed");
        assertThat(new GridPoints(new Grid(10, 0, 1), true).inWords()).contains("f^3(x) < x < f(x)");
        assertThat(new Recurrence(0.5, 10, 300, 1e-6).inWords()).contains("0.5 after 10 steps", "1.0E-6");
        assertThat(new LyapunovExponent(0, 10, 300, 0.25).inWords()).contains("300 computed steps from 0", "0.25");
        Method method =
                new Method("m", new Crossings(new Grid(3, 0, 1), 2, false), FloatFormat.BINARY32, Summation.PAIRWISE);
        assertThat(method.inWords()).endsWith("; in binary32, products added pairwise, the bias last");
        assertThat(method.flags(PlainProgram.tent(2).network()))
                .isEqualTo(method.test().flags(PlainProgram.tent(2).map(FloatFormat.BINARY32, Summation.PAIRWISE)));
    }

    private static boolean hasNumPy() {
        try {
            return new ProcessBuilder("/usr/bin/python3", "-c", "import numpy")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Reads networks a, b, w, bias of width 3, and prints a line of flags for each test. */
    private static final String NUMPY = """
            import sys
            import numpy as np
            t = {"binary32": np.float32, "binary64": np.float64}[sys.argv[2]]
            nets = np.fromfile(sys.argv[1], "<f8").reshape(-1, 10)
            def f(net, x):
                s = np.zeros_like(x)
                for j in range(3):
                    z = t(0) + t(net[j]) * x + t(net[3 + j])
                    s = s + t(net[6 + j]) * np.maximum(z, t(0))
                return s + t(net[9])
            def crossings(v):
                inner = v[1:-1]
                between = np.sign(inner) * np.sign(v[2:]) < 0
                at = (inner == 0) & (np.sign(v[:-2]) * np.sign(v[2:]) < 0)
                return np.count_nonzero(between | at)
            def flag(net, window, n):
                x = np.linspace(-window, window, 163).astype(t)
                y = f(net, x)
                first = x - y
                for _ in range(n - 1):
                    y = f(net, y)
                return crossings(x - y) > crossings(first)
            def point(net):
                a = np.linspace(0, 1, 1001).astype(t)
                b = f(net, a)
                c = f(net, b)
                d = f(net, c)
                return bool(np.any((d <= a) & (a < b) & (b < c) | (d >= a) & (a > b) & (b > c)))
            np.seterr(all="ignore")
            for test in (lambda n: flag(n, 1, 4), lambda n: flag(n, 2, 4), lambda n: flag(n, 1, 3), point):
                print("".join("1" if test(net) else "0" for net in nets))
            print(" ".join(float(x).hex() for x in np.linspace(-1, 1, 163)))
            print(" ".join(float(x).hex() for x in np.linspace(0.1, 7.3, 999)))
            """;

    private static List<String> numPy(Path networks, FloatFormat format) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/usr/bin/python3", "-c", NUMPY, networks.toString(), format.word())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines;
        try (BufferedReader reader = process.inputReader()) {
            lines = reader.lines().toList();
        } catch (UncheckedIOException problem) {
            throw problem.getCause();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return lines;
    }

    @ParameterizedTest
    @EnumSource(
            value = FloatFormat.class,
            names = {"BINARY32", "BINARY64"})
    void asInNumPy(FloatFormat format) throws IOException, InterruptedException {
        assumeThat(hasNumPy()).as("/usr/bin/python3 has NumPy").isTrue();
        Random random = new Random(37);
        int count = 300;
        ByteBuffer bytes = ByteBuffer.allocate(count * 80).order(ByteOrder.LITTLE_ENDIAN);
        List<PlainProgram> programs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] numbers = random.doubles(10, -1, 1).toArray();
            for (int j = 6; j < 9; j++) {
                numbers[j] *= 6;
            }
            for (double number : numbers) {
                bytes.putDouble(number);
            }
            programs.add(PlainProgram.simple(
                    Arrays.copyOfRange(numbers, 0, 3),
                    Arrays.copyOfRange(numbers, 3, 6),
                    Arrays.copyOfRange(numbers, 6, 9),
                    numbers[9],
                    Activation.IDENTITY));
        }
        List<String> lines = numPy(Files.write(directory.resolve("networks"), bytes.array()), format);
        List<Preset> presets = List.of(Preset.NOTEBOOK, Preset.NOTEBOOK_OLD, Preset.INTENDED, Preset.LI_YORKE);
        for (int i = 0; i < presets.size(); i++) {
            StringBuilder flags = new StringBuilder();
            for (PlainProgram program : programs) {
                flags.append(presets.get(i).test().flags(program.map(format, Summation.FORWARD)) ? '1' : '0');
            }
            assertThat(flags.toString())
                    .as("%s", presets.get(i))
                    .isEqualTo(lines.get(i))
                    .contains("0", "1");
        }
        sameGrid(new Grid(163, -1, 1), lines.get(4));
        sameGrid(new Grid(999, 0.1, 7.3), lines.get(5));
    }

    private static void sameGrid(Grid grid, String line) {
        String[] words = line.split(" ", -1);
        assertThat(words).hasSize(grid.points());
        for (int i = 0; i < words.length; i++) {
            assertThat(grid.at(i)).as("point %d", i).isEqualTo(Double.parseDouble(words[i]));
        }
    }
}
