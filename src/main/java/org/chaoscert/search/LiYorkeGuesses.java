package org.chaoscert.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.chaoscert.exact.Rational;

/**
 * Points at which the inequality of Li and Yorke seems to hold with room to spare, by binary64 arithmetic on a grid. Nothing is
 * proved by them.
 */
final class LiYorkeGuesses {
    /** A map's values are looked at in so many places first, to see where it is worth to look for points. */
    private static final int SAMPLES = 256;

    private static final int GRID = 1024;

    /** The best places of the grid, so many of them, are improved by steps that are halved so many times. */
    private static final int BEST = 8;

    private static final int HALVINGS = 24;

    private final DoubleUnaryOperator f;
    private final int m;

    private LiYorkeGuesses(DoubleUnaryOperator f, int m) {
        this.f = f;
        this.m = m;
    }

    /**
     * Guesses.
     *
     * @param f the map, about
     * @param low a number below all values of f
     * @param high a number above all values of f
     * @param m the iterate g = f^m
     * @return points with, it seems, d ≤ a &lt; b &lt; c or d ≥ a &gt; b &gt; c, the best one first; perhaps none
     */
    static List<Rational> find(DoubleUnaryOperator f, double low, double high, int m) {
        double[] values =
                Arrays.stream(grid(low, high, SAMPLES)).map(f).sorted().toArray();
        double[] grid = grid(values[0], values[values.length - 1], GRID);
        return new LiYorkeGuesses(f, m).best(grid);
    }

    private static double[] grid(double low, double high, int places) {
        return IntStream.range(0, places)
                .mapToDouble(i -> low + (high - low) * i / (places - 1))
                .toArray();
    }

    private List<Rational> best(double[] grid) {
        double[] rooms = Arrays.stream(grid).map(this::room).toArray();
        double step = (grid[grid.length - 1] - grid[0]) / grid.length;
        return IntStream.range(0, grid.length)
                .filter(i -> (i == 0 || rooms[i] >= rooms[i - 1]) && (i == grid.length - 1 || rooms[i] >= rooms[i + 1]))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -rooms[i]))
                .limit(BEST)
                .map(i -> climbed(grid[i], step))
                .filter(x -> room(x) > 0)
                .sorted(Comparator.comparingDouble(x -> -room(x)))
                .map(Rational::of)
                .toList();
    }

    private double climbed(double start, double firstStep) {
        double best = start;
        double step = firstStep;
        for (int i = 0; i < HALVINGS; i++) {
            double below = best - step;
            double above = best + step;
            double better = room(below) > room(above) ? below : above;
            best = room(better) > room(best) ? better : best;
            step /= 2;
        }
        return best;
    }

    /** The least of the differences that are to be positive, or of their negatives. */
    private double room(double a) {
        double b = iterated(a);
        double c = iterated(b);
        double d = iterated(c);
        double rising = Math.min(a - d, Math.min(b - a, c - b));
        double falling = Math.min(d - a, Math.min(a - b, b - c));
        return Math.max(rising, falling);
    }

    private double iterated(double x) {
        double value = x;
        for (int i = 0; i < m; i++) {
            value = f.applyAsDouble(value);
        }
        return value;
    }
}
