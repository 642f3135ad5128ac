package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.Random;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Binary64Map;
import org.chaoscert.map.NetworkKind;
import org.chaoscert.map.PiecewiseLinearMap;
import org.chaoscert.map.Work;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Neurons;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Unfolding;
import org.chaoscert.network.Variance;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.CoverSearch.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoutTest {
    private final Binary64Map map = new Binary64Map();
    private final Scout scout = new Scout(map);

    private boolean hasCore(Neurons neurons) {
        NetworkKind.read(map, neurons);
        return map.findCore();
    }

    /** s · min(x, 1 − x). */
    private static Neurons tent(double slope) {
        Neurons neurons = new Neurons();
        neurons.reset(2, Activation.CLIP);
        neurons.weights()[0] = 1;
        neurons.biases()[0] = 0;
        neurons.outputs()[0] = slope;
        neurons.weights()[1] = 1;
        neurons.biases()[1] = -0.5;
        neurons.outputs()[1] = -2 * slope;
        return neurons;
    }

    /** A tent of slope s has period three from the golden mean 1.618 on, its m-th iterate where s^m reaches that. */
    @ParameterizedTest
    @CsvSource({"2.0, 0", "1.7, 0", "1.6, 1", "1.4, 1", "1.2, 2", "1.13, 2", "1.1, 3", "1.07, 3", "1.05, 4", "1.035, 4"
    })
    void tentsAreSeenFromTheirLevelOn(double slope, int level) {
        assertThat(hasCore(tent(slope))).isTrue();
        for (int j = 0; j < level; j++) {
            assertThat(scout.look(j, level - 1)).as("level %d", j).isEmpty();
        }
        int found = scout.look(level, 6).orElseThrow();
        assertThat(found).isBetween(level, level < 2 ? level : 4);
    }

    @ParameterizedTest
    @CsvSource({"1.03", "1.0", "0.5", "-0.5"})
    void nothingIsSeenBeyondTheLastLevelOrWithoutChaos(double slope) {
        hasCore(tent(slope));
        for (int j = 0; j <= 2; j++) {
            assertThat(scout.look(j, 6)).isEmpty();
        }
    }

    @Test
    void nothingIsSeenOnAnEndlessCore() {
        Neurons neurons = NetworkKind.draw(NetworkKind.GENERAL, 1, Activation.IDENTITY, new Random(1));
        neurons.weights()[0] = 0;
        NetworkKind.read(map, neurons);
        assertThat(map.findCore()).isTrue();
        assertThat(scout.look(0, 6)).isEmpty();
    }

    /** What is seen is true, and most of what there is is seen. */
    @Test
    void randomNetworks() {
        Sampler law = new Sampler(Scheme.RELU_SUM, 16, 2, new Variance("64"), false);
        Neurons neurons = new Neurons();
        int seen = 0;
        int missed = 0;
        for (int i = 0; i < 1500; i++) {
            law.draw(720, i, neurons);
            if (!hasCore(neurons)) {
                continue;
            }
            PiecewiseLinearMap exact = Unfolding.map(neurons.toNetwork(), Work.unlimited());
            boolean has = periodThree(exact, 0) == Finding.YES;
            if (scout.look(0, 4).isPresent()) {
                assertThat(has).as("network %d", i).isTrue();
                seen++;
            } else {
                missed += has ? 1 : 0;
            }
            OptionalInt higher = scout.look(1 + i % 2, 2);
            if (higher.isPresent() && !has) {
                assertThat(periodThree(exact, higher.getAsInt()))
                        .as("network %d, level %s", i, higher)
                        .isEqualTo(Finding.YES);
            }
        }
        assertThat(seen).isGreaterThan(50).isGreaterThan(5 * missed);
    }

    private static Finding periodThree(PiecewiseLinearMap map, int level) {
        Question question = Question.periodThreeOfIterate(1 << level);
        return new CoverSearch<>(map, question, Rational::compareTo, Goal.EXISTENCE)
                .run()
                .finding();
    }
}
