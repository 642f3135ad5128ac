package org.chaoscert.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.EnclosedMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.search.CellRules.Choice;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/**
 * Decides whether a map that is known by enclosures only is chaotic in the sense of Li and Yorke.
 *
 * <p>Level by level j: a cover for least period 2<sup>j+1</sup> shows that f is not chaotic, a point with the inequality of Li and
 * Yorke for f<sup>2^j</sup> that it is. Where neither is found, as may be close to a map with another verdict, it stays undecided.
 */
public final class SmoothDecider {
    /** So many cells are examined before a point is looked for, */
    private static final long FEW_CELLS = 256;

    /** and so many where there seems to be none. */
    private static final long MOST_CELLS = 4096;

    /**
     * A decision.
     *
     * @param decision the verdict with its proofs, not yet checked
     * @param lacksPrecision whether a more precise enclosure may decide what this one leaves open
     */
    public record Judgement(Decision decision, boolean lacksPrecision) {}

    private final EnclosedMap map;
    private final DoubleUnaryOperator guess;
    private final EnclosedCovers covers;
    private final int levels;
    private final Work work;
    private boolean lacksPrecision;

    /** Levels whose period 2^(j+1) is neither shown to be there nor to be absent, the first one. */
    private OptionalInt openLevel = OptionalInt.empty();

    private SmoothDecider(EnclosedMap map, DoubleUnaryOperator guess, int levels, Work work) {
        this.map = map;
        this.guess = guess;
        this.levels = levels;
        this.work = work;
        covers = new EnclosedCovers(map);
    }

    /**
     * Decides.
     *
     * @param map one map, bounded
     * @param guess the same map, about, in binary64
     * @param levels the largest level j to try, from 0 to {@link Decider#MAX_LEVELS}
     * @param work the counter that was given to the map; its budget bounds the search
     * @return the verdict, perhaps undecided
     */
    public static Judgement decide(EnclosedMap map, DoubleUnaryOperator guess, int levels, Work work) {
        SmoothDecider decider = new SmoothDecider(map, guess, levels, work);
        Decision decision;
        try {
            decision = decider.decision();
        } catch (BudgetExhaustedException end) {
            decision = decider.undecided(
                    "the budget of " + end.limit() + " units of work is spent",
                    "try a larger --budget, or none: the search then goes on");
        }
        boolean isOpen = decision.verdict() instanceof Verdict.Undecided;
        return new Judgement(decision, isOpen && decider.lacksPrecision);
    }

    private Decision decision() {
        for (int level = 0; level <= levels; level++) {
            Optional<Decision> decided = atLevel(level);
            if (decided.isPresent()) {
                return decided.get();
            }
        }
        if (openLevel.isPresent()) {
            String period = "period " + (2 << openLevel.getAsInt());
            return lacksPrecision
                    ? undecided(
                            "the arithmetic is not precise enough to tell whether f has " + period,
                            "no option gives more precision; a network whose weights differ a little may be decided")
                    : undecided(
                            "whether f has " + period + " is open after " + MOST_CELLS + " cells",
                            "none of the options helps; a network whose weights differ a little may be decided");
        }
        return undecided(
                "f has period " + (2 << levels) + ", and no chaos was found up to f^" + (1 << levels),
                "try more --levels");
    }

    private Decision undecided(String reason, String advice) {
        return new Decision(
                new Verdict.Undecided(OptionalInt.empty(), reason, advice), new PeriodThree.Unknown(), work.spent());
    }

    private Optional<Decision> atLevel(int level) {
        int n = 2 << level;
        EnclosedCovers.Search few = covers.find(n, Choice.PLAIN, FEW_CELLS);
        if (few.proof().isPresent()) {
            return Optional.of(notChaotic(level, few.proof().get()));
        }
        Optional<Decision> chaotic = chaotic(level);
        if (chaotic.isPresent() || few.finding() == Finding.YES) {
            return chaotic;
        }
        EnclosedCovers.Search many = covers.find(n, Choice.ALL, MOST_CELLS);
        if (many.finding() == Finding.OPEN) {
            lacksPrecision |= many.isTooFine();
            openLevel = openLevel.isPresent() ? openLevel : OptionalInt.of(level);
        }
        return many.proof().map(proof -> notChaotic(level, proof));
    }

    private Decision notChaotic(int level, Proof cover) {
        return new Decision(
                new Verdict.NotChaotic(level, cover), new PeriodThree.Absent(Optional.empty()), work.spent());
    }

    private Optional<Decision> chaotic(int level) {
        int m = 1 << level;
        Span values = map.image(new Span(map.left(), map.right()));
        List<Rational> seeds = LiYorkeGuesses.find(
                guess, values.lower().approximate(), values.upper().approximate(), m);
        Optional<Rational> point = RobustPoints.find(map.domain(), map::image, m, seeds);
        lacksPrecision |= !seeds.isEmpty() && point.isEmpty();
        return point.map(a -> new Decision(
                new Verdict.Chaotic(level, new Proof(new Claim.LiYorkeChaos(), new Witness.LiYorkePoint(m, a))),
                level == 0 ? new PeriodThree.Present(List.of()) : withoutPeriodThree(),
                work.spent()));
    }

    private PeriodThree withoutPeriodThree() {
        try {
            Optional<Proof> few = covers.find(3, Choice.PLAIN, FEW_CELLS).proof();
            Optional<Proof> cover = few.isPresent()
                    ? few
                    : covers.find(3, Choice.ALL, MOST_CELLS).proof();
            return cover.isPresent() ? new PeriodThree.Absent(cover) : new PeriodThree.Unknown();
        } catch (BudgetExhaustedException end) {
            // The verdict is proved all the same.
            return new PeriodThree.Unknown();
        }
    }
}
