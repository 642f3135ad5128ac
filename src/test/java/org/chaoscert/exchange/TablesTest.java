package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of networks of Definition 2.3. */
class TablesTest {
    @TempDir
    private Path directory;

    private Path table(String text) throws IOException {
        return Files.writeString(directory.resolve("nets.csv"), text, StandardCharsets.UTF_8);
    }

    /** Networks in short: "a0 a1; b0 b1". */
    private static String inShort(Network network) {
        int width = network.layers().get(0).units();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < width; i++) {
            assertThat(network.layers().get(0).weight(i, 0)).hasToString("1");
            text.append(network.layers().get(1).weight(0, i)).append(' ');
        }
        text.append(';');
        for (int i = 0; i < width; i++) {
            text.append(' ').append(network.layers().get(0).bias(i).negate().reduced());
        }
        assertThat(network.layers()).hasSize(2);
        assertThat(network.layers().get(1).bias(0).signum()).isZero();
        return text.toString();
    }

    private static List<String> inShort(List<Network> networks) {
        return networks.stream().map(TablesTest::inShort).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a0,a1,b0,b1",
                "a1,a2,b1,b2",
                "a_0,a_1,b_0,b_1",
                "a[0],a[1],b[0],b[1]",
                " a0 ,\ta1,b0 , b1",
                "\"a0\",\"a1\",\"b0\",b1",
                "a9,a10,b9,b10",
                "a00,a01,b00,b01",
                "a7,a1000000,b7,b1000000"
            })
    void columnsMayBeNamedInManyWays(String header) throws IOException, NetworkFormatException {
        List<Network> found = Exchange.networks(table(header + "\n1,-2,3,0.5\n0,0,-1e2,4\n"));
        assertThat(inShort(found)).containsExactly("1 -2 ; 3 1/2", "0 0 ; -100 4");
        assertThat(found.get(0).domain()).hasToString("[0, 1]");
    }

    @Test
    void columnsMayStandInAnyOrderBesideOthers() throws IOException, NetworkFormatException {
        assertThat(inShort(Exchange.networks(table(
                        "seed,b2,a10,chaotic,a2,b10,A5,area,b\n42,3,-2,yes,1,4,x,y,z\n43,7,6,\"no,\n\",5,8,,,\n"))))
                .containsExactly("1 -2 ; 3 4", "5 6 ; 7 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndInAnyWay(String end) throws IOException, NetworkFormatException {
        assertThat(inShort(Exchange.networks(table("a0,b0" + end + "1,2" + end + end + "3,4"))))
                .containsExactly("1 ; 2", "3 ; 4");
    }

    @Test
    void emptyCellsAreNoUnits() throws IOException, NetworkFormatException {
        List<Entry> found = Exchange.entries(
                table("a0,a1,a2,b0,b1,b2\n1,,3,4,,6\n1,2,3,4,5,\n,,,,,\n1, ,3,4, ,6\n1,2,,,,\n7,,,8,,\n"),
                ReadOptions.DEFAULT);
        assertThat(inShort(found.get(0).network().orElseThrow())).isEqualTo("1 3 ; 4 6");
        assertThat(found.get(1).fault())
                .hasValue("line 3, column b2: \"\": expected a decimal; fractions need --decimals exact");
        assertThat(found.get(2).fault()).hasValue("line 4, columns a, b: no numbers");
        assertThat(inShort(found.get(3).network().orElseThrow())).isEqualTo("1 3 ; 4 6");
        assertThat(found.get(4).fault().orElseThrow()).startsWith("line 6, column b0: ");
        assertThat(inShort(found.get(5).network().orElseThrow())).isEqualTo("7 ; 8");
        assertThat(found).hasSize(6);
    }

    @Test
    void aDecimalIsABinary64NumberOrExact() throws IOException, NetworkFormatException {
        Path file = table("a0,b0\n0.1,-0.0\n1e-400,5e-324\n9007199254740993,0x1.8p1\n");
        assertThat(inShort(Exchange.networks(file)))
                .containsExactly(
                        "3602879701896397/36028797018963968 ; 0",
                        "0 ; 1/" + BigInteger.TWO.pow(1074),
                        "9007199254740992 ; 3");
        assertThat(inShort(Exchange.networks(file, Exchange.options("--decimals exact"))))
                .containsExactly(
                        "1/10 ; 0",
                        "1/" + BigInteger.TEN.pow(400) + " ; 1/"
                                + BigInteger.TEN.pow(324).divide(BigInteger.valueOf(5)),
                        "9007199254740993 ; 3");
    }

    @Test
    void fractionsNeedTheOption() throws IOException, NetworkFormatException {
        Path file = table("a0,b0\n1/3,-22/7\n1,2\n");
        List<Entry> found = Exchange.entries(file, ReadOptions.DEFAULT);
        assertThat(found.get(0).fault())
                .hasValue("line 2, column a0: \"1/3\": expected a decimal; fractions need --decimals exact");
        assertThat(found.get(1).fault()).isEmpty();
        assertThat(inShort(Exchange.networks(file, Exchange.options("--decimals exact"))))
                .containsExactly("1/3 ; -22/7", "1 ; 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "nan",
                "NaN",
                "inf",
                "-Infinity",
                "1e400",
                "0x",
                "0x1",
                "1,5",
                "--1",
                "1d",
                "1f",
                "1_000",
                "\u0661",
                "1e999999999",
                "0x1p5000",
                ".5",
                "5.",
                "1 2",
                "=1+1",
                "1/0"
            })
    void oneBadNumberIsNoHindrance(String number) throws IOException, NetworkFormatException {
        Path file = table("a0,a1,b0,b1\n1,2,3,4\n\n5,6,\"" + number + "\",8\n9,10,11,12\n");
        for (String options : List.of("", "--decimals exact")) {
            if (options.isEmpty() || !number.equals("1e400")) {
                List<Entry> found = Exchange.entries(file, Exchange.options(options));
                assertThat(inShort(found.get(0).network().orElseThrow())).isEqualTo("1 2 ; 3 4");
                assertThat(found.get(1).fault().orElseThrow()).startsWith("line 4, ");
                if (!number.startsWith("1e") && !number.contains("5000")) {
                    assertThat(found.get(1).fault().orElseThrow())
                            .startsWith("line 4, column b0: \"" + number + "\": expected a ");
                }
                assertThat(inShort(found.get(2).network().orElseThrow())).isEqualTo("9 10 ; 11 12");
            }
        }
    }

    @Test
    void linesAreCountedAsAnEditorDoes() throws IOException, NetworkFormatException {
        Path file = table("a0,b0,note\n1,2,\"two\nlines\"\n\n3,x,\n");
        assertThat(Exchange.entries(file, ReadOptions.DEFAULT).get(1).fault().orElseThrow())
                .startsWith("line 5, column b0: \"x\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| line 1: an empty table; expected a header with columns a0, b0, ...",
                "'a0,a1,b0\n'| line 1: no column b1 beside a1",
                "'a0,b0,b1\n'| line 1: no column a1 beside b1",
                "'a0,b1\n'| line 1: no column b0 beside a0",
                "'a0,b0,a_0\n'| line 1: column a_0 twice",
                "'x,y\n1,2\n'| line 1: 0 columns a0, a1, ...; expected 1 to 1048576",
                "'1,2\n3,4\n'| line 1: 0 columns a0, a1, ...",
                "'a0;b0\n1;2\n'| line 1: 0 columns a0, a1, ..."
            })
    void badHeaders(String text, String said) throws IOException {
        assertThat(Exchange.refusal(table(text))).startsWith(said);
    }

    @Test
    void optionsSayTheOutputAndTheDomain() throws IOException, NetworkFormatException {
        Path file = table("a0,b0\n1,2\n");
        Network network = Exchange.networks(file, Exchange.options("--output-activation leaky-relu:1/3"))
                .get(0);
        assertThat(ActivationWord.of(network.layers().get(1))).hasToString("leaky-relu:1/3");
        assertThat(network.domain()).hasToString("(-inf, inf)");
        assertThat(Exchange.networks(file, Exchange.options("--domain -1,2"))
                        .get(0)
                        .domain())
                .hasToString("[-1, 2]");
    }

    @Test
    void aQuotationWithoutEnd() throws IOException {
        String refusal = Exchange.refusal(table("a0,b0\n1,2\n3,\"" + "4".repeat(17_000_000)));
        assertThat(refusal).contains("line 3");
    }

    @Test
    void anUnfinishedQuotation() throws IOException, NetworkFormatException {
        assertThat(inShort(Exchange.networks(table("a0,b0\n1,\"2\n")))).containsExactly("1 ; 2");
    }
}
