package org.chaoscert.checker;

import java.util.List;
import java.util.Optional;
import org.chaoscert.checker.Json.Members;

/**
 * Checks certificates, format {@code chaoscert-certificate/1}. Rejects by default: {@link #check} accepts in one place,
 * after the whole file has been read and every condition has been shown.
 *
 * <p>Theorems that lead from the conditions to the conclusions: Li and Yorke 1975, Theorem 1; Sharkovsky 1964; Block and
 * Coppel 1992 (a map whose periods are 1, 2, …, 2^j sends every orbit to a cycle).
 *
 * <p>Not thread-safe: it keeps the network file that it has read.
 */
public final class Checker {
    private final Optional<byte[]> network;
    private final Limits limits;
    private Optional<Claims> beside = Optional.empty();

    /**
     * Makes a checker.
     *
     * @param network the content of the network file that certificates must be about; empty if only the network that they
     *     hold counts
     * @param limits what may be spent on each certificate
     */
    public Checker(Optional<byte[]> network, Limits limits) {
        this.network = network;
        this.limits = limits;
    }

    /**
     * Reads the network file now, and not with the first certificate: while certificates are still being made. What is wrong
     * with it is said of every certificate.
     */
    public void readNetwork() {
        try {
            if (network.isPresent()) {
                beside().prepare();
            }
        } catch (Fault fault) {
            // Found again by every check, and reported there.
        }
    }

    private Claims beside() throws Fault {
        if (beside.isEmpty()) {
            beside = Optional.of(new Claims(Net.file(network.orElseThrow(), limits), limits));
        }
        return beside.get();
    }

    /**
     * Checks one certificate.
     *
     * @param certificate the certificate's content
     * @return valid with what is proved, or the first fault found
     */
    public Result check(byte[] certificate) {
        try {
            Members members = Members.of(Json.parse(certificate, limits), "", limits);
            if (!members.string("format").equals("chaoscert-certificate/1")) {
                throw Fault.rejected("unknown-format", "/format", "no chaoscert-certificate/1");
            }
            Claims claims = open(members.object("network"));
            List<String> conclusions = claims.conclusions(members);
            return new Result(Result.Kind.VALID, "", "", "", conclusions, claims.net.subject());
        } catch (Fault fault) {
            return fault.result;
        }
    }

    /** Finds the network the certificate is about, and sees to it that it is the one that was asked for. */
    private Claims open(Members held) throws Fault {
        boolean embedded = held.has("layers") || held.has("domain");
        String digest = held.string("sha256");
        held.allowOnly(embedded ? List.of("sha256", "domain", "layers") : List.of("sha256", "source"));
        if (held.has("source")) {
            held.string("source");
        }
        if (!embedded && network.isEmpty()) {
            throw Fault.unreadable("network-missing", "/network", "no network inside; name its file with --network");
        }
        Optional<Claims> given = network.isPresent() ? Optional.of(beside()) : Optional.empty();
        Claims claims = embedded ? new Claims(Net.embedded(held), limits) : given.orElseThrow();
        if (embedded && !claims.net.digest.equals(digest)) {
            throw Fault.rejected("digest-mismatch", "/network/sha256", "the network has " + claims.net.digest);
        }
        if (given.isPresent() && !given.get().net.digest.equals(digest)) {
            throw Fault.rejected("other-network", "/network/sha256", "the file has " + given.get().net.digest);
        }
        return claims;
    }
}
