package org.chaoscert.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.ExactCellOrbit;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.search.CoverSearch.Answer;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.Side;

/** Finds out whether a map has points of a given least period. */
public final class LeastPeriod {
    private LeastPeriod() {}

    /**
     * Settles one least period. This always ends, for any piecewise-linear map with rational data; the time grows with the number of
     * affine pieces of f<sup>n</sup>, unless the answer is plain to see.
     *
     * @param map the map f
     * @param n the least period, at least 1
     * @return a proof that f has it, by an exact orbit that begins at its least point, or that f has it not, by a cover or by a
     *     graph on one side of the diagonal; empty for n = 1 if f has no fixed point, of which there is no certificate
     * @throws org.chaoscert.map.BudgetExhaustedException if the map's budget of work is spent
     * @throws IllegalArgumentException if n is below 1
     */
    public static Optional<Proof> settle(PiecewiseLinearMap map, int n) {
        if (n < 1) {
            throw new IllegalArgumentException("period " + n);
        }
        return n == 1 ? fixedPoint(map) : Optional.of(cycle(map, n));
    }

    private static Optional<Proof> fixedPoint(PiecewiseLinearMap map) {
        return map.fixedPoints().stream()
                .map(fixed -> fixed.lower().isFinite()
                        ? fixed.lower()
                        : fixed.upper().isFinite() ? fixed.upper() : Rational.ZERO)
                .findFirst()
                .map(point -> present(List.of(point.reduced())));
    }

    private static Proof cycle(PiecewiseLinearMap map, int n) {
        Optional<Side> side = side(map);
        if (side.isPresent()) {
            return new Proof(new Claim.NoPeriod(n), new Witness.OneSided(side.get()));
        }
        CoverSearch<Rational, ExactCellOrbit> search =
                new CoverSearch<>(map, Question.leastPeriod(n), Rational::compareTo, Goal.ANY);
        Answer<Rational> answer = search.run();
        return answer.finding() == Finding.YES
                ? present(orbitFromLeast(map, answer.point().orElseThrow(), n))
                : new Proof(new Claim.NoPeriod(n), CoverPolish.witness(search, answer.cover()));
    }

    private static Proof present(List<Rational> orbit) {
        return new Proof(new Claim.Period(orbit.size()), new Witness.PeriodicOrbit(orbit));
    }

    /** The side of the diagonal on which the whole graph stays, if it does. */
    static Optional<Side> side(PiecewiseLinearMap map) {
        if (map.staysBelowDiagonal()) {
            return Optional.of(Side.BELOW);
        }
        return map.staysAboveDiagonal() ? Optional.of(Side.ABOVE) : Optional.empty();
    }

    /** The orbit of a point of least period n, in lowest terms. */
    static List<Rational> orbitFromLeast(PiecewiseLinearMap map, Rational periodic, int n) {
        List<Rational> orbit = new ArrayList<>();
        map.orbit(periodic, n - 1).forEach(point -> orbit.add(point.reduced()));
        Collections.rotate(orbit, -orbit.indexOf(Collections.min(orbit)));
        return List.copyOf(orbit);
    }
}
