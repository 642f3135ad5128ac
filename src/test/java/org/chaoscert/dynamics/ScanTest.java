package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.chaoscert.battery.oracle.Quotient;
import org.chaoscert.dynamics.Scan.Answer;
import org.chaoscert.dynamics.Scan.Point;
import org.chaoscert.dynamics.Scan.Threshold;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Families;
import org.chaoscert.search.Outcome.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans of families whose thresholds and entropies are known. */
class ScanTest {
    /** Where truncated tents become chaotic, the limit of the edges of 4, 8, 16, …. */
    private static final double CHAOS = 0.824908067280;

    private static final double GOLDEN = (1 + Math.sqrt(5)) / 2;

    private static Scan scan(String family, String from, String to, int steps, int refinements, boolean hasEntropy) {
        AtomicInteger done = new AtomicInteger();
        Scan scan = Scan.of(
                Families.named(family).orElseThrow()::at,
                Quotient.parse(from).rational().reduced(),
                Quotient.parse(to).rational().reduced(),
                steps,
                refinements,
                hasEntropy,
                done::incrementAndGet);
        assertOrder(scan, steps, from, to);
        assertThat(done.get())
                .as("told of each network")
                .isEqualTo(scan.points().size());
        return scan;
    }

    /** Every parameter comes once, and all equal steps are there. */
    private static void assertOrder(Scan scan, int steps, String from, String to) {
        List<Quotient> parameters = scan.points().stream()
                .map(point -> Quotient.of(point.parameter()))
                .toList();
        assertThat(parameters).as("parameters, each once, in order").isEqualTo(List.copyOf(new TreeSet<>(parameters)));
        Quotient start = Quotient.parse(from);
        Quotient step = Quotient.parse(to).minus(start).over(Quotient.of(steps));
        List<Quotient> even = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            even.add(start.plus(step.times(Quotient.of(i))));
        }
        assertThat(parameters).as("equal steps").containsAll(even);
        assertThat(parameters.get(0)).as("first").isEqualTo(even.get(0));
        assertThat(parameters.get(parameters.size() - 1)).as("last").isEqualTo(even.get(steps));
    }

    private static Threshold only(Scan scan, Answer answer) {
        List<Threshold> found = scan.thresholds().stream()
                .filter(threshold -> threshold.answer() == answer)
                .toList();
        assertThat(found).as("changes of %s", answer).hasSize(1);
        assertThat(scan.points())
                .as("both sides are points of the scan")
                .contains(found.get(0).below(), found.get(0).above());
        return found.get(0);
    }

    private static Quotient width(Threshold threshold) {
        return Quotient.of(threshold.above().parameter())
                .minus(Quotient.of(threshold.below().parameter()));
    }

    private static void assertTruncatedTents(Scan scan) {
        for (Point point : scan.points()) {
            double c = point.parameter().approximate();
            assertThat(point.kind())
                    .as("verdict at %s", point.parameter())
                    .contains(c < CHAOS ? Kind.NOT_CHAOTIC : Kind.CHAOTIC);
            assertThat(point.periodThree())
                    .as("period three at %s", point.parameter())
                    .contains(Quotient.of(point.parameter()).compareTo(Quotient.of(6, 7)) >= 0);
            assertThat(point.level()).as("level at %s", point.parameter()).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 12", "4, 8", "1, 0", "1, 1", "1, 8", "2, 10", "7, 3"})
    void bothThresholdsOfTruncatedTentsAreBracketed(int steps, int refinements) {
        Scan scan = scan("truncated-tent", "4/5", "1", steps, refinements, false);
        assertTruncatedTents(scan);
        Quotient expected = Quotient.of(1, 5).over(Quotient.of(steps)).over(Quotient.of(1L << refinements));
        Threshold verdict = only(scan, Answer.VERDICT);
        assertThat(width(verdict)).as("width of the verdict's bracket").isEqualTo(expected);
        assertThat(verdict.below().kind()).as("below").contains(Kind.NOT_CHAOTIC);
        assertThat(verdict.above().kind()).as("above").contains(Kind.CHAOTIC);
        Threshold three = only(scan, Answer.PERIOD_THREE);
        assertThat(width(three)).as("width of period three's bracket").isEqualTo(expected);
        assertThat(three.below().periodThree()).as("below").contains(false);
        assertThat(three.above().periodThree()).as("above").contains(true);
        assertThat(Quotient.of(three.below().parameter())).as("below 6/7").isLessThan(Quotient.of(6, 7));
        assertThat(Quotient.of(three.above().parameter())).as("6/7 or above").isGreaterThanOrEqualTo(Quotient.of(6, 7));
        assertThat(scan.thresholds()).as("no other changes").hasSize(2);
        assertThat(scan.points())
                .as("no entropy")
                .allMatch(point -> point.entropy().isEmpty());
    }

    @Test
    void aThresholdThatIsAPointIsNotCrossed() {
        Scan scan = scan("truncated-tent", "5/7", "1", 2, 0, false);
        Threshold three = only(scan, Answer.PERIOD_THREE);
        assertThat(Quotient.of(three.above().parameter())).as("6/7 itself").isEqualTo(Quotient.of(6, 7));
        assertThat(Quotient.of(three.below().parameter())).as("one step before").isEqualTo(Quotient.of(5, 7));
    }

    @Test
    void withoutAChangeThereAreTheStepsAlone() {
        Scan scan = scan("truncated-tent", "9/10", "1", 5, 20, false);
        assertThat(scan.points()).as("points").hasSize(6);
        assertThat(scan.thresholds()).as("changes").isEmpty();
    }

    @Test
    void entropyOfTruncatedTentsRises() {
        Scan scan = scan("truncated-tent", "4/5", "1", 7, 2, true);
        double last = 0;
        for (Point point : scan.points()) {
            Entropy entropy = point.entropy().orElseThrow();
            double lower = entropy.lower().approximate();
            double upper = entropy.upper().approximate();
            assertThat(entropy.lower()).as("bounds at %s", point.parameter()).isLessThanOrEqualTo(entropy.upper());
            assertThat(upper).as("at most log 2, at %s", point.parameter()).isLessThanOrEqualTo(Math.log(2) + 2e-15);
            assertThat(upper)
                    .as("no less than before, at %s", point.parameter())
                    .isGreaterThanOrEqualTo(last);
            assertThat(lower > 0)
                    .as("chaos at %s", point.parameter())
                    .isEqualTo(point.kind().equals(Optional.of(Kind.CHAOTIC)));
            last = Math.max(last, lower);
        }
        assertThat(last).as("the whole tent").isCloseTo(Math.log(2), within(2e-15));
    }

    @Test
    void entropyOfTentsIsTheLogarithmOfTheSlope() {
        Scan scan = scan("tent", "5/4", "2", 6, 4, true);
        for (Point point : scan.points()) {
            Entropy entropy = point.entropy().orElseThrow();
            double expected = Math.log(point.parameter().approximate());
            assertThat(point.kind()).as("verdict at %s", point.parameter()).contains(Kind.CHAOTIC);
            assertThat(entropy.lower().approximate())
                    .as("lower bound at slope %s", point.parameter())
                    .isLessThanOrEqualTo(expected + 1e-15)
                    .isCloseTo(expected, within(1e-6));
            assertThat(entropy.upper().approximate())
                    .as("upper bound at slope %s", point.parameter())
                    .isGreaterThanOrEqualTo(expected - 1e-15)
                    .isCloseTo(expected, within(1e-6));
        }
        Threshold three = only(scan, Answer.PERIOD_THREE);
        assertThat(GOLDEN)
                .as("tents have period three from the golden mean on")
                .isBetween(
                        three.below().parameter().approximate(),
                        three.above().parameter().approximate());
        assertThat(width(three)).as("width").isEqualTo(Quotient.of(1, 8L * 16));
    }

    @Test
    void whereThereIsNoMapThatIsSaid() {
        Scan scan = scan("tent", "7/4", "9/4", 4, 5, true);
        for (Point point : scan.points()) {
            boolean isMap = Quotient.of(point.parameter()).compareTo(Quotient.of(2)) <= 0;
            assertThat(point.kind().isPresent())
                    .as("verdict at %s", point.parameter())
                    .isEqualTo(isMap);
            assertThat(point.level().isPresent())
                    .as("level at %s", point.parameter())
                    .isEqualTo(isMap);
            assertThat(point.entropy().isPresent())
                    .as("entropy at %s", point.parameter())
                    .isEqualTo(isMap);
            assertThat(point.periodThree().isPresent())
                    .as("period three at %s", point.parameter())
                    .isEqualTo(isMap);
        }
        Threshold verdict = only(scan, Answer.VERDICT);
        assertThat(verdict.below().parameter()).as("the last map").isEqualTo(Rational.of(2));
        assertThat(width(verdict)).as("width").isEqualTo(Quotient.of(1, 8 * 32));
        assertThat(only(scan, Answer.PERIOD_THREE).below()).as("the same place").isEqualTo(verdict.below());
    }
}
