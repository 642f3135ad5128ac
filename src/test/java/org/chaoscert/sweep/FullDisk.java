package org.chaoscert.sweep;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk with little room: what does not fit is written in part, and then it fails. */
final class FullDisk implements SeekableByteChannel {
    static final String MESSAGE = "No space left on device";

    private final FileChannel file;
    private long room;
    private Runnable failure = () -> {};
    private boolean cannotBeCut;

    FullDisk(Path path, long room) throws IOException {
        this.room = room;
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** Makes room again. */
    void empty() {
        room = Long.MAX_VALUE;
    }

    /** Fails otherwise from now on. */
    FullDisk failingWith(Error error) {
        failure = () -> {
            throw error;
        };
        return this;
    }

    /** Fails to shorten the file from now on. */
    FullDisk breakFurther() {
        cannotBeCut = true;
        return this;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int fits = (int) Math.min(room, bytes.remaining());
        if (fits == 0) {
            failure.run();
            throw new IOException(MESSAGE);
        }
        room -= fits;
        int written = file.write(bytes.slice().limit(fits));
        bytes.position(bytes.position() + written);
        return written;
    }

    @Override
    public SeekableByteChannel truncate(long size) throws IOException {
        if (cannotBeCut) {
            throw new IOException("Input/output error");
        }
        file.truncate(size);
        return this;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return file.read(bytes);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public SeekableByteChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
