package org.chaoscert.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.chaoscert.exact.Rational;

/**
 * Draws random networks. Network i of seed s is a function of (law, s, i) alone: on every machine, in any order, on any
 * thread.
 *
 * <p>Generator: Philox 4x64 with 10 rounds (Salmon, Moraes, Dror, Shaw 2011), keyed by (s, i), its counter starting at 0 and
 * advanced before each block. The sample number stands in the key and not in the counter: neighbouring counters would make
 * network i + 1 a shifted copy of network i. Normal numbers: the modified ziggurat of McFarland (2016), as in Commons RNG;
 * at its edges it compares with {@code Math.exp}, which Java allows to differ between machines in the last bit, so that
 * "the same on every machine" holds up to such a coincidence. Order of drawing: layer by layer, the weights row by row, then
 * the biases; for relu-sum all kinks, then all weights.
 *
 * @param scheme the law
 * @param width neurons in each hidden layer, at least 1
 * @param depth layers, the output layer included; at least 2, exactly 2 for relu-sum
 * @param variance the variance of relu-sum's weights; without meaning for the other schemes
 * @param clip whether the output is cut to [0, 1]
 * @param tanh whether tanh stands in the place of every relu; it is applied to an output that has been cut
 */
public record Sampler(Scheme scheme, int width, int depth, Variance variance, boolean clip, boolean tanh) {
    /** The most weights in one layer that are drawn. */
    private static final long MAX_WEIGHTS = 1L << 27;

    /** Checks the parameters. */
    public Sampler {
        if (width < 1) {
            throw new IllegalArgumentException("width " + width + ": expected at least 1");
        }
        if (depth < 2 || (scheme == Scheme.RELU_SUM && depth != 2)) {
            throw new IllegalArgumentException("depth " + depth + " for " + scheme.word() + ": expected "
                    + (scheme == Scheme.RELU_SUM ? "2" : "at least 2"));
        }
        if (depth > 2 && (long) width * width > MAX_WEIGHTS) {
            throw new IllegalArgumentException("width " + width + " at depth " + depth + " is too large");
        }
        if (scheme == Scheme.RELU_SUM) {
            variance.deviation(width);
        }
    }

    /**
     * Makes a law without tanh.
     *
     * @param scheme the law
     * @param width neurons in each hidden layer
     * @param depth layers, the output layer included
     * @param variance the variance of relu-sum's weights
     * @param clip whether the output is cut to [0, 1]
     */
    public Sampler(Scheme scheme, int width, int depth, Variance variance, boolean clip) {
        this(scheme, width, depth, variance, clip, false);
    }

    /**
     * Names the law.
     *
     * @return the scheme's word, and {@code -tanh} if tanh stands for relu
     */
    public String label() {
        return scheme.word() + (tanh ? "-tanh" : "");
    }

    /**
     * Names one network.
     *
     * @param seed the seed
     * @param index the sample number
     * @return a name for files, LABEL-kWIDTH-sSEED-INDEX
     */
    public String name(long seed, long index) {
        return label() + "-k" + width + "-s" + seed + "-" + index;
    }

    /**
     * Says where one network comes from.
     *
     * @param seed the seed
     * @param index the sample number
     * @return the law's parameters, seed and sample number in words
     */
    public String describe(long seed, long index) {
        return label() + ", width " + width + ", depth " + depth
                + (scheme == Scheme.RELU_SUM ? ", variance " + variance.text() : "") + (clip ? ", clipped" : "")
                + ", seed " + seed + ", index " + index;
    }

    /**
     * Draws one network.
     *
     * @param seed the seed s
     * @param index the sample number i
     * @return network i of seed s, on its default domain; all numbers are binary64
     */
    public Network draw(long seed, long index) {
        Network network = depth == 2 ? shallow(seed, index) : deep(seed, index);
        return tanh ? withTanh(network) : network;
    }

    private Network shallow(long seed, long index) {
        Neurons neurons = new Neurons();
        draw(seed, index, neurons);
        return neurons.toNetwork();
    }

