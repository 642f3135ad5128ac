package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Neighbourhood.Counterexample;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.NetworkKind;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Ball;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.SmallBalls;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Decision;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Balls of all kinds through the whole pipeline: accepted by the checker, and not contradicted by networks in them. */
class BallCertificationTest {
    private static final String[] RADII = {"1e-12", "1e-9", "3e-7", "1/65536", "1e-4", "1/700", "0.01", "0.1"};

    private static final int LEVELS = Options.DEFAULT.levels();

    /** How it went. */
    private static final class Tally {
        int proved;
        int unproved;
        int largest;
        int beyond;

        @Override
        public String toString() {
            return proved + " proved, " + unproved + " not proved; " + largest + " largest balls, " + beyond
                    + " with counterexamples";
        }
    }

    private static Certified certify(Network network, Radius radius) throws NetworkFormatException {
        Options options =
                new Options(Optional.empty(), LEVELS, Optional.empty(), Options.Embedding.AUTO, Optional.of(radius));
        // Throws if the checker rejects what was found.
        return new Certifier(options).certify(NetworkFiles.exactFile(network), "");
    }

    private static Radius.Given given(String radius) {
        return new Radius.Given(Numerals.quoted(radius).reduced());
    }

    private static Neighbourhood around(Certified certified) {
        return certified.neighbourhood().orElseThrow();
    }

    private static boolean isDecided(Certified certified) {
        return !(certified.decision().verdict() instanceof Verdict.Undecided);
    }

    private static String word(Verdict verdict) {
        return verdict.getClass().getSimpleName();
    }

    private static Decision decide(Network network) {
        Work work = Work.unlimited();
        PiecewiseLinearMap map = Unfolding.map(network, work);
        return Decider.decide(map, work, LEVELS);
    }

    private static void examine(Network network, String radius, Tally tally) throws NetworkFormatException {
        Certified certified = certify(network, given(radius));
        Rational asked = Numerals.quoted(radius);
        assertThat(around(certified).radius()).as("radius").isEqualTo(asked);
        assertThat(around(certified).beyond()).as("nobody asked beyond").isEmpty();
        if (isDecided(certified)) {
            tally.proved++;
            assertThat(around(certified).proved()).as("proved").isEmpty();
            assertHolds(certified);
        } else {
            tally.unproved++;
            assertThat(certified.certificates()).as("nothing proved").isEmpty();
            assertThat(certified.decision().periodThree()).isInstanceOf(PeriodThree.Unknown.class);
            Rational proved = around(certified).proved().orElseThrow();
            assertThat(proved).as("what is proved").isLessThan(asked);
            if (proved.signum() > 0) {
                assertHolds(certify(network, new Radius.Given(proved)));
            }
        }
    }

    /** Looks for the largest ball: that it is one, and that ten times as much is not. */
    private static void examineLargest(Network network, Tally tally) throws NetworkFormatException {
        Certified certified = certify(network, new Radius.Largest());
        Neighbourhood around = around(certified);
        assertThat(around.proved()).isEmpty();
        assertThat(isDecided(certified)).as("decided").isTrue();
        if (around.radius().signum() > 0) {
            tally.largest++;
            assertHolds(certified);
            Certified again = certify(network, new Radius.Given(around.radius()));
            assertThat(again.decision().verdict())
                    .as("when asked for it")
                    .isEqualTo(certified.decision().verdict());
            Rational ten = around.radius().times(Rational.of(10)).reduced();
            assertThat(isDecided(certify(network, new Radius.Given(ten))))
                    .as("ten times %s", around.radius())
                    .isFalse();
        } else {
            assertThat(certified.certificates()).isNotEmpty().allSatisfy(item -> assertAccepted(item, Rational.ZERO));
        }
        if (around.beyond().isPresent()) {
            tally.beyond++;
            assertOther(certified, around.beyond().get());
        }
    }

    private static void assertOther(Certified certified, Counterexample other) {
        Neighbourhood around = around(certified);
        assertThat(other.radius()).as("beyond").isGreaterThan(around.radius());
        assertThat(word(decide(other.network()).verdict()))
                .as("the other verdict")
                .isNotEqualTo(word(around.centre()))
                .isNotEqualTo("Undecided");
        List<Rational> from = SmallBalls.numbers(certified.file().network());
        List<Rational> to = SmallBalls.numbers(other.network());
        for (int i = 0; i < from.size(); i++) {
            Rational moved = to.get(i).minus(from.get(i));
            assertThat(moved.signum() < 0 ? moved.negate() : moved).as("moved").isLessThanOrEqualTo(other.radius());
        }
    }

    private static void assertAccepted(Sealed item, Rational radius) {
        byte[] text = item.text().bytes();
        Result again = new Checker(Optional.empty(), Limits.DEFAULT).check(text);
        assertThat(again.isValid()).as("%s at %s", again.code(), again.at()).isTrue();
        assertThat(NetworkFiles.json(text).path("radius").asString())
                .as("radius")
                .isEqualTo(radius.toString());
    }

