package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Network;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Proof;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the map, proofs of bounds of its entropy are accepted by the checker, and laps are in keeping with the bounds. */
class EntropyProofsTest {
    private static final int ITERATES = 8;

    private static Entropy sealed(String name, Network network) throws Exception {
        Certified certified = new Certifier(Options.DEFAULT).certify(NetworkFiles.exactFile(network), "network.json");
        PiecewiseLinearMap map = Unfolding.map(network, Work.unlimited());
        Verdict verdict = certified.decision().verdict();
        Entropy entropy = Entropy.of(map, verdict, ITERATES);
        for (Optional<Proof> proof : List.of(entropy.atLeast(), Optional.of(entropy.atMost()))) {
            proof.ifPresent(found -> assertThat(certified
                            .sealer()
                            .seal(Role.ENTROPY_AT_MOST, found)
                            .result()
                            .isValid())
                    .as(name)
                    .isTrue());
        }
        assertThat(entropy.lower()).as(name).isLessThanOrEqualTo(entropy.upper());
        if (verdict instanceof Verdict.Chaotic) {
            assertThat(entropy.lower().signum()).as("chaos of %s", name).isPositive();
        }
        List<Optional<BigInteger>> laps = Growth.of(map, ITERATES).laps();
        // Of very many turns no more than a few iterates are looked at.
        boolean isSmall = map.function().pieces() <= 500;
        for (int n = 1; n <= ITERATES; n++) {
            keeps(name, entropy, laps.get(n - 1), n, isSmall);
        }
        return entropy;
    }

    /** Numbers of laps are submultiplicative: so the entropy is at most (log laps)/n for every n. */
    private static void keeps(String name, Entropy entropy, Optional<BigInteger> laps, int n, boolean isSmall) {
        if (laps.isPresent()) {
            double most = Math.log(laps.get().doubleValue()) / n + 1e-12;
            assertThat(entropy.lower().approximate())
                    .as("lower bound of %s and %s laps of iterate %s", name, laps.get(), n)
                    .isLessThanOrEqualTo(most);
            if (isSmall) {
                assertThat(entropy.upper().approximate())
                        .as("upper bound of %s and %s laps of iterate %s", name, laps.get(), n)
                        .isLessThanOrEqualTo(most + 1e-9);
            }
        }
    }

    private static void sealed(Maps maps) throws Exception {
        Entropy entropy = sealed(maps.toString(), maps.network());
        List<BruteForceMap> iterates = maps.slow().iterates(ITERATES, 200);
        for (int n = 1; n <= iterates.size(); n++) {
            keeps(
                    maps.toString(),
                    entropy,
                    Optional.of(BigInteger.valueOf(iterates.get(n - 1).laps())),
                    n,
                    true);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 5, 8})
    void randomMaps(int kinks) throws Exception {
        RandomPolylines maps = new RandomPolylines(300 + kinks, kinks);
        for (int i = 0; i < 12; i++) {
            sealed(maps.next());
        }
    }

