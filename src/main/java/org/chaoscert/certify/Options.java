package org.chaoscert.certify;

import java.util.Optional;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.map.Domain;

/**
 * What may be chosen about a decision and its certificates.
 *
 * @param domain iterate on this domain instead of the network's own; the network is then always embedded, since its file
 *     says another domain
 * @param levels the largest level j to try: iterates f^(2^j)
 * @param budget units of work to spend on the decision, once the network is unfolded; empty for no bound
 * @param embedding whether certificates hold the network
 * @param arithmetic a floating-point format, if it is to be proved how far evaluations in it are from f
 * @param radius for how large a ball of networks the verdict is to be proved; empty for the one network
 */
public record Options(
        Optional<Domain> domain,
        int levels,
        Optional<Long> budget,
        Embedding embedding,
        Optional<Radius> radius,
        Optional<FloatFormat> arithmetic) {
    /** The largest canonical text of a network that {@link Embedding#AUTO} embeds, in bytes. */
    static final long EMBEDDED_BYTES = 64 * 1024;

    /** The default: the network's own domain, levels up to 6, no budget, small networks embedded. */
    public static final Options DEFAULT =
            new Options(Optional.empty(), 6, Optional.empty(), Embedding.AUTO, Optional.empty());

    /** Whether certificates hold the network they are about. */
    public enum Embedding {
        /** If its canonical text has at most 64 KiB. */
        AUTO,
        /** Always. */
        ALWAYS,
        /** Never: the checker then needs the network file. */
        NEVER
    }

    /**
     * Chooses, without an arithmetic.
     *
     * @param domain iterate on this domain instead of the network's own
     * @param levels the largest level j to try
     * @param budget units of work to spend on the decision; empty for no bound
     * @param embedding whether certificates hold the network
     * @param radius for how large a ball of networks the verdict is to be proved; empty for the one network
     */
    public Options(
            Optional<Domain> domain, int levels, Optional<Long> budget, Embedding embedding, Optional<Radius> radius) {
        this(domain, levels, budget, embedding, radius, Optional.empty());
    }

    /** Checks that a network on a domain of its own is embedded. */
    public Options {
        if (domain.isPresent() && embedding == Embedding.NEVER) {
            throw new IllegalArgumentException(
                    "a certificate on another domain than the network file's must embed the network");
        }
    }

    /** Whether networks of any size are embedded: with a domain of its own a certificate is not about the file. */
    boolean embeds() {
        return embedding == Embedding.ALWAYS || (embedding == Embedding.AUTO && domain.isPresent());
    }
}
