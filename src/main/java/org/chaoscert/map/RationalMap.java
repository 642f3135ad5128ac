package org.chaoscert.map;

import org.chaoscert.exact.Dyadics;
import org.chaoscert.exact.Rational;

/**
 * A map whose points are rational numbers.
 *
 * @param <J> the type of a cell's orbit
 */
public interface RationalMap<J extends SpanOrbit> extends IntervalMap<Rational, J> {
    /**
     * Returns the domain.
     *
     * @return the interval D that is mapped into itself
     */
    Domain domain();

    @Override
    default Rational left() {
        return domain().left();
    }

    @Override
    default Rational right() {
        return domain().right();
    }

    @Override
    default boolean isFinite(Rational point) {
        return point.isFinite();
    }

    @Override
    default Rational middle(Rational left, Rational right) {
        return Dyadics.cut(left, right);
    }
}
