package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.Rational;
import org.chaoscert.exact.RationalSamples;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.SmoothSamples;
import org.chaoscert.search.Outcome;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.chaoscert.theorem.Claim;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks with smooth activations through the whole pipeline. That the checker accepts what is found is part of it: {@link
 * Certifier} throws where it does not.
 */
class SmoothCertificationTest {
    private static final int LEVELS = 6;

    private static final Certifier CERTIFIER = certifier(LEVELS, Optional.empty());

    private static Certifier certifier(int levels, Optional<Long> budget) {
        return new Certifier(new Options(Optional.empty(), levels, budget, Options.Embedding.AUTO, Optional.empty()));
    }

    private static Certified certify(Certifier certifier, Network network) {
        try {
            return certifier.certify(NetworkFiles.exactFile(network), "");
        } catch (NetworkFormatException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Certified certify(Network network) {
        return certify(CERTIFIER, network);
    }

    private static Verdict verdict(Network network) {
        return certify(network).decision().verdict();
    }

    private static String word(Verdict verdict) {
        return verdict instanceof Verdict.Chaotic chaotic
                ? "chaotic " + chaotic.level()
                : verdict instanceof Verdict.NotChaotic notChaotic ? "not chaotic " + notChaotic.level() : "undecided";
    }

    private static Verdict.Undecided undecided(Certified certified) {
        assertThat(certified.decision().verdict()).isInstanceOf(Verdict.Undecided.class);
        assertThat(certified.certificates()).as("certificates").isEmpty();
        return (Verdict.Undecided) certified.decision().verdict();
    }

    private static int precision(Certified certified) {
        String text = new String(certified.certificates().get(0).text().bytes(), StandardCharsets.UTF_8);
        String after = text.substring(text.indexOf("\"precision\":") + "\"precision\":".length())
                .strip();
        return Integer.parseInt(after.split("[^0-9]", 2)[0]);
    }

    private static String text(Network network) {
        return new String(NetworkFiles.exactFile(network), StandardCharsets.UTF_8);
    }

    // Known answers.

    /** Maps that rise, or fall with slopes above −1, have fixed points only; −tanh 3x has one cycle of two beside 0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "tanh 1/2 | 0;                       not chaotic 0",
                "tanh 3 | 0;                         not chaotic 0",
                "tanh 3 | -1/2;                      not chaotic 0",
                "tanh -1/2 | 0;                      not chaotic 0",
                "tanh -3 | 0;                        not chaotic 1",
                "sigmoid -20 | 10;                   not chaotic 1",
                "sigmoid 20 | -10;                   not chaotic 0",
                "sigmoid -3 | 1;                     not chaotic 0",
                "sigmoid 0 | 1;                      not chaotic 0"
            })
    void mapsOfOneDirection(String layer, String verdict) {
        Certified certified = certify(SmoothSamples.of(layer));
        assertThat(word(certified.decision().verdict())).as(layer).isEqualTo(verdict);
        assertThat(certified.decision().periodThree()).isEqualTo(new PeriodThree.Absent(Optional.empty()));
        assertThat(precision(certified)).as("bits").isEqualTo(64);
    }

    /** a (tanh(2x + 1) − tanh(2x − 1)) − 1: a bump; the more it is stretched the longer are its periods. */
    private static Network bump(String a) {
        Rational height = Numerals.quoted(a).reduced();
        return SmoothSamples.of("tanh 2 2 | 1 -1", "identity " + height + " " + height.negate() + " | -1");
    }

    /**
     * What all orbits settle on tells the level of a map whose graph is one bump: a cycle of 1, 2, 4 and 8 points in turn; then,
     * in windows, one of 6 (so f² has period three, and f has not), of 5 (likewise) and of 3.
     */
    @ParameterizedTest
    @CsvSource({
        "0.6, 1, not chaotic 0",
        "0.8, 1, not chaotic 0",
        "1, 2, not chaotic 1",
        "1.04, 4, not chaotic 2",
        "1.08, 8, not chaotic 3",
        "1.1131, 6, chaotic 1",
        "1.1632, 5, chaotic 1",
        "1.239, 3, chaotic 0"
    })
    void bumps(String a, int period, String verdict) {
        Network network = bump(a);
        assertThat(periodSettledOn(network, 0.1)).as("period of the cycle").isEqualTo(period);
        Certified certified = certify(network);
        assertThat(word(certified.decision().verdict())).as("a = %s", a).isEqualTo(verdict);
        if (verdict.equals("chaotic 1")) {
            assertThat(certified.decision().periodThree())
                    .isInstanceOfSatisfying(
                            PeriodThree.Absent.class,
                            absent -> assertThat(absent.proof()).isPresent());
            assertThat(certified.certificates())
                    .extracting(item -> item.role())
                    .containsExactly(Role.VERDICT, Role.PERIOD_THREE);
            assertThat(certified.certificates().get(1).proof().claim()).isEqualTo(new Claim.NoPeriod(3));
        }
    }

    private static int periodSettledOn(Network network, double start) {
        double[][][] numbers = SmoothSamples.floating(network);
        double x = start;
        for (int i = 0; i < 50_000; i++) {
            x = SmoothSamples.floatingValue(network, numbers, x);
        }
        double y = x;
        for (int period = 1; period <= 64; period++) {
            y = SmoothSamples.floatingValue(network, numbers, y);
            if (Math.abs(x - y) < 1e-7) {
                return period;
            }
        }
        return 0;
    }

    /** A steep step up and one down: nearly a tent. Conjugate maps have the same verdict. */
    @Test
    void tentLikeMapsAreChaotic() {
        Network bump = bump("1.4");
        Network sigmoids = SmoothSamples.of("sigmoid 4 4 | 2 -2", "identity 14/5 -14/5 | -1");
        assertThat(word(verdict(bump))).isEqualTo("chaotic 0");
        assertThat(word(verdict(sigmoids))).as("the same map").isEqualTo("chaotic 0");
        Network mirrored = SmoothSamples.of("tanh -2 -2 | 1 -1", "identity -7/5 7/5 | 1");
        assertThat(word(verdict(mirrored))).as("-f(-x)").isEqualTo("chaotic 0");
        Network moved = SmoothSamples.of("tanh 2 2 | -3 -5", "identity 7/5 -7/5 | 1");
        assertThat(word(verdict(moved))).as("f(x - 2) + 2").isEqualTo("chaotic 0");
    }

    /** A relu, clip or hard-tanh at the end, where the bump does not leave what it cuts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "clip 1/2 -1/2 | 1/20",
                "relu 1/2 -1/2 | 1/20",
                "hard-tanh 1/2 -1/2 | 1/20",
                "leaky-relu:1/2 1/2 -1/2 | 1/20",
                "abs 1/2 -1/2 | 1/20"
            })
    void bumpsWithOtherOutputsOnTheUnitInterval(String output) {
        Network network = SmoothSamples.of("tanh 5 5 | -1 -4", output);
        String onLine = word(verdict(network));
        assertThat(onLine).as("%s", output).startsWith("chaotic");
        // The bump is between 1/20 and 0.96.
        assertThat(word(verdict(network.on(Domain.UNIT)))).as("on [0, 1]").isEqualTo(onLine);
    }

    @Test
    void constantsAreNotChaotic() {
        assertThat(word(verdict(SmoothSamples.of("tanh 0 | 1")))).isEqualTo("not chaotic 0");
        assertThat(word(verdict(SmoothSamples.of("tanh 1 | 0", "identity 0 | 7"))))
                .isEqualTo("not chaotic 0");
        assertThat(word(verdict(SmoothSamples.of("relu 0 | -1", "sigmoid 5 | 0"))))
                .isEqualTo("not chaotic 0");
    }

    // Precision.

    /**
     * −tanh z + tanh(z)/2 for z = K (x − 1/3): a step down, by units that pull both ways, so that single intervals do not see
     * that it falls. Where its iterates fall takes several times as many bits as K has.
     */
    private static Network step(String k) {
        Rational factor = Numerals.quoted(k).reduced();
        Rational third = factor.dividedBy(Rational.of(-3)).reduced();
        return SmoothSamples.of("tanh " + factor + " " + factor + " | " + third + " " + third, "identity -1 1/2 | 0");
    }

    /** A step down has a cycle of two, and no others beside its fixed point. */
    @ParameterizedTest
    @CsvSource({"1e2, 64", "1e6, 128", "1e8, 256"})
    void asManyBitsAreTakenAsItTakes(String k, int bits) {
        Certified certified = certify(step(k));
        assertThat(word(certified.decision().verdict())).as("K = %s", k).isEqualTo("not chaotic 1");
        assertThat(precision(certified)).as("bits for K = %s", k).isEqualTo(bits);
        NetworkDecider quick = new NetworkDecider(LEVELS, Long.MAX_VALUE);
        assertThat(quick.decide(step(k))).isEqualTo(certified.decision().outcome());
        assertThat(quick.neededExactArithmetic()).as("more bits").isEqualTo(bits > 64);
    }

    /** K tanh x − K tanh x + 1/3 is constant, but its values are off by K times what is lost. */
    @Test
    void whereNoPrecisionWillDoItStaysOpen() {
        String k = Numerals.quoted("1e90").toString();
        Network network = SmoothSamples.of("tanh 1 1 | 0 0", "identity -" + k + " " + k + " | 1/3");
        assertThat(undecided(certify(network)).reason())
                .isEqualTo("the arithmetic is not precise enough to tell whether f has period 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e4", "1e8"})
    void steepStepsAreNotChaotic(String weight) {
        assertThat(word(verdict(SmoothSamples.of("tanh " + weight + " | 0", "identity -1 | 0"))))
                .as("a step down")
                .isEqualTo("not chaotic 1");
        assertThat(word(verdict(SmoothSamples.of("tanh " + weight + " | 1", "identity 1 | 0"))))
                .as("a step up")
                .isEqualTo("not chaotic 0");
    }

    /** Three steps, so steep that they look like jumps, that take 0 to 1/2, 1/2 to 1, and 1 to 0. */
    @ParameterizedTest
    @ValueSource(strings = {"100", "1e8", "1e20"})
    void steepStepsWithACycleOfThreeAreChaotic(String weight) {
        Rational steep = Numerals.quoted(weight).reduced();
        Network network = SmoothSamples.of(
                "sigmoid " + steep + " " + steep + " | " + steep.dividedBy(Rational.of(-4)) + " "
                        + steep.times(Rational.of(-3, 4)),
                "identity 1/2 -1 | 1/2");
        assertThat(word(verdict(network))).isEqualTo("chaotic 0");
    }

    // Knife edges: what is said is true, if anything is.

    @ParameterizedTest
    @ValueSource(strings = {"tanh 1 | 0", "tanh 1.0000001 | 0", "tanh 0.9999999 | 0", "tanh 1.000000000000001 | 0"})
    void risingMapsNearTheIdentityAreNotChaotic(String layer) {
        Certified certified = certify(SmoothSamples.of(layer));
        assertThat(word(certified.decision().verdict())).as(layer).isIn("undecided", "not chaotic 0");
    }

    @Test
    void theDoublingOfPeriodsIsAKnifeEdge() {
        // −tanh x: slope −1 at 0, and no cycle of two; f² − id has a threefold zero.
        Verdict verdict = verdict(SmoothSamples.of("tanh -1 | 0"));
        assertThat(word(verdict)).isIn("undecided", "not chaotic 0", "not chaotic 1");
        if (verdict instanceof Verdict.Undecided undecided) {
            assertThat(undecided.reason()).isNotEmpty();
            assertThat(undecided.advice()).isNotEmpty();
        }
    }

    // Options.

    @Test
    void levelsBoundTheSearch() {
        Certified certified = certify(certifier(0, Optional.empty()), bump("1"));
        Verdict.Undecided verdict = undecided(certified);
        assertThat(verdict.reason()).isEqualTo("f has period 2, and no chaos was found up to f^1");
        assertThat(verdict.advice()).contains("--levels");
        assertThat(word(certify(certifier(0, Optional.empty()), bump("0.6"))
                        .decision()
                        .verdict()))
                .isEqualTo("not chaotic 0");
        assertThat(word(certify(certifier(0, Optional.empty()), bump("1.4"))
                        .decision()
                        .verdict()))
                .isEqualTo("chaotic 0");
        assertThat(word(certify(certifier(1, Optional.empty()), bump("1"))
                        .decision()
                        .verdict()))
                .isEqualTo("not chaotic 1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10, 100})
    void spentBudgetsLeaveItOpen(long budget) {
        Certified certified = certify(certifier(LEVELS, Optional.of(budget)), bump("1"));
        Verdict.Undecided verdict = undecided(certified);
        assertThat(verdict.reason()).contains("the budget of " + budget + " units of work is spent");
        assertThat(verdict.advice()).contains("--budget");
        assertThat(certified.decision().work()).isLessThanOrEqualTo(budget);
        assertThat(new NetworkDecider(LEVELS, budget).decide(bump("1")).kind()).isEqualTo(Outcome.Kind.UNDECIDED);
    }

    /** Where it takes work to see that the map stays in its domain. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 10})
    void spentBudgetsLeaveItOpenOnADomainToo(long budget) {
        Network network =
                SmoothSamples.of("tanh 1 | 0", "identity 1 | 0").on(new Domain(Rational.ZERO, Rational.of(9, 10)));
        Verdict.Undecided verdict = undecided(certify(certifier(LEVELS, Optional.of(budget)), network));
        assertThat(verdict.reason()).contains("the budget of " + budget + " units of work is spent");
    }

    @Test
    void domainsThatAreLeftAreRefused() {
        Network network = SmoothSamples.of("tanh 2 | 0").on(new Domain(Rational.ZERO, Rational.of(1, 2)));
        assertThatThrownBy(() -> certify(network)).isInstanceOf(DomainNotInvariantException.class);
    }

    /** Weights whose product is beyond the range of binary64: more bits decide, or it stays open. */
    @Test
    void slopesBeyondTheRangeOfBinary64() {
        Network network = SmoothSamples.of("relu 1e200 1e200 | 0 -1", "identity 1e200 -1e200 | 0", "tanh 1 | 0");
        // It rises from 0 to 1, and 1 is its only fixed point but 0.
        assertThat(word(verdict(network))).isIn("undecided", "not chaotic 0");
    }

    @Test
    void numbersBeyondTheRangeOfBinary64AreWeights() {
        assertThat(word(verdict(SmoothSamples.of("tanh 1e-400 | 0")))).isIn("undecided", "not chaotic 0");
        assertThat(word(verdict(SmoothSamples.of("tanh 1e400 | 0")))).isIn("undecided", "not chaotic 0");
    }

    @Test
    void howOneNetworkWasDecidedSaysNothingOfTheNext() {
        NetworkDecider decider = new NetworkDecider(LEVELS, Long.MAX_VALUE);
        decider.decide(step("1e6"));
        assertThat(decider.neededExactArithmetic()).isTrue();
        decider.decide(bump("0.6"));
        assertThat(decider.neededExactArithmetic()).isFalse();
    }

    /** One after the other, as well with exact arithmetic as with enclosures. */
    @Test
    void exactArithmeticForOneNetworkSaysNothingOfASmoothOne() {
        Neurons neurons = new Neurons();
        neurons.reset(1, Activation.CLIP);
        neurons.weights()[0] = 0;
        neurons.biases()[0] = 1;
        neurons.outputs()[0] = 0.25;
        neurons.setBias(0.25);
        NetworkDecider decider = new NetworkDecider(LEVELS, 1_000_000);
        decider.decide(neurons);
        assertThat(decider.neededExactArithmetic()).isTrue();
        assertThat(decider.decide(bump("0.6")).kind()).isEqualTo(Outcome.Kind.NOT_CHAOTIC);
        assertThat(decider.neededExactArithmetic()).isFalse();
    }

    // All kinds.

    /** How it went. */
    private static final class Tally {
        int chaotic;
        int notChaotic;
        int undecided;
        int compared;

        @Override
        public String toString() {
            return chaotic + " chaotic, " + notChaotic + " not chaotic, " + undecided + " undecided, " + compared
                    + " compared";
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 70", "3, 70", "12, 40", "100, 20"})
    void randomNetworksAreDecidedAsTheirOrbitsBehave(int scale, int count) {
        RationalSamples samples = new RationalSamples(1000L + scale);
        SmoothSamples networks = new SmoothSamples(samples);
        Random random = new Random(scale);
        Tally tally = new Tally();
        for (int i = 0; i < count; i++) {
            Network network = networks.next(8, scale);
            Certified certified = certify(certifier(LEVELS, Optional.of(200_000L)), network);
            Verdict verdict = certified.decision().verdict();
            if (verdict instanceof Verdict.NotChaotic notChaotic) {
                tally.notChaotic++;
                tally.compared += assertSettles(network, 1 << notChaotic.level(), random);
            } else if (verdict instanceof Verdict.Chaotic chaotic) {
                tally.chaotic++;
                if (chaotic.level() == 0) {
                    assertHasACycleOfThree(network);
                }
            } else {
                tally.undecided++;
            }
        }
        assertThat(tally.undecided).as("%s", tally).isLessThan(count / 3);
        assertThat(tally.compared).as("%s", tally).isGreaterThan(count / 3);
    }

    /** Orbits that still move, if slowly, tell nothing; others are on a cycle. Returns whether all told something. */
    private static int assertSettles(Network network, int period, Random random) {
        double[][][] numbers = SmoothSamples.floating(network);
        boolean told = true;
        for (int orbit = 0; orbit < 60; orbit++) {
            double x = random.nextGaussian() * (orbit % 2 == 0 ? 1 : 30);
            for (int i = 0; i < 500; i++) {
                x = SmoothSamples.floatingValue(network, numbers, x);
            }
            double[] moves = new double[2];
            for (int k = 0; k < 2; k++) {
                double before = x;
                for (int i = 0; i < period; i++) {
                    x = SmoothSamples.floatingValue(network, numbers, x);
                }
                moves[k] = Math.abs(x - before) / Math.max(1, Math.abs(x));
                for (int i = 0; i < 500; i++) {
                    x = SmoothSamples.floatingValue(network, numbers, x);
                }
            }
            boolean isSlow = moves[0] < 1e-2 && moves[1] < moves[0];
            told &= moves[1] < 1e-6;
            assertThat(moves[1] < 1e-6 || isSlow)
                    .as("%s after %d steps: %s", Arrays.toString(moves), period, text(network))
                    .isTrue();
        }
        return told ? 1 : 0;
    }

    /** f³ − id changes its sign at some place where f − id does not vanish. */
    private static void assertHasACycleOfThree(Network network) {
        double[][][] numbers = SmoothSamples.floating(network);
        double[] ends = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int i = -4000; i <= 4000; i++) {
            double value = SmoothSamples.floatingValue(network, numbers, Math.sinh(i / 250.0));
            ends[0] = Math.min(ends[0], value);
            ends[1] = Math.max(ends[1], value);
        }
        boolean found = false;
        double before = 0;
        double placeBefore = ends[0];
        for (int i = 0; i <= 20_000 && !found; i++) {
            double x = ends[0] + (ends[1] - ends[0]) * i / 20_000;
            double gap = third(network, numbers, x) - x;
            if (i > 0 && gap * before <= 0) {
                double[] between = bisected(network, numbers, placeBefore, x);
                double fixed = SmoothSamples.floatingValue(network, numbers, between[0]) - between[0];
                double error = Math.abs(third(network, numbers, between[0]) - between[0]);
                found = Math.abs(fixed) > 1e-7 * (ends[1] - ends[0]) && Math.abs(fixed) > 3 * error;
            }
            before = gap;
            placeBefore = x;
        }
        assertThat(found).as("a cycle of three of %s", text(network)).isTrue();
    }

    private static double third(Network network, double[][][] numbers, double x) {
        double value = x;
        for (int i = 0; i < 3; i++) {
            value = SmoothSamples.floatingValue(network, numbers, value);
        }
        return value;
    }

    private static double[] bisected(Network network, double[][][] numbers, double from, double to) {
        double[] ends = {from, to};
        double first = third(network, numbers, from) - from;
        for (int i = 0; i < 60; i++) {
            double middle = (ends[0] + ends[1]) / 2;
            boolean sameSide = (third(network, numbers, middle) - middle) * first > 0;
            ends[sameSide ? 0 : 1] = middle;
        }
        return ends;
    }

    @Test
    void theDeciderOfSweepsAgrees() {
        RationalSamples samples = new RationalSamples(77);
        SmoothSamples networks = new SmoothSamples(samples);
        NetworkDecider quick = new NetworkDecider(LEVELS, Long.MAX_VALUE);
        for (int i = 0; i < 40; i++) {
            Network network = networks.next(5, 2);
            List<Outcome> outcomes = List.of(certify(network).decision().outcome(), quick.decide(network));
            assertThat(outcomes.get(1)).as("%s", text(network)).isEqualTo(outcomes.get(0));
        }
    }
}
