package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.dynamics.Trajectory;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFile;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Unfolding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JsonGenerator;

/** {@code chaoscert trajectory}: exact orbits beside what programs compute. */
@Command(
        name = "trajectory",
        sortOptions = false,
        description = {
            "Iterates points exactly, beside what a plain program computes in binary64 and binary32.",
            "Points are exact fractions; they are only rounded to be printed, and all digits are right. A computed value has lost"
                    + " the orbit once it has no correct digit: once it is farther from the exact point than half a unit of"
                    + " that point's first digit. With two starts or more, the distances from the first one too."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert trajectory tent.json --start 1/3 --steps 60",
            "  chaoscert trajectory net.json --start 0.3,0.3000001 --steps 150",
            "  chaoscert trajectory net.json --start 0.3 --steps 1000 --json"
        })
final class TrajectoryCommand implements Callable<Integer> {
    private static final int MOST_STEPS = 10_000_000;
    private static final int MOST_DIGITS = 1000;
    private static final int MOST_STARTS = 1000;

    /** With more steps than this it is said beforehand what they cost. */
    private static final int LONG_RUN = 1000;

    private static final List<FloatFormat> COMPUTED = List.of(FloatFormat.BINARY64, FloatFormat.BINARY32);

    private final Streams streams;

    @Parameters(arity = "1", paramLabel = "NET", description = "A network file, or - for standard input.")
    private String name = "";

    @Option(
            names = "--start",
            paramLabel = "X,Y,...",
            required = true,
            description = "Where to start: exact numbers, separated by commas.")
    private String start = "";

    @Option(names = "--steps", paramLabel = "T", description = "How many steps. Default: 150.")
    private int steps = 150;

    @Option(names = "--digits", paramLabel = "D", description = "Significant digits to print. Default: 17.")
    private int digits = 17;

    @Option(
            names = "--domain",
            paramLabel = "A,B",
            description =
                    "Iterate on [A, B] instead of the network's own domain. Exact numbers; -inf and inf for none.")
    private Optional<String> domain = Optional.empty();

    @Option(
            names = "--max-bits",
            paramLabel = "N",
            description = "Stop when a point has more bits: they grow at each step. Default: 4194304.")
    private int maxBits = 1 << 22;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    TrajectoryCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InputException {
        Inputs.requireRange("--steps", steps, 0, MOST_STEPS);
        Inputs.requireRange("--digits", digits, 1, MOST_DIGITS);
        Inputs.requireRange("--max-bits", maxBits, 1, Integer.MAX_VALUE);
        List<Rational> starts = starts();
        return Inputs.named(name, () -> {
            NetworkFile file = NetworkReader.read(Inputs.read(name, streams.in()));
            Network network = domain.map(Inputs::domain).map(file.network()::on).orElse(file.network());
            if (network.isSmooth()) {
                throw new NetworkFormatException("/layers", "smooth activations: there are no exact orbits");
            }
            PiecewiseLinearMap map = Unfolding.map(network, Work.unlimited());
            List<Trajectory> trajectories =
                    starts.stream().map(point -> begin(network, map, point)).toList();
            announce(map);
            if (json) {
                streams.out().println(json(network, trajectories));
            } else {
                print(new NetworkFile(network, file.reading()), trajectories);
            }
            return ExitStatus.DONE;
        });
    }

    private List<Rational> starts() {
        List<Rational> starts = Inputs.points("--start", start);
        Inputs.requireRange("--start: a number of points of", starts.size(), 1, MOST_STARTS);
        return starts;
    }

    private Trajectory begin(Network network, PiecewiseLinearMap map, Rational point) {
        if (!map.domain().contains(point)) {
            throw new UsageException("--start " + point + ": not in the domain " + map.domain());
        }
        return new Trajectory(network, map, point, maxBits);
    }

    private void announce(PiecewiseLinearMap map) {
        long bits = 0;
        for (int piece = 0; piece < map.function().pieces(); piece++) {
            bits = Math.max(bits, map.function().slope(piece).reduced().bitLength());
        }
        if (steps > LONG_RUN) {
            streams.err()
                    .println("chaoscert: exact points grow by up to " + bits + " bits a step; " + steps
                            + " steps may need " + bits * steps
                            + " bits, and time in proportion to the square of that");
        }
    }

    private void advance(List<Trajectory> trajectories) {
        trajectories.forEach(Trajectory::advance);
    }

    private String shown(Rational point) {
        return point.toDecimal(digits);
    }

    private static String shown(Trajectory trajectory, FloatFormat format) {
        double value = trajectory.computed(format);
        return format == FloatFormat.BINARY32 ? Float.toString((float) value) : Double.toString(value);
    }

    /** How far the other orbits are from the first. */
    private List<String> distances(List<Trajectory> trajectories) {
        Rational first = trajectories.get(0).exact();
        return trajectories.stream()
                .skip(1)
                .map(other -> other.exact().minus(first))
                .map(difference -> shown(difference.signum() < 0 ? difference.negate() : difference))
                .toList();
    }

