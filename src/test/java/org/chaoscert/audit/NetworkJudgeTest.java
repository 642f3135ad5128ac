package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.battery.oracle.SmallNetworks;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.NetworkDecider;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.exact.FloatFormat;
import org.chaoscert.exact.Rational;
import org.chaoscert.exchange.NetworkSource.Entry;
import org.chaoscert.map.Domain;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Digest;
import org.chaoscert.network.FloatingMap.Summation;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.NetworkReader;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.chaoscert.search.Decider;
import org.chaoscert.search.Outcome;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Networks of all kinds: the truth against an oracle, and each refutation against the checker. */
class NetworkJudgeTest {
    private static final int LEVELS = 3;
    private static final long BUDGET = 20_000_000;

    private static final List<Column> YES_AND_NO = List.of(
            always("yes", Question.PERIOD_THREE, true),
            always("no", Question.PERIOD_THREE, false),
            always("chaotic", Question.CHAOS, true),
            always("calm", Question.CHAOS, false));

    private static Column always(String name, Question question, boolean claim) {
        return new Column(name, question, "always", (index, network) -> Optional.of(claim));
    }

    private static NetworkJudge judge(List<Column> columns, boolean refutes) {
        return new NetworkJudge(
                columns, LEVELS, BUDGET, refutes ? Optional.of(new Refuter(LEVELS, BUDGET)) : Optional.empty());
    }

    private final Map<String, Integer> kinds = new TreeMap<>();

    /** What a refutation has to prove. */
    private static List<String> contraries(Question question, boolean claim) {
        if (question == Question.CHAOS) {
            return List.of(claim ? "not-chaotic" : "chaotic");
        }
        return claim ? List.of("no-period:3", "not-chaotic") : List.of("has-period:3");
    }

