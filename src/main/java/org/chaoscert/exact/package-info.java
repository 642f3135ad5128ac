/**
 * Exact numbers: rationals that are never rounded, their text, short dyadic numbers; and intervals, which are rounded outward.
 *
 * <p>Nothing else in this package rounds, save what is called {@code approximate} or meant for reading only.
 */
package org.chaoscert.exact;
