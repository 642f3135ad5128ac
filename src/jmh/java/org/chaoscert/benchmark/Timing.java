package org.chaoscert.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks, each time in a process of its own, and keeps their results. */
final class Timing {
    private static final Path RESULTS = Ratios.DIRECTORY.resolve("results.json");
    private static final Path LOG = Ratios.DIRECTORY.resolve("jmh.log");

    private final boolean quick;
    private final List<RunResult> results = new ArrayList<>();

    Timing(boolean quick) {
        this.quick = quick;
    }

    /** How often the sides of a ratio are run in turn. */
    int rounds() {
        return quick ? 1 : 7;
    }

    /** How long one side is measured each time. */
    TimeValue duration() {
        return quick ? TimeValue.milliseconds(300) : TimeValue.seconds(3);
    }

    /** Nanoseconds of one invocation, divided by the number of threads that invoke it. */
    double nanos(Class<?> benchmark, String method, int threads, Map<String, String> parameters)
            throws RunnerException {
        return run(options(benchmark, method, parameters).threads(threads))
                        .getPrimaryResult()
                        .getScore()
                / threads;
    }

    /** Bytes allocated in one invocation. */
    double bytes(Class<?> benchmark, String method, Map<String, String> parameters) throws RunnerException {
        return run(options(benchmark, method, parameters).addProfiler(GCProfiler.class))
                .getSecondaryResults()
                .get("gc.alloc.rate.norm")
                .getScore();
    }

    private ChainedOptionsBuilder options(Class<?> benchmark, String method, Map<String, String> parameters) {
        TimeValue part = new TimeValue(duration().convertTo(TimeUnit.MILLISECONDS) / 3, TimeUnit.MILLISECONDS);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + benchmark.getName() + "\\." + method + "$")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(3)
                .warmupTime(part)
                .measurementIterations(3)
                .measurementTime(part)
                // No collector beside the threads that are measured, and no growing heap.
                .jvmArgs("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC")
                .shouldFailOnError(true)
                .output(LOG.toString());
        parameters.forEach(options::param);
        return options;
    }

    private RunResult run(ChainedOptionsBuilder options) throws RunnerException {
        RunResult result = new Runner(options.build()).runSingle();
        results.add(result);
        ResultFormatFactory.getInstance(ResultFormatType.JSON, RESULTS.toString())
                .writeOut(results);
        return result;
    }
}
