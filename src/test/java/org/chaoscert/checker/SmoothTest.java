package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaoscert.checker.Certificates.network;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and slopes of networks with smooth activations hold what they must, and not much more. */
class SmoothTest {
    private static final MathContext CONTEXT = new MathContext(120);

    private final SmoothOracle oracle = new SmoothOracle(80);

    private static Smooth smooth(Network network, int precision) throws Fault {
        return Smooth.of(network.net(), BigInteger.valueOf(precision), Limits.DEFAULT);
    }

    private static Span span(Ratio low, Ratio high) {
        return new Span(low.fraction(), high.fraction());
    }

    private static Ratio place(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Ratio.of(random.nextInt(17) - 8, 4);
            case 1 -> Ratio.of(random.nextInt(20001) - 10000, 1000);
            case 2 -> Ratio.of(random.nextInt(201) - 100, 1L << random.nextInt(50));
            default -> Ratio.of(random.nextInt(2001) - 1000, 997);
        };
    }

    /** Tiny, wide, one point, half a line, all of it. */
    private static Span any(Random random) {
        Ratio low = place(random);
        return switch (random.nextInt(8)) {
            case 0 -> span(low, low);
            case 1 -> span(low, Ratio.INFINITY);
            case 2 -> span(Ratio.MINUS_INFINITY, low);
            case 3 -> random.nextInt(4) == 0 ? Span.LINE : span(low, low.plus(Ratio.of(1000)));
            case 4, 5 -> span(low, low.plus(Ratio.of(1, 1L << random.nextInt(60))));
            default -> span(low, low.plus(Ratio.of(1 + random.nextInt(16), 8)));
        };
    }

    /** Both finite ends, and points between: far out too if there is no end. */
    private static List<Ratio> points(Span span, Random random) {
        Ratio low = Ratio.of(span.low());
        Ratio high = Ratio.of(span.high());
        List<Ratio> points = new ArrayList<>(
                Stream.of(low, high).filter(Ratio::isFinite).distinct().toList());
        for (int i = 0; i < 8; i++) {
            Ratio part = Ratio.of(1 + random.nextInt(999), 1000);
            Ratio far = part.times(Ratio.of(1L << random.nextInt(12)));
            if (low.isFinite() && high.isFinite()) {
                points.add(low.plus(high.minus(low).times(part)));
            } else if (low.isFinite()) {
                points.add(low.plus(far));
            } else {
                points.add(high.isFinite() ? high.minus(far) : far.minus(Ratio.of(random.nextInt(100))));
            }
        }
        return points;
    }

    private void assertHolds(Network network, int precision, Random random, Span span) throws Fault {
        Smooth map = smooth(network, precision);
        Span image = map.image(span);
        Span slopes = map.slopes(span);
        List<Ratio> points = points(span, random);
        List<BigDecimal> values = new ArrayList<>();
        for (Ratio x : points) {
            BigDecimal value = oracle.value(network, oracle.of(x));
            values.add(value);
            assertThat(oracle.holds(image, value))
                    .as("%s at %s, precision %s, over %s: %s in %s", network, x, precision, span, value, image)
                    .isTrue();
        }
        assertThat(slopes.low().isFinite() && slopes.high().isFinite()).isTrue();
        for (int i = 1; i < points.size() && !span.isPoint(); i++) {
            BigDecimal width = oracle.of(points.get(i).minus(points.get(i - 1)));
            if (width.signum() != 0) {
                BigDecimal rise = values.get(i).subtract(values.get(i - 1), CONTEXT);
                // Right to the digits that the difference leaves.
                BigDecimal spare = values.get(i).abs().scaleByPowerOfTen(-75);
                assertThat(isRise(slopes, width, rise, spare))
                        .as("%s over %s: %s for %s in %s", network, span, rise, width, slopes)
                        .isTrue();
            }
        }
    }

    /** Whether a rise is a slope times the width; the spare is allowed. */
    private boolean isRise(Span slopes, BigDecimal width, BigDecimal rise, BigDecimal spare) {
        BigDecimal one = oracle.of(slopes.low()).multiply(width, CONTEXT);
        BigDecimal other = oracle.of(slopes.high()).multiply(width, CONTEXT);
        return one.min(other).subtract(rise, CONTEXT).compareTo(spare) <= 0
                && rise.subtract(one.max(other), CONTEXT).compareTo(spare) <= 0;
    }

    @ParameterizedTest
    @Tag("long")
    @ValueSource(ints = {16, 24, 53, 64, 113})
    void imagesHoldTheValuesAndSlopesTheQuotients(int precision) throws Fault {
        Random random = new Random(precision);
        for (int i = 0; i < 40; i++) {
            Network network = SmoothNetworks.next(random);
            for (int j = 0; j < 3; j++) {
                assertHolds(network, precision, random, any(random));
            }
        }
    }

    @Test
    @Tag("battery")
    void imagesHoldTheValuesAndSlopesTheQuotientsOfManyNetworks() throws Fault {
        Random random = new Random(9);
        for (int i = 0; i < 1500; i++) {
            Network network = SmoothNetworks.next(random);
            assertHolds(network, 16 + random.nextInt(60), random, any(random));
        }
    }

    @Test
    void pointsHaveNoSlopes() throws Fault {
        Smooth map = smooth(SmoothNetworks.FLIP, 64);
        assertThat(map.slopes(Span.point(Fraction.ONE))).isEqualTo(Span.point(Fraction.ZERO));
        assertThat(map.slopes(Span.UNIT)).isNotEqualTo(Span.point(Fraction.ZERO));
    }

    /** The largest number met on the way tells what a rounding may cost. */
    private static Ratio unit(Network network, Span span, int precision) {
        Ratio size = Stream.of(span.low(), span.high())
                .map(Ratio::of)
                .filter(Ratio::isFinite)
                .map(x -> x.max(x.negate()))
                .reduce(Ratio.ONE, Ratio::max);
        for (Layer layer : network.layers()) {
            Ratio most = Ratio.ZERO;
            for (int unit = 0; unit < layer.biases().size(); unit++) {
                Ratio bias = Ratio.of(layer.biases().get(unit));
                Ratio sum = bias.max(bias.negate());
                for (String text : layer.weights().get(unit)) {
                    Ratio weight = Ratio.of(text);
                    sum = sum.plus(weight.max(weight.negate()).times(size));
                }
                most = most.max(sum);
            }
            size = most.plus(Ratio.ONE);
        }
        return size.over(new Ratio(BigInteger.ONE.shiftLeft(precision - 16), BigInteger.ONE));
    }

    private static Span wider(Span span, Ratio by) {
        return span(Ratio.of(span.low()).minus(by), Ratio.of(span.high()).plus(by));
    }

    @Test
    void partsHaveImagesAndSlopesWithinThoseOfTheWhole() throws Fault {
        Random random = new Random(12);
        for (int i = 0; i < 150; i++) {
            Network network = SmoothNetworks.next(random, 6, SmoothNetworks.WITHOUT_KINKS);
            Smooth map = smooth(network, 64);
            Span whole = any(random);
            List<Ratio> inside = points(whole, random);
            Ratio x = inside.get(random.nextInt(inside.size()));
            Ratio y = inside.get(random.nextInt(inside.size()));
            Span part = span(x.min(y), x.max(y));
            Ratio unit = unit(network, part, 64);
            assertThat(wider(map.image(whole), unit).contains(map.image(part)))
                    .as("%s, %s in %s", network, part, whole)
                    .isTrue();
            assertThat(part.isPoint() || wider(map.slopes(whole), unit).contains(map.slopes(part)))
                    .as("%s, %s in %s", network, part, whole)
                    .isTrue();
        }
    }

    /** Interval by interval, layer by layer, in decimal numbers. */
    private List<BigDecimal> naturalImage(Network network, Span span) {
        List<BigDecimal> lows = List.of(oracle.of(span.low()));
        List<BigDecimal> highs = List.of(oracle.of(span.high()));
        for (Layer layer : network.layers()) {
            List<BigDecimal> nextLows = new ArrayList<>();
            List<BigDecimal> nextHighs = new ArrayList<>();
            for (int unit = 0; unit < layer.biases().size(); unit++) {
                BigDecimal low = oracle.of(Ratio.of(layer.biases().get(unit)));
                BigDecimal high = low;
                for (int j = 0; j < lows.size(); j++) {
                    Ratio weight = Ratio.of(layer.weights().get(unit).get(j));
                    BigDecimal factor = oracle.of(weight);
                    boolean rises = weight.sign() > 0;
                    low = low.add(factor.multiply(rises ? lows.get(j) : highs.get(j)), CONTEXT);
                    high = high.add(factor.multiply(rises ? highs.get(j) : lows.get(j)), CONTEXT);
                }
                boolean folds = layer.activation().equals("abs") && low.signum() * high.signum() < 0;
                BigDecimal one = oracle.activate(layer.activation(), low);
                BigDecimal other = oracle.activate(layer.activation(), high);
                nextLows.add(folds ? BigDecimal.ZERO : one.min(other));
                nextHighs.add(one.max(other));
            }
            lows = nextLows;
            highs = nextHighs;
        }
        return List.of(lows.get(0), highs.get(0));
    }

    @Test
    void imagesLieWithinTheNaturalExtension() throws Fault {
        Random random = new Random(13);
        int narrower = 0;
        for (int i = 0; i < 200; i++) {
            Network network = SmoothNetworks.next(random);
            Ratio low = place(random);
            Span span = span(low, low.plus(Ratio.of(1 + random.nextInt(100), 100)));
            Span image = smooth(network, 64).image(span);
            List<BigDecimal> natural = naturalImage(network, span);
            BigDecimal unit = oracle.of(unit(network, span, 64));
            BigDecimal atLow = oracle.of(image.low()).subtract(natural.get(0), CONTEXT);
            BigDecimal atHigh = natural.get(1).subtract(oracle.of(image.high()), CONTEXT);
            assertThat(atLow).as("%s over %s", network, span).isGreaterThan(unit.negate());
            assertThat(atHigh).as("%s over %s", network, span).isGreaterThan(unit.negate());
            narrower += atLow.max(atHigh).compareTo(unit) > 0 ? 1 : 0;
        }
        assertThat(narrower).as("really narrower").isGreaterThan(50);
    }

    /** Weights above 0 alone, or an even number of falls one after the other. */
    @ParameterizedTest
    @ValueSource(ints = {16, 53, 113})
    void imagesOfMonotoneMapsReachFromEndToEnd(int precision) throws Fault {
        List<Network> networks = List.of(
                network(
                        "-inf inf",
                        "tanh 1/3; 2; 5 | 0 -1 1/7",
                        "sigmoid 1 2 3; 1/10 1/5 1 | 0 -2",
                        "identity 3 1/3 | -1"),
                network("-inf inf", "sigmoid -1; -2 | 1 0", "tanh -3 -1/9 | 2", "identity 2 | 1/3"),
                network("-inf inf", "relu 1; 2 | 0 1", "tanh -1/2 -1/3 | 1"),
                network("-inf inf", "tanh 1; 1 | 0 1", "identity 2 -1/2 | 0", "clip 1/8 | 1/2"));
        Random random = new Random(precision);
        for (Network network : networks) {
            for (int i = 0; i < 20; i++) {
                Ratio low = place(random).over(Ratio.of(8));
                Span span = span(low, low.plus(Ratio.of(1 + random.nextInt(64), 1L << random.nextInt(10))));
                Smooth map = smooth(network, precision);
                Span ends = map.image(Span.point(span.low())).hull(map.image(Span.point(span.high())));
                Span slopes = map.slopes(span);
                if (slopes.low().numerator().signum() >= 0
                        || slopes.high().numerator().signum() <= 0) {
                    assertThat(map.image(span)).as("%s over %s", network, span).isEqualTo(ends);
                } else {
                    assertThat(network).isSameAs(networks.get(3));
                }
            }
        }
    }

    /** The line too is an interval: ends are limits, and infinities that cancel may be anything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tanh 1, 0 | -inf inf | -1 1",
                "tanh -1, 0 | 0 inf | -1 0",
                "sigmoid 3, 0 | -inf 0 | 0 1/2",
                "sigmoid 0, 0 | -inf inf | 1/2 1/2",
                "relu 1; 1, 0 0 / tanh 1 -1, 0 | 0 inf | -1 1",
                "relu 1; 1, 0 0 / tanh 1 -1, 0 | -inf 0 | 0 0",
                "relu 1; -1, 0 0 / tanh 1 1, 0 | -inf inf | 0 1",
                "relu 1; -1, 0 0 / sigmoid -1 -1, 0 | -inf inf | 0 1/2",
                "relu 1; -1, 0 0 / sigmoid 1 -1, 0 | -inf inf | 0 1",
                "tanh 1; 1, 0 0 / identity 1 2, 1 | -inf inf | -2 4",
                "tanh 1; 1, 0 0 / identity 1 2, 1 | 0 inf | 1 4",
                "abs 1, 0 / tanh -1, 0 | -inf inf | -1 0",
                "hard-tanh 1, 0 / tanh 0, 0 | -inf inf | 0 0"
            })
    void unboundedIntervalsHaveLimits(String layers, String span, String image) throws Fault {
        Network network = network("-inf inf", layers.replace(",", " |").split(" */ *"));
        Smooth map = smooth(network, 64);
        assertThat(ends(map.image(ends(span)))).isEqualTo(image);
    }

    private static Span ends(String text) {
        String[] ends = text.split(" ");
        return span(Ratio.of(ends[0]), Ratio.of(ends[1]));
    }

    private static String ends(Span span) {
        return Ratio.of(span.low()) + " " + Ratio.of(span.high());
    }

    /**
     * A hat of height 1/4 with slopes of 1/2 and −1/2: by the sum of its units it would reach from −1/2 to 1/2, by the lines
     * through its ends from −1/4 to 1/4.
     */
    @Test
    void sumsAreCutToTheLinesThroughTheirEnds() throws Fault {
        Network hat = network("-inf inf", "relu 1; 1 | 0 -1/2", "identity 1/2 -1 | 0", "tanh 1 | 0");
        Smooth map = smooth(hat, 64);
        Span image = map.image(Span.UNIT);
        assertThat(Ratio.of(image.low())).as("below 0 by no more").isGreaterThan(Ratio.of(-256, 1000));
        assertThat(Ratio.of(image.high())).as("tanh 1/4, not tanh 1/2").isLessThan(Ratio.of(245, 1000));
        assertThat(oracle.holds(image, oracle.tanh(new BigDecimal("0.25")))).isTrue();
    }

    /** A slight fall before a steep rise, and its mirror images: the extreme lies at 1/4 or 3/4, beyond both ends. */
    @ParameterizedTest
    @CsvSource({"0 -1/4, -1/16 1, 1/4", "0 -1/4, 1/16 -1, 1/4", "0 -3/4, 1 -17/16, 3/4", "0 -3/4, -1 17/16, 3/4"})
    void slightBendsAreNotTakenForMonotone(String biases, String weights, String place) throws Fault {
        Network bent = network("-inf inf", "relu 1; 1 | " + biases, "tanh " + weights + " | 0");
        BigDecimal value = oracle.value(bent, oracle.of(Ratio.of(place)));
        Span image = smooth(bent, 64).image(Span.UNIT);
        assertThat(oracle.holds(image, value)).as("%s in %s", value, image).isTrue();
    }

    private static String fault(Network network, int precision) {
        Fault fault = catchThrowableOfType(Fault.class, () -> smooth(network, precision));
        return fault == null ? "none" : Certificates.word(fault.result) + " " + fault.result.at();
    }

    /** By the range of the last activation, by the image of D, by the images of 256 parts; or not. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 1 | tanh 9, 3 | none",
                "-1 inf | tanh 9, 3 | none",
                "0 1 | sigmoid 9, 3 | none",
                "-1 1/2 | sigmoid 9, 3 | domain-not-invariant /network/domain",
                "-1/2 1/2 | tanh 1, 0 | none",
                "-1/2 1/2 | tanh 2, 0 | domain-not-invariant /network/domain",
                "0 1 | tanh 1, 0 | none",
                "0 1 | tanh -1, 0 | domain-not-invariant /network/domain",
                "0 inf | tanh 1, 0 | none",
                "-1/8 inf | tanh 1, 0 | none",
                "-inf 1/8 | tanh 1, 0 | none",
                "-inf 1/8 | tanh 2, 0 | domain-not-invariant /network/domain",
                "1 inf | tanh 1, 0 | domain-not-invariant /network/domain",
                "-1 3 | tanh 1; 1, 0 0 / identity 1 1, 1 | none",
                "0 1 | sigmoid 20; 20, -6 -14 / identity 1 -1, 0 | none",
                "0 9/10 | sigmoid 20; 20, -6 -14 / identity 1 -1, 0 | domain-not-invariant /network/domain",
                "1/64 1 | sigmoid 20; 20, -6 -14 / identity 1 -1, 0 | domain-not-invariant /network/domain",
                "0 inf | sigmoid 20; 20, -6 -14 / identity 1 -1, 0 | domain-not-invariant /network/domain",
                "0 inf | sigmoid 20; 20, -6 -14 / relu 1 -1, 0 | none"
            })
    void theDomainMustBeMappedIntoItself(String domain, String layers, String fault) {
        Network network = network(domain, layers.replace(",", " |").split(" */ *"));
        assertThat(fault(network, 64)).isEqualTo(fault);
    }

    /** As a whole the image of the bump is too wide: this is where parts are needed. */
    @Test
    void theBumpNeedsTheParts() throws Fault {
        assertThat(smooth(SmoothNetworks.BUMP, 64)
                        .image(Span.UNIT)
                        .low()
                        .numerator()
                        .signum())
                .isNegative();
        assertThat(fault(SmoothNetworks.BUMP.on("0 1"), 64)).isEqualTo("none");
    }

    /** All parts count: a map that leaves the domain only near its right end, and one that leaves it near the left. */
    @Test
    void noPartIsPassedOver() {
        Network right = network("0 1", "sigmoid 1000; 20; 20 | -999 -6 -14", "identity 1 1 -1 | 1/4");
        Network left = network("0 1", "sigmoid -1000; 20; 20 | 1 -6 -14", "identity -1/2 1/2 -1/2 | 1/4");
        assertThat(fault(right, 64)).isEqualTo("domain-not-invariant /network/domain");
        assertThat(fault(left, 64)).isEqualTo("domain-not-invariant /network/domain");
        assertThat(fault(network("0 1", "sigmoid 1000; 20; 20 | -999 -6 -14", "identity 0 1/2 -1/2 | 1/4"), 64))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"1, bad-precision", "15, bad-precision", "16, none", "262144, none", "262145, over-limits"})
    void precisionHasLimits(int precision, String fault) {
        assertThat(fault(SmoothNetworks.HALF, precision).split(" ")[0]).isEqualTo(fault);
    }

    @Test
    void workGrowsWithTheSquareOfThePrecision() throws Fault {
        assertThat(smooth(SmoothNetworks.HALF, 16).cost()).isEqualTo(BigInteger.ONE);
        assertThat(smooth(SmoothNetworks.HALF, 64).cost()).isEqualTo(BigInteger.valueOf(16));
        assertThat(smooth(SmoothNetworks.HALF, 1000).cost()).isEqualTo(BigInteger.valueOf(3906));
    }

    /** More intervals than are kept: what is known of one is never taken for another. */
    @Test
    void whatIsKeptBelongsToItsInterval() throws Fault {
        Smooth map = smooth(SmoothNetworks.BUMP, 24);
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 1100; i++) {
                Span part = span(Ratio.of(i, 1100), Ratio.of(i + 1, 1100));
                BigDecimal value = oracle.value(SmoothNetworks.BUMP, oracle.of(Ratio.of(2L * i + 1, 2200)));
                assertThat(oracle.holds(map.image(part), value)).isTrue();
            }
        }
    }
}
