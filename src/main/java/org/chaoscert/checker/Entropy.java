package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/**
 * Bounds of the topological entropy h of one exact piecewise-linear map f on D, continued to infinite ends. A growth rate λ of n
 * steps is held against e^(n·bound).
 *
 * <p>Below: f^m maps intervals without common inner points over each other; by the matrix A of these transitions h(f^m) is at least
 * the logarithm of its spectral radius (Block, Guckenheimer, Misiurewicz and Young 1980), and that is at least λ if A w ≥ λ w for some
 * positive w (Collatz and Wielandt).
 *
 * <p>Above: h is the limit of (1/n) log of the least number of intervals on which f^n is monotone (Misiurewicz and Szlenk 1980). These
 * numbers are submultiplicative, and grow with the interval of which they are numbers.
 *
 * <p>Both: states of a tower are intervals, cut where f turns; its parts lead to the states that their images hold, or are held by
 * (Hofbauer 1979). Paths from a state back to it are intervals that an iterate maps over it; and all laps of iterates follow paths.
 */
final class Entropy {
    private static final Rounding ROUNDING = new Rounding(256);
    private static final Fraction LARGEST = new Fraction(BigInteger.ONE.shiftLeft(16), BigInteger.ONE);

    private final Members certificate;
    private final Members witness;
    private final Claims claims;
    private final Span domain;
    private final Limits limits;

    /** The bound that is claimed. */
    private final Fraction bound;

    /** An interval and its weight. */
    private record Part(Span span, BigInteger weight) {}

    Entropy(Members certificate, Claims claims, Limits limits) throws Fault {
        this.certificate = certificate;
        this.claims = claims;
        this.limits = limits;
        witness = certificate.object("witness");
        domain = claims.net.domain;
        bound = certificate.canonical("bound");
    }

    /** What stands in a certificate beside what stands in all. */
    static List<String> keys(Members witness) throws Fault {
        return isOfPeriods(witness.string("kind")) ? List.of("bound", "period") : List.of("bound");
    }

    private static boolean isOfPeriods(String kind) {
        return kind.equals("cover") || kind.equals("one-sided");
    }

    /** Positive entropy makes f chaotic; where all periods are powers of two there is none (Misiurewicz 1979). */
    List<String> conclusions() throws Fault {
        boolean isLower = certificate.string("claim").equals("entropy-at-least");
        String kind = witness.string("kind");
        if (bound.numerator().signum() < (isLower ? 1 : 0)) {
            throw Fault.rejected(
                    "bad-bound", certificate.place("bound"), "no entropy is below 0, and all are at least 0");
        }
        String token = certificate.string("claim") + ":" + bound.canonical();
        if (isLower) {
            if (kind.equals("tower")) {
                tower(true);
            } else {
                horseshoe();
            }
            return List.of(token, "chaotic");
        }
        if (isOfPeriods(kind)) {
            BigInteger period = certificate.count("period");
            if (period.bitCount() != 1) {
                throw Fault.rejected("claim-not-supported-by-witness", "/period", "no power of two");
            }
            claims.noPeriod(witness, period);
        } else if (kind.equals("laps")) {
            laps();
        } else {
            tower(false);
        }
        return List.of(token);
    }

    /** A number at or above e^(n·bound), or one at or below it. */
    private Fraction growth(BigInteger n, boolean up) throws Fault {
        Fraction exponent = new Fraction(n.multiply(bound.numerator()), bound.denominator());
        if (exponent.compareTo(LARGEST) > 0) {
            throw Fault.overLimits("/bound", "e to the power of more than " + LARGEST.numerator());
        }
        return ROUNDING.exp(exponent, up);
    }

    private static BigInteger weight(Members part) throws Fault {
        Fraction weight = part.canonical("weight");
        if (weight.numerator().signum() <= 0 || !weight.denominator().equals(BigInteger.ONE)) {
            throw Fault.rejected("bad-weight", part.place("weight"), "no positive integer");
        }
        return weight.numerator();
    }

