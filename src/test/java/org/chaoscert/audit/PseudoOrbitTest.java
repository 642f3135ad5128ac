package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chaoscert.audit.PseudoOrbit.Shadow;
import org.chaoscert.battery.oracle.Piece;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.Polyline;
import org.chaoscert.network.Unfolding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Computed orbits against fractions of big integers. */
class PseudoOrbitTest {
    private static final int MANY_BITS = 1 << 20;

    private static PseudoOrbit of(Network network, List<Rational> points) {
        return of(network, network.domain(), points);
    }

    private static PseudoOrbit of(Network network, Domain domain, List<Rational> points) {
        return new PseudoOrbit(Unfolding.function(network, Domain.LINE, Work.unlimited()), domain, points);
    }

    private static List<Rational> points(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(Rational::of).toList();
    }

    private static List<Rational> orbit(DoubleUnaryOperator f, double start, int steps) {
        double[] orbit = new double[steps + 1];
        orbit[0] = start;
        for (int n = 0; n < steps; n++) {
            orbit[n + 1] = f.applyAsDouble(orbit[n]);
        }
        return points(orbit);
    }

    private static Quotient size(Quotient x) {
        return x.signum() < 0 ? x.negate() : x;
    }

    private static Quotient power(int exponent) {
        return exponent >= 0
                ? Quotient.of(BigInteger.ONE.shiftLeft(exponent), BigInteger.ONE)
                : Quotient.of(BigInteger.ONE, BigInteger.ONE.shiftLeft(-exponent));
    }

    /** The distance of neighbouring numbers of a format at a point. */
    private static Quotient ulp(FloatFormat format, Quotient x) {
        int precision;
        int least;
        switch (format) {
            case BINARY16 -> {
                precision = 11;
                least = -14;
            }
            case BFLOAT16 -> {
                precision = 8;
                least = -126;
            }
            case BINARY32 -> {
                precision = 24;
                least = -126;
            }
            default -> {
                precision = 53;
                least = -1022;
            }
        }
        int exponent = least;
        while (power(exponent + 1).compareTo(size(x)) <= 0) {
            exponent++;
        }
        return power(exponent - precision + 1);
    }

    private static final Network IDENTITY = PlainProgram.of(
                    new PlainProgram.Dense(new double[][] {{1}}, new double[] {0}, Activation.IDENTITY, 0))
            .network();

