package org.chaoscert.cli;

import java.util.Optional;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import picocli.CommandLine.Option;

/** The options that say from which law networks are drawn. */
final class LawOptions {
    @Option(names = "--scheme", paramLabel = "NAME", description = "How networks are drawn: see sample --help.")
    private Optional<String> scheme = Optional.empty();

    @Option(names = "--width", paramLabel = "K", description = "Neurons in each hidden layer.")
    private Optional<Integer> width = Optional.empty();

    @Option(
            names = "--depth",
            paramLabel = "L",
            description = "Layers, the output layer included. Default: 2, one hidden layer.")
    private Optional<Integer> depth = Optional.empty();

    @Option(
            names = "--variance",
            paramLabel = "S",
            description =
                    "For relu-sum: a number S for Var(a) = S/k, or he 2/k, glorot or xavier 2/(k+1), lecun 1/k, low"
                            + " 1/(4k log k). Default: he.")
    private Optional<String> variance = Optional.empty();

    @Option(names = "--clip", description = "Cut the output to [0, 1].")
    private boolean clip;

    @Option(names = "--tanh", description = "Put tanh in the place of every relu, of an output that was cut, too.")
    private boolean tanh;

    /** Tells whether a scheme was chosen. */
    boolean isChosen() {
        return scheme.isPresent();
    }

    /** Tells whether any of these options was given. */
    boolean isGiven() {
        return isChosen() || width.isPresent() || depth.isPresent() || variance.isPresent() || clip || tanh;
    }

    /** Returns the law that was chosen. */
    Sampler sampler() {
        String name = scheme.orElseThrow(() -> new UsageException("--scheme is missing: one of " + Scheme.words()));
        int neurons = width.orElseThrow(() -> new UsageException("--width is missing"));
        Scheme law = Scheme.of(name)
                .orElseThrow(() -> new UsageException("--scheme " + name + ": expected one of " + Scheme.words()));
        if (law != Scheme.RELU_SUM && variance.isPresent()) {
            throw new UsageException("--variance is for relu-sum only; " + name + " has its own");
        }
        try {
            return new Sampler(law, neurons, depth.orElse(2), new Variance(variance.orElse("he")), clip, tanh);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }
}
