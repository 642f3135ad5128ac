package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BallMap;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Network;
import org.chaoscert.network.SmallBalls;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.CellRules.Choice;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts for balls around tents: 2 relu(x) − 4 relu(x − 1/2), and others. */
class EnclosureDeciderTest {
    private static final String TENT = "1 1 0 -1/2 2 -4 0";

    private static Network network(String numbers) {
        return SmallBalls.of(Domain.UNIT, Activation.CLIP, numbers);
    }

    private static Decision centre(Network network) {
        Work work = Work.unlimited();
        return Decider.decide(Unfolding.map(network, work), work, 6);
    }

    private static BallMap ball(String numbers, String radius, Work work) {
        return new Ball(network(numbers), Numerals.quoted(radius).reduced()).map(work);
    }

    private static Optional<Decision> decide(String numbers, String radius, int levels, Work work) {
        Network network = network(numbers);
        Decision one = centre(network);
        List<Rational> seeds = new ArrayList<>();
        if (one.periodThree() instanceof PeriodThree.Present present) {
            seeds.addAll(present.orbit());
        }
        if (one.verdict() instanceof Verdict.Chaotic chaotic
                && chaotic.proof().witness() instanceof Witness.LiYorkePoint point) {
            PiecewiseLinearMap map = Unfolding.map(network, Work.unlimited());
            seeds.addAll(map.orbit(point.point(), 3 * point.iterate()));
        }
        return EnclosureDecider.decide(ball(numbers, radius, work), one.verdict(), seeds, levels, work);
    }

    private static Optional<Decision> decide(String numbers, String radius) {
        return decide(numbers, radius, 6, Work.unlimited());
    }

