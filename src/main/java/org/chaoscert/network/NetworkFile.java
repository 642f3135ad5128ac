package org.chaoscert.network;

/**
 * A network as it was read from a file.
 *
 * @param network the network
 * @param reading how its numbers were read
 */
public record NetworkFile(Network network, Reading reading) {}
