package org.chaoscert.certify;

import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.certificate.Certificate;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Network;
import org.chaoscert.theorem.Proof;

/** Makes certificates about one network, and has each checked before it gives it out. Not thread-safe. */
public final class Sealer {
    private final String sha256;
    private final Optional<Network> embedded;
    private final Optional<String> source;
    private final OptionalInt precision;
    private final Checker checker;

    /**
     * Prepares certificates that hold the network, or that name its file.
     *
     * @param checker one that has read the network's file, where certificates do not hold it
     */
    Sealer(String sha256, Optional<Network> embedded, Optional<String> source, OptionalInt precision, Checker checker) {
        this.sha256 = sha256;
        this.embedded = embedded;
        this.source = source;
        this.precision = precision;
        this.checker = checker;
    }

    /**
     * Makes a certificate about the network itself.
     *
     * @param role what it is for
     * @param proof what it says
     * @return the certificate, accepted by the checker
     * @throws OverLimitsException if checking it would go beyond the checker's limits
     * @throws RejectedProofException if the checker does not accept it; a defect of this program
     */
    public Sealed seal(Role role, Proof proof) {
        return seal(role, proof, Rational.ZERO);
    }

    /** Makes a certificate about all networks within a radius. */
    Sealed seal(Role role, Proof proof, Rational radius) {
        CertificateText text = CertificateText.of(new Certificate(sha256, embedded, source, radius, precision, proof));
        Result result = checker.check(text.bytes());
        if (result.kind() == Result.Kind.OVER_LIMITS) {
            throw new OverLimitsException("a proof was found, but checking it goes beyond the limits: " + result.why());
        }
        if (!result.isValid()) {
            throw new RejectedProofException(result);
        }
        return new Sealed(role, proof, text, embedded.isPresent(), result);
    }
}
