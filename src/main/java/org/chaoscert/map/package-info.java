/**
 * Continuous interval maps, as exact piecewise-linear functions and as what the proof search may ask of any map.
 *
 * <p>{@link org.chaoscert.map.PiecewiseLinear} is a function on the line; {@link org.chaoscert.map.PiecewiseLinearMap}
 * is one restricted to a domain that it maps into itself. {@link org.chaoscert.map.IntervalMap} is the seam between maps
 * and the proof search.
 */
package org.chaoscert.map;
