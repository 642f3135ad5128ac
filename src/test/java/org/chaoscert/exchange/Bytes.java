package org.chaoscert.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files of other programs' formats from these formats' descriptions, good ones and bad ones. */
final class Bytes {
    private Bytes() {}

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Binary64 numbers, little end first. */
    static byte[] doubles(double... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(numbers);
        return bytes.array();
    }

    /** Integers of 64 bits, little end first. */
    static byte[] longs(long... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    /** A file of version 1 with any header; elements as they are. */
    static byte[] npy(String header, byte[] elements) {
        byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
        byte[] start = ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put(ascii("NUMPY"))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) text.length)
                .array();
        return joined(start, text, elements);
    }

    static byte[] npy(String type, String shape, byte[] elements) {
        return npy(header(type, false, shape), elements);
    }

    static String header(String type, boolean fortran, String shape) {
        return "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': (" + shape
                + "), }\n";
    }

    /** Words of type U, each of the given length, little end first. */
    static byte[] words(int length, String... words) {
        ByteArrayOutputStream elements = new ByteArrayOutputStream();
        for (String word : words) {
            byte[] bytes = word.getBytes(Charset.forName("UTF-32LE"));
            elements.writeBytes(bytes);
            elements.writeBytes(new byte[4 * length - bytes.length]);
        }
        return npy("<U" + length, words.length + ",", elements.toByteArray());
    }

    /** An archive; members are names and contents in turn. */
    static byte[] zip(Object... members) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file)) {
            for (int i = 0; i < members.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) members[i]));
                zip.write((byte[]) members[i + 1]);
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    /** A safetensors file; single quotes in the header stand for double ones. */
    static byte[] safetensors(String header, byte[] elements) {
        byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return joined(longs(text.length), text, elements);
    }
}
