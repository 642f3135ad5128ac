package org.chaoscert.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.NetworkFormatException;

/** Which array holds what, and how networks are made of their numbers. */
interface ArrayLayout {
    /** Returns the arrays, in the order in which {@link #layers} takes their numbers. */
    List<StoredArray> arrays();

    /** Tells whether the first index of each array counts networks. */
    boolean isBatch();

    /** Returns the number of networks. */
    long count();

    /** Makes the layers of one network from the numbers of each array. */
    List<Layer> layers(List<double[]> numbers);

    /** Says it. */
    String inWords();

    /** Finds out which layout a file has. */
    static ArrayLayout of(ArrayFile file, ReadOptions options) throws IOException, NetworkFormatException {
        if (file instanceof ArrayFile.Single) {
            return Simple.of(Simple.array(file, ArrayFile.Single.NAME), Simple.output(file, options));
        }
        if (!file.names().contains("a") || !file.names().contains("b")) {
            return Layered.of(file, options);
        }
        if (file.names().contains("w0")) {
            throw new NetworkFormatException("", "arrays a and b, and w0, too; expected one or the other");
        }
        return Simple.of(Simple.array(file, "a"), Simple.array(file, "b"), Simple.output(file, options));
    }

    /**
     * The simple model of Definition 2.3: x ↦ clip(Σ a_i ReLU(x − b_i)).
     *
     * @param arrays a and b, or one array that holds both as rows
     * @param isBatch whether there are many networks
     * @param output the activation of the output
     */
    record Simple(List<StoredArray> arrays, boolean isBatch, ActivationWord output) implements ArrayLayout {
        static StoredArray array(ArrayFile file, String name) throws IOException, NetworkFormatException {
            return file.array(name).orElseThrow();
        }

        static ActivationWord output(ArrayFile file, ReadOptions options) throws IOException, NetworkFormatException {
            Optional<List<String>> words = file.words(ArrayNetworks.ACTIVATIONS);
            if (options.hidden()
                            .filter(word -> !word.equals(ActivationWord.RELU))
                            .isPresent()
                    || (words.isPresent()
                            && (words.get().size() != 2 || !words.get().get(0).equals("relu")))) {
                throw new NetworkFormatException(
                        "", "arrays a and b stand for a hidden layer of relu; expected w0, b0, ...");
            }
            if (options.output().isPresent() || words.isEmpty()) {
                return options.output().orElse(ActivationWord.CLIP);
            }
            return Layered.word(words, 1, true);
        }

        static Simple of(StoredArray a, StoredArray b, ActivationWord output) throws NetworkFormatException {
            if (a.rank() < 1
                    || a.rank() > 2
                    || !a.shape().equals(b.shape())
                    || a.shape().get(a.rank() - 1) == 0) {
                throw new NetworkFormatException(
                        a.inWords() + ", " + b.inWords(), "expected the same shape, (width) or (networks, width)");
            }
            return new Simple(List.of(a, b), a.rank() == 2, output);
        }

        static Simple of(StoredArray both, ActivationWord output) throws NetworkFormatException {
            int rank = both.rank();
            if (rank < 2
                    || rank > 3
                    || both.shape().get(rank - 2) != 2
                    || both.shape().get(rank - 1) == 0) {
                throw new NetworkFormatException(
                        both.inWords(),
                        "expected (2, width) or (networks, 2, width): a and b of Definition 2.3 as rows");
            }
            return new Simple(List.of(both), rank == 3, output);
        }

        @Override
        public long count() {
            return isBatch ? arrays.get(0).shape().get(0) : 1;
        }

        @Override
        public List<Layer> layers(List<double[]> numbers) {
            int width = numbers.size() == 2 ? numbers.get(0).length : numbers.get(0).length / 2;
            double[] a = numbers.size() == 2 ? numbers.get(0) : Arrays.copyOf(numbers.get(0), width);
            double[] b = numbers.size() == 2 ? numbers.get(1) : Arrays.copyOfRange(numbers.get(0), width, 2 * width);
            return layers(a, b, output);
        }

        /** The layers of x ↦ output(Σ a_i ReLU(x − b_i)). */
        static List<Layer> layers(double[] a, double[] b, ActivationWord output) {
            double[] ones = new double[a.length];
            Arrays.fill(ones, 1);
            double[] biases = Arrays.stream(b).map(kink -> 0 - kink).toArray();
            return List.of(
                    Layer.of(ones, biases, Activation.RELU, Rational.ZERO),
                    Layer.of(a, new double[1], output.activation(), output.leak()));
        }

        @Override
        public String inWords() {
            return "arrays " + arrays.stream().map(StoredArray::name).collect(Collectors.joining(", "))
                    + ": sum of a_i relu(x - b_i), then " + output;
        }
    }

