package org.chaoscert.checker;

/** A closed interval: a cell, an image, or a range of slopes. Ends may be infinite. */
record Span(Fraction low, Fraction high) {
    static final Span LINE = new Span(Fraction.MINUS_INFINITY, Fraction.INFINITY);

    static final Span UNIT = new Span(Fraction.ZERO, Fraction.ONE);

    static Span point(Fraction x) {
        return new Span(x, x);
    }

    boolean isPoint() {
        return low.compareTo(high) == 0;
    }

    boolean contains(Span inner) {
        return low.compareTo(inner.low) <= 0 && inner.high.compareTo(high) <= 0;
    }

    boolean isDisjointFrom(Span other) {
        return high.compareTo(other.low) < 0 || other.high.compareTo(low) < 0;
    }

    /** The smallest interval that holds both. */
    Span hull(Span other) {
        return new Span(low.min(other.low), high.max(other.high));
    }

    /** The smallest interval that holds all products; both factors bounded. */
    Span times(Span other) {
        Fraction a = low.times(other.low);
        Fraction b = low.times(other.high);
        Fraction c = high.times(other.low);
        Fraction d = high.times(other.high);
        return new Span(a.min(b).min(c.min(d)), a.max(b).max(c.max(d)));
    }
}
