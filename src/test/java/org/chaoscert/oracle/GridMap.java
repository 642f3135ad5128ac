package org.chaoscert.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A continuous piecewise-linear map of [0, 1] whose kinks, and whose values at them and at 0 and 1, are multiples of 1/N.
 *
 * @param n the number N
 * @param places N times the ends and kinks, from 0 to N, increasing
 * @param values N times the values there
 */
public record GridMap(int n, List<Integer> places, List<Integer> values) {
    /** What an oracle says of a map: see the verdicts of the search for "level". */
    public record Known(boolean chaotic, int level, boolean periodThree) {}

    public static GridMap ofTuple(int... values) {
        int n = values.length - 1;
        return new GridMap(
                n,
                IntStream.rangeClosed(0, n).boxed().toList(),
                Arrays.stream(values).boxed().toList());
    }

    /** All such maps with at most {@code most} pieces, each once. */
    public static Stream<GridMap> all(int n, int most) {
        return IntStream.range(0, 1 << (n - 1))
                .filter(kinks -> Integer.bitCount(kinks) < most)
                .mapToObj(kinks -> IntStream.rangeClosed(0, n)
                        .filter(i -> i == 0 || i == n || (kinks >> (i - 1) & 1) == 1)
                        .boxed()
                        .toList())
                .flatMap(places -> lists(n, places.size()).map(values -> new GridMap(n, places, values)))
                .filter(GridMap::turnsAtEveryKink);
    }

    private static Stream<List<Integer>> lists(int n, int size) {
        long count = LongStream.generate(() -> n + 1).limit(size).reduce(1, (a, b) -> a * b);
        return LongStream.range(0, count).mapToObj(code -> {
            Integer[] values = new Integer[size];
            long rest = code;
            for (int i = 0; i < size; i++, rest /= n + 1) {
                values[i] = (int) (rest % (n + 1));
            }
            return List.of(values);
        });
    }

    private boolean turnsAtEveryKink() {
        return IntStream.range(1, places.size() - 1).allMatch(i -> rise(i) * run(i + 1) != rise(i + 1) * run(i));
    }

    private int rise(int piece) {
        return values.get(piece) - values.get(piece - 1);
    }

    private int run(int piece) {
        return places.get(piece) - places.get(piece - 1);
    }

    /**
     * The number of maps in {@link #all}, by counting. For a set S of inner grid points let c(S) be the number of maps
     * with all kinks in S and grid values at S, 0 and 1 (places outside S need not have grid values). A map with kinks
     * exactly S has grid values on S; by inclusion and exclusion over the T ⊆ S that hold its kinks, there are Σ
     * (−1)^|S∖T| c(S, T), where c(S, T) counts maps with kinks in T and grid values on S: a product of matrices, one for
     * each stretch between neighbours of T, with entry 1 where an affine function from a to b has grid values on S.
     */
    public static long count(int n, int most) {
        long total = 0;
        for (int s = 0; s < 1 << (n - 1); s++) {
            if (Integer.bitCount(s) < most) {
                for (int t = s; ; t = (t - 1) & s) {
                    total += (Integer.bitCount(s ^ t) % 2 == 0 ? 1 : -1) * countWithKinksIn(n, s, t);
                    if (t == 0) {
                        break;
                    }
                }
            }
        }
        return total;
    }

    private static long countWithKinksIn(int n, int s, int t) {
        long[] ways = LongStream.generate(() -> 1).limit(n + 1).toArray();
        for (int from = 0, to = 1; to <= n; to++) {
            if (to == n || (t >> (to - 1) & 1) == 1) {
                long[] next = new long[n + 1];
                for (int a = 0; a <= n; a++) {
                    for (int b = 0; b <= n; b++) {
                        next[b] += hasGridValues(s, from, a, to, b) ? ways[a] : 0;
                    }
                }
                ways = next;
                from = to;
            }
        }
        return LongStream.of(ways).sum();
    }

    private static boolean hasGridValues(int s, int from, int a, int to, int b) {
        return IntStream.range(from + 1, to)
                .filter(i -> (s >> (i - 1) & 1) == 1)
                .allMatch(i -> (b - a) * (i - from) % (to - from) == 0);
    }

    /** The map x ↦ 1 − f(1 − x), with the same dynamics. */
    public GridMap reflected() {
        int last = places.size() - 1;
        return new GridMap(
                n,
                IntStream.rangeClosed(0, last)
                        .mapToObj(i -> n - places.get(last - i))
                        .toList(),
                IntStream.rangeClosed(0, last)
                        .mapToObj(i -> n - values.get(last - i))
                        .toList());
    }

    public List<Fraction> xs() {
        return places.stream().map(place -> Fraction.of(place, n)).toList();
    }

    public List<Fraction> ys() {
        return values.stream().map(value -> Fraction.of(value, n)).toList();
    }

    public PieceEnumeration enumeration() {
        return new PieceEnumeration(xs(), ys());
    }

    /** From the transition graph where f maps the grid into itself, else by enumeration of pieces. */
    public Known known() {
        if (IntStream.range(1, places.size()).allMatch(i -> rise(i) % run(i) == 0)) {
            GridMapOracle oracle = new GridMapOracle(gridValues());
            return new Known(oracle.isChaotic(), oracle.level(), oracle.hasLeastPeriod(3));
        }
        return enumeration().known();
    }

    private int[] gridValues() {
        int[] all = new int[n + 1];
        for (int piece = 1; piece < places.size(); piece++) {
            for (int i = places.get(piece - 1); i <= places.get(piece); i++) {
                all[i] = values.get(piece - 1) + rise(piece) / run(piece) * (i - places.get(piece - 1));
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "map through " + places + "/" + n + " -> " + values + "/" + n;
    }
}
