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
import org.chaoscert.search.CellRules.Ruling;
import org.chaoscert.search.SearchCell.End;

/**
 * The one bisection. Answers a {@link Question} about a map: either a point, or a cover of D by cells each of which a rule
 * clears.
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

    /** Which point to report where there are several. */
    enum Choice {
        /** The first that shows up. */
        ANY,
        /** The leftmost of those that show up soon: depends little on how cells were cut. */
        LEFTMOST
    }

    /**
     * A cleared cell.
     *
     * @param cell the cell
     * @param ruling the rule that clears it
     */
    record Cleared<P>(SearchCell<P> cell, Ruling ruling) {}

    /**
     * What the search found: a point, or else a cover.
     *
     * @param point a point that answers the question
     * @param cover cleared cells from left to right; empty if there is a point
     */
    record Answer<P>(Optional<P> point, List<Cleared<P>> cover) {}

    private record Pending<P>(SearchCell<P> cell, int depth) {}

    private final IntervalMap<P, J> map;
    private final Question question;
    private final Comparator<P> order;
    private final Deque<Pending<P>> pending = new ArrayDeque<>();
    private final List<Cleared<P>> cleared = new ArrayList<>();
    private Optional<P> point = Optional.empty();

    CoverSearch(IntervalMap<P, J> map, Question question, Comparator<P> order) {
        this.map = map;
        this.question = question;
        this.order = order;
    }

    /** Searches until there is a point or a cover. */
    Answer<P> run(Choice choice) {
        SearchCell<P> whole = new SearchCell<>(end(map.left()), end(map.right()));
        note(whole.left());
        note(whole.right());
        pending.add(new Pending<>(whole, 0));
        int examined = 0;
        for (; point.isEmpty() && !pending.isEmpty(); examined++) {
            examine(pending.remove());
        }
        if (choice == Choice.LEFTMOST && point.isPresent()) {
            lookFurtherLeft(FURTHER_CELLS + examined);
        }
        cleared.sort(Comparator.comparing(item -> item.cell().left().point(), order));
        return new Answer<>(point, point.isPresent() ? List.of() : List.copyOf(cleared));
    }

    private void lookFurtherLeft(int cells) {
        for (int left = cells; left > 0 && !pending.isEmpty(); left--) {
            Pending<P> next = pending.remove();
            if (order.compare(next.cell.left().point(), point.orElseThrow()) < 0) {
                examine(next);
            }
        }
    }

    private void examine(Pending<P> next) {
        SearchCell<P> cell = next.cell;
        J orbit = follow(cell);
        Optional<Ruling> ruling = rule(cell, orbit);
        if (ruling.isPresent()) {
            cleared.add(new Cleared<>(cell, ruling.get()));
        } else if (CellRules.holdsAnAnswer(question, cell, orbit)) {
            note(locate(next));
        } else {
            End<P> cut = end(cut(next, orbit));
            note(cut);
            pending.add(new Pending<>(new SearchCell<>(cell.left(), cut), next.depth + 1));
            pending.add(new Pending<>(new SearchCell<>(cut, cell.right()), next.depth + 1));
        }
    }

    private void note(End<P> end) {
        boolean isAnswer = end.order(question.n()) == Order.EQUAL
                && question.divisors().stream().noneMatch(e -> end.order(e) == Order.EQUAL);
        if (isAnswer) {
            note(end.point());
        }
    }

    private void note(P answer) {
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
        return CellRules.firstThatHolds(question, cell, orbit);
    }

    private J follow(SearchCell<P> cell) {
        return map.follow(cell.left().point(), cell.right().point(), question.n());
    }
}