    @ParameterizedTest
    @CsvSource({"1e-9, true", "1/1000, true", "1/200, true", "1/20, false", "1, false"})
    void theTentIsChaoticForSmallBalls(String radius, boolean holds) {
        Optional<Decision> decision = decide(TENT, radius);
        assertThat(decision.isPresent()).as("radius %s", radius).isEqualTo(holds);
        decision.ifPresent(found -> {
            assertThat(found.verdict()).isInstanceOf(Verdict.Chaotic.class);
            assertThat(found.periodThree()).isEqualTo(new PeriodThree.Present(List.of()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-12", "1/10000", "1/300"})
    void robustPointsAreShort(String radius) {
        BallMap map = ball(TENT, radius, Work.unlimited());
        Rational seed = Rational.of(2, 9);
        Rational point = RobustPoints.find(
                        map.domain(), map::image, 1, List.of(seed, Rational.of(4, 9), Rational.of(8, 9)))
                .orElseThrow();
        assertThat(point.reduced()).as("in lowest terms").isSameAs(point);
        assertThat(point.bitLength()).as("bits of %s", point).isLessThanOrEqualTo(8);
        assertThat(point.denominator().bitCount()).as("dyadic").isEqualTo(1);
    }

    @Test
    void withoutSeedsOrRoomThereIsNoRobustPoint() {
        BallMap map = ball(TENT, "1/1000", Work.unlimited());
        assertThat(RobustPoints.find(map.domain(), map::image, 1, List.of())).isEmpty();
        BallMap wide = ball(TENT, "1/10", Work.unlimited());
        assertThat(RobustPoints.find(wide.domain(), wide::image, 1, List.of(Rational.of(2, 9), Rational.of(8, 9))))
                .isEmpty();
    }

    // Covers.

    private static CoverSearch<Rational, ?> search(BallMap map, int n, Choice choice) {
        return new CoverSearch<>(map, Question.leastPeriod(n), Rational::compareTo, Goal.COVER, 4096, choice);
    }

    @Test
    void aSearchForACoverEndsWithTheFirstOpenPart() {
        Work work = Work.unlimited();
        BallMap map = ball(TENT, "1/20", work);
        Answer<Rational> answer = search(map, 2, Choice.ALL).run();
        long cover = work.spent();
        assertThat(answer.finding()).isNotEqualTo(Finding.NO);
        assertThat(answer.cover()).isEmpty();
        assertThat(answer.open().size()).as("open parts").isLessThanOrEqualTo(1);
        Answer<Rational> all = new CoverSearch<>(
                        map, Question.leastPeriod(2), Rational::compareTo, Goal.EXISTENCE, 4096, Choice.ALL)
                .run();
        assertThat(all.finding()).as("when the search goes on").isNotEqualTo(Finding.NO);
        assertThat(work.spent()).as("work of both").isGreaterThan(cover);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0 5 0", "1 0 -5 1"})
    void unboundedCellsAreNotCutForEver(String numbers) {
        // Slopes of both signs far out: there is no cover, and that is soon seen.
        Work work = Work.unlimited();
        Network steep = SmallBalls.of(Domain.LINE, Activation.IDENTITY, numbers);
        BallMap map = new Ball(steep, Rational.of(10)).map(work);
        Answer<Rational> answer = search(map, 2, Choice.ALL).run();
        assertThat(answer.finding()).isEqualTo(Finding.OPEN);
        assertThat(work.spent()).as("work").isLessThan(100_000);
        assertThat(answer.open())
                .allSatisfy(part -> assertThat(part.left().bitLength()).isLessThan(200));
    }

    // Levels.

    private static String summary(Optional<Decision> decision) {
        return decision.map(Decisions::summary).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        // 1 - x: all fall, so that there is no period but 1 and 2.
        "1 0 -1 1, 1/1000, 'not chaotic 1, no period 3'",
        // x/2 + 1/4 and 3/4 - x/2.
        "1 0 1/2 1/4, 1/1000, 'not chaotic 0, no period 3'",
        "1 0 -1/2 3/4, 1/1000, 'not chaotic 0, no period 3'"
    })
    void monotoneMapsAreNotChaotic(String numbers, String radius, String expected) {
        assertThat(summary(decide(numbers, radius))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"-5/4, -27/8, 1/1000", "-5/4, -27/8, 1/20", "-1, -19/8, 1/100"})
    void levelsAboveThatOfTheCentreAreUsed(String first, String second, String radius) {
        // Cut to 0 the centre is constant; some others near it have period 2.
        String numbers = "1 1 0 -1/2 " + first + " " + second + " 0";
        assertThat(Decisions.summary(centre(network(numbers)))).isEqualTo("not chaotic 0, no period 3");
        assertThat(summary(decide(numbers, radius))).isEqualTo("not chaotic 1, no period 3");
        assertThat(decide(numbers, radius, 0, Work.unlimited()))
                .as("with level 0 alone")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-5/4 5/2 5/16, 1/100", "-5/4 5/2 5/16, 1/20", "1 -25/8 1, 1/100"})
    void someBallsNeedWalls(String outputs, String radius) {
        String numbers = "1 1 0 -1/2 " + outputs;
        Verdict verdict = decide(numbers, radius).orElseThrow().verdict();
        assertThat(verdict).isInstanceOf(Verdict.NotChaotic.class);
        Verdict.NotChaotic found = (Verdict.NotChaotic) verdict;
        BallMap map = ball(numbers, radius, Work.unlimited());
        int n = 2 << found.level();
        assertThat(search(map, n, Choice.PLAIN).run().finding())
                .as("by plain rules")
                .isEqualTo(Finding.OPEN);
        Witness.Cover cover = (Witness.Cover) found.proof().witness();
        assertThat(cover.walls()).as("walls").isNotEmpty().isSorted().isSubsetOf(map.walls());
        assertThat(cover.cells()).extracting(Cell::rule).isNotEmpty().doesNotContain(Rule.FIXED);
    }

    @Test
    void aBudgetEndsTheSearchAndNeverChangesAVerdict() {
        Work counted = Work.unlimited();
        String expected = summary(decide("1 0 1/2 1/4", "1/1000", 6, counted));
        // Unfolding the ball is work, too.
        Work unfolding = Work.unlimited();
        ball("1 0 1/2 1/4", "1/1000", unfolding);
        for (long budget = unfolding.spent(); budget <= counted.spent(); budget += 1 + budget / 4) {
            String found = summary(decide("1 0 1/2 1/4", "1/1000", 6, Work.atMost(budget)));
            assertThat(found).as("with %d units", budget).isIn("none", expected);
        }
        assertThat(summary(decide("1 0 1/2 1/4", "1/1000", 6, Work.atMost(counted.spent()))))
                .isEqualTo(expected);
    }
}
