package org.chaoscert.audit;

import java.util.Optional;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.Network;

/**
 * One claim about each network.
 *
 * @param name how to call it
 * @param question what is claimed to be answered
 * @param inWords where the claims come from
 * @param source gives the claims
 */
public record Column(String name, Question question, String inWords, Source source) {
    /** Gives the claim about a network. Used by several threads at once. */
    @FunctionalInterface
    public interface Source {
        /**
         * Looks a claim up, or makes it.
         *
         * @param index the network's number, from 0
         * @param network the network
         * @return what is claimed, or empty if nothing is
         */
        Optional<Boolean> claim(long index, Network network);
    }

    /**
     * The claims of a test.
     *
     * @param method a test
     * @return its claims: yes where it flags a network, none where a weight is beyond the numbers of the arithmetic
     */
    public static Column of(Method method) {
        return new Column(
                method.name(), method.test().question(), method.inWords(), (index, network) -> flag(method, network));
    }

    private static Optional<Boolean> flag(Method method, Network network) {
        try {
            return Optional.of(method.flags(network));
        } catch (OverLimitsException beyond) {
            return Optional.empty();
        }
    }

    /**
     * The claims that somebody has made.
     *
     * @param claims claims
     * @param question about what
     * @return the answers to that question
     */
    public static Column of(Claims claims, Question question) {
        return new Column(question.word(), question, "as claimed", (index, network) -> claims.about(question, index));
    }
}
