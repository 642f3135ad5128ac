package org.chaoscert.theorem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.chaoscert.exact.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which witness supports which claim, and what the records of the package refuse. */
class ProofTest {
    private static final Claim CHAOS = new Claim.LiYorkeChaos();
    private static final Claim NO_PERIOD_2 = new Claim.NoPeriod(2);
    private static final Witness POINT = new Witness.LiYorkePoint(1, Rational.of(1, 4));
    private static final Witness BELOW = new Witness.OneSided(Witness.Side.BELOW);
    private static final Witness COVER = new Witness.Cover(List.of(new Cell(Rational.ONE, Rule.DRIFT, 0)));

    private static final Claim ENTROPY_AT_LEAST = new Claim.EntropyAtLeast(Rational.of(1, 2));
    private static final Claim ENTROPY_AT_MOST = new Claim.EntropyAtMost(Rational.of(1, 2), OptionalInt.empty());
    private static final Claim ENTROPY_BY_PERIOD = new Claim.EntropyAtMost(Rational.ZERO, OptionalInt.of(2));
    private static final Witness HORSESHOE = new Witness.Horseshoe(
            1, List.of(new Witness.WeightedInterval(Rational.ZERO, Rational.ONE, BigInteger.ONE)));
    private static final Witness TOWER =
            new Witness.Tower(List.of(new Witness.WeightedInterval(Rational.ZERO, Rational.ONE, BigInteger.ONE)));
    private static final Witness LAPS = new Witness.Laps(3);

    private static Witness orbit(long length) {
        return new Witness.PeriodicOrbit(
                LongStream.range(0, length).mapToObj(Rational::of).toList());
    }

    private static void requireRefused(Claim claim, Witness witness) {
        assertThatThrownBy(() -> new Proof(claim, witness))
                .as("%s for: %s", witness, claim)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(witness + " is no witness for: " + claim);
    }

