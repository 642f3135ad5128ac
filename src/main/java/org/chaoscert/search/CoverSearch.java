package org.chaoscert.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.chaoscert.map.CellOrbit;
import org.chaoscert.map.IntervalMap;
import org.chaoscert.map.Order;
import org.chaoscert.search.CellRules.Choice;
import org.chaoscert.search.CellRules.Ruling;
import org.chaoscert.search.SearchCell.End;

/**
 * The one bisection. Answers a {@link Question} about a map: either a point, or a cover of D by cells each of which a rule
 * clears; or it leaves the question open, where the map's answers are not precise enough.
 *
 * <p>Cells are examined breadth first, halved near the middle while they are wide and cut at exact places ({@link
 * IntervalMap#exactCut}) once they are narrow. For a piecewise-linear map in exact arithmetic this always ends, with a
 * cover if the answer is no: cut at all pulled-back kinks and fixed points of f<sup>n</sup>, every cell falls under a rule,
 * and the search cuts there after finitely many steps.
 */
final class CoverSearch<P, J extends CellOrbit> {
    /** So many times a cell is halved before exact cuts begin: shorter ends against fewer cells. */
    private static final int HALVINGS = 12;

    /** So many more cells, and as many again as before, are examined in search of a point further left. */
    private static final int FURTHER_CELLS = 32;

    /** With so many open parts the rest is left open, too. */
    private static final int MOST_OPEN = 64;

    /** What to find out. */
    enum Goal {
        /** Only whether there is a point. */
        EXISTENCE,
        /** Only a cover: a point ends the search, and so does a part that has to be left open. */
        COVER,
        /** The first point that shows up, exactly. */
        ANY,
        /** The leftmost of the points that show up soon: depends little on how cells were cut. */
        LEFTMOST
    }

    /**
     * A cleared cell.
     *
     * @param cell the cell
     * @param ruling the rule that clears it
     */
    record Cleared<P>(SearchCell<P> cell, Ruling ruling) {}

    /** Whether there is a point that answers the question. */
    enum Finding {
        /** There is. */
        YES,
        /** There is none. */
        NO,
        /** Not known. */
        OPEN
    }

    /**
     * A part of D.
     *
     * @param left its left end
     * @param right its right end
     */
    record Part<P>(P left, P right) {}

    /**
     * What the search found.
     *
     * @param finding whether there is a point
     * @param point the point, unless only its existence was asked for
     * @param cover cleared cells from left to right, if there is no point and its absence is to be shown; else empty
     * @param open if the question is open, the parts of D that are: all others hold no point
     */
    record Answer<P>(Finding finding, Optional<P> point, List<Cleared<P>> cover, List<Part<P>> open) {}

    private record Pending<P>(SearchCell<P> cell, int depth) {}

    private final IntervalMap<P, J> map;
    private final Question question;
    private final Comparator<P> order;
    private final Goal goal;
    private final long mostCells;
    private final Choice choice;
    private final Deque<Pending<P>> pending = new ArrayDeque<>();
    private final List<Cleared<P>> cleared = new ArrayList<>();
    private final List<Part<P>> open = new ArrayList<>();
    private Optional<P> point = Optional.empty();
    private boolean exists;
    private long examined;

    /** Prepares a search that is never given up: for maps whose answers are always precise. */
    CoverSearch(IntervalMap<P, J> map, Question question, Comparator<P> order, Goal goal) {
        this(map, question, order, goal, Long.MAX_VALUE);
    }

    /** Prepares a search that leaves open what it has not come to after a number of cells. */
    CoverSearch(IntervalMap<P, J> map, Question question, Comparator<P> order, Goal goal, long mostCells) {
        this(map, question, order, goal, mostCells, Choice.PLAIN);
    }

    /** Prepares a search with some or all rules. */
    CoverSearch(
            IntervalMap<P, J> map, Question question, Comparator<P> order, Goal goal, long mostCells, Choice choice) {
        this.choice = choice;
        this.map = map;
        this.question = question;
        this.order = order;
        this.goal = goal;
        this.mostCells = mostCells;
    }

    /** Searches all of D. */
    Answer<P> run() {
        return run(List.of(new Part<>(map.left(), map.right())));
    }

    /** Searches some parts of D, when it is known that there is no point elsewhere. */
    Answer<P> run(List<Part<P>> parts) {
        for (Part<P> part : parts) {
            SearchCell<P> cell = new SearchCell<>(end(part.left), end(part.right));
            note(cell.left());
            note(cell.right());
            pending.add(new Pending<>(cell, 0));
        }
        return search();
    }

