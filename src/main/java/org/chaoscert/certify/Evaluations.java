package org.chaoscert.certify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinear;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Span;
import org.chaoscert.map.Work;
import org.chaoscert.network.FloatEvaluation;
import org.chaoscert.network.Network;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.RobustPoints;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;

/** Proves how far programs that evaluate a network in floating-point arithmetic are from f, and that its chaos shows there, too. */
final class Evaluations {
    /** Deviations have so many decimal digits. */
    private static final int DIGITS = 3;

    private final Network network;
    private final FloatFormat format;
    private final FloatEvaluation evaluation;

    /** f on the whole line: what is computed may leave the domain. */
    private final PiecewiseLinearMap map;

    Evaluations(Network network, FloatFormat format) {
        this.network = network;
        this.format = format;
        evaluation = new FloatEvaluation(network, format);
        Work work = Work.unlimited();
        map = PiecewiseLinearMap.of(Unfolding.function(network, Domain.LINE, work), Domain.LINE, work);
    }

    /** Returns a proof of how far evaluations may be from f, on the domain or on the part of it where things happen. */
    Proof deviation() {
        Span interval = interval();
        Rational deviation = rounded(evaluation.deviation(interval));
        return new Proof(
                new Claim.FloatEvaluation(format, interval.lower(), interval.upper(), deviation),
                new Witness.ErrorBound());
    }

    /**
     * The domain; where it is unbounded up to the power of two beyond which f is affine, and which is beyond all values that it
     * takes before.
     */
    private Span interval() {
        Rational reach = reach();
        Rational left = network.domain().left();
        Rational right = network.domain().right();
        return new Span(left.isFinite() ? left : reach.negate(), right.isFinite() ? right : reach);
    }

    private Rational reach() {
        BigInteger reach = BigInteger.ONE;
        PiecewiseLinear f = map.function();
        List<Rational> numbers = new ArrayList<>();
        for (int piece = 1; piece < f.pieces(); piece++) {
            numbers.add(f.kink(piece - 1));
            numbers.add(f.valueOnPiece(piece, f.kink(piece - 1)));
        }
        Domain domain = network.domain();
        numbers.addAll(List.of(domain.left(), domain.right()));
        for (Rational number : numbers) {
            if (number.isFinite()) {
                reach = reach.max(number.floor().abs().add(BigInteger.ONE));
            }
        }
        return Rational.ONE.scaledByPowerOfTwo(reach.subtract(BigInteger.ONE).bitLength());
    }

    /** A decimal number of few digits, at or above. */
    private static Rational rounded(Rational positive) {
        // Only the number of digits hangs on this; of very small numbers it is known from their lengths.
        double size = positive.approximate();
        int bits = positive.numerator().bitLength() - positive.denominator().bitLength();
        double logarithm = Double.isNaN(size) ? bits * Math.log10(2) : Math.log10(size);
        int exponent = DIGITS - 1 - (int) Math.floor(logarithm);
        Rational power = Rational.of(BigInteger.TEN.pow(Math.abs(exponent)));
        Rational units = Rational.of((exponent >= 0 ? positive.times(power) : positive.dividedBy(power)).ceiling());
        return (exponent >= 0 ? units.dividedBy(power) : units.times(power)).reduced();
    }

    /** Returns a proof that the inequality of Li and Yorke holds for what is computed, if it is found. */
    Optional<Proof> inequality(Verdict.Chaotic chaotic, List<Rational> seeds) {
        int m = 1 << chaotic.level();
        return RobustPoints.find(network.domain(), this::computed, m, seeds)
                .filter(format::holds)
                .map(point -> new Proof(new Claim.FloatLiYorke(format), new Witness.LiYorkePoint(m, point)));
    }

    /** What may be computed from the numbers of an interval: anything where that may overflow. */
    private Span computed(Span interval) {
        Span anything = new Span(Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY);
        if (!interval.lower().isFinite() || !interval.upper().isFinite()) {
            return anything;
        }
        try {
            Rational deviation = evaluation.deviation(interval);
            Span exact = map.image(interval);
            return new Span(exact.lower().minus(deviation), exact.upper().plus(deviation));
        } catch (OverLimitsException overflow) {
            return anything;
        }
    }
}
