package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/**
 * What programs compute that evaluate a network in floating-point arithmetic, each operation with an error of at most one unit of
 * the format, whatever the order of summation: an interval around f(x), by an analysis of the rounding errors.
 *
 * <p>Let u be a unit, 2^(1−p), and η the least normal number: a result is x(1 + θ) + ω with |θ| ≤ u, |ω| ≤ η; that allows for all
 * directions of rounding, for inputs and results flushed to 0, and for stored weights that are rounded. In a sum of n products and a bias at
 * most n + 3 such errors meet: storing, product, n additions, a last rounding. With γ = (n + 3)u / (1 − (n + 3)u) ≤ 1 the computed
 * sum differs from Σ w y + b by at most Σ |w| e + γ (Σ |w| m + |b|) + η (2 Σ m + 4n + 6), where the inputs are off by e and at most m
 * in size (Higham 2002, chapters 3 and 4). Activations do not widen errors; a leaky one has a product of its own.
 */
final class FloatEvaluation implements Enclosure {
    /** Bits of bounds, and of the ends of intervals, which are rounded outward. */
    private static final Rounding BOUNDS = new Rounding(64);

    private static final Rounding ENDS = new Rounding(256);

    /** A format: the bits of its significands, and the exponents of its least and greatest normal numbers. */
    private record Format(int precision, int least, int greatest) {
        Fraction unit() {
            return power(1 - precision);
        }

        Fraction leastNormal() {
            return power(least);
        }

        /** Whether a number, a multiple of the least one that is not too large, has few enough digits. */
        boolean holds(Fraction number) {
            Fraction lowest = number.inLowestTerms();
            BigInteger size = lowest.numerator().abs();
            int digits = size.bitLength() - Math.max(0, size.getLowestSetBit());
            return lowest.isDyadic()
                    && digits <= precision
                    && lowest.denominator().bitLength() - 1 <= precision - 1 - least
                    && size.bitLength() - lowest.denominator().bitLength() < greatest;
        }
    }

    private static final Map<String, Format> FORMATS = Map.of(
            "binary16", new Format(11, -14, 15),
            "bfloat16", new Format(8, -126, 127),
            "binary32", new Format(24, -126, 127),
            "binary64", new Format(53, -1022, 1023));

    /** What is known of a unit: its values are at most this in size, and off by at most that. */
    private record Bound(Fraction size, Fraction error) {}

    private final Net net;
    private final Format format;
    private final Graph graph;

    private FloatEvaluation(Net net, Format format, Graph graph) {
        this.net = net;
        this.format = format;
        this.graph = graph;
    }

    static FloatEvaluation of(Members certificate, Net net, Limits limits) throws Fault {
        Format format = FORMATS.get(certificate.string("arithmetic"));
        if (format == null || net.isSmooth()) {
            throw Fault.rejected(
                    "bad-arithmetic", certificate.place("arithmetic"), "no such format, or smooth activations");
        }
        return new FloatEvaluation(net, format, Unfolding.graph(net, Span.LINE, limits));
    }

    /** A step goes through all weights; the work is counted in units. */
    @Override
    public BigInteger cost() {
        long weights = net.layers.stream()
                .mapToLong(layer -> (long) layer.inputs() * layer.units())
                .sum();
        return BigInteger.valueOf(1 + weights / net.neurons);
    }

