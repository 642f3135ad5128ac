package org.chaoscert.network;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.chaoscert.exact.OverLimitsException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Strict JSON, token by token: UTF-8 without a byte order mark, no duplicate keys, nothing but white space after the value,
 * limits on size and depth. Every complaint names its place.
 */
public final class JsonSource implements AutoCloseable {
    /** The largest file that is read, in bytes. */
    public static final long MAX_BYTES = 1L << 30;

    private static final int MAX_DEPTH = 64;

    /** Longer than any numeral that is accepted, so that the numeral's own limit speaks first. */
    private static final int MAX_TOKEN = 1 << 28;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_TOKEN)
                    .maxStringLength(MAX_TOKEN)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonSource(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Opens a text for reading.
     *
     * @param bytes the file's content
     * @return a source placed before the first token
     * @throws NetworkFormatException if the text begins with a byte order mark
     * @throws OverLimitsException if it is longer than {@link #MAX_BYTES}
     */
    public static JsonSource of(byte[] bytes) throws NetworkFormatException {
        if (bytes.length > MAX_BYTES) {
            throw new OverLimitsException("a file of " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
        }
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb && (bytes[2] & 0xff) == 0xbf) {
            throw new NetworkFormatException("", "begins with a byte order mark; expected UTF-8 without one");
        }
        InputStreamReader reader = new InputStreamReader(
                new ByteArrayInputStream(bytes),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new JsonSource(JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), reader));
    }

    /**
     * Moves to the next token.
     *
     * @return its kind; {@link JsonToken#NOT_AVAILABLE} at the end of the text
     * @throws NetworkFormatException if the text is no JSON here
     */
    public JsonToken next() throws NetworkFormatException {
        advance();
        JsonToken token = current();
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        if (isText && hasHalfSurrogatePair(text())) {
            throw error("half a surrogate pair in a string");
        }
        return token;
    }

    private static boolean hasHalfSurrogatePair(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                // A pair is one code point beyond the surrogates; half of one is a code point of its own.
                int codePoint = text.codePointAt(i);
                if (Character.isBmpCodePoint(codePoint)) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /**
     * Returns the current token.
     *
     * @return its kind
     */
    public JsonToken current() {
        JsonToken token = parser.currentToken();
        return token == null ? JsonToken.NOT_AVAILABLE : token;
    }

    /**
     * Returns the current token's text: the name, the string, or the number as it stands in the file.
     *
     * @return its text
     * @throws NetworkFormatException if the text is no JSON here
     */
    public String text() throws NetworkFormatException {
        try {
            return parser.getString();
        } catch (JacksonException problem) {
            throw complaint(problem);
        }
    }

    /**
     * Skips the value that the current token starts, reading it all the same.
     *
     * @throws NetworkFormatException if the text is no JSON here
     */
    public void skip() throws NetworkFormatException {
        int depth = 0;
        do {
            if (current().isStructStart()) {
                depth++;
            } else if (current().isStructEnd()) {
                depth--;
            }
        } while (depth > 0 && next() != JsonToken.NOT_AVAILABLE);
    }

    /**
     * Requires the kind of the current token.
     *
     * @param kind the kind that is needed
     * @param expected what to call it in the complaint
     * @throws NetworkFormatException if it is another
     */
    public void require(JsonToken kind, String expected) throws NetworkFormatException {
        if (current() != kind) {
            throw error("found " + describe() + ", expected " + expected);
        }
    }

    /**
     * Makes a complaint about the current place.
     *
     * @param message what was found, and what was expected
     * @return an exception to throw
     */
    public NetworkFormatException error(String message) {
        return new NetworkFormatException(pointer(), message);
    }

    /**
     * Returns the current place.
     *
     * @return a JSON pointer; empty for the whole text
     */
    public String pointer() {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    /**
     * Says what the current token is.
     *
     * @return prose such as {@code the string "x"}
     */
    public String describe() {
        return switch (current()) {
            case START_OBJECT, END_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case END_ARRAY -> "the end of the list";
            case VALUE_STRING -> "a string";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case VALUE_NULL -> "null";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            default -> "the end of the text";
        };
    }

    private void advance() throws NetworkFormatException {
        try {
            parser.nextToken();
        } catch (JacksonException problem) {
            throw complaint(problem);
        }
    }

    private static NetworkFormatException complaint(JacksonException problem) {
        if (problem instanceof StreamConstraintsException limit) {
            boolean nesting = limit.getOriginalMessage().contains("nesting");
            throw new OverLimitsException(
                    nesting ? "nested deeper than " + MAX_DEPTH : "a number or string longer than is handled");
        }
        return problem.getCause() instanceof CharacterCodingException
                ? new NetworkFormatException("", "not UTF-8")
                : new NetworkFormatException(line(problem), "not JSON: " + inPlainWords(problem));
    }

    /** What is wrong, without the advice on the library's settings that follows it. */
    private static String inPlainWords(JacksonException syntax) {
        return syntax.getOriginalMessage()
                .split("\n|: enable |: maybe |: hexadecimal | \\(start marker| \\(not recognized", 2)[0];
    }

    private static String line(JacksonException problem) {
        tools.jackson.core.TokenStreamLocation location = problem.getLocation();
        return location == null || location.getLineNr() < 0
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    @Override
    public void close() {
        parser.close();
    }
}
