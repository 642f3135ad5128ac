package org.chaoscert.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.Table;
import org.chaoscert.network.NetworkFormatException;

/** Reads computed orbits: a column of a table, or an {@code .npy} file that is a list. */
public final class OrbitFile {
    /** The most points. */
    public static final int MOST_POINTS = 10_000_000;

    /**
     * A computed orbit as it was read.
     *
     * @param points the points in order, at least one
     * @param reading how their numbers were read, in words
     */
    public record Orbit(List<Rational> points, String reading) {
        /** Copies the list. */
        public Orbit {
            points = List.copyOf(points);
        }
    }

    private OrbitFile() {}

    /**
     * Reads an orbit.
     *
     * @param path a file whose name ends in .csv or .npy
     * @param column the column of a table; empty for the only one, or the one called {@code x}
     * @param format to which numbers of a table are rounded; empty where decimals are exactly what they say
     * @return the orbit
     * @throws NetworkFormatException if a point is no number; it names the line or entry
     * @throws IOException if the file cannot be read
     */
    public static Orbit read(Path path, Optional<String> column, Optional<FloatFormat> format)
            throws IOException, NetworkFormatException {
        boolean isArray = path.toString().toLowerCase(Locale.ROOT).endsWith(".npy");
        if (isArray && column.isPresent()) {
            throw new NetworkFormatException("", "an .npy file has no columns");
        }
        List<Rational> points = isArray ? list(FileKind.list(path)) : column(path, column, format);
        if (points.isEmpty()) {
            throw new NetworkFormatException("", "no points");
        }
        String decimals = format.map(rounded -> "each decimal read as the nearest number of " + rounded.word())
                .orElse("decimals exactly what they say");
        return new Orbit(points, isArray ? "numbers exactly as they are stored" : decimals);
    }

    private static List<Rational> list(double[] numbers) throws NetworkFormatException {
        List<Rational> points = new ArrayList<>();
        for (int i = 0; i < numbers.length; i++) {
            requireRoom(points);
            if (!Double.isFinite(numbers[i])) {
                throw new NetworkFormatException("array[" + i + "]", numbers[i] + "; expected a number");
            }
            points.add(Rational.of(numbers[i]));
        }
        return points;
    }

    private static void requireRoom(List<Rational> points) {
        if (points.size() == MOST_POINTS) {
            throw new OverLimitsException("more than " + MOST_POINTS + " points");
        }
    }

    private static List<Rational> column(Path path, Optional<String> column, Optional<FloatFormat> format)
            throws IOException, NetworkFormatException {
        try (Table table = Table.open(path)) {
            String name =
                    column.orElse(table.header().size() == 1 ? table.header().get(0) : "x");
            int place = table.column(name);
            if (place < 0) {
                throw new NetworkFormatException(
                        "line 1", "no column " + name + " among " + table.header() + "; choose one with --column");
            }
            List<Rational> points = new ArrayList<>();
            for (Optional<Table.Row> row = table.next(); row.isPresent(); row = table.next()) {
                requireRoom(points);
                points.add(
                        number(row.get().place() + ", column " + name, row.get().field(place), format));
            }
            return points;
        }
    }

    private static Rational number(String place, String text, Optional<FloatFormat> format)
            throws NetworkFormatException {
        try {
            Rational exact = Numerals.quoted(text);
            return format.isPresent() ? format.get().nearest(exact) : exact;
        } catch (IllegalArgumentException notANumber) {
            throw new NetworkFormatException(
                    place, "\"" + text.substring(0, Math.min(40, text.length())) + "\": expected a number");
        }
    }
}
