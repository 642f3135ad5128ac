package org.chaoscert.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.chaoscert.audit.Audit;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Confusion;
import org.chaoscert.audit.Judged;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.audit.NetworkJudge;
import org.chaoscert.audit.PublishedTables;
import org.chaoscert.audit.PublishedTables.Row;
import org.chaoscert.audit.Question;
import org.chaoscert.audit.Refuter;
import org.chaoscert.audit.Summary;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.exchange.DrawnNetworks;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.sweep.Proportion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code chaoscert audit published}: the paper's own tables, redone and judged. */
@Command(
        name = "published",
        sortOptions = false,
        description = {
            "Redoes the tables 'period 3 probability' of the paper's public notebooks, and judges them.",
            "For every scheme, width (2, 4, 64), depth (2, 3), with and without clipping: what the notebook's test flags as its"
                    + " code has it (f^4 against f), what the intended test flags (f^3), and what is true. Writes audit.csv, and"
                    + " in refutations.jsonl.gz certificates against some wrong flags of each row."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  chaoscert audit published --samples 20 -o published",
            "  chaoscert check published/refutations.jsonl.gz"
        })
final class AuditPublishedCommand implements Callable<Integer> {
    private static final double CONFIDENCE = 0.95;
    private static final int LEVELS = 6;
    private static final long BUDGET = 2_000_000;
    private static final List<String> HEADER = List.of(
            "depth",
            "clip",
            "width",
            "scheme",
            "seed",
            "samples",
            "published",
            "notebook",
            "notebook_window_2",
            "intended",
            "period3",
            "period3_lower",
            "period3_upper",
            "chaotic",
            "chaotic_lower",
            "chaotic_upper",
            "undecided",
            "notebook_false_alarms",
            "notebook_missed",
            "intended_false_alarms",
            "intended_missed",
            "certificates");

    private final Streams streams;
    private final CertificateFiles files;

    @Option(names = "--samples", paramLabel = "N", description = "Networks a row. Default: 10000.")
    private String samples = "10000";

    @Option(names = "--seed", paramLabel = "S", description = "Default: 0.")
    private long seed;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Certificates for each row, test and kind of error. Default: 1.")
    private int keep = 1;

    @Option(names = "--threads", paramLabel = "T", description = "Default: as many as there are processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            required = true,
            description = "Where to write; made if it is missing.")
    private String output = "";

    AuditPublishedCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    /** One row, worked off. */
    private record Done(Row row, Summary summary, List<Sealed> refutations) {}

    @Override
    public Integer call() throws Exception {
        long count = Inputs.count("--samples", samples, 1, 1_000_000_000L);
        Inputs.requireRange("--keep", keep, 0, 1000);
        Inputs.requireRange("--threads", threads, 1, 1024);
        List<Row> rows = PublishedTables.rows();
        Path directory = Path.of(output);
        try {
            // Before hours of work, and not after them.
            Files.createDirectories(directory);
        } catch (IOException problem) {
            throw new OutputException(directory, problem);
        }
        List<Done> done = new ArrayList<>();
        try (Progress progress = new Progress("audit", "networks", (double) count * rows.size(), streams.err())) {
            progress.startFrom(0);
            for (Row row : rows) {
                done.add(judge(row, count, progress));
            }
        }
        Outputs.write(files, directory.resolve("audit.csv"), table(done, count).getBytes(StandardCharsets.UTF_8));
        Outputs.write(files, directory.resolve("refutations.jsonl.gz"), bundle(done));
        streams.out().println(text(done, count));
        return ExitStatus.DONE;
    }

    private Done judge(Row row, long count, Progress progress)
            throws IOException, NetworkFormatException, InterruptedException {
        List<Column> columns = PublishedTables.columns();
        Summary summary = new Summary(columns);
        List<Sealed> refutations = new ArrayList<>();
        int[] kept = new int[2 * columns.size()];
        Refuter refuter = new Refuter(LEVELS, BUDGET);
        Audit.run(
                new DrawnNetworks(row.law(), seed, count),
                threads,
                () -> new NetworkJudge(columns, LEVELS, BUDGET, Optional.empty()),
                judged -> {
                    summary.count(judged);
                    progress.step(1);
                    keep(judged, columns, kept)
                            .forEach(question -> refuter.refutation(row.law().draw(seed, judged.index()), question)
                                    .ifPresent(refutations::add));
                });
        return new Done(row, summary, refutations);
    }

