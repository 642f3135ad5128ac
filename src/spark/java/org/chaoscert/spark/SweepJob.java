package org.chaoscert.spark;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.cli.PlanOptions;
import org.chaoscert.cli.Program;
import org.chaoscert.cli.SweepOutput;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chaoscert sweep} on a cluster: the program that {@code spark-submit} starts. */
@Command(
        name = "chaoscert-spark.jar",
        customSynopsis = {
            "spark-submit [for Spark]... chaoscert-spark.jar --scheme=NAME",
            "                    --width=K,... --samples=N [OPTION]..."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Program.Version.class,
        sortOptions = false,
        description = {
            "Counts verdicts over very many random networks, on a cluster.",
            "Decides the same networks as 'chaoscert sweep' with the same options, and comes to the same counts."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "2:wrong use",
            "6:over limits",
            "7:output could not be written",
            "70:internal error, or the cluster gave up"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  spark-submit chaoscert-spark.jar --scheme he-he --width 64 --samples 1e9",
            "",
            "With -o DIR the driver writes sweep.csv, sweep.json and, for relu-sum,",
            "sweep.svg there, and checkpoint.jsonl, as 'chaoscert sweep' does; with --resume",
            "either goes on with what the other has begun."
        })
public final class SweepJob implements Callable<Integer> {
    private static final int MAX_PARTITIONS = 1_000_000;

    private final PrintStream out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private PlanOptions options = new PlanOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Into how many tasks to cut the work, about. Default: for tasks of some ten seconds, and at"
                    + " least four for each core.")
    private Optional<Integer> partitions = Optional.empty();

    @Mixin
    private SweepOutput output = new SweepOutput();

    @Option(names = "--verbose", description = "Show where in the program an error arose.")
    private boolean verbose;

    private SweepJob(PrintStream out) {
        this.out = out;
    }

    /**
     * Runs the job, and ends the process if it fails.
     *
     * @param arguments the options
     */
    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        int status = run(out, utf8(FileDescriptor.err), arguments);
        out.flush();
        // A driver in the cluster has done its work when main returns.
        if (status != 0) {
            System.exit(status);
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        SweepJob job = new SweepJob(out);
        return Program.run(new CommandLine(job), out, err, () -> job.verbose, arguments);
    }

    @Override
    public Integer call() throws IOException {
        SweepPlan plan = options.plan();
        output.requireUsable();
        SparkConf configuration = configuration();
        if (partitions.filter(count -> count < 1 || count > MAX_PARTITIONS).isPresent()) {
            throw usage("--partitions " + partitions.get() + ": expected from 1 to " + MAX_PARTITIONS);
        }
        try (Recorder recorder = output.recorder(plan, Keep.NONE, 0, done -> {});
                JavaSparkContext spark = new JavaSparkContext(configuration)) {
            run(plan, new ClusterSweep(spark, BlockTask::decide), recorder);
            output.report(
                    new SweepTable(Program.version(), plan, recorder.account().tallies()),
                    OptionalLong.empty(),
                    out,
                    new CertificateFiles());
        }
        return 0;
    }

    private void run(SweepPlan plan, ClusterSweep sweep, Recorder recorder) throws IOException {
        try {
            sweep.run(plan, partitions.orElseGet(() -> sweep.partitions(plan)), recorder);
        } catch (IOException problem) {
            throw output.stopped(problem);
        }
    }

    private SparkConf configuration() {
        SparkConf configuration = new SparkConf();
        if (!configuration.contains("spark.master")) {
            throw usage("no cluster is given: start this with spark-submit --master ...");
        }
        // Plans and counts are built by their own constructors, which check them.
        return configuration.set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
