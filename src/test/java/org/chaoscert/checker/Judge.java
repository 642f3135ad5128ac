package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.chaoscert.checker.Oracle.Piece;
import tools.jackson.databind.JsonNode;

/** Decides on its own whether a certificate in the right form keeps to the conditions, and whether its claim is true. */
final class Judge {
    private final Oracle map;
    private final Map<Integer, Boolean> periods = new HashMap<>();
    private final Map<List<Object>, Boolean> cells = new HashMap<>();

    Judge(Network network) {
        map = new Oracle(network);
    }

    /** The network of a certificate, or of a network file with canonical numbers. */
    static Network network(JsonNode network) {
        List<Layer> layers = stream(network.get("layers"))
                .map(layer -> new Layer(
                        layer.get("activation").stringValue()
                                + (layer.has("slope") ? ":" + layer.get("slope").stringValue() : ""),
                        stream(layer.get("weights")).map(Judge::texts).toList(),
                        texts(layer.get("biases"))))
                .toList();
        return new Network(texts(network.get("domain")), layers);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return list.valueStream();
    }

    private static List<String> texts(JsonNode list) {
        return stream(list).map(JsonNode::stringValue).toList();
    }

    /** Whether every condition of the format holds, for a certificate whose form is right. */
    boolean accepts(JsonNode certificate) {
        if (map.domain.low().compareTo(map.domain.high()) >= 0 || map.leavesDomain()) {
            return false;
        }
        JsonNode witness = certificate.get("witness");
        int period = certificate.has("period") ? certificate.get("period").intValue() : 0;
        switch (witness.get("kind").stringValue()) {
            case "li-yorke-point" -> {
                return liYorke(
                        witness.get("iterate").intValue(),
                        Ratio.of(witness.get("point").stringValue()));
            }
            case "periodic-orbit" -> {
                List<Ratio> points =
                        texts(witness.get("orbit")).stream().map(Ratio::of).toList();
                int length = points.size();
                return orbit(points) && (period == 0 ? (length & (length - 1)) != 0 : length == period);
            }
            case "one-sided" -> {
                return period >= 2 && oneSided(witness.get("side").stringValue());
            }
            default -> {
                return period >= 2 && cover(witness.get("cells"), period);
            }
        }
    }

    /** Whether the claim is true, no matter what the witness says. Chaos is taken for shown by the witness. */
    boolean isTrue(JsonNode certificate) {
        return switch (certificate.get("claim").stringValue()) {
            case "no-period" -> !hasPeriod(certificate.get("period").intValue());
            case "period" -> hasPeriod(certificate.get("period").intValue());
            default -> accepts(certificate);
        };
    }

    private boolean hasPeriod(int n) {
        return periods.computeIfAbsent(n, key -> hasLeastPeriod(map.domain, n));
    }

    boolean liYorke(int iterate, Ratio a) {
        Ratio b = map.iterate(a, iterate);
        Ratio c = map.iterate(b, iterate);
        Ratio d = map.iterate(c, iterate);
        boolean up = d.compareTo(a) <= 0 && b.minus(a).sign() > 0 && c.minus(b).sign() > 0;
        boolean down =
                d.compareTo(a) >= 0 && b.minus(a).sign() < 0 && c.minus(b).sign() < 0;
        return map.domain.holds(a) && (up || down);
    }

    private boolean orbit(List<Ratio> points) {
        boolean right = !points.isEmpty() && new HashSet<>(points).size() == points.size();
        for (int i = 0; i < points.size(); i++) {
            right &= map.domain.holds(points.get(i));
            right &= map.value(points.get(i)).equals(points.get((i + 1) % points.size()));
        }
        return right;
    }

    /** Piece by piece: f − id is affine there, so its ends decide. */
    boolean oneSided(String side) {
        Ratio sign = Ratio.of(side.equals("below") ? 1 : side.equals("above") ? -1 : 0);
        boolean holds = sign.sign() != 0;
        for (Piece piece : map.pieces(map.domain, 1)) {
            Ratio rise = piece.line().slope().minus(Ratio.ONE).times(sign);
            for (Ratio end : List.of(piece.low(), piece.high())) {
                holds &= end.isFinite()
                        ? piece.line().at(end).minus(end).times(sign).sign() <= 0
                        : rise.sign() * end.sign() <= 0;
            }
            if (!piece.low().isFinite() && !piece.high().isFinite()) {
                holds &= rise.sign() == 0 && piece.line().offset().times(sign).sign() <= 0;
            }
        }
        return holds;
    }

