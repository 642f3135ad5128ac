package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryTest {
    private static final int MOST_BITS = 1 << 18;

    /** Both layers of a network of a polyline, in doubles. */
    private static double step(Network network, double x) {
        Layer hidden = network.layers().get(0);
        Layer output = network.layers().get(1);
        double sum = 0;
        for (int i = 0; i < hidden.units(); i++) {
            double value = of(hidden.weight(i, 0)) * x + of(hidden.bias(i));
            sum += of(output.weight(0, i)) * Math.max(0, value);
        }
        return sum + of(output.bias(0));
    }

    private static double of(Rational number) {
        return FloatFormat.BINARY64.nearest(number).toBinary64();
    }

    private static float narrow(Rational number) {
        return (float) FloatFormat.BINARY32.nearest(number).toBinary64();
    }

    private static double narrowStep(Network network, double from) {
        float x = (float) from;
        Layer hidden = network.layers().get(0);
        Layer output = network.layers().get(1);
        float sum = 0;
        for (int i = 0; i < hidden.units(); i++) {
            float value = narrow(hidden.weight(i, 0)) * x + narrow(hidden.bias(i));
            sum += narrow(output.weight(0, i)) * Math.max(0f, value);
        }
        return sum + narrow(output.bias(0));
    }

    /** Whether 2 |value − x| ≤ 10^e for the e with 10^e ≤ |x| < 10^(e + 1), which the digits of |x|, cut off, tell. */
    private static boolean hasCorrectDigit(Rational x, double value) {
        if (!Double.isFinite(value)) {
            return false;
        }
        if (x.signum() == 0) {
            return value == 0;
        }
        BigDecimal digit = new BigDecimal(x.numerator())
                .abs()
                .divide(new BigDecimal(x.denominator()), new MathContext(1, RoundingMode.DOWN));
        int exponent = digit.precision() - digit.scale() - 1;
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        // 2 |value · denominator − numerator| ≤ unit · denominator
        BigDecimal error = new BigDecimal(value)
                .multiply(new BigDecimal(x.denominator()))
                .subtract(new BigDecimal(x.numerator()))
                .abs();
        return error.multiply(BigDecimal.valueOf(2)).compareTo(unit.multiply(new BigDecimal(x.denominator()))) <= 0;
    }

    private static final class Program {
        private final DoubleUnaryOperator step;
        private final FloatFormat format;
        private double value;
        private int lost = -1;

        Program(FloatFormat format, DoubleUnaryOperator step, Rational start) {
            this.format = format;
            this.step = step;
            value = format.nearest(start).toBinary64();
        }

        void check(Trajectory trajectory) {
            if (lost < 0 && !hasCorrectDigit(trajectory.exact(), value)) {
                lost = trajectory.steps();
            }
            assertThat(trajectory.computed(format) + 0.0).isEqualTo(value + 0.0);
            assertThat(trajectory.lost(format).orElse(-1)).isEqualTo(lost);
        }

        void advance() {
            value = step.applyAsDouble(value);
        }
    }

    private static void agrees(Maps maps, Rational start, int steps) {
        Network network = maps.network();
        BruteForceMap f = maps.slow();
        Trajectory trajectory = new Trajectory(network, maps.map(), start, MOST_BITS);
        Fraction exact = Fraction.of(start);
        Program wide = new Program(FloatFormat.BINARY64, x -> step(network, x), start);
        Program narrow = new Program(FloatFormat.BINARY32, x -> narrowStep(network, x), start);
        for (int n = 0; n <= steps; n++) {
            assertThat(trajectory.steps()).isEqualTo(n);
            assertThat(Fraction.of(trajectory.exact()))
                    .as("step %s of %s", n, maps)
                    .isEqualTo(exact);
            wide.check(trajectory);
            narrow.check(trajectory);
            trajectory.advance();
            exact = f.at(exact);
            wide.advance();
            narrow.advance();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void randomMaps(int kinks) {
        RandomPolylines polylines = new RandomPolylines(900 + kinks, kinks);
        Random random = new Random(kinks);
        for (int i = 0; i < 60; i++) {
            Maps maps = polylines.next();
            Domain domain = maps.domain();
            Rational from = domain.left().isFinite() ? domain.left() : Rational.of(-3);
            Rational to = domain.right().isFinite() ? domain.right() : from.plus(Rational.of(8));
            if (!domain.left().isFinite() && to.compareTo(from) <= 0) {
                from = to.minus(Rational.of(8));
            }
            Rational share = Rational.of(random.nextInt(1001), 1000);
            agrees(maps, from.plus(to.minus(from).times(share)), 60);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0, 1/2 1, 1 0 | 1/3 | 70",
                "0 0, 1/2 1, 1 0 | 1/10 | 1200",
                "0 0, 1/2 3/4, 1 0 | 1/10 | 400",
                "0 0, 1/2 99/100, 1 0 | 2/7 | 400",
                "0 1, 1/3 0, 2/3 1, 1 0 | 1/7 | 300",
                "0 1/3, 1 1/3 | 0 | 5",
                "0 0, 1 1/3 | 1 | 900"
            })
    void orbitsOfMapsOfIntervals(String points, String start, int steps) {
        agrees(Maps.through(points), Numerals.quoted(start), steps);
    }

    @Test
    void theTentLosesItsPointInItsProgram() {
        Maps tent = Maps.through("0 0, 1/2 1, 1 0");
        Trajectory trajectory = new Trajectory(tent.network(), tent.map(), Rational.of(1, 3), MOST_BITS);
        for (int i = 0; i < 100; i++) {
            trajectory.advance();
        }
        assertThat(trajectory.exact()).isEqualTo(Rational.of(2, 3));
        assertThat(trajectory.computed(FloatFormat.BINARY64)).isZero();
        assertThat(trajectory.lost(FloatFormat.BINARY64).getAsInt()).isBetween(45, 56);
        assertThat(trajectory.lost(FloatFormat.BINARY32).getAsInt()).isBetween(18, 27);
    }

    @Test
    void digitsByTheirDefinition() {
        Random random = new Random(99);
        for (int i = 0; i < 4000; i++) {
            int size = random.nextInt(80) - 40;
            BigInteger numerator = new BigInteger(1 + random.nextInt(80), random).subtract(BigInteger.valueOf(1000));
            BigInteger denominator = new BigInteger(1 + random.nextInt(80), random).add(BigInteger.ONE);
            Rational x = Rational.of(numerator, denominator);
            if (i % 3 == 0) {
                Rational power = Rational.of(BigInteger.TEN.pow(Math.abs(size)));
                x = size < 0 ? Rational.ONE.dividedBy(power) : power;
                x = i % 2 == 0 ? x : x.negate();
            }
            double near = x.approximate();
            double error = Math.scalb(random.nextGaussian(), -random.nextInt(10)) * near;
            for (double value : new double[] {near, near + error, near * 1.05, near * 0.5, near * 1.5, -near, 0}) {
                assertThat(Trajectory.hasCorrectDigit(x, value))
                        .as("%s for %s", value, x)
                        .isEqualTo(hasCorrectDigit(x, value));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1.5, true",
        "1, 1.5000000000000002, false",
        "1, 0.5, true",
        "1, 0.49999999999999994, false",
        "9, 9.5, true",
        "9, 8.5, true",
        "10, 15, true",
        "10, 15.000000000000002, false",
        "10, 4.5, false",
        "19/2, 10, true",
        "0, 0, true",
        "0, 4.9e-324, false",
        "-1, -1.5, true",
        "-1, 1, false",
        "1/8, 0.175, true",
        "1/8, 0.176, false",
        "1/1000, 0.0015, true",
        "999, 1049, true",
        "999, 1050, false",
        "1, NaN, false",
        "1, Infinity, false",
        "0, -0.0, true"
    })
    void knownDigits(String x, double value, boolean isCorrect) {
        Rational exact = Numerals.quoted(x);
        // 0.0015 is no double; the nearest one lies a little above or below.
        boolean expected = x.equals("1/1000") ? hasCorrectDigit(exact, value) : isCorrect;
        assertThat(Trajectory.hasCorrectDigit(exact, value)).isEqualTo(expected);
    }

    @Test
    void orbitsThatRunAway() {
        Maps doubling = Maps.through(Domain.LINE, "0 0, 1 4");
        Trajectory trajectory = new Trajectory(doubling.network(), doubling.map(), Rational.ONE, MOST_BITS);
        for (int i = 0; i < 600; i++) {
            trajectory.advance();
        }
        assertThat(trajectory.exact()).isEqualTo(Rational.ONE.scaledByPowerOfTwo(1200));
        assertThat(Double.isFinite(trajectory.computed(FloatFormat.BINARY64))).isFalse();
        assertThat(trajectory.lost(FloatFormat.BINARY64)).hasValue(512);
        assertThat(trajectory.lost(FloatFormat.BINARY32)).hasValue(64);
    }

    @Test
    void limitsOfBits() {
        Maps maps = Maps.through("0 0, 1/2 7/8, 1 0");
        Trajectory trajectory = new Trajectory(maps.network(), maps.map(), Rational.of(1, 3), 40);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 40; i++) {
                        trajectory.advance();
                    }
                })
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("the limit is 40");
        int steps = trajectory.steps();
        assertThat(steps).isBetween(5, 20);
        assertThat(trajectory.exact().reduced().bitLength()).isLessThanOrEqualTo(40);
    }

    @Test
    void whereItStarts() {
        Maps tent = Maps.through("0 0, 1/2 1, 1 0");
        for (Rational start :
                new Rational[] {Rational.of(-1, 1000), Rational.of(1001, 1000), Rational.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Trajectory(tent.network(), tent.map(), start, MOST_BITS))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not in [0, 1]");
        }
        Maps line = Maps.through(Domain.LINE, "0 0, 1 1");
        Rational large = Rational.ONE.scaledByPowerOfTwo(128);
        assertThatThrownBy(() -> new Trajectory(line.network(), line.map(), large, MOST_BITS))
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("binary32");
        Trajectory trajectory = new Trajectory(tent.network(), tent.map(), Rational.ZERO, MOST_BITS);
        assertThatThrownBy(() -> trajectory.computed(FloatFormat.BINARY16))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> trajectory.lost(FloatFormat.BFLOAT16)).isInstanceOf(IllegalArgumentException.class);
    }
}
