package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chaoscert.exact.OverLimitsException;

/**
 * An array in a file.
 *
 * @param name its name
 * @param type what its elements are
 * @param order their byte order
 * @param shape its extents, outermost first; empty for a single number
 * @param isFortran whether the first index moves fastest, else the last one
 * @param content the bytes it lies in
 * @param start where it starts there
 */
record StoredArray(
        String name,
        ElementType type,
        ByteOrder order,
        List<Long> shape,
        boolean isFortran,
        Content content,
        long start) {
    private static final int BUFFER = 1 << 16;

    /** The most elements that are kept in memory. */
    static final long MOST_AT_ONCE = 1L << 25;

    /** Elements of arrays in Fortran order that are read at once. */
    private static final int BLOCK = 1 << 20;

    StoredArray {
        shape = List.copyOf(shape);
    }

    int rank() {
        return shape.size();
    }

    /** The extents as NumPy writes them. */
    String inWords() {
        return name + " of shape " + shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /** Returns the product of extents, or -1 if it is not below 2^62. */
    static long product(List<Long> extents) {
        long product = 1;
        boolean isEmpty = extents.contains(0L);
        for (long extent : extents) {
            if (!isEmpty && product > (1L << 62) / extent) {
                return -1;
            }
            product *= extent;
        }
        return isEmpty ? 0 : product;
    }

    /**
     * Opens the array for reading.
     *
     * @param isBatch whether the first index counts items, or the whole array is one item
     */
    Items items(boolean isBatch) throws IOException {
        long count = isBatch ? shape.get(0) : 1;
        List<Long> extents = isBatch ? shape.subList(1, rank()) : shape;
        int size = Math.toIntExact(product(extents));
        if (!isFortran || rank() < 2) {
            return new Sequential(size, isBatch);
        }
        return count == 1
                ? new Permuted(new Sequential(size, isBatch), extents, size)
                : new Strided(count, extents, size);
    }

    /** Says where an element of an item stands: its index, and the offset of its bytes. */
    String place(boolean isBatch, long item, int element) {
        List<Long> index = new ArrayList<>();
        long rest = element;
        for (int axis = rank() - 1; axis >= (isBatch ? 1 : 0); axis--) {
            index.add(0, rest % shape.get(axis));
            rest /= shape.get(axis);
        }
        if (isBatch) {
            index.add(0, item);
        }
        long linear = 0;
        for (int i = 0; i < rank(); i++) {
            int axis = isFortran ? rank() - 1 - i : i;
            linear = linear * shape.get(axis) + index.get(axis);
        }
        return name + index + ", offset " + (start + linear * type.bytes());
    }

    /** The items of an array, one after the other, each with the last index moving fastest. */
    interface Items extends Closeable {
        /** Fills an array with the next item. */
        void next(double[] into) throws IOException;

        /** Behind the last item: sees that what was read was sound. */
        void finish() throws IOException;
    }

    private EOFException truncated(boolean isBatch, long item, int element) {
        return new EOFException(place(isBatch, item, element) + ": the file ends here");
    }

    /** Items that lie one behind the other. */
    private final class Sequential implements Items {
        private final InputStream in;
        private final int size;
        private final boolean isBatch;
        private final byte[] bytes;
        private long item;
        private final ByteBuffer buffer;

        Sequential(int size, boolean isBatch) throws IOException {
            this.size = size;
            this.isBatch = isBatch;
            int held = Math.min(BUFFER / type.bytes(), Math.max(1, size));
            bytes = new byte[held * type.bytes()];
            buffer = ByteBuffer.wrap(bytes).order(order);
            in = content.open();
            in.skipNBytes(start);
        }

        @Override
        public void next(double[] into) throws IOException {
            for (int done = 0; done < size; ) {
                int count = Math.min(size - done, buffer.capacity() / type.bytes());
                int read = in.readNBytes(bytes, 0, count * type.bytes());
                if (read < count * type.bytes()) {
                    throw truncated(isBatch, item, done + read / type.bytes());
                }
                type.decode(buffer.clear(), into, done, count);
                done += count;
            }
            item++;
        }

        @Override
        public void finish() throws IOException {
            // Behind an array that ends where its member ends, the member's sum is looked at.
            boolean isLast = start + product(shape) * type.bytes() == content.length();
            if (isLast && in.read() >= 0) {
                throw new IOException(name + ": more bytes than the shape has elements");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** One item with its first index moving fastest. */
    private static final class Permuted implements Items {
        private final Sequential sequential;
        private final int[] places;
        private final double[] elements;

        Permuted(Sequential sequential, List<Long> extents, int size) {
            this.sequential = sequential;
            places = fortranPlaces(extents, size);
            elements = new double[size];
        }

        @Override
        public void next(double[] into) throws IOException {
            sequential.next(elements);
            for (int i = 0; i < places.length; i++) {
                into[i] = elements[places[i]];
            }
        }

        @Override
        public void finish() throws IOException {
            sequential.finish();
        }

        @Override
        public void close() throws IOException {
            sequential.close();
        }
    }

    /** Items whose elements lie far apart: read in blocks of many items. */
    private final class Strided implements Items {
        private final SeekableByteChannel in;
        private final long count;
        private final int size;
        private final int[] places;
        private final int length;
        private final double[] block;
        private final ByteBuffer buffer;
        private long first;
        private int held;
        private int used;

        Strided(long count, List<Long> extents, int size) throws IOException {
            this.count = count;
            this.size = size;
            places = fortranPlaces(extents, size);
            length = (int) Math.max(1, Math.min(count, BLOCK / Math.max(1, size)));
            block = new double[Math.multiplyExact(length, size)];
            buffer = ByteBuffer.allocate(Math.multiplyExact(length, type.bytes()))
                    .order(order);
            in = content.channel();
        }

        @Override
        public void next(double[] into) throws IOException {
            if (used == held) {
                fill();
            }
            for (int i = 0; i < size; i++) {
                into[i] = block[places[i] * length + used];
            }
            used++;
        }

        private void fill() throws IOException {
            first += held;
            held = (int) Math.min(length, count - first);
            used = 0;
            for (int place = 0; place < size; place++) {
                buffer.clear().limit(held * type.bytes());
                in.position(start + (first + count * place) * type.bytes());
                while (buffer.hasRemaining()) {
                    if (in.read(buffer) < 0) {
                        throw truncated(true, first + buffer.position() / type.bytes(), 0);
                    }
                }
                type.decode(buffer.flip(), block, place * length, held);
            }
        }

        @Override
        public void finish() {
            // The whole member was looked at when it was unpacked.
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** For the elements of an item with the last index moving fastest: where they are with the first one moving fastest. */
    private static int[] fortranPlaces(List<Long> extents, int size) {
        int[] shape = extents.stream().mapToInt(Math::toIntExact).toArray();
        return IntStream.range(0, size)
                .map(element -> {
                    int rest = element;
                    int[] index = new int[shape.length];
                    for (int axis = shape.length - 1; axis >= 0; axis--) {
                        index[axis] = rest % shape[axis];
                        rest /= shape[axis];
                    }
                    int place = 0;
                    for (int axis = shape.length - 1; axis >= 0; axis--) {
                        place = place * shape[axis] + index[axis];
                    }
                    return place;
                })
                .toArray();
    }

    /** Reads all elements, the last index moving fastest. */
    double[] all() throws IOException {
        if (product(shape) > MOST_AT_ONCE) {
            throw new OverLimitsException(inWords() + ": more than " + MOST_AT_ONCE + " elements");
        }
        double[] elements = new double[(int) product(shape)];
        try (Items items = items(false)) {
            items.next(elements);
            items.finish();
        }
        return elements;
    }
}
