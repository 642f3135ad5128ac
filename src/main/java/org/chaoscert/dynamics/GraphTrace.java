package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;

/**
 * The graph of an iterate over a window, for drawing. All numbers are rounded to binary64 at the end.
 *
 * @param isExact whether the graph is the polyline through the points, which are its vertices; else it lies between the two
 *     polylines, and touches both over each of the equal columns that the window is divided into
 * @param xs where the points lie
 * @param lows the graph, or its lower envelope
 * @param highs the same, or the upper envelope
 */
public record GraphTrace(boolean isExact, List<Double> xs, List<Double> lows, List<Double> highs) {
    /** Graphs with more affine pieces are drawn by their envelopes. */
    private static final int MOST_PIECES = 2000;

    private static final int COLUMNS = 1120;

    /** Copies the lists. */
    public GraphTrace {
        xs = List.copyOf(xs);
        lows = List.copyOf(lows);
        highs = List.copyOf(highs);
    }

    /**
     * Follows a graph.
     *
     * @param map the map f
     * @param n which iterate, at least 1
     * @param window a bounded part of D, of positive length
     * @return its vertices where there are few, else its exact least and greatest values over narrow columns
     */
    public static GraphTrace of(PiecewiseLinearMap map, int n, Span window) {
        List<BigInteger> regions = Growth.of(map, n).regions();
        if (regions.get(n - 1).compareTo(BigInteger.valueOf(MOST_PIECES)) <= 0) {
            return vertices(map, n, window);
        }
        return envelope(map, n, window);
    }

    private static GraphTrace vertices(PiecewiseLinearMap map, int n, Span window) {
        PiecewiseLinear iterate = map.function();
        for (int i = 1; i < n; i++) {
            iterate = iterate.then(map.function(), Work.unlimited());
        }
        List<Rational> points = new ArrayList<>(List.of(window.lower()));
        for (int piece = 1; piece < iterate.pieces(); piece++) {
            Rational kink = iterate.kink(piece - 1);
            if (window.lower().compareTo(kink) < 0 && kink.compareTo(window.upper()) < 0) {
                points.add(kink);
            }
        }
        points.add(window.upper());
        List<Double> xs = points.stream().map(Rational::approximate).toList();
        List<Double> ys =
                points.stream().map(iterate::valueAt).map(Rational::approximate).toList();
        return new GraphTrace(true, xs, ys, ys);
    }

    private static GraphTrace envelope(PiecewiseLinearMap map, int n, Span window) {
        Rational step = window.upper().minus(window.lower()).dividedBy(Rational.of(COLUMNS));
        List<Double> xs = new ArrayList<>();
        List<Double> lows = new ArrayList<>();
        List<Double> highs = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            Rational from = window.lower().plus(step.times(Rational.of(i)));
            Rational to = i == COLUMNS - 1 ? window.upper() : from.plus(step);
            Span image = new Span(from, to);
            for (int k = 0; k < n; k++) {
                // A continuous map takes intervals to intervals: so the image under f^n is exact, too.
                image = map.image(image);
            }
            for (Rational end : List.of(from, to)) {
                xs.add(end.approximate());
                lows.add(image.lower().approximate());
                highs.add(image.upper().approximate());
            }
        }
        return new GraphTrace(false, xs, lows, highs);
    }

    /**
     * Chooses a window.
     *
     * @param map the map f
     * @return D if it is bounded; else an interval of D that holds all kinks, fixed points, and values at kinks, and a little more
     */
    public static Span window(PiecewiseLinearMap map) {
        Rational left = map.domain().left();
        Rational right = map.domain().right();
        if (left.isFinite() && right.isFinite()) {
            return new Span(left, right);
        }
        List<Rational> points = new ArrayList<>(List.of(left, right));
        PiecewiseLinear f = map.function();
        for (int piece = 1; piece < f.pieces(); piece++) {
            points.add(f.kink(piece - 1));
            points.add(f.valueOnPiece(piece, f.kink(piece - 1)));
        }
        for (Span fixed : map.fixedPoints()) {
            points.addAll(List.of(fixed.lower(), fixed.upper()));
        }
        points.removeIf(point -> !point.isFinite());
        Rational least = points.stream().min(Rational::compareTo).orElse(Rational.ZERO);
        Rational greatest = points.stream().max(Rational::compareTo).orElse(Rational.ZERO);
        Rational size = greatest.minus(least);
        Rational margin = size.signum() == 0 ? Rational.ONE : size.dividedBy(Rational.of(8));
        return new Span(
                left.isFinite() ? left : least.minus(margin).reduced(),
                right.isFinite() ? right : greatest.plus(margin).reduced());
    }
}
