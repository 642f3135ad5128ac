package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.chaoscert.checker.Certificates.bytes;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.chaoscert.checker.Json.Bare;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Strict JSON is read as it stands, and nothing else is read at all. */
class JsonTest {
    private static final Limits SMALL = new Limits(40, 3, 4, 100, 100, 100);
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static Object parse(String text) throws Fault {
        return Json.parse(bytes(text), Limits.DEFAULT);
    }

    private static Result fault(byte[] bytes, Limits limits) {
        return catchThrowableOfType(Fault.class, () -> Json.parse(bytes, limits)).result;
    }

    /** Backslashes are hard to read twice: here ~ stands for one. */
    private static String unmasked(String text) {
        return text.replace('~', '\\');
    }

    @Test
    void valuesAreMapsListsTextsAndWordsAsWritten() throws Fault {
        Object value = parse(" { \"a\" : [ 1 , -0.5e+3 , true , [ ] , { } ] ,\t\"b\":\"x\"\r\n, \"\" : null } \n");
        assertThat(value)
                .isEqualTo(Map.of(
                        "a",
                        List.of(new Bare("1"), new Bare("-0.5e+3"), new Bare("true"), List.of(), Map.of()),
                        "b",
                        "x",
                        "",
                        new Bare("null")));
    }

    /** Elements are made when they are asked for: in order, by place, and more than once. */
    @Test
    void elementsCanBeTakenInAnyWay() throws Fault {
        List<?> list = (List<?>) parse("[[1], {\"a\": [2, []]}, \"~u0041\", [[3, 4], 5], 6]".replace('~', '\\'));
        List<Object> expected = List.of(
                List.of(new Bare("1")),
                Map.of("a", List.of(new Bare("2"), List.of())),
                "A",
                List.of(List.of(new Bare("3"), new Bare("4")), new Bare("5")),
                new Bare("6"));
        assertThat(list).hasSize(5).isEqualTo(expected).isEqualTo(expected);
        for (int i = 4; i >= 0; i--) {
            assertThat(list.get(i)).isEqualTo(expected.get(i));
        }
        assertThatThrownBy(() -> list.get(5)).isInstanceOf(IndexOutOfBoundsException.class);
        Iterator<?> none = ((List<?>) parse("[]")).iterator();
        assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void membersKeepTheirOrder() throws Fault {
        assertThat(((Map<?, ?>) parse("{\"z\":1,\"a\":2,\"m\":3,\"b\":4}")).keySet())
                .map(Object::toString)
                .containsExactly("z", "a", "m", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "7",
                "-7",
                "10",
                "1234567890",
                "0.0",
                "0.10",
                "-1.5",
                "1e5",
                "1E5",
                "1e+5",
                "1e-5",
                "0e0",
                "1.5e10",
                "1.25E-007",
                "true",
                "false",
                "null"
            })
    void wordsAndNumbersStandAsTheyAreWritten(String text) throws Fault {
        assertThat(parse(text)).isEqualTo(new Bare(text));
        assertThat(parse("[" + text + "]")).isEqualTo(List.of(new Bare(text)));
        assertThat(parse("\t" + text + "\n")).isEqualTo(new Bare(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~~ ~",
                "~/ /",
                "~b \b",
                "~f \f",
                "~u0041 A",
                "~u00e9 é",
                "~u00E9 é",
                "~ud83d~ude00 😀",
                "~uD83D~uDE00z 😀z",
                "é é",
                "😀 😀",
                "a~~~/b a~/b",
                "~u007f \u007f",
                "~uffff \uffff",
                "~u2028 \u2028",
                "\u2028 \u2028",
                "x~ud800~udc00y~udbff~udfff x\uD800\uDC00y\uDBFF\uDFFF"
            })
    void escapesStandForTheirCharacters(String insideAndMeaning) throws Fault {
        String[] parts = unmasked(insideAndMeaning).split(" ", 2);
        assertThat(parse('"' + parts[0] + '"')).isEqualTo(parts[1]);
    }

    @Test
    void escapesOfWhiteSpaceQuotesAndNul() throws Fault {
        assertThat(parse(unmasked("\"~n~r~t~\"~u0000~u000a \"")))
                .as("all of them, and a space")
                .isEqualTo("\n\r\t\"\0\n ");
    }

    /** Where the fault is found is part of the message: the number of characters before it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "|unexpected end at character 0",
                "   |unexpected end at character 3",
                " |unexpected end at character 1",
                "x|unexpected character at character 0",
                "  nul|unexpected character at character 2",
                "{|expected \" at character 1",
                "[|unexpected end at character 1",
                "{]|expected \" at character 1",
                "[}|unexpected character at character 1",
                "[1|unexpected end, expected , at character 2",
                "[1 2]|expected , at character 3",
                "[1;2]|expected , at character 2",
                "[1,]|unexpected character at character 3",
                "[,1]|unexpected character at character 1",
                "[1,,2]|unexpected character at character 3",
                "[1}|expected , at character 2",
                "{\"a\"|unexpected end, expected : at character 4",
                "{\"a\" 1}|expected : at character 5",
                "{\"a\"=1}|expected : at character 4",
                "{\"a\":|unexpected end at character 5",
                "{\"a\":}|unexpected character at character 5",
                "{\"a\":1|unexpected end, expected , at character 6",
                "{\"a\":1,}|expected \" at character 7",
                "{\"a\":1 \"b\":2}|expected , at character 7",
                "{\"a\":1]|expected , at character 6",
                "{,}|expected \" at character 1",
                "{1:2}|expected \" at character 1",
                "{'a':1}|expected \" at character 1",
                "{null:1}|expected \" at character 1",
                "\"a|string without end at character 2",
                "\"|string without end at character 1",
                "\"a~|unknown escape at character 3",
                "\"~x\"|unknown escape at character 2",
                "\"~u12\"|unknown escape at character 2",
                "\"~u12g4\"|unknown escape at character 2",
                "\"~u+123\"|unknown escape at character 2",
                "\"~U0041\"|unknown escape at character 2",
                "\"~0\"|unknown escape at character 2",
                "\"~u004|unknown escape at character 2",
                "\"a\tb\"|control character in a string at character 2",
                "\"~n\u001f\"|control character in a string at character 3",
                "\"\0\"|control character in a string at character 1",
                "01|text after the end at character 1",
                "-01|text after the end at character 2",
                "1.|text after the end at character 1",
                "1.e5|text after the end at character 1",
                "1e|text after the end at character 1",
                "1e+|text after the end at character 1",
                "0x10|text after the end at character 1",
                "1_000|text after the end at character 1",
                "-|unexpected character at character 0",
                "+1|unexpected character at character 0",
                ".5|unexpected character at character 0",
                "-.5|unexpected character at character 0",
                "NaN|unexpected character at character 0",
                "-Infinity|unexpected character at character 0",
                "True|unexpected character at character 0",
                "truefalse|text after the end at character 4",
                "[truefalse]|expected , at character 5",
                "[1\"a\"]|expected , at character 2",
                "nullnull|text after the end at character 4",
                "{}{}|text after the end at character 2",
                "{} x|text after the end at character 3",
                "{},|text after the end at character 2",
                "{}]|text after the end at character 2",
                "{}\0|text after the end at character 2",
                "{}\u000b|text after the end at character 2",
                "{}\u00a0|text after the end at character 2",
                "\u00a0{}|unexpected character at character 0",
                "\ufeff{}|unexpected character at character 0",
                "{//\n}|expected \" at character 1",
                "{\"a\":1,\"a\":1}|the key \"a\" stands twice, before at character 12",
                "{\"a\":1,\"b\":2,\"a\":null}|the key \"a\" stands twice, before at character 21",
                "[{\"x\":{\"a\":[],\"~u0061\":1}}]|the key \"a\" stands twice, before at character 24",
                "{\"\":1,\"\":2}|the key \"\" stands twice, before at character 10",
                "\"~ud83d\"|half a surrogate pair before at character 8",
                "\"~ude00\" |half a surrogate pair before at character 9",
                "\"~ude00~ud83d\"|half a surrogate pair before at character 14",
                "\"~ud83d~ud83d~ude00\"|half a surrogate pair before at character 20",
                "\"~ud83d😀\"|half a surrogate pair before at character 10",
                "\"~ud83dx~ude00\"|half a surrogate pair before at character 15",
                "{\"~udc00\":1}|half a surrogate pair before at character 9"
            })
    void whatIsNoJsonIsUnreadable(String textAndPlace) {
        int bar = textAndPlace.lastIndexOf('|');
        String all = unmasked(textAndPlace.substring(0, bar));
        String where = textAndPlace.substring(bar + 1);
        Result result = fault(bytes(all), Limits.DEFAULT);
        assertThat(result.kind()).as(all).isEqualTo(Result.Kind.UNREADABLE);
        assertThat(result.code()).isEmpty();
        assertThat(result.why()).as(all).isEqualTo("not JSON: " + where);
    }

    @Test
    void bytesThatAreNoUtf8AreUnreadable() {
        List<byte[]> wrong = List.of(
                new byte[] {'"', (byte) 0xe9, '"'},
                new byte[] {'"', (byte) 0xc3},
                new byte[] {'"', (byte) 0xc0, (byte) 0xa2, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
                new byte[] {'{', '}', (byte) 0x80},
                new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
        for (byte[] bytes : wrong) {
            Result result = fault(bytes, Limits.DEFAULT);
            assertThat(result.kind()).isEqualTo(Result.Kind.UNREADABLE);
            assertThat(result.why()).isEqualTo("not UTF-8");
        }
    }

    @Test
    void nestingEndsAtTheLimit() {
        assertThatCode(() -> Json.parse(bytes("[{\"a\":[1]}]"), SMALL)).doesNotThrowAnyException();
        assertThatCode(() -> Json.parse(bytes("[[[[]],[[]]]]".substring(1, 12)), SMALL))
                .doesNotThrowAnyException();
        for (String deep : List.of("[[[[1]]]]", "[[{\"a\":{\"b\":1}}]]", "[[[[")) {
            Result result = fault(bytes(deep), SMALL);
            assertThat(result.kind()).as(deep).isEqualTo(Result.Kind.OVER_LIMITS);
            assertThat(result.why()).isEqualTo("nested deeper than 3");
        }
        assertThat(fault(bytes("[".repeat(1_000_000)), Limits.DEFAULT).kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThatCode(() -> parse("[".repeat(64) + "1" + "]".repeat(64))).doesNotThrowAnyException();
        assertThat(fault(bytes("[".repeat(65) + "1" + "]".repeat(65)), Limits.DEFAULT)
                        .kind())
                .isEqualTo(Result.Kind.OVER_LIMITS);
    }

    @Test
    void listsEndAtTheLimit() throws Fault {
        assertThat(Json.parse(bytes("[1,2,3,[4]]"), SMALL)).isInstanceOf(List.class);
        Result result = fault(bytes("[[1,2,3,4,5]]"), SMALL);
        assertThat(result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(result.why()).isEqualTo("a list or a number of kinks beyond 4");
    }

    @Test
    void filesEndAtTheLimit() {
        assertThatCode(() -> Json.parse(bytes("\"" + "x".repeat(38) + "\""), SMALL))
                .doesNotThrowAnyException();
        Result result = fault(bytes("\"" + "é".repeat(19) + "x\""), SMALL);
        assertThat(result.kind()).as("counted in bytes").isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(result.why()).isEqualTo("a file, or a layer's numbers, of 41 bytes; the limit is 40");
    }

    /** All texts over a small alphabet, judged by another reader. */
    @Test
    void agreesWithAnotherStrictReader() {
        List<String> alphabet =
                List.of("{", "}", "[", "]", "\"a\"", "\"", ":", ",", "1", "-", "0", "e", ".", " ", "~n");
        Random random = new Random(1);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = 1 + random.nextInt(10); text.length() < length; ) {
                text.append(alphabet.get(random.nextInt(alphabet.size())));
            }
            String all = unmasked(text.toString());
            Object expected = other(all);
            try {
                Object value = withoutNumbers(parse(all));
                assertThat(value).as(all).isEqualTo(expected);
                read++;
            } catch (Fault fault) {
                assertThat(expected).as("%s: %s", all, fault.getMessage()).isEqualTo("unreadable");
            }
        }
        assertThat(read).as("texts that are JSON").isGreaterThan(200);
    }

    private static Object other(String text) {
        try {
            JsonNode tree = STRICT.readTree(text);
            return tree.isMissingNode() ? "unreadable" : plain(tree);
        } catch (JacksonException unreadable) {
            return "unreadable";
        }
    }

    /** The tree as the checker's reader gives it, but for the text of numbers. */
    private static Object plain(JsonNode tree) {
        if (tree.isObject()) {
            Map<String, Object> members = new HashMap<>();
            tree.properties().forEach(entry -> members.put(entry.getKey(), plain(entry.getValue())));
            return members;
        }
        if (tree.isArray()) {
            return tree.valueStream().map(JsonTest::plain).toList();
        }
        return tree.isNumber() ? "number" : tree.isString() ? tree.stringValue() : new Bare(tree.toString());
    }

    private static Object withoutNumbers(Object value) {
        if (value instanceof Map<?, ?> members) {
            Map<String, Object> result = new HashMap<>();
            members.forEach((key, member) -> result.put(key.toString(), withoutNumbers(member)));
            return result;
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(JsonTest::withoutNumbers).toList();
        }
        return value instanceof Bare bare && bare.text().matches("[-0-9].*") ? "number" : value;
    }
}
