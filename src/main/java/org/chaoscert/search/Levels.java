package org.chaoscert.search;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.Outcome.Kind;

/**
 * The order of the decision. For j = 0, 1, 2, … with m = 2^j: without least period 2m all periods divide m (Sharkovsky 1964),
 * and f is not chaotic; with period three of f^m it is (Li and Yorke 1975); otherwise the next j.
 */
final class Levels {
    /** The largest level that may be asked for: iterates up to 3 · 2^20 are formed there. */
    static final int MOST = 20;

    /** The two questions of one level. */
    private record Level(Question doubling, Question tripling, Outcome notChaotic, Outcome chaotic) {
        static Level of(int level) {
            int m = 1 << level;
            return new Level(
                    Question.leastPeriod(2 * m),
                    Question.periodThreeOfIterate(m),
                    new Outcome(Kind.NOT_CHAOTIC, level),
                    new Outcome(Kind.CHAOTIC, level));
        }
    }

    /** Low levels, for which everything is at hand. */
    private static final List<Level> LOW = low(8);

    /** Answers questions about one map. */
    interface Answers {
        /** Says whether there is a point, or leaves that open. */
        Finding ask(Question question);

        /** The same with less effort. */
        Finding glance(Question question);

        /** Answers a question that was left open. */
        boolean insist(Question question);
    }

    private final int most;
    private final Answers answers;
    private final List<Level> open = new ArrayList<>();
    private int settled = -1;

    /** Prepares decisions up to a level. */
    Levels(int most, Answers answers) {
        if (most < 0 || most > MOST) {
            throw new IllegalArgumentException("levels " + most + ", not from 0 to " + MOST);
        }
        this.most = most;
        this.answers = answers;
    }

    private static List<Level> low(int count) {
        List<Level> low = new ArrayList<>();
        for (int level = 0; level < count; level++) {
            low.add(Level.of(level));
        }
        return List.copyOf(low);
    }

    /** The outcome for a map whose graph stays on one side of the diagonal: every orbit is monotone. */
    static Outcome oneSided() {
        return LOW.get(0).notChaotic;
    }

    /**
     * Asks level by level; undecided after the last one. What the answers throw ends the decision.
     *
     * <p>Where some f^(2m) has period three it is laborious to show that f^m has not, and the verdict does not depend on it:
     * above level 0 such a question may stay open until all levels have been tried.
     */
    Outcome decide() {
        settled = -1;
        open.clear();
        for (int j = 0; j <= most; j++) {
            Level level = j < LOW.size() ? LOW.get(j) : Level.of(j);
            Finding doubling = answers.ask(level.doubling);
            if (doubling == Finding.NO) {
                return level.notChaotic;
            }
            Finding tripling = j == 0 ? answers.ask(level.tripling) : answers.glance(level.tripling);
            if (tripling == Finding.YES) {
                return level.chaotic;
            }
            if (doubling == Finding.OPEN && !answers.insist(level.doubling)) {
                return level.notChaotic;
            }
            if (tripling == Finding.OPEN && j > 0) {
                open.add(level);
            } else if (tripling == Finding.OPEN && answers.insist(level.tripling)) {
                return level.chaotic;
            }
            if (open.isEmpty()) {
                settled = j;
            }
        }
        return afterAllLevels();
    }

    private Outcome afterAllLevels() {
        for (Level level : open) {
            if (answers.insist(level.tripling)) {
                return level.chaotic;
            }
        }
        settled = most;
        return new Outcome(Kind.UNDECIDED, settled);
    }

    /** The last level up to which all questions have been answered without a verdict, or −1. */
    int settled() {
        return settled;
    }
}
