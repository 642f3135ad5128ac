/**
 * The trusted kernel: reads a certificate, and the network it is about, and accepts or rejects it.
 *
 * <p>It knows nothing of the rest of the program and of no library: its own strict JSON, its own fractions, its own
 * evaluation of the network, its own images and slopes. No floating point takes part in any decision. To read it in order:
 * {@code Json, Fraction, Numbers, Digest, Net, Span, Graph, Unfolding, Cells, Claims, Checker}; {@code CheckerMain} only prints.
 */
package org.chaoscert.checker;
