package org.chaoscert.map;

import java.math.BigInteger;
import java.util.List;
import org.chaoscert.exact.Rational;

/** Piecewise-linear functions for tests, given by the points their graphs run through. */
public final class Polylines {
    private Polylines() {}

    /**
     * The function whose graph runs through points given as x, y, x, y, …, x increasing, and is prolonged on both sides.
     */
    public static PiecewiseLinear through(Rational... coordinates) {
        int pieces = coordinates.length / 2 - 1;
        Rational[] slopes = new Rational[pieces];
        Rational[] intercepts = new Rational[pieces];
        BigInteger denominator = BigInteger.ONE;
        for (int i = 0; i < pieces; i++) {
            Rational x = coordinates[2 * i];
            Rational y = coordinates[2 * i + 1];
            slopes[i] = coordinates[2 * i + 3]
                    .minus(y)
                    .dividedBy(coordinates[2 * i + 2].minus(x))
                    .reduced();
            intercepts[i] = y.minus(slopes[i].times(x)).reduced();
            denominator = denominator.multiply(slopes[i].denominator()).multiply(intercepts[i].denominator());
        }
        Rational scale = Rational.of(denominator);
        PiecewiseLinear.Builder builder =
                new PiecewiseLinear.Builder(denominator, integer(slopes[0], scale), integer(intercepts[0], scale));
        for (int i = 1; i < pieces; i++) {
            builder.add(coordinates[2 * i], integer(slopes[i], scale), integer(intercepts[i], scale));
        }
        return builder.build();
    }

    /** The function through the points (xs_i, ys_i). */
    public static PiecewiseLinear through(List<Rational> xs, List<Rational> ys) {
        Rational[] coordinates = new Rational[2 * xs.size()];
        for (int i = 0; i < xs.size(); i++) {
            coordinates[2 * i] = xs.get(i);
            coordinates[2 * i + 1] = ys.get(i);
        }
        return through(coordinates);
    }

    private static BigInteger integer(Rational value, Rational scale) {
        return value.times(scale).reduced().numerator();
    }
}
