package org.chaoscert.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chaoscert.exact.Binary64Arithmetic;
import org.chaoscert.exact.IntervalArithmetic;
import org.chaoscert.exact.OutwardArithmetic;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.EnclosedMap;
import org.chaoscert.map.OutOfRangeException;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;

/**
 * The map of a network with smooth activations, in interval arithmetic.
 *
 * <p>Every unit is followed over an interval [u, v] by enclosures of its values at u, at v and between, and of its slopes between,
 * by the chain rule. Where slopes lie between s &lt; 0 and t &gt; 0 the values between are below both lines of slope t through
 * the value at u and of slope s through that at v, and likewise above: a mean-value form, taken at both ends. Where slopes have
 * one sign, the values between are those from u to v.
 *
 * <p>These are the enclosures of the certificate format, with other roundings: values of smooth activations are moved outward by
 * more than a checker with the stated precision loses, so that what is proved here can be checked there.
 *
 * @param <I> the type of the intervals
 */
public final class SmoothMap<I> extends EnclosedMap {
    /** The least precision for a checker. */
    public static final int LEAST_PRECISION = 64;

    /** A bounded domain is cut into so many parts to see whether it is mapped into itself. */
    private static final int PARTS = 256;

    /** A limit at infinity is one of the values beyond 2 to this power. */
    private static final int FAR_OUT = 512;

    /** A checker may lose the last bits, so many of them. */
    private static final int MARGIN_BITS = 12;

    /** Cells are not cut below so many lengths of a point's image. */
    private static final Rational FINEST = Rational.of(4);

    /** So many intervals are kept with what is known over them. */
    private static final int KEPT = 16;

    private static final Rational FAR = Rational.of(1).scaledByPowerOfTwo(FAR_OUT);

    /** What is known of a unit over an interval: its values at the left end, at the right end, and between; its slopes. */
    private record Arc<I>(I left, I right, I values, I slopes) {}

    /** A layer in this arithmetic. */
    private record Enclosed<I>(Layer layer, List<List<I>> weights, List<I> biases) {}

    private record Known<I>(Span interval, Arc<I> arc) {}

    private final Network network;
    private final OutwardArithmetic<I> arithmetic;
    private final List<Enclosed<I>> layers = new ArrayList<>();
    private final I zero;
    private final I one;
    private final I margin;
    private final long cost;

    /** The last intervals, the oldest one overwritten next. */
    private final List<Known<I>> known = new ArrayList<>();

    private int oldest;

    private SmoothMap(Network network, OutwardArithmetic<I> arithmetic, int precision, Work work) {
        super(network.domain(), work);
        this.network = network;
        this.arithmetic = arithmetic;
        zero = around(Rational.ZERO);
        one = around(Rational.ONE);
        Rational most = Rational.ONE.scaledByPowerOfTwo(MARGIN_BITS - precision);
        margin = arithmetic.between(most.negate(), most);
        for (Layer layer : network.layers()) {
            layers.add(new Enclosed<>(
                    layer,
                    IntStream.range(0, layer.units())
                            .mapToObj(unit -> IntStream.range(0, layer.inputs())
                                    .mapToObj(input -> around(layer.weight(unit, input)))
                                    .toList())
                            .toList(),
                    IntStream.range(0, layer.units())
                            .mapToObj(unit -> around(layer.bias(unit)))
                            .toList()));
        }
        cost = network.layers().stream()
                .mapToLong(layer -> (long) layer.units() * layer.inputs())
                .sum();
    }

    private I around(Rational number) {
        return arithmetic.between(number, number);
    }

    /**
     * Prepares the map of a network.
     *
     * @param network a network with a smooth activation
     * @param precision p, the bits with which a checker is to compute, at least {@value #LEAST_PRECISION}; with that one this
     *     is done in binary64 arithmetic, else with some bits less than p
     * @param work counts everything done with the map
     * @return the map
     * @throws DomainNotInvariantException if the network is not shown to map its domain into itself
     * @throws OutOfRangeException if slopes are beyond the numbers of the arithmetic; from images, and from slopes, too
     * @throws OverLimitsException if the precision is beyond what is computed here
     * @throws IllegalArgumentException if the precision is below the least one
     */
    public static SmoothMap<?> of(Network network, int precision, Work work) {
        if (precision < LEAST_PRECISION) {
            throw new IllegalArgumentException("a precision of " + precision + " bits");
        }
        if (precision - MARGIN_BITS > IntervalArithmetic.MOST_PRECISION) {
            throw new OverLimitsException("a precision of " + precision + " bits; at most "
                    + (IntervalArithmetic.MOST_PRECISION + MARGIN_BITS) + " are computed with");
        }
        SmoothMap<?> map = precision == LEAST_PRECISION
                ? new SmoothMap<>(network, new Binary64Arithmetic(), precision, work)
                : new SmoothMap<>(network, new IntervalArithmetic(precision - MARGIN_BITS), precision, work);
        if (!map.staysInDomain()) {
            throw new DomainNotInvariantException(
                    "the map is not shown to take the domain " + network.domain() + " into itself");
        }
        return map;
    }

