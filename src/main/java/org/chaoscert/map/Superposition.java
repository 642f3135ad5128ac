package org.chaoscert.map;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.exact.ExactSort;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.PackedList;
import org.chaoscert.exact.Rational;

/**
 * Weighted sums of piecewise-linear functions over one common denominator: a layer's pre-activations.
 *
 * <p>The kinks of all terms are sorted once; each sum is then one sweep over them, in which slope and intercept change by
 * what the term with the kink contributes, and what follows the sum is followed on the way. So a layer with k one-kink inputs costs O(k log k), not k².
 */
public final class Superposition {
    /** Of each term the piece that reaches to −∞. */
    private final List<BigInteger> firstSlopes = PackedList.ofIntegers();

    private final List<BigInteger> firstIntercepts = PackedList.ofIntegers();

    /** Of each kink where it is, whose it is, and by how much slope and intercept of this term change there. */
    private final List<Rational> kinks = PackedList.ofRationals();

    private int[] owners = new int[1];
    private final List<BigInteger> slopeChanges = PackedList.ofIntegers();
    private final List<BigInteger> interceptChanges = PackedList.ofIntegers();

    /** The kinks from left to right. */
    private final int[] order;

    /** How many kinks there are, those that are too many included. */
    private long count;

    private BigInteger denominator = BigInteger.ONE;
    private final Work work;

    /**
     * Sorts the kinks of the terms.
     *
     * @param terms functions, all with the same denominator, at least one; looked at one by one, and none is kept
     * @param work counts a unit for each comparison's share of the sort, and for each kink of a sweep
     * @throws OverLimitsException if the terms have more than {@link PiecewiseLinear#MAX_PIECES} kinks together
     */
    public Superposition(Stream<PiecewiseLinear> terms, Work work) {
        this.work = work;
        terms.forEachOrdered(this::add);
        if (count > PiecewiseLinear.MAX_PIECES) {
            throw new OverLimitsException("a layer's units have " + count + " kinks together; at most "
                    + PiecewiseLinear.MAX_PIECES + " are handled");
        }
        owners = Arrays.copyOf(owners, kinks.size());
        int logarithm = 32 - Integer.numberOfLeadingZeros(owners.length);
        work.spend((long) owners.length * logarithm);
        order = ExactSort.order(kinks);
    }

    private void add(PiecewiseLinear term) {
        denominator = term.denominator();
        count += term.pieces() - 1;
        for (int i = 1; i < term.pieces() && count <= PiecewiseLinear.MAX_PIECES; i++) {
            if (kinks.size() == owners.length) {
                owners = Arrays.copyOf(owners, 2 * owners.length);
            }
            owners[kinks.size()] = firstSlopes.size();
            kinks.add(term.kink(i - 1));
            slopeChanges.add(term.slopeNumerator(i).subtract(term.slopeNumerator(i - 1)));
            interceptChanges.add(term.interceptNumerator(i).subtract(term.interceptNumerator(i - 1)));
        }
        firstSlopes.add(term.slopeNumerator(0));
        firstIntercepts.add(term.interceptNumerator(0));
    }

    /**
     * Returns a weighted sum of the terms, followed by another function.
     *
     * @param weights one integer for each term
     * @param bias an integer
     * @param divisor a positive integer
     * @param outer a function, usually with few pieces
     * @return x ↦ outer((Σ weights<sub>j</sub> · term<sub>j</sub>(x) + bias) / divisor), exactly
     */
    public PiecewiseLinear sum(List<BigInteger> weights, BigInteger bias, BigInteger divisor, PiecewiseLinear outer) {
        work.spend(firstSlopes.size() + (long) order.length);
        BigInteger slope = BigInteger.ZERO;
        BigInteger intercept = PiecewiseLinear.times(bias, denominator);
        for (int j = 0; j < weights.size(); j++) {
            BigInteger firstSlope = firstSlopes.get(j);
            BigInteger firstIntercept = firstIntercepts.get(j);
            // Left of its kink a unit is mostly 0.
            if (firstSlope.signum() != 0 || firstIntercept.signum() != 0) {
                BigInteger weight = weights.get(j);
                slope = slope.add(PiecewiseLinear.times(weight, firstSlope));
                intercept = intercept.add(PiecewiseLinear.times(weight, firstIntercept));
            }
        }
        Composition sum = new Composition(outer, PiecewiseLinear.times(denominator, divisor), slope, intercept, work);
        for (int i : order) {
            BigInteger weight = weights.get(owners[i]);
            if (weight.signum() != 0) {
                slope = slope.add(weight.multiply(slopeChanges.get(i)));
                intercept = intercept.add(weight.multiply(interceptChanges.get(i)));
                sum.add(kinks.get(i), slope, intercept);
            }
        }
        return sum.build();
    }
}
