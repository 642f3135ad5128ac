/**
 * The decision: finds witnesses, or says what it could not settle. Nothing here is trusted; the checker judges what leaves.
 *
 * <p>{@link org.chaoscert.search.CoverSearch} is the one bisection, over the seam {@link org.chaoscert.map.IntervalMap};
 * {@link org.chaoscert.search.CellRules} has one function for each rule of a cover.
 */
package org.chaoscert.search;
