package org.chaoscert.battery;

import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.network.Scheme;
import org.chaoscert.network.Variance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of the published schemes through the whole pipeline: every certificate is accepted, no answer contradicted. */
class PublishedSchemesTest {
    private static void run(Sampler sampler, int count) throws NetworkFormatException {
        boolean small = sampler.width() <= 8 && sampler.depth() <= 3;
        Agreement.run(sampler, count, small ? 3 : count);
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_HE, 1, 2, 100",
        "ONE_HE, 4, 2, 250",
        "ONE_HE, 8, 2, 150",
        "ONE_HE, 64, 2, 30",
        "ONE_HE, 4, 3, 150",
        "HE_HE, 1, 2, 100",
        "HE_HE, 3, 2, 250",
        "HE_HE, 8, 2, 150",
        "HE_HE, 64, 2, 30",
        "HE_HE, 4, 3, 150",
        "HE_UNIFORM, 2, 2, 150",
        "HE_UNIFORM, 6, 2, 250",
        "HE_UNIFORM, 32, 2, 50",
        "HE_UNIFORM, 5, 3, 100",
        "NORMAL_TRUNCATED, 3, 2, 250",
        "NORMAL_TRUNCATED, 8, 2, 150",
        "NORMAL_TRUNCATED, 48, 2, 40",
        "NORMAL_TRUNCATED, 3, 3, 150",
        "GLOROT, 2, 2, 150",
        "GLOROT, 7, 2, 250",
        "GLOROT, 64, 2, 30",
        "GLOROT, 4, 3, 150",
        "GLOROT_OLD, 1, 2, 100",
        "GLOROT_OLD, 5, 2, 250",
        "GLOROT_OLD, 40, 2, 40",
        "GLOROT_OLD, 4, 3, 150",
    })
    void asPublished(Scheme scheme, int width, int depth, int count) throws NetworkFormatException {
        run(sampler(scheme, width, depth, false), count);
    }

    @ParameterizedTest
    @CsvSource({
        "ONE_HE, 3, 2, 250",
        "ONE_HE, 6, 3, 150",
        "ONE_HE, 16, 4, 6",
        "HE_HE, 3, 2, 250",
        "HE_HE, 7, 3, 100",
        "HE_HE, 64, 3, 4",
        "HE_HE, 12, 4, 6",
        "HE_UNIFORM, 4, 2, 250",
        "HE_UNIFORM, 24, 3, 10",
        "NORMAL_TRUNCATED, 5, 2, 250",
        "NORMAL_TRUNCATED, 6, 4, 30",
        "GLOROT, 5, 2, 250",
        "GLOROT, 5, 4, 40",
        "GLOROT_OLD, 4, 2, 250",
        "GLOROT_OLD, 8, 3, 60"
    })
    void clipped(Scheme scheme, int width, int depth, int count) throws NetworkFormatException {
        run(sampler(scheme, width, depth, true), count);
    }

    private static Sampler sampler(Scheme scheme, int width, int depth, boolean clip) {
        return new Sampler(scheme, width, depth, new Variance("he"), clip);
    }
}
