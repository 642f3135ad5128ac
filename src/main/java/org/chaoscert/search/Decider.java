package org.chaoscert.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.ExactCellOrbit;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Choice;
import org.chaoscert.search.CoverSearch.Cleared;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.Side;

/**
 * Decides whether a map is chaotic in the sense of Li and Yorke.
 *
 * <p>If the graph stays on one side of the diagonal, every orbit is monotone and there are only fixed points. Else for
 * j = 0, 1, 2, … with m = 2<sup>j</sup>: without least period 2m all periods divide m (Sharkovsky), and f is not chaotic;
 * with period three of f<sup>m</sup> it is (Li and Yorke); otherwise the next j.
 *
 * <p>Both questions of a level are answered completely, for any piecewise-linear map with rational data; what may end the
 * search without a verdict is the number of levels, or a budget of {@link Work}.
 */
public final class Decider {
    /** The largest level that may be asked for: iterates up to 3 · 2^20 are formed there. */
    public static final int MAX_LEVELS = 20;

    private final PiecewiseLinearMap map;
    private final int levels;
    private OptionalInt settled = OptionalInt.empty();
    private PeriodThree periodThree = new PeriodThree.Unknown();

    private Decider(PiecewiseLinearMap map, int levels) {
        this.map = map;
        this.levels = levels;
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
        if (levels < 0 || levels > MAX_LEVELS) {
            throw new IllegalArgumentException("levels " + levels + ", not from 0 to " + MAX_LEVELS);
        }
        Decider decider = new Decider(map, levels);
        Verdict verdict;
        try {
            verdict = decider.verdict();
        } catch (BudgetExhaustedException end) {
            verdict = new Verdict.Undecided(
                    decider.settled,
                    "the budget of " + end.limit() + " units of work is spent",
                    "try a larger --budget, or none: the search then goes on");
        }
        return new Decision(verdict, decider.periodThree, work.spent());
    }

    private Verdict verdict() {
        Optional<Side> side = side();
        if (side.isPresent()) {
            return notChaotic(0, new Witness.OneSided(side.get()));
        }
        for (int level = 0; level <= levels; level++) {
            int m = 1 << level;
            CoverSearch<Rational, ExactCellOrbit> doubling = search(Question.leastPeriod(2 * m));
            Answer<Rational> doubled = doubling.run(Choice.ANY);
            if (doubled.point().isEmpty()) {
                return notChaotic(level, cover(doubling, doubled));
            }
            CoverSearch<Rational, ExactCellOrbit> tripling = search(Question.periodThreeOfIterate(m));
            Answer<Rational> tripled = tripling.run(level == 0 ? Choice.LEFTMOST : Choice.ANY);
            if (tripled.point().isPresent()) {
                return chaotic(level, tripled.point().get());
            }
            if (level == 0) {
                Proof proof = new Proof(new Claim.NoPeriod(3), cover(tripling, tripled));
                periodThree = new PeriodThree.Absent(Optional.of(proof));
            }
            settled = OptionalInt.of(level);
        }
        int tried = 1 << levels;
        return new Verdict.Undecided(
                settled,
                "f has least period " + 2 * tried + ", but " + (levels == 0 ? "f" : "f^" + tried)
                        + " has no period three",
                "try more --levels: level " + (levels + 1) + " looks at f^" + 2 * tried);
    }

    private Optional<Side> side() {
        if (map.staysBelowDiagonal()) {
            return Optional.of(Side.BELOW);
        }
        return map.staysAboveDiagonal() ? Optional.of(Side.ABOVE) : Optional.empty();
    }

    private CoverSearch<Rational, ExactCellOrbit> search(Question question) {
        return new CoverSearch<>(map, question, Rational::compareTo);
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
            periodThree = new PeriodThree.Present(orbitFromLeast(periodic));
        }
        Witness point = new Witness.LiYorkePoint(m, LiYorkePoints.near(map, m, periodic));
        return new Verdict.Chaotic(level, new Proof(new Claim.LiYorkeChaos(), point));
    }

    private List<Rational> orbitFromLeast(Rational periodic) {
        List<Rational> orbit = new ArrayList<>();
        map.orbit(periodic, 2).forEach(point -> orbit.add(point.reduced()));
        java.util.Collections.rotate(orbit, -orbit.indexOf(java.util.Collections.min(orbit)));
        return List.copyOf(orbit);
    }

    private static Witness cover(CoverSearch<Rational, ExactCellOrbit> search, Answer<Rational> answer) {
        List<Cell> cells = new ArrayList<>();
        for (Cleared<Rational> cleared : CoverPolish.polish(search, answer.cover())) {
            Rational to = cleared.cell().right().point().reduced();
            cells.add(new Cell(to, cleared.ruling().rule(), cleared.ruling().divisor()));
        }
        return new Witness.Cover(cells);
    }
}
