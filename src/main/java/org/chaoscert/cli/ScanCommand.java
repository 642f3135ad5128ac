package org.chaoscert.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.dynamics.Entropy;
import org.chaoscert.dynamics.Scan;
import org.chaoscert.dynamics.Scan.Answer;
import org.chaoscert.dynamics.Scan.Point;
import org.chaoscert.dynamics.Scan.Threshold;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Families;
import org.chaoscert.network.Families.Family;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code chaoscert scan}: verdicts and entropy along a family of networks. */
@Command(
        name = "scan",
        sortOptions = false,
        description = {
            "Looks at a family of networks with one parameter, in exact steps, and closes in on the places where the verdict or"
                    + " period three changes.",
            "Writes scan.csv, scan.svg, and for each change the two networks on both sides of it with their certificates."
        },
        footerHeading = "%nFamilies:%n",
        footer = {
            "  truncated-tent   min(c, 2 min(x, 1 - x)) on [0, 1]",
            "  tent             s min(x, 1 - x) on [0, 1]",
            "  NET              a network file, with --parameter",
            "",
            "Examples:",
            "  chaoscert scan truncated-tent --from 0.8 --to 1 --steps 40 -o scan",
            "  chaoscert scan net.json --parameter /layers/0/biases/1 --from -1 --to 0"
        })
final class ScanCommand implements Callable<Integer> {
    private static final int MOST_STEPS = 100_000;
    private static final int MOST_REFINEMENTS = 1000;

    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(paramLabel = "FAMILY", description = "One of the families below, or a network file.")
    private String family = "";

    @Option(
            names = "--parameter",
            paramLabel = "PLACE",
            description = "The number that varies, as a pointer into the network file: /layers/L/weights/I/J or"
                    + " /layers/L/biases/I, counted from 0.")
    private Optional<String> parameter = Optional.empty();

    @Option(names = "--from", paramLabel = "A", required = true, description = "The least parameter, exactly.")
    private String from = "";

    @Option(names = "--to", paramLabel = "B", required = true, description = "The greatest parameter.")
    private String to = "";

    @Option(names = "--steps", paramLabel = "N", description = "So many equal steps. Default: 100.")
    private int steps = 100;

    @Option(
            names = "--refine",
            paramLabel = "R",
            description = "Halve the step in which an answer changes R times. Default: 20.")
    private int refinements = 20;

    @Option(names = "--no-entropy", description = "Leave out bounds of the entropy: much quicker.")
    private boolean noEntropy;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write; made if it is missing. Default: the current directory.")
    private String output = ".";

    @Option(names = "--json", description = "Print one JSON object for each point, and one for each change.")
    private boolean json;

    ScanCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException, InputException {
        Inputs.requireRange("--steps", steps, 1, MOST_STEPS);
        Inputs.requireRange("--refine", refinements, 0, MOST_REFINEMENTS);
        Rational start = Inputs.number("--from", from);
        Rational end = Inputs.number("--to", to);
        if (start.compareTo(end) >= 0) {
            throw new UsageException("--from " + from + " --to " + to + ": expected the lesser number first");
        }
        Family chosen = family();
        Scan scan;
        try (Progress progress = new Progress("scan", "networks", steps + 1, streams.err())) {
            progress.startFrom(0);
            scan = Scan.of(chosen::at, start, end, steps, refinements, !noEntropy, () -> progress.step(1));
        }
        write(scan, chosen);
        if (json) {
            scan.points().forEach(point -> streams.out().println(line(out -> write(out, point))));
            scan.thresholds().forEach(change -> streams.out().println(line(out -> write(out, change))));
        } else {
            print(scan);
        }
        return ExitStatus.DONE;
    }

    private Family family() throws InputException {
        Optional<Family> named = Families.named(family);
        if (named.isPresent()) {
            if (parameter.isPresent()) {
                throw new UsageException("--parameter is for network files; " + family + " has its own");
            }
            return named.get();
        }
        String place = parameter.orElseThrow(
                () -> new UsageException("--parameter PLACE is missing: which number of the network" + " varies; "
                        + family + " is taken for a file, as it is no family"));
        return Inputs.named(family, () -> {
            Network network =
                    NetworkReader.read(Inputs.read(family, streams.in())).network();
            if (network.isSmooth()) {
                throw new NetworkFormatException("/layers", "smooth activations: scans are of piecewise-linear maps");
            }
            try {
                return Families.around(network, place);
            } catch (IllegalArgumentException wrong) {
                throw new UsageException("--parameter " + wrong.getMessage());
            }
        });
    }

