package org.chaoscert.battery.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A piecewise-linear map of an interval into itself, with questions about periods answered by writing out every affine
 * piece of an iterate and solving f^n(x) = x on each.
 */
public final class SlowMap {
    /** Thrown when an iterate has more pieces than were allowed. */
    public static final class TooManyPiecesException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final List<Piece> pieces;
    private final int mostPieces;

    /** The pieces of f^1, f^2, …, as far as they were asked for; neighbours are not joined. */
    private final List<List<Piece>> iterates = new ArrayList<>();

    private SlowMap(List<Piece> pieces, int mostPieces) {
        this.pieces = pieces;
        this.mostPieces = mostPieces;
        iterates.add(pieces);
    }

    /** Makes a map; questions that need an iterate with more pieces than {@code mostPieces} end with an exception. */
    public static SlowMap of(SlowNetwork network, int mostPieces) {
        return new SlowMap(network.pieces(), mostPieces);
    }

    /** Returns the maximal affine pieces of f. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** Returns f^k(x). */
    public Quotient iterate(Quotient x, int k) {
        Quotient value = x;
        for (int i = 0; i < k; i++) {
            value = pieceAt(value).valueAt(value);
        }
        return value;
    }

    private Piece pieceAt(Quotient x) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high) / 2;
            if (x.compareTo(pieces.get(middle).right()) <= 0) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return pieces.get(low);
    }

    /** Returns affine pieces of f^n that fill the domain from left to right, on each of which f, …, f^n are affine. */
    public List<Piece> iterate(int n) {
        while (iterates.size() < n) {
            List<Piece> next = new ArrayList<>();
            for (Piece piece : iterates.get(iterates.size() - 1)) {
                compose(piece, next);
                if (next.size() > mostPieces) {
                    throw new TooManyPiecesException();
                }
            }
            iterates.add(next);
        }
        return iterates.get(n - 1);
    }

    /** Cuts one piece of an iterate where its value meets a kink of f, and puts f behind it. */
    private void compose(Piece inner, List<Piece> out) {
        if (inner.slope().signum() == 0) {
            Quotient value = pieceAt(inner.intercept()).valueAt(inner.intercept());
            out.add(new Piece(inner.left(), inner.right(), Quotient.ZERO, value));
            return;
        }
        boolean rises = inner.slope().signum() > 0;
        Quotient from = inner.left();
        for (int i = 0; i < pieces.size(); i++) {
            Piece outer = pieces.get(rises ? i : pieces.size() - 1 - i);
            Quotient end = rises ? outer.right() : outer.left();
            Quotient reached = end.isFinite() ? inner.preimage(end) : Quotient.INFINITY;
            Quotient to = reached.compareTo(inner.right()) < 0 ? reached : inner.right();
            if (from.compareTo(to) < 0) {
                Quotient slope = outer.slope().times(inner.slope());
                out.add(new Piece(from, to, slope, outer.valueAt(inner.intercept())));
                from = to;
            }
        }
    }

    /** Tells whether f has a point of least period n. */
    public boolean hasLeastPeriod(int n) {
        return leastPeriodPoint(n).isPresent();
    }

    /** Finds a point of least period n. */
    public Optional<Quotient> leastPeriodPoint(int n) {
        return fixedPoint(
                n, IntStream.range(1, n).filter(e -> n % e == 0).boxed().toList());
    }

    /** Tells whether f^m has a point of least period 3. */
    public boolean hasPeriodThreeOfIterate(int m) {
        return fixedPoint(3 * m, List.of(m)).isPresent();
    }

    /** Finds a point that f^n fixes and that no f^e of a list of divisors e of n fixes. */
    private Optional<Quotient> fixedPoint(int n, List<Integer> divisors) {
        for (Piece piece : iterate(n)) {
            Optional<Quotient> found = piece.isIdentity() ? movingPoint(piece, divisors) : solution(piece, divisors);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Quotient> solution(Piece piece, List<Integer> divisors) {
        if (piece.slope().equals(Quotient.ONE)) {
            return Optional.empty();
        }
        Quotient x = piece.intercept().over(Quotient.ONE.minus(piece.slope()));
        return Optional.of(x).filter(piece::holds).filter(point -> moves(point, divisors));
    }

    /** On a piece where f^n is the identity, each f^e is affine: it fixes at most one point, or all. */
    private Optional<Quotient> movingPoint(Piece piece, List<Integer> divisors) {
        Quotient x = Piece.first(piece.left(), piece.right());
        Quotient step = Piece.second(piece.left(), piece.right()).minus(x).over(Quotient.of(divisors.size() + 2L));
        for (int i = 0; i <= divisors.size(); i++) {
            x = x.plus(step);
            if (moves(x, divisors)) {
                return Optional.of(x);
            }
        }
        return Optional.empty();
    }

    private boolean moves(Quotient x, List<Integer> divisors) {
        return divisors.stream().noneMatch(e -> iterate(x, e).equals(x));
    }
}
