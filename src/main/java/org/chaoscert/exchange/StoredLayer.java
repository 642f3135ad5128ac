package org.chaoscert.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.FloatingMap;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;

/** The numbers of a layer as arrays of binary64 numbers: row by row, one row for each unit. */
final class StoredLayer {
    private final double[] weights;
    private final double[] biases;

    private StoredLayer(double[] weights, double[] biases) {
        this.weights = weights;
        this.biases = biases;
    }

    /** Takes the numbers of a network. */
    static List<StoredLayer> of(Network network) throws NetworkFormatException {
        List<StoredLayer> stored = new ArrayList<>();
        for (Layer layer : network.layers()) {
            int number = stored.size();
            double[] weights = new double[layer.units() * layer.inputs()];
            double[] biases = new double[layer.units()];
            for (int unit = 0; unit < layer.units(); unit++) {
                for (int input = 0; input < layer.inputs(); input++) {
                    weights[unit * layer.inputs() + input] =
                            binary64(layer.weight(unit, input), "/layers/" + number + "/weights/" + unit + "/" + input);
                }
                biases[unit] = binary64(layer.bias(unit), "/layers/" + number + "/biases/" + unit);
            }
            stored.add(new StoredLayer(weights, biases));
        }
        return stored;
    }

    static double binary64(Rational number, String place) throws NetworkFormatException {
        double nearest = number.toBinary64();
        if (Double.isNaN(nearest)) {
            // Very large and very small ones among them are binary64 numbers, too.
            nearest = nearest(number);
        }
        if (Double.isNaN(nearest) || !Rational.of(nearest).equals(number)) {
            throw new NetworkFormatException(
                    place, number + " is no binary64 number; network files (.json, .jsonl) can hold it");
        }
        return nearest;
    }

    private static double nearest(Rational number) {
        try {
            return FloatingMap.nearest(number, FloatFormat.BINARY64);
        } catch (OverLimitsException beyond) {
            return Double.NaN;
        }
    }

    double[] weights() {
        return weights;
    }

    double[] biases() {
        return biases;
    }

    boolean isBinary32() {
        return Arrays.stream(weights).allMatch(StoredLayer::isBinary32)
                && Arrays.stream(biases).allMatch(StoredLayer::isBinary32);
    }

    private static boolean isBinary32(double number) {
        return (double) (float) number == number;
    }
}
