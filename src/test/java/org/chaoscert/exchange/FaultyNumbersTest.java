package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.network.NetworkFormatException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One number that is none: its network alone is faulty, and the message leads to the very bytes. */
class FaultyNumbersTest {
    private static final Pattern FAULT =
            Pattern.compile("(\\w+)\\[([0-9, ]*)], offset ([0-9]+): (-?[A-Za-z0-9. ]+); expected a number");
    private static final int NETWORKS = 7;

    @TempDir
    private Path directory;

    /** The arrays of one file, each in its own order and byte order. */
    private record Array(String name, int[] shape, boolean fortran, ByteOrder order, double[] numbers) {
        /** Where an element lies, by its index. */
        int place(int[] index) {
            int place = 0;
            for (int i = 0; i < shape.length; i++) {
                int axis = fortran ? shape.length - 1 - i : i;
                place = place * shape[axis] + index[axis];
            }
            return place;
        }

        byte[] elements() {
            ByteBuffer bytes = ByteBuffer.allocate(8 * numbers.length).order(order);
            bytes.asDoubleBuffer().put(numbers);
            return bytes.array();
        }

        byte[] npy() {
            String extents = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
            return Bytes.npy(Bytes.header(order == ByteOrder.BIG_ENDIAN ? ">f8" : "<f8", fortran, extents), elements());
        }
    }

    private static Map<String, int[]> shapes(String layout) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        switch (layout) {
            case "simple" -> {
                shapes.put("a", new int[] {NETWORKS, 3});
                shapes.put("b", new int[] {NETWORKS, 3});
            }
            case "rows" -> shapes.put("array", new int[] {NETWORKS, 2, 3});
            default -> {
                shapes.put("w0", new int[] {NETWORKS, 3, 1});
                shapes.put("b0", new int[] {NETWORKS, 3});
                shapes.put("w1", new int[] {NETWORKS, 2, 3});
                shapes.put("b1", new int[] {NETWORKS, 2});
                shapes.put("w2", new int[] {NETWORKS, 1, 2});
                shapes.put("b2", new int[] {NETWORKS, 1});
            }
        }
        return shapes;
    }

    @ParameterizedTest
    @CsvSource({
        "simple, npz, false",
        "simple, npz, true",
        "simple, safetensors, false",
        "rows, npy, false",
        "rows, npy, true",
        "layers, npz, false",
        "layers, npz, true",
        "layers, safetensors, false"
    })
    void exactlyItsNetworkIsFaulty(String layout, String ending, boolean fortran)
            throws IOException, NetworkFormatException {
        Random random = new Random(53);
        for (int trial = 0; trial < 40; trial++) {
            double bad = new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}[trial % 3];
            List<Array> arrays = shapes(layout).entrySet().stream()
                    .map(entry -> new Array(
                            entry.getKey(),
                            entry.getValue(),
                            fortran,
                            !ending.equals("safetensors") && random.nextBoolean()
                                    ? ByteOrder.BIG_ENDIAN
                                    : ByteOrder.LITTLE_ENDIAN,
                            random.doubles(Arrays.stream(entry.getValue()).reduce(1, (x, y) -> x * y))
                                    .toArray()))
                    .toList();
            Path good = write("good." + ending, arrays);
            Array chosen = arrays.get(random.nextInt(arrays.size()));
            int[] index = Arrays.stream(chosen.shape).map(random::nextInt).toArray();
            chosen.numbers[chosen.place(index)] = bad;
            Path file = write("bad." + ending, arrays);

            List<Entry> found = Exchange.entries(file, ReadOptions.DEFAULT);
            List<Entry> whole = Exchange.entries(good, ReadOptions.DEFAULT);
            assertThat(found).hasSize(NETWORKS);
            for (int i = 0; i < NETWORKS; i++) {
                if (i != index[0]) {
                    assertThat(Exchange.text(found.get(i).network().orElseThrow()))
                            .as("network %d", i)
                            .isEqualTo(Exchange.text(whole.get(i).network().orElseThrow()));
                }
            }
            Matcher fault = FAULT.matcher(found.get(index[0]).fault().orElseThrow());
            assertThat(fault.matches()).as("%s", found.get(index[0]).fault()).isTrue();
            assertThat(fault.group(1)).isEqualTo(chosen.name);
            assertThat(fault.group(2))
                    .isEqualTo(Arrays.stream(index).mapToObj(String::valueOf).collect(Collectors.joining(", ")));
            assertThat(fault.group(4)).isEqualTo(String.valueOf(bad));
            byte[] bytes = ending.equals("npz") ? chosen.npy() : Files.readAllBytes(file);
            assertThat(ByteBuffer.wrap(bytes).order(chosen.order).getDouble(Integer.parseInt(fault.group(3))))
                    .as("at the offset")
                    .isEqualTo(Double.valueOf(bad));
        }
    }

    private Path write(String name, List<Array> arrays) throws IOException {
        byte[] content;
        if (name.endsWith(".npy")) {
            content = arrays.get(0).npy();
        } else if (name.endsWith(".npz")) {
            content = Bytes.zip(arrays.stream()
                    .flatMap(array -> Stream.of(array.name + ".npy", array.npy()))
                    .toArray());
        } else {
            StringBuilder header = new StringBuilder();
            int end = 0;
            for (Array array : arrays) {
                int start = end;
                end += 8 * array.numbers.length;
                header.append(header.isEmpty() ? "{" : ", ")
                        .append(String.format(
                                Locale.ROOT,
                                "'%s': {'dtype': 'F64', 'shape': %s, 'data_offsets': [%d, %d]}",
                                array.name,
                                Arrays.toString(array.shape),
                                start,
                                end));
            }
            content = Bytes.safetensors(
                    header + "}",
                    Bytes.joined(arrays.stream().map(Array::elements).toArray(byte[][]::new)));
        }
        return Files.write(directory.resolve(name), content);
    }

    @ParameterizedTest
    @CsvSource({
        "<i8, 9007199254740993, an integer of more than 53 bits",
        "|b1, 2, a truth value that is neither 0 nor 1"
    })
    void integersThatAreNoBinary64Numbers(String type, long bad, String said)
            throws IOException, NetworkFormatException {
        byte[] elements = type.equals("|b1") ? new byte[] {1, 0, (byte) bad, 1} : Bytes.longs(1, 2, bad, 4);
        byte[] good = type.equals("|b1") ? new byte[4] : Bytes.longs(1, 2, 3, 1L << 62);
        Path file = Files.write(
                directory.resolve("integers.npz"),
                Bytes.zip("a.npy", Bytes.npy(type, "2, 2", elements), "b.npy", Bytes.npy(type, "2, 2", good)));
        List<Entry> found = Exchange.entries(file, ReadOptions.DEFAULT);
        assertThat(found.get(0).fault()).isEmpty();
        assertThat(found.get(1).fault().orElseThrow())
                .startsWith("a[1, 0], offset ")
                .contains(said);
    }
}
