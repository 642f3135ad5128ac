package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many fractions in little room: one whose numerator is a {@code long} and whose denominator is a power of two, as those of
 * binary64 numbers are unless they are large, takes twelve bytes; others stay as they are.
 */
final class Numbers {
    /** For each number the numerator, in lowest terms, or its index among the others. */
    private long[] numerators = new long[1];

    /** For each number the exponent of the power of two below, or −1 for the others. */
    private int[] exponents = new int[1];

    private final List<Fraction> others = new ArrayList<>(0);
    private int size;

    /** The last product that was asked for. */
    private BigInteger lastProduct = BigInteger.ZERO;

    private BigInteger lastScale = BigInteger.ZERO;
    private int last;
    private int largestExponent;

    /** The ends of canonical texts by the exponent below: long ones, and the same again and again. */
    private final List<String> endings = new ArrayList<>(List.of(""));

    void add(Fraction number) {
        if (size == exponents.length) {
            exponents = Arrays.copyOf(exponents, Math.multiplyExact(2, size));
            numerators = Arrays.copyOf(numerators, exponents.length);
        }
        boolean small = number.isDyadic() && number.numerator().bitLength() < Long.SIZE;
        Fraction kept = small ? number.inLowestTerms() : number;
        exponents[size] = small ? kept.denominator().getLowestSetBit() : -1;
        numerators[size] = small ? kept.numerator().longValue() : others.size();
        largestExponent = Math.max(largestExponent, exponents[size]);
        size++;
        if (!small) {
            others.add(kept);
        }
    }

    /** The numbers at these places. */
    Numbers at(int[] places) {
        Numbers result = new Numbers();
        result.numerators =
                Arrays.stream(places).mapToLong(place -> numerators[place]).toArray();
        result.exponents = Arrays.stream(places).map(place -> exponents[place]).toArray();
        result.others.addAll(others);
        result.size = places.length;
        result.largestExponent = largestExponent;
        return result;
    }

    /** Writes the canonical text of a number. */
    void write(int index, StringBuilder text) {
        if (exponents[index] < 0) {
            text.append(others.get((int) numerators[index]).canonical());
            return;
        }
        while (endings.size() <= exponents[index]) {
            endings.add("/" + BigInteger.ONE.shiftLeft(endings.size()));
        }
        text.append(numerators[index]).append(endings.get(exponents[index]));
    }

    /** About a number times 2^bits, or less of it where that is long; 0 for the others. */
    long rough(int index, int bits) {
        int shift = Math.min(bits - exponents[index], Long.numberOfLeadingZeros(Math.abs(numerators[index])) - 1);
        long rough = shift < 0 ? numerators[index] >> Math.min(-shift, Long.SIZE - 1) : numerators[index] << shift;
        return exponents[index] < 0 ? 0 : rough;
    }

    /** The least common denominator. */
    BigInteger scale(Limits limits, Object at) throws Fault {
        BigInteger scale = limits.requireBits(BigInteger.ONE.shiftLeft(largestExponent), at);
        for (Fraction other : others) {
            if (scale.remainder(other.denominator()).signum() != 0) {
                scale = scale.divide(scale.gcd(other.denominator())).multiply(other.denominator());
                limits.requireBits(scale, at);
            }
        }
        return scale;
    }

    /** A number times a common denominator. Of a run of equal numbers, as the weights of many layers are, it is made once. */
    BigInteger times(BigInteger scale, int index) {
        boolean isLast = numerators[index] == numerators[last] && exponents[index] == exponents[last];
        if (!isLast || !scale.equals(lastScale)) {
            lastProduct = product(scale, index);
            lastScale = scale;
            last = index;
        }
        return lastProduct;
    }

    private BigInteger product(BigInteger scale, int index) {
        if (exponents[index] < 0) {
            Fraction other = others.get((int) numerators[index]);
            return scale.divide(other.denominator()).multiply(other.numerator());
        }
        BigInteger numerator = BigInteger.valueOf(numerators[index]);
        return scale.bitCount() == 1
                ? numerator.shiftLeft(scale.getLowestSetBit() - exponents[index])
                : scale.shiftRight(exponents[index]).multiply(numerator);
    }
}
