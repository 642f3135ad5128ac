package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Trimming;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.Network;

/**
 * The orbit of a point, exactly, and beside it what a plain program computes in binary64 and in binary32, which starts at the
 * nearest number (see {@link FloatingMap#of}).
 *
 * <p>Only the last point is kept. Exact numbers get longer by about as many bits at each step as slopes have; so n steps take time in
 * proportion to n².
 */
public final class Trajectory {
    private final PiecewiseLinear f;
    private final int mostBits;
    private final Computed binary64;
    private final Computed binary32;
    private final Trimming trimming = new Trimming();
    private Rational exact;
    private int steps;

    /** What a program computes. */
    private final class Computed {
        private final FloatingMap map;
        private double value;
        private OptionalInt lost = OptionalInt.empty();

        Computed(Network network, FloatFormat format) {
            map = FloatingMap.of(network, format);
            value = FloatingMap.nearest(exact, format);
            look();
        }

        void advance() {
            value = map.applyAsDouble(value);
            look();
        }

        private void look() {
            if (lost.isEmpty() && !hasCorrectDigit(exact, value)) {
                lost = OptionalInt.of(steps);
            }
        }
    }

    /**
     * Begins.
     *
     * @param network the network
     * @param map its map
     * @param start a number in the map's domain
     * @param mostBits the most bits in numerator and denominator together that a point may have
     * @throws OverLimitsException if a weight or the start is beyond the numbers of binary32
     */
    public Trajectory(Network network, PiecewiseLinearMap map, Rational start, int mostBits) {
        if (!map.domain().contains(start)) {
            throw new IllegalArgumentException(start + " is not in " + map.domain());
        }
        f = map.function();
        this.mostBits = mostBits;
        exact = start;
        binary64 = new Computed(network, FloatFormat.BINARY64);
        binary32 = new Computed(network, FloatFormat.BINARY32);
    }

    /**
     * Goes one step.
     *
     * @throws OverLimitsException if the next point has too many bits
     */
    public void advance() {
        Rational next = trimming.trim(f.valueAt(exact));
        if (next.bitLength() > mostBits) {
            throw new OverLimitsException("after " + (steps + 1) + " steps the exact point has " + next.bitLength()
                    + " bits; the limit is " + mostBits);
        }
        exact = next;
        steps++;
        binary64.advance();
        binary32.advance();
    }

    /**
     * Returns how many steps have been made.
     *
     * @return n
     */
    public int steps() {
        return steps;
    }

    /**
     * Returns the point.
     *
     * @return f<sup>n</sup>(start), exactly, perhaps not in lowest terms
     */
    public Rational exact() {
        return exact;
    }

    /**
     * Returns what a program has computed.
     *
     * @param format binary64 or binary32
     * @return its n-th value; after an overflow an infinity or NaN
     */
    public double computed(FloatFormat format) {
        return of(format).value;
    }

    /**
     * Returns when a program lost the orbit.
     *
     * @param format binary64 or binary32
     * @return the first step so far at which its value had no correct digit: was farther from the exact point than half a unit of
     *     the first significant digit of that
     */
    public OptionalInt lost(FloatFormat format) {
        return of(format).lost;
    }

    private Computed of(FloatFormat format) {
        return switch (format) {
            case BINARY64 -> binary64;
            case BINARY32 -> binary32;
            default -> throw new IllegalArgumentException("no programs for " + format.word());
        };
    }

    /** Whether a computed value has a correct digit; infinities and NaN have none. */
    static boolean hasCorrectDigit(Rational x, double value) {
        return Double.isFinite(value) && hasCorrectDigit(x, Rational.of(value));
    }

    /**
     * Tells whether a value has a correct digit.
     *
     * @param x the true point
     * @param value a value for it
     * @return whether 2 |value − x| ≤ 10<sup>e</sup>, where 10<sup>e</sup> ≤ |x| &lt; 10<sup>e+1</sup>; of x = 0 only 0 is correct
     */
    public static boolean hasCorrectDigit(Rational x, Rational value) {
        Rational error = value.minus(x);
        Rational twice = (error.signum() < 0 ? error.negate() : error).scaledByPowerOfTwo(1);
        if (x.signum() == 0 || twice.signum() == 0) {
            return twice.signum() == 0;
        }
        return twice.compareTo(powerOfTenBelow(x.signum() < 0 ? x.negate() : x)) <= 0;
    }

    /** The greatest power of ten that is at most x. */
    private static Rational powerOfTenBelow(Rational x) {
        int bits = x.numerator().bitLength() - x.denominator().bitLength();
        int exponent = (int) Math.floor(bits * Math.log10(2)) - 1;
        while (powerOfTen(exponent + 1).compareTo(x) <= 0) {
            exponent++;
        }
        return powerOfTen(exponent);
    }

    private static Rational powerOfTen(int exponent) {
        Rational power = Rational.of(BigInteger.TEN.pow(Math.abs(exponent)));
        return exponent < 0 ? Rational.ONE.dividedBy(power) : power;
    }
}
