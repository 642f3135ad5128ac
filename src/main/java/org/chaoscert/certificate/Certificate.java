package org.chaoscert.certificate;

import java.util.Optional;
import java.util.OptionalInt;
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
 * @param precision about a network with smooth activations: with how many bits the proof holds; else empty
 * @param proof what is claimed, and why it holds
 */
public record Certificate(
        String sha256,
        Optional<Network> network,
        Optional<String> source,
        Rational radius,
        OptionalInt precision,
        Proof proof) {
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

    /**
     * A certificate about a network without smooth activations, or a ball of them.
     *
     * @param sha256 the digest of the network
     * @param network the network itself, or empty
     * @param source a hint where its file was, or empty
     * @param radius r ≥ 0
     * @param proof what is claimed, and why it holds
     */
    public Certificate(
            String sha256, Optional<Network> network, Optional<String> source, Rational radius, Proof proof) {
        this(sha256, network, source, radius, OptionalInt.empty(), proof);
    }
}
