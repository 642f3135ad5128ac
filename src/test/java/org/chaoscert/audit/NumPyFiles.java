package org.chaoscert.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .npy} and {@code .npz} files as NumPy does, byte by byte. */
public final class NumPyFiles {
    private final Map<String, byte[]> arrays = new LinkedHashMap<>();

    /** Adds an array of binary64 numbers. */
    public NumPyFiles with(String name, double[] numbers, int... shape) {
        arrays.put(name, npy(numbers, shape));
        return this;
    }

    /** Adds a list of truth values. */
    public NumPyFiles with(String name, boolean... truths) {
        byte[] bytes = new byte[truths.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (truths[i] ? 1 : 0);
        }
        arrays.put(name, npy("|b1", bytes, truths.length));
        return this;
    }

    /** Adds a list of integers of eight bytes. */
    public NumPyFiles with(String name, long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        arrays.put(name, npy("<i8", bytes.array(), numbers.length));
        return this;
    }

    /** A file of one array of binary64 numbers. */
    public static byte[] npy(double[] numbers, int... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return npy("<f8", bytes.array(), shape.length == 0 ? new int[] {numbers.length} : shape);
    }

    /** A file of one array of binary32 numbers. */
    public static byte[] npy(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return npy("<f4", bytes.array(), numbers.length);
    }

    private static byte[] npy(String type, byte[] content, int... shape) {
        String extents = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                + (shape.length == 1 ? "," : "");
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + extents + "), }";
        int padding = 63 - (10 + header.length()) % 64;
        String padded = header + " ".repeat(padding) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + padded.length() + content.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        file.putShort((short) padded.length())
                .put(padded.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        return file.array();
    }

    /** The archive. */
    public byte[] npz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = bytes;
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                zip.putNextEntry(new ZipEntry(array.getKey() + ".npy"));
                zip.write(array.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /** Writes the archive. */
    public Path write(Path path) throws IOException {
        return Files.write(path, npz());
    }
}
