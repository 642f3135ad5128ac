package org.chaoscert.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;

/**
 * A superstable cycle: one that passes through an interval on which f is constant, so that f maps all of that interval into the
 * cycle.
 *
 * @param cycle its points, exactly, from the least one on, each mapped to the next and the last to the first
 * @param plateau an interval of D that f maps to one point of the cycle, and that holds another
 */
public record Attractor(List<Rational> cycle, Span plateau) {
    /** Copies the list. */
    public Attractor {
        cycle = List.copyOf(cycle);
    }

    /**
     * Finds superstable cycles.
     *
     * @param map the map f
     * @param mostPoints how many points a cycle may have
     * @return all superstable cycles of at most so many points, once each, by the leftmost interval that they pass through
     */
    public static List<Attractor> of(PiecewiseLinearMap map, int mostPoints) {
        PiecewiseLinear f = map.function();
        List<Attractor> attractors = new ArrayList<>();
        Set<List<Rational>> known = new HashSet<>();
        for (int piece = 0; piece < f.pieces(); piece++) {
            if (f.slopeNumerator(piece).signum() == 0) {
                Rational from = piece == 0 ? map.domain().left() : f.kink(piece - 1);
                Rational to = piece == f.pieces() - 1 ? map.domain().right() : f.kink(piece);
                Span plateau = new Span(from.reduced(), to.reduced());
                List<Rational> cycle = cycle(map, f.valueOnPiece(piece, Rational.ZERO), plateau, mostPoints);
                if (!cycle.isEmpty() && known.add(cycle)) {
                    attractors.add(new Attractor(cycle, plateau));
                }
            }
        }
        return attractors;
    }

    /** The orbit of the value up to where it comes back to the interval; empty if that takes too long. */
    private static List<Rational> cycle(PiecewiseLinearMap map, Rational value, Span plateau, int mostPoints) {
        List<Rational> cycle = new ArrayList<>();
        Rational point = value.reduced();
        while (cycle.size() < mostPoints) {
            cycle.add(point);
            if (new Span(point, point).isWithin(plateau)) {
                Collections.rotate(cycle, -cycle.indexOf(Collections.min(cycle)));
                return cycle;
            }
            point = map.valueAt(point).reduced();
        }
        return List.of();
    }
}