    /** All certificates are accepted, and networks of the ball are as they say. */
    private static void assertHolds(Certified certified) {
        Neighbourhood around = around(certified);
        assertThat(certified.certificates()).as("certificates").isNotEmpty();
        certified.certificates().forEach(item -> assertAccepted(item, around.radius()));
        Verdict verdict = certified.decision().verdict();
        assertThat(word(verdict)).as("the verdict on the network itself").isEqualTo(word(around.centre()));
        Ball ball = new Ball(certified.file().network(), around.radius());
        for (int i = 0; i < 3; i++) {
            Decision other = decide(ball.member(ball.drawMoves(100 + i, i % 2 == 0)));
            if (!(other.verdict() instanceof Verdict.Undecided)) {
                assertThat(word(other.verdict())).as("verdict in %s", ball).isEqualTo(word(verdict));
            }
            PeriodThree periodThree = certified.decision().periodThree();
            if (!(periodThree instanceof PeriodThree.Unknown)) {
                assertThat(other.periodThree()).as("period three in %s", ball).isInstanceOf(periodThree.getClass());
            }
        }
    }

    private static void examineAll(Network network, int index, Tally tally) throws NetworkFormatException {
        examine(network, RADII[index % RADII.length], tally);
        if (index % 12 == 5) {
            examineLargest(network, tally);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyScheme(Scheme scheme) throws NetworkFormatException {
        Tally tally = new Tally();
        Variance variance = new Variance(scheme == Scheme.RELU_SUM ? "64" : "he");
        for (int i = 0; i < 16; i++) {
            boolean clip = i % 3 == 0 && scheme != Scheme.RELU_SUM;
            Sampler sampler = new Sampler(scheme, 1 + i % 16, 2, variance, clip);
            examineAll(sampler.draw(7, i), i, tally);
        }
        assertThat(tally.proved).as("%s", tally).isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource
    void everyKindOfNumbers(NetworkKind kind) throws NetworkFormatException {
        Tally tally = new Tally();
        Random random = new Random(8);
        for (int i = 0; i < 8; i++) {
            Network network = NetworkKind.draw(kind, 1 + i % 9, NetworkKind.activation(i), random)
                    .toNetwork();
            examineAll(network, i, tally);
        }
        assertThat(tally.proved + tally.unproved).as("%s", tally).isEqualTo(8);
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "RELU", "CLIP", "HARD_TANH"})
    void smallNumbers(Activation output) throws NetworkFormatException {
        Tally tally = new Tally();
        SmallBalls balls = new SmallBalls(new RationalSamples(81));
        for (int i = 0; i < 24; i++) {
            examineAll(balls.centre(1 + i % 4, output), i, tally);
        }
        assertThat(tally.proved).as("%s", tally).isGreaterThan(5);
        assertThat(tally.proved + tally.unproved).as("%s", tally).isEqualTo(24);
    }

    // Knife edges.

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exact/slope-minus-one",
                "exact/identity",
                "exact/fourth-iterate-identity",
                "exact/kinks-outside-domain"
            })
    void onTheEdgeThereIsNoBall(String name) throws NetworkFormatException {
        Certified certified = certify(known(name), new Radius.Largest());
        assertThat(around(certified).radius()).as("radius of %s", name).isEqualTo(Rational.ZERO);
        assertThat(isDecided(certified)).as("decided").isTrue();
        assertThat(certified.certificates()).isNotEmpty().allSatisfy(item -> assertAccepted(item, Rational.ZERO));
        assertThat(around(certified).beyond())
                .as("networks with the other verdict that stay in the domain")
                .isEmpty();
        Certified least = certify(known(name), given("1e-30"));
        assertThat(isDecided(least)).as("1e-30").isFalse();
        assertThat(around(least).proved()).contains(Rational.ZERO);
    }

    @ParameterizedTest
    @CsvSource({
        "exact/touching, 1/20, 1/5",
        "exact/touching-chaotic, 1/1000, 1/10",
        "exact/truncated-tent-6-7, 1e-4, 1/50",
        "published/large-lipschitz, 1/1000, 1/50",
        "published/tent, 1/200, 1/5"
    })
    void aVerdictHoldsForABallAndNotFarBeyond(String name, String least, String most) throws NetworkFormatException {
        Certified certified = certify(known(name), new Radius.Largest());
        assertThat(around(certified).radius()).as("radius of %s", name).isGreaterThan(Numerals.quoted(least));
        assertHolds(certified);
        Counterexample other = around(certified).beyond().orElseThrow();
        assertThat(other.radius()).as("the counterexample's").isLessThan(Numerals.quoted(most));
        assertOther(certified, other);
    }

    private static Network known(String name) throws NetworkFormatException {
        return NetworkReader.read(NetworkFiles.known(name)).network();
    }
}
