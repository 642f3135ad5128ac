package org.chaoscert.exact;

import java.math.RoundingMode;

/**
 * Arithmetic with {@link Binary64Interval}s: the quick way, where 53 bits will do. Results are rounded to nearest, as the
 * hardware does, and moved outward: by one unit in the last place after sums, products and quotients, by {@value #UNITS} units
 * after functions, whose errors Java bounds by 2.5 units ({@code tanh}) and 1 unit ({@code exp}). Ends are off by at most twice
 * that; those of products with 0, and of sums with 0, not at all.
 *
 * <p>Operations and the empty set follow the set-based flavour of IEEE Standard 1788-2015. Stateless.
 */
public final class Binary64Arithmetic implements OutwardArithmetic<Binary64Interval> {
    /** So many units in the last place are values of functions moved outward. */
    private static final int UNITS = 6;

    private static final int PRECISION = 53;

    /** Multiplied by 2 to this power any significand overflows, and by 2 to its negative all underflow. */
    private static final int MOST_EXPONENT = 2000;

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Makes it. */
    public Binary64Arithmetic() {
        // Nothing to choose.
    }

    @Override
    public Binary64Interval between(Rational left, Rational right) {
        boolean isEmpty = left.compareTo(right) > 0
                || left.equals(Rational.POSITIVE_INFINITY)
                || right.equals(Rational.NEGATIVE_INFINITY);
        return isEmpty ? Binary64Interval.EMPTY : Binary64Interval.of(below(left), above(right));
    }

    /** A binary64 number or −∞ at or below a number: the number itself if it is one that is not very small or large. */
    private static double below(Rational number) {
        if (!number.isFinite()) {
            return -INFINITY;
        }
        double exact = number.toBinary64();
        if (!Double.isNaN(exact)) {
            return exact;
        }
        double guess = guess(number);
        while (guess > -INFINITY && (guess == INFINITY || Rational.of(guess).compareTo(number) > 0)) {
            guess = Math.nextDown(guess);
        }
        return guess;
    }

    private static double guess(Rational number) {
        double guess = number.approximate();
        if (!Double.isNaN(guess)) {
            return guess;
        }
        // Very small or very large.
        Dyadic near = End.of(number, PRECISION, RoundingMode.FLOOR).number();
        long exponent = Math.max(-MOST_EXPONENT, Math.min(MOST_EXPONENT, near.exponent()));
        return Math.scalb(near.significand().doubleValue(), (int) exponent);
    }

    private static double above(Rational number) {
        return -below(number.negate());
    }

    @Override
    public Rational left(Binary64Interval x) {
        return rational(x.low());
    }

    @Override
    public Rational right(Binary64Interval x) {
        return rational(x.high());
    }

    private static Rational rational(double end) {
        if (Double.isInfinite(end)) {
            return end > 0 ? Rational.POSITIVE_INFINITY : Rational.NEGATIVE_INFINITY;
        }
        return Rational.of(end);
    }

    @Override
    public boolean isFinite(Binary64Interval x) {
        return Double.isFinite(x.low()) && Double.isFinite(x.high());
    }

    @Override
    public int side(Binary64Interval x) {
        return x.low() >= 0 ? 1 : x.high() <= 0 ? -1 : 0;
    }

    @Override
    public Binary64Interval add(Binary64Interval x, Binary64Interval y) {
        return x.isEmpty() || y.isEmpty()
                ? Binary64Interval.EMPTY
                : new Binary64Interval(-sum(-x.low(), -y.low()), sum(x.high(), y.high()));
    }

    /** At or above a sum; never −∞. */
    private static double sum(double a, double b) {
        return a == 0 ? b : b == 0 ? a : Math.nextUp(a + b);
    }

    @Override
    public Binary64Interval subtract(Binary64Interval x, Binary64Interval y) {
        return add(x, negate(y));
    }

