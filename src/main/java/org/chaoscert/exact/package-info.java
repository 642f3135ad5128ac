/**
 * Exact numbers: rationals that are never rounded, their text, and short dyadic numbers.
 *
 * <p>Nothing in this package rounds, save what is called {@code approximate} or meant for reading only.
 */
package org.chaoscert.exact;
