package org.chaoscert.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
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
    private long lines;
    private long valid;
    private Result.Kind worst = Result.Kind.VALID;

    private BundleCheck(String name, Limits limits) {
        this.name = name;
        this.limits = limits;
    }

    /** Tells bundles from single certificates, by their names. */
    static boolean isBundle(String file) {
        return file.endsWith(".jsonl") || file.endsWith(".jsonl.gz");
    }

    /** Checks a bundle; whatever is wrong with one line, the others are checked, too. */
    static BundleCheck of(String file, Limits limits) throws InputException {
        BundleCheck check = new BundleCheck(file, limits);
        try (InputStream in = open(Path.of(file))) {
            check.read(in);
        } catch (EOFException | ZipException damage) {
            throw new InputException(file, new IOException("a damaged gzip file: " + damage.getMessage(), damage));
        } catch (IOException | OverLimitsException problem) {
            throw new InputException(file, problem);
        }
        if (check.lines == 0) {
            throw new InputException(file, new IOException("holds no certificate"));
        }
        return check;
    }

    private static InputStream open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("no such file");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("a directory");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new BufferedInputStream(new Members(new Watched(raw))) : raw;
    }

    /** Remembers whether there was more to read when it was last asked. */
    private static final class Watched extends FilterInputStream {
        private boolean hasMore;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            int available = super.available();
            hasMore = available > 0;
            return available;
        }
    }

    /** Gzip members, one after another. Java takes what is no member for the end; here it is damage, as it may hide lines. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final Watched raw;

        Members(Watched raw) throws IOException {
            super(raw, 1 << 16);
            this.raw = raw;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            // After each member Java asks whether there is more, and goes on reading if it finds a header.
            if (read < 0 && (raw.hasMore || inf.getRemaining() > TRAILER || raw.read() >= 0)) {
                throw new ZipException("what follows a member is none");
            }
            return read;
        }
    }

    private void read(InputStream in) throws IOException {
        List<byte[]> batch = new ArrayList<>();
        long bytes = 0;
        for (Optional<byte[]> line = line(in); line.isPresent(); line = line(in)) {
            batch.add(line.get());
            bytes += line.get().length;
            if (batch.size() == LINES_AT_ONCE || bytes > BYTES_AT_ONCE) {
                check(batch);
                batch.clear();
                bytes = 0;
            }
        }
        check(batch);
    }

    private Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
            if (line.size() > limits.bytes()) {
                throw new OverLimitsException("line " + (lines + 1) + " is longer than " + limits.bytes() + " bytes");
            }
        }
        return Optional.of(line.toByteArray());
    }

    private void check(List<byte[]> batch) {
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
            worst = result.kind().compareTo(worst) > 0 ? result.kind() : worst;
        }
    }

    int exitStatus() {
        return worst.exitStatus();
    }

    String text() {
        Report report = new Report().line("valid", valid + " of " + lines + " certificates");
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
        return worst.word() + report;
    }

    /** What there is to say in JSON of a bundle that could not be read. */
    static String unreadable(String file) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", file);
            out.writeStringProperty("result", Result.Kind.UNREADABLE.word());
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
            out.writeEndObject();
        });
    }
}
