package org.chaoscert.exchange;

import java.nio.ByteBuffer;
import java.util.Locale;

/** What an array's elements are. All numbers but large integers are binary64 numbers, and so are read exactly. */
enum ElementType {
    BOOL(1, true),
    INT8(1, true),
    UINT8(1, true),
    INT16(2, true),
    UINT16(2, true),
    INT32(4, true),
    UINT32(4, true),
    INT64(8, true),
    UINT64(8, true),
    BINARY16(2, false),
    BFLOAT16(2, false),
    BINARY32(4, false),
    BINARY64(8, false);

    private final int bytes;
    private final boolean isInteger;

    ElementType(int bytes, boolean isInteger) {
        this.bytes = bytes;
        this.isInteger = isInteger;
    }

    int bytes() {
        return bytes;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Says in words what an element was that is no finite number now. */
    String inWords(double element) {
        if (this == BOOL) {
            return "a truth value that is neither 0 nor 1";
        }
        return isInteger ? "an integer of more than 53 bits" : String.valueOf(element);
    }

    /**
     * Reads elements; an integer that is no binary64 number, and a truth value that is neither 0 nor 1, becomes NaN.
     *
     * @param from from its position on, in its byte order
     * @param into is filled
     * @param start the first place to fill
     * @param count how many
     */
    void decode(ByteBuffer from, double[] into, int start, int count) {
        switch (this) {
            case BINARY64 -> {
                from.asDoubleBuffer().get(into, start, count);
                from.position(from.position() + count * bytes);
            }
            case BINARY32 -> {
                for (int i = start; i < start + count; i++) {
                    into[i] = from.getFloat();
                }
            }
            default -> {
                for (int i = start; i < start + count; i++) {
                    into[i] = element(from);
                }
            }
        }
    }

    private double element(ByteBuffer from) {
        return switch (this) {
            case BOOL -> truth(from.get());
            case INT8 -> from.get();
            case UINT8 -> Byte.toUnsignedInt(from.get());
            case INT16 -> from.getShort();
            case UINT16 -> Short.toUnsignedInt(from.getShort());
            case INT32 -> from.getInt();
            case UINT32 -> Integer.toUnsignedLong(from.getInt());
            case INT64 -> exactly(from.getLong());
            case UINT64 -> exactlyUnsigned(from.getLong());
            case BINARY16 -> binary16(from.getShort());
            case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << 16);
            case BINARY32 -> from.getFloat();
            case BINARY64 -> from.getDouble();
        };
    }

    private static double truth(byte value) {
        return value == 0 || value == 1 ? value : Double.NaN;
    }

    private static double exactly(long value) {
        // The greatest long is rounded to 2^63, which would be cut to that long again.
        double nearest = value;
        return (long) nearest == value && value != Long.MAX_VALUE ? nearest : Double.NaN;
    }

    private static double exactlyUnsigned(long value) {
        if (value >= 0) {
            return exactly(value);
        }
        return (value & 0x7ff) == 0 ? (value >>> 11) * 0x1p11 : Double.NaN;
    }

    /** IEEE 754 binary16: a sign, five bits of exponent, ten bits of fraction. */
    static double binary16(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size;
        if (exponent == 0x1f) {
            size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            size = exponent == 0 ? Math.scalb((double) fraction, -24) : Math.scalb(1024.0 + fraction, exponent - 25);
        }
        return bits < 0 ? -size : size;
    }
}
