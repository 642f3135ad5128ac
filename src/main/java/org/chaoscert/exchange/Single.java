package org.chaoscert.exchange;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/** A file that holds one network, in memory. */
final class Single implements NetworkSource {
    /** What is said of a second network. */
    static final String TOO_MANY = "a second network; this kind of file holds one. Choose .jsonl, .npz or .safetensors";

    private final String reading;
    private Optional<Network> network;

    Single(Network network, String reading) {
        this.network = Optional.of(network);
        this.reading = reading;
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(1);
    }

    @Override
    public Optional<Entry> next() {
        Optional<Entry> entry = network.map(it -> Entry.of(0, it));
        network = Optional.empty();
        return entry;
    }

    @Override
    public String reading() {
        return reading;
    }

    @Override
    public void close() {}

    /** Makes a file's content of one network. */
    @FunctionalInterface
    interface Format {
        byte[] file(String name, Network network) throws NetworkFormatException;
    }

    /** Writes one network. */
    static final class Sink implements NetworkSink {
        private final Path path;
        private final Format format;
        private Optional<byte[]> content = Optional.empty();

        Sink(Path path, Format format) {
            this.path = path;
            this.format = format;
        }

        @Override
        public void add(String name, Network network) throws NetworkFormatException {
            if (content.isPresent()) {
                throw new NetworkFormatException(name, TOO_MANY);
            }
            content = Optional.of(format.file(name, network));
        }

        @Override
        public void finish() throws IOException, NetworkFormatException {
            if (content.isEmpty()) {
                throw new NetworkFormatException("", "there are no networks to write");
            }
            try (WholeFile file = WholeFile.at(path)) {
                file.out().write(content.get());
                file.keep();
            }
        }

        @Override
        public void close() {}
    }
}
