package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFile;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** {@code chaoscert inspect}: a network as it was read, and its exact map. */
@Command(
        name = "inspect",
        sortOptions = false,
        description = {
            "Prints a network as it was read, and its exact map.",
            "Affine pieces, kinks and fixed points, as exact fractions where they are short, else rounded and marked with ~."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  chaoscert inspect tent.json", "  chaoscert inspect tent.json --json         every number exactly"})
final class InspectCommand implements Callable<Integer> {
    private final Streams streams;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1", paramLabel = "NET", description = "A network file, or - for standard input.")
    private String name = "";

    @Option(names = "--rows", paramLabel = "N", description = "Print at most N pieces; 0 for all. Default: 40.")
    private int rows = 40;

    @Option(names = "--json", description = "Print one JSON object, every number exactly.")
    private boolean json;

    InspectCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InputException {
        if (rows < 0) {
            throw new ParameterException(spec.commandLine(), "--rows " + rows + ": expected at least 0");
        }
        return Inputs.named(name, () -> {
            NetworkFile file = NetworkReader.read(Inputs.read(name, streams.in()));
            if (file.network().isSmooth()) {
                streams.out()
                        .println(
                                json
                                        ? json(file.network(), out -> {})
                                        : "network"
                                                + head(file)
                                                        .line(
                                                                "map",
                                                                "smooth: no affine pieces to list; certify decides it by enclosures"));
                return ExitStatus.DONE;
            }
            PiecewiseLinearMap map = Unfolding.map(file.network(), Work.unlimited());
            streams.out().println(json ? json(file.network(), out -> write(out, map)) : text(file, map));
            return ExitStatus.DONE;
        });
    }

    private static Report head(NetworkFile file) {
        Network network = file.network();
        return new Report()
                .line("network", "sha256 " + Digest.of(network).sha256())
                .line("numbers", file.reading().inWords())
                .line("layers", layers(network))
                .line("domain", network.domain().toString());
    }

    private String text(NetworkFile file, PiecewiseLinearMap map) {
        PiecewiseLinear f = map.function();
        Report report = head(file)
                .line("pieces", f.pieces() + " affine; kinks inside the domain: " + (f.pieces() - 1))
                .line("fixed", Report.shown(map.fixedPoints()));
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("from", "to", "slope", "rounded", "value at from", "rounded"));
        int shown = rows == 0 ? f.pieces() : Math.min(rows, f.pieces());
        for (int piece = 0; piece < shown; piece++) {
            table.add(row(map, piece));
        }
        report.table(table);
        String more = shown < f.pieces()
                ? System.lineSeparator() + "  … " + (f.pieces() - shown) + " more; --rows 0 for all"
                : "";
        return "network" + report + more;
    }

    private static Rational from(PiecewiseLinearMap map, int piece) {
        return piece == 0 ? map.domain().left() : map.function().kink(piece - 1);
    }

    private static Rational to(PiecewiseLinearMap map, int piece) {
        PiecewiseLinear f = map.function();
        return piece == f.pieces() - 1 ? map.domain().right() : f.kink(piece);
    }

    private static List<String> row(PiecewiseLinearMap map, int piece) {
        PiecewiseLinear f = map.function();
        Rational from = from(map, piece);
        Rational slope = f.slope(piece);
        String value = "";
        String rounded = "";
        if (from.isFinite()) {
            Rational at = f.valueOnPiece(piece, from);
            value = Report.shown(at);
            rounded = Report.rounded(at);
        }
        return List.of(
                Report.shown(from),
                Report.shown(to(map, piece)),
                Report.shown(slope),
                Report.rounded(slope),
                value,
                rounded);
    }

    private static String layers(Network network) {
        StringBuilder text = new StringBuilder("1");
        for (Layer layer : network.layers()) {
            text.append(" -> ")
                    .append(layer.units())
                    .append(' ')
                    .append(layer.activation().word());
        }
        return text.toString();
    }

    private static String json(Network network, Consumer<JsonGenerator> pieces) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("sha256", Digest.of(network).sha256());
            strings(
                    out,
                    "domain",
                    List.of(network.domain().left(), network.domain().right()));
            pieces.accept(out);
            out.writeEndObject();
        });
    }

    private static void write(JsonGenerator out, PiecewiseLinearMap map) {
        PiecewiseLinear f = map.function();
        List<Rational> kinks = new ArrayList<>();
        List<Rational> values = new ArrayList<>();
        List<Rational> slopes = new ArrayList<>();
        for (int piece = 0; piece < f.pieces(); piece++) {
            slopes.add(f.slope(piece));
            if (piece > 0) {
                kinks.add(f.kink(piece - 1));
                values.add(f.valueOnPiece(piece, f.kink(piece - 1)));
            }
        }
        strings(out, "kinks", kinks);
        strings(out, "values", values);
        strings(out, "slopes", slopes);
        out.writeName("fixed");
        out.writeStartArray();
        for (Span span : map.fixedPoints()) {
            strings(out, List.of(span.lower(), span.upper()));
        }
        out.writeEndArray();
    }

    private static void strings(JsonGenerator out, String name, List<Rational> numbers) {
        out.writeName(name);
        strings(out, numbers);
    }

    private static void strings(JsonGenerator out, List<Rational> numbers) {
        out.writeStartArray();
        numbers.forEach(number -> out.writeString(number.toString()));
        out.writeEndArray();
    }
}