    private void refutes(Network network, Column column, Answer answer) {
        Sealed sealed = answer.refutation().orElseThrow();
        byte[] bytes = sealed.text().bytes();
        Result result = new Checker(Optional.empty(), Limits.DEFAULT).check(bytes);
        assertThat(result.isValid()).as("%s", result).isTrue();
        List<String> contraries = contraries(column.question(), answer.claim().orElseThrow());
        JsonNode certificate = NetworkFiles.json(bytes);
        JsonNode held = certificate.get("network");
        JsonNode witness = certificate.get("witness");
        if (network.isSmooth() && contraries.equals(List.of("has-period:3"))) {
            // There are no exact orbits. By the theorem of Li and Yorke f itself has period three.
            assertThat(result.conclusions()).contains("chaotic");
            assertThat(witness.get("kind").stringValue()).isEqualTo("li-yorke-point");
            assertThat(witness.get("iterate").intValue()).isEqualTo(1);
        } else {
            assertThat(result.conclusions()).as("%s", column.name()).containsAnyElementsOf(contraries);
        }
        assertThat(held.get("sha256").stringValue())
                .isEqualTo(Digest.of(network).sha256());
        assertThat(held.has("layers")).as("the network is in the certificate").isTrue();
        assertThat(NetworkFiles.json(sealed.text().line().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(NetworkFiles.json(bytes));
        kinds.merge(column.name() + " refuted", 1, Integer::sum);
    }

    private Judged judged(NetworkJudge judge, Network network) {
        Judged judged = judge.judge(Entry.of(17, network));
        assertThat(judged.index()).isEqualTo(17);
        assertThat(judged.name()).isEqualTo("#17");
        assertThat(judged.fault()).isEmpty();
        assertThat(judged.isSmooth()).isEqualTo(network.isSmooth());
        assertThat(judged.answers()).hasSize(4);
        for (int i = 0; i < 4; i++) {
            Column column = YES_AND_NO.get(i);
            Answer answer = judged.answers().get(i);
            Optional<Boolean> truth = judged.truth(column.question());
            assertThat(answer.truth()).isEqualTo(truth);
            assertThat(answer.claim()).contains(i % 2 == 0);
            if (answer.isWrong()) {
                refutes(network, column, answer);
            } else {
                assertThat(answer.refutation()).isEmpty();
            }
        }
        return judged;
    }

    @Test
    void smallNetworksOfAllKinds() {
        Random random = new Random(51);
        SmallNetworks networks = new SmallNetworks(random);
        NetworkJudge judge = judge(YES_AND_NO, true);
        int compared = 0;
        for (int i = 0; i < 250; i++) {
            Network network = i % 3 == 0 ? networks.zigzag(2 + random.nextInt(4)) : networks.draw(1 + i % 4, 3);
            Judged judged = judged(judge, network);
            Optional<Boolean> truth = judged.truth(Question.PERIOD_THREE);
            assertThat(truth).as("with a large budget").isPresent();
            try {
                boolean slow = SlowMap.of(SlowNetwork.of(network), 3000).hasLeastPeriod(3);
                assertThat(truth).as("%s", network).contains(slow);
                compared++;
            } catch (SlowMap.TooManyPiecesException tooMany) {
                kinds.merge("too many pieces", 1, Integer::sum);
            }
        }
        assertThat(compared).isGreaterThan(200);
        for (Column column : YES_AND_NO) {
            assertThat(kinds)
                    .as("%s", kinds)
                    .hasEntrySatisfying(
                            column.name() + " refuted",
                            count -> assertThat(count).isGreaterThan(10));
        }
    }

    @Test
    void drawnNetworks() {
        NetworkJudge judge = judge(YES_AND_NO, true);
        for (Scheme scheme : Scheme.values()) {
            for (int depth = 2; depth <= (scheme == Scheme.RELU_SUM ? 2 : 3); depth++) {
                for (boolean clip : new boolean[] {false, true}) {
                    Sampler sampler =
                            new Sampler(scheme, 4, depth, new Variance("he"), clip || scheme == Scheme.RELU_SUM);
                    for (int i = 0; i < 4; i++) {
                        judged(judge, sampler.draw(9, i));
                    }
                }
            }
        }
        assertThat(kinds.keySet()).contains("yes refuted", "chaotic refuted");
    }

    @Test
    void smoothNetworks() {
        NetworkJudge judge = judge(YES_AND_NO, true);
        Sampler sampler = new Sampler(Scheme.HE_HE, 2, 2, new Variance("he"), false, true);
        for (int i = 0; i < 12; i++) {
            judged(judge, sampler.draw(9, i));
        }
        for (Path file : NetworkFiles.smooth()) {
            Network network;
            try {
                network = NetworkReader.read(NetworkFiles.read(file)).network();
            } catch (NetworkFormatException problem) {
                throw new AssertionError(problem);
            }
            judged(judge, network);
        }
        assertThat(kinds.keySet()).contains("yes refuted", "chaotic refuted", "calm refuted");
    }

    @Test
    void withoutRefuterThereAreNoCertificates() {
        NetworkJudge judge = judge(YES_AND_NO, false);
        Network tent = PlainProgram.tent(2).on(Domain.LINE);
        Judged judged = judge.judge(Entry.of(0, tent));
        assertThat(judged.answers().get(1).isWrong()).isTrue();
        assertThat(judged.answers()).allMatch(answer -> answer.refutation().isEmpty());
    }

    @Test
    void withoutBudgetThereIsNoAnswer() {
        NetworkJudge judge = new NetworkJudge(YES_AND_NO, LEVELS, 0, Optional.of(new Refuter(LEVELS, 0)));
        Network network = new SmallNetworks(new Random(1)).zigzag(5);
        Judged judged = judge.judge(Entry.of(0, network));
        assertThat(judged.fault()).isEmpty();
        assertThat(judged.outcome()).contains(new Outcome(Outcome.Kind.UNDECIDED, -1));
        assertThat(judged.answers()).noneMatch(Answer::isWrong);
    }

    @Test
    void faultsAreHandedOn() {
        NetworkJudge judge = judge(YES_AND_NO, true);
        Judged unread = judge.judge(Entry.faulty(4, "w0[4]: NaN"));
        assertThat(unread.fault()).contains("w0[4]: NaN");
        assertThat(unread.outcome()).isEmpty();
        assertThat(unread.answers()).isEmpty();
        assertThat(unread.index()).isEqualTo(4);
        Judged leaves = judge.judge(Entry.of(5, PlainProgram.tent(3).on(Domain.UNIT)));
        assertThat(leaves.outcome()).isEmpty();
        assertThat(leaves.fault().orElseThrow()).isNotEmpty();
        // The next network is judged all the same.
        assertThat(judge.judge(Entry.of(6, PlainProgram.tent(2).network())).outcome())
                .contains(new Outcome(Outcome.Kind.CHAOTIC, 0));
    }

    @Test
    void columnsOfMethodsAndClaims() {
        Method method = new Method("notebook", Preset.NOTEBOOK.test(), FloatFormat.BINARY32, Summation.FORWARD);
        Column column = Column.of(method);
        assertThat(column.name()).isEqualTo("notebook");
        assertThat(column.question()).isEqualTo(Question.PERIOD_THREE);
        assertThat(column.inWords()).isEqualTo(method.inWords());
        Random random = new Random(52);
        for (int i = 0; i < 30; i++) {
            Network network = new Sampler(Scheme.ONE_HE, 3, 2, new Variance("he"), false).draw(random.nextLong(), i);
            assertThat(column.source().claim(i, network)).contains(method.flags(network));
        }
    }

    // What follows is about NetworkDecider and Neurons.

    private static Outcome coarse(Outcome outcome) {
        return outcome.kind() == Outcome.Kind.CHAOTIC
                ? new Outcome(outcome.kind(), Math.min(1, outcome.level()))
                : outcome;
    }

    private static Outcome exactly(Network network) {
        Work work = Work.unlimited();
        return coarse(Decider.decide(Unfolding.map(network, work), work, LEVELS).outcome());
    }

    private static boolean fits(Network network) {
        List<Layer> layers = network.layers();
        if (layers.size() != 2 || layers.get(0).activation() != Activation.RELU) {
            return false;
        }
        boolean clip = layers.get(1).activation() == Activation.CLIP;
        if (!clip
                && layers.get(1).activation() != Activation.RELU
                && layers.get(1).activation() != Activation.IDENTITY) {
            return false;
        }
        if (!network.domain().equals(clip ? Domain.UNIT : Domain.LINE)) {
            return false;
        }
        for (Layer layer : layers) {
            for (int unit = 0; unit < layer.units(); unit++) {
                List<Rational> numbers = new ArrayList<>(List.of(layer.bias(unit)));
                for (int input = 0; input < layer.inputs(); input++) {
                    numbers.add(layer.weight(unit, input));
                }
                for (Rational number : numbers) {
                    Rational lowest = number.reduced();
                    if (lowest.denominator().bitCount() != 1) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Test
    void decidesAnyNetworkAsExactArithmeticDoes() {
        Random random = new Random(53);
        SmallNetworks networks = new SmallNetworks(random);
        NetworkDecider decider = new NetworkDecider(LEVELS, Long.MAX_VALUE);
        Neurons neurons = new Neurons();
        int[] taken = new int[2];
        Map<Outcome.Kind, Integer> outcomes = new EnumMap<>(Outcome.Kind.class);
        Activation[] outputs = {Activation.CLIP, Activation.RELU, Activation.IDENTITY, Activation.HARD_TANH};
        for (int i = 0; i < 600; i++) {
            Network network = i % 3 == 0
                    ? PlainProgram.random(
                                    random,
                                    new int[] {1 + random.nextInt(5)},
                                    new Activation[] {Activation.RELU, outputs[i / 3 % 4]},
                                    i % 2 == 0)
                            .network()
                    : i % 3 == 1 ? networks.zigzag(2 + random.nextInt(3)) : networks.draw(2, 3);
            boolean fits = neurons.take(network);
            assertThat(fits).as("%s", network).isEqualTo(fits(network));
            taken[fits ? 1 : 0]++;
            Outcome outcome = coarse(decider.decide(network));
            assertThat(outcome).as("%s", network).isEqualTo(exactly(network));
            outcomes.merge(outcome.kind(), 1, Integer::sum);
            if (fits) {
                assertThat(Digest.of(neurons.toNetwork())).isEqualTo(Digest.of(network));
                assertThat(neurons.width()).isEqualTo(network.hiddenUnits());
            } else {
                assertThat(decider.neededExactArithmetic()).isTrue();
            }
        }
        assertThat(taken[0]).isGreaterThan(100);
        assertThat(taken[1]).isGreaterThan(100);
        assertThat(outcomes.keySet()).contains(Outcome.Kind.CHAOTIC, Outcome.Kind.NOT_CHAOTIC);
    }

    private static Network changed(Domain domain, Layer hidden, Layer output) {
        return new Network(domain, List.of(hidden, output));
    }

    @Test
    void whatDoesNotFitChangesNothing() {
        Layer hidden = Layer.of(new double[] {1, 1}, new double[] {0, -0.5}, Activation.RELU, Rational.ZERO);
        Layer output = Layer.of(new double[] {2, -4}, new double[] {0.25}, Activation.CLIP, Rational.ZERO);
        Neurons neurons = new Neurons();
        Network good = changed(Domain.UNIT, hidden, output);
        assertThat(neurons.take(good)).isTrue();
        Rational[][] thirds = {{Rational.of(1, 3), Rational.ONE}};
        Rational[] zero = {Rational.ZERO};
        List<Network> others = List.of(
                changed(Domain.LINE, hidden, output),
                changed(new Domain(Rational.ZERO, Rational.POSITIVE_INFINITY), hidden, output),
                changed(Domain.UNIT, hidden, new Layer(thirds, zero, Activation.CLIP)),
                changed(
                        Domain.UNIT,
                        hidden,
                        new Layer(
                                new Rational[][] {{Rational.ONE, Rational.ONE}},
                                new Rational[] {Rational.of(1, 7)},
                                Activation.CLIP)),
                changed(
                        Domain.LINE,
                        hidden,
                        Layer.of(new double[] {2, -4}, new double[] {0}, Activation.ABS, Rational.ZERO)),
                changed(
                        Domain.UNIT,
                        Layer.of(new double[] {1, 1}, new double[] {0, -0.5}, Activation.LEAKY_RELU, Rational.ZERO),
                        output),
                changed(
                        Domain.UNIT,
                        new Layer(
                                new Rational[][] {{Rational.ONE}, {Rational.of(1, 3)}},
                                new Rational[] {Rational.ZERO, Rational.ZERO},
                                Activation.RELU),
                        output),
                new Network(
                        Domain.UNIT,
                        List.of(Layer.of(new double[] {1}, new double[] {0}, Activation.CLIP, Rational.ZERO))),
                new Network(
                        Domain.UNIT,
                        List.of(
                                hidden,
                                Layer.of(
                                        new double[] {1, 0, 0, 1}, new double[] {0, 0}, Activation.RELU, Rational.ZERO),
                                output)));
        for (Network other : others) {
            assertThat(neurons.take(other)).as("%s", other).isFalse();
            assertThat(Digest.of(neurons.toNetwork())).isEqualTo(Digest.of(good));
        }
        // A domain that is the default one, though it was given.
        assertThat(neurons.take(changed(new Domain(Rational.ZERO, Rational.ONE), hidden, output)))
                .isTrue();
    }

    @Test
    void layersOfBinary64Numbers() {
        double[] weights = {1, -0.0, 0.1, 1e-320, -3, 1e300};
        double[] biases = {0.5, -0.25};
        Layer layer = Layer.of(weights, biases, Activation.LEAKY_RELU, Rational.of(1, 3));
        assertThat(layer.units()).isEqualTo(2);
        assertThat(layer.inputs()).isEqualTo(3);
        for (int unit = 0; unit < 2; unit++) {
            for (int input = 0; input < 3; input++) {
                assertThat(layer.weight(unit, input)).isEqualTo(Rational.of(weights[3 * unit + input]));
            }
            assertThat(layer.bias(unit)).isEqualTo(Rational.of(biases[unit]));
        }
        assertThat(layer.leak()).isEqualTo(Rational.of(1, 3));
        weights[0] = 7;
        biases[0] = 7;
        assertThat(layer.weight(0, 0)).as("copied").isEqualTo(Rational.ONE);
        assertThat(layer.bias(0)).as("copied").isEqualTo(Rational.of(1, 2));
        for (Runnable wrong : List.<Runnable>of(
                () -> Layer.of(new double[] {1, 2, 3}, new double[] {0, 0}, Activation.RELU, Rational.ZERO),
                () -> Layer.of(new double[0], new double[] {0}, Activation.RELU, Rational.ZERO),
                () -> Layer.of(new double[] {1}, new double[0], Activation.RELU, Rational.ZERO),
                () -> Layer.of(new double[] {Double.NaN}, new double[] {0}, Activation.RELU, Rational.ZERO),
                () -> Layer.of(
                        new double[] {1}, new double[] {Double.POSITIVE_INFINITY}, Activation.RELU, Rational.ZERO),
                () -> Layer.of(new double[] {1}, new double[] {0}, Activation.RELU, Rational.ONE),
                () -> Layer.of(new double[] {1}, new double[] {0}, Activation.LEAKY_RELU, Rational.of(2)))) {
            assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
