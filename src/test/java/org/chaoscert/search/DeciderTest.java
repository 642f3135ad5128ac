package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chaoscert.search.Decisions.LEVELS;
import static org.chaoscert.search.Decisions.judged;
import static org.chaoscert.search.Decisions.points;
import static org.chaoscert.search.Decisions.q;
import static org.chaoscert.search.Decisions.summary;
import static org.chaoscert.search.Decisions.truncatedTent;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.Polylines;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps whose dynamics is known. */
class DeciderTest {
    private static Domain domain(String left, String right) {
        return new Domain(
                left.equals("-inf") ? Rational.NEGATIVE_INFINITY : Numerals.quoted(left),
                right.equals("inf") ? Rational.POSITIVE_INFINITY : Numerals.quoted(right));
    }

    private static Decision tent(Rational c, int levels) {
        return judged(Domain.UNIT, levels, truncatedTent(c));
    }

    @Test
    void theTentTruncatedAtSixSeventhsHasPeriodThreeOnItsEdge() {
        Decision decision = tent(q(6, 7), LEVELS);
        assertThat(summary(decision)).isEqualTo("chaotic 0, period 3");
        assertThat(((PeriodThree.Present) decision.periodThree()).orbit()).containsExactly(q(2, 7), q(4, 7), q(6, 7));
        assertThat(((Verdict.Chaotic) decision.verdict()).proof())
                .as("g^3 lies on the wrong side of the diagonal on both sides of 2/7, so only the exact point will do")
                .isEqualTo(new Proof(new Claim.LiYorkeChaos(), new Witness.LiYorkePoint(1, q(2, 7))));
    }

    @Test
    void binary64AndBinary32FallOnDifferentSidesOfSixSevenths() {
        Rational binary64 = Rational.of(6.0 / 7);
        Rational binary32 = Rational.of((double) (6f / 7f));
        assertThat(List.of(binary64, q(6, 7), binary32)).isSorted();
        assertThat(summary(tent(binary64, LEVELS))).isEqualTo("chaotic 1, no period 3");
        assertThat(summary(tent(binary32, LEVELS))).isEqualTo("chaotic 0, period 3");
    }

    @ParameterizedTest
    @CsvSource({
        "1/4, 'not chaotic 0, no period 3'",
        "1/2, 'not chaotic 0, no period 3'",
        "2/3, 'not chaotic 0, no period 3'",
        "7/10, 'not chaotic 1, no period 3'",
        "4/5, 'not chaotic 1, no period 3'",
        "81/100, 'not chaotic 2, no period 3'",
        "8249/10000, 'not chaotic 3, no period 3'",
        "82491/100000, 'chaotic 2, no period 3'",
        "83/100, 'chaotic 1, no period 3'",
        "17/20, 'chaotic 1, no period 3'",
        "9/10, 'chaotic 0, period 3'"
    })
    void truncatedTentsRunThroughSharkovskysOrder(String c, String summary) {
        assertThat(summary(tent(Numerals.quoted(c), LEVELS)))
                .as("tent truncated at %s", c)
                .isEqualTo(summary);
    }

    /**
     * Let h(p) be the lowest top of a cycle of length p of the full tent map: 2/3, 4/5, 14/17, 212/257, 54062/65537 for p =
     * 1, 2, 4, 8, 16. Truncation at c keeps the cycles below c and may add the one of the flat piece. So for h(2^(j-1)) < c
     * ≤ h(2^j) the periods are 1, 2, 4, …, 2^j (Burns and Hasselblatt 2011).
     */
    @ParameterizedTest
    @CsvSource({"2/3, 0", "4/5, 1", "14/17, 2", "212/257, 3", "54062/65537, 4"})
    void periodsDoubleExactlyAtTheHeightsOfBurnsAndHasselblatt(String height, int level) {
        Rational slightly = Rational.of(0x1p-60);
        Rational c = Numerals.quoted(height);
        assertThat(summary(tent(c.minus(slightly), LEVELS))).isEqualTo("not chaotic " + level + ", no period 3");
        assertThat(summary(tent(c, LEVELS))).isEqualTo("not chaotic " + level + ", no period 3");
        assertThat(summary(tent(c.plus(slightly), LEVELS))).isEqualTo("not chaotic " + (level + 1) + ", no period 3");
    }

    @Test
    void periodThreeComesExactlyAtSixSevenths() {
        Rational slightly = Rational.of(0x1p-60);
        assertThat(summary(tent(q(6, 7).minus(slightly), LEVELS))).isEqualTo("chaotic 1, no period 3");
        assertThat(summary(tent(q(6, 7).plus(slightly), LEVELS))).isEqualTo("chaotic 0, period 3");
    }

