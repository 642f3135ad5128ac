package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Unfolding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fast room says, held against exact arithmetic: it may say less, and nothing else. */
class Binary64MapTest {
    private static final int STEPS = 6;
    private static final int[] WIDTHS = {1, 2, 3, 5, 9, 24, 25, 40, 80, 150, 300};

    /** One network in both rooms. */
    private record Rooms(Neurons neurons, Binary64Map quick, PiecewiseLinearMap exact) {
        static Rooms of(Neurons neurons) {
            return of(neurons, new Binary64Map());
        }

        static Rooms of(Neurons neurons, Binary64Map quick) {
            NetworkKind.read(quick, neurons);
            return new Rooms(neurons, quick, Unfolding.map(neurons.toNetwork(), Work.unlimited()));
        }

        boolean onLine() {
            return neurons.activation() != Activation.CLIP;
        }

        /** A point of D: anywhere, or a kink or its neighbour, or near an end. */
        double point(Random random) {
            int i = random.nextInt(neurons.width());
            double kink = neurons.weights()[i] == 0 ? 0.25 : -neurons.biases()[i] / neurons.weights()[i];
            double any = onLine() ? 3 * random.nextGaussian() : random.nextDouble();
            double x = switch (random.nextInt(8)) {
                case 0 -> kink;
                case 1 -> Math.nextUp(kink);
                case 2 -> Math.nextDown(kink);
                case 3 -> random.nextInt(2);
                case 4 -> kink + 1e-10 * random.nextGaussian();
                case 5 -> onLine() ? kink * (1 + random.nextInt(1000)) : 0x1p-60;
                default -> any;
            };
            return onLine() ? x : Math.min(1, Math.max(0, x));
        }

        /** An end of a cell, perhaps infinite. */
        double end(Random random) {
            return onLine() && random.nextInt(6) == 0
                    ? (random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY)
                    : point(random);
        }
    }

    private static Rational number(double x) {
        return x == Double.POSITIVE_INFINITY
                ? Rational.POSITIVE_INFINITY
                : x == Double.NEGATIVE_INFINITY ? Rational.NEGATIVE_INFINITY : Rational.of(x);
    }

    private static boolean encloses(double low, double high, Span exact) {
        return number(low).compareTo(exact.lower()) <= 0 && exact.upper().compareTo(number(high)) <= 0;
    }

    @ParameterizedTest
    @EnumSource
    void encloses(NetworkKind kind) {
        Random random = new Random(kind.ordinal() + 1);
        for (int i = 0; i < 6 * WIDTHS.length; i++) {
            Rooms rooms = Rooms.of(NetworkKind.draw(kind, WIDTHS[i / 6], NetworkKind.activation(i), random));
            for (int query = 0; query < 30; query++) {
                double x = rooms.point(random);
                double a = rooms.end(random);
                double b = query % 4 == 0 ? a + 1e-7 * random.nextDouble() : rooms.end(random);
                double inside = rooms.onLine() ? b : Math.min(1, b);
                requireStep(rooms, x, x);
                if (a != inside) {
                    requireStep(rooms, Math.min(a, inside), Math.max(a, inside));
                    requireOrbit(rooms, Math.min(a, inside), Math.max(a, inside));
                }
                requireOrders(rooms, x);
            }
        }
    }

    private static void requireStep(Rooms rooms, double from, double to) {
        rooms.quick.step(from, to);
        ExactCellOrbit orbit = rooms.exact.follow(number(from), number(to), 1);
        Span image = orbit.image(1);
        if (!encloses(rooms.quick.imageLow(), rooms.quick.imageHigh(), image)) {
            assertThat("[" + rooms.quick.imageLow() + ", " + rooms.quick.imageHigh() + "]")
                    .as("image of [%s, %s], width %s", from, to, rooms.neurons.width())
                    .isEqualTo("around " + image.lower().approximate() + ", "
                            + image.upper().approximate());
        }
        Span slopes = orbit.slopes(0);
        if (!encloses(rooms.quick.slopeLow(), rooms.quick.slopeHigh(), slopes)) {
            assertThat("[" + rooms.quick.slopeLow() + ", " + rooms.quick.slopeHigh() + "]")
                    .as("slopes on [%s, %s], width %s", from, to, rooms.neurons.width())
                    .isEqualTo("around " + slopes.lower().approximate() + ", "
                            + slopes.upper().approximate());
        }
    }

