package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.IOException;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/**
 * Takes networks and writes them into one file, every number exactly. The file is there, whole, after {@link #finish}; a sink
 * that is closed before leaves nothing behind. Not thread-safe.
 */
public interface NetworkSink extends Closeable {
    /**
     * Takes the next network.
     *
     * @param name its name; kept where the format has room for it
     * @param network the network
     * @throws NetworkFormatException if the format cannot hold it exactly, or not beside those before; it names the place
     * @throws IOException if something cannot be written
     */
    void add(String name, Network network) throws IOException, NetworkFormatException;

    /**
     * Puts the file in its place.
     *
     * @throws NetworkFormatException if there are no networks
     * @throws IOException if something cannot be written
     */
    void finish() throws IOException, NetworkFormatException;
}
