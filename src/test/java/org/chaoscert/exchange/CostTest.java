package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused is refused cheaply, and batches take no more memory than one network or a block of them. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SAME_THREAD)
class CostTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    private Path directory;

    /** A file of any length that takes no room; the bytes behind the start are zeros. */
    private Path sparse(String name, byte[] start, long length) throws IOException {
        Path path = Files.write(directory.resolve(name), start);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(length);
        }
        return path;
    }

    /** Refuses a file, and tells how many bytes of memory that took in all. */
    private static String cheapRefusal(Path file) {
        Exchange.refusal(file);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        String refusal = Exchange.refusal(file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated")
                .isLessThan(2 * MEBIBYTE);
        return refusal;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<f8 ; 1000000000000, 1000000000000 ; more than there can be",
                "<f8 ; 2, 100000000000000000      ; bytes of elements; expected",
                "|i1 ; 2, 9223372036854775807     ; not the shape of an array",
                "<f8 ; 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4 ; more than there can be"
            })
    void declaredExtents(String type, String shape, String said) throws IOException {
        byte[] npy = Bytes.npy(type, shape, new byte[64]);
        assertThat(cheapRefusal(Files.write(directory.resolve("x.npy"), npy))).contains(said);
        byte[] npz = Bytes.zip("a.npy", npy, "b.npy", npy);
        assertThat(cheapRefusal(Files.write(directory.resolve("x.npz"), npz))).contains(said);
    }

    @Test
    void oneNetworkThatFillsADisk() throws IOException {
        long half = 1L << 32;
        byte[] start = Bytes.npy("<f8", "2, " + half, new byte[0]);
        assertThat(cheapRefusal(sparse("x.npy", start, start.length + 16 * half)))
                .isEqualTo("array of shape (2, 4294967296): networks of more than 33554432 numbers");
        byte[] fortran = Bytes.npy(Bytes.header("<f2", true, "3, 2, " + half), new byte[0]);
        assertThat(cheapRefusal(sparse("x.npy", fortran, fortran.length + 12 * half)))
                .contains("networks of more than 33554432 numbers");
        byte[] header = Bytes.safetensors(
                "{'w0': {'dtype': 'F64', 'shape': [1, " + half + ", 1], 'data_offsets': [0, " + 8 * half + "]},"
                        + " 'b0': {'dtype': 'F64', 'shape': [1, " + half + "], 'data_offsets': [" + 8 * half + ", "
                        + 16 * half + "]}}",
                new byte[0]);
        assertThat(cheapRefusal(sparse("x.safetensors", header, header.length + 16 * half)))
                .contains("w0 of shape (1, 4294967296, 1): 4294967296 units");
    }

    @Test
    void headersThatFillADisk() throws IOException {
        assertThat(cheapRefusal(sparse("x.safetensors", Bytes.longs(1L << 32), 1L << 33)))
                .isEqualTo("a header of 4294967296 bytes; at most 100000000 are read");
        byte[] npy = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put(Bytes.ascii("NUMPY"))
                .put((byte) 2)
                .put((byte) 0)
                .putInt(-1)
                .array();
        assertThat(cheapRefusal(sparse("x.npy", npy, 1L << 33)))
                .isEqualTo("array: a header of 4294967295 bytes; at most 65536 are read");
    }

    @Test
    void modelThatFillsADisk() throws IOException {
        assertThat(cheapRefusal(sparse("x.onnx", new byte[8], (1L << 30) + 1)))
                .isEqualTo("a file of more than 1073741824 bytes");
    }

    /** An archive of one or more members of many zeros behind their headers. */
    private Path zeros(String name, String[] members, byte[] header, long zeros) throws IOException {
        Path file = directory.resolve(name);
        byte[] block = new byte[1 << 16];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(Deflater.BEST_SPEED);
            for (String member : members) {
                zip.putNextEntry(new ZipEntry(member));
                zip.write(header);
                for (long done = 0; done < zeros; done += block.length) {
                    zip.write(block, 0, (int) Math.min(block.length, zeros - done));
                }
                zip.closeEntry();
            }
        }
        return file;
    }

    @ParameterizedTest
    @CsvSource({"false, 4", "true, 24"})
    void zerosThatUnpackToMuch(boolean fortran, int mebibytes) throws IOException, NetworkFormatException {
        int networks = 1_500_000;
        byte[] header = Bytes.npy(Bytes.header("<f8", fortran, networks + ", 4"), new byte[0]);
        Path file = zeros("x.npz", new String[] {"a.npy", "b.npy"}, header, 32L * networks);
        assertThat(Files.size(file)).isLessThan(MEBIBYTE);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (NetworkSource source = FileKind.open(file, ReadOptions.DEFAULT)) {
            Optional<Entry> first = source.next();
            assertThat(first.orElseThrow().fault()).isEmpty();
            assertThat(source.size()).hasValue(networks);
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated of %d", 64L * networks)
                    .isLessThan(mebibytes * MEBIBYTE);
        }
    }

    @Test
    void tooManyZeros() throws IOException {
        // Two GiB of zeros, said to be so and packed to almost nothing: refused by the archive's list, before
        // unpacking.
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(new byte[100]);
            zip.closeEntry();
        }
        byte[] bytes = archive.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 22 - 51 + 24, Integer.MAX_VALUE);
        assertThat(cheapRefusal(Files.write(directory.resolve("x.npz"), bytes)))
                .matches("a: [0-9]+ bytes that unpack to 2147483647");
    }

    @Test
    void memberThatIsShorterThanItSays() throws IOException {
        byte[] npy = Bytes.npy("<f8", "3, 100", new byte[800]);
        byte[] bytes = Bytes.zip("a.npy", npy, "b.npy", Bytes.npy("<f8", "3, 100", new byte[2400]));
        int place = place(bytes, "a.npy") - 46;
        ByteBuffer list = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(list.getInt(place)).isEqualTo(0x02014b50);
        list.putInt(place + 24, npy.length + 1600);
        Path file = Files.write(directory.resolve("x.npz"), bytes);
        try (NetworkSource source = FileKind.open(file, ReadOptions.DEFAULT)) {
            assertThat(source.next().orElseThrow().fault()).isEmpty();
            source.next();
            fail("the second network is read");
        } catch (IOException expected) {
            assertThat(expected).hasMessageContaining("the file ends here");
        } catch (NetworkFormatException other) {
            fail("refused at once", other);
        }
    }

    /** Where a name stands last in an archive: in its list. */
    private static int place(byte[] bytes, String name) {
        byte[] sought = Bytes.ascii(name);
        for (int i = bytes.length - sought.length; i >= 0; i--) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
