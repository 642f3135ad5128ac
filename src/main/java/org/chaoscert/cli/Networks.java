package org.chaoscert.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.chaoscert.exchange.FileKind;
import org.chaoscert.exchange.NetworkSource;
import org.chaoscert.exchange.NetworkSource.Entry;

/** Files of networks, as commands go through them: what is wrong with one carries its name. */
final class Networks {
    private Networks() {}

    static NetworkSource open(String file, ReadingOptions reading) throws InputException {
        return Inputs.named(file, () -> FileKind.open(Path.of(file), reading.chosen()));
    }

    /** Reads the next network. */
    static Optional<Entry> next(String file, NetworkSource source) throws InputException {
        return Inputs.named(file, source::next);
    }

    /** Says what is wrong with a network; one that is its file is not named twice. */
    static String fault(String file, String name, String fault) {
        return file + (Inputs.fileName(file).equals(name) ? "" : " " + name) + ": " + fault;
    }

    /** A name for a network: that of its file, or that of the file it is in with its number. */
    static String name(String file, Entry entry) {
        String stem = Inputs.fileName(file);
        if (FileKind.of(stem).isPresent()) {
            stem = stem.substring(0, stem.lastIndexOf('.'));
        }
        return entry.name().startsWith("#") ? stem + "-" + entry.index() : Inputs.stem(entry.name());
    }

    /** A line for progress; it stays empty where the number of networks is not known. */
    static Progress progress(String task, NetworkSource source, Streams streams) {
        Progress progress = new Progress(task, "networks", source.size().orElse(0), streams.err());
        if (source.size().isPresent()) {
            progress.startFrom(0);
        }
        return progress;
    }
}
