package org.chaoscert.search;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Dyadics;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.CellOrbit;
import org.chaoscert.search.CellRules.Ruling;
import org.chaoscert.search.CoverSearch.Cleared;
import org.chaoscert.search.SearchCell.End;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Witness;

/** Makes a cover smaller without looking for new reasons: joins cells that one rule clears, and shortens long ends. */
final class CoverPolish<J extends CellOrbit> {
    /** An end of at most this many bits is short enough. */
    private static final int SHORT_BITS = 16;

    /** How often the window around a long end is halved in search of a shorter one. */
    private static final int WINDOWS = 8;

    private final CoverSearch<Rational, J> search;
    private List<Cleared<Rational>> cells;

    private CoverPolish(CoverSearch<Rational, J> search, List<Cleared<Rational>> cells) {
        this.search = search;
        this.cells = cells;
    }

    /** Returns a polished cover as a witness. */
    static <J extends CellOrbit> Witness witness(CoverSearch<Rational, J> search, List<Cleared<Rational>> cover) {
        List<Cell> cells = new ArrayList<>();
        for (Cleared<Rational> cleared : polish(search, cover)) {
            Rational to = cleared.cell().right().point().reduced();
            cells.add(new Cell(to, cleared.ruling().rule(), cleared.ruling().divisor()));
        }
        return new Witness.Cover(cells);
    }

    /** Returns a cover by the same rules with at most as many cells. When the budget ends, returns what it has. */
    static <J extends CellOrbit> List<Cleared<Rational>> polish(
            CoverSearch<Rational, J> search, List<Cleared<Rational>> cover) {
        CoverPolish<J> polish = new CoverPolish<>(search, cover);
        try {
            polish.join();
            polish.shorten();
            polish.join();
        } catch (BudgetExhaustedException end) {
            // The cover was complete before; only its looks suffer.
            return polish.cells;
        }
        return polish.cells;
    }

    private void join() {
        List<Cleared<Rational>> joined = new ArrayList<>();
        Cleared<Rational> current = cells.get(0);
        for (Cleared<Rational> next : cells.subList(1, cells.size())) {
            SearchCell<Rational> union =
                    new SearchCell<>(current.cell().left(), next.cell().right());
            Optional<Ruling> ruling = search.rule(union);
            if (ruling.isPresent()) {
                current = new Cleared<>(union, ruling.get());
            } else {
                joined.add(current);
                current = next;
            }
        }
        joined.add(current);
        cells = joined;
    }

    private void shorten() {
        List<Cleared<Rational>> shortened = new ArrayList<>(cells);
        for (int i = 0; i + 1 < shortened.size(); i++) {
            SearchCell<Rational> before = shortened.get(i).cell();
            SearchCell<Rational> after = shortened.get(i + 1).cell();
            Rational end = before.right().point().reduced();
            for (int trial = 0; trial < WINDOWS && end.bitLength() > SHORT_BITS; trial++) {
                Rational candidate = shortNear(before, end, after, Rational.dyadic(BigInteger.ONE, trial + 1));
                End<Rational> moved = search.end(candidate);
                SearchCell<Rational> left = new SearchCell<>(before.left(), moved);
                SearchCell<Rational> right = new SearchCell<>(moved, after.right());
                Optional<Ruling> leftRuling = search.rule(left);
                Optional<Ruling> rightRuling = leftRuling.isPresent() ? search.rule(right) : Optional.empty();
                if (rightRuling.isPresent()) {
                    shortened.set(i, new Cleared<>(left, leftRuling.orElseThrow()));
                    shortened.set(i + 1, new Cleared<>(right, rightRuling.get()));
                    break;
                }
            }
        }
        cells = shortened;
    }

    /** The shortest dyadic number that divides neither neighbour into less than {@code 1 − window} of its length. */
    private static Rational shortNear(
            SearchCell<Rational> before, Rational end, SearchCell<Rational> after, Rational window) {
        Rational toLeft = before.left().isFinite() ? end.minus(before.left().point()) : Rational.ONE;
        Rational toRight = after.right().isFinite() ? after.right().point().minus(end) : Rational.ONE;
        return Dyadics.shortestIn(end.minus(toLeft.times(window)), end.plus(toRight.times(window)));
    }
}
