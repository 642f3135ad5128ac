package org.chaoscert.exact;

import java.math.BigInteger;
import java.util.Random;

/**
 * Seeded numbers for tests of laws, with a bias to where laws break: 0, ±1, 2^k and 2^k ± 1, values beyond the range of
 * binary64, equal values in different forms, and values that differ in the last bits of a binary64 only.
 */
public final class RationalSamples {
    private final Random random;

    public RationalSamples(long seed) {
        random = new Random(seed);
    }

    public boolean coin() {
        return random.nextBoolean();
    }

    /** An integer from {@code low} to {@code high}. */
    public int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    public BigInteger integer() {
        BigInteger size = switch (random.nextInt(8)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> BigInteger.ONE;
            case 2 -> BigInteger.valueOf(random.nextInt(12));
            case 3 -> nearPowerOfTwo(70);
            case 4 -> nearPowerOfTwo(1_200);
            case 5 -> new BigInteger(1 + random.nextInt(62), random);
            default -> new BigInteger(1 + random.nextInt(200), random);
        };
        return coin() ? size : size.negate();
    }

    private BigInteger nearPowerOfTwo(int most) {
        return BigInteger.TWO.pow(random.nextInt(most)).add(BigInteger.valueOf(between(-1, 1)));
    }

    public BigInteger positiveInteger() {
        BigInteger size = integer().abs();
        return size.signum() == 0 ? BigInteger.ONE : size;
    }

    /** Any number, more often than not with common factors. */
    public Rational rational() {
        return otherForm(Rational.of(integer(), positiveInteger()));
    }

    /** A number of at most some 130 bits. */
    public Rational moderate() {
        return Rational.of(
                new BigInteger(between(0, 65), random).multiply(BigInteger.valueOf(between(-20, 20))),
                new BigInteger(between(0, 65), random)
                        .add(BigInteger.ONE)
                        .multiply(BigInteger.valueOf(between(1, 20))));
    }

    /** A number with a small numerator and denominator. */
    public Rational small() {
        return Rational.of(between(-12, 12), between(1, 6));
    }

    /** The same value with another common factor. */
    public Rational otherForm(Rational value) {
        BigInteger factor = coin() ? positiveInteger() : BigInteger.ONE;
        return Rational.of(
                value.numerator().multiply(factor), value.denominator().multiply(factor));
    }

    /** A number that is often equal or close to the given one, or to its negative. */
    public Rational near(Rational value) {
        return otherForm(
                switch (random.nextInt(6)) {
                    case 0 -> value;
                    case 1 -> value.negate();
                    case 2 -> value.plus(Rational.dyadic(BigInteger.ONE, between(0, 1_100)));
                    case 3 -> rational();
                    default -> byOneOver(value, between(47, 57));
                });
    }

    /** {@code value · (1 ± 2^-k)}. */
    public Rational byOneOver(Rational value, int k) {
        BigInteger power = BigInteger.TWO.pow(k);
        BigInteger factor = coin() ? power.add(BigInteger.ONE) : power.subtract(BigInteger.ONE);
        return Rational.of(
                value.numerator().multiply(factor), value.denominator().multiply(power));
    }
}
