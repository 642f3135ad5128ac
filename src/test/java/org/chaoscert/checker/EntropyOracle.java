package org.chaoscert.checker;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.chaoscert.checker.Oracle.Interval;
import org.chaoscert.checker.Oracle.Piece;
import tools.jackson.databind.JsonNode;

/**
 * What the format asks of bounds of entropy, found plainly over fractions, with decimal logarithms of a hundred digits; and what is
 * known of the entropy without any witness. Shares no code with the checker.
 */
final class EntropyOracle {
    /** An interval and its weight. */
    record Part(Interval span, Ratio weight) {}

    private static final MathContext DIGITS = new MathContext(130);
    private static final BigDecimal TINY = BigDecimal.ONE.scaleByPowerOfTen(-100);
    private static final BigDecimal LOG_2 = logNearOne(new BigDecimal(2));

    private final Oracle map;

    EntropyOracle(Oracle map) {
        this.map = map;
    }

    // Logarithms.

    /** log y = 2 artanh((y − 1)/(y + 1)), term by term. */
    private static BigDecimal logNearOne(BigDecimal y) {
        BigDecimal t = y.subtract(BigDecimal.ONE).divide(y.add(BigDecimal.ONE), DIGITS);
        BigDecimal power = t;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; power.abs().compareTo(TINY.scaleByPowerOfTen(-20)) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
            power = power.multiply(t, DIGITS).multiply(t, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2));
    }

    /** The natural logarithm of a number above 0. */
    static BigDecimal log(Ratio x) {
        int twos = x.top().bitLength() - x.bottom().bitLength();
        Ratio near = x.times(power(-twos));
        BigDecimal y = new BigDecimal(near.top()).divide(new BigDecimal(near.bottom()), DIGITS);
        return logNearOne(y).add(LOG_2.multiply(BigDecimal.valueOf(twos)), DIGITS);
    }

    private static Ratio power(int twos) {
        BigInteger power = BigInteger.ONE.shiftLeft(Math.abs(twos));
        return twos >= 0 ? new Ratio(power, BigInteger.ONE) : new Ratio(BigInteger.ONE, power);
    }

    /** A logarithm over n, cut off or rounded up after so many digits. */
    static Ratio rounded(BigDecimal log, int n, int digits, boolean up) {
        BigDecimal quotient = log.divide(BigDecimal.valueOf(n), DIGITS)
                .setScale(digits, up ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return new Ratio(quotient.unscaledValue(), BigInteger.TEN.pow(digits));
    }

    /** How growth by a factor, in n steps, compares to e^(n·bound): −1, 0 or 1. */
    static int compare(Ratio growth, int n, Ratio bound) {
        Ratio exponent = bound.times(Ratio.of(n));
        if (growth.sign() <= 0) {
            return -1;
        }
        if (growth.equals(Ratio.ONE)) {
            // Only e^0 is rational.
            return -exponent.sign();
        }
        BigDecimal difference = log(growth)
                .subtract(new BigDecimal(exponent.top()).divide(new BigDecimal(exponent.bottom()), DIGITS), DIGITS);
        if (difference.abs().compareTo(TINY) < 0) {
            throw new AssertionError("too near: " + growth + " to the power 1/" + n + ", " + bound);
        }
        return difference.signum();
    }

    // The conditions of the format.

    /** Whether a certificate of the right form, about a map into itself, keeps to the conditions. */
    boolean accepts(JsonNode certificate) {
        JsonNode witness = certificate.get("witness");
        Ratio bound = Ratio.of(certificate.get("bound").stringValue());
        boolean isLower = certificate.get("claim").stringValue().equals("entropy-at-least");
        if (bound.sign() < (isLower ? 1 : 0)) {
            return false;
        }
        return switch (witness.get("kind").stringValue()) {
            case "horseshoe" -> horseshoe(witness, bound);
            case "tower" -> tower(witness.get("states"), isLower, bound);
            default -> {
                int n = witness.get("iterate").intValue();
                yield compare(Ratio.of(number(n)), n, bound) <= 0;
            }
        };
    }

    private static Part part(JsonNode row) {
        Ratio from = Ratio.of(row.get("from").stringValue());
        Ratio to = Ratio.of(row.get("to").stringValue());
        return new Part(new Interval(from, to), Ratio.of(row.get("weight").stringValue()));
    }

    private static boolean isSound(Part part) {
        return part.span.low().compareTo(part.span.high()) < 0
                && part.weight.sign() > 0
                && part.weight.bottom().equals(BigInteger.ONE);
    }

    private boolean horseshoe(JsonNode witness, Ratio bound) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode row : witness.get("intervals").values()) {
            parts.add(part(row));
        }
        Ratio end = map.domain.low();
        for (Part part : parts) {
            if (!isSound(part) || part.span.low().compareTo(end) < 0) {
                return false;
            }
            end = part.span.high();
        }
        int n = witness.get("iterate").intValue();
        return !parts.isEmpty()
                && end.isFinite()
                && end.compareTo(map.domain.high()) <= 0
                && compare(leastGrowth(parts, n), n, bound) >= 0;
    }

    /** The least of the sums of weights covered, each over a weight. */
    Ratio leastGrowth(List<Part> parts, int n) {
        Ratio least = Ratio.INFINITY;
        for (Part part : parts) {
            Interval image = map.image(part.span, n);
            Ratio sum = Ratio.ZERO;
            for (Part other : parts) {
                if (image.holds(other.span.low()) && image.holds(other.span.high())) {
                    sum = sum.plus(other.weight);
                }
            }
            least = least.min(sum.over(part.weight));
        }
        return least;
    }

    private boolean tower(JsonNode rows, boolean isLower, Ratio bound) {
        List<Part> states = new ArrayList<>();
        for (JsonNode row : rows.values()) {
            Part state = part(row);
            if (!isSound(state) || !holds(map.domain, state.span)) {
                return false;
            }
            states.add(state);
        }
        if (states.isEmpty()) {
            return false;
        }
        if (isLower) {
            return compare(leastGrowth(states), 1, bound) >= 0;
        }
        Ratio growth = mostGrowth(states);
        return growth.isFinite() && compare(growth, 1, bound) <= 0;
    }

    private static boolean holds(Interval outer, Interval inner) {
        return outer.holds(inner.low()) && outer.holds(inner.high());
    }

    /** Of the longest stretches of an interval on which f only rises, or only falls: by its affine pieces, from left to right. */
    List<Interval> images(Interval interval) {
        List<Interval> images = new ArrayList<>();
        Interval last = null;
        int direction = 0;
        for (Piece piece : map.pieces(interval, 1)) {
            Ratio left = piece.line().at(piece.low());
            Ratio right = piece.line().at(piece.high());
            int sign = piece.line().slope().sign();
            Ratio low = left.min(right);
            Ratio high = left.max(right);
            if (last != null && sign * direction < 0) {
                images.add(last);
            } else if (last != null) {
                low = low.min(last.low());
                high = high.max(last.high());
            }
            last = new Interval(low, high);
            direction = sign == 0 ? direction : sign;
        }
        images.add(last);
        return images;
    }

    /** Of a tower: what is counted for the images of an interval, the heaviest states inside or the lightest around; ∞ without any. */
    Ratio successors(List<Part> states, Interval interval, boolean isLower) {
        Ratio sum = Ratio.ZERO;
        for (Interval image : images(interval)) {
            boolean isPoint = image.low().equals(image.high());
            Ratio weight = isPoint ? Ratio.ZERO : isLower ? heaviest(states, image) : lightest(states, image);
            sum = sum.isFinite() && weight.isFinite() ? sum.plus(weight) : Ratio.INFINITY;
        }
        return sum;
    }

    /** Of a tower: the least of these sums, each over the weight of the state. */
    Ratio leastGrowth(List<Part> states) {
        Ratio least = Ratio.INFINITY;
        for (Part state : states) {
            least = least.min(successors(states, state.span, true).over(state.weight));
        }
        return least;
    }

    /** The greatest; ∞ if there is no state around an image, or around D. */
    Ratio mostGrowth(List<Part> states) {
        Ratio most = lightest(states, map.domain).isFinite() ? Ratio.ZERO : Ratio.INFINITY;
        for (Part state : states) {
            Ratio sum = successors(states, state.span, false);
            most = sum.isFinite() ? most.max(sum.over(state.weight)) : Ratio.INFINITY;
        }
        return most;
    }

    private static Ratio heaviest(List<Part> states, Interval outer) {
        Ratio heaviest = Ratio.ZERO;
        for (Part state : states) {
            heaviest = holds(outer, state.span) ? heaviest.max(state.weight) : heaviest;
        }
        return heaviest;
    }

    private static Ratio lightest(List<Part> states, Interval inner) {
        Ratio lightest = Ratio.INFINITY;
        for (Part state : states) {
            lightest = holds(state.span, inner) ? lightest.min(state.weight) : lightest;
        }
        return lightest;
    }

    // Laps.

    /** How often f^n changes between rising and falling on an interval; level stretches do not count. */
    static int turns(List<Piece> pieces) {
        int turns = 0;
        int direction = 0;
        for (Piece piece : pieces) {
            int sign = piece.line().slope().sign();
            turns += sign * direction < 0 ? 1 : 0;
            direction = sign == 0 ? direction : sign;
        }
        return turns;
    }

    /** The least number of intervals on which f^n rises or falls, perhaps not strictly: by all of its affine pieces. */
    int laps(int n) {
        return turns(map.pieces(map.domain, n)) + 1;
    }

    /** Where f turns, of level stretches the left end. */
    List<Ratio> turningPoints() {
        List<Ratio> points = new ArrayList<>();
        Piece last = null;
        for (Piece piece : map.pieces(map.domain, 1)) {
            if (piece.line().slope().sign() != 0) {
                if (last != null
                        && last.line().slope().sign() != piece.line().slope().sign()) {
                    points.add(last.high());
                }
                last = piece;
            }
        }
        return points;
    }

    /** The N of the format: intervals one by one, cut and mapped. */
    int number(int n) {
        List<Interval> intervals = List.of(map.domain);
        List<Ratio> turns = turningPoints();
        for (int i = 0; i < n; i++) {
            List<Interval> images = new ArrayList<>();
            for (Interval interval : intervals) {
                TreeSet<Ratio> ends = new TreeSet<>(turns);
                ends.removeIf(turn -> turn.compareTo(interval.low()) <= 0 || turn.compareTo(interval.high()) >= 0);
                Ratio from = interval.low();
                ends.add(interval.high());
                for (Ratio to : ends) {
                    Interval image = map.image(new Interval(from, to));
                    if (!image.low().equals(image.high())) {
                        images.add(image);
                    }
                    from = to;
                }
            }
            intervals = images;
        }
        return Math.max(1, intervals.size());
    }

    // What is known without a witness.

    /** Whether the entropy is below a bound: the number of laps of an iterate shows it. */
    boolean isBelow(Ratio bound) {
        for (int n = 1; n <= 4; n++) {
            if (compare(Ratio.of(laps(n)), n, bound) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether the entropy is above a bound: several laps of an iterate inside an interval cover it. */
    boolean isAbove(Ratio bound) {
        TreeSet<Ratio> ends = new TreeSet<>(map.kinks);
        ends.addAll(List.of(map.domain.low(), map.domain.high()));
        for (int i = -4; i <= 12; i++) {
            ends.add(Ratio.of(i, 8));
        }
        ends.removeIf(end -> !end.isFinite() || !map.domain.holds(end));
        for (int n = 1; n <= 3; n++) {
            for (Ratio low : ends) {
                for (Ratio high : ends.tailSet(low, false)) {
                    int covers = covers(new Interval(low, high), n);
                    if (covers > 1 && compare(Ratio.of(covers), n, bound) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** How often f^n crosses an interval inside it, from the one end to the other. */
    private int covers(Interval span, int n) {
        int covers = 0;
        int at = 0;
        for (Piece piece : map.pieces(span, n)) {
            for (Ratio x : List.of(piece.low(), piece.high())) {
                Ratio y = piece.line().at(x);
                int side = y.compareTo(span.low()) <= 0 ? -1 : y.compareTo(span.high()) >= 0 ? 1 : 0;
                covers += side * at < 0 ? 1 : 0;
                at = side == 0 ? at : side;
            }
        }
        return covers;
    }
}
