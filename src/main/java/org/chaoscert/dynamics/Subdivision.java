package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;

/**
 * D cut into parts on which f<sup>n</sup> is monotone, for n = 0, 1, 2, …: of each part only its image under f<sup>n</sup> is kept,
 * and how many parts have that image. Images are cut at given points, between which f has to be monotone. Parts on which f<sup>n</sup>
 * is constant are left out.
 *
 * <p>Most images fill a whole cell between two cuts. So a step takes time in proportion to the number of different images, which
 * grows slowly, and not to the number of parts, which grows exponentially.
 */
final class Subdivision {
    private final PiecewiseLinearMap map;
    private final List<Rational> cuts;

    /** Cell i lies left of cut i, the last one right of all cuts. */
    private final Span[] cells;

    /** The images of whole cells. */
    private final Span[] cellImages;

    /** How many parts fill each cell. */
    private BigInteger[] whole;

    /** How many parts lie inside cells and do not fill them. */
    private Map<Span, BigInteger> partial = Map.of();

    /** How many parts have been divided at each cut last. */
    private BigInteger[] divided;

    /**
     * Begins with n = 0, and D cut.
     *
     * @param cuts increasing points inside D
     */
    Subdivision(PiecewiseLinearMap map, List<Rational> cuts) {
        this.map = map;
        this.cuts = cuts;
        cells = new Span[cuts.size() + 1];
        cellImages = new Span[cells.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Span(
                    i == 0 ? map.domain().left() : cuts.get(i - 1),
                    i == cuts.size() ? map.domain().right() : cuts.get(i));
            cellImages[i] = image(cells[i]);
        }
        whole = filled(cells.length, BigInteger.ONE);
        divided = filled(cuts.size(), BigInteger.ONE);
    }

    private static BigInteger[] filled(int length, BigInteger value) {
        BigInteger[] array = new BigInteger[length];
        Arrays.fill(array, value);
        return array;
    }

    private Span image(Span part) {
        Span image = map.image(part);
        return new Span(image.lower().reduced(), image.upper().reduced());
    }

    /** How many different images there are. */
    int images() {
        return cells.length + partial.size();
    }

    /** For each cut, the number of parts that it divided in the step before: whose images under f^n had it inside. */
    BigInteger[] divided() {
        return divided.clone();
    }

    /**
     * Goes from n to n + 1.
     *
     * @param collapsed told of images under f^n on which f is constant
     * @return the number of parts with f^(n+1) not constant, before they are cut again
     */
    BigInteger step(Consumer<Span> collapsed) {
        Images images = new Images();
        BigInteger count = BigInteger.ZERO;
        for (int i = 0; i < cells.length; i++) {
            if (whole[i].signum() > 0) {
                count = count.add(images.add(cells[i], cellImages[i], whole[i], collapsed));
            }
        }
        for (Map.Entry<Span, BigInteger> entry : partial.entrySet()) {
            count = count.add(images.add(entry.getKey(), image(entry.getKey()), entry.getValue(), collapsed));
        }
        whole = Images.sums(images.wholeRises, cells.length);
        divided = Images.sums(images.cutRises, cuts.size());
        partial = images.partial;
        return count;
    }

    /** The images of the next step, cut. */
    private final class Images {
        /** How much more each cell or cut counts than the one before. */
        private final BigInteger[] wholeRises = filled(cells.length + 1, BigInteger.ZERO);

        private final BigInteger[] cutRises = filled(cells.length + 1, BigInteger.ZERO);
        private final Map<Span, BigInteger> partial = new HashMap<>();

        static BigInteger[] sums(BigInteger[] rises, int length) {
            BigInteger[] sums = new BigInteger[length];
            BigInteger sum = BigInteger.ZERO;
            for (int i = 0; i < length; i++) {
                sum = sum.add(rises[i]);
                sums[i] = sum;
            }
            return sums;
        }

        /** Adds the image of some parts; returns how many they are, or 0 if it is a point. */
        BigInteger add(Span part, Span image, BigInteger count, Consumer<Span> collapsed) {
            if (image.isPoint()) {
                collapsed.accept(part);
                return BigInteger.ZERO;
            }
            int first = cutsUpTo(image.lower(), 0);
            int last = cutsUpTo(image.upper(), -1);
            rise(cutRises, first, last, count);
            if (first == last) {
                addWithin(first, image, count);
            } else {
                addWithin(first, new Span(image.lower(), cuts.get(first)), count);
                rise(wholeRises, first + 1, last, count);
                addWithin(last, new Span(cuts.get(last - 1), image.upper()), count);
            }
            return count;
        }

        private static void rise(BigInteger[] rises, int from, int to, BigInteger count) {
            rises[from] = rises[from].add(count);
            rises[to] = rises[to].subtract(count);
        }

        private void addWithin(int cell, Span image, BigInteger count) {
            if (image.equals(cells[cell])) {
                rise(wholeRises, cell, cell + 1, count);
            } else {
                partial.merge(image, count, BigInteger::add);
            }
        }
    }

    /** The number of cuts at or below x, or for −1 only of those below. */
    private int cutsUpTo(Rational x, int largestOrder) {
        int low = 0;
        int high = cuts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cuts.get(middle).compareTo(x) <= largestOrder) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
