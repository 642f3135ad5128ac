package org.chaoscert.network;

import org.chaoscert.network.FloatingMap.Summation;

/**
 * Floating-point numbers side by side, one for each point that a map is evaluated at: the operations of a network on all of them at once,
 * in loops that compilers turn into vector instructions. Each number goes through the same operations, rounded in the same way, as if it
 * were alone.
 *
 * @param <A> an array of numbers
 */
abstract class Lanes<A> {
    final int count;

    private Lanes(int count) {
        this.count = count;
    }

    /** Returns numbers that are all 0. */
    abstract A zeros();

    /** Takes numbers out of a longer list. */
    abstract A from(double[] numbers, int start);

    /** Puts numbers into a longer list. */
    abstract void into(double[] numbers, int start, A from);

    /** Adds to each sum the product with a weight. */
    abstract void addProduct(A sum, double weight, A factors);

    /** Adds to each sum a number. */
    abstract void add(A sum, A summands);

    /** Adds the same to each sum. */
    abstract void add(A sum, double summand);

    /** Replaces each number by what an activation makes of it. */
    abstract void activate(A numbers, Activation activation, double leak);

    /** Returns the sums of a unit's products. */
    A sum(Summation summation, double[] weights, int first, A[] inputs) {
        return switch (summation) {
            case FORWARD -> forward(weights, first, inputs);
            case BACKWARD -> backward(weights, first, inputs);
            case PAIRWISE -> pairwise(weights, first, inputs, 0, inputs.length);
        };
    }

    private A forward(double[] weights, int first, A[] inputs) {
        A sum = zeros();
        for (int i = 0; i < inputs.length; i++) {
            addProduct(sum, weights[first + i], inputs[i]);
        }
        return sum;
    }

    private A backward(double[] weights, int first, A[] inputs) {
        A sum = zeros();
        for (int i = inputs.length - 1; i >= 0; i--) {
            addProduct(sum, weights[first + i], inputs[i]);
        }
        return sum;
    }

    private A pairwise(double[] weights, int first, A[] inputs, int from, int to) {
        if (to - from == 1) {
            A product = zeros();
            addProduct(product, weights[first + from], inputs[from]);
            return product;
        }
        int middle = from + (to - from) / 2;
        A sum = pairwise(weights, first, inputs, from, middle);
        add(sum, pairwise(weights, first, inputs, middle, to));
        return sum;
    }

    /** Numbers of binary64. */
    static final class Binary64 extends Lanes<double[]> {
        Binary64(int count) {
            super(count);
        }

        @Override
        double[] zeros() {
            return new double[count];
        }

        @Override
        double[] from(double[] numbers, int start) {
            double[] taken = new double[count];
            System.arraycopy(numbers, start, taken, 0, count);
            return taken;
        }

        @Override
        void into(double[] numbers, int start, double[] from) {
            System.arraycopy(from, 0, numbers, start, count);
        }

        @Override
        void addProduct(double[] sum, double weight, double[] factors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * factors[i];
            }
        }

        @Override
        void add(double[] sum, double[] summands) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += summands[i];
            }
        }

        @Override
        void add(double[] sum, double summand) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += summand;
            }
        }

        @Override
        void activate(double[] numbers, Activation activation, double leak) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = FloatingMap.activated(activation, leak, numbers[i]);
            }
        }
    }

    /** Numbers of binary32. */
    static final class Binary32 extends Lanes<float[]> {
        Binary32(int count) {
            super(count);
        }

        @Override
        float[] zeros() {
            return new float[count];
        }

        @Override
        float[] from(double[] numbers, int start) {
            float[] taken = new float[count];
            for (int i = 0; i < count; i++) {
                taken[i] = (float) numbers[start + i];
            }
            return taken;
        }

        @Override
        void into(double[] numbers, int start, float[] from) {
            for (int i = 0; i < count; i++) {
                numbers[start + i] = from[i];
            }
        }

        @Override
        void addProduct(float[] sum, double weight, float[] factors) {
            float narrow = (float) weight;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += narrow * factors[i];
            }
        }

        @Override
        void add(float[] sum, float[] summands) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += summands[i];
            }
        }

        @Override
        void add(float[] sum, double summand) {
            float narrow = (float) summand;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += narrow;
            }
        }

        @Override
        void activate(float[] numbers, Activation activation, double leak) {
            if (activation == Activation.RELU) {
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = Math.max(numbers[i], 0);
                }
                return;
            }
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) FloatingMap.activated(activation, leak, numbers[i]);
            }
        }
    }
}
