package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
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
            return new Summed(archive.getInputStream(member), member);
        }

        @Override
        public SeekableByteChannel channel() throws IOException {
            FileChannel file = Scratch.file();
            try (InputStream in = open()) {
                long unpacked = in.transferTo(Channels.newOutputStream(file));
                if (unpacked < length()) {
                    throw new EOFException(
                            member.getName() + ": " + (length() - unpacked) + " bytes are missing at its end");
                }
                return file;
            } catch (IOException | RuntimeException problem) {
                file.close();
                throw problem;
            }
        }
    }

    /** What is unpacked, as long as it is said to be, with its sum looked at behind the end: no library does so. */
    final class Summed extends CheckedInputStream {
        private final ZipEntry member;
        private long left;

        Summed(InputStream in, ZipEntry member) {
            super(in, new CRC32());
            this.member = member;
            left = member.getSize();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new IOException(
                        member.getName() + " unpacks to more than the " + member.getSize() + " bytes it says");
            }
            if (read < 0 && left == 0 && getChecksum().getValue() != member.getCrc()) {
                throw new IOException(member.getName() + " is damaged: its sum is another than it says");
            }
            return read;
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
