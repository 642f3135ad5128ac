package org.chaoscert.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chaoscert.network.NetworkFormatException;

/** A table with a header, read row by row: CSV in UTF-8, with or without a byte order mark. */
public final class Table implements Closeable {
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;

    private Table(CsvReader<CsvRecord> reader, Iterator<CsvRecord> records, List<String> header) {
        this.reader = reader;
        this.records = records;
        this.header = header;
    }

    /**
     * One row.
     *
     * @param place the line it begins on
     * @param fields its cells, without blanks around them
     * @param columns how many the header has
     */
    public record Row(String place, List<String> fields, int columns) {
        /** Copies the list. */
        public Row {
            fields = List.copyOf(fields);
        }

        /**
         * Sees that the row is not longer than the header. Shorter ones end in empty cells.
         *
         * @throws NetworkFormatException if it is longer
         */
        public void requireFit() throws NetworkFormatException {
            if (fields.size() > columns) {
                throw new NetworkFormatException(place, fields.size() + " cells; the header has " + columns);
            }
        }

        /**
         * Returns a cell.
         *
         * @param column where it stands, from 0
         * @return its text; empty where there is none
         */
        public String field(int column) {
            return column < fields.size() ? fields.get(column) : "";
        }
    }

    /**
     * Opens a table.
     *
     * @param path its file
     * @return the table, behind its header; without a header where the file is empty
     * @throws NetworkFormatException if it is no table
     * @throws IOException if it cannot be read
     */
    public static Table open(Path path) throws IOException, NetworkFormatException {
        if (!Files.exists(path)) {
            throw new IOException("no such file");
        }
        if (Files.isDirectory(path)) {
            throw new IOException("is a directory, expected a file");
        }
        // A row of another length is a fault of that row alone.
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(path);
        try {
            Iterator<CsvRecord> records = reader.iterator();
            return new Table(reader, records, records.hasNext() ? fields(records.next()) : List.of());
        } catch (CsvParseException problem) {
            reader.close();
            throw new NetworkFormatException("line 1", String.valueOf(problem.getMessage()));
        } catch (UncheckedIOException problem) {
            reader.close();
            throw new IOException(problem.getMessage(), problem);
        } catch (RuntimeException problem) {
            reader.close();
            throw problem;
        }
    }

    private static List<String> fields(CsvRecord record) {
        return record.getFields().stream().map(String::strip).toList();
    }

    /**
     * Returns the names of the columns.
     *
     * @return the cells of the first row
     */
    public List<String> header() {
        return header;
    }

    /**
     * Finds a column.
     *
     * @param name its name
     * @return where it stands, from 0, or −1 if there is none
     * @throws NetworkFormatException if there are two
     */
    public int column(String name) throws NetworkFormatException {
        if (header.indexOf(name) != header.lastIndexOf(name)) {
            throw new NetworkFormatException("line 1", "column " + name + " twice");
        }
        return header.indexOf(name);
    }

    /**
     * Reads the next row.
     *
     * @return the row, or empty behind the last
     * @throws NetworkFormatException if no more rows can be told apart
     * @throws IOException if the file cannot be read
     */
    public Optional<Row> next() throws IOException, NetworkFormatException {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            CsvRecord record = records.next();
            return Optional.of(new Row("line " + record.getStartingLineNumber(), fields(record), header.size()));
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
