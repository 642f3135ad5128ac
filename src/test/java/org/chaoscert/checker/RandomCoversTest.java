package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.LEDGE;
import static org.chaoscert.checker.Certificates.cover;
import static org.chaoscert.checker.Certificates.walled;
import static org.chaoscert.checker.Certificates.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Covers of every kind, made up at random: what is accepted is true. */
@Tag("battery")
class RandomCoversTest {
    static Map<String, Integer> hunt(long seed, int maps) throws Fault {
        Random random = new Random(seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < maps; i++) {
            new CoverHunt(random, RandomNetworks.zigzag(random), counts).run(6);
        }
        return counts;
    }

    /** Of each kind many, those that need the walls and those that need the rule among them. */
    @Test
    void whatIsAcceptedIsTrue() throws Fault {
        Map<String, Integer> counts = hunt(41, 90);
        List<String> some = new ArrayList<>(List.of(
                "accepted by walls",
                "accepted by no-swap",
                "accepted by no-swap beyond 1",
                "refused for a cell",
                "refused for a wall"));
        CoverHunt.PERIODS.forEach(n -> some.add("accepted for " + n));
        for (String kind : some) {
            assertThat(counts.getOrDefault(kind, 0))
                    .as("%s in %s", kind, counts)
                    .isGreaterThanOrEqualTo(10);
        }
        assertThat(counts.get("accepted")).as("%s", counts).isGreaterThan(300);
        assertThat(counts).as("%s", counts).containsKey("end of a cell that is left to its neighbour");
    }

    /** A zigzag on [0, 1], or a map near to LEDGE, with a radius so small that many covers of it hold for the ball. */
    private static BallOracle ball(Random random) {
        Network zigzag = random.nextInt(3) == 0
                ? new BallOracle(LEDGE, Ratio.of(1, 30)).member(random)
                : RandomNetworks.zigzag(random);
        Layer output = zigzag.layers().get(1);
        Layer clip = new Layer("clip", output.weights(), output.biases());
        Network cut = new Network(List.of("0", "1"), List.of(zigzag.layers().get(0), clip));
        return new BallOracle(cut, Ratio.of(1, 100 << random.nextInt(6)));
    }

    /** Places that all networks of the ball lead over one way only. */
    private static List<Ratio> walls(BallOracle ball, Random random) {
        return IntStream.range(1, 48)
                .filter(k -> random.nextInt(4) > 0)
                .mapToObj(k -> Ratio.of(k, 48))
                .filter(p -> ball.image(new Interval(Ratio.ZERO, p)).high().compareTo(p) <= 0
                        || ball.image(new Interval(p, Ratio.ONE)).low().compareTo(p) >= 0)
                .toList();
    }

    /** Asks the checker for each step, until the cover is accepted or there is no hope. */
    private static String search(BallOracle ball, int n, List<Ratio> walls, Random random) {
        List<String> rules =
                List.of("no-swap 1", "no-swap " + (n % 2 == 0 ? n / 2 : 1), "separated", "drift", "monotone 1");
        List<Ratio> ends = new ArrayList<>(List.of(Ratio.ONE));
        List<Integer> tried = new ArrayList<>(List.of(0));
        for (int step = 0; step < 60; step++) {
            String[] cells = IntStream.range(0, ends.size())
                    .mapToObj(i -> ends.get(i) + " " + rules.get(tried.get(i)))
                    .toArray(String[]::new);
            String texts = walls.stream().map(Ratio::toString).collect(Collectors.joining(" "));
            String certificate = within(ball.radius.toString(), walled(texts, cover(ball.centre, n, cells)));
            Result result = Certificates.check(certificate);
            if (result.isValid()) {
                return certificate;
            }
            assertThat(result.at()).as("%s: %s", certificate, result).startsWith("/witness/cells/");
            int cell = Integer.parseInt(result.at().substring("/witness/cells/".length()));
            tried.set(cell, tried.get(cell) + 1);
            if (tried.get(cell) == rules.size()) {
                Ratio left = cell == 0 ? Ratio.ZERO : ends.get(cell - 1);
                tried.set(cell, 0);
                tried.add(cell, 0);
                ends.add(cell, cut(left, ends.get(cell), walls, random));
            }
        }
        return "";
    }

    /** A wall between two places if there is one, else just a place. */
    private static Ratio cut(Ratio low, Ratio high, List<Ratio> walls, Random random) {
        List<Ratio> inside = walls.stream()
                .filter(wall -> low.compareTo(wall) < 0 && wall.compareTo(high) < 0)
                .toList();
        return inside.isEmpty()
                ? low.plus(high.minus(low).times(Ratio.of(3 + random.nextInt(2), 7)))
                : inside.get(random.nextInt(inside.size()));
    }

    static Map<String, Integer> huntBalls(long seed, int balls) {
        Random random = new Random(seed);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < balls; i++) {
            BallOracle ball = ball(random);
            int n = 2 + random.nextInt(5);
            String certificate = search(ball, n, walls(ball, random), random);
            counts.merge(certificate.isEmpty() ? "given up" : "accepted", 1, Integer::sum);
            if (!certificate.isEmpty()) {
                String bare = certificate.replaceFirst("\"walls\":[^]]*],", "");
                counts.merge(Certificates.check(bare).isValid() ? "without walls" : "by walls", 1, Integer::sum);
                counts.merge(certificate.contains("no-swap") ? "by no-swap" : "by other rules", 1, Integer::sum);
                for (int j = 0; j < 3; j++) {
                    Network member = ball.member(random);
                    assertThat(new Judge(member).periodic(new Interval(Ratio.ZERO, Ratio.ONE), n))
                            .as("%s, %s", member, certificate)
                            .isEmpty();
                }
            }
        }
        return counts;
    }

    @Test
    void whatIsAcceptedIsTrueOfAllNetworksOfABall() {
        Map<String, Integer> counts = huntBalls(42, 40);
        assertThat(counts.get("accepted")).as("%s", counts).isGreaterThan(25);
        assertThat(counts.get("by no-swap")).as("%s", counts).isGreaterThan(10);
        assertThat(counts.get("by walls")).as("%s", counts).isGreaterThan(3);
    }
}
