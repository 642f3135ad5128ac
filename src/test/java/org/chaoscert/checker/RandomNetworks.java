package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/** Random networks, biased towards what goes wrong: zeros, ones, equal kinks, numbers that nearly cancel. */
final class RandomNetworks {
    private static final List<String> ACTIVATIONS = List.of(
            "relu", "relu", "leaky-relu:1/3", "leaky-relu:0", "leaky-relu:1", "identity", "clip", "hard-tanh", "abs");

    private RandomNetworks() {}

    /** A small number: 0, ±1 and simple fractions often, some near to those. */
    static Ratio number(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> Ratio.ZERO;
            case 1 -> Ratio.of(random.nextBoolean() ? 1 : -1);
            case 2, 3 -> Ratio.of(random.nextInt(9) - 4, 2);
            case 4 -> Ratio.of(random.nextInt(13) - 6, 1 + random.nextInt(5));
            case 5 -> Ratio.of(random.nextInt(2001) - 1000, 997);
            case 6 -> Ratio.of((1 << random.nextInt(12)) + random.nextInt(3) - 1, 1L << random.nextInt(12));
            default -> Ratio.of(random.nextInt(5) - 2).plus(Ratio.of(random.nextInt(3) - 1, 1L << 40));
        };
    }

    /** One to three layers of at most four units, on the whole line. */
    static Network next(Random random) {
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        int depth = 1 + random.nextInt(3);
        for (int i = 0; i < depth; i++) {
            int units = i + 1 == depth ? 1 : 1 + random.nextInt(4);
            layers.add(layer(random, inputs, units));
            inputs = units;
        }
        return new Network(List.of("-inf", "inf"), layers);
    }

    /** Slopes ±1 and 0 only, so that iterates are the identity here and there. */
    static Network nextOfUnitSlopes(Random random) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            String activation = List.of("identity", "abs", "hard-tanh", "clip").get(random.nextInt(4));
            String weight = random.nextInt(3) == 0 ? "1" : "-1";
            layers.add(Layer.of(activation + " " + weight + " | " + Ratio.of(random.nextInt(9) - 4, 2)));
        }
        return new Network(List.of("-inf", "inf"), layers);
    }

    private static Layer layer(Random random, int inputs, int units) {
        List<List<String>> rows = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        for (int unit = 0; unit < units; unit++) {
            if (unit > 0 && random.nextInt(3) == 0) {
                // The same kink as the unit before, on the other side or with another weight.
                Ratio factor = Ratio.of(random.nextBoolean() ? -1 : 3, 2);
                rows.add(rows.get(unit - 1).stream()
                        .map(weight -> Ratio.of(weight).times(factor).toString())
                        .toList());
                biases.add(Ratio.of(biases.get(unit - 1)).times(factor).toString());
            } else {
                String[] row = new String[inputs];
                Arrays.setAll(row, j -> number(random).toString());
                rows.add(List.of(row));
                biases.add(number(random).toString());
            }
        }
        return new Layer(ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size())), rows, biases);
    }
}
