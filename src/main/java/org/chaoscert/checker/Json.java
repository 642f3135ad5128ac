package org.chaoscert.checker;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.chaoscert.checker.Fault.Place;

/**
 * Strict JSON (RFC 8259): UTF-8 without byte order mark, no duplicate keys, whole surrogate pairs, nothing but white space
 * after the value. Values are {@code Map}, {@code List}, {@code String}, and {@link Bare} for numbers and true, false, null.
 *
 * <p>One pass holds the whole text against the grammar and marks where the values begin. Lists are only views of these marks:
 * their elements are made when they are asked for, so that a wide network takes little more room than its text.
 */
final class Json {
    /** An unquoted word or number, as it is written. */
    record Bare(String text) {}

    /** The members of a JSON object, with the place in every complaint. */
    record Members(Map<?, ?> members, Object at, Limits limits) {
        static Members of(Object value, Object at, Limits limits) throws Fault {
            return new Members(cast(Map.class, value, at, "an object"), at, limits);
        }

        private static <T> T cast(Class<T> type, Object value, Object at, String expected) throws Fault {
            if (!type.isInstance(value)) {
                throw Fault.rejected("wrong-type", at, "expected " + expected);
            }
            return type.cast(value);
        }

        boolean has(String key) {
            return members.containsKey(key);
        }

        Place place(String key) {
            return new Place(at, key);
        }

        Object get(String key) throws Fault {
            Object value = members.get(key);
            if (value == null) {
                throw Fault.rejected("missing-key", place(key), "missing");
            }
            return value;
        }

        void allowOnly(List<String> keys) throws Fault {
            for (Object key : members.keySet()) {
                if (!keys.contains(key)) {
                    String escaped = key.toString().replace("~", "~0").replace("/", "~1");
                    throw Fault.rejected("unknown-key", place(escaped), "a key outside the format");
                }
            }
        }

        Members object(String key) throws Fault {
            return of(get(key), place(key), limits);
        }

        String string(String key) throws Fault {
            return cast(String.class, get(key), place(key), "a string");
        }

        List<?> list(String key) throws Fault {
            return list(get(key), place(key));
        }

        static List<?> list(Object value, Object at) throws Fault {
            return cast(List.class, value, at, "a list");
        }

        Fraction canonical(String key) throws Fault {
            return Numerals.canonical(get(key), place(key), limits);
        }

        /** A count: a JSON integer, at least 1. */
        BigInteger count(String key) throws Fault {
            if (!(get(key) instanceof Bare bare) || !bare.text().matches("[1-9][0-9]*+")) {
                throw Fault.rejected("wrong-type", place(key), "expected an integer of at least 1");
            }
            limits.requireDigits(bare.text(), place(key));
            return new BigInteger(bare.text());
        }
    }

    private static final List<String> WORDS = List.of("true", "false", "null");
    private static final char REPLACEMENT = '\uFFFD';
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final byte[] text;
    private final Limits limits;
    private int next;

    /**
     * For each value in the order of the text the place where it begins; behind that, for an object or a list, the number
     * of its members or elements and the index of the mark behind its last; for a number or word, where it ends. Keys of
     * objects have marks like values.
     */
    private int[] marks = new int[64];

    private int marked;

    private Json(byte[] text, Limits limits) {
        this.text = text;
        this.limits = limits;
    }

    static Object parse(byte[] bytes, Limits limits) throws Fault {
        limits.requireBytes(bytes.length);
        // What is malformed is decoded to a replacement, and does not come back. A byte order mark stays as a
        // character, and
        // no value begins with it.
        String decoded = new String(bytes, StandardCharsets.UTF_8);
        if (decoded.indexOf(REPLACEMENT) >= 0 && !Arrays.equals(bytes, decoded.getBytes(StandardCharsets.UTF_8))) {
            throw Fault.unreadable("", "", "not UTF-8");
        }
        Json json = new Json(bytes, limits);
        json.skipSpace();
        json.passValue(0);
        if (json.next < bytes.length) {
            throw json.fault("text after the end");
        }
        return json.value(0);
    }

    private Fault fault(String what) {
        int character = between(0, next).length();
        return Fault.unreadable("", "", "not JSON: " + what + " at character " + character);
    }

