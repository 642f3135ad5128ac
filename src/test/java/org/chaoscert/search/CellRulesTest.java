package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.search.Decisions.points;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.exact.Numerals;
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
import org.chaoscert.oracle.SlowPiecewiseLinear.Interval;
import org.chaoscert.search.CellRules.Ruling;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule at the boundary cases of the certificate format, and against a slow reading of the format's conditions. */
class CellRulesTest {
    private static final String TENT = "0 0 1/2 1 1 0";

    /** A cell of a map given by its graph, for the question about a least period. */
    private record Case(SearchCell<Rational> cell, ExactCellOrbit orbit, int n) {
        static Case of(String graph, String left, String right, int n) {
            Rational from = number(left);
            Rational to = number(right);
            Domain domain = graph.equals(TENT) ? Domain.UNIT : Domain.LINE;
            return of(
                    PiecewiseLinearMap.of(Polylines.through(points(graph.split(" "))), domain, Work.unlimited()),
                    from,
                    to,
                    n);
        }

        static Case of(PiecewiseLinearMap map, Rational from, Rational to, int n) {
            CoverSearch<Rational, ExactCellOrbit> search =
                    new CoverSearch<>(map, Question.leastPeriod(n), Rational::compareTo, CoverSearch.Goal.ANY);
            return new Case(new SearchCell<>(search.end(from), search.end(to)), map.follow(from, to, n), n);
        }

