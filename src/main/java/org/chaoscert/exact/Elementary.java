package org.chaoscert.exact;

import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Bounds of elementary functions at dyadic numbers, in integer arithmetic: for {@link RoundingMode#FLOOR} a number at or below
 * the value, for {@link RoundingMode#CEILING} one at or above it; a number that p bits can hold, off by less than 2^(2 − p) of
 * the value.
 *
 * <p>The bounds hold by construction and not by an estimate of errors: a lower bound is made of lower bounds, an upper one of
 * upper bounds and a bound of the remainder. Only their tightness rests on estimates, and is tested.
 */
final class Elementary {
    /** Arguments of the exponential function stay below 2 to this power. */
    static final int MOST_DOUBLINGS = 29;

    /** The series of exp is summed for arguments below 2 to this negative power. */
    private static final int SMALL = 8;

    private static final int SPARE_BITS = 10;

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private Elementary() {}

    private static int spareBits(int precision) {
        return SPARE_BITS + Dyadic.bitLength(precision);
    }

    /**
     * Returns a bound of e^x for |x| &lt; 2^29: Taylor's sum for r = x / 2^j, squared j times. Its terms t fall at least by the
     * factor r &lt; 2^−8; once t is one unit or less, all that follow are together below r/(1 − r) units, less than one.
     */
    static Dyadic exp(Dyadic x, int precision, RoundingMode direction) {
        if (x.signum() == 0) {
            return Dyadic.ONE;
        }
        if (x.signum() < 0) {
            Dyadic inverse = exp(x.negate(), precision + SPARE_BITS, Dyadic.opposite(direction));
            return Dyadic.ONE.dividedBy(inverse, precision, direction);
        }
        int doublings = Math.toIntExact(Math.max(0, x.top() + SMALL));
        int bits = precision + doublings + spareBits(precision);
        BigInteger r = x.inUnits(doublings - bits, direction);
        BigInteger term = BigInteger.ONE.shiftLeft(bits);
        BigInteger sum = term;
        for (int n = 1; term.bitLength() > 1; n++) {
            BigInteger product = Dyadic.shifted(term.multiply(r), -bits, direction);
            term = Dyadic.divided(product, BigInteger.valueOf(n), direction);
            sum = sum.add(term);
        }
        Dyadic power = new Dyadic(direction == RoundingMode.CEILING ? sum.add(BigInteger.ONE) : sum, -bits);
        for (int i = 0; i < doublings; i++) {
            power = power.times(power).rounded(bits, direction);
        }
        return power.rounded(precision, direction);
    }

    /**
     * Returns a bound of the natural logarithm of y &gt; 0. For y = f · 2^k with 3/4 ≤ f &lt; 3/2 it is 2 artanh z + 2k artanh
     * (1/3), where z = (f − 1)/(f + 1) and |z| ≤ 1/5.
     */
    static Dyadic log(Dyadic y, int precision, RoundingMode direction) {
        int length = y.significand().bitLength();
        boolean below = y.significand().compareTo(THREE.shiftLeft(Math.max(0, length - 2))) < 0 && length > 1;
        long k = y.top() - (length == 1 || below ? 1 : 0);
        BigInteger unit = BigInteger.ONE.shiftLeft(Math.toIntExact(k - y.exponent()));
        BigInteger top = y.significand().subtract(unit);
        BigInteger bottom = y.significand().add(unit);
        // Near 1 the logarithm is small, and needs so many bits more.
        int small = k == 0 ? bottom.bitLength() - top.abs().bitLength() : 0;
        int bits = precision + small + spareBits(precision);
        BigInteger ofFraction = signedArtanh(top, bottom, bits, direction);
        BigInteger ofPower = signedArtanh(BigInteger.valueOf(Long.signum(k)), THREE, bits, direction)
                .multiply(BigInteger.valueOf(Math.abs(k)));
        return new Dyadic(ofFraction.add(ofPower), 1L - bits).rounded(precision, direction);
    }

    private static BigInteger signedArtanh(BigInteger top, BigInteger bottom, int bits, RoundingMode direction) {
        return top.signum() < 0
                ? artanh(top.negate(), bottom, bits, Dyadic.opposite(direction)).negate()
                : artanh(top, bottom, bits, direction);
    }

    /**
     * Returns a bound of artanh z in units of 2^−bits, z = top/bottom from 0 to 1/3: the sum of z^(2n+1)/(2n+1). Once a power of
     * z is one unit or less, all terms that follow are together below z²/(1 − z²) ≤ 1/8 units.
     */
    private static BigInteger artanh(BigInteger top, BigInteger bottom, int bits, RoundingMode direction) {
        if (top.signum() == 0) {
            return BigInteger.ZERO;
        }
        BigInteger z = Dyadic.divided(top.shiftLeft(bits), bottom, direction);
        BigInteger square = Dyadic.shifted(z.multiply(z), -bits, direction);
        BigInteger power = z;
        BigInteger sum = z;
        for (int n = 3; power.bitLength() > 1; n += 2) {
            power = Dyadic.shifted(power.multiply(square), -bits, direction);
            sum = sum.add(Dyadic.divided(power, BigInteger.valueOf(n), direction));
        }
        return direction == RoundingMode.CEILING ? sum.add(BigInteger.ONE) : sum;
    }

    /**
     * Returns a bound of tanh x. It is (e^2x − 1)/(e^2x + 1), between x − x³/3 and x for x ≥ 0, and between 1 − 2e^−2x and 1.
     */
    static Dyadic tanh(Dyadic x, int precision, RoundingMode direction) {
        if (x.signum() == 0) {
            return Dyadic.ZERO;
        }
        if (x.signum() < 0) {
            return tanh(x.negate(), precision, Dyadic.opposite(direction)).negate();
        }
        if (x.top() > Dyadic.bitLength(precision)) {
            // x ≥ p, and 2e^−2p < 2^−p
            return nearlyOne(precision, direction);
        }
        if (x.top() < -(precision / 2) - 4) {
            return direction == RoundingMode.CEILING ? x.rounded(precision, direction) : belowSmallTanh(x, precision);
        }
        int working = precision + SPARE_BITS + Math.toIntExact(Math.max(0, -x.top()));
        Dyadic power = exp(x.scaled(1), working, direction);
        return power.plus(Dyadic.ONE.negate()).dividedBy(power.plus(Dyadic.ONE), precision, direction);
    }

    /** x − x³/3, from below. */
    private static Dyadic belowSmallTanh(Dyadic x, int precision) {
        Dyadic third = x.times(x).times(x).dividedBy(new Dyadic(THREE, 0), precision, RoundingMode.CEILING);
        // Where x³/3 is out of reach of the last bit, a bound that is shorter to write will do.
        long least = Math.min(x.exponent(), x.top() - precision) - 2;
        Dyadic taken = third.top() < least ? Dyadic.powerOfTwo(least) : third;
        return x.plus(taken.negate()).rounded(precision, RoundingMode.FLOOR);
    }

    /** A bound of a number that is above 1 − 2^−precision and below 1. */
    private static Dyadic nearlyOne(int precision, RoundingMode direction) {
        return direction == RoundingMode.CEILING
                ? Dyadic.ONE
                : Dyadic.ONE.plus(Dyadic.powerOfTwo(-precision).negate());
    }

    /**
     * Returns a bound of 1/(1 + e^−x) for |x| &lt; 2^29. It increases with e^x, and lies between 1 − e^−x and 1, and between e^x
     * (1 − e^x) and e^x.
     */
    static Dyadic sigmoid(Dyadic x, int precision, RoundingMode direction) {
        boolean isFarOut = x.signum() != 0 && x.top() > Dyadic.bitLength(2 * precision);
        if (isFarOut && x.signum() > 0) {
            return nearlyOne(precision, direction);
        }
        Dyadic power = exp(x, precision + SPARE_BITS, direction);
        if (isFarOut) {
            // e^x < e^−2p < 2^−2p
            return power.times(nearlyOne(2 * precision, direction)).rounded(precision, direction);
        }
        return power.dividedBy(Dyadic.ONE.plus(power), precision, direction);
    }
}
