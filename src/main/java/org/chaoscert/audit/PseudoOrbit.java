package org.chaoscert.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.dynamics.Trajectory;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.Trimming;

/**
 * A computed orbit y_0, y_1, …, y_T held against the exact map f.
 *
 * <p>It is a δ-pseudo-orbit if all |y_{n+1} − f(y_n)| ≤ δ. An exact orbit x_0, x_1, … shadows it within ε if all |x_n − y_n| ≤ ε.
 * Where f expands, with slopes of at least λ &gt; 1 in size, there is one within δ/(λ − 1) as long as no fold is in the way: going
 * backwards, x_T = y_T, and x_n is the point near y_n that f takes to x_{n+1}; beyond the value of a fold there is none. That is how such
 * orbits are found here, and whether they are one is then seen exactly, whatever the slopes. Sources: Hammel, Yorke, Grebogi, J.
 * Complexity 3 (1987); Coven, Kan, Yorke, Trans. AMS 308 (1988).
 */
public final class PseudoOrbit {
    private final PiecewiseLinear f;
    private final Domain domain;
    private final List<Rational> points;
    private final List<Rational> images = new ArrayList<>();

    /**
     * Takes an orbit.
     *
     * @param f the exact map, on the whole line
     * @param domain where f is iterated: exact orbits are to stay in it
     * @param points at least one point
     */
    public PseudoOrbit(PiecewiseLinear f, Domain domain, List<Rational> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("an orbit without points");
        }
        this.f = f;
        this.domain = domain;
        this.points = List.copyOf(points);
        for (int n = 0; n + 1 < points.size(); n++) {
            images.add(f.valueAt(points.get(n)).reduced());
        }
    }

    private static Rational size(Rational x) {
        return x.signum() < 0 ? x.negate() : x;
    }

    /**
     * Returns the error of a step.
     *
     * @param n from 1 to T
     * @return y_n − f(y_{n−1}), exactly
     */
    public Rational error(int n) {
        return points.get(n).minus(images.get(n - 1)).reduced();
    }

    /**
     * Returns the error of a step in units of the last place.
     *
     * @param n from 1 to T
     * @param format a format
     * @return the error divided by the distance of neighbouring numbers of the format at f(y_{n−1}), exactly; empty if that point is
     *     beyond the numbers of the format
     */
    public Optional<Rational> errorInUlps(int n, FloatFormat format) {
        try {
            Rational ulp = format.halfUlp(images.get(n - 1)).scaledByPowerOfTwo(1);
            return Optional.of(error(n).dividedBy(ulp).reduced());
        } catch (OverLimitsException beyond) {
            return Optional.empty();
        }
    }

    /**
     * Returns the largest error.
     *
     * @return the smallest δ for which this is a δ-pseudo-orbit, exactly; 0 for one point
     */
    public Rational delta() {
        Rational most = Rational.ZERO;
        for (int n = 1; n < points.size(); n++) {
            Rational error = size(error(n));
            most = error.compareTo(most) > 0 ? error : most;
        }
        return most;
    }

    /**
     * Looks for the first step with a larger error.
     *
     * @param delta a bound
     * @return the first n with |y_n − f(y_{n−1})| &gt; delta, or empty if there is none
     */
    public OptionalInt firstBeyond(Rational delta) {
        for (int n = 1; n < points.size(); n++) {
            if (size(error(n)).compareTo(delta) > 0) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Looks for the first point outside of the domain.
     *
     * @return the first n with y_n outside, or empty if there is none
     */
    public OptionalInt firstOutside() {
        for (int n = 0; n < points.size(); n++) {
            if (!domain.contains(points.get(n))) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Looks for the first point without a correct digit: farther from the exact orbit of y_0 than half a unit of that point's first
     * digit.
     *
     * @param mostBits the most bits that an exact point may have
     * @return its number, or empty if there is none
     * @throws OverLimitsException if exact points get too long before
     */
    public OptionalInt firstLost(int mostBits) {
        Trimming trimming = new Trimming();
        Rational exact = points.get(0);
        for (int n = 1; n < points.size(); n++) {
            exact = trimming.trim(f.valueAt(exact));
            if (exact.bitLength() > mostBits) {
                throw new OverLimitsException("after " + n + " steps the exact point has " + exact.bitLength()
                        + " bits; the limit is " + mostBits);
            }
            if (!Trajectory.hasCorrectDigit(exact, points.get(n))) {
                return OptionalInt.of(n);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * A stretch of the orbit, and an exact orbit along it.
     *
     * @param from the first step
     * @param to the last step
     * @param start x_from, exactly: f takes it along the stretch
     * @param distance the largest |x_n − y_n| from first to last, exactly
     */
    public record Shadow(int from, int to, Rational start, Rational distance) {}

    /**
     * Finds exact orbits along the computed one: from the end backwards, as far as there are points near enough; then anew from there.
     *
     * @param within how near: at most so far from the computed points
     * @param mostBits the most bits that a point may have before a new stretch begins
     * @return stretches that together cover the orbit, in order
     */
    public List<Shadow> shadows(Rational within, int mostBits) {
        List<Shadow> shadows = new ArrayList<>();
        for (int last = points.size() - 1; last >= 0; ) {
            Shadow shadow = shadow(last, within, mostBits);
            shadows.add(shadow);
            last = shadow.from - 1;
        }
        Collections.reverse(shadows);
        return shadows;
    }

    private Shadow shadow(int last, Rational within, int mostBits) {
        Rational x = points.get(last);
        Rational distance = Rational.ZERO;
        Trimming trimming = new Trimming();
        int n = last;
        while (n > 0) {
            Optional<Rational> before = preimage(x, points.get(n - 1), within);
            if (before.isEmpty() || before.get().bitLength() > mostBits) {
                break;
            }
            Rational found = trimming.trim(before.get());
            // The proof: whatever led here, f takes this point to the next one.
            if (!f.valueAt(found).equals(x)) {
                throw new IllegalStateException("a preimage that is none");
            }
            x = found;
            n--;
            Rational gap = size(x.minus(points.get(n)));
            distance = gap.compareTo(distance) > 0 ? gap : distance;
        }
        return new Shadow(n, last, x.reduced(), distance.reduced());
    }

    /** Finds a point that f takes to a value, near a place: on the piece there, else going out piece by piece, to the left first. */
    private Optional<Rational> preimage(Rational value, Rational near, Rational within) {
        int home = f.pieceRightOf(near);
        Optional<Rational> best = on(home, value, near, within);
        for (int away = 1; best.isEmpty() && away < f.pieces(); away++) {
            boolean leftInReach = home - away >= 0 && !isBeyond(near.minus(f.kink(home - away)), within);
            boolean rightInReach = home + away < f.pieces()
                    && !isBeyond(f.kink(home + away - 1).minus(near), within);
            if (!leftInReach && !rightInReach) {
                break;
            }
            best = leftInReach ? on(home - away, value, near, within) : best;
            best = best.isEmpty() && rightInReach ? on(home + away, value, near, within) : best;
        }
        return best;
    }

    private static boolean isBeyond(Rational distance, Rational within) {
        return distance.compareTo(within) > 0;
    }

    private Optional<Rational> on(int piece, Rational value, Rational near, Rational within) {
        if (f.slopeNumerator(piece).signum() == 0) {
            // Every point of the piece is taken to the same value.
            boolean isThere =
                    f.valueOnPiece(piece, near).equals(value) && piece == f.pieceRightOf(near) && domain.contains(near);
            return isThere ? Optional.of(near) : Optional.empty();
        }
        Rational x = f.preimage(piece, value);
        boolean isOnPiece = (piece == 0 || x.compareTo(f.kink(piece - 1)) >= 0)
                && (piece == f.pieces() - 1 || x.compareTo(f.kink(piece)) <= 0);
        boolean isThere = isOnPiece && domain.contains(x) && !isBeyond(size(x.minus(near)), within);
        return isThere ? Optional.of(x) : Optional.empty();
    }

    /**
     * Returns the least expansion.
     *
     * @param from the first step
     * @param to the last step, not counted
     * @return the smallest size of a slope of f at y_from, …, y_{to−1}; of both sides at a kink inside the domain; empty if from = to
     */
    public Optional<Rational> leastExpansion(int from, int to) {
        Optional<Rational> least = Optional.empty();
        for (int n = from; n < to; n++) {
            Rational y = points.get(n);
            int left = y.equals(domain.left()) ? f.pieceRightOf(y) : f.pieceLeftOf(y);
            int right = y.equals(domain.right()) ? f.pieceLeftOf(y) : f.pieceRightOf(y);
            for (int piece : new int[] {left, right}) {
                Rational slope = size(f.slope(piece));
                least = least.isEmpty() || slope.compareTo(least.get()) < 0 ? Optional.of(slope) : least;
            }
        }
        return least;
    }

    /**
     * Returns how many points there are.
     *
     * @return T + 1
     */
    public int length() {
        return points.size();
    }
}
