package org.chaoscert.exact;

import java.math.RoundingMode;

/**
 * Arithmetic with {@link Interval}s at one precision.
 *
 * <p><b>Contract</b> (inclusion): the result of an operation holds every value that it takes for numbers of the operands at which
 * it is defined. It is the smallest such interval whose ends p bits can hold; of {@code power}, {@code exp}, {@code log}, {@code
 * tanh} and {@code sigmoid} the ends are off by less than 2<sup>2 − p</sup> of the value there. Both hold as long as values are
 * neither beyond 2<sup>2^29</sup> in size nor, unless they are 0, below its inverse: results farther out are rounded outward to a
 * power of two, to 0 or to infinity, much as in floating-point arithmetic.
 *
 * <p>Nothing rests on the rounding of Apfloat, in whose numbers ends are given out: sums and products are formed exactly and then
 * rounded outward; quotients, roots and elementary functions are integer arithmetic, see {@link Dyadic} and {@link Elementary}.
 * The time for an elementary function grows with the square of the precision and faster.
 *
 * <p>Operations, their domains and the empty set follow the set-based flavour of IEEE Standard 1788-2015, section 10.5.3.
 */
public final class IntervalArithmetic implements OutwardArithmetic<Interval> {
    /** The smallest precision. */
    public static final int LEAST_PRECISION = 4;

    /** The largest precision. */
    public static final int MOST_PRECISION = 1 << 16;

    private static final RoundingMode DOWN = RoundingMode.FLOOR;
    private static final RoundingMode UP = RoundingMode.CEILING;

    private final int precision;

    /** A bound of a function at a number. */
    private interface Bound {
        End at(End x, RoundingMode direction);
    }

    /**
     * Chooses the precision.
     *
     * @param precision how many bits the ends of results have at most, from {@value #LEAST_PRECISION} to
     *     {@value #MOST_PRECISION}
     * @throws IllegalArgumentException if it is not in this range
     */
    public IntervalArithmetic(int precision) {
        if (precision < LEAST_PRECISION || precision > MOST_PRECISION) {
            throw new IllegalArgumentException("a precision of " + precision + " bits");
        }
        this.precision = precision;
    }

    /**
     * Returns the precision.
     *
     * @return how many bits the ends of results have at most
     */
    public int precision() {
        return precision;
    }

    /**
     * Encloses the numbers between two rational ones.
     *
     * @param left a number or −∞
     * @param right a number or ∞
     * @return the smallest interval of this precision around the numbers from left to right; empty if there are none
     */
    @Override
    public Interval between(Rational left, Rational right) {
        return left.compareTo(right) > 0
                ? Interval.EMPTY
                : Interval.of(End.of(left, precision, DOWN), End.of(right, precision, UP));
    }

    /**
     * Encloses a rational number.
     *
     * @param number a number
     * @return the smallest interval of this precision around it; empty for an infinity
     */
    public Interval around(Rational number) {
        return between(number, number);
    }

    /**
     * Adds.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x + y}
     */
    @Override
    public Interval add(Interval x, Interval y) {
        return x.isEmpty() || y.isEmpty()
                ? Interval.EMPTY
                : Interval.of(x.low().plus(y.low(), precision, DOWN), x.high().plus(y.high(), precision, UP));
    }

    /**
     * Subtracts.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x − y}
     */
    @Override
    public Interval subtract(Interval x, Interval y) {
        return add(x, y.negate());
    }

    /**
     * Multiplies.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x · y}
     */
    @Override
    public Interval multiply(Interval x, Interval y) {
        return x.isEmpty() || y.isEmpty() ? Interval.EMPTY : Interval.of(product(x, y, DOWN), product(x, y, UP));
    }

    /** The least product of two ends for {@link #DOWN}, the greatest for {@link #UP}. */
    private End product(Interval x, Interval y, RoundingMode direction) {
        End a = x.low().times(y.low(), precision, direction);
        End b = x.low().times(y.high(), precision, direction);
        End c = x.high().times(y.low(), precision, direction);
        End d = x.high().times(y.high(), precision, direction);
        return direction == DOWN ? a.min(b).min(c.min(d)) : a.max(b).max(c.max(d));
    }

    /**
     * Divides.
     *
     * @param x an interval
     * @param y an interval
     * @return an enclosure of {x / y : y ≠ 0}
     */
    @Override
    public Interval divide(Interval x, Interval y) {
        return byPositive(x, y).hull(byPositive(x.negate(), y.negate()));
    }

    /** {x / y : y &gt; 0}. */
    private Interval byPositive(Interval x, Interval y) {
        if (x.isEmpty() || y.isEmpty() || y.high().signum() <= 0) {
            return Interval.EMPTY;
        }
        End nearest = y.low().max(End.ZERO);
        End low = x.low().dividedBy(x.low().signum() < 0 ? nearest : y.high(), precision, DOWN);
        End high = x.high().dividedBy(x.high().signum() > 0 ? nearest : y.high(), precision, UP);
        return Interval.of(low, high);
    }

