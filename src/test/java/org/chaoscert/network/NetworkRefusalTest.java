package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.chaoscert.network.NetworkTexts.RELU;
import static org.chaoscert.network.NetworkTexts.firstWeight;
import static org.chaoscert.network.NetworkTexts.layers;
import static org.chaoscert.network.NetworkTexts.network;
import static org.chaoscert.network.NetworkTexts.read;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Network files that are refused, and where the complaint points. */
class NetworkRefusalTest {
    private static final Path REFUSED = NetworkFiles.DATA.resolve("rejected/networks");

    private static final int MILLION = 1_000_000;

    private static void assertRefused(String text, String place, String... words) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place())
                                .as("place of the fault in %s", text)
                                .isEqualTo(place))
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/0",
                "0/0",
                "+1",
                "1/-2",
                "01/2",
                "1/02",
                "1.5/2",
                ".5",
                "1.",
                "1e",
                "1 ",
                " 1",
                "1\\n",
                "",
                "-",
                "--1",
                "NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "-inf",
                "nan",
                "0x1",
                "0X1p0",
                "0x1P0",
                "0xAp0",
                "0x.8p0",
                "0x1p1024",
                "0x1p-1075",
                "0x1.00000000000008p0",
                "0x1.8p-1074",
                "1_000",
                "1,5",
                "one",
                "１",
                "1f",
                "1d",
                "1/2/3",
                "0b1",
                "1e1.5",
                "½"
            })
    void textThatIsNoNumberIsRefusedAtItsPlace(String text) {
        assertThatThrownBy(() -> firstWeight("\"" + text + "\""))
                .as(text)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).isEqualTo("/layers/0/weights/0/0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e309", "-1e400", "1.7976931348623159e308", "1e999999999"})
    void anUnquotedNumberBeyondBinary64IsRefused(String literal) {
        assertThatThrownBy(() -> firstWeight(literal))
                .as(literal)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).isEqualTo("/layers/0/weights/0/0"))
                .hasMessageContainingAll(literal, "beyond the range of binary64", "quote");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "+1", ".5", "1.", "01", "0x1p0", "1e", "1/2", "'1'", "-"})
    void anUnquotedWordThatIsNoJsonIsRefused(String literal) {
        assertThatThrownBy(() -> firstWeight(literal))
                .as(literal)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).as("line and column").startsWith("line 1, column "))
                .hasMessageContaining("not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "true", "[]", "{}"})
    void aValueThatIsNoNumberIsRefusedAtItsPlace(String literal) {
        assertThatThrownBy(() -> firstWeight(literal))
                .as(literal)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).startsWith("/layers/0/weights/0"))
                .hasMessageContaining("expected a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1e999999999\"", "\"1e-10001\"", "\"0e10001\"", "\"0x1p99999999999999999999\""})
    void aQuotedExponentBeyondTenThousandIsOverTheLimits(String literal) {
        assertThatThrownBy(() -> firstWeight(literal))
                .as(literal)
                .isInstanceOf(OverLimitsException.class)
                .hasMessageStartingWith("/layers/0/weights/0/0: ")
                .hasMessageContaining("10000");
    }

    @Test
    void anExponentOfTenThousandIsRead() throws NetworkFormatException {
        assertThat(firstWeight("\"1e10000\"").numerator().bitLength()).isEqualTo(33_220);
        assertThat(firstWeight("\"1e-10000\"").denominator().bitLength()).isEqualTo(33_220);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNumberOfAMillionDigitsIsOverTheLimits(boolean quoted) {
        String digits = "7".repeat(MILLION);
        assertThatThrownBy(() -> firstWeight(quoted ? "\"" + digits + "\"" : digits))
                .isInstanceOf(OverLimitsException.class)
                .hasMessageStartingWith("/layers/0/weights/0/0: ")
                .hasMessageContaining("1000000 characters");
    }

    @Test
    void nestingBeyondTheLimitIsOverTheLimits() {
        String deep = "[".repeat(1000) + "]".repeat(1000);
        assertThatThrownBy(() -> read(network("'name': " + deep + ", 'layers': [" + RELU + "]")))
                .isInstanceOf(OverLimitsException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "[{'weights': [['1']], 'biases': ['0']}]; /layers/0/activation; missing",
                "[{'weights': [['1']], 'activation': 'relu'}]; /layers/0/biases; missing",
                "[{'biases': ['0'], 'activation': 'relu'}]; /layers/0/weights; missing",
                "[{'weights': [['1']], 'biases': ['0'], 'activation': 'leaky-relu'}]; /layers/0/slope; missing",
                "[{'weights': [['1']], 'biases': ['0'], 'activation': 'relu', 'slope': '0'}]; /layers/0/slope; leaky-relu",
                "[{'weights': [['1']], 'biases': ['0'], 'activation': 'relu', 'bias': '0'}]; /layers/0/bias; unknown key",
                "[{'weights': [['1']], 'biases': ['0'], 'activation': 'softplus'}]; /layers/0/activation; hard-tanh",
                "[{'weights': [['1']], 'biases': ['0'], 'activation': 7}]; /layers/0/activation; a number",
                "[{'weights': [['1']], 'biases': ['0'], 'slope': '2', 'activation': 'leaky-relu'}]; /layers/0/slope; from 0 to 1",
                "[{'weights': [['1']], 'biases': ['0'], 'slope': '-1/9', 'activation': 'leaky-relu'}]; /layers/0/slope; from 0 to 1",
                "[{'weights': [['1'], ['1', '1']], 'biases': ['0', '0'], 'activation': 'relu'}]; /layers/0/weights/1; a row of 2 weights",
                "[{'weights': [['1', '1']], 'biases': ['0'], 'activation': 'relu'}]; /layers/0/weights/0; expected 1",
                "[{'weights': [[]], 'biases': ['0'], 'activation': 'relu'}]; /layers/0/weights/0; a row of 0 weights",
                "[{'weights': [], 'biases': [], 'activation': 'relu'}]; /layers/0/weights; at least one unit",
                "[{'weights': ['1'], 'biases': ['0'], 'activation': 'relu'}]; /layers/0/weights/0; a string",
                "[{'weights': '1', 'biases': ['0'], 'activation': 'relu'}]; /layers/0/weights; a list of rows",
                "[{'weights': [['1']], 'biases': [], 'activation': 'relu'}]; /layers/0/biases; found 0 biases",
                "[{'weights': [['1']], 'biases': ['0', '0'], 'activation': 'relu'}]; /layers/0/biases; found 2 biases",
                "[{'weights': [['1']], 'biases': '0', 'activation': 'relu'}]; /layers/0/biases; a list of biases",
                "[{'weights': [['1']], 'biases': [null], 'activation': 'relu'}]; /layers/0/biases/0; null",
                "[]; /layers; at least one layer",
                "{}; /layers; a list of layers",
                "null; /layers; null",
                "[null]; /layers/0; null",
                "[[]]; /layers/0; a list",
            })
    void aFaultyLayerIsRefusedAtItsPlace(String layers, String place, String words) {
        assertRefused(layers(layers), place, words);
    }

    @Test
    void layersThatDoNotFitTogetherAreRefused() {
        String two = "{'weights': [['1'], ['1']], 'biases': ['0', '0'], 'activation': 'relu'}";
        assertRefused(layers("[" + two + ", " + RELU + "]"), "/layers/1/weights/0", "expected 2");
        assertRefused(layers("[" + RELU + ", " + two + "]"), "/layers/1", "2 units");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "['1', '0']; /domain",
                "['1', '1']; /domain",
                "['inf', '1']; /domain/0",
                "['0', '-inf']; /domain/1",
                "['0']; /domain/1",
                "[]; /domain/0",
                "['0', '1', '2']; /domain/2",
                "['0', null]; /domain/1",
                "['0', 'NaN']; /domain/1",
                "'line'; /domain",
                "null; /domain",
                "{}; /domain",
            })
    void aFaultyDomainIsRefusedAtItsPlace(String domain, String place) {
        String text = network("'domain': " + domain + ", 'layers': [" + RELU + "]");
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).startsWith("/domain").isIn(place, "/domain"));
    }

    @Test
    void theFormatIsRequired() {
        assertRefused("{\"layers\": []}", "/layers", "at least one layer");
        assertRefused(("{'layers': [" + RELU + "]}").replace('\'', '"'), "/format", "missing");
        assertRefused("{\"format\": \"chaoscert-network/2\"}", "/format", "chaoscert-network/2", "chaoscert-network/1");
        assertRefused("{\"format\": 1}", "/format", "a number");
        assertRefused(network("'name': ''"), "/layers", "missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"x\"", "7", "true"})
    void aTextThatIsNoObjectIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        fault -> assertThat(fault.place()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "x", "]", "}", ",", "// x", "\u0000", "\u00a0"})
    void textAfterTheObjectIsRefused(String trailing) {
        String text = layers("[" + RELU + "]");
        assertThatThrownBy(() -> read(text + trailing))
                .as("text followed by \"%s\"", trailing)
                .isInstanceOf(NetworkFormatException.class);
        assertThatThrownBy(() -> read(text + "\n" + trailing))
                .as("text followed by a line end and \"%s\"", trailing)
                .isInstanceOf(NetworkFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'domain': ['0', '1'], 'domain': ['0', '1'], 'layers': [LAYER]",
                "'layers': [LAYER], 'layers': [LAYER]",
                "'layers': [{'activation': 'relu', 'weights': [['1']], 'biases': ['0'], 'activation': 'relu'}]",
                "'name': {'a': 1, 'a': 1}, 'layers': [LAYER]",
                "'name': 'a', 'n\\u0061me': 'b', 'layers': [LAYER]",
                "'layers': [LAYER], 'format': 'chaoscert-network/1'",
            })
    void aKeyThatStandsTwiceIsRefusedAtEveryDepth(String members) {
        String text = network(members.replace("LAYER", RELU));
        assertThatThrownBy(() -> read(text))
                .as(text)
                .isInstanceOf(NetworkFormatException.class)
                .message()
                .containsIgnoringCase("duplicate");
    }

    static List<String> refusedFiles() {
        return List.copyOf(expectations().propertyNames());
    }

    private static JsonNode expectations() {
        return NetworkFiles.json(NetworkFiles.read(REFUSED.resolve("expected.json")));
    }

    @ParameterizedTest
    @MethodSource("refusedFiles")
    void everyKeptBadNetworkIsRefusedAsExpected(String name) {
        JsonNode expected = expectations().get(name);
        byte[] content = NetworkFiles.read(REFUSED.resolve(name));
        Throwable fault =
                catchThrowable(() -> Unfolding.map(NetworkReader.read(content).network(), Work.unlimited()));
        String why = expected.get("why").stringValue();
        if (expected.get("exit").intValue() == 6) {
            assertThat(fault).as(why).isInstanceOf(OverLimitsException.class);
            return;
        }
        String place = expected.get("at").stringValue();
        if (fault instanceof DomainNotInvariantException) {
            assertThat(place).as(why).isEqualTo("/domain");
            return;
        }
        assertThat(fault)
                .as(why)
                .isInstanceOfSatisfying(
                        NetworkFormatException.class,
                        refused -> assertThat(refused.place())
                                .as("place of: %s", why)
                                .contains(place));
    }

    @Test
    void everyKeptBadNetworkHasAnExpectation() {
        assertThat(NetworkFiles.list(REFUSED))
                .extracting(file -> file.getFileName().toString())
                .filteredOn(name -> !name.equals("expected.json"))
                .containsExactlyInAnyOrderElementsOf(refusedFiles());
    }

    @Test
    void complaintsDoNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(new Locale("tr", "TR"));
            assertRefused(layers("[{'weights': [['1']], 'biases': ['0']}]"), "/layers/0/activation", "missing");
        } finally {
            Locale.setDefault(before);
        }
    }
}
