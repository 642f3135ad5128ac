package org.chaoscert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chaoscert.audit.Audit;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Judged;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.audit.NetworkJudge;
import org.chaoscert.audit.Refuter;
import org.chaoscert.audit.Summary;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.network.NetworkFormatException;

/** One audit of many networks: goes through them, writes down what is wrong, and reports. */
final class AuditRun {
    /** Faulty networks that are named; the others are only counted. */
    static final int MOST_NAMED = 20;

    private final Streams streams;
    private final CertificateFiles files;
    private final String kind;
    private final String subject;
    private final List<Column> columns;
    private final Summary summary;
    private final List<Wrong> wrong = new ArrayList<>();
    private final boolean json;
    private final int mostListed;
    private final int threads;
    private final long budget;
    private final int levels;
    private final Optional<Path> directory;

    /** How many wrong claims of each column are listed, first those of no, then those of yes. */
    private final int[] listed;

    /**
     * A wrong claim.
     *
     * @param column whose claim it is
     * @param index the network's number
     * @param name how the network is called
     * @param claimed what is claimed; the contrary is proved
     * @param certificate the line of the certificate that proves it, where one was written
     */
    record Wrong(int column, long index, String name, boolean claimed, OptionalLong certificate) {}

    AuditRun(
            Streams streams,
            CertificateFiles files,
            AuditOptions options,
            AuditOutput output,
            String kind,
            String subject,
            List<Column> columns) {
        this.streams = streams;
        this.files = files;
        this.kind = kind;
        this.subject = subject;
        this.columns = columns;
        summary = new Summary(columns);
        json = options.json();
        mostListed = options.list();
        threads = options.threads();
        budget = options.budget();
        levels = output.levels();
        directory = output.directory();
        listed = new int[2 * columns.size()];
    }

    /** How many networks there were. */
    long networks() {
        return summary.judged() + summary.faulty();
    }

    /** Goes through all networks; returns the exit status. */
    int of(NetworkSource source) throws InputException, OutputException, InterruptedException {
        Optional<Exception> broken;
        long withoutRefutation = 0;
        if (directory.isPresent()) {
            try (AuditRecords records = new AuditRecords(directory.get(), columns)) {
                broken = judge(source, Optional.of(records));
                records.keep();
                withoutRefutation = records.withoutRefutation();
            } catch (IOException problem) {
                throw new OutputException(directory.get(), problem);
            }
        } else {
            broken = judge(source, Optional.empty());
        }
        report(source);
        if (withoutRefutation > 0) {
            streams.err()
                    .println("chaoscert: " + Report.counted(withoutRefutation, "wrong claim")
                            + " without a certificate: more is needed than --budget");
        }
        if (summary.faulty() > MOST_NAMED) {
            streams.err()
                    .println("chaoscert: " + (summary.faulty() - MOST_NAMED) + " more networks could not be judged");
        }
        if (broken.isPresent()) {
            throw new InputException(subject, broken.get());
        }
        return summary.faulty() > 0 ? ExitStatus.UNREADABLE : ExitStatus.DONE;
    }

    /** Returns what the source broke off with, if it did: what was there before has been judged. */
    private Optional<Exception> judge(NetworkSource source, Optional<AuditRecords> records)
            throws OutputException, InterruptedException {
        Optional<Refuter> refuter = records.map(any -> new Refuter(levels, budget));
        try (Progress progress = Networks.progress("audit", source, streams)) {
            Audit.run(source, threads, () -> new NetworkJudge(columns, levels, budget, refuter), judged -> {
                take(judged, records);
                progress.step(1);
            });
            return Optional.empty();
        } catch (Unwritten unwritten) {
            throw new OutputException(directory.orElse(Path.of("")), unwritten.problem);
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

    private void take(Judged judged, Optional<AuditRecords> records) {
        summary.count(judged);
        if (judged.fault().isPresent() && summary.faulty() <= MOST_NAMED) {
            streams.err()
                    .println("chaoscert: "
                            + Networks.fault(
                                    subject, judged.name(), judged.fault().get()));
        }
        List<OptionalLong> certificates = List.of();
        try {
            if (records.isPresent()) {
                certificates = records.get().add(judged);
            }
        } catch (IOException problem) {
            throw new Unwritten(problem);
        }
        for (int i = 0; i < judged.answers().size(); i++) {
            Answer answer = judged.answers().get(i);
            int list = 2 * i + (answer.claim().orElse(false) ? 1 : 0);
            if (answer.isWrong() && listed[list] < mostListed) {
                listed[list]++;
                OptionalLong line = certificates.isEmpty() ? OptionalLong.empty() : certificates.get(i);
                wrong.add(new Wrong(
                        i, judged.index(), judged.name(), answer.claim().orElseThrow(), line));
            }
        }
    }

    private void report(NetworkSource source) throws OutputException {
        AuditReport report = new AuditReport(kind, subject, source.reading(), summary, wrong, directory);
        if (directory.isPresent()) {
            byte[] bytes = (String.join("\n", report.json()) + "\n").getBytes(StandardCharsets.UTF_8);
            Outputs.write(files, directory.get().resolve("audit.json"), bytes);
        }
        if (json) {
            report.json().forEach(streams.out()::println);
        } else {
            streams.out().println(report.text());
        }
    }
}
