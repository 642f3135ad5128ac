package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of Clopper and Pearson against published values, closed forms, limits and sums of the binomial distribution. */
class ProportionTest {
    /** The point of the standard normal distribution with probability 0.025 above it. */
    private static final double Z_95 = 1.959963984540054;

    /** The relative error that the bounds promise, in percent for AssertJ. */
    private static final double PERCENT = 1e-9 * 100;

    private static final double[] CONFIDENCES = {1e-300, 0.5, 0.95, 0.999999, 1 - 0x1p-53};

    private record Case(long hits, long trials, double confidence) {}

    @ParameterizedTest
    @CsvSource({
        // Interval of Clopper and Pearson at 95 %, as tables print it.
        "0, 10, 0.0000, 0.3085",
        "1, 10, 0.0025, 0.4450",
        "2, 10, 0.0252, 0.5561",
        "5, 10, 0.1871, 0.8129",
        "10, 10, 0.6915, 1.0000",
        "0, 1, 0.0000, 0.9750",
        "1, 1, 0.0250, 1.0000",
    })
    void agreesWithPublishedValues(long hits, long trials, double lower, double upper) {
        Proportion proportion = new Proportion(hits, trials);
        assertThat(proportion.lower(0.95)).as("lower").isCloseTo(lower, within(0.00005));
        assertThat(proportion.upper(0.95)).as("upper").isCloseTo(upper, within(0.00005));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 7, 129, 400_000, 3_000_000_000L, 1_000_000_000_000L, Proportion.MAX_TRIALS})
    void agreesWithTheClosedFormsForNoneOneAndAll(long trials) {
        for (double confidence : CONFIDENCES) {
            double tail = (1 - confidence) / 2;
            // P(no hit) = (1 − p)^n = α/2, with 1 − (α/2)^(1/n) written without cancellation.
            double none = -Math.expm1(Math.log(tail) / trials);
            // P(at least one hit) = 1 − (1 − p)^n = α/2.
            double one = -Math.expm1(Math.log1p(-tail) / trials);
            assertThat(new Proportion(0, trials).lower(confidence)).isZero();
            assertThat(new Proportion(0, trials).upper(confidence)).isCloseTo(none, withinPercentage(PERCENT));
            assertThat(new Proportion(1, trials).lower(confidence)).isCloseTo(one, withinPercentage(PERCENT));
            assertThat(new Proportion(trials, trials).lower(confidence))
                    .isCloseTo(Math.exp(Math.log(tail) / trials), withinPercentage(PERCENT));
            assertThat(new Proportion(trials, trials).upper(confidence)).isOne();
        }
    }

    private static Stream<Case> cases() {
        long[][] counts = {
            {1, 2},
            {1, 3},
            {2, 3},
            {63, 127},
            {64, 129},
            {65, 130},
            {31, 100_000},
            {399_999, 400_000},
            // Here the upper tail of the library is off by 5.6e-8.
            {1, 1_000_000_000L},
            {3, 1_000_000_000L},
            {30, 1_000_000_000L},
            {63, 3_000_000_000L},
            {64, 3_000_000_000L},
            {65, 3_000_000_000L},
            {200_000, 400_000},
            {1_500_000_000L, 3_000_000_000L},
            {3, 1_000_000_000_000L},
            {100, 1_000_000_000_000L},
            {1_000_000, 1_000_000_000_000L},
            // On both sides of the place where the expansion takes over.
            {99_999_999L, 1_000_000_000_000L},
            {100_000_000L, 1_000_000_000_000L},
            {99_999_999L, 199_999_999L},
            {100_000_000L, 200_000_000L},
            {500_000_000_000L, 1_000_000_000_000L},
            {999_999_999_997L, 1_000_000_000_000L},
            {2, Proportion.MAX_TRIALS},
            {1_000_000, Proportion.MAX_TRIALS},
        };
        List<Case> cases = new ArrayList<>();
        for (long[] count : counts) {
            for (double confidence : CONFIDENCES) {
                cases.add(new Case(count[0], count[1], confidence));
            }
        }
        return cases.stream();
    }

    /** The tail has to pass α/2 between the bound less 10^-9 of itself and the bound plus 10^-9 of itself. */
    @ParameterizedTest
    @MethodSource("cases")
    void theSummedTailsPassHalfAlphaAtTheBounds(Case question) {
        long hits = question.hits;
        long trials = question.trials;
        Proportion proportion = new Proportion(hits, trials);
        double tail = (1 - question.confidence) / 2;
        // The error promised is that of the bound, or of its distance from 1; that distance is rounded with the bound.
        double lower = proportion.lower(question.confidence);
        double lowerError = 1e-9 * Math.min(lower, 1 - lower) + Math.ulp(lower);
        assertThat(BinomialTails.atLeast(hits, trials, lower - lowerError)).isLessThan(tail);
        assertThat(BinomialTails.atLeast(hits, trials, lower + lowerError)).isGreaterThan(tail);

        double upper = proportion.upper(question.confidence);
        double upperError = 1e-9 * Math.min(upper, 1 - upper) + Math.ulp(upper);
        assertThat(BinomialTails.atMost(hits, trials, upper - upperError)).isGreaterThan(tail);
        if (upper + upperError < 1) {
            assertThat(BinomialTails.atMost(hits, trials, upper + upperError)).isLessThan(tail);
        }
    }

    /** At n near 2^62 the binomial distribution is normal to far more digits than binary64 has. */
    @Test
    void agreesWithTheNormalLimitForHugeCounts() {
        long trials = Proportion.MAX_TRIALS;
        for (long divisor : new long[] {2, 3, 1000}) {
            Proportion proportion = new Proportion(trials / divisor, trials);
            double p = 1.0 / divisor;
            double reach = Z_95 * Math.sqrt(p * (1 - p) / trials);
            assertThat(proportion.lower(0.95)).isCloseTo(p - reach, within(1e-6 * reach + 2 * Math.ulp(p)));
            assertThat(proportion.upper(0.95)).isCloseTo(p + reach, within(1e-6 * reach + 2 * Math.ulp(p)));
        }
    }

    /** For n to infinity n p tends to bounds for the mean of a Poisson distribution, half a quantile of chi squared. */
    @Test
    void agreesWithThePoissonLimitForFewHits() {
        double trials = Proportion.MAX_TRIALS;
        Proportion three = new Proportion(3, Proportion.MAX_TRIALS);
        double lower = three.lower(0.95) * trials;
        double upper = three.upper(0.95) * trials;
        // Published (Garwood, Biometrika 28, 1936): 0.619 and 8.767.
        assertThat(lower).isCloseTo(0.619, within(0.0005));
        assertThat(upper).isCloseTo(8.767, within(0.0005));
        assertThat(1 - Math.exp(-lower) * (1 + lower * (1 + lower / 2))).isCloseTo(0.025, within(1e-12));
        assertThat(Math.exp(-upper) * (1 + upper * (1 + upper / 2 * (1 + upper / 3))))
                .isCloseTo(0.025, withinPercentage(PERCENT));
    }

    @Test
    void hitsAndMissesChangePlaces() {
        for (long trials : new long[] {1, 2, 11, 1000, 5_000_000_000L, 1_000_000_000_000L}) {
            for (long hits : new long[] {0, trials / 1000, trials / 3, trials / 2, trials - trials / 7, trials}) {
                for (double confidence : CONFIDENCES) {
                    assertThat(new Proportion(hits, trials).lower(confidence))
                            .as("%d of %d at %s", hits, trials, confidence)
                            .isCloseTo(1 - new Proportion(trials - hits, trials).upper(confidence), within(0x1p-52));
                }
            }
        }
    }

    @Test
    void theIntervalHoldsTheShareAndGrowsWithTheConfidence() {
        for (long trials : new long[] {1, 2, 11, 1000, 5_000_000_000L, 1_000_000_000_000L, Proportion.MAX_TRIALS}) {
            for (long hits : new long[] {0, 1, trials / 1000, trials / 3, trials / 2, trials - trials / 7, trials}) {
                Proportion proportion = new Proportion(hits, trials);
                double lower = proportion.estimate();
                double upper = proportion.estimate();
                for (double confidence : CONFIDENCES) {
                    assertThat(proportion.lower(confidence))
                            .as("%s", proportion)
                            .isBetween(0.0, lower);
                    assertThat(proportion.upper(confidence))
                            .as("%s", proportion)
                            .isBetween(upper, 1.0);
                    lower = proportion.lower(confidence);
                    upper = proportion.upper(confidence);
                }
                if (trials < Proportion.MAX_TRIALS) {
                    assertThat(upper - lower).as("%s", proportion).isPositive();
                }
            }
        }
    }

    @Test
    void bothBoundsRiseWithTheHits() {
        for (long trials : new long[] {300, 4_000_000_000L}) {
            double lower = -1;
            double upper = -1;
            for (long hits = 0; hits <= 300; hits++) {
                Proportion proportion = new Proportion(hits, trials);
                assertThat(proportion.lower(0.95)).isGreaterThan(lower);
                assertThat(proportion.upper(0.95)).isGreaterThan(upper);
                lower = proportion.lower(0.95);
                upper = proportion.upper(0.95);
            }
        }
    }

    /** The defining property, in full: summed over all outcomes, the interval holds p with at least the confidence. */
    @Test
    void theIntervalHoldsEveryProbabilityOftenEnough() {
        int trials = 20;
        double[] lower = new double[trials + 1];
        double[] upper = new double[trials + 1];
        for (int hits = 0; hits <= trials; hits++) {
            lower[hits] = new Proportion(hits, trials).lower(0.9);
            upper[hits] = new Proportion(hits, trials).upper(0.9);
        }
        for (int i = 1; i < 200; i++) {
            double p = i / 200.0;
            double coverage = 0;
            double choices = 1;
            for (int hits = 0; hits <= trials; hits++) {
                if (lower[hits] <= p && p <= upper[hits]) {
                    coverage += choices * Math.pow(p, hits) * Math.pow(1 - p, trials - hits);
                }
                choices = choices * (trials - hits) / (hits + 1);
            }
            assertThat(coverage).as("at %s", p).isBetween(0.9, 1 + 1e-12);
        }
    }

    @Test
    void theShareIsTheQuotient() {
        assertThat(new Proportion(1, 3).estimate()).isEqualTo(1.0 / 3);
        assertThat(new Proportion(0, 7).estimate()).isZero();
        assertThat(new Proportion(3_000_000_000L, 4_000_000_000L).estimate()).isEqualTo(0.75);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "6, 5", "0, 0", "0, -1", "0, 4611686018427387904", "0, 9223372036854775807"})
    void refusesImpossibleCounts(long hits, long trials) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(hits, trials));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1, 95, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesImpossibleConfidences(double confidence) {
        for (long hits : new long[] {0, 2, 5}) {
            Proportion proportion = new Proportion(hits, 5);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> proportion.lower(confidence))
                    .withMessageContaining("confidence");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> proportion.upper(confidence))
                    .withMessageContaining("confidence");
        }
    }
}
