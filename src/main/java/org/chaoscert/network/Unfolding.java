package org.chaoscert.network;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.chaoscert.exact.OverLimitsException;
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
    /** The largest size of a layer's common denominator, in bits, times the number of its weights. */
    private static final long MAX_LAYER_BITS = 4L << 30;

    private static final int MAX_DENOMINATOR_BITS = 1 << 17;

    private Unfolding() {}

    /**
     * Unfolds a network and restricts it to its domain.
     *
     * @param network any network
     * @param work counts the unfolding and everything done with the map later
     * @return the exact map of the stored weights
     * @throws org.chaoscert.map.DomainNotInvariantException if the network does not map its domain into itself
     * @throws OverLimitsException if the weights have no common denominator of handy size, or there are too many pieces
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
     * @throws OverLimitsException if the weights have no common denominator of handy size, or there are too many pieces
     */
    public static PiecewiseLinear function(Network network, Work work) {
        List<PiecewiseLinear> values = List.of(PiecewiseLinear.IDENTITY);
        for (Layer layer : network.layers()) {
            values = apply(layer, values, work);
        }
        return values.get(0);
    }

    private static List<PiecewiseLinear> apply(Layer layer, List<PiecewiseLinear> inputs, Work work) {
        BigInteger common = commonDenominator(layer);
        PiecewiseLinear activation = shape(layer);
        Superposition superposition = new Superposition(inputs, work);
        List<PiecewiseLinear> outputs = new ArrayList<>(layer.units());
        BigInteger[] row = new BigInteger[layer.inputs()];
        for (int unit = 0; unit < layer.units(); unit++) {
            for (int input = 0; input < row.length; input++) {
                row[input] = scaled(layer.weight(unit, input), common);
            }
            BigInteger bias = scaled(layer.bias(unit), common);
            outputs.add(superposition.sum(row, bias, common).then(activation, work));
        }
        return outputs;
    }

    private static BigInteger scaled(Rational value, BigInteger common) {
        return common.divide(value.denominator()).multiply(value.numerator());
    }

    private static BigInteger commonDenominator(Layer layer) {
        BigInteger common = BigInteger.ONE;
        for (int unit = 0; unit < layer.units(); unit++) {
            common = leastCommonMultiple(common, layer.bias(unit).denominator());
            for (int input = 0; input < layer.inputs(); input++) {
                common = leastCommonMultiple(common, layer.weight(unit, input).denominator());
            }
            if (common.bitLength() > MAX_DENOMINATOR_BITS) {
                break;
            }
        }
        long bits = (long) common.bitLength() * layer.units() * layer.inputs();
        if (common.bitLength() > MAX_DENOMINATOR_BITS || bits > MAX_LAYER_BITS) {
            throw new OverLimitsException("the common denominator of a layer's " + layer.units() + " × "
                    + layer.inputs() + " weights has " + common.bitLength() + " bits or more");
        }
        return common;
    }

    private static BigInteger leastCommonMultiple(BigInteger a, BigInteger b) {
        if (a.equals(b) || b.equals(BigInteger.ONE)) {
            return a;
        }
        int powerA = a.getLowestSetBit();
        int powerB = b.getLowestSetBit();
        if (powerA + 1 == a.bitLength() && powerB + 1 == b.bitLength()) {
            return powerA >= powerB ? a : b;
        }
        return a.divide(a.gcd(b)).multiply(b);
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