    private static Binary64Interval negate(Binary64Interval x) {
        return x.isEmpty() ? x : new Binary64Interval(-x.high(), -x.low());
    }

    @Override
    public Binary64Interval multiply(Binary64Interval x, Binary64Interval y) {
        if (x.isEmpty() || y.isEmpty()) {
            return Binary64Interval.EMPTY;
        }
        double low = -Math.max(
                Math.max(product(-x.low(), y.low()), product(-x.low(), y.high())),
                Math.max(product(-x.high(), y.low()), product(-x.high(), y.high())));
        double high = Math.max(
                Math.max(product(x.low(), y.low()), product(x.low(), y.high())),
                Math.max(product(x.high(), y.low()), product(x.high(), y.high())));
        return new Binary64Interval(low, high);
    }

    /** At or above a product; 0 times an infinity is 0. Products that are −∞ are not the greatest of the four, or all are. */
    private static double product(double a, double b) {
        return a == 0 || b == 0 ? 0 : Math.nextUp(a * b);
    }

    @Override
    public Binary64Interval divide(Binary64Interval x, Binary64Interval y) {
        return hull(byPositive(x, y), byPositive(negate(x), negate(y)));
    }

    /** {x / y : y &gt; 0}. */
    private static Binary64Interval byPositive(Binary64Interval x, Binary64Interval y) {
        if (x.isEmpty() || y.isEmpty() || y.high() <= 0) {
            return Binary64Interval.EMPTY;
        }
        double nearest = Math.max(0, y.low());
        return new Binary64Interval(-quotient(-x.low(), nearest, y.high()), quotient(x.high(), nearest, y.high()));
    }

    /** At or above a divided by all numbers from one to another, the first perhaps 0 and the second perhaps ∞. */
    private static double quotient(double a, double nearest, double farthest) {
        if (a == 0) {
            return 0;
        }
        double divisor = a > 0 ? nearest : farthest;
        return divisor == INFINITY ? 0 : Math.nextUp(a / divisor);
    }

    @Override
    public Binary64Interval min(Binary64Interval x, Binary64Interval y) {
        return x.isEmpty() || y.isEmpty()
                ? Binary64Interval.EMPTY
                : new Binary64Interval(Math.min(x.low(), y.low()), Math.min(x.high(), y.high()));
    }

    @Override
    public Binary64Interval max(Binary64Interval x, Binary64Interval y) {
        return x.isEmpty() || y.isEmpty()
                ? Binary64Interval.EMPTY
                : new Binary64Interval(Math.max(x.low(), y.low()), Math.max(x.high(), y.high()));
    }

    @Override
    public Binary64Interval hull(Binary64Interval x, Binary64Interval y) {
        return Binary64Interval.of(Math.min(x.low(), y.low()), Math.max(x.high(), y.high()));
    }

    @Override
    public Binary64Interval intersection(Binary64Interval x, Binary64Interval y) {
        return Binary64Interval.of(Math.max(x.low(), y.low()), Math.min(x.high(), y.high()));
    }

    @Override
    public Binary64Interval tanh(Binary64Interval x) {
        return x.isEmpty() ? x : new Binary64Interval(-aboveTanh(-x.low()), aboveTanh(x.high()));
    }

    private static double aboveTanh(double x) {
        return x == 0 ? 0 : above(StrictMath.tanh(x));
    }

    @Override
    public Binary64Interval sigmoid(Binary64Interval x) {
        return x.isEmpty() ? x : new Binary64Interval(Math.max(0, -above(-sigmoid(x.low()))), aboveSigmoid(x.high()));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }

    private static double aboveSigmoid(double x) {
        // Where e^−x overflows the value is small, but not as small as that.
        return Math.max(Double.MIN_NORMAL, above(sigmoid(x)));
    }

    /** At or above a value of a function; both functions are at most 1. */
    private static double above(double value) {
        return Math.min(1, value + UNITS * Math.ulp(value));
    }
}
