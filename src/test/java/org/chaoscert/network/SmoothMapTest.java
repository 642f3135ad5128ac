package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.checker.SmoothEnclosures;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.OutOfRangeException;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.Transcendental;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Enclosures of networks with smooth activations, against decimal arithmetic and the checker's. */
class SmoothMapTest {
    private static final Rational MINUS_INFINITY = Rational.NEGATIVE_INFINITY;
    private static final Rational INFINITY = Rational.POSITIVE_INFINITY;

    /** The decimal oracle is off by less than this times a value's size, and much less than the enclosures are wide. */
    private static final BigDecimal ERROR = new BigDecimal("1e-95");

    private static Span span(Rational left, Rational right) {
        return new Span(left, right);
    }

    private static Span span(String left, String right) {
        return span(Numerals.quoted(left), Numerals.quoted(right));
    }

    /** A point, or a tiny, moderate or wide interval, a half-line, or the line. */
    private static Span draw(RationalSamples samples) {
        Rational a = samples.coin() ? samples.small() : Rational.of(samples.between(-9000, 9000) / 997.0);
        Rational length = switch (samples.between(0, 5)) {
            case 0 -> Rational.ZERO;
            case 1 -> Rational.ONE.scaledByPowerOfTwo(-samples.between(20, 90));
            case 2 -> Rational.of(samples.between(1, 900), 8000);
            case 3 -> Rational.of(samples.between(1, 100), 7);
            case 4 -> Rational.of(samples.between(1, 1_000_000));
            default -> Rational.of(samples.between(1, 100), 50);
        };
        int kind = samples.between(0, 11);
        return span(kind == 0 || kind == 1 ? MINUS_INFINITY : a, kind == 1 || kind == 2 ? INFINITY : a.plus(length));
    }

    private static List<Rational> numbersIn(Span interval, RationalSamples samples, int count) {
        Rational far = Rational.ONE.scaledByPowerOfTwo(samples.between(0, 60));
        boolean open = !interval.lower().isFinite();
        Rational right =
                interval.upper().isFinite() ? interval.upper() : (open ? Rational.ZERO : interval.lower()).plus(far);
        Rational left = open ? right.minus(far).minus(far) : interval.lower();
        List<Rational> numbers = new ArrayList<>(List.of(left, right));
        for (int i = 0; i < count; i++) {
            numbers.add(left.plus(right.minus(left).times(Rational.of(samples.between(0, 1000), 1000))));
        }
        return numbers;
    }

    private static boolean holds(Span span, BigDecimal value, BigDecimal error) {
        return span.lower().compareTo(SmoothSamples.rational(value.add(error))) <= 0
                && span.upper().compareTo(SmoothSamples.rational(value.subtract(error))) >= 0;
    }

    private static BigDecimal error(BigDecimal value) {
        return value.abs().add(BigDecimal.ONE).multiply(ERROR);
    }

    private static String text(Network network) {
        return new String(NetworkFiles.exactFile(network), StandardCharsets.UTF_8);
    }

