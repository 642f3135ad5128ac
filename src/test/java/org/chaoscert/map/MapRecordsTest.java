package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.junit.jupiter.api.Test;

/** The small types of the package: domains, spans, derivatives, orders, the work counter, trimming. */
class MapRecordsTest {
    private static final Rational HALF = Rational.of(1, 2);

    private static Span span(long lower, long upper) {
        return new Span(Rational.of(lower), Rational.of(upper));
    }

    @Test
    void aDomainHasItsEndsInOrder() {
        assertThatThrownBy(() -> new Domain(Rational.ONE, Rational.of(2, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("domain [1, 1]: left end not below right end");
        assertThatThrownBy(() -> new Domain(Rational.ONE, Rational.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Domain(Rational.POSITIVE_INFINITY, Rational.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Domain(Rational.NEGATIVE_INFINITY, Rational.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDomainHoldsItsFiniteEndsAndWhatLiesBetween() {
        assertThat(Domain.UNIT.contains(Rational.ZERO)).isTrue();
        assertThat(Domain.UNIT.contains(HALF)).isTrue();
        assertThat(Domain.UNIT.contains(Rational.ONE)).isTrue();
        assertThat(Domain.UNIT.contains(Rational.of(-1, 1_000))).isFalse();
        assertThat(Domain.UNIT.contains(Rational.of(1_001, 1_000))).isFalse();
        assertThat(Domain.LINE.contains(Rational.of(-7))).isTrue();
        assertThat(Domain.LINE.contains(Rational.POSITIVE_INFINITY))
                .as("points at infinity do not exist")
                .isFalse();
        assertThat(Domain.LINE.contains(Rational.NEGATIVE_INFINITY)).isFalse();
    }

    @Test
    void theTextOfADomainShowsWhichEndsBelongToIt() {
        assertThat(Domain.UNIT).hasToString("[0, 1]");
        assertThat(Domain.LINE).hasToString("(-inf, inf)");
        assertThat(new Domain(HALF, Rational.POSITIVE_INFINITY)).hasToString("[1/2, inf)");
        assertThat(new Domain(Rational.NEGATIVE_INFINITY, HALF)).hasToString("(-inf, 1/2]");
    }

    @Test
    void aSpanMayBeAPointButNotReversed() {
        assertThat(span(2, 2).isPoint()).isTrue();
        assertThat(span(2, 3).isPoint()).isFalse();
        assertThatThrownBy(() -> span(3, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[3, 2] has its ends reversed");
    }

    @Test
    void spansAreDisjointIfNoPointIsCommon() {
        assertThat(span(0, 1).isDisjointFrom(span(2, 3))).isTrue();
        assertThat(span(2, 3).isDisjointFrom(span(0, 1))).isTrue();
        assertThat(span(0, 1).isDisjointFrom(span(1, 3))).as("1 is common").isFalse();
        assertThat(span(1, 3).isDisjointFrom(span(0, 1))).as("1 is common").isFalse();
        assertThat(span(0, 9).isDisjointFrom(span(4, 5))).isFalse();
        assertThat(span(4, 5).isDisjointFrom(span(0, 9))).isFalse();
    }

    @Test
    void aSpanIsWithinAnotherIfBothEndsAre() {
        assertThat(span(1, 2).isWithin(span(1, 2))).isTrue();
        assertThat(span(1, 2).isWithin(span(0, 3))).isTrue();
        assertThat(span(0, 2).isWithin(span(1, 3))).isFalse();
        assertThat(span(2, 4).isWithin(span(1, 3))).isFalse();
    }

    @Test
    void aDerivativeSaysHowItsEndsLieToOne() {
        for (int lower = -1; lower <= 1; lower++) {
            for (int upper = lower; upper <= 1; upper++) {
                Derivative derivative = new Derivative(lower, upper);
                assertThat(derivative.isAtMostOne()).as("%s ≤ 1", derivative).isEqualTo(upper < 1);
                assertThat(derivative.isBelowOne()).as("%s < 1", derivative).isEqualTo(upper == -1);
                assertThat(derivative.isAtLeastOne()).as("%s ≥ 1", derivative).isEqualTo(lower > -1);
                assertThat(derivative.isAboveOne()).as("%s > 1", derivative).isEqualTo(lower == 1);
                assertThat(derivative.isOne()).as("%s = 1", derivative).isEqualTo(lower == 0 && upper == 0);
            }
        }
        assertThatThrownBy(() -> new Derivative(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("lower end 1 above upper end 0");
    }

    @Test
    void anOrderIsTheSignOfAComparison() {
        assertThat(Order.of(-5)).isEqualTo(Order.LESS);
        assertThat(Order.of(0)).isEqualTo(Order.EQUAL);
        assertThat(Order.of(7)).isEqualTo(Order.GREATER);
    }

    @Test
    void workIsCountedUpToTheLimitAndNotBeyond() {
        Work work = Work.atMost(10);
        work.spend(4);
        work.spend(6);
        assertThat(work.spent()).isEqualTo(10);
        assertThatThrownBy(() -> work.spend(1))
                .isInstanceOfSatisfying(
                        BudgetExhaustedException.class,
                        thrown -> assertThat(thrown.limit()).isEqualTo(10))
                .hasMessage("the budget of 10 units of work is spent");
        assertThat(work.spent()).as("what was refused is not counted").isEqualTo(10);
        work.spend(0);
        assertThatThrownBy(() -> Work.atMost(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a budget of -1 units");
        assertThatThrownBy(() -> Work.atMost(0).spend(1)).isInstanceOf(BudgetExhaustedException.class);
        Work unlimited = Work.unlimited();
        unlimited.spend(Long.MAX_VALUE - 1);
        assertThat(unlimited.spent()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @Test
    void furtherWorkMayBeAllowedFromNowOn() {
        Work work = Work.atMost(10);
        work.spend(8);
        work.allowFurther(5);
        work.spend(5);
        assertThatThrownBy(() -> work.spend(1))
                .isInstanceOf(BudgetExhaustedException.class)
                .hasMessage("the budget of 5 units of work is spent");
        work.allowFurther(0);
        assertThatThrownBy(() -> work.spend(1)).isInstanceOf(BudgetExhaustedException.class);
        work.allowFurther(Long.MAX_VALUE);
        work.spend(Long.MAX_VALUE - 13);
        assertThat(work.spent()).as("never more than fits").isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> work.allowFurther(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a budget of -1 units");
    }

    @Test
    void aNumberIsReducedOnlyWhenItsSizeHasDoubledSinceTheLastTime() {
        Trimming trimming = new Trimming();
        Rational ofLimit = Rational.of(BigInteger.TWO, BigInteger.TWO.pow(511));
        assertThat(trimming.trim(ofLimit)).as("512 bits").isSameAs(ofLimit);
        Rational beyond = Rational.of(BigInteger.TWO.pow(502), BigInteger.TWO.pow(512));
        assertThat(trimming.trim(beyond).bitLength())
                .as("513 bits, 11 in lowest terms")
                .isEqualTo(11);
        Rational ofNewLimit = Rational.of(BigInteger.TWO, BigInteger.TWO.pow(533));
        assertThat(trimming.trim(ofNewLimit)).as("2·11 + 512 bits").isSameAs(ofNewLimit);
        Rational beyondNewLimit = Rational.of(BigInteger.TWO, BigInteger.TWO.pow(534));
        assertThat(trimming.trim(beyondNewLimit).bitLength())
                .as("535 bits, 534 in lowest terms")
                .isEqualTo(534);
    }

    @Test
    void trimmingKeepsTheValueAndBoundsTheSize() {
        RationalSamples samples = new RationalSamples(91);
        Trimming trimming = new Trimming();
        Rational x = Rational.of(1, 3);
        BigInteger factor = BigInteger.valueOf(15).pow(40);
        for (int i = 0; i < 200; i++) {
            Rational unreduced =
                    Rational.of(x.numerator().multiply(factor), x.denominator().multiply(factor));
            x = trimming.trim(unreduced);
            assertThat(x).isEqualTo(Rational.of(1, 3));
            assertThat(x.bitLength()).as("after step %d", i).isLessThanOrEqualTo(516);
        }
        for (int i = 0; i < 200; i++) {
            Rational any = samples.rational();
            assertThat(trimming.trim(any)).isEqualTo(any);
        }
    }
}
