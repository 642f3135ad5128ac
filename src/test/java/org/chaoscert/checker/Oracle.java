package org.chaoscert.checker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.chaoscert.checker.Certificates.Layer;
import org.chaoscert.checker.Certificates.Network;

/**
 * What a network computes, and what certificates of it prove, found plainly: by cutting the line at all kinks of all units
 * and evaluating. Shares no code with the checker.
 */
final class Oracle {
    /** x ↦ slope·x + offset. */
    record Line(Ratio slope, Ratio offset) {
        Ratio at(Ratio x) {
            if (x.isFinite()) {
                return slope.times(x).plus(offset);
            }
            if (slope.sign() == 0) {
                return offset;
            }
            return slope.sign() == x.sign() ? Ratio.INFINITY : Ratio.MINUS_INFINITY;
        }

        Line after(Line inner) {
            return new Line(slope.times(inner.slope), slope.times(inner.offset).plus(offset));
        }
    }

    /** A line from one place to another. */
    record Piece(Ratio low, Ratio high, Line line) {}

    record Interval(Ratio low, Ratio high) {
        boolean holds(Ratio x) {
            return low.compareTo(x) <= 0 && x.compareTo(high) <= 0;
        }
    }

    final Network network;
    final Interval domain;
    final List<Piece> pieces;
    final List<Ratio> kinks;
    private final Map<Ratio, Ratio> values = new HashMap<>();

    Oracle(Network network) {
        this.network = network;
        domain = new Interval(
                Ratio.of(network.domain().get(0)), Ratio.of(network.domain().get(1)));
        pieces = merged(unfold(network.layers()));
        kinks = pieces.stream().skip(1).map(Piece::low).toList();
    }

    /** f(x), unit by unit. */
    static Ratio value(List<Layer> layers, Ratio x) {
        List<Ratio> values = List.of(x);
        for (Layer layer : layers) {
            List<Ratio> next = new ArrayList<>();
            for (int unit = 0; unit < layer.weights().size(); unit++) {
                Ratio sum = Ratio.of(layer.biases().get(unit));
                for (int j = 0; j < values.size(); j++) {
                    sum = sum.plus(Ratio.of(layer.weights().get(unit).get(j)).times(values.get(j)));
                }
                next.add(activate(layer.activation(), sum));
            }
            values = next;
        }
        return values.get(0);
    }

    static Ratio activate(String activation, Ratio x) {
        return switch (activation.split(":", 2)[0]) {
            case "relu" -> x.max(Ratio.ZERO);
            case "leaky-relu" -> x.sign() < 0 ? x.times(slope(activation)) : x;
            case "abs" -> x.max(x.negate());
            case "clip" -> x.max(Ratio.ZERO).min(Ratio.ONE);
            case "hard-tanh" -> x.max(Ratio.of(-1)).min(Ratio.ONE);
            default -> x;
        };
    }

    private static Ratio slope(String activation) {
        return Ratio.of(activation.split(":", 2)[1]);
    }

    /** The line an activation follows around x, which is none of its kinks (or all that flows through it is constant). */
    static Line lineAround(String activation, Ratio x) {
        Ratio value = activate(activation, x);
        Ratio slope = switch (activation.split(":", 2)[0]) {
            case "relu" -> x.sign() > 0 ? Ratio.ONE : Ratio.ZERO;
            case "leaky-relu" -> x.sign() > 0 ? Ratio.ONE : slope(activation);
            case "abs" -> Ratio.of(x.sign());
            case "identity" -> Ratio.ONE;
            default -> value.equals(x) ? Ratio.ONE : Ratio.ZERO;
        };
        return new Line(slope, value.minus(slope.times(x)));
    }

    static List<Ratio> kinks(String activation) {
        return switch (activation.split(":", 2)[0]) {
            case "identity" -> List.of();
            case "clip" -> List.of(Ratio.ZERO, Ratio.ONE);
            case "hard-tanh" -> List.of(Ratio.of(-1), Ratio.ONE);
            default -> List.of(Ratio.ZERO);
        };
    }

    /** The whole layers, cut where any unit has a kink. */
    private static List<Piece> unfold(List<Layer> layers) {
        record Cut(Ratio low, Ratio high, List<Line> units) {}
        List<Cut> cuts =
                List.of(new Cut(Ratio.MINUS_INFINITY, Ratio.INFINITY, List.of(new Line(Ratio.ONE, Ratio.ZERO))));
        for (Layer layer : layers) {
            List<Cut> next = new ArrayList<>();
            for (Cut cut : cuts) {
                List<Line> sums = sums(layer, cut.units);
                List<Ratio> ends = ends(cut.low, cut.high, sums, kinks(layer.activation()));
                for (int i = 0; i + 1 < ends.size(); i++) {
                    Ratio inside = inside(ends.get(i), ends.get(i + 1));
                    List<Line> units = sums.stream()
                            .map(sum -> lineAround(layer.activation(), sum.at(inside))
                                    .after(sum))
                            .toList();
                    next.add(new Cut(ends.get(i), ends.get(i + 1), units));
                }
            }
            cuts = next;
        }
        return cuts.stream()
                .map(cut -> new Piece(cut.low, cut.high, cut.units.get(0)))
                .toList();
    }

