package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of arrays that are not what they should be: refused, with the array's name and what is wrong with it. */
class RefusedArraysTest {
    private static final byte[] TWO = Bytes.doubles(1, 2);
    private static final byte[] FOUR = Bytes.doubles(1, 2, 3, 4);

    @TempDir
    private Path directory;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static Arguments npy(String said, byte[] content) {
        return Arguments.of(said, content);
    }

    private static Arguments header(String said, String header) {
        return npy(said, Bytes.npy(header, FOUR));
    }

    private static Arguments type(String said, String type) {
        return header(said, Bytes.header(type, false, "2, 2"));
    }

    private static Arguments shape(String said, String shape) {
        return header(said, Bytes.header("<f8", false, shape));
    }

    /** A file of a version with a length of four bytes. */
    private static byte[] wide(int version, int length, String text) {
        byte[] start = ByteBuffer.allocate(12)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put(Bytes.ascii("NUMPY"))
                .put((byte) version)
                .put((byte) 0)
                .putInt(length)
                .array();
        return Bytes.joined(start, Bytes.ascii(text));
    }

    static Stream<Arguments> badNpy() {
        return Stream.of(
                type("elements of type '<c16'; expected binary16, 32 or 64, or integers", "<c16"),
                type("elements of type '<M8'", "<M8"),
                type("array", "<M8[ns]"),
                type("elements of type '<m8'", "<m8"),
                type("elements of type '<f16'", "<f16"),
                type("elements of type '|V8'", "|V8"),
                type("elements of type '<U4'", "<U4"),
                type("elements of type '|S8'", "|S8"),
                type("pickled Python objects, which are never read", "|O"),
                type("array", "f8"),
                header(
                        "a structured array; expected one of numbers",
                        "{'descr': [('x', '<f8'), ('y', '<f8')], 'fortran_order': False, 'shape': (2,), }\n"),
                shape("array of shape (2, 3): 32 bytes of elements; expected 6 times 8", "2, 3"),
                shape("array of shape (2, 1): 32 bytes of elements; expected 2 times 8", "2, 1"),
                shape("more than there can be", "1000000000000, 1000000000000"),
                shape("expected 1000000000000 times 8", "1000000000000,"),
                shape("array", "4611686018427387904, 4"),
                shape("array", "2305843009213693952, 4"),
                shape("array", "-2, 2"),
                shape("array", "2, -2"),
                shape("not the shape of an array", "99999999999999999999,"),
                shape("not the shape of an array", "1, ".repeat(33)),
                shape("array", "2.0, 2"),
                shape("array", "'2', 2"),
                shape("array", "2, (2)"),
                shape("expected (2, width) or (networks, 2, width)", "4,"),
                shape("expected (2, width) or (networks, 2, width)", "1, 4"),
                shape("expected (2, width) or (networks, 2, width)", "4, 1"),
                shape("expected (2, width) or (networks, 2, width)", "2, 2, 1, 1"),
                // 2^61 times 8 is 0 in 64 bits.
                npy("expected 2305843009213693952 times 8", Bytes.npy("<f8", "2, 2, 576460752303423488", new byte[0])),
                npy("expected (2, width) or (networks, 2, width)", Bytes.npy("<f8", "2, 0", new byte[0])),
                npy("expected (2, width) or (networks, 2, width)", Bytes.npy("<f8", "", Bytes.doubles(1))),
                header("no 'fortran_order' in the header", "{'descr': '<f8', 'shape': (2, 2), }\n"),
                header("no 'shape' in the header", "{'descr': '<f8', 'fortran_order': False, }\n"),
                header("array", "{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 2), }\n"),
                header("no dictionary", "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2)"),
                header("no dictionary", "__import__('os').system('true')"),
                header("no dictionary", ""),
                npy("no .npy file: it does not start with \\x93NUMPY", new byte[0]),
                npy("no .npy file", new byte[100]),
                npy("no .npy file", Bytes.ascii("PK\u0003\u0004 and more of the same")),
                npy("version 0 of .npy; expected 1 to 3", wide(0, 0, "")),
                npy("version 4 of .npy; expected 1 to 3", wide(4, 0, "")),
                npy("a header of 4294967295 bytes; at most 65536 are read", wide(2, -1, "{}")),
                npy("a header of 2147483648 bytes; at most 65536 are read", wide(3, Integer.MIN_VALUE, "{}")),
                npy("the file ends within its header", wide(2, 60_000, "{}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNpy")
    void npy(String said, byte[] content, @TempDir Path other) throws IOException {
        assertThat(Exchange.refusal(file("x.npy", content))).contains(said);
        // The same as a member of an archive, under its own name.
        Path archive = Files.write(
                other.resolve("x.npz"), Bytes.zip("a.npy", content, "b.npy", Bytes.npy("<f8", "2, 2", FOUR)));
        if (!said.contains("width)")) {
            assertThat(Exchange.refusal(archive)).contains(said.replaceFirst("^array", "a"));
        }
    }

    @Test
    void pickledObjectsAreNeverRun() throws IOException {
        Path trace = directory.resolve("trace");
        byte[] pickle = Bytes.ascii("cposix\nsystem\n(S'touch " + trace + "'\ntR.");
        byte[] objects = Bytes.npy("|O", "1,", pickle);
        assertThat(Exchange.refusal(file("x.npy", objects))).contains("pickled Python objects");
        for (String name : List.of("a", "b")) {
            String other = name.equals("a") ? "b" : "a";
            Path file = file(
                    "x.npz", Bytes.zip(name + ".npy", objects, other + ".npy", Bytes.npy("<f8", "1,", new byte[8])));
            assertThat(Exchange.refusal(file)).isEqualTo(name + ": pickled Python objects, which are never read");
        }
        assertThat(trace).doesNotExist();
    }

    private static Object[] members(Object... members) {
        return members;
    }

    private static byte[] f8(String shape, double... numbers) {
        return Bytes.npy("<f8", shape, Bytes.doubles(numbers));
    }

    static Stream<Arguments> badNpz() {
        byte[] w0 = f8("2, 1", 1, 2);
        byte[] b0 = f8("2,", 1, 2);
        byte[] w1 = f8("1, 2", 1, 2);
        byte[] b1 = f8("1,", 1);
        return Stream.of(
                Arguments.of("arrays []: expected a and b, or w0, b0", members()),
                Arguments.of("arrays [x]: expected a and b", members("x.npy", b0, "readme.txt", new byte[5])),
                Arguments.of("arrays [a]: expected a and b", members("a.npy", b0)),
                Arguments.of(
                        "a of shape (2), b of shape (1, 2): expected the same shape",
                        members("a.npy", b0, "b.npy", w1)),
                Arguments.of("expected the same shape", members("a.npy", b1, "b.npy", b0)),
                Arguments.of("expected the same shape", members("a.npy", f8("", 1), "b.npy", f8("", 1))),
                Arguments.of("expected the same shape", members("a.npy", f8("0,"), "b.npy", f8("0,"))),
                Arguments.of("expected the same shape", members("a.npy", f8("1,1,1", 1), "b.npy", f8("1,1,1", 1))),
                Arguments.of("arrays [w1]: expected w0, w1, ...", members("w1.npy", w1, "b1.npy", b1)),
                Arguments.of(
                        "arrays [w0, w2]: expected w0, w1, ...",
                        members("w0.npy", w0, "b0.npy", b0, "w2.npy", w1, "b2.npy", b1)),
                Arguments.of(
                        "w1 of shape (2, 1): 2 units of 1 inputs; expected 2 inputs. Has a row for each input? Then say so:"
                                + " --rows inputs",
                        members("w0.npy", w0, "b0.npy", b0, "w1.npy", w0, "b1.npy", b1)),
                Arguments.of(
                        "w0 of shape (1, 2): 1 units of 2 inputs; expected 1 input. Has a row for each input?",
                        members("w0.npy", w1, "b0.npy", b0)),
                Arguments.of("w0 of shape (2, 1): 2 outputs; expected 1", members("w0.npy", w0, "b0.npy", b0)),
                Arguments.of(
                        "b0 of shape (1): expected 2 biases",
                        members("w0.npy", w0, "b0.npy", b1, "w1.npy", w1, "b1.npy", b1)),
                Arguments.of(
                        "b1 of shape (2): expected 1 biases",
                        members("w0.npy", w0, "b0.npy", b0, "w1.npy", w1, "b1.npy", b0)),
                Arguments.of(
                        "w0 of shape (2): expected weights (units, inputs)",
                        members("w0.npy", b0, "b0.npy", f8("", 1))),
                Arguments.of(
                        "w1 of shape (2, 1, 2): expected 1 networks",
                        members(
                                "w0.npy",
                                f8("1,2,1", 1, 2),
                                "b0.npy",
                                f8("1,2", 1, 2),
                                "w1.npy",
                                f8("2,1,2", 1, 2, 3, 4),
                                "b1.npy",
                                f8("2,1", 1, 2))),
                Arguments.of(
                        "w1 of shape (1, 2): expected (networks, units, inputs), as the biases have it",
                        members(
                                "w0.npy",
                                f8("1,2,1", 1, 2),
                                "b0.npy",
                                f8("1,2", 1, 2),
                                "w1.npy",
                                w1,
                                "b1.npy",
                                w1,
                                "w2.npy",
                                f8("1, 1, 1", 1))),
                Arguments.of(
                        "activations: 1 words; expected 2",
                        members("w0.npy", w0, "w1.npy", w1, "activations.npy", Bytes.words(4, "relu"))),
                Arguments.of(
                        "activations[1]: \"softmax\": expected one of relu, leaky-relu:SLOPE, identity, clip",
                        members("w0.npy", w0, "w1.npy", w1, "activations.npy", Bytes.words(7, "relu", "softmax"))),
                Arguments.of(
                        "activations[0]: \"leaky-relu:2\"",
                        members(
                                "w0.npy",
                                w0,
                                "w1.npy",
                                w1,
                                "activations.npy",
                                Bytes.words(12, "leaky-relu:2", "clip"))),
                Arguments.of(
                        "domain: [1, 0]: domain [1, 0]: left end not below right end",
                        members("a.npy", b0, "b.npy", b0, "domain.npy", Bytes.words(1, "1", "0"))),
                Arguments.of(
                        "domain: [0]: expected two ends",
                        members("a.npy", b0, "b.npy", b0, "domain.npy", Bytes.words(1, "0"))),
                Arguments.of(
                        "domain: [x, y]: not a number",
                        members("a.npy", b0, "b.npy", b0, "domain.npy", Bytes.words(1, "x", "y"))),
                Arguments.of(
                        "domain: 8 bytes of text; expected 2 times 8",
                        members("a.npy", b0, "b.npy", b0, "domain.npy", Bytes.npy("<U2", "2,", new byte[8]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badNpz")
    void npz(String said, Object[] members) throws IOException {
        assertThat(Exchange.refusal(file("x.npz", Bytes.zip(members)))).contains(said);
    }

    @Test
    void emptyBatchHoldsNoNetworks() throws IOException, NetworkFormatException {
        assertThat(Exchange.networks(file("x.npz", Bytes.zip("a.npy", f8("0, 3"), "b.npy", f8("0, 3")))))
                .isEmpty();
        assertThat(Exchange.networks(file(
                        "x.npz",
                        Bytes.zip(
                                "w0.npy",
                                f8("0, 3, 1"),
                                "b0.npy",
                                f8("0, 3"),
                                "w1.npy",
                                f8("0, 1, 3"),
                                "b1.npy",
                                f8("0, 1")))))
                .isEmpty();
        assertThat(Exchange.networks(file("x.npy", f8("0, 2, 3")))).isEmpty();
    }

    @Test
    void twoMembersOfOneName() throws IOException {
        byte[] one = Bytes.npy("<f8", "2,", TWO);
        byte[] file = Bytes.zip("a.npy", one, "c.npy", one, "b.npy", one);
        // The archive's writer refuses two of a name; so one is renamed behind its back, both times it stands there.
        for (int i = 0; i + 5 <= file.length; i++) {
            if (new String(file, i, 5, StandardCharsets.ISO_8859_1).equals("c.npy")) {
                file[i] = 'a';
            }
        }
        assertThat(Exchange.refusal(file("x.npz", file))).isEqualTo("a: two members of this name");
    }

    @Test
    void archiveOfAnotherKind() throws IOException {
        assertThat(Exchange.refusal(file("x.npz", Bytes.ascii("no archive at all"))))
                .contains("no .npz file: ");
        assertThat(Exchange.refusal(file("x.npz", new byte[0]))).contains("no .npz file: ");
    }

    @Test
    void tooManyMembers() throws IOException {
        Object[] members = new Object[2 * 4097];
        for (int i = 0; i < members.length; i += 2) {
            members[i] = "m" + i;
            members[i + 1] = new byte[0];
        }
        assertThat(Exchange.refusal(file("x.npz", Bytes.zip(members))))
                .isEqualTo("an archive of 4097 members; at most 4096 are read");
    }

    static Stream<Arguments> badSafetensors() {
        String good = "'b': {'dtype': 'F64', 'shape': [2], 'data_offsets': [0, 16]}}";
        return Stream.of(
                safetensors("a: 16 bytes for shape [3] of binary64", "[3]", "F64", 16, 32),
                safetensors(
                        "a: 16 bytes for shape [1000000000000, 1000000000000] of binary64",
                        "[1000000000000, 1000000000000]",
                        "F64",
                        16,
                        32),
                safetensors(
                        "a: 16 bytes for shape [2305843009213693952, 4]", "[2305843009213693952, 4]", "F64", 16, 32),
                safetensors(
                        "a: 0 bytes for shape [2, 2, 576460752303423488]",
                        "[2, 2, 576460752303423488]",
                        "F64",
                        16,
                        16,
                        2),
                safetensors("a: shape [-2]: not the shape of an array", "[-2]", "F64", 16, 32),
                safetensors("a: shape [\"2\"]: not the shape of an array", "['2']", "F64", 16, 32),
                safetensors("a: shape [99999999999999999999]", "[99999999999999999999]", "F64", 16, 32),
                safetensors(
                        "a: elements of type \"F8_E4M3\"; expected F16, BF16, F32, F64 or integers",
                        "[16]",
                        "F8_E4M3",
                        16,
                        32),
                safetensors("a: elements of type \"f64\"", "[2]", "f64", 16, 32),
                safetensors("a: elements of type \"C64\"", "[2]", "C64", 16, 32),
                safetensors("a: offsets 16 to 40; there are 32 bytes", "[3]", "F64", 16, 40),
                safetensors("offsets 16 to 9223372036854775807", "[2]", "F64", 16, Long.MAX_VALUE),
                safetensors("a: offsets -16 to 0", "[2]", "F64", -16, 0),
                safetensors("a: offsets 32 to 16", "[2]", "F64", 32, 16),
                safetensors("a: starts at offset 8, where 16 was expected", "[2]", "F64", 8, 24),
                safetensors("starts at offset 0, where 16 was expected", "[2]", "F64", 0, 16),
                safetensors("a: starts at offset 24, where 16 was expected", "[1]", "F64", 24, 32),
                safetensors("32 bytes of elements; the header speaks of 24", "[1]", "F64", 16, 24),
                Arguments.of(
                        "b: starts at offset 0, where 16 was expected",
                        Bytes.safetensors(
                                "{'a': {'dtype': 'F64', 'shape': [2], 'data_offsets': [0, 16]}, " + good, TWO)),
                Arguments.of(
                        "header: not JSON: Duplicate", Bytes.safetensors("{" + good.replace("}}", "}, ") + good, TWO)),
                Arguments.of(
                        "header: not JSON: Duplicate",
                        Bytes.safetensors(
                                "{'a': {'dtype': 'F64', 'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 16]}}", TWO)),
                Arguments.of(
                        "no data_offsets of two integers",
                        Bytes.safetensors("{'a': {'dtype': 'F64', 'shape': [2]}}", TWO)),
                Arguments.of(
                        "no data_offsets of two integers",
                        Bytes.safetensors("{'a': {'dtype': 'F64', 'shape': [2], 'data_offsets': [0]}}", TWO)),
                Arguments.of(
                        "no data_offsets of two integers",
                        Bytes.safetensors("{'a': {'dtype': 'F64', 'shape': [2], 'data_offsets': ['0', '16']}}", TWO)),
                Arguments.of("no data_offsets of two integers", Bytes.safetensors("{'a': 3}", TWO)),
                Arguments.of("header: no object", Bytes.safetensors("[1, 2]", TWO)),
                Arguments.of("header: not JSON: ", Bytes.safetensors("{} {}", TWO)),
                Arguments.of("header: not JSON: ", Bytes.safetensors("{'a': ", TWO)),
                Arguments.of(
                        "header: not JSON: ", Bytes.safetensors("{'a':".repeat(5000) + "1" + "}".repeat(5000), TWO)),
                Arguments.of("arrays []: expected a and b", Bytes.safetensors("{}", new byte[0])),
                Arguments.of("16 bytes of elements; the header speaks of 0", Bytes.safetensors("{}", TWO)),
                Arguments.of(
                        "no .safetensors file: a header of 18446744073709551615 bytes",
                        Bytes.joined(Bytes.longs(-1), TWO)),
                Arguments.of(
                        "no .safetensors file: a header of 9223372036854775808 bytes",
                        Bytes.joined(Bytes.longs(Long.MIN_VALUE), TWO)),
                Arguments.of(
                        "no .safetensors file: a header of 4294967296 bytes in a file of 24",
                        Bytes.joined(Bytes.longs(1L << 32), TWO)),
                Arguments.of(
                        "no .safetensors file: a header of 17 bytes in a file of 24",
                        Bytes.joined(Bytes.longs(17), TWO)),
                Arguments.of("no .safetensors file: a header of 0 bytes", Bytes.joined(Bytes.longs(0), TWO)),
                Arguments.of("no .safetensors file", new byte[7]),
                Arguments.of(
                        "activations[0]: \"gelu\": expected one of",
                        Bytes.safetensors(
                                "{'__metadata__': {'activations': 'gelu'}, 'w0': {'dtype': 'F64', 'shape': [1, 1], 'data_offsets': [0, 8]}, 'b0': {'dtype': 'F64', 'shape': [1], 'data_offsets': [8, 16]}}",
                                TWO)),
                Arguments.of(
                        "domain: [0, 1, 2]: expected two ends",
                        Bytes.safetensors(
                                "{'__metadata__': {'domain': '0,1,2'}, 'w0': {'dtype': 'F64', 'shape': [1, 1], 'data_offsets': [0, 8]}, 'b0': {'dtype': 'F64', 'shape': [1], 'data_offsets': [8, 16]}}",
                                TWO)));
    }

    private static Arguments safetensors(String said, String shape, String type, long from, long to) {
        return safetensors(said, shape, type, from, to, 4);
    }

    private static Arguments safetensors(String said, String shape, String type, long from, long to, int numbers) {
        return Arguments.of(
                said,
                Bytes.safetensors(
                        "{'b': {'dtype': 'F64', 'shape': [2], 'data_offsets': [0, 16]}, 'a': {'dtype': '" + type
                                + "', 'shape': " + shape + ", 'data_offsets': [" + from + ", " + to + "]}}",
                        Arrays.copyOf(FOUR, 8 * numbers)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSafetensors")
    void safetensors(String said, byte[] content) throws IOException {
        assertThat(Exchange.refusal(file("x.safetensors", content))).contains(said);
    }

    @Test
    void arraysOfSafetensorsMayStandInAnyOrder() throws IOException, NetworkFormatException {
        Network found = Exchange.one(file(
                "x.safetensors",
                Bytes.safetensors(
                        "{'b': {'dtype': 'F64', 'shape': [2], 'data_offsets': [16, 32]}, 'empty': {'dtype': 'F32', 'shape': [0, 7],"
                                + " 'data_offsets': [16, 16]}, 'a': {'dtype': 'F64', 'shape': [2], 'data_offsets': [0, 16]}}   ",
                        FOUR)));
        assertThat(Exchange.text(found))
                .isEqualTo(Exchange.text(Exchange.network(
                        "{'format':'chaoscert-network/1','layers':[{'weights':[[1],[1]],'biases':[-3,-4],'activation':'relu'},"
                                + "{'weights':[[1,2]],'biases':[0],'activation':'clip'}]}")));
    }

    @Test
    void otherEndings() throws IOException {
        assertThat(Exchange.refusal(file("x.pt", new byte[3])))
                .isEqualTo("unknown kind of file; expected .json, .jsonl, .npy, .npz, .safetensors, .onnx, .csv");
        assertThat(Exchange.refusal(directory.resolve("none.npz"))).isEqualTo("no such file");
    }

    @Test
    void listsAndColumns() throws IOException, NetworkFormatException {
        assertThat(FileKind.list(file("x.npy", f8("3,", 1, Double.NaN, Double.NEGATIVE_INFINITY))))
                .containsExactly(1, Double.NaN, Double.NEGATIVE_INFINITY);
        Path npz = file(
                "x.npz",
                Bytes.zip(
                        "chaotic.npy",
                        Bytes.npy("|b1", "3,", new byte[] {1, 0, 1}),
                        "bad.npy",
                        f8("2, 1", 1, 2),
                        "nan.npy",
                        f8("2,", 1, Double.NaN)));
        assertThat(FileKind.column(npz, "chaotic").orElseThrow()).containsExactly(1, 0, 1);
        assertThat(FileKind.column(npz, "none")).isEmpty();
        assertThat(FileKind.column(directory, "none")).isEmpty();
        assertThat(refusalOfColumn(npz, "bad")).isEqualTo("bad of shape (2, 1): expected one entry for each network");
        assertThat(refusalOfColumn(npz, "nan")).matches("nan\\[1], offset [0-9]+: not a number");
        Path tensors = file(
                "x.safetensors",
                Bytes.safetensors(
                        "{'n': {'dtype': 'U8', 'shape': [2], 'data_offsets': [0, 2]}}", new byte[] {0, (byte) 200}));
        assertThat(FileKind.column(tensors, "n").orElseThrow()).containsExactly(0, 200);
    }

    private static String refusalOfColumn(Path file, String name) throws IOException {
        try {
            FileKind.column(file, name);
            return "";
        } catch (NetworkFormatException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
