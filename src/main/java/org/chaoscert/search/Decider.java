package org.chaoscert.search;

import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.ExactCellOrbit;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.Side;

/**
 * Decides whether a map is chaotic in the sense of Li and Yorke.
 *
 * <p>If the graph stays on one side of the diagonal, every orbit is monotone and there are only fixed points. Else two
 * questions a level, in the order of {@link Levels}.
 *
 * <p>Both questions of a level are answered completely, for any piecewise-linear map with rational data; what may end the
 * search without a verdict is the number of levels, or a budget of {@link Work}.
 */
public final class Decider {
    /** The largest level that may be asked for: iterates up to 3 · 2^20 are formed there. */
    public static final int MAX_LEVELS = Levels.MOST;

    /** A question that has been answered, with the search that may still polish the answer. */
    private record Answered(CoverSearch<Rational, ExactCellOrbit> search, Answer<Rational> answer) {
        Witness cover() {
            return CoverPolish.witness(search, answer.cover());
        }
    }

    private final PiecewiseLinearMap map;
    private final Levels levels;
    private Optional<Answered> last = Optional.empty();
    private PeriodThree periodThree = new PeriodThree.Unknown();

    private Decider(PiecewiseLinearMap map, int levels) {
        this.map = map;
        this.levels = new Levels(levels, new ExactAnswers());
    }

    /**
     * Decides.
     *
     * @param map the map
     * @param work the counter that was given to the map; its budget bounds the search
     * @param levels the largest level j to try, from 0 to {@link #MAX_LEVELS}
     * @return the verdict with its proofs, not yet checked
     */
    public static Decision decide(PiecewiseLinearMap map, Work work, int levels) {
        Decider decider = new Decider(map, levels);
        Verdict verdict;
        try {
            verdict = decider.verdict();
        } catch (BudgetExhaustedException end) {
            verdict = new Verdict.Undecided(
                    decider.settledLevel(),
                    "the budget of " + end.limit() + " units of work is spent",
                    "try a larger --budget, or none: the search then goes on");
        }
        return new Decision(verdict, decider.periodThree, work.spent());
    }

    private Verdict verdict() {
        Optional<Side> side = LeastPeriod.side(map);
        if (side.isPresent()) {
            return notChaotic(0, new Witness.OneSided(side.get()));
        }
        Outcome outcome = levels.decide();
        Answered answered = last.orElseThrow();
        return switch (outcome.kind()) {
            case NOT_CHAOTIC -> notChaotic(outcome.level(), answered.cover());
            case CHAOTIC -> chaotic(outcome.level(), answered.answer.point().orElseThrow());
            case UNDECIDED -> undecided(outcome.level());
        };
    }

    /** Leaves nothing open. */
    private final class ExactAnswers implements Levels.Answers {
        @Override
        public Finding ask(Question question) {
            return answer(question);
        }

        @Override
        public Finding glance(Question question) {
            return answer(question);
        }

        @Override
        public OptionalInt look(int first, int last) {
            return OptionalInt.empty();
        }

        @Override
        public boolean insist(Question question) {
            throw new IllegalStateException("exact arithmetic left open " + question);
        }
    }

    private Finding answer(Question question) {
        boolean isPeriodThree = question.n() == 3;
        CoverSearch<Rational, ExactCellOrbit> search =
                new CoverSearch<>(map, question, Rational::compareTo, isPeriodThree ? Goal.LEFTMOST : Goal.ANY);
        Answered answered = new Answered(search, search.run());
        last = Optional.of(answered);
        Finding finding = answered.answer.finding();
        if (isPeriodThree && finding == Finding.NO) {
            periodThree = new PeriodThree.Absent(Optional.of(new Proof(new Claim.NoPeriod(3), answered.cover())));
        }
        return finding;
    }

    private OptionalInt settledLevel() {
        return levels.settled() < 0 ? OptionalInt.empty() : OptionalInt.of(levels.settled());
    }

    private Verdict undecided(int level) {
        int tried = 1 << level;
        return new Verdict.Undecided(
                OptionalInt.of(level),
                "f has least period " + 2 * tried + ", but " + (level == 0 ? "f" : "f^" + tried)
                        + " has no period three",
                "try more --levels: level " + (level + 1) + " looks at f^" + 2 * tried);
    }

    private Verdict notChaotic(int level, Witness witness) {
        if (level == 0) {
            periodThree = new PeriodThree.Absent(Optional.empty());
        }
        return new Verdict.NotChaotic(level, new Proof(new Claim.NoPeriod(2 << level), witness));
    }

    private Verdict chaotic(int level, Rational periodic) {
        int m = 1 << level;
        if (level == 0) {
            periodThree = new PeriodThree.Present(LeastPeriod.orbitFromLeast(map, periodic, 3));
        }
        Witness point = new Witness.LiYorkePoint(m, LiYorkePoints.near(map, m, periodic));
        return new Verdict.Chaotic(level, new Proof(new Claim.LiYorkeChaos(), point));
    }
}
