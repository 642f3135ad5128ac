package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/**
 * Looks on a grid for a point with the inequality of Li and Yorke: f³(x) ≤ x &lt; f(x) &lt; f²(x), or all reversed.
 *
 * @param grid where to look
 * @param strict whether f³(x) = x does not count
 */
public record GridPoints(Grid grid, boolean strict) implements FloatTest {
    @Override
    public boolean flags(FloatingMap f) {
        double[] a = grid.rounded(f);
        double[] b = a.clone();
        f.applyToAll(b);
        double[] c = b.clone();
        f.applyToAll(c);
        double[] d = c.clone();
        f.applyToAll(d);
        for (int i = 0; i < a.length; i++) {
            if ((a[i] < b[i] && b[i] < c[i] && isAtMost(d[i], a[i]))
                    || (a[i] > b[i] && b[i] > c[i] && isAtMost(a[i], d[i]))) {
                return true;
            }
        }
        return false;
    }

    private boolean isAtMost(double x, double y) {
        return strict ? x < y : x <= y;
    }

    @Override
    public Question question() {
        return Question.PERIOD_THREE;
    }

    @Override
    public String inWords() {
        return "some x of " + grid.inWords() + " has f^3(x) " + (strict ? "<" : "<=")
                + " x < f(x) < f^2(x), or reversed";
    }
}
