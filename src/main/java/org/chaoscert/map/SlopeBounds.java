package org.chaoscert.map;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chaoscert.exact.ExactSort;
import org.chaoscert.exact.Rational;

/**
 * Bounds of the slopes of a set of maps, exact and constant from place to place: those of a sum that is then cut to an
 * interval. Where all maps are cut the slope is 0, and where some may be 0 is a slope, too.
 */
final class SlopeBounds {
    /** At a place a term is switched on (1) or off (−1); nothing is switched (0) where only a cut begins or ends. */
    private record Change(Rational place, int term, int sign) {}

    private final SwitchedSlopes sum;
    private final List<Rational> places = new ArrayList<>();
    private final List<BigInteger> least = new ArrayList<>();
    private final List<BigInteger> greatest = new ArrayList<>();
    private final RangeExtrema leastOrder;
    private final RangeExtrema greatestOrder;

    /**
     * Sums up.
     *
     * @param sum the slopes before the cut
     * @param lower the least values after the cut
     * @param upper the greatest values after the cut
     * @param cut the interval that values are cut to, perhaps unbounded
     */
    SlopeBounds(SwitchedSlopes sum, PiecewiseLinear lower, PiecewiseLinear upper, Span cut) {
        this.sum = sum;
        sweep(changes(lower, upper));
        for (int piece = 0; piece < least.size(); piece++) {
            Rational from = piece == 0 ? Rational.NEGATIVE_INFINITY : places.get(piece - 1);
            int low = lower.pieceRightOf(from);
            int high = upper.pieceRightOf(from);
            if (isLevelAt(lower, low, cut) || isLevelAt(upper, high, cut)) {
                boolean certain = isLevelAt(lower, low, cut)
                        && isLevelAt(upper, high, cut)
                        && level(lower, low).compareTo(level(upper, high)) == 0;
                least.set(piece, certain ? BigInteger.ZERO : least.get(piece).min(BigInteger.ZERO));
                greatest.set(
                        piece, certain ? BigInteger.ZERO : greatest.get(piece).max(BigInteger.ZERO));
            }
        }
        leastOrder = order(least);
        greatestOrder = order(greatest);
    }

    private static Rational level(PiecewiseLinear function, int piece) {
        return Rational.of(function.interceptNumerator(piece), function.denominator());
    }

    /** Whether a bound of the values is cut on a piece. */
    private static boolean isLevelAt(PiecewiseLinear bound, int piece, Span cut) {
        return bound.slopeNumerator(piece).signum() == 0
                && (level(bound, piece).compareTo(cut.lower()) == 0
                        || level(bound, piece).compareTo(cut.upper()) == 0);
    }

    private List<Change> changes(PiecewiseLinear lower, PiecewiseLinear upper) {
        List<Change> changes = new ArrayList<>();
        for (int term = 0; term < sum.terms().size(); term++) {
            PiecewiseLinear function = sum.terms().get(term);
            for (int piece = 1; piece < function.pieces(); piece++) {
                int sign = Boolean.compare(sum.isOn(term, piece), sum.isOn(term, piece - 1));
                if (sign != 0) {
                    changes.add(new Change(function.kink(piece - 1), term, sign));
                }
            }
        }
        for (PiecewiseLinear bound : List.of(lower, upper)) {
            for (int kink = 0; kink + 1 < bound.pieces(); kink++) {
                changes.add(new Change(bound.kink(kink), 0, 0));
            }
        }
        return changes;
    }

    private void sweep(List<Change> changes) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = BigInteger.ZERO;
        for (int term = 0; term < sum.terms().size(); term++) {
            if (sum.isOn(term, 0)) {
                low = low.add(sum.least().get(term));
                high = high.add(sum.greatest().get(term));
            }
        }
        int[] order = ExactSort.order(changes.stream().map(Change::place).toList());
        for (int i : order) {
            Change change = changes.get(i);
            if (places.isEmpty() || places.get(places.size() - 1).compareTo(change.place) < 0) {
                least.add(low);
                greatest.add(high);
                places.add(change.place);
            }
            if (change.sign != 0) {
                BigInteger sign = BigInteger.valueOf(change.sign);
                low = low.add(sign.multiply(sum.least().get(change.term)));
                high = high.add(sign.multiply(sum.greatest().get(change.term)));
            }
        }
        least.add(low);
        greatest.add(high);
    }

    private static RangeExtrema order(List<BigInteger> numbers) {
        double[] rounded = numbers.stream().mapToDouble(BigInteger::doubleValue).toArray();
        return new RangeExtrema(rounded.length, (i, j) -> {
            int order = Double.compare(rounded[i], rounded[j]);
            return order != 0 ? order : numbers.get(i).compareTo(numbers.get(j));
        });
    }

    /** Returns the number of intervals between places. */
    int size() {
        return least.size();
    }

    /** Returns the bounds over an interval of positive length. */
    Span over(Span interval) {
        int first = Collections.binarySearch(places, interval.lower());
        int last = Collections.binarySearch(places, interval.upper());
        int from = first >= 0 ? first + 1 : -first - 1;
        int to = last >= 0 ? last + 1 : -last;
        return new Span(
                Rational.of(least.get(leastOrder.least(from, to)), sum.denominator()),
                Rational.of(greatest.get(greatestOrder.greatest(from, to)), sum.denominator()));
    }
}