    /**
     * Raises to an integer power.
     *
     * @param x an interval
     * @param exponent any integer above −2<sup>31</sup>
     * @return an enclosure of {x^exponent}, x ≠ 0 for negative exponents; x^0 is 1
     * @throws IllegalArgumentException if the exponent is −2<sup>31</sup>
     */
    public Interval power(Interval x, int exponent) {
        if (exponent == Integer.MIN_VALUE) {
            throw new IllegalArgumentException("the exponent " + exponent);
        }
        if (exponent < 0) {
            // Two more bits than are asked for, so that the second rounding is the one that is seen.
            return divide(Interval.of(End.ONE, End.ONE), power(x, -exponent, precision + 2));
        }
        return power(x, exponent, precision);
    }

    private static Interval power(Interval x, int exponent, int bits) {
        return ofMonotone(exponent % 2 == 0 ? x.abs() : x, (end, direction) -> power(end, exponent, bits, direction));
    }

    private static End power(End x, int exponent, int bits, RoundingMode direction) {
        if (exponent == 0) {
            return End.ONE;
        }
        if (x.signum() < 0) {
            // Only odd powers of negative numbers are asked for.
            return power(x.negate(), exponent, bits, Dyadic.opposite(direction)).negate();
        }
        return x.isFinite() ? End.of(x.number().power(exponent, bits, direction), direction) : x;
    }

    /**
     * Takes square roots.
     *
     * @param x an interval
     * @return an enclosure of {√x : x ≥ 0}
     */
    public Interval sqrt(Interval x) {
        Interval domain = x.intersection(Interval.of(End.ZERO, End.POSITIVE_INFINITY));
        return ofMonotone(
                domain,
                (end, direction) ->
                        end.isFinite() ? End.of(end.number().squareRoot(precision, direction), direction) : end);
    }

    /**
     * Takes the exponential function.
     *
     * @param x an interval
     * @return an enclosure of {e^x}; not a tight one where |x| is beyond 2<sup>29</sup>
     */
    public Interval exp(Interval x) {
        return ofMonotone(x, this::exp);
    }

    private End exp(End x, RoundingMode direction) {
        if (isModerate(x)) {
            return End.of(Elementary.exp(x.number(), precision, direction), direction);
        }
        // e^x is beyond 2^x, upwards and downwards.
        long far = x.signum() * (1L << Elementary.MOST_DOUBLINGS);
        boolean isInward = (direction == DOWN) == (x.signum() > 0);
        if (isInward && x.isFinite()) {
            return End.of(Dyadic.powerOfTwo(far), direction);
        }
        return x.signum() > 0 ? End.POSITIVE_INFINITY : End.ZERO;
    }

    private static boolean isModerate(End x) {
        return x.isFinite() && (x.signum() == 0 || x.number().top() <= Elementary.MOST_DOUBLINGS);
    }

    /**
     * Takes natural logarithms.
     *
     * @param x an interval
     * @return an enclosure of {ln x : x &gt; 0}
     */
    public Interval log(Interval x) {
        return x.high().signum() <= 0 ? Interval.EMPTY : ofMonotone(x, this::log);
    }

    private End log(End x, RoundingMode direction) {
        if (x.signum() <= 0) {
            return End.NEGATIVE_INFINITY;
        }
        return x.isFinite() ? End.of(Elementary.log(x.number(), precision, direction), direction) : x;
    }

    /**
     * Takes the hyperbolic tangent.
     *
     * @param x an interval
     * @return an enclosure of {tanh x}, within [−1, 1]
     */
    @Override
    public Interval tanh(Interval x) {
        return ofMonotone(x, (end, direction) -> {
            if (!end.isFinite()) {
                return end.infinite() > 0 ? End.ONE : End.ONE.negate();
            }
            return End.of(Elementary.tanh(end.number(), precision, direction), direction);
        });
    }

    /**
     * Takes the logistic function.
     *
     * @param x an interval
     * @return an enclosure of {1/(1 + e^−x)}, within [0, 1]; not a tight one where x is below −2<sup>29</sup>
     */
    @Override
    public Interval sigmoid(Interval x) {
        return ofMonotone(x, (end, direction) -> {
            if (isModerate(end) || (end.isFinite() && end.signum() > 0)) {
                return End.of(Elementary.sigmoid(end.number(), precision, direction), direction);
            }
            // Far to the left it is below e^x.
            return end.signum() > 0 ? End.ONE : exp(end, direction);
        });
    }

    @Override
    public Rational left(Interval x) {
        return x.left();
    }

    @Override
    public Rational right(Interval x) {
        return x.right();
    }

    @Override
    public boolean isFinite(Interval x) {
        return !x.isEmpty() && x.isBounded();
    }

    @Override
    public int side(Interval x) {
        return x.low().signum() >= 0 ? 1 : x.high().signum() <= 0 ? -1 : 0;
    }

    @Override
    public Interval min(Interval x, Interval y) {
        return x.min(y);
    }

    @Override
    public Interval max(Interval x, Interval y) {
        return x.max(y);
    }

    @Override
    public Interval hull(Interval x, Interval y) {
        return x.hull(y);
    }

    @Override
    public Interval intersection(Interval x, Interval y) {
        return x.intersection(y);
    }

    private static Interval ofMonotone(Interval x, Bound bound) {
        return x.isEmpty() ? Interval.EMPTY : Interval.of(bound.at(x.low(), DOWN), bound.at(x.high(), UP));
    }
}
