package org.chaoscert.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.audit.Audit;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Method;
import org.chaoscert.audit.NetworkJudge;
import org.chaoscert.audit.Preset;
import org.chaoscert.audit.Summary;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.NetworkSink;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.exchange.ReadOptions;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The notebook's test on networks of the scheme he-he: emulated at once and point by point, and audited from a file. */
@State(Scope.Thread)
public class Audits {
    private static final int THREADS = 2;
    private static final int POINTS = 163;

    @Param("64")
    int width;

    /** That of he-he. */
    @Param("he")
    String variance;

    /** The number of networks. */
    @Param("5000")
    int size;

    private final Method method = new Method("test", Preset.NOTEBOOK.test(), FloatFormat.BINARY32, Summation.FORWARD);
    private final List<Network> networks = new ArrayList<>();
    private Path file = Path.of("");

    /** Draws the networks, and writes them into one file. */
    @Setup
    public void draw() throws IOException, NetworkFormatException {
        Sampler sampler = new Sampler(Scheme.HE_HE, width, 2, new Variance(variance), false);
        file = Files.createTempDirectory("audits").resolve("networks.npz");
        try (NetworkSink sink = FileKind.create(file)) {
            for (int i = 0; i < size; i++) {
                networks.add(sampler.draw(Pool.SEED, i));
                sink.add("network", networks.get(i));
            }
            sink.finish();
        }
    }

    /** Removes the file. */
    @TearDown
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The number of networks that the test flags. */
    @Benchmark
    public int atOnce() {
        return (int) networks.stream().filter(method::flags).count();
    }

    /** The same number. */
    @Benchmark
    public int pointByPoint() {
        return (int) networks.stream().filter(Audits::isFlagged).count();
    }

    private static boolean isFlagged(Network network) {
        FloatingMap f = FloatingMap.of(network, FloatFormat.BINARY32);
        double[] once = new double[POINTS];
        double[] often = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            double x = (float) (i * (2.0 / (POINTS - 1)) - 1);
            double y = f.applyAsDouble(x);
            once[i] = x - y;
            often[i] = x - f.applyAsDouble(f.applyAsDouble(f.applyAsDouble(y)));
        }
        return PublishedTest.crossings(often) > PublishedTest.crossings(once);
    }

    /** The number of false alarms: networks read, tested and decided on two threads. */
    @Benchmark
    public long audited() throws IOException, NetworkFormatException, InterruptedException {
        List<Column> columns = List.of(Column.of(method));
        Summary summary = new Summary(columns);
        try (NetworkSource source = FileKind.open(file, ReadOptions.DEFAULT)) {
            Audit.run(source, THREADS, () -> new NetworkJudge(columns, 6, 2_000_000, Optional.empty()), summary::count);
        }
        return summary.confusion(0).falseAlarms();
    }
}
