package org.chaoscert.map;

/** The orbit of a cell with its images and derivatives as intervals. */
public interface SpanOrbit extends CellOrbit {
    /**
     * Returns an image of the cell.
     *
     * @param k an iterate, from 0 to the length of this orbit
     * @return an interval that holds J<sub>k</sub>: exactly J<sub>k</sub> for an exact map
     */
    Span image(int k);

    /**
     * Returns the enclosure of the derivative of an iterate.
     *
     * @param k an iterate, from 0 to the length of this orbit
     * @return P<sub>k</sub>(J)
     */
    Span derivativeRange(int k);
}
