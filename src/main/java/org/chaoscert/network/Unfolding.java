package org.chaoscert.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.exact.ExactSort;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
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
     * @param network a network without smooth activations
     * @param work counts the unfolding and everything done with the map later
     * @return the exact map of the stored weights
     * @throws IllegalArgumentException if an activation is smooth
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself
     * @throws org.chaoscert.exact.OverLimitsException if the weights have no common denominator of handy size, or there
     *     are too many pieces
     */
    public static PiecewiseLinearMap map(Network network, Work work) {
        return PiecewiseLinearMap.of(function(network, network.domain(), work), network.domain(), work);
    }

    /**
     * Unfolds a network over an interval.
     *
     * @param network a network without smooth activations
     * @param domain any interval; the network need not map it into itself
     * @param work counts the unfolding
     * @return x ↦ the network's output, exactly, for x in {@code domain}; beyond it the outermost pieces are prolonged
     * @throws org.chaoscert.exact.OverLimitsException if the weights have no common denominator of handy size, or there
     *     are too many pieces
     */
    public static PiecewiseLinear function(Network network, Domain domain, Work work) {
        return functions(fromLeftToRight(network.layers()), domain, work).get(0);
    }

    /** Unfolds layers over an interval: gives the units of the last one. */
    static List<PiecewiseLinear> functions(List<Layer> layers, Domain domain, Work work) {
        Stream<PiecewiseLinear> values = Stream.of(PiecewiseLinear.IDENTITY);
        for (Layer layer : layers) {
            values = apply(layer, values, domain, work);
        }
        return values.toList();
    }

    /**
     * Numbers the units of the first layer by their kinks, about. That changes nothing but this: the sweep over the sorted
     * kinks of a wide layer then visits memory in sequence.
     */
    private static List<Layer> fromLeftToRight(List<Layer> layers) {
        Layer first = layers.get(0);
        double[] kinks = new double[first.units()];
        Arrays.setAll(
                kinks,
                unit -> -first.biases().approximate(unit) / first.weights().approximate(unit));
        int[] order = ExactSort.roughOrder(kinks);
        List<Layer> numbered = new ArrayList<>(layers);
        if (layers.size() > 1) {
            numbered.set(0, first.withUnits(order));
            numbered.set(1, layers.get(1).withInputs(order));
        }
        return numbered;
    }

    /** Gives the units of a layer one by one: of a wide layer, only the kinks are ever kept all together. */
    static Stream<PiecewiseLinear> apply(Layer layer, Stream<PiecewiseLinear> inputs, Domain domain, Work work) {
        Scale scale = new Scale(layer);
        BigInteger denominator = scale.denominator();
        PiecewiseLinear activation = shape(layer);
        Superposition superposition = new Superposition(inputs, work);
        return IntStream.range(0, layer.units()).mapToObj(unit -> {
            List<BigInteger> row = scale.row(layer, unit);
            BigInteger bias = scale.integer(layer.biases(), unit);
            return superposition.sum(row, bias, denominator, activation).restrictedTo(domain);
        });
    }

    /** Returns the activation of a layer that is not smooth. */
    static PiecewiseLinear shape(Layer layer) {
        return switch (layer.activation()) {
            case IDENTITY -> PiecewiseLinear.IDENTITY;
            case RELU -> PiecewiseLinear.bentAtZero(Rational.ZERO);
            case ABS -> PiecewiseLinear.bentAtZero(Rational.of(-1));
            case LEAKY_RELU -> PiecewiseLinear.bentAtZero(layer.leak());
            case CLIP -> PiecewiseLinear.cutTo(0, 1);
            case HARD_TANH -> PiecewiseLinear.cutTo(-1, 1);
            case TANH, SIGMOID ->
                throw new IllegalArgumentException(layer.activation().word() + " is no piecewise-linear function");
        };
    }
}
