package org.chaoscert.network;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.exact.ExactSort;
import org.chaoscert.exact.PackedList;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Superposition;
import org.chaoscert.map.Work;

/**
 * Turns a network into one exact piecewise-linear function, layer by layer: weighted sums over a common denominator, then
 * the activation. Costs O(k log k) for one hidden layer of width k.
 */
public final class Unfolding {
    private Unfolding() {}

    /**
     * Unfolds a network and restricts it to its domain.
     *
     * @param network any network
     * @param work counts the unfolding and everything done with the map later
     * @return the exact map of the stored weights
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself
     * @throws org.chaoscert.exact.OverLimitsException if the weights have no common denominator of handy size, or there
     *     are too many pieces
     */
    public static PiecewiseLinearMap map(Network network, Work work) {
        return PiecewiseLinearMap.of(function(network, work), network.domain(), work);
    }

    /**
     * Unfolds a network on the whole line.
     *
     * @param network any network
     * @param work counts the unfolding
     * @return x ↦ the network's output, exactly
     * @throws org.chaoscert.exact.OverLimitsException if the weights have no common denominator of handy size, or there
     *     are too many pieces
     */
    public static PiecewiseLinear function(Network network, Work work) {
        Stream<PiecewiseLinear> values = Stream.of(PiecewiseLinear.IDENTITY);
        int[] order = {0};
        for (Layer layer : network.layers()) {
            int[] nextOrder = order(layer);
            values = apply(layer, values, order, nextOrder, work);
            order = nextOrder;
        }
        return values.findFirst().orElseThrow();
    }

    /**
     * Chooses the order in which the units of a layer are gone through. Any will do; of the first layer, the units are
     * taken with their kinks from left to right, about: so the sweep over the sorted kinks of a wide layer visits memory
     * in sequence.
     */
    private static int[] order(Layer layer) {
        double[] kinks = new double[layer.units()];
        if (layer.inputs() == 1) {
            Arrays.setAll(
                    kinks,
                    unit -> -layer.biases().approximate(unit) / layer.weights().approximate(unit));
        }
        return ExactSort.roughOrder(kinks);
    }

    /** Gives the units of a layer one by one: of a wide layer, only the kinks are ever kept all together. */
    private static Stream<PiecewiseLinear> apply(
            Layer layer, Stream<PiecewiseLinear> inputs, int[] inputOrder, int[] order, Work work) {
        Scale scale = new Scale(layer);
        BigInteger denominator = scale.denominator();
        PiecewiseLinear activation = shape(layer);
        Superposition superposition = new Superposition(inputs, work);
        return IntStream.of(order).mapToObj(unit -> {
            List<BigInteger> row = PackedList.ofIntegers();
            for (int input : inputOrder) {
                row.add(scale.integer(layer.weights(), unit * layer.inputs() + input));
            }
            BigInteger bias = scale.integer(layer.biases(), unit);
            return superposition.sum(row, bias, denominator).then(activation, work);
        });
    }

    private static PiecewiseLinear shape(Layer layer) {
        return switch (layer.activation()) {
            case IDENTITY -> PiecewiseLinear.IDENTITY;
            case RELU -> PiecewiseLinear.bentAtZero(Rational.ZERO);
            case ABS -> PiecewiseLinear.bentAtZero(Rational.of(-1));
            case LEAKY_RELU -> PiecewiseLinear.bentAtZero(layer.leak());
            case CLIP -> PiecewiseLinear.cutTo(0, 1);
            case HARD_TANH -> PiecewiseLinear.cutTo(-1, 1);
        };
    }
}
