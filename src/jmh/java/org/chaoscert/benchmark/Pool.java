package org.chaoscert.benchmark;

import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Networks of one law, the same in every trial. One invocation of a benchmark goes through all of them. */
@State(Scope.Thread)
public class Pool {
    static final long SEED = 2022;

    @Param("64")
    int width;

    @Param("2")
    String variance;

    /** The number of networks. */
    @Param("1000")
    int size;

    Neurons[] networks = {};

    @Setup
    public void draw() {
        Sampler sampler = sampler(width, variance);
        networks = new Neurons[size];
        for (int i = 0; i < size; i++) {
            networks[i] = new Neurons();
            sampler.draw(SEED, i, networks[i]);
        }
    }

    static Sampler sampler(int width, String variance) {
        return new Sampler(Scheme.RELU_SUM, width, 2, new Variance(variance), false);
    }
}
