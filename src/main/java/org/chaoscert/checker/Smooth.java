package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One network with smooth activations, in interval arithmetic whose results are rounded outward to p bits.
 *
 * <p>Every unit is followed over an interval [u, v] by four enclosures: of its values at u, at v, and between, and of its slopes
 * between, by the chain rule. A sum of units takes each enclosure as a sum. With slopes from s to t the values lie below both
 * lines of slope t through the greatest value at u and of slope s through that at v, and likewise above: where s ≥ 0 or t ≤ 0
 * between the values at u and at v, else by these lines as well as by the sum of the values between.
 *
 * <p>A layer of smooth units is bounded, and so is all that follows: f(D) is bounded even if D is not, and every orbit enters a
 * compact interval. The conclusions from absent periods hold there.
 */
final class Smooth implements Enclosure {
    private static final BigInteger LEAST = BigInteger.valueOf(16);
    private static final int MOST = 1 << 24;

    /** A bounded D is cut into so many parts to see whether f maps it into itself. */
    private static final int PARTS = 256;

    /** So many intervals are kept with what is known over them. */
    private static final int MOST_KEPT = 1024;

    /** What is known of a unit over an interval. */
    private record Arc(Span left, Span right, Span values, Span slopes) {}

    private final Net net;
    private final int precision;
    private final Rounding rounding;
    private final Map<Span, Arc> known = new HashMap<>();

    private Smooth(Net net, int precision) {
        this.net = net;
        this.precision = precision;
        rounding = new Rounding(precision);
    }

    /** The network at a precision; it must map D into D. */
    static Smooth of(Net net, BigInteger precision, Limits limits) throws Fault {
        if (precision.compareTo(LEAST) < 0) {
            throw Fault.rejected("bad-precision", "/precision", "fewer than " + LEAST + " bits");
        }
        if (precision.compareTo(BigInteger.valueOf(Math.min(limits.bits(), MOST))) > 0) {
            throw Fault.overLimits("/precision", "more bits than numbers may have");
        }
        Smooth map = new Smooth(net, precision.intValueExact());
        if (!net.domain.contains(net.range()) && !map.staysInDomain(limits)) {
            throw Fault.rejected("domain-not-invariant", "/network/domain", "f is not shown to stay in the domain");
        }
        return map;
    }

    /** Looks at the domain as a whole; if that does not do, at its parts. */
    private boolean staysInDomain(Limits limits) throws Fault {
        limits.requireWork(cost().multiply(BigInteger.valueOf(PARTS * net.neurons)));
        Fraction from = net.domain.low();
        Fraction length = Rounding.minus(net.domain.high(), from);
        boolean stays = net.domain.contains(image(net.domain));
        if (stays || !length.isFinite()) {
            return stays;
        }
        Fraction left = from;
        for (int i = 1; i <= PARTS; i++) {
            Fraction part = new Fraction(BigInteger.valueOf(i), BigInteger.valueOf(PARTS));
            Fraction right = Rounding.plus(from, length.times(part));
            if (!net.domain.contains(image(new Span(left, right)))) {
                return false;
            }
            left = right;
        }
        return true;
    }

    @Override
    public BigInteger cost() {
        return BigInteger.valueOf(precision).pow(2).shiftRight(Byte.SIZE);
    }

    @Override
    public Span image(Span span) throws Fault {
        return arc(span).values;
    }

    @Override
    public Span slopes(Span span) throws Fault {
        return span.isPoint() ? Span.point(Fraction.ZERO) : arc(span).slopes;
    }

    private Arc arc(Span span) throws Fault {
        if (known.size() >= MOST_KEPT) {
            known.clear();
        }
        Arc arc = known.get(span);
        if (arc == null) {
            arc = follow(span);
            known.put(span, arc);
        }
        return arc;
    }

    private Arc follow(Span span) throws Fault {
        Fraction length = span.isPoint() ? Fraction.ZERO : Rounding.minus(span.high(), span.low());
        List<Arc> arcs =
                List.of(new Arc(Span.point(span.low()), Span.point(span.high()), span, Span.point(Fraction.ONE)));
        for (Net.Layer layer : net.layers) {
            List<Arc> next = new ArrayList<>(layer.units());
            for (int unit = 0; unit < layer.units(); unit++) {
                next.add(activated(layer, sum(layer, unit, arcs, length)));
            }
            arcs = next;
        }
        return arcs.get(0);
    }