        private static Rational number(String text) {
            return switch (text) {
                case "-inf" -> Rational.NEGATIVE_INFINITY;
                case "inf" -> Rational.POSITIVE_INFINITY;
                default -> Numerals.quoted(text);
            };
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 1/2 1 1 0, 1/8, 1/4, 1, false",
        "0 0 1/2 1 1 0, 1/8, 15/64, 1, true",
        "0 0 1/2 1 1 0, 4/5, 1, 1, true",
        "0 0 1/2 1 1 0, 3/5, 4/5, 1, false",
        "0 0 1/2 1 1 0, 2/3, 1, 1, false",
        "0 0 1/2 1 1 0, 1/3, 2/5, 2, false",
        "0 0 1/2 1 1 0, 3/8, 39/100, 2, true",
        "0 1 1 2, 0, 1, 1, false",
        "0 1 1 2, 0, 1, 2, true",
        "0 1 1 2, 0, inf, 2, false"
    })
    void separatedMeansThatTheImageHasNoPointInCommonWithTheCell(
            String graph, String left, String right, int n, boolean holds) {
        Case example = Case.of(graph, left, right, 2);
        assertThat(CellRules.separated(example.orbit, n)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        // f(x) = x - 1 and x + 1: P = [1, 1], and f^2 - id is -2 or 2 everywhere.
        "0 -1 1 0, 0, 5, true",
        "0 1 1 2, 0, 5, true",
        "0 1 1 2, -inf, 5, true",
        "0 1 1 2, 0, inf, true",
        "0 1 1 2, -inf, inf, false",
        "0 -1 1 0, -inf, 5, true",
        "0 -1 1 0, 0, inf, true",
        // The identity: P = [1, 1], but f^2 - id is 0.
        "0 0 1 1, 0, 5, false",
        // f(x) = x/2: falls; at the fixed point 0, left of it, right of it.
        "0 0 2 1, 0, 5, false",
        "0 0 2 1, 1, 5, true",
        "0 0 2 1, -5, -1, true",
        "0 0 2 1, -5, 0, false",
        "0 0 2 1, -5, 5, false",
        "0 0 2 1, 1, inf, true",
        "0 0 2 1, -inf, -1, true",
        "0 0 2 1, -inf, 0, false",
        // f(x) = 2x: rises; the mirror image.
        "0 0 1 2, 0, 5, false",
        "0 0 1 2, 1, 5, true",
        "0 0 1 2, -5, -1, true",
        "0 0 1 2, -5, 5, false",
        "0 0 1 2, -inf, -1, true",
        "0 0 1 2, 1, inf, true",
        // Slopes 1 up to 0 and 1/2 beyond, f(0) = 1/4: P = [1/4, 1] falls, but starts positive and ends negative.
        "-1 -3/4 0 1/4 1 3/4, -2, 2, false",
        "-1 -3/4 0 1/4 1 3/4, 1, 2, true",
        "-1 -3/4 0 1/4 1 3/4, -3, -2, true",
        // Slopes 1/2 and 2: P = [1/4, 4] holds 1 in its inside.
        "-1 -1/2 0 0 1 2, -2, -1, true",
        "-1 -1/2 0 0 1 2, -2, 1, false",
        "-1 1/2 0 1 1 3, -5, 1, false",
        // The same from -1 on: P = [1/2, 2]·[2, 2] = [1, 4].
        "-1 1/2 0 1 1 3, -1, 1, true"
    })
    void driftMeansThatTheIterateMovesAwayFromTheDiagonal(String graph, String left, String right, boolean holds) {
        Case example = Case.of(graph, left, right, 2);
        assertThat(CellRules.drift(example.cell, example.orbit, 2)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({
        // Around the fixed point 2/3 of the tent: P_2 = [4, 4], f - id changes its sign, or is 0 at an end.
        TENT + ", 3/5, 7/10, 1, true",
        TENT + ", 2/3, 7/10, 1, true",
        TENT + ", 3/5, 2/3, 1, true",
        TENT + ", 7/10, 3/4, 1, false",
        TENT + ", 0, 1/4, 1, true",
        TENT + ", 1/100, 1/4, 1, false",
        TENT + ", 1/4, 3/4, 1, false",
        // Slope 1 at one end of P is too much: 1 or 1/2; 1 or 2.
        "-1 -1 0 0 2 1, -1, 1, 1, false",
        "-1 -1 0 0 1 2, -1, 1, 1, false",
        "-1 -1 0 0 2 1, 0, 1, 1, true",
        "0 0 1 1, 0, 1, 1, false",
        // f(x) = -x/2, -2x, x/2, 2x on unbounded cells: the signs far out are read off P_1.
        "0 0 2 -1, -inf, inf, 1, true",
        "0 0 1 -2, -inf, inf, 1, true",
        "0 0 2 1, -inf, inf, 1, true",
        "0 0 1 2, -inf, inf, 1, true",
        "0 0 1 2, -1, inf, 1, true",
        "0 0 1 2, 1, inf, 1, false",
        "0 0 1 2, -inf, 1, 1, true",
        "0 0 1 2, -inf, -1, 1, false",
        "0 0 2 1, -1, inf, 1, true",
        "0 0 2 1, 1, inf, 1, false",
        "0 0 2 1, -inf, 1, 1, true",
        "0 0 2 1, -inf, -1, 1, false",
        "0 0 1 2, 0, inf, 1, true",
        "0 0 2 1, -inf, 0, 1, true",
        // Slopes 1/2, then 2, f(0) = 1: P_1 = [1/2, 2] tells nothing of the signs far out.
        "-2 0 0 1 1 3, -inf, inf, 1, false"
    })
    void monotoneMeansOneZeroAtMostAndThatItIsAFixedPointOfTheDivisor(
            String graph, String left, String right, int e, boolean holds) {
        Case example = Case.of(graph, left, right, 2);
        assertThat(CellRules.monotone(example.cell, example.orbit, 2, e)).isEqualTo(holds);
    }

    @Test
    void monotoneLooksAtTheSignsOfTheDivisorsIterate() {
        // Around the 2-cycle's point 2/5 of the tent map: a zero of f^2 - id, none of f - id.
        Case example = Case.of(TENT, "39/100", "41/100", 4);
        assertThat(CellRules.monotone(example.cell, example.orbit, 4, 2)).isTrue();
        assertThat(CellRules.monotone(example.cell, example.orbit, 4, 1)).isFalse();
        assertThat(CellRules.firstThatHolds(Question.leastPeriod(4), example.cell, example.orbit, CellRules.Choice.ALL))
                .contains(new Ruling(Rule.MONOTONE, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "0 0 1 1, 0, 1, 1, true", "0 0 1 1, -inf, 1, 1, true", "0 0 1 1, 1, inf, 1, true",
                "0 0 1 1, -inf, inf, 1, false",
        "0 1 1 2, 0, 1, 1, false", "0 1 1 0, 0, 1, 1, false", "0 1 1 0, 0, 1, 2, true", "0 1 1 0, -5, 3, 2, true",
        "-1 -1 0 0 1 2, -1, 0, 1, true", "-1 -1 0 0 1 2, -1, 1, 1, false", "-1 -1 0 0 1 2, 0, 1, 1, false"
    })
    void fixedMeansThatTheDivisorsIterateIsTheIdentity(String graph, String left, String right, int e, boolean holds) {
        Case example = Case.of(graph, left, right, 4);
        assertThat(CellRules.fixed(example.cell, example.orbit, e)).isEqualTo(holds);
    }

    @Test
    void everyRuleSaysWhatTheFormatSays() {
        RandomMaps maps = new RandomMaps(111);
        Map<Rule, Integer> held = new EnumMap<>(Rule.class);
        for (int i = 0; i < 3_000; i++) {
            Sample sample = maps.next();
            Domain part = maps.cell(sample);
            int n = maps.samples().between(2, 4);
            Case example = Case.of(sample.map(), part.left(), part.right(), n);
            Interval j = new Interval(Fraction.of(part.left()), Fraction.of(part.right()));
            boolean any = false;
            for (Rule rule : Rule.values()) {
                for (int e : rule.hasDivisor() ? Question.leastPeriod(n).divisors() : List.of(0)) {
                    // Of exact maps the last rule is not asked for: the others are complete.
                    boolean expected = rule != Rule.NO_SWAP
                            && ProofJudge.holds(sample.slow(), j, new Cell(part.right(), rule, e), n);
                    assertThat(holds(example, rule, e))
                            .as("%s with divisor %d, n = %d, on %s, %s", rule, e, n, part, sample)
                            .isEqualTo(expected);
                    any |= expected;
                    held.merge(rule, expected ? 1 : 0, Integer::sum);
                }
            }
            Optional<Ruling> first = CellRules.firstThatHolds(
                    Question.leastPeriod(n), example.cell, example.orbit, CellRules.Choice.ALL);
            assertThat(first.isPresent())
                    .as("some rule holds on %s, %s", part, sample)
                    .isEqualTo(any);
            first.ifPresent(ruling ->
                    assertThat(holds(example, ruling.rule(), ruling.divisor())).isTrue());
        }
        held.remove(Rule.NO_SWAP);
        assertThat(held.values()).as("how often each rule held: %s", held).allMatch(count -> count > 30);
    }

    private static boolean holds(Case example, Rule rule, int e) {
        return switch (rule) {
            case SEPARATED -> CellRules.separated(example.orbit, example.n);
            case DRIFT -> CellRules.drift(example.cell, example.orbit, example.n);
            case MONOTONE -> CellRules.monotone(example.cell, example.orbit, example.n, e);
            case FIXED -> CellRules.fixed(example.cell, example.orbit, e);
            case NO_SWAP -> CellRules.noSwap(example.orbit, example.n, e);
        };
    }

    @Test
    void aCrossingWithoutAnEarlierReturnHoldsAnAnswer() {
        Question period2 = Question.leastPeriod(2);
        Case around = Case.of(TENT, "39/100", "41/100", 2);
        assertThat(CellRules.holdsAnAnswer(period2, around.cell, around.orbit))
                .as("2/5 has least period 2")
                .isTrue();
        Case beside = Case.of(TENT, "41/100", "42/100", 2);
        assertThat(CellRules.holdsAnAnswer(period2, beside.cell, beside.orbit))
                .as("no crossing")
                .isFalse();
        Case fixed = Case.of(TENT, "3/5", "7/10", 2);
        assertThat(CellRules.holdsAnAnswer(period2, fixed.cell, fixed.orbit))
                .as("the fixed point 2/3")
                .isFalse();
        Case atEnd = Case.of(TENT, "2/5", "41/100", 2);
        assertThat(CellRules.holdsAnAnswer(period2, atEnd.cell, atEnd.orbit))
                .as("an end is no crossing")
                .isFalse();
        Case wide = Case.of(TENT, "1/3", "1/2", 2);
        assertThat(CellRules.holdsAnAnswer(period2, wide.cell, wide.orbit))
                .as("f[1/3, 1/2] = [2/3, 1]: separated; f^2 goes from 2/3 to 0")
                .isTrue();
    }

    @Test
    void questionsAskForTheDivisorsThatMustNotFix() {
        assertThat(Question.leastPeriod(2)).isEqualTo(new Question(2, List.of(1)));
        assertThat(Question.leastPeriod(12)).isEqualTo(new Question(12, List.of(1, 2, 3, 4, 6)));
        assertThat(Question.periodThreeOfIterate(1)).isEqualTo(Question.leastPeriod(3));
        assertThat(Question.periodThreeOfIterate(4)).isEqualTo(new Question(12, List.of(1, 2, 4)));
    }
}
