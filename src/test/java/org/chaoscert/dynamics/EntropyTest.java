package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.List;
import java.util.OptionalInt;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Families;
import org.chaoscert.network.Network;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Maps whose entropy is known; every proof is accepted by the checker, or sealing it fails. */
class EntropyTest {
    private static final int ITERATES = 12;
    private static final double CLOSE = 1.1e-12;

    private static Entropy sealed(byte[] content) throws Exception {
        Certified certified = new Certifier(Options.DEFAULT).certify(content, "network.json");
        PiecewiseLinearMap map = Unfolding.map(certified.file().network(), Work.unlimited());
        Entropy entropy = Entropy.of(map, certified.decision().verdict(), ITERATES);
        assertThat(entropy.lower()).isLessThanOrEqualTo(entropy.upper());
        assertThat(entropy.lower().signum()).isNotNegative();
        entropy.atLeast().ifPresent(proof -> {
            assertThat(proof.claim()).isEqualTo(new Claim.EntropyAtLeast(entropy.lower()));
            assertThat(certified
                            .sealer()
                            .seal(Role.ENTROPY_AT_LEAST, proof)
                            .result()
                            .isValid())
                    .isTrue();
        });
        assertThat(entropy.atLeast().isPresent()).isEqualTo(entropy.lower().signum() > 0);
        assertThat(((Claim.EntropyAtMost) entropy.atMost().claim()).bound()).isEqualTo(entropy.upper());
        assertThat(certified
                        .sealer()
                        .seal(Role.ENTROPY_AT_MOST, entropy.atMost())
                        .result()
                        .isValid())
                .isTrue();
        BigInteger units = BigInteger.TEN.pow(Entropy.DIGITS);
        for (Rational bound : List.of(entropy.lower(), entropy.upper())) {
            assertThat(bound.times(Rational.of(units)).reduced().denominator()).isEqualTo(BigInteger.ONE);
        }
        return entropy;
    }

    private static Entropy sealed(Maps maps) throws Exception {
        return sealed(NetworkFiles.exactFile(maps.network()));
    }

