package org.chaoscert.dynamics;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Sealer;
import org.chaoscert.exact.IntervalArithmetic;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.WeightedInterval;

/**
 * Bounds of the topological entropy of a map, each with its proof, not yet checked.
 *
 * <p>Bounds are decimals of {@value #DIGITS} digits after the point. Logarithms are those of {@link IntervalArithmetic}: enclosures
 * by a series with its remainder, in whole numbers; they are then rounded downward for the lower bound and upward for the upper one.
 *
 * @param lower at most the entropy, at least 0
 * @param upper at least the entropy
 * @param atLeast why it is at least {@code lower}; empty for 0
 * @param atMost why it is at most {@code upper}
 */
public record Entropy(Rational lower, Rational upper, Optional<Proof> atLeast, Proof atMost) {
    /** Digits of bounds after the decimal point. */
    public static final int DIGITS = 15;

    private static final IntervalArithmetic ARITHMETIC = new IntervalArithmetic(256);
    private static final BigInteger UNITS = BigInteger.TEN.pow(DIGITS);

    /** The quotient of Fibonacci numbers of this index and the next is the golden mean to 30 digits. */
    private static final int FIBONACCI = 75;

    /** With more places where f turns there are too many parts. */
    private static final int MOST_TURNS = 1000;

    /** Intervals that a checker handles to count laps: images times places where f turns. */
    private static final long MOST_STEPS = 10_000_000;

    /** Candidates for how many bits the smallest of all weights has: the fewest that serve are taken. */
    private static final int[] WEIGHT_BITS = {1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 56};

    /** Less than this, relatively, is not worth longer weights. */
    private static final double NEGLIGIBLE = 2e-16;

    /** Candidates for {@link Tower#of}. */
    private static final int[] GRID_BITS = {64, 192, 576};

    /** Bounds that differ by no more are good enough. */
    private static final Rational CLOSE = Rational.of(BigInteger.ONE, BigInteger.TEN.pow(12));

    /** Vectors for upper bounds are made for rates larger by so much than the spectral radius. */
    private static final double[] SLACKS = {0, 1e-14, 1e-11, 1e-8, 1e-5};

    /** A rate of growth with its weights. */
    private record Growing(Rational rate, List<BigInteger> weights) {}

    /** A bound and its proof. */
    private record Bound(Rational value, Proof proof) {}

    /**
     * Bounds the entropy. The lower bound comes from a point that satisfies the inequality of Li and Yorke, or from a tower; the upper
     * bound from the periods, from the number of laps of an iterate, or from a tower.
     *
     * @param map the map f
     * @param verdict what was decided about it
     * @param iterates up to which iterate laps are counted, at least 1
     * @return the bounds
     * @throws org.chaoscert.map.BudgetExhaustedException if the map's budget of work is spent
     */
    public static Entropy of(PiecewiseLinearMap map, Verdict verdict, int iterates) {
        if (verdict instanceof Verdict.NotChaotic notChaotic) {
            Claim zero = new Claim.EntropyAtMost(Rational.ZERO, OptionalInt.of(2 << notChaotic.level()));
            Proof proof = new Proof(zero, notChaotic.proof().witness());
            return new Entropy(Rational.ZERO, Rational.ZERO, Optional.empty(), proof);
        }
        List<Bound> lower = new ArrayList<>();
        List<Bound> upper = laps(map, iterates);
        if (verdict instanceof Verdict.Chaotic chaotic
                && chaotic.proof().witness() instanceof Witness.LiYorkePoint point) {
            golden(map, point).ifPresent(lower::add);
        }
        if (Laps.turns(map.function()).size() <= MOST_TURNS) {
            addTowers(map, lower, upper);
        }
        // Of equal bounds the first is the simplest.
        Bound least = upper.stream().min(Comparator.comparing(Bound::value)).orElseThrow();
        Optional<Bound> greatest =
                lower.stream().reduce((best, next) -> next.value.compareTo(best.value) > 0 ? next : best);
        return new Entropy(
                greatest.map(Bound::value).orElse(Rational.ZERO), least.value, greatest.map(Bound::proof), least.proof);
    }