    private static SmoothMap<?> map(Network network, int precision) {
        return SmoothMap.of(network, precision, Work.unlimited());
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "64, 40", "65, 3", "128, 1", "128, 1000", "256, 3"})
    void imagesHoldAllValues(int precision, int scale) {
        RationalSamples samples = new RationalSamples(101L * precision + scale);
        SmoothSamples networks = new SmoothSamples(samples);
        for (int i = 0; i < 60; i++) {
            Network network = networks.next(4, scale);
            SmoothMap<?> map = map(network, precision);
            for (int j = 0; j < 6; j++) {
                Span interval = draw(samples);
                Span image = map.image(interval);
                for (Rational x : numbersIn(interval, samples, 5)) {
                    BigDecimal value = SmoothSamples.value(network, x);
                    assertThat(holds(image, value, error(value)))
                            .as("image %s of %s holds f(%s) = %s for %s", image, interval, x, value, text(network))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 1", "64, 40", "128, 1", "256, 3"})
    void slopesHoldAllQuotients(int precision, int scale) {
        RationalSamples samples = new RationalSamples(103L * precision + scale);
        SmoothSamples networks = new SmoothSamples(samples);
        for (int i = 0; i < 60; i++) {
            Network network = networks.next(4, scale);
            SmoothMap<?> map = map(network, precision);
            for (int j = 0; j < 6; j++) {
                Span interval = draw(samples);
                Span slopes = map.slopes(interval);
                List<Rational> numbers = numbersIn(interval, samples, 3);
                for (int k = 1; k < numbers.size(); k++) {
                    assertQuotient(network, interval, slopes, numbers.get(k - 1), numbers.get(k));
                }
            }
        }
    }

    private static void assertQuotient(Network network, Span interval, Span slopes, Rational x, Rational y) {
        if (x.compareTo(y) == 0) {
            return;
        }
        BigDecimal at = SmoothSamples.value(network, x);
        BigDecimal run = SmoothSamples.decimal(y.minus(x));
        BigDecimal rise = SmoothSamples.value(network, y).subtract(at);
        BigDecimal quotient = rise.divide(run, Transcendental.DIGITS);
        BigDecimal error = error(at).divide(run.abs(), Transcendental.DIGITS);
        assertThat(holds(slopes, quotient, error.add(error(quotient))))
                .as("slopes %s over %s hold %s for %s", slopes, interval, quotient, text(network))
                .isTrue();
    }

    /** What is proved by these enclosures can be checked by the checker's. */
    @ParameterizedTest
    @CsvSource({"64, 1", "64, 30", "64, 10000", "128, 1", "128, 10000", "256, 3"})
    void enclosuresHoldThoseOfTheChecker(int precision, int scale) {
        RationalSamples samples = new RationalSamples(107L * precision + scale);
        SmoothSamples networks = new SmoothSamples(samples);
        for (int i = 0; i < 60; i++) {
            Network network = networks.next(4, scale);
            SmoothMap<?> map = map(network, precision);
            SmoothEnclosures checker = new SmoothEnclosures(NetworkFiles.exactFile(network), precision);
            for (int j = 0; j < 8; j++) {
                Span interval = draw(samples);
                List<BigInteger> ends = List.of(
                        interval.lower().numerator(),
                        interval.lower().denominator(),
                        interval.upper().numerator(),
                        interval.upper().denominator());
                Span image = span(checker.image(ends));
                assertThat(image.isWithin(map.image(interval)))
                        .as("image of %s: %s holds %s for %s", interval, map.image(interval), image, text(network))
                        .isTrue();
                Span slopes = span(checker.slopes(ends));
                assertThat(slopes.isWithin(map.slopes(interval)))
                        .as("slopes over %s: %s hold %s for %s", interval, map.slopes(interval), slopes, text(network))
                        .isTrue();
            }
        }
    }

    private static Span span(List<BigInteger> ends) {
        return span(end(ends.get(0), ends.get(1)), end(ends.get(2), ends.get(3)));
    }

    private static Rational end(BigInteger numerator, BigInteger denominator) {
        if (denominator.signum() == 0) {
            return numerator.signum() < 0 ? MINUS_INFINITY : INFINITY;
        }
        return Rational.of(numerator, denominator);
    }

    @Test
    void moreBitsGiveTighterImages() {
        RationalSamples samples = new RationalSamples(109);
        SmoothSamples networks = new SmoothSamples(samples);
        int tighter = 0;
        for (int i = 0; i < 100; i++) {
            Network network = networks.next(4, 2);
            List<SmoothMap<?>> maps = List.of(map(network, 64), map(network, 128), map(network, 256));
            Rational x = samples.small();
            List<Rational> widths = maps.stream()
                    .map(map -> map.image(span(x, x)))
                    .map(image -> image.upper().minus(image.lower()))
                    .toList();
            assertThat(widths.get(1)).as("%s", text(network)).isLessThanOrEqualTo(widths.get(0));
            assertThat(widths.get(2)).as("%s", text(network)).isLessThanOrEqualTo(widths.get(1));
            if (widths.get(2).signum() > 0) {
                tighter++;
                Rational part = widths.get(0).scaledByPowerOfTwo(-100);
                assertThat(widths.get(2))
                        .as("with 192 bits more: %s", text(network))
                        .isLessThan(part);
            }
        }
        assertThat(tighter).isGreaterThan(60);
    }

    /** Values are known to some bits less than the checker's precision, and slopes, too. */
    @ParameterizedTest
    @CsvSource({"64, 48", "128, 110", "256, 238"})
    void imagesOfPointsAreNarrow(int precision, int bits) {
        SmoothMap<?> map = map(SmoothSamples.of("tanh 3 -2 | 1/3 1/7", "sigmoid 2 -3 | 1/5"), precision);
        for (int i = -20; i <= 20; i++) {
            Span image = map.image(span(Rational.of(i, 10), Rational.of(i, 10)));
            assertThat(image.upper().minus(image.lower()))
                    .as("width at %d/10", i)
                    .isLessThan(Rational.ONE.scaledByPowerOfTwo(-bits));
        }
    }

    /** A tangent at both ends: without the cut by lines the image were as wide as that of the units one by one. */
    @Test
    void theMeanValueFormCutsWhatDependenceAdds() {
        SmoothMap<?> map = map(SmoothSamples.of("tanh 1 1 | 0 1/1000", "identity 1000 -1000 | 0"), 64);
        Span image = map.image(span("-1/100", "1/100"));
        assertThat(image.upper().minus(image.lower())).isLessThan(Rational.of(2));
    }

    @Test
    void mapsOfOneDirectionTakeIntervalsToThoseBetweenTheValuesAtTheirEnds() {
        SmoothMap<?> map = map(SmoothSamples.of("tanh 2 | 1", "identity -3 | 0"), 128);
        Span image = map.image(span("-1", "2"));
        Span left = map.image(span("-1", "-1"));
        Span right = map.image(span("2", "2"));
        assertThat(image).isEqualTo(span(right.lower(), left.upper()));
    }

    @Test
    void towardsInfinityThereAreLimits() {
        SmoothMap<?> map = map(SmoothSamples.of("tanh 1 -1 | 0 2", "identity 2 1 | 0"), 64);
        Span right = map.image(span(Numerals.quoted("100"), INFINITY));
        assertThat(right.lower().approximate()).isCloseTo(1, within(1e-12));
        assertThat(right.upper().approximate()).isCloseTo(1, within(1e-12));
        Span left = map.image(span(MINUS_INFINITY, Numerals.quoted("-100")));
        assertThat(left.upper().approximate()).isCloseTo(-1, within(1e-12));
        Span line = map.image(span(MINUS_INFINITY, INFINITY));
        assertThat(line.lower()).isLessThanOrEqualTo(Rational.of(-1));
        assertThat(line.upper()).isBetween(Rational.ONE, Rational.of(4));
    }

    @Test
    void differencesOfInfinitiesMayBeAnything() {
        Network network = SmoothSamples.of("relu 1 1 | 0 -1", "tanh 1 -1 | 0");
        Span image = map(network, 64).image(span(Numerals.quoted("2"), INFINITY));
        BigDecimal value = SmoothSamples.value(network, Rational.of(1 << 20));
        assertThat(holds(image, value, error(value)))
                .as("%s holds %s", image, value)
                .isTrue();
    }

    @Test
    void slopesOfPointsAreZero() {
        assertThat(map(SmoothSamples.of("tanh 5 | 0"), 64).slopes(span("0", "0")))
                .isEqualTo(span("0", "0"));
    }

    @Test
    void everyIntervalThatIsFollowedCostsAsMuchAsTheWeights() {
        Work work = Work.unlimited();
        SmoothMap<?> map = SmoothMap.of(SmoothSamples.of("tanh 1 2 3 | 0 0 0", "identity 1 1 1 | 0"), 64, work);
        long before = work.spent();
        map.image(span("0", "1"));
        map.slopes(span("0", "1"));
        map.image(span("0", "2"));
        assertThat(work.spent() - before).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 16, 63})
    void fewerBitsAreRefused(int precision) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> map(SmoothSamples.of("tanh 1 | 0"), precision))
                .withMessage("a precision of " + precision + " bits");
    }

    // Domains.

    private static Network on(String left, String right, String... layers) {
        return SmoothSamples.of(layers).on(new Domain(Numerals.quoted(left), Numerals.quoted(right)));
    }

    @Test
    void domainsThatHoldTheRangeAreTaken() {
        assertThat(map(on("-1", "1", "tanh 1000 | 3"), 64).domain())
                .isEqualTo(new Domain(Rational.of(-1), Rational.ONE));
        assertThat(map(on("0", "1", "sigmoid 1000 | 3"), 64).domain()).isEqualTo(Domain.UNIT);
        map(on("-5", "7", "tanh 2 | 0", "hard-tanh 9 | 0"), 64);
        map(SmoothSamples.of("tanh 2 | 0", "abs 9 | 0").on(new Domain(Rational.ZERO, INFINITY)), 64);
        map(SmoothSamples.of("sigmoid 2 | 0", "identity -9 | 0"), 64);
    }

    @Test
    void domainsThatHoldTheImageAreTaken() {
        map(on("-9/10", "9/10", "tanh 1 | 0"), 64);
        map(on("-9/10", "9/10", "tanh 1 | 0", "identity 1 | 0"), 64);
        map(SmoothSamples.of("tanh 1 | 0").on(new Domain(Rational.ZERO, INFINITY)), 64);
        map(SmoothSamples.of("sigmoid 1 | 0", "identity -3 | 0").on(new Domain(MINUS_INFINITY, Rational.ZERO)), 64);
    }

    /** tanh(4x + 2) − tanh(4x − 2) − 1 is at most 2 tanh 2 − 1, 0.928. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void domainsMayHaveToBeLookedAtInParts(int precision) {
        String[] layers = {"tanh 4 4 | 2 -2", "identity 1 -1 | -1"};
        SmoothMap<?> map = map(on("-1", "19/20", layers), precision);
        assertThat(map.image(span("-1", "19/20")).upper()).as("as a whole").isGreaterThan(Rational.of(19, 20));
        assertThatThrownBy(() -> map(on("-1", "92/100", layers), precision))
                .isInstanceOf(DomainNotInvariantException.class)
                .hasMessageContaining("[-1, 23/25]");
    }

    @Test
    void domainsThatAreLeftAreRefused() {
        assertRefused(on("-1/2", "1/2", "tanh 2 | 0"));
        assertRefused(on("0", "1", "tanh 1 | 0", "identity 2 | 0"));
        assertRefused(SmoothSamples.of("tanh 1 | -1").on(new Domain(Rational.ZERO, INFINITY)));
        assertRefused(SmoothSamples.of("tanh 1 | 1").on(new Domain(MINUS_INFINITY, Rational.of(1, 2))));
        assertRefused(on("0", "1/2", "sigmoid 1 | 1"));
    }

    private static void assertRefused(Network network) {
        assertThatThrownBy(() -> map(network, 256))
                .isInstanceOf(DomainNotInvariantException.class)
                .hasMessageContaining("into itself");
    }

    // Far beyond ordinary numbers.

    /** tanh 1 from 0 to 1/2, about, and else 0, with slopes beyond the range of binary64. */
    private static Network steepBump() {
        String steep = Rational.ONE.scaledByPowerOfTwo(700).toString();
        return SmoothSamples.of(
                "clip " + steep + " " + steep + " | 0 -" + Rational.ONE.scaledByPowerOfTwo(699),
                "clip " + steep + " 0 0 " + steep + " | 0 0",
                "identity 1 -1 | 0",
                "tanh 1 | 0");
    }

    /** f(1/4) is tanh 1: slopes that are not known are no reason to take f for a constant. */
    @Test
    void imagesHoldAllValuesWhereSlopesOverflow() {
        Network network = steepBump();
        Span interval = span("-1", "2");
        BigDecimal value = SmoothSamples.value(network, Rational.of(1, 4));
        assertThat(value.doubleValue()).isCloseTo(Math.tanh(1), within(1e-15));
        assertThatThrownBy(() -> map(network, 64).image(interval)).isInstanceOf(OutOfRangeException.class);
        Span image = map(network, 128).image(interval);
        assertThat(holds(image, value, error(value)))
                .as("%s holds %s", image, value)
                .isTrue();
        Span slopes = map(network, 128).slopes(interval);
        assertThat(slopes.upper()).as("slopes").isGreaterThan(Rational.ONE);
    }

    @Test
    void domainsThatAreLeftAreRefusedWhereSlopesOverflow() {
        assertRefused(steepBump().on(new Domain(Rational.of(-1), Rational.of(5, 8))));
        assertThatThrownBy(() -> map(steepBump().on(new Domain(Rational.of(-1), Rational.of(5, 8))), 64))
                .isInstanceOf(OutOfRangeException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-330", "1e-310", "1e310", "1e400"})
    void numbersBeyondTheRangeOfBinary64AreWeights(String weight) {
        Network network = SmoothSamples.of("tanh 1 " + weight + " | 0 0", "identity 1 " + weight + " | 0");
        int precision = weight.startsWith("1e-") ? 64 : 128;
        Span image = map(network, precision).image(span("-1", "1"));
        BigDecimal value = SmoothSamples.value(network, Rational.of(1, 2));
        assertThat(holds(image, value, error(value)))
                .as("%s holds %s", image, value)
                .isTrue();
    }

    @Test
    void productsOfTinyWeightsAreSlopes() {
        Network network = SmoothSamples.of("tanh 1e-170 2e-170 | 0 0", "identity 1e-170 -1e-170 | 0");
        Span image = map(network, 64).image(span("-1", "1"));
        assertThat(holds(image, BigDecimal.ZERO, BigDecimal.ZERO)).isTrue();
    }

    // In binary64, for guesses.

    @Test
    void theFloatingMapIsAboutRight() {
        RationalSamples samples = new RationalSamples(113);
        SmoothSamples networks = new SmoothSamples(samples);
        for (int i = 0; i < 300; i++) {
            Network network = networks.next(6, 1);
            FloatingMap map = new FloatingMap(network);
            for (int j = 0; j < 5; j++) {
                Rational x = Rational.of(samples.between(-5000, 5000) / 1000.0);
                double value = SmoothSamples.value(network, x).doubleValue();
                assertThat(map.applyAsDouble(x.approximate()))
                        .as("f(%s) for %s", x, text(network))
                        .isCloseTo(value, within(1e-12 * Math.max(1, Math.abs(value))));
            }
        }
    }
}
