package org.chaoscert.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chaoscert.exact.Rational;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;

/** A judge that is to be believed must object to what is wrong. */
class ProofJudgeTest {
    private static final SlowPiecewiseLinear TENT = SlowPiecewiseLinear.through(
            List.of(Fraction.ZERO, Fraction.of(1, 2), Fraction.ONE),
            List.of(Fraction.ZERO, Fraction.ONE, Fraction.ZERO));

    /** x ↦ x/2 + 1/4 with the fixed point 1/2, and x ↦ 1 − x. */
    private static final SlowPiecewiseLinear CONTRACTION =
            SlowPiecewiseLinear.affine(Fraction.of(1, 2), Fraction.of(1, 4));

    private static final SlowPiecewiseLinear REFLECTION = SlowPiecewiseLinear.affine(Fraction.of(-1), Fraction.ONE);

    private static Cell cell(long numerator, long denominator, Rule rule, int divisor) {
        return new Cell(Rational.of(numerator, denominator), rule, divisor);
    }

    private static List<String> judge(SlowPiecewiseLinear f, int period, Cell... cells) {
        Proof proof = new Proof(new Claim.NoPeriod(period), new Witness.Cover(List.of(cells)));
        return ProofJudge.objections(proof, f, Fraction.ZERO, Fraction.ONE);
    }

    private static List<String> judge(SlowPiecewiseLinear f, int iterate, Rational point) {
        Proof proof = new Proof(new Claim.LiYorkeChaos(), new Witness.LiYorkePoint(iterate, point));
        return ProofJudge.objections(proof, f, Fraction.ZERO, Fraction.ONE);
    }

    private static List<String> judge(SlowPiecewiseLinear f, Witness.Side side, Fraction left, Fraction right) {
        return ProofJudge.objections(new Proof(new Claim.NoPeriod(2), new Witness.OneSided(side)), f, left, right);
    }

    @Test
    void validCoversAreAccepted() {
        assertThat(judge(CONTRACTION, 2, cell(1, 1, Rule.MONOTONE, 1))).isEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 4, Rule.DRIFT, 0), cell(1, 1, Rule.MONOTONE, 1)))
                .isEmpty();
        assertThat(judge(REFLECTION, 4, cell(1, 1, Rule.FIXED, 2))).isEmpty();
        assertThat(judge(REFLECTION, 3, cell(1, 1, Rule.MONOTONE, 1))).isEmpty();
    }

    @Test
    void coversWithGapsOrWrongEndsAreRefused() {
        assertThat(judge(CONTRACTION, 2, cell(3, 4, Rule.MONOTONE, 1)))
                .as("stops at 3/4")
                .isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(5, 4, Rule.MONOTONE, 1)))
                .as("goes on to 5/4")
                .isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 1, Rule.MONOTONE, 1), cell(1, 1, Rule.MONOTONE, 1)))
                .as("does not increase")
                .isNotEmpty();
    }

    @Test
    void cellsWhoseRuleFailsAreRefused() {
        assertThat(judge(CONTRACTION, 2, cell(1, 1, Rule.SEPARATED, 0))).isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 2, Rule.DRIFT, 0), cell(1, 1, Rule.MONOTONE, 1)))
                .as("f^2 - id is positive at 0 and falls to 0 at 1/2")
                .isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 1, Rule.FIXED, 1))).isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 4, Rule.MONOTONE, 1), cell(1, 1, Rule.MONOTONE, 1)))
                .as("no fixed point in [0, 1/4]")
                .isNotEmpty();
        assertThat(judge(CONTRACTION, 2, cell(1, 1, Rule.MONOTONE, 2)))
                .as("2 is no proper divisor of 2")
                .isNotEmpty();
        assertThat(judge(REFLECTION, 2, cell(1, 1, Rule.MONOTONE, 1)))
                .as("P_2 = [1, 1]")
                .isNotEmpty();
        assertThat(judge(REFLECTION, 3, cell(1, 1, Rule.FIXED, 2)))
                .as("2 does not divide 3")
                .isNotEmpty();
        assertThat(judge(TENT, 2, cell(1, 1, Rule.MONOTONE, 1)))
                .as("the tent map has period 2")
                .isNotEmpty();
    }

    @Test
    void pointsThatDoNotSatisfyTheInequalityAreRefused() {
        assertThat(judge(TENT, 1, Rational.of(2, 7))).isEmpty();
        assertThat(judge(TENT, 1, Rational.of(1, 4))).isEmpty();
        assertThat(judge(TENT, 1, Rational.of(4, 7))).isNotEmpty();
        assertThat(judge(TENT, 1, Rational.of(2, 3))).isNotEmpty();
        assertThat(judge(TENT, 1, Rational.of(-1, 4))).isNotEmpty();
        assertThat(judge(TENT, 1, Rational.of(1, 9))).as("1/9, 2/9, 4/9, 8/9").isNotEmpty();
        assertThat(judge(REFLECTION, 1, Rational.of(1, 4))).isNotEmpty();
    }

    @Test
    void orbitsThatAreNoneAreRefused() {
        List<Fraction> orbit = List.of(Fraction.of(2, 7), Fraction.of(4, 7), Fraction.of(6, 7));
        assertThat(ProofJudge.objections(orbit, TENT, Fraction.ZERO, Fraction.ONE))
                .isEmpty();
        assertThat(ProofJudge.objections(orbit, TENT, Fraction.ZERO, Fraction.of(1, 2)))
                .as("outside D")
                .isNotEmpty();
        assertThat(ProofJudge.objections(orbit.subList(0, 2), TENT, Fraction.ZERO, Fraction.ONE))
                .isNotEmpty();
        assertThat(ProofJudge.objections(List.of(), TENT, Fraction.ZERO, Fraction.ONE))
                .isNotEmpty();
        assertThat(ProofJudge.objections(List.of(Fraction.ZERO, Fraction.ZERO), TENT, Fraction.ZERO, Fraction.ONE))
                .as("the fixed point twice")
                .isNotEmpty();
    }

    @Test
    void graphsThatCrossTheDiagonalAreNotOneSided() {
        Fraction inf = Fraction.POSITIVE_INFINITY;
        Fraction minusInf = Fraction.NEGATIVE_INFINITY;
        SlowPiecewiseLinear half = SlowPiecewiseLinear.affine(Fraction.of(1, 2), Fraction.ZERO);
        SlowPiecewiseLinear shift = SlowPiecewiseLinear.affine(Fraction.ONE, Fraction.ONE);
        assertThat(judge(half, Witness.Side.BELOW, Fraction.ZERO, inf)).isEmpty();
        assertThat(judge(half, Witness.Side.ABOVE, minusInf, Fraction.ZERO)).isEmpty();
        assertThat(judge(half, Witness.Side.BELOW, Fraction.of(-1), Fraction.ONE))
                .isNotEmpty();
        assertThat(judge(half, Witness.Side.BELOW, minusInf, inf)).isNotEmpty();
        assertThat(judge(half, Witness.Side.ABOVE, Fraction.ZERO, inf)).isNotEmpty();
        assertThat(judge(shift, Witness.Side.ABOVE, minusInf, inf)).isEmpty();
        assertThat(judge(shift, Witness.Side.BELOW, minusInf, inf)).isNotEmpty();
        assertThat(judge(TENT, Witness.Side.ABOVE, Fraction.ZERO, Fraction.ONE)).isNotEmpty();
        assertThat(judge(TENT, Witness.Side.BELOW, Fraction.ZERO, Fraction.ONE)).isNotEmpty();
    }
}