    /** Layers, each with a matrix of weights and perhaps biases. */
    record Layered(List<Part> parts, boolean isBatch, long count) implements ArrayLayout {
        private static final Pattern NUMBERED = Pattern.compile("w[0-9]{1,4}");
        private static final String WEIGHT = ".weight";

        /** One layer. */
        record Part(
                StoredArray weights,
                Optional<StoredArray> biases,
                int units,
                int inputs,
                boolean rowsAreInputs,
                ActivationWord activation) {
            Layer layer(double[] numbers, double[] biasNumbers) {
                return Layer.of(
                        rowsAreInputs ? transposed(numbers) : numbers,
                        biasNumbers,
                        activation.activation(),
                        activation.leak());
            }

            private double[] transposed(double[] rows) {
                return IntStream.range(0, rows.length)
                        .mapToDouble(i -> rows[i % inputs * units + i / inputs])
                        .toArray();
            }
        }

        /** The arrays of a layer. */
        private record Pair(StoredArray weights, Optional<StoredArray> biases) {}

        static Layered of(ArrayFile file, ReadOptions options) throws IOException, NetworkFormatException {
            List<Pair> pairs = pairs(file);
            int rank = pairs.get(0)
                    .biases
                    .map(StoredArray::rank)
                    .orElse(pairs.get(0).weights.rank() - 1);
            if (rank < 1 || rank > 2) {
                throw new NetworkFormatException(
                        pairs.get(0).weights.inWords(),
                        "expected weights (units, inputs), or many of them under a first index");
            }
            List<ActivationWord> activations = activations(file, pairs.size(), options);
            List<Part> parts = new ArrayList<>();
            int inputs = 1;
            for (int i = 0; i < pairs.size(); i++) {
                Shape shape =
                        new Shape(pairs.get(i), rank == 2, i == 0, i == pairs.size() - 1, options.rowsAreInputs());
                parts.add(shape.part(inputs, activations.get(i)));
                inputs = parts.get(i).units;
            }
            if (inputs != 1) {
                throw new NetworkFormatException(
                        pairs.get(pairs.size() - 1).weights.inWords(), inputs + " outputs; expected 1");
            }
            Layered layout = new Layered(
                    parts, rank == 2, rank == 2 ? pairs.get(0).weights.shape().get(0) : 1);
            layout.requireSameCount();
            return layout;
        }

        private void requireSameCount() throws NetworkFormatException {
            for (StoredArray array : arrays()) {
                if (isBatch && array.shape().get(0) != count) {
                    throw new NetworkFormatException(array.inWords(), "expected " + count + " networks");
                }
            }
        }

        private static List<Pair> pairs(ArrayFile file) throws IOException, NetworkFormatException {
            List<Pair> pairs = new ArrayList<>();
            for (String name : weights(file)) {
                boolean isNumbered = NUMBERED.matcher(name).matches();
                String bias = isNumbered
                        ? "b" + name.substring(1)
                        : name.substring(0, name.length() - WEIGHT.length()) + ".bias";
                pairs.add(new Pair(file.array(name).orElseThrow(), file.array(bias)));
            }
            return pairs;
        }

        /** The names of weights, in the order of layers: w0, w1, …, or those that end in .weight. */
        private static List<String> weights(ArrayFile file) throws NetworkFormatException {
            List<String> numbered = file.names().stream()
                    .filter(name -> NUMBERED.matcher(name).matches())
                    .sorted(NaturalOrder.OF_NAMES)
                    .toList();
            for (String name : file.names()) {
                if (name.matches("b[0-9]{1,4}") && !numbered.isEmpty() && !numbered.contains("w" + name.substring(1))) {
                    throw new NetworkFormatException(name, "biases without weights w" + name.substring(1));
                }
            }
            for (int i = 0; i < numbered.size(); i++) {
                if (!numbered.get(i).equals("w" + i)) {
                    throw new NetworkFormatException("", "arrays " + numbered + ": expected w0, w1, ...");
                }
            }
            List<String> found = numbered.isEmpty()
                    ? file.names().stream()
                            .filter(name -> name.endsWith(WEIGHT))
                            .sorted(NaturalOrder.OF_NAMES)
                            .toList()
                    : numbered;
            if (found.isEmpty()) {
                throw new NetworkFormatException(
                        "",
                        "arrays " + file.names().stream().limit(20).toList()
                                + ": expected a and b, or w0, b0, w1, b1, ..., or NAME.weight and NAME.bias");
            }
            return found;
        }

