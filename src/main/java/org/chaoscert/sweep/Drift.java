package org.chaoscert.sweep;

import java.io.Serializable;
import java.util.List;
import org.chaoscert.network.Neurons;

/**
 * Another law for relu-sum, under which a rare event is frequent: importance sampling. For each network one of some {@link
 * Proposal}s is drawn, each as likely, and the network from it.
 *
 * <p>There is not one way to period three but a family: a rise, and a fall at some place in the middle. A single proposal lies
 * between them, near none; with one for each place, and with kinks where they are needed, there are several times as many
 * effective hits.
 *
 * <p>The likelihood ratio is that of the mixture (the balance heuristic of Veach and Guibas, SIGGRAPH 1995): 1 / the mean of the
 * proposals' densities over that of relu-sum. It is that of densities; that stored numbers are rounded is left out.
 *
 * @param proposals at least one, all with as many bins
 */
public record Drift(List<Proposal> proposals) implements Serializable {
    /** Copies the list. */
    public Drift {
        proposals = List.copyOf(proposals);
        if (proposals.stream().mapToInt(Proposal::bins).distinct().count() != 1) {
            throw new IllegalArgumentException(
                    "a drift of " + proposals.size() + " proposals, not with equally many bins");
        }
    }

    int bins() {
        return proposals.get(0).bins();
    }

    /**
     * Moves kinks and weights of a network that was drawn from relu-sum.
     *
     * @param neurons is changed; whatever is stored then is the network
     * @param deviation σ, above 0
     * @param hash a random number that belongs to the network: chooses proposal and amplitude
     * @return the logarithm of the likelihood ratio of relu-sum to this law at the changed network, computed from the stored
     *     numbers; in binary64
     */
    double apply(Neurons neurons, double deviation, long hash) {
        int amplitudes = Proposal.AMPLITUDES.size();
        int choice = (int) Long.remainderUnsigned(hash, (long) amplitudes * proposals.size());
        proposals.get(choice / amplitudes).move(neurons, deviation, Proposal.AMPLITUDES.get(choice % amplitudes));
        return logRatio(BinSums.of(neurons, deviation, bins()));
    }

    /** The logarithm of the likelihood ratio of relu-sum to this law. */
    double logRatio(BinSums network) {
        return -Proposal.logMean(proposals.stream()
                .mapToDouble(proposal -> proposal.logDensity(network))
                .toArray());
    }
}
