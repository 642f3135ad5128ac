package org.chaoscert.cli;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.chaoscert.audit.Audit;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Judged;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.audit.NetworkJudge;
import org.chaoscert.audit.Refuter;
import org.chaoscert.audit.Summary;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.network.NetworkFormatException;

/** One audit of many networks: goes through them, writes down what is wrong, and reports. */
final class AuditRun {
    /** Faulty networks that are named; the others are only counted. */
    private static final int MOST_NAMED = 20;

    private final Streams streams;
    private final CertificateFiles files;
    private final AuditOptions options;
    private final String kind;
    private final String subject;
    private final List<Column> columns;
    private final Summary summary;
    private final List<Wrong> wrong = new ArrayList<>();
    private final int mostListed;

    /** How many wrong claims of each column are listed, first those of no, then those of yes. */
    private final int[] listed;

    /**
     * A wrong claim.
     *
     * @param column whose claim it is
     * @param index the network's number
     * @param name how the network is called
     * @param claimed what is claimed; the contrary is proved
     */
    record Wrong(int column, long index, String name, boolean claimed) {}

    AuditRun(
            Streams streams,
            CertificateFiles files,
            AuditOptions options,
            String kind,
            String subject,
            List<Column> columns) {
        this.streams = streams;
        this.files = files;
        this.options = options;
        this.kind = kind;
        this.subject = subject;
        this.columns = columns;
        summary = new Summary(columns);
        mostListed = options.list();
        listed = new int[2 * columns.size()];
    }

    /** The files of wrong claims: a table, and certificates one a line. */
    private static final class Records implements Closeable {
        private static final String TABLE = "wrong.csv";
        private static final String CERTIFICATES = "refutations.jsonl.gz";

        private final OutputStream table;
        private final OutputStream certificates;
        private long lines;

        Records(Path directory) throws IOException {
            Files.createDirectories(directory);
            table = new BufferedOutputStream(Files.newOutputStream(directory.resolve(TABLE)));
            certificates = new GZIPOutputStream(
                    new BufferedOutputStream(Files.newOutputStream(directory.resolve(CERTIFICATES))));
            write(table, "index,network,claim,claimed,proved,certificate\n");
        }

        void add(Judged judged, Column column, Answer answer) throws IOException {
            boolean claimed = answer.claim().orElseThrow();
            Optional<Sealed> refutation = answer.refutation();
            if (refutation.isPresent()) {
                lines++;
                write(certificates, refutation.get().text().line() + "\n");
            }
            String where = refutation.isPresent() ? String.valueOf(lines) : "";
            String name = judged.name().replace("\"", "\"\"");
            write(
                    table,
                    judged.index() + ",\"" + name + "\"," + column.name() + "," + claimed + "," + !claimed + "," + where
                            + "\n");
        }

        private static void write(OutputStream out, String line) throws IOException {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            try (table) {
                certificates.close();
            }
        }
    }

    /** How many networks there were. */
    long networks() {
        return summary.judged() + summary.faulty();
    }

    /** Goes through all networks; returns the exit status. */
    int of(NetworkSource source) throws InputException, OutputException, InterruptedException {
        Optional<Exception> broken = Optional.empty();
        Optional<Path> directory = options.output().map(Path::of);
        try (Closeable records = open(directory)) {
            broken = judge(source, records instanceof Records open ? Optional.of(open) : Optional.empty());
        } catch (IOException problem) {
            throw new OutputException(directory.orElse(Path.of("output")), problem);
        }
        report(source, directory);
        if (summary.faulty() > MOST_NAMED) {
            streams.err()
                    .println("chaoscert: " + (summary.faulty() - MOST_NAMED) + " more networks could not be judged");
        }
        if (broken.isPresent()) {
            throw new InputException(subject, broken.get());
        }
        return summary.faulty() > 0 ? ExitStatus.UNREADABLE : ExitStatus.DONE;
    }

    private static Closeable open(Optional<Path> directory) throws IOException {
        return directory.isPresent() ? new Records(directory.get()) : () -> {};
    }

    /** Returns what the source broke off with, if it did: what was there before has been judged. */
    private Optional<Exception> judge(NetworkSource source, Optional<Records> records)
            throws IOException, InterruptedException {
        int levels = options.levels();
        long budget = options.budget();
        Optional<Refuter> refuter = records.map(any -> new Refuter(levels, budget));
        try (Progress progress = Networks.progress("audit", source, streams)) {
            Audit.run(source, options.threads(), () -> new NetworkJudge(columns, levels, budget, refuter), judged -> {
                take(judged, records);
                progress.step(1);
            });
            return Optional.empty();
        } catch (Unwritten unwritten) {
            throw unwritten.problem;
        } catch (IOException | NetworkFormatException | OverLimitsException problem) {
            return Optional.of(problem);
        }
    }

    /** Tells what cannot be written from what cannot be read. */
    private static final class Unwritten extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient IOException problem;

        Unwritten(IOException problem) {
            super(problem);
            this.problem = problem;
        }
    }

    private void take(Judged judged, Optional<Records> records) {
        summary.count(judged);
        if (judged.fault().isPresent() && summary.faulty() <= MOST_NAMED) {
            streams.err()
                    .println("chaoscert: " + subject + " " + judged.name() + ": "
                            + judged.fault().get());
        }
        for (int i = 0; i < judged.answers().size(); i++) {
            Answer answer = judged.answers().get(i);
            if (!answer.isWrong()) {
                continue;
            }
            int list = 2 * i + (answer.claim().orElseThrow() ? 1 : 0);
            if (listed[list] < mostListed) {
                listed[list]++;
                wrong.add(new Wrong(
                        i, judged.index(), judged.name(), answer.claim().orElseThrow()));
            }
            try {
                if (records.isPresent()) {
                    records.get().add(judged, columns.get(i), answer);
                }
            } catch (IOException problem) {
                throw new Unwritten(problem);
            }
        }
    }

    private void report(NetworkSource source, Optional<Path> directory) throws OutputException {
        AuditReport report = new AuditReport(kind, subject, source.reading(), summary, wrong, directory);
        if (directory.isPresent()) {
            byte[] bytes = (String.join("\n", report.json()) + "\n").getBytes(StandardCharsets.UTF_8);
            Outputs.write(files, directory.get().resolve("audit.json"), bytes);
        }
        if (options.json()) {
            report.json().forEach(streams.out()::println);
        } else {
            streams.out().println(report.text());
        }
    }
}
