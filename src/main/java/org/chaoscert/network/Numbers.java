package org.chaoscert.network;

import java.util.Arrays;
import org.chaoscert.exact.Rational;

/**
 * A list of rational numbers in which binary64 numbers take eight bytes. Immutable.
 *
 * <p>The numbers of wide networks are nearly always binary64 numbers; as objects each would take a hundred bytes.
 */
final class Numbers {
    /** The empty list. */
    static final Numbers NONE = new Numbers(new double[0], new Rational[0]);

    /** NaN stands for a number that is kept in {@link #others}. */
    private final double[] binary64;

    /** In the same places; empty when all are binary64 numbers. */
    private final Rational[] others;

    private Numbers(double[] binary64, Rational[] others) {
        this.binary64 = binary64;
        this.others = others;
    }

    /** Collects numbers. */
    static final class Builder {
        private double[] binary64 = new double[1];
        private Rational[] others = NONE.others;
        private int size;

        /** Adds a binary64 number, exactly; a finite one, not −0. */
        void add(double number) {
            if (size == binary64.length) {
                binary64 = Arrays.copyOf(binary64, 2 * size);
            }
            binary64[size++] = number;
        }

        /** Adds a finite number. */
        void add(Rational number) {
            add(number.toBinary64());
            if (Double.isNaN(binary64[size - 1])) {
                if (others.length < size) {
                    others = Arrays.copyOf(others, binary64.length);
                }
                others[size - 1] = number;
            }
        }

        int size() {
            return size;
        }

        Numbers build() {
            return new Numbers(Arrays.copyOf(binary64, size), others);
        }
    }

    static Numbers of(Rational[] numbers) {
        Builder list = new Builder();
        for (Rational number : numbers) {
            list.add(number);
        }
        return list.build();
    }

    /** Takes finite binary64 numbers. */
    static Numbers of(double[] numbers) {
        double[] taken = new double[numbers.length];
        for (int i = 0; i < taken.length; i++) {
            if (!Double.isFinite(numbers[i])) {
                throw new IllegalArgumentException("number " + i + " is " + numbers[i]);
            }
            // −0 + 0 is 0.
            taken[i] = numbers[i] + 0.0;
        }
        return new Numbers(taken, NONE.others);
    }

    /** Returns the numbers at some places. */
    Numbers at(int[] places) {
        double[] taken = new double[places.length];
        Rational[] takenOthers = new Rational[others.length == 0 ? 0 : places.length];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = binary64[places[i]];
            if (Double.isNaN(taken[i])) {
                takenOthers[i] = others[places[i]];
            }
        }
        return new Numbers(taken, takenOthers);
    }

    int size() {
        return binary64.length;
    }

    /** Returns a number, exactly. */
    Rational get(int index) {
        return isBinary64(index) ? Rational.of(binary64[index]) : others[index];
    }

    /** Returns a number roughly, or NaN. */
    double approximate(int index) {
        return isBinary64(index) ? binary64[index] : others[index].approximate();
    }

    /** Tells whether all are kept as binary64 numbers. */
    boolean areBinary64() {
        return others.length == 0;
    }

    /** Tells whether a number is kept as a binary64 number. */
    boolean isBinary64(int index) {
        return !Double.isNaN(binary64[index]);
    }

    /** Returns a number that is kept as a binary64 number, exactly; NaN for the others. */
    double binary64(int index) {
        return binary64[index];
    }
}
