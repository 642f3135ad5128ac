package org.chaoscert.map;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.SlowPiecewiseLinear;

/**
 * Seeded piecewise-linear maps with what breaks things: flat pieces, slopes ±1, pieces of the diagonal, kinks at the ends
 * of the domain and outside, kinks on kinks' images, unbounded domains.
 */
public final class RandomMaps {
    /** A function, twice, and a domain that it maps into itself. */
    public record Sample(PiecewiseLinear function, SlowPiecewiseLinear slow, Domain domain) {
        public Fraction left() {
            return Fraction.of(domain.left());
        }

        public Fraction right() {
            return Fraction.of(domain.right());
        }

        public PiecewiseLinearMap map() {
            return map(Work.unlimited());
        }

        public PiecewiseLinearMap map(Work work) {
            return PiecewiseLinearMap.of(function, domain, work);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("map of " + domain + " with slope " + function.slope(0));
            for (int i = 0; i + 1 < function.pieces(); i++) {
                text.append(", ")
                        .append(function.slope(i + 1))
                        .append(" from (")
                        .append(function.kink(i))
                        .append(", ")
                        .append(function.valueAt(function.kink(i)))
                        .append(")");
            }
            return text.toString();
        }
    }

    private static final Rational THREE = Rational.of(3);

    private final RationalSamples samples;

    public RandomMaps(long seed) {
        samples = new RationalSamples(seed);
    }

    public RationalSamples samples() {
        return samples;
    }

    public Sample next() {
        while (true) {
            Domain domain = domain();
            int denominator = samples.between(1, 6);
            List<Rational> xs = places(domain, denominator);
            List<Rational> ys = new ArrayList<>();
            for (int i = 0; i < xs.size(); i++) {
                ys.add(value(domain, denominator, xs, ys, i));
            }
            List<Fraction> slowXs = xs.stream().map(Fraction::of).toList();
            List<Fraction> slowYs = ys.stream().map(Fraction::of).toList();
            Sample sample = new Sample(Polylines.through(xs, ys), SlowPiecewiseLinear.through(slowXs, slowYs), domain);
            if (isInvariant(sample)) {
                return sample;
            }
        }
    }

    public static boolean isInvariant(Sample sample) {
        SlowPiecewiseLinear.Interval image = sample.slow.image(sample.left(), sample.right());
        return !image.low().isBelow(sample.left()) && !sample.right().isBelow(image.high());
    }

    public Domain domain() {
        return switch (samples.between(0, 5)) {
            case 0 -> Domain.LINE;
            case 1 -> new Domain(Rational.NEGATIVE_INFINITY, samples.small());
            case 2 -> new Domain(samples.small(), Rational.POSITIVE_INFINITY);
            case 3 -> {
                Rational left = samples.small();
                yield new Domain(left, left.plus(Rational.of(samples.between(1, 9), samples.between(1, 4))));
            }
            default -> Domain.UNIT;
        };
    }

    /** Increasing places: finite ends of the domain, kinks between them, and sometimes some outside. */
    private List<Rational> places(Domain domain, int denominator) {
        NavigableSet<Rational> places = new TreeSet<>();
        Rational from = domain.left().isFinite() ? domain.left() : low(domain);
        Rational to = domain.right().isFinite() ? domain.right() : from.plus(THREE);
        places.add(from);
        places.add(to);
        for (int i = samples.between(0, 5); i > 0; i--) {
            places.add(from.plus(to.minus(from).times(Rational.of(samples.between(0, denominator), denominator))));
        }
        for (int i = samples.between(0, 1); i > 0; i--) {
            places.add(from.minus(Rational.of(samples.between(1, 5), denominator)));
            places.add(to.plus(Rational.of(samples.between(1, 5), denominator)));
        }
        return List.copyOf(places);
    }

    private static Rational low(Domain domain) {
        return domain.right().isFinite() ? domain.right().minus(THREE) : Rational.of(-1);
    }

    private Rational value(Domain domain, int denominator, List<Rational> xs, List<Rational> ys, int i) {
        Rational x = xs.get(i);
        Rational step = i == 0 ? Rational.ZERO : x.minus(xs.get(i - 1));
        Rational value = switch (samples.between(0, 7)) {
            case 0 -> x;
            case 1 -> i == 0 ? x : ys.get(i - 1);
            case 2 -> i == 0 ? x : ys.get(i - 1).plus(step);
            case 3 -> i == 0 ? x : ys.get(i - 1).minus(step);
            case 4 -> xs.get(samples.between(0, xs.size() - 1));
            default -> somewhere(domain, denominator);
        };
        Rational atMost = value.compareTo(domain.right()) > 0 ? domain.right() : value;
        return atMost.compareTo(domain.left()) < 0 ? domain.left() : atMost;
    }

    private Rational somewhere(Domain domain, int denominator) {
        Rational from = domain.left().isFinite() ? domain.left() : low(domain);
        Rational length = domain.right().isFinite() ? domain.right().minus(from) : THREE;
        return from.plus(length.times(Rational.of(samples.between(0, denominator), denominator)));
    }

    /** A part of the domain, of positive length: its ends are places of interest, or any. */
    public Domain cell(Sample sample) {
        while (true) {
            Rational left = samples.between(0, 3) == 0 ? sample.domain.left() : point(sample);
            Rational right = samples.between(0, 3) == 0 ? sample.domain.right() : point(sample);
            if (left.compareTo(right) < 0) {
                return new Domain(left, right);
            }
        }
    }

    /** A number in the domain: an end, a kink, a value at a kink, or any. */
    public Rational point(Sample sample) {
        while (true) {
            Rational point = anyPoint(sample);
            if (sample.domain.contains(point)) {
                return samples.otherForm(point);
            }
        }
    }

    private Rational anyPoint(Sample sample) {
        PiecewiseLinear function = sample.function;
        int pieces = function.pieces();
        return switch (samples.between(0, 5)) {
            case 0 -> sample.domain.left();
            case 1 -> sample.domain.right();
            case 2 -> pieces > 1 ? function.kink(samples.between(0, pieces - 2)) : Rational.ZERO;
            case 3 -> pieces > 1 ? function.valueAt(function.kink(samples.between(0, pieces - 2))) : Rational.ONE;
            case 4 -> {
                Rational small = samples.small();
                yield small.scaledByPowerOfTwo(samples.between(-3, 3));
            }
            default -> somewhere(sample.domain, samples.between(1, 40));
        };
    }
}
