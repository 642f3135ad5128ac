package org.chaoscert.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Neighbourhood;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.certify.Options;
import org.chaoscert.certify.Options.Embedding;
import org.chaoscert.certify.Radius;
import org.chaoscert.cli.Batch.Said;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chaoscert certify}: decides networks and writes certificates. */
@Command(
        name = "certify",
        sortOptions = false,
        description = {
            "Decides networks and writes certificates.",
            "A certificate for each verdict: NAME.cert.json; and NAME.period-3.cert.json with the orbit wherever there is"
                    + " period three, or a proof that there is none where the verdict leaves it open. The first word of"
                    + " the output is chaotic, not-chaotic or undecided. What is judged is the exact real map of the"
                    + " stored weights."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert certify tent.json                certificates into this directory",
            "  chaoscert certify nets -o certs --threads 2 all networks of a directory",
            "  chaoscert certify - -o - < tent.json       certificates to standard output",
            "  chaoscert certify tent.json --domain 0,1   iterate on [0, 1]",
            "  chaoscert certify net.json --radius 5e-9   for all weights within 5e-9",
            "  chaoscert certify net.json --max-radius    how far the weights may move",
            "  chaoscert certify net.json --arithmetic binary32   what programs compute",
            "  chaoscert certify nets --json              one JSON object for each network"
        })
final class CertifyCommand implements Callable<Integer> {
    private static final String ULP = "ulp:";
    private static final String BEYOND = ".beyond";

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

    @Option(
            names = "--domain",
            paramLabel = "A,B",
            description =
                    "Iterate on [A, B] instead of the network's own domain. Exact numbers; -inf and inf for none.")
    private Optional<String> domain = Optional.empty();

    @Option(names = "--levels", paramLabel = "J", description = "Look at f, f^2, f^4, ... up to f^(2^J). Default: 6.")
    private int levels = Options.DEFAULT.levels();

    @Option(
            names = "--budget",
            paramLabel = "N",
            description =
                    "Spend at most N units of work (visits of affine pieces) on the decision; then say undecided.")
    private Optional<Long> budget = Optional.empty();

    @Option(
            names = "--embed",
            paramLabel = "WHEN",
            description = "Put the network into the certificates: auto (up to 64 KiB), always or never. Default: auto.")
    private Embedding embedding = Embedding.AUTO;

    @Option(
            names = "--radius",
            paramLabel = "R",
            description =
                    "Prove the verdict for all networks whose weights and biases each differ by at most R: an exact"
                            + " number, or ulp:binary16, ulp:bfloat16, ulp:binary32, ulp:binary64 for half a unit in the last place of"
                            + " the largest.")
    private Optional<String> radius = Optional.empty();

    @Option(
            names = "--max-radius",
            description = "Look for the largest such R, to three digits, for which the verdict can be proved.")
    private boolean maxRadius;

    @Option(
            names = "--arithmetic",
            paramLabel = "FORMAT",
            description =
                    "Prove how far evaluations in binary64, binary32, binary16 or bfloat16, in any order of summation,"
                            + " are from f: NAME.float.cert.json; and for chaotic networks, if it can be, that the inequality of Li"
                            + " and Yorke holds for what they compute: NAME.float-chaos.cert.json.")
    private Optional<String> arithmetic = Optional.empty();

    @Option(names = "--threads", paramLabel = "T", description = "Decide so many networks at a time. Default: 1.")
    private int threads = 1;

    @Option(names = "--json", description = "Print one JSON object for each network.")
    private boolean json;

    CertifyCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Certifier certifier = new Certifier(options());
        List<String> inputs = Inputs.expand(names);
        if (inputs.isEmpty()) {
            throw usage("no networks (*.json) in " + String.join(", ", names));
        }
        Outputs outputs = new Outputs(files, output);
        List<String> suffixes = Role.OF_VERDICTS.stream().map(Role::suffix).toList();
        Optional<String> conflict = outputs.conflict(inputs, suffixes);
        if (conflict.isPresent()) {
            throw usage(conflict.get());
        }
        boolean isVerbose = spec.root().findOption("--verbose").getValue();
        return new Batch(streams, outputs, json, isVerbose)
                .run(inputs, threads, input -> certify(certifier, input, outputs));
    }

    private Options options() {
        if (threads < 1) {
            throw usage("--threads " + threads + ": expected at least 1");
        }
        if (levels < 0 || levels > Decider.MAX_LEVELS) {
            throw usage("--levels " + levels + ": expected 0 to " + Decider.MAX_LEVELS);
        }
        if (budget.isPresent() && budget.get() < 0) {
            throw usage("--budget " + budget.get() + ": expected at least 0");
        }
        try {
            return new Options(
                    domain.map(Inputs::domain),
                    levels,
                    budget,
                    embedding,
                    radius(),
                    arithmetic.map(CertifyCommand::format));
        } catch (IllegalArgumentException wrong) {
            throw usage(String.valueOf(wrong.getMessage()));
        }
    }

    private Optional<Radius> radius() {
        if (radius.isPresent() && maxRadius) {
            throw new IllegalArgumentException("--radius and --max-radius exclude each other");
        }
        return maxRadius ? Optional.of(new Radius.Largest()) : radius.map(CertifyCommand::radius);
    }

    private static Radius radius(String text) {
        try {
            if (!text.startsWith(ULP)) {
                return new Radius.Given(Numerals.quoted(text).reduced());
            }
            return new Radius.HalfUlp(FloatFormat.of(text.substring(ULP.length()))
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected ulp:binary16, ulp:bfloat16, ulp:binary32 or ulp:binary64")));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--radius " + text + ": " + wrong.getMessage(), wrong);
        } catch (OverLimitsException limit) {
            throw new OverLimitsException("--radius " + text + ": " + limit.getMessage());
        }
    }

    private static FloatFormat format(String word) {
        return FloatFormat.of(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--arithmetic " + word + ": expected binary64, binary32, binary16 or bfloat16"));
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Said certify(Certifier certifier, String input, Outputs outputs)
            throws IOException, NetworkFormatException {
        Certified certified = certifier.certify(Inputs.read(input, streams.in()), Inputs.source(input));
        List<String> paths = outputs.write(input, certified.certificates());
        Optional<String> beyond = writeCounterexample(input, certified, outputs);
        boolean undecided = certified.decision().verdict() instanceof Verdict.Undecided;
        return new Said(
                json
                        ? CertifyReport.json(input, certified, paths, beyond)
                        : CertifyReport.text(certified, paths, beyond),
                certified.certificates(),
                undecided ? ExitStatus.UNDECIDED : ExitStatus.DONE);
    }

    private static Optional<String> writeCounterexample(String input, Certified certified, Outputs outputs)
            throws OutputException {
        Optional<Counterexample> beyond = certified.neighbourhood().flatMap(Neighbourhood::beyond);
        if (beyond.isEmpty() || outputs.isStandardOutput()) {
            return Optional.empty();
        }
        String name = Inputs.stem(input) + BEYOND;
        byte[] file = NetworkWriter.file(
                beyond.get().network(),
                name,
                "within " + beyond.get().radius() + " of " + Inputs.source(input) + ", with the other verdict",
                NetworkWriter.CANONICAL);
        return Optional.of(outputs.write(name + ".json", file));
    }
}
