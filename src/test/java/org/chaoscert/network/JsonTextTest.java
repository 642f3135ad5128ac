package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

/** The layout of files: three levels a line each, everything deeper within its line. */
class JsonTextTest {
    private static String file(Consumer<JsonGenerator> content) {
        return new String(JsonText.file(content), StandardCharsets.UTF_8);
    }

    private static void nested(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("a", "é\u2028/\"\\\n\t");
        out.writeName("b");
        out.writeStartArray();
        out.writeStartObject();
        out.writeNumberProperty("c", 1);
        out.writeName("d");
        out.writeStartArray();
        out.writeStartArray();
        out.writeNumber(2);
        out.writeNumber(3);
        out.writeEndArray();
        out.writeStartObject();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }

    @Test
    void threeLevelsHaveLinesOfTheirOwn() {
        assertThat(file(JsonTextTest::nested)).isEqualTo("""
                        {
                         "a": "é%s/\\"\\\\\\n\\t",
                         "b": [
                          {
                           "c": 1,
                           "d": [[2, 3], {}]}]}
                        """.formatted("\u2028"));
    }

    @Test
    void aLineHasNoLineEndsAndSaysTheSame() {
        String line = JsonText.line(JsonTextTest::nested);
        assertThat(line).doesNotContain("\n", "\r").startsWith("{").endsWith("}");
        assertThat(NetworkFiles.json(line.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(NetworkFiles.json(JsonText.file(JsonTextTest::nested)));
    }

    @Test
    void emptyObjectsAndListsStayTogether() {
        assertThat(file(out -> {
                    out.writeStartObject();
                    out.writeName("a");
                    out.writeStartArray();
                    out.writeEndArray();
                    out.writeName("b");
                    out.writeStartObject();
                    out.writeEndObject();
                    out.writeEndObject();
                }))
                .isEqualToIgnoringWhitespace("{\"a\": [], \"b\": {}}");
    }

    @Test
    void theSameContentGivesTheSameBytes() {
        assertThat(JsonText.file(JsonTextTest::nested)).isEqualTo(JsonText.file(JsonTextTest::nested));
    }
}
