package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.SweepPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which networks a sweep decides: for every program that does so. */
public final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--scheme",
            paramLabel = "NAME,...",
            hideParamSyntax = true,
            required = true,
            description = "One or several schemes, as in sample.")
    private List<String> schemes = List.of();

    @Option(
            names = "--width",
            paramLabel = "K,...",
            hideParamSyntax = true,
            required = true,
            description = "Neurons in the hidden layer: one or several widths.")
    private List<String> widths = List.of();

    @Option(
            names = "--variance",
            paramLabel = "S,...",
            hideParamSyntax = true,
            description = "For relu-sum: one or several variances, as in sample. Default: he.")
    private List<String> variances = List.of();

    @Option(names = "--clip", description = "Cut the output to [0, 1].")
    private boolean clip;

    @Option(
            names = "--tanh",
            description =
                    "Put tanh in the place of every relu, of an output that was cut, too. Such networks are decided"
                            + " by enclosures, some thousand times more slowly.")
    private boolean tanh;

    @Option(
            names = "--samples",
            paramLabel = "N",
            required = true,
            description = "Networks for each scheme, width and variance; 1e6 is understood, too.")
    private String samples = "";

    @Option(names = "--seed", paramLabel = "S", description = "Default: 0.")
    private long seed;

    @Option(names = "--levels", paramLabel = "J", description = "The largest level j: iterates f^(2^j). Default: 6.")
    private int levels = 6;

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Units of work that exact arithmetic may spend on one network. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2000000")
    private String budget = "";

    @Option(
            names = "--tilt",
            description = "Importance sampling for relu-sum: draw kinks and weights from other laws, tuned by a pilot"
                    + " run, so that period three is frequent, and weigh every hit with its likelihood ratio.")
    private boolean tilt;

    /**
     * Returns what the options ask for.
     *
     * @return a plan
     * @throws ParameterException if they ask for something impossible
     */
    public SweepPlan plan() {
        List<Scheme> laws =
                split("--scheme", schemes).stream().map(this::scheme).toList();
        if (!laws.contains(Scheme.RELU_SUM) && !variances.isEmpty()) {
            throw usage("--variance is for relu-sum only; " + String.join(",", schemes) + " has its own");
        }
        List<Integer> grid = split("--width", widths).stream().map(this::width).toList();
        List<String> spreads = variances.isEmpty() ? List.of("he") : split("--variance", variances);
        return plan(laws, grid, spreads.stream().map(this::variance).toList());
    }

    private SweepPlan plan(List<Scheme> laws, List<Integer> grid, List<Variance> spreads) {
        long networks = Inputs.count("--samples", samples, 1, Proportion.MAX_TRIALS);
        long work = Inputs.count("--budget", budget, 0, Long.MAX_VALUE);
        try {
            return new SweepPlan(laws, grid, spreads, clip, networks, seed, levels, work, tilt, tanh);
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    /** What stands between commas, blanks around it left out. */
    private List<String> split(String option, List<String> texts) {
        List<String> parts = new ArrayList<>();
        for (String text : texts) {
            for (String part : text.split(",", -1)) {
                if (part.isBlank()) {
                    throw usage(option + " " + text + ": nothing stands before or behind a comma");
                }
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private Scheme scheme(String word) {
        return Scheme.of(word).orElseThrow(() -> usage("--scheme " + word + ": expected one of " + Scheme.words()));
    }

    private int width(String text) {
        return (int) Inputs.count("--width", text, 1, SweepPlan.MAX_WIDTH);
    }

    private Variance variance(String text) {
        try {
            return new Variance(text);
        } catch (IllegalArgumentException wrong) {
            throw usage("--" + wrong.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
