package org.chaoscert.search;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
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

        /** Looks in a hurry for a level at which the map is chaotic: the first one, or perhaps another up to the last. */
        OptionalInt look(int first, int last);

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

    /** The outcome for a map whose periodic points are all fixed. */
    static Outcome onlyFixedPoints() {
        return LOW.get(0).notChaotic;
    }

    /**
     * Asks level by level; undecided after the last one. What the answers throw ends the decision.
     *
     * <p>To show that f^m has no period three is laborious, and pointless if f has no least period 4m, or if some f^(2m) has
     * period three: such a question may stay open until the verdict depends on it, or until there is a question that only {@link
     * Answers#insist} may answer. That takes longest, and comes last.
     */
    Outcome decide() {
        settled = -1;
        open.clear();
        if (answers.look(0, 0).isPresent()) {
            return chaoticAt(0);
        }
        for (int j = 0; j <= most; j++) {
            Level level = level(j);
            Finding doubling = answers.ask(level.doubling);
            if (doubling == Finding.NO) {
                return level.notChaotic;
            }
            OptionalInt seen = answers.look(j + 1, most);
            if (seen.isPresent()) {
                return chaoticAt(seen.getAsInt());
            }
            OptionalInt chaos = doubling == Finding.OPEN ? chaosLeftOpen() : OptionalInt.empty();
            if (chaos.isPresent()) {
                return chaoticAt(chaos.getAsInt());
            }
            Finding tripling = doubling == Finding.OPEN ? answers.ask(level.tripling) : answers.glance(level.tripling);
            if (tripling == Finding.YES) {
                return chaoticAt(j);
            }
            if (doubling == Finding.OPEN && !answers.insist(level.doubling)) {
                return level.notChaotic;
            }
            if (tripling == Finding.OPEN) {
                open.add(level);
            }
            if (open.isEmpty()) {
                settled = j;
            }
        }
        return afterAllLevels();
    }

    private static Level level(int j) {
        return j < LOW.size() ? LOW.get(j) : Level.of(j);
    }

    /** At level 0, if f itself has period three, too. */
    private Outcome chaoticAt(int j) {
        Level first = LOW.get(0);
        boolean hasPeriodThree = j == 0 || (settled < 0 && answers.insist(first.tripling));
        return (hasPeriodThree ? first : level(j)).chaotic;
    }

    /** A level at which the map is chaotic, among those where a glance has left that open. */
    private OptionalInt chaosLeftOpen() {
        for (Iterator<Level> levels = open.iterator(); levels.hasNext(); ) {
            Level level = levels.next();
            Finding tripling = answers.ask(level.tripling);
            if (tripling == Finding.YES) {
                return OptionalInt.of(level.chaotic.level());
            }
            if (tripling == Finding.NO) {
                levels.remove();
            }
        }
        return OptionalInt.empty();
    }

    private Outcome afterAllLevels() {
        OptionalInt chaos = chaosLeftOpen();
        if (chaos.isPresent()) {
            return chaoticAt(chaos.getAsInt());
        }
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
