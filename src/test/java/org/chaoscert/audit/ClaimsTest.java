package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.chaoscert.audit.RegionClaims.Claim;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of claims and of orbits: what is read, and what is refused, with its place. */
class ClaimsTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), unescaped(text));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\r", "\r");
    }

    private Claims claims(String name, String text) throws IOException, NetworkFormatException {
        return Claims.read(file(name, text));
    }

    /** The claims about the first networks: y, n, or - where there is none. */
    private static String answers(Claims claims, Question question, int networks) {
        return IntStream.range(0, networks)
                .mapToObj(i ->
                        claims.about(question, i).map(yes -> yes ? "y" : "n").orElse("-"))
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "index,period3\\n0,true\\n1,false\\n2,true\\n            | yny--",
                "index,period3\\n2,true\\n0,false                        | n-y--",
                "index,period3\\r\\n0,true\\r\\n1,false\\r\\n            | yn---",
                "period3,index\\ntrue,1\\nfalse,4\\n                     | -y--n",
                "index,name,period3\\n0,x,1\\n1,\"a,b\",0\\n3,,TRUE\\n   | yn-y-",
                "index,period3\\n0,True\\n1,FALSE\\n2, true \\n 3 ,false\\n | ynyn-",
                "index,period3\\n0,\\n1,true\\n2\\n                     | -y---",
                "index , period3\\n\\n0,true\\n\\n\\n1,true\\n           | yy---",
                "index,period3\\n\"0\",\"true\"\\n                       | y----",
                "index,period3\\n007,true\\n3,0                          | ---n-",
                "index,period3\\n                                        | -----"
            })
    void tables(String text, String expected) throws IOException, NetworkFormatException {
        Claims claims = claims("claims.csv", text);
        assertThat(answers(claims, Question.PERIOD_THREE, 5)).isEqualTo(expected);
        assertThat(claims.questions()).containsExactly(Question.PERIOD_THREE);
        assertThat(claims.about(Question.CHAOS, 0)).isEmpty();
    }

    @Test
    void bothQuestionsInOneTable() throws IOException, NetworkFormatException {
        Claims claims = claims("CLAIMS.CSV", "chaotic,index,period3\\n1,0,0\\n,1,1\\n0,9,\\n");
        assertThat(claims.questions()).containsExactly(Question.PERIOD_THREE, Question.CHAOS);
        assertThat(answers(claims, Question.CHAOS, 11)).isEqualTo("y--------n-");
        assertThat(answers(claims, Question.PERIOD_THREE, 11)).isEqualTo("ny---------");
        assertThat(claims.end()).isEqualTo(10);
    }

    @Test
    void theEnd() throws IOException, NetworkFormatException {
        assertThat(claims("a.csv", "index,period3\\n").end()).isZero();
        assertThat(claims("a.csv", "index,period3\\n0,0\\n").end()).isEqualTo(1);
        Claims far = claims("a.csv", "index,period3\\n134217727,true\\n");
        assertThat(far.end()).isEqualTo(134217728L);
        assertThat(far.about(Question.PERIOD_THREE, 134217727L)).contains(true);
        assertThat(far.about(Question.PERIOD_THREE, 1L << 40)).isEmpty();
        assertThat(far.about(Question.PERIOD_THREE, (1L << 32) + 134217727L)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "index,period3\\n0,true\\n1,yes\\n             | line 3 | yes",
                "index,period3\\n0,true\\n\\n\\n1,2\\n         | line 5 | 2",
                "index,period3\\n0,true\\n0,true\\n            | line 3 | a second claim about network 0",
                "index,period3\\n5,true\\n1,1\\n5,false\\n     | line 4 | a second claim about network 5",
                "index,period3\\n-1,true\\n                    | line 2 | -1",
                "index,period3\\n1.0,true\\n                   | line 2 | 1.0",
                "index,period3\\n1e3,true\\n                   | line 2 | 1e3",
                "index,period3\\n,true\\n                      | line 2 | expected the number",
                "index,period3\\nx,true\\n                     | line 2 | x",
                "index,period3\\n134217728,true\\n            | line 2 | 134217728",
                "index,period3\\n99999999999,true\\n           | line 2 | 99999999999",
                "index,period3\\n0,tru\\n                      | line 2 | expected true or false",
                "index,period3\\n0,NaN\\n                      | line 2 | expected true or false",
                "index,period3\\n0,t\\n                        | line 2 | expected true or false",
                "index,period3\\n0,1.0\\n                      | line 2 | expected true or false",
                "number,period3\\n0,true\\n                    | line 1 | header",
                "index,Period3\\n0,true\\n                     | line 1 | header",
                "index,flag\\n0,true\\n                        | line 1 | header",
                "0,true\\n1,false\\n                           | line 1 | header",
                "index;period3\\n0;true\\n                     | line 1 | header"
            })
    void malformedTables(String text, String place, String why) throws IOException {
        Path file = file("claims.csv", text);
        assertThatThrownBy(() -> Claims.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(why);
    }

    @Test
    void emptyTables() throws IOException {
        Path file = file("claims.csv", "");
        assertThatThrownBy(() -> Claims.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"index\": 0, \"period3\": true}\\n{\"period3\": false, \"index\": 2}\\n | y-n | ---",
                "{\"index\": 1, \"chaotic\": true, \"period3\": false, \"note\": [1]}     | -n- | -y-",
                "\\n  \\n{\"index\": 0, \"period3\": null, \"chaotic\": false}\\r\\n       | --- | n--",
                "{\"index\": 0, \"chaotic\": true}\\n{\"index\": 0, \"period3\": true}     | y-- | y--"
            })
    void jsonLines(String text, String period, String chaos) throws IOException, NetworkFormatException {
        Claims claims = claims("claims.jsonl", text);
        assertThat(answers(claims, Question.PERIOD_THREE, 3)).isEqualTo(period);
        assertThat(answers(claims, Question.CHAOS, 3)).isEqualTo(chaos);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"index\": 0, \"period3\": true}\\n{\"index\": 1, \"period3\": 1}          | line 2 | true or false",
                "{\"index\": 0, \"period3\": \"true\"}                                       | line 1 | true or false",
                "{\"index\": 0, \"period3\": true}\\n\\n{\"index\": 0, \"period3\": true}    | line 3 | a second claim",
                "{\"period3\": true}                                                         | line 1 | index",
                "{\"index\": -1, \"period3\": true}                                          | line 1 | index",
                "{\"index\": 1.5, \"period3\": true}                                         | line 1 | index",
                "{\"index\": \"1\", \"period3\": true}                                       | line 1 | index",
                "{\"index\": 99999999999999999999, \"period3\": true}                        | line 1 | index",
                "{\"index\": 0, \"period3\": true                                            | line 1 | not JSON",
                "{\"index\": 0, \"index\": 1, \"period3\": true}                             | line 1 | not JSON",
                "[0, true]                                                                   | line 1 | index",
                "{\"index\": 3}                                                              | no claims | period3"
            })
    void malformedJsonLines(String text, String place, String why) throws IOException {
        Path file = file("claims.jsonl", text);
        assertThatThrownBy(() -> Claims.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(why);
    }

    /** What follows an object on its line is no claim that was read. */
    @Test
    void oneObjectALine() throws IOException {
        Path file = file("claims.jsonl", "{\"index\": 0, \"period3\": true} {\"index\": 1, \"period3\": true}\n");
        assertThatThrownBy(() -> Claims.read(file))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("line 1");
    }

    @Test
    void columnsOfAnArchive() throws IOException, NetworkFormatException {
        Path file = new NumPyFiles()
                .with("a", new double[6], 3, 2)
                .with("period3", true, false, true)
                .with("chaotic", 1L, 0L, 0L)
                .write(directory.resolve("nets.npz"));
        Claims claims = Claims.read(file);
        assertThat(answers(claims, Question.PERIOD_THREE, 4)).isEqualTo("yny-");
        assertThat(answers(claims, Question.CHAOS, 4)).isEqualTo("ynn-");
        assertThat(claims.end()).isEqualTo(3);
        Path reals = new NumPyFiles().with("period3", new double[] {0, 1, -0.0}).write(directory.resolve("reals.npz"));
        assertThat(answers(Claims.read(reals), Question.PERIOD_THREE, 3)).isEqualTo("nyn");
    }

    @Test
    void columnsOfSafetensors() throws IOException, NetworkFormatException {
        String header = "{\"period3\":{\"dtype\":\"BOOL\",\"shape\":[3],\"data_offsets\":[0,3]},"
                + "\"regions\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[3,6]}}";
        String padded = header + " ".repeat(7 - (header.length() + 7) % 8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + padded.length() + 6).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        bytes.put(new byte[] {1, 0, 1, 5, (byte) 200, 7});
        Path file = Files.write(directory.resolve("claims.safetensors"), bytes.array());
        assertThat(answers(Claims.read(file), Question.PERIOD_THREE, 4)).isEqualTo("yny-");
        assertThat(RegionClaims.read(file).about(1)).containsExactly(claim(1, 200));
    }

    @Test
    void malformedColumns() throws IOException {
        Path two = new NumPyFiles().with("period3", 1L, 0L, 2L).write(directory.resolve("two.npz"));
        assertThatThrownBy(() -> Claims.read(two))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("period3[2]")
                .hasMessageContaining("2");
        Path nan =
                new NumPyFiles().with("chaotic", new double[] {0, Double.NaN}).write(directory.resolve("nan.npz"));
        assertThatThrownBy(() -> Claims.read(nan))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("chaotic");
        Path square = new NumPyFiles().with("period3", new double[4], 2, 2).write(directory.resolve("square.npz"));
        assertThatThrownBy(() -> Claims.read(square))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("period3")
                .hasMessageContaining("one entry for each network");
        Path none = new NumPyFiles().with("a", new double[2]).write(directory.resolve("none.npz"));
        assertThatThrownBy(() -> Claims.read(none))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("no claims");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.csv", "missing.jsonl", "missing.npz", "missing"})
    void missingFiles(String name) {
        assertThatThrownBy(() -> Claims.read(directory.resolve(name))).isInstanceOf(IOException.class);
        if (name.endsWith(".csv") || name.endsWith(".npz")) {
            assertThatThrownBy(() -> RegionClaims.read(directory.resolve(name))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherKindsOfFiles() throws IOException {
        Path text = file("claims.txt", "index,period3\n0,true\n");
        assertThatThrownBy(() -> Claims.read(text))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("no claims");
        assertThatThrownBy(() -> Claims.read(directory))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("no claims");
    }

    private RegionClaims regions(String text) throws IOException, NetworkFormatException {
        return RegionClaims.read(file("regions.csv", text));
    }

    private static Claim claim(int iterate, long regions) {
        return new Claim(iterate, BigInteger.valueOf(regions));
    }

    @Test
    void regionTables() throws IOException, NetworkFormatException {
        RegionClaims claims = regions("index,regions\\n0,3\\r\\n4, 007 \\n");
        assertThat(claims.about(0)).containsExactly(claim(1, 3));
        assertThat(claims.about(1)).isEmpty();
        assertThat(claims.about(4)).containsExactly(claim(1, 7));
        assertThat(claims.end()).isEqualTo(5);
        RegionClaims iterates = regions("iterate,regions,index\\n1,3,2\\n4,17,2\\n1000,0,1\\n");
        assertThat(iterates.about(2)).containsExactly(claim(1, 3), claim(4, 17));
        assertThat(iterates.about(1)).containsExactly(claim(1000, 0));
        assertThat(iterates.end()).isEqualTo(3);
        assertThat(regions("index,regions\\n").end()).isZero();
        String long400 = "9".repeat(400);
        assertThat(regions("index,regions\\n0," + long400).about(0))
                .containsExactly(new Claim(1, new BigInteger(long400)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "index,regions\\n0,3\\n1,x\\n              | line 3 | regions \"x\"",
                "index,regions\\n0,\\n                     | line 2 | regions",
                "index,regions\\n0,-3\\n                   | line 2 | -3",
                "index,regions\\n0,3.0\\n                  | line 2 | 3.0",
                "index,regions\\n-1,3\\n                   | line 2 | -1",
                "index,regions\\n,3\\n                     | line 2 | index",
                "index,regions,iterate\\n0,3,0\\n          | line 2 | iterate \"0\"",
                "index,regions,iterate\\n0,3,1001\\n       | line 2 | iterate \"1001\"",
                "index,regions,iterate\\n0,3,-1\\n         | line 2 | iterate \"-1\"",
                "index,regions,iterate\\n0,3,\\n           | line 2 | iterate",
                "index,region\\n0,3\\n                     | line 1 | header",
                "regions\\n3\\n                            | line 1 | header"
            })
    void malformedRegionTables(String text, String place, String why) {
        assertThatThrownBy(() -> regions(text))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(why);
    }

    @Test
    void regionsOfAnArchive() throws IOException, NetworkFormatException {
        RegionClaims claims = RegionClaims.read(new NumPyFiles()
                .with("regions", LongStream.of(3, 1, 1L << 40).toArray())
                .write(directory.resolve("a.npz")));
        assertThat(claims.about(0)).containsExactly(claim(1, 3));
        assertThat(claims.about(2)).containsExactly(claim(1, 1L << 40));
        assertThat(claims.end()).isEqualTo(3);
        for (double wrong : new double[] {1.5, Double.NaN, Double.POSITIVE_INFINITY}) {
            Path file =
                    new NumPyFiles().with("regions", new double[] {1, wrong}).write(directory.resolve("b.npz"));
            assertThatThrownBy(() -> RegionClaims.read(file))
                    .isInstanceOf(NetworkFormatException.class)
                    .hasMessageContaining("regions[1]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "y\\n0.1\\n1/3\\n-2e-3\\n               | ``  | 1/10 1/3 -1/500",
                "n,x\\n0,0.5\\n1,0.25\\n                 | ``  | 1/2 1/4",
                "n,x\\r\\n0,0.5\\r\\n\\r\\n1,0.25\\r\\n | n   | 0 1"
            })
    void orbitsOfTables(String text, String column, String expected) throws IOException, NetworkFormatException {
        List<Rational> points = OrbitFile.read(
                        file("orbit.csv", text), Optional.of(column).filter(name -> !name.isEmpty()), Optional.empty())
                .points();
        assertThat(points.stream().map(point -> point.reduced().toString()).reduce("", (a, b) -> a + " " + b))
                .isEqualTo(" " + expected);
    }

    @Test
    void decimalsOfOrbitsAreRoundedToTheFormat() throws IOException, NetworkFormatException {
        Path file = file("orbit.csv", "x\n0.1\n1e-320\n");
        assertThat(OrbitFile.read(file, Optional.empty(), Optional.of(FloatFormat.BINARY32))
                        .points())
                .containsExactly(Rational.of(0.1f), Rational.ZERO);
        assertThat(OrbitFile.read(file, Optional.empty(), Optional.of(FloatFormat.BINARY64))
                        .points())
                .containsExactly(Rational.of(0.1), Rational.of(1e-320));
    }

    @Test
    void orbitsOfArrays() throws IOException, NetworkFormatException {
        Path wide = Files.write(directory.resolve("orbit.npy"), NumPyFiles.npy(new double[] {0.1, -0.0, 1e300}));
        assertThat(OrbitFile.read(wide, Optional.empty(), Optional.of(FloatFormat.BINARY64))
                        .points())
                .containsExactly(Rational.of(0.1), Rational.ZERO, Rational.of(1e300));
        Path narrow = Files.write(directory.resolve("ORBIT.NPY"), NumPyFiles.npy(0.1f, 0.25f));
        assertThat(OrbitFile.read(narrow, Optional.empty(), Optional.of(FloatFormat.BINARY64))
                        .points())
                .containsExactly(Rational.of((double) 0.1f), Rational.of(0.25));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x\\n0.5\\nabc\\n        | line 3 | abc",
                "x\\n0.5\\n\\nnan\\n     | line 4 | nan",
                "n,x\\n0,0.5\\n1,\\n     | line 3 | expected a number",
                "n,x\\n0,0.5\\n1\\n      | line 3 | expected a number",
                "n,y\\n0,0.5\\n          | line 1 | no column x",
                "x\\n                    | no points | no points",
                "x\\n1/0\\n              | line 2 | 1/0"
            })
    void malformedOrbits(String text, String place, String why) throws IOException {
        Path file = file("orbit.csv", text);
        assertThatThrownBy(() -> OrbitFile.read(file, Optional.empty(), Optional.of(FloatFormat.BINARY64))
                        .points())
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(why);
    }

    @Test
    void malformedArraysOfPoints() throws IOException {
        Path nan = Files.write(directory.resolve("nan.npy"), NumPyFiles.npy(new double[] {0.5, Double.NaN}));
        assertThatThrownBy(() -> OrbitFile.read(nan, Optional.empty(), Optional.empty()))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("[1]");
        Path square = Files.write(directory.resolve("square.npy"), NumPyFiles.npy(new double[4], 2, 2));
        assertThatThrownBy(() -> OrbitFile.read(square, Optional.empty(), Optional.empty()))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("expected a list of numbers");
        Path none = Files.write(directory.resolve("none.npy"), NumPyFiles.npy(new double[0]));
        assertThatThrownBy(() -> OrbitFile.read(none, Optional.empty(), Optional.empty()))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("no points");
        Path far = file("far.csv", "x\n1e39\n");
        assertThatThrownBy(() -> OrbitFile.read(far, Optional.empty(), Optional.of(FloatFormat.BINARY32))
                        .points())
                .isInstanceOf(OverLimitsException.class);
    }

    /** A mark at the beginning, as some spreadsheets write it. */
    @Test
    void byteOrderMarks() throws IOException, NetworkFormatException {
        byte[] marked = "\uFEFFindex,period3\n0,true\n".getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(directory.resolve("marked.csv"), marked);
        assertThat(Claims.read(file).about(Question.PERIOD_THREE, 0)).contains(true);
    }
}
