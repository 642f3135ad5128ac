package org.chaoscert.audit;

import org.chaoscert.network.FloatingMap;

/** A test for chaos in floating-point arithmetic, as experiments make it: what it says is a claim, and no proof of anything. */
public interface FloatTest {
    /**
     * Tests a map.
     *
     * @param f the map as a program computes it
     * @return whether the test flags it
     */
    boolean flags(FloatingMap f);

    /**
     * Says what a flag claims.
     *
     * @return the question to which a flag says yes
     */
    Question question();

    /**
     * Says what is computed.
     *
     * @return a line of prose
     */
    String inWords();
}
