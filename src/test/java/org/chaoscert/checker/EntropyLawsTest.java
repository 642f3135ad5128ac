package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.entropy;
import static org.chaoscert.checker.Certificates.horseshoeWitness;
import static org.chaoscert.checker.Certificates.lapsWitness;
import static org.chaoscert.checker.Certificates.network;
import static org.chaoscert.checker.Certificates.towerWitness;
import static org.chaoscert.checker.Certificates.verdict;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.EntropyOracle.Part;
import org.chaoscert.checker.Oracle.Interval;
import org.chaoscert.checker.Oracle.Piece;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On random maps: accepted exactly if the condition of the format holds, with bounds beside the edge; and what is accepted is true. */
class EntropyLawsTest {
    private static final String NOT_SHOWN = "entropy-not-shown";

    private final Map<String, Integer> seen = new TreeMap<>();

    private void count(String what) {
        seen.merge(what, 1, Integer::sum);
    }

    /** A map into itself: mostly of [0, 1], sometimes of a half-line or the line. */
    private static Network draw(Random random) {
        while (true) {
            Network network = switch (random.nextInt(6)) {
                case 0 -> RandomNetworks.next(random);
                case 1 -> RandomNetworks.zigzag(random);
                case 2 -> dipped(random);
                default -> wild(random);
            };
            Oracle oracle = new Oracle(network);
            if (!oracle.leavesDomain() && oracle.kinks.size() < 9) {
                return network;
            }
        }
    }

    /** Up and down between points of a grid on [0, 1], here and there level. */
    private static Network wild(Random random) {
        int grid = List.of(5, 6, 8, 12).get(random.nextInt(4));
        boolean far = random.nextBoolean();
        TreeMap<Integer, Integer> points = new TreeMap<>();
        for (int i = 2 + random.nextInt(5); i > 0; i--) {
            points.put(random.nextInt(grid + 1), 0);
        }
        points.put(0, 0);
        points.put(grid, 0);
        int before = random.nextInt(grid + 1);
        for (int x : List.copyOf(points.keySet())) {
            int opposite = 2 * before > grid ? random.nextInt(2) : grid - random.nextInt(2);
            int other = far ? opposite : random.nextInt(grid + 1);
            before = random.nextInt(4) == 0 ? before : other;
            points.put(x, before);
        }
        return through(points, grid);
    }

    /** With a dip that a level stretch takes in: f^2 goes the same way on both sides of what becomes a point. */
    private static Network dipped(Random random) {
        int level = 5 + random.nextInt(3);
        int top = level + 1 + random.nextInt(10 - level);
        int bottom = level + random.nextInt(top - level);
        int end = top + random.nextInt(11 - top);
        int height = random.nextBoolean() ? end + 1 : random.nextInt(13);
        return through(
                new TreeMap<>(Map.of(
                        0,
                        random.nextInt(bottom + 1),
                        1 + random.nextInt(2),
                        top,
                        3 + random.nextInt(2),
                        bottom,
                        level,
                        height,
                        end,
                        height,
                        12,
                        random.nextBoolean() ? 12 : random.nextInt(13))),
                12);
    }

    private static Network through(NavigableMap<Integer, Integer> points, int grid) {
        List<String> rows = new ArrayList<>();
        List<String> biases = new ArrayList<>();
        List<String> weights = new ArrayList<>();
        Ratio slope = Ratio.ZERO;
        for (int x : points.headMap(grid).keySet()) {
            int next = points.higherKey(x);
            Ratio here = Ratio.of(points.get(next) - points.get(x), next - x);
            rows.add("1");
            biases.add(Ratio.of(-x, grid).toString());
            weights.add(here.minus(slope).toString());
            slope = here;
        }
        return network(
                "0 1",
                "relu " + String.join("; ", rows) + " | " + String.join(" ", biases),
                "identity " + String.join(" ", weights) + " | " + Ratio.of(points.get(0), grid));
    }

    // Laps.

    private static boolean isLevelSomewhere(Oracle oracle) {
        return oracle.pieces(oracle.domain, 1).stream()
                .anyMatch(piece -> piece.line().slope().sign() == 0);
    }

