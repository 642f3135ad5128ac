package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.search.Decisions.points;
import static org.chaoscert.search.Decisions.q;
import static org.chaoscert.search.Decisions.truncatedTent;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.ExactCellOrbit;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.RandomMaps;
import org.chaoscert.map.RandomMaps.Sample;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.ProofJudge;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Cleared;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.search.SearchCell.End;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;

class CoverSearchTest {
    private static CoverSearch<Rational, ExactCellOrbit> search(PiecewiseLinearMap map, int n) {
        return search(map, n, Goal.ANY);
    }

    private static CoverSearch<Rational, ExactCellOrbit> search(PiecewiseLinearMap map, int n, Goal goal) {
        return new CoverSearch<>(map, Question.leastPeriod(n), Rational::compareTo, goal);
    }

    private static PiecewiseLinearMap map(Work work, Rational... graph) {
        return PiecewiseLinearMap.of(Polylines.through(graph), Domain.UNIT, work);
    }

    private static Proof proof(List<Cleared<Rational>> cover, int n) {
        List<Cell> cells = cover.stream()
                .map(cleared -> new Cell(
                        cleared.cell().right().point(),
                        cleared.ruling().rule(),
                        cleared.ruling().divisor()))
                .toList();
        return new Proof(new Claim.NoPeriod(n), new Witness.Cover(cells));
    }

    private static void requireConnected(List<Cleared<Rational>> cover, Domain domain) {
        List<Rational> ends = new ArrayList<>(List.of(domain.left()));
        for (Cleared<Rational> cleared : cover) {
            assertThat(cleared.cell().left().point()).isEqualTo(ends.get(ends.size() - 1));
            ends.add(cleared.cell().right().point());
        }
        assertThat(ends.get(ends.size() - 1)).isEqualTo(domain.right());
    }

