package org.chaoscert.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chaoscert.network.Sampler;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs the benchmarks in groups and prints a table of ratios, each with the bar that it has to reach.
 *
 * <p>The two sides of a ratio take turns, each time in a new process, so that both see the same good and bad minutes of the
 * machine. A round gives one ratio; the median of the rounds counts.
 */
public final class Ratios {
    static final Path DIRECTORY = Path.of("target", "benchmark");

    private static final int[] WIDTHS = {16, 64, 256, 1024, 4096, 65536};
    private static final List<String> VARIANCES = List.of("2", "64");

    /** So many networks at most, and so many neurons, are held in memory for one trial. */
    private static final int MOST_NETWORKS = 1000;

    private static final int MOST_NEURONS = 1 << 22;

    /** Networks of one law. */
    private record Law(int width, String variance, int size) {
        Map<String, String> parameters() {
            return Map.of("width", Integer.toString(width), "variance", variance, "size", Integer.toString(size));
        }

        Pool pool() {
            Pool pool = new Pool();
            pool.width = width;
            pool.variance = variance;
            pool.size = size;
            pool.draw();
            return pool;
        }
    }

    /** One side of a ratio: what is timed. */
    private record Side(String name, Timer timer) {
        static Side of(String name, Class<?> benchmark, String method, int threads) {
            return new Side(name, (timing, law) -> timing.nanos(benchmark, method, threads, law.parameters()));
        }
    }

    @FunctionalInterface
    private interface Timer {
        /** Nanoseconds for all networks of a law. */
        double nanos(Timing timing, Law law) throws Exception;
    }

    private record Ratio(Side upper, Side lower, Bar bar) {
        String name() {
            return upper.name + " ÷ " + lower.name;
        }
    }

    @FunctionalInterface
    private interface Group {
        void run() throws Exception;
    }

    private static final Side DECIDE = Side.of("decide", Decide.class, "decide", 1);
    private static final Side DECIDE_TWICE = Side.of("decide on two threads", Decide.class, "decide", 2);
    private static final Side DRAW = Side.of("draw and sort", DrawAndSort.class, "drawAndSort", 1);
    private static final Side PUBLISHED = Side.of("published test", PublishedTest.class, "published", 1);
    private static final Side NUMPY =
            new Side("published test in NumPy", (timing, law) -> NumPy.nanos(law.pool(), timing.duration()));
    private static final Side ENUMERATE = Side.of("enumeration", Enumeration.class, "enumerate", 1);
    private static final Side CERTIFY = Side.of("certify", Check.class, "certify", 1);
    private static final Side BALL = Side.of("ball", Balls.class, "ball", 1);
    private static final Side CENTRE = Side.of("centre", Balls.class, "centre", 1);
    private static final Side TANH = Side.of("tanh", Tanh.class, "tanh", 1);
    private static final Side RELU = Side.of("relu", Tanh.class, "relu", 1);
    private static final Side FORMED = Side.of("formed", Iterates.class, "formed", 1);
    private static final Side COUNTED = Side.of("counted", Iterates.class, "counted", 1);
    private static final Side MILLION = Side.of("counted to a million", Iterates.class, "countedToAMillion", 1);
    private static final Side AUDITED = Side.of("audited", Audits.class, "audited", 1);
    private static final Side AT_ONCE = Side.of("tested at once", Audits.class, "atOnce", 1);
    private static final Side POINT_BY_POINT = Side.of("tested point by point", Audits.class, "pointByPoint", 1);
    private static final Side CHECK = Side.of("check", Check.class, "check", 1);

    private final boolean quick;
    private final Timing timing;
    private final Table table = new Table();

    private Ratios(boolean quick) {
        this.quick = quick;
        timing = new Timing(quick);
    }

