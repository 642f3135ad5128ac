package org.chaoscert.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.chaoscert.exact.OverLimitsException;

/** The lines of a bundle of certificates, packed or not. */
final class BundleLines implements Closeable {
    private final InputStream in;
    private long number;

    private BundleLines(InputStream in) {
        this.in = in;
    }

    /** Tells bundles from single certificates, by their names. */
    static boolean isBundle(String file) {
        return file.endsWith(".jsonl") || file.endsWith(".jsonl.gz");
    }

    static BundleLines open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException("no such file");
        }
        if (Files.isDirectory(file)) {
            throw new IOException("a directory");
        }
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            raw.mark(1);
            if (raw.read() < 0) {
                throw new IOException("is empty");
            }
            raw.reset();
            boolean isPacked = file.toString().endsWith(".gz");
            return new BundleLines(isPacked ? new BufferedInputStream(new Members(new Watched(raw))) : raw);
        } catch (IOException problem) {
            raw.close();
            throw inWords(problem);
        }
    }

    /** What Java says of gzip files that are cut off is no sentence, and often nothing at all. */
    private static IOException inWords(IOException problem) {
        if (problem instanceof EOFException) {
            return new IOException("ends in the middle of a gzip file", problem);
        }
        if (problem instanceof ZipException) {
            return new IOException("a damaged gzip file: " + problem.getMessage(), problem);
        }
        return problem;
    }

    /** Remembers whether there was more to read when it was last asked. */
    private static final class Watched extends FilterInputStream {
        private boolean hasMore;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            int available = super.available();
            hasMore = available > 0;
            return available;
        }
    }

    /** Gzip members, one after another. Java takes what is no member for the end; here it is damage, as it may hide lines. */
    private static final class Members extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final Watched raw;

        Members(Watched raw) throws IOException {
            super(raw, 1 << 16);
            this.raw = raw;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            // After each member Java asks whether there is more, and goes on reading if it finds a header.
            if (read < 0 && (raw.hasMore || inf.getRemaining() > TRAILER || raw.read() >= 0)) {
                throw new ZipException("what follows a member is none");
            }
            return read;
        }
    }

    /** Returns the number of the line that was read last, from 1 on. */
    long number() {
        return number;
    }

    /** Reads the next line, without its end; empty behind the last. */
    Optional<byte[]> next(long mostBytes) throws IOException {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            number++;
            for (; next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
                if (line.size() > mostBytes) {
                    throw new OverLimitsException("line " + number + " is longer than " + mostBytes + " bytes");
                }
            }
            return Optional.of(line.toByteArray());
        } catch (IOException problem) {
            throw inWords(problem);
        }
    }

    /** Tells whether a line holds nothing. Lines may end as on Windows. */
    static boolean isEmpty(byte[] line) {
        return line.length == 0 || (line.length == 1 && line[0] == '\r');
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
