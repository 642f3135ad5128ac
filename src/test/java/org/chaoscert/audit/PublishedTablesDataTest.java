package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exchange.DrawnNetworks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped audit of the published tables: redone in part, its certificates checked, and the report held against the counts. */
class PublishedTablesDataTest {
    private static final Path DIRECTORY = Path.of("test-data", "experiments", "published-tables");

    private static List<NamedCsvRecord> rows() throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(DIRECTORY.resolve("audit.csv"))) {
            return csv.stream().toList();
        }
    }

    private static long count(NamedCsvRecord row, String column) {
        return Long.parseLong(row.getField(column));
    }

    private static long total(List<NamedCsvRecord> rows, String column) {
        return rows.stream().mapToLong(row -> count(row, column)).sum();
    }

    @Test
    void theRowsAreThoseOfTheTables() throws IOException {
        List<NamedCsvRecord> rows = rows();
        List<PublishedTables.Row> expected = PublishedTables.rows();
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).getField("scheme"))
                    .isEqualTo(expected.get(i).law().scheme().word());
            assertThat(count(rows.get(i), "width"))
                    .isEqualTo(expected.get(i).law().width());
            assertThat(rows.get(i).getField("published"))
                    .isEqualTo(expected.get(i).published().orElse(""));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 17, 31})
    void aRowRedoneHasTheSameCounts(int number) throws Exception {
        NamedCsvRecord row = rows().get(number);
        List<Column> columns = PublishedTables.columns();
        Summary summary = new Summary(columns);
        Audit.run(
                new DrawnNetworks(PublishedTables.rows().get(number).law(), count(row, "seed"), count(row, "samples")),
                2,
                () -> new NetworkJudge(columns, 6, 2_000_000, Optional.empty()),
                summary::count);
        assertThat(summary.confusion(0).flagged()).as("notebook").isEqualTo(count(row, "notebook"));
        assertThat(summary.confusion(1).flagged()).as("window 2").isEqualTo(count(row, "notebook_window_2"));
        assertThat(summary.confusion(2).flagged()).as("intended").isEqualTo(count(row, "intended"));
        assertThat(summary.yes(Question.PERIOD_THREE)).as("period three").isEqualTo(count(row, "period3"));
        assertThat(summary.yes(Question.CHAOS)).as("chaotic").isEqualTo(count(row, "chaotic"));
        assertThat(summary.confusion(0).missed()).as("missed").isEqualTo(count(row, "notebook_missed"));
    }

    @Test
    void everyCertificateIsAcceptedAndSaysTheContraryOfAFlag() throws IOException {
        int certificates = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DIRECTORY.resolve("refutations.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
            for (String line : (Iterable<String>) lines.lines()::iterator) {
                Result result =
                        new Checker(Optional.empty(), Limits.DEFAULT).check(line.getBytes(StandardCharsets.UTF_8));
                assertThat(result.isValid())
                        .as("certificate %s: %s", certificates, result)
                        .isTrue();
                assertThat(result.conclusions())
                        .as("certificate %s", certificates)
                        .containsAnyOf("has-period:3", "not-chaotic", "no-period:3");
                certificates++;
            }
        }
        assertThat(certificates).isEqualTo((int) total(rows(), "certificates"));
    }

    @Test
    void theReportSaysWhatTheCountsSay() throws IOException {
        String report = Files.readString(DIRECTORY.resolve("README.md"));
        for (NamedCsvRecord row : rows()) {
            String cells = Stream.of("notebook", "notebook_window_2", "intended", "period3", "chaotic")
                    .map(column ->
                            String.format(Locale.ROOT, "%.2f", 100.0 * count(row, column) / count(row, "samples")))
                    .reduce("", (left, right) -> left + " | " + right);
            String published = row.getField("published").isEmpty() ? "–" : row.getField("published");
            assertThat(report)
                    .contains("| " + row.getField("width") + " | `" + row.getField("scheme") + "` | " + published
                            + cells + " |");
        }
        List<NamedCsvRecord> rows = rows();
        String flat = report.replaceAll("\\s+", " ");
        assertThat(flat)
                .contains(String.format(
                        Locale.ROOT,
                        "Of %,d networks it flags %,d; %d of these have period three, and %,d, more than 99 %%, have not.",
                        total(rows, "samples"),
                        total(rows, "notebook"),
                        total(rows, "notebook") - total(rows, "notebook_false_alarms"),
                        total(rows, "notebook_false_alarms")))
                .contains(String.format(
                        Locale.ROOT,
                        "%d networks are flagged, all of them rightly, and %d of the %d networks with period three are missed",
                        total(rows, "intended"),
                        total(rows, "intended_missed"),
                        total(rows, "period3")))
                .contains(String.format(
                        Locale.ROOT, "%d of %,d; most of them", total(rows, "chaotic"), total(rows, "samples")));
        assertThat(total(rows, "intended_false_alarms")).isZero();
        assertThat(total(rows, "undecided")).isEqualTo(1);
    }
}