    /** The questions about a network to which a test gives a wrong answer, as far as certificates are still wanted. */
    private Set<Question> keep(Judged judged, List<Column> columns, int[] kept) {
        Set<Question> questions = EnumSet.noneOf(Question.class);
        for (int i = 0; i < judged.answers().size(); i++) {
            Answer answer = judged.answers().get(i);
            int kind = 2 * i + (answer.claim().orElse(false) ? 1 : 0);
            if (answer.isWrong() && kept[kind] < keep) {
                kept[kind]++;
                questions.add(columns.get(i).question());
            }
        }
        return questions;
    }

    private String table(List<Done> done, long count) throws IOException {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(HEADER);
            for (Done row : done) {
                csv.writeRecord(record(row, count));
            }
        }
        return text.toString();
    }

    private List<String> record(Done done, long count) {
        Sampler law = done.row.law();
        Summary summary = done.summary;
        Proportion periodThree = new Proportion(summary.yes(Question.PERIOD_THREE), count);
        Proportion chaotic = new Proportion(summary.yes(Question.CHAOS), count);
        Confusion notebook = summary.confusion(0);
        Confusion intended = summary.confusion(2);
        return List.of(
                String.valueOf(law.depth()),
                String.valueOf(law.clip()),
                String.valueOf(law.width()),
                law.scheme().word(),
                String.valueOf(seed),
                String.valueOf(count),
                done.row.published().orElse(""),
                String.valueOf(notebook.flagged()),
                String.valueOf(summary.confusion(1).flagged()),
                String.valueOf(intended.flagged()),
                String.valueOf(periodThree.hits()),
                share(periodThree.lower(CONFIDENCE)),
                share(periodThree.upper(CONFIDENCE)),
                String.valueOf(chaotic.hits()),
                share(chaotic.lower(CONFIDENCE)),
                share(chaotic.upper(CONFIDENCE)),
                String.valueOf(summary.open(Question.CHAOS) + summary.faulty()),
                String.valueOf(notebook.falseAlarms()),
                String.valueOf(notebook.missed()),
                String.valueOf(intended.falseAlarms()),
                String.valueOf(intended.missed()),
                String.valueOf(done.refutations.size()));
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.6g", share);
    }

    private static byte[] bundle(List<Done> done) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Done row : done) {
                for (Sealed refutation : row.refutations) {
                    gzip.write((refutation.text().line() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return bytes.toByteArray();
    }

    private String text(List<Done> done, long count) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "depth",
                "clip",
                "width",
                "scheme",
                "published",
                "notebook",
                "[-2,2]",
                "intended",
                "period 3",
                "chaotic"));
        for (Done row : done) {
            Sampler law = row.row.law();
            Summary summary = row.summary;
            rows.add(List.of(
                    String.valueOf(law.depth()),
                    law.clip() ? "yes" : "no",
                    String.valueOf(law.width()),
                    law.scheme().word(),
                    row.row.published().orElse(""),
                    percent(summary.confusion(0).flagged(), count),
                    percent(summary.confusion(1).flagged(), count),
                    percent(summary.confusion(2).flagged(), count),
                    percent(summary.yes(Question.PERIOD_THREE), count),
                    percent(summary.yes(Question.CHAOS), count)));
        }
        return "percentages of " + count + " networks a row, seed " + seed
                + new Report()
                        .line("judged", Report.JUDGED)
                        .table(rows)
                        .line("files", output + ": audit.csv, refutations.jsonl.gz");
    }

    private static String percent(long hits, long trials) {
        return String.format(Locale.ROOT, "%.2f", 100.0 * hits / trials);
    }
}
