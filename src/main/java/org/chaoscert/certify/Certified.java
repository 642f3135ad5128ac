package org.chaoscert.certify;

import java.util.List;
import java.util.Optional;
import org.chaoscert.checker.Result;
import org.chaoscert.map.RationalMap;
import org.chaoscert.map.SpanOrbit;
import org.chaoscert.network.NetworkFile;
import org.chaoscert.search.Decision;
import org.chaoscert.theorem.Proof;

/**
 * A decided network with its checked certificates.
 *
 * @param file the network as it was read, on the domain that was judged
 * @param sha256 the network's digest
 * @param map the map that was judged: exact, or by enclosures where activations are smooth
 * @param decision verdict and period three
 * @param neighbourhood for which networks beside this one that holds, where that was asked
 * @param notEvaluated where an arithmetic was chosen, and nothing is proved of it, the reason
 * @param certificates all that is proved; each accepted by the checker
 * @param sealer makes more certificates about the same network
 * @param proverNanos how long reading, unfolding and deciding took, in nanoseconds
 * @param checkerNanos how long the checker took, in nanoseconds
 */
public record Certified(
        NetworkFile file,
        String sha256,
        RationalMap<? extends SpanOrbit> map,
        Decision decision,
        Optional<Neighbourhood> neighbourhood,
        Optional<String> notEvaluated,
        List<Sealed> certificates,
        Sealer sealer,
        long proverNanos,
        long checkerNanos) {
    /** Copies the list. */
    public Certified {
        certificates = List.copyOf(certificates);
    }

    /**
     * What a certificate is for.
     *
     * @param suffix the end of the file name: what follows the network's name
     */
    public record Role(String suffix) {
        /** The verdict. */
        public static final Role VERDICT = new Role(".cert.json");

        /** The answer to "has f period three?", where it does not follow from the verdict. */
        public static final Role PERIOD_THREE = period(3);

        /** How far evaluations in floating-point arithmetic are from f. */
        public static final Role EVALUATION = new Role(".float.cert.json");

        /** That the inequality of Li and Yorke holds for what is evaluated, too. */
        public static final Role COMPUTED_CHAOS = new Role(".float-chaos.cert.json");

        /** What the entropy of f is at least. */
        public static final Role ENTROPY_AT_LEAST = new Role(".entropy-at-least.cert.json");

        /** What the entropy of f is at most. */
        public static final Role ENTROPY_AT_MOST = new Role(".entropy-at-most.cert.json");

        /** What {@link Certifier} writes. */
        public static final List<Role> OF_VERDICTS = List.of(VERDICT, PERIOD_THREE, EVALUATION, COMPUTED_CHAOS);

        /**
         * The answer to "has f this least period?".
         *
         * @param n the period
         * @return its role
         */
        public static Role period(int n) {
            return new Role(".period-" + n + ".cert.json");
        }
    }

    /**
     * A certificate that the checker has accepted.
     *
     * @param role what it is for
     * @param proof what it says
     * @param text its content
     * @param embedded whether it holds the network
     * @param result what the checker said
     */
    public record Sealed(Role role, Proof proof, CertificateText text, boolean embedded, Result result) {}
}
