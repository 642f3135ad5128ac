package org.chaoscert.exact;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * An exact rational number, or one of the two infinities that end an unbounded interval.
 *
 * <p>A value is a quotient of integers with a denominator that is positive (0 for the infinities). It is <em>not</em>
 * kept in lowest terms: sums and products form no greatest common divisor, and comparison multiplies across. {@link
 * #reduced()} brings a value to lowest terms, {@link #toString()} writes it canonically.
 *
 * <p><b>Comparison</b> is exact. It first compares binary64 approximations whose relative error is below 2<sup>-51</sup>
 * and multiplies across only when these are too close; see {@link #approximate()} for the bound.
 *
 * <p>Arithmetic is defined for finite values only: an infinite operand throws {@link ArithmeticException}.
 */
public final class Rational implements Comparable<Rational> {
    /** The number 0. */
    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    /** The number 1. */
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    /** The left end of the line; smaller than every number. */
    public static final Rational NEGATIVE_INFINITY = new Rational(BigInteger.ONE.negate(), BigInteger.ZERO);

    /** The right end of the line; larger than every number. */
    public static final Rational POSITIVE_INFINITY = new Rational(BigInteger.ONE, BigInteger.ZERO);

    /** Two approximations further apart than this share of their size order the values; twice the error bound. */
    private static final double FILTER = 0x1p-50;

    /** Integers of so many bits, their quotients, and these times a power of two of that size are in the normal range. */
    private static final int LEADING_BITS = 500;

    /** Of numbers with more bits than this, decimals are made of the leading bits if that will do. */
    private static final int LONG_FOR_DECIMALS = 2048;

    private static final int DECIMAL_BITS = 512;

    private static final int BINARY64_PRECISION = 53;

    private static final int SAFE_EXPONENT = 900;

    /** The denominators of binary64 numbers. */
    private static final BigInteger[] POWERS_OF_TWO = new BigInteger[1075];

    static {
        Arrays.setAll(POWERS_OF_TWO, BigInteger.ONE::shiftLeft);
    }

    /** Integers up to this length are shown without an exponent. */
    private static final int PLAIN_DIGITS = 21;

    private final BigInteger numerator;
    private final BigInteger denominator;

    /** Cached {@link #approximate()}; 0 stands for "not yet computed", and for zero itself. Volatile: never a torn value. */
    private volatile double approximation;

    private Rational(BigInteger numerator, BigInteger denominator) {
        this.numerator = numerator;
        this.denominator = denominator;
    }

    /** Makes a value whose approximation is known: what {@link #approximate()} says of the same numerator and denominator. */
    Rational(BigInteger numerator, BigInteger denominator, double approximation) {
        this(numerator, denominator);
        this.approximation = approximation;
    }

    /**
     * Returns the integer {@code value}.
     *
     * @param value any integer
     * @return that number, exactly
     */
    public static Rational of(long value) {
        return of(BigInteger.valueOf(value));
    }

    /**
     * Returns the integer {@code value}.
     *
     * @param value any integer
     * @return that number, exactly
     */
    public static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE);
    }

    /**
     * Returns {@code numerator / denominator}, unreduced.
     *
     * @param numerator any integer
     * @param denominator any integer but 0
     * @return the quotient, exactly; the sign moves to the numerator
     * @throws ArithmeticException if {@code denominator} is 0
     */
    public static Rational of(BigInteger numerator, BigInteger denominator) {
        return switch (denominator.signum()) {
            case 0 -> throw new ArithmeticException("the denominator of " + numerator + "/0 is 0");
            case 1 -> new Rational(numerator, denominator);
            default -> new Rational(numerator.negate(), denominator.negate());
        };
    }

    /**
     * Returns {@code numerator / denominator}, unreduced.
     *
     * @param numerator any integer
     * @param denominator any integer but 0
     * @return the quotient, exactly
     * @throws ArithmeticException if {@code denominator} is 0
     */
    public static Rational of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator));
    }

    /**
     * Returns the dyadic rational that a finite binary64 number stands for, in lowest terms. Both zeros give 0.
     *
     * @param value a finite binary64 number
     * @return that number, exactly
     * @throws ArithmeticException if {@code value} is infinite or not a number
     */
    public static Rational of(double value) {
        if (!Double.isFinite(value)) {
            throw new ArithmeticException(value + " is no rational number");
        }
        if (value == 0) {
            return ZERO;
        }
        return dyadic(BigInteger.valueOf(Binary64.oddPart(value)), -Binary64.exponent(value));
    }

    /**
     * Returns {@code numerator / 2^exponent}.
     *
     * @param numerator any integer
     * @param exponent the exponent of two in the denominator; negative exponents multiply
     * @return that number, exactly, unreduced
     * @throws ArithmeticException if the exponent is −2<sup>31</sup>, or the number is longer than integers can be
     */
    public static Rational dyadic(BigInteger numerator, int exponent) {
        return exponent > 0
                ? new Rational(numerator, powerOfTwo(exponent))
                : new Rational(numerator.shiftLeft(Math.negateExact(exponent)), BigInteger.ONE);
    }

    /** Returns a power of two; the same object each time, where it may be the denominator of many numbers. */
    private static BigInteger powerOfTwo(int exponent) {
        return exponent < POWERS_OF_TWO.length ? POWERS_OF_TWO[exponent] : BigInteger.ONE.shiftLeft(exponent);
    }

    /**
     * Returns the binary64 number that this is, if it is one.
     *
     * @return a binary64 number equal to this value, never −0; or NaN, where there is none or where it is beyond
     *     2<sup>53</sup> in size or has a denominator beyond 2<sup>900</sup>
     */
    public double toBinary64() {
        Rational lowest = reduced();
        int power = lowest.denominator.bitLength() - 1;
        boolean fits = isFinite()
                && lowest.numerator.bitLength() <= BINARY64_PRECISION
                && power == lowest.denominator.getLowestSetBit()
                && power <= SAFE_EXPONENT;
        return fits ? Math.scalb((double) lowest.numerator.longValue(), -power) : Double.NaN;
    }

    /**
     * Returns the numerator, as it comes (not in lowest terms).
     *
     * @return the numerator; ±1 for the infinities
     */
    public BigInteger numerator() {
        return numerator;
    }

    /**
     * Returns the denominator, as it comes (not in lowest terms).
     *
     * @return the denominator, positive; 0 for the infinities
     */
    public BigInteger denominator() {
        return denominator;
    }

    /**
     * Tells numbers from the two infinities.
     *
     * @return whether this is a number
     */
    public boolean isFinite() {
        return denominator.signum() != 0;
    }

    /**
     * Returns the sign.
     *
     * @return -1, 0 or 1
     */
    public int signum() {
        return numerator.signum();
    }

    /**
     * Returns {@code this + other}.
     *
     * @param other a finite value
     * @return the exact sum, unreduced
     */
    public Rational plus(Rational other) {
        requireFinite(this);
        requireFinite(other);
        if (denominator.equals(other.denominator)) {
            return new Rational(numerator.add(other.numerator), denominator);
        }
        return new Rational(
                numerator.multiply(other.denominator).add(other.numerator.multiply(denominator)),
                denominator.multiply(other.denominator));
    }

    /**
     * Returns {@code this - other}.
     *
     * @param other a finite value
     * @return the exact difference, unreduced
     */
    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    /**
     * Returns {@code -this}.
     *
     * @return the negative; the infinities change places
     */
    public Rational negate() {
        return new Rational(numerator.negate(), denominator);
    }

    /**
     * Returns {@code this · other}.
     *
     * @param other a finite value
     * @return the exact product, unreduced
     */
    public Rational times(Rational other) {
        requireFinite(this);
        requireFinite(other);
        return new Rational(numerator.multiply(other.numerator), denominator.multiply(other.denominator));
    }

    /**
     * Returns {@code this / other}.
     *
     * @param other a finite value other than 0
     * @return the exact quotient, unreduced
     * @throws ArithmeticException if {@code other} is 0
     */
    public Rational dividedBy(Rational other) {
        requireFinite(this);
        requireFinite(other);
        return of(numerator.multiply(other.denominator), denominator.multiply(other.numerator));
    }

    /**
     * Returns the same value in lowest terms.
     *
     * @return this value with coprime numerator and denominator
     */
    public Rational reduced() {
        if (!isFinite()) {
            return this;
        }
        if (signum() == 0) {
            return ZERO;
        }
        int twos = Math.min(numerator.getLowestSetBit(), denominator.getLowestSetBit());
        BigInteger p = numerator.shiftRight(twos);
        BigInteger q = denominator.shiftRight(twos);
        // What is left is coprime when q is a power of two: then p is odd or q is 1.
        BigInteger common = q.bitLength() - 1 == q.getLowestSetBit() ? BigInteger.ONE : p.gcd(q);
        if (common.equals(BigInteger.ONE)) {
            return twos == 0 ? this : new Rational(p, q);
        }
        return new Rational(p.divide(common), q.divide(common));
    }

    /**
     * Returns the length of the longer of numerator and denominator, as they come.
     *
     * @return a number of bits
     */
    public int bitLength() {
        return Math.max(numerator.bitLength(), denominator.bitLength());
    }

    /**
     * Returns the largest integer that is at most this value.
     *
     * @return the floor
     */
    public BigInteger floor() {
        requireFinite(this);
        BigInteger[] division = numerator.divideAndRemainder(denominator);
        return division[1].signum() < 0 ? division[0].subtract(BigInteger.ONE) : division[0];
    }

    /**
     * Returns the smallest integer that is at least this value.
     *
     * @return the ceiling
     */
    public BigInteger ceiling() {
        return negate().floor().negate();
    }

    /**
     * Returns {@code this · 2^exponent}.
     *
     * @param exponent any exponent
     * @return the exact product, unreduced
     */
    public Rational scaledByPowerOfTwo(int exponent) {
        requireFinite(this);
        return exponent >= 0
                ? new Rational(numerator.shiftLeft(exponent), denominator)
                : new Rational(numerator, denominator.shiftLeft(-exponent));
    }

    @Override
    public int compareTo(Rational other) {
        int order = compareApproximations(approximate(), other.approximate());
        return order != 0 ? order : compareExactly(other);
    }

    /**
     * Compares two values by their approximations, where these are far enough apart.
     *
     * <p>Each value lies within 2<sup>-51</sup> of its approximation, relatively; so beyond twice that the gap has the
     * right sign. The rounding of the three operations is covered because 2<sup>-50</sup> is twice the sum of the two
     * errors.
     *
     * @param x what {@link #approximate()} says of one value
     * @param y what {@link #approximate()} says of the other
     * @return -1 or 1 if the first value is certainly smaller or larger; 0 where that is unknown
     */
    public static int compareApproximations(double x, double y) {
        double gap = x - y;
        // NaN (no approximation) fails the test.
        if (Math.abs(gap) > FILTER * (Math.abs(x) + Math.abs(y))) {
            return gap < 0 ? -1 : 1;
        }
        return 0;
    }

    private int compareExactly(Rational other) {
        int signs = Integer.compare(signum(), other.signum());
        if (signs != 0 || signum() == 0) {
            return signs;
        }
        if (!isFinite() || !other.isFinite()) {
            // Same sign: an infinity is further out than any number.
            return signum() * (isFinite() ? -1 : other.isFinite() ? 1 : 0);
        }
        if (denominator.equals(other.denominator)) {
            return numerator.compareTo(other.numerator);
        }
        return numerator.multiply(other.denominator).compareTo(other.numerator.multiply(denominator));
    }

    /**
     * Returns a binary64 approximation with a relative error below 2<sup>-51</sup>, or NaN where there is none (the
     * infinities, and values so large or small that scaling might leave the normal range).
     *
     * <p>Bound: numerator and denominator are cut to 500 leading bits if they have more (relative error below
     * 2<sup>-499</sup> each), rounded to binary64 (2<sup>-53</sup> each) and divided (2<sup>-53</sup>): in all below
     * 3·2<sup>-53</sup> + terms of second order, less than 2<sup>-51</sup>. The scaling by a power of two is exact within
     * the normal range.
     *
     * @return an approximation, or NaN
     */
    public double approximate() {
        if (approximation == 0 && signum() != 0) {
            approximation = computeApproximation();
        }
        return approximation;
    }

    private double computeApproximation() {
        if (!isFinite()) {
            return Double.NaN;
        }
        int down = Math.max(0, numerator.bitLength() - LEADING_BITS);
        int up = Math.max(0, denominator.bitLength() - LEADING_BITS);
        int exponent = down - up;
        if (Math.abs(exponent) > LEADING_BITS) {
            return Double.NaN;
        }
        double quotient = numerator.shiftRight(down).doubleValue()
                / denominator.shiftRight(up).doubleValue();
        return exponent == 0 ? quotient : Math.scalb(quotient, exponent);
    }

    /**
     * Returns the value rounded to a number of significant decimal digits, for reading only.
     *
     * @param digits how many digits, at least 1
     * @return decimal text, rounded half up, in scientific notation where that is shorter; {@code inf} or {@code -inf}
     *     for the infinities
     */
    public String toDecimal(int digits) {
        if (!isFinite()) {
            return toString();
        }
        if (bitLength() > LONG_FOR_DECIMALS) {
            // Decimals of long numbers take long; most often both neighbours among short numbers have the same.
            int exponent = DECIMAL_BITS - numerator.bitLength() + denominator.bitLength();
            BigInteger units = scaledByPowerOfTwo(exponent).floor();
            String below = dyadic(units, exponent).divided(digits);
            if (below.equals(dyadic(units.add(BigInteger.ONE), exponent).divided(digits))) {
                return below;
            }
        }
        return divided(digits);
    }

    private String divided(int digits) {
        BigDecimal rounded = new BigDecimal(numerator)
                .divide(new BigDecimal(denominator), new MathContext(digits, RoundingMode.HALF_UP));
        BigDecimal stripped = rounded.stripTrailingZeros();
        boolean plain = stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= PLAIN_DIGITS;
        return plain ? stripped.toPlainString() : stripped.toString();
    }

    private static void requireFinite(Rational value) {
        if (!value.isFinite()) {
            throw new ArithmeticException("no arithmetic with " + value);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rational rational && compareTo(rational) == 0;
    }

    @Override
    public int hashCode() {
        Rational lowest = reduced();
        return 31 * lowest.numerator.hashCode() + lowest.denominator.hashCode();
    }

    /**
     * Returns the canonical text: lowest terms, positive denominator, no {@code /1}, no sign on zero; {@code inf} and
     * {@code -inf} for the infinities.
     */
    @Override
    public String toString() {
        if (!isFinite()) {
            return signum() < 0 ? "-inf" : "inf";
        }
        Rational lowest = reduced();
        return lowest.denominator.equals(BigInteger.ONE)
                ? lowest.numerator.toString()
                : lowest.numerator + "/" + lowest.denominator;
    }
}
