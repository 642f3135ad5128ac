package org.chaoscert.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.cli.PlotCommand.Kind;
import org.chaoscert.dynamics.Entropy;
import org.chaoscert.dynamics.GraphTrace;
import org.chaoscert.dynamics.Growth;
import org.chaoscert.dynamics.Trajectory;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Unfolding;
import org.chaoscert.report.Chart;
import org.chaoscert.report.Chart.Axis;
import org.chaoscert.report.Chart.Layer;
import org.chaoscert.report.Chart.Scale;
import org.chaoscert.report.Chart.Shape;
import org.chaoscert.report.Chart.Stroke;
import org.chaoscert.search.Decider;
import org.chaoscert.search.LeastPeriod;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;

/** Draws what {@code plot} is asked for. */
final class Pictures {
    static final int MOST_STEPS = 20_000;
    static final int MOST_PERIOD = 1000;
    static final int MOST_ITERATES = 500;

    /** Colours of f, f^2 and f^3, and of the computed orbits. */
    static final int[] COLOURS = {4, 1, 3};

    static final int BLACK = 0;
    private static final int VERMILION = 5;
    private static final Map<Rule, Integer> RULES =
            new EnumMap<>(Map.of(Rule.SEPARATED, 2, Rule.DRIFT, 1, Rule.MONOTONE, 3, Rule.FIXED, 5, Rule.NO_SWAP, 6));

    /** A period that takes more work to settle is left open in a caption. */
    private static final long BUDGET = 50_000_000;

    /** Larger numbers are not drawn, nor differences smaller than one by it. */
    private static final double LARGEST = 1e300;

    /** Narrower windows, for their distance from 0, are not drawn. */
    private static final double NARROWEST = 1e-12;

    private static final int LEVELS = 6;
    private static final int MOST_BITS = 1 << 22;

    /** Where points are chosen that nobody chose: at so many eighths of the window. */
    private static final Rational PLACE = Rational.of(3, 8);

    /** The second orbit of a picture of distances begins so far from the first. */
    private static final Rational NEAR = Rational.of(1, 10_000_000);

    /**
     * What may be chosen.
     *
     * @param domain where f is iterated, instead of the network's own domain
     * @param window over what to draw
     * @param start where orbits begin
     * @param steps of orbits
     * @param period for covers
     * @param iterates for growth
     */
    record Choice(
            Optional<Domain> domain,
            Optional<Span> window,
            Optional<List<Rational>> start,
            Optional<Integer> steps,
            Optional<Integer> period,
            int iterates) {}

    private final Network network;
    private final PiecewiseLinearMap map;
    private final Work work = Work.unlimited();
    private final String name;
    private final Choice choice;
    private final Span window;

    private Pictures(Network network, String name, Choice choice) {
        this.network = network;
        this.name = name;
        this.choice = choice;
        map = Unfolding.map(network, work);
        window = choice.window.map(this::checked).orElseGet(() -> GraphTrace.window(map));
    }

    /** Returns an SVG document. */
    static String draw(Kind kind, byte[] content, String name, Choice choice) throws NetworkFormatException {
        Network read = NetworkReader.read(content).network();
        Network network = choice.domain.map(read::on).orElse(read);
        if (network.isSmooth()) {
            throw new NetworkFormatException("/layers", "smooth activations: pictures are of piecewise-linear maps");
        }
        Pictures pictures = new Pictures(network, Inputs.stem(name), choice);
        return switch (kind) {
            case GRAPH -> pictures.graph();
            case COBWEB -> pictures.cobweb();
            case COVER -> pictures.cover();
            case GROWTH -> pictures.growth();
            case DISTANCES -> pictures.distances();
        };
    }