    private void print(NetworkFile file, List<Trajectory> trajectories) {
        Report report = new Report()
                .line("judged", Report.JUDGED)
                .line("numbers", file.reading().inWords())
                .line("network", "sha256 " + Digest.of(file.network()).sha256())
                .line("computed", "products from the first input on, then the bias, each rounded to nearest");
        streams.out().println("trajectory" + report);
        List<String> titles = new ArrayList<>();
        titles.add("step");
        for (int i = 0; i < trajectories.size(); i++) {
            String number = trajectories.size() == 1 ? "" : " " + (i + 1);
            titles.addAll(List.of("exact" + number, "binary64" + number, "binary32" + number));
        }
        for (int i = 1; i < trajectories.size(); i++) {
            titles.add("distance 1-" + (i + 1));
        }
        streams.out().println(row(titles));
        for (int n = 0; n <= steps; n++) {
            if (n > 0) {
                advance(trajectories);
            }
            streams.out().println(row(cells(n, trajectories)));
        }
        for (int i = 0; i < trajectories.size(); i++) {
            streams.out().println(lost(trajectories.get(i), trajectories.size() == 1 ? "" : " of start " + (i + 1)));
        }
    }

    private List<String> cells(int n, List<Trajectory> trajectories) {
        List<String> cells = new ArrayList<>();
        cells.add(String.valueOf(n));
        for (Trajectory trajectory : trajectories) {
            cells.add(shown(trajectory.exact()));
            COMPUTED.forEach(format -> cells.add(shown(trajectory, format)));
        }
        cells.addAll(distances(trajectories));
        return cells;
    }

    /** Columns of one width: rows are printed as they come. */
    private String row(List<String> cells) {
        int width = Math.max(digits, 17) + 7;
        return Stream.concat(
                        Stream.of(String.format(Locale.ROOT, "  %-6s", cells.get(0))),
                        cells.stream().skip(1).map(cell -> String.format(Locale.ROOT, "%-" + width + "s", cell)))
                .collect(Collectors.joining(" "))
                .stripTrailing();
    }

    private static String lost(Trajectory trajectory, String which) {
        return COMPUTED.stream()
                .map(format -> format.word()
                        + which
                        + (trajectory.lost(format).isPresent()
                                ? " has no correct digit from step "
                                        + trajectory.lost(format).getAsInt()
                                : " has a correct digit all the way"))
                .map(line -> "  " + line)
                .collect(Collectors.joining(System.lineSeparator()));
    }

    /** All points are gone through before anything is written: an object is whole or not there. */
    private String json(Network network, List<Trajectory> trajectories) {
        List<List<String>> points = lists(trajectories.size());
        List<List<Double>> binary64 = lists(trajectories.size());
        List<List<Double>> binary32 = lists(trajectories.size());
        List<List<String>> distances = lists(trajectories.size() - 1);
        List<String> exactStarts =
                trajectories.stream().map(one -> one.exact().toString()).toList();
        for (int n = 0; n <= steps; n++) {
            if (n > 0) {
                advance(trajectories);
            }
            for (int i = 0; i < trajectories.size(); i++) {
                points.get(i).add(shown(trajectories.get(i).exact()));
                binary64.get(i).add(trajectories.get(i).computed(FloatFormat.BINARY64));
                binary32.get(i).add(trajectories.get(i).computed(FloatFormat.BINARY32));
            }
            List<String> now = distances(trajectories);
            for (int i = 0; i < now.size(); i++) {
                distances.get(i).add(now.get(i));
            }
        }
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", name);
            out.writeStringProperty("sha256", Digest.of(network).sha256());
            write(out, "starts", exactStarts, out::writeString);
            out.writeNumberProperty("steps", steps);
            out.writeNumberProperty("digits", digits);
            write(out, "points", points, list -> write(out, list, out::writeString));
            write(out, "binary64", binary64, list -> write(out, list, value -> write(out, value)));
            write(out, "binary32", binary32, list -> write(out, list, value -> write(out, value)));
            write(out, "distances", distances, list -> write(out, list, out::writeString));
            out.writeName("noCorrectDigit");
            out.writeStartObject();
            for (FloatFormat format : COMPUTED) {
                write(out, format.word(), trajectories, one -> write(out, one.lost(format)));
            }
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    private static <T> List<List<T>> lists(int count) {
        return Stream.generate(() -> (List<T>) new ArrayList<T>()).limit(count).toList();
    }

    /** Writes one element of a list. */
    @FunctionalInterface
    private interface Writing<T> {
        void write(T element);
    }

    private static <T> void write(JsonGenerator out, String title, List<T> list, Writing<T> writing) {
        out.writeName(title);
        write(out, list, writing);
    }

    private static <T> void write(JsonGenerator out, List<T> list, Writing<T> writing) {
        out.writeStartArray();
        list.forEach(writing::write);
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, OptionalInt step) {
        if (step.isPresent()) {
            out.writeNumber(step.getAsInt());
        } else {
            out.writeNull();
        }
    }

    /** JSON has no infinities. */
    private static void write(JsonGenerator out, double value) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeNull();
        }
    }
}