    private static List<Line> sums(Layer layer, List<Line> units) {
        List<Line> sums = new ArrayList<>();
        for (int unit = 0; unit < layer.weights().size(); unit++) {
            Line sum = new Line(Ratio.ZERO, Ratio.of(layer.biases().get(unit)));
            for (int j = 0; j < units.size(); j++) {
                Ratio weight = Ratio.of(layer.weights().get(unit).get(j));
                Line term = units.get(j);
                sum = new Line(sum.slope.plus(weight.times(term.slope)), sum.offset.plus(weight.times(term.offset)));
            }
            sums.add(sum);
        }
        return sums;
    }

    /** low, the places in between where a line takes one of the values, high. */
    private static List<Ratio> ends(Ratio low, Ratio high, List<Line> lines, List<Ratio> values) {
        TreeSet<Ratio> ends = new TreeSet<>(List.of(low, high));
        for (Line line : lines) {
            for (Ratio value : values) {
                if (line.slope.sign() != 0) {
                    Ratio crossing = value.minus(line.offset).over(line.slope);
                    if (low.compareTo(crossing) < 0 && crossing.compareTo(high) < 0) {
                        ends.add(crossing);
                    }
                }
            }
        }
        return List.copyOf(ends);
    }

    static Ratio inside(Ratio low, Ratio high) {
        if (low.isFinite()) {
            return high.isFinite() ? low.middle(high) : low.plus(Ratio.ONE);
        }
        return high.isFinite() ? high.minus(Ratio.ONE) : Ratio.ZERO;
    }

    private static List<Piece> merged(List<Piece> pieces) {
        List<Piece> merged = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece last = merged.isEmpty() ? piece : merged.get(merged.size() - 1);
            if (!merged.isEmpty() && last.line.equals(piece.line)) {
                merged.set(merged.size() - 1, new Piece(last.low, piece.high, piece.line));
            } else {
                merged.add(piece);
            }
        }
        return merged;
    }

    Ratio value(Ratio x) {
        if (!x.isFinite()) {
            return (x.sign() < 0 ? pieces.get(0) : pieces.get(pieces.size() - 1)).line.at(x);
        }
        return values.computeIfAbsent(x, key -> value(network.layers(), x));
    }

    Ratio iterate(Ratio x, int times) {
        Ratio value = x;
        for (int i = 0; i < times; i++) {
            value = value(value);
        }
        return value;
    }

    /** The hull of f(K): all kinks inside and both ends are tried. */
    Interval image(Interval span) {
        List<Ratio> tried = new ArrayList<>(List.of(span.low, span.high));
        kinks.stream().filter(span::holds).forEach(tried::add);
        List<Ratio> values = tried.stream().map(this::value).sorted().toList();
        return new Interval(values.get(0), values.get(values.size() - 1));
    }

    Interval image(Interval span, int times) {
        Interval image = span;
        for (int i = 0; i < times; i++) {
            image = image(image);
        }
        return image;
    }

    boolean leavesDomain() {
        Interval image = image(domain);
        return !domain.holds(image.low) || !domain.holds(image.high);
    }

    /** S(K) as the format defines it. */
    Interval slopes(Interval span) {
        if (span.low.equals(span.high)) {
            return new Interval(Ratio.ZERO, Ratio.ZERO);
        }
        List<Ratio> met = pieces.stream()
                .filter(piece -> piece.low.compareTo(span.high) < 0 && piece.high.compareTo(span.low) > 0)
                .map(piece -> piece.line.slope)
                .sorted()
                .toList();
        return new Interval(met.get(0), met.get(met.size() - 1));
    }

    /** P_k(J) as the format defines it. */
    Interval derivative(Interval cell, int k) {
        Interval product = new Interval(Ratio.ONE, Ratio.ONE);
        Interval image = cell;
        for (int i = 0; i < k; i++) {
            image = i == 0 ? cell : image(image);
            Interval factor = slopes(image);
            List<Ratio> products = new ArrayList<>();
            for (Ratio one : List.of(product.low, product.high)) {
                products.add(one.times(factor.low));
                products.add(one.times(factor.high));
            }
            products.sort(null);
            product = new Interval(products.get(0), products.get(3));
        }
        return product;
    }

    /** All affine pieces of f^n on an interval. */
    List<Piece> pieces(Interval span, int n) {
        List<Piece> result = List.of(new Piece(span.low, span.high, new Line(Ratio.ONE, Ratio.ZERO)));
        for (int i = 0; i < n; i++) {
            List<Piece> next = new ArrayList<>();
            for (Piece piece : result) {
                List<Ratio> ends = ends(piece.low, piece.high, List.of(piece.line), kinks);
                for (int j = 0; j + 1 < ends.size(); j++) {
                    Ratio value = piece.line.at(inside(ends.get(j), ends.get(j + 1)));
                    Line outer = pieces.stream()
                            .filter(one -> one.low.compareTo(value) <= 0 && value.compareTo(one.high) <= 0)
                            .findFirst()
                            .orElseThrow()
                            .line;
                    next.add(new Piece(ends.get(j), ends.get(j + 1), outer.after(piece.line)));
                }
            }
            result = next;
        }
        return merged(result);
    }
}
