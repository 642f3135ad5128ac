package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/** The networks of a file, one after the other. Not thread-safe. */
public interface NetworkSource extends Closeable {
    /**
     * One network, or what is wrong with it.
     *
     * @param index its number, from 0
     * @param name how to call it in messages: its number, or the name of its file
     * @param network the network, exactly as it is stored; empty if there is a fault
     * @param fault the place, what is wrong there and what was expected; empty if there is a network
     */
    record Entry(long index, String name, Optional<Network> network, Optional<String> fault) {
        /**
         * Makes an entry that holds a network.
         *
         * @param index its number, from 0
         * @param network the network
         * @return the entry, called by its number
         */
        public static Entry of(long index, Network network) {
            return new Entry(index, "#" + index, Optional.of(network), Optional.empty());
        }

        /**
         * Makes an entry for a network that cannot be read.
         *
         * @param index its number, from 0
         * @param fault the place, what is wrong there and what was expected
         * @return the entry, called by its number
         */
        public static Entry faulty(long index, String fault) {
            return new Entry(index, "#" + index, Optional.empty(), Optional.of(fault));
        }

        /** Returns the same under another name. */
        Entry called(String other) {
            return new Entry(index, other, network, fault);
        }
    }

    /**
     * Returns how many networks there are, faulty ones included.
     *
     * @return their number, or empty if that is known at the end only
     */
    OptionalLong size();

    /**
     * Reads the next network. A fault in one network is no hindrance for those after it.
     *
     * @return the next one, or empty behind the last
     * @throws NetworkFormatException if nothing more can be read; it names the place
     * @throws IOException if the file cannot be read
     * @throws org.chaoscert.exact.OverLimitsException if a network is larger than is handled
     */
    Optional<Entry> next() throws IOException, NetworkFormatException;

    /**
     * Says how the numbers are read.
     *
     * @return a line of prose; of what has been read so far where files differ
     */
    String reading();
}
