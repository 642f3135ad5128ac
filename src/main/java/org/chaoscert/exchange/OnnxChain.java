package org.chaoscert.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.NetworkFormatException;

/**
 * What has been computed from the input of an ONNX model so far: layers, and an affine part behind them that no activation has
 * followed yet. Immutable.
 */
final class OnnxChain {
    /** The input itself. */
    static final OnnxChain START = new OnnxChain(List.of(), Optional.empty(), 1, Values.ANY);

    /** Wider layers have no matrix of the identity: of two activations in a row, say. */
    private static final int WIDEST_IDENTITY = 2048;

    /** How the values of one input lie in their tensor, for the rules by which ONNX adds tensors of other shapes. */
    enum Values {
        /** In a row: the shape ends in (1, width). */
        ROW,
        /** In a column: the shape ends in (width, 1). */
        COLUMN,
        /** There is one value, or a reshaping has left it open. */
        ANY
    }

    private final List<Layer> finished;
    private final Optional<Affine> pending;
    private final int width;
    private final Values values;

    /** Rows of weights with their biases. */
    private record Affine(List<List<Rational>> rows, List<Rational> biases) {
        static Affine identity(int width) {
            if (width > WIDEST_IDENTITY) {
                throw new OverLimitsException(
                        "a layer of " + width + " values without weights; at most " + WIDEST_IDENTITY + " are handled");
            }
            List<List<Rational>> rows = IntStream.range(0, width)
                    .mapToObj(i -> IntStream.range(0, width)
                            .mapToObj(j -> i == j ? Rational.ONE : Rational.ZERO)
                            .toList())
                    .toList();
            return new Affine(
                    rows, IntStream.range(0, width).mapToObj(i -> Rational.ZERO).toList());
        }

        /** This, multiplied by a factor, plus a number. */
        Affine scaled(Rational factor, Rational plus) {
            return new Affine(
                    rows.stream()
                            .map(row -> row.stream()
                                    .map(weight -> weight.times(factor).reduced())
                                    .toList())
                            .toList(),
                    biases.stream()
                            .map(bias -> bias.times(factor).plus(plus).reduced())
                            .toList());
        }

        Layer with(ActivationWord word) {
            return new Layer(
                    rows.stream().map(row -> row.toArray(new Rational[0])).toArray(Rational[][]::new),
                    biases.toArray(new Rational[0]),
                    word.activation(),
                    word.leak());
        }
    }

    private OnnxChain(List<Layer> finished, Optional<Affine> pending, int width, Values values) {
        this.finished = List.copyOf(finished);
        this.pending = pending;
        this.width = width;
        this.values = values;
    }

    private Affine affine() {
        return pending.orElseGet(() -> Affine.identity(width));
    }

    private List<Layer> with(Layer layer) {
        List<Layer> layers = new ArrayList<>(finished);
        layers.add(layer);
        return layers;
    }

    private OnnxChain pending(Affine affine) {
        return new OnnxChain(finished, Optional.of(affine), affine.biases.size(), values);
    }

    /** The same values in a tensor of another shape. */
    OnnxChain reshaped() {
        return new OnnxChain(finished, pending, width, Values.ANY);
    }

    /** Multiplies by a matrix with a row for each unit. */
    OnnxChain times(OnnxTensor weights, Values side, String place) throws NetworkFormatException {
        int units = Math.toIntExact(weights.shape().get(0));
        int inputs = Math.toIntExact(weights.shape().get(1));
        if (inputs != width) {
            throw new NetworkFormatException(
                    place, weights.name() + " takes " + inputs + " inputs; there are " + width);
        }
        if (values != Values.ANY && values != side) {
            throw new NetworkFormatException(place, "values lie in a " + values + " and are multiplied as a " + side);
        }
        List<List<Rational>> rows = IntStream.range(0, units)
                .mapToObj(unit -> weights.numbers().subList(unit * inputs, (unit + 1) * inputs))
                .toList();
        List<Rational> zeros =
                IntStream.range(0, units).mapToObj(i -> Rational.ZERO).toList();
        List<Layer> layers = pending.map(affine -> with(affine.with(ActivationWord.IDENTITY)))
                .orElse(finished);
        return new OnnxChain(layers, Optional.of(new Affine(rows, zeros)), units, units == 1 ? Values.ANY : side);
    }

    /** Adds one number for each unit, or the same to all. */
    OnnxChain plus(OnnxTensor summand, String place) throws NetworkFormatException {
        if (summand.size() != width && summand.size() != 1) {
            throw new NetworkFormatException(
                    place, summand.name() + " has " + summand.size() + " numbers; there are " + width + " values");
        }
        List<Long> shape = summand.shape();
        // With as many numbers as values, one extent is the width and all others are 1, or it is another tensor.
        boolean isRow = shape.indexOf((long) width) == shape.size() - 1;
        boolean isColumn = shape.size() > 1 && shape.indexOf((long) width) == shape.size() - 2;
        boolean fits = (isRow && values != Values.COLUMN) || (isColumn && values != Values.ROW);
        if (summand.size() > 1 && !fits) {
            throw new NetworkFormatException(
                    place,
                    summand.name() + " of shape " + shape + " is not one number for each of " + width + " values");
        }
        Affine affine = affine();
        List<Rational> biases = IntStream.range(0, width)
                .mapToObj(i -> affine.biases
                        .get(i)
                        .plus(summand.get(summand.size() == 1 ? 0 : i))
                        .reduced())
                .toList();
        return pending(new Affine(affine.rows, biases));
    }

    /** Multiplies all values by a factor, and adds a number. */
    OnnxChain scaled(Rational factor, Rational plus) {
        return pending(affine().scaled(factor, plus));
    }

    OnnxChain activated(ActivationWord word) {
        return new OnnxChain(with(affine().with(word)), Optional.empty(), width, values);
    }

    /** Cuts all values to [low, high]: to [0, 1] or [−1, 1] as such, else by way of [0, 1], exactly. */
    OnnxChain cut(Rational low, Rational high, String place) throws NetworkFormatException {
        if (low.compareTo(high) >= 0) {
            throw new NetworkFormatException(place, "bounds " + low + " and " + high + "; expected min < max");
        }
        if (low.signum() == 0 && high.equals(Rational.ONE)) {
            return activated(ActivationWord.CLIP);
        }
        if (low.equals(Rational.of(-1)) && high.equals(Rational.ONE)) {
            return activated(new ActivationWord(Activation.HARD_TANH, Rational.ZERO));
        }
        Rational length = high.minus(low);
        Rational factor = Rational.ONE.dividedBy(length);
        return scaled(factor, low.times(factor).negate())
                .activated(ActivationWord.CLIP)
                .scaled(length, low);
    }

    List<Layer> layers() {
        return pending.isEmpty() && !finished.isEmpty() ? finished : with(affine().with(ActivationWord.IDENTITY));
    }
}
