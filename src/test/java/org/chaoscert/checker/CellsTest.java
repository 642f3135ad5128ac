package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.chaoscert.checker.Oracle.Piece;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule clears a cell exactly under the conditions of section 3 of the format. */
class CellsTest {
    /** Slope 1/2 left of 0 and 1 right of it; all of it 1 higher. */
    private static final Network BENT_DOWN = network("-inf inf", "leaky-relu:1/2 1 | 0", "identity 1 | 1");

    /** Slope 1 left of 0 and 2 right of it; all of it 1 higher. */
    private static final Network BENT_UP = network("-inf inf", "relu 1; 1; -1 | 0 0 0", "identity 1 1 -1 | 1");

    /** Slope 1/2 left of 0 and 2 right of it; all of it 1 higher. */
    private static final Network BENT_ACROSS = network("-inf inf", "leaky-relu:1/4 2 | 0", "identity 1 | 1");

    /** 0 up to 2, 1 from 5/2 on. */
    private static final Network STEP = network("-inf inf", "clip 2 | -4");

    /** A member as the checker's own reader gives it. */
    private static Map<String, Object> cell(String... words) {
        Map<String, Object> cell = new TreeMap<>();
        cell.put("to", words[0]);
        cell.put("rule", words[1]);
        if (words.length == 3) {
            cell.put("divisor", new Json.Bare(words[2]));
        }
        return cell;
    }

    private static String check(Graph graph, int n, Interval domain, List<?> cells) {
        try {
            Span span = new Span(domain.low().fraction(), domain.high().fraction());
            Json.Members witness = Json.Members.of(Map.of("cells", cells), "", Limits.DEFAULT);
            Cells.check(witness, graph, span, n, Limits.DEFAULT);
            return "cleared";
        } catch (Fault fault) {
            return Certificates.word(fault.result) + " " + fault.result.at();
        }
    }

    private static String check(Graph graph, int n, Interval cell, String rule) {
        return check(graph, n, cell, List.of(cell((cell.high() + " " + rule).split(" "))));
    }

    private static String check(Network network, int n, String low, String high, List<?> cells) throws Fault {
        Graph graph = Unfolding.graph(network.net(), Span.LINE, Limits.DEFAULT);
        return check(graph, n, new Interval(Ratio.of(low), Ratio.of(high)), cells);
    }

    /** One cell from one place to another, with its rule and perhaps a divisor. */
    private static String check(Network network, int n, String ends, String rule) throws Fault {
        String[] places = ends.split(" ", 2);
        Graph graph = Unfolding.graph(network.net(), Span.LINE, Limits.DEFAULT);
        Interval cell = new Interval(Ratio.of(places[0]), Ratio.of(places[1]));
        return check(graph, n, cell, rule).replace(" /cells/0", "");
    }

    private static Network line(String slopeAndOffset) {
        return network("-inf inf", "identity " + slopeAndOffset.replace(" ", " | "));
    }

