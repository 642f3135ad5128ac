package org.chaoscert.certify;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.BallMap;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.RationalMap;
import org.chaoscert.map.SpanOrbit;
import org.chaoscert.map.Work;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.search.Decision;
import org.chaoscert.search.EnclosureDecider;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Witness;

/** Proves the verdict on a network for balls around it, and finds the largest ball for which that succeeds. */
final class Balls {
    /** Radii have three decimal digits: so many units from one power of ten to the next. */
    private static final int TEN = 1000;

    private static final int ONE = 100;

    /** Below 10 to this power no ball is looked for. */
    private static final int LEAST_EXPONENT = -30;

    /** Where the search for the largest radius begins: at the first of these at which there is a proof. */
    private static final List<Integer> FIRST_EXPONENTS = List.of(LEAST_EXPONENT, -15, -6);

    /** Units of work for one radius, unless the user has set a budget: many radii are tried in vain. */
    private static final long BUDGET = 1 << 20;

    private final Network centre;
    private final Decision decision;
    private final Verdict verdict;
    private final List<Rational> seeds;
    private final Options options;

    /**
     * A ball for which the verdict is proved.
     *
     * @param radius its radius
     * @param decision the verdict and its proofs
     */
    record Proved(Rational radius, Decision decision) {}

    /**
     * Prepares.
     *
     * @param centre the network
     * @param map its map
     * @param decision what is proved of it
     * @param options levels and budget
     */
    Balls(Network centre, RationalMap<? extends SpanOrbit> map, Decision decision, Options options) {
        this.centre = centre;
        this.decision = decision;
        this.verdict = decision.verdict();
        this.seeds = seeds(map, decision);
        this.options = options;
    }

    /** Points of a chaotic map that lead to others: the orbits by which its chaos was proved. */
    static List<Rational> seeds(RationalMap<? extends SpanOrbit> map, Decision decision) {
        List<Rational> seeds = new ArrayList<>();
        if (decision.verdict() instanceof Verdict.Chaotic chaotic
                && chaotic.proof().witness() instanceof Witness.LiYorkePoint point) {
            int length = 3 * point.iterate();
            SpanOrbit orbit = map.follow(point.point(), point.point(), length);
            IntStream.rangeClosed(0, length)
                    .forEach(k -> seeds.add(orbit.image(k).lower()));
        }
        if (decision.periodThree() instanceof PeriodThree.Present present) {
            seeds.addAll(present.orbit());
        }
        return seeds;
    }

    /** A decision, and for which networks it holds. */
    record Judged(Neighbourhood neighbourhood, Decision decision) {}

    /** Proves what was asked for, or the most that can be. */
    Judged judge(Radius choice) {
        if (choice instanceof Radius.Given given) {
            return judge(given.radius());
        }
        if (choice instanceof Radius.HalfUlp half) {
            return judge(Radius.halfUlp(half.format(), centre));
        }
        Optional<Proved> ball = largest(Optional.empty());
        Proved largest = ball.orElse(new Proved(Rational.ZERO, decision));
        Optional<String> why = ball.isPresent() ? Optional.empty() : Optional.of(whyNone());
        Rational start = ball.map(Proved::radius).orElse(decimal(ONE, LEAST_EXPONENT));
        Optional<Counterexample> beyond =
                isWorthwhile() ? Counterexamples.beyond(centre, verdict, start, options.levels()) : Optional.empty();
        return new Judged(new Neighbourhood(largest.radius, Optional.empty(), verdict, beyond, why), largest.decision);
    }

    private Judged judge(Rational radius) {
        Optional<Proved> ball = at(radius);
        if (ball.isPresent()) {
            return new Judged(
                    new Neighbourhood(radius, Optional.empty(), verdict, Optional.empty(), Optional.empty()),
                    ball.get().decision);
        }
        Optional<Rational> proved = largest(Optional.of(radius)).map(Proved::radius);
        boolean isDecided = !(verdict instanceof Verdict.Undecided);
        return new Judged(
                new Neighbourhood(
                        radius,
                        proved.or(() -> isDecided ? Optional.of(Rational.ZERO) : proved),
                        verdict,
                        Optional.empty(),
                        Optional.empty()),
                new Decision(undecided(), new PeriodThree.Unknown(), decision.work()));
    }