    private static Fraction power(int exponent) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(exponent));
        return exponent < 0 ? new Fraction(BigInteger.ONE, power) : new Fraction(power, BigInteger.ONE);
    }

    private static Fraction whole(long number) {
        return new Fraction(BigInteger.valueOf(number), BigInteger.ONE);
    }

    private static Fraction size(Fraction number) {
        return number.max(Rounding.negate(number));
    }

    /** What may be computed from the numbers of the format in an interval; programs start at one of them. */
    @Override
    public Span image(Span span) throws Fault {
        if (span.isPoint() && !format.holds(span.low())) {
            throw Fault.rejected("point-not-representable", "/witness/point", "no number of the format");
        }
        Fraction error = deviation(span);
        Span exact = graph.image(span);
        return ENDS.outward(new Span(Rounding.minus(exact.low(), error), Rounding.plus(exact.high(), error)));
    }

    /** What is computed has no slopes: no rule of a cover can hold. */
    @Override
    public Span slopes(Span span) throws Fault {
        throw Fault.rejected("claim-not-supported-by-witness", "/witness", "computed values have no slopes");
    }

    /** Holds the claim that all evaluations on an interval are within a deviation of f. */
    List<String> conclusions(Members certificate, Claims claims) throws Fault {
        claims.requireKind(certificate.object("witness"), "error-bound");
        List<?> ends = certificate.list("interval");
        Place at = certificate.place("interval");
        List<Fraction> numbers = new ArrayList<>();
        for (Object end : ends) {
            numbers.add(Numerals.canonical(end, new Place(at, numbers.size()), certificate.limits()));
        }
        if (numbers.size() != 2 || numbers.get(0).compareTo(numbers.get(1)) > 0) {
            throw Fault.rejected("bad-interval", at, "expected two numbers, the first not above the second");
        }
        Fraction claimed = certificate.canonical("deviation");
        if (deviation(new Span(numbers.get(0), numbers.get(1))).compareTo(claimed) > 0) {
            throw Fault.rejected("deviation-not-shown", certificate.place("deviation"), "errors may be larger");
        }
        return List.of("within-deviation:" + certificate.string("arithmetic"));
    }

    /** A bound of |computed − f(x)| for all x of the format in an interval. */
    private Fraction deviation(Span span) throws Fault {
        List<Bound> bounds = List.of(new Bound(size(span.low()).max(size(span.high())), format.leastNormal()));
        for (Net.Layer layer : net.layers) {
            List<Bound> next = new ArrayList<>(layer.units());
            for (int unit = 0; unit < layer.units(); unit++) {
                next.add(activated(layer, sum(layer, unit, bounds)));
            }
            bounds = next;
        }
        return bounds.get(0).error;
    }

    private Bound sum(Net.Layer layer, int unit, List<Bound> inputs) throws Fault {
        Fraction size = number(layer, layer.units() * layer.inputs() + unit);
        Fraction error = Fraction.ZERO;
        Fraction sizes = Fraction.ZERO;
        for (int j = 0; j < inputs.size(); j++) {
            Fraction weight = number(layer, unit * layer.inputs() + j);
            size = up(Rounding.plus(size, weight.times(inputs.get(j).size)));
            error = up(Rounding.plus(error, weight.times(inputs.get(j).error)));
            sizes = up(Rounding.plus(sizes, inputs.get(j).size));
            requireInRange(weight);
        }
        Fraction tiny = Rounding.plus(Rounding.plus(sizes, sizes), whole(4L * inputs.size() + 6));
        Fraction rounded = Rounding.plus(
                gamma(inputs.size() + 3L).times(size), format.leastNormal().times(tiny));
        return checked(new Bound(size, up(Rounding.plus(error, rounded))));
    }

    /** The size of a weight or bias. */
    private static Fraction number(Net.Layer layer, int index) {
        return new Fraction(layer.integer(index).abs(), layer.scale());
    }

    private static Fraction up(Fraction number) {
        return BOUNDS.rounded(number, true);
    }

    /** γ of so many errors. */
    private Fraction gamma(long errors) throws Fault {
        Fraction all = format.unit().times(whole(errors));
        Fraction rest = Rounding.minus(Fraction.ONE, all);
        if (all.compareTo(rest) > 0) {
            throw Fault.rejected("deviation-not-shown", "/arithmetic", "too many summands for so few bits");
        }
        return up(Rounding.over(all, rest));
    }

    /** Partial sums in any order are at most twice as large as the sum of all sizes: none may overflow. */
    private Bound checked(Bound bound) throws Fault {
        requireInRange(Rounding.plus(bound.size, bound.error).times(whole(4)));
        return new Bound(up(Rounding.plus(bound.size, bound.error)), bound.error);
    }

    private void requireInRange(Fraction size) throws Fault {
        if (size.compareTo(power(format.greatest)) > 0) {
            throw Fault.rejected("deviation-not-shown", "/arithmetic", "numbers may overflow");
        }
    }

    /** Activations take numbers no farther apart than they are; those that cut leave nothing beyond 1. */
    private Bound activated(Net.Layer layer, Bound sum) throws Fault {
        String name = layer.kind().name();
        if (name.startsWith("leaky")) {
            Fraction tiny = format.leastNormal().times(Rounding.plus(Rounding.plus(sum.size, sum.size), whole(4)));
            Fraction error = Rounding.plus(gamma(3).times(sum.size), tiny);
            return new Bound(up(Rounding.plus(sum.size, error)), up(Rounding.plus(sum.error, error)));
        }
        boolean cuts = name.equals("clip") || name.equals("hard-tanh");
        return new Bound(cuts ? sum.size.min(Fraction.ONE) : sum.size, sum.error);
    }
}
