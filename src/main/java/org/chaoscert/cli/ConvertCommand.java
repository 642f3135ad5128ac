package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.NetworkSink;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.NetworkFormatException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chaoscert convert}: networks from one kind of file into another. */
@Command(
        name = "convert",
        sortOptions = false,
        description = {
            "Writes the networks of one file into another, every number exactly.",
            "The ends of the names say what the files are; IN may be a directory of network files, too. Numbers that OUT"
                    + " cannot hold exactly are refused. A network that cannot be read is named and left out, and"
                    + " the exit status says so."
        },
        footerHeading = "%nKinds of files:%n",
        footer = {
            "  .json         a network file                                    one network",
            "  .jsonl        a network file on each line                       any number",
            "  .npz          NumPy: arrays a, b, or w0, b0, w1, b1, ...        any number",
            "  .npy          NumPy: a and b as rows; only read                 any number",
            "  .safetensors  arrays as in .npz, or NAME.weight, NAME.bias      any number",
            "  .onnx         a chain of Gemm, MatMul, Add and activations      one network",
            "  .csv          a row for each network, columns a0.., b0..        any number",
            "",
            "Arrays a and b of shape (n, k): n networks clip(sum a_i relu(x - b_i)). Layers:",
            "w0, w1, ... of shape (n, units, inputs), b0, b1, ... of shape (n, units). Without",
            "the first index it is one network.",
            "",
            "Examples:",
            "  chaoscert convert model.onnx model.json",
            "  chaoscert convert nets.npz nets.jsonl",
            "  chaoscert convert nets.npz one.json --index 3",
            "  chaoscert convert model.safetensors model.json --output-activation clip"
        })
final class ConvertCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "IN", description = "A file or directory to read.")
    private String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private String out = "";

    @Option(names = "--index", paramLabel = "I", description = "Only the network with this number, from 0.")
    private Optional<Long> index = Optional.empty();

    @Mixin
    private ReadingOptions reading = new ReadingOptions();

    ConvertCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws InputException, OutputException {
        try (NetworkSource source = Networks.open(in, reading);
                NetworkSink sink = create()) {
            long written = 0;
            int status = ExitStatus.DONE;
            try (Progress progress = Networks.progress("convert", source, streams)) {
                Optional<Entry> entry = Networks.next(in, source);
                for (; entry.isPresent() && !isBehind(entry.get()); entry = Networks.next(in, source)) {
                    progress.step(1);
                    Entry found = entry.get();
                    if (index.isPresent() && index.get() != found.index()) {
                        continue;
                    }
                    if (found.network().isEmpty()) {
                        status = ExitStatus.UNREADABLE;
                        streams.err()
                                .println("chaoscert: "
                                        + Networks.fault(
                                                in, found.name(), found.fault().orElse("")));
                        continue;
                    }
                    add(sink, found);
                    written++;
                }
            }
            if (written == 0 && status != ExitStatus.DONE) {
                return status;
            }
            finish(sink);
            streams.out()
                    .println(Report.counted(written, "network") + " in "
                            + Path.of(out).normalize() + "; numbers " + source.reading());
            return status;
        } catch (IOException problem) {
            throw new OutputException(Path.of(out), problem);
        }
    }

    /** Whether the one network that was asked for has come before. */
    private boolean isBehind(Entry entry) {
        return index.isPresent() && entry.index() > index.get();
    }

    private NetworkSink create() throws IOException {
        try {
            return FileKind.create(Path.of(out));
        } catch (NetworkFormatException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }

    private void add(NetworkSink sink, Entry found) throws IOException, InputException {
        try {
            sink.add(Networks.name(in, found), found.network().orElseThrow());
        } catch (NetworkFormatException unfit) {
            throw new InputException(in, unfit);
        }
    }

    private void finish(NetworkSink sink) throws IOException, InputException {
        try {
            sink.finish();
        } catch (NetworkFormatException empty) {
            throw new InputException(
                    in, index.isPresent() ? new NetworkFormatException("", "no network #" + index.get()) : empty);
        }
    }
}