    private static void requireOrders(Rooms rooms, double x) {
        PointOrbit quick = rooms.quick.follow(x, STEPS);
        PointOrbit exact = rooms.exact.follow(number(x), STEPS);
        for (int k = 1; k <= STEPS; k++) {
            assertThat(quick.order(k)).as("order of iterate %s of %s", k, x).isIn(Order.UNKNOWN, exact.order(k));
        }
    }

    private static void requireOrbit(Rooms rooms, double from, double to) {
        Binary64CellOrbit quick = rooms.quick.follow(from, to, STEPS);
        ExactCellOrbit exact = rooms.exact.follow(number(from), number(to), STEPS);
        for (int k = 1; k <= STEPS; k++) {
            String what = "iterate " + k + " of [" + from + ", " + to + "]";
            if (quick.isSeparated(k)) {
                assertThat(exact.isSeparated(k)).as(what).isTrue();
            }
            Derivative said = quick.derivative(k);
            Derivative exactly = exact.derivative(k);
            assertThat(said.lower()).as(what).isLessThanOrEqualTo(exactly.lower());
            assertThat(said.upper()).as(what).isGreaterThanOrEqualTo(exactly.upper());
        }
    }

    @Test
    void seesNearlyEverythingThatIsClear() {
        Random random = new Random(31);
        int orders = 0;
        int ordersSaid = 0;
        int separations = 0;
        int separationsSaid = 0;
        int derivatives = 0;
        int derivativesSaid = 0;
        for (int i = 0; i < 60; i++) {
            NetworkKind kind = i % 2 == 0 ? NetworkKind.UNIT_WEIGHTS : NetworkKind.GENERAL;
            Rooms rooms =
                    Rooms.of(NetworkKind.draw(kind, 1 + random.nextInt(60), NetworkKind.activation(i / 2), random));
            for (int query = 0; query < 20; query++) {
                double x = random.nextDouble();
                double y = x + 1e-3 * (1 - x);
                PointOrbit quick = rooms.quick.follow(x, 3);
                ExactCellOrbit exactCell = rooms.exact.follow(number(x), number(y), 3);
                Binary64CellOrbit quickCell = rooms.quick.follow(x, y, 3);
                for (int k = 1; k <= 3; k++) {
                    orders++;
                    ordersSaid += quick.order(k) == Order.UNKNOWN ? 0 : 1;
                    separations += exactCell.isSeparated(k) ? 1 : 0;
                    separationsSaid += quickCell.isSeparated(k) ? 1 : 0;
                    derivatives += exactCell.derivative(k).isOne() ? 0 : 1;
                    derivativesSaid += quickCell.derivative(k).equals(exactCell.derivative(k)) ? 1 : 0;
                }
            }
        }
        assertThat(ordersSaid).isGreaterThan(95 * orders / 100);
        assertThat(separations).isGreaterThan(1000);
        assertThat(separationsSaid).isGreaterThan(95 * separations / 100);
        assertThat(derivativesSaid).isGreaterThan(95 * derivatives / 100);
    }

    @Test
    void enclosesPointsTightly() {
        Random random = new Random(33);
        double widest = 0;
        double widestUnit = 0;
        for (int i = 0; i < 200; i++) {
            boolean unit = i % 2 == 0;
            Rooms rooms = Rooms.of(NetworkKind.draw(
                    unit ? NetworkKind.UNIT_WEIGHTS : NetworkKind.GENERAL,
                    WIDTHS[i % WIDTHS.length],
                    NetworkKind.activation(i),
                    random));
            for (int query = 0; query < 10; query++) {
                double x = random.nextDouble();
                rooms.quick.step(x, x);
                double length = rooms.quick.imageHigh() - rooms.quick.imageLow();
                widestUnit = Math.max(widestUnit, unit ? length : 0);
                widest = Math.max(widest, unit ? 0 : length);
            }
        }
        assertThat(widestUnit).as("kinks in the unit interval").isLessThan(1e-12);
        assertThat(widest).as("kinks as far out as 1/w").isLessThan(1e-8);
    }

