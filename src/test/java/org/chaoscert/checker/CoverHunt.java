package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;

/**
 * Random covers with random walls of one map, put to the checker. All points of the period are known: where a cell is
 * cleared there must be none.
 */
final class CoverHunt {
    static final List<Integer> PERIODS = List.of(12, 8, 7, 6, 5, 4, 3, 2);

    /** Pieces of f^n beyond which the points of the period are not looked for. */
    private static final int MOST_PIECES = 300;

    /** A cell, and a rule with its divisor if it has one. */
    private record Cell(Interval span, String rule) {
        String word() {
            return rule.split(" ")[0];
        }

        int divisor() {
            return rule.contains(" ") ? Integer.parseInt(rule.split(" ")[1]) : 0;
        }

        @Override
        public String toString() {
            return span.high() + " " + rule;
        }
    }

    private final Random random;
    private final Network network;
    private final Oracle map;
    private final Judge judge;
    private final Graph graph;
    private final int n;
    private final List<Interval> periodic;
    private final List<Ratio> places;

    /** What was met, over all maps. */
    private final Map<String, Integer> counts;

    CoverHunt(Random random, Network network, Map<String, Integer> counts) throws Fault {
        this.random = random;
        this.network = network;
        this.counts = counts;
        map = new Oracle(network);
        judge = new Judge(network);
        graph = Unfolding.graph(network.net(), Span.LINE, Limits.DEFAULT);
        n = period();
        periodic = judge.periodic(map.domain, n);
        places = places();
    }

    private void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    /** A period whose points are found soon enough. */
    private int period() {
        int first = random.nextInt(PERIODS.size());
        return PERIODS.subList(first, PERIODS.size()).stream()
                .filter(period -> Math.pow(map.pieces(map.domain, period / 2).size(), 2) < MOST_PIECES)
                .findFirst()
                .orElse(2);
    }

    /** Where cells may meet and walls may stand: a grid, kinks, points of cycles, in D. */
    private List<Ratio> places() {
        TreeSet<Ratio> places = new TreeSet<>(map.kinks);
        int grid = List.of(4, 6, 16).get(random.nextInt(3));
        IntStream.rangeClosed(-1, grid + 1).forEach(k -> places.add(Ratio.of(k, grid)));
        for (int e = 1; e <= 2; e++) {
            map.pieces(map.domain, e).stream()
                    .filter(piece -> !piece.line().slope().equals(Ratio.ONE))
                    .map(piece -> piece.line()
                            .offset()
                            .over(Ratio.ONE.minus(piece.line().slope())))
                    .filter(Ratio::isFinite)
                    .forEach(places::add);
        }
        periodic.stream().map(Interval::low).limit(3).forEach(places::add);
        places.removeIf(x -> !map.domain.holds(x) || x.equals(map.domain.low()) || x.equals(map.domain.high()));
        return List.copyOf(places);
    }

    private List<Ratio> someOf(List<Ratio> list, int most) {
        List<Ratio> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return List.copyOf(new TreeSet<>(shuffled.subList(0, Math.min(random.nextInt(most + 1), shuffled.size()))));
    }

    /** Tries some covers. */
    void run(int covers) {
        List<Ratio> good = places.stream().filter(judge::isWall).toList();
        for (int i = 0; i < covers; i++) {
            List<Ratio> walls = someOf(random.nextInt(10) == 0 ? places : good, 4);
            List<Cell> cells = new ArrayList<>();
            Ratio left = map.domain.low();
            for (Ratio right : Stream.concat(someOf(places, 5).stream(), Stream.of(map.domain.high()))
                    .toList()) {
                add(cells, new Interval(left, right), walls, 3);
                left = right;
            }
            tryCover(cells, walls);
        }
    }

    private List<String> rules() {
        List<String> rules = new ArrayList<>(List.of("separated", "drift"));
        IntStream.range(1, n)
                .filter(e -> n % e == 0)
                .forEach(e -> Stream.of("no-swap ", "monotone ", "fixed ").forEach(rule -> rules.add(rule + e)));
        return rules;
    }

    private boolean clears(Cell cell, Interval room) {
        return judge.clears(cell.span, cell.word(), cell.divisor(), n, room);
    }

