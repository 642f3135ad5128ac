package org.chaoscert.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.SlowPiecewiseLinear;
import org.junit.jupiter.api.Test;

class SuperpositionTest {
    private static final long DENOMINATOR = 12;

    private static BigInteger n(long value) {
        return BigInteger.valueOf(value);
    }

    /** A function with up to two kinks, and the same by definition; denominators all equal. */
    private record Term(PiecewiseLinear fast, SlowPiecewiseLinear slow) {
        static Term random(RationalSamples samples) {
            int first = samples.between(-3, 3);
            int second = first + samples.between(1, 3);
            int[] slopes = {samples.between(-2, 2), samples.between(-2, 2), samples.between(-2, 2)};
            int constant = samples.between(-5, 5);
            // In units of 1/DENOMINATOR: slope s_0 left of the first kink, s_1 between, s_2 beyond.
            PiecewiseLinear.Builder builder = new PiecewiseLinear.Builder(n(DENOMINATOR), n(slopes[0]), n(constant));
            int middle = constant + (slopes[0] - slopes[1]) * first;
            builder.add(Rational.of(first), n(slopes[1]), n(middle));
            builder.add(Rational.of(second), n(slopes[2]), n(middle + (slopes[1] - slopes[2]) * (long) second));
            SlowPiecewiseLinear slow = SlowPiecewiseLinear.affine(unit(slopes[0]), unit(constant))
                    .plus(SlowPiecewiseLinear.bend(Fraction.of(first), Fraction.ZERO, unit(slopes[1] - slopes[0])))
                    .plus(SlowPiecewiseLinear.bend(Fraction.of(second), Fraction.ZERO, unit(slopes[2] - slopes[1])));
            return new Term(builder.build(), slow);
        }

        private static Fraction unit(long value) {
            return Fraction.of(value, DENOMINATOR);
        }
    }

    private static List<PiecewiseLinear> fast(List<Term> terms) {
        return terms.stream().map(Term::fast).toList();
    }

    @Test
    void aSumIsTheWeightedSumOfTheTermsByDefinition() {
        RationalSamples samples = new RationalSamples(51);
        for (int i = 0; i < 300; i++) {
            List<Term> terms = new ArrayList<>();
            for (int j = samples.between(1, 6); j > 0; j--) {
                terms.add(Term.random(samples));
            }
            Superposition superposition = new Superposition(fast(terms).stream(), Work.unlimited());
            for (int row = 0; row < 2; row++) {
                BigInteger[] weights = new BigInteger[terms.size()];
                long bias = samples.between(-4, 4);
                long divisor = samples.between(1, 5);
                SlowPiecewiseLinear slow = SlowPiecewiseLinear.affine(Fraction.ZERO, Fraction.of(bias));
                for (int j = 0; j < weights.length; j++) {
                    weights[j] = n(samples.between(-3, 3));
                    slow = slow.plus(terms.get(j).slow().times(Fraction.of(weights[j].longValue())));
                }
                PiecewiseLinearTest.requireSame(
                        superposition.sum(List.of(weights), n(bias), n(divisor), PiecewiseLinear.IDENTITY),
                        slow.times(Fraction.of(1, divisor)),
                        "sum " + i + " with weights " + Arrays.toString(weights));
            }
        }
    }

