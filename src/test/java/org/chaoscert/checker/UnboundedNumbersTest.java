package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small certificates whose numbers grow without end, all within the limits of work: numerators, orbits and derivatives. */
class UnboundedNumbersTest {
    private static final String DOUBLING = "{\"format\":\"chaoscert-certificate/1\",\"network\":{\"sha256\":"
            + "\"43889dd6cca723a4f98fc54e991bbaa332967f6750d5743fa665f7d8b7ef8b08\",\"domain\":[\"-inf\",\"inf\"],"
            + "\"layers\":[{\"weights\":[[\"2\"]],\"biases\":[\"0\"],\"activation\":\"identity\"}]},";
    private static final String HALVING = "{\"format\":\"chaoscert-certificate/1\",\"network\":{\"sha256\":"
            + "\"03c34329b4fb567227bf02def2a6839bb40fe4193263fd40ada7742567ea2179\",\"domain\":[\"-inf\",\"inf\"],"
            + "\"layers\":[{\"weights\":[[\"1/2\"]],\"biases\":[\"0\"],\"activation\":\"identity\"}]},";

    @ParameterizedTest
    @Tag("long")
    @ValueSource(
            strings = {
                DOUBLING + "\"claim\":\"li-yorke-chaos\",\"radius\":\"0\",\"witness\":{\"kind\":\"li-yorke-point\","
                        + "\"iterate\":100000000,\"point\":\"1\"}}",
                DOUBLING + "\"claim\":\"no-period\",\"period\":16000000,\"radius\":\"0\",\"witness\":{\"kind\":"
                        + "\"cover\",\"cells\":[{\"to\":\"1\",\"rule\":\"monotone\",\"divisor\":1},"
                        + "{\"to\":\"inf\",\"rule\":\"monotone\",\"divisor\":1}]}}",
                HALVING + "\"claim\":\"no-period\",\"period\":16000000,\"radius\":\"0\",\"witness\":{\"kind\":"
                        + "\"cover\",\"cells\":[{\"to\":\"inf\",\"rule\":\"monotone\",\"divisor\":1}]}}"
            })
    void growingNumbersEndOverLimits(String certificate) {
        Limits limits = Limits.DEFAULT.with(1000, 5000, Limits.DEFAULT.work());
        Result result = new Checker(Optional.empty(), limits).check(certificate.getBytes(StandardCharsets.UTF_8));
        assertThat(result.kind()).isEqualTo(Result.Kind.OVER_LIMITS);
        assertThat(result.why()).contains("bits; the limit is 5000");
    }
}
