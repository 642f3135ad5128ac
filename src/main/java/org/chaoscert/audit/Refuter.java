package org.chaoscert.audit;

import java.util.Optional;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;

/** Makes certificates that refute claims. */
public final class Refuter {
    private final Certifier certifier;

    /**
     * Prepares.
     *
     * @param levels the largest level j to try
     * @param budget units of work for one network
     */
    public Refuter(int levels, long budget) {
        certifier = new Certifier(
                new Options(Optional.empty(), levels, Optional.of(budget), Options.Embedding.ALWAYS, Optional.empty()));
    }

    /**
     * Proves the answer to a question about a network.
     *
     * @param network the network
     * @param question the question
     * @return a certificate that holds the network and was accepted by the checker; empty if the budget was spent before, or numbers get too long
     */
    public Optional<Sealed> refutation(Network network, Question question) {
        Certified certified;
        try {
            certified = certifier.certify(NetworkWriter.file(network, "", "", NetworkWriter.EXACT), "");
        } catch (OverLimitsException tooLong) {
            return Optional.empty();
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException("what was written cannot be read", impossible);
        }
        // Not chaotic means no period three: only then there is no certificate of its own for that.
        Optional<Sealed> periodThree =
                question == Question.PERIOD_THREE ? find(certified, Role.PERIOD_THREE) : Optional.empty();
        return periodThree.isPresent() ? periodThree : find(certified, Role.VERDICT);
    }

    private static Optional<Sealed> find(Certified certified, Role role) {
        return certified.certificates().stream()
                .filter(certificate -> certificate.role().equals(role))
                .findFirst();
    }
}
