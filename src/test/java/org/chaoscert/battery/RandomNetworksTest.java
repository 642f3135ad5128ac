package org.chaoscert.battery;

import static org.assertj.core.api.Assertions.assertThat;

import org.chaoscert.battery.Agreement.Tally;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Networks of Definition 2.3 through the whole pipeline: every certificate is accepted, and no answer is contradicted. The
 * published schemes: {@link PublishedSchemesTest}.
 */
class RandomNetworksTest {
    @ParameterizedTest
    @CsvSource({
        "he, 1, 100", "he, 2, 200", "he, 3, 300", "he, 8, 300", "he, 64, 50", "glorot, 4, 150", "xavier, 16, 100",
        "lecun, 5, 150", "low, 6, 150", "16, 3, 300", "64, 4, 300", "64, 8, 200", "64, 16, 150", "256, 32, 60",
        "64, 64, 40", "1000, 7, 200", "0, 5, 20"
    })
    void reluSum(String variance, int width, int count) throws NetworkFormatException {
        Tally tally = Agreement.run(
                new Sampler(Scheme.RELU_SUM, width, 2, new Variance(variance), false), count, width <= 8 ? 1 : count);
        if (variance.equals("64") && width <= 16) {
            assertThat(tally.chaotic).as("chaotic among %s", tally).isPositive();
        }
    }
}
