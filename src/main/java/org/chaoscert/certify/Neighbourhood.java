package org.chaoscert.certify;

import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Network;
import org.chaoscert.search.Verdict;

/**
 * For which networks around one a decision holds: all whose weights and biases each differ by at most a radius.
 *
 * @param radius the radius: the one that was asked for, or the largest one found; 0 where none above 0 was
 * @param proved where nothing is proved for that radius, the largest one found for which the verdict on the centre is; 0 if there
 *     is none, and empty if the centre is undecided
 * @param centre the verdict on the network itself
 * @param beyond where the largest radius was asked for, a network near by with the other verdict, if one was found
 * @param why where the largest radius was asked for and is 0, the reason
 */
public record Neighbourhood(
        Rational radius,
        Optional<Rational> proved,
        Verdict centre,
        Optional<Counterexample> beyond,
        Optional<String> why) {
    /**
     * A network with the other verdict, decided exactly.
     *
     * @param radius no weight or bias differs from that of the centre by more
     * @param network the network
     */
    public record Counterexample(Rational radius, Network network) {}
}
