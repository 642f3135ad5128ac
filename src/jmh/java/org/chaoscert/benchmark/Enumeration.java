package org.chaoscert.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chaoscert.network.Neurons;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The plain exact way to see period three: all affine pieces of f³ on [0, 1], one after another, in fractions, and the fixed
 * points on each.
 */
@State(Scope.Thread)
public class Enumeration {
    /** A point with its images: x, f(x), f²(x), … */
    private record Corner(List<Fraction> orbit) {
        Fraction first() {
            return orbit.get(0);
        }

        Fraction last() {
            return orbit.get(orbit.size() - 1);
        }

        Corner then(Fraction image) {
            List<Fraction> longer = new ArrayList<>(orbit);
            longer.add(image);
            return new Corner(longer);
        }

        /** The point at a share of the way to another corner of the same piece. */
        Corner towards(Corner other, Fraction share) {
            List<Fraction> between = new ArrayList<>();
            for (int i = 0; i < orbit.size(); i++) {
                Fraction here = orbit.get(i);
                between.add(here.plus(share.times(other.orbit.get(i).minus(here))));
            }
            return new Corner(between);
        }
    }

    /** Some networks of variance 2 and 64, on which the answers have to agree. */
    @Setup
    public void requireAgreement() {
        for (String variance : List.of("2", "64")) {
            Pool pool = new Pool();
            pool.width = 16;
            pool.size = 100;
            pool.variance = variance;
            pool.draw();
            requireAgreement(pool);
        }
    }

    /** The networks of the trial. */
    @Setup
    public void requireAgreement(Pool pool) {
        Decide decide = new Decide();
        for (Neurons network : pool.networks) {
            if (hasPeriodThree(network) != decide.hasPeriodThree(network)) {
                throw new IllegalStateException("the enumeration does not agree with the decision");
            }
        }
    }

    /** The number of networks with period three. */
    @Benchmark
    public int enumerate(Pool pool) {
        int count = 0;
        for (Neurons network : pool.networks) {
            if (hasPeriodThree(network)) {
                count++;
            }
        }
        return count;
    }

    static boolean hasPeriodThree(Neurons network) {
        var f = corners(network);
        List<Corner> corners = List.of(new Corner(List.of(Fraction.ZERO)), new Corner(List.of(Fraction.ONE)));
        for (int i = 0; i < 3; i++) {
            corners = composed(f, corners);
        }
        for (int i = 1; i < corners.size(); i++) {
            if (hasPeriodThree(corners.get(i - 1), corners.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Whether f³ but not f fixes a point of a piece. */
    private static boolean hasPeriodThree(Corner left, Corner right) {
        Fraction above = left.last().minus(left.first());
        Fraction aboveRight = right.last().minus(right.first());
        if (above.signum() * aboveRight.signum() > 0) {
            return false;
        }
        if (above.signum() == 0 && aboveRight.signum() == 0) {
            return moves(left) || moves(right);
        }
        return moves(left.towards(right, above.over(above.minus(aboveRight))));
    }

    private static boolean moves(Corner corner) {
        return corner.first().compareTo(corner.orbit().get(1)) != 0;
    }

    /** The places where f : [0, 1] → [0, 1] may have a kink, and its values there. */
    private static NavigableMap<Fraction, Fraction> corners(Neurons network) {
        List<Fraction> kinks = IntStream.range(0, network.width())
                .mapToObj(i -> Fraction.of(-network.biases()[i]))
                .toList();
        List<Integer> order = IntStream.range(0, network.width())
                .boxed()
                .sorted(Comparator.comparing(kinks::get))
                .toList();
        NavigableMap<Fraction, Fraction> sum = new TreeMap<>();
        Fraction x = Fraction.ZERO;
        Fraction value = Fraction.ZERO;
        Fraction slope = Fraction.ZERO;
        sum.put(x, value);
        for (int i : order) {
            value = value.plus(slope.times(kinks.get(i).minus(x)));
            slope = slope.plus(Fraction.of(network.outputs()[i]));
            x = kinks.get(i);
            sum.put(x, value);
        }
        sum.put(Fraction.ONE, value.plus(slope.times(Fraction.ONE.minus(x))));
        return clipped(sum);
    }

    private static NavigableMap<Fraction, Fraction> clipped(NavigableMap<Fraction, Fraction> sum) {
        NavigableMap<Fraction, Fraction> result = new TreeMap<>();
        Fraction x = Fraction.ZERO;
        Fraction y = sum.firstEntry().getValue();
        for (var corner : sum.entrySet()) {
            Fraction rise = corner.getValue().minus(y);
            for (Fraction bound : List.of(Fraction.ZERO, Fraction.ONE)) {
                if (bound.minus(y).signum() * bound.minus(corner.getValue()).signum() < 0) {
                    Fraction share = bound.minus(y).over(rise);
                    result.put(x.plus(share.times(corner.getKey().minus(x))), bound);
                }
            }
            x = corner.getKey();
            y = corner.getValue();
            result.put(x, y.signum() < 0 ? Fraction.ZERO : y.compareTo(Fraction.ONE) > 0 ? Fraction.ONE : y);
        }
        return result;
    }

    /** From the pieces of f^n to those of f^(n+1): cuts each where f^n passes a kink of f. */
    private static List<Corner> composed(NavigableMap<Fraction, Fraction> f, List<Corner> corners) {
        List<Corner> result = new ArrayList<>();
        Corner left = corners.get(0);
        result.add(left.then(at(f, left.last())));
        for (Corner right : corners.subList(1, corners.size())) {
            boolean rises = left.last().compareTo(right.last()) < 0;
            Fraction low = rises ? left.last() : right.last();
            Fraction high = rises ? right.last() : left.last();
            if (low.compareTo(high) < 0) {
                var passed = f.subMap(low, false, high, false);
                for (var kink : (rises ? passed : passed.descendingMap()).entrySet()) {
                    Fraction share = kink.getKey().minus(left.last()).over(high.minus(low));
                    Fraction part = rises ? share : Fraction.ZERO.minus(share);
                    result.add(left.towards(right, part).then(kink.getValue()));
                }
            }
            result.add(right.then(at(f, right.last())));
            left = right;
        }
        return result;
    }

    private static Fraction at(NavigableMap<Fraction, Fraction> f, Fraction x) {
        var below = f.floorEntry(x);
        var above = f.ceilingEntry(x);
        if (below.getKey().compareTo(above.getKey()) == 0) {
            return below.getValue();
        }
        Fraction slope =
                above.getValue().minus(below.getValue()).over(above.getKey().minus(below.getKey()));
        return below.getValue().plus(slope.times(x.minus(below.getKey())));
    }
}