    private boolean staysInDomain() {
        Domain domain = network.domain();
        Span whole = new Span(domain.left(), domain.right());
        Layer last = network.layers().get(network.layers().size() - 1);
        if (last.activation().range().isWithin(whole) || image(whole).isWithin(whole)) {
            return true;
        }
        if (!domain.left().isFinite() || !domain.right().isFinite()) {
            return false;
        }
        Rational length = domain.right().minus(domain.left());
        return IntStream.range(0, PARTS)
                .mapToObj(i -> new Span(
                        domain.left().plus(length.times(Rational.of(i, PARTS))),
                        domain.left().plus(length.times(Rational.of(i + 1, PARTS)))))
                .allMatch(part -> image(part).isWithin(whole));
    }

    @Override
    public Span image(Span interval) {
        return span(arc(interval).values);
    }

    @Override
    public Span slopes(Span interval) {
        return interval.isPoint() ? new Span(Rational.ZERO, Rational.ZERO) : span(arc(interval).slopes);
    }

    private Span span(I interval) {
        return new Span(arithmetic.left(interval), arithmetic.right(interval));
    }

    @Override
    protected Rational finest(Rational point) {
        Span image = image(new Span(point, point));
        return image.upper().minus(image.lower()).times(FINEST);
    }

    private Arc<I> arc(Span interval) {
        for (Known<I> item : known) {
            if (item.interval.equals(interval)) {
                return item.arc;
            }
        }
        Arc<I> arc = follow(interval);
        if (known.size() < KEPT) {
            known.add(new Known<>(interval, arc));
        } else {
            known.set(oldest, new Known<>(interval, arc));
            oldest = (oldest + 1) % KEPT;
        }
        return arc;
    }

    private Arc<I> follow(Span interval) {
        work().spend(cost);
        Rational u = interval.lower();
        Rational v = interval.upper();
        I left = u.isFinite() ? around(u) : arithmetic.between(u, FAR.negate());
        I right = v.isFinite() ? around(v) : arithmetic.between(FAR, v);
        I length = arithmetic.subtract(right, left);
        boolean isBounded = u.isFinite() && v.isFinite();
        List<Arc<I>> arcs = List.of(new Arc<>(left, right, arithmetic.between(u, v), one));
        for (Enclosed<I> layer : layers) {
            List<Arc<I>> next = new ArrayList<>(layer.biases.size());
            for (int unit = 0; unit < layer.biases.size(); unit++) {
                Arc<I> sum = sum(layer.weights.get(unit), layer.biases.get(unit), arcs);
                next.add(activated(layer.layer, isBounded ? cut(sum, length) : sum));
            }
            arcs = next;
        }
        return arcs.get(0);
    }

    private Arc<I> sum(List<I> weights, I bias, List<Arc<I>> inputs) {
        I left = bias;
        I right = bias;
        I slopes = zero;
        for (int i = 0; i < weights.size(); i++) {
            I weight = weights.get(i);
            Arc<I> input = inputs.get(i);
            left = arithmetic.add(left, arithmetic.multiply(weight, input.left));
            right = arithmetic.add(right, arithmetic.multiply(weight, input.right));
            slopes = arithmetic.add(slopes, arithmetic.multiply(weight, input.slopes));
        }
        if (!arithmetic.isFinite(slopes)) {
            throw new OutOfRangeException("slopes overflow");
        }
        if (arithmetic.side(slopes) != 0) {
            return new Arc<>(left, right, arithmetic.hull(left, right), slopes);
        }
        I values = bias;
        for (int i = 0; i < weights.size(); i++) {
            values = arithmetic.add(values, arithmetic.multiply(weights.get(i), inputs.get(i).values));
        }
        return new Arc<>(left, right, values, slopes);
    }

