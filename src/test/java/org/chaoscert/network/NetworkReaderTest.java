package org.chaoscert.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.chaoscert.network.NetworkTexts.RELU;
import static org.chaoscert.network.NetworkTexts.firstWeight;
import static org.chaoscert.network.NetworkTexts.layers;
import static org.chaoscert.network.NetworkTexts.network;
import static org.chaoscert.network.NetworkTexts.read;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Network files: every form that is read. What is refused: {@link NetworkRefusalTest}. */
class NetworkReaderTest {
    @Test
    void aWholeFileIsRead() throws NetworkFormatException {
        NetworkFile file = NetworkReader.read(NetworkFiles.known("published/figure-7"));
        Network network = file.network();
        assertThat(network.domain()).isEqualTo(Domain.LINE);
        assertThat(network.hiddenUnits()).as("hidden units").isEqualTo(2);
        assertThat(file.reading()).as("domain ends are no numbers").isEqualTo(new Reading(7, 0));
        Layer hidden = network.layers().get(0);
        assertThat(hidden.activation()).isEqualTo(Activation.RELU);
        assertThat(hidden.weight(0, 0)).isEqualTo(Rational.of(-186_269_852, 100_000_000));
        assertThat(hidden.weight(1, 0)).isEqualTo(Rational.of(3_760_235, 10_000_000));
        assertThat(hidden.bias(0)).isEqualTo(Rational.of(82_744_154, 100_000_000));
        assertThat(hidden.bias(1)).isEqualTo(Rational.of(-81_030_444, 100_000_000));
        Layer output = network.layers().get(1);
        assertThat(output.activation()).isEqualTo(Activation.IDENTITY);
        assertThat(output.weight(0, 0)).isEqualTo(Rational.of(7_913_013, 10_000_000));
        assertThat(output.weight(0, 1)).isEqualTo(Rational.of(-100_714_872, 100_000_000));
        assertThat(output.bias(0)).isEqualTo(Rational.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"0\"', 0",
        "'\"-7\"', -7",
        "'\"-2/9\"', -2/9",
        "'\"-0/5\"', 0",
        "'\"6/4\"', 3/2",
        "'\"0.1\"', 1/10",
        "'\"-00.250\"', -1/4",
        "'\"1e-3\"', 1/1000",
        "'\"12.5E+2\"', 1250",
        "'\"0x1.8p-1\"', 3/4",
        "'\"-0x10p0\"', -16",
        "'\"0x0p-9999\"', 0",
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "1e0, 1",
        "1E2, 100",
        "0.5, 1/2",
        "0.1, 3602879701896397/36028797018963968",
        "9007199254740993, 9007199254740992",
        "1e-400, 0",
        "1e-999999999, 0",
    })
    void aNumberIsReadAsTheFormatSays(String literal, String value) throws NetworkFormatException {
        assertThat(firstWeight(literal)).as(literal).hasToString(value);
    }

    @Test
    void theSmallestBinary64IsRead() throws NetworkFormatException {
        assertThat(firstWeight("4.9e-324")).isEqualTo(Rational.of(Double.MIN_VALUE));
        assertThat(firstWeight("\"0x1p-1074\"")).isEqualTo(Rational.of(Double.MIN_VALUE));
        assertThat(firstWeight("1.7976931348623158e308")).isEqualTo(Rational.of(Double.MAX_VALUE));
    }

    @Test
    void quotedAndUnquotedNumbersAreCounted() throws NetworkFormatException {
        byte[] text = network("'domain': [0, '1'], 'layers': [{'weights': [[0.5], ['1/3']], 'biases': [1, '0'],"
                        + " 'activation': 'leaky-relu', 'slope': 0.25},"
                        + " {'weights': [['1', '1']], 'biases': ['0'], 'activation': 'clip'}]")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(NetworkReader.read(text).reading()).isEqualTo(new Reading(6, 4));
    }