    @Test
    void oneObjectForManyNetworksSaysWhatFreshOnesSay() {
        Random random = new Random(34);
        Binary64Map reused = new Binary64Map();
        for (int i = 0; i < 400; i++) {
            NetworkKind kind = NetworkKind.values()[random.nextInt(NetworkKind.values().length)];
            Neurons neurons = NetworkKind.draw(
                    kind, WIDTHS[random.nextInt(WIDTHS.length)], NetworkKind.activation(random.nextInt(3)), random);
            Binary64Map fresh = new Binary64Map();
            NetworkKind.read(fresh, neurons);
            NetworkKind.read(reused, neurons);
            assertThat(reused.findCore()).isEqualTo(fresh.findCore());
            assertThat(reused.coreLeft()).isEqualTo(fresh.coreLeft());
            assertThat(reused.coreRight()).isEqualTo(fresh.coreRight());
            for (int query = 0; query < 10; query++) {
                double from = random.nextDouble();
                double to = query == 0 ? from : from + (1 - from) * random.nextDouble();
                assertThat(found(reused, from, to)).as("%s", kind).isEqualTo(found(fresh, from, to));
                Binary64CellOrbit one = reused.follow(from, to, 2 + query);
                Binary64CellOrbit other = fresh.follow(from, to, 12);
                for (int k = 2 + query; k >= 1; k--) {
                    assertThat(one.derivative(k)).isEqualTo(other.derivative(k));
                    assertThat(one.isSeparated(k)).isEqualTo(other.isSeparated(k));
                }
            }
        }
    }

    private static double[] found(Binary64Map map, double from, double to) {
        map.step(from, to);
        return new double[] {map.imageLow(), map.imageHigh(), map.slopeLow(), map.slopeHigh()};
    }

    @Test
    void saysNothingWhereNumbersOverflow() {
        for (int place = 0; place < 3; place++) {
            for (double huge : new double[] {1e300, -1e300}) {
                Neurons neurons = NetworkKind.draw(NetworkKind.GENERAL, 30, Activation.CLIP, new Random(35));
                double[] numbers = place == 0 ? neurons.weights() : place == 1 ? neurons.biases() : neurons.outputs();
                for (int i = 0; i < 30; i++) {
                    numbers[i] = i % 3 == 0 ? huge : -huge;
                }
                neurons.outputs()[0] = 1e300;
                requireSilence(neurons);
            }
        }
    }

    private static void requireSilence(Neurons neurons) {
        Binary64Map map = new Binary64Map();
        NetworkKind.read(map, neurons);
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(found(map, 0, 1)).containsExactly(-infinity, infinity, -infinity, infinity);
        assertThat(map.findCore()).isTrue();
        assertThat(map.coreLeft()).isZero();
        assertThat(map.coreRight()).isEqualTo(1);
        assertThat(map.approximate(0.25)).isEqualTo(0.25);
        assertThat(map.isDivisible(0.0, 1.0)).isFalse();
        assertThat(map.follow(0.5, 2).order(2)).isEqualTo(Order.UNKNOWN);
        Binary64CellOrbit orbit = map.follow(0.25, 0.5, 3);
        for (int k = 1; k <= 3; k++) {
            assertThat(orbit.isSeparated(k)).isFalse();
            assertThat(orbit.derivative(k)).isEqualTo(new Derivative(-1, 1));
        }
    }

    /** Rises by 2 left of 0 and by 4 right of it: orbits overflow, and yet there are no points at infinity. */
    @Test
    void valuesThatOverflowStayNumbers() {
        Rooms rooms = Rooms.of(bent(2, 4));
        for (double x : new double[] {1, 1e300, 0x1p1023, -1, -1e300}) {
            PointOrbit quick = rooms.quick.follow(x, 600);
            assertThat(quick.order(600)).isIn(Order.UNKNOWN, x > 0 ? Order.GREATER : Order.LESS);
            requireStep(rooms, x, x);
            requireOrbit(rooms, x, 1.5 * x > x ? Double.POSITIVE_INFINITY : x / 2);
        }
        Binary64CellOrbit orbit = rooms.quick.follow(1.0, 2.0, 600);
        for (int k = 1; k <= 600; k++) {
            assertThat(orbit.derivative(k).upper())
                    .as("derivative of iterate %s", k)
                    .isEqualTo(1);
        }
    }

