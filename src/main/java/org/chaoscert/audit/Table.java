package org.chaoscert.audit;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chaoscert.network.NetworkFormatException;

/** A table with a header, read row by row. */
final class Table implements Closeable {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;

    private Table(CsvReader<CsvRecord> reader, Iterator<CsvRecord> records, List<String> header) {
        this.reader = reader;
        this.records = records;
        this.header = header;
    }

    /** One row. */
    record Row(String place, CsvRecord record) {
        /** Returns a field without blanks around it; one that is missing is empty. */
        String field(int column) {
            return column < record.getFieldCount() ? record.getField(column).strip() : "";
        }
    }

    static Table open(Path path) throws IOException, NetworkFormatException {
        if (!Files.exists(path)) {
            throw new IOException("no such file");
        }
        CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(path);
        try {
            Iterator<CsvRecord> records = reader.iterator();
            List<String> header = records.hasNext()
                    ? records.next().getFields().stream().map(String::strip).toList()
                    : List.of();
            return new Table(reader, records, header);
        } catch (CsvParseException problem) {
            reader.close();
            throw new NetworkFormatException("line 1", String.valueOf(problem.getMessage()));
        } catch (RuntimeException problem) {
            reader.close();
            throw problem;
        }
    }

    List<String> header() {
        return header;
    }

    /** Returns where a column stands, or −1. */
    int column(String name) {
        return header.indexOf(name);
    }

    /** Returns the next row, or empty behind the last. */
    Optional<Row> next() throws IOException, NetworkFormatException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            return Optional.of(new Row("line " + record.getStartingLineNumber(), record));
        } catch (CsvParseException problem) {
            throw new NetworkFormatException("", String.valueOf(problem.getMessage()));
        } catch (UncheckedIOException problem) {
            throw new IOException(problem.getMessage(), problem);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
