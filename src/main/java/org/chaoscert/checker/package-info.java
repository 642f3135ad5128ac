/**
 * The trusted kernel: reads a certificate, and the network it is about, and accepts or rejects it.
 *
 * <p>It knows nothing of the rest of the program and of no library: its own strict JSON, its own fractions, its own
 * evaluation of the network, its own images and slopes. Floating point only finds the binary64 number that an
 * unquoted number stands for ({@code Binary64}). To read it in order:
 * {@code Json, Fraction, Numerals, Numbers, Digest, Net, Span, Graph, Unfolding, Cells, Claims, Checker}; {@code CheckerMain} only prints.
 */
package org.chaoscert.checker;
