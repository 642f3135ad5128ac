package org.chaoscert.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.sweep.Drift;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.Sweep;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
                    + " proved; intervals for probabilities are those of Clopper and Pearson at 95 %%.",
            "With -o DIR: sweep.csv, sweep.json and, for relu-sum, sweep.svg. The file checkpoint.jsonl there lets the"
                    + " same command with --resume go on after an interruption at any moment. With --keep:"
                    + " certificates.jsonl.gz, one certificate a line.",
            "A sweep that comes to its end has exit status 0, undecided networks or not: the table counts them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert sweep --scheme relu-sum --width 4,16 --variance 2,64 --samples 1e5",
            "  chaoscert sweep --scheme relu-sum --width 16 --samples 1e6 --tilt",
            "  chaoscert sweep --scheme he-he --width 64 --samples 1e6 -o run --keep all",
            "  chaoscert check run/certificates.jsonl.gz    the networks that were kept"
        })
final class SweepCommand implements Callable<Integer> {
    private final Streams streams;
    private final CertificateFiles files;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlanOptions options = new PlanOptions();

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

    @Mixin
    private SweepOutput output = new SweepOutput();

    SweepCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        SweepPlan plan = options.plan();
        Keep kept = keep();
        requireUsable(kept);
        double total = (double) plan.samples() * plan.laws().size();
        Progress progress = new Progress("sweep", "networks", total, streams.err());
        try (progress;
                Recorder recorder = output.recorder(plan, kept, Math.min(1, verify / total), progress::step)) {
            run(plan, recorder, progress);
            progress.close();
            output.report(
                    new SweepTable(Program.version(), plan, recorder.account().tallies()),
                    verify > 0 ? OptionalLong.of(recorder.verified()) : OptionalLong.empty(),
                    streams.out(),
                    files);
        }
        return ExitStatus.DONE;
    }

    private void run(SweepPlan plan, Recorder recorder, Progress progress) throws IOException {
        LastWord lastWord = LastWord.of(() -> {
            progress.close();
            streams.err().println("chaoscert: " + output.lastWord());
        });
        try (lastWord) {
            List<Drift> drifts = drifts(plan);
            progress.startFrom(recorder.account().samples());
            Sweep.run(plan, drifts, recorder.account(), threads, recorder);
        } catch (IOException problem) {
            throw output.stopped(problem);
        }
    }

    /** Tunes, with a line of its own; a sweep that is resumed does so again, for what it finds is written nowhere. */
    private List<Drift> drifts(SweepPlan plan) {
        try (Progress pilot = new Progress("pilot", "networks", plan.networksOfPilots(), streams.err())) {
            if (plan.tilt()) {
                pilot.startFrom(0);
            }
            return plan.drifts(threads, pilot::step);
        }
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
        output.requireUsable();
        if (!output.isOnDisk() && kept != Keep.NONE) {
            throw usage("--keep " + keep + " needs -o DIR");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
