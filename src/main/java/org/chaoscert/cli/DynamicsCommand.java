package org.chaoscert.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Options;
import org.chaoscert.cli.Batch.Said;
import org.chaoscert.dynamics.Dynamics;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.search.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chaoscert dynamics}: periods, laps, regions and entropy of networks. */
@Command(
        name = "dynamics",
        sortOptions = false,
        description = {
            "Reports the exact dynamics of networks: fixed points, which least periods occur, how many laps (monotone pieces)"
                    + " and affine regions f, f^2, ... have, and bounds of the topological entropy.",
            "A certificate for each verdict, period and bound: NAME.cert.json, NAME.period-N.cert.json,"
                    + " NAME.entropy-at-least.cert.json, NAME.entropy-at-most.cert.json. The first word of the output is"
                    + " chaotic, not-chaotic or undecided."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert dynamics tent.json               periods up to 12, 20 iterates",
            "  chaoscert dynamics tent.json --max-period 14 --iterates 64",
            "  chaoscert dynamics nets -o certs --json    one JSON object for each network",
            "  chaoscert dynamics net.json --domain 0,1 --budget 10000000"
        })
final class DynamicsCommand implements Callable<Integer> {
    /** Beyond this the files alone are too many. */
    private static final int MOST_PERIODS = 10_000;

    private static final int MOST_ITERATES = 10_000;

    /** Steps that are shown beside one for each period. */
    private static final int OTHER_STEPS = 3;

    private final Streams streams;
    private final CertificateFiles files;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "NET",
            description = "Network files, directories of them, or - for standard input.")
    private List<String> names = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write certificates; made if it is missing; - for standard output, one a line, with"
                    + " all text on standard error. Default: the current directory.")
    private String output = ".";

    @Option(names = "--max-period", paramLabel = "N", description = "Settle the least periods 1 to N. Default: 12.")
    private int maxPeriod = 12;

    @Option(
            names = "--iterates",
            paramLabel = "T",
            description = "Count laps and affine regions of f, f^2, ..., f^T. Default: 20.")
    private int iterates = 20;

    @Option(
            names = "--domain",
            paramLabel = "A,B",
            description =
                    "Iterate on [A, B] instead of the network's own domain. Exact numbers; -inf and inf for none.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description = "Spend at most N units of work (visits of affine pieces) on each question; what is not"
                    + " settled then is said to be open.")
    private Optional<Long> budget = Optional.empty();

    @Option(names = "--threads", paramLabel = "T", description = "So many networks at a time. Default: 1.")
    private int threads = 1;

    @Option(names = "--json", description = "Print one JSON object for each network.")
    private boolean json;

    DynamicsCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Options options = options();
        List<String> inputs = Inputs.expand(names);
        if (inputs.isEmpty()) {
            throw new UsageException("no networks (*.json) in " + String.join(", ", names));
        }
        Outputs outputs = new Outputs(files, output);
        Optional<String> conflict = outputs.conflict(inputs, suffixes(inputs));
        if (conflict.isPresent()) {
            throw new UsageException(conflict.get());
        }
        boolean isVerbose = spec.root().findOption("--verbose").getValue();
        double steps = (double) inputs.size() * (maxPeriod + OTHER_STEPS);
        try (Progress progress = new Progress("dynamics", "steps", steps, streams.err())) {
            progress.startFrom(0);
            return new Batch(streams, outputs, json, isVerbose)
                    .run(inputs, threads, input -> analyse(input, options, outputs, progress));
        }
    }

    /** Ends of file names that two inputs may share: those of periods only where an input is called so. */
    private List<String> suffixes(List<String> inputs) {
        List<String> suffixes = new ArrayList<>(
                List.of(Role.VERDICT.suffix(), Role.ENTROPY_AT_LEAST.suffix(), Role.ENTROPY_AT_MOST.suffix()));
        List<String> verdicts = inputs.stream()
                .map(input -> Inputs.stem(input) + Role.VERDICT.suffix())
                .toList();
        IntStream.rangeClosed(1, maxPeriod)
                .mapToObj(n -> Role.period(n).suffix())
                .filter(suffix -> verdicts.stream().anyMatch(verdict -> verdict.endsWith(suffix)))
                .forEach(suffixes::add);
        return suffixes;
    }

    private Options options() {
        Inputs.requireRange("--max-period", maxPeriod, 1, MOST_PERIODS);
        Inputs.requireRange("--iterates", iterates, 1, MOST_ITERATES);
        if (threads < 1) {
            throw new UsageException("--threads " + threads + ": expected at least 1");
        }
        if (budget.isPresent() && budget.get() < 0) {
            throw new UsageException("--budget " + budget.get() + ": expected at least 0");
        }
        try {
            return new Options(
                    domain.map(Inputs::domain),
                    Options.DEFAULT.levels(),
                    budget,
                    Options.Embedding.AUTO,
                    Optional.empty());
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }

    private Said analyse(String input, Options options, Outputs outputs, Progress progress)
            throws IOException, NetworkFormatException {
        Dynamics dynamics = Dynamics.of(
                Inputs.read(input, streams.in()),
                Inputs.source(input),
                options,
                maxPeriod,
                iterates,
                new Dynamics.Progress() {
                    @Override
                    public void begins(String step) {
                        progress.step(1);
                    }

                    @Override
                    public void announces(String cost) {
                        streams.err().println("chaoscert: " + input + ": " + cost);
                    }
                });
        List<String> paths = outputs.write(input, dynamics.certificates());
        boolean isUndecided = dynamics.certified().decision().verdict() instanceof Verdict.Undecided;
        boolean isOpen = (isUndecided && !dynamics.isChaotic())
                || dynamics.periods().containsValue(Optional.<Boolean>empty())
                || dynamics.growth().isEmpty()
                || dynamics.entropy().isEmpty();
        return new Said(
                json ? DynamicsReport.json(input, dynamics, paths) : DynamicsReport.text(dynamics, paths),
                dynamics.certificates(),
                isOpen ? ExitStatus.UNDECIDED : ExitStatus.DONE);
    }
}