    /**
     * Has both bounds checked.
     *
     * @param sealer makes certificates about the network of the map
     * @return a certificate for each bound but a lower one of 0
     * @throws org.chaoscert.exact.OverLimitsException if checking would go beyond the checker's limits
     * @throws org.chaoscert.certify.RejectedProofException if the checker does not accept one; a defect of this program
     */
    public List<Sealed> sealed(Sealer sealer) {
        List<Sealed> certificates = new ArrayList<>();
        atLeast.ifPresent(proof -> certificates.add(sealer.seal(Role.ENTROPY_AT_LEAST, proof)));
        certificates.add(sealer.seal(Role.ENTROPY_AT_MOST, atMost));
        return certificates;
    }

    /** Adds bounds with ever longer numbers, until they are close to each other. */
    private static void addTowers(PiecewiseLinearMap map, List<Bound> lower, List<Bound> upper) {
        for (int bits : GRID_BITS) {
            Optional<Bound> below = below(Tower.of(map, Tower.Side.INWARD, bits));
            Bound above = above(Tower.of(map, Tower.Side.OUTWARD, bits));
            below.ifPresent(lower::add);
            upper.add(above);
            Rational gap = above.value.minus(below.map(Bound::value).orElse(Rational.ZERO));
            if (gap.compareTo(CLOSE) <= 0) {
                return;
            }
        }
    }

    /** (log rate)/n, rounded downward; 0 for rates below 1. */
    private static Rational atLeast(Rational rate, int n) {
        if (rate.compareTo(Rational.ONE) <= 0) {
            return Rational.ZERO;
        }
        Rational log = ARITHMETIC.log(ARITHMETIC.around(rate)).left();
        Rational units = log.times(Rational.of(UNITS)).dividedBy(Rational.of(n));
        return Rational.of(units.floor(), UNITS).reduced();
    }

    /** (log rate)/n, rounded upward; 0 for rates below 1. */
    private static Rational atMost(Rational rate, int n) {
        if (rate.compareTo(Rational.ONE) <= 0) {
            return Rational.ZERO;
        }
        Rational log = ARITHMETIC.log(ARITHMETIC.around(rate)).right();
        Rational units = log.times(Rational.of(UNITS)).dividedBy(Rational.of(n));
        return Rational.of(units.ceiling(), UNITS).reduced();
    }

    /** Nothing for a bound of 0, which needs no proof. */
    private static Optional<Bound> lower(Rational rate, int n, Witness witness) {
        Rational bound = atLeast(rate, n);
        return bound.signum() > 0
                ? Optional.of(new Bound(bound, new Proof(new Claim.EntropyAtLeast(bound), witness)))
                : Optional.empty();
    }

    private static Bound upper(Rational rate, int n, Witness witness) {
        Rational bound = atMost(rate, n);
        return new Bound(bound, new Proof(new Claim.EntropyAtMost(bound, OptionalInt.empty()), witness));
    }

    /**
     * With b = g(a), c = g(b) and g(c) on the other side of a, g maps the interval between a and b over that between b and c, and that
     * over both: numbers of intervals grow like Fibonacci's.
     */
    private static Optional<Bound> golden(PiecewiseLinearMap map, Witness.LiYorkePoint point) {
        int m = point.iterate();
        List<Rational> orbit = map.orbit(point.point(), 2 * m);
        Rational a = point.point();
        Rational b = orbit.get(m).reduced();
        Rational c = orbit.get(2 * m).reduced();
        BigInteger before = BigInteger.ONE;
        BigInteger last = BigInteger.ONE;
        for (int i = 0; i < FIBONACCI; i++) {
            BigInteger next = before.add(last);
            before = last;
            last = next;
        }
        List<WeightedInterval> intervals = a.compareTo(b) < 0
                ? List.of(new WeightedInterval(a, b, before), new WeightedInterval(b, c, last))
                : List.of(new WeightedInterval(c, b, last), new WeightedInterval(b, a, before));
        Rational first = Rational.of(last, before);
        Rational second = Rational.of(last.add(before), last);
        return lower(first.compareTo(second) <= 0 ? first : second, m, new Witness.Horseshoe(m, intervals));
    }

