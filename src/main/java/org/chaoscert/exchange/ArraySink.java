package org.chaoscert.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chaoscert.map.Domain;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/**
 * Writes arrays {@code w0, b0, w1, b1, …} of binary64 numbers, the activations and the domain. Two networks or more stand under
 * a first index; all must have the same shapes, activations and domain. Each array is collected in a file of its own first.
 */
final class ArraySink implements NetworkSink {
    private final Path path;
    private final Format format;
    private final List<Column> columns = new ArrayList<>();
    private List<ActivationWord> activations = List.of();
    private Domain domain = Domain.LINE;
    private long count;

    /** How arrays are put into one file. */
    @FunctionalInterface
    interface Format {
        void write(OutputStream out, ArraySink arrays) throws IOException;
    }

    ArraySink(Path path, Format format) {
        this.path = path;
        this.format = format;
    }

    /** The numbers of one array so far. */
    private static final class Column {
        private final String name;
        private final List<Long> extents;
        private final FileChannel file;
        private final OutputStream out;
        private final int length;
        private final ByteBuffer buffer;

        Column(String name, List<Long> extents, int length) throws IOException {
            this.name = name;
            this.extents = extents;
            this.length = length;
            file = Content.Scratch.file();
            out = new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16);
            buffer = ByteBuffer.allocate(8 * length).order(ByteOrder.LITTLE_ENDIAN);
        }

        void add(double[] numbers) throws IOException {
            buffer.clear();
            buffer.asDoubleBuffer().put(numbers);
            out.write(buffer.array());
        }

        long bytes() throws IOException {
            out.flush();
            return file.size();
        }

        void copyTo(OutputStream to) throws IOException {
            out.flush();
            file.position(0);
            Channels.newInputStream(file).transferTo(to);
        }
    }

    private List<Long> shape(Column column) {
        List<Long> shape = new ArrayList<>(column.extents);
        if (count > 1) {
            shape.add(0, count);
        }
        return shape;
    }

    @Override
    public void add(String name, Network network) throws IOException, NetworkFormatException {
        List<StoredLayer> layers = StoredLayer.of(network);
        List<ActivationWord> own =
                network.layers().stream().map(ActivationWord::of).toList();
        if (count == 0) {
            activations = own;
            domain = network.domain();
            open(network, layers);
        }
        if (!own.equals(activations) || !network.domain().equals(domain)) {
            throw new NetworkFormatException(
                    name,
                    "activations " + own + " on " + network.domain() + "; the networks before have " + activations
                            + " on " + domain);
        }
        for (int i = 0; i < layers.size(); i++) {
            add(name, columns.get(2 * i), layers.get(i).weights());
            add(name, columns.get(2 * i + 1), layers.get(i).biases());
        }
        count++;
    }

    private void open(Network network, List<StoredLayer> layers) throws IOException {
        for (int i = 0; i < layers.size(); i++) {
            long units = network.layers().get(i).units();
            long inputs = network.layers().get(i).inputs();
            columns.add(
                    new Column("w" + i, List.of(units, inputs), layers.get(i).weights().length));
            columns.add(new Column("b" + i, List.of(units), layers.get(i).biases().length));
        }
    }

    private static void add(String name, Column column, double[] numbers) throws IOException, NetworkFormatException {
        if (numbers.length != column.length) {
            throw new NetworkFormatException(
                    name,
                    numbers.length + " numbers in " + column.name + "; the networks before have " + column.length);
        }
        column.add(numbers);
    }

    @Override
    public void finish() throws IOException, NetworkFormatException {
        if (count == 0) {
            throw new NetworkFormatException("", "there are no networks to write");
        }
        try (WholeFile file = WholeFile.at(path)) {
            format.write(file.out(), this);
            file.keep();
        }
    }

    @Override
    public void close() throws IOException {
        Content.Scratch.close(columns.stream().map(column -> column.file).toList());
    }

    private List<String> activationWords() {
        return activations.stream().map(ActivationWord::toString).toList();
    }

    /** Writes an archive of {@code .npy} files, not compressed, as {@code numpy.savez} does. */
    static void writeNpz(OutputStream out, ArraySink arrays) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Column column : arrays.columns) {
            byte[] header = Npy.header("<f8", arrays.shape(column));
            CRC32 sum = new CRC32();
            sum.update(header);
            column.copyTo(new OutputStream() {
                @Override
                public void write(int one) {
                    sum.update(one);
                }

                @Override
                public void write(byte[] bytes, int from, int length) {
                    sum.update(bytes, from, length);
                }
            });
            zip.putNextEntry(member(column.name, header.length + column.bytes(), sum.getValue()));
            zip.write(header);
            column.copyTo(zip);
            zip.closeEntry();
        }
        write(zip, ArrayNetworks.ACTIVATIONS, Npy.file(arrays.activationWords()));
        write(zip, ArrayNetworks.DOMAIN, Npy.file(DomainWords.of(arrays.domain)));
        zip.finish();
    }

    private static void write(ZipOutputStream zip, String name, byte[] npy) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(npy);
        zip.putNextEntry(member(name, npy.length, sum.getValue()));
        zip.write(npy);
        zip.closeEntry();
    }

    private static ZipEntry member(String name, long length, long sum) {
        ZipEntry member = new ZipEntry(name + ".npy");
        member.setMethod(ZipEntry.STORED);
        member.setSize(length);
        member.setCrc(sum);
        // The same networks make the same file at any time: the earliest date that archives know.
        member.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
        return member;
    }

    /** Writes a safetensors file. */
    static void writeSafetensors(OutputStream out, ArraySink arrays) throws IOException {
        List<Long> ends = new ArrayList<>();
        long end = 0;
        for (Column column : arrays.columns) {
            end += column.bytes();
            ends.add(end);
        }
        String header = JsonText.line(json -> {
            json.writeStartObject();
            json.writeName("__metadata__");
            json.writeStartObject();
            json.writeStringProperty(ArrayNetworks.ACTIVATIONS, String.join(",", arrays.activationWords()));
            json.writeStringProperty(ArrayNetworks.DOMAIN, String.join(",", DomainWords.of(arrays.domain)));
            json.writeEndObject();
            for (int i = 0; i < ends.size(); i++) {
                Column column = arrays.columns.get(i);
                json.writeName(column.name);
                json.writeStartObject();
                json.writeStringProperty("dtype", "F64");
                json.writeName("shape");
                json.writeStartArray();
                arrays.shape(column).forEach(json::writeNumber);
                json.writeEndArray();
                json.writeName("data_offsets");
                json.writeStartArray();
                json.writeNumber(i == 0 ? 0 : ends.get(i - 1));
                json.writeNumber(ends.get(i));
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndObject();
        });
        // Spaces at the end let the numbers start at a multiple of eight.
        byte[] text = (header + " ".repeat((8 - header.length() % 8) % 8)).getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .array());
        out.write(text);
        for (Column column : arrays.columns) {
            column.copyTo(out);
        }
    }
}
