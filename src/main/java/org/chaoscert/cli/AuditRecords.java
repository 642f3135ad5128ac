package org.chaoscert.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.chaoscert.audit.Column;
import org.chaoscert.audit.Judged;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.audit.Question;
import org.chaoscert.exchange.WholeFile;
import org.chaoscert.search.Outcome;

/**
 * The files of an audit: every verdict, every wrong claim, and certificates against these, one a line. They are put in place together
 * when all is done; an audit that ends before leaves older ones as they were.
 */
final class AuditRecords implements Closeable {
    static final String VERDICTS = "verdicts.csv";
    static final String WRONG = "wrong.csv";
    static final String CERTIFICATES = "refutations.jsonl.gz";

    private final List<Column> columns;
    private final List<WholeFile> files = new ArrayList<>();
    private final CsvWriter verdicts;
    private final CsvWriter wrong;
    private final OutputStream certificates;
    private long refutations;
    private long withoutRefutation;

    AuditRecords(Path directory, List<Column> columns) throws IOException {
        this.columns = columns;
        try {
            verdicts = table(directory.resolve(VERDICTS));
            wrong = table(directory.resolve(WRONG));
            certificates =
                    new GZIPOutputStream(begin(directory.resolve(CERTIFICATES)).out());
        } catch (IOException problem) {
            close();
            throw problem;
        }
        List<String> header = new ArrayList<>(List.of("index", "network", "verdict", "level", "period3"));
        columns.forEach(column -> header.add("claim " + column.name()));
        verdicts.writeRecord(header);
        wrong.writeRecord("index", "network", "claim", "claimed", "proved", "certificate");
    }

    private WholeFile begin(Path path) throws IOException {
        WholeFile file = WholeFile.at(path);
        files.add(file);
        return file;
    }

    private CsvWriter table(Path path) throws IOException {
        return CsvWriter.builder().build(new OutputStreamWriter(begin(path).out(), StandardCharsets.UTF_8));
    }

    /** How many wrong claims have no certificate, since the budget was spent. */
    long withoutRefutation() {
        return withoutRefutation;
    }

    /** Writes down what was found; returns for each claim in which line the certificate against it stands, if one does. */
    List<OptionalLong> add(Judged judged) throws IOException {
        List<String> row = new ArrayList<>(List.of(
                String.valueOf(judged.index()),
                judged.name(),
                judged.outcome()
                        .map(outcome ->
                                outcome.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse("not-judged"),
                judged.outcome().map(Outcome::level).map(String::valueOf).orElse(""),
                text(judged.truth(Question.PERIOD_THREE))));
        for (int i = 0; i < columns.size(); i++) {
            row.add(i < judged.answers().size() ? text(judged.answers().get(i).claim()) : "");
        }
        verdicts.writeRecord(row);
        List<OptionalLong> lines = new ArrayList<>();
        for (int i = 0; i < judged.answers().size(); i++) {
            Answer answer = judged.answers().get(i);
            lines.add(answer.isWrong() ? addWrong(judged, columns.get(i), answer) : OptionalLong.empty());
        }
        return lines;
    }

    private static String text(Optional<Boolean> answer) {
        return answer.map(String::valueOf).orElse("");
    }

    private OptionalLong addWrong(Judged judged, Column column, Answer answer) throws IOException {
        boolean claimed = answer.claim().orElseThrow();
        OptionalLong line = OptionalLong.empty();
        if (answer.refutation().isPresent()) {
            refutations++;
            line = OptionalLong.of(refutations);
            String certificate = answer.refutation().get().text().line() + "\n";
            certificates.write(certificate.getBytes(StandardCharsets.UTF_8));
        } else {
            withoutRefutation++;
        }
        wrong.writeRecord(
                String.valueOf(judged.index()),
                judged.name(),
                column.name(),
                String.valueOf(claimed),
                String.valueOf(!claimed),
                line.isPresent() ? String.valueOf(line.getAsLong()) : "");
        return line;
    }

    /** Puts the files in their places. */
    void keep() throws IOException {
        verdicts.flush();
        wrong.flush();
        certificates.close();
        for (WholeFile file : files) {
            file.keep();
        }
    }

    @Override
    public void close() throws IOException {
        for (WholeFile file : files) {
            file.close();
        }
    }
}