    /** The number of the format is never too small for the laps of f^n, and exact where nothing is level. */
    private void lapsHold(Random random, int maps) {
        for (int i = 0; i < maps; i++) {
            Network network = draw(random);
            Oracle oracle = new Oracle(network);
            EntropyOracle entropy = new EntropyOracle(oracle);
            for (int n = 1; n <= 4; n++) {
                int number = entropy.number(n);
                int laps = entropy.laps(n);
                assertThat(laps).as("%s, %s", network, n).isLessThanOrEqualTo(number);
                if (!isLevelSomewhere(oracle)) {
                    assertThat(laps).as("%s, %s", network, n).isEqualTo(number);
                    count("strictly monotone");
                }
                count(laps < number ? "fewer laps" : number == 1 ? "one" : "as many");
                assertEdge(network, "at-most", Ratio.of(number), n, lapsWitness(n), random);
                if (number > 100) {
                    break;
                }
            }
        }
        assertThat(seen).as("%s", seen).containsKeys("strictly monotone", "fewer laps", "one", "as many");
    }

    // The edge.

    private static Ratio unit(int digits) {
        return new Ratio(BigInteger.ONE, BigInteger.TEN.pow(digits));
    }

    /** Growth by a factor in n steps is enough for the nearest bound on its side, and not for the next one. */
    private void assertEdge(Network network, String side, Ratio growth, int n, String witness, Random random) {
        boolean isUpper = side.equals("at-most");
        int digits = 1 + random.nextInt(70);
        if (growth.compareTo(Ratio.ONE) <= 0) {
            // Nothing grows: 0 is an upper bound, and nothing above 0 is a lower one.
            Ratio bound = isUpper ? Ratio.ZERO : unit(digits);
            assertThat(verdict(entropy(network, side, bound, witness)))
                    .as("%s, %s", network, witness)
                    .isEqualTo(isUpper ? "valid" : NOT_SHOWN);
            count(side + " without growth");
            return;
        }
        Ratio safe = EntropyOracle.rounded(EntropyOracle.log(growth), n, digits, isUpper);
        Ratio unsafe = EntropyOracle.rounded(EntropyOracle.log(growth), n, digits, !isUpper);
        if (safe.sign() > 0) {
            assertThat(verdict(entropy(network, side, safe, witness)))
                    .as("%s, %s, %s", network, witness, safe)
                    .isEqualTo("valid");
            count(side + " valid");
            EntropyOracle oracle = new EntropyOracle(new Oracle(network));
            assertThat(isUpper ? oracle.isAbove(safe) : oracle.isBelow(safe))
                    .as("false: %s, %s, %s", network, witness, safe)
                    .isFalse();
        }
        assertThat(verdict(entropy(network, side, unsafe, witness)))
                .as("%s, %s, %s", network, witness, unsafe)
                .isEqualTo(NOT_SHOWN);
    }

    // Horseshoes.

    /** Ends of pieces and simple numbers, some of them, inside the domain. */
    private static List<Ratio> places(Oracle oracle, int n, Random random) {
        TreeSet<Ratio> places = new TreeSet<>();
        for (Piece piece : oracle.pieces(oracle.domain, n)) {
            places.add(piece.low());
            places.add(piece.high());
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            places.add(Ratio.of(random.nextInt(25), 24));
        }
        boolean all = random.nextBoolean();
        places.removeIf(x -> !x.isFinite() || !oracle.domain.holds(x) || (!all && random.nextInt(4) == 0));
        return new ArrayList<>(places).subList(0, Math.min(places.size(), 14));
    }

    private static Ratio weight(Random random) {
        return random.nextInt(3) > 0 ? Ratio.ONE : Ratio.of(1L + random.nextInt(6));
    }

    /** Leaves out what covers nothing, again and again, so that something is left that grows. */
    private static List<Part> trimmed(Oracle oracle, List<Part> parts, int n) {
        EntropyOracle entropy = new EntropyOracle(oracle);
        List<Part> left = new ArrayList<>(parts);
        for (Part part : parts) {
            List<Part> without = new ArrayList<>(left);
            without.remove(part);
            if (!without.isEmpty() && entropy.leastGrowth(without, n).compareTo(entropy.leastGrowth(left, n)) > 0) {
                left = without;
            }
        }
        return left;
    }

