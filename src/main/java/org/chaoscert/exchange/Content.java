package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Bytes that can be gone through several times: a file, or a member of an archive. */
interface Content {
    /** Returns their number. */
    long length();

    /** Opens them for reading one after the other. */
    InputStream open() throws IOException;

    /** Opens them for reading anywhere. */
    SeekableByteChannel channel() throws IOException;

    /** A file. */
    record OfFile(Path path, long length) implements Content {
        static OfFile of(Path path) throws IOException {
            return new OfFile(path, Files.size(path));
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            return FileChannel.open(path, StandardOpenOption.READ);
        }
    }

    /** A member of an archive, which is unpacked into a file where it has to be read anywhere. */
    record OfMember(ZipFile archive, ZipEntry member) implements Content {
        @Override
        public long length() {
            return member.getSize();
        }

        @Override
        public InputStream open() throws IOException {
            return archive.getInputStream(member);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            FileChannel file = Scratch.file();
            try (InputStream in = open()) {
                in.transferTo(Channels.newOutputStream(file));
                return file;
            } catch (IOException | RuntimeException problem) {
                file.close();
                throw problem;
            }
        }
    }

    /** Files without names, gone when they are closed. */
    final class Scratch {
        private Scratch() {}

        static FileChannel file() throws IOException {
            return FileChannel.open(
                    Files.createTempFile("chaoscert", null),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        }

        /** Closes all, even if some cannot be closed. */
        static void close(Iterable<? extends Closeable> things) throws IOException {
            IOException first = null;
            for (Closeable thing : things) {
                try {
                    thing.close();
                } catch (IOException problem) {
                    first = first == null ? problem : first;
                }
            }
            if (first != null) {
                throw first;
            }
        }
    }
}
