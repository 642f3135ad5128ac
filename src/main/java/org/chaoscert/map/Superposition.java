package org.chaoscert.map;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;

/**
 * Weighted sums of piecewise-linear functions over one common denominator: a layer's pre-activations.
 *
 * <p>The kinks of all terms are sorted once; each sum is then one sweep over them, in which slope and intercept change by
 * what the term with the kink contributes. So a layer with k one-kink inputs costs O(k log k), not k².
 */
public final class Superposition {
    /** One term's change of slope and intercept at one of its kinks. */
    private record Event(Rational kink, int term, BigInteger slopeChange, BigInteger interceptChange) {}

    private final List<PiecewiseLinear> terms;
    private final Event[] events;
    private final BigInteger denominator;
    private final Work work;

    /**
     * Sorts the kinks of the terms.
     *
     * @param terms functions, all with the same denominator, at least one
     * @param work counts a unit for each comparison's share of the sort, and for each event of a sweep
     * @throws OverLimitsException if the terms have more than {@link PiecewiseLinear#MAX_PIECES} kinks together
     */
    public Superposition(List<PiecewiseLinear> terms, Work work) {
        this.terms = terms;
        this.work = work;
        denominator = terms.get(0).denominator();
        events = events(terms);
        int logarithm = 32 - Integer.numberOfLeadingZeros(events.length);
        work.spend((long) events.length * logarithm);
        Arrays.sort(events, Comparator.comparing(Event::kink));
    }

    private static Event[] events(List<PiecewiseLinear> terms) {
        long count = 0;
        for (PiecewiseLinear term : terms) {
            count += term.pieces() - 1;
        }
        if (count > PiecewiseLinear.MAX_PIECES) {
            throw new OverLimitsException("a layer's units have " + count + " kinks together; at most "
                    + PiecewiseLinear.MAX_PIECES + " are handled");
        }
        Event[] events = new Event[(int) count];
        int next = 0;
        for (int j = 0; j < terms.size(); j++) {
            PiecewiseLinear term = terms.get(j);
            for (int i = 0; i + 1 < term.pieces(); i++) {
                events[next++] = new Event(
                        term.kink(i),
                        j,
                        term.slopeNumerator(i + 1).subtract(term.slopeNumerator(i)),
                        term.interceptNumerator(i + 1).subtract(term.interceptNumerator(i)));
            }
        }
        return events;
    }

    /**
     * Returns a weighted sum of the terms.
     *
     * @param weights one integer for each term
     * @param bias an integer
     * @param divisor a positive integer
     * @return x ↦ (Σ weights<sub>j</sub> · term<sub>j</sub>(x) + bias) / divisor, exactly
     */
    public PiecewiseLinear sum(BigInteger[] weights, BigInteger bias, BigInteger divisor) {
        work.spend(terms.size() + (long) events.length);
        BigInteger slope = BigInteger.ZERO;
        BigInteger intercept = bias.multiply(denominator);
        for (int j = 0; j < weights.length; j++) {
            slope = slope.add(weights[j].multiply(terms.get(j).slopeNumerator(0)));
            intercept = intercept.add(weights[j].multiply(terms.get(j).interceptNumerator(0)));
        }
        PiecewiseLinear.Builder sum = new PiecewiseLinear.Builder(denominator.multiply(divisor), slope, intercept);
        for (Event event : events) {
            BigInteger weight = weights[event.term];
            if (weight.signum() != 0) {
                slope = slope.add(weight.multiply(event.slopeChange));
                intercept = intercept.add(weight.multiply(event.interceptChange));
                sum.add(event.kink, slope, intercept);
            }
        }
        return sum.build();
    }
}
