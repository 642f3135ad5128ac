package org.chaoscert.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Bits are the numbers that IEEE 754 and two's complement say they are. */
class ElementTypeTest {
    /** A binary number of any width by its definition: sign, exponent, fraction. */
    private static double byDefinition(int bits, int exponentBits, int fractionBits) {
        int fraction = bits & ((1 << fractionBits) - 1);
        int exponent = (bits >>> fractionBits) & ((1 << exponentBits) - 1);
        int bias = (1 << (exponentBits - 1)) - 1;
        double sign = (bits >>> (exponentBits + fractionBits) & 1) == 1 ? -1 : 1;
        double part = fraction / Math.pow(2, fractionBits);
        if (exponent == (1 << exponentBits) - 1) {
            return fraction == 0 ? sign / 0 : Double.NaN;
        }
        return exponent == 0
                ? sign * part * Math.pow(2, 1 - bias)
                : sign * (1 + part) * Math.pow(2, (double) exponent - bias);
    }

    private static double decoded(ElementType type, ByteOrder order, long bits) {
        ByteBuffer bytes = ByteBuffer.allocate(type.bytes()).order(order);
        for (int i = 0; i < type.bytes(); i++) {
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : type.bytes() - 1 - i;
            bytes.put(place, (byte) (bits >>> (8 * i)));
        }
        double[] into = {7, 7, 7};
        type.decode(bytes, into, 1, 1);
        assertThat(bytes.remaining()).as("bytes left").isZero();
        assertThat(new double[] {into[0], into[2]}).as("others").containsExactly(7, 7);
        return into[1];
    }

    @ParameterizedTest
    @CsvSource({"BINARY16, 5, 10", "BFLOAT16, 8, 7"})
    void allNumbersOfSixteenBits(ElementType type, int exponentBits, int fractionBits) {
        ByteBuffer bytes = ByteBuffer.allocate(2 << 16);
        for (int bits = 0; bits < 1 << 16; bits++) {
            bytes.putShort((short) bits);
        }
        double[] found = new double[1 << 16];
        type.decode(bytes.flip(), found, 0, found.length);
        for (int bits = 0; bits < found.length; bits++) {
            assertThat(found[bits])
                    .as("%x", bits)
                    .isEqualTo(Double.valueOf(byDefinition(bits, exponentBits, fractionBits)));
        }
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(decoded(type, ByteOrder.LITTLE_ENDIAN, 0x3e01)).isEqualTo(found[0x3e01]);
    }

    @Test
    void binary32AndBinary64() {
        Random random = new Random(32);
        for (int i = 0; i < 20_000; i++) {
            int bits = random.nextInt();
            long wide = random.nextLong();
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                assertThat(decoded(ElementType.BINARY32, order, bits))
                        .isEqualTo(Double.valueOf(byDefinition(bits, 8, 23)));
                assertThat(Double.doubleToLongBits(decoded(ElementType.BINARY64, order, wide)))
                        .isEqualTo(Double.doubleToLongBits(Double.longBitsToDouble(wide)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INT8", "UINT8", "INT16", "UINT16", "INT32", "UINT32", "INT64", "UINT64"})
    void integersAreExactOrNone(ElementType type) {
        Random random = new Random(64);
        int width = 8 * type.bytes();
        boolean signed = !type.name().startsWith("U");
        for (int i = 0; i < 20_000; i++) {
            long bits = edge(random, i);
            BigInteger value = BigInteger.valueOf(bits).mod(BigInteger.TWO.pow(width));
            if (signed && value.testBit(width - 1)) {
                value = value.subtract(BigInteger.TWO.pow(width));
            }
            double nearest = value.doubleValue();
            boolean isExact = new BigDecimal(nearest).toBigIntegerExact().equals(value);
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                assertThat(decoded(type, order, bits))
                        .as("%s", value)
                        .isEqualTo(Double.valueOf(isExact ? nearest : Double.NaN));
            }
        }
        assertThat(type.inWords(Double.NaN)).isEqualTo("an integer of more than 53 bits");
    }

    /** Numbers near powers of two, and any. */
    private static long edge(Random random, int i) {
        return switch (i % 4) {
            case 0 -> (1L << (i / 4 % 64)) - 1;
            case 1 -> -(1L << (i / 4 % 64)) + i / 256 % 3 - 1;
            case 2 -> random.nextLong() << random.nextInt(64);
            default -> random.nextLong();
        };
    }

    @Test
    void truthValues() {
        assertThat(decoded(ElementType.BOOL, ByteOrder.BIG_ENDIAN, 0)).isZero();
        assertThat(decoded(ElementType.BOOL, ByteOrder.BIG_ENDIAN, 1)).isEqualTo(1);
        assertThat(decoded(ElementType.BOOL, ByteOrder.BIG_ENDIAN, 2)).isNaN();
        assertThat(decoded(ElementType.BOOL, ByteOrder.BIG_ENDIAN, 255)).isNaN();
    }
}
