package org.chaoscert.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chaoscert.checker.Certificates.TENT;
import static org.chaoscert.checker.Certificates.network;

import java.util.Optional;
import org.chaoscert.checker.Certificates.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What checking enclosures takes is counted before it is done; the amounts are worked out by hand. */
class WorkOfEnclosuresTest {
    private static Result check(String certificate, long work) {
        Limits limits = Limits.DEFAULT.with(1 << 20, 1 << 18, work);
        return Certificates.check(Certificates.bytes(certificate), Optional.empty(), limits);
    }

    /** 256 parts of the domain, 2 units, and 64²/256 = 16 for the precision. */
    @ParameterizedTest
    @CsvSource({"8191, over-limits", "8192, valid"})
    void aDomainIsLookedAtPartByPart(long work, String expected) {
        Network quarter = network("0 1", "tanh 1 | 0", "identity 1/4 | 0");
        String cover = Certificates.precise(64, Certificates.cover(quarter, 2, "1 monotone 1"));
        assertThat(check(cover, work).kind().word()).isEqualTo(expected);
    }

    /** 3 steps, 3 units, and 2 for 4 weights among 3 units. */
    @ParameterizedTest
    @CsvSource({"17, over-limits", "18, valid"})
    void aStepOfAProgramGoesThroughAllWeights(long work, String expected) {
        String claim = "\"claim\":\"float-li-yorke\",\"arithmetic\":\"binary64\"";
        String point = Certificates.certificate(TENT.json(), claim, Certificates.liYorkeWitness(1, "1/4"));
        assertThat(check(point, work).kind().word()).isEqualTo(expected);
    }

    /** So many bits would keep the checker busy for a long time; the limit is looked at first. */
    @ParameterizedTest
    @CsvSource({"16384", "262144"})
    void veryManyBitsAreRefusedAtOnce(int bits) {
        Network quarter = network("0 1", "tanh 1 | 0", "identity 1/4 | 0");
        String cover = Certificates.precise(bits, Certificates.cover(quarter, 2, "1 monotone 1"));
        assertThat(check(cover, 1_000_000).kind()).isEqualTo(Result.Kind.OVER_LIMITS);
    }
}
