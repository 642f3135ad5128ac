package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * numbers are submultiplicative; and with cells on which f is monotone they grow no faster than the powers of the matrix B that says
 * which cells the image of a cell meets, so at most like λ^n if B w ≤ λ w.
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
            horseshoe();
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
            partition();
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

    private void requireWork(BigInteger steps) throws Fault {
        limits.requireWork(steps.multiply(BigInteger.valueOf(claims.net.neurons)));
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
        requireWork(iterate.multiply(size).add(size.multiply(size)));
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

    /** h ≤ bound: f is monotone on each cell; with B the matrix of "f(J_i) meets J_j in more than a point", B w ≤ e^bound w. */
    private void partition() throws Fault {
        List<?> list = witness.list("cells");
        Object at = witness.place("cells");
        claims.requireKind(witness, "partition", "cells");
        Graph graph = claims.graph();
        BigInteger size = BigInteger.valueOf(list.size());
        requireWork(size.multiply(size));
        List<Part> cells = new ArrayList<>();
        Fraction from = domain.low();
        for (Object element : list) {
            Members cell = Members.of(element, new Place(at, cells.size()), limits);
            Fraction to = cell.get("to").equals("inf") ? Fraction.INFINITY : cell.canonical("to");
            if (to.compareTo(from) <= 0) {
                throw Fault.rejected("cells-not-increasing", cell.place("to"), "not right of the end before");
            }
            cells.add(new Part(new Span(from, to), weight(cell)));
            cell.allowOnly(List.of("to", "weight"));
            from = to;
        }
        if (cells.isEmpty() || from.compareTo(domain.high()) != 0) {
            throw Fault.rejected("cells-incomplete", at, "the cells do not end at the right end of the domain");
        }
        Fraction rate = growth(BigInteger.ONE, false);
        for (int i = 0; i < cells.size(); i++) {
            Span slopes = graph.slopes(cells.get(i).span);
            if (slopes.low().numerator().signum() < 0
                    && slopes.high().numerator().signum() > 0) {
                throw Fault.rejected("not-monotone", new Place(at, i), "f rises and falls on the cell");
            }
            Span image = graph.image(cells.get(i).span);
            BigInteger sum = BigInteger.ZERO;
            for (Part other : cells) {
                boolean meets =
                        image.low().max(other.span.low()).compareTo(image.high().min(other.span.high())) < 0;
                sum = meets ? sum.add(other.weight) : sum;
            }
            if (times(rate, cells.get(i)).compareTo(whole(sum)) < 0) {
                throw Fault.rejected("entropy-not-shown", new Place(at, i), "the cells met weigh too much");
            }
        }
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
        requireWork(iterate);
        List<Fraction> turns = turns(claims.graph());
        Map<Span, BigInteger> images = Map.of(domain, BigInteger.ONE);
        BigInteger steps = BigInteger.ZERO;
        for (long k = 0; k < iterate.longValueExact(); k++) {
            images = step(images, turns);
            for (Span image : images.keySet()) {
                steps = steps.add(BigInteger.valueOf(turns.size() + 1 + reduction(image)));
            }
            requireWork(steps);
        }
        BigInteger laps = images.values().stream().reduce(BigInteger.ONE.negate(), BigInteger::add);
        // Their number less 1, held against 0 at least: where f^n is constant there are none.
        laps = laps.max(BigInteger.ZERO).add(BigInteger.ONE);
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

    /** Cuts intervals where f turns, and maps the parts; each stands for so many. Those that become points are left out. */
    private Map<Span, BigInteger> step(Map<Span, BigInteger> intervals, List<Fraction> turns) throws Fault {
        Map<Span, BigInteger> images = new HashMap<>();
        for (Map.Entry<Span, BigInteger> entry : intervals.entrySet()) {
            Fraction from = entry.getKey().low();
            for (Fraction turn : turns) {
                if (from.compareTo(turn) < 0 && turn.compareTo(entry.getKey().high()) < 0) {
                    add(images, new Span(from, turn), entry.getValue());
                    from = turn;
                }
            }
            add(images, new Span(from, entry.getKey().high()), entry.getValue());
        }
        return images;
    }

    private void add(Map<Span, BigInteger> images, Span part, BigInteger count) throws Fault {
        Graph graph = claims.graph();
        Span image = Span.point(graph.valueAt(part.low())).hull(Span.point(graph.valueAt(part.high())));
        if (!image.isPoint()) {
            Span lowest = new Span(image.low().inLowestTerms(), image.high().inLowestTerms());
            images.merge(lowest, count, BigInteger::add);
            limits.requireLength(images.size(), "/witness");
        }
    }
}
