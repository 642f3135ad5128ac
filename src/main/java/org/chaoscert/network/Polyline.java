package org.chaoscert.network;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;

/** Networks with one hidden layer of relu units that compute a given piecewise-linear function exactly. */
public final class Polyline {
    private Polyline() {}

    /**
     * Joins points by lines, on the interval from the first one to the last one.
     *
     * @param xs increasing numbers, at least two
     * @param ys the values there
     * @return the network that computes y<sub>0</sub> + Σ (s<sub>i</sub> − s<sub>i−1</sub>) relu(x − x<sub>i</sub>), where
     *     s<sub>i</sub> is the slope right of x<sub>i</sub>, and s<sub>−1</sub> = 0
     * @throws IllegalArgumentException if there are fewer than two points, not as many values, or numbers out of order
     */
    public static Network through(List<Rational> xs, List<Rational> ys) {
        requireOrder(xs, ys, 2);
        int units = xs.size() - 1;
        Rational[][] weights = new Rational[units][1];
        Rational[] biases = new Rational[units];
        Rational[][] output = new Rational[1][units];
        Rational before = Rational.ZERO;
        for (int i = 0; i < units; i++) {
            Rational slope = slope(xs, ys, i);
            weights[i][0] = Rational.ONE;
            biases[i] = xs.get(i).negate();
            output[0][i] = slope.minus(before).reduced();
            before = slope;
        }
        return network(weights, biases, output, ys.get(0), new Domain(xs.get(0), xs.get(units)));
    }

    /**
     * Joins points by lines, and goes on with given slopes to both sides, on the whole line.
     *
     * @param left the slope left of all points
     * @param xs increasing numbers, at least one
     * @param ys the values there
     * @param right the slope right of all points
     * @return the network, with a unit relu(x<sub>0</sub> − x) for what lies left of the points
     * @throws IllegalArgumentException if there are no points, not as many values, or numbers out of order
     */
    public static Network throughOnTheLine(Rational left, List<Rational> xs, List<Rational> ys, Rational right) {
        requireOrder(xs, ys, 1);
        int units = xs.size() + 1;
        Rational[][] weights = new Rational[units][1];
        Rational[] biases = new Rational[units];
        Rational[][] output = new Rational[1][units];
        weights[0][0] = Rational.ONE.negate();
        biases[0] = xs.get(0);
        output[0][0] = left.negate();
        Rational before = Rational.ZERO;
        for (int i = 1; i < units; i++) {
            Rational slope = i == units - 1 ? right : slope(xs, ys, i - 1);
            weights[i][0] = Rational.ONE;
            biases[i] = xs.get(i - 1).negate();
            output[0][i] = slope.minus(before).reduced();
            before = slope;
        }
        return network(weights, biases, output, ys.get(0), Domain.LINE);
    }

    private static void requireOrder(List<Rational> xs, List<Rational> ys, int least) {
        if (xs.size() < least || xs.size() != ys.size()) {
            throw new IllegalArgumentException(xs.size() + " points with " + ys.size() + " values");
        }
        for (int i = 1; i < xs.size(); i++) {
            if (xs.get(i).compareTo(xs.get(i - 1)) <= 0) {
                throw new IllegalArgumentException(xs.get(i) + " is not right of " + xs.get(i - 1));
            }
        }
    }

    private static Rational slope(List<Rational> xs, List<Rational> ys, int i) {
        return ys.get(i + 1).minus(ys.get(i)).dividedBy(xs.get(i + 1).minus(xs.get(i)));
    }

    private static Network network(
            Rational[][] weights, Rational[] biases, Rational[][] output, Rational bias, Domain domain) {
        Layer hidden = new Layer(weights, biases, Activation.RELU);
        Layer last = new Layer(output, new Rational[] {bias}, Activation.IDENTITY);
        return new Network(domain, List.of(hidden, last));
    }
}