    @Test
    void theAnswerIsAPointOfTheLeastPeriodOrACoverThatExcludesIt() {
        RandomMaps maps = new RandomMaps(131);
        int found = 0;
        for (int i = 0; i < 1_500; i++) {
            Sample sample = maps.next();
            int n = maps.samples().between(2, 6);
            Answer<Rational> answer = search(sample.map(), n).run();
            if (answer.point().isPresent()) {
                found++;
                assertThat(answer.cover()).isEmpty();
                requireLeastPeriod(sample, answer.point().get(), n);
            } else {
                requireConnected(answer.cover(), sample.domain());
                assertThat(ProofJudge.objections(
                                proof(answer.cover(), n), sample.slow(), sample.left(), sample.right()))
                        .as("cover for period %d of the %s", n, sample)
                        .isEmpty();
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private static void requireLeastPeriod(Sample sample, Rational point, int n) {
        Fraction x = Fraction.of(point);
        Fraction y = x;
        for (int k = 1; k <= n; k++) {
            y = sample.slow().at(y);
            assertThat(y.equals(x))
                    .as("f^%d(%s) = %s for the %s, n = %d", k, x, x, sample, n)
                    .isEqualTo(k == n);
        }
    }

    @Test
    void periodThreeOfAnIterateIsFoundWhereTheIterateReturnsAfterThreeSteps() {
        // Chaotic at level 1: least periods 5 and 6, not 3. A fixed point of f^6 that f^2 does not fix.
        PiecewiseLinearMap map =
                map(Work.unlimited(), points("0", "1/2", "1/4", "1", "1/2", "3/4", "3/4", "1/4", "1", "0"));
        Question question = Question.periodThreeOfIterate(2);
        Rational point = new CoverSearch<>(map, question, Rational::compareTo, Goal.ANY)
                .run()
                .point()
                .orElseThrow();
        List<Rational> orbit = map.orbit(point, 6);
        assertThat(orbit.get(6)).isEqualTo(point);
        assertThat(orbit.get(2)).isNotEqualTo(point);
        assertThat(orbit.get(1)).isNotEqualTo(point);
    }

    @Test
    void aPointAtTheEndOfTheDomainIsAnAnswer() {
        Answer<Rational> answer = search(map(Work.unlimited(), points("0", "1", "1/2", "1/2", "1", "0")), 2)
                .run();
        assertThat(answer.point()).isPresent();
        assertThat(answer.cover()).isEmpty();
    }

    @Test
    void ofTheTentMapsPointsOfPeriodThreeTheLeftmostIsTwoNinths() {
        PiecewiseLinearMap tent = map(Work.unlimited(), points("0", "0", "1/2", "1", "1", "0"));
        assertThat(search(tent, 3, Goal.LEFTMOST).run().point()).contains(q(2, 9));
        assertThat(search(tent, 2, Goal.LEFTMOST).run().point()).contains(q(2, 5));
    }

    @Test
    void theLeftmostPointIsNeverRightOfTheFirst() {
        RandomMaps maps = new RandomMaps(133);
        int further = 0;
        for (int i = 0; i < 2_000; i++) {
            Sample sample = maps.next();
            Answer<Rational> any = search(sample.map(), 2).run();
            Answer<Rational> leftmost = search(sample.map(), 2, Goal.LEFTMOST).run();
            assertThat(leftmost.point().isPresent())
                    .as("%s", sample)
                    .isEqualTo(any.point().isPresent());
            if (any.point().isPresent()) {
                requireLeastPeriod(sample, leftmost.point().get(), 2);
                assertThat(leftmost.point().get())
                        .isLessThanOrEqualTo(any.point().get());
                further += leftmost.point().get().compareTo(any.point().get()) < 0 ? 1 : 0;
            } else {
                assertThat(leftmost.cover()).hasSameSizeAs(any.cover());
            }
        }
        assertThat(further).as("points further left than the first").isGreaterThan(20);
    }

    @Test
    void polishingKeepsTheCoverValidWithNoMoreCells() {
        RandomMaps maps = new RandomMaps(132);
        int smaller = 0;
        for (int i = 0; i < 1_500; i++) {
            Sample sample = maps.next();
            int n = maps.samples().between(2, 4);
            CoverSearch<Rational, ExactCellOrbit> search = search(sample.map(), n);
            Answer<Rational> answer = search.run();
            if (answer.point().isEmpty()) {
                List<Cleared<Rational>> polished = CoverPolish.polish(search, answer.cover());
                assertThat(polished).hasSizeBetween(1, answer.cover().size());
                requireConnected(polished, sample.domain());
                assertThat(ProofJudge.objections(proof(polished, n), sample.slow(), sample.left(), sample.right()))
                        .as("cover for period %d of the %s", n, sample)
                        .isEmpty();
                assertThat(bits(polished)).as("bits of the ends").isLessThanOrEqualTo(bits(answer.cover()));
                smaller += polished.size() < answer.cover().size() ? 1 : 0;
            }
        }
        assertThat(smaller).as("covers with fewer cells").isGreaterThan(100);
    }

    private static long bits(List<Cleared<Rational>> cover) {
        return cover.stream()
                .mapToLong(cleared -> cleared.cell().right().point().reduced().bitLength())
                .sum();
    }

    @Test
    void neighboursThatOneRuleClearsAreJoined() {
        // x -> x/2: drift clears [1/4, 1] as a whole, however it was cut.
        CoverSearch<Rational, ExactCellOrbit> search = search(map(Work.unlimited(), points("0", "0", "1", "1/2")), 2);
        List<Cleared<Rational>> fine = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            SearchCell<Rational> cell = new SearchCell<>(search.end(q(i, 8)), search.end(q(i + 1, 8)));
            fine.add(new Cleared<>(cell, search.rule(cell).orElseThrow()));
        }
        assertThat(CoverPolish.polish(search, fine)).hasSize(1);
    }

    @Test
    void longEndsAreShortened() {
        CoverSearch<Rational, ExactCellOrbit> search = search(map(Work.unlimited(), truncatedTent(q(7, 10))), 4);
        List<Cleared<Rational>> cover = CoverPolish.polish(search, search.run().cover());
        List<End<Rational>> ends = new ArrayList<>(List.of(search.end(Rational.ZERO)));
        for (Cleared<Rational> cleared : cover) {
            Rational end = cleared.cell().right().point();
            // A long name for almost the same place.
            Rational moved = end.compareTo(Rational.ONE) == 0 ? end : end.plus(q(1, 3).scaledByPowerOfTwo(-100));
            ends.add(search.end(moved));
        }
        List<Cleared<Rational>> renamed = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            SearchCell<Rational> cell = new SearchCell<>(ends.get(i - 1), ends.get(i));
            renamed.add(new Cleared<>(cell, search.rule(cell).orElseThrow()));
        }
        assertThat(bits(renamed)).isGreaterThan(100L * (cover.size() - 1));
        List<Cleared<Rational>> shortened = CoverPolish.polish(search, renamed);
        requireConnected(shortened, Domain.UNIT);
        assertThat(shortened.stream()
                        .mapToInt(cleared ->
                                cleared.cell().right().point().reduced().bitLength()))
                .as("bits of the ends")
                .hasSizeGreaterThan(1)
                .allMatch(bits -> bits <= 16);
    }

    @Test
    void aBudgetThatEndsWhilePolishingLeavesACompleteCover() {
        Rational[] graph = truncatedTent(Rational.of(0.8249));
        Work counted = Work.unlimited();
        CoverSearch<Rational, ExactCellOrbit> search = search(map(counted, graph), 16);
        Answer<Rational> answer = search.run();
        long searched = counted.spent();
        List<Cleared<Rational>> polished = CoverPolish.polish(search, answer.cover());
        long all = counted.spent();
        assertThat(polished).hasSizeLessThan(answer.cover().size());
        for (long budget = searched; budget <= all; budget += Math.max(1, (all - searched) / 8)) {
            CoverSearch<Rational, ExactCellOrbit> limited = search(map(Work.atMost(budget), graph), 16);
            List<Cleared<Rational>> cover =
                    CoverPolish.polish(limited, limited.run().cover());
            requireConnected(cover, Domain.UNIT);
            assertThat(cover).hasSizeBetween(polished.size(), answer.cover().size());
            assertThat(ProofJudge.objections(
                            proof(cover, 16), Decisions.slowThrough(graph), Fraction.ZERO, Fraction.ONE))
                    .isEmpty();
        }
    }
}
