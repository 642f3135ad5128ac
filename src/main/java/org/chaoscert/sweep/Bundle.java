package org.chaoscert.sweep;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Certificates that hold their networks, one a line, in one compressed file: a gzip member for each block, so that the file
 * can be cut off after any of them. Not thread-safe.
 */
final class Bundle implements Closeable {
    private final FileChannel file;

    private Bundle(FileChannel file) {
        this.file = file;
    }

    /** Opens a bundle, and cuts off what stands behind a length. */
    static Bundle open(Path path, long length) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.size() < length) {
            file.close();
            throw new LedgerException(path + " is shorter than the checkpoint says: " + length + " bytes");
        }
        file.truncate(length);
        file.position(length);
        return new Bundle(file);
    }

    /** Adds lines, if any, and returns the file's length then. */
    long add(byte[] lines) throws IOException {
        if (lines.length > 0) {
            ByteArrayOutputStream member = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(member)) {
                gzip.write(lines);
            }
            ByteBuffer bytes = ByteBuffer.wrap(member.toByteArray());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        return file.position();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
