package org.chaoscert.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.JsonSource;
import org.chaoscert.network.NetworkFormatException;

/** The kinds of files that hold networks, by the ends of their names. */
public enum FileKind {
    /** One network file of format {@code chaoscert-network/1}. */
    JSON(".json", true),
    /** A network file on each line. */
    JSONL(".jsonl", true),
    /** One array: a and b of Definition 2.3 as rows. Only read. */
    NPY(".npy", false),
    /** An archive of arrays: {@code a} and {@code b}, or {@code w0, b0, w1, b1, …}. */
    NPZ(".npz", true),
    /** Arrays as PyTorch keeps them: {@code NAME.weight} and {@code NAME.bias}, or those of {@link #NPZ}. */
    SAFETENSORS(".safetensors", true),
    /** A model that is a chain of layers. */
    ONNX(".onnx", true),
    /** A row for each network of Definition 2.3, columns {@code a0, a1, …, b0, b1, …}. */
    CSV(".csv", true);

    private final String ending;
    private final boolean isWritten;

    FileKind(String ending, boolean isWritten) {
        this.ending = ending;
        this.isWritten = isWritten;
    }

    /**
     * Finds the kind of a file.
     *
     * @param name its name; large and small letters are the same
     * @return the kind, or empty if the name ends like none
     */
    public static Optional<FileKind> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> lower.endsWith(kind.ending))
                .findFirst();
    }

    /**
     * Lists the ends of names.
     *
     * @return all, separated by commas
     */
    public static String endings() {
        return Arrays.stream(values()).map(kind -> kind.ending).collect(Collectors.joining(", "));
    }

    /**
     * Opens the networks of a file, or the network files of a directory.
     *
     * @param path a file whose name has one of the ends above, or a directory
     * @param options what the file does not say itself
     * @return its networks
     * @throws NetworkFormatException if it cannot be read as such; it names the place
     * @throws IOException if it cannot be read at all
     * @throws OverLimitsException if it is larger than is handled
     */
    public static NetworkSource open(Path path, ReadOptions options) throws IOException, NetworkFormatException {
        if (Files.isDirectory(path)) {
            return JsonNetworks.ofDirectory(path, options);
        }
        if (!Files.exists(path)) {
            throw new IOException("no such file", new NoSuchFileException(path.toString()));
        }
        FileKind kind = of(path.toString())
                .orElseThrow(() -> new NetworkFormatException("", "unknown kind of file; expected " + endings()));
        return switch (kind) {
            case JSON -> JsonNetworks.of(List.of(path), options);
            case JSONL -> JsonNetworks.ofLines(path, options);
            case CSV -> Tables.open(path, options);
            case ONNX -> onnx(path, options);
            case NPY, NPZ, SAFETENSORS -> ArrayNetworks.open(kind.arrays(path), options);
        };
    }

    private ArrayFile arrays(Path path) throws IOException, NetworkFormatException {
        return switch (this) {
            case NPY -> new ArrayFile.Single(Content.OfFile.of(path));
            case NPZ -> ArrayFile.Npz.open(path);
            case SAFETENSORS -> Safetensors.open(Content.OfFile.of(path));
            default -> throw new IllegalStateException(ending + " holds no arrays");
        };
    }

    private static NetworkSource onnx(Path path, ReadOptions options) throws IOException, NetworkFormatException {
        if (Files.size(path) > JsonSource.MAX_BYTES) {
            throw new OverLimitsException("a file of more than " + JsonSource.MAX_BYTES + " bytes");
        }
        OnnxReader.Model model = OnnxReader.read(Files.readAllBytes(path), options);
        return new Single(model.network(), model.reading());
    }

    /**
     * Reads an array of an archive that has one entry for each network: claims, say.
     *
     * @param path an {@code .npz} or {@code .safetensors} file
     * @param name the array's name
     * @return its entries, or empty if there is no such array, or the file is of another kind
     * @throws NetworkFormatException if it is no list of numbers or truth values
     * @throws IOException if it cannot be read
     */
    public static Optional<double[]> column(Path path, String name) throws IOException, NetworkFormatException {
        Optional<FileKind> kind = Files.isDirectory(path) ? Optional.empty() : of(path.toString());
        if (kind.isEmpty() || (kind.get() != NPZ && kind.get() != SAFETENSORS)) {
            return Optional.empty();
        }
        try (ArrayFile file = kind.get().arrays(path)) {
            return ArrayNetworks.column(file, name);
        }
    }

    /**
     * Reads the numbers of an {@code .npy} file that is a list.
     *
     * @param path the file
     * @return its numbers, infinities and NaN among them
     * @throws NetworkFormatException if it is no list of numbers
     * @throws IOException if it cannot be read
     */
    public static double[] list(Path path) throws IOException, NetworkFormatException {
        try (ArrayFile file = NPY.arrays(path)) {
            StoredArray array = file.array(ArrayFile.Single.NAME).orElseThrow();
            if (array.rank() != 1) {
                throw new NetworkFormatException(array.inWords(), "expected a list of numbers");
            }
            return array.all();
        }
    }

    /**
     * Begins a file.
     *
     * @param path a file whose name has one of the ends above but {@code .npy}
     * @return takes its networks
     * @throws NetworkFormatException if the name has no such end
     * @throws IOException if it cannot be written
     */
    public static NetworkSink create(Path path) throws IOException, NetworkFormatException {
        FileKind kind = of(path.toString())
                .filter(found -> found.isWritten)
                .orElseThrow(() -> new NetworkFormatException(
                        "",
                        path.getFileName()
                                + ": expected a name that ends in .json, .jsonl, .npz, .safetensors, .onnx or .csv"));
        return switch (kind) {
            case JSON -> new JsonNetworks.Sink(path, false);
            case JSONL -> new JsonNetworks.Sink(path, true);
            case NPZ -> new ArraySink(path, ArraySink::writeNpz);
            case SAFETENSORS -> new ArraySink(path, ArraySink::writeSafetensors);
            case ONNX ->
                new Single.Sink(path, (name, network) -> OnnxWriter.file(name, network, StoredLayer.of(network)));
            case CSV -> new Tables.Sink(path);
            case NPY -> throw new IllegalStateException("not written");
        };
    }
}
