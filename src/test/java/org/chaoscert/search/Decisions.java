package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Polylines;
import org.chaoscert.map.Work;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.oracle.ProofJudge;
import org.chaoscert.oracle.SlowPiecewiseLinear;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/** What tests of the search do with decisions: make them, take them apart, have their proofs judged. */
final class Decisions {
    static final int LEVELS = 6;

    private Decisions() {}

    static Rational q(long numerator, long denominator) {
        return Rational.of(numerator, denominator);
    }

    /** Numbers as text, x, y, x, y, …: the points that a graph runs through. */
    static Rational[] points(String... numerals) {
        return Arrays.stream(numerals).map(Numerals::quoted).toArray(Rational[]::new);
    }

    static SlowPiecewiseLinear slowThrough(Rational... coordinates) {
        List<Fraction> xs = new ArrayList<>();
        List<Fraction> ys = new ArrayList<>();
        for (int i = 0; i < coordinates.length; i += 2) {
            xs.add(Fraction.of(coordinates[i]));
            ys.add(Fraction.of(coordinates[i + 1]));
        }
        return SlowPiecewiseLinear.through(xs, ys);
    }

    /** Points of the graph of min(c, 1 − |2x − 1|) on [0, 1], c below 1. */
    static Rational[] truncatedTent(Rational c) {
        Rational half = c.scaledByPowerOfTwo(-1);
        return new Rational[] {
            Rational.ZERO, Rational.ZERO, half, c, Rational.ONE.minus(half), c, Rational.ONE, Rational.ZERO
        };
    }

    static Decision decide(PiecewiseLinear function, Domain domain, int levels) {
        Work work = Work.unlimited();
        return Decider.decide(PiecewiseLinearMap.of(function, domain, work), work, levels);
    }

    /** Decides, and has every proof judged. */
    static Decision judged(Domain domain, int levels, Rational... coordinates) {
        Decision decision = decide(Polylines.through(coordinates), domain, levels);
        requireProofs(decision, slowThrough(coordinates), domain);
        return decision;
    }

    static void requireProofs(Decision decision, SlowPiecewiseLinear f, Domain domain) {
        Fraction left = Fraction.of(domain.left());
        Fraction right = Fraction.of(domain.right());
        for (Proof proof : proofs(decision)) {
            assertThat(ProofJudge.objections(proof, f, left, right))
                    .as("%s", proof)
                    .isEmpty();
        }
        if (decision.periodThree() instanceof PeriodThree.Present present) {
            assertThat(present.orbit())
                    .hasSize(3)
                    .allSatisfy(x -> assertThat(x.reduced()).isSameAs(x));
            assertThat(present.orbit().get(0))
                    .as("the orbit's first point")
                    .isEqualTo(Collections.min(present.orbit()));
            List<Fraction> orbit = present.orbit().stream().map(Fraction::of).toList();
            assertThat(ProofJudge.objections(orbit, f, left, right)).isEmpty();
        }
    }

    static List<Proof> proofs(Decision decision) {
        List<Proof> proofs = new ArrayList<>();
        if (decision.verdict() instanceof Verdict.Chaotic chaotic) {
            proofs.add(chaotic.proof());
        } else if (decision.verdict() instanceof Verdict.NotChaotic notChaotic) {
            proofs.add(notChaotic.proof());
        }
        if (decision.periodThree() instanceof PeriodThree.Absent absent) {
            absent.proof().ifPresent(proofs::add);
        }
        return proofs;
    }

    /** The most cells of the decision's covers; 0 if there is none. */
    static int cells(Decision decision) {
        return proofs(decision).stream()
                .filter(proof -> proof.witness() instanceof Witness.Cover)
                .mapToInt(proof -> ((Witness.Cover) proof.witness()).cells().size())
                .max()
                .orElse(0);
    }

    /** The verdict in short: "chaotic 1", "not chaotic 0", "undecided" with the level settled, and period three. */
    static String summary(Decision decision) {
        String periodThree = decision.periodThree() instanceof PeriodThree.Present
                ? "period 3"
                : decision.periodThree() instanceof PeriodThree.Absent ? "no period 3" : "unknown";
        return verdict(decision) + ", " + periodThree;
    }

    private static String verdict(Decision decision) {
        if (decision.verdict() instanceof Verdict.Chaotic chaotic) {
            return "chaotic " + chaotic.level();
        }
        if (decision.verdict() instanceof Verdict.NotChaotic notChaotic) {
            return "not chaotic " + notChaotic.level();
        }
        Verdict.Undecided undecided = (Verdict.Undecided) decision.verdict();
        return "undecided "
                + (undecided.settledLevel().isPresent()
                        ? undecided.settledLevel().getAsInt()
                        : "at once");
    }
}
