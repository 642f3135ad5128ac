package org.chaoscert.dynamics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;

/**
 * Random small maps of bounded domains, half-lines and the line, full of coincidences: level stretches between rises and falls and at
 * ends, slopes ±1, equal values, kinks on images of kinks, slopes that cancel in an iterate, and graphs that run to and fro inside a
 * level stretch.
 */
final class RandomPolylines {
    private static final int[][] SLOPES = {{1, 2}, {2, 1}, {1, 1}, {-1, 1}, {-2, 1}, {0, 1}, {1, 2}, {-1, 2}, {3, 2}};

    private final Random random;
    private final int mostKinks;

    RandomPolylines(long seed, int mostKinks) {
        random = new Random(seed);
        this.mostKinks = mostKinks;
    }

    Maps next() {
        while (true) {
            Maps maps = any();
            if (isInvariant(maps)) {
                return maps;
            }
        }
    }

    private static boolean isInvariant(Maps maps) {
        try {
            maps.map();
            return true;
        } catch (DomainNotInvariantException leaves) {
            return false;
        }
    }

    private int upTo(int most) {
        return random.nextInt(most + 1);
    }

    private Maps any() {
        int kinks = upTo(mostKinks);
        int kind = random.nextInt(8);
        Maps maps = kind == 0
                ? ofSlopes(kinks)
                : kind <= 2 && kinks >= 3 ? toAndFro(kinks) : onGrid(kinks, kind == 3 ? 7 : kinks + 1 + upTo(2));
        Rational factor = Rational.of(1L + random.nextInt(4), 1L + random.nextInt(4));
        Rational shift = Rational.of(random.nextInt(5) - 2L, 1L + random.nextInt(3));
        return random.nextInt(3) == 0 ? moved(maps, factor, shift) : maps;
    }

    /** Increasing numbers from 0 to most, both included. */
    private List<Integer> places(int kinks, int most) {
        List<Integer> inner = new ArrayList<>();
        for (int i = 1; i < most; i++) {
            inner.add(i);
        }
        Collections.shuffle(inner, random);
        List<Integer> places = new ArrayList<>(inner.subList(0, Math.min(kinks, inner.size())));
        places.addAll(List.of(0, most));
        Collections.sort(places);
        return places;
    }

    /** Kinks and values are small integers; now and then half of one. */
    private Maps onGrid(int kinks, int size) {
        List<Integer> places = places(kinks, size);
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            xs.add(Rational.of(places.get(i)));
            Rational value = random.nextInt(6) == 0
                    ? Rational.of(upTo(2 * size), 2).reduced()
                    : Rational.of(random.nextBoolean() ? places.get(random.nextInt(places.size())) : upTo(size));
            if (i > 0) {
                Rational before = ys.get(i - 1);
                Rational step = xs.get(i).minus(xs.get(i - 1));
                value = switch (random.nextInt(9)) {
                    case 0, 1 -> before;
                    case 2 -> before.plus(step).reduced();
                    case 3 -> before.minus(step).reduced();
                    default -> value;
                };
            }
            ys.add(value);
        }
        return new Maps(domain(xs.get(0), xs.get(xs.size() - 1)), xs, ys);
    }

    /** Half of the time bounded by these ends, else with one or two infinite ones. */
    private Domain domain(Rational left, Rational right) {
        return switch (random.nextInt(6)) {
            case 0 -> Domain.LINE;
            case 1 -> new Domain(left, Rational.POSITIVE_INFINITY);
            case 2 -> new Domain(Rational.NEGATIVE_INFINITY, right);
            default -> new Domain(left, right);
        };
    }

    /** Slopes such as 1, 2 and 2, 1, which cancel where a kink maps to a kink. */
    private Maps ofSlopes(int kinks) {
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        xs.add(Rational.ZERO);
        ys.add(Rational.of(random.nextInt(5) - 2L));
        for (int i = 0; i <= kinks; i++) {
            int[] slope = SLOPES[random.nextInt(SLOPES.length)];
            Rational step = Rational.of(1L + random.nextInt(2));
            xs.add(xs.get(i).plus(step).reduced());
            ys.add(ys.get(i).plus(step.times(Rational.of(slope[0], slope[1]))).reduced());
        }
        return new Maps(domain(xs.get(0), xs.get(xs.size() - 1)), xs, ys);
    }

    /** A level stretch, most often between two rises or two falls, into which most of the graph falls. */
    private Maps toAndFro(int kinks) {
        int size = kinks + 1 + upTo(3);
        List<Integer> places = places(kinks, size);
        int level = upTo(places.size() - 2);
        int from = places.get(level);
        int to = places.get(level + 1);
        int value = upTo(size);
        int up = random.nextBoolean() ? 1 : -1;
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            xs.add(Rational.of(places.get(i)));
            Rational inside = Rational.of(2L * from + upTo(2 * (to - from)), 2).reduced();
            int near = Math.max(0, Math.min(size, value + up * (i < level ? -1 : 1) * upTo(size)));
            boolean isLevel = i == level || i == level + 1;
            boolean isNear = i == level - 1 || i == level + 2 || random.nextInt(4) == 0;
            ys.add(isLevel ? Rational.of(value) : isNear ? Rational.of(near) : inside);
        }
        int run = level >= 4 ? 0 : level + 2;
        if (run + 4 <= ys.size() && random.nextInt(3) > 0) {
            // From one side to the other, with a turn and another inside.
            List<Rational> through = new ArrayList<>(List.of(
                    Rational.of(upTo(from)),
                    Rational.of(to),
                    Rational.of(from + (long) to, 2).reduced(),
                    Rational.of(to + (long) upTo(size - to))));
            if (random.nextBoolean()) {
                Collections.reverse(through);
            }
            for (int i = 0; i < 4; i++) {
                ys.set(run + i, through.get(i));
            }
        }
        return new Maps(domain(xs.get(0), xs.get(xs.size() - 1)), xs, ys);
    }

    /** The same map in other coordinates. */
    static Maps moved(Maps maps, Rational factor, Rational shift) {
        return new Maps(
                new Domain(
                        moved(maps.domain().left(), factor, shift),
                        moved(maps.domain().right(), factor, shift)),
                maps.xs().stream().map(x -> moved(x, factor, shift)).toList(),
                maps.ys().stream().map(y -> moved(y, factor, shift)).toList());
    }

    private static Rational moved(Rational x, Rational factor, Rational shift) {
        return x.isFinite() ? x.times(factor).plus(shift).reduced() : x;
    }
}