    private static void isAbout(Entropy entropy, double expected) {
        assertThat(entropy.lower().approximate()).isLessThanOrEqualTo(expected + 1e-15);
        assertThat(entropy.upper().approximate()).isGreaterThanOrEqualTo(expected - 1e-15);
        assertThat(entropy.lower().approximate()).isCloseTo(expected, within(CLOSE));
        assertThat(entropy.upper().approximate()).isCloseTo(expected, within(CLOSE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0, 1/2 1, 1 0 | 2",
                "0 0, 1/2 3/4, 1 0 | 1.5",
                "0 0, 1/2 5/8, 1 0 | 1.25",
                "0 0, 1/2 7/8, 1 0 | 1.75",
                "0 0, 1/3 1, 2/3 0, 1 1 | 3",
                "0 1, 1/3 0, 2/3 1, 1 0 | 3",
                "0 0, 1/4 1, 1/2 0, 3/4 1, 1 0 | 4",
                // Slopes of constant size, and a few other things far from what is mapped to and fro.
                "0 0, 1/2 4/5, 1 0 | 1.6",
                "-3 -3, 0 0, 1/2 3/4, 1 0, 5 0 | 1.5",
                "0 1/2, 1/2 1, 1 0 | 1.6180339887498948",
                "0 0, 1/2 11/20, 1 0 | 1.1"
            })
    void logarithmsOfSlopes(String points, double rate) throws Exception {
        isAbout(sealed(Maps.through(points)), Math.log(rate));
    }

    /** 1 -> k + 1 -> k + 2 -> k -> k + 3 -> … : its rate of growth is the largest root of x^n − 2 x^(n−2) − 1. */
    @ParameterizedTest
    @ValueSource(ints = {3, 5, 7, 9, 11, 13})
    void cyclesOfStefan(int n) throws Exception {
        int middle = (n + 1) / 2;
        int[] cycle = new int[n];
        for (int i = 0; i < n; i++) {
            cycle[i] = middle + (i % 2 == 0 ? -(i / 2) : (i + 1) / 2);
        }
        int[] values = new int[n];
        for (int i = 0; i < n; i++) {
            values[cycle[i] - 1] = cycle[(i + 1) % n];
        }
        double low = 1;
        double high = 2;
        for (int i = 0; i < 100; i++) {
            double root = (low + high) / 2;
            if (Math.pow(root, n) - 2 * Math.pow(root, n - 2) - 1 < 0) {
                low = root;
            } else {
                high = root;
            }
        }
        isAbout(sealed(Maps.dots(values)), Math.log(low));
    }

    @Test
    void theTopsOfTruncatedTents() throws Exception {
        // At 6/7 the flat piece is on a cycle of three points; at the double point of the full tent nothing is lost.
        isAbout(sealed(Maps.through("0 0, 3/7 6/7, 4/7 6/7, 1 0")), Math.log((1 + Math.sqrt(5)) / 2));
        Entropy none = sealed(Maps.through("0 0, 2/5 4/5, 3/5 4/5, 1 0"));
        assertThat(none.upper()).isEqualTo(Rational.ZERO);
        Entropy little = sealed(Maps.through("0 0, 9/20 9/10, 11/20 9/10, 1 0"));
        assertThat(little.lower().approximate()).isBetween(Math.log(1.6), Math.log(1.9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 1/3, 1 1/3",
                "0 0, 1 1",
                "0 1, 1 0",
                "0 0, 1/2 1/4, 1 0",
                "0 0, 1/2 1/2, 1 0",
                "0 0, 2/5 4/5, 3/5 4/5, 1 0",
                "1 3, 2 4, 3 2, 4 1",
                "0 1, 1/2 0, 1 0"
            })
    void mapsWithoutEntropy(String points) throws Exception {
        Entropy entropy = sealed(Maps.through(points));
        assertThat(entropy.lower()).isEqualTo(Rational.ZERO);
        assertThat(entropy.upper()).isEqualTo(Rational.ZERO);
        assertThat(entropy.atLeast()).isEmpty();
        Claim.EntropyAtMost claim = (Claim.EntropyAtMost) entropy.atMost().claim();
        assertThat(claim.period().orElse(1)).isGreaterThan(1);
    }

    @Test
    void keptNetworks() throws Exception {
        for (var file : NetworkFiles.known()) {
            Entropy entropy = sealed(NetworkFiles.read(file));
            Rational gap = entropy.upper().minus(entropy.lower());
            assertThat(gap.approximate()).as("bounds of %s", file).isLessThan(1e-6);
        }
        isAbout(sealed(NetworkFiles.known("published/tent")), Math.log(2));
        isAbout(sealed(NetworkFiles.known("exact/truncated-tent-6-7")), Math.log((1 + Math.sqrt(5)) / 2));
        assertThat(sealed(NetworkFiles.known("exact/identity")).upper()).isEqualTo(Rational.ZERO);
    }

    @Test
    void slopesOfTheLineAndOfHalfLines() throws Exception {
        // |3x| − 1: two laps, each over the whole image.
        isAbout(sealed(Maps.through(Domain.LINE, "-1 2, 0 -1, 1 2")), Math.log(2));
        Domain right = new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY);
        isAbout(sealed(Maps.through(right, "0 3, 1 0, 2 3")), Math.log(2));
        Domain left = new Domain(Rational.NEGATIVE_INFINITY, Rational.ZERO);
        isAbout(sealed(Maps.through(left, "-2 -3, -1 0, 0 -3")), Math.log(2));
    }

    @Test
    void simpleWitnessesOfSimpleMaps() throws Exception {
        Entropy tent = sealed(Maps.through("0 0, 1/2 1, 1 0"));
        assertThat(tent.atMost().witness()).isEqualTo(new Witness.Laps(1));
        assertThat(((Claim.EntropyAtMost) tent.atMost().claim()).period()).isEqualTo(OptionalInt.empty());
    }

    /** Laps are submultiplicative: bounds by f, f^2, f^4, … fall, and all of them hold the entropy, as the others do. */
    @Test
    void boundsByLapsFallAlongDoublings() {
        Network network = Families.named("tent").orElseThrow().at(Rational.of(3, 2));
        PiecewiseLinearMap map = Unfolding.map(network, Work.unlimited());
        Entropy entropy =
                Entropy.of(map, Decider.decide(map, Work.unlimited(), 6).verdict(), ITERATES);
        double before = Double.POSITIVE_INFINITY;
        for (int n = 1; n <= 64; n *= 2) {
            BigInteger laps = Growth.of(map, n).laps().get(n - 1).orElseThrow();
            double bound = Math.log(laps.doubleValue()) / n;
            assertThat(bound).as("laps of f^%d", n).isLessThan(before + 1e-12);
            assertThat(entropy.upper().approximate()).as("the best bound").isLessThan(bound + 1e-12);
            assertThat(bound).as("log(3/2) is below").isGreaterThan(Math.log(1.5) - 1e-12);
            before = bound;
        }
        assertThat(before).as("and they come near").isCloseTo(Math.log(1.5), within(0.03));
    }
}
