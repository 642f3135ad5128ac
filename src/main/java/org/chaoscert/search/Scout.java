package org.chaoscert.search;

import java.util.OptionalInt;
import org.chaoscert.map.Binary64Map;
import org.chaoscert.map.Order;
import org.chaoscert.map.PointOrbit;

/**
 * Looks for chaos along a few orbits: most chaotic maps are recognised so, before anything is searched. Orbits are guessed in
 * plain binary64; what looks like chaos is then proved.
 *
 * <p>If g³(x) ≤ x &lt; g(x), or g³(x) ≥ x &gt; g(x), then g has period three. Let a = x &lt; b = g(a), c = g(b) and d = g(c) ≤
 * a. If b &lt; c, this is the inequality of Li and Yorke (1975). If not, c &lt; b, for c = b would make d = b, and c ≠ a, for c =
 * a would, too. If c &lt; a, then g maps [a, b] over [c, b] and [c, a] over [a, b]; if a &lt; c, it maps [a, c] over [a, b] and
 * [c, b] over [a, c]. Either way it maps one interval over itself and another, and the other over the one: some point of the
 * one goes to the one, to the other, and back to itself. It is not fixed, for the two meet in a or c only, which are not.
 */
final class Scout {
    /** So many orbits are followed. */
    private static final int ORBITS = 16;

    /** From this level on chaos may live in narrow bands, which are found where they attract. */
    private static final int ATTRACTING = 2;

    /** There, only one orbit of so many starts afresh; the others go on from it. */
    private static final int FRESH = 4;

    /** Nothing is seen above this level. */
    private static final int LAST = 4;

    private final Binary64Map map;
    private final double[] orbit = new double[(3 << LAST) + 1];

    Scout(Binary64Map map) {
        this.map = map;
    }

    /**
     * Looks for a level j at which f^(2^j) has period three.
     *
     * @param first the first level
     * @param most the last level that is of interest
     * @return such a level, or empty if none is seen
     */
    OptionalInt look(int first, int most) {
        int last = Math.min(most, first < ATTRACTING ? first : LAST);
        double width = map.coreRight() - map.coreLeft();
        for (int i = 0; i < ORBITS && first <= last && Double.isFinite(width); i++) {
            boolean goesOn = first >= ATTRACTING && i % FRESH > 0;
            follow(goesOn ? orbit[3 << last] : map.coreLeft() + width * (i + 0.5) / ORBITS, 3 << last);
            for (int level = first; level <= last; level++) {
                if (looksChaotic(1 << level) && isChaotic(1 << level)) {
                    return OptionalInt.of(level);
                }
            }
        }
        return OptionalInt.empty();
    }

    private void follow(double x, int steps) {
        orbit[0] = x;
        for (int k = 0; k < steps; k++) {
            orbit[k + 1] = map.approximate(orbit[k]);
        }
    }

    private boolean looksChaotic(int m) {
        double x = orbit[0];
        return (orbit[m] > x && orbit[3 * m] <= x) || (orbit[m] < x && orbit[3 * m] >= x);
    }

    private boolean isChaotic(int m) {
        PointOrbit proved = map.follow(orbit[0], 3 * m);
        Order once = proved.order(m);
        Order thrice = proved.order(3 * m);
        return (once == Order.GREATER && (thrice == Order.LESS || thrice == Order.EQUAL))
                || (once == Order.LESS && (thrice == Order.GREATER || thrice == Order.EQUAL));
    }
}