    /**
     * Draws what belongs to a certificate: f with f² and f³, an orbit, and the cells of a cover.
     *
     * @param orbit where the orbit begins, and how many steps it has
     */
    static List<String> of(Network network, String name, Proof proof, Optional<Rational> orbit, int steps) {
        Choice choice = new Choice(
                Optional.empty(), Optional.empty(), orbit.map(List::of), Optional.of(steps), Optional.empty(), 1);
        Pictures pictures = new Pictures(network, name, choice);
        List<String> drawn = new ArrayList<>(List.of(pictures.graph(), pictures.cobweb()));
        if (proof.witness() instanceof Witness.Cover cover && proof.claim() instanceof Claim.NoPeriod absent) {
            drawn.add(pictures.cover(absent.period(), cover));
        }
        return drawn;
    }

    private String cover(int n, Witness.Cover cover) {
        List<Layer> layers = new ArrayList<>();
        layers.add(iterate(n, COLOURS[1], Stroke.SOLID));
        layers.add(iterate(1, COLOURS[0], Stroke.SOLID));
        layers.add(diagonal());
        layers.addAll(cells(cover));
        String caption = cover.cells().size() + " cells, from left to right: " + inWords(cover);
        return svg("Why f has no least period " + n, across(), up("value"), layers, List.of(caption));
    }

    private Span checked(Span chosen) {
        Span domain = new Span(map.left(), map.right());
        if (!chosen.isWithin(domain)) {
            throw new UsageException("--window: " + chosen + " is not within the domain " + map.domain());
        }
        if (!canBeDrawn(chosen.lower().approximate(), chosen.upper().approximate())) {
            throw new UsageException("--window: " + Report.shown(chosen) + " is too narrow or too far out to be drawn");
        }
        return chosen;
    }