        private static List<ActivationWord> activations(ArrayFile file, int layers, ReadOptions options)
                throws IOException, NetworkFormatException {
            Optional<List<String>> words = file.words(ArrayNetworks.ACTIVATIONS);
            List<ActivationWord> activations = new ArrayList<>();
            if (words.isPresent() && words.get().size() != layers) {
                throw new NetworkFormatException(
                        ArrayNetworks.ACTIVATIONS,
                        words.get().size() + " words; expected " + layers + ", one for each layer");
            }
            for (int i = 0; i < layers; i++) {
                boolean isLast = i == layers - 1;
                Optional<ActivationWord> chosen = isLast ? options.output() : options.hidden();
                activations.add(chosen.isPresent() ? chosen.get() : word(words, i, isLast));
            }
            return activations;
        }

        private static ActivationWord word(Optional<List<String>> words, int layer, boolean isLast)
                throws NetworkFormatException {
            if (words.isEmpty()) {
                return isLast ? ActivationWord.IDENTITY : ActivationWord.RELU;
            }
            String word = words.get().get(layer);
            return ActivationWord.of(word)
                    .orElseThrow(() -> new NetworkFormatException(
                            ArrayNetworks.ACTIVATIONS + "[" + layer + "]",
                            "\"" + word + "\": expected one of " + ActivationWord.words()));
        }

        @Override
        public List<StoredArray> arrays() {
            List<StoredArray> arrays = new ArrayList<>();
            for (Part part : parts) {
                arrays.add(part.weights);
                part.biases.ifPresent(arrays::add);
            }
            return arrays;
        }

        @Override
        public List<Layer> layers(List<double[]> numbers) {
            List<Layer> layers = new ArrayList<>();
            int next = 0;
            for (Part part : parts) {
                double[] weights = numbers.get(next++);
                layers.add(part.layer(weights, part.biases.isPresent() ? numbers.get(next++) : new double[part.units]));
            }
            return layers;
        }

        @Override
        public String inWords() {
            return parts.stream()
                    .map(part -> part.weights.name() + " " + part.activation)
                    .collect(Collectors.joining(", "));
        }
    }

    /** The arrays of one layer, to be fitted between those before and after it. */
    record Shape(Layered.Pair pair, boolean isBatch, boolean isFirst, boolean isLast, boolean rowsAreInputs) {
        Layered.Part part(int inputs, ActivationWord activation) throws NetworkFormatException {
            StoredArray weights = pair.weights();
            List<Long> own = weights.shape().subList(Math.min(isBatch ? 1 : 0, weights.rank()), weights.rank());
            List<Long> matrix = matrix(own);
            long units = matrix.get(rowsAreInputs ? 1 : 0);
            long found = matrix.get(rowsAreInputs ? 0 : 1);
            if (found != inputs || units < 1 || units > Integer.MAX_VALUE) {
                throw new NetworkFormatException(
                        weights.inWords(),
                        units + " units of " + found + " inputs; expected " + inputs
                                + (inputs == 1 ? " input" : " inputs")
                                + (units == inputs ? ". Has a row for each input? Then say so: --rows inputs" : ""));
            }
            requireBiases((int) units);
            return new Layered.Part(weights, pair.biases(), (int) units, inputs, rowsAreInputs, activation);
        }

        /** An extent of 1 may be left out: that of the inputs of the first layer, and of the units of the last one. */
        private List<Long> matrix(List<Long> own) throws NetworkFormatException {
            if (own.size() == 2) {
                return own;
            }
            if (own.size() == 1 && (isFirst || isLast)) {
                return isFirst == rowsAreInputs ? List.of(1L, own.get(0)) : List.of(own.get(0), 1L);
            }
            throw new NetworkFormatException(
                    pair.weights().inWords(),
                    "expected " + (isBatch ? "(networks, units, inputs)" : "(units, inputs)")
                            + ", as the biases have it");
        }

        private void requireBiases(int units) throws NetworkFormatException {
            if (pair.biases().isEmpty()) {
                return;
            }
            StoredArray biases = pair.biases().get();
            int rank = biases.rank() - (isBatch ? 1 : 0);
            long found = StoredArray.product(biases.shape())
                    / (isBatch
                            ? Math.max(
                                    1,
                                    biases.shape().isEmpty()
                                            ? 1
                                            : biases.shape().get(0))
                            : 1);
            boolean isShort = isLast && rank == 0;
            boolean isEmptyBatch =
                    isBatch && !biases.shape().isEmpty() && biases.shape().get(0) == 0;
            if (!(rank == 1 && (found == units || isEmptyBatch)) && !(isShort && units == 1)) {
                throw new NetworkFormatException(biases.inWords(), "expected " + units + " biases");
            }
        }
    }
}
