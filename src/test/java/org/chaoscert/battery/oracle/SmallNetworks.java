package org.chaoscert.battery.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;

/**
 * Random piecewise-linear networks of small numbers, full of coincidences: equal kinks, zero weights, dead units, slopes ±1, whole intervals
 * of fixed points.
 */
public final class SmallNetworks {
    private static final List<Activation> ACTIVATIONS = EnumSet.allOf(Activation.class).stream()
            .filter(activation -> !activation.isSmooth())
            .toList();

    private final Random random;

    /** Draws from a generator; the same generator gives the same networks. */
    public SmallNetworks(Random random) {
        this.random = random;
    }

    /**
     * Draws a network with any activations but smooth ones.
     *
     * @param depth layers, the output layer included, at least 1
     * @param mostUnits the largest width of a hidden layer
     */
    public Network draw(int depth, int mostUnits) {
        List<Layer> layers = new ArrayList<>();
        int inputs = 1;
        for (int i = 1; i <= depth; i++) {
            int units = i == depth ? 1 : 1 + random.nextInt(mostUnits);
            layers.add(layer(inputs, units));
            inputs = units;
        }
        return new Network(domain(layers.get(depth - 1).activation()), layers);
    }

    /**
     * Draws a network that is made for long periods: a sum of ReLUs with large weights, cut to an interval.
     *
     * @param units the width of the hidden layer
     */
    public Network zigzag(int units) {
        Rational[][] weights = new Rational[units][];
        Rational[] biases = new Rational[units];
        Rational[] row = new Rational[units];
        for (int i = 0; i < units; i++) {
            weights[i] = new Rational[] {Rational.ONE};
            biases[i] = Rational.of(-i, units);
            row[i] = Rational.of((i % 2 == 0 ? 1L : -1L) * (1 + random.nextInt(4 * units)), 1 + random.nextInt(3));
        }
        Rational[] shift = {Rational.of(random.nextInt(5) - 2, 4)};
        Activation output = random.nextBoolean() ? Activation.CLIP : Activation.HARD_TANH;
        return new Network(
                domain(output),
                List.of(new Layer(weights, biases, Activation.RELU), new Layer(new Rational[][] {row}, shift, output)));
    }

    private Layer layer(int inputs, int units) {
        Rational[][] weights = new Rational[units][inputs];
        Rational[] biases = new Rational[units];
        for (int unit = 0; unit < units; unit++) {
            for (int input = 0; input < inputs; input++) {
                weights[unit][input] = number();
            }
            biases[unit] = number();
        }
        if (units > 1 && random.nextInt(4) == 0) {
            // Two units with the same kinks.
            weights[1] = weights[0].clone();
            biases[1] = biases[0];
        }
        Activation activation = ACTIVATIONS.get(random.nextInt(ACTIVATIONS.size()));
        Rational leak = activation == Activation.LEAKY_RELU
                ? Rational.of(random.nextInt(5), 4).reduced()
                : Rational.ZERO;
        return new Layer(weights, biases, activation, leak);
    }

    /** Returns a number, often 0, ±1 or ±2. */
    public Rational number() {
        int denominator = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1;
        return Rational.of(random.nextInt(7) - 3L, denominator).reduced();
    }

    /** Chooses among the domains that an output activation maps into itself whatever the weights. */
    private Domain domain(Activation output) {
        List<Domain> domains = new ArrayList<>(List.of(Domain.LINE));
        if (output == Activation.CLIP) {
            domains.addAll(List.of(Domain.UNIT, new Domain(Rational.of(-1, 2), Rational.ONE)));
        }
        if (output == Activation.CLIP || output == Activation.HARD_TANH) {
            domains.addAll(List.of(
                    new Domain(Rational.of(-1), Rational.ONE),
                    new Domain(Rational.of(-5, 3), Rational.POSITIVE_INFINITY),
                    new Domain(Rational.NEGATIVE_INFINITY, Rational.ONE)));
        }
        if (output == Activation.RELU || output == Activation.ABS || output == Activation.CLIP) {
            domains.add(new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY));
        }
        return domains.get(random.nextInt(domains.size()));
    }
}
