package org.chaoscert.audit;

import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Network;

/**
 * A test with the arithmetic it is made in.
 *
 * @param name how to call it
 * @param test the test
 * @param format binary64 or binary32
 * @param summation in which order products are added
 */
public record Method(String name, FloatTest test, FloatFormat format, Summation summation) {
    /**
     * Tests a network.
     *
     * @param network any network
     * @return whether the test flags it
     * @throws org.chaoscert.exact.OverLimitsException if a weight is beyond the numbers of the format
     */
    public boolean flags(Network network) {
        return test.flags(FloatingMap.of(network, format, summation));
    }

    /**
     * Says what is computed, and how.
     *
     * @return a line of prose
     */
    public String inWords() {
        return test.inWords() + "; in " + format.word() + ", products added " + summation.word() + ", the bias last";
    }
}
