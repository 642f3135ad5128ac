/**
 * Scalar networks: layers, the JSON file format, the digest, unfolding into a piecewise-linear function, and samplers.
 *
 * <p>A network is a map f of one real variable; it is iterated by feeding its output back. The function that is judged is
 * always the exact real map of the stored numbers, never a floating-point evaluation of it.
 */
package org.chaoscert.network;
