package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.FloatPrograms.Format;
import org.chaoscert.checker.Oracle.Interval;

/** The bounds of section 7 of the format to the letter, in exact fractions; those of intervals have 200 digits behind the point. */
final class FloatOracle {
    private record Bound(Ratio size, Ratio error) {}

    private final Network network;
    private final Format format;
    private final Oracle oracle;

    FloatOracle(Network network, Format format) {
        this.network = network;
        this.format = format;
        oracle = new Oracle(network);
    }

    static Ratio size(Ratio number) {
        return number.max(number.negate());
    }

    private Ratio gamma(int errors) {
        Ratio all = format.unit().times(Ratio.of(errors));
        requireAtMost(Ratio.of(1, 2), all);
        return all.over(Ratio.ONE.minus(all));
    }

    private static void requireAtMost(Ratio most, Ratio number) {
        if (number.compareTo(most) > 0) {
            throw new ArithmeticException(number + " is too large");
        }
    }

    /** The deviation for inputs of at most this size; throws where there is none. */
    Ratio deviation(Ratio largest) {
        List<Bound> inputs = List.of(new Bound(largest, format.leastNormal()));
        for (Layer layer : network.layers()) {
            List<Bound> units = new ArrayList<>();
            for (int unit = 0; unit < layer.weights().size(); unit++) {
                units.add(activated(layer.activation(), sum(layer, unit, inputs)));
            }
            inputs = units;
        }
        return inputs.get(0).error;
    }

    private Bound sum(Layer layer, int unit, List<Bound> inputs) {
        int n = inputs.size();
        Ratio size = size(Ratio.of(layer.biases().get(unit)));
        Ratio error = format.leastNormal().times(Ratio.of(4L * n + 6));
        for (int i = 0; i < n; i++) {
            Ratio weight = size(Ratio.of(layer.weights().get(unit).get(i)));
            requireAtMost(FloatPrograms.power(format.greatest), weight);
            size = size.plus(weight.times(inputs.get(i).size));
            error = error.plus(weight.times(inputs.get(i).error))
                    .plus(format.leastNormal().times(Ratio.of(2)).times(inputs.get(i).size));
        }
        error = error.plus(gamma(n + 3).times(size));
        requireAtMost(FloatPrograms.power(format.greatest - 2), size.plus(error));
        return new Bound(size.plus(error), error);
    }

    private Bound activated(String activation, Bound sum) {
        return switch (activation.split(":", 2)[0]) {
            case "clip", "hard-tanh" -> new Bound(sum.size.min(Ratio.ONE), sum.error);
            case "leaky-relu" -> {
                Ratio tiny = format.leastNormal().times(sum.size.plus(sum.size).plus(Ratio.of(4)));
                Ratio error = gamma(3).times(sum.size).plus(tiny);
                yield new Bound(sum.size.plus(error), sum.error.plus(error));
            }
            default -> sum;
        };
    }

    /** Rounded upward: exact fractions grow too long in a few steps. */
    private static Ratio shortened(Ratio error) {
        Ratio steps = error.times(FloatPrograms.power(200));
        BigInteger whole = steps.top().divide(steps.bottom()).add(BigInteger.ONE);
        return new Ratio(whole, BigInteger.ONE).over(FloatPrograms.power(200));
    }

    /** What may be computed from numbers of an interval, in so many steps. */
    Interval image(Interval span, int times) {
        Interval image = span;
        for (int i = 0; i < times; i++) {
            Ratio error = shortened(deviation(size(image.low()).max(size(image.high()))));
            Interval exact = oracle.image(image);
            image = new Interval(exact.low().minus(error), exact.high().plus(error));
        }
        return image;
    }

    /** Whether the inequality of Li and Yorke holds for all that may be computed, with some room. */
    boolean keepsOrder(Ratio a, int iterate, Ratio room) {
        Interval b = image(new Interval(a, a), iterate);
        Interval c = image(b, iterate);
        Interval d = image(c, iterate);
        boolean rises = ahead(d.high(), a, room) && above(b.low(), a, room) && above(c.low(), b.high(), room);
        boolean falls = ahead(a, d.low(), room) && above(a, b.high(), room) && above(b.low(), c.high(), room);
        return rises || falls;
    }

    private static boolean above(Ratio more, Ratio less, Ratio room) {
        return more.minus(less).compareTo(room) > 0;
    }

    private static boolean ahead(Ratio less, Ratio more, Ratio room) {
        return more.minus(less).compareTo(room) >= 0;
    }
}
