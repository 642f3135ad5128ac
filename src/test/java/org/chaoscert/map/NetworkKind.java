package org.chaoscert.map;

import java.util.Arrays;
import java.util.Random;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Neurons;

/** Networks of one kind, drawn at random. */
public enum NetworkKind {
    UNIT_WEIGHTS {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            Arrays.fill(neurons.weights(), 1);
            for (int i = 0; i < neurons.width(); i++) {
                neurons.biases()[i] = -random.nextDouble();
            }
        }
    },
    UNIT_WEIGHTS_ANYWHERE {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 3);
            Arrays.fill(neurons.weights(), 1);
        }
    },
    GENERAL {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
        }
    },
    TINY_AND_HUGE {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, scale(random), scale(random));
            double gain = scale(random);
            for (int i = 0; i < neurons.width(); i++) {
                neurons.outputs()[i] *= gain;
            }
        }
    },
    MIXED_SCALES {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            for (int i = 0; i < neurons.width(); i++) {
                double steepness = Math.pow(10, 6 * random.nextDouble() - 3);
                neurons.weights()[i] *= steepness;
                neurons.biases()[i] *= steepness;
                neurons.outputs()[i] *= Math.pow(10, 2 * random.nextDouble() - 2);
            }
        }
    },
    COINCIDING {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            Arrays.fill(neurons.weights(), 1);
            for (int i = 0; i < neurons.width(); i++) {
                neurons.biases()[i] = -random.nextInt(5) / 4.0;
            }
        }
    },
    COINCIDING_AFTER_ROUNDING {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            for (int i = 0; i < neurons.width(); i++) {
                neurons.weights()[i] = 3;
                neurons.biases()[i] = Math.nextUp(-1.0) + random.nextInt(4) * 0x1p-53;
            }
        }
    },
    CROWDED {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            for (int i = 0; i < neurons.width(); i++) {
                double near = 0.5 + 1e-9 * random.nextGaussian();
                neurons.weights()[i] = random.nextBoolean() ? 1 : -2;
                neurons.biases()[i] = -near * neurons.weights()[i];
                neurons.outputs()[i] *= 1e6;
            }
        }
    },
    ZERO_WEIGHTS {
        @Override
        void draw(Neurons neurons, Random random) {
            fill(neurons, random, 1, 1);
            for (int i = 0; i < neurons.width(); i++) {
                neurons.weights()[i] = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(2);
            }
        }
    };

    abstract void draw(Neurons neurons, Random random);

    private static double scale(Random random) {
        return Math.pow(10, 24 * random.nextDouble() - 12);
    }

    private static void fill(Neurons neurons, Random random, double weightScale, double biasScale) {
        double gain = 2 / Math.sqrt(neurons.width());
        for (int i = 0; i < neurons.width(); i++) {
            neurons.weights()[i] = weightScale * random.nextGaussian();
            neurons.biases()[i] = biasScale * random.nextGaussian();
            neurons.outputs()[i] = gain * random.nextGaussian();
        }
        neurons.setBias(random.nextGaussian());
    }

    /**
     * Draws a network.
     *
     * @param kind which kind
     * @param width the number of neurons
     * @param activation the output's activation
     * @param random where numbers come from
     * @return a new network
     */
    public static Neurons draw(NetworkKind kind, int width, Activation activation, Random random) {
        Neurons neurons = new Neurons();
        neurons.reset(width, activation);
        kind.draw(neurons, random);
        return neurons;
    }

    /**
     * Returns the activations that the fast room knows, in turn.
     *
     * @param i any number from 0 on
     * @return one of three
     */
    public static Activation activation(int i) {
        return new Activation[] {Activation.CLIP, Activation.RELU, Activation.IDENTITY}[i % 3];
    }

    /**
     * Reads a network into the fast room.
     *
     * @param map the map that reads
     * @param neurons the network
     */
    public static void read(Binary64Map map, Neurons neurons) {
        map.read(
                neurons.weights(),
                neurons.biases(),
                neurons.outputs(),
                neurons.width(),
                neurons.bias(),
                neurons.activation() == Activation.CLIP,
                neurons.activation() == Activation.IDENTITY ? Double.NEGATIVE_INFINITY : 0);
    }
}
