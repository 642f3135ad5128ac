package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;
import org.chaoscert.checker.Oracle.Interval;
import org.chaoscert.checker.Oracle.Piece;
import tools.jackson.databind.JsonNode;

/** Decides on its own whether a certificate in the right form keeps to the conditions, and whether its claim is true. */
final class Judge {
    private static final Interval LINE = new Interval(Ratio.MINUS_INFINITY, Ratio.INFINITY);

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
        if (certificate.has("bound")
                && period > 0
                && (Ratio.of(certificate.get("bound").stringValue()).sign() < 0 || (period & (period - 1)) != 0)) {
            return false;
        }
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
            case "horseshoe", "tower", "laps" -> {
                return new EntropyOracle(map).accepts(certificate);
            }
            default -> {
                List<Ratio> walls = witness.has("walls")
                        ? texts(witness.get("walls")).stream().map(Ratio::of).toList()
                        : List.of();
                return period >= 2 && areWalls(walls) && cover(witness.get("cells"), walls, period);
            }
        }
    }

    /** Whether the claim is true, no matter what the witness says. Chaos is taken for shown by the witness. */
    boolean isTrue(JsonNode certificate) {
        return switch (certificate.get("claim").stringValue()) {
            case "no-period" -> !hasPeriod(certificate.get("period").intValue());
            case "period" -> hasPeriod(certificate.get("period").intValue());
            case "entropy-at-least" -> !new EntropyOracle(map).isBelow(bound(certificate));
            case "entropy-at-most" -> !new EntropyOracle(map).isAbove(bound(certificate));
            default -> accepts(certificate);
        };
    }

    private static Ratio bound(JsonNode certificate) {
        return Ratio.of(certificate.get("bound").stringValue());
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

    /** In order, inside D, and none is crossed both ways. */
    boolean areWalls(List<Ratio> walls) {
        List<Ratio> sorted = List.copyOf(new TreeSet<>(walls));
        return sorted.equals(walls) && walls.stream().allMatch(this::isWall);
    }

    boolean isWall(Ratio p) {
        boolean inside = map.domain.low().compareTo(p) < 0 && p.compareTo(map.domain.high()) < 0;
        return inside
                && (map.image(new Interval(map.domain.low(), p)).high().compareTo(p) <= 0
                        || map.image(new Interval(p, map.domain.high())).low().compareTo(p) >= 0);
    }

    /** Between the nearest walls that do not lie inside a cell. */
    static Interval room(Interval cell, List<Ratio> walls) {
        Ratio low = Ratio.MINUS_INFINITY;
        Ratio high = Ratio.INFINITY;
        for (Ratio wall : walls) {
            low = wall.compareTo(cell.low()) <= 0 ? low.max(wall) : low;
            high = wall.compareTo(cell.high()) >= 0 ? high.min(wall) : high;
        }
        return new Interval(low, high);
    }

    private boolean cover(JsonNode cells, List<Ratio> walls, int period) {
        Ratio left = map.domain.low();
        for (JsonNode cell : cells.values()) {
            Ratio right = Ratio.of(cell.get("to").stringValue());
            int divisor = cell.has("divisor") ? cell.get("divisor").intValue() : 0;
            String rule = cell.get("rule").stringValue();
            Interval span = new Interval(left, right);
            Interval room = room(span, walls);
            if (left.compareTo(right) >= 0
                    || !this.cells.computeIfAbsent(
                            List.of(span, rule, divisor, period, room),
                            key -> clears(span, rule, divisor, period, room))) {
                return false;
            }
            left = right;
        }
        return left.equals(map.domain.high());
    }

    boolean clears(Interval cell, String rule, int divisor, int n) {
        return clears(cell, rule, divisor, n, LINE);
    }

    /**
     * Whether a rule's conditions hold on a cell, as section 3 of the format lists them; divisor 0 stands for none. The
     * room lies between the walls next to the cell.
     */
    boolean clears(Interval cell, String rule, int divisor, int n, Interval room) {
        boolean divided = !rule.equals("separated") && !rule.equals("drift");
        if (divided ? divisor < 1 || divisor >= n || n % divisor != 0 : divisor != 0) {
            return false;
        }
        return switch (rule) {
            case "separated" ->
                stays(cell, n, room).flatMap(image -> common(image, cell)).isEmpty();
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
            case "no-swap" -> {
                List<Interval> met = new ArrayList<>();
                Optional<Interval> image = Optional.of(cell);
                for (int i = 0; i < n && image.isPresent(); i += divisor) {
                    met.add(image.orElseThrow());
                    image = stays(image.orElseThrow(), divisor, room);
                }
                Ratio low = met.stream().map(Interval::low).sorted().toList().get(0);
                Ratio high = met.stream().map(Interval::high).sorted().toList().get(met.size() - 1);
                yield map.derivative(new Interval(low, high), divisor).low().compareTo(Ratio.of(-1)) > 0;
            }
            default -> {
                boolean zero = signs(cell.low(), divisor, 0) || signs(cell.high(), divisor, 0);
                yield map.derivative(cell, divisor).equals(new Interval(Ratio.ONE, Ratio.ONE)) && zero;
            }
        };
    }

    private static Optional<Interval> common(Interval one, Interval other) {
        Ratio low = one.low().max(other.low());
        Ratio high = one.high().min(other.high());
        return low.compareTo(high) <= 0 ? Optional.of(new Interval(low, high)) : Optional.empty();
    }

    /** The hull of the values of f^k on a cell whose orbits have not left the room. */
    private Optional<Interval> stays(Interval cell, int k, Interval room) {
        Optional<Interval> image = Optional.of(cell);
        for (int i = 0; i < k; i++) {
            image = image.flatMap(span -> common(map.image(span), room));
        }
        return image;
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

    boolean hasLeastPeriod(Interval span, int n) {
        return !periodic(span, n).isEmpty();
    }

    /**
     * Solves f^n(x) = x on every affine piece of f^n and takes away what some proper divisor of n explains. There remain
     * points, and intervals whose inner points, but for single ones, have the least period n.
     */
    List<Interval> periodic(Interval span, int n) {
        List<Interval> periodic = new ArrayList<>();
        for (Piece piece : map.pieces(span, n)) {
            Interval ends = new Interval(piece.low(), piece.high());
            Ratio fall = Ratio.ONE.minus(piece.line().slope());
            if (fall.sign() != 0) {
                Ratio x = piece.line().offset().over(fall);
                if (ends.holds(x)
                        && divisors(n).stream().noneMatch(e -> map.iterate(x, e).equals(x))) {
                    periodic.add(new Interval(x, x));
                }
            } else if (piece.line().offset().sign() == 0) {
                periodic.addAll(unexplained(ends, n));
            }
        }
        return periodic;
    }

    private static List<Integer> divisors(int n) {
        return Stream.iterate(1, e -> e + 1)
                .limit(n - 1L)
                .filter(e -> n % e == 0)
                .toList();
    }

    /** The parts of an interval on which no f^e, e a proper divisor of n, is the identity. */
    private List<Interval> unexplained(Interval span, int n) {
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
        List<Interval> unexplained = new ArrayList<>();
        for (int i = 0; i + 1 < cuts.size(); i++) {
            Ratio inside = Oracle.inside(cuts.get(i), cuts.get(i + 1));
            if (identities.stream().noneMatch(piece -> new Interval(piece.low(), piece.high()).holds(inside))) {
                unexplained.add(new Interval(cuts.get(i), cuts.get(i + 1)));
            }
        }
        return unexplained;
    }
}
