package org.chaoscert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Span;
import org.chaoscert.report.Png;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert plot}: pictures of a network's map. */
@Command(
        name = "plot",
        sortOptions = false,
        description = {
            "Draws a network's map, as SVG or PNG.",
            "Vertices are exact where they can be told apart; where there are too many, a band shows the exact least and"
                    + " greatest values over each of 1,120 columns."
        },
        footerHeading = "%nKinds:%n",
        footer = {
            "  graph      f, f^2 and f^3 with the diagonal, fixed points and a 3-cycle",
            "  cobweb     the orbit of --start between graph and diagonal",
            "  cover      the cells that prove that there is no period --period, by rule",
            "  growth     laps and affine regions of f, f^2, ... and the entropy bounds",
            "  distances  how far apart the orbits of --start X,Y are, exact and computed",
            "",
            "Examples:",
            "  chaoscert plot graph tent.json -o tent.svg",
            "  chaoscert plot cobweb tent.json --start 2/9 --steps 30 -o tent.png",
            "  chaoscert plot cover figure-7.json --period 4 -o figure-7.svg",
            "  chaoscert plot distances net.json --start 0.3,0.3000001 -o net.svg"
        })
final class PlotCommand implements Callable<Integer> {
    /** What can be drawn. */
    enum Kind {
        GRAPH,
        COBWEB,
        COVER,
        GROWTH,
        DISTANCES;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Streams streams;
    private final CertificateFiles files;

    @Parameters(index = "0", paramLabel = "KIND", description = "One of the kinds below.")
    private String kind = "";

    @Parameters(index = "1", paramLabel = "NET", description = "A network file, or - for standard input.")
    private String name = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Where to write: FILE.svg, FILE.png, or - for SVG on standard output.")
    private String output = "";

    @Option(
            names = "--window",
            paramLabel = "A,B",
            description = "Draw over [A, B]. Default: the domain, or the part of it where things happen.")
    private Optional<String> window = Optional.empty();

    @Option(
            names = "--domain",
            paramLabel = "A,B",
            description = "Iterate on [A, B] instead of the network's own domain.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--start",
            paramLabel = "X[,Y]",
            description = "Where orbits begin. Default: a point of the window.")
    private Optional<String> start = Optional.empty();

    @Option(names = "--steps", paramLabel = "T", description = "Steps of orbits. Default: 60, for distances 150.")
    private Optional<Integer> steps = Optional.empty();

    @Option(
            names = "--period",
            paramLabel = "N",
            description = "For cover: the least period. Default: that of the verdict, or 3.")
    private Optional<Integer> period = Optional.empty();

    @Option(names = "--iterates", paramLabel = "T", description = "For growth: up to f^T. Default: 20.")
    private int iterates = 20;

    PlotCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException, InputException {
        Kind chosen = Arrays.stream(Kind.values())
                .filter(each -> each.word().equals(kind))
                .findFirst()
                .orElseThrow(() -> new UsageException("KIND " + kind + ": expected one of "
                        + Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "))));
        boolean toStandardOutput = output.equals(Inputs.STANDARD_INPUT);
        if (!toStandardOutput && !output.endsWith(".svg") && !output.endsWith(".png")) {
            throw new UsageException("--output " + output + ": expected a name that ends in .svg or .png");
        }
        Pictures.Choice choice = new Pictures.Choice(
                domain.map(Inputs::domain),
                window.map(this::window),
                start.map(text -> Inputs.points("--start", text)),
                range("--steps", steps, 1, Pictures.MOST_STEPS),
                range("--period", period, 2, Pictures.MOST_PERIOD),
                range("--iterates", Optional.of(iterates), 1, Pictures.MOST_ITERATES)
                        .orElseThrow());
        String svg = Inputs.named(name, () -> Pictures.draw(chosen, Inputs.read(name, streams.in()), name, choice));
        if (toStandardOutput) {
            streams.out().print(svg);
            return ExitStatus.DONE;
        }
        byte[] bytes = output.endsWith(".png") ? Png.of(svg) : svg.getBytes(StandardCharsets.UTF_8);
        streams.out().println(Outputs.write(files, Path.of(output), bytes));
        return ExitStatus.DONE;
    }

    private static Optional<Integer> range(String option, Optional<Integer> value, int least, int most) {
        value.ifPresent(number -> Inputs.requireRange(option, number, least, most));
        return value;
    }

    private Span window(String text) {
        Domain parsed = Inputs.interval("--window", text);
        if (!parsed.left().isFinite() || !parsed.right().isFinite()) {
            throw new UsageException("--window " + text + ": expected two numbers");
        }
        return new Span(parsed.left(), parsed.right());
    }
}
