package org.chaoscert.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.EnclosedCellOrbit;
import org.chaoscert.map.EnclosedMap;
import org.chaoscert.map.Span;
import org.chaoscert.search.CellRules.Choice;
import org.chaoscert.search.CellRules.Ruling;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Cleared;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.search.CoverSearch.Part;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/** Covers by which maps that are known by enclosures have no point of a least period. */
final class EnclosedCovers {
    /**
     * What a search came to.
     *
     * @param finding whether there are such points
     * @param proof the cover, if there are none
     * @param isTooFine whether the search ended at a cell that is not cut, as the maps are not known precisely enough
     */
    record Search(Finding finding, Optional<Proof> proof, boolean isTooFine) {}

    private final EnclosedMap maps;

    EnclosedCovers(EnclosedMap maps) {
        this.maps = maps;
    }

    /** Looks for a cover for least period n by some or all rules, examining so many cells at most. */
    Search find(int n, Choice choice, long mostCells) {
        Question question = Question.leastPeriod(n);
        CoverSearch<Rational, EnclosedCellOrbit> search =
                new CoverSearch<>(maps, question, Rational::compareTo, Goal.COVER, mostCells, choice);
        Answer<Rational> answer = search.run();
        Optional<Proof> proof = answer.finding() == Finding.NO
                ? Optional.of(new Proof(new Claim.NoPeriod(n), witness(search, answer.cover(), question)))
                : Optional.empty();
        return new Search(answer.finding(), proof, answer.open().stream().anyMatch(this::isTooFine));
    }

    private boolean isTooFine(Part<Rational> part) {
        return !maps.isDivisible(part.left(), part.right());
    }

    /** A polished cover, with those walls that are needed. */
    private Witness witness(
            CoverSearch<Rational, EnclosedCellOrbit> search, List<Cleared<Rational>> cover, Question question) {
        List<Cell> cells = new ArrayList<>();
        TreeSet<Rational> walls = new TreeSet<>();
        for (Cleared<Rational> cleared : CoverPolish.polish(search, cover)) {
            Rational left = cleared.cell().left().point();
            Rational right = cleared.cell().right().point();
            EnclosedCellOrbit orbit = maps.follow(left, right, question.n());
            Optional<Ruling> plain = CellRules.firstThatHolds(question, cleared.cell(), orbit, Choice.PLAIN);
            if (plain.isEmpty()) {
                Span part = maps.part(new Span(left, right));
                walls.add(part.lower());
                walls.add(part.upper());
            }
            cells.add(new Cell(
                    right.reduced(), cleared.ruling().rule(), cleared.ruling().divisor()));
        }
        walls.remove(maps.left());
        walls.remove(maps.right());
        return new Witness.Cover(cells, List.copyOf(walls));
    }
}
