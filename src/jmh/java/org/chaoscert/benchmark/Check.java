package org.chaoscert.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.certificate.Certificate;
import org.chaoscert.certificate.CertificateWriter;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Proof;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Makes certificates of network files, and checks them: both from the bytes of the files. */
@State(Scope.Thread)
public class Check {
    /** A certificate without its network is shorter, whatever the width. */
    static final int MOST_BYTES = 4096;

    private static final int LEVELS = 6;

    @Param("1000")
    int width;

    @Param("2")
    String variance;

    /** The number of networks. */
    @Param("20")
    int size;

    private record Files(byte[] network, byte[] certificate) {}

    private final List<Files> files = new ArrayList<>();

    /** Networks with a verdict, and their certificates, each accepted and short. */
    @Setup
    public void draw() throws NetworkFormatException {
        Sampler sampler = Pool.sampler(width, variance);
        for (int i = 0; files.size() < size; i++) {
            byte[] network = NetworkWriter.file(sampler.draw(Pool.SEED, i), "benchmark", "", NetworkWriter.SHORTEST);
            Optional<byte[]> certificate = certificate(network);
            if (certificate.isPresent()) {
                Files both = new Files(network, certificate.get());
                if (!check(both).isValid() || both.certificate.length >= MOST_BYTES) {
                    throw new IllegalStateException("a certificate is rejected, or too long");
                }
                files.add(both);
            }
        }
    }

    /** The bytes of all certificates. */
    @Benchmark
    public int certify() throws NetworkFormatException {
        int bytes = 0;
        for (Files both : files) {
            bytes += certificate(both.network).orElseThrow().length;
        }
        return bytes;
    }

    /** The number of valid certificates. */
    @Benchmark
    public int check() {
        int valid = 0;
        for (Files both : files) {
            if (check(both).isValid()) {
                valid++;
            }
        }
        return valid;
    }

    private static Result check(Files both) {
        return new Checker(Optional.of(both.network), Limits.DEFAULT).check(both.certificate);
    }

    /** What {@link org.chaoscert.certify.Certifier} does for a verdict, but for the check. */
    private static Optional<byte[]> certificate(byte[] network) throws NetworkFormatException {
        return certificate(NetworkReader.read(network).network());
    }

    /** The certificate of the verdict, without the network; empty if there is no verdict. */
    static Optional<byte[]> certificate(Network network) {
        Work work = Work.unlimited();
        Verdict verdict =
                Decider.decide(Unfolding.map(network, work), work, LEVELS).verdict();
        String digest = Digest.of(network).sha256();
        return proof(verdict)
                .map(proof ->
                        new Certificate(digest, Optional.empty(), Optional.of("network.json"), Rational.ZERO, proof))
                .map(CertificateWriter::file);
    }

    private static Optional<Proof> proof(Verdict verdict) {
        if (verdict instanceof Verdict.Chaotic chaotic) {
            return Optional.of(chaotic.proof());
        }
        return verdict instanceof Verdict.NotChaotic notChaotic ? Optional.of(notChaotic.proof()) : Optional.empty();
    }
}
