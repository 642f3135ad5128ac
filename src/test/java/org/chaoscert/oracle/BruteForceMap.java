package org.chaoscert.oracle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;

/** A piecewise-linear function on an interval as the list of its maximal affine pieces, and its iterates, formed piece by piece. */
public final class BruteForceMap {
    /** x ↦ slope · x + intercept on an interval, perhaps unbounded. */
    public record Piece(Fraction from, Fraction to, Fraction slope, Fraction intercept) {
        Fraction at(Fraction x) {
            return slope.times(x).plus(intercept);
        }

        /** Some points inside. */
        List<Fraction> inside(int count) {
            List<Fraction> points = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                Fraction share = Fraction.of(i, count + 1L);
                if (from.isFinite() && to.isFinite()) {
                    points.add(from.plus(to.minus(from).times(share)));
                } else if (from.isFinite()) {
                    points.add(from.plus(Fraction.of(i)));
                } else {
                    points.add(to.isFinite() ? to.minus(Fraction.of(i)) : Fraction.of(i));
                }
            }
            return points;
        }

        boolean holds(Fraction x) {
            return !x.isBelow(from) && !to.isBelow(x);
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    private BruteForceMap() {}

    /** The polyline through points, prolonged on both sides, on an interval. */
    public static BruteForceMap through(List<Fraction> xs, List<Fraction> ys, Fraction left, Fraction right) {
        BruteForceMap map = new BruteForceMap();
        for (int i = 1; i < xs.size(); i++) {
            Fraction slope = ys.get(i).minus(ys.get(i - 1)).over(xs.get(i).minus(xs.get(i - 1)));
            Fraction from = i == 1 ? left : xs.get(i - 1).max(left);
            Fraction to = i == xs.size() - 1 ? right : xs.get(i).min(right);
            if (from.isBelow(to)) {
                map.add(new Piece(from, to, slope, ys.get(i).minus(slope.times(xs.get(i)))));
            }
        }
        return map;
    }

    /** The pieces of a map. */
    public static BruteForceMap of(PiecewiseLinearMap map) {
        PiecewiseLinear f = map.function();
        BruteForceMap slow = new BruteForceMap();
        Fraction denominator = Fraction.of(f.denominator(), BigInteger.ONE);
        for (int i = 0; i < f.pieces(); i++) {
            slow.add(new Piece(
                    Fraction.of(i == 0 ? map.domain().left() : f.kink(i - 1)),
                    Fraction.of(i == f.pieces() - 1 ? map.domain().right() : f.kink(i)),
                    Fraction.of(f.slopeNumerator(i), BigInteger.ONE).over(denominator),
                    Fraction.of(f.interceptNumerator(i), BigInteger.ONE).over(denominator)));
        }
        return slow;
    }

    private void add(Piece piece) {
        int last = pieces.size() - 1;
        if (last >= 0 && pieces.get(last).slope.equals(piece.slope)) {
            pieces.set(last, new Piece(pieces.get(last).from, piece.to, piece.slope, piece.intercept));
        } else {
            pieces.add(piece);
        }
    }

    /** The pieces from left to right; neighbours have different slopes. */
    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The value at a point of the interval. */
    public Fraction at(Fraction x) {
        return pieces.stream()
                .filter(piece -> piece.holds(x))
                .findFirst()
                .orElseThrow()
                .at(x);
    }

    /** x ↦ outer(this(x)). */
    public BruteForceMap then(BruteForceMap outer) {
        BruteForceMap map = new BruteForceMap();
        for (Piece piece : pieces) {
            TreeSet<Fraction> cuts = new TreeSet<>(List.of(piece.from, piece.to));
            for (Piece other : outer.pieces) {
                if (piece.slope.signum() != 0 && other.from.isFinite()) {
                    Fraction x = other.from.minus(piece.intercept).over(piece.slope);
                    if (piece.from.isBelow(x) && x.isBelow(piece.to)) {
                        cuts.add(x);
                    }
                }
            }
            List<Fraction> ends = List.copyOf(cuts);
            for (int i = 1; i < ends.size(); i++) {
                Piece part = new Piece(ends.get(i - 1), ends.get(i), piece.slope, piece.intercept);
                Fraction inside = part.at(part.inside(1).get(0));
                Piece next = outer.pieces.stream()
                        .filter(candidate -> candidate.holds(inside))
                        .findFirst()
                        .orElseThrow();
                map.add(new Piece(
                        part.from,
                        part.to,
                        piece.slope.times(next.slope),
                        next.slope.times(piece.intercept).plus(next.intercept)));
            }
        }
        return map;
    }

    /** f, f^2, … as far as none has more pieces than a bound, at most so many. */
    public List<BruteForceMap> iterates(int most, int mostPieces) {
        List<BruteForceMap> iterates = new ArrayList<>(List.of(this));
        while (iterates.size() < most) {
            BruteForceMap last = iterates.get(iterates.size() - 1);
            if (last.pieces.size() > mostPieces) {
                break;
            }
            iterates.add(last.then(this));
        }
        return iterates;
    }

    /** The number of maximal affine pieces. */
    public int regions() {
        return pieces.size();
    }

    /** The least number of intervals on which the function is monotone: one more than it changes between rising and falling. */
    public int laps() {
        int laps = 1;
        int direction = 0;
        for (Piece piece : pieces) {
            int sign = piece.slope.signum();
            if (sign * direction < 0) {
                laps++;
            }
            direction = sign == 0 ? direction : sign;
        }
        return laps;
    }

    /** A point of least period n, given f, f^2, …, f^n, if there is one. */
    public static Optional<Fraction> ofLeastPeriod(int n, List<BruteForceMap> iterates) {
        for (Piece piece : iterates.get(n - 1).pieces) {
            for (Fraction point : fixed(piece, n, iterates)) {
                if (leastPeriod(point, n, iterates.get(0)) == n) {
                    return Optional.of(point);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Points among which there is one of least period n if the piece of f^n has one. On a piece of the diagonal: between kinks of the
     * iterates before, each of these has one fixed point at most or is the identity, so that among n points there is one.
     */
    private static List<Fraction> fixed(Piece piece, int n, List<BruteForceMap> iterates) {
        if (!piece.slope.equals(Fraction.ONE)) {
            Fraction point = piece.intercept.over(Fraction.ONE.minus(piece.slope));
            return piece.holds(point) ? List.of(point) : List.of();
        }
        if (piece.intercept.signum() != 0) {
            return List.of();
        }
        TreeSet<Fraction> cuts = new TreeSet<>(List.of(piece.from, piece.to));
        for (int d = 1; d < n; d++) {
            for (Piece other : iterates.get(d - 1).pieces) {
                if (piece.from.isBelow(other.from) && other.from.isBelow(piece.to)) {
                    cuts.add(other.from);
                }
            }
        }
        List<Fraction> ends = List.copyOf(cuts);
        List<Fraction> points = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            Piece part = new Piece(ends.get(i - 1), ends.get(i), piece.slope, piece.intercept);
            points.addAll(part.inside(n));
        }
        return points;
    }

    /** The least k from 1 to n with f^k(x) = x; 0 if there is none. */
    public static int leastPeriod(Fraction x, int n, BruteForceMap f) {
        Fraction point = x;
        for (int k = 1; k <= n; k++) {
            point = f.at(point);
            if (point.equals(x)) {
                return k;
            }
        }
        return 0;
    }
}
