package org.chaoscert.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.LedgerException;
import org.chaoscert.sweep.Proportion;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.Sweep;
import org.chaoscert.sweep.SweepJson;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import org.chaoscert.sweep.Tally;
import org.chaoscert.sweep.Weights;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chaoscert sweep}: decides very many random networks. */
@Command(
        name = "sweep",
        sortOptions = false,
        description = {
            "Counts verdicts over very many random networks.",
            "For each width and variance the first N networks of the seed, those that 'sample' draws, are decided: in"
                    + " binary64 with proved error bounds, and exactly where these leave something open. Every verdict is"
                    + " proved; intervals for probabilities are those of Clopper and Pearson at 95 %%."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert sweep --scheme relu-sum --width 4,16 --variance 2,64 --samples 1e5",
            "  chaoscert sweep --scheme relu-sum --width 16 --samples 1e6 --tilt",
            "  chaoscert sweep --scheme he-he --width 64 --samples 1e6 -o run --keep all",
            "  chaoscert check run/certificates.jsonl.gz    the networks that were kept",
            "",
            "With -o DIR: sweep.csv, sweep.json and, for relu-sum, sweep.svg. The file",
            "checkpoint.jsonl there allows the same command with --resume to go on after an",
            "interruption at any moment. With --keep: certificates.jsonl.gz, one a line."
        })
final class SweepCommand implements Callable<Integer> {
    private static final List<String> TILTED = List.of("P(period 3)", "std. error", "effective hits");

    private final Streams streams;
    private final CertificateFiles files;

    @Spec
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

    @Option(names = "--threads", paramLabel = "T", description = "Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--verify",
            paramLabel = "N",
            description = "Certify and check about N of the networks once more, drawn at random. Default: 0.")
    private long verify;

    @Option(
            names = "--keep",
            paramLabel = "WHICH",
            description = "Networks to keep with their certificates: none, chaotic or all; needs -o. Default: none.")
    private String keep = "none";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where to write results and checkpoint; made if it is missing. Default: only standard output.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--resume", description = "Go on with the run whose checkpoint is in DIR, if there is one.")
    private boolean resume;

    @Option(names = "--json", description = "Print one JSON object for each width and variance.")
    private boolean json;

    SweepCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        SweepPlan plan = plan();
        Keep kept = keep();
        requireUsable(kept);
        double total = (double) plan.samples() * plan.laws().size();
        Progress progress = Progress.start("sweep", " networks", total, streams.err());
        try (progress;
                Recorder recorder = recorder(plan, kept, Math.min(1, verify / total), progress::step)) {
            progress.step((long) recorder.account().samples());
            run(plan, recorder);
            progress.close();
            report(new SweepTable(Main.version(), plan, recorder.account().tallies()), recorder.verified());
        }
        return ExitStatus.DONE;
    }

    private void run(SweepPlan plan, Recorder recorder) throws IOException {
        try {
            Sweep.run(plan, plan.drifts(), recorder.account(), threads, recorder);
        } catch (IOException problem) {
            throw new OutputException(
                    output.map(Path::toString).orElse("standard output"),
                    new IOException(problem.getMessage() + "; what is done is kept, --resume goes on", problem));
        }
    }

    private Recorder recorder(SweepPlan plan, Keep kept, double share, LongConsumer progress) throws IOException {
        if (output.isEmpty()) {
            return Recorder.inMemory(plan, share, progress);
        }
        try {
            return Recorder.onDisk(output.get(), resume, Main.version(), plan, kept, share, progress);
        } catch (LedgerException wrong) {
            throw usage(output.get().resolve(Recorder.CHECKPOINT) + ": " + wrong.getMessage());
        } catch (FileAlreadyExistsException there) {
            if (!Files.exists(output.get().resolve(Recorder.CHECKPOINT))) {
                throw new OutputException(output.get(), there);
            }
            throw usage(output.get() + " holds a sweep already; --resume goes on with it");
        } catch (IOException problem) {
            throw new OutputException(output.get(), problem);
        }
    }

    private void report(SweepTable table, long verified) throws IOException {
        if (output.isPresent()) {
            write("sweep.csv", table.csv().getBytes(StandardCharsets.UTF_8));
            write("sweep.json", JsonText.file(out -> out.writePOJO(table.json())));
            if (table.plan().scheme() == Scheme.RELU_SUM) {
                write("sweep.svg", SweepPicture.svg(table).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (json) {
            for (Map<String, Object> row : table.rows()) {
                streams.out().println(JsonText.line(out -> out.writePOJO(row)));
            }
        } else {
            streams.out().println(text(table, verified));
        }
    }

    private void write(String name, byte[] bytes) throws IOException {
        Path file = output.orElseThrow().resolve(name);
        try {
            files.write(file, bytes);
        } catch (IOException problem) {
            throw new OutputException(file, problem);
        }
    }

    private String text(SweepTable table, long verified) {
        SweepPlan plan = table.plan();
        List<List<String>> rows = new ArrayList<>();
        List<String> header =
                List.of("width", "variance", "samples", "period 3", "chaotic", "not chaotic", "undecided");
        rows.add(with(header, plan.tilt() ? TILTED : List.of("P(chaotic)", "95 %")));
        List<Sampler> laws = plan.laws();
        for (int i = 0; i < laws.size(); i++) {
            Tally tally = table.tallies().get(i);
            rows.add(with(counts(laws.get(i), tally), plan.tilt() ? estimate(tally) : interval(tally)));
        }
        Report report = new Report().table(rows);
        if (verify > 0) {
            report.line(
                    "verified", verified + " networks certified and checked once more in this run, all in agreement");
        }
        if (plan.tilt()
                && table.tallies().stream().anyMatch(tally -> !tally.weights().areTrustworthy())) {
            report.line("warning", "weights marked ! are too heavy-tailed to trust: draw more samples");
        }
        report.lineIfAny("files", output.map(Path::toString).orElse(""));
        return plan.scheme().word() + (plan.tilt() ? ", tilted" : "") + (plan.clip() ? ", clipped" : "") + ", seed "
                + plan.seed() + ", " + plan.samples() + " networks a row" + report;
    }

    private static List<String> with(List<String> row, List<String> more) {
        List<String> all = new ArrayList<>(row);
        all.addAll(more);
        return all;
    }

    private static List<String> counts(Sampler law, Tally tally) {
        return List.of(
                String.valueOf(law.width()),
                law.scheme() == Scheme.RELU_SUM ? law.variance().text() : "-",
                String.valueOf(tally.samples()),
                String.valueOf(tally.periodThree()),
                String.valueOf(tally.chaotic()),
                String.valueOf(tally.notChaotic()),
                String.valueOf(tally.undecided()));
    }

    private static List<String> interval(Tally tally) {
        Proportion chaotic = new Proportion(tally.chaotic(), tally.samples());
        return List.of(
                rounded(chaotic.estimate()),
                rounded(chaotic.lower(SweepJson.CONFIDENCE)) + " to " + rounded(chaotic.upper(SweepJson.CONFIDENCE)));
    }

    private static List<String> estimate(Tally tally) {
        Weights weights = tally.weights();
        return List.of(
                rounded(weights.estimate(tally.samples())),
                rounded(weights.standardError(tally.samples())),
                String.format(Locale.ROOT, "%.0f", weights.effectiveSampleSize())
                        + (weights.areTrustworthy() ? "" : " !"));
    }

    private static String rounded(double probability) {
        return String.format(Locale.ROOT, "%.3g", probability);
    }

    private SweepPlan plan() {
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

    private Keep keep() {
        try {
            return Keep.valueOf(keep.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException wrong) {
            throw usage("--keep " + keep + ": expected none, chaotic or all");
        }
    }

    private void requireUsable(Keep kept) {
        if (threads < 1 || threads > 1024) {
            throw usage("--threads " + threads + ": expected from 1 to 1024");
        }
        if (verify < 0) {
            throw usage("--verify " + verify + ": expected at least 0");
        }
        if (output.isEmpty() && (kept != Keep.NONE || resume)) {
            throw usage((resume ? "--resume" : "--keep " + keep) + " needs -o DIR");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
