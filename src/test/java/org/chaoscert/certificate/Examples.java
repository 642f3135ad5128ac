package org.chaoscert.certificate;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.theorem.Cell;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Rule;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.Side;

/** Certificates for tests: true ones of every claim, witness and rule, and random ones that are well formed only. */
final class Examples {
    /**
     * A true claim about a kept network, with a witness.
     *
     * @param name the file's name below the test data
     * @param proof the claim and the witness
     * @param conclusions what the checker must conclude
     */
    record Truth(String name, Proof proof, List<String> conclusions) {
        byte[] networkFile() {
            return NetworkFiles.known(name);
        }

        Network network() throws NetworkFormatException {
            return NetworkReader.read(networkFile()).network();
        }

        Certificate embedded() throws NetworkFormatException {
            return new Certificate(
                    Digest.of(network()).sha256(), Optional.of(network()), Optional.empty(), Rational.ZERO, proof);
        }

        Certificate named(Optional<String> source) throws NetworkFormatException {
            return new Certificate(Digest.of(network()).sha256(), Optional.empty(), source, Rational.ZERO, proof);
        }

        @Override
        public String toString() {
            return name + ": " + proof.claim() + " by "
                    + proof.witness().getClass().getSimpleName();
        }
    }

    private static final Claim CHAOS = new Claim.LiYorkeChaos();
    private static final List<Rule> RULES = List.copyOf(EnumSet.allOf(Rule.class));
    private static final List<FloatFormat> FORMATS = List.copyOf(EnumSet.allOf(FloatFormat.class));
    private static final BigInteger LARGE = BigInteger.TEN.pow(40);
    private static final List<Integer> CHAOTIC_LENGTHS = List.of(3, 5, 6, 12);

    private Examples() {}

    private static Rational fraction(long p, long q) {
        return Rational.of(p, q);
    }

    private static Witness orbit(long denominator, long... numerators) {
        List<Rational> points = new ArrayList<>();
        for (long numerator : numerators) {
            points.add(fraction(numerator, denominator));
        }
        return new Witness.PeriodicOrbit(points);
    }

    private static Witness cover(Cell... cells) {
        return new Witness.Cover(List.of(cells));
    }

    private static Cell last(Rule rule, int divisor) {
        return new Cell(Rational.POSITIVE_INFINITY, rule, divisor);
    }

