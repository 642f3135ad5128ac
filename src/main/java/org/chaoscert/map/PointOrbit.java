package org.chaoscert.map;

/** What is known of the first iterates of one point x under a map f. */
@FunctionalInterface
public interface PointOrbit {
    /**
     * Compares an iterate with the point itself.
     *
     * @param k an iterate, from 1 to the length that was asked for
     * @return the order of f<sup>k</sup>(x) and x; {@link Order#UNKNOWN} where x is infinite or precision does not reach
     */
    Order order(int k);
}