    /** Adds a cell with a rule that clears it if there is one, else parts of it. */
    private void add(List<Cell> cells, Interval span, List<Ratio> walls, int depth) {
        Interval room = Judge.room(span, walls);
        List<Cell> cleared = new ArrayList<>();
        List<String> rules = rules();
        Collections.shuffle(rules, random);
        for (String rule : rules) {
            Cell cell = new Cell(span, rule);
            if (cleared.size() < 3 && clears(cell, room)) {
                assertHasNoneOf(cell, room, walls);
                cleared.add(cell);
            }
        }
        if (cleared.isEmpty() && depth > 0) {
            Ratio cut = places.stream()
                    .filter(x -> span.low().compareTo(x) < 0 && x.compareTo(span.high()) < 0)
                    .skip(random.nextInt(2))
                    .findFirst()
                    .orElse(Oracle.inside(span.low(), span.high()));
            add(cells, new Interval(span.low(), cut), walls, depth - 1);
            add(cells, new Interval(cut, span.high()), walls, depth - 1);
            return;
        }
        boolean any = cleared.isEmpty() || random.nextInt(50) == 0;
        List<Cell> choice =
                any ? rules().stream().map(rule -> new Cell(span, rule)).toList() : cleared;
        cells.add(choice.get(random.nextInt(choice.size())));
    }

    /** What a cleared cell promises: no cycle of least period n in its room passes through it. */
    private void assertHasNoneOf(Cell cell, Interval room, List<Ratio> walls) {
        count("cell " + cell.word());
        String about = cell + " after " + cell.span.low() + " with walls " + walls + ", n = " + n + ", " + network;
        for (Interval points : judge.areWalls(walls) ? periodic : List.<Interval>of()) {
            Ratio x = points.low();
            boolean inside = cell.span.low().compareTo(points.high()) < 0 && x.compareTo(cell.span.high()) < 0;
            if (!x.equals(points.high())) {
                assertThat(inside).as(about).isFalse();
            } else if (cell.span.holds(x)) {
                boolean stays = IntStream.range(0, n).allMatch(i -> room.holds(map.iterate(x, i)));
                assertThat(stays || inside).as("%s in %s", x, about).isFalse();
                count("end of a cell that is left to its neighbour");
            }
        }
    }

    private String check(List<Cell> cells, List<Ratio> walls) {
        List<Map<String, Object>> list = cells.stream().map(CoverHunt::member).toList();
        Map<String, Object> witness = new TreeMap<>(Map.of("cells", list));
        if (!walls.isEmpty()) {
            witness.put("walls", walls.stream().map(Ratio::toString).toList());
        }
        try {
            Span domain =
                    new Span(map.domain.low().fraction(), map.domain.high().fraction());
            Cells.check(Json.Members.of(witness, "", Limits.DEFAULT), graph, domain, n, Limits.DEFAULT);
            return "cleared";
        } catch (Fault fault) {
            return fault.result.at();
        }
    }

    private static Map<String, Object> member(Cell cell) {
        Map<String, Object> member = new TreeMap<>(Map.of("to", cell.span.high().toString(), "rule", cell.word()));
        if (cell.divisor() > 0) {
            member.put("divisor", new Json.Bare("" + cell.divisor()));
        }
        return member;
    }

    /** What must come out, and where. */
    private String expected(List<Cell> cells, List<Ratio> walls) {
        for (int i = 0; i < walls.size(); i++) {
            if (!judge.isWall(walls.get(i))) {
                return "/walls/" + i;
            }
        }
        for (int i = 0; i < cells.size(); i++) {
            if (!clears(cells.get(i), Judge.room(cells.get(i).span, walls))) {
                return "/cells/" + i;
            }
        }
        return "cleared";
    }

    private void tryCover(List<Cell> cells, List<Ratio> walls) {
        String verdict = check(cells, walls);
        String about = cells + " with walls " + walls + ", n = " + n + ", " + network;
        assertThat(verdict).as(about).isEqualTo(expected(cells, walls));
        if (!verdict.equals("cleared")) {
            count("refused for " + (verdict.startsWith("/walls") ? "a wall" : "a cell"));
            return;
        }
        assertThat(periodic).as(about).isEmpty();
        count("accepted");
        count("accepted for " + n);
        if (!check(cells, List.of()).equals("cleared")) {
            count("accepted by walls");
        }
        if (cells.stream().anyMatch(this::needsNoSwap)) {
            count("accepted by no-swap");
        }
        if (cells.stream().anyMatch(cell -> cell.divisor() > 1 && needsNoSwap(cell))) {
            count("accepted by no-swap beyond 1");
        }
    }

    /** Whether no other rule serves, without walls. */
    private boolean needsNoSwap(Cell cell) {
        Interval line = Judge.room(cell.span, List.of());
        return cell.word().equals("no-swap")
                && rules().stream()
                        .filter(rule -> !rule.startsWith("no-swap"))
                        .noneMatch(rule -> clears(new Cell(cell.span, rule), line));
    }
}