    /** Returns true claims: every claim, witness, rule and kind of domain. */
    static List<Truth> truths() {
        Proof figure7 = new Proof(
                new Claim.NoPeriod(4),
                cover(
                        new Cell(fraction(1, 8), Rule.MONOTONE, 2),
                        new Cell(fraction(7, 32), Rule.SEPARATED, 0),
                        new Cell(fraction(5, 16), Rule.MONOTONE, 1),
                        new Cell(fraction(3, 8), Rule.SEPARATED, 0),
                        new Cell(fraction(1, 1), Rule.MONOTONE, 2),
                        last(Rule.DRIFT, 0)));
        List<String> noPeriod2 = List.of("no-period:2", "periods-divide:1", "not-chaotic");
        List<String> noPeriod4 = List.of("no-period:4", "periods-divide:2", "not-chaotic");
        return List.of(
                new Truth("published/tent", new Proof(CHAOS, point(1, 1, 4)), List.of("chaotic")),
                new Truth("published/tent", new Proof(CHAOS, orbit(9, 2, 4, 8)), List.of("chaotic")),
                new Truth("published/tent", new Proof(new Claim.Period(3), orbit(9, 2, 4, 8)), List.of("has-period:3")),
                new Truth("exact/abs", new Proof(CHAOS, point(1, -1, 2)), List.of("chaotic")),
                new Truth("exact/five-cycle", new Proof(CHAOS, orbit(4, 0, 2, 3, 1, 4)), List.of("chaotic")),
                new Truth(
                        "exact/five-cycle",
                        new Proof(new Claim.Period(6), orbit(68, 4, 42, 35, 49, 21, 64)),
                        List.of("has-period:6")),
                new Truth("exact/five-cycle", new Proof(CHAOS, point(2, 35, 68)), List.of("chaotic")),
                new Truth("exact/identity", new Proof(new Claim.Period(1), orbit(7, 22)), List.of("has-period:1")),
                new Truth("exact/mirror", new Proof(new Claim.Period(2), orbit(1, 0, 1)), List.of("has-period:2")),
                new Truth(
                        "exact/mirror",
                        new Proof(new Claim.NoPeriod(4), cover(new Cell(Rational.ONE, Rule.FIXED, 2))),
                        noPeriod4),
                new Truth(
                        "exact/mirror",
                        new Proof(
                                new Claim.NoPeriod(3),
                                cover(
                                        new Cell(fraction(1, 2), Rule.MONOTONE, 1),
                                        new Cell(Rational.ONE, Rule.MONOTONE, 1))),
                        List.of("no-period:3")),
                new Truth(
                        "exact/minus-two", new Proof(new Claim.NoPeriod(2), cover(last(Rule.MONOTONE, 1))), noPeriod2),
                new Truth("published/figure-7", figure7, noPeriod4),
                new Truth("published/tent", deviation(FloatFormat.BINARY32, -1, 1, 1000), within("binary32")),
                new Truth("exact/five-cycle", deviation(FloatFormat.BFLOAT16, 0, 1, 1), within("bfloat16")),
                new Truth(
                        "published/tent",
                        new Proof(new Claim.FloatLiYorke(FloatFormat.BINARY64), point(1, 1, 4)),
                        List.of("chaotic", "inequality-in:binary64")),
                new Truth(
                        "exact/abs",
                        new Proof(new Claim.FloatLiYorke(FloatFormat.BINARY16), point(1, -1, 2)),
                        List.of("chaotic", "inequality-in:binary16")),
                new Truth("exact/shift", oneSided(2, Side.ABOVE), noPeriod2),
                new Truth("exact/shift", oneSided(12, Side.ABOVE), List.of("no-period:12")),
                new Truth("exact/constant-zero", oneSided(2, Side.BELOW), noPeriod2),
                new Truth(
                        "published/tent",
                        new Proof(
                                new Claim.EntropyAtLeast(fraction(693, 1000)),
                                new Witness.Horseshoe(1, List.of(weighted(0, 1, 2, LARGE), weighted(1, 2, 2, LARGE)))),
                        List.of("entropy-at-least:693/1000", "chaotic")),
                new Truth(
                        "published/tent",
                        new Proof(
                                atMost(7, 10),
                                new Witness.Tower(List.of(
                                        new Witness.WeightedInterval(
                                                Rational.NEGATIVE_INFINITY, Rational.POSITIVE_INFINITY, LARGE),
                                        new Witness.WeightedInterval(
                                                Rational.NEGATIVE_INFINITY, Rational.ONE, LARGE)))),
                        List.of("entropy-at-most:7/10")),
                new Truth(
                        "published/tent",
                        new Proof(
                                new Claim.EntropyAtLeast(fraction(693, 1000)),
                                new Witness.Tower(List.of(weighted(0, 1, 1, LARGE)))),
                        List.of("entropy-at-least:693/1000", "chaotic")),
                new Truth(
                        "exact/five-cycle", new Proof(atMost(1, 1), new Witness.Laps(5)), List.of("entropy-at-most:1")),
                new Truth(
                        "exact/mirror",
                        new Proof(
                                new Claim.EntropyAtMost(Rational.ZERO, OptionalInt.of(4)),
                                cover(new Cell(Rational.ONE, Rule.FIXED, 2))),
                        List.of("entropy-at-most:0")),
                new Truth(
                        "exact/shift",
                        new Proof(
                                new Claim.EntropyAtMost(fraction(1, 7), OptionalInt.of(2)),
                                new Witness.OneSided(Side.ABOVE)),
                        List.of("entropy-at-most:1/7")));
    }

    private static Claim atMost(long p, long q) {
        return new Claim.EntropyAtMost(fraction(p, q), OptionalInt.empty());
    }

    private static Witness.WeightedInterval weighted(long from, long to, long parts, BigInteger weight) {
        return new Witness.WeightedInterval(fraction(from, parts), fraction(to, parts), weight);
    }

    /** A deviation of one part of so many. */
    private static Proof deviation(FloatFormat format, long from, long to, long parts) {
        Claim claim = new Claim.FloatEvaluation(format, fraction(from, 1), fraction(to, 1), fraction(1, parts));
        return new Proof(claim, new Witness.ErrorBound());
    }

    private static List<String> within(String format) {
        return List.of("within-deviation:" + format);
    }

    private static Witness point(int iterate, long p, long q) {
        return new Witness.LiYorkePoint(iterate, fraction(p, q));
    }

    private static Proof oneSided(int period, Side side) {
        return new Proof(new Claim.NoPeriod(period), new Witness.OneSided(side));
    }

    /** Draws a certificate of the right form; what it says is seldom true. */
    static Certificate random(Random random) {
        Proof proof = randomProof(random);
        Network network = new SmallNetworks(random).draw(1 + random.nextInt(4), 4);
        String sha256 = Digest.of(network).sha256();
        return switch (random.nextInt(3)) {
            case 0 -> new Certificate(sha256, Optional.of(network), Optional.empty(), Rational.ZERO, proof);
            case 1 ->
                new Certificate(sha256, Optional.empty(), Optional.of("a \"b\"\\\n\u0001é.json"), Rational.ZERO, proof);
            default -> new Certificate(sha256, Optional.empty(), Optional.empty(), Rational.ZERO, proof);
        };
    }