    /** As many parts as the checker counts: laps, and a few more where f is constant between two rises or two falls. */
    private static List<Bound> laps(PiecewiseLinearMap map, int iterates) {
        List<Rational> turns = Laps.turns(map.function());
        Subdivision parts = new Subdivision(map, turns);
        List<Bound> bounds = new ArrayList<>();
        long steps = 0;
        for (int n = 1; n <= iterates && steps <= MOST_STEPS; n++) {
            steps += (long) parts.images() * (turns.size() + 1);
            BigInteger count = parts.step(collapsed -> {}).max(BigInteger.ONE);
            bounds.add(upper(Rational.of(count), n, new Witness.Laps(n)));
        }
        return bounds;
    }

    /** By the states that lead to each other and grow fastest. */
    private static Optional<Bound> below(Tower tower) {
        Paths paths = tower.paths();
        Optional<Growing> best = Optional.empty();
        for (BitSet component : paths.components()) {
            double[] guess = paths.perron(component);
            for (int bits : WEIGHT_BITS) {
                BigInteger[] weights = integers(guess, component, bits);
                Rational rate = rates(paths, weights, component)
                        .min(Comparator.naturalOrder())
                        .orElseThrow();
                if (best.isEmpty() || isMore(rate, best.get().rate)) {
                    best = Optional.of(new Growing(rate, List.of(weights)));
                }
            }
        }
        return best.flatMap(growing -> lower(growing.rate, 1, witness(tower, growing)));
    }

    /** By all states. */
    private static Bound above(Tower tower) {
        Paths paths = tower.paths();
        BitSet all = new BitSet();
        all.set(0, tower.size());
        Optional<Growing> best = Optional.empty();
        for (double slack : SLACKS) {
            double[] guess = paths.ceiling(slack);
            for (int bits : WEIGHT_BITS) {
                BigInteger[] weights = integers(guess, all, bits);
                Rational rate = rates(paths, weights, all)
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
                if (best.isEmpty() || isMore(best.get().rate, rate)) {
                    best = Optional.of(new Growing(rate, List.of(weights)));
                }
            }
        }
        Growing growing = best.orElseThrow();
        return upper(growing.rate, 1, witness(tower, growing));
    }

    private static boolean isMore(Rational rate, Rational other) {
        return rate.approximate() > other.approximate() * (1 + NEGLIGIBLE);
    }

    /** By how much some weights grow in one step. */
    private static Stream<Rational> rates(Paths paths, BigInteger[] weights, BitSet states) {
        BigInteger[] sums = paths.times(weights);
        return states.stream().mapToObj(i -> Rational.of(sums[i], weights[i]));
    }

    private static Witness.Tower witness(Tower tower, Growing growing) {
        List<WeightedInterval> states = new ArrayList<>();
        for (int i = 0; i < tower.size(); i++) {
            if (growing.weights.get(i).signum() > 0) {
                Span state = tower.state(i);
                states.add(new WeightedInterval(state.lower(), state.upper(), growing.weights.get(i)));
            }
        }
        return new Witness.Tower(states);
    }

    /** Positive numbers in about the proportions of some entries of a vector, the least with so many bits; 0 for the others. */
    private static BigInteger[] integers(double[] vector, BitSet entries, int bits) {
        double least = entries.stream().mapToDouble(i -> vector[i]).min().orElse(1);
        double unit = Math.scalb(Math.max(least, Paths.TINY), 1 - bits);
        BigInteger[] integers = new BigInteger[vector.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = entries.get(i)
                    ? new BigDecimal(Math.rint(vector[i] / unit)).toBigInteger().max(BigInteger.ONE)
                    : BigInteger.ZERO;
        }
        return integers;
    }
}