    private Map<String, Group> groups() {
        Map<String, Group> groups = new LinkedHashMap<>();
        groups.put("decide", this::decide);
        groups.put("published", this::published);
        groups.put("enumeration", this::enumeration);
        groups.put("check", this::check);
        groups.put("balls", this::balls);
        groups.put("tanh", this::tanh);
        groups.put("laps", this::laps);
        groups.put("audit", this::audit);
        groups.put("size", this::size);
        groups.put("threads", this::threads);
        groups.put("allocation", this::allocation);
        return groups;
    }

    /** Takes {@code --quick} and the names of groups; without a name, runs all. */
    public static void main(String[] arguments) throws Exception {
        Set<String> names = new LinkedHashSet<>(List.of(arguments));
        boolean quick = names.remove("--quick");
        Map<String, Group> groups = new Ratios(quick).groups();
        if (!groups.keySet().containsAll(names)) {
            System.err.println("usage: ratios [--quick] [" + String.join("|", groups.keySet()) + "]...");
            System.exit(2);
        }
        Files.createDirectories(DIRECTORY);
        for (String name : names.isEmpty() ? groups.keySet() : names) {
            groups.get(name).run();
        }
    }

    private void decide() throws Exception {
        for (int width : WIDTHS) {
            compare(law(width, "2"), new Ratio(DECIDE, DRAW, Bar.atMost(width == 16 ? 1 : 0.5)));
            compare(law(width, "64"), new Ratio(DECIDE, DRAW, width == 16 ? Bar.NONE : Bar.atMost(2)));
        }
    }

    private void published() throws Exception {
        Ratio java = new Ratio(PUBLISHED, DECIDE, Bar.atLeast(7));
        Ratio numPy = new Ratio(NUMPY, DECIDE, Bar.atLeast(20));
        boolean isInstalled = NumPy.isInstalled();
        if (!isInstalled) {
            table.line("the published test in NumPy is skipped: no python3 with numpy");
        }
        for (int width : new int[] {64, 1024}) {
            Ratio[] ratios = isInstalled ? new Ratio[] {java, numPy} : new Ratio[] {java};
            compare(law(width, "2"), ratios);
        }
    }

    private void enumeration() throws Exception {
        compare(few(64, "2", 100), new Ratio(ENUMERATE, DECIDE, Bar.atLeast(100)));
        compare(few(1024, "2", 20), new Ratio(ENUMERATE, DECIDE, Bar.atLeast(100)));
    }

    private void check() throws Exception {
        for (String variance : VARIANCES) {
            compare(few(1000, variance, 20), new Ratio(CHECK, CERTIFY, Bar.atMost(1)));
            compare(few(100_000, variance, 2), new Ratio(CHECK, CERTIFY, Bar.atMost(1)));
        }
    }

    private void balls() throws Exception {
        for (String variance : VARIANCES) {
            balls(few(64, variance, 20), Bar.atMost(50));
            balls(few(1000, variance, 10), Bar.atMost(1000));
        }
    }

    private void balls(Law law, Bar milliseconds) throws Exception {
        List<Double> nanos = compare(law, new Ratio(BALL, CENTRE, Bar.NONE)).get(BALL);
        List<Double> times = nanos.stream().map(time -> time / 1e6).toList();
        table.row("milliseconds for a ball verdict", law.width, law.variance, times, milliseconds, "");
    }

    private void tanh() throws Exception {
        Law law = few(64, "he", 50);
        List<Double> nanos = compare(law, new Ratio(TANH, RELU, Bar.NONE)).get(TANH);
        List<Double> times = nanos.stream().map(time -> time / 1e6).toList();
        table.row("milliseconds for a verdict with tanh", law.width, law.variance, times, Bar.atMost(500), "");
    }

    private void laps() throws Exception {
        for (String variance : List.of(Iterates.TENT, "64")) {
            compare(
                    new Law(64, variance, 1),
                    new Ratio(FORMED, COUNTED, Bar.NONE),
                    new Ratio(MILLION, COUNTED, Bar.NONE));
        }
    }

