package org.chaoscert.search;

import java.util.List;
import java.util.Optional;
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
 * Decides many maps, one after another, and keeps no proofs: each question is asked in binary64 first, and in exact
 * arithmetic on the parts of D where that leaves it open. What it says is proved, and its verdict and its answer about period
 * three are those of {@link Decider}, which asks the same questions and answers them completely; only which iterate of a
 * chaotic map without period three was found to have it may differ. Without one-sidedness as a step of its own in exact
 * arithmetic: a one-sided map has no period two, and so the same outcome.
 *
 * <p>Not thread-safe.
 */
public final class QuickDecider {
    /** So many cells are examined in binary64 before a question is left to exact arithmetic. */
    private static final long MOST_CELLS = 1 << 14;

    /** So many cells are examined where an answer is welcome, but not needed. */
    private static final long CELLS_OF_A_GLANCE = 1024;

    private final Binary64Map quick;
    private final Function<Work, PiecewiseLinearMap> exactly;
    private final long budget;
    private final Levels levels;
    private Optional<PiecewiseLinearMap> exact = Optional.empty();
    private boolean neededExact;

    /** The parts of D where binary64 has left the last question open. */
    private List<Part<Double>> open = List.of();

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
        neededExact = false;
        if (quick.staysBelowDiagonal() || quick.staysAboveDiagonal()) {
            return Levels.oneSided();
        }
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
            return look(question, MOST_CELLS);
        }

        @Override
        public Finding glance(Question question) {
            return look(question, CELLS_OF_A_GLANCE);
        }

        private Finding look(Question question, long mostCells) {
            Answer<Double> answer =
                    new CoverSearch<>(quick, question, Double::compare, Goal.EXISTENCE, mostCells).run();
            open = answer.open();
            return answer.finding();
        }

        @Override
        public boolean insist(Question question) {
            Finding finding = ask(question);
            if (finding == Finding.OPEN) {
                List<Part<Rational>> parts = open.stream()
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