    private String between(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.UTF_8);
    }

    /** A byte: a character, or part of one that has no meaning in JSON outside of strings. */
    private char at(int index) {
        return index < text.length ? (char) Byte.toUnsignedInt(text[index]) : '\0';
    }

    private char peek() {
        return at(next);
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
            next++;
        }
    }

    /** Takes a mark of punctuation and the white space behind it. */
    private void expect(char mark) throws Fault {
        if (peek() != mark) {
            throw fault((next < text.length ? "" : "unexpected end, ") + "expected " + mark);
        }
        next++;
        skipSpace();
    }

    private void mark(int number) {
        if (marked == marks.length) {
            marks = Arrays.copyOf(marks, 2 * marked);
        }
        marks[marked++] = number;
    }

    /** Passes one value and the white space behind it, and marks it. */
    private void passValue(int depth) throws Fault {
        if (depth > limits.depth()) {
            throw Fault.overLimits("", "nested deeper than " + limits.depth());
        }
        int start = marked;
        mark(next);
        switch (peek()) {
            case '{' -> passObject(start, depth);
            case '[' -> passList(start, depth);
            case '"' -> string();
            default -> passBare();
        }
    }

    private void close(int start, int count) {
        marks[start + 1] = count;
        marks[start + 2] = marked;
    }

    private void passObject(int start, int depth) throws Fault {
        mark(0);
        mark(0);
        Set<String> keys = new HashSet<>();
        for (expect('{'); peek() != '}'; ) {
            if (!keys.isEmpty()) {
                expect(',');
            }
            mark(next);
            String key = string();
            expect(':');
            passValue(depth + 1);
            if (!keys.add(key)) {
                throw fault("the key \"" + key + "\" stands twice, before");
            }
        }
        expect('}');
        close(start, keys.size());
    }

    private void passList(int start, int depth) throws Fault {
        mark(0);
        mark(0);
        int count = 0;
        for (expect('['); peek() != ']'; ) {
            if (count > 0) {
                expect(',');
            }
            passValue(depth + 1);
            limits.requireLength(++count, "");
        }
        expect(']');
        close(start, count);
    }

    /** What has the mark: the text was found to be JSON, so that nothing can be wrong with it any more. */
    private Object value(int mark) {
        return switch (at(marks[mark])) {
            case '{' -> members(mark);
            case '[' -> new Elements(mark);
            case '"' -> known(mark);
            default -> new Bare(between(marks[mark], marks[mark + 1]));
        };
    }

    private String known(int mark) {
        try {
            next = marks[mark];
            return string();
        } catch (Fault impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, Object> members(int mark) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int key = mark + 3; key < marks[mark + 2]; key = after(key + 1)) {
            members.put(known(key), value(key + 1));
        }
        return members;
    }

    /** The mark behind a value. */
    private int after(int mark) {
        return switch (at(marks[mark])) {
            case '{', '[' -> marks[mark + 2];
            case '"' -> mark + 1;
            default -> mark + 2;
        };
    }

    /** The elements of a list. To be taken one after the other: a single one is searched for from the first on. */
    private final class Elements extends AbstractList<Object> {
        private final int mark;

        Elements(int mark) {
            this.mark = mark;
        }

        @Override
        public int size() {
            return marks[mark + 1];
        }

        @Override
        public Object get(int index) {
            int element = mark + 3;
            for (int i = 0; i < Objects.checkIndex(index, size()); i++) {
                element = after(element);
            }
            return value(element);
        }

        @Override
        public Iterator<Object> iterator() {
            return new Iterator<>() {
                private int element = mark + 3;

                @Override
                public boolean hasNext() {
                    return element < marks[mark + 2];
                }

                @Override
                public Object next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int taken = element;
                    element = after(element);
                    return value(taken);
                }
            };
        }
    }

    private void passBare() throws Fault {
        int end = bareEnd(next);
        if (end == next) {
            throw fault(next < text.length ? "unexpected character" : "unexpected end");
        }
        mark(end);
        next = end;
        skipSpace();
    }

    /** Where the number or word ends that begins here; here, if none does. */
    private int bareEnd(int start) {
        int whole = at(start) == '-' ? start + 1 : start;
        int end = at(whole) == '0' ? whole + 1 : digitsEnd(whole);
        if (end == whole) {
            return WORDS.stream()
                    .filter(word -> between(start, Math.min(start + word.length(), text.length))
                            .equals(word))
                    .mapToInt(word -> start + word.length())
                    .findFirst()
                    .orElse(start);
        }
        if (at(end) == '.') {
            int places = digitsEnd(end + 1);
            end = places > end + 1 ? places : end;
        }
        if (at(end) == 'e' || at(end) == 'E') {
            int digits = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
            int exponent = digitsEnd(digits);
            end = exponent > digits ? exponent : end;
        }
        return end;
    }

    private int digitsEnd(int start) {
        int end = start;
        while (at(end) >= '0' && at(end) <= '9') {
            end++;
        }
        return end;
    }

    /** Passes a string and the white space behind it, and returns what it says. */
    private String string() throws Fault {
        if (peek() != '"') {
            throw fault("expected \"");
        }
        next++;
        String plain = plain();
        boolean escaped = peek() != '"';
        String said = escaped ? plain + escaped() : plain;
        expect('"');
        if (escaped && !StandardCharsets.UTF_8.newEncoder().canEncode(said)) {
            throw fault("half a surrogate pair before");
        }
        return said;
    }

    /** Passes characters that stand for themselves. */
    private String plain() {
        int start = next;
        while (peek() != '"' && peek() != '\\' && peek() >= ' ') {
            next++;
        }
        return between(start, next);
    }

    /** The rest of a string, from the first character on that does not stand for itself. */
    private String escaped() throws Fault {
        StringBuilder characters = new StringBuilder();
        while (peek() != '"') {
            if (peek() != '\\') {
                throw fault(next < text.length ? "control character in a string" : "string without end");
            }
            characters.append(escape()).append(plain());
        }
        return characters.toString();
    }

    /** Passes an escape sequence. */
    private char escape() throws Fault {
        next++;
        int known = ESCAPES.indexOf(peek());
        if (known >= 0) {
            next++;
            return ESCAPED.charAt(known);
        }
        String digits = between(next, Math.min(next + 5, text.length));
        if (!digits.matches("u[0-9a-fA-F]{4}")) {
            throw fault("unknown escape");
        }
        next += 5;
        return (char) Integer.parseInt(digits.substring(1), 16);
    }
}
