package org.chaoscert.map;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.Rational;

/** Enclosures of the images of one cell under an {@link EnclosedMap}, and of the derivatives on it; computed on demand. */
public final class EnclosedCellOrbit implements CellOrbit {
    private final EnclosedMap map;
    private final int steps;
    private final Trimming trimming = new Trimming();
    private final List<Span> images = new ArrayList<>();
    private final List<Span> derivatives = new ArrayList<>(List.of(new Span(Rational.ONE, Rational.ONE)));

    EnclosedCellOrbit(EnclosedMap map, Span cell, int steps) {
        this.map = map;
        this.steps = steps;
        images.add(cell);
    }

    /**
     * Returns an image of the cell.
     *
     * @param k an iterate, from 0 to the length of this orbit
     * @return an interval that holds J<sub>k</sub> for each map that is meant
     */
    public Span image(int k) {
        for (int i = images.size(); i <= require(k); i++) {
            Span image = map.image(images.get(i - 1));
            images.add(new Span(trimming.trim(image.lower()), trimming.trim(image.upper())));
        }
        return images.get(k);
    }

    /**
     * Returns the enclosure of the derivative of an iterate.
     *
     * @param k an iterate, from 0 to the length of this orbit
     * @return P<sub>k</sub>(J)
     */
    public Span derivativeRange(int k) {
        for (int i = derivatives.size(); i <= require(k); i++) {
            Span product = derivatives.get(i - 1).times(map.slopes(image(i - 1)));
            derivatives.add(new Span(trimming.trim(product.lower()), trimming.trim(product.upper())));
        }
        return derivatives.get(k);
    }

    private int require(int k) {
        if (k > steps) {
            throw new IllegalArgumentException("iterate " + k + " of an orbit of " + steps);
        }
        return k;
    }

    @Override
    public boolean isSeparated(int k) {
        return image(k).isDisjointFrom(images.get(0));
    }

    @Override
    public boolean isCovered(int k) {
        return images.get(0).isWithin(image(k));
    }

    @Override
    public Derivative derivative(int k) {
        Span range = derivativeRange(k);
        return new Derivative(
                range.lower().compareTo(Rational.ONE), range.upper().compareTo(Rational.ONE));
    }

    @Override
    public boolean isIncreasing(int n, int e) {
        if (derivativeRange(e).lower().signum() < 0) {
            return false;
        }
        Span hull = images.get(0);
        for (int i = e; i < n; i += e) {
            hull = hull.hull(image(i));
        }
        return new EnclosedCellOrbit(map, hull, e).derivativeRange(e).lower().signum() >= 0;
    }
}
