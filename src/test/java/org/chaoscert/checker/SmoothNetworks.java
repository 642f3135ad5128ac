package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/** Small random networks with a smooth layer, and maps whose behaviour is known. */
final class SmoothNetworks {
    /** tanh(x/2): 0 is fixed, and draws all orbits to it. */
    static final Network HALF = Certificates.network("-inf inf", "tanh 1/2 | 0");

    /** −tanh 2x: 0 is fixed, and all other orbits are drawn to the cycle near ±0.957. */
    static final Network FLIP = Certificates.network("-inf inf", "tanh -2 | 0");

    /** s(20x − 6) − s(20x − 14) for the logistic s: a bump, near 0 at 0 and at 1, and 0.964 at 1/2. */
    static final Network BUMP = Certificates.network("-inf inf", "sigmoid 20; 20 | -6 -14", "identity 1 -1 | 0");

    /** The same bump of two tanh, cut off. */
    static final Network CLIPPED_BUMP = Certificates.network("0 1", "tanh 10; 10 | -3 -7", "clip 1/2 -1/2 | 0");

    /** tanh of 1/2 − 2x up to 1/4, of 0 up to 1/2, of 3x/2 − 3/4 from there: the left half is mapped into itself. */
    static final Network LEDGE = Certificates.network("0 1", "relu 1; 1; 1 | 0 -1/4 -1/2", "tanh -2 2 3/2 | 1/2");

    private static final List<String> ANY = List.of(
            "tanh", "tanh", "sigmoid", "sigmoid", "relu", "abs", "clip", "leaky-relu:1/3", "hard-tanh", "identity");
    static final List<String> WITHOUT_KINKS = List.of("tanh", "sigmoid", "identity");

    private SmoothNetworks() {}

    /** Dyadic and decimal numbers, now and then 0 or large. */
    private static String number(Random random, int size) {
        return switch (random.nextInt(8)) {
            case 0 -> "0";
            case 1 ->
                Ratio.of(random.nextInt(2001) - 1000, 1000)
                        .times(Ratio.of(size))
                        .toString();
            case 2 -> Ratio.of((random.nextInt(401) - 200) * (long) size, 10).toString();
            default -> Ratio.of((random.nextInt(257) - 128) * (long) size, 128).toString();
        };
    }

    /** One to three hidden layers of at most so many units, on the whole line, with one smooth layer at least. */
    static Network next(Random random, int mostUnits, List<String> activations) {
        int hidden = 1 + random.nextInt(3);
        int smooth = random.nextInt(hidden + 1);
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 0; i <= hidden; i++) {
            int units = i == hidden ? 1 : 1 + random.nextInt(mostUnits);
            List<String> kinds = i == smooth ? List.of("tanh", "sigmoid") : activations;
            layers.add(layer(random, kinds.get(random.nextInt(kinds.size())), inputs, units));
            inputs = units;
        }
        return new Network(List.of("-inf", "inf"), layers);
    }

    static Network next(Random random) {
        return next(random, 6, ANY);
    }

    private static Layer layer(Random random, String activation, int inputs, int units) {
        List<List<String>> rows = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        for (int unit = 0; unit < units; unit++) {
            List<String> row = new ArrayList<>();
            for (int j = 0; j < inputs; j++) {
                row.add(number(random, size));
            }
            rows.add(row);
            biases.add(number(random, size));
        }
        return new Layer(activation, rows, biases);
    }
}