    private Network deep(long seed, long index) {
        UniformRandomProvider random = generator(seed, index);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 1; i <= depth; i++) {
            int units = i == depth ? 1 : width;
            layers.add(layer(i, inputs, units, random, normal));
            inputs = units;
        }
        return Network.onDefaultDomain(layers);
    }

    /** Puts tanh in the place of relu. A relu after a cut makes no difference, and is not there; tanh does. */
    private Network withTanh(Network network) {
        List<Layer> layers = new ArrayList<>(network.layers());
        layers.replaceAll(layer -> layer.activation() == Activation.RELU ? layer.with(Activation.TANH) : layer);
        if (clip && scheme.output() == Activation.RELU) {
            layers.add(new Layer(new Rational[][] {{Rational.ONE}}, new Rational[] {Rational.ZERO}, Activation.TANH));
        }
        return Network.onDefaultDomain(layers);
    }

    static UniformRandomProvider generator(long seed, long index) {
        return new Philox4x64(new long[] {seed, index, 0, 0, 0, 0});
    }

    /**
     * Draws one network of depth 2 into arrays: the same numbers as {@link #draw(long, long)}, with relu in any case.
     *
     * @param seed the seed s
     * @param index the sample number i
     * @param neurons is filled with network i of seed s
     * @throws IllegalStateException if the depth is not 2
     */
    public void draw(long seed, long index, Neurons neurons) {
        if (depth != 2) {
            throw new IllegalStateException("depth " + depth + " does not fit into one hidden layer");
        }
        UniformRandomProvider random = generator(seed, index);
        ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
        neurons.reset(width, outputActivation());
        if (scheme == Scheme.RELU_SUM) {
            reluSum(random, normal, neurons);
        } else {
            shallow(random, normal, neurons);
        }
    }

    private void reluSum(UniformRandomProvider random, ZigguratSampler.NormalizedGaussian normal, Neurons neurons) {
        Arrays.fill(neurons.weights(), 0, width, 1);
        double[] biases = neurons.biases();
        for (int i = 0; i < width; i++) {
            // 0 − x and not −x: a kink at 0 is written 0.
            biases[i] = 0 - random.nextDouble();
        }
        normals(variance.deviation(width), neurons.outputs(), normal);
        neurons.setBias(0);
    }

    private void shallow(UniformRandomProvider random, ZigguratSampler.NormalizedGaussian normal, Neurons neurons) {
        double first = scheme.weightDeviation(1, width);
        if (scheme == Scheme.ONE_HE) {
            Arrays.fill(neurons.weights(), 0, width, 1);
        } else {
            normals(first, neurons.weights(), normal);
        }
        double[] biases = neurons.biases();
        for (int i = 0; i < width; i++) {
            biases[i] = bias(first, false, random, normal);
        }
        double last = scheme.weightDeviation(width, 1);
        normals(last, neurons.outputs(), normal);
        neurons.setBias(bias(last, true, random, normal));
    }

    private void normals(double deviation, double[] numbers, ZigguratSampler.NormalizedGaussian normal) {
        for (int i = 0; i < width; i++) {
            numbers[i] = deviation * normal.sample();
        }
    }

    private Layer layer(
            int number,
            int inputs,
            int units,
            UniformRandomProvider random,
            ZigguratSampler.NormalizedGaussian normal) {
        double deviation = scheme.weightDeviation(inputs, units);
        boolean ones = scheme == Scheme.ONE_HE && number == 1;
        boolean last = number == depth;
        Rational[][] weights = new Rational[units][inputs];
        for (Rational[] row : weights) {
            for (int j = 0; j < inputs; j++) {
                row[j] = ones ? Rational.ONE : Rational.of(deviation * normal.sample());
            }
        }
        Rational[] biases = new Rational[units];
        for (int i = 0; i < units; i++) {
            biases[i] = Rational.of(bias(deviation, last, random, normal));
        }
        return new Layer(weights, biases, last ? outputActivation() : Activation.RELU);
    }

    private Activation outputActivation() {
        return clip ? Activation.CLIP : scheme.output();
    }

    private double bias(
            double deviation, boolean last, UniformRandomProvider random, ZigguratSampler.NormalizedGaussian normal) {
        return switch (scheme) {
            case HE_UNIFORM -> random.nextDouble();
            case NORMAL_TRUNCATED -> truncated(normal);
            case GLOROT_OLD -> last ? 0 : deviation * normal.sample();
            default -> deviation * normal.sample();
        };
    }

    /** A standard normal number under the condition that it lies in [−1, 1]: drawn until it does. */
    private static double truncated(ZigguratSampler.NormalizedGaussian normal) {
        double value = normal.sample();
        while (Math.abs(value) > 1) {
            value = normal.sample();
        }
        return value;
    }
}