    @Tag("battery")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 9, 14})
    void manyRandomMaps(int kinks) throws Exception {
        RandomPolylines maps = new RandomPolylines(3300 + kinks, kinks);
        for (int i = 0; i < 150; i++) {
            sealed(maps.next());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 0, 1/1000000 1, 1 0",
                "0 0, 999999/1000000 1, 1 0",
                "0 0, 1/2 1, 1 999999/1000000",
                "0 1, 1/2 999999/1000000, 1 1",
                "0 0, 1/3 1/1000000, 2/3 1, 1 0",
                "0 1/2, 1/1000000000000 1, 2/1000000000000 0, 1 1",
                "0 0, 1/1000000 1, 2/1000000 0, 3/1000000 1, 1 1",
                "0 0, 1/3 1, 1/2 1, 2/3 1/3, 1 1/3",
                "0 0, 1/7 1/7, 1/2 1, 1 0"
            })
    void steepAndFlat(String points) throws Exception {
        sealed(Maps.through(points));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000000", "1/1000000000000", "1", "123456789/1000"})
    void scales(String factor) throws Exception {
        Rational scale = Numerals.quoted(factor);
        for (String points : List.of("0 0, 1/2 3/4, 1 0", "0 1/2, 1/3 1, 2/3 1/5, 1 7/9", "0 0, 1/2 1, 1 1/3")) {
            for (String shift : List.of("0", "1000000000", "-1/3")) {
                sealed(RandomPolylines.moved(Maps.through(points), scale, Numerals.quoted(shift)));
            }
        }
        sealed(RandomPolylines.moved(Maps.through(Domain.LINE, "-1 2, 0 -1, 1 2"), scale, Rational.ONE));
    }

    @ParameterizedTest
    @CsvSource({"200, 1000", "230, 10", "1001, 2", "1200, 100"})
    void manyTurns(int turns, int height) throws Exception {
        Random random = new Random(turns);
        List<Rational> xs = new ArrayList<>();
        List<Rational> ys = new ArrayList<>();
        for (int i = 0; i <= turns + 1; i++) {
            xs.add(Rational.of(i, turns + 1L).reduced());
            int size = random.nextInt(height);
            ys.add(Rational.of(i % 2 == 0 ? size : 2 * height - size, 2L * height)
                    .reduced());
        }
        sealed("zigzag " + turns, new Maps(Domain.UNIT, xs, ys).network());
    }

    @ParameterizedTest
    @EnumSource(Scheme.class)
    void sampledNetworks(Scheme scheme) throws Exception {
        for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 3); depth++) {
            for (boolean clip : new boolean[] {false, true}) {
                Sampler sampler = new Sampler(scheme, 5, depth, new Variance("he"), clip);
                for (int i = 0; i < 3; i++) {
                    Network network = sampler.draw(20, i);
                    try {
                        sealed(scheme + " " + depth + " " + clip + " " + i, network);
                    } catch (DomainNotInvariantException leaves) {
                        assertThat(network.domain()).isNotEqualTo(Domain.LINE);
                    }
                }
            }
        }
    }

    @Tag("battery")
    @ParameterizedTest
    @EnumSource(Scheme.class)
    void manySampledNetworks(Scheme scheme) throws Exception {
        for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 3); depth++) {
            Sampler sampler = new Sampler(scheme, 12, depth, new Variance("4"), true);
            for (int i = 0; i < 25; i++) {
                sealed(scheme + " " + depth + " " + i, sampler.draw(21, i));
            }
        }
    }

    @Test
    void smallNetworks() throws Exception {
        SmallNetworks networks = new SmallNetworks(new Random(77));
        int count = 0;
        for (int i = 0; i < 60; i++) {
            Network network = i % 4 == 3 ? networks.zigzag(2 + i % 5) : networks.draw(1 + i % 3, 3);
            try {
                sealed("small network " + i, network);
                count++;
            } catch (DomainNotInvariantException leaves) {
                assertThat(network.domain()).isNotEqualTo(Domain.LINE);
            }
        }
        assertThat(count).isGreaterThan(30);
    }

    @Tag("battery")
    @Test
    void manySmallNetworks() throws Exception {
        SmallNetworks networks = new SmallNetworks(new Random(78));
        for (int i = 0; i < 600; i++) {
            Network network = i % 3 == 2 ? networks.zigzag(2 + i % 7) : networks.draw(1 + i % 4, 4);
            try {
                sealed("small network " + i + " " + network.domain(), network);
            } catch (DomainNotInvariantException leaves) {
                assertThat(network.domain()).isNotEqualTo(Domain.LINE);
            }
        }
    }

    @Test
    void valuesNearEachOtherAtAllScales() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 10; i++) {
            int kinks = 2 + random.nextInt(4);
            double[] places = random.doubles(kinks).sorted().toArray();
            List<Rational> xs = new ArrayList<>(List.of(Rational.ZERO));
            Arrays.stream(places).forEach(x -> xs.add(Rational.of(x).reduced()));
            xs.add(Rational.ONE);
            List<Rational> ys = new ArrayList<>();
            for (int k = 0; k < xs.size(); k++) {
                double tiny = Math.scalb(random.nextDouble(), -random.nextInt(60));
                ys.add(Rational.of(k % 2 == 0 ? tiny : 1 - tiny).reduced());
            }
            sealed(new Maps(Domain.UNIT, xs, ys));
        }
    }
}