    private Verdict undecided() {
        if (verdict instanceof Verdict.Undecided undecided) {
            return new Verdict.Undecided(undecided.settledLevel(), whyNone(), undecided.advice());
        }
        return new Verdict.Undecided(OptionalInt.empty(), whyNone(), "try a smaller --radius, or --max-radius");
    }

    /** Why there is no proof for a ball. */
    private String whyNone() {
        if (verdict instanceof Verdict.Undecided undecided) {
            return "the network itself is undecided: " + undecided.reason();
        }
        if (!Ball.isPossibleAround(centre)) {
            return "balls need one hidden layer of relu units, and the output identity, relu, clip or hard-tanh";
        }
        try {
            new Ball(centre, decimal(ONE, LEAST_EXPONENT)).map(Work.unlimited());
        } catch (DomainNotInvariantException leaves) {
            return "networks however near leave the domain";
        }
        return "what is proved for the network itself is not proved for all networks within this radius";
    }

    /** Returns the decision for a ball, if there is one. */
    private Optional<Proved> at(Rational radius) {
        if (!isWorthwhile()) {
            return Optional.empty();
        }
        try {
            Work work = Work.unlimited();
            BallMap maps = new Ball(centre, radius).map(work);
            work.allowFurther(options.budget().orElse(BUDGET));
            return EnclosureDecider.decide(maps, verdict, seeds, options.levels(), work)
                    .map(found -> new Proved(radius, found));
        } catch (DomainNotInvariantException | OverLimitsException tooLarge) {
            return Optional.empty();
        }
    }

    /**
     * Looks for the largest radius that has three digits and is below a bound: by bisection of the exponents, then of the digits.
     * What is proved for a ball is proved for all smaller ones.
     *
     * @param bound a radius above 0 at which there is no proof, or empty if all may be tried
     * @return the largest ball found; empty if there is none at any place where the search begins
     */
    private Optional<Proved> largest(Optional<Rational> bound) {
        Optional<Proved> best = Optional.empty();
        int proved = LEAST_EXPONENT;
        // Small balls may ask for more cells than are tried, and larger ones for fewer.
        for (int i = 0; best.isEmpty() && i < FIRST_EXPONENTS.size(); i++) {
            proved = FIRST_EXPONENTS.get(i);
            best = below(bound, decimal(ONE, proved));
        }
        int open = mostExponent();
        while (best.isPresent() && open - proved > 1) {
            int middle = Math.floorDiv(proved + open, 2);
            Optional<Proved> ball = below(bound, decimal(ONE, middle));
            best = ball.isPresent() ? ball : best;
            proved = ball.isPresent() ? middle : proved;
            open = ball.isPresent() ? open : middle;
        }
        int exponent = proved;
        return best.map(power -> larger(power, exponent, bound));
    }

    /** A ball much larger than all numbers of the network holds networks of all kinds. */
    private int mostExponent() {
        BigInteger largest = BigInteger.ONE;
        for (Layer layer : centre.layers()) {
            for (int unit = 0; unit < layer.units(); unit++) {
                largest = largest.max(size(layer.bias(unit)));
                for (int input = 0; input < layer.inputs(); input++) {
                    largest = largest.max(size(layer.weight(unit, input)));
                }
            }
        }
        return largest.toString().length() + 1;
    }

    private static BigInteger size(Rational number) {
        return number.floor().abs();
    }

    private Proved larger(Proved power, int exponent, Optional<Rational> bound) {
        Proved best = power;
        int proved = ONE;
        int open = TEN;
        while (open - proved > 1) {
            int middle = (proved + open) / 2;
            Optional<Proved> ball = below(bound, decimal(middle, exponent));
            best = ball.orElse(best);
            proved = ball.isPresent() ? middle : proved;
            open = ball.isPresent() ? open : middle;
        }
        return best;
    }

    private Optional<Proved> below(Optional<Rational> bound, Rational radius) {
        return bound.isPresent() && radius.compareTo(bound.get()) >= 0 ? Optional.empty() : at(radius);
    }

    private boolean isWorthwhile() {
        return Ball.isPossibleAround(centre) && !(verdict instanceof Verdict.Undecided);
    }

    /** units/100 · 10^exponent. */
    private static Rational decimal(int units, int exponent) {
        Rational power = Rational.of(BigInteger.TEN.pow(Math.abs(exponent - 2)));
        Rational number = Rational.of(units);
        return (exponent >= 2 ? number.times(power) : number.dividedBy(power)).reduced();
    }
}
