package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/**
 * Equally spaced points.
 *
 * @param points how many, at least 3
 * @param from the first
 * @param to the last, above the first
 */
public record Grid(int points, double from, double to) {
    /** The most points. */
    public static final int MOST_POINTS = 1 << 20;

    /** Checks the values. */
    public Grid {
        if (points < 3 || points > MOST_POINTS) {
            throw new IllegalArgumentException("points " + points + ": expected 3 to " + MOST_POINTS);
        }
        if (!(from < to) || Double.isInfinite(to - from)) {
            throw new IllegalArgumentException(
                    "window " + from + "," + to + ": expected two numbers, the first below the second");
        }
    }

    /** Returns a point: computed in binary64 as NumPy's {@code linspace} does it, first the step, then its multiples. */
    double at(int i) {
        double step = (to - from) / (points - 1);
        return i == points - 1 ? to : i * step + from;
    }

    /** Returns all points, rounded to the arithmetic of a map. */
    double[] rounded(FloatingMap f) {
        double[] rounded = new double[points];
        for (int i = 0; i < points; i++) {
            rounded[i] = f.rounded(at(i));
        }
        return rounded;
    }

    String inWords() {
        return points + " points on [" + text(from) + ", " + text(to) + "]";
    }

    static String text(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.valueOf((long) number)
                : String.valueOf(number);
    }
}