    @ParameterizedTest
    @CsvSource({
        "1 1, 2, 0 2, not-separated",
        "1 1, 2, 0 15/8, cleared",
        "1 -1, 2, 0 2, not-separated",
        "1 -1, 2, 0 15/8, cleared",
        "1 1, 3, 0 2, cleared",
        "1 1, 2, -inf 0, not-separated",
        "1 1, 2, 0 inf, not-separated",
        "1 1, 2, -inf inf, not-separated",
        "-1 0, 2, 1 2, not-separated",
        "-1 0, 3, 1 2, cleared",
        "-1 0, 3, 0 2, not-separated",
        "-1 0, 3, 1/1024 inf, cleared",
        "-1 0, 3, -inf -1/1024, cleared",
        "-1 0, 3, 0 inf, not-separated",
        "0 3, 2, 0 2, cleared",
        "0 3, 2, 0 3, not-separated",
        "0 3, 2, 3 4, not-separated",
        "0 3, 2, 4 5, cleared",
        "0 3, 2, 4 inf, cleared",
        "0 3, 2, -inf 2, cleared",
        "0 3, 2, -inf 3, not-separated"
    })
    void separatedMeansNoPointInCommon(String line, int n, String cell, String verdict) throws Fault {
        assertThat(check(line(line), n, cell, "separated")).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "1 1, 2, 0 1, cleared",
        "1 1, 2, 0 inf, cleared",
        "1 1, 2, -inf 0, cleared",
        "1 1, 2, -inf inf, no-drift",
        "1 -1, 2, 0 1, cleared",
        "1 -1, 2, 0 inf, cleared",
        "1 -1, 2, -inf 0, cleared",
        "1 -1, 2, -inf inf, no-drift",
        "1 0, 2, 0 1, no-drift",
        "1 0, 2, 0 inf, no-drift",
        "-1 1, 2, 0 1, no-drift",
        "1/2 0, 2, 1 2, cleared",
        "1/2 0, 2, -2 -1, cleared",
        "1/2 0, 2, 0 1, no-drift",
        "1/2 0, 2, -1 0, no-drift",
        "1/2 0, 2, -1 1, no-drift",
        "1/2 0, 2, 1 inf, cleared",
        "1/2 0, 2, -inf -1, cleared",
        "1/2 0, 2, 0 inf, no-drift",
        "1/2 0, 2, -inf 0, no-drift",
        "1/2 0, 2, -inf 1, no-drift",
        "1/2 0, 2, -1 inf, no-drift",
        "2 0, 2, 1 2, cleared",
        "2 0, 2, -2 -1, cleared",
        "2 0, 2, 0 1, no-drift",
        "2 0, 2, -1 0, no-drift",
        "2 0, 2, -1 1, no-drift",
        "2 0, 2, 1 inf, cleared",
        "2 0, 2, -inf -1, cleared",
        "2 0, 2, -1 inf, no-drift",
        "2 0, 2, -inf 1, no-drift",
        "-2 0, 3, 1 2, cleared",
        "-2 0, 3, -2 -1, cleared",
        "-2 0, 3, -1 1, no-drift",
        "-2 0, 2, 1 2, cleared",
        "0 3, 2, 4 5, cleared",
        "0 3, 2, 1 2, cleared",
        "0 3, 2, 1 3, no-drift",
        "0 3, 2, 3 5, no-drift"
    })
    void driftMovesAwayFromTheDiagonal(String line, int n, String cell, String verdict) throws Fault {
        assertThat(check(line(line), n, cell, "drift")).isEqualTo(verdict);
    }

    @Test
    void driftNeedsTheDerivativeOnOneSideOfOne() throws Fault {
        assertThat(check(BENT_DOWN, 2, "-1 1", "drift")).as("P = [1/2, 1]").isEqualTo("cleared");
        assertThat(check(BENT_DOWN, 2, "-1 inf", "drift"))
                .as("falls from above 0 on")
                .isEqualTo("no-drift");
        assertThat(check(BENT_DOWN, 2, "-inf 1", "drift"))
                .as("above 0 at the right end")
                .isEqualTo("cleared");
        assertThat(check(BENT_UP, 2, "-1 1", "drift")).as("P = [1, 4]").isEqualTo("cleared");
        assertThat(check(BENT_UP, 2, "-1 inf", "drift"))
                .as("above 0 at the left end")
                .isEqualTo("cleared");
        assertThat(check(BENT_UP, 2, "-inf 1", "drift")).as("rises to above 0").isEqualTo("no-drift");
        assertThat(check(BENT_ACROSS, 2, "-1 1", "drift")).as("P = [1, 4]").isEqualTo("cleared");
        assertThat(check(BENT_ACROSS, 3, "-5 1", "drift")).as("P = [1/4, 8]").isEqualTo("no-drift");
    }

    @ParameterizedTest
    @CsvSource({
        "1/2 0, 2, 0 1, cleared",
        "1/2 0, 2, -1 0, cleared",
        "1/2 0, 2, -1 1, cleared",
        "1/2 0, 2, 1 2, no-fixed-point-shown",
        "1/2 0, 2, -2 -1, no-fixed-point-shown",
        "1/2 0, 2, -inf 1, cleared",
        "1/2 0, 2, -1 inf, cleared",
        "1/2 0, 2, -inf inf, cleared",
        "1/2 0, 2, 1 inf, no-fixed-point-shown",
        "1/2 0, 2, -inf -1, no-fixed-point-shown",
        "1/2 0, 2, 0 inf, cleared",
        "1/2 0, 2, -inf 0, cleared",
        "2 0, 2, -1 1, cleared",
        "2 0, 2, -inf inf, cleared",
        "2 0, 2, -inf 1, cleared",
        "2 0, 2, -1 inf, cleared",
        "2 0, 2, 1 inf, no-fixed-point-shown",
        "2 0, 2, -inf -1, no-fixed-point-shown",
        "2 0, 2, 0 1, cleared",
        "1 0, 2, 0 1, derivative-may-be-one",
        "1 1, 2, 0 1, derivative-may-be-one",
        "-1 0, 2, -1 1, derivative-may-be-one",
        "-1 0, 3, -1 1, cleared",
        "-1 0, 3, -inf inf, cleared",
        "-1 0, 3, 1 inf, no-fixed-point-shown",
        "-2 0, 2, -inf inf, cleared",
        "-2 0, 2, -inf -1, no-fixed-point-shown",
        "0 3, 2, 2 4, cleared",
        "0 3, 2, 3 4, cleared",
        "0 3, 2, -inf inf, cleared",
        "0 3, 2, 4 5, no-fixed-point-shown"
    })
    void monotoneHoldsOneFixedPoint(String line, int n, String cell, String verdict) throws Fault {
        assertThat(check(line(line), n, cell, "monotone 1")).isEqualTo(verdict);
    }

    @Test
    void monotoneNeedsTheDerivativeStrictlyOnOneSideOfOne() throws Fault {
        Network down = network("-inf inf", "leaky-relu:1/2 1 | 0");
        assertThat(check(down, 2, "-1 0", "monotone 1")).as("P = 1/4").isEqualTo("cleared");
        assertThat(check(down, 2, "-1 1", "monotone 1")).as("P = [1/4, 1]").isEqualTo("derivative-may-be-one");
        Network up = network("-inf inf", "relu 1; 1; -1 | 0 0 0", "identity 1 1 -1 | 0");
        assertThat(check(up, 2, "0 1", "monotone 1")).as("P = 4").isEqualTo("cleared");
        assertThat(check(up, 2, "-1 1", "monotone 1")).as("P = [1, 4]").isEqualTo("derivative-may-be-one");
    }

    /** P_2 = 0, but P_1 = [0, 2] leaves the sign of f − id at infinity open. */
    @Test
    void monotoneTakesTheSignAtInfinityFromTheDerivativeOfTheDividedIterate() throws Fault {
        assertThat(check(STEP, 2, "-1 inf", "monotone 1")).isEqualTo("no-fixed-point-shown");
        assertThat(check(STEP, 2, "5/2 inf", "monotone 1")).isEqualTo("no-fixed-point-shown");
        assertThat(check(STEP, 2, "-1 5/2", "monotone 1")).isEqualTo("cleared");
        assertThat(check(STEP, 2, "0 inf", "monotone 1")).as("0 is fixed").isEqualTo("cleared");
        assertThat(check(STEP, 4, "-1 inf", "monotone 2")).as("P_2 = 0").isEqualTo("cleared");
        Network mirrored = network("-inf inf", "clip -2 | -4", "identity -1 | 0");
        assertThat(check(mirrored, 2, "-inf 1", "monotone 1")).isEqualTo("no-fixed-point-shown");
        assertThat(check(mirrored, 4, "-inf 1", "monotone 2")).isEqualTo("cleared");
    }

    /** x + 1 from 0 to 1/2, constant from there: P_1 = [0, 1] leaves the sign at infinity open. */
    @Test
    void monotoneTakesNoSignAtInfinityFromADerivativeThatReachesOne() throws Fault {
        Network shelf = network("-inf inf", "relu 1; 1 | 0 -1/2", "identity 1 -1 | 1");
        assertThat(check(shelf, 2, "0 inf", "monotone 1")).isEqualTo("no-fixed-point-shown");
        assertThat(check(shelf, 2, "1/2 inf", "monotone 1")).as("P_1 = 0").isEqualTo("cleared");
    }

    @Test
    void monotoneLooksAtTheDividedIterate() throws Fault {
        Network halfMirror = line("-1/2 3");
        assertThat(check(halfMirror, 4, "0 2", "monotone 2")).isEqualTo("cleared");
        assertThat(check(halfMirror, 4, "0 2", "monotone 1")).isEqualTo("cleared");
        Network cycle = Certificates.ROOF;
        assertThat(check(cycle, 4, "0 1", "monotone 2")).isEqualTo("cleared");
        assertThat(check(cycle, 4, "0 1", "monotone 1"))
                .as("the 2-cycle is no fixed point of f")
                .isEqualTo("no-fixed-point-shown");
    }

    @ParameterizedTest
    @CsvSource({
        "1 0, 2, 0 1, 1, cleared",
        "1 0, 2, -inf 0, 1, cleared",
        "1 0, 2, 0 inf, 1, cleared",
        "1 0, 2, -inf inf, 1, not-identity",
        "1 1, 2, 0 1, 1, not-identity",
        "1 1, 2, -inf 0, 1, not-identity",
        "-1 1, 4, 0 1, 2, cleared",
        "-1 1, 4, 0 inf, 2, cleared",
        "-1 1, 2, 0 1, 1, not-identity",
        "-1 1, 2, 1/2 1, 1, not-identity",
        "1/2 0, 2, 0 1, 1, not-identity",
        "2 0, 2, 0 1, 1, not-identity",
        "2 -2, 2, 1 2, 1, not-identity"
    })
    void fixedIsTheIdentity(String line, int n, String cell, String divisor, String verdict) throws Fault {
        assertThat(check(line(line), n, cell, "fixed " + divisor)).isEqualTo(verdict);
    }

    @Test
    void fixedNeedsTheDerivativeToBeOneThroughout() throws Fault {
        Network down = network("-inf inf", "leaky-relu:1/2 1 | 0");
        assertThat(check(down, 2, "0 1", "fixed 1")).isEqualTo("cleared");
        assertThat(check(down, 2, "-1 1", "fixed 1"))
                .as("P = [1/2, 1], fixes 1")
                .isEqualTo("not-identity");
        Network up = network("-inf inf", "relu 1; 1; -1 | 0 0 0", "identity 1 1 -1 | 0");
        assertThat(check(up, 2, "-1 0", "fixed 1")).isEqualTo("cleared");
        assertThat(check(up, 2, "-1 1", "fixed 1")).as("P = [1, 2], fixes −1").isEqualTo("not-identity");
    }

    @ParameterizedTest
    @CsvSource({
        "2, 1, cleared",
        "2, 2, bad-divisor /cells/0/divisor",
        "4, 2, cleared",
        "4, 3, bad-divisor /cells/0/divisor",
        "4, 4, bad-divisor /cells/0/divisor",
        "4, 8, bad-divisor /cells/0/divisor",
        "6, 3, cleared",
        "6, 4, bad-divisor /cells/0/divisor",
        "6, 5, bad-divisor /cells/0/divisor",
        "2, 18446744073709551617, bad-divisor /cells/0/divisor",
        "2, 4294967297, bad-divisor /cells/0/divisor",
        "2, 0, wrong-type /cells/0/divisor",
        "2, -1, wrong-type /cells/0/divisor",
        "2, 1.0, wrong-type /cells/0/divisor",
        "2, 01, wrong-type /cells/0/divisor",
        "2, true, wrong-type /cells/0/divisor"
    })
    void divisorsDivideThePeriodAndAreLess(int n, String divisor, String verdict) throws Fault {
        assertThat(check(line("1/2 0"), n, "-1", "1", List.of(cell("1", "monotone", divisor))))
                .isEqualTo(verdict);
        assertThat(check(line("1 0"), n, "-1", "1", List.of(cell("1", "fixed", divisor))))
                .isEqualTo(verdict);
    }

    @Test
    void cellsHaveTheKeysOfTheirRule() throws Fault {
        Network half = line("1/2 0");
        for (String rule : List.of("drift", "separated")) {
            assertThat(check(half, 2, "1", "2", List.of(cell("2", rule)))).isEqualTo("cleared");
            assertThat(check(half, 2, "1", "2", List.of(cell("2", rule, "1"))))
                    .isEqualTo("unknown-key /cells/0/divisor");
        }
        for (String rule : List.of("monotone", "fixed")) {
            assertThat(check(half, 2, "0", "1", List.of(cell("1", rule)))).isEqualTo("missing-key /cells/0/divisor");
        }
        Map<String, Object> more = cell("1", "monotone", "1");
        more.put("from", "0");
        assertThat(check(half, 2, "0", "1", List.of(more))).isEqualTo("unknown-key /cells/0/from");
        assertThat(check(half, 2, "0", "1", List.of(Map.of("to", "1")))).isEqualTo("missing-key /cells/0/rule");
        assertThat(check(half, 2, "0", "1", List.of(Map.of("rule", "drift")))).isEqualTo("missing-key /cells/0/to");
        assertThat(check(half, 2, "0", "1", List.of(cell("1", "Drift")))).isEqualTo("unknown-rule /cells/0/rule");
        assertThat(check(half, 2, "0", "1", List.of("drift"))).isEqualTo("wrong-type /cells/0");
        assertThat(check(half, 2, "0", "1", List.of(Map.of("to", "1", "rule", List.of()))))
                .isEqualTo("wrong-type /cells/0/rule");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1/2 1, cleared",
        "0, 1, 1, cleared",
        "-inf, inf, 0 inf, cleared",
        "-inf, inf, inf, cleared",
        "-1, inf, 0 1 inf, cleared",
        "-inf, 1, 0 1, cleared",
        "0, 1, '', cells-incomplete /cells",
        "0, 1, 1/2, cells-incomplete /cells",
        "0, 1, 2, cells-incomplete /cells",
        "0, 1, inf, cells-incomplete /cells",
        "0, inf, 1, cells-incomplete /cells",
        "0, 1, 1/2 3/4, cells-incomplete /cells",
        "0, 1, 0 1, cells-not-increasing /cells/0/to",
        "0, 1, -1 1, cells-not-increasing /cells/0/to",
        "0, 1, 1/2 1/2 1, cells-not-increasing /cells/1/to",
        "0, 1, 3/4 1/2 1, cells-not-increasing /cells/1/to",
        "0, 1, 1 1, cells-not-increasing /cells/1/to",
        "0, 1, 1/2 1 1/2, cells-not-increasing /cells/2/to",
        "-1, inf, 0 inf inf, cells-not-increasing /cells/2/to",
        "-1, inf, 0 inf 1, cells-not-increasing /cells/2/to",
        "-inf, inf, -inf inf, not-canonical /cells/0/to",
        "0, 1, 2/4 1, not-canonical /cells/0/to",
        "0, 1, 1/2 1.0, not-canonical /cells/1/to",
        "0, 1, 1/2 one, bad-number /cells/1/to"
    })
    void cellsLeadFromEndToEnd(String low, String high, String ends, String verdict) throws Fault {
        List<Map<String, Object>> cells = new ArrayList<>();
        if (!ends.isEmpty()) {
            Arrays.stream(ends.split(" ")).forEach(end -> cells.add(cell(end, "separated")));
        }
        // Everything goes to 9 at once, and stays there.
        assertThat(check(line("0 9"), 2, low, high, cells).replaceAll("not-separated.*", "cleared"))
                .isEqualTo(verdict);
    }

    @Test
    void placesAreJudgedBeforeRules() throws Fault {
        List<?> cells = List.of(cell("1/2", "no rule"), cell("1/2", "drift"));
        assertThat(check(line("1 1"), 2, "0", "1", cells)).isEqualTo("cells-not-increasing /cells/1/to");
        assertThat(check(line("1 1"), 2, "0", "1", cells.subList(0, 1))).isEqualTo("cells-incomplete /cells");
    }

    @Test
    void theFirstCellNotClearedIsNamed() throws Fault {
        List<?> cells =
                List.of(cell("-1", "drift"), cell("0", "monotone", "1"), cell("1", "drift"), cell("2", "drift"));
        assertThat(check(line("1/2 0"), 2, "-2", "2", cells)).isEqualTo("no-drift /cells/2");
    }

    /** Random cells of random networks, ends at kinks, periodic points and infinities often. */
    @Test
    void rulesClearExactlyWhatTheirConditionsSay() throws Fault {
        Random random = new Random(21);
        Map<String, Integer> cleared = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            Network network = i % 2 == 0 ? RandomNetworks.nextOfUnitSlopes(random) : RandomNetworks.next(random);
            Graph graph = Unfolding.graph(network.net(), Span.LINE, Limits.DEFAULT);
            Oracle oracle = new Oracle(network);
            Judge judge = new Judge(network);
            int n = 2 + random.nextInt(3);
            List<Ratio> ends = ends(oracle, random);
            for (int j = 0; j < 10; j++) {
                int from = random.nextInt(ends.size() - 1);
                Interval cell =
                        new Interval(ends.get(from), ends.get(from + 1 + random.nextInt(ends.size() - 1 - from)));
                int divisor = 1 + random.nextInt(n - 1);
                for (String rule : List.of("separated", "drift", "monotone " + divisor, "fixed " + divisor)) {
                    String[] words = rule.split(" ", 2);
                    boolean clears = judge.clears(cell, words[0], words.length == 2 ? divisor : 0, n);
                    String verdict = check(graph, n, cell, rule);
                    assertThat(verdict.equals("cleared"))
                            .as("%s, n = %s, %s, %s: %s", network, n, cell, rule, verdict)
                            .isEqualTo(clears);
                    cleared.merge(words[0], clears ? 1 : 0, Integer::sum);
                    if (clears && oracle.pieces.size() < 6) {
                        assertThat(judge.hasLeastPeriod(cell, n))
                                .as("least period %s in %s of %s, %s", n, cell, network, rule)
                                .isFalse();
                    }
                }
            }
        }
        assertThat(cleared).as("cells cleared").containsOnlyKeys("separated", "drift", "monotone", "fixed");
        assertThat(cleared.values()).as("%s", cleared).allMatch(count -> count > 25);
    }

    private static List<Ratio> ends(Oracle oracle, Random random) {
        TreeSet<Ratio> ends = new TreeSet<>(oracle.kinks);
        ends.addAll(List.of(Ratio.MINUS_INFINITY, Ratio.INFINITY, Ratio.ZERO));
        for (int n = 1; n <= 2; n++) {
            for (Piece piece : oracle.pieces(new Interval(Ratio.MINUS_INFINITY, Ratio.INFINITY), n)) {
                Ratio fall = Ratio.ONE.minus(piece.line().slope());
                if (fall.sign() != 0) {
                    ends.add(piece.line().offset().over(fall));
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            ends.add(RandomNetworks.number(random));
        }
        return List.copyOf(ends);
    }
}
