package org.chaoscert.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.chaoscert.network.NetworkFormatException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of the format safetensors: the length of a header in eight bytes, the header in JSON, and behind it the elements of all
 * arrays, without gaps. Source: the format's description at huggingface/safetensors.
 */
final class Safetensors implements ArrayFile {
    /** Words beside the arrays. */
    private static final String METADATA = "__metadata__";

    /** As the format's own readers have it. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("BOOL", ElementType.BOOL),
            Map.entry("I8", ElementType.INT8),
            Map.entry("U8", ElementType.UINT8),
            Map.entry("I16", ElementType.INT16),
            Map.entry("U16", ElementType.UINT16),
            Map.entry("I32", ElementType.INT32),
            Map.entry("U32", ElementType.UINT32),
            Map.entry("I64", ElementType.INT64),
            Map.entry("U64", ElementType.UINT64),
            Map.entry("F16", ElementType.BINARY16),
            Map.entry("BF16", ElementType.BFLOAT16),
            Map.entry("F32", ElementType.BINARY32),
            Map.entry("F64", ElementType.BINARY64));

    private final Content content;
    private final Map<String, JsonNode> entries = new LinkedHashMap<>();
    private final Map<String, List<String>> words = new LinkedHashMap<>();
    private final long start;

    private Safetensors(Content content, JsonNode header, long start) throws NetworkFormatException {
        this.content = content;
        this.start = start;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(word -> words.put(
                                word.getKey(),
                                List.of(word.getValue().asString("").split(","))));
            } else {
                entries.put(entry.getKey(), entry.getValue());
            }
        }
        requireNoGaps();
    }

    static Safetensors open(Content content) throws IOException, NetworkFormatException {
        try (InputStream in = content.open()) {
            byte[] size = in.readNBytes(8);
            long length = size.length < 8
                    ? -1
                    : ByteBuffer.wrap(size).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (length < 2 || length > content.length() - 8) {
                throw new NetworkFormatException(
                        "",
                        "no .safetensors file: a header of " + Long.toUnsignedString(length) + " bytes in a file of "
                                + content.length());
            }
            if (length > LONGEST_HEADER) {
                throw new NetworkFormatException(
                        "", "a header of " + length + " bytes; at most " + LONGEST_HEADER + " are read");
            }
            return new Safetensors(content, json(in.readNBytes((int) length)), 8 + length);
        }
    }

    private static JsonNode json(byte[] bytes) throws NetworkFormatException {
        try {
            JsonNode header = MAPPER.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            if (header.isObject()) {
                return header;
            }
        } catch (CharacterCodingException problem) {
            throw new NetworkFormatException("header", "not UTF-8");
        } catch (JacksonException problem) {
            throw new NetworkFormatException("header", "not JSON: " + problem.getOriginalMessage());
        }
        throw new NetworkFormatException("header", "no object");
    }

    /** The bytes of an array, counted from the first element. */
    private record Range(String name, long from, long to) {}

    /** Arrays that overlap, or bytes of none, are signs of a file that is not what it seems. */
    private void requireNoGaps() throws NetworkFormatException {
        List<Range> ranges = new ArrayList<>();
        for (String name : entries.keySet()) {
            ranges.add(range(name));
        }
        ranges.sort(Comparator.comparingLong(Range::from).thenComparingLong(Range::to));
        long end = 0;
        for (Range range : ranges) {
            if (range.from != end) {
                throw new NetworkFormatException(
                        range.name, "starts at offset " + range.from + ", where " + end + " was expected");
            }
            end = range.to;
        }
        if (end != content.length() - start) {
            throw new NetworkFormatException(
                    "", content.length() - start + " bytes of elements; the header speaks of " + end);
        }
    }

    private Range range(String name) throws NetworkFormatException {
        JsonNode offsets = entry(name).path("data_offsets");
        if (offsets.size() != 2
                || !offsets.path(0).canConvertToLong()
                || !offsets.path(1).canConvertToLong()) {
            throw new NetworkFormatException(name, "no data_offsets of two integers");
        }
        long from = offsets.path(0).longValue();
        long to = offsets.path(1).longValue();
        if (from < 0 || to < from || to > content.length() - start) {
            throw new NetworkFormatException(
                    name, "offsets " + from + " to " + to + "; there are " + (content.length() - start) + " bytes");
        }
        return new Range(name, from, to);
    }

    private JsonNode entry(String name) {
        return Objects.requireNonNull(entries.get(name));
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(entries.keySet());
    }

    @Override
    public Optional<StoredArray> array(String name) throws NetworkFormatException {
        if (!entries.containsKey(name)) {
            return Optional.empty();
        }
        ElementType type = TYPES.get(entry(name).path("dtype").asString(""));
        if (type == null) {
            throw new NetworkFormatException(
                    name,
                    "elements of type " + entry(name).path("dtype") + "; expected F16, BF16, F32, F64 or integers");
        }
        List<Long> shape = new ArrayList<>();
        for (JsonNode extent : entry(name).path("shape")) {
            if (!extent.canConvertToLong() || extent.longValue() < 0) {
                throw new NetworkFormatException(
                        name, "shape " + entry(name).path("shape") + ": not the shape of an array");
            }
            shape.add(extent.longValue());
        }
        Range range = range(name);
        long elements = StoredArray.product(shape);
        if (elements < 0 || elements > Long.MAX_VALUE / 8 || elements * type.bytes() != range.to - range.from) {
            throw new NetworkFormatException(
                    name, range.to - range.from + " bytes for shape " + shape + " of " + type.word());
        }
        return Optional.of(
                new StoredArray(name, type, ByteOrder.LITTLE_ENDIAN, shape, false, content, start + range.from));
    }

    @Override
    public Optional<List<String>> words(String name) {
        return Optional.ofNullable(words.get(name));
    }

    @Override
    public void close() {}
}
