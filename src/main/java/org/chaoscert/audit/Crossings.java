package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/**
 * Compares on a grid how often f^n and f cross the diagonal, and takes more crossings of f^n for points of period n. The points
 * are rounded to the arithmetic of f, and so are the differences from the diagonal.
 *
 * @param grid where to look
 * @param iterate n, at least 2
 * @param strict whether only changes of sign count, and not points of the grid that lie on the diagonal between two of different
 *     signs
 */
public record Crossings(Grid grid, int iterate, boolean strict) implements FloatTest {
    /** The largest n. */
    public static final int MOST_ITERATES = 1000;

    /** Checks the iterate. */
    public Crossings {
        if (iterate < 2 || iterate > MOST_ITERATES) {
            throw new IllegalArgumentException("iterate " + iterate + ": expected 2 to " + MOST_ITERATES);
        }
    }

    @Override
    public boolean flags(FloatingMap f) {
        double[] x = grid.rounded(f);
        double[] y = x.clone();
        f.applyToAll(y);
        double[] once = gaps(f, x, y);
        for (int n = 1; n < iterate; n++) {
            f.applyToAll(y);
        }
        return crossings(gaps(f, x, y)) > crossings(once);
    }

    private static double[] gaps(FloatingMap f, double[] x, double[] y) {
        double[] gaps = new double[x.length];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = f.rounded(x[i] - y[i]);
        }
        return gaps;
    }

    /** The inner points that differ in sign from the next one, or are zero between two that differ in sign. */
    private int crossings(double[] values) {
        int count = 0;
        for (int i = 1; i < values.length - 1; i++) {
            boolean between = differ(values[i], values[i + 1]);
            boolean at = !strict && values[i] == 0 && differ(values[i - 1], values[i + 1]);
            if (between || at) {
                count++;
            }
        }
        return count;
    }

    /** Like a product below 0, but for underflow. */
    private static boolean differ(double left, double right) {
        return (left < 0 && right > 0) || (left > 0 && right < 0);
    }

    @Override
    public Question question() {
        return Question.PERIOD_THREE;
    }

    @Override
    public String inWords() {
        return "f^" + iterate + " crosses the diagonal more often than f on " + grid.inWords()
                + (strict ? ", changes of sign alone" : "");
    }
}
