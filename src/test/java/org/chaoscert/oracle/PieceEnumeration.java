package org.chaoscert.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The periods of a continuous piecewise-linear map f of a bounded interval into itself, by brute force: all affine pieces
 * of f<sup>n</sup>, exactly, one after the other.
 *
 * <p>The pieces are cut so finely that f, f², …, f<sup>n</sup> are affine on each. On such a piece f<sup>n</sup> − id has
 * no zero, or one, which is tried out; or it vanishes. In the last case the inner points of the piece that some
 * f<sup>e</sup>, e &lt; n, fixes are finitely many, unless f<sup>e</sup> − id, affine too, vanishes at both ends.
 */
public final class PieceEnumeration {
    private static final int MAX_PIECES = 1 << 18;

    /** A point, its image under f^n, in the order of the points. */
    private record Corner(Fraction x, Fraction y) {}

    private final List<Fraction> xs;
    private final List<Fraction> ys;

    /** Corners of f_n at index n; f_0 is the identity between the ends. */
    private final List<List<Corner>> iterates = new ArrayList<>();

    /** The map with the values ys at the places xs, increasing. */
    public PieceEnumeration(List<Fraction> xs, List<Fraction> ys) {
        this.xs = List.copyOf(xs);
        this.ys = List.copyOf(ys);
        iterates.add(
                List.of(new Corner(xs.get(0), xs.get(0)), new Corner(xs.get(xs.size() - 1), xs.get(xs.size() - 1))));
    }

    /** The map with the values v_i / N at i / N. */
    public static PieceEnumeration ofGrid(int... values) {
        int n = values.length - 1;
        return new PieceEnumeration(
                IntStream.rangeClosed(0, n).mapToObj(i -> Fraction.of(i, n)).toList(),
                IntStream.rangeClosed(0, n)
                        .mapToObj(i -> Fraction.of(values[i], n))
                        .toList());
    }

    /**
     * What follows for f: without least period 2·2^j all periods divide 2^j (Sharkovsky), and f is not chaotic; with period
     * three of f^(2^j) it is (Li and Yorke); j = 0, 1, 2, … until one of them holds.
     */
    public GridMap.Known known() {
        for (int j = 0; ; j++) {
            if (!hasLeastPeriod(2 << j)) {
                return new GridMap.Known(false, j, hasLeastPeriod(3));
            }
            if (iterateHasPeriodThree(1 << j)) {
                return new GridMap.Known(true, j, hasLeastPeriod(3));
            }
        }
    }

    /** Whether f has a point of least period n. */
    public boolean hasLeastPeriod(int n) {
        return hasPoint(n, IntStream.range(1, n).filter(e -> n % e == 0).toArray());
    }

    /** Whether f^m has a point of least period three. */
    public boolean iterateHasPeriodThree(int m) {
        return hasPoint(3 * m, m);
    }

    /** The number of pieces on which f, …, f^n are all affine. */
    public int pieces(int n) {
        return corners(n).size() - 1;
    }

    /** Whether some point is fixed by f^n and by none of the iterates of f listed. */
    private boolean hasPoint(int n, int... notFixedBy) {
        List<Corner> corners = corners(n);
        for (int i = 0; i + 1 < corners.size(); i++) {
            Corner left = corners.get(i);
            Corner right = corners.get(i + 1);
            Fraction above = left.y.minus(left.x);
            Fraction aboveRight = right.y.minus(right.x);
            if (above.signum() == 0 && aboveRight.signum() == 0) {
                if (IntStream.of(notFixedBy).noneMatch(e -> isFixed(left.x, e) && isFixed(right.x, e))) {
                    return true;
                }
            } else if (above.signum() * aboveRight.signum() <= 0) {
                Fraction share = above.over(above.minus(aboveRight));
                Fraction zero = left.x.plus(share.times(right.x.minus(left.x)));
                if (IntStream.of(notFixedBy).noneMatch(e -> isFixed(zero, e))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isFixed(Fraction x, int iterate) {
        Fraction y = x;
        for (int i = 0; i < iterate; i++) {
            y = at(y);
        }
        return y.equals(x);
    }

    private Fraction at(Fraction x) {
        int i = 1;
        while (xs.get(i).isBelow(x)) {
            i++;
        }
        return between(xs.get(i - 1), ys.get(i - 1), xs.get(i), ys.get(i), x);
    }

    /** The value at x of the affine function through two points with different abscissae. */
    private static Fraction between(Fraction x0, Fraction y0, Fraction x1, Fraction y1, Fraction x) {
        return y0.plus(y1.minus(y0).times(x.minus(x0)).over(x1.minus(x0)));
    }

    private List<Corner> corners(int n) {
        while (iterates.size() <= n) {
            iterates.add(step(iterates.get(iterates.size() - 1)));
        }
        return iterates.get(n);
    }

    /** From f^k to f^(k+1): cuts every piece where f^k passes a place of f, and maps the values. */
    private List<Corner> step(List<Corner> corners) {
        List<Corner> result = new ArrayList<>();
        result.add(new Corner(corners.get(0).x, at(corners.get(0).y)));
        for (int i = 0; i + 1 < corners.size(); i++) {
            Corner left = corners.get(i);
            Corner right = corners.get(i + 1);
            List<Fraction> passed = xs.stream()
                    .filter(place -> left.y.min(right.y).isBelow(place) && place.isBelow(left.y.max(right.y)))
                    .toList();
            for (int j = 0; j < passed.size(); j++) {
                Fraction place = passed.get(left.y.isBelow(right.y) ? j : passed.size() - 1 - j);
                result.add(new Corner(between(left.y, left.x, right.y, right.x, place), at(place)));
            }
            result.add(new Corner(right.x, at(right.y)));
        }
        if (result.size() > MAX_PIECES) {
            throw new IllegalStateException("more than " + MAX_PIECES + " pieces");
        }
        return result;
    }
}
