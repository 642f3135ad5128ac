package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.exact.Rational;
import org.chaoscert.fixture.Suite;
import org.chaoscert.fixture.SuiteVerifier;
import org.chaoscert.fixture.SuiteVerifier.Finding;
import org.chaoscert.fixture.SuiteWriter;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Scheme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert fixture}: suites of networks with known answers. */
@Command(
        name = "fixture",
        sortOptions = false,
        description = {
            "Writes suites of networks with known answers, for testing other tools; fixture verify DIR checks one.",
            "A suite is a directory with network files, certificates, expected.json and a README that says how each answer is"
                    + " known. The same arguments give the same bytes."
        },
        footerHeading = "%nSuites:%n",
        footer = {
            "  truncated-tents  tent maps cut at h(m), the least height with period m,",
            "                   and one step to either side (rational, binary64, binary32)",
            "  period-doubling  tent maps with the periods 1, 2, 4, ..., 2^j and no others",
            "  stefan-cycles    Stefan cycles of odd length, joined by lines",
            "  permutations     cyclic permutations, joined by lines: --permutation",
            "  edges            tangencies, slopes 1 and -1, level stretches",
            "  polyline         a map through points of your own: --points",
            "  random           random networks of every scheme, with proved verdicts",
            "",
            "Examples:",
            "  chaoscert fixture truncated-tents -o tents",
            "  chaoscert fixture permutations --permutation 3,5,4,2,1 -o cycle",
            "  chaoscert fixture polyline --points 0:0,2/5:1,1:0 -o map",
            "  chaoscert fixture random --scheme relu-sum --verdict chaotic -o nets",
            "  chaoscert fixture verify tents"
        })
