package org.chaoscert.network;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Writes JSON the way this program's files look: the upper levels a line each, everything deeper within its line. */
public final class JsonText {
    /** Entries down to this depth stand on lines of their own. */
    private static final int LINE_DEPTH = 3;

    private static final ObjectWriter COMPACT = new JsonMapper().writer();
    private static final ObjectWriter PRETTY = COMPACT.with(new Layout());

    private JsonText() {}

    /** Breaks lines down to {@link #LINE_DEPTH}. */
    private static final class Layout extends DefaultPrettyPrinter {
        private static final long serialVersionUID = 1L;

        Layout() {
            super(Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER));
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new Layout();
        }

        private void lineBreak(JsonGenerator out) {
            out.writeRaw('\n');
            out.writeRaw(" ".repeat(_nesting));
        }

        @Override
        public void writeStartObject(JsonGenerator out) {
            out.writeRaw('{');
            _nesting++;
        }

        @Override
        public void writeStartArray(JsonGenerator out) {
            out.writeRaw('[');
            _nesting++;
        }

        @Override
        public void beforeObjectEntries(JsonGenerator out) {
            beforeArrayValues(out);
        }

        @Override
        public void beforeArrayValues(JsonGenerator out) {
            if (_nesting <= LINE_DEPTH) {
                lineBreak(out);
            }
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator out) {
            writeArrayValueSeparator(out);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator out) {
            out.writeRaw(',');
            if (_nesting <= LINE_DEPTH) {
                lineBreak(out);
            } else {
                out.writeRaw(' ');
            }
        }

        @Override
        public void writeEndObject(JsonGenerator out, int entries) {
            _nesting--;
            out.writeRaw('}');
        }

        @Override
        public void writeEndArray(JsonGenerator out, int values) {
            _nesting--;
            out.writeRaw(']');
        }
    }

    /**
     * Writes a file.
     *
     * @param content writes one object
     * @return its text in UTF-8, with a line end
     */
    public static byte[] file(Consumer<JsonGenerator> content) {
        return bytes(PRETTY, content);
    }

    /**
     * Writes one line.
     *
     * @param content writes one object
     * @return its text without line ends
     */
    public static String line(Consumer<JsonGenerator> content) {
        return new String(bytes(COMPACT, content), StandardCharsets.UTF_8).stripTrailing();
    }

    /**
     * Puts the text of a file on one line.
     *
     * @param file what {@link #file} has returned
     * @return the same JSON, without line ends
     */
    public static String line(byte[] file) {
        // Lines are broken between tokens only, and indented with spaces.
        return new String(file, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .collect(Collectors.joining());
    }

    private static byte[] bytes(ObjectWriter writer, Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = writer.createGenerator(bytes)) {
            content.accept(out);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }
}