    /** Searches until the question is answered, or until all that is left of D has to be left open. */
    private Answer<P> search() {
        while (!exists && !pending.isEmpty()) {
            Pending<P> next = pending.remove();
            if (examined >= mostCells || open.size() >= MOST_OPEN || !examine(next)) {
                open.add(new Part<>(next.cell.left().point(), next.cell.right().point()));
                if (goal == Goal.COVER) {
                    break;
                }
            }
        }
        if (exists) {
            if (goal == Goal.LEFTMOST) {
                lookFurtherLeft(FURTHER_CELLS + examined);
            }
            return new Answer<>(Finding.YES, point, List.of(), List.of());
        }
        if (!open.isEmpty()) {
            return new Answer<>(Finding.OPEN, Optional.empty(), List.of(), open);
        }
        cleared.sort(Comparator.comparing(item -> item.cell().left().point(), order));
        return new Answer<>(Finding.NO, Optional.empty(), cleared, List.of());
    }

    private void lookFurtherLeft(long cells) {
        for (long left = cells; left > 0 && !pending.isEmpty(); left--) {
            Pending<P> next = pending.remove();
            if (order.compare(next.cell.left().point(), point.orElseThrow()) < 0) {
                examine(next);
            }
        }
    }

    /** Examines a cell, and returns false if nothing is known of it and it cannot be cut. */
    private boolean examine(Pending<P> next) {
        examined++;
        SearchCell<P> cell = next.cell;
        J orbit = follow(cell);
        Optional<Ruling> ruling = rule(cell, orbit);
        if (ruling.isPresent()) {
            if (goal != Goal.EXISTENCE) {
                cleared.add(new Cleared<>(cell, ruling.get()));
            }
        } else if (CellRules.holdsAnAnswer(question, cell, orbit)) {
            exists = true;
            if (goal == Goal.ANY || goal == Goal.LEFTMOST) {
                note(locate(next));
            }
        } else if (map.isDivisible(cell.left().point(), cell.right().point())) {
            End<P> cut = certainCut(next, orbit);
            note(cut);
            pending.add(new Pending<>(new SearchCell<>(cell.left(), cut), next.depth + 1));
            pending.add(new Pending<>(new SearchCell<>(cut, cell.right()), next.depth + 1));
        } else {
            return false;
        }
        return true;
    }

    /** Takes note of an end that f^n certainly fixes and no f^e does. */
    private void note(End<P> end) {
        if (end.order(question.n()) != Order.EQUAL) {
            return;
        }
        for (int e : question.divisors()) {
            if (end.order(e) != Order.LESS && end.order(e) != Order.GREATER) {
                return;
            }
        }
        note(end.point());
    }

    private void note(P answer) {
        exists = true;
        if (point.isEmpty() || order.compare(answer, point.get()) < 0) {
            point = Optional.of(answer);
        }
    }

    /** Narrows a cell that is known to hold an answer until it is exact: f^n crosses the diagonal in the kept part. */
    private P locate(Pending<P> start) {
        Pending<P> kept = start;
        while (true) {
            SearchCell<P> cell = kept.cell;
            End<P> cut = end(cut(kept, follow(cell)));
            if (cut.order(question.n()) == Order.EQUAL) {
                return cut.point();
            }
            boolean crossesLeft = cell.left().order(question.n()) != cut.order(question.n());
            kept = new Pending<>(
                    crossesLeft ? new SearchCell<>(cell.left(), cut) : new SearchCell<>(cut, cell.right()),
                    kept.depth + 1);
        }
    }

    /**
     * Returns a place to cut. For a set of maps not where f^n may have a fixed point, as its place is not the same for all maps,
     * and no rule would hold on either side; unless the two other places that are tried are no better.
     */
    private End<P> certainCut(Pending<P> pending, J orbit) {
        P left = pending.cell.left().point();
        P right = pending.cell.right().point();
        End<P> cut = end(cut(pending, orbit));
        if (goal != Goal.COVER || isCertain(cut)) {
            return cut;
        }
        if (map.isFinite(left) != map.isFinite(right)) {
            // On the bounded side one part would stay unbounded for ever.
            End<P> farther = end(map.isFinite(left) ? map.middle(cut.point(), right) : map.middle(left, cut.point()));
            return isCertain(farther) ? farther : cut;
        }
        End<P> before = end(map.middle(left, cut.point()));
        End<P> after = end(map.middle(cut.point(), right));
        return isCertain(before) ? before : isCertain(after) ? after : cut;
    }

    private boolean isCertain(End<P> end) {
        Order order = end.order(question.n());
        return order == Order.LESS || order == Order.GREATER;
    }

    private P cut(Pending<P> pending, J orbit) {
        P left = pending.cell.left().point();
        P right = pending.cell.right().point();
        return pending.depth < HALVINGS ? map.middle(left, right) : map.exactCut(left, right, orbit);
    }

    /** Examines a point as a possible end of a cell. */
    End<P> end(P point) {
        return new End<>(point, map.isFinite(point), map.follow(point, question.n()));
    }

    /** Returns the rule that clears a cell, if any. */
    Optional<Ruling> rule(SearchCell<P> cell) {
        return rule(cell, follow(cell));
    }

    private Optional<Ruling> rule(SearchCell<P> cell, J orbit) {
        return CellRules.firstThatHolds(question, cell, orbit, choice);
    }

    private J follow(SearchCell<P> cell) {
        return map.follow(cell.left().point(), cell.right().point(), question.n());
    }
}
