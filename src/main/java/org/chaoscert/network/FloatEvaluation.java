package org.chaoscert.network;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.IntervalArithmetic;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Span;

/**
 * By how much what programs compute may differ from f, if they evaluate a network in a floating-point format, each operation with
 * an error of at most one unit, whatever the order of summation.
 *
 * <p>With units u and the least normal number η a result is x(1 + θ) + ω with |θ| ≤ u, |ω| ≤ η, in all directions of rounding, and
 * with inputs and results flushed to 0, too. In a sum of n products and a bias at most n + 3 such errors meet: of storing, of
 * the product, of n additions, and of a last rounding. With γ = (n + 3)u / (1 − (n + 3)u) ≤ 1 the computed sum differs from Σ w
 * y + b by at most Σ |w| e + γ (Σ |w| m + |b|) + η (2 Σ m + 4n + 6), where inputs are off by e and at most m in size (Higham
 * 2002, chapters 3 and 4). Piecewise-linear activations take numbers no farther apart than they are.
 */
public final class FloatEvaluation {
    private static final IntervalArithmetic ROUNDED = new IntervalArithmetic(64);

    /** A checker may round upward more often. */
    private static final Rational SLACK = Rational.of((1 << 16) + 1, 1 << 16);

    private final Network network;
    private final FloatFormat format;

    /** What is known of a unit: its values are at most this in size, and off by at most that. */
    private record Bound(Rational size, Rational error) {}

    /**
     * Prepares bounds.
     *
     * @param network a network without smooth activations, whose evaluation is up to libraries
     * @param format the arithmetic
     * @throws IllegalArgumentException if an activation is smooth
     */
    public FloatEvaluation(Network network, FloatFormat format) {
        if (network.isSmooth()) {
            throw new IllegalArgumentException("how tanh and sigmoid are evaluated is up to libraries");
        }
        this.network = network;
        this.format = format;
    }

    /**
     * Bounds the deviation on an interval.
     *
     * @param interval a bounded interval
     * @return δ such that for all numbers x of the format in the interval every evaluation is within δ of f(x)
     * @throws OverLimitsException if there are too many summands for the format, or numbers may overflow
     */
    public Rational deviation(Span interval) {
        List<Bound> bounds =
                List.of(new Bound(max(size(interval.lower()), size(interval.upper())), format.leastNormal()));
        for (Layer layer : network.layers()) {
            List<Bound> next = new ArrayList<>();
            for (int unit = 0; unit < layer.units(); unit++) {
                next.add(activated(layer, sum(layer, unit, bounds)));
            }
            bounds = next;
        }
        return up(bounds.get(0).error.times(SLACK));
    }

    private Bound sum(Layer layer, int unit, List<Bound> inputs) {
        Rational size = size(layer.bias(unit));
        Rational error = Rational.ZERO;
        Rational sizes = Rational.ZERO;
        for (int i = 0; i < inputs.size(); i++) {
            Rational weight = requireInRange(size(layer.weight(unit, i)));
            Bound input = inputs.get(i);
            size = up(size.plus(weight.times(input.size)));
            error = up(error.plus(weight.times(input.error)));
            sizes = up(sizes.plus(input.size));
        }
        Rational ofRounding = gamma(inputs.size() + 3).times(size);
        Rational ofSmallNumbers =
                format.leastNormal().times(sizes.plus(sizes).plus(Rational.of(4L * inputs.size() + 6)));
        Rational all = up(error.plus(ofRounding).plus(ofSmallNumbers));
        requireInRange(size.plus(all).times(Rational.of(4)));
        return new Bound(up(size.plus(all)), all);
    }

    private Bound activated(Layer layer, Bound sum) {
        return switch (layer.activation()) {
            case LEAKY_RELU -> {
                Rational ofSmallNumbers =
                        format.leastNormal().times(sum.size.plus(sum.size).plus(Rational.of(4)));
                Rational error = gamma(3).times(sum.size).plus(ofSmallNumbers);
                yield new Bound(up(sum.size.plus(error)), up(sum.error.plus(error)));
            }
            case CLIP, HARD_TANH -> new Bound(min(sum.size, Rational.ONE), sum.error);
            default -> sum;
        };
    }

    private Rational gamma(int errors) {
        Rational all = format.unit().times(Rational.of(errors));
        Rational rest = Rational.ONE.minus(all);
        if (all.compareTo(rest) > 0) {
            throw new OverLimitsException(errors + " errors of " + format.word() + " in one sum leave no digit");
        }
        return up(all.dividedBy(rest));
    }

    private Rational requireInRange(Rational size) {
        if (size.compareTo(format.greatestPower()) > 0) {
            throw new OverLimitsException("numbers may overflow in " + format.word());
        }
        return size;
    }

    private static Rational up(Rational number) {
        return ROUNDED.around(number).right();
    }

    private static Rational size(Rational number) {
        return number.signum() < 0 ? number.negate() : number;
    }

    private static Rational max(Rational a, Rational b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static Rational min(Rational a, Rational b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