    /** h(16) < c < h(32) = 3542953172/4294967297, where the difference is 2·10^-13. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void nearTheLimitOfPeriodDoublingTheLevelIsFoundWithBoundedWork(int levels) {
        Rational c = Numerals.quoted("0.82490806728");
        Decision decision = Decisions.decide(Polylines.through(truncatedTent(c)), Domain.UNIT, levels);
        assertThat(summary(decision))
                .isEqualTo((levels < 5 ? "undecided " + levels : "not chaotic 5") + ", no period 3");
        assertThat(decision.work()).isLessThan(10_000_000);
        Decisions.requireProofs(decision, Decisions.slowThrough(truncatedTent(c)), Domain.UNIT);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, '0 0 1 1', BELOW", "-inf, inf, '0 0 1 1', BELOW", "-inf, inf, '0 1 1 2', ABOVE",
                "-inf, inf, '0 -1 1 0', BELOW",
        "0, inf, '0 0 1 2', ABOVE", "-inf, 0, '0 0 1 2', BELOW", "0, 1, '0 0 1 0', BELOW", "0, 1, '0 1 1 1', ABOVE",
        "0, 1, '0 0 1/3 1/3 2/3 1/2 1 1', BELOW", "0, 1, '0 0 1/2 1 1 1', ABOVE",
                "0, 1, '0 1/1099511627776 1099511627775/1099511627776 1 1 1', ABOVE"
    })
    void aGraphOnOneSideOfTheDiagonalHasFixedPointsOnly(String left, String right, String graph, Witness.Side side) {
        Decision decision = judged(domain(left, right), LEVELS, points(graph.split(" ")));
        assertThat(summary(decision)).isEqualTo("not chaotic 0, no period 3");
        assertThat(((Verdict.NotChaotic) decision.verdict()).proof())
                .isEqualTo(new Proof(new Claim.NoPeriod(2), new Witness.OneSided(side)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, '0 1 1 0', 'not chaotic 1, no period 3'",
        "-inf, inf, '0 0 1 -1', 'not chaotic 1, no period 3'",
        "-inf, inf, '0 0 1 2', 'not chaotic 0, no period 3'",
        "-inf, inf, '0 0 1 -2', 'not chaotic 0, no period 3'",
        "-inf, inf, '0 1 2 0', 'not chaotic 0, no period 3'",
        "0, 1, '0 1/2 1 1/2', 'not chaotic 0, no period 3'",
        "0, 1, '0 1/3 1 2/3', 'not chaotic 0, no period 3'",
        "-inf, inf, '0 0 1/2 1 1 0', 'chaotic 0, period 3'",
        "-inf, inf, '-1 -1 0 1 1 -1', 'chaotic 0, period 3'",
        "1/6, 2/3, '1/6 2/3 1/3 1/3 2/3 1/6', 'not chaotic 1, no period 3'",
        "0, 1, '0 1/2 1/4 1 1/2 3/4 3/4 1/4 1 0', 'chaotic 1, no period 3'",
        "0, 1, '0 1/4 1/4 1/4 1/2 1/2 3/4 3/4 1 1/2', 'not chaotic 0, no period 3'",
        "0, 1, '0 1 1/4 3/4 1/2 1/2 1 0', 'not chaotic 1, no period 3'",
        "0, 1, '0 0 1/4 1/4 1/2 3/4 3/4 1/4 1 1', 'chaotic 0, period 3'",
        "0, 1, '0 1/2 1/2 1 1 0', 'chaotic 0, period 3'"
    })
    void knownMapsHaveTheirKnownDynamics(String left, String right, String graph, String summary) {
        assertThat(summary(judged(domain(left, right), LEVELS, points(graph.split(" ")))))
                .isEqualTo(summary);
    }

    @Test
    void theDirectionOfTheLineDoesNotMatter() {
        Rational[] graph = points("0", "1", "1/3", "9/10", "1/2", "1/8", "1", "1/4");
        Rational[] mirrored = new Rational[graph.length];
        for (int i = 0; i < graph.length; i++) {
            mirrored[i] = Rational.ONE.minus(graph[graph.length - 2 - i + 2 * (i % 2)]);
        }
        assertThat(summary(judged(Domain.UNIT, LEVELS, mirrored)))
                .isEqualTo(summary(judged(Domain.UNIT, LEVELS, graph)));
    }

    @Test
    void theSearchEndsAtTheLevelsAskedForAndSaysWhatIsSettled() {
        Rational c = Numerals.quoted("82491/100000");
        assertThat(summary(tent(c, 0))).isEqualTo("undecided 0, no period 3");
        assertThat(summary(tent(c, 1))).isEqualTo("undecided 1, no period 3");
        assertThat(summary(tent(c, 2))).isEqualTo("chaotic 2, no period 3");
        assertThat(tent(c, 1).verdict())
                .isEqualTo(new Verdict.Undecided(
                        OptionalInt.of(1),
                        "f has least period 4, but f^2 has no period three",
                        "try more --levels: level 2 looks at f^4"));
        assertThat(summary(tent(q(8_249, 10_000), 2))).isEqualTo("undecided 2, no period 3");
        assertThat(summary(tent(q(8_249, 10_000), 3))).isEqualTo("not chaotic 3, no period 3");
        assertThat(summary(tent(q(6, 7), 0))).isEqualTo("chaotic 0, period 3");
        assertThat(summary(tent(q(1, 4), 0))).isEqualTo("not chaotic 0, no period 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 21, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void thereAreLevelsFromZeroToTwenty(int levels) {
        assertThatThrownBy(() -> Decisions.decide(PiecewiseLinear.IDENTITY, Domain.UNIT, levels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("levels " + levels + ", not from 0 to 20");
    }

    @Test
    void theLargestLevelIsAccepted() {
        assertThat(summary(Decisions.decide(PiecewiseLinear.IDENTITY, Domain.UNIT, Decider.MAX_LEVELS)))
                .isEqualTo("not chaotic 0, no period 3");
    }

    @Test
    void theClaimOfAVerdictNamesThePeriodOfItsLevel() {
        Verdict.NotChaotic notChaotic =
                (Verdict.NotChaotic) tent(q(8_249, 10_000), LEVELS).verdict();
        assertThat(notChaotic.proof().claim()).as("level 3").isEqualTo(new Claim.NoPeriod(16));
        Verdict.Chaotic chaotic =
                (Verdict.Chaotic) tent(Numerals.quoted("0.82491"), LEVELS).verdict();
        assertThat(((Witness.LiYorkePoint) chaotic.proof().witness()).iterate())
                .as("level 2")
                .isEqualTo(4);
    }

    @Test
    void periodThreeIsDeniedWithAProofOfItsOwnUnlessItFollows() {
        PeriodThree own = tent(Numerals.quoted("0.82491"), LEVELS).periodThree();
        assertThat(((PeriodThree.Absent) own).proof().orElseThrow().claim()).isEqualTo(new Claim.NoPeriod(3));
        PeriodThree follows = tent(q(1, 4), LEVELS).periodThree();
        assertThat(((PeriodThree.Absent) follows).proof())
                .as("no period 2 implies no period 3")
                .isEmpty();
    }

    @Test
    void ofSeveralOrbitsOfPeriodThreeTheOneFurthestLeftIsReported() {
        // The tent map has two: 2/9, 4/9, 8/9 and 2/7, 4/7, 6/7; and two of its mirror image begin at 1/9 and 1/7.
        PeriodThree ofTent = judged(Domain.UNIT, LEVELS, points("0", "0", "1/2", "1", "1", "0"))
                .periodThree();
        assertThat(ofTent).isEqualTo(new PeriodThree.Present(List.of(q(2, 9), q(4, 9), q(8, 9))));
        PeriodThree ofMirrorImage = judged(Domain.UNIT, LEVELS, points("0", "1", "1/2", "0", "1", "1"))
                .periodThree();
        assertThat(ofMirrorImage).isEqualTo(new PeriodThree.Present(List.of(q(1, 9), q(7, 9), q(5, 9))));
    }

    @Test
    void kinksThatAreNoneAndKinksOutsideTheDomainChangeNothing() {
        Rational[] plain = truncatedTent(q(9, 10));
        Rational[] cluttered = points(
                "-1", "5", "0", "0", "1/4", "1/2", "9/20", "9/10", "1/2", "9/10", "11/20", "9/10", "1", "0", "2", "7",
                "3", "-9");
        Decision decision = Decisions.decide(Polylines.through(plain), Domain.UNIT, LEVELS);
        assertThat(Decisions.decide(Polylines.through(cluttered), Domain.UNIT, LEVELS)
                        .verdict())
                .as("with %s", Arrays.toString(cluttered))
                .isEqualTo(decision.verdict());
    }
}
