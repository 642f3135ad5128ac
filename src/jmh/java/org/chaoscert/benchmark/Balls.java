package org.chaoscert.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.certify.Radius;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verdicts from the bytes of network files, certificates written and checked: for one network, and for a ball around it. */
@State(Scope.Thread)
public class Balls {
    /** The radius is one part of the width times this. */
    private static final int PARTS = 100;

    @Param("64")
    int width;

    @Param("2")
    String variance;

    /** The number of networks. */
    @Param("20")
    int size;

    private final List<byte[]> files = new ArrayList<>();
    private Certifier one = new Certifier(Options.DEFAULT);
    private Certifier ball = one;

    /** Networks for which both verdicts are proved. */
    @Setup
    public void draw() throws NetworkFormatException {
        Radius radius = new Radius.Given(Rational.of(1, (long) PARTS * width));
        ball = new Certifier(
                new Options(Optional.empty(), 6, Optional.empty(), Options.Embedding.AUTO, Optional.of(radius)));
        Sampler sampler = Pool.sampler(width, variance);
        for (int i = 0; files.size() < size; i++) {
            byte[] network = NetworkWriter.file(sampler.draw(Pool.SEED, i), "benchmark", "", NetworkWriter.SHORTEST);
            if (!certify(one, network).certificates().isEmpty()
                    && !certify(ball, network).certificates().isEmpty()) {
                files.add(network);
            }
        }
    }

    private static Certified certify(Certifier certifier, byte[] network) throws NetworkFormatException {
        return certifier.certify(network, "network.json");
    }

    private int certificates(Certifier certifier) throws NetworkFormatException {
        int certificates = 0;
        for (byte[] network : files) {
            certificates += certify(certifier, network).certificates().size();
        }
        return certificates;
    }

    /** The number of certificates for the networks alone. */
    @Benchmark
    public int centre() throws NetworkFormatException {
        return certificates(one);
    }

    /** The number of certificates for balls around them. */
    @Benchmark
    public int ball() throws NetworkFormatException {
        return certificates(ball);
    }
}
