package org.chaoscert.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.chaoscert.audit.OrbitFile;
import org.chaoscert.audit.PseudoOrbit;
import org.chaoscert.audit.PseudoOrbit.Shadow;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Unfolding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code chaoscert audit trajectory}: a computed orbit against the exact map. */
@Command(
        name = "trajectory",
        sortOptions = false,
        description = {
            "Holds a computed orbit against the exact map.",
            "Of each step the exact error y_n - f(y_(n-1)), also in units of the last place; the least delta for which the"
                    + " orbit is a delta-pseudo-orbit; the first point without a correct digit; and exact orbits that stay near"
                    + " (shadow) the computed one, in stretches, with their distance: where f expands, and no fold is in the way, there is one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert audit trajectory net.json orbit.csv",
            "  chaoscert audit trajectory net.json orbit.npy --arithmetic binary32",
            "  chaoscert audit trajectory net.json orbit.csv --column y --delta 1e-15 --json"
        })
final class AuditTrajectoryCommand implements Callable<Integer> {
    private static final int DIGITS = 6;
    private static final int JSON_DIGITS = 17;

    /** A new stretch begins where its exact points would get longer. */
    private static final int STRETCH_BITS = 1 << 14;

    private static final int MOST_LISTED = 20;

    private final Streams streams;

    @Parameters(index = "0", paramLabel = "NET", description = "A file that holds one network, as in convert.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "ORBIT",
            description = "The points in order: an .npy file that is a list, or a column of a .csv file.")
    private String orbit = "";

    @Option(names = "--column", paramLabel = "NAME", description = "The column of ORBIT. Default: the only one, or x.")
    private Optional<String> column = Optional.empty();

    @Option(
            names = "--arithmetic",
            paramLabel = "F",
            description =
                    "In which the orbit was computed: binary16, bfloat16, binary32 or binary64. Default: binary64.")
    private String arithmetic = "binary64";

    @Option(names = "--delta", paramLabel = "D", description = "Say whether it is a D-pseudo-orbit. An exact number.")
    private Optional<String> delta = Optional.empty();

    @Option(names = "--within", paramLabel = "D", description = "How near exact orbits have to stay. Default: 1/1000.")
    private String within = "1/1000";

    @Option(names = "--steps", description = "Print the error of every step.")
    private boolean steps;

    @Option(
            names = "--max-bits",
            paramLabel = "N",
            description = "The most bits of an exact point: they grow at each step. Default: 262144.")
    private int maxBits = 1 << 18;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    AuditTrajectoryCommand(Streams streams) {
        this.streams = streams;
    }

    /** What was found. */
    private record Found(
            Network network,
            String numbers,
            String points,
            PseudoOrbit orbit,
            FloatFormat format,
            OptionalInt lost,
            Optional<String> notFollowed,
            List<Shadow> shadows) {}

    @Override
    public Integer call() throws InputException {
        Inputs.requireRange("--max-bits", maxBits, 64, Integer.MAX_VALUE);
        FloatFormat format = FloatFormat.of(arithmetic)
                .orElseThrow(() -> new UsageException(
                        "--arithmetic " + arithmetic + ": expected binary16, bfloat16, binary32 or binary64"));
        Optional<Rational> bound = delta.map(text -> notNegative("--delta", text));
        Rational near = notNegative("--within", within);
        Single read = Inputs.named(name, this::network);
        Optional<FloatFormat> rounding = reading.chosen().exactDecimals() ? Optional.empty() : Optional.of(format);
        OrbitFile.Orbit points = Inputs.named(orbit, () -> OrbitFile.read(Path.of(orbit), column, rounding));
        Found found = Inputs.named(name, () -> find(read, points, format, near));
        streams.out().println(json ? json(found, bound) : text(found, bound));
        return ExitStatus.DONE;
    }

    private static Rational notNegative(String option, String text) {
        Rational number = Inputs.number(option, text);
        if (number.signum() < 0) {
            throw new UsageException(option + " " + text + ": expected at least 0");
        }
        return number;
    }