    private void horseshoesHold(Random random, int draws) {
        for (int i = 0; i < draws; i++) {
            Network network = draw(random);
            Oracle oracle = new Oracle(network);
            int n = 1 + random.nextInt(3);
            List<Ratio> places = places(oracle, 1 + random.nextInt(n), random);
            List<Part> parts = new ArrayList<>();
            for (int j = 0; j + 1 < places.size(); j++) {
                if (random.nextInt(8) > 0) {
                    parts.add(new Part(new Interval(places.get(j), places.get(j + 1)), weight(random)));
                }
            }
            if (parts.isEmpty()) {
                continue;
            }
            List<Part> kept = random.nextInt(4) == 0 ? parts : trimmed(oracle, parts, n);
            String witness = horseshoeWitness(
                    n,
                    kept.stream()
                            .map(part -> part.span().low() + " " + part.span().high() + " " + part.weight())
                            .toArray(String[]::new));
            assertEdge(network, "at-least", new EntropyOracle(oracle).leastGrowth(kept, n), n, witness, random);
        }
    }

    // Towers.

    /** What intervals lead to, step by step, and what that leads to; some of it is left out or moved a little. */
    private static List<Interval> states(Oracle oracle, boolean isLower, Random random) {
        EntropyOracle entropy = new EntropyOracle(oracle);
        List<Interval> states = new ArrayList<>();
        if (!isLower && random.nextInt(20) > 0) {
            states.add(oracle.domain);
        }
        List<Ratio> ends = new ArrayList<>(places(oracle, 1, random));
        ends.add(oracle.domain.low());
        ends.add(oracle.domain.high());
        for (int i = random.nextInt(4); i >= 0; i--) {
            Ratio one = ends.get(random.nextInt(ends.size()));
            Ratio other = ends.get(random.nextInt(ends.size()));
            if (!one.equals(other)) {
                states.add(new Interval(one.min(other), one.max(other)));
            }
        }
        int most = 2 + random.nextInt(12);
        for (int i = 0; i < states.size() && states.size() < most; i++) {
            for (Interval image : entropy.images(states.get(i))) {
                Interval next = random.nextInt(6) > 0 ? image : shifted(image, oracle.domain, random);
                if (next.low().compareTo(next.high()) < 0 && !states.contains(next)) {
                    states.add(next);
                }
            }
        }
        return states;
    }

    /** One end is moved, inside the domain. */
    private static Interval shifted(Interval interval, Interval domain, Random random) {
        Ratio little = Ratio.of(random.nextInt(3) - 1, List.of(24, 1 << 20).get(random.nextInt(2)));
        return random.nextBoolean()
                ? new Interval(
                        interval.low().isFinite() ? interval.low().plus(little).max(domain.low()) : interval.low(),
                        interval.high())
                : new Interval(
                        interval.low(),
                        interval.high().isFinite()
                                ? interval.high().plus(little).min(domain.high())
                                : interval.high());
    }

    /** Weights that grow evenly, as far as whole numbers of that size can: what states lead to, again and again. */
    private static List<Part> balanced(EntropyOracle entropy, List<Interval> states, boolean isLower, int size) {
        List<Part> parts = new ArrayList<>();
        states.forEach(state -> parts.add(new Part(state, Ratio.of(size))));
        for (int round = 0; round < 12; round++) {
            List<Ratio> sums = new ArrayList<>();
            for (Part part : parts) {
                sums.add(part.weight().plus(entropy.successors(parts, part.span(), isLower)));
            }
            Ratio most = sums.stream().filter(Ratio::isFinite).reduce(Ratio.ONE, Ratio::max);
            for (int i = 0; i < parts.size(); i++) {
                Ratio share = sums.get(i).isFinite() ? sums.get(i).over(most).times(Ratio.of(size)) : Ratio.of(size);
                Ratio weight = new Ratio(share.top().divide(share.bottom()), BigInteger.ONE).max(Ratio.ONE);
                parts.set(i, new Part(parts.get(i).span(), weight));
            }
        }
        return parts;
    }

    /** Without those that lead to nothing, again and again. */
    private static List<Interval> leading(EntropyOracle entropy, List<Interval> states) {
        List<Interval> left = new ArrayList<>(states);
        while (true) {
            List<Part> parts =
                    left.stream().map(state -> new Part(state, Ratio.ONE)).toList();
            List<Interval> next = left.stream()
                    .filter(state -> entropy.successors(parts, state, true).sign() > 0)
                    .toList();
            if (next.size() == left.size() || next.isEmpty()) {
                return next.isEmpty() ? left : next;
            }
            left = next;
        }
    }

