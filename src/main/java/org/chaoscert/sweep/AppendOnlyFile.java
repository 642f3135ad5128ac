package org.chaoscert.sweep;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file to which pieces are added, each whole or not at all: what was written of a piece when the disk became full is cut off
 * again. If even that fails it stays the file's end, since no piece is taken after one that failed. Not thread-safe.
 */
final class AppendOnlyFile implements Closeable {
    private final SeekableByteChannel file;
    private final Fuse fuse = new Fuse();
    private long length;

    private AppendOnlyFile(SeekableByteChannel file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Cuts off what stands behind a length, and goes on there. */
    static AppendOnlyFile at(long length, SeekableByteChannel file) throws IOException {
        cut(file, length);
        return new AppendOnlyFile(file, length);
    }

    private static void cut(SeekableByteChannel file, long length) throws IOException {
        file.truncate(length);
        file.position(length);
    }

    void append(byte[] piece) throws IOException {
        fuse.run(() -> {
            try {
                write(piece);
            } catch (IOException | RuntimeException | Error problem) {
                cutBack(problem);
                throw problem;
            }
        });
    }

    private void write(byte[] piece) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(piece);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        length += piece.length;
    }

    private void cutBack(Throwable problem) {
        try {
            cut(file, length);
        } catch (IOException | RuntimeException further) {
            problem.addSuppressed(further);
        }
    }

    /** How long the file is, in whole pieces. */
    long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
