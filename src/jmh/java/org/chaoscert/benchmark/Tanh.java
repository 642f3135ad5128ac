package org.chaoscert.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Verdicts from the bytes of network files of the scheme he-he, certified and checked: with tanh, and with relu for tanh. */
@State(Scope.Thread)
public class Tanh {
    @Param("64")
    int width;

    /** That of he-he. */
    @Param("he")
    String variance;

    /** The number of networks. */
    @Param("50")
    int size;

    private final Certifier certifier = new Certifier(Options.DEFAULT);
    private List<byte[]> smooth = List.of();
    private List<byte[]> linear = List.of();

    /** The same numbers twice. */
    @Setup
    public void draw() {
        smooth = files(true);
        linear = files(false);
    }

    private List<byte[]> files(boolean hasTanh) {
        Sampler sampler = new Sampler(Scheme.HE_HE, width, 2, new Variance(variance), false, hasTanh);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            files.add(NetworkWriter.file(sampler.draw(Pool.SEED, i), "benchmark", "", NetworkWriter.SHORTEST));
        }
        return files;
    }

    private int certificates(List<byte[]> files) throws NetworkFormatException {
        int certificates = 0;
        for (byte[] file : files) {
            certificates +=
                    certifier.certify(file, "network.json").certificates().size();
        }
        return certificates;
    }

    /** The number of certificates for networks with tanh. */
    @Benchmark
    public int tanh() throws NetworkFormatException {
        return certificates(smooth);
    }

    /** The number of certificates for networks with relu. */
    @Benchmark
    public int relu() throws NetworkFormatException {
        return certificates(linear);
    }
}
