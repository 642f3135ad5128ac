package org.chaoscert.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Binary64Map;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.search.CoverSearch.Part;

/**
 * Decides many maps, one after another, and keeps no proofs. Only the core is searched, which holds all cycles ({@link
 * Binary64Map#findCore}); chaos is looked for along a few orbits ({@link Scout}); and each question is asked in binary64 first,
 * and in exact arithmetic on the parts of D where that leaves it open. What it says is proved, and its verdict and its answer
 * about period three are those of {@link Decider}, which asks the same questions and answers them completely; only which
 * iterate of a chaotic map without period three was found to have it may differ. Whether f itself has period three is asked
 * only where the map turns out to be chaotic.
 *
 * <p>Not thread-safe.
 */
public final class QuickDecider {
    /** So many cells are examined in binary64 before a question is left to exact arithmetic. */
    private static final long MOST_CELLS = 1 << 14;

    /** So many cells times iterates are examined where an answer is welcome, but not needed. */
    private static final long WORK_OF_A_GLANCE = 12_288;

    private final Binary64Map quick;
    private final Scout scout;
    private final Function<Work, PiecewiseLinearMap> exactly;
    private final long budget;
    private final Levels levels;
    private Optional<PiecewiseLinearMap> exact = Optional.empty();
    private boolean neededExact;

    /** The part of D that holds all cycles but fixed points. */
    private List<Part<Double>> core = List.of();

    /** The question of the present map that was asked last, and what binary64 says. */
    private Optional<Question> asked = Optional.empty();

    private Answer<Double> answer = new Answer<>(Finding.OPEN, Optional.empty(), List.of(), List.of());

    /**
     * Prepares decisions.
     *
     * @param quick the map, which may be another one at every decision
     * @param exactly makes the same map in exact arithmetic; its construction counts as work, too
     * @param levels the largest level j to try, from 0 to {@link Decider#MAX_LEVELS}
     * @param budget how many units of work exact arithmetic may spend on one map, at least 0
     */
    public QuickDecider(Binary64Map quick, Function<Work, PiecewiseLinearMap> exactly, int levels, long budget) {
        this.quick = quick;
        scout = new Scout(quick);
        this.exactly = exactly;
        this.budget = budget;
        this.levels = new Levels(levels, new QuickAnswers());
    }

    /**
     * Decides the present map.
     *
     * @return what is proved; undecided after the last level, or when the budget is spent
     */
    public Outcome decide() {
        exact = Optional.empty();
        asked = Optional.empty();
        neededExact = false;
        if (!quick.findCore()) {
            return Levels.onlyFixedPoints();
        }
        core = List.of(new Part<>(quick.coreLeft(), quick.coreRight()));
        try {
            return levels.decide();
        } catch (BudgetExhaustedException end) {
            return new Outcome(Outcome.Kind.UNDECIDED, levels.settled());
        }
    }

    /**
     * Tells how the last decision was made.
     *
     * @return whether exact arithmetic was needed
     */
    public boolean neededExactArithmetic() {
        return neededExact;
    }

    private final class QuickAnswers implements Levels.Answers {
        @Override
        public Finding ask(Question question) {
            asked = Optional.of(question);
            answer = search(question, MOST_CELLS);
            return answer.finding();
        }

        @Override
        public Finding glance(Question question) {
            // Mostly there is no period three where Scout sees none; to show that can wait.
            return question.n() == 3
                    ? Finding.OPEN
                    : search(question, WORK_OF_A_GLANCE / question.n()).finding();
        }

        private Answer<Double> search(Question question, long mostCells) {
            return new CoverSearch<>(quick, question, Double::compare, Goal.EXISTENCE, mostCells).run(core);
        }

        @Override
        public OptionalInt look(int first, int last) {
            return scout.look(first, last);
        }

        @Override
        public boolean insist(Question question) {
            Finding finding = asked.equals(Optional.of(question)) ? answer.finding() : ask(question);
            if (finding == Finding.OPEN) {
                List<Part<Rational>> parts = answer.open().stream()
                        .map(part -> new Part<>(exactly(part.left()), exactly(part.right())))
                        .toList();
                finding = new CoverSearch<>(exactMap(), question, Rational::compareTo, Goal.EXISTENCE)
                        .run(parts)
                        .finding();
            }
            return finding == Finding.YES;
        }
    }

    private static Rational exactly(double point) {
        if (Double.isInfinite(point)) {
            return point > 0 ? Rational.POSITIVE_INFINITY : Rational.NEGATIVE_INFINITY;
        }
        return Rational.of(point);
    }

    private PiecewiseLinearMap exactMap() {
        neededExact = true;
        if (exact.isEmpty()) {
            exact = Optional.of(exactly.apply(Work.atMost(budget)));
        }
        return exact.get();
    }
}
