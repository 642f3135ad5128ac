package org.chaoscert.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.chaoscert.certify.CertificateFiles;
import org.chaoscert.network.JsonText;
import org.chaoscert.network.Scheme;
import org.chaoscert.sweep.Keep;
import org.chaoscert.sweep.LedgerException;
import org.chaoscert.sweep.Recorder;
import org.chaoscert.sweep.SweepPlan;
import org.chaoscert.sweep.SweepTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what becomes of the results of a sweep, and how they are written: for every program that does so. */
public final class SweepOutput {
    private static final String CSV = "sweep.csv";
    private static final String JSON = "sweep.json";
    private static final String PICTURE = "sweep.svg";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description =
                    "Where to write results and checkpoint; made if it is missing. Default: only standard output.")
    private Optional<Path> directory = Optional.empty();

    @Option(names = "--resume", description = "Go on with the run whose checkpoint is in DIR, if there is one.")
    private boolean resume;

    @Option(names = "--json", description = "Print one JSON object for each width and variance.")
    private boolean json;

    /**
     * Refuses options that do not go together.
     *
     * @throws ParameterException if there is no directory to resume from, or one without a name
     */
    public void requireUsable() {
        if (resume && directory.isEmpty()) {
            throw usage("--resume needs -o DIR");
        }
        if (directory.filter(path -> path.toString().isEmpty()).isPresent()) {
            throw usage("-o '': expected a directory");
        }
    }

    /**
     * Tells whether anything is written to disk.
     *
     * @return whether there is a directory for results
     */
    public boolean isOnDisk() {
        return directory.isPresent();
    }

    /**
     * Opens what takes in the blocks of a sweep: with a checkpoint if there is a directory.
     *
     * @param plan what is to be done
     * @param keep which networks to keep; none if there is no directory
     * @param share the share of networks to certify and check once more, from 0 to 1
     * @param progress is told the length of every finished block
     * @return an open recorder
     * @throws ParameterException if the directory holds another sweep, one that is not to be resumed, one that another run is
     *     at work on, or results without a checkpoint
     * @throws IOException if a file cannot be read or written
     */
    public Recorder recorder(SweepPlan plan, Keep keep, double share, LongConsumer progress) throws IOException {
        if (directory.isEmpty()) {
            return Recorder.inMemory(plan, share, progress);
        }
        Path path = directory.get();
        requireFree(path);
        try {
            return Recorder.onDisk(path, resume, Program.version(), plan, keep, share, progress);
        } catch (LedgerException wrong) {
            throw usage(path.resolve(Recorder.CHECKPOINT) + ": " + wrong.getMessage());
        } catch (FileAlreadyExistsException there) {
            if (!Files.exists(path.resolve(Recorder.CHECKPOINT))) {
                throw new OutputException(path, there);
            }
            throw usage(path + " holds a sweep already; --resume goes on with it");
        } catch (IOException problem) {
            throw new OutputException(path, problem);
        }
    }

    /** Refuses to write over what is of other origin, and to work out what cannot be written then. */
    private void requireFree(Path path) throws OutputException {
        boolean isBegun = Files.exists(path.resolve(Recorder.CHECKPOINT));
        for (String name : List.of(Recorder.CHECKPOINT, CSV, JSON, PICTURE, Recorder.CERTIFICATES)) {
            Path file = path.resolve(name);
            if (Files.isDirectory(file)) {
                throw new OutputException(file, new IOException("it is a directory"));
            }
            if (!isBegun && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw usage(file + " is there already, but no checkpoint it belongs to");
            }
        }
    }

    /**
     * Says what becomes of a sweep that is ended from outside.
     *
     * @return one line, for people
     */
    String lastWord() {
        return directory
                .map(path -> "stopped; what is done is kept in " + path + ", --resume goes on")
                .orElse("stopped; nothing is kept without -o DIR");
    }

    /**
     * Explains a sweep that could not write something down.
     *
     * @param problem why
     * @return the exception to throw
     */
    public IOException stopped(IOException problem) {
        return new OutputException(
                directory.map(Path::toString).orElse("standard output"),
                problem,
                "what is done is kept, --resume goes on");
    }

    /**
     * Prints what a finished sweep has found, and then writes its files, if there is a directory: a disk that is full must not
     * hide the results.
     *
     * @param table what was found
     * @param verified how many networks were certified and checked once more, if that was asked for
     * @param out where to print
     * @param files how files are written
     * @throws IOException if one could not be written
     */
    public void report(SweepTable table, OptionalLong verified, PrintStream out, CertificateFiles files)
            throws IOException {
        if (json) {
            for (Map<String, Object> row : table.rows()) {
                out.println(JsonText.line(to -> to.writePOJO(row)));
            }
        } else {
            out.println(
                    SweepText.of(table, verified, directory.map(Path::toString).orElse("")));
        }
        if (directory.isPresent()) {
            Path path = directory.get();
            write(files, path.resolve(CSV), table.csv().getBytes(StandardCharsets.UTF_8));
            write(files, path.resolve(JSON), JsonText.file(to -> to.writePOJO(table.json(verified))));
            if (table.plan().schemes().contains(Scheme.RELU_SUM)) {
                write(files, path.resolve(PICTURE), SweepPicture.svg(table).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void write(CertificateFiles files, Path file, byte[] bytes) throws IOException {
        try {
            files.write(file, bytes);
        } catch (IOException problem) {
            throw new OutputException(file, problem, "what is done is kept, --resume writes the files again");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