    /** Far to the right falls steeply, far to the left hardly: the second iterate comes back from beyond all doubles. */
    @Test
    void anOrbitReturnsFromBeyondTheRangeOfBinary64() {
        Rooms rooms = Rooms.of(bent(-0x1p-24, -0x1p20));
        double x = 0x1p1010;
        assertThat(rooms.exact.follow(number(x), 2).order(2)).isEqualTo(Order.LESS);
        requireOrders(rooms, x);
        requireOrbit(rooms, x, 2 * x);
        requireOrbit(rooms, x, Double.POSITIVE_INFINITY);
    }

    /** A network on the line with these slopes left and right of 0, where it is 0. */
    private static Neurons bent(double leftSlope, double rightSlope) {
        Neurons neurons = new Neurons();
        neurons.reset(2, Activation.IDENTITY);
        neurons.weights()[0] = -1;
        neurons.weights()[1] = 1;
        neurons.biases()[0] = 0x1p-20;
        neurons.biases()[1] = 0;
        neurons.outputs()[0] = -leftSlope;
        neurons.outputs()[1] = rightSlope;
        neurons.setBias(0);
        return neurons;
    }

    /** A network on the line. */
    private static Rooms rooms(double[] weights, double[] biases, double[] outputs, double bias) {
        Neurons neurons = new Neurons();
        neurons.reset(weights.length, Activation.IDENTITY);
        System.arraycopy(weights, 0, neurons.weights(), 0, weights.length);
        System.arraycopy(biases, 0, neurons.biases(), 0, weights.length);
        System.arraycopy(outputs, 0, neurons.outputs(), 0, weights.length);
        neurons.setBias(bias);
        return Rooms.of(neurons);
    }

    /** Each of many constants is lost in the rounding of their sum: neurons without kinks, but not without errors. */
    @Test
    void neuronsOfWeightZeroAreRoundedTooThoughTheyHaveNoKinks() {
        int constants = 4096;
        double[] weights = new double[constants + 2];
        double[] biases = new double[constants + 2];
        double[] outputs = new double[constants + 2];
        Arrays.fill(biases, 0, constants, 1);
        Arrays.fill(outputs, 0, constants, 0x1p-54);
        weights[constants] = 1;
        outputs[constants] = 2;
        weights[constants + 1] = 1;
        biases[constants + 1] = -0.5;
        outputs[constants + 1] = -4;
        Rooms rooms = rooms(weights, biases, outputs, 0.5);
        for (double x : new double[] {-1, 0, 0.25, 0.5, 0.75, 1}) {
            requireStep(rooms, x, x);
        }
    }

    /** The computed value overflows, the true one does not: slopes cancel, and what is left of them is error mostly. */
    @Test
    void aValueThatOnlyTheErrorMakesOverflowIsNotKnown() {
        int steps = 1000;
        double[] weights = new double[steps + 2];
        double[] biases = new double[steps + 2];
        double[] outputs = new double[steps + 2];
        Arrays.fill(weights, 1);
        Arrays.setAll(biases, i -> -i * 0x1p-60);
        Arrays.fill(outputs, -4);
        outputs[0] = 0x1p55 + 16;
        outputs[steps + 1] = -outputs[0] + 4200;
        Rooms rooms = rooms(weights, biases, outputs, 0);
        for (double x : new double[] {0x1p1011, 0x1p1012, 0x1p1023}) {
            requireStep(rooms, x, x);
            requireStep(rooms, x / 2, x);
        }
    }

    /** The product of two weights underflows, and is then multiplied with a distance beyond all bounds. */
    @Test
    void jumpsThatUnderflowAreMultipliedWithTheReachOfTheKinks() {
        Rooms rooms = rooms(new double[] {-0x1p-600}, new double[] {0x1p-501}, new double[] {0x1p-475}, 0);
        requireStep(rooms, 0x1p99, 0x1p99);
        requireStep(rooms, 0, 0x1p99);
    }
}
