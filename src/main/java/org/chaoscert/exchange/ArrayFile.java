package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.network.NetworkFormatException;

/** A file of named arrays, {@code .npz}, {@code .npy} or {@code .safetensors}. */
interface ArrayFile extends Closeable {
    /** Returns the names, in the file's order. */
    List<String> names();

    /** Looks an array of numbers up. */
    Optional<StoredArray> array(String name) throws IOException, NetworkFormatException;

    /** Looks a list of words up, kept beside the arrays. */
    Optional<List<String>> words(String name) throws IOException, NetworkFormatException;

    /** A file that is one array, called {@code array}. */
    record Single(Content content) implements ArrayFile {
        static final String NAME = "array";

        @Override
        public List<String> names() {
            return List.of(NAME);
        }

        @Override
        public Optional<StoredArray> array(String name) throws IOException, NetworkFormatException {
            return name.equals(NAME) ? Optional.of(Npy.array(NAME, content)) : Optional.empty();
        }

        @Override
        public Optional<List<String>> words(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /** A zip archive of {@code .npy} files. */
    final class Npz implements ArrayFile {
        private static final String ENDING = ".npy";
        private static final int MOST_MEMBERS = 4096;

        /** What is unpacked to more than this may not have been packed to less than one part in {@link #MOST_PACKED}. */
        private static final long SUSPICIOUS = 1L << 30;

        private static final int MOST_PACKED = 200;

        private final ZipFile archive;
        private final Map<String, Content> members = new LinkedHashMap<>();

        private Npz(ZipFile archive) {
            this.archive = archive;
        }

        static Npz open(Path path) throws IOException, NetworkFormatException {
            ZipFile archive;
            try {
                archive = new ZipFile(path.toFile());
            } catch (ZipException problem) {
                throw new NetworkFormatException("", "no .npz file: " + problem.getMessage());
            }
            try {
                Npz file = new Npz(archive);
                file.list();
                return file;
            } catch (NetworkFormatException | RuntimeException problem) {
                archive.close();
                throw problem;
            }
        }

        private void list() throws NetworkFormatException {
            if (archive.size() > MOST_MEMBERS) {
                throw new OverLimitsException(
                        "an archive of " + archive.size() + " members; at most " + MOST_MEMBERS + " are read");
            }
            for (ZipEntry member : Collections.list(archive.entries())) {
                String name = member.getName();
                if (name.endsWith(ENDING)) {
                    String array = name.substring(0, name.length() - ENDING.length());
                    if (members.put(array, new Content.OfMember(archive, member)) != null) {
                        throw new NetworkFormatException(array, "two members of this name");
                    }
                    requireHonest(array, member);
                }
            }
        }

        private static void requireHonest(String name, ZipEntry member) {
            long length = member.getSize();
            if (length > SUSPICIOUS && length / MOST_PACKED > member.getCompressedSize()) {
                throw new OverLimitsException(
                        name + ": " + member.getCompressedSize() + " bytes that unpack to " + length);
            }
        }

        @Override
        public List<String> names() {
            return new ArrayList<>(members.keySet());
        }

        @Override
        public Optional<StoredArray> array(String name) throws IOException, NetworkFormatException {
            Content content = members.get(name);
            return content == null ? Optional.empty() : Optional.of(Npy.array(name, content));
        }

        @Override
        public Optional<List<String>> words(String name) throws IOException, NetworkFormatException {
            Content content = members.get(name);
            return content == null ? Optional.empty() : Optional.of(Npy.texts(name, content));
        }

        @Override
        public void close() throws IOException {
            archive.close();
        }
    }
}
