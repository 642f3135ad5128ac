package org.chaoscert.certificate;

import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Network;
import org.chaoscert.theorem.Proof;

/**
 * A certificate: a proof about one network, or about a ball of networks.
 *
 * @param sha256 the digest of the network
 * @param network the network itself, or empty where the certificate only names it by its digest
 * @param source for a certificate without network: a hint where its file was; nobody follows it
 * @param radius r ≥ 0: the proof holds for every network whose weights and biases each differ from these by at most r
 * @param proof what is claimed, and why it holds
 */
public record Certificate(
        String sha256, Optional<Network> network, Optional<String> source, Rational radius, Proof proof) {
    /** The format's name. */
    public static final String FORMAT = "chaoscert-certificate/1";

    /** Checks that a hint stands only where there is no network, and the radius. */
    public Certificate {
        if (network.isPresent() && source.isPresent()) {
            throw new IllegalArgumentException("a source beside the network itself");
        }
        if (!radius.isFinite() || radius.signum() < 0) {
            throw new IllegalArgumentException("radius " + radius);
        }
    }
}
