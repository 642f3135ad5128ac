package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.search.Decisions.LEVELS;
import static org.chaoscert.search.Decisions.points;
import static org.chaoscert.search.Decisions.q;
import static org.chaoscert.search.Decisions.slowThrough;
import static org.chaoscert.search.Decisions.summary;
import static org.chaoscert.search.Decisions.truncatedTent;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.Superposition;
import org.chaoscert.map.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Work is counted, depends on the input alone, ends at the budget, and grows like a sort. */
class DeciderBudgetTest {
    private static final int UNIT_BITS = 20;
    private static final BigInteger UNIT = BigInteger.ONE.shiftLeft(UNIT_BITS);

    static Stream<List<Rational>> graphs() {
        return Stream.of(
                        truncatedTent(q(6, 7)),
                        truncatedTent(q(1, 2)),
                        truncatedTent(Rational.of(6.0 / 7)),
                        truncatedTent(Numerals.quoted("0.8249")),
                        truncatedTent(Numerals.quoted("0.82491")),
                        points("0", "1", "1", "0"),
                        points("0", "0", "1", "1"),
                        points("0", "1/2", "1/4", "1", "1/2", "3/4", "3/4", "1/4", "1", "0"))
                .map(List::of);
    }

    @ParameterizedTest
    @MethodSource("graphs")
    void anyBudgetLeadsToTheSameVerdictOrToNone(List<Rational> graph) {
        Rational[] coordinates = graph.toArray(Rational[]::new);
        Decision unlimited = decide(coordinates, Long.MAX_VALUE);
        boolean decided = false;
        long least = mapWork(coordinates);
        for (long budget = least; budget <= 2 * unlimited.work(); budget += 1 + (budget - least) / 40) {
            Decision decision = decide(coordinates, budget);
            assertThat(decision.work()).as("work of at most %d", budget).isLessThanOrEqualTo(budget);
            if (decision.verdict() instanceof Verdict.Undecided undecided) {
                assertThat(decided)
                        .as("undecided with %d units, but not with fewer", budget)
                        .isFalse();
                assertThat(undecided.reason()).isEqualTo("the budget of " + budget + " units of work is spent");
                assertThat(undecided.advice()).isEqualTo("try a larger --budget, or none: the search then goes on");
                requireSettled(decision, undecided, unlimited);
            } else {
                decided = true;
                assertThat(summary(decision)).as("with %d units", budget).isEqualTo(summary(unlimited));
            }
            Decisions.requireProofs(decision, slowThrough(coordinates), Domain.UNIT);
        }
        assertThat(decided).isTrue();
        assertThat(decide(coordinates, unlimited.work()))
                .as("with exactly the work that it takes")
                .isEqualTo(unlimited);
    }

    /** What is settled lies below the level of the verdict, and what is said of period three is what is true. */
    private static void requireSettled(Decision decision, Verdict.Undecided undecided, Decision unlimited) {
        int level = unlimited.verdict() instanceof Verdict.Chaotic chaotic
                ? chaotic.level()
                : ((Verdict.NotChaotic) unlimited.verdict()).level();
        assertThat(undecided.settledLevel().orElse(-1)).isLessThan(level);
        if (undecided.settledLevel().isPresent()) {
            assertThat(decision.periodThree()).isInstanceOf(PeriodThree.Absent.class);
        }
        if (!(decision.periodThree() instanceof PeriodThree.Unknown)) {
            assertThat(decision.periodThree().getClass())
                    .isEqualTo(unlimited.periodThree().getClass());
        }
    }

    private static Decision decide(Rational[] coordinates, long budget) {
        Work work = Work.atMost(budget);
        return Decider.decide(PiecewiseLinearMap.of(Polylines.through(coordinates), Domain.UNIT, work), work, LEVELS);
    }

    private static long mapWork(Rational[] coordinates) {
        Work work = Work.unlimited();
        PiecewiseLinearMap.of(Polylines.through(coordinates), Domain.UNIT, work);
        return work.spent();
    }

    @Test
    void theWorkOfTheMapsConstructionCounts() {
        Rational[] tent = truncatedTent(q(6, 7));
        assertThat(decide(tent, Long.MAX_VALUE).work()).isGreaterThan(mapWork(tent));
        assertThat(mapWork(tent)).isPositive();
    }

    @Test
    void theSameInputCostsTheSame() {
        for (List<Rational> graph : graphs().toList()) {
            Rational[] coordinates = graph.toArray(Rational[]::new);
            assertThat(decide(coordinates, Long.MAX_VALUE)).isEqualTo(decide(coordinates, Long.MAX_VALUE));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 64})
    void sixteenTimesTheWidthCostsLittleMoreThanSixteenTimesTheWork(double variance) {
        for (long seed = 1; seed <= 5; seed++) {
            long narrow = workOfReluSum(1_000, variance, seed);
            long wide = workOfReluSum(16_000, variance, seed);
            assertThat((double) wide / narrow)
                    .as(
                            "work at width 16,000 and at 1,000 for Var(a) = %s/k, seed %d: %d, %d",
                            variance, seed, wide, narrow)
                    .isLessThan(16 * 2);
        }
    }

    /** Decides f(x) = clip(Σ a_i ReLU(x − b_i)), b_i in [0, 1), Var(a_i) = variance / k, everything over 2^20. */
    private static long workOfReluSum(int k, double variance, long seed) {
        Random random = new Random(seed);
        Work work = Work.unlimited();
        PiecewiseLinear relu = Polylines.through(points("-1", "0", "0", "0", "1", "1"));
        PiecewiseLinear clip = Polylines.through(points("-1", "0", "0", "0", "1", "1", "2", "1"));
        List<PiecewiseLinear> units = new ArrayList<>();
        BigInteger[] weights = new BigInteger[k];
        for (int i = 0; i < k; i++) {
            BigInteger bias = new BigInteger(UNIT_BITS, random).negate();
            units.add(PiecewiseLinear.affine(UNIT, bias, UNIT).then(relu, work));
            weights[i] = BigInteger.valueOf(
                    Math.round(Math.scalb(random.nextGaussian() * Math.sqrt(variance / k), UNIT_BITS)));
        }
        PiecewiseLinear f = new Superposition(units.stream(), work).sum(List.of(weights), BigInteger.ZERO, UNIT, clip);
        Decision decision = Decider.decide(PiecewiseLinearMap.of(f, Domain.UNIT, work), work, LEVELS);
        assertThat(decision.verdict()).isNotInstanceOf(Verdict.Undecided.class);
        assertThat(decision.work()).isEqualTo(work.spent());
        return decision.work();
    }
}