    /** Σ weight·input + bias. */
    private Arc sum(Net.Layer layer, int unit, List<Arc> inputs, Fraction length) {
        BigInteger bias = layer.integer(layer.units() * layer.inputs() + unit);
        Span left = sum(layer, unit, inputs, Arc::left, bias);
        Span right = sum(layer, unit, inputs, Arc::right, bias);
        Span slopes = sum(layer, unit, inputs, Arc::slopes, BigInteger.ZERO);
        if (isOneWay(slopes)) {
            return new Arc(left, right, left.hull(right), slopes);
        }
        Span values = sum(layer, unit, inputs, Arc::values, bias);
        return new Arc(left, right, length.isFinite() ? cut(values, left, right, slopes, length) : values, slopes);
    }

    private static boolean isOneWay(Span slopes) {
        return slopes.low().numerator().signum() >= 0
                || slopes.high().numerator().signum() <= 0;
    }

    private Span sum(Net.Layer layer, int unit, List<Arc> inputs, Function<Arc, Span> part, BigInteger bias) {
        Fraction low = new Fraction(bias, BigInteger.ONE);
        Fraction high = low;
        for (int j = 0; j < inputs.size(); j++) {
            BigInteger weight = layer.integer(unit * layer.inputs() + j);
            if (weight.signum() != 0) {
                Span input = part.apply(inputs.get(j));
                low = plus(low, weight, weight.signum() > 0 ? input.low() : input.high(), Fraction.MINUS_INFINITY);
                high = plus(high, weight, weight.signum() > 0 ? input.high() : input.low(), Fraction.INFINITY);
            }
        }
        Fraction scale = new Fraction(layer.scale(), BigInteger.ONE);
        return rounding.outward(new Span(Rounding.over(low, scale), Rounding.over(high, scale)));
    }

    /** sum + weight·x; of two infinities the worst that may be counts, as ∞ − ∞ may be anything. */
    private static Fraction plus(Fraction sum, BigInteger weight, Fraction x, Fraction worst) {
        if (x.isFinite()) {
            return Rounding.plus(sum, new Fraction(weight.multiply(x.numerator()), x.denominator()));
        }
        Fraction term = weight.signum() * x.numerator().signum() > 0 ? Fraction.INFINITY : Fraction.MINUS_INFINITY;
        return sum.isFinite() || term.equals(worst) ? term : sum;
    }

    /** Cuts values to those between the lines of the steepest slopes, s &lt; 0 &lt; t, through the values at both ends. */
    private Span cut(Span values, Span left, Span right, Span slopes, Fraction length) {
        Fraction s = slopes.low();
        Fraction t = slopes.high();
        Fraction deepest = s.times(t).times(length);
        Fraction low = Rounding.minus(t.times(left.low()), s.times(right.low()));
        Fraction high = Rounding.minus(t.times(right.high()), s.times(left.high()));
        Fraction spread = Rounding.minus(t, s);
        Span lines = rounding.outward(new Span(
                Rounding.over(Rounding.plus(low, deepest), spread),
                Rounding.over(Rounding.minus(high, deepest), spread)));
        return new Span(values.low().max(lines.low()), values.high().min(lines.high()));
    }

    private Arc activated(Net.Layer layer, Arc arc) throws Fault {
        if (layer.kind().shape().isPresent()) {
            Graph shape = layer.activation();
            Span slopes = arc.slopes.times(shape.slopes(arc.values));
            return new Arc(
                    rounding.outward(shape.image(arc.left)),
                    rounding.outward(shape.image(arc.right)),
                    rounding.outward(shape.image(arc.values)),
                    rounding.outward(slopes));
        }
        Curve curve = Curve.of(layer.kind().name(), precision);
        Span left = curve.image(arc.left);
        Span right = curve.image(arc.right);
        Span values = isOneWay(arc.slopes) ? left.hull(right) : curve.image(arc.values);
        return new Arc(left, right, values, rounding.outward(arc.slopes.times(curve.slopesAt(values))));
    }
}
