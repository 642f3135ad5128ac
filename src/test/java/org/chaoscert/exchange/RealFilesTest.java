package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that NumPy, PyTorch and onnx have written are read as the numbers that these had. */
class RealFilesTest {
    static Stream<Arguments> cases() throws IOException {
        return Files.readAllLines(Exchange.DATA.resolve("cases.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> Arguments.of(cells[0], cells[1], cells[2]));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cases")
    void isReadExactly(String name, String options, String same) throws IOException, NetworkFormatException {
        List<Network> expected = Exchange.lines(Exchange.DATA.resolve(name + ".expected.jsonl"));
        List<Network> found = Exchange.networks(Exchange.DATA.resolve(name), Exchange.options(options));
        assertThat(found).as("networks").hasSameSizeAs(expected).isNotEmpty();
        if (same.equals("map")) {
            for (int i = 0; i < found.size(); i++) {
                assertSameMap(found.get(i), expected.get(i));
            }
        } else {
            assertThat(Exchange.texts(found)).isEqualTo(Exchange.texts(expected));
            assertThat(found.stream().map(network -> Digest.of(network).sha256()))
                    .isEqualTo(expected.stream()
                            .map(network -> Digest.of(network).sha256())
                            .toList());
        }
    }

    @Test
    void everyFileIsACase() throws IOException {
        List<String> cases =
                cases().map(one -> String.valueOf(one.get()[0])).sorted().toList();
        try (Stream<Path> files = Files.list(Exchange.DATA)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> FileKind.of(name).isPresent() && !name.endsWith(".expected.jsonl"))
                            .sorted())
                    .isEqualTo(cases)
                    .hasSizeGreaterThan(70);
        }
    }

    private static void assertSameMap(Network found, Network expected) {
        assertThat(found.domain()).isEqualTo(expected.domain());
        for (int i = -600; i <= 600; i++) {
            Rational x = Rational.of(i, 37);
            assertThat(value(found, x)).as("at %s", x).isEqualTo(value(expected, x));
        }
    }

    private static Rational value(Network network, Rational x) {
        Rational[] values = {x};
        for (Layer layer : network.layers()) {
            Rational[] next = new Rational[layer.units()];
            for (int unit = 0; unit < next.length; unit++) {
                Rational sum = layer.bias(unit);
                for (int input = 0; input < values.length; input++) {
                    sum = sum.plus(layer.weight(unit, input).times(values[input]));
                }
                next[unit] = switch (layer.activation()) {
                    case IDENTITY -> sum;
                    case CLIP ->
                        sum.signum() < 0 ? Rational.ZERO : sum.compareTo(Rational.ONE) > 0 ? Rational.ONE : sum;
                    default ->
                        throw new IllegalStateException(layer.activation().word());
                };
            }
            values = next;
        }
        return values[0].reduced();
    }
}
