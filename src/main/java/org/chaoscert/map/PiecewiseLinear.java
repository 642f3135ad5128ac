package org.chaoscert.map;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.PackedList;
import org.chaoscert.exact.Rational;

/**
 * A continuous piecewise-linear function on the whole line, exact.
 *
 * <p>Between consecutive kinks it is affine: piece i is x ↦ (s<sub>i</sub> x + c<sub>i</sub>) / q with integers over one
 * common denominator q, for x between kink i − 1 and kink i. Pieces are maximal: neighbouring slopes differ. Kinks are
 * strictly increasing and kept as unreduced quotients.
 */
public final class PiecewiseLinear {
    /** The largest number of pieces a function may have. */
    public static final int MAX_PIECES = 1 << 24;

    /** x ↦ x. */
    public static final PiecewiseLinear IDENTITY = affine(BigInteger.ONE, BigInteger.ZERO, BigInteger.ONE);

    private final BigInteger denominator;
    private final List<BigInteger> slopes;
    private final List<BigInteger> intercepts;
    private final List<Rational> kinks;

    private PiecewiseLinear(
            BigInteger denominator, List<BigInteger> slopes, List<BigInteger> intercepts, List<Rational> kinks) {
        this.denominator = denominator;
        this.slopes = slopes;
        this.intercepts = intercepts;
        this.kinks = kinks;
    }

    /**
     * Returns an affine function.
     *
     * @param slope the slope times the denominator
     * @param intercept the value at 0 times the denominator
     * @param denominator a positive integer
     * @return x ↦ (slope · x + intercept) / denominator
     */
    public static PiecewiseLinear affine(BigInteger slope, BigInteger intercept, BigInteger denominator) {
        return new PiecewiseLinear(denominator, List.of(slope), List.of(intercept), List.of());
    }

    /**
     * Returns the function that is the identity on the right half-line and has another slope on the left one.
     *
     * @param slope the slope below 0
     * @return x ↦ x for x ≥ 0, slope · x for x &lt; 0
     */
    public static PiecewiseLinear bentAtZero(Rational slope) {
        Builder shape = new Builder(slope.denominator(), slope.numerator(), BigInteger.ZERO);
        shape.add(Rational.ZERO, slope.denominator(), BigInteger.ZERO);
        return shape.build();
    }

    /**
     * Returns the function that cuts to an interval.
     *
     * @param low an integer
     * @param high an integer above {@code low}
     * @return x ↦ min(max(x, low), high)
     */
    public static PiecewiseLinear cutTo(int low, int high) {
        Builder shape = new Builder(BigInteger.ONE, BigInteger.ZERO, BigInteger.valueOf(low));
        shape.add(Rational.of(low), BigInteger.ONE, BigInteger.ZERO);
        shape.add(Rational.of(high), BigInteger.ZERO, BigInteger.valueOf(high));
        return shape.build();
    }

    /** Collects pieces from left to right, and joins neighbours with the same slope. */
    static final class Builder {
        private final BigInteger denominator;
        private final List<BigInteger> slopes = PackedList.ofIntegers();
        private final List<BigInteger> intercepts = PackedList.ofIntegers();
        private final List<Rational> kinks = PackedList.ofRationals();

        /** The slope of the last piece in the lists. */
        private BigInteger lastSlope;

        /** Whether there is one more piece, with another slope; the next call tells whether it has any length. */
        private boolean isPending;

        private Rational pendingKink = Rational.ZERO;
        private BigInteger pendingSlope = BigInteger.ZERO;
        private BigInteger pendingIntercept = BigInteger.ZERO;

        /**
         * Starts with the piece that reaches to −∞.
         *
         * @param denominator the common denominator of all pieces, positive
         * @param slope its slope times the denominator
         * @param intercept its value at 0 times the denominator
         */
        Builder(BigInteger denominator, BigInteger slope, BigInteger intercept) {
            this.denominator = denominator;
            slopes.add(slope);
            intercepts.add(intercept);
            lastSlope = slope;
        }

        /**
         * Adds the piece right of {@code kink}. The caller sees to it that kinks do not decrease and that the function is
         * continuous there.
         */
        void add(Rational kink, BigInteger slope, BigInteger intercept) {
            if (isPending && pendingKink.compareTo(kink) != 0) {
                addPending();
            }
            isPending = !slope.equals(lastSlope);
            pendingKink = kink;
            pendingSlope = slope;
            pendingIntercept = intercept;
        }

        private void addPending() {
            if (slopes.size() == MAX_PIECES) {
                throw new OverLimitsException("the map has more than " + MAX_PIECES + " affine pieces");
            }
            kinks.add(pendingKink);
            slopes.add(pendingSlope);
            intercepts.add(pendingIntercept);
            lastSlope = pendingSlope;
        }

        PiecewiseLinear build() {
            if (isPending) {
                addPending();
                isPending = false;
            }
            return new PiecewiseLinear(denominator, slopes, intercepts, kinks);
        }
    }

