package org.chaoscert.exchange;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.JsonSource;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFile;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Reading;

/** Network files: one, those of a directory, or one on each line of a file. */
final class JsonNetworks implements NetworkSource {
    /** Gives the next text, or empty at the end. */
    private interface Texts {
        Optional<Text> next() throws IOException;

        OptionalLong size();

        void close() throws IOException;
    }

    /** A network file's content. */
    private record Text(String name, Bytes bytes) {}

    /** Reads the bytes: what is wrong then is a fault of this one. */
    @FunctionalInterface
    private interface Bytes {
        byte[] read() throws IOException;
    }

    private final Texts texts;
    private final ReadOptions options;
    private Reading total = new Reading(0, 0);
    private long next;

    private JsonNetworks(Texts texts, ReadOptions options) {
        this.texts = texts;
        this.options = options;
    }

    /** Opens network files, one after the other. */
    static JsonNetworks of(List<Path> files, ReadOptions options) {
        Iterator<Path> remaining = files.iterator();
        return new JsonNetworks(
                new Texts() {
                    @Override
                    public Optional<Text> next() {
                        if (!remaining.hasNext()) {
                            return Optional.empty();
                        }
                        Path file = remaining.next();
                        return Optional.of(new Text(String.valueOf(file.getFileName()), () -> bytes(file)));
                    }

                    @Override
                    public OptionalLong size() {
                        return OptionalLong.of(files.size());
                    }

                    @Override
                    public void close() {}
                },
                options);
    }

    private static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes((int) JsonSource.MAX_BYTES + 1);
            if (bytes.length > JsonSource.MAX_BYTES) {
                throw new OverLimitsException("a file of more than " + JsonSource.MAX_BYTES + " bytes");
            }
            return bytes;
        }
    }

    /** Opens the network files of a directory, by name; numbers in names count by size. */
    static JsonNetworks ofDirectory(Path directory, ReadOptions options) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> files = entries.filter(file -> {
                        String name = String.valueOf(file.getFileName());
                        return name.endsWith(".json") && !name.endsWith(".cert.json") && !name.endsWith(".beyond.json");
                    })
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName()), NaturalOrder.OF_NAMES))
                    .toList();
            return of(files, options);
        }
    }

    /** Opens a file with a network on each line; empty lines are skipped. */
    static JsonNetworks ofLines(Path file, ReadOptions options) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return new JsonNetworks(
                new Texts() {
                    private long line;

                    @Override
                    public Optional<Text> next() throws IOException {
                        Optional<byte[]> text = line(in);
                        line++;
                        while (text.isPresent() && new String(text.get(), StandardCharsets.UTF_8).isBlank()) {
                            text = line(in);
                            line++;
                        }
                        String name = "line " + line;
                        return text.map(bytes -> new Text(name, () -> bytes));
                    }

                    @Override
                    public OptionalLong size() {
                        return OptionalLong.empty();
                    }

                    @Override
                    public void close() throws IOException {
                        in.close();
                    }
                },
                options);
    }

    private static Optional<byte[]> line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = in.read()) {
            line.write(read);
            if (line.size() > JsonSource.MAX_BYTES / 4) {
                throw new OverLimitsException("a line of more than " + JsonSource.MAX_BYTES / 4 + " bytes");
            }
        }
        return Optional.of(line.toByteArray());
    }

    @Override
    public OptionalLong size() {
        return texts.size();
    }

    @Override
    public Optional<Entry> next() throws IOException {
        Optional<Text> text = texts.next();
        return text.isEmpty() ? Optional.empty() : Optional.of(entry(next++, text.get()));
    }

    private Entry entry(long index, Text text) {
        try {
            if (options.hidden().isPresent() || options.output().isPresent()) {
                throw new NetworkFormatException("", "a network file says itself what its activations are");
            }
            NetworkFile file = NetworkReader.read(text.bytes.read());
            total = new Reading(
                    total.quoted() + file.reading().quoted(),
                    total.binary64() + file.reading().binary64());
            Network network = options.domain().map(file.network()::on).orElse(file.network());
            return Entry.of(index, network).called(text.name);
        } catch (NetworkFormatException | OverLimitsException | IOException fault) {
            return Entry.faulty(index, String.valueOf(fault.getMessage())).called(text.name);
        }
    }

    @Override
    public String reading() {
        return total.inWords();
    }

    @Override
    public void close() throws IOException {
        texts.close();
    }

    /** Writes one network file, or one network on each line. */
    static final class Sink implements NetworkSink {
        private final WholeFile file;
        private final boolean isLines;
        private boolean isEmpty = true;

        Sink(Path path, boolean isLines) throws IOException {
            file = WholeFile.at(path);
            this.isLines = isLines;
        }

        @Override
        public void add(String name, Network network) throws IOException, NetworkFormatException {
            if (!isEmpty && !isLines) {
                throw new NetworkFormatException(name, Single.TOO_MANY);
            }
            isEmpty = false;
            byte[] text = NetworkWriter.file(network, name, "converted", NetworkWriter.EXACT);
            file.out().write(isLines ? (JsonText.line(text) + "\n").getBytes(StandardCharsets.UTF_8) : text);
        }

        @Override
        public void finish() throws IOException, NetworkFormatException {
            if (isEmpty) {
                throw new NetworkFormatException("", "there are no networks to write");
            }
            file.keep();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
