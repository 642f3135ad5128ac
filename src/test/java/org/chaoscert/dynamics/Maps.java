package org.chaoscert.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;

/** A polyline on a domain that it maps into itself: as a map, for the oracle, and as a network. */
record Maps(Domain domain, List<Rational> xs, List<Rational> ys) {
    Maps {
        xs = List.copyOf(xs);
        ys = List.copyOf(ys);
    }

    static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    /** Through x, y, x, y, … on [first x, last x]. */
    static Maps through(String points) {
        Rational[] numbers = numbers(points);
        return through(new Domain(numbers[0], numbers[numbers.length - 2]), points);
    }

    /** Through x, y, x, y, …, prolonged on both sides. */
    static Maps through(Domain domain, String points) {
        Rational[] numbers = numbers(points);
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            xs.add(numbers[i]);
            ys.add(numbers[i + 1]);
        }
        return new Maps(domain, xs, ys);
    }

    private static Rational[] numbers(String points) {
        return Arrays.stream(points.trim().split("[ ,;]+"))
                .map(Numerals::quoted)
                .toArray(Rational[]::new);
    }

    /** Joins the dots (i, values_i), i = 1, 2, …. */
    static Maps dots(int... values) {
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            xs.add(Rational.of(i + 1));
            ys.add(Rational.of(values[i]));
        }
        return new Maps(new Domain(Rational.ONE, Rational.of(values.length)), xs, ys);
    }

    PiecewiseLinearMap map() {
        return map(Work.unlimited());
    }

    PiecewiseLinearMap map(Work work) {
        return PiecewiseLinearMap.of(Polylines.through(xs, ys), domain, work);
    }

    BruteForceMap slow() {
        return BruteForceMap.through(
                xs.stream().map(Fraction::of).toList(),
                ys.stream().map(Fraction::of).toList(),
                Fraction.of(domain.left()),
                Fraction.of(domain.right()));
    }

    /** One hidden layer of relu(x), relu(−x), and relu(x − kink) for each kink. */
    Network network() {
        int kinks = xs.size() - 2;
        Rational[][] weights = new Rational[kinks + 2][];
        Rational[] biases = new Rational[kinks + 2];
        Rational[] row = new Rational[kinks + 2];
        Rational before = slope(1);
        weights[0] = new Rational[] {Rational.ONE};
        weights[1] = new Rational[] {Rational.ONE.negate()};
        biases[0] = Rational.ZERO;
        biases[1] = Rational.ZERO;
        row[0] = before;
        row[1] = before.negate().reduced();
        for (int i = 0; i < kinks; i++) {
            weights[i + 2] = new Rational[] {Rational.ONE};
            biases[i + 2] = xs.get(i + 1).negate().reduced();
            Rational next = slope(i + 2);
            row[i + 2] = next.minus(before).reduced();
            before = next;
        }
        Rational[] bias = {ys.get(0).minus(slope(1).times(xs.get(0))).reduced()};
        return new Network(
                domain,
                List.of(
                        new Layer(weights, biases, Activation.RELU),
                        new Layer(new Rational[][] {row}, bias, Activation.IDENTITY)));
    }

    private Rational slope(int i) {
        return ys.get(i)
                .minus(ys.get(i - 1))
                .dividedBy(xs.get(i).minus(xs.get(i - 1)))
                .reduced();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("on " + domain + " through");
        for (int i = 0; i < xs.size(); i++) {
            text.append(" (").append(xs.get(i)).append(", ").append(ys.get(i)).append(")");
        }
        return text.toString();
    }
}
