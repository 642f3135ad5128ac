package org.chaoscert.checker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict JSON (RFC 8259): UTF-8 without byte order mark, no duplicate keys, whole surrogate pairs, nothing but white space
 * after the value. Values are {@code Map}, {@code List}, {@code String}, and {@link Bare} for numbers and true, false, null.
 */
final class Json {
    /** An unquoted word or number, as it is written. */
    record Bare(String text) {}

    private static final Pattern BARE =
            Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?(?:[eE][+-]?[0-9]++)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private final Limits limits;
    private final Matcher bare;
    private int next;

    private Json(String text, Limits limits) {
        this.text = text;
        this.limits = limits;
        bare = BARE.matcher(text);
    }

    static Object parse(byte[] bytes, Limits limits) throws Fault {
        limits.requireBytes(bytes.length);
        String text;
        try {
            // Reports malformed input. A byte order mark stays as a character, and no value begins with it.
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw Fault.unreadable("", "", "not UTF-8");
        }
        Json json = new Json(text, limits);
        json.skipSpace();
        Object value = json.value(0);
        if (json.next < text.length()) {
            throw json.fault("text after the end");
        }
        return value;
    }

    private Fault fault(String what) {
        return Fault.unreadable("", "", "not JSON: " + what + " at character " + next);
    }

    private char peek() {
        return next < text.length() ? text.charAt(next) : '\0';
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            next++;
        }
    }

    /** Takes a mark and the white space behind it. */
    private void expect(char mark) throws Fault {
        if (peek() != mark) {
            throw fault((next < text.length() ? "" : "unexpected end, ") + "expected " + mark);
        }
        next++;
        skipSpace();
    }

    private Object value(int depth) throws Fault {
        if (depth > limits.depth()) {
            throw Fault.overLimits("", "nested deeper than " + limits.depth());
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> list(depth);
            case '"' -> string();
            default -> bare();
        };
    }

    private Map<String, Object> object(int depth) throws Fault {
        Map<String, Object> members = new LinkedHashMap<>();
        for (expect('{'); peek() != '}'; ) {
            if (!members.isEmpty()) {
                expect(',');
            }
            String key = string();
            expect(':');
            if (members.put(key, value(depth + 1)) != null) {
                throw fault("the key \"" + key + "\" stands twice, before");
            }
        }
        expect('}');
        return members;
    }

    private List<Object> list(int depth) throws Fault {
        List<Object> elements = new ArrayList<>(1);
        for (expect('['); peek() != ']'; ) {
            if (!elements.isEmpty()) {
                expect(',');
            }
            elements.add(value(depth + 1));
            limits.requireLength(elements.size(), "");
        }
        expect(']');
        return elements;
    }

    private Bare bare() throws Fault {
        if (!bare.region(next, text.length()).lookingAt()) {
            throw fault(next < text.length() ? "unexpected character" : "unexpected end");
        }
        next = bare.end();
        skipSpace();
        return new Bare(bare.group());
    }

    private String string() throws Fault {
        if (peek() != '"') {
            throw fault("expected \"");
        }
        int start = next;
        StringBuilder characters = new StringBuilder();
        for (next++; peek() != '"'; next++) {
            if (peek() < ' ') {
                throw fault(next < text.length() ? "control character in a string" : "string without end");
            }
            characters.append(peek() == '\\' ? escape() : peek());
        }
        boolean escaped = characters.length() < next - start - 1;
        expect('"');
        if (escaped && !StandardCharsets.UTF_8.newEncoder().canEncode(characters)) {
            throw fault("half a surrogate pair before");
        }
        return characters.toString();
    }

    private char escape() throws Fault {
        next++;
        int known = ESCAPES.indexOf(peek());
        if (known >= 0) {
            return ESCAPED.charAt(known);
        }
        String digits = text.substring(next, Math.min(next + 5, text.length()));
        if (!digits.matches("u[0-9a-fA-F]{4}")) {
            throw fault("unknown escape");
        }
        next += 4;
        return (char) Integer.parseInt(digits.substring(1), 16);
    }
}
