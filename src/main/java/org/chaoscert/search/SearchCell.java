package org.chaoscert.search;

import org.chaoscert.map.Order;
import org.chaoscert.map.PointOrbit;

/**
 * A cell under examination, with what is known at its ends.
 *
 * @param left its left end
 * @param right its right end
 * @param <P> the type of points
 */
record SearchCell<P>(End<P> left, End<P> right) {
    /**
     * An end of a cell.
     *
     * @param point where
     * @param isFinite whether it is a number
     * @param orbit the order of its iterates and itself; all unknown at an infinite end
     * @param <P> the type of points
     */
    record End<P>(P point, boolean isFinite, PointOrbit orbit) {
        Order order(int k) {
            return orbit.order(k);
        }
    }
}
