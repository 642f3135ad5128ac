package org.chaoscert.map;

/**
 * What is known of the images J<sub>0</sub> = J, J<sub>i+1</sub> = f(J<sub>i</sub>) of one cell J, and of the derivatives
 * of the iterates on it.
 */
public interface CellOrbit {
    /**
     * Tells whether the k-th image certainly has no point in common with the cell.
     *
     * @param k an iterate, from 1 to the length that was asked for
     * @return true if J<sub>k</sub> ∩ J is empty; false if it is not, or that is unknown
     */
    boolean isSeparated(int k);

    /**
     * Tells whether the enclosure of the k-th image contains the cell; so do then those of the 2k-th, 3k-th, … images, since
     * enclosures of larger sets are larger.
     *
     * @param k an iterate, from 1 to the length that was asked for
     * @return whether J is inside what is known of J<sub>k</sub>
     */
    boolean isCovered(int k);

    /**
     * Encloses the derivative of f<sup>k</sup> on the cell, by the interval product S(J<sub>0</sub>)·…·S(J<sub>k−1</sub>)
     * of the slope ranges, and compares the enclosure with 1.
     *
     * @param k an iterate, from 1 to the length that was asked for
     * @return the place of the enclosure relative to 1
     */
    Derivative derivative(int k);

    /**
     * Tells whether cycles through inner points of the cell certainly do not return after k steps: between walls that they do not
     * cross, nothing of the cell comes back to it.
     *
     * @param k an iterate, from 1 to the length that was asked for
     * @return true if that is known; false if not, or if it is not looked for, as in exact maps, whose other rules are complete
     */
    default boolean isKeptApart(int k) {
        return false;
    }

    /**
     * Tells whether f<sup>e</sup> + id certainly rises, by the slopes of f<sup>e</sup>, on an interval that holds J,
     * J<sub>e</sub>, J<sub>2e</sub>, …, J<sub>n−e</sub>: then f<sup>e</sup> swaps no two points there.
     *
     * @param n a multiple of e, up to the length that was asked for
     * @param e an iterate, at least 1
     * @return true if all slopes of f<sup>e</sup> there are known to be above −1; false if not, or if that is not looked for
     */
    default boolean swapsNone(int n, int e) {
        return false;
    }
}
