package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
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

    /**
     * A zigzag through a few points of a coarse grid, some of them level, on [0, 1], from 0 on, or with other slopes outside
     * on the line; mostly it does not lead one way over some place of the grid.
     */
    static Network zigzag(Random random) {
        int grid = List.of(4, 6, 8, 12).get(random.nextInt(4));
        int wall = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(grid - 1);
        boolean below = random.nextBoolean();
        NavigableMap<Integer, Integer> points = new TreeMap<>();
        points.put(0, 0);
        points.put(grid, 0);
        points.put(wall, 0);
        for (int i = random.nextInt(4); i > 0; i--) {
            points.put(random.nextInt(grid + 1), 0);
        }
        int before = random.nextInt(grid + 1);
        for (int x : List.copyOf(points.keySet())) {
            int y = random.nextInt(4) == 0 ? before : random.nextInt(grid + 1);
            boolean kept = wall > 0 && (below ? x <= wall : x >= wall);
            before = !kept ? y : below ? Math.min(y, wall) : Math.max(y, wall);
            points.put(x, before);
        }
        Ratio right = Ratio.of(random.nextInt(7) - 3, 1 + random.nextInt(3));
        return switch (random.nextInt(6)) {
            case 0 -> through(points, grid, "-inf inf", Ratio.of(random.nextInt(7) - 3, 2), right);
            case 1 -> through(points, grid, "0 inf", Ratio.ZERO, right.max(Ratio.ZERO));
            default -> through(points, grid, "0 1", Ratio.ZERO, Ratio.ZERO);
        };
    }

    /** Through points on a grid, with given slopes left and right of them. */
    private static Network through(
            NavigableMap<Integer, Integer> points, int grid, String domain, Ratio left, Ratio right) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("-1")));
        List<String> biases = new ArrayList<>(List.of("0"));
        List<String> weights = new ArrayList<>(List.of(left.negate().toString()));
        Ratio slope = Ratio.ZERO;
        for (int x : points.keySet()) {
            Integer next = points.higherKey(x);
            Ratio here = next == null ? right : Ratio.of(points.get(next) - points.get(x), next - x);
            rows.add(List.of("1"));
            biases.add(Ratio.of(-x, grid).toString());
            weights.add(here.minus(slope).toString());
            slope = here;
        }
        String start = Ratio.of(points.get(0), grid).toString();
        return new Network(
                List.of(domain.split(" ")),
                List.of(new Layer("relu", rows, biases), new Layer("identity", List.of(weights), List.of(start))));
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
