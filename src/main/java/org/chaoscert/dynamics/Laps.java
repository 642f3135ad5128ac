package org.chaoscert.dynamics;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;

/** Counts the laps of the iterates of a map: the least number of intervals on which an iterate is monotone. */
final class Laps {
    /** If laps have to be listed, at most so many are. */
    static final int MOST = 1 << 18;

    private final PiecewiseLinearMap map;
    private final PiecewiseLinear f;

    /** Where f turns. */
    private final List<Rational> turns;

    /** Whether parts are laps, see {@link #mayHideLaps}. */
    private boolean isExact = true;

    private Laps(PiecewiseLinearMap map) {
        this.map = map;
        f = map.function();
        turns = turns(f);
    }

    /** Where a function turns from rising to falling or back; of a level stretch in between the left end. */
    static List<Rational> turns(PiecewiseLinear f) {
        List<Rational> turns = new ArrayList<>();
        int direction = 0;
        int end = 0;
        for (int piece = 0; piece < f.pieces(); piece++) {
            int sign = f.slopeNumerator(piece).signum();
            if (sign * direction < 0) {
                turns.add(f.kink(end).reduced());
            }
            if (sign != 0) {
                direction = sign;
                end = piece;
            }
        }
        return turns;
    }

    /** The number of turns at or left of x. */
    static int turnsUpTo(List<Rational> turns, Rational x) {
        int place = Collections.binarySearch(turns, x);
        return place >= 0 ? place + 1 : -place - 1;
    }

    static List<Optional<BigInteger>> count(PiecewiseLinearMap map, int iterates) {
        return new Laps(map).count(iterates);
    }

    private List<Optional<BigInteger>> count(int iterates) {
        List<Optional<BigInteger>> laps = new ArrayList<>();
        Subdivision parts = new Subdivision(map, turns);
        for (int n = 0; n < iterates; n++) {
            BigInteger count = parts.step(part -> isExact &= !mayHideLaps(part));
            if (!isExact) {
                return list(iterates);
            }
            // Where an iterate is constant, there is still one interval.
            laps.add(Optional.of(count.max(BigInteger.ONE)));
        }
        return laps;
    }

    /**
     * Two neighbouring parts are two laps, since there f^n turns; also where f is constant between a rise and a fall, however f^n moves in
     * there. But between two rises the parts before and after an interval that becomes a point may be one lap.
     */
    private boolean mayHideLaps(Span part) {
        int piece = f.pieceRightOf(part.lower());
        return piece > 0
                && piece < f.pieces() - 1
                && f.slopeNumerator(piece - 1).signum()
                                * f.slopeNumerator(piece + 1).signum()
                        > 0;
    }

    /** Lists the values between which f^n rises and falls, for each n. */
    private List<Optional<BigInteger>> list(int iterates) {
        List<Optional<BigInteger>> laps = new ArrayList<>();
        List<Rational> values = List.of(map.domain().left(), map.domain().right());
        for (int n = 0; n < iterates; n++) {
            if (values.size() > MOST) {
                laps.add(Optional.empty());
                continue;
            }
            values = followed(values);
            laps.add(Optional.of(BigInteger.valueOf(Math.max(1, values.size() - 1))));
        }
        return laps;
    }

    private List<Rational> followed(List<Rational> values) {
        List<Rational> next = new ArrayList<>();
        append(next, valueAt(f, values.get(0)));
        for (int i = 1; i < values.size(); i++) {
            Rational from = values.get(i - 1);
            Rational to = values.get(i);
            boolean rises = from.compareTo(to) < 0;
            for (int k = 0; k < turns.size(); k++) {
                Rational turn = turns.get(rises ? k : turns.size() - 1 - k);
                if (Integer.signum(turn.compareTo(from)) * Integer.signum(to.compareTo(turn)) > 0) {
                    append(next, valueAt(f, turn));
                }
            }
            append(next, valueAt(f, to));
        }
        return next;
    }

    /** The value of a function at a point, or its limit at an infinite end, in lowest terms. */
    static Rational valueAt(PiecewiseLinear f, Rational x) {
        int piece = f.pieceRightOf(x);
        int direction = x.isFinite() ? 0 : x.signum() * f.slopeNumerator(piece).signum();
        if (direction == 0) {
            return f.valueOnPiece(piece, x.isFinite() ? x : Rational.ZERO).reduced();
        }
        return direction > 0 ? Rational.POSITIVE_INFINITY : Rational.NEGATIVE_INFINITY;
    }

    /** Adds a value, unless it is the last one; in the place of the last one if that lies on the way. */
    private static void append(List<Rational> values, Rational value) {
        int last = values.size() - 1;
        int order = last < 0 ? 1 : value.compareTo(values.get(last));
        if (order == 0) {
            return;
        }
        if (last > 0 && Integer.signum(values.get(last).compareTo(values.get(last - 1))) == Integer.signum(order)) {
            values.set(last, value);
        } else {
            values.add(value);
        }
    }
}
