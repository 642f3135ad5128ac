package org.chaoscert.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;

/** Enclosures of the images of one cell under an {@link EnclosedMap}, and of the derivatives on it; computed on demand. */
public final class EnclosedCellOrbit implements SpanOrbit {
    private static final Rational MINUS_ONE = Rational.of(-1);

    private final EnclosedMap map;
    private final int steps;
    private final List<Span> images = new ArrayList<>();

    /** Images of what lies between walls with the cell, as far as it stays there: less than so many if nothing stays. */
    private final List<Span> confined = new ArrayList<>();

    private boolean isOver;
    private final List<Span> derivatives = new ArrayList<>(List.of(new Span(Rational.ONE, Rational.ONE)));

    EnclosedCellOrbit(EnclosedMap map, Span cell, int steps) {
        this.map = map;
        this.steps = steps;
        images.add(cell);
        confined.add(cell);
    }

    /** {@inheritDoc} It holds J<sub>k</sub> for each map that is meant. */
    @Override
    public Span image(int k) {
        for (int i = images.size(); i <= require(k); i++) {
            images.add(map.image(images.get(i - 1)).shortened());
        }
        return images.get(k);
    }

    @Override
    public Span derivativeRange(int k) {
        for (int i = derivatives.size(); i <= require(k); i++) {
            derivatives.add(
                    derivatives.get(i - 1).times(map.slopes(image(i - 1))).shortened());
        }
        return derivatives.get(k);
    }

    /**
     * Returns the part of an image that cycles through the cell may reach, as they do not leave a part of D.
     *
     * @param k an iterate, from 0 to the length of this orbit
     * @return an interval that holds f<sup>k</sup>(x) for all points x of the cell whose orbits stay there; empty if there are
     *     none
     */
    public Optional<Span> confinedImage(int k) {
        Span part = confined.size() <= require(k) ? map.part(images.get(0)) : images.get(0);
        while (!isOver && confined.size() <= k) {
            map.image(confined.get(confined.size() - 1))
                    .shortened()
                    .intersection(part)
                    .ifPresentOrElse(confined::add, () -> isOver = true);
        }
        return k < confined.size() ? Optional.of(confined.get(k)) : Optional.empty();
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
    public boolean isKeptApart(int k) {
        return confinedImage(k)
                .filter(image -> !image.isDisjointFrom(images.get(0)))
                .isEmpty();
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
    public boolean swapsNone(int n, int e) {
        if (!isAboveMinusOne(e)) {
            return false;
        }
        Span hull = images.get(0);
        for (int i = e; i < n; i += e) {
            hull = confinedImage(i).map(hull::hull).orElse(hull);
        }
        return new EnclosedCellOrbit(map, hull, e).isAboveMinusOne(e);
    }

    private boolean isAboveMinusOne(int k) {
        return derivativeRange(k).lower().compareTo(MINUS_ONE) > 0;
    }
}