final class FixtureCommand implements Callable<Integer> {
    private static final String VERIFY = "verify";
    private static final int MOST_COUNT = 100_000;
    private static final int MOST_WIDTH = 10_000;
    private static final int MOST_LENGTH = 101;

    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(index = "0", paramLabel = "SUITE", description = "One of the suites below, or verify.")
    private String suite = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "With verify: the suite's directory.")
    private Optional<String> directory = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write; made if it is missing. A directory with other files in it is refused.")
    private Optional<String> output = Optional.empty();

    @Option(
            names = "--permutation",
            paramLabel = "I,J,...",
            description = "For permutations: the images of 1, 2, ..., n. Default: all up to five points.")
    private Optional<String> permutation = Optional.empty();

    @Option(
            names = "--points",
            paramLabel = "X:Y,...",
            description =
                    "For polyline: points of the graph with increasing X, exactly; f is iterated from the first X to the"
                            + " last.")
    private Optional<String> points = Optional.empty();

    @Option(names = "--longest", paramLabel = "N", description = "For stefan-cycles: up to N points. Default: 11.")
    private int longest = 11;

    @Option(names = "--count", paramLabel = "N", description = "For random: networks of each scheme. Default: 5.")
    private int count = 5;

    @Option(names = "--width", paramLabel = "K", description = "For random: neurons in the hidden layer. Default: 8.")
    private int width = 8;

    @Option(names = "--seed", paramLabel = "S", description = "For random. Default: 0.")
    private long seed;

    @Option(names = "--scheme", paramLabel = "NAME", description = "For random: only this one; see sample --help.")
    private Optional<String> scheme = Optional.empty();

    @Option(
            names = "--verdict",
            paramLabel = "WORD",
            description =
                    "For random: only networks that are chaotic, or not-chaotic; where they are rare, as many as there"
                            + " are among the first 1,000,000.")
    private Optional<String> verdict = Optional.empty();

    @Option(names = "--json", description = "With verify: print one JSON object for each network.")
    private boolean json;

    FixtureCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        if (suite.equals(VERIFY)) {
            return verify();
        }
        Suite chosen = Suite.of(suite)
                .orElseThrow(
                        () -> new UsageException("SUITE " + suite + ": expected verify, or one of " + Suite.words()));
        if (directory.isPresent()) {
            throw new UsageException(
                    "unexpected " + directory.get() + ": the directory of a suite is given by --output");
        }
        Path target = Path.of(output.orElseThrow(() -> new UsageException("--output DIR is missing")));
        return write(chosen, choice(), target);
    }

    private int write(Suite chosen, Suite.Choice choice, Path target) throws IOException {
        List<Progress> progress = new ArrayList<>();
        try {
            int written = SuiteWriter.write(
                    chosen,
                    choice,
                    target,
                    files,
                    total -> {
                        Progress shown = new Progress("fixture", "networks", total, streams.err());
                        shown.startFrom(0);
                        progress.add(shown);
                    },
                    () -> progress.forEach(shown -> shown.step(1)));
            progress.forEach(Progress::close);
            streams.out().println(written + (written == 1 ? " network" : " networks") + " in " + target.normalize());
            return ExitStatus.DONE;
        } catch (IOException problem) {
            throw new OutputException(target, problem);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        } finally {
            progress.forEach(Progress::close);
        }
    }

    private Suite.Choice choice() {
        Inputs.requireRange("--longest", longest, 3, MOST_LENGTH);
        Inputs.requireRange("--count", count, 1, MOST_COUNT);
        Inputs.requireRange("--width", width, 1, MOST_WIDTH);
        Optional<Boolean> chaotic = verdict.map(word -> switch (word) {
            case "chaotic" -> true;
            case "not-chaotic" -> false;
            default -> throw new UsageException("--verdict " + word + ": expected chaotic or not-chaotic");
        });
        return new Suite.Choice(
                permutation.map(this::images),
                polyline(),
                longest,
                count,
                width,
                seed,
                scheme.map(this::scheme),
                chaotic);
    }

    private List<Integer> images(String text) {
        try {
            return Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList();
        } catch (NumberFormatException wrong) {
            throw new UsageException("--permutation " + text + ": expected integers, separated by commas");
        }
    }

    private SortedMap<Rational, Rational> polyline() {
        SortedMap<Rational, Rational> polyline = new TreeMap<>();
        if (suite.equals(Suite.POLYLINE.word())) {
            String text = points.orElseThrow(() -> new UsageException("--points X:Y,... is missing"));
            for (String point : text.split(",", -1)) {
                String[] parts = point.split(":", -1);
                if (parts.length != 2) {
                    throw new UsageException("--points " + point + ": expected X:Y");
                }
                Rational x = Inputs.number("--points", parts[0]);
                if (!polyline.isEmpty() && x.compareTo(polyline.lastKey()) <= 0) {
                    throw new UsageException("--points " + point + ": not right of the point before");
                }
                polyline.put(x, Inputs.number("--points", parts[1]));
            }
        }
        return polyline;
    }

    private Scheme scheme(String name) {
        return Scheme.of(name)
                .orElseThrow(() -> new UsageException("--scheme " + name + ": expected one of " + Scheme.words()));
    }

    private int verify() throws IOException {
        Path place = Path.of(directory.orElseThrow(() -> new UsageException("verify DIR: the directory is missing")));
        if (!Files.isDirectory(place)) {
            throw new IOException(place + ": no such directory");
        }
        int bad = 0;
        List<Finding> findings = SuiteVerifier.verify(place);
        for (Finding finding : findings) {
            bad += finding.faults().isEmpty() ? 0 : 1;
            streams.out().println(json ? json(finding) : text(finding));
        }
        if (!json) {
            streams.out()
                    .println(findings.size() + (findings.size() == 1 ? " network, " : " networks, ") + bad
                            + " with faults");
        }
        return bad == 0 ? ExitStatus.DONE : ExitStatus.REJECTED;
    }

    private static String text(Finding finding) {
        return finding.file()
                + (finding.faults().isEmpty() ? ": holds" : ": fails: " + String.join("; ", finding.faults()));
    }

    private static String json(Finding finding) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", finding.file());
            out.writeStringProperty("result", finding.faults().isEmpty() ? "holds" : "fails");
            out.writeName("faults");
            out.writeStartArray();
            finding.faults().forEach(out::writeString);
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
