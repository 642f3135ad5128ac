package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaoscert.audit.Crossings;
import org.chaoscert.audit.FloatTest;
import org.chaoscert.audit.Grid;
import org.chaoscert.audit.GridPoints;
import org.chaoscert.audit.LyapunovExponent;
import org.chaoscert.audit.Method;
import org.chaoscert.audit.Preset;
import org.chaoscert.audit.Recurrence;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.network.FloatingMap.Summation;
import picocli.CommandLine.Option;

/** The options that say which tests are emulated: presets, and what is changed about them. */
final class MethodOptions {
    private static final int MOST_STEPS = 100_000_000;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            required = true,
            description = "One of the presets below; may be given several times.")
    private List<String> presets = List.of();

    @Option(names = "--points", paramLabel = "N", description = "Points of the grid.")
    private Optional<Integer> points = Optional.empty();

    @Option(names = "--window", paramLabel = "A,B", description = "Ends of the grid: two binary64 numbers.")
    private Optional<String> window = Optional.empty();

    @Option(names = "--iterate", paramLabel = "N", description = "Compare crossings of f^N with those of f.")
    private Optional<Integer> iterate = Optional.empty();

    @Option(
            names = "--strict",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOL",
            description = "Grids: count changes of sign alone, and strict inequalities.")
    private Optional<Boolean> strict = Optional.empty();

    @Option(names = "--start", paramLabel = "X", description = "Where computed orbits begin: a binary64 number.")
    private Optional<Double> start = Optional.empty();

    @Option(names = "--settle", paramLabel = "N", description = "Steps of a computed orbit before it is looked at.")
    private Optional<Integer> settle = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Steps of a computed orbit that are looked at.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--tolerance", paramLabel = "X", description = "recurrence: how near is near.")
    private Optional<Double> tolerance = Optional.empty();

    @Option(names = "--threshold", paramLabel = "X", description = "lyapunov: which mean is exceeded.")
    private Optional<Double> threshold = Optional.empty();

    @Option(
            names = "--arithmetic",
            paramLabel = "F",
            description = "The arithmetic of the test: binary32 or binary64. Default: binary32.")
    private String arithmetic = "binary32";

    @Option(
            names = "--summation",
            paramLabel = "HOW",
            description = "How products are added: forward, backward or pairwise. Default: forward.")
    private String summation = "forward";

    /** Returns the tests that were chosen. */
    List<Method> chosen() {
        FloatFormat format = FloatFormat.of(arithmetic)
                .filter(found -> found == FloatFormat.BINARY32 || found == FloatFormat.BINARY64)
                .orElseThrow(
                        () -> new UsageException("--arithmetic " + arithmetic + ": expected binary32 or binary64"));
        Summation order = Arrays.stream(Summation.values())
                .filter(found -> found.word().equals(summation))
                .findFirst()
                .orElseThrow(() -> new UsageException("--summation " + summation + ": expected "
                        + Arrays.stream(Summation.values()).map(Summation::word).collect(Collectors.joining(", "))));
        List<Method> methods = new ArrayList<>();
        for (String name : presets) {
            Preset preset = Preset.of(name)
                    .orElseThrow(() -> new UsageException("--preset " + name + ": expected one of " + Preset.words()));
            methods.add(new Method(name, changed(preset.test()), format, order));
        }
        requireUsed(methods);
        requireFinite();
        return methods;
    }

    private FloatTest changed(FloatTest test) {
        try {
            if (test instanceof Crossings crossings) {
                return new Crossings(
                        changed(crossings.grid()),
                        iterate.orElse(crossings.iterate()),
                        strict.orElse(crossings.strict()));
            }
            if (test instanceof GridPoints grid) {
                return new GridPoints(changed(grid.grid()), strict.orElse(grid.strict()));
            }
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--" + wrong.getMessage());
        }
        settle.ifPresent(count -> Inputs.requireRange("--settle", count, 0, MOST_STEPS));
        steps.ifPresent(count -> Inputs.requireRange("--steps", count, 3, MOST_STEPS));
        if (test instanceof Recurrence orbit) {
            return new Recurrence(
                    start.orElse(orbit.start()),
                    settle.orElse(orbit.settling()),
                    steps.orElse(orbit.steps()),
                    tolerance.orElse(orbit.tolerance()));
        }
        LyapunovExponent exponent = (LyapunovExponent) test;
        return new LyapunovExponent(
                start.orElse(exponent.start()),
                settle.orElse(exponent.settling()),
                steps.orElse(exponent.steps()),
                threshold.orElse(exponent.threshold()));
    }

    private Grid changed(Grid grid) {
        double[] ends = {grid.from(), grid.to()};
        if (window.isPresent()) {
            String[] texts = window.get().split(",", -1);
            if (texts.length != 2) {
                throw new UsageException("--window " + window.get() + ": expected two ends A,B");
            }
            for (int i = 0; i < ends.length; i++) {
                ends[i] = number(texts[i]);
            }
        }
        return new Grid(points.orElse(grid.points()), ends[0], ends[1]);
    }

    private double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw new UsageException("--window " + text + ": expected a number");
        }
    }

    private void requireFinite() {
        for (Optional<Double> number : List.of(start, tolerance, threshold)) {
            if (number.isPresent() && !Double.isFinite(number.get())) {
                throw new UsageException("--start, --tolerance, --threshold: expected numbers, not " + number.get());
            }
        }
    }

    /** An option that changes none of the chosen tests was a mistake. */
    private void requireUsed(List<Method> methods) {
        requireUsed("--points", points.isPresent(), methods, Crossings.class, GridPoints.class);
        requireUsed("--window", window.isPresent(), methods, Crossings.class, GridPoints.class);
        requireUsed("--strict", strict.isPresent(), methods, Crossings.class, GridPoints.class);
        requireUsed("--iterate", iterate.isPresent(), methods, Crossings.class);
        requireUsed("--start", start.isPresent(), methods, Recurrence.class, LyapunovExponent.class);
        requireUsed("--settle", settle.isPresent(), methods, Recurrence.class, LyapunovExponent.class);
        requireUsed("--steps", steps.isPresent(), methods, Recurrence.class, LyapunovExponent.class);
        requireUsed("--tolerance", tolerance.isPresent(), methods, Recurrence.class);
        requireUsed("--threshold", threshold.isPresent(), methods, LyapunovExponent.class);
    }

    private static void requireUsed(String option, boolean isGiven, List<Method> methods, Class<?>... users) {
        if (isGiven
                && methods.stream()
                        .noneMatch(method -> Arrays.stream(users).anyMatch(user -> user.isInstance(method.test())))) {
            throw new UsageException(option + ": none of the chosen presets has this parameter");
        }
    }
}
