package org.chaoscert.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chaoscert.network.NetworkFormatException;

/**
 * The format of NumPy's {@code .npy} files, versions 1 to 3: a magic word, the length of a header, the header, which is a Python
 * dictionary, and the elements. Source: numpy.lib.format in the NumPy reference. Nothing pickled is read.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** More than any array of numbers needs. */
    private static final int LONGEST_HEADER = 1 << 16;

    private static final int MOST_AXES = 32;
    private static final int LONGEST_TEXT = 1 << 16;

    /** One key of the dictionary with its value: a text, a truth value or a tuple of integers. */
    private static final Pattern ITEM = Pattern.compile(
            "\\s*+'(descr|fortran_order|shape)'\\s*+:\\s*+(?:'([^']*+)'|(True|False)|\\(([0-9L, ]*+)\\))\\s*+(?:,|(?=}))");

    private static final Pattern STRUCTURED = Pattern.compile("'descr'\\s*+:\\s*+\\[");

    private static final Pattern TYPE = Pattern.compile("([<>|=])([a-zA-Z])([0-9]{0,9})");

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("b1", ElementType.BOOL),
            Map.entry("i1", ElementType.INT8),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("i2", ElementType.INT16),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("i4", ElementType.INT32),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("i8", ElementType.INT64),
            Map.entry("u8", ElementType.UINT64),
            Map.entry("f2", ElementType.BINARY16),
            Map.entry("f4", ElementType.BINARY32),
            Map.entry("f8", ElementType.BINARY64));

    private Npy() {}

    /**
     * What a file says of itself.
     *
     * @param order the mark of the byte order
     * @param kind the letter of the type
     * @param size the digits behind it
     * @param isFortran whether the first index moves fastest
     * @param shape the extents
     * @param start where the elements start
     */
    private record Header(String order, String kind, String size, boolean isFortran, List<Long> shape, int start) {
        ByteOrder byteOrder() {
            return order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        }
    }

    /**
     * Reads the header of an array of numbers, and sees that the file has room for its elements.
     *
     * @param name the array's name
     * @param content the whole file
     */
    static StoredArray array(String name, Content content) throws IOException, NetworkFormatException {
        Header header = header(name, content);
        ElementType element = TYPES.get(header.kind + header.size);
        if (element == null) {
            throw new NetworkFormatException(
                    name,
                    header.kind.equals("O")
                            ? "pickled Python objects, which are never read"
                            : "elements of type '" + header.order + header.kind + header.size
                                    + "'; expected binary16, 32 or 64, or integers");
        }
        StoredArray array = new StoredArray(
                name, element, header.byteOrder(), header.shape, header.isFortran, content, header.start);
        requireRoom(array);
        return array;
    }

    private static void requireRoom(StoredArray array) throws NetworkFormatException {
        long room = array.content().length() - array.start();
        long elements = StoredArray.product(array.shape());
        if (elements < 0
                || elements > room / array.type().bytes()
                || elements * array.type().bytes() != room) {
            throw new NetworkFormatException(
                    array.inWords(),
                    room + " bytes of elements; expected "
                            + (elements < 0
                                    ? "more than there can be"
                                    : "" + elements + " times " + array.type().bytes()));
        }
    }

    private static List<Long> shape(String name, String tuple) throws NetworkFormatException {
        List<Long> extents = new ArrayList<>();
        for (String extent : tuple.split(",", -1)) {
            String digits = extent.strip().replaceFirst("L$", "");
            if (digits.isEmpty()) {
                continue;
            }
            if (!digits.matches("[0-9]{1,18}") || extents.size() == MOST_AXES) {
                throw new NetworkFormatException(name, "shape (" + tuple + "): not the shape of an array");
            }
            extents.add(Long.parseLong(digits));
        }
        return extents;
    }

    /** Understands the dictionary: three keys, each once, in any order. */
    private static Header understood(String name, String text, int start) throws NetworkFormatException {
        Map<String, String> values = new HashMap<>();
        Matcher item = ITEM.matcher(text);
        int end = text.startsWith("{") ? 1 : text.length();
        while (end < text.length() && item.region(end, text.length()).lookingAt()) {
            String value =
                    item.group(2) != null ? item.group(2) : item.group(3) != null ? item.group(3) : item.group(4);
            if (values.put(item.group(1), value) != null) {
                throw new NetworkFormatException(name, "'" + item.group(1) + "' twice in the header");
            }
            end = item.end();
        }
        if (!text.substring(end).strip().equals("}")) {
            throw new NetworkFormatException(
                    name,
                    STRUCTURED.matcher(text).find()
                            ? "a structured array; expected one of numbers"
                            : "a header that is no dictionary of descr, fortran_order and shape");
        }
        for (String key : List.of("descr", "fortran_order", "shape")) {
            if (!values.containsKey(key)) {
                throw new NetworkFormatException(name, "no '" + key + "' in the header");
            }
        }
        Matcher type = TYPE.matcher(values.getOrDefault("descr", ""));
        String order = values.getOrDefault("fortran_order", "");
        if (!type.matches() || !order.matches("True|False")) {
            throw new NetworkFormatException(name, "a header that is no dictionary of descr, fortran_order and shape");
        }
        return new Header(
                type.group(1),
                type.group(2),
                type.group(3),
                order.equals("True"),
                shape(name, values.getOrDefault("shape", "")),
                start);
    }

    private static Header header(String name, Content content) throws IOException, NetworkFormatException {
        try (InputStream in = content.open()) {
            byte[] start = in.readNBytes(MAGIC.length + 2);
            if (start.length < MAGIC.length + 2
                    || !ByteBuffer.wrap(start, 0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
                throw new NetworkFormatException(name, "no .npy file: it does not start with \\x93NUMPY");
            }
            int version = start[MAGIC.length];
            if (version < 1 || version > 3) {
                throw new NetworkFormatException(name, "version " + version + " of .npy; expected 1 to 3");
            }
            int width = version == 1 ? 2 : 4;
            ByteBuffer bytes = ByteBuffer.wrap(exactly(name, in, width)).order(ByteOrder.LITTLE_ENDIAN);
            long length = width == 2 ? Short.toUnsignedInt(bytes.getShort()) : Integer.toUnsignedLong(bytes.getInt());
            if (length > LONGEST_HEADER) {
                throw new NetworkFormatException(
                        name, "a header of " + length + " bytes; at most " + LONGEST_HEADER + " are read");
            }
            String text = new String(exactly(name, in, (int) length), StandardCharsets.ISO_8859_1);
            return understood(name, text, start.length + width + (int) length);
        }
    }

    private static byte[] exactly(String name, InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException(name + ": the file ends within its header");
        }
        return bytes;
    }

    /** Reads a list of short texts (types U and S). */
    static List<String> texts(String name, Content content) throws IOException, NetworkFormatException {
        Header header = header(name, content);
        boolean isUnicode = header.kind.equals("U");
        if (!isUnicode && !header.kind.equals("S")) {
            throw new NetworkFormatException(
                    name, "elements of type '" + header.order + header.kind + header.size + "'; expected texts");
        }
        long size = Long.parseLong("0" + header.size) * (isUnicode ? 4 : 1);
        long count = StoredArray.product(header.shape);
        long room = content.length() - header.start;
        boolean fits = size > 0 && room <= LONGEST_TEXT && count >= 0 && count <= room / size && count * size == room;
        if (!fits) {
            throw new NetworkFormatException(name, room + " bytes of text; expected " + count + " times " + size);
        }
        Charset charset = isUnicode
                ? Charset.forName(header.byteOrder() == ByteOrder.BIG_ENDIAN ? "UTF-32BE" : "UTF-32LE")
                : StandardCharsets.UTF_8;
        List<String> texts = new ArrayList<>();
        try (InputStream in = content.open()) {
            in.skipNBytes(header.start);
            for (long i = 0; i < count; i++) {
                // Short texts are filled up with zeros.
                texts.add(new String(in.readNBytes((int) size), charset).replaceAll("\0+$", ""));
            }
        }
        return texts;
    }

    /** Returns the bytes before the elements, for an array of little-endian elements in C order. */
    static byte[] header(String type, List<Long> shape) {
        StringBuilder extents = new StringBuilder();
        shape.forEach(extent -> extents.append(extent).append(", "));
        String tuple =
                shape.size() == 1 ? shape.get(0) + "," : extents.toString().replaceAll(", $", "");
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        // Magic word, version and length take ten bytes; the elements start at a multiple of 64.
        int length = (10 + text.length() + 1 + 63) / 64 * 64 - 10;
        ByteBuffer bytes = ByteBuffer.allocate(10 + length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) length);
        bytes.put((text + " ".repeat(length - 1 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        return bytes.array();
    }

    /** Returns a whole file that holds texts. */
    static byte[] file(List<String> texts) {
        int length = Math.max(
                1,
                texts.stream()
                        .mapToInt(text -> text.codePointCount(0, text.length()))
                        .max()
                        .orElse(1));
        byte[] header = header("<U" + length, List.of((long) texts.size()));
        ByteBuffer bytes =
                ByteBuffer.allocate(header.length + 4 * length * texts.size()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(header);
        for (String text : texts) {
            int next = bytes.position() + 4 * length;
            text.codePoints().forEach(bytes::putInt);
            bytes.position(next);
        }
        return bytes.array();
    }
}
