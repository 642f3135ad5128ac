package org.chaoscert.sweep;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Certificates that hold their networks, one a line, in one compressed file: a gzip member for each block, so that the file
 * can be cut off after any of them. Nothing is added after a member that could not be written. Not thread-safe.
 */
final class Bundle implements Closeable {
    private final AppendOnlyFile file;

    private Bundle(AppendOnlyFile file) {
        this.file = file;
    }

    /** Opens a bundle, and cuts off what stands behind a length. */
    static Bundle open(Path path, long length) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (file.size() < length) {
                throw new LedgerException(path + " is shorter than the checkpoint says: " + length + " bytes");
            }
            return at(length, file);
        } catch (IOException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    static Bundle at(long length, SeekableByteChannel file) throws IOException {
        return new Bundle(AppendOnlyFile.at(length, file));
    }

    /** Adds lines, if any, and returns the file's length then. */
    long add(byte[] lines) throws IOException {
        file.append(lines.length == 0 ? lines : member(lines));
        return file.length();
    }

    private static byte[] member(byte[] lines) throws IOException {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
            gzip.write(lines);
        }
        return member.toByteArray();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