    @Test
    void aReadingSaysHowNumbersWereRead() {
        assertThat(new Reading(7, 0).inWords()).isEqualTo("7 quoted, read exactly as written");
        assertThat(new Reading(0, 3).inWords())
                .isEqualTo("3 unquoted, each read as the nearest binary64 number, and that exactly");
        assertThat(new Reading(2, 1).inWords())
                .isEqualTo("2 quoted, read exactly as written; 1 unquoted, each read as the nearest binary64 number,"
                        + " and that exactly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relu", "identity", "clip", "hard-tanh", "abs", "tanh", "sigmoid"})
    void everyActivationIsReadByItsWord(String word) throws NetworkFormatException {
        Network network = read(layers("[{'weights': [['1']], 'biases': ['0'], 'activation': '" + word + "'}]"));
        assertThat(network.layers().get(0).activation().word()).isEqualTo(word);
        assertThat(network.domain())
                .as("default domain for %s", word)
                .isEqualTo(word.equals("clip") ? Domain.UNIT : Domain.LINE);
    }

    @ParameterizedTest
    @CsvSource({"'\"0\"', 0", "'\"1\"', 1", "'\"1/100\"', 1/100", "0.5, 1/2"})
    void aLeakFromZeroToOneIsRead(String literal, String value) throws NetworkFormatException {
        Network network = read(layers(
                "[{'slope': " + literal + ", 'activation': 'leaky-relu', 'biases': ['0'], 'weights': [['1']]}]"));
        assertThat(network.layers().get(0).leak()).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "['-inf', 'inf']; -inf; inf",
                "['-inf', '1/2']; -inf; 1/2",
                "['-0.5', 'inf']; -1/2; inf",
                "[0, 1e3]; 0; 1000",
                "['-1', '-0x1p-1']; -1; -1/2"
            })
    void aDomainIsRead(String literal, String left, String right) throws NetworkFormatException {
        Domain domain =
                read(network("'layers': [" + RELU + "], 'domain': " + literal)).domain();
        assertThat(domain.left()).as("left end of %s", literal).hasToString(left);
        assertThat(domain.right()).as("right end of %s", literal).hasToString(right);
    }

    @Test
    void aDomainThatIsGivenReplacesTheDefaultWhereverItStands() throws NetworkFormatException {
        String clipped = "'layers': [{'weights': [['1']], 'biases': ['0'], 'activation': 'clip'}]";
        Domain line = read(network("'domain': ['-inf', 'inf'], " + clipped)).domain();
        assertThat(line).as("domain before the layers").isEqualTo(Domain.LINE);
        assertThat(read(network(clipped + ", 'domain': ['-inf', 'inf']")).domain())
                .as("domain after the layers")
                .isEqualTo(Domain.LINE);
    }

    @Test
    void otherKeysAreIgnoredWhateverTheyHold() throws NetworkFormatException {
        Network network = read(network("'name': null, 'description': {'layers': [[1e999]]}, 'source': ['x', true],"
                + " 'précision': 1e400, 'layers': [" + RELU + "]"));
        assertThat(network.layers()).hasSize(1);
    }

    @Test
    void whiteSpaceAroundTheObjectIsRead() throws NetworkFormatException {
        assertThat(read(" \r\n\t" + layers("[" + RELU + "]") + "\n\n \t").layers())
                .hasSize(1);
    }

    // Whatever the bytes.

    static List<Path> knownFiles() {
        return NetworkFiles.known();
    }

    @ParameterizedTest
    @MethodSource("knownFiles")
    void aFileCutAnywhereIsNeverANetwork(Path file) {
        byte[] whole = NetworkFiles.read(file);
        int end = new String(whole, StandardCharsets.ISO_8859_1).lastIndexOf('}');
        assertThat(end).as("length of %s", file).isGreaterThan(100);
        for (int length = 0; length <= end; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> NetworkReader.read(cut))
                    .as("%s cut to %d bytes", file, length)
                    .isInstanceOf(NetworkFormatException.class);
        }
    }

    @Test
    void damagedFilesAreReadOrRefusedAndNothingElse() {
        Random random = new Random(17);
        byte[] whole = NetworkFiles.known("exact/deep-mixed");
        String marks = "{}[]\",:0123456789-+.eE/xpinfalstru \n\\\u0000\u00ff";
        int refused = 0;
        for (int i = 0; i < 6000; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) marks.charAt(random.nextInt(marks.length()));
            }
            Throwable fault = catchThrowable(() -> NetworkReader.read(damaged));
            if (fault != null) {
                refused++;
                assertThat(fault)
                        .as(() -> new String(damaged, StandardCharsets.ISO_8859_1))
                        .isInstanceOfAny(NetworkFormatException.class, OverLimitsException.class);
            }
        }
        assertThat(refused).as("refused among 6000").isBetween(3000, 5900);
    }
}
