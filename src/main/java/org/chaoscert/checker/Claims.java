package org.chaoscert.checker;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.chaoscert.checker.Fault.Place;
import org.chaoscert.checker.Json.Members;

/** Holds witnesses against claims about one network, and draws the conclusions. */
final class Claims {
    private static final String UNSUPPORTED = "claim-not-supported-by-witness";

    final Net net;
    private final Limits limits;

    /** Made when it is first needed: for points alone it is not. */
    private Optional<Graph> graph = Optional.empty();

    /** What the claim is about, where that is not one exact map. */
    private Optional<Enclosure> enclosure = Optional.empty();

    /** Makes sure of what all conclusions need: that f maps D into D. Of a smooth f that is seen when the precision is known. */
    Claims(Net net, Limits limits) throws Fault {
        this.net = net;
        this.limits = limits;
        if (!net.isSmooth() && !net.domain.contains(net.range()) && !net.domain.contains(graph().image(net.domain))) {
            throw Fault.rejected("domain-not-invariant", "/network/domain", "f leaves the domain");
        }
    }

    /** The graph on the domain. */
    Graph graph() throws Fault {
        if (graph.isEmpty()) {
            graph = Optional.of(Unfolding.graph(net, net.domain, limits));
        }
        return graph.get();
    }

    /** Makes the graph now, if one will be needed. */
    void prepare() throws Fault {
        if (!net.isSmooth()) {
            graph();
        }
    }

    private Enclosure maps() throws Fault {
        return enclosure.isPresent() ? enclosure.get() : graph();
    }

    /** f(x), by the graph if it is there. */
    private Fraction valueAt(Fraction x) throws Fault {
        return graph.isPresent() ? graph.get().valueAt(x) : net.valueAt(x);
    }

    /** An interval that holds f^iterate of every point of an interval, which is a point if there is but one network. */
    private Span iterated(Span start, BigInteger iterate) throws Fault {
        Span image = start;
        for (long i = 0; i < iterate.longValueExact(); i++) {
            image = enclosure.isPresent() ? enclosure.get().image(image) : Span.point(valueAt(image.low()));
        }
        return image;
    }

    /** Holds the witness against the claim; returns what follows, or throws. */
    List<String> conclusions(Members certificate) throws Fault {
        enclosure = Enclosure.of(certificate, net, limits);
        Members witness = certificate.object("witness");
        String claim = certificate.string("claim");
        List<String> keys = new ArrayList<>(List.of("format", "network", "claim", "radius", "witness"));
        List<String> conclusions = switch (claim) {
            case "li-yorke-chaos" -> chaos(witness);
            case "float-li-yorke" ->
                List.of(chaos(witness).get(0), "inequality-in:" + certificate.string("arithmetic"));
            case "float-evaluation" -> ((FloatEvaluation) maps()).conclusions(certificate, this);
            case "period" -> period(witness, certificate.count("period"));
            case "no-period" -> noPeriod(witness, certificate.count("period"));
            case "entropy-at-least", "entropy-at-most" -> new Entropy(certificate, this, limits).conclusions();
            default -> throw Fault.rejected(UNSUPPORTED, "/claim", "no claim " + claim);
        };
        switch (claim) {
            case "period", "no-period" -> keys.add("period");
            case "float-li-yorke" -> keys.add("arithmetic");
            case "float-evaluation" -> keys.addAll(List.of("arithmetic", "interval", "deviation"));
            case "entropy-at-least", "entropy-at-most" -> keys.addAll(Entropy.keys(witness));
            default -> {}
        }
        if (net.isSmooth()) {
            keys.add("precision");
        }
        certificate.allowOnly(keys);
        return conclusions;
    }

    private List<String> chaos(Members witness) throws Fault {
        if (witness.string("kind").equals("periodic-orbit")) {
            int length = orbit(witness);
            if (Integer.bitCount(length) == 1) {
                throw Fault.rejected("power-of-two", witness.place("orbit"), length + " points prove no chaos");
            }
            return List.of("chaotic");
        }
        BigInteger iterate = witness.count("iterate");
        Fraction point = witness.canonical("point");
        requireKind(witness, "li-yorke-point", "iterate", "point");
        requireInDomain(point, witness.place("point"));
        liYorke(iterate, point, witness.place("point"));
        return List.of("chaotic");
    }

    /** Work grows with the number of units, and with what a step takes. */
    private void requireWork(BigInteger steps) throws Fault {
        BigInteger cost = enclosure.map(Enclosure::cost).orElse(BigInteger.ONE);
        limits.requireWork(steps.multiply(cost).multiply(BigInteger.valueOf(net.neurons)));
    }

