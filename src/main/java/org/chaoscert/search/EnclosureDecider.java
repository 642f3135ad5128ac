package org.chaoscert.search;

import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.EnclosedMap;
import org.chaoscert.map.Work;
import org.chaoscert.search.CellRules.Choice;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/**
 * Proves a verdict for all maps of a set, when that for one of them is known: it can be no other for the set.
 *
 * <p>The level of a set may be higher than that of one of its maps: some of the others may have longer periods, or lack period
 * three where an iterate of theirs still has it. So a few more levels are tried.
 */
public final class EnclosureDecider {
    /** So many levels above that of the one map. */
    private static final int MORE_LEVELS = 2;

    /** Of a cover so many cells are examined at most. */
    private static final long MOST_CELLS = 4096;

    private final EnclosedMap maps;
    private final EnclosedCovers covers;
    private final int levels;
    private final Work work;

    private EnclosureDecider(EnclosedMap maps, int levels, Work work) {
        this.maps = maps;
        covers = new EnclosedCovers(maps);
        this.levels = levels;
        this.work = work;
    }

    /**
     * Decides.
     *
     * @param maps the set
     * @param one the verdict for a map of the set
     * @param seeds if that is chaotic, points near which the inequality of Li and Yorke may hold for all maps
     * @param levels the largest level j to try, from 0 to {@link Decider#MAX_LEVELS}
     * @param work the counter that was given to the maps; its budget bounds the search
     * @return the verdict with its proofs, not yet checked; empty if there is none for all maps
     */
    public static Optional<Decision> decide(
            EnclosedMap maps, Verdict one, List<Rational> seeds, int levels, Work work) {
        EnclosureDecider decider = new EnclosureDecider(maps, levels, work);
        try {
            if (one instanceof Verdict.Chaotic chaotic) {
                return decider.chaotic(chaotic.level(), seeds);
            }
            return one instanceof Verdict.NotChaotic notChaotic
                    ? decider.notChaotic(notChaotic.level())
                    : Optional.empty();
        } catch (BudgetExhaustedException end) {
            return Optional.empty();
        }
    }

    private Optional<Decision> chaotic(int from, List<Rational> seeds) {
        for (int level = from; level <= Math.min(levels, from + MORE_LEVELS); level++) {
            int m = 1 << level;
            Optional<Rational> point = RobustPoints.find(maps.domain(), maps::image, m, seeds);
            if (point.isPresent()) {
                Proof proof = new Proof(new Claim.LiYorkeChaos(), new Witness.LiYorkePoint(m, point.get()));
                return Optional.of(new Decision(
                        new Verdict.Chaotic(level, proof),
                        level == 0 ? new PeriodThree.Present(List.of()) : withoutPeriodThree(),
                        work.spent()));
            }
        }
        return Optional.empty();
    }

    private PeriodThree withoutPeriodThree() {
        try {
            Optional<Proof> cover = cover(3);
            return cover.isPresent() ? new PeriodThree.Absent(cover) : new PeriodThree.Unknown();
        } catch (BudgetExhaustedException end) {
            // The verdict is proved all the same.
            return new PeriodThree.Unknown();
        }
    }

    private Optional<Decision> notChaotic(int from) {
        for (int level = from; level <= Math.min(levels, from + MORE_LEVELS); level++) {
            Optional<Proof> cover = cover(2 << level);
            if (cover.isPresent()) {
                return Optional.of(new Decision(
                        new Verdict.NotChaotic(level, cover.get()),
                        new PeriodThree.Absent(Optional.empty()),
                        work.spent()));
            }
        }
        return Optional.empty();
    }

    /** Most certificates need plain rules only; the others are tried where these do not suffice. */
    private Optional<Proof> cover(int n) {
        return covers.find(n, Choice.PLAIN, MOST_CELLS)
                .proof()
                .or(() -> covers.find(n, Choice.ALL, MOST_CELLS).proof());
    }
}
