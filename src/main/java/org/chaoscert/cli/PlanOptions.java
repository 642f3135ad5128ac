package org.chaoscert.cli;

import java.math.BigDecimal;
import java.util.List;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.sweep.SweepPlan;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which networks a sweep decides: for every program that does so. */
public final class PlanOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--scheme", paramLabel = "NAME", required = true, description = "A scheme, as in sample.")
    private String scheme = "";

    @Option(
            names = "--width",
            paramLabel = "K,...",
            split = ",",
            hideParamSyntax = true,
            required = true,
            description = "Neurons in the hidden layer: one or several widths.")
    private List<Integer> widths = List.of();

    @Option(
            names = "--variance",
            paramLabel = "S,...",
            split = ",",
            hideParamSyntax = true,
            description = "For relu-sum: one or several variances, as in sample. Default: he.")
    private List<String> variances = List.of();

    @Option(names = "--clip", description = "Cut the output to [0, 1].")
    private boolean clip;

    @Option(
            names = "--samples",
            paramLabel = "N",
            required = true,
            description = "Networks for each width and variance; 1e6 is understood, too.")
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
    private long budget;

    @Option(
            names = "--tilt",
            description = "Importance sampling for relu-sum: draw weights whose means drift with the kink, tuned by a"
                    + " pilot run, so that period three is frequent, and weigh every hit with its likelihood ratio.")
    private boolean tilt;

    /**
     * Returns what the options ask for.
     *
     * @return a plan
     * @throws ParameterException if they ask for something impossible
     */
    public SweepPlan plan() {
        Scheme law = Scheme.of(scheme)
                .orElseThrow(() -> usage("--scheme " + scheme + ": expected one of " + Scheme.words()));
        if (law != Scheme.RELU_SUM && !variances.isEmpty()) {
            throw usage("--variance is for relu-sum only; " + scheme + " has its own");
        }
        try {
            List<Variance> grid = (variances.isEmpty() ? List.of("he") : variances)
                    .stream().map(Variance::new).toList();
            return new SweepPlan(law, widths, grid, clip, count("--samples", samples), seed, levels, budget, tilt);
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    /** A count, perhaps as 1e6. */
    private long count(String option, String text) {
        try {
            // The length is bounded before the number is expanded.
            BigDecimal number = text.length() > 40 ? BigDecimal.ZERO : new BigDecimal(text);
            if (number.signum() > 0 && number.precision() - number.scale() <= 19) {
                return number.longValueExact();
            }
        } catch (ArithmeticException | NumberFormatException wrong) {
            throw usage(option + " " + text + ": expected an integer from 1 to " + Long.MAX_VALUE);
        }
        throw usage(option + " " + text + ": expected an integer from 1 to " + Long.MAX_VALUE);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
