package org.chaoscert.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Options;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.map.Span;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.oracle.BruteForceMap;
import org.chaoscert.oracle.Fraction;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Sharkovsky;
import org.chaoscert.theorem.Witness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamicsTest {
    private static final int PERIODS = 7;
    private static final int ITERATES = 6;

    private static Dynamics of(byte[] content, Options options) throws Exception {
        return Dynamics.of(content, "network.json", options, PERIODS, ITERATES, step -> {});
    }

    private static Dynamics of(Maps maps) throws Exception {
        Dynamics dynamics = of(NetworkFiles.exactFile(maps.network()), Options.DEFAULT);
        isWhole(maps.toString(), dynamics);
        return dynamics;
    }

    /** Each answer has its certificate, once, and the answers are in keeping with each other. */
    private static void isWhole(String name, Dynamics dynamics) {
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        List<Role> roles = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        for (Sealed sealed : dynamics.certificates()) {
            roles.add(sealed.role());
            claims.add(sealed.proof().claim());
            assertThat(checker.check(sealed.text().bytes()).isValid()).as(name).isTrue();
        }
        assertThat(roles).as(name).doesNotHaveDuplicates();
        assertThat(dynamics.periods().keySet()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        dynamics.periods().forEach((n, answer) -> {
            boolean has = answer.orElseThrow();
            assertThat(dynamics.orbits().containsKey(n))
                    .as("orbit %s of %s", n, name)
                    .isEqualTo(has);
            if (has) {
                assertThat(dynamics.orbits().get(n).orbit()).hasSize(n);
                assertThat(claims).as(name).contains(new Claim.Period(n));
            } else if (n > 1) {
                assertThat(claims).as(name).contains(new Claim.NoPeriod(n));
            }
            dynamics.periods().forEach((m, other) -> {
                if (n > 1 && has && Sharkovsky.forces(n, m)) {
                    assertThat(other.orElseThrow())
                            .as("%s forces %s: %s", n, m, name)
                            .isTrue();
                }
            });
        });
        assertThat(dynamics.fixed().isEmpty())
                .as(name)
                .isNotEqualTo(dynamics.periods().get(1).orElseThrow());
        Verdict verdict = dynamics.certified().decision().verdict();
        Entropy entropy = dynamics.entropy().orElseThrow();
        assertThat(entropy.lower().signum() > 0).as(name).isEqualTo(verdict instanceof Verdict.Chaotic);
        assertThat(claims.contains(new Claim.LiYorkeChaos())).isEqualTo(verdict instanceof Verdict.Chaotic);
        assertThat(roles.contains(Role.ENTROPY_AT_LEAST))
                .isEqualTo(entropy.lower().signum() > 0);
        assertThat(roles).contains(Role.ENTROPY_AT_MOST);
        assertThat(dynamics.growth().orElseThrow().laps()).hasSize(ITERATES);
        assertThat(dynamics.growth().orElseThrow().regions()).hasSize(ITERATES);
    }

    private static void agrees(Maps maps) throws Exception {
        Dynamics dynamics = of(maps);
        List<BruteForceMap> iterates = maps.slow().iterates(PERIODS, 300);
        for (int n = 1; n <= iterates.size(); n++) {
            assertThat(dynamics.periods().get(n))
                    .as("period %s of %s", n, maps)
                    .contains(BruteForceMap.ofLeastPeriod(n, iterates).isPresent());
            if (n <= ITERATES) {
                assertThat(dynamics.growth().orElseThrow().laps().get(n - 1))
                        .contains(BigInteger.valueOf(iterates.get(n - 1).laps()));
            }
        }
        for (Attractor attractor : dynamics.attractors()) {
            Fraction point = Fraction.of(attractor.cycle().get(0));
            assertThat(BruteForceMap.leastPeriod(point, PERIODS, iterates.get(0)))
                    .isEqualTo(attractor.cycle().size());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 6})
    void randomMaps(int kinks) throws Exception {
        RandomPolylines polylines = new RandomPolylines(600 + kinks, kinks);
        for (int i = 0; i < 15; i++) {
            agrees(polylines.next());
        }
    }

    @Tag("battery")
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8})
    void manyRandomMaps(int kinks) throws Exception {
        RandomPolylines polylines = new RandomPolylines(6600 + kinks, kinks);
        for (int i = 0; i < 150; i++) {
            agrees(polylines.next());
        }
    }

    @Test
    void keptNetworks() throws Exception {
        for (var file : NetworkFiles.known()) {
            isWhole(file.toString(), of(NetworkFiles.read(file), Options.DEFAULT));
        }
    }

    @Test
    void theTentTruncatedAtSixSevenths() throws Exception {
        Dynamics dynamics = of(NetworkFiles.known("exact/truncated-tent-6-7"), Options.DEFAULT);
        List<Rational> three = List.of(Rational.of(2, 7), Rational.of(4, 7), Rational.of(6, 7));
        assertThat(dynamics.orbits().get(3)).isEqualTo(new Witness.PeriodicOrbit(three));
        assertThat(dynamics.attractors())
                .containsExactly(new Attractor(three, new Span(Rational.of(3, 7), Rational.of(4, 7))));
        assertThat(dynamics.fixed())
                .containsExactly(
                        new Span(Rational.ZERO, Rational.ZERO), new Span(Rational.of(2, 3), Rational.of(2, 3)));
    }

    @Test
    void stepsAreReported() throws Exception {
        List<String> steps = new ArrayList<>();
        Dynamics.of(NetworkFiles.known("published/tent"), "tent.json", Options.DEFAULT, 3, 2, steps::add);
        assertThat(steps).containsExactly("verdict", "period 1", "period 2", "period 3", "laps and regions", "entropy");
    }

    @Test
    void withLittleBudgetQuestionsStayOpen() throws Exception {
        Options little = new Options(Optional.empty(), 1, Optional.of(1L), Options.Embedding.AUTO, Optional.empty());
        Maps maps = Maps.through("0 1/3, 1/5 9/11, 2/5 1/7, 3/5 8/11, 4/5 2/13, 1 9/13");
        Dynamics dynamics = of(NetworkFiles.exactFile(maps.network()), little);
        assertThat(dynamics.periods().keySet()).hasSize(PERIODS);
        assertThat(dynamics.periods().get(5)).isEmpty();
        assertThat(dynamics.growth()).isEmpty();
        assertThat(dynamics.entropy()).isEmpty();
        assertThat(dynamics.orbits().keySet())
                .allMatch(n -> dynamics.periods().get(n).orElse(false));
    }

    @Test
    void boundsDoNotNeedAVerdict() throws Exception {
        Options fewLevels =
                new Options(Optional.empty(), 0, Optional.empty(), Options.Embedding.ALWAYS, Optional.empty());
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        int undecided = 0;
        for (String name : List.of("published/tent", "exact/truncated-tent-0.82491", "exact/five-cycle")) {
            Dynamics dynamics = of(NetworkFiles.known(name), fewLevels);
            Entropy entropy = dynamics.entropy().orElseThrow();
            assertThat(entropy.lower()).as(name).isLessThanOrEqualTo(entropy.upper());
            for (Sealed sealed : dynamics.certificates()) {
                assertThat(checker.check(sealed.text().bytes()).isValid()).isTrue();
            }
            undecided += dynamics.certified().decision().verdict() instanceof Verdict.Undecided ? 1 : 0;
        }
        assertThat(undecided).isPositive();
    }

    @Test
    void otherDomains() throws Exception {
        Options half = new Options(
                Optional.of(new Domain(Rational.of(-7), Rational.ONE)),
                6,
                Optional.empty(),
                Options.Embedding.AUTO,
                Optional.empty());
        byte[] content = NetworkFiles.exactFile(
                Maps.through(Domain.LINE, "-1 -1, 0 0, 1/2 1, 1 0").network());
        Dynamics dynamics = of(content, half);
        isWhole("a tent with a tail", dynamics);
        assertThat(dynamics.fixed()).contains(new Span(Rational.of(-7), Rational.ZERO));
    }

    @Test
    void whatCannotBeAnalysed() {
        byte[] smooth = NetworkFiles.read(NetworkFiles.smooth().get(0));
        assertThatThrownBy(() -> of(smooth, Options.DEFAULT))
                .isInstanceOf(NetworkFormatException.class)
                .hasMessageContaining("smooth");
        byte[] leaving = NetworkFiles.exactFile(
                Maps.through(Domain.LINE, "0 1, 1 2").network().on(Domain.UNIT));
        assertThatThrownBy(() -> of(leaving, Options.DEFAULT)).isInstanceOf(DomainNotInvariantException.class);
    }
}
