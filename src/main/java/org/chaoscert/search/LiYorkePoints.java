package org.chaoscert.search;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;

/** Points that satisfy the inequality of Li and Yorke, from points of period three. */
final class LiYorkePoints {
    /** Beyond the length of the exact point, so many more bits are tried before the exact point itself is taken. */
    private static final int EXTRA_BITS = 64;

    private LiYorkePoints() {}

    /**
     * Returns a Li–Yorke point of g = f^m near a cycle: the shortest dyadic neighbour of the cycle's point that satisfies
     * the inequality, or that point itself where no neighbour does.
     *
     * @param map the map f
     * @param m the iterate
     * @param periodic a point that g^3 fixes and g does not
     */
    static Rational near(PiecewiseLinearMap map, int m, Rational periodic) {
        List<Rational> orbit = map.orbit(periodic, 3 * m);
        for (int i = 0; i < 3; i++) {
            Rational start = orbit.get(i * m).reduced();
            if (holds(map, m, start)) {
                return shortest(map, m, start);
            }
        }
        throw new IllegalArgumentException(periodic + " has not period three under iterate " + m);
    }

    private static Rational shortest(PiecewiseLinearMap map, int m, Rational exact) {
        int last = exact.bitLength() + EXTRA_BITS;
        for (int e = -exact.floor().bitLength(); e <= last; e++) {
            BigInteger below = exact.scaledByPowerOfTwo(e).floor();
            for (BigInteger k : List.of(below, below.add(BigInteger.ONE))) {
                Rational candidate = Rational.dyadic(k, e).reduced();
                if (map.domain().contains(candidate) && holds(map, m, candidate)) {
                    return candidate;
                }
            }
        }
        return exact;
    }

    /** Tells whether d ≤ a < b < c or d ≥ a > b > c, for a and its images b, c, d under f^m. */
    static boolean holds(PiecewiseLinearMap map, int m, Rational a) {
        List<Rational> orbit = map.orbit(a, 3 * m);
        Rational b = orbit.get(m);
        Rational c = orbit.get(2 * m);
        Rational d = orbit.get(3 * m);
        int direction = Integer.signum(b.compareTo(a));
        return direction != 0
                && Integer.signum(c.compareTo(b)) == direction
                && Integer.signum(d.compareTo(a)) != direction;
    }
}