    /** h ≥ bound: with A the matrix of "f^m(I_i) holds I_j", A w ≥ e^(m·bound) w. */
    private void horseshoe() throws Fault {
        BigInteger iterate = witness.count("iterate");
        List<?> list = witness.list("intervals");
        Object at = witness.place("intervals");
        claims.requireKind(witness, "horseshoe", "iterate", "intervals");
        Graph graph = claims.graph();
        BigInteger size = BigInteger.valueOf(list.size());
        BigInteger neurons = BigInteger.valueOf(claims.net.neurons);
        limits.requireWork(iterate.multiply(neurons).add(size).multiply(size));
        List<Part> parts = new ArrayList<>();
        for (Object element : list) {
            Members part = Members.of(element, new Place(at, parts.size()), limits);
            Fraction from = part.canonical("from");
            Fraction to = part.canonical("to");
            Fraction before = parts.isEmpty()
                    ? domain.low()
                    : parts.get(parts.size() - 1).span.high();
            if (before.compareTo(from) > 0 || from.compareTo(to) >= 0 || to.compareTo(domain.high()) > 0) {
                throw Fault.rejected(
                        "intervals-overlap", part.at(), "not right of the one before, or not in the domain");
            }
            parts.add(new Part(new Span(from, to), weight(part)));
            part.allowOnly(List.of("from", "to", "weight"));
        }
        Fraction rate = growth(iterate, true);
        for (int i = 0; i < parts.size(); i++) {
            Span image = parts.get(i).span;
            for (long k = 0; k < iterate.longValueExact(); k++) {
                image = graph.image(image);
            }
            BigInteger sum = BigInteger.ZERO;
            for (Part other : parts) {
                sum = image.contains(other.span) ? sum.add(other.weight) : sum;
            }
            if (times(rate, parts.get(i)).compareTo(whole(sum)) > 0) {
                throw Fault.rejected("entropy-not-shown", new Place(at, i), "the intervals covered weigh too little");
            }
        }
        if (parts.isEmpty()) {
            throw Fault.rejected("entropy-not-shown", at, "no intervals");
        }
    }

    /**
     * States are intervals in D; each is cut where f turns. For {@code isLower}, h ≥ bound: the images of its parts hold states that
     * together weigh at least e^bound times as much as itself. Else h ≤ bound: states that hold the images of its parts weigh at most
     * so much, and one holds D.
     */
    private void tower(boolean isLower) throws Fault {
        List<?> list = witness.list("states");
        Object at = witness.place("states");
        claims.requireKind(witness, "tower", "states");
        Graph graph = claims.graph();
        List<Fraction> turns = turns(graph);
        BigInteger size = BigInteger.valueOf(list.size());
        limits.requireWork(size.add(BigInteger.valueOf(claims.net.neurons))
                .multiply(size)
                .multiply(BigInteger.valueOf(turns.size() + 1L)));
        List<Part> states = new ArrayList<>();
        for (Object element : list) {
            Members state = Members.of(element, new Place(at, states.size()), limits);
            Fraction from = state.get("from").equals("-inf") ? Fraction.MINUS_INFINITY : state.canonical("from");
            Fraction to = state.get("to").equals("inf") ? Fraction.INFINITY : state.canonical("to");
            if (from.compareTo(to) >= 0 || !domain.contains(new Span(from, to))) {
                throw Fault.rejected("bad-state", state.at(), "ends not in order, or not in the domain");
            }
            states.add(new Part(new Span(from, to), weight(state)));
            state.allowOnly(List.of("from", "to", "weight"));
        }
        if (states.isEmpty() || !(isLower || lightest(states, domain).isPresent())) {
            throw Fault.rejected("entropy-not-shown", at, "no states, or none that holds the domain");
        }
        Fraction rate = growth(BigInteger.ONE, isLower);
        for (int i = 0; i < states.size(); i++) {
            BigInteger sum = BigInteger.ZERO;
            for (Span part : parts(states.get(i).span, turns)) {
                Span image = image(graph, part);
                if (isLower) {
                    sum = sum.add(heaviest(states, image));
                } else if (!image.isPoint()) {
                    // There is one, as f maps D into itself.
                    sum = sum.add(lightest(states, image).orElseThrow());
                }
            }
            int order = times(rate, states.get(i)).compareTo(whole(sum));
            if (isLower ? order > 0 : order < 0) {
                throw Fault.rejected("entropy-not-shown", new Place(at, i), "the states weigh " + sum + " together");
            }
        }
    }

