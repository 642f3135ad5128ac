package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * States, and to which others each leads, perhaps to one several times: a matrix of small integers, by rows. Vectors in binary64 are
 * guesses, to be proved otherwise.
 */
final class Paths {
    /** Iterations until a guess is taken as it is. */
    private static final int MOST_ITERATIONS = 5000;

    private static final double CLOSE = 1e-15;

    /** Entries may differ by this factor. */
    static final double TINY = 1e-24;

    private final int[][] leads;

    Paths(int[][] leads) {
        this.leads = leads;
    }

    int size() {
        return leads.length;
    }

    /** For each state the sum of a vector over where it leads. */
    private double[] times(double[] x) {
        double[] sums = new double[size()];
        for (int i = 0; i < size(); i++) {
            double sum = 0;
            for (int lead : leads[i]) {
                sum += x[lead];
            }
            sums[i] = sum;
        }
        return sums;
    }

    /** The same, exactly. */
    BigInteger[] times(BigInteger[] x) {
        BigInteger[] sums = new BigInteger[size()];
        for (int i = 0; i < size(); i++) {
            BigInteger sum = BigInteger.ZERO;
            for (int lead : leads[i]) {
                sum = sum.add(x[lead]);
            }
            sums[i] = sum;
        }
        return sums;
    }

    /**
     * About the vector x ≥ 0 with M x = ρ x for the spectral radius ρ of some rows and columns, which lead to each other; its
     * largest entry is 1, and those of other rows are 0.
     */
    double[] perron(BitSet rows) {
        double[] x = new double[size()];
        rows.stream().forEach(i -> x[i] = 1);
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[] sums = times(x);
            // With x added no other eigenvalue is as large in size.
            double most = rows.stream().mapToDouble(i -> sums[i] + x[i]).max().orElse(0);
            double change = 0;
            for (int i = rows.nextSetBit(0); i >= 0 && most > 0; i = rows.nextSetBit(i + 1)) {
                double next = (sums[i] + x[i]) / most;
                if (next > TINY) {
                    change = Math.max(change, Math.abs(next / x[i] - 1));
                }
                x[i] = next;
            }
            if (change <= CLOSE) {
                break;
            }
        }
        return x;
    }

    /** About the least λ, at least 1, with M x ≤ λ x where the entries of x are large. */
    private double rate(double[] x) {
        double[] sums = times(x);
        double rate = 1;
        for (int i = 0; i < x.length; i++) {
            if (x[i] > 0.5) {
                rate = Math.max(rate, sums[i] / x[i]);
            }
        }
        return rate;
    }

    /**
     * About a vector x > 0 with M x ≤ λ x in every row, for a λ that is larger than the spectral radius by some part of it. Where the
     * Perron vector is 0 it is raised: such a state may lead to others that weigh more.
     */
    double[] ceiling(double slack) {
        BitSet all = new BitSet();
        all.set(0, size());
        double[] x = perron(all);
        double rate = rate(x) * (1 + slack);
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(x[i], TINY);
        }
        for (int iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
            double[] sums = times(x);
            boolean isRaised = false;
            for (int i = 0; i < x.length; i++) {
                double least = sums[i] / rate;
                if (least > x[i] * (1 + CLOSE)) {
                    x[i] = least;
                    isRaised = true;
                }
            }
            if (!isRaised) {
                break;
            }
        }
        return x;
    }

    /** Sets of states each of which leads to all others of its set, and to itself. */
    List<BitSet> components() {
        int[][] back = reversed();
        List<BitSet> components = new ArrayList<>();
        BitSet left = new BitSet();
        left.set(0, size());
        for (int i = 0; i >= 0; i = left.nextSetBit(0)) {
            BitSet component = reached(i, leads);
            component.and(reached(i, back));
            left.clear(i);
            left.andNot(component);
            if (!component.isEmpty()) {
                components.add(component);
            }
        }
        return components;
    }

    private int[][] reversed() {
        int[] counts = new int[size()];
        Arrays.stream(leads).flatMapToInt(Arrays::stream).forEach(lead -> counts[lead]++);
        int[][] back = new int[size()][];
        Arrays.setAll(back, i -> new int[counts[i]]);
        for (int i = 0; i < size(); i++) {
            for (int lead : leads[i]) {
                counts[lead]--;
                back[lead][counts[lead]] = i;
            }
        }
        return back;
    }

    /** What a state leads to in one step or more. */
    private static BitSet reached(int start, int[][] leads) {
        BitSet reached = new BitSet();
        Deque<Integer> pending = new ArrayDeque<>(List.of(start));
        while (!pending.isEmpty()) {
            for (int lead : leads[pending.remove()]) {
                if (!reached.get(lead)) {
                    reached.set(lead);
                    pending.add(lead);
                }
            }
        }
        return reached;
    }
}
