/**
 * Networks as people have them: arrays of NumPy, safetensors, ONNX, tables, in and out, each number exactly as it is stored.
 *
 * <p>A {@link org.chaoscert.exchange.NetworkSource} gives the networks of a file one after the other, a
 * {@link org.chaoscert.exchange.NetworkSink} takes them; {@link org.chaoscert.exchange.FileKind} finds both by a file's name.
 * Memory does not grow with the number of networks.
 */
package org.chaoscert.exchange;
