package org.chaoscert.certify;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

/** Writes files whole or not at all: beside the target first, read back and compared, then moved into place. */
public final class CertificateFiles {
    /** Puts bytes into a new file; replaced in tests by one that fails. */
    @FunctionalInterface
    public interface Store {
        /**
         * Writes a file.
         *
         * @param file where to
         * @param bytes what
         * @throws IOException if it cannot be written
         */
        void write(Path file, byte[] bytes) throws IOException;
    }

    private final Store store;

    /** Writes to the file system. */
    public CertificateFiles() {
        this((file, bytes) -> Files.write(file, bytes, StandardOpenOption.CREATE_NEW));
    }

    /**
     * Writes through a store.
     *
     * @param store how bytes reach a file
     */
    public CertificateFiles(Store store) {
        this.store = store;
    }

    /**
     * Writes one file.
     *
     * @param target its path; its directory is made if it is missing; an older file is replaced
     * @param bytes its content
     * @throws IOException if it could not be written; the target is then as it was before, and nothing lies beside it
     */
    public void write(Path target, byte[] bytes) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory == null) {
            throw new IOException(target + " is no file name");
        }
        Files.createDirectories(directory);
        // Not a temporary file of the platform: those are readable by their owner only.
        Path beside = directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            store.write(beside, bytes);
            if (!Arrays.equals(Files.readAllBytes(beside), bytes)) {
                throw new IOException("what was read back is not what was written");
            }
            move(beside, absolute);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unsupported) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