    /** Whether binary64 tells the numbers of all pixels apart, and has room for their differences. */
    private static boolean canBeDrawn(double low, double high) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        return size <= LARGEST && high - low >= Math.max(1 / LARGEST, size * NARROWEST);
    }

    static Axis even(String label, double low, double high) {
        if (!canBeDrawn(low, high)) {
            throw new OverLimitsException(label + " from " + low + " to " + high + " cannot be drawn");
        }
        return new Axis(label, Scale.EVEN, low, high);
    }

    private String svg(String title, Axis across, Axis up, List<Layer> layers, List<String> caption) {
        List<String> lines = new ArrayList<>(caption);
        lines.add(
                "Judged is " + Report.JUDGED + "; sha256 " + Digest.of(network).sha256());
        return Chart.svg(
                title,
                name + ": " + map.function().pieces() + " affine pieces on " + domain(),
                across,
                up,
                layers,
                lines);
    }

    private String domain() {
        return Report.shown(new Span(map.left(), map.right()));
    }

    private Axis across() {
        return even("x", window.lower().approximate(), window.upper().approximate());
    }

    /** As high as f and the diagonal over the window. */
    private Axis up(String label) {
        Span all = map.image(window).hull(window);
        double low = all.lower().approximate();
        double high = all.upper().approximate();
        double margin = (high - low) / 25;
        return even(label, low - margin, high + margin);
    }

    private Layer diagonal() {
        List<Double> ends = List.of(window.lower().approximate(), window.upper().approximate());
        return new Chart.Line("diagonal", BLACK, Stroke.DASHED, ends, ends);
    }

    private Layer iterate(int n, int colour, Stroke stroke) {
        GraphTrace trace = GraphTrace.of(map, n, window);
        String title = n == 1 ? "f" : "f^" + n;
        return trace.isExact()
                ? new Chart.Line(title, colour, stroke, trace.xs(), trace.lows())
                : new Chart.Band(title + ": least to greatest", colour, trace.xs(), trace.lows(), trace.highs());
    }

    private Layer fixedPoints() {
        List<Double> points = map.fixedPoints().stream()
                .flatMap(span -> List.of(span.lower(), span.upper()).stream())
                .filter(Rational::isFinite)
                .map(Rational::approximate)
                .distinct()
                .toList();
        return new Chart.Marks("fixed points", BLACK, Shape.DISC, points, points);
    }

    private String graph() {
        List<Layer> layers = new ArrayList<>();
        for (int n = 3; n >= 1; n--) {
            layers.add(iterate(n, COLOURS[n - 1], Stroke.SOLID));
        }
        layers.add(diagonal());
        layers.add(fixedPoints());
        List<String> caption = new ArrayList<>();
        caption.add("Fixed points: " + Report.shown(map.fixedPoints()) + ".");
        Optional<Proof> three = settled(3);
        if (three.isPresent() && three.get().witness() instanceof Witness.PeriodicOrbit cycle) {
            List<Double> xs = cycle.orbit().stream().map(Rational::approximate).toList();
            List<Double> ys = new ArrayList<>(xs);
            Collections.rotate(ys, -1);
            layers.add(new Chart.Marks("3-cycle", VERMILION, Shape.DIAMOND, xs, ys));
            caption.add(
                    "Period 3: " + cycle.orbit().stream().map(Report::shown).collect(Collectors.joining(" -> ")) + ".");
        } else {
            caption.add(three.isPresent() ? "There is no point of least period 3." : "Period 3 was not settled.");
        }
        return svg("f and its iterates", across(), up("value"), layers, caption);
    }

    /** Empty if it takes too long. */
    private Optional<Proof> settled(int n) {
        work.allowFurther(BUDGET);
        try {
            return LeastPeriod.settle(map, n);
        } catch (BudgetExhaustedException end) {
            return Optional.empty();
        } finally {
            work.allowFurther(Long.MAX_VALUE);
        }
    }

    /** A point that would be ignored is more likely a mistake. */
    private void requireStarts(int most) {
        int starts = choice.start.map(List::size).orElse(0);
        if (starts > most) {
            throw new UsageException("--start: " + starts + " points, expected " + (most == 1 ? "one" : "one or two"));
        }
    }

    private Rational start() {
        Rational chosen = choice.start
                .map(points -> points.get(0))
                .orElseGet(() -> window.lower()
                        .plus(window.upper().minus(window.lower()).times(PLACE))
                        .reduced());
        return inDomain(chosen);
    }

    private Rational inDomain(Rational point) {
        if (!map.domain().contains(point)) {
            throw new UsageException("--start " + point + ": not in the domain " + map.domain());
        }
        return point;
    }

    private String cobweb() {
        requireStarts(1);
        int steps = choice.steps.orElse(60);
        Trajectory trajectory = new Trajectory(network, map, start(), MOST_BITS);
        List<Double> xs = new ArrayList<>(List.of(trajectory.exact().approximate()));
        List<Double> ys = new ArrayList<>(xs);
        for (int n = 0; n < steps; n++) {
            double x = trajectory.exact().approximate();
            trajectory.advance();
            double next = trajectory.exact().approximate();
            xs.addAll(List.of(x, next));
            ys.addAll(List.of(next, next));
        }
        List<Layer> layers = List.of(
                iterate(1, COLOURS[0], Stroke.SOLID),
                diagonal(),
                new Chart.Line("orbit of " + steps + " steps", VERMILION, Stroke.SOLID, xs, ys),
                fixedPoints());
        return svg(
                "Cobweb",
                across(),
                up("f(x)"),
                layers,
                List.of(
                        "Begins at " + Report.shown(start()) + "; points are exact, and rounded to be drawn.",
                        "Fixed points: " + Report.shown(map.fixedPoints()) + "."));
    }

    private String cover() {
        int n = choice.period.orElseGet(this::periodOfVerdict);
        Optional<Proof> proof = settled(n);
        if (proof.isEmpty()) {
            throw new UsageException("--period " + n + ": not settled within " + BUDGET + " units of work");
        }
        if (proof.get().witness() instanceof Witness.PeriodicOrbit cycle) {
            throw new UsageException("--period " + n + ": f has it, so nothing shows that it has not: "
                    + cycle.orbit().stream().limit(3).map(Report::shown).collect(Collectors.joining(" -> ")));
        }
        if (proof.get().witness() instanceof Witness.Cover cover) {
            return cover(n, cover);
        }
        List<Layer> layers =
                List.of(iterate(n, COLOURS[1], Stroke.SOLID), iterate(1, COLOURS[0], Stroke.SOLID), diagonal());
        String caption = "The graph stays on one side of the diagonal, so all orbits are monotone.";
        return svg("Why f has no least period " + n, across(), up("value"), layers, List.of(caption));
    }

    private int periodOfVerdict() {
        Verdict verdict = Decider.decide(map, work, LEVELS).verdict();
        return verdict instanceof Verdict.NotChaotic notChaotic ? 2 << notChaotic.level() : 3;
    }

    private List<Layer> cells(Witness.Cover cover) {
        Map<Rule, List<Span>> byRule = new EnumMap<>(Rule.class);
        Rational left = map.left();
        for (Cell cell : cover.cells()) {
            Optional<Span> shown = new Span(left, cell.to()).intersection(window);
            shown.ifPresent(span -> byRule.computeIfAbsent(cell.rule(), rule -> new ArrayList<>())
                    .add(span));
            left = cell.to();
        }
        List<Layer> layers = new ArrayList<>();
        byRule.forEach((rule, spans) -> layers.add(new Chart.Cells(
                rule.word(),
                RULES.getOrDefault(rule, BLACK),
                spans.stream().map(span -> span.lower().approximate()).toList(),
                spans.stream().map(span -> span.upper().approximate()).toList())));
        return layers;
    }

    private static String inWords(Witness.Cover cover) {
        return cover.cells().stream()
                .limit(40)
                .map(cell -> "to " + Report.shown(cell.to()) + " " + cell.rule().word())
                .collect(Collectors.joining(", ", "", cover.cells().size() > 40 ? ", …" : "."));
    }

    /** What a picture says has been checked. */
    private Certified certified() {
        try {
            byte[] file = NetworkWriter.file(network, name, "", NetworkWriter.CANONICAL);
            return new Certifier(Options.DEFAULT).certify(file, name);
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException("a network that cannot be read", impossible);
        }
    }

    private String growth() {
        int iterates = choice.iterates;
        Growth growth = Growth.of(map, iterates);
        Certified certified = certified();
        Entropy entropy = Entropy.of(map, certified.decision().verdict(), iterates);
        entropy.sealed(certified.sealer());
        List<Layer> layers = new ArrayList<>();
        List<Double> ns =
                IntStream.rangeClosed(1, iterates).mapToObj(n -> (double) n).toList();
        double most = growth.regions().stream()
                .mapToDouble(BigInteger::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElse(LARGEST);
        addCounts(
                layers,
                "affine regions",
                COLOURS[0],
                Shape.DISC,
                ns,
                growth.regions().stream().map(Optional::of).toList());
        addCounts(layers, "laps", COLOURS[1], Shape.SQUARE, ns, growth.laps());
        layers.add(rate("at least: e^(n h)", Stroke.DASHED, entropy.lower(), ns));
        layers.add(rate("at most: e^(n h)", Stroke.DOTTED, entropy.upper(), ns));
        String bounds = entropy.upper().signum() == 0
                ? "0, since all periods are powers of two"
                : "from " + DynamicsReport.decimal(entropy.lower()) + " to " + DynamicsReport.decimal(entropy.upper());
        return svg(
                "Growth of the iterates",
                new Axis("n", Scale.EVEN, 0, iterates + 1),
                new Axis("number for f^n", Scale.LOGARITHMIC, 1, Math.min(LARGEST, Math.max(10, 2 * most))),
                layers,
                List.of(
                        "Regions of f^" + iterates + ": " + growth.regions().get(iterates - 1) + "; laps: "
                                + growth.laps()
                                        .get(iterates - 1)
                                        .map(BigInteger::toString)
                                        .orElse("not counted") + ".",
                        "Topological entropy h: " + bounds + "."));
    }

    private static void addCounts(
            List<Layer> layers,
            String title,
            int colour,
            Shape shape,
            List<Double> ns,
            List<Optional<BigInteger>> counts) {
        List<Double> values = counts.stream()
                .map(count -> count.map(BigInteger::doubleValue)
                        .filter(Double::isFinite)
                        .orElse(Double.NaN))
                .toList();
        layers.add(new Chart.Line("", colour, Stroke.SOLID, ns, values));
        layers.add(new Chart.Marks(title, colour, shape, ns, values));
    }

    private static Layer rate(String title, Stroke stroke, Rational entropy, List<Double> ns) {
        List<Double> values =
                ns.stream().map(n -> StrictMath.exp(n * entropy.approximate())).toList();
        return new Chart.Line(title, BLACK, stroke, ns, values);
    }

    private String distances() {
        requireStarts(2);
        int steps = choice.steps.orElse(150);
        Rational first = start();
        Rational second = inDomain(choice.start
                .filter(points -> points.size() > 1)
                .map(points -> points.get(1))
                .orElseGet(() -> first.plus(NEAR).reduced()));
        Trajectory one = new Trajectory(network, map, first, MOST_BITS);
        Trajectory other = new Trajectory(network, map, second, MOST_BITS);
        List<Double> ns = new ArrayList<>();
        List<Double> exact = new ArrayList<>();
        List<Double> binary64 = new ArrayList<>();
        List<Double> binary32 = new ArrayList<>();
        for (int n = 0; n <= steps; n++) {
            if (n > 0) {
                one.advance();
                other.advance();
            }
            ns.add((double) n);
            exact.add(distance(one.exact(), other.exact()));
            binary64.add(error(one, FloatFormat.BINARY64));
            binary32.add(error(one, FloatFormat.BINARY32));
        }
        List<Layer> layers = List.of(
                new Chart.Line("binary32 to exact", COLOURS[1], Stroke.SOLID, ns, binary32),
                new Chart.Line("binary64 to exact", COLOURS[2], Stroke.SOLID, ns, binary64),
                new Chart.Line("orbit to orbit, exact", COLOURS[0], Stroke.SOLID, ns, exact));
        ToDoubleFunction<List<Double>> least = list -> list.stream()
                .mapToDouble(value -> value)
                .filter(value -> value > 0)
                .min()
                .orElse(1);
        double low = Math.min(
                least.applyAsDouble(exact), Math.min(least.applyAsDouble(binary64), least.applyAsDouble(binary32)));
        double size =
                map.image(window).hull(window).upper().minus(window.lower()).approximate();
        return svg(
                "Distances of orbits",
                new Axis("step", Scale.EVEN, 0, steps),
                new Axis(
                        "distance", Scale.LOGARITHMIC, Math.max(low, 1e-30) / 2, Math.max(2 * Math.abs(size), 4 * low)),
                layers,
                List.of(
                        "Orbits begin at " + Report.shown(first) + " and " + Report.shown(second)
                                + "; gaps are distances of 0.",
                        lost(one)));
    }

    private static double distance(Rational x, Rational y) {
        double distance = Math.abs(x.minus(y).approximate());
        return distance == 0 ? Double.NaN : distance;
    }

    private static double error(Trajectory trajectory, FloatFormat format) {
        double computed = trajectory.computed(format);
        return Double.isFinite(computed) ? distance(trajectory.exact(), Rational.of(computed)) : Double.NaN;
    }

    private static String lost(Trajectory trajectory) {
        return List.of(FloatFormat.BINARY64, FloatFormat.BINARY32).stream()
                .map(format -> format.word()
                        + (trajectory.lost(format).isPresent()
                                ? " has no correct digit of the first orbit from step "
                                        + trajectory.lost(format).getAsInt()
                                : " has a correct digit of the first orbit all the way"))
                .collect(Collectors.joining("; ", "", "."));
    }
}