    /** A network, and how its numbers were read. */
    private record Single(Network network, String numbers) {}

    private Single network() throws Exception {
        try (NetworkSource source = Networks.open(name, reading)) {
            Optional<Entry> entry = source.next();
            if (entry.isEmpty() || source.next().isPresent()) {
                throw new NetworkFormatException("", "expected one network; convert --index takes one out of many");
            }
            Network network = entry.get()
                    .network()
                    .orElseThrow(() ->
                            new NetworkFormatException("", entry.get().fault().orElse("")));
            if (network.isSmooth()) {
                throw new NetworkFormatException("", "smooth activations: there are no exact orbits");
            }
            return new Single(network, source.reading());
        }
    }

    private Found find(Single read, OrbitFile.Orbit points, FloatFormat format, Rational near) {
        Network network = read.network;
        PseudoOrbit held = new PseudoOrbit(
                Unfolding.function(network, Domain.LINE, Work.unlimited()), network.domain(), points.points());
        OptionalInt lost = OptionalInt.empty();
        Optional<String> notFollowed = Optional.empty();
        try {
            lost = held.firstLost(maxBits);
        } catch (OverLimitsException limit) {
            notFollowed = Optional.of(String.valueOf(limit.getMessage()));
        }
        List<Shadow> shadows = held.shadows(near, Math.min(maxBits, STRETCH_BITS));
        return new Found(network, read.numbers, points.reading(), held, format, lost, notFollowed, shadows);
    }

    private String text(Found found, Optional<Rational> bound) {
        PseudoOrbit held = found.orbit;
        int last = held.length() - 1;
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", found.numbers)
                .line("network", "sha256 " + Digest.of(found.network).sha256())
                .line("orbit", Report.counted(last, "step") + " from " + orbit + ", " + found.points)
                .line(
                        "delta",
                        "|y_n - f(y_(n-1))| <= " + Report.upward(held.delta(), Report.ROUNDED_DIGITS)
                                + " at every step");
        bound.ifPresent(chosen -> report.line("for a delta", verdict(held, chosen)));
        report.line("in ulps", mostUlps(found));
        if (held.firstOutside().isPresent()) {
            report.line(
                    "outside",
                    "y_" + held.firstOutside().getAsInt() + " is not in the domain " + found.network.domain());
        }
        report.line("digits", digits(found));
        found.shadows.stream().limit(MOST_LISTED).forEach(shadow -> report.line("shadowed", shadow(found, shadow)));
        if (found.shadows.size() > MOST_LISTED) {
            report.line("", "and " + (found.shadows.size() - MOST_LISTED) + " more stretches");
        }
        if (steps) {
            report.table(stepTable(found));
        }
        return "trajectory" + report;
    }

    private static String verdict(PseudoOrbit held, Rational bound) {
        OptionalInt beyond = held.firstBeyond(bound);
        return beyond.isEmpty()
                ? "yes, for delta = " + Report.shown(bound)
                : "no, not for delta = " + Report.shown(bound) + ": the error of step " + beyond.getAsInt() + " is "
                        + Report.rounded(held.error(beyond.getAsInt()));
    }

    private static String digits(Found found) {
        if (found.notFollowed.isPresent()) {
            return "a correct digit until exact points get too long: " + found.notFollowed.get();
        }
        return found.lost.isPresent()
                ? "y_" + found.lost.getAsInt()
                        + " is the first point without a correct digit, against the exact orbit of y_0"
                : "a correct digit all the way, against the exact orbit of y_0";
    }

    private static String shadow(Found found, Shadow shadow) {
        if (shadow.from() == shadow.to()) {
            return "step " + shadow.from() + ": none was found";
        }
        Rational least = found.orbit.leastExpansion(shadow.from(), shadow.to()).orElseThrow();
        return "steps " + shadow.from() + " to " + shadow.to() + ": the exact orbit of "
                + Report.rounded(shadow.start()) + " stays within "
                + Report.upward(shadow.distance(), Report.ROUNDED_DIGITS)
                + "; slopes at the computed points are at least "
                + Report.rounded(least) + " in size";
    }

