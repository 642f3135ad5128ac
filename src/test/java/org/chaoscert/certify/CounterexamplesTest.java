package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.SmallBalls;
import org.chaoscert.network.Unfolding;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterexamplesTest {
    private static final int LEVELS = Options.DEFAULT.levels();

    private static Network known(String name) throws NetworkFormatException {
        return NetworkReader.read(NetworkFiles.known(name)).network();
    }

    private static Verdict verdict(Network network) {
        Work work = Work.unlimited();
        return Decider.decide(Unfolding.map(network, work), work, LEVELS).verdict();
    }

    private static Optional<Counterexample> beyond(Network network, String from) {
        return Counterexamples.beyond(
                network, verdict(network), Numerals.quoted(from).reduced(), LEVELS);
    }

    /** The farthest that a number of one network is from that of the other. */
    private static Rational distance(Network one, Network other) {
        List<Rational> from = SmallBalls.numbers(one);
        List<Rational> to = SmallBalls.numbers(other);
        Rational distance = Rational.ZERO;
        for (int i = 0; i < from.size(); i++) {
            Rational moved = to.get(i).minus(from.get(i));
            Rational size = moved.signum() < 0 ? moved.negate() : moved;
            distance = size.compareTo(distance) > 0 ? size : distance;
        }
        return distance;
    }

    @ParameterizedTest
    @CsvSource({
        "published/tent, 1/200, NotChaotic",
        "published/perturbed-tent, 1/1000, NotChaotic",
        "published/figure-7, 1/2, Chaotic",
        "exact/touching, 1/20, Chaotic",
        "published/large-lipschitz, 1/1000, Chaotic"
    })
    void whatIsFoundHasTheOtherVerdictAndLiesBetweenTheStartAndItsRadius(String name, String from, String other)
            throws NetworkFormatException {
        Network centre = known(name);
        Counterexample found = beyond(centre, from).orElseThrow();
        assertThat(verdict(found.network()).getClass().getSimpleName())
                .as("verdict near %s", name)
                .isEqualTo(other);
        assertThat(distance(centre, found.network()))
                .as("moved by at most the radius, and by more than what holds none")
                .isLessThanOrEqualTo(found.radius())
                .isGreaterThan(Numerals.quoted(from));
        assertThat(found.network().domain()).isEqualTo(centre.domain());
        Counterexample again = beyond(centre, from).orElseThrow();
        assertThat(again.radius()).as("the same each time").isEqualTo(found.radius());
        assertThat(distance(again.network(), found.network()))
                .as("the same network")
                .isEqualTo(Rational.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-30", "1e-9"})
    void nearAConstantThereIsNone(String from) {
        Network constant = SmallBalls.of(Domain.UNIT, Activation.CLIP, "1 0 0 1/2");
        assertThat(beyond(constant, from)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 0 -2 1", "1 0 1/2 0"})
    void oneUnitIsNeverChaotic(String numbers) {
        // Monotone, whatever its numbers.
        assertThat(beyond(SmallBalls.of(Domain.LINE, Activation.IDENTITY, numbers), "1e-3"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/5", "1/3"})
    void networksThatLeaveTheDomainAreNone(String bias) {
        // Far from chaos; most networks beyond do not stay in [0, 1], and have no verdict.
        Network inside = SmallBalls.of(Domain.UNIT, Activation.IDENTITY, "1 0 1/2 " + bias);
        assertThat(beyond(inside, "1/20")).isEmpty();
    }
}