    /** The least weight of a state that holds an interval. */
    private static Optional<BigInteger> lightest(List<Part> states, Span interval) {
        return states.stream()
                .filter(state -> state.span.contains(interval))
                .map(Part::weight)
                .min(BigInteger::compareTo);
    }

    /** The greatest weight of a state that lies in an interval, or 0. */
    private static BigInteger heaviest(List<Part> states, Span interval) {
        return states.stream()
                .filter(state -> interval.contains(state.span))
                .map(Part::weight)
                .max(BigInteger::compareTo)
                .orElse(BigInteger.ZERO);
    }

    private static Fraction times(Fraction rate, Part part) {
        return rate.times(whole(part.weight));
    }

    private static Fraction whole(BigInteger number) {
        return new Fraction(number, BigInteger.ONE);
    }

    /** h ≤ bound: f^n is monotone on so many intervals, constant elsewhere, and that number is at most e^(n·bound). */
    private void laps() throws Fault {
        BigInteger iterate = witness.count("iterate");
        claims.requireKind(witness, "laps", "iterate");
        limits.requireWork(iterate);
        Graph graph = claims.graph();
        List<Fraction> turns = turns(graph);
        Map<Span, BigInteger> images = Map.of(domain, BigInteger.ONE);
        BigInteger steps = BigInteger.ZERO;
        for (long k = 0; k < iterate.longValueExact(); k++) {
            Map<Span, BigInteger> next = new HashMap<>();
            for (Map.Entry<Span, BigInteger> entry : images.entrySet()) {
                for (Span part : parts(entry.getKey(), turns)) {
                    Span image = image(graph, part);
                    if (!image.isPoint()) {
                        Span lowest = new Span(
                                image.low().inLowestTerms(), image.high().inLowestTerms());
                        next.merge(lowest, entry.getValue(), BigInteger::add);
                    }
                }
                limits.requireLength(next.size(), "/witness");
            }
            images = next;
            for (Span image : images.keySet()) {
                steps = steps.add(BigInteger.valueOf(turns.size() + 1 + reduction(image)));
            }
            limits.requireWork(steps);
        }
        // Of a constant iterate nothing is left.
        BigInteger laps = images.values().stream()
                .reduce(BigInteger.ZERO, BigInteger::add)
                .max(BigInteger.ONE);
        if (whole(laps).compareTo(growth(iterate, false)) > 0) {
            throw Fault.rejected(
                    "entropy-not-shown", witness.place("iterate"), "f^" + iterate + " has " + laps + " laps");
        }
    }

    /** What it takes to bring the ends to lowest terms: time grows like the square of their length, here in words of 64 bits. */
    private static long reduction(Span image) {
        long low = Math.max(
                image.low().numerator().bitLength(), image.low().denominator().bitLength());
        long high = Math.max(
                image.high().numerator().bitLength(), image.high().denominator().bitLength());
        long words = Math.max(low, high) >> 6;
        return words * words;
    }

    /** Where f turns from rising to falling or back; of a level stretch in between the left end. */
    private List<Fraction> turns(Graph graph) {
        List<Fraction> turns = new ArrayList<>();
        int direction = 0;
        Fraction end = domain.low();
        for (int piece = 0; piece < graph.slopes.size(); piece++) {
            int sign = graph.slopes.get(piece).signum();
            if (sign * direction < 0) {
                turns.add(end);
            }
            if (sign != 0 && piece < graph.kinks.size()) {
                direction = sign;
                end = graph.kinks.get(piece);
            }
        }
        return turns;
    }

    /** The parts of an interval between places where f turns: f rises or falls on each, perhaps not strictly. */
    private static List<Span> parts(Span interval, List<Fraction> turns) {
        List<Span> parts = new ArrayList<>();
        Fraction from = interval.low();
        for (Fraction turn : turns) {
            if (from.compareTo(turn) < 0 && turn.compareTo(interval.high()) < 0) {
                parts.add(new Span(from, turn));
                from = turn;
            }
        }
        parts.add(new Span(from, interval.high()));
        return parts;
    }

    /** Of an interval on which f rises or falls. */
    private static Span image(Graph graph, Span part) throws Fault {
        return Span.point(graph.valueAt(part.low())).hull(Span.point(graph.valueAt(part.high())));
    }
}