    private void audit() throws Exception {
        Law law = few(64, "he", 5000);
        List<Double> nanos = compare(
                        law, new Ratio(POINT_BY_POINT, AT_ONCE, Bar.NONE), new Ratio(AUDITED, AT_ONCE, Bar.NONE))
                .get(AUDITED);
        List<Double> times = nanos.stream().map(time -> time * 1e5 / 1e9).toList();
        table.row("seconds for an audit of 100,000 networks", law.width, law.variance, times, Bar.atMost(60), "");
    }

    /** Not a time: the bytes of certificates without their networks, where there is a verdict. */
    private void size() {
        Bar bar = Bar.atMost(Check.MOST_BYTES - 1);
        for (int width : new int[] {16, 64, 256, 1000, 1024, 4096, 65536, 100_000}) {
            for (String variance : VARIANCES) {
                Sampler sampler = Pool.sampler(width, variance);
                List<Double> bytes = new ArrayList<>();
                int undecided = 0;
                int networks = few(width, variance, width > 5000 ? 10 : 100).size;
                for (int i = 0; i < networks; i++) {
                    Optional<byte[]> certificate = Check.certificate(sampler.draw(Pool.SEED, i));
                    if (certificate.isPresent()) {
                        bytes.add((double) certificate.get().length);
                    } else {
                        undecided++;
                    }
                }
                String note = "certificates " + bytes.size() + ", undecided " + undecided;
                // The bar is for every certificate, and so for the longest.
                double longest = bytes.stream().reduce(0.0, Math::max);
                table.row("bytes of longest certificate", width, variance, List.of(longest), bar, note);
            }
        }
    }

    private void threads() throws Exception {
        for (int width : new int[] {64, 1024}) {
            // Times, hence the other way round than what is done in a second.
            compare(law(width, "2"), new Ratio(DECIDE, DECIDE_TWICE, Bar.atLeast(1.9)));
        }
    }

    private void allocation() throws RunnerException {
        for (int width : new int[] {64, 1024, 65536}) {
            for (String variance : VARIANCES) {
                Law law = law(width, variance);
                double bytes = timing.bytes(Decide.class, "decide", law.parameters()) / law.size;
                table.row("bytes allocated by decide", width, variance, List.of(bytes), Bar.NONE, "");
            }
        }
    }

    /** As many networks as fit. */
    private Law law(int width, String variance) {
        return few(width, variance, Math.min(MOST_NETWORKS, MOST_NEURONS / width));
    }

    private Law few(int width, String variance, int size) {
        return new Law(width, variance, quick ? Math.max(2, size / 10) : size);
    }

    private Map<Side, List<Double>> compare(Law law, Ratio... ratios) throws Exception {
        Set<Side> sides = new LinkedHashSet<>();
        for (Ratio ratio : ratios) {
            sides.add(ratio.upper);
            sides.add(ratio.lower);
        }
        Map<Side, List<Double>> nanos = new LinkedHashMap<>();
        for (int i = 0; i < timing.rounds(); i++) {
            for (Side side : sides) {
                nanos.computeIfAbsent(side, unused -> new ArrayList<>()).add(side.timer.nanos(timing, law) / law.size);
            }
        }
        for (Ratio ratio : ratios) {
            List<Double> upper = nanos.get(ratio.upper);
            List<Double> lower = nanos.get(ratio.lower);
            List<Double> quotients = new ArrayList<>();
            for (int i = 0; i < upper.size(); i++) {
                quotients.add(upper.get(i) / lower.get(i));
            }
            String note = List.of(ratio.upper, ratio.lower).stream()
                    .map(side -> side.name + " " + Table.number(Table.median(nanos.get(side)) / 1000) + " µs")
                    .collect(Collectors.joining(", "));
            table.row(ratio.name(), law.width, law.variance, quotients, ratio.bar, note);
        }
        return nanos;
    }
}
