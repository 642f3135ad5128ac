package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;

/**
 * The first states of Hofbauer's tower (Hofbauer 1979): D, the images of its parts between places where f turns, the images of the
 * parts of these, and so on. Laps of iterates follow paths of states; so the logarithm of the spectral radius is near the
 * entropy, and the nearer the more states there are: what happens beyond the n-th step counts like λ^−n.
 *
 * <p>Numbers get longer at each step; long ends of states are moved to short numbers very near. Where there are enough states, images lead
 * to states that are there.
 */
final class Tower {
    /** So many states at most. */
    private static final int MOST_STATES = 320;

    /** Numbers of at most so many bits are short. */
    private static final int SHORT_BITS = 160;

    /** Which way ends of states are moved: then states hold the images of which they are made, or lie in them. */
    enum Side {
        /** Every image lies in the state that it leads to: for upper bounds. */
        OUTWARD,
        /** Every image holds the state that it leads to: for lower bounds. */
        INWARD
    }

    private final PiecewiseLinearMap map;
    private final Side side;
    private final int gridExponent;
    private final List<Rational> turns;
    private final List<Span> states = new ArrayList<>();
    private final Map<Span, Integer> indices = new HashMap<>();

    /** The images of the parts of each state. */
    private final List<List<Span>> images = new ArrayList<>();

    private Tower(PiecewiseLinearMap map, Side side, int gridBits) {
        this.map = map;
        this.side = side;
        turns = Laps.turns(map.function());
        gridExponent = gridBits - sizeExponent();
    }

    /**
     * Builds a tower.
     *
     * @param map the map f
     * @param side which way ends of states are moved
     * @param gridBits long ends are moved to multiples of a unit, which is so many bits below the size of all that matters
     */
    static Tower of(PiecewiseLinearMap map, Side side, int gridBits) {
        Tower tower = new Tower(map, side, gridBits);
        tower.add(new Span(map.domain().left(), map.domain().right()));
        for (int i = 0; i < tower.states.size(); i++) {
            List<Span> images = tower.imagesOfParts(tower.states.get(i));
            tower.images.add(images);
            images.forEach(tower::add);
        }
        return tower;
    }

    /** The least power of two above the distance between any two turns, finite ends of D, and their images. */
    private int sizeExponent() {
        List<Rational> points = new ArrayList<>(turns);
        points.add(map.domain().left());
        points.add(map.domain().right());
        points.removeIf(point -> !point.isFinite());
        points.addAll(points.stream().map(map::valueAt).toList());
        Rational least = points.stream().min(Rational::compareTo).orElse(Rational.ZERO);
        Rational size =
                points.stream().max(Rational::compareTo).orElse(Rational.ZERO).minus(least);
        return size.numerator().bitLength() - size.denominator().bitLength() + 1;
    }

    private void add(Span state) {
        if (states.size() < MOST_STATES && !indices.containsKey(state)) {
            indices.put(state, states.size());
            states.add(state);
        }
    }

    /** The images that are not points, moved to short ends. */
    private List<Span> imagesOfParts(Span state) {
        List<Span> images = new ArrayList<>();
        Rational from = state.lower();
        int first = Laps.turnsUpTo(turns, state.lower());
        for (int i = first; i < turns.size() && turns.get(i).compareTo(state.upper()) < 0; i++) {
            image(from, turns.get(i)).ifPresent(images::add);
            from = turns.get(i);
        }
        image(from, state.upper()).ifPresent(images::add);
        return images;
    }

    private Optional<Span> image(Rational from, Rational to) {
        Rational a = Laps.valueAt(map.function(), from);
        Rational b = Laps.valueAt(map.function(), to);
        int order = a.compareTo(b);
        Rational low = moved(order <= 0 ? a : b, side == Side.INWARD);
        Rational high = moved(order <= 0 ? b : a, side == Side.OUTWARD);
        if (order == 0 || low.compareTo(high) >= 0) {
            return Optional.empty();
        }
        // D holds all images, but not what lies beyond them.
        return new Span(low, high)
                .intersection(new Span(map.domain().left(), map.domain().right()));
    }

    private Rational moved(Rational x, boolean up) {
        if (!x.isFinite() || x.bitLength() <= SHORT_BITS) {
            return x;
        }
        Rational units = x.scaledByPowerOfTwo(gridExponent);
        BigInteger whole = up ? units.ceiling() : units.floor();
        return Rational.dyadic(whole, gridExponent).reduced();
    }

    /** The number of states. */
    int size() {
        return states.size();
    }

    Span state(int i) {
        return states.get(i);
    }

    /** For each state where the images of its parts lead. */
    Paths paths() {
        int[][] leads = new int[size()][];
        for (int i = 0; i < size(); i++) {
            leads[i] = images.get(i).stream()
                    .mapToInt(this::led)
                    .filter(index -> index >= 0)
                    .toArray();
        }
        return new Paths(leads);
    }

    /** The state that an image has become, or else the narrowest that holds it, or the widest that lies in it; −1 if there is none. */
    private int led(Span image) {
        Integer own = indices.get(image);
        if (own != null) {
            return own;
        }
        int best = -1;
        for (int i = 0; i < size(); i++) {
            Span state = states.get(i);
            boolean fits = side == Side.OUTWARD ? image.isWithin(state) : state.isWithin(image);
            if (fits && (best < 0 || isNearer(state, states.get(best)))) {
                best = i;
            }
        }
        return best;
    }

    private boolean isNearer(Span state, Span other) {
        boolean isNarrower = width(state) < width(other);
        return isNarrower == (side == Side.OUTWARD);
    }

    private static double width(Span span) {
        return span.lower().isFinite() && span.upper().isFinite()
                ? span.upper().minus(span.lower()).approximate()
                : Double.POSITIVE_INFINITY;
    }
}