    private static String mostUlps(Found found) {
        Rational most = Rational.ZERO;
        int where = 0;
        for (int n = 1; n < found.orbit.length(); n++) {
            Optional<Rational> error = found.orbit.errorInUlps(n, found.format);
            if (error.isEmpty()) {
                return "none: f(y_" + (n - 1) + ") is beyond the numbers of " + found.format.word();
            }
            Rational size = error.get().signum() < 0 ? error.get().negate() : error.get();
            if (size.compareTo(most) > 0) {
                most = size;
                where = n;
            }
        }
        return "at most " + Report.upward(most, DIGITS) + " of " + found.format.word()
                + (where == 0 ? "" : ", at step " + where);
    }

    private static List<List<String>> stepTable(Found found) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("step", "error", "in ulps"));
        for (int n = 1; n < found.orbit.length(); n++) {
            rows.add(List.of(
                    String.valueOf(n),
                    found.orbit.error(n).toDecimal(DIGITS),
                    found.orbit
                            .errorInUlps(n, found.format)
                            .map(ulps -> ulps.toDecimal(DIGITS))
                            .orElse("")));
        }
        return rows;
    }

    private String json(Found found, Optional<Rational> bound) {
        PseudoOrbit held = found.orbit;
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("audit", "trajectory");
            out.writeStringProperty("network", name);
            out.writeStringProperty("sha256", Digest.of(found.network).sha256());
            out.writeStringProperty("orbit", orbit);
            out.writeStringProperty("judged", Report.JUDGED);
            out.writeStringProperty("numbers", found.numbers);
            out.writeStringProperty("points", found.points);
            out.writeStringProperty("arithmetic", found.format.word());
            out.writeNumberProperty("steps", held.length() - 1);
            out.writeStringProperty("delta", held.delta().toString());
            bound.ifPresent(chosen -> {
                out.writeBooleanProperty(
                        "isPseudoOrbit", held.firstBeyond(chosen).isEmpty());
                write(out, "firstBeyond", held.firstBeyond(chosen));
            });
            write(out, "firstOutside", held.firstOutside());
            write(out, "firstLost", found.lost);
            found.notFollowed.ifPresent(why -> out.writeStringProperty("notFollowed", why));
            writeSteps(out, found);
            writeShadows(out, found);
            out.writeEndObject();
        });
    }

    private static void writeSteps(JsonGenerator out, Found found) {
        out.writeName("errors");
        out.writeStartArray();
        for (int n = 1; n < found.orbit.length(); n++) {
            out.writeString(found.orbit.error(n).toString());
        }
        out.writeEndArray();
        out.writeName("ulps");
        out.writeStartArray();
        for (int n = 1; n < found.orbit.length(); n++) {
            Optional<Rational> ulps = found.orbit.errorInUlps(n, found.format);
            if (ulps.isPresent()) {
                out.writeString(ulps.get().toString());
            } else {
                out.writeNull();
            }
        }
        out.writeEndArray();
    }

    private static void writeShadows(JsonGenerator out, Found found) {
        out.writeName("shadows");
        out.writeStartArray();
        for (Shadow shadow : found.shadows) {
            out.writeStartObject();
            out.writeNumberProperty("from", shadow.from());
            out.writeNumberProperty("to", shadow.to());
            out.writeStringProperty("start", shadow.start().toString());
            out.writeStringProperty("distance", Report.upward(shadow.distance(), JSON_DIGITS));
            found.orbit
                    .leastExpansion(shadow.from(), shadow.to())
                    .ifPresent(least -> out.writeStringProperty("leastExpansion", least.toDecimal(JSON_DIGITS)));
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, String name, OptionalInt step) {
        out.writeName(name);
        if (step.isPresent()) {
            out.writeNumber(step.getAsInt());
        } else {
            out.writeNull();
        }
    }
}
