package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;

/** Reads and writes files of networks, as tests need it. */
final class Exchange {
    static final Path DATA = Path.of("test-data", "exchange");

    private Exchange() {}

    /** Reads all that a file holds, faulty networks among it. */
    static List<Entry> entries(Path file, ReadOptions options) throws IOException, NetworkFormatException {
        try (NetworkSource source = FileKind.open(file, options)) {
            List<Entry> entries = new ArrayList<>();
            for (Optional<Entry> next = source.next(); next.isPresent(); next = source.next()) {
                assertThat(next.get().index()).as("index").isEqualTo(entries.size());
                assertThat(next.get().network().isPresent())
                        .as("a network or a fault")
                        .isNotEqualTo(next.get().fault().isPresent());
                entries.add(next.get());
            }
            assertThat(source.next()).as("behind the end").isEmpty();
            if (source.size().isPresent()) {
                assertThat(source.size().getAsLong()).as("size").isEqualTo(entries.size());
            }
            return entries;
        }
    }

    static List<Network> networks(Path file, ReadOptions options) throws IOException, NetworkFormatException {
        List<Network> networks = new ArrayList<>();
        for (Entry entry : entries(file, options)) {
            assertThat(entry.fault()).as("fault of %s", entry.name()).isEmpty();
            networks.add(entry.network().orElseThrow());
        }
        return networks;
    }

    static List<Network> networks(Path file) throws IOException, NetworkFormatException {
        return networks(file, ReadOptions.DEFAULT);
    }

    static Network one(Path file) throws IOException, NetworkFormatException {
        List<Network> networks = networks(file);
        assertThat(networks).hasSize(1);
        return networks.get(0);
    }

    /** The message of a file that is refused as a whole, by one of the documented exceptions. */
    static String refusal(Path file, ReadOptions options) {
        try {
            List<Entry> entries = entries(file, options);
            return fail("%s is read: %s", file.getFileName(), entries);
        } catch (NetworkFormatException | IOException | OverLimitsException refused) {
            assertThat(refused.getMessage()).as("message").isNotBlank();
            return refused.getMessage();
        }
    }

    static String refusal(Path file) {
        return refusal(file, ReadOptions.DEFAULT);
    }

    /** Reads whatever there is: fine, or one of the documented exceptions, or faulty networks; tells whether all is fine. */
    static boolean isFine(Path file, ReadOptions options) {
        try {
            return entries(file, options).stream()
                    .allMatch(entry -> entry.network().isPresent());
        } catch (NetworkFormatException | IOException | OverLimitsException refused) {
            assertThat(String.valueOf(refused.getMessage())).as("message").isNotBlank();
            return false;
        }
    }

    static void write(Path file, List<Network> networks) throws IOException, NetworkFormatException {
        try (NetworkSink sink = FileKind.create(file)) {
            for (int i = 0; i < networks.size(); i++) {
                sink.add("net-" + i, networks.get(i));
            }
            sink.finish();
        }
    }

    /** All that is to be known of a network: its domain and layers, numbers as canonical fractions. */
    static String text(Network network) {
        return new String(NetworkWriter.file(network, "", "", NetworkWriter.CANONICAL), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<Network> networks) {
        return networks.stream().map(Exchange::text).toList();
    }

    static Network network(String text) throws NetworkFormatException {
        return NetworkReader.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8))
                .network();
    }

    /** Networks of a file with one a line, by the reader of network files alone. */
    static List<Network> lines(Path file) throws IOException, NetworkFormatException {
        List<Network> networks = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            networks.add(network(line));
        }
        return networks;
    }

    /** Options as on the command line. */
    static ReadOptions options(String words) {
        ReadOptions options = ReadOptions.DEFAULT;
        Iterator<String> word = List.of(words.strip().split("\\s+")).iterator();
        while (word.hasNext()) {
            String name = word.next();
            if (name.isEmpty()) {
                continue;
            }
            String value = word.next();
            options = switch (name) {
                case "--hidden" ->
                    new ReadOptions(
                            Optional.of(activation(value)),
                            options.output(),
                            options.domain(),
                            options.rowsAreInputs(),
                            options.exactDecimals());
                case "--output-activation" ->
                    new ReadOptions(
                            options.hidden(),
                            Optional.of(activation(value)),
                            options.domain(),
                            options.rowsAreInputs(),
                            options.exactDecimals());
                case "--domain" ->
                    new ReadOptions(
                            options.hidden(),
                            options.output(),
                            Optional.of(domain(value)),
                            options.rowsAreInputs(),
                            options.exactDecimals());
                case "--rows" ->
                    new ReadOptions(
                            options.hidden(),
                            options.output(),
                            options.domain(),
                            value.equals("inputs"),
                            options.exactDecimals());
                case "--decimals" ->
                    new ReadOptions(
                            options.hidden(),
                            options.output(),
                            options.domain(),
                            options.rowsAreInputs(),
                            value.equals("exact"));
                default -> throw new IllegalArgumentException(name);
            };
        }
        return options;
    }

    private static ActivationWord activation(String word) {
        return ActivationWord.of(word).orElseThrow();
    }

    private static Domain domain(String text) {
        String[] ends = text.split(",");
        return new Domain(
                ends[0].equals("-inf") ? Rational.NEGATIVE_INFINITY : Numerals.quoted(ends[0]),
                ends[1].equals("inf") ? Rational.POSITIVE_INFINITY : Numerals.quoted(ends[1]));
    }
}
