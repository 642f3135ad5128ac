package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Elements are found where the array's order has them, and said to be there. */
class StoredArrayTest {
    @TempDir
    private Path directory;

    private StoredArray array(
            ElementType type, ByteOrder order, List<Long> shape, boolean fortran, byte[] bytes, int start)
            throws IOException {
        Path file = Files.write(directory.resolve("bytes"), Bytes.joined(new byte[start], bytes));
        return new StoredArray("x", type, order, shape, fortran, Content.OfFile.of(file), start);
    }

    /** The distance of neighbours along each axis, in elements. */
    private static long[] strides(List<Long> shape, boolean fortran) {
        long[] strides = new long[shape.size()];
        long stride = 1;
        for (int i = 0; i < strides.length; i++) {
            int axis = fortran ? i : strides.length - 1 - i;
            strides[axis] = stride;
            stride *= shape.get(axis);
        }
        return strides;
    }

    @ParameterizedTest
    @EnumSource
    void placesAreThoseOfTheBytes(ElementType type) throws IOException {
        Random random = new Random(11);
        for (int trial = 0; trial < 60; trial++) {
            List<Long> shape = new ArrayList<>();
            for (int axis = random.nextInt(4); axis >= 0; axis--) {
                shape.add(1L + random.nextInt(5));
            }
            boolean fortran = random.nextBoolean();
            boolean isBatch = random.nextBoolean();
            ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            int start = random.nextInt(100);
            byte[] bytes = new byte[(int) StoredArray.product(shape) * type.bytes()];
            random.nextBytes(bytes);
            StoredArray array = array(type, order, shape, fortran, bytes, start);
            long count = isBatch ? shape.get(0) : 1;
            double[] item = new double[(int) (StoredArray.product(shape) / count)];
            try (StoredArray.Items items = array.items(isBatch)) {
                for (long i = 0; i < count; i++) {
                    items.next(item);
                    for (int j = 0; j < item.length; j++) {
                        String[] place = array.place(isBatch, i, j)
                                .replaceAll("x\\[|\\]", "")
                                .split(", offset ");
                        long linear = 0;
                        long inItem = 0;
                        String[] index = place[0].split(", ");
                        assertThat(index).hasSameSizeAs(shape);
                        for (int axis = 0; axis < index.length; axis++) {
                            linear += Long.parseLong(index[axis]) * strides(shape, fortran)[axis];
                            inItem += Long.parseLong(index[axis]) * strides(shape, false)[axis];
                        }
                        assertThat(inItem).as("index").isEqualTo(i * item.length + j);
                        assertThat(Long.parseLong(place[1])).as("offset").isEqualTo(start + linear * type.bytes());
                        double[] one = new double[1];
                        type.decode(
                                ByteBuffer.wrap(bytes, (int) linear * type.bytes(), type.bytes())
                                        .order(order),
                                one,
                                0,
                                1);
                        assertThat(item[j]).isEqualTo(Double.valueOf(one[0]));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 524288, true", "7, 200000, true", "1, 300000, true", "7, 200000, false", "4000000, 1, true"})
    void longArraysAreReadInParts(int count, int size, boolean fortran) throws IOException {
        byte[] bytes = new byte[count * size];
        new Random(12).nextBytes(bytes);
        StoredArray array =
                array(ElementType.INT8, ByteOrder.LITTLE_ENDIAN, List.of((long) count, (long) size), fortran, bytes, 3);
        double[] item = new double[size];
        try (StoredArray.Items items = array.items(true)) {
            for (int i = 0; i < count; i++) {
                items.next(item);
                for (int j = 0; j < size; j++) {
                    byte expected = bytes[fortran ? j * count + i : i * size + j];
                    if (item[j] != expected) {
                        assertThat(item[j]).as("[%d, %d]", i, j).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @Test
    void products() {
        assertThat(StoredArray.product(List.of())).isEqualTo(1);
        assertThat(StoredArray.product(List.of(3L, 4L, 5L))).isEqualTo(60);
        assertThat(StoredArray.product(List.of(1L << 40, 1L << 40, 0L))).isZero();
        assertThat(StoredArray.product(List.of(1L << 31, 1L << 30))).isEqualTo(1L << 61);
        assertThat(StoredArray.product(List.of(1L << 32, 1L << 32))).isEqualTo(-1);
        assertThat(StoredArray.product(List.of(3_037_000_500L, 3_037_000_500L))).isEqualTo(-1);
        assertThat(StoredArray.product(List.of(Long.MAX_VALUE, 2L))).isEqualTo(-1);
    }
}
