package org.chaoscert.exchange;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is written beside its place and then moved there: whole or not at all. */
public final class WholeFile implements Closeable {
    private final Path target;
    private final Path beside;
    private final OutputStream out;

    private WholeFile(Path target, Path beside, OutputStream out) {
        this.target = target;
        this.beside = beside;
        this.out = out;
    }

    /**
     * Starts.
     *
     * @param target where the file is to be; its directory is made if it is missing
     * @return the file, empty so far
     * @throws IOException if it cannot be written
     */
    public static WholeFile at(Path target) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null) {
            throw new IOException(target + " is no file name");
        }
        Files.createDirectories(directory);
        Path beside = directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(beside, StandardOpenOption.CREATE_NEW), 1 << 16);
        // Also when the program is interrupted.
        beside.toFile().deleteOnExit();
        return new WholeFile(absolute, beside, out);
    }

    /**
     * Returns where to write.
     *
     * @return a buffered stream
     */
    public OutputStream out() {
        return out;
    }

    /**
     * Ends writing, and moves the file to its place; one that stood there is replaced.
     *
     * @throws IOException if it cannot be written
     */
    public void keep() throws IOException {
        out.close();
        try {
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Leaves nothing behind beside the place. */
    @Override
    public void close() throws IOException {
        try (out) {
            Files.deleteIfExists(beside);
        }
    }
}
