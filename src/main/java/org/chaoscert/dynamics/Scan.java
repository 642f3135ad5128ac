package org.chaoscert.dynamics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Work;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkWriter;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.Outcome.Kind;
import org.chaoscert.search.PeriodThree;

/**
 * A family of networks with one parameter, looked at in equal exact steps, and more closely where an answer changes.
 *
 * @param points from the least parameter to the greatest
 * @param thresholds where an answer changes between neighbouring points
 */
public record Scan(List<Point> points, List<Threshold> thresholds) {
    /** Copies the lists. */
    public Scan {
        points = List.copyOf(points);
        thresholds = List.copyOf(thresholds);
    }

    /**
     * What was found for one parameter; every verdict and every bound has an accepted certificate.
     *
     * @param parameter the exact parameter
     * @param kind the verdict; empty where the network does not map its domain into itself
     * @param level the level of the verdict, if there is one
     * @param periodThree whether f has period three; empty where that was not settled
     * @param entropy bounds of the entropy; empty where they were not asked for, or there is no map
     */
    public record Point(
            Rational parameter,
            Optional<Kind> kind,
            OptionalInt level,
            Optional<Boolean> periodThree,
            Optional<Entropy> entropy) {}

    /** A question whose answer may change with the parameter. */
    public enum Answer {
        /** Chaotic, not chaotic, or undecided. */
        VERDICT,
        /** Whether there is period three. */
        PERIOD_THREE;

        private Object of(Point point) {
            return this == VERDICT ? point.kind : point.periodThree;
        }
    }

    /**
     * A change between two neighbouring points.
     *
     * @param answer what changes
     * @param below the last point before it
     * @param above the first point after it
     */
    public record Threshold(Answer answer, Point below, Point above) {}

    /**
     * Looks at a family.
     *
     * @param family a network for each parameter between the ends
     * @param from the least parameter
     * @param to the greatest one, above {@code from}
     * @param steps how many equal steps, at least 1
     * @param refinements how often the interval of a change is halved, at least 0
     * @param hasEntropy whether the entropy is bounded, too
     * @param done told after each network
     * @return what was found; the points that were added where answers change are among the others
     * @throws org.chaoscert.exact.OverLimitsException if a network is larger than is handled
     */
    public static Scan of(
            Function<Rational, Network> family,
            Rational from,
            Rational to,
            int steps,
            int refinements,
            boolean hasEntropy,
            Runnable done) {
        Scanner scanner = new Scanner(family, hasEntropy, done);
        Rational step = to.minus(from).dividedBy(Rational.of(steps));
        List<Point> points = new ArrayList<>();
        List<Threshold> thresholds = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            Point next = scanner.look(from.plus(step.times(Rational.of(i))).reduced());
            if (i > 0) {
                Point last = points.get(points.size() - 1);
                SortedMap<Rational, Point> between = new TreeMap<>();
                for (Answer answer : Answer.values()) {
                    scanner.narrow(answer, last, next, refinements, between).ifPresent(thresholds::add);
                }
                points.addAll(between.values());
            }
            points.add(next);
        }
        return new Scan(points, thresholds);
    }

    /** Looks at one network after the other. */
    private static final class Scanner {
        private static final int ITERATES = 8;

        private final Function<Rational, Network> family;
        private final boolean hasEntropy;
        private final Runnable done;
        private final Certifier certifier = new Certifier(Options.DEFAULT);

        Scanner(Function<Rational, Network> family, boolean hasEntropy, Runnable done) {
            this.family = family;
            this.hasEntropy = hasEntropy;
            this.done = done;
        }

        Point look(Rational parameter) {
            Network network = family.apply(parameter);
            try {
                Certified certified = certifier.certify(
                        NetworkWriter.file(network, "scan", "", NetworkWriter.CANONICAL), "scan.json");
                Outcome outcome = certified.decision().outcome();
                Optional<Entropy> entropy = hasEntropy
                        ? Optional.of(Entropy.of(
                                Unfolding.map(network, Work.unlimited()),
                                certified.decision().verdict(),
                                ITERATES))
                        : Optional.empty();
                entropy.ifPresent(bounds -> bounds.sealed(certified.sealer()));
                return new Point(
                        parameter,
                        Optional.of(outcome.kind()),
                        outcome.level() < 0 ? OptionalInt.empty() : OptionalInt.of(outcome.level()),
                        periodThree(certified),
                        entropy);
            } catch (DomainNotInvariantException noMap) {
                return new Point(parameter, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
            } catch (NetworkFormatException impossible) {
                throw new IllegalStateException("a network that cannot be read", impossible);
            } finally {
                done.run();
            }
        }

        private static Optional<Boolean> periodThree(Certified certified) {
            PeriodThree answer = certified.decision().periodThree();
            return answer instanceof PeriodThree.Unknown
                    ? Optional.empty()
                    : Optional.of(answer instanceof PeriodThree.Present);
        }

        /** Halves the interval as long as both halves do not answer alike; each new point is kept, and not looked at again. */
        Optional<Threshold> narrow(
                Answer answer, Point below, Point above, int refinements, SortedMap<Rational, Point> between) {
            Point low = below;
            Point high = above;
            if (answer.of(low).equals(answer.of(high))) {
                return Optional.empty();
            }
            for (int i = 0; i < refinements; i++) {
                Rational parameter = low.parameter
                        .plus(high.parameter)
                        .scaledByPowerOfTwo(-1)
                        .reduced();
                Point middle = between.computeIfAbsent(parameter, this::look);
                if (answer.of(middle).equals(answer.of(low))) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return Optional.of(new Threshold(answer, low, high));
        }
    }
}