    @Test
    void errorsAndTheLeastDelta() {
        Random random = new Random(71);
        SmallNetworks networks = new SmallNetworks(random);
        for (int i = 0; i < 200; i++) {
            Network network = networks.draw(1 + i % 3, 3).on(Domain.LINE);
            SlowNetwork slow = SlowNetwork.of(network);
            List<Rational> points = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                points.add(
                        n > 0 && random.nextBoolean()
                                ? slow.valueAt(Quotient.of(points.get(n - 1))).rational()
                                : random.nextBoolean() ? networks.number() : Rational.of(random.nextGaussian()));
            }
            PseudoOrbit orbit = of(network, points);
            assertThat(orbit.length()).isEqualTo(12);
            Quotient most = Quotient.ZERO;
            for (int n = 1; n < 12; n++) {
                Quotient error = Quotient.of(points.get(n)).minus(slow.valueAt(Quotient.of(points.get(n - 1))));
                assertThat(Quotient.of(orbit.error(n))).isEqualTo(error);
                assertThat(orbit.error(n).denominator()).as("in lowest terms").isEqualTo(error.q());
                most = size(error).compareTo(most) > 0 ? size(error) : most;
                for (FloatFormat format : List.of(FloatFormat.BINARY32, FloatFormat.BFLOAT16, FloatFormat.BINARY64)) {
                    Quotient image = slow.valueAt(Quotient.of(points.get(n - 1)));
                    assertThat(Quotient.of(orbit.errorInUlps(n, format).orElseThrow()))
                            .as("%s at %s", format, image)
                            .isEqualTo(error.over(ulp(format, image)));
                }
            }
            assertThat(Quotient.of(orbit.delta())).isEqualTo(most);
            assertThat(orbit.firstBeyond(orbit.delta())).isEmpty();
            if (most.signum() > 0) {
                Rational less = most.times(Quotient.of(999, 1000)).rational();
                OptionalInt beyond = orbit.firstBeyond(less);
                int first = IntStream.range(1, 12)
                        .filter(n -> size(Quotient.of(orbit.error(n))).compareTo(Quotient.of(less)) > 0)
                        .findFirst()
                        .orElseThrow();
                assertThat(beyond).hasValue(first);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(FloatFormat.class)
    void unitsInTheLastPlace(FloatFormat format) {
        Random random = new Random(72);
        List<Rational> images = new ArrayList<>(List.of(Rational.ZERO, format.leastNormal(), format.greatestPower()));
        for (int exponent : new int[] {-200, -140, -133, -127, -126, -125, -25, -24, -15, -14, -13, -1, 0, 1, 14, 15}) {
            Rational power = power(exponent).rational();
            images.addAll(List.of(
                    power,
                    power.negate(),
                    power.plus(power(exponent - 70).rational()),
                    power.minus(power(exponent - 70).rational()),
                    power.times(Rational.of(random.nextInt(1000) + 1, 700)).reduced()));
        }
        for (Rational image : images) {
            Rational next = Rational.of(random.nextInt(100) - 50, 49).reduced();
            PseudoOrbit orbit = of(IDENTITY, List.of(image, next));
            Quotient error = Quotient.of(next).minus(Quotient.of(image));
            assertThat(Quotient.of(orbit.errorInUlps(1, format).orElseThrow()))
                    .as("at %s", image)
                    .isEqualTo(error.over(ulp(format, Quotient.of(image))));
        }
        Rational beyond = format.greatestPower().scaledByPowerOfTwo(1);
        assertThat(of(IDENTITY, List.of(beyond, Rational.ZERO)).errorInUlps(1, format))
                .isEmpty();
    }

    @Test
    void unitsAsInJava() {
        Random random = new Random(73);
        for (int i = 0; i < 300; i++) {
            double x = Math.scalb(random.nextGaussian(), random.nextInt(2080) - 1060);
            double y = x + 3 * Math.ulp(x);
            assertThat(of(IDENTITY, points(x, y))
                            .errorInUlps(1, FloatFormat.BINARY64)
                            .orElseThrow())
                    .isEqualTo(Rational.of(new BigDecimal(y)
                                    .subtract(new BigDecimal(x))
                                    .divide(new BigDecimal(Math.ulp(x)))
                                    .doubleValue())
                            .reduced());
            float narrow = (float) Math.scalb(random.nextGaussian(), random.nextInt(268) - 145);
            float next = Math.nextUp(narrow);
            assertThat(of(IDENTITY, points(narrow, next))
                            .errorInUlps(1, FloatFormat.BINARY32)
                            .orElseThrow())
                    .isEqualTo(Rational.of((double) ((next - narrow) / Math.ulp(narrow))));
        }
    }

    /** The first digit of x: 10^e with 10^e <= |x| < 10^(e+1). */
    private static boolean hasDigit(Quotient x, Quotient y) {
        Quotient twice = size(y.minus(x)).times(Quotient.of(2));
        if (x.signum() == 0) {
            return twice.signum() == 0;
        }
        Quotient unit = Quotient.ONE;
        while (unit.compareTo(size(x)) > 0) {
            unit = unit.over(Quotient.of(10));
        }
        while (unit.times(Quotient.of(10)).compareTo(size(x)) <= 0) {
            unit = unit.times(Quotient.of(10));
        }
        return twice.compareTo(unit) <= 0;
    }

    @ParameterizedTest
    @EnumSource(
            value = FloatFormat.class,
            names = {"BINARY32", "BINARY64"})
    void theFirstPointWithoutACorrectDigit(FloatFormat format) {
        Random random = new Random(74);
        int lost = 0;
        for (int i = 0; i < 20; i++) {
            PlainProgram program = PlainProgram.tent(1.2 + 0.8 * random.nextDouble());
            SlowNetwork slow = SlowNetwork.of(program.network());
            double start = format == FloatFormat.BINARY32 ? (float) random.nextDouble() : random.nextDouble();
            List<Rational> points = orbit(program.in(format, Summation.FORWARD), start, 120);
            OptionalInt expected = OptionalInt.empty();
            Quotient exact = Quotient.of(points.get(0));
            for (int n = 1; n < points.size() && expected.isEmpty(); n++) {
                exact = slow.valueAt(exact);
                if (!hasDigit(exact, Quotient.of(points.get(n)))) {
                    expected = OptionalInt.of(n);
                }
            }
            assertThat(of(program.network(), points).firstLost(MANY_BITS)).isEqualTo(expected);
            lost += expected.isPresent() ? 1 : 0;
        }
        assertThat(lost).isGreaterThan(5);
    }

    @Test
    void halfAUnitOfTheFirstDigitIsCorrect() {
        assertThat(of(IDENTITY, points(2, 2.5)).firstLost(MANY_BITS)).isEmpty();
        assertThat(of(IDENTITY, points(2, 2.5625)).firstLost(MANY_BITS)).hasValue(1);
        assertThat(of(IDENTITY, points(-2, -2, -1.5, -1.4375)).firstLost(MANY_BITS))
                .hasValue(3);
        assertThat(of(IDENTITY, points(0, 0)).firstLost(MANY_BITS)).isEmpty();
        assertThat(of(IDENTITY, points(0, 0x1p-1074)).firstLost(MANY_BITS)).hasValue(1);
        assertThat(of(IDENTITY, points(3)).firstLost(MANY_BITS)).isEmpty();
    }

    @Test
    void exactPointsThatGetTooLong() {
        PlainProgram program = PlainProgram.tent(1.9);
        List<Rational> points = orbit(program.in(FloatFormat.BINARY64, Summation.FORWARD), 0.3, 30);
        assertThatThrownBy(() -> of(program.network(), points).firstLost(500))
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("the limit is 500");
    }

    @Test
    void theFirstPointOutside() {
        List<Rational> points = points(0, 0.5, 1, 1 + 0x1p-52, -1);
        assertThat(of(IDENTITY, Domain.UNIT, points).firstOutside()).hasValue(3);
        assertThat(of(IDENTITY, Domain.LINE, points).firstOutside()).isEmpty();
        assertThat(of(IDENTITY, new Domain(Rational.of(1, 4), Rational.ONE), points)
                        .firstOutside())
                .hasValue(0);
    }

    /** The map stretches by 2 inside its domain, is level left of it, and the one preimage of the last point lies outside. */
    @Test
    void shadowsAndSlopesStayInTheDomain() {
        Network network = new Network(
                Domain.UNIT,
                List.of(
                        new Layer(
                                new Rational[][] {{Rational.ONE}, {Rational.ONE}},
                                new Rational[] {Rational.ONE, Rational.of(-1, 2)},
                                Activation.RELU),
                        new Layer(
                                new Rational[][] {{Rational.of(3, 2), Rational.of(-3)}},
                                new Rational[] {Rational.of(-11, 8)},
                                Activation.IDENTITY)));
        PseudoOrbit orbit = of(network, points(0, 0.1249999));
        assertThat(orbit.shadows(Rational.of(1, 1000), MANY_BITS))
                .extracting(PseudoOrbit.Shadow::from)
                .containsExactly(0, 1);
        assertThat(of(network, Domain.LINE, points(0, 0.1249999)).shadows(Rational.of(1, 1000), MANY_BITS))
                .hasSize(1);
    }

    // Shadows.

    private static Quotient nearest(Piece piece, Quotient near) {
        if (near.compareTo(piece.left()) < 0) {
            return piece.left();
        }
        return near.compareTo(piece.right()) > 0 ? piece.right() : near;
    }

    /** Whether some point within reach of a place is taken to a value. */
    private static boolean hasPreimage(List<Piece> pieces, Quotient value, Quotient near, Quotient within) {
        for (Piece piece : pieces) {
            Quotient x;
            if (piece.slope().signum() == 0) {
                if (!piece.intercept().equals(value)) {
                    continue;
                }
                x = nearest(piece, near);
            } else {
                x = piece.preimage(value);
                if (!piece.holds(x)) {
                    continue;
                }
            }
            if (size(x.minus(near)).compareTo(within) <= 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Stretches fill the orbit; each start goes along its stretch, and its distance is attained; a stretch begins only where nothing near
     * leads to its start.
     */
    private static List<Shadow> areShadows(Network network, List<Rational> points, Rational within) {
        SlowNetwork slow = SlowNetwork.of(network.on(Domain.LINE));
        List<Shadow> shadows = of(network, Domain.LINE, points).shadows(within, MANY_BITS);
        int next = 0;
        for (Shadow shadow : shadows) {
            assertThat(shadow.from()).isEqualTo(next);
            assertThat(shadow.to()).isGreaterThanOrEqualTo(shadow.from());
            next = shadow.to() + 1;
            Quotient x = Quotient.of(shadow.start());
            Quotient most = Quotient.ZERO;
            for (int n = shadow.from(); n <= shadow.to(); n++) {
                Quotient gap = size(x.minus(Quotient.of(points.get(n))));
                most = gap.compareTo(most) > 0 ? gap : most;
                x = n == shadow.to() ? x : slow.valueAt(x);
            }
            assertThat(x).as("ends at the computed point").isEqualTo(Quotient.of(points.get(shadow.to())));
            assertThat(Quotient.of(shadow.distance())).isEqualTo(most);
            assertThat(shadow.distance()).isLessThanOrEqualTo(within);
            if (shadow.from() > 0) {
                assertThat(hasPreimage(
                                slow.pieces(),
                                Quotient.of(shadow.start()),
                                Quotient.of(points.get(shadow.from() - 1)),
                                Quotient.of(within)))
                        .as("a longer stretch than from %d", shadow.from())
                        .isFalse();
            }
        }
        assertThat(next).isEqualTo(points.size());
        return shadows;
    }

    /** Pieces that all go from 0 to 1 or back: whatever is in [0, 1] has a preimage on each. */
    private static Network fullBranches(Random random) {
        int pieces = 2 + random.nextInt(4);
        List<Rational> xs = new ArrayList<>(List.of(Rational.ZERO));
        List<Rational> ys = new ArrayList<>(List.of(Rational.of(random.nextInt(2))));
        for (int i = 1; i <= pieces; i++) {
            int jitter = i == pieces ? 0 : random.nextInt(41) - 20;
            xs.add(Rational.of(100L * i + jitter, 100L * pieces).reduced());
            ys.add(Rational.ONE.minus(ys.get(i - 1)));
        }
        return Polyline.through(xs, ys);
    }

    private static double rounded(FloatFormat format, double x) {
        return format == FloatFormat.BINARY32 ? (float) x : x;
    }

    @ParameterizedTest
    @EnumSource(
            value = FloatFormat.class,
            names = {"BINARY32", "BINARY64"})
    void expandingMapsOntoTheirIntervalAreShadowedThroughout(FloatFormat format) {
        Random random = new Random(75);
        int nonzero = 0;
        for (int i = 0; i < 15; i++) {
            Network network = fullBranches(random);
            FloatingMap computed = FloatingMap.of(network, format);
            double start = rounded(format, random.nextDouble());
            List<Rational> points = orbit(x -> Math.min(1, Math.max(0, computed.applyAsDouble(x))), start, 60);
            Rational delta = of(network, points).delta();
            Quotient slope = SlowNetwork.of(network).pieces().stream()
                    .map(piece -> size(piece.slope()))
                    .min(Quotient::compareTo)
                    .orElseThrow();
            Rational within = Quotient.of(delta).over(slope.minus(Quotient.ONE)).rational();
            List<Shadow> shadows = areShadows(network, points, within);
            assertThat(shadows).hasSize(1);
            nonzero += delta.signum() > 0 ? 1 : 0;
        }
        assertThat(nonzero).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, BINARY32",
        "1.9, BINARY64",
        "2, BINARY32",
        "2, BINARY64",
        "1.4, BINARY64",
        "1.01, BINARY32",
        "1.7, BINARY64"
    })
    void tents(double slope, FloatFormat format) {
        Random random = new Random(76);
        PlainProgram tent = PlainProgram.tent(rounded(format, slope));
        for (int i = 0; i < 4; i++) {
            List<Rational> points = orbit(tent.in(format, Summation.FORWARD), rounded(format, random.nextDouble()), 35);
            PseudoOrbit held = of(tent.network(), points);
            Rational within = Quotient.of(held.delta())
                    .over(Quotient.of(Rational.of(rounded(format, slope))).minus(Quotient.ONE))
                    .rational();
            List<Shadow> shadows = areShadows(tent.network(), points, within);
            // Breaks are only where a point is thrown above the peak, and all but the first stretch begin there.
            Rational peak = Rational.of(rounded(format, slope)).scaledByPowerOfTwo(-1);
            for (Shadow shadow : shadows.subList(1, shadows.size())) {
                assertThat(shadow.start()).isGreaterThan(peak);
            }
            if (slope == 2) {
                assertThat(shadows).hasSize(1);
            } else {
                assertThat(held.leastExpansion(0, 35)).contains(Rational.of(rounded(format, slope)));
            }
        }
    }

    @Test
    void anyNetworksAndAnyReach() {
        Random random = new Random(77);
        SmallNetworks networks = new SmallNetworks(random);
        int longest = 0;
        int moved = 0;
        for (int i = 0; i < 300; i++) {
            Network network = i % 3 == 0 ? networks.zigzag(3) : networks.draw(1 + i % 3, 3);
            SlowNetwork slow = SlowNetwork.of(network.on(Domain.LINE));
            List<Rational> points = new ArrayList<>();
            Quotient x = Quotient.of(networks.number());
            for (int n = 0; n < 10; n++) {
                points.add(x.rational());
                Quotient noise = random.nextInt(3) == 0 ? Quotient.ZERO : Quotient.of(random.nextInt(21) - 10, 200);
                x = slow.valueAt(x).plus(noise);
            }
            Rational within = Rational.of(random.nextInt(4), 10);
            for (Shadow shadow : areShadows(network, points, within.reduced())) {
                longest = Math.max(longest, shadow.to() - shadow.from());
                moved += shadow.distance().signum() > 0 ? 1 : 0;
            }
        }
        assertThat(longest).isEqualTo(9);
        assertThat(moved).isGreaterThan(100);
    }

    /** f is 1/2 on [0, 1/2], then rises to 1: a level piece leads to 1/2 only. */
    @Test
    void levelPieces() {
        Network ramp = Polyline.through(
                List.of(Rational.ZERO, Rational.of(1, 2), Rational.ONE),
                List.of(Rational.of(1, 2), Rational.of(1, 2), Rational.ONE));
        Rational within = Rational.of(1, 100);
        assertThat(areShadows(ramp, points(0.25, 0.5, 0.5), within)).hasSize(1);
        assertThat(areShadows(ramp, points(0.25, 0.5, 0.5 + 0x1p-20), within)).hasSize(2);
        assertThat(areShadows(ramp, points(0.5 - 0x1p-20, 0.5 + 0x1p-20), within))
                .hasSize(1);
        assertThat(areShadows(ramp, points(0.25, 0.75), within)).hasSize(2);
        assertThat(areShadows(ramp, points(0.25, 0.5 - 0x1p-30), within)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, -7})
    void aSinglePoint(double x) {
        PseudoOrbit orbit = of(PlainProgram.tent(2).network(), points(x));
        assertThat(orbit.delta()).isEqualTo(Rational.ZERO);
        assertThat(orbit.length()).isEqualTo(1);
        assertThat(orbit.firstLost(MANY_BITS)).isEmpty();
        assertThat(orbit.firstBeyond(Rational.ZERO)).isEmpty();
        assertThat(orbit.shadows(Rational.ONE, MANY_BITS))
                .containsExactly(new Shadow(0, 0, Rational.of(x).reduced(), Rational.ZERO));
        assertThat(orbit.leastExpansion(0, 0)).isEmpty();
        assertThatThrownBy(() -> of(IDENTITY, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shortPointsAreAskedFor() {
        PlainProgram tent = PlainProgram.tent(1.9);
        List<Rational> points = orbit(tent.in(FloatFormat.BINARY64, Summation.FORWARD), 0.3, 60);
        List<Shadow> shadows = of(tent.network(), points).shadows(Rational.of(1, 1000), 400);
        assertThat(shadows.size()).isGreaterThan(3);
        int next = 0;
        for (Shadow shadow : shadows) {
            assertThat(shadow.from()).isEqualTo(next);
            assertThat(shadow.start().bitLength()).isLessThanOrEqualTo(400);
            next = shadow.to() + 1;
        }
        assertThat(next).isEqualTo(points.size());
    }

    /** At a kink the flatter side counts. */
    @Test
    void theLeastExpansion() {
        Network bent = Polyline.throughOnTheLine(
                Rational.of(-1),
                List.of(Rational.ZERO, Rational.ONE),
                List.of(Rational.ZERO, Rational.of(2)),
                Rational.of(1, 2));
        PseudoOrbit orbit = of(bent, points(-1, 0, 0.5, 1, 2, 0.25));
        assertThat(orbit.leastExpansion(0, 1)).contains(Rational.ONE);
        assertThat(orbit.leastExpansion(1, 2)).contains(Rational.ONE);
        assertThat(orbit.leastExpansion(2, 3)).contains(Rational.of(2));
        assertThat(orbit.leastExpansion(3, 4)).contains(Rational.of(1, 2));
        assertThat(orbit.leastExpansion(2, 2)).isEqualTo(Optional.empty());
    }
}
