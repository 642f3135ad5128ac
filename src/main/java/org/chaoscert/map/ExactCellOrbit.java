package org.chaoscert.map;

import java.math.BigInteger;
import java.util.Optional;
import org.chaoscert.exact.Rational;

/** The exact images of one cell under a {@link PiecewiseLinearMap}, and interval products of slopes; computed on demand. */
public final class ExactCellOrbit implements SpanOrbit {
    /** An interval of derivatives, as integers over the k-th power of the slopes' denominator. */
    private record Product(BigInteger lower, BigInteger upper, BigInteger denominator) {
        Product times(BigInteger low, BigInteger high, BigInteger factorDenominator) {
            BigInteger scale = denominator.multiply(factorDenominator);
            if (low.equals(high)) {
                BigInteger a = lower.multiply(low);
                BigInteger b = upper.multiply(low);
                return low.signum() < 0 ? new Product(b, a, scale) : new Product(a, b, scale);
            }
            BigInteger[] ends = {lower.multiply(low), lower.multiply(high), upper.multiply(low), upper.multiply(high)};
            BigInteger least = ends[0].min(ends[1]).min(ends[2].min(ends[3]));
            BigInteger greatest = ends[0].max(ends[1]).max(ends[2].max(ends[3]));
            return new Product(least, greatest, scale);
        }
    }

    private final PiecewiseLinearMap map;
    private final int steps;
    private final Trimming trimming = new Trimming();
    private final Span[] images;
    private final int[] firstPieces;
    private final int[] lastPieces;
    private final Product[] products;
    private int imagesKnown;
    private int productsKnown;

    ExactCellOrbit(PiecewiseLinearMap map, Span cell, int steps) {
        this.map = map;
        this.steps = steps;
        images = new Span[steps + 1];
        firstPieces = new int[steps + 1];
        lastPieces = new int[steps + 1];
        products = new Product[steps + 1];
        images[0] = cell;
        products[0] = new Product(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE);
        locate(0);
    }

    private void locate(int k) {
        firstPieces[k] = map.firstPiece(images[k]);
        lastPieces[k] = map.lastPiece(images[k]);
    }

    /** {@inheritDoc} Exact. */
    @Override
    public Span image(int k) {
        for (; imagesKnown < k; imagesKnown++) {
            Span image = map.image(images[imagesKnown], firstPieces[imagesKnown], lastPieces[imagesKnown]);
            images[imagesKnown + 1] = new Span(trimming.trim(image.lower()), trimming.trim(image.upper()));
            locate(imagesKnown + 1);
        }
        return images[k];
    }

    /**
     * Returns the range of slopes over an image.
     *
     * @param k an iterate, from 0 to one below the length of this orbit
     * @return S(J<sub>k</sub>), exactly; [0, 0] where the image is one point
     */
    public Span slopes(int k) {
        if (image(k).isPoint()) {
            return new Span(Rational.ZERO, Rational.ZERO);
        }
        SlopeTable table = map.slopes();
        return new Span(
                Rational.of(table.least(firstPieces[k], lastPieces[k]), table.denominator()),
                Rational.of(table.greatest(firstPieces[k], lastPieces[k]), table.denominator()));
    }

    /** {@inheritDoc} Exact. */
    @Override
    public Span derivativeRange(int k) {
        Product product = product(k);
        return new Span(
                Rational.of(product.lower, product.denominator), Rational.of(product.upper, product.denominator));
    }

    private Product product(int k) {
        for (; productsKnown < k; productsKnown++) {
            int i = productsKnown;
            products[i + 1] = image(i).isPoint()
                    ? products[i].times(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE)
                    : products[i].times(
                            map.slopes().least(firstPieces[i], lastPieces[i]),
                            map.slopes().greatest(firstPieces[i], lastPieces[i]),
                            map.slopes().denominator());
        }
        return products[k];
    }

    @Override
    public boolean isSeparated(int k) {
        return image(k).isDisjointFrom(images[0]);
    }

    @Override
    public boolean isCovered(int k) {
        return image(k).lower().compareTo(images[0].lower()) <= 0
                && image(k).upper().compareTo(images[0].upper()) >= 0;
    }

    @Override
    public Derivative derivative(int k) {
        Product product = product(k);
        return new Derivative(
                product.lower.compareTo(product.denominator), product.upper.compareTo(product.denominator));
    }

    /**
     * Returns the first iterate whose image has a kink of f inside; all iterates up to it are affine on the cell.
     *
     * @return the smallest i below the length of this orbit such that a kink lies strictly inside J<sub>i</sub>, or empty
     *     if all of them are affine on the cell
     */
    Optional<Integer> firstInnerKink() {
        for (int i = 0; i < steps; i++) {
            image(i);
            if (firstPieces[i] < lastPieces[i]) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Returns the point of the cell that f<sup>i</sup>, affine and not constant on it, maps to the middle inner kink. */
    Rational pullBack(int i) {
        Rational point = map.function().kink((firstPieces[i] + lastPieces[i] - 1) / 2);
        for (int step = i - 1; step >= 0; step--) {
            point = map.function().preimage(firstPieces[step], point);
        }
        return point;
    }

    /**
     * Returns the fixed point of f<sup>n</sup>, n the length of this orbit, prolonged over the line, where f<sup>n</sup> is
     * affine on the cell.
     *
     * @return the fixed point, or empty if the slope is 1
     */
    Optional<Rational> fixedPoint() {
        if (image(steps).isPoint()) {
            return Optional.of(image(steps).lower());
        }
        // f^n(x) = (a x + b) / c.
        BigInteger a = BigInteger.ONE;
        BigInteger b = BigInteger.ZERO;
        BigInteger c = BigInteger.ONE;
        PiecewiseLinear function = map.function();
        for (int step = 0; step < steps; step++) {
            int piece = firstPieces[step];
            a = a.multiply(function.slopeNumerator(piece));
            b = b.multiply(function.slopeNumerator(piece))
                    .add(function.interceptNumerator(piece).multiply(c));
            c = c.multiply(function.denominator());
        }
        return a.equals(c) ? Optional.empty() : Optional.of(Rational.of(b, c.subtract(a)));
    }
}
