package org.chaoscert.cli;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chaoscert.dynamics.Growth;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.WeightedInterval;

/** Retells why an entropy is at least, or at most, a number. */
final class EntropyExplanation {
    /** Of more intervals or states the first ones are told. */
    private static final int TOLD = 24;

    private final PiecewiseLinearMap map;
    private final Report report;

    EntropyExplanation(PiecewiseLinearMap map, Report report) {
        this.map = map;
        this.report = report;
    }

    void tell(Proof proof) {
        boolean isLower = proof.claim() instanceof Claim.EntropyAtLeast;
        if (proof.witness() instanceof Witness.Horseshoe horseshoe) {
            horseshoe(horseshoe);
        } else if (proof.witness() instanceof Witness.Tower tower) {
            tower(tower.states(), isLower);
        } else if (proof.witness() instanceof Witness.Laps laps) {
            laps(laps.iterate());
        }
        report.line(
                "therefore", proof.claim() + ", about " + bound(proof.claim()).toDecimal(6));
    }

    private static Rational bound(Claim claim) {
        return claim instanceof Claim.EntropyAtLeast least ? least.bound() : ((Claim.EntropyAtMost) claim).bound();
    }

    private void horseshoe(Witness.Horseshoe horseshoe) {
        List<WeightedInterval> intervals = horseshoe.intervals();
        int m = horseshoe.iterate();
        String g = m == 1 ? "f" : "f^" + m;
        report.line("intervals", intervals.size() + ", without common inner points; J is the image under " + g);
        for (WeightedInterval interval : intervals.subList(0, Math.min(TOLD, intervals.size()))) {
            Span image = map.follow(interval.from(), interval.to(), m).image(m);
            List<WeightedInterval> covered = intervals.stream()
                    .filter(other -> span(other).isWithin(image))
                    .toList();
            report.line("interval", Report.shown(span(interval)) + ", weight " + interval.weight())
                    .line(
                            "",
                            "J = " + Report.shown(image) + " covers " + covered.size() + " of them: "
                                    + factor(
                                            covered.stream()
                                                    .map(WeightedInterval::weight)
                                                    .toList(),
                                            interval));
        }
        more(intervals.size());
        report.line(
                "so", "weights grow at least by the least of these factors in " + m + (m == 1 ? " step" : " steps"));
    }

    private void tower(List<WeightedInterval> states, boolean isLower) {
        report.line(
                "states",
                states.size() + "; each is cut where f turns, and the images of its parts "
                        + (isLower ? "hold the states that follow it" : "lie in the states that follow it"));
        for (WeightedInterval state : states.subList(0, Math.min(TOLD, states.size()))) {
            List<Span> images = images(span(state));
            List<BigInteger> weights = images.stream()
                    .flatMap(image -> next(states, image, isLower).stream())
                    .toList();
            report.line("state", Report.shown(span(state)) + ", weight " + state.weight())
                    .line(
                            "",
                            "-> " + images.stream().map(Report::shown).collect(Collectors.joining(" and ")) + ": "
                                    + factor(weights, state));
        }
        more(states.size());
        report.line(
                "so",
                isLower
                        ? "weights grow at least by the least of these factors in a step"
                        : "the number of laps grows at most by the greatest of these factors in a step");
    }

    private static Optional<BigInteger> next(List<WeightedInterval> states, Span image, boolean isLower) {
        Stream<WeightedInterval> fitting =
                states.stream().filter(state -> isLower ? span(state).isWithin(image) : image.isWithin(span(state)));
        return isLower
                ? fitting.map(WeightedInterval::weight).max(BigInteger::compareTo)
                : fitting.map(WeightedInterval::weight).min(BigInteger::compareTo);
    }

    /** The images of the parts of an interval that are not points. */
    private List<Span> images(Span interval) {
        List<Rational> ends = new ArrayList<>(List.of(interval.lower()));
        Growth.turns(map).stream()
                .filter(turn -> interval.lower().compareTo(turn) < 0 && turn.compareTo(interval.upper()) < 0)
                .forEach(ends::add);
        ends.add(interval.upper());
        List<Span> images = new ArrayList<>();
        for (int i = 1; i < ends.size(); i++) {
            Span image = map.image(new Span(ends.get(i - 1), ends.get(i)));
            if (!image.isPoint()) {
                images.add(image);
            }
        }
        return images;
    }

    private static Span span(WeightedInterval interval) {
        return new Span(interval.from(), interval.to());
    }

    private static String factor(List<BigInteger> weights, WeightedInterval of) {
        BigInteger sum = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        return sum + "/" + of.weight() + " = " + Report.rounded(Rational.of(sum, of.weight())) + " times its weight";
    }

    private void more(int size) {
        if (size > TOLD) {
            report.line("", "and " + (size - TOLD) + " more, in the same way");
        }
    }

    private void laps(int n) {
        Optional<BigInteger> laps = Growth.of(map, n).laps().get(n - 1);
        report.line(
                "laps",
                "f^" + n + " is monotone on " + laps.map(BigInteger::toString).orElse("so many")
                        + " intervals, counted by the checker itself; for iterates of f^" + n
                        + " these numbers multiply at most");
    }
}
