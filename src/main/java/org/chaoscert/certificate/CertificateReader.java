package org.chaoscert.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.network.JsonSource;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.Side;
import tools.jackson.core.JsonToken;

/**
 * Reads certificates that the checker has accepted, to retell them. It trusts their form, and says nothing about their
 * truth.
 */
public final class CertificateReader {
    private final JsonSource source;

    /** Scalar members by key, of the certificate, its network and its witness: no key stands in two of these. */
    private final Map<String, String> words = new HashMap<>();

    private final List<Rational> orbit = new ArrayList<>();
    private final List<Map<String, String>> cells = new ArrayList<>();
    private final List<Map<String, String>> intervals = new ArrayList<>();
    private final List<Rational> walls = new ArrayList<>();
    private final List<Rational> interval = new ArrayList<>();
    private List<Layer> layers = List.of();
    private Domain domain = Domain.LINE;

    private CertificateReader(JsonSource source) {
        this.source = source;
    }

    /**
     * Reads a certificate.
     *
     * @param bytes the content of a file that the checker accepts
     * @return the certificate
     * @throws NetworkFormatException if it is not of the format; never for a file that the checker accepts
     */
    public static Certificate read(byte[] bytes) throws NetworkFormatException {
        try (JsonSource source = JsonSource.of(bytes)) {
            CertificateReader reader = new CertificateReader(source);
            source.next();
            reader.members();
            return reader.certificate();
        }
    }

    private void members() throws NetworkFormatException {
        source.require(JsonToken.START_OBJECT, "an object");
        while (source.next() == JsonToken.PROPERTY_NAME) {
            String key = source.text();
            source.next();
            switch (key) {
                case "network", "witness" -> members();
                case "layers" -> layers = NetworkReader.readLayers(source);
                case "domain" -> domain = NetworkReader.readDomain(source);
                case "orbit" -> points(orbit);
                case "walls" -> points(walls);
                case "interval" -> points(interval);
                case "cells" -> rows(cells);
                case "intervals", "states" -> rows(intervals);
                default -> words.put(key, source.text());
            }
        }
    }

    private void points(List<Rational> points) throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, "a list of points");
        while (source.next() != JsonToken.END_ARRAY) {
            points.add(Numerals.quoted(source.text()));
        }
    }

    private void rows(List<Map<String, String>> rows) throws NetworkFormatException {
        source.require(JsonToken.START_ARRAY, "a list");
        while (source.next() != JsonToken.END_ARRAY) {
            source.require(JsonToken.START_OBJECT, "an object");
            Map<String, String> row = new HashMap<>();
            while (source.next() == JsonToken.PROPERTY_NAME) {
                String key = source.text();
                source.next();
                row.put(key, source.text());
            }
            rows.add(row);
        }
    }

    private Witness.Cover cover() throws NetworkFormatException {
        List<Cell> cover = new ArrayList<>();
        for (Map<String, String> row : cells) {
            Rule rule = Rule.of(word(row, "rule")).orElseThrow(() -> source.error("unknown rule"));
            cover.add(new Cell(end(row), rule, count(row.getOrDefault("divisor", "0"))));
        }
        return new Witness.Cover(cover, walls);
    }

    private List<Witness.WeightedInterval> weighted() throws NetworkFormatException {
        List<Witness.WeightedInterval> weighted = new ArrayList<>();
        for (Map<String, String> row : intervals) {
            String from = word(row, "from");
            Rational start = from.equals("-inf") ? Rational.NEGATIVE_INFINITY : Numerals.quoted(from);
            weighted.add(new Witness.WeightedInterval(
                    start, end(row), Numerals.quoted(word(row, "weight")).numerator()));
        }
        return weighted;
    }

    private Rational end(Map<String, String> row) throws NetworkFormatException {
        String to = word(row, "to");
        return to.equals("inf") ? Rational.POSITIVE_INFINITY : Numerals.quoted(to);
    }

    private static int count(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException tooLarge) {
            throw new OverLimitsException("a count of " + text + "; at most " + Integer.MAX_VALUE + " is retold");
        }
    }

    private String word(Map<String, String> members, String key) throws NetworkFormatException {
        String value = members.get(key);
        if (value == null) {
            throw source.error("\"" + key + "\" is missing");
        }
        return value;
    }

    private Certificate certificate() throws NetworkFormatException {
        return new Certificate(
                word(words, "sha256"),
                layers.isEmpty() ? Optional.empty() : Optional.of(new Network(domain, layers)),
                Optional.ofNullable(words.get("source")),
                Numerals.quoted(word(words, "radius")),
                words.containsKey("precision") ? OptionalInt.of(count(word(words, "precision"))) : OptionalInt.empty(),
                new Proof(claim(), witness()));
    }

    private Claim claim() throws NetworkFormatException {
        return switch (word(words, "claim")) {
            case "li-yorke-chaos" -> new Claim.LiYorkeChaos();
            case "period" -> new Claim.Period(count(word(words, "period")));
            case "no-period" -> new Claim.NoPeriod(count(word(words, "period")));
            case "entropy-at-least" -> new Claim.EntropyAtLeast(Numerals.quoted(word(words, "bound")));
            case "entropy-at-most" ->
                new Claim.EntropyAtMost(
                        Numerals.quoted(word(words, "bound")),
                        words.containsKey("period")
                                ? OptionalInt.of(count(word(words, "period")))
                                : OptionalInt.empty());
            case "float-li-yorke" -> new Claim.FloatLiYorke(format());
            case "float-evaluation" -> {
                if (interval.size() != 2) {
                    throw source.error("no interval");
                }
                Rational deviation = Numerals.quoted(word(words, "deviation"));
                yield new Claim.FloatEvaluation(format(), interval.get(0), interval.get(1), deviation);
            }
            default -> throw source.error("unknown claim");
        };
    }

    private FloatFormat format() throws NetworkFormatException {
        return FloatFormat.of(word(words, "arithmetic")).orElseThrow(() -> source.error("unknown arithmetic"));
    }

    private Witness witness() throws NetworkFormatException {
        return switch (word(words, "kind")) {
            case "li-yorke-point" ->
                new Witness.LiYorkePoint(count(word(words, "iterate")), Numerals.quoted(word(words, "point")));
            case "periodic-orbit" -> new Witness.PeriodicOrbit(orbit);
            case "one-sided" ->
                new Witness.OneSided(word(words, "side").equals(Side.BELOW.word()) ? Side.BELOW : Side.ABOVE);
            case "error-bound" -> new Witness.ErrorBound();
            case "cover" -> cover();
            case "horseshoe" -> new Witness.Horseshoe(count(word(words, "iterate")), weighted());
            case "tower" -> new Witness.Tower(weighted());
            case "laps" -> new Witness.Laps(count(word(words, "iterate")));
            default -> throw source.error("unknown kind of witness");
        };
    }
}
