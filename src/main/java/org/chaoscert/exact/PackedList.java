package org.chaoscert.exact;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;

/**
 * A list of exact numbers to which more can be appended, and which takes little memory: stretches of {@value #STRETCH} are
 * packed into bytes and unpacked again at each visit; the rest, and so every short list, is kept as it is.
 *
 * <p>Nothing is rounded, and quotients come back as they went in, unreduced.
 *
 * @param <T> {@link BigInteger} or {@link Rational}
 */
public final class PackedList<T> extends AbstractList<T> implements RandomAccess {
    /** How many numbers are packed together; a power of two. */
    static final int STRETCH = 1 << 10;

    /** Integers longer than so many bytes are not packed: there is nothing to gain. */
    private static final int LONGEST = 1 << 10;

    /** A packed stretch. */
    private interface Stretch<T> {
        T get(int index);
    }

    private final Function<List<T>, Stretch<T>> packing;
    private final List<Stretch<T>> stretches = new ArrayList<>(0);
    private final List<T> rest = new ArrayList<>(2);

    private PackedList(Function<List<T>, Stretch<T>> packing) {
        this.packing = packing;
    }

    /**
     * Makes a list of integers.
     *
     * @return a new list, empty
     */
    public static PackedList<BigInteger> ofIntegers() {
        return new PackedList<>(Integers::of);
    }

    /**
     * Makes a list of rational numbers.
     *
     * @return a new list, empty
     */
    public static PackedList<Rational> ofRationals() {
        return new PackedList<>(Quotients::of);
    }

    @Override
    public boolean add(T number) {
        rest.add(number);
        if (rest.size() == STRETCH) {
            stretches.add(packing.apply(rest));
            rest.clear();
        }
        return true;
    }

    @Override
    public T get(int index) {
        int stretch = index / STRETCH;
        return stretch < stretches.size()
                ? stretches.get(stretch).get(index % STRETCH)
                : rest.get(index - STRETCH * stretches.size());
    }

    @Override
    public int size() {
        return STRETCH * stretches.size() + rest.size();
    }

    /** Integers, all of the same length in bytes, as two's complements. */
    private static final class Integers implements Stretch<BigInteger> {
        private final byte[] bytes;
        private final int length;

        private Integers(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        static Stretch<BigInteger> of(List<BigInteger> numbers) {
            BigInteger first = numbers.get(0);
            int length = 1;
            boolean areEqual = true;
            for (BigInteger number : numbers) {
                length = Math.max(length, number.bitLength() / Byte.SIZE + 1);
                areEqual = areEqual && number.equals(first);
            }
            if (areEqual) {
                // The weights of a layer, its slopes, the denominators of its kinks: often all the same.
                return index -> first;
            }
            if (length > LONGEST) {
                List<BigInteger> unpacked = List.copyOf(numbers);
                return unpacked::get;
            }
            byte[] bytes = new byte[length * numbers.size()];
            for (int i = 0; i < numbers.size(); i++) {
                byte[] number = numbers.get(i).toByteArray();
                int end = (i + 1) * length;
                System.arraycopy(number, 0, bytes, end - number.length, number.length);
                Arrays.fill(bytes, end - length, end - number.length, (byte) (number[0] >> (Byte.SIZE - 1)));
            }
            return new Integers(bytes, length);
        }

        @Override
        public BigInteger get(int index) {
            return new BigInteger(bytes, index * length, length);
        }
    }

    /** Quotients with their approximations, so that these are computed only once. */
    private static final class Quotients implements Stretch<Rational> {
        private final Stretch<BigInteger> numerators;
        private final Stretch<BigInteger> denominators;
        private final double[] approximations;

        private Quotients(Stretch<BigInteger> numerators, Stretch<BigInteger> denominators, double[] approximations) {
            this.numerators = numerators;
            this.denominators = denominators;
            this.approximations = approximations;
        }

        static Quotients of(List<Rational> numbers) {
            return new Quotients(
                    Integers.of(numbers.stream().map(Rational::numerator).toList()),
                    Integers.of(numbers.stream().map(Rational::denominator).toList()),
                    numbers.stream().mapToDouble(Rational::approximate).toArray());
        }

        @Override
        public Rational get(int index) {
            return new Rational(numerators.get(index), denominators.get(index), approximations[index]);
        }
    }
}
