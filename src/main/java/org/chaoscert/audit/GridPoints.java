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
        for (int i = 0; i < grid.points(); i++) {
            double a = f.rounded(grid.at(i));
            double b = f.applyAsDouble(a);
            double c = f.applyAsDouble(b);
            double d = f.applyAsDouble(c);
            if ((a < b && b < c && isAtMost(d, a)) || (a > b && b > c && isAtMost(a, d))) {
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