    private static Proof randomProof(Random random) {
        int period = random.nextInt(5) == 0 ? Integer.MAX_VALUE : 2 + random.nextInt(40);
        return switch (random.nextInt(11)) {
            case 0 -> new Proof(CHAOS, new Witness.LiYorkePoint(period, number(random)));
            case 1 -> new Proof(CHAOS, randomOrbit(random, CHAOTIC_LENGTHS.get(random.nextInt(4))));
            case 2 -> {
                Witness.PeriodicOrbit orbit = randomOrbit(random, 1 + random.nextInt(9));
                yield new Proof(new Claim.Period(orbit.orbit().size()), orbit);
            }
            case 3 ->
                new Proof(
                        new Claim.NoPeriod(period),
                        new Witness.OneSided(random.nextBoolean() ? Side.BELOW : Side.ABOVE));
            case 4 ->
                new Proof(
                        new Claim.FloatLiYorke(FORMATS.get(random.nextInt(FORMATS.size()))),
                        new Witness.LiYorkePoint(period, number(random)));
            case 5 -> {
                FloatFormat format = FORMATS.get(random.nextInt(FORMATS.size()));
                yield new Proof(
                        new Claim.FloatEvaluation(format, number(random), number(random), size(random)),
                        new Witness.ErrorBound());
            }
            case 6 -> {
                List<Witness.WeightedInterval> intervals = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    intervals.add(new Witness.WeightedInterval(number(random), number(random), weight(random)));
                }
                yield new Proof(
                        new Claim.EntropyAtLeast(size(random).plus(Rational.ONE)),
                        new Witness.Horseshoe(period, intervals));
            }
            case 7 -> {
                List<Witness.WeightedInterval> states = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    states.add(new Witness.WeightedInterval(
                            random.nextInt(4) == 0 ? Rational.NEGATIVE_INFINITY : number(random),
                            random.nextInt(4) == 0 ? Rational.POSITIVE_INFINITY : number(random),
                            weight(random)));
                }
                Claim claim = random.nextBoolean()
                        ? new Claim.EntropyAtLeast(size(random).plus(Rational.ONE))
                        : new Claim.EntropyAtMost(size(random), OptionalInt.empty());
                yield new Proof(claim, new Witness.Tower(states));
            }
            case 8 -> new Proof(new Claim.EntropyAtMost(size(random), OptionalInt.empty()), new Witness.Laps(period));
            case 9 ->
                new Proof(
                        new Claim.EntropyAtMost(size(random), OptionalInt.of(2 << random.nextInt(30))),
                        new Witness.OneSided(random.nextBoolean() ? Side.BELOW : Side.ABOVE));
            default -> {
                List<Cell> cells = new ArrayList<>();
                for (int i = random.nextInt(5); i >= 0; i--) {
                    Rule rule = RULES.get(random.nextInt(RULES.size()));
                    boolean unbounded = i == 0 && random.nextBoolean();
                    cells.add(new Cell(
                            unbounded ? Rational.POSITIVE_INFINITY : number(random),
                            rule,
                            rule.hasDivisor() ? 1 + random.nextInt(period) : 0));
                }
                Claim claim = random.nextBoolean()
                        ? new Claim.NoPeriod(period)
                        : new Claim.EntropyAtMost(size(random), OptionalInt.of(2 << random.nextInt(30)));
                yield new Proof(claim, new Witness.Cover(cells));
            }
        };
    }

    private static Rational size(Random random) {
        Rational number = number(random);
        return number.signum() < 0 ? number.negate() : number;
    }

    private static BigInteger weight(Random random) {
        return new BigInteger(1 << random.nextInt(9), random).add(BigInteger.ONE);
    }

    private static Witness.PeriodicOrbit randomOrbit(Random random, int length) {
        Set<Rational> points = new LinkedHashSet<>();
        while (points.size() < length) {
            points.add(number(random));
        }
        return new Witness.PeriodicOrbit(List.copyOf(points));
    }

    private static Rational number(Random random) {
        if (random.nextInt(3) == 0) {
            return Rational.of(random.nextInt(3) - 1L);
        }
        int bits = 1 << random.nextInt(9);
        BigInteger numerator = new BigInteger(bits, random);
        return Rational.of(
                random.nextBoolean() ? numerator : numerator.negate(),
                new BigInteger(bits, random).add(BigInteger.ONE));
    }
}