    /**
     * Returns this function followed by another.
     *
     * @param outer a function, usually with few pieces
     * @param work counts one unit a piece of this function and of the result
     * @return x ↦ outer(this(x)), exactly
     */
    public PiecewiseLinear then(PiecewiseLinear outer, Work work) {
        Composition composition = new Composition(outer, denominator, slopes.get(0), intercepts.get(0), work);
        for (int piece = 1; piece < slopes.size(); piece++) {
            composition.add(kinks.get(piece - 1), slopes.get(piece), intercepts.get(piece));
        }
        return composition.build();
    }

    /** Returns a product; where a factor is 1 it is the other factor, not a copy of it. */
    static BigInteger times(BigInteger a, BigInteger b) {
        return a.equals(BigInteger.ONE) ? b : b.equals(BigInteger.ONE) ? a : a.multiply(b);
    }

    /**
     * Returns the function whose kinks outside an open interval are removed by prolonging its pieces there.
     *
     * @param domain an interval
     * @return a function that agrees with this one on {@code domain} and has all its kinks inside it
     */
    public PiecewiseLinear restrictedTo(Domain domain) {
        int first = pieceRightOf(domain.left());
        int last = pieceLeftOf(domain.right());
        if (last - first == kinks.size()) {
            return this;
        }
        return new PiecewiseLinear(
                denominator,
                slopes.subList(first, last + 1),
                intercepts.subList(first, last + 1),
                kinks.subList(first, last));
    }

    /**
     * Returns the number of pieces, one more than the number of kinks.
     *
     * @return at least 1
     */
    public int pieces() {
        return slopes.size();
    }

    /**
     * Returns a kink.
     *
     * @param index from 0 to {@link #pieces()} − 2
     * @return where piece {@code index} ends and the next begins, unreduced
     */
    public Rational kink(int index) {
        return kinks.get(index);
    }

    /**
     * Returns the common denominator of slopes and intercepts.
     *
     * @return a positive integer
     */
    public BigInteger denominator() {
        return denominator;
    }

    /**
     * Returns the slope of a piece, times {@link #denominator()}.
     *
     * @param piece from 0 to {@link #pieces()} − 1
     * @return an integer
     */
    public BigInteger slopeNumerator(int piece) {
        return slopes.get(piece);
    }

    /**
     * Returns the value at 0 of a piece, prolonged, times {@link #denominator()}.
     *
     * @param piece from 0 to {@link #pieces()} − 1
     * @return an integer
     */
    public BigInteger interceptNumerator(int piece) {
        return intercepts.get(piece);
    }

    /**
     * Returns the slope of a piece.
     *
     * @param piece from 0 to {@link #pieces()} − 1
     * @return its slope, exactly
     */
    public Rational slope(int piece) {
        return Rational.of(slopes.get(piece), denominator);
    }

    /**
     * Returns the piece that holds the points just right of x.
     *
     * @param x a number or −∞
     * @return the number of kinks at or below x
     */
    public int pieceRightOf(Rational x) {
        int low = 0;
        int high = kinks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (kinks.get(middle).compareTo(x) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * Returns the piece that holds the points just left of x.
     *
     * @param x a number or ∞
     * @return the number of kinks below x
     */
    public int pieceLeftOf(Rational x) {
        int right = pieceRightOf(x);
        return right > 0 && kinks.get(right - 1).compareTo(x) == 0 ? right - 1 : right;
    }

    /**
     * Returns the value of one piece, prolonged over the line.
     *
     * @param piece from 0 to {@link #pieces()} − 1
     * @param x a number
     * @return (s x + c) / q, exactly, unreduced
     */
    public Rational valueOnPiece(int piece, Rational x) {
        BigInteger slope = slopes.get(piece);
        BigInteger intercept = intercepts.get(piece);
        if (slope.signum() == 0) {
            return Rational.of(intercept, denominator);
        }
        return Rational.of(
                slope.multiply(x.numerator()).add(times(intercept, x.denominator())),
                times(denominator, x.denominator()));
    }

    /**
     * Returns the value at a point.
     *
     * @param x a number
     * @return f(x), exactly, unreduced
     */
    public Rational valueAt(Rational x) {
        return valueOnPiece(pieceRightOf(x), x);
    }

    /**
     * Returns where one piece, prolonged over the line, takes a value.
     *
     * @param piece a piece whose slope is not 0
     * @param value a number
     * @return (q · value − c) / s, exactly, unreduced
     */
    public Rational preimage(int piece, Rational value) {
        return preimage(slopes.get(piece), intercepts.get(piece), denominator, value);
    }

    /** Returns (q · value − c) / s for a slope s that is not 0, an intercept c and a denominator q. */
    static Rational preimage(BigInteger slope, BigInteger intercept, BigInteger denominator, Rational value) {
        return Rational.of(
                denominator.multiply(value.numerator()).subtract(times(intercept, value.denominator())),
                times(slope, value.denominator()));
    }
}
