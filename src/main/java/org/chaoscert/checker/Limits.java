package org.chaoscert.checker;

import java.math.BigInteger;

/**
 * Limits on everything that comes from outside.
 *
 * @param bytes the largest file, and the most memory for the numbers of one layer
 * @param depth the deepest nesting of lists and objects
 * @param length the longest list, and the most kinks
 * @param digits the longest numeral, in characters
 * @param bits the longest intermediate number
 * @param work neurons × iterates × cells, or neurons × iterations of a point
 */
public record Limits(long bytes, int depth, int length, int digits, int bits, long work) {
    /** Limits that suit files of up to some million neurons. */
    public static final Limits DEFAULT = new Limits(1L << 30, 64, 1 << 24, 20_000, 1 << 18, 1_000_000_000L);

    /**
     * Returns these limits with other values for those that users may set.
     *
     * @param newBytes the largest file
     * @param newBits the longest intermediate number
     * @param newWork the amount of work
     * @return the changed limits
     * @throws IllegalArgumentException if one of them is below 0
     */
    public Limits with(long newBytes, int newBits, long newWork) {
        if (newBytes < 0 || newBits < 0 || newWork < 0) {
            throw new IllegalArgumentException("a limit below 0");
        }
        return new Limits(newBytes, depth, length, digits, newBits, newWork);
    }

    BigInteger requireBits(BigInteger number, Object at) throws Fault {
        if (number.bitLength() > bits) {
            throw Fault.overLimits(at, "a number of " + number.bitLength() + " bits; the limit is " + bits);
        }
        return number;
    }

    Fraction requireBits(Fraction number, Object at) throws Fault {
        requireBits(number.numerator(), at);
        requireBits(number.denominator(), at);
        return number;
    }

    void requireLength(int count, Object at) throws Fault {
        if (count > length) {
            throw Fault.overLimits(at, "a list or a number of kinks beyond " + length);
        }
    }

    void requireBytes(long count) throws Fault {
        if (count > bytes) {
            throw Fault.overLimits("", "a file, or a layer's numbers, of " + count + " bytes; the limit is " + bytes);
        }
    }

    void requireDigits(String number, Object at) throws Fault {
        if (number.length() > digits) {
            throw Fault.overLimits(at, "a number of " + number.length() + " characters; the limit is " + digits);
        }
    }

    void requireWork(BigInteger steps) throws Fault {
        if (steps.compareTo(BigInteger.valueOf(work)) > 0) {
            throw Fault.overLimits("/witness", "checking takes " + steps + " steps; the limit is " + work);
        }
    }
}
