package org.chaoscert.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.NetworkSink;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Sampler;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code chaoscert sample}: draws random networks. */
@Command(
        name = "sample",
        sortOptions = false,
        description = {
            "Draws random networks.",
            "Network i of seed s is the same on every machine. Files are called SCHEME-kWIDTH-sSEED-INDEX.json and hold the"
                    + " binary64 numbers as shortest decimals."
        },
        footerHeading = "%nSchemes:%n",
        footer = {
            "  relu-sum          clip(sum a_i relu(x - b_i)), b_i uniform on [0,1), a_i normal with --variance",
            "  one-he            first weights 1; else weights and biases normal, std sqrt(2/inputs); identity",
            "  he-he             weights and biases normal, std sqrt(2/inputs); relu",
            "  he-uniform        weights normal, std sqrt(2/inputs), biases uniform on [0,1); relu",
            "  normal-truncated  weights normal, std 1/units, biases normal truncated to [-1,1]; relu",
            "  glorot            weights and biases normal, std sqrt(2/(inputs+units)); relu",
            "  glorot-old        weights and biases normal, std 2/(inputs+units), no output bias; identity",
            "",
            "Examples:",
            "  chaoscert sample --scheme relu-sum --width 64 --variance he -o nets --count 10",
            "  chaoscert sample --scheme he-he --width 4 --depth 3 --seed 7 --index 42 -o -",
            "  chaoscert sample --scheme he-he --width 64 --count 1000 -o nets.npz"
        })
final class SampleCommand implements Callable<Integer> {
    private final Streams streams;
    private final CertificateFiles files;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private LawOptions law = new LawOptions();

    @Option(names = "--seed", paramLabel = "S", description = "Default: 0.")
    private long seed;

    @Option(names = "--index", paramLabel = "I", description = "The first sample number. Default: 0.")
    private long index;

    @Option(names = "--count", paramLabel = "N", description = "How many networks. Default: 1.")
    private long count = 1;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where to write; made if it is missing; - for standard output. A name that ends in .jsonl, .npz,"
                            + " .safetensors, .csv, .onnx or .json is one file for all networks. Default: the current directory.")
    private String output = ".";

    SampleCommand(Streams streams, CertificateFiles files) {
        this.streams = streams;
        this.files = files;
    }

    @Override
    public Integer call() throws IOException {
        Sampler sampler = law.sampler();
        if (count < 1 || index < 0 || index > Long.MAX_VALUE - count) {
            throw usage("--index " + index + " --count " + count + ": expected an index of at least 0 and a count of at"
                    + " least 1");
        }
        Optional<FileKind> kind = FileKind.of(output);
        if (kind.isPresent()) {
            return writeOneFile(sampler);
        }
        for (long i = index; i < index + count; i++) {
            write(sampler, i);
        }
        if (!output.equals(Inputs.STANDARD_INPUT)) {
            streams.out()
                    .println(count + (count == 1 ? " network" : " networks") + " in "
                            + Path.of(output).normalize().resolve(sampler.name(seed, index) + ".json")
                            + (count == 1 ? "" : " to " + sampler.name(seed, index + count - 1) + ".json"));
        }
        return ExitStatus.DONE;
    }

    /** Writes all networks into one file, of a kind that its name says. */
    private int writeOneFile(Sampler sampler) throws OutputException {
        Path file = Path.of(output);
        try (NetworkSink sink = FileKind.create(file);
                Progress progress = new Progress("sample", "networks", count, streams.err())) {
            progress.startFrom(0);
            for (long i = index; i < index + count; i++) {
                sink.add(sampler.name(seed, i), sampler.draw(seed, i));
                progress.step(1);
            }
            sink.finish();
        } catch (NetworkFormatException unfit) {
            throw usage("--output " + output + ": " + unfit.getMessage());
        } catch (IOException problem) {
            throw new OutputException(file, problem);
        }
        streams.out().println(Report.counted(count, "network") + " in " + file.normalize());
        return ExitStatus.DONE;
    }

    private void write(Sampler sampler, long i) throws IOException {
        byte[] bytes = NetworkWriter.file(
                sampler.draw(seed, i), sampler.name(seed, i), sampler.describe(seed, i), NetworkWriter.SHORTEST);
        if (output.equals(Inputs.STANDARD_INPUT)) {
            streams.out().print(new String(bytes, StandardCharsets.UTF_8));
            return;
        }
        new Outputs(files, output).write(sampler.name(seed, i) + ".json", bytes);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
