package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.JsonText;

/**
 * Checks all certificates of a bundle, one a line, on all processors. Each line is given to the checker by itself, with no
 * network file beside it: it has to hold its network.
 */
final class BundleCheck {
    private static final int LINES_AT_ONCE = 512;
    private static final long BYTES_AT_ONCE = 1 << 26;
    private static final int FAULTS_SHOWN = 20;

    /** A line that was not accepted. */
    private record Bad(long line, Result result) {}

    private final String name;
    private final Limits limits;
    private final Map<String, Long> conclusions = new TreeMap<>();
    private final List<Bad> shown = new ArrayList<>();
    private final List<byte[]> batch = new ArrayList<>();
    private long batchBytes;
    private long emptyLines;
    private long lines;
    private long valid;
    private Result.Kind worst = Result.Kind.VALID;
    private Optional<String> stopped = Optional.empty();

    private BundleCheck(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    /**
     * Checks a bundle; whatever is wrong with one line, the others are checked, too.
     *
     * @throws InputException if there is not even one line to judge
     */
    static BundleCheck of(String file, Limits limits) throws InputException {
        BundleCheck check = new BundleCheck(file, limits);
        try (BundleLines in = BundleLines.open(Path.of(file))) {
            check.read(in);
        } catch (IOException | OverLimitsException problem) {
            check.stop(Failure.of(problem));
            check.requireLines(problem);
        }
        check.requireLines(new IOException("holds no certificate"));
        return check;
    }

    /** What was read before the damage is judged all the same: each line is a certificate of its own. */
    private void stop(Failure failure) {
        checkBatch();
        stopped = Optional.of(failure.message());
        count(kind(failure));
    }

    private void requireLines(Exception otherwise) throws InputException {
        if (lines == 0) {
            throw new InputException(name, otherwise);
        }
    }

    /** The outcome for a bundle that could not be read, or not to its end. */
    private static Result.Kind kind(Failure failure) {
        return failure.status() == ExitStatus.OVER_LIMITS ? Result.Kind.OVER_LIMITS : Result.Kind.UNREADABLE;
    }

    /** Empty lines are no certificates, unless nothing follows: many programs leave one at the end of a file. */
    private void read(BundleLines in) throws IOException {
        for (Optional<byte[]> line = in.next(limits.bytes()); line.isPresent(); line = in.next(limits.bytes())) {
            if (BundleLines.isEmpty(line.get())) {
                emptyLines++;
                continue;
            }
            for (; emptyLines > 0; emptyLines--) {
                add(new byte[0]);
            }
            add(line.get());
        }
        checkBatch();
    }

    private void add(byte[] line) {
        batch.add(line);
        batchBytes += line.length;
        if (batch.size() == LINES_AT_ONCE || batchBytes > BYTES_AT_ONCE) {
            checkBatch();
        }
    }

    private void checkBatch() {
        List<Result> results = batch.parallelStream()
                .map(bytes -> new Checker(Optional.empty(), limits).check(bytes))
                .collect(Collectors.toList());
        for (Result result : results) {
            lines++;
            if (result.isValid()) {
                valid++;
                result.conclusions().forEach(conclusion -> conclusions.merge(conclusion, 1L, Long::sum));
            } else if (shown.size() < FAULTS_SHOWN) {
                shown.add(new Bad(lines, result));
            }
            count(result.kind());
        }
        batch.clear();
        batchBytes = 0;
    }

    private void count(Result.Kind kind) {
        worst = kind.compareTo(worst) > 0 ? kind : worst;
    }

    /** What to say beside the report if the end was not reached. */
    Optional<String> complaint() {
        return stopped.map(why -> name + ": " + why + "; valid before that: " + valid + " of " + lines);
    }

    int exitStatus() {
        return worst.exitStatus();
    }

    String text() {
        Report report = new Report()
                .line("valid", valid + " of " + lines + " certificates" + (stopped.isPresent() ? ", read so far" : ""));
        conclusions.forEach((conclusion, count) -> report.line("proved", conclusion + ", " + count + " times"));
        for (Bad bad : shown) {
            Result result = bad.result;
            report.line(
                    "line " + bad.line,
                    result.kind().word() + (result.code().isEmpty() ? "" : ", " + result.code()) + " at \""
                            + result.at() + "\": " + result.why());
        }
        if (lines - valid > shown.size()) {
            report.line("", "and " + (lines - valid - shown.size()) + " more");
        }
        stopped.ifPresent(why -> report.line("stopped", why));
        return worst.word() + report;
    }

    /** The word for a bundle of which nothing could be read. */
    static String word(Failure failure) {
        return kind(failure).word();
    }

    /** What there is to say in JSON of a bundle of which nothing could be read. */
    static String json(String file, Failure failure) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", file);
            out.writeStringProperty("result", word(failure));
            out.writeEndObject();
        });
    }

    String json() {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", name);
            out.writeStringProperty("result", worst.word());
            out.writeNumberProperty("certificates", lines);
            out.writeNumberProperty("valid", valid);
            out.writePOJOProperty("conclusions", conclusions);
            out.writeArrayPropertyStart("faults");
            for (Bad bad : shown) {
                out.writeStartObject();
                out.writeNumberProperty("line", bad.line);
                out.writeStringProperty("result", bad.result.kind().word());
                out.writeStringProperty("code", bad.result.code());
                out.writeStringProperty("at", bad.result.at());
                out.writeEndObject();
            }
            out.writeEndArray();
            stopped.ifPresent(why -> out.writeStringProperty("stopped", why));
            out.writeEndObject();
        });
    }
}