    @Test
    void theOrderOfTheTermsDoesNotMatter() {
        RationalSamples samples = new RationalSamples(52);
        Random random = new Random(52);
        for (int i = 0; i < 50; i++) {
            List<Term> terms = new ArrayList<>();
            for (int j = 0; j < 8; j++) {
                terms.add(Term.random(samples));
            }
            BigInteger[] ones = new BigInteger[8];
            Arrays.fill(ones, BigInteger.ONE);
            PiecewiseLinear sum = new Superposition(fast(terms).stream(), Work.unlimited())
                    .sum(List.of(ones), n(1), n(1), PiecewiseLinear.IDENTITY);
            Collections.shuffle(terms, random);
            PiecewiseLinear shuffled = new Superposition(fast(terms).stream(), Work.unlimited())
                    .sum(List.of(ones), n(1), n(1), PiecewiseLinear.IDENTITY);
            assertThat(shuffled.pieces()).isEqualTo(sum.pieces());
            for (int piece = 0; piece < sum.pieces(); piece++) {
                assertThat(shuffled.slope(piece)).isEqualTo(sum.slope(piece));
                assertThat(shuffled.interceptNumerator(piece)).isEqualTo(sum.interceptNumerator(piece));
            }
        }
    }

    @Test
    void termsThatCancelLeaveNoKink() {
        PiecewiseLinear relu = Polylines.through(
                Rational.of(-1), Rational.ZERO, Rational.ZERO, Rational.ZERO, Rational.ONE, Rational.ONE);
        Superposition superposition = new Superposition(Stream.of(relu, relu, relu), Work.unlimited());
        PiecewiseLinear zero = superposition.sum(List.of(n(2), n(-1), n(-1)), n(5), n(2), PiecewiseLinear.IDENTITY);
        assertThat(zero.pieces()).isEqualTo(1);
        assertThat(zero.valueAt(Rational.of(7))).isEqualTo(Rational.of(5, 2));
        assertThat(superposition
                        .sum(List.of(n(0), n(0), n(0)), n(0), n(1), PiecewiseLinear.IDENTITY)
                        .pieces())
                .isEqualTo(1);
    }

    @Test
    void workIsCountedForTheSortAndForEachSweep() {
        PiecewiseLinear twoKinks = Polylines.through(
                Rational.of(0),
                Rational.of(0),
                Rational.of(1),
                Rational.of(1),
                Rational.of(2),
                Rational.of(0),
                Rational.of(3),
                Rational.of(5));
        Work work = Work.unlimited();
        Superposition superposition = new Superposition(Collections.nCopies(50, twoKinks).stream(), work);
        assertThat(work.spent()).as("100 kinks of 7 bits").isEqualTo(100 * 7);
        BigInteger[] ones = new BigInteger[50];
        Arrays.fill(ones, BigInteger.ONE);
        superposition.sum(List.of(ones), n(0), n(1), PiecewiseLinear.IDENTITY);
        superposition.sum(List.of(ones), n(1), n(2), PiecewiseLinear.IDENTITY);
        assertThat(work.spent())
                .as("and two sweeps over 50 terms and 100 kinks, with what follows on 101 pieces")
                .isEqualTo(700 + 2 * (150 + 101));
        assertThatThrownBy(() -> new Superposition(Collections.nCopies(50, twoKinks).stream(), Work.atMost(699)))
                .isInstanceOf(BudgetExhaustedException.class);
        Superposition sorted = new Superposition(Collections.nCopies(50, twoKinks).stream(), Work.atMost(849));
        assertThatThrownBy(() -> sorted.sum(List.of(ones), n(0), n(1), PiecewiseLinear.IDENTITY))
                .isInstanceOf(BudgetExhaustedException.class);
    }

    @Test
    void tooManyKinksTogetherAreOverLimits() {
        PiecewiseLinear.Builder comb = new PiecewiseLinear.Builder(n(1), n(0), n(0));
        for (int i = 0; i < 1 << 12; i++) {
            comb.add(Rational.of(i), n(1 - i % 2), n(i % 2 == 0 ? -i / 2 : (i + 1) / 2));
        }
        List<PiecewiseLinear> terms = Collections.nCopies((PiecewiseLinear.MAX_PIECES >> 12) + 1, comb.build());
        assertThatThrownBy(() -> new Superposition(terms.stream(), Work.unlimited()))
                .isInstanceOf(OverLimitsException.class)
                .hasMessage("a layer's units have 16781312 kinks together; at most 16777216 are handled");
    }
}
