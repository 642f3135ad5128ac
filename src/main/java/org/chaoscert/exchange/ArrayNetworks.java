package org.chaoscert.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/** Networks whose numbers stand in the arrays of a file: one network, or many with an index before all others. */
final class ArrayNetworks implements NetworkSource {
    /** The list of activations beside the arrays. */
    static final String ACTIVATIONS = "activations";

    /** The two ends of the domain beside the arrays. */
    static final String DOMAIN = "domain";

    /** The most weights and biases of one network. */
    private static final long MOST_NUMBERS = StoredArray.MOST_AT_ONCE;

    private final ArrayFile file;
    private final ArrayLayout layout;
    private final Optional<Domain> domain;
    private final List<StoredArray.Items> items = new ArrayList<>();
    private final List<double[]> numbers = new ArrayList<>();
    private long next;

    private ArrayNetworks(ArrayFile file, ArrayLayout layout, Optional<Domain> domain) {
        this.file = file;
        this.layout = layout;
        this.domain = domain;
    }

    /** Opens the networks of a file, which is closed with them, and at once if there are none. */
    static ArrayNetworks open(ArrayFile file, ReadOptions options) throws IOException, NetworkFormatException {
        try {
            ArrayLayout layout = ArrayLayout.of(file, options);
            Optional<Domain> domain = options.domain().isPresent() ? options.domain() : domain(file);
            ArrayNetworks networks = new ArrayNetworks(file, layout, domain);
            networks.openItems();
            return networks;
        } catch (IOException | NetworkFormatException | RuntimeException problem) {
            file.close();
            throw problem;
        }
    }

    private static Optional<Domain> domain(ArrayFile file) throws IOException, NetworkFormatException {
        Optional<List<String>> ends = file.words(DOMAIN);
        return ends.isEmpty() ? Optional.empty() : Optional.of(DomainWords.read(DOMAIN, ends.get()));
    }

    private void openItems() throws IOException {
        long total = 0;
        for (StoredArray array : layout.arrays()) {
            long size = StoredArray.product(array.shape()) / (layout.isBatch() ? Math.max(1, layout.count()) : 1);
            total += size;
            if (size > MOST_NUMBERS || total > MOST_NUMBERS) {
                throw new OverLimitsException(array.inWords() + ": networks of more than " + MOST_NUMBERS + " numbers");
            }
        }
        try {
            for (StoredArray array : layout.count() == 0 ? List.<StoredArray>of() : layout.arrays()) {
                items.add(array.items(layout.isBatch()));
                numbers.add(
                        new double
                                [(int) (StoredArray.product(array.shape()) / (layout.isBatch() ? layout.count() : 1))]);
            }
        } catch (IOException | RuntimeException problem) {
            Content.Scratch.close(items);
            throw problem;
        }
    }

    @Override
    public OptionalLong size() {
        return OptionalLong.of(layout.count());
    }

    @Override
    public Optional<Entry> next() throws IOException, NetworkFormatException {
        if (next == layout.count()) {
            for (StoredArray.Items array : items) {
                array.finish();
            }
            return Optional.empty();
        }
        for (int i = 0; i < items.size(); i++) {
            items.get(i).next(numbers.get(i));
        }
        long index = next++;
        Optional<String> fault = fault(index);
        if (fault.isPresent()) {
            return Optional.of(Entry.faulty(index, fault.get()));
        }
        List<Layer> layers = layout.layers(numbers);
        Network network =
                domain.map(where -> new Network(where, layers)).orElseGet(() -> Network.onDefaultDomain(layers));
        return Optional.of(Entry.of(index, network));
    }

    /** Looks for what is no number. */
    private Optional<String> fault(long index) {
        for (int i = 0; i < numbers.size(); i++) {
            double[] read = numbers.get(i);
            for (int j = 0; j < read.length; j++) {
                if (!Double.isFinite(read[j])) {
                    StoredArray array = layout.arrays().get(i);
                    String found = array.type().inWords(read[j]);
                    return Optional.of(array.place(layout.isBatch(), index, j) + ": " + found + "; expected a number");
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public String reading() {
        String types = new TreeSet<>(layout.arrays().stream()
                        .map(array -> array.type().word())
                        .toList())
                .stream().collect(Collectors.joining(", "));
        return "stored as " + types + ", each read exactly (" + layout.inWords() + ")";
    }

    @Override
    public void close() throws IOException {
        List<Closeable> all = new ArrayList<>(items);
        all.add(file);
        Content.Scratch.close(all);
    }

    /** For arrays kept aside: the numbers of a column with one entry for each network. */
    static Optional<double[]> column(ArrayFile file, String name) throws IOException, NetworkFormatException {
        Optional<StoredArray> array = file.array(name);
        if (array.isEmpty()) {
            return Optional.empty();
        }
        if (array.get().rank() != 1 || array.get().shape().get(0) > MOST_NUMBERS) {
            throw new NetworkFormatException(array.get().inWords(), "expected one entry for each network");
        }
        double[] column = array.get().all();
        for (int i = 0; i < column.length; i++) {
            if (Double.isNaN(column[i])) {
                throw new NetworkFormatException(array.get().place(false, 0, i), "not a number");
            }
        }
        return Optional.of(column);
    }
}