    private void towersHold(Random random, int draws) {
        for (int i = 0; i < draws; i++) {
            Network network = draw(random);
            Oracle oracle = new Oracle(network);
            EntropyOracle entropy = new EntropyOracle(oracle);
            boolean isLower = random.nextBoolean();
            String side = isLower ? "at-least" : "at-most";
            List<Interval> drawn = states(oracle, isLower, random);
            if (drawn.isEmpty()) {
                continue;
            }
            List<Interval> states = isLower && random.nextInt(6) > 0 ? leading(entropy, drawn) : drawn;
            List<Part> parts = new ArrayList<>(
                    balanced(entropy, states, isLower, List.of(1, 10, 1000).get(random.nextInt(3))));
            if (random.nextInt(4) == 0) {
                parts.set(0, new Part(parts.get(0).span(), weight(random)));
            }
            Collections.shuffle(parts, random);
            String witness = towerWitness(parts.stream()
                    .map(part ->
                            text(part.span().low()) + " " + text(part.span().high()) + " " + part.weight())
                    .toArray(String[]::new));
            Ratio growth = isLower ? entropy.leastGrowth(parts) : entropy.mostGrowth(parts);
            if (growth.isFinite()) {
                count(side + (growth.compareTo(Ratio.ONE) > 0 ? " tower" : " tower without growth"));
                assertEdge(network, side, growth, 1, witness, random);
            } else {
                count("not held");
                assertThat(verdict(entropy(network, side, 30, witness)))
                        .as("%s, %s", network, witness)
                        .isEqualTo(NOT_SHOWN);
            }
        }
        assertThat(seen)
                .as("%s", seen)
                .containsKeys("at-least tower without growth", "at-most tower without growth", "not held");
        assertThat(seen.get("at-least tower")).as("%s", seen).isGreaterThan(draws / 20);
        assertThat(seen.get("at-most tower")).as("%s", seen).isGreaterThan(draws / 10);
    }

    private static String text(Ratio end) {
        return end.isFinite() ? end.toString() : end.sign() < 0 ? "-inf" : "inf";
    }

    @Test
    void horseshoesAreAcceptedUpToTheEdge() {
        horseshoesHold(new Random(43), 150);
        assertThat(seen.get("at-least valid")).as("%s", seen).isGreaterThan(5);
        assertThat(seen).as("%s", seen).containsKey("at-least without growth");
    }

    @Test
    void towersAreAcceptedUpToTheEdge() {
        towersHold(new Random(59), 300);
    }

    @Test
    void asManyLapsAsAreCounted() {
        lapsHold(new Random(41), 100);
    }

    @Test
    @Tag("battery")
    void asManyLapsAsAreCountedOften() {
        lapsHold(new Random(47), 600);
    }

    @Test
    @Tag("battery")
    void horseshoesAreAcceptedUpToTheEdgeOften() {
        horseshoesHold(new Random(53), 1200);
    }

    @Test
    @Tag("battery")
    void towersAreAcceptedUpToTheEdgeOften() {
        towersHold(new Random(61), 3000);
    }

    @Test
    void theOracleKnowsLogarithms() {
        // Of 2, 3 and 10 as tables have them.
        assertThat(EntropyOracle.rounded(EntropyOracle.log(Ratio.of(2)), 1, 40, false))
                .isEqualTo(digits("6931471805599453094172321214581765680755"));
        assertThat(EntropyOracle.rounded(EntropyOracle.log(Ratio.of(3)), 1, 40, false))
                .isEqualTo(digits("10986122886681096913952452369225257046474"));
        assertThat(EntropyOracle.rounded(EntropyOracle.log(Ratio.of(10)), 1, 40, false))
                .isEqualTo(digits("23025850929940456840179914546843642076011"));
        assertThat(EntropyOracle.log(Ratio.of(1, 10))
                        .add(EntropyOracle.log(Ratio.of(10)))
                        .abs())
                .isLessThan(BigDecimal.ONE.scaleByPowerOfTen(-100));
    }

    private static Ratio digits(String digits) {
        return new Ratio(new BigInteger(digits), BigInteger.TEN.pow(40));
    }
}
