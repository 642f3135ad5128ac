package org.chaoscert.checker;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/** A network in binary64, iterated from a grid of starts: finds cycles that a little error does not undo. */
final class SmoothGrid {
    private static final int STARTS = 4000;
    private static final double REACH = 20;
    private static final double ROBUST = 1e-6;

    private record Numbers(String activation, double[][] weights, double[] biases) {
        static Numbers of(Layer layer) {
            return new Numbers(
                    layer.activation(),
                    layer.weights().stream().map(SmoothGrid::numbers).toArray(double[][]::new),
                    numbers(layer.biases()));
        }
    }

    private final List<Numbers> layers;
    private final double low;
    private final double high;

    SmoothGrid(Network network) {
        layers = network.layers().stream().map(Numbers::of).toList();
        low = Math.max(-REACH, number(network.domain().get(0)));
        high = Math.min(REACH, number(network.domain().get(1)));
    }

    private static double number(String text) {
        Ratio x = Ratio.of(text);
        return x.isFinite() ? x.top().doubleValue() / x.bottom().doubleValue() : x.sign() * Double.POSITIVE_INFINITY;
    }

    private static double[] numbers(List<String> texts) {
        return texts.stream().mapToDouble(SmoothGrid::number).toArray();
    }

    private static double activate(String activation, double x) {
        return switch (activation) {
            case "tanh" -> Math.tanh(x);
            case "sigmoid" -> 1 / (1 + Math.exp(-x));
            case "relu" -> Math.max(0, x);
            case "abs" -> Math.abs(x);
            case "clip" -> Math.min(1, Math.max(0, x));
            case "hard-tanh" -> Math.min(1, Math.max(-1, x));
            case "identity" -> x;
            default -> throw new IllegalArgumentException(activation);
        };
    }

    double value(double x) {
        double[] values = {x};
        for (Numbers layer : layers) {
            double[] inputs = values;
            double[] next = new double[layer.biases.length];
            Arrays.setAll(next, unit -> {
                double sum = layer.biases[unit];
                for (int j = 0; j < inputs.length; j++) {
                    sum += layer.weights[unit][j] * inputs[j];
                }
                return activate(layer.activation, sum);
            });
            values = next;
        }
        return values[0];
    }

    /** f^k(x) − x. */
    private double rise(double x, int k) {
        double value = x;
        for (int i = 0; i < k; i++) {
            value = value(value);
        }
        return value - x;
    }

    /** A point where f^n − id changes its sign for certain, and no f^e − id is near 0. */
    OptionalDouble cycle(int n) {
        double step = (high - low) / STARTS;
        for (int i = 0; i < STARTS; i++) {
            double left = low + i * step;
            double right = left + step;
            double atLeft = rise(left, n);
            double atRight = rise(right, n);
            if (atLeft * atRight < 0 && Math.min(Math.abs(atLeft), Math.abs(atRight)) > 1e-9) {
                double x = zero(left, right, n);
                if (isOwn(x, n)) {
                    return OptionalDouble.of(x);
                }
            }
        }
        return OptionalDouble.empty();
    }

    private double zero(double from, double to, int n) {
        double left = from;
        double right = to;
        double sign = Math.signum(rise(left, n));
        for (int i = 0; i < 60; i++) {
            double middle = (left + right) / 2;
            if (Math.signum(rise(middle, n)) == sign) {
                left = middle;
            } else {
                right = middle;
            }
        }
        return left;
    }

    private boolean isOwn(double x, int n) {
        for (int e = 1; e < n; e++) {
            if (n % e == 0 && Math.abs(rise(x, e)) < ROBUST) {
                return false;
            }
        }
        return true;
    }
}