    /** With g = f^iterate: d ≤ a < b < c or d ≥ a > b > c, for b = g(a), c = g(b), d = g(c). */
    private void liYorke(BigInteger iterate, Fraction a, Object at) throws Fault {
        requireWork(iterate.multiply(BigInteger.valueOf(3)));
        Span b = iterated(Span.point(a), iterate);
        Span c = iterated(b, iterate);
        Span d = iterated(c, iterate);
        boolean rising = d.high().compareTo(a) <= 0
                && a.compareTo(b.low()) < 0
                && b.high().compareTo(c.low()) < 0;
        boolean falling = d.low().compareTo(a) >= 0
                && a.compareTo(b.high()) > 0
                && b.low().compareTo(c.high()) > 0;
        if (!rising && !falling) {
            throw Fault.rejected("inequality-fails", at, "neither d <= a < b < c nor d >= a > b > c");
        }
    }

    private List<String> period(Members witness, BigInteger period) throws Fault {
        int length = orbit(witness);
        if (!period.equals(BigInteger.valueOf(length))) {
            throw Fault.rejected(UNSUPPORTED, witness.place("orbit"), length + " points for period " + period);
        }
        return List.of("has-period:" + period);
    }

    /** All points in D, pairwise different, each mapped to the next and the last to the first. Returns their number. */
    private int orbit(Members witness) throws Fault {
        Object at = witness.place("orbit");
        List<?> list = witness.list("orbit");
        requireKind(witness, "periodic-orbit", "orbit");
        requireWork(BigInteger.valueOf(list.size()));
        List<Fraction> points = new ArrayList<>();
        for (Object element : list) {
            Place place = new Place(at, points.size());
            points.add(Numerals.canonical(element, place, limits));
            requireInDomain(points.get(points.size() - 1), place);
        }
        if (points.isEmpty()) {
            throw Fault.rejected("not-an-orbit", at, "no points");
        }
        // Canonical numbers are equal only if they are written alike.
        if (new HashSet<>(points).size() < points.size()) {
            throw Fault.rejected("orbit-repeats", at, "a point stands twice");
        }
        for (int i = 0; i < points.size(); i++) {
            Fraction next = points.get((i + 1) % points.size());
            if (valueAt(points.get(i)).compareTo(next) != 0) {
                throw Fault.rejected("not-an-orbit", new Place(at, i), "not mapped to the next point");
            }
        }
        return points.size();
    }

    List<String> noPeriod(Members witness, BigInteger period) throws Fault {
        if (period.equals(BigInteger.ONE)) {
            throw Fault.rejected(UNSUPPORTED, "/period", "no witness excludes fixed points");
        }
        if (witness.string("kind").equals("one-sided")) {
            oneSided(witness);
        } else {
            int parts = witness.list("cells").size()
                    + (witness.has("walls") ? witness.list("walls").size() : 0);
            requireKind(witness, "cover", "cells", "walls");
            limits.requireLength(period.min(BigInteger.ONE.shiftLeft(30)).intValueExact(), "/period");
            requireWork(period.multiply(BigInteger.valueOf(parts + 1L)));
            Cells.check(witness, maps(), net.domain, period.intValueExact(), limits);
        }
        return period.bitCount() == 1
                ? List.of("no-period:" + period, "periods-divide:" + period.shiftRight(1), "not-chaotic")
                : List.of("no-period:" + period);
    }

    private void oneSided(Members witness) throws Fault {
        String side = witness.string("side");
        requireKind(witness, "one-sided", "side");
        if (!side.equals("below") && !side.equals("above")) {
            throw Fault.rejected("wrong-type", witness.place("side"), "neither below nor above");
        }
        if (!graph().staysOnSide(net.domain, side.equals("below") ? 1 : -1)) {
            throw Fault.rejected("not-one-sided", witness.place("side"), "the graph is not always " + side);
        }
    }

    private void requireInDomain(Fraction point, Object at) throws Fault {
        if (!net.domain.contains(Span.point(point))) {
            throw Fault.rejected("point-outside-domain", at, "not in the domain");
        }
    }

    /** Called after the keys that a claim needs were found: the kind must fit too, and nothing else may stand there. */
    void requireKind(Members witness, String kind, String... keys) throws Fault {
        if (!witness.string("kind").equals(kind)) {
            throw Fault.rejected(UNSUPPORTED, witness.place("kind"), "expected " + kind);
        }
        if (enclosure.isPresent()
                && !List.of("li-yorke-point", "cover", "error-bound").contains(kind)) {
            String code = enclosure.get() instanceof Ball ? "radius-not-supported" : UNSUPPORTED;
            throw Fault.rejected(code, witness.place("kind"), "such a witness is for one exact map");
        }
        List<String> all = new ArrayList<>(List.of(keys));
        all.add("kind");
        witness.allowOnly(all);
    }
}