    @Test
    void aLiYorkePointSupportsChaosOnly() {
        assertThat(new Proof(CHAOS, POINT).theorem()).isEqualTo("Li and Yorke 1975, Theorem 1");
        requireRefused(new Claim.Period(3), POINT);
        requireRefused(NO_PERIOD_2, POINT);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 5, 6, 7, 9, 10, 12, 15, 24, 31, 33})
    void anOrbitWhoseLengthIsNoPowerOfTwoSupportsChaos(long length) {
        assertThat(new Proof(CHAOS, orbit(length)).theorem())
                .isEqualTo("Sharkovsky 1964 with Li and Yorke 1975, Theorem 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 4, 8, 16, 32, 64})
    void anOrbitWhoseLengthIsAPowerOfTwoDoesNotSupportChaos(long length) {
        requireRefused(CHAOS, orbit(length));
    }

    @Test
    void anOrbitSupportsTheClaimOfItsOwnLengthOnly() {
        for (int length = 1; length <= 5; length++) {
            for (int period = 1; period <= 5; period++) {
                if (length == period) {
                    assertThat(new Proof(new Claim.Period(period), orbit(length)).theorem())
                            .isEqualTo("evaluation");
                } else {
                    requireRefused(new Claim.Period(period), orbit(length));
                }
            }
        }
        requireRefused(NO_PERIOD_2, orbit(2));
        requireRefused(NO_PERIOD_2, orbit(3));
    }

    @Test
    void coversAndSidesSupportTheAbsenceOfAPeriodOnly() {
        assertThat(new Proof(NO_PERIOD_2, COVER).theorem()).isEqualTo("mean value theorem on every cell");
        assertThat(new Proof(new Claim.NoPeriod(7), BELOW).theorem())
                .isEqualTo("monotone orbits: all periodic points are fixed");
        for (Witness witness : List.of(COVER, BELOW)) {
            requireRefused(CHAOS, witness);
            requireRefused(new Claim.Period(1), witness);
        }
    }

    @Test
    void aHorseshoeSupportsEntropyFromBelowOnly() {
        assertThat(new Proof(ENTROPY_AT_LEAST, HORSESHOE).theorem())
                .isEqualTo("Block, Guckenheimer, Misiurewicz and Young 1980: intervals mapped over each other");
        for (Claim claim : List.of(CHAOS, NO_PERIOD_2, new Claim.Period(1), ENTROPY_AT_MOST, ENTROPY_BY_PERIOD)) {
            requireRefused(claim, HORSESHOE);
        }
        for (Witness witness : List.of(POINT, orbit(3), BELOW, COVER, LAPS, new Witness.ErrorBound())) {
            requireRefused(ENTROPY_AT_LEAST, witness);
        }
    }

    @Test
    void towersSupportEntropyFromBothSides() {
        for (Claim claim : List.of(ENTROPY_AT_LEAST, ENTROPY_AT_MOST)) {
            assertThat(new Proof(claim, TOWER).theorem()).isEqualTo("Hofbauer 1979: paths in a tower of intervals");
        }
        for (Claim claim : List.of(CHAOS, NO_PERIOD_2, new Claim.Period(1), ENTROPY_BY_PERIOD)) {
            requireRefused(claim, TOWER);
        }
    }

    @Test
    void lapsSupportEntropyFromAboveOnly() {
        assertThat(new Proof(ENTROPY_AT_MOST, LAPS).theorem())
                .isEqualTo("Misiurewicz and Szlenk 1980: growth of the number of laps");
        for (Claim claim : List.of(CHAOS, NO_PERIOD_2, new Claim.Period(1), ENTROPY_AT_LEAST, ENTROPY_BY_PERIOD)) {
            requireRefused(claim, LAPS);
        }
        for (Witness witness : List.of(POINT, orbit(3), BELOW, COVER, HORSESHOE, new Witness.ErrorBound())) {
            requireRefused(ENTROPY_AT_MOST, witness);
        }
    }

    @Test
    void coversAndSidesSupportEntropyFromAboveWithAPeriodOnly() {
        for (Witness witness : List.of(COVER, BELOW)) {
            assertThat(new Proof(ENTROPY_BY_PERIOD, witness).theorem())
                    .isEqualTo("Misiurewicz 1979: all periods are powers of two");
        }
        for (Witness witness : List.of(POINT, orbit(3), orbit(4), new Witness.ErrorBound())) {
            requireRefused(ENTROPY_BY_PERIOD, witness);
        }
    }

    @Test
    void boundsOfEntropyThatSayNothingOrCannotBeAreRefused() {
        for (Rational bound : List.of(Rational.ZERO, Rational.of(-1, 9))) {
            assertThatThrownBy(() -> new Claim.EntropyAtLeast(bound))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("entropy is at least " + bound + " anyway");
        }
        assertThatThrownBy(() -> new Claim.EntropyAtMost(Rational.of(-1, 9), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no entropy is -1/9");
        for (int period : List.of(-2, 0, 1, 3, 6, 12, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> new Claim.EntropyAtMost(Rational.ZERO, OptionalInt.of(period)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("period " + period + " is no power of two above 1");
        }
        for (int period : List.of(2, 4, 8, 1 << 30)) {
            assertThat(new Claim.EntropyAtMost(Rational.ZERO, OptionalInt.of(period)).period())
                    .hasValue(period);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void witnessesOfEntropyAreOfAnIterateAndNotEmpty(int iterate) {
        List<Witness.WeightedInterval> intervals = ((Witness.Horseshoe) HORSESHOE).intervals();
        assertThatThrownBy(() -> new Witness.Horseshoe(iterate, intervals))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterate " + iterate + ", 1 intervals");
        assertThatThrownBy(() -> new Witness.Laps(iterate))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterate " + iterate);
        assertThatThrownBy(() -> new Witness.Horseshoe(1, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterate 1, 0 intervals");
        assertThatThrownBy(() -> new Witness.Tower(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tower without states");
    }

    @Test
    void claimsArePutInWords() {
        assertThat(ENTROPY_AT_LEAST).hasToString("the topological entropy of f is at least 1/2");
        assertThat(ENTROPY_AT_MOST).hasToString("the topological entropy of f is at most 1/2");
        assertThat(CHAOS).hasToString("f is chaotic in the sense of Li and Yorke");
        assertThat(new Claim.Period(3)).hasToString("f has a point of least period 3");
        assertThat(new Claim.NoPeriod(4)).hasToString("f has no point of least period 4");
    }

    @Test
    void periodsAreAtLeastOneAndAbsentOnesAtLeastTwo() {
        assertThat(new Claim.Period(1).period()).isEqualTo(1);
        assertThat(new Claim.NoPeriod(2).period()).isEqualTo(2);
        assertThatThrownBy(() -> new Claim.Period(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period 0 is below 1");
        assertThatThrownBy(() -> new Claim.NoPeriod(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("period 1 is below 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void anIterateIsAtLeastOne(int iterate) {
        assertThat(new Witness.LiYorkePoint(1, Rational.ZERO).iterate()).isEqualTo(1);
        assertThatThrownBy(() -> new Witness.LiYorkePoint(iterate, Rational.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("iterate " + iterate);
    }

    @Test
    void anEmptyOrbitOrCoverIsNoWitness() {
        assertThatThrownBy(() -> new Witness.PeriodicOrbit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an orbit without points");
        assertThatThrownBy(() -> new Witness.Cover(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a cover without cells");
    }

    @Test
    void witnessesKeepTheirOwnCopyOfAList() {
        List<Rational> points = new ArrayList<>(List.of(Rational.ZERO));
        Witness.PeriodicOrbit orbit = new Witness.PeriodicOrbit(points);
        List<Cell> cells = new ArrayList<>(List.of(new Cell(Rational.ONE, Rule.DRIFT, 0)));
        Witness.Cover cover = new Witness.Cover(cells);
        points.clear();
        cells.clear();
        assertThat(orbit.orbit()).containsExactly(Rational.ZERO);
        assertThat(cover.cells()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void aCellHasADivisorExactlyIfItsRuleHas(Rule rule) {
        int right = rule.hasDivisor() ? 1 : 0;
        assertThat(new Cell(Rational.ONE, rule, right).divisor()).isEqualTo(right);
        for (int wrong : new int[] {-1, 1 - right}) {
            assertThatThrownBy(() -> new Cell(Rational.ONE, rule, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("rule " + rule.word() + " with divisor " + wrong);
        }
    }

    @Test
    void thoseRulesHaveADivisorThatSpeakOfAnIterate() {
        assertThat(Rule.values()).filteredOn(Rule::hasDivisor).containsExactly(Rule.MONOTONE, Rule.FIXED, Rule.NO_SWAP);
    }

    @Test
    void rulesAndSidesAreFoundByTheWordsOfTheFormat() {
        assertThat(Rule.of("separated")).contains(Rule.SEPARATED);
        assertThat(Rule.of("drift")).contains(Rule.DRIFT);
        assertThat(Rule.of("monotone")).contains(Rule.MONOTONE);
        assertThat(Rule.of("fixed")).contains(Rule.FIXED);
        for (String word : List.of("", "Separated", "SEPARATED", "drift ", "none")) {
            assertThat(Rule.of(word)).as("rule \"%s\"", word).isEmpty();
        }
        assertThat(Witness.Side.BELOW.word()).isEqualTo("below");
        assertThat(Witness.Side.ABOVE.word()).isEqualTo("above");
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void everyRuleSaysWhyItExcludesThePeriod(Rule rule) {
        assertThat(rule.reason()).contains("f^").doesNotEndWith(".");
    }
}