    private void write(Scan scan, Family chosen) throws IOException {
        Outputs outputs = new Outputs(files, output);
        Certifier certifier = new Certifier(Options.DEFAULT);
        int number = 1;
        for (Threshold change : scan.thresholds()) {
            writeSide(outputs, certifier, chosen, change.below(), "change-" + number + "-below");
            writeSide(outputs, certifier, chosen, change.above(), "change-" + number + "-above");
            number++;
        }
        outputs.write("scan.csv", csv(scan).getBytes(StandardCharsets.UTF_8));
        outputs.write("scan.svg", ScanPicture.svg(Inputs.stem(family), scan).getBytes(StandardCharsets.UTF_8));
    }

    private void writeSide(Outputs outputs, Certifier certifier, Family chosen, Point side, String name)
            throws OutputException {
        byte[] file = NetworkWriter.file(
                chosen.at(side.parameter()),
                name,
                Inputs.stem(family) + " with the parameter " + side.parameter(),
                NetworkWriter.CANONICAL);
        outputs.write(name + ".json", file);
        if (side.kind().isPresent()) {
            outputs.write(name + ".json", certified(certifier, file, name).certificates());
        }
    }

    private static Certified certified(Certifier certifier, byte[] file, String name) {
        try {
            return certifier.certify(file, name + ".json");
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException("a network that cannot be read", impossible);
        }
    }

    private static String csv(Scan scan) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("parameter", "decimal", "verdict", "level", "period3", "entropy_lower", "entropy_upper");
            for (Point point : scan.points()) {
                csv.writeRecord(
                        point.parameter().toString(),
                        point.parameter().toDecimal(17),
                        word(point),
                        point.level().isPresent() ? String.valueOf(point.level().getAsInt()) : "",
                        point.periodThree().map(String::valueOf).orElse(""),
                        point.entropy()
                                .map(Entropy::lower)
                                .map(DynamicsReport::decimal)
                                .orElse(""),
                        point.entropy()
                                .map(Entropy::upper)
                                .map(DynamicsReport::decimal)
                                .orElse(""));
            }
        }
        return text.toString();
    }

    static String word(Point point) {
        return point.kind()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .orElse("no-map");
    }

    private void print(Scan scan) {
        Report report = new Report()
                .line("judged", "the exact real maps of the stored weights")
                .line("points", scan.points().size() + " from " + from + " to " + to);
        for (Threshold change : scan.thresholds()) {
            report.line(
                    change.answer() == Answer.VERDICT ? "verdict" : "period 3",
                    answer(change, change.below()) + " at "
                            + place(change.below()) + ", " + answer(change, change.above()) + " at "
                            + place(change.above()));
        }
        if (scan.thresholds().isEmpty()) {
            report.line("changes", "none between neighbouring points");
        }
        report.line(
                "written",
                new Outputs(files, output).directory() + ": scan.csv, scan.svg"
                        + (scan.thresholds().isEmpty() ? "" : ", change-1-below.json, ... with certificates"));
        streams.out().println("scan" + report);
    }

    /** As a decimal, which is shorter to read than the quotients of bisection. */
    static String place(Point point) {
        return Report.rounded(point.parameter());
    }

    static String answer(Threshold change, Point side) {
        return change.answer() == Answer.VERDICT
                ? word(side)
                : side.periodThree().map(has -> has ? "yes" : "no").orElse("not settled");
    }

    /** Writes one object. */
    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator out);
    }

    private static String line(Writing writing) {
        return JsonText.line(out -> {
            out.writeStartObject();
            writing.write(out);
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Point point) {
        out.writeStringProperty("parameter", point.parameter().toString());
        out.writeStringProperty("verdict", word(point));
        if (point.level().isPresent()) {
            out.writeNumberProperty("level", point.level().getAsInt());
        }
        out.writeName("period3");
        point.periodThree().ifPresentOrElse(out::writeBoolean, out::writeNull);
        point.entropy().ifPresent(entropy -> {
            out.writeName("entropy");
            out.writeStartObject();
            out.writeStringProperty("lower", DynamicsReport.decimal(entropy.lower()));
            out.writeStringProperty("upper", DynamicsReport.decimal(entropy.upper()));
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, Threshold change) {
        out.writeStringProperty("change", change.answer() == Answer.VERDICT ? "verdict" : "period3");
        out.writeStringProperty("below", change.below().parameter().toString());
        out.writeStringProperty("above", change.above().parameter().toString());
    }
}
