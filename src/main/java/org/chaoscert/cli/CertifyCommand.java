package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Neighbourhood;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.certify.Options;
import org.chaoscert.certify.Options.Embedding;
import org.chaoscert.certify.Radius;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
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

    /** What is printed for one input, and its part of the exit status. */
    private record Outcome(String text, List<String> certificateLines, Optional<Failure> failure, int status) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Certifier certifier = new Certifier(options());
        List<String> inputs = Inputs.expand(names);
        if (inputs.isEmpty()) {
            throw usage("no networks (*.json) in " + String.join(", ", names));
        }
        if (!writesToStandardOutput()) {
            requireDifferentOutputs(inputs);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (String input : inputs) {
                outcomes.add(pool.submit(() -> outcome(certifier, input)));
            }
            int status = ExitStatus.DONE;
            for (int i = 0; i < inputs.size(); i++) {
                Outcome outcome = get(outcomes.get(i));
                print(inputs.get(i), outcome, inputs.size() > 1);
                status = Math.max(status, outcome.status);
            }
            return status;
        } finally {
            pool.shutdownNow();
        }
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
                    domain.map(CertifyCommand::domain),
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

    private static Domain domain(String text) {
        String[] ends = text.split(",", -1);
        try {
            if (ends.length != 2) {
                throw new IllegalArgumentException("expected two ends A,B");
            }
            return new Domain(
                    ends[0].equals("-inf") ? Rational.NEGATIVE_INFINITY : Numerals.quoted(ends[0]),
                    ends[1].equals("inf") ? Rational.POSITIVE_INFINITY : Numerals.quoted(ends[1]));
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("--domain " + text + ": " + wrong.getMessage(), wrong);
        } catch (OverLimitsException limit) {
            throw new OverLimitsException("--domain " + text + ": " + limit.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private boolean writesToStandardOutput() {
        return output.equals(Inputs.STANDARD_INPUT);
    }

    private void requireDifferentOutputs(List<String> inputs) {
        Map<String, String> seen = new HashMap<>();
        for (String input : inputs) {
            for (Role role : Role.values()) {
                String file = Inputs.stem(input) + role.suffix();
                String other = seen.put(file, input);
                if (other != null) {
                    throw usage(other + " and " + input + " would write the same file, " + file);
                }
            }
        }
    }

    private static Outcome get(Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("outcomes hold their own failures", impossible);
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private Outcome outcome(Certifier certifier, String input) {
        try {
            Certified certified = certifier.certify(Inputs.read(input, streams.in()), source(input));
            List<String> paths = write(input, certified);
            Optional<String> beyond = writeCounterexample(input, certified);
            boolean undecided = certified.decision().verdict() instanceof Verdict.Undecided;
            return new Outcome(
                    json
                            ? CertifyReport.json(input, certified, paths, beyond)
                            : CertifyReport.text(certified, paths, beyond),
                    writesToStandardOutput() ? lines(certified) : List.of(),
                    Optional.empty(),
                    undecided ? ExitStatus.UNDECIDED : ExitStatus.DONE);
        } catch (Exception | OutOfMemoryError | StackOverflowError problem) {
            if (isVerbose()) {
                problem.printStackTrace(streams.err());
            }
            Failure failure = Failure.of(problem);
            String text = json ? CertifyReport.error(input, failure.message()) : "error";
            return new Outcome(text, List.of(), Optional.of(failure), failure.status());
        }
    }

    private static List<String> lines(Certified certified) {
        return certified.certificates().stream().map(item -> item.text().line()).toList();
    }

    private boolean isVerbose() {
        return spec.root().findOption("--verbose").getValue();
    }

    private static String source(String input) {
        return input.equals(Inputs.STANDARD_INPUT) ? "standard input" : Inputs.fileName(input);
    }

    /** Writes the certificates of one network; returns their paths. */
    private List<String> write(String input, Certified certified) throws OutputException {
        List<String> paths = new ArrayList<>();
        for (Sealed certificate : certified.certificates()) {
            if (!writesToStandardOutput()) {
                paths.add(write(
                        input, certificate.role().suffix(), certificate.text().bytes()));
            }
        }
        return paths;
    }

    private Optional<String> writeCounterexample(String input, Certified certified) throws OutputException {
        Optional<Counterexample> beyond = certified.neighbourhood().flatMap(Neighbourhood::beyond);
        if (beyond.isEmpty() || writesToStandardOutput()) {
            return Optional.empty();
        }
        String stem = Inputs.stem(input);
        byte[] file = NetworkWriter.file(
                beyond.get().network(),
                stem + BEYOND,
                "within " + beyond.get().radius() + " of " + source(input) + ", with the other verdict",
                NetworkWriter.CANONICAL);
        return Optional.of(write(input, BEYOND + ".json", file));
    }

    private String write(String input, String suffix, byte[] bytes) throws OutputException {
        Path path = Path.of(output).resolve(Inputs.stem(input) + suffix);
        try {
            files.write(path, bytes);
        } catch (IOException problem) {
            throw new OutputException(path, problem);
        }
        return path.normalize().toString();
    }

    private void print(String input, Outcome outcome, boolean several) {
        outcome.certificateLines.forEach(streams.out()::println);
        (writesToStandardOutput() ? streams.err() : streams.out())
                .println((several && !json ? input + ": " : "") + outcome.text);
        outcome.failure.ifPresent(failure -> streams.err().println("chaoscert: " + input + ": " + failure.message()));
    }
}