    private boolean cover(JsonNode cells, int period) {
        Ratio left = map.domain.low();
        for (JsonNode cell : cells.values()) {
            Ratio right = Ratio.of(cell.get("to").stringValue());
            int divisor = cell.has("divisor") ? cell.get("divisor").intValue() : 0;
            String rule = cell.get("rule").stringValue();
            Interval span = new Interval(left, right);
            if (left.compareTo(right) >= 0
                    || !this.cells.computeIfAbsent(
                            List.of(span, rule, divisor, period), key -> clears(span, rule, divisor, period))) {
                return false;
            }
            left = right;
        }
        return left.equals(map.domain.high());
    }

    /** Whether a rule's conditions hold on a cell, as section 3 of the format lists them; divisor 0 stands for none. */
    boolean clears(Interval cell, String rule, int divisor, int n) {
        boolean divided = rule.equals("monotone") || rule.equals("fixed");
        if (divided ? divisor < 1 || divisor >= n || n % divisor != 0 : divisor != 0) {
            return false;
        }
        return switch (rule) {
            case "separated" -> {
                Interval image = map.image(cell, n);
                yield image.high().compareTo(cell.low()) < 0 || cell.high().compareTo(image.low()) < 0;
            }
            case "drift" -> {
                Interval derivative = map.derivative(cell, n);
                boolean fallsAway = signs(cell.low(), n, -1) || signs(cell.high(), n, 1);
                boolean risesAway = signs(cell.low(), n, 1) || signs(cell.high(), n, -1);
                yield (derivative.high().compareTo(Ratio.ONE) <= 0 && fallsAway)
                        || (derivative.low().compareTo(Ratio.ONE) >= 0 && risesAway);
            }
            case "monotone" -> {
                boolean zero = signs(cell.low(), divisor, 0) || signs(cell.high(), divisor, 0);
                int left = sign(cell, cell.low(), divisor);
                int right = sign(cell, cell.high(), divisor);
                yield !map.derivative(cell, n).holds(Ratio.ONE) && (zero || left * right == -1);
            }
            default -> {
                boolean zero = signs(cell.low(), divisor, 0) || signs(cell.high(), divisor, 0);
                yield map.derivative(cell, divisor).equals(new Interval(Ratio.ONE, Ratio.ONE)) && zero;
            }
        };
    }

    /** Whether x is finite and f^k − id has this sign there. */
    private boolean signs(Ratio x, int k, int sign) {
        return x.isFinite() && map.iterate(x, k).compareTo(x) == sign;
    }

    private int sign(Interval cell, Ratio end, int k) {
        if (end.isFinite()) {
            return map.iterate(end, k).compareTo(end);
        }
        Interval derivative = map.derivative(cell, k);
        if (derivative.high().compareTo(Ratio.ONE) < 0) {
            return -end.sign();
        }
        return derivative.low().compareTo(Ratio.ONE) > 0 ? end.sign() : 0;
    }

    /** Solves f^n(x) = x on every affine piece of f^n and takes away what some proper divisor of n explains. */
    boolean hasLeastPeriod(Interval span, int n) {
        for (Piece piece : map.pieces(span, n)) {
            Ratio fall = Ratio.ONE.minus(piece.line().slope());
            if (fall.sign() != 0) {
                Ratio x = piece.line().offset().over(fall);
                boolean inside = new Interval(piece.low(), piece.high()).holds(x);
                if (inside
                        && divisors(n).stream().noneMatch(e -> map.iterate(x, e).equals(x))) {
                    return true;
                }
            } else if (piece.line().offset().sign() == 0 && !isExplained(new Interval(piece.low(), piece.high()), n)) {
                return true;
            }
        }
        return false;
    }

    private static List<Integer> divisors(int n) {
        return Stream.iterate(1, e -> e + 1)
                .limit(n - 1L)
                .filter(e -> n % e == 0)
                .toList();
    }

    /** Whether the intervals on which some f^e, e a proper divisor of n, is the identity fill a whole interval. */
    private boolean isExplained(Interval span, int n) {
        List<Piece> identities = new ArrayList<>();
        TreeSet<Ratio> ends = new TreeSet<>(List.of(span.low(), span.high()));
        for (int e : divisors(n)) {
            for (Piece piece : map.pieces(span, e)) {
                if (piece.line().slope().equals(Ratio.ONE)
                        && piece.line().offset().sign() == 0) {
                    identities.add(piece);
                    ends.addAll(List.of(piece.low(), piece.high()));
                }
            }
        }
        List<Ratio> cuts = List.copyOf(ends);
        for (int i = 0; i + 1 < cuts.size(); i++) {
            Ratio inside = Oracle.inside(cuts.get(i), cuts.get(i + 1));
            if (identities.stream().noneMatch(piece -> new Interval(piece.low(), piece.high()).holds(inside))) {
                return false;
            }
        }
        return true;
    }
}
