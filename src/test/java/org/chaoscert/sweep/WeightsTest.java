package org.chaoscert.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums of likelihood ratios: exact in any order, the formulas by hand, and when they are to be trusted. */
class WeightsTest {
    private static Weights of(double... ratios) {
        Weights weights = Weights.NONE;
        for (double ratio : ratios) {
            weights = weights.plus(ratio);
        }
        return weights;
    }

    private static Weights equal(int hits, double ratio) {
        double[] ratios = new double[hits];
        Arrays.fill(ratios, ratio);
        return of(ratios);
    }

    @Test
    void theOrderDoesNotMatterToTheLastBit() {
        Random random = new Random(2);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            ratios.add(Math.exp(30 * random.nextGaussian()));
        }
        Weights expected = Weights.NONE;
        BigDecimal sum = BigDecimal.ZERO;
        for (double ratio : ratios) {
            expected = expected.plus(ratio);
            sum = sum.add(new BigDecimal(ratio));
        }
        assertThat(expected.sum()).as("exact sum").isEqualByComparingTo(sum);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(ratios, random);
            Weights one = Weights.NONE;
            Weights other = Weights.NONE;
            for (double ratio : ratios) {
                if (random.nextBoolean()) {
                    one = one.plus(ratio);
                } else {
                    other = other.plus(ratio);
                }
            }
            assertThat(one.plus(other)).as("split %d", i).isEqualTo(expected);
            assertThat(other.plus(one)).as("the other way round").isEqualTo(expected);
        }
    }

    @Test
    void theFormulasByHand() {
        Weights weights = of(1, 2, 3);
        assertThat(weights.sum()).as("sum").isEqualByComparingTo("6");
        assertThat(weights.squares()).as("squares").isEqualByComparingTo("14");
        assertThat(weights.greatest()).as("greatest").isEqualTo(3);
        // Ten networks, seven of them without period three: mean 0.6, mean of squares 1.4.
        assertThat(weights.estimate(10)).as("estimate").isEqualTo(0.6);
        assertThat(weights.standardError(10)).as("standard error").isCloseTo(Math.sqrt(0.104), within(1e-15));
        assertThat(weights.effectiveSampleSize()).as("effective").isCloseTo(36.0 / 14, within(1e-15));
        assertThat(weights.heaviestShare()).as("heaviest").isEqualTo(0.5);
    }

    @Test
    void onesAreCounts() {
        Weights weights = equal(200, 1);
        assertThat(weights.estimate(1000)).as("estimate").isEqualTo(0.2);
        assertThat(weights.standardError(1000)).as("binomial").isCloseTo(Math.sqrt(0.2 * 0.8 / 1000), within(1e-15));
        assertThat(weights.effectiveSampleSize()).as("effective").isEqualTo(200);
    }

    @Test
    void withoutHitsEverythingIsZero() {
        assertThat(Weights.NONE.estimate(10)).as("estimate").isZero();
        assertThat(Weights.NONE.standardError(10)).as("standard error").isZero();
        assertThat(Weights.NONE.effectiveSampleSize()).as("effective").isZero();
        assertThat(Weights.NONE.heaviestShare()).as("heaviest").isZero();
        assertThat(Weights.NONE.areTrustworthy()).as("trustworthy").isFalse();
    }

    @Test
    void trustNeedsAHundredEffectiveHitsOfWhichNoneIsHeavy() {
        assertThat(equal(99, 0.25).areTrustworthy()).as("99 hits").isFalse();
        assertThat(equal(100, 0.25).areTrustworthy()).as("100 hits").isTrue();
        // Many hits, one of which makes up a tenth and no more; then a little more.
        Weights many = equal(9000, 1);
        assertThat(many.plus(999).heaviestShare()).as("share").isLessThan(0.1);
        assertThat(many.plus(900).effectiveSampleSize()).as("effective").isLessThan(120);
        assertThat(many.plus(900).areTrustworthy()).as("nearly a tenth").isTrue();
        assertThat(many.plus(1001).heaviestShare()).as("share").isGreaterThan(0.1);
        assertThat(many.plus(1001).areTrustworthy()).as("more than a tenth").isFalse();
    }

    @Test
    void samplesForEnoughHitsAreRoundedUpToTwoDigits() {
        // 7 effective hits among 1000: 14285.7.
        assertThat(equal(7, 0.25).samplesForEnough(1000))
                .hasValueSatisfying(samples -> assertThat(samples).isEqualByComparingTo("15000"));
        assertThat(equal(50, 0.25).samplesForEnough(1000))
                .hasValueSatisfying(samples -> assertThat(samples).isEqualByComparingTo("2000"));
        assertThat(Weights.NONE.samplesForEnough(1000)).as("without hits").isEmpty();
        // Squares that vanish in binary64.
        assertThat(of(1e-200).samplesForEnough(1000)).as("vanishing").isEmpty();
    }

    @Test
    void negativeWeightsAreRefused() {
        BigDecimal one = BigDecimal.ONE;
        assertThatIllegalArgumentException().isThrownBy(() -> new Weights(one.negate(), one, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Weights(one, one.negate(), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Weights(one, one, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Weights(one, one, Double.NaN));
    }
}