    /** Cuts values to those between the lines of the steepest slopes through the values at both ends. */
    private Arc<I> cut(Arc<I> arc, I length) {
        if (arithmetic.side(arc.slopes) != 0) {
            return arc;
        }
        I s = around(arithmetic.left(arc.slopes));
        I t = around(arithmetic.right(arc.slopes));
        I spread = arithmetic.subtract(t, s);
        I deepest = arithmetic.multiply(arithmetic.multiply(s, t), length);
        I ends = arithmetic.subtract(arithmetic.multiply(t, arc.left), arithmetic.multiply(s, arc.right));
        I low = arithmetic.divide(arithmetic.add(ends, deepest), spread);
        I otherEnds = arithmetic.subtract(arithmetic.multiply(t, arc.right), arithmetic.multiply(s, arc.left));
        I high = arithmetic.divide(arithmetic.subtract(otherEnds, deepest), spread);
        I lines = arithmetic.hull(low, high);
        return new Arc<>(arc.left, arc.right, arithmetic.intersection(arc.values, lines), arc.slopes);
    }

    private Arc<I> activated(Layer layer, Arc<I> arc) {
        I left = activated(layer, arc.left);
        I right = activated(layer, arc.right);
        boolean rises = layer.activation() != Activation.ABS;
        I values =
                rises && arithmetic.side(arc.slopes) != 0 ? arithmetic.hull(left, right) : activated(layer, arc.values);
        return new Arc<>(left, right, values, arithmetic.multiply(arc.slopes, slopes(layer, arc.values, values)));
    }

    private I activated(Layer layer, I x) {
        return switch (layer.activation()) {
            case IDENTITY -> x;
            case RELU -> arithmetic.max(x, zero);
            case LEAKY_RELU -> arithmetic.max(x, arithmetic.multiply(around(layer.leak()), x));
            case ABS -> size(x);
            case CLIP -> arithmetic.min(arithmetic.max(x, zero), one);
            case HARD_TANH -> arithmetic.min(arithmetic.max(x, around(Rational.of(-1))), one);
            case TANH -> widened(layer, x, arithmetic.tanh(x));
            case SIGMOID -> widened(layer, x, arithmetic.sigmoid(x));
        };
    }

    private I size(I x) {
        I mirrored = arithmetic.subtract(zero, x);
        return switch (arithmetic.side(x)) {
            case 1 -> x;
            case -1 -> mirrored;
            default -> arithmetic.max(arithmetic.max(x, mirrored), zero);
        };
    }

    /** Values as a checker may see them. tanh 0 is 0 there, too. */
    private I widened(Layer layer, I x, I values) {
        boolean isZero = arithmetic.left(x).signum() == 0 && arithmetic.right(x).signum() == 0;
        if (isZero && layer.activation() == Activation.TANH) {
            return values;
        }
        Span range = layer.activation().range();
        return arithmetic.intersection(
                arithmetic.add(values, margin), arithmetic.between(range.lower(), range.upper()));
    }

    /** The slopes of an activation where it takes numbers of an interval to these values. */
    private I slopes(Layer layer, I x, I values) {
        return switch (layer.activation()) {
            case TANH -> arithmetic.max(arithmetic.subtract(one, square(values)), zero);
            case SIGMOID -> {
                I fromCentre = arithmetic.subtract(values, around(Rational.of(1, 2)));
                yield arithmetic.max(arithmetic.subtract(around(Rational.of(1, 4)), square(fromCentre)), zero);
            }
            default -> slopesOfPieces(Unfolding.shape(layer), arithmetic.left(x), arithmetic.right(x));
        };
    }

    private I square(I x) {
        I size = size(x);
        return arithmetic.multiply(size, size);
    }

    private I slopesOfPieces(PiecewiseLinear shape, Rational left, Rational right) {
        I slopes = zero;
        boolean isFirst = true;
        for (int piece = 0; piece < shape.pieces(); piece++) {
            boolean beginsBefore = piece == 0 || shape.kink(piece - 1).compareTo(right) < 0;
            boolean endsAfter = piece == shape.pieces() - 1 || shape.kink(piece).compareTo(left) > 0;
            if (beginsBefore && endsAfter && left.compareTo(right) < 0) {
                I slope = around(shape.slope(piece));
                slopes = isFirst ? slope : arithmetic.hull(slopes, slope);
                isFirst = false;
            }
        }
        return slopes;
    }
}
