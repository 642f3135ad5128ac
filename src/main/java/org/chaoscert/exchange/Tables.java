package org.chaoscert.exchange;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/**
 * Tables of networks of Definition 2.3: a row for each network, columns {@code a0, a1, …} and {@code b0, b1, …}, numbered from 0
 * or 1; others are left alone. Where a row leaves both a_i and b_i empty, its network has no unit i.
 */
final class Tables implements NetworkSource {
    private static final Pattern COLUMN = Pattern.compile("([ab])[_\\[]?([0-9]{1,7})]?");
    private static final int MOST_UNITS = 1 << 20;

    private final Table table;
    private final List<Column> units;
    private final ReadOptions options;
    private long next;

    /** Where a_i and b_i stand in a row. */
    private record Column(String number, int a, int b) {}

    private Tables(Table table, List<Column> units, ReadOptions options) {
        this.table = table;
        this.units = units;
        this.options = options;
    }

    static Tables open(Path path, ReadOptions options) throws IOException, NetworkFormatException {
        Table table = Table.open(path);
        try {
            if (table.header().isEmpty()) {
                throw new NetworkFormatException(
                        "line 1", "an empty table; expected a header with columns a0, b0, ...");
            }
            return new Tables(table, units(table.header()), options);
        } catch (NetworkFormatException | RuntimeException problem) {
            table.close();
            throw problem;
        }
    }

    private static List<Column> units(List<String> header) throws NetworkFormatException {
        Map<Integer, Integer> as = new HashMap<>();
        Map<Integer, Integer> bs = new HashMap<>();
        TreeSet<Integer> numbers = new TreeSet<>();
        for (int i = 0; i < header.size(); i++) {
            Matcher name = COLUMN.matcher(header.get(i));
            if (name.matches()) {
                int number = Integer.parseInt(name.group(2));
                numbers.add(number);
                if ((name.group(1).equals("a") ? as : bs).put(number, i) != null) {
                    throw new NetworkFormatException("line 1", "column " + header.get(i) + " twice");
                }
            }
        }
        List<Column> units = new ArrayList<>();
        for (int number : numbers) {
            Integer a = as.get(number);
            Integer b = bs.get(number);
            if (a == null || b == null) {
                throw new NetworkFormatException(
                        "line 1",
                        "no column " + (a == null ? "a" : "b") + number + " beside " + (a == null ? "b" : "a")
                                + number);
            }
            units.add(new Column(String.valueOf(number), a, b));
        }
        if (units.isEmpty() || units.size() > MOST_UNITS) {
            throw new NetworkFormatException(
                    "line 1", units.size() + " columns a0, a1, ...; expected 1 to " + MOST_UNITS);
        }
        return units;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<Entry> next() throws IOException, NetworkFormatException {
        Optional<Table.Row> row = table.next();
        if (row.isEmpty()) {
            return Optional.empty();
        }
        long index = next++;
        try {
            return Optional.of(Entry.of(index, network(row.get())));
        } catch (NetworkFormatException fault) {
            return Optional.of(Entry.faulty(index, String.valueOf(fault.getMessage())));
        } catch (OverLimitsException limit) {
            return Optional.of(Entry.faulty(index, row.get().place() + ", " + limit.getMessage()));
        }
    }

    private Network network(Table.Row row) throws NetworkFormatException {
        row.requireFit();
        List<Rational> a = new ArrayList<>();
        List<Rational> b = new ArrayList<>();
        for (Column unit : units) {
            String left = row.field(unit.a);
            String right = row.field(unit.b);
            if (!left.isEmpty() || !right.isEmpty()) {
                a.add(number(left, row.place() + ", column a" + unit.number));
                b.add(number(right, row.place() + ", column b" + unit.number));
            }
        }
        if (a.isEmpty()) {
            throw new NetworkFormatException(row.place() + ", columns a, b", "no numbers");
        }
        Rational[][] ones = new Rational[a.size()][1];
        for (Rational[] one : ones) {
            one[0] = Rational.ONE;
        }
        ActivationWord output = options.output().orElse(ActivationWord.CLIP);
        List<Layer> layers = List.of(
                new Layer(ones, b.stream().map(Rational::negate).toArray(Rational[]::new), Activation.RELU),
                new Layer(
                        new Rational[][] {a.toArray(new Rational[0])},
                        new Rational[] {Rational.ZERO},
                        output.activation(),
                        output.leak()));
        return options.domain()
                .map(domain -> new Network(domain, layers))
                .orElseGet(() -> Network.onDefaultDomain(layers));
    }

    private Rational number(String text, String place) throws NetworkFormatException {
        try {
            if (options.exactDecimals() || text.startsWith("0x") || text.startsWith("-0x")) {
                return Numerals.quoted(text);
            }
            // What a program writes is the short name of a binary64 number; a leading plus sign is no JSON.
            return Rational.of(Numerals.unquoted(text));
        } catch (IllegalArgumentException notANumber) {
            throw new NetworkFormatException(
                    place,
                    "\"" + text.substring(0, Math.min(40, text.length())) + "\": expected a "
                            + (options.exactDecimals()
                                    ? "fraction or decimal"
                                    : "decimal; fractions need --decimals exact"));
        }
    }

    @Override
    public String reading() {
        return options.exactDecimals()
                ? "decimals and fractions, each exactly what it says"
                : "decimals, each read as the nearest binary64 number, and that exactly";
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    /** Writes such tables: binary64 numbers as the shortest decimals that are read as them. */
    static final class Sink implements NetworkSink {
        private final WholeFile file;
        private final CsvWriter writer;
        private int width;

        Sink(Path path) throws IOException {
            file = WholeFile.at(path);
            writer = CsvWriter.builder().build(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
        }

        @Override
        public void add(String name, Network network) throws NetworkFormatException {
            Optional<String> fault = SimpleModel.fault(network);
            if (fault.isPresent()) {
                throw new NetworkFormatException(name, fault.get());
            }
            int units = network.layers().get(0).units();
            if (width == 0) {
                width = units;
                writeHeader();
            }
            if (units != width) {
                throw new NetworkFormatException(name, units + " units; the networks before have " + width);
            }
            List<String> row = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                row.add(text(network.layers().get(1).weight(0, i), name + ", a" + i));
            }
            for (int i = 0; i < width; i++) {
                row.add(text(network.layers().get(0).bias(i).negate(), name + ", b" + i));
            }
            writer.writeRecord(row);
        }

        private static String text(Rational number, String place) throws NetworkFormatException {
            return Numerals.shortestDecimal(StoredLayer.binary64(number, place));
        }

        private void writeHeader() {
            List<String> names = new ArrayList<>();
            for (String letter : List.of("a", "b")) {
                for (int i = 0; i < width; i++) {
                    names.add(letter + i);
                }
            }
            writer.writeRecord(names);
        }

        @Override
        public void finish() throws IOException, NetworkFormatException {
            if (width == 0) {
                throw new NetworkFormatException("", "there are no networks to write");
            }
            writer.flush();
            file.keep();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
