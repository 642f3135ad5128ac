package org.chaoscert.search;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Span;

/**
 * Points that satisfy the inequality of Li and Yorke for all that enclosures allow. They are looked for where the inequality has most
 * room: around given points, then by steps that get shorter and shorter.
 */
public final class RobustPoints {
    /** Around each given point so many distances are tried, each half of the one before. */
    private static final int DISTANCES = 8;

    /** The steps of the climb begin with this part of the given points' spread, and are halved so many times. */
    private static final int FIRST_STEP = 5;

    private static final int HALVINGS = 12;

    private final Domain domain;
    private final UnaryOperator<Span> images;
    private final int m;
    private Rational best = Rational.ZERO;
    private double bestRoom = Double.NEGATIVE_INFINITY;

    private RobustPoints(Domain domain, UnaryOperator<Span> images, int m) {
        this.domain = domain;
        this.images = images;
        this.m = m;
    }

    /**
     * Looks for a point.
     *
     * @param domain where the point may be
     * @param images encloses the image of an interval
     * @param m the iterate g = f^m
     * @param seeds points near which to look, numbers
     * @return a point a, the shortest dyadic one nearby, with d ≤ a &lt; b &lt; c or d ≥ a &gt; b &gt; c for all that the
     *     enclosures allow; or empty
     */
    public static Optional<Rational> find(Domain domain, UnaryOperator<Span> images, int m, List<Rational> seeds) {
        RobustPoints points = new RobustPoints(domain, images, m);
        points.lookAround(seeds);
        return points.bestRoom >= 0 && points.holds(points.best)
                ? Optional.of(points.shortest(points.best))
                : Optional.empty();
    }

    private void lookAround(List<Rational> seeds) {
        double least = seeds.stream().mapToDouble(Rational::approximate).min().orElse(0);
        double greatest =
                seeds.stream().mapToDouble(Rational::approximate).max().orElse(0);
        double spread = greatest - least;
        for (Rational seed : seeds) {
            double x = seed.approximate();
            tryOut(x);
            for (int i = 1; i <= DISTANCES; i++) {
                tryOut(x - Math.scalb(spread, -i));
                tryOut(x + Math.scalb(spread, -i));
            }
        }
        double step = Math.scalb(spread, -FIRST_STEP);
        for (int i = 0; i < HALVINGS; i++) {
            double x = best.approximate();
            tryOut(x - step);
            tryOut(x + step);
            step /= 2;
        }
    }

    private void tryOut(double x) {
        Rational point = Double.isFinite(x) ? Rational.of(x) : Rational.ZERO;
        double room = domain.contains(point) ? room(point) : Double.NEGATIVE_INFINITY;
        if (room > bestRoom) {
            best = point;
            bestRoom = room;
        }
    }

    /** About the least of the differences a − d, b − a and c − b that are to be positive, or of their negatives. */
    private double room(Rational a) {
        List<Span> orbit = orbit(a);
        double x = a.approximate();
        double[] lows =
                orbit.stream().mapToDouble(image -> image.lower().approximate()).toArray();
        double[] highs =
                orbit.stream().mapToDouble(image -> image.upper().approximate()).toArray();
        double rising = Math.min(x - highs[2], Math.min(lows[0] - x, lows[1] - highs[0]));
        double falling = Math.min(lows[2] - x, Math.min(x - highs[0], lows[0] - highs[1]));
        return Math.max(rising, falling);
    }

    /** The images of a under g, g² and g³. */
    private List<Span> orbit(Rational a) {
        Span b = iterated(new Span(a, a));
        Span c = iterated(b);
        return List.of(b, c, iterated(c));
    }

    private Span iterated(Span start) {
        Span image = start;
        for (int i = 0; i < m; i++) {
            image = images.apply(image).shortened();
        }
        return image;
    }

    private boolean holds(Rational a) {
        List<Span> orbit = orbit(a);
        Span b = orbit.get(0);
        Span c = orbit.get(1);
        Span d = orbit.get(2);
        boolean rising = d.upper().compareTo(a) <= 0
                && a.compareTo(b.lower()) < 0
                && b.upper().compareTo(c.lower()) < 0;
        boolean falling = d.lower().compareTo(a) >= 0
                && a.compareTo(b.upper()) > 0
                && b.lower().compareTo(c.upper()) > 0;
        return rising || falling;
    }

    private Rational shortest(Rational point) {
        for (int e = -point.floor().bitLength(); ; e++) {
            BigInteger below = point.scaledByPowerOfTwo(e).floor();
            for (BigInteger k : List.of(below, below.add(BigInteger.ONE))) {
                Rational candidate = Rational.dyadic(k, e).reduced();
                if (domain.contains(candidate) && holds(candidate)) {
                    return candidate;
                }
            }
        }
    }
}
