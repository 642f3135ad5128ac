package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.exact.Numerals;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.exact.Rational;
import org.chaoscert.theorem.Claim;
import org.chaoscert.theorem.Proof;
import org.chaoscert.theorem.Witness;
import org.chaoscert.theorem.Witness.WeightedInterval;
import org.junit.jupiter.api.Test;

/** Only what the checker accepts is given out. */
class SealerTest {
    private static final Rational HALF = Rational.of(1, 2);
    private static final byte[] TENT = NetworkFiles.known("published/tent");

    private static Sealer sealer(Options.Embedding embedding) throws Exception {
        Options options = new Options(Optional.empty(), 2, Optional.empty(), embedding, Optional.empty());
        return new Certifier(options).certify(TENT, "tent.json").sealer();
    }

    private static Proof atMost(String bound, Witness witness) {
        return new Proof(new Claim.EntropyAtMost(Numerals.quoted(bound), OptionalInt.empty()), witness);
    }

    private static Proof tower(String bound, Rational from, Rational to) {
        return new Proof(
                new Claim.EntropyAtLeast(Numerals.quoted(bound)),
                new Witness.Tower(List.of(new WeightedInterval(from, to, BigInteger.ONE))));
    }

    @Test
    void trueProofsAreGivenOutWithTheirResult() throws Exception {
        Proof proof = tower("0.6931", Rational.ZERO, Rational.ONE);
        Sealed sealed = sealer(Options.Embedding.ALWAYS).seal(Role.ENTROPY_AT_LEAST, proof);
        assertThat(sealed.proof()).isSameAs(proof);
        assertThat(sealed.role()).isEqualTo(Role.ENTROPY_AT_LEAST);
        assertThat(sealed.embedded()).isTrue();
        assertThat(sealed.result().isValid()).isTrue();
        Checker checker = new Checker(Optional.empty(), Limits.DEFAULT);
        assertThat(checker.check(sealed.text().bytes()).isValid()).isTrue();
    }

    @Test
    void withoutTheNetworkACertificateNamesItsFile() throws Exception {
        Sealed sealed =
                sealer(Options.Embedding.NEVER).seal(Role.ENTROPY_AT_MOST, atMost("0.6932", new Witness.Laps(3)));
        assertThat(sealed.embedded()).isFalse();
        assertThat(sealed.text().line()).contains("tent.json");
        assertThat(new Checker(Optional.of(TENT), Limits.DEFAULT)
                        .check(sealed.text().bytes())
                        .isValid())
                .isTrue();
        assertThat(new Checker(Optional.empty(), Limits.DEFAULT)
                        .check(sealed.text().bytes())
                        .isValid())
                .isFalse();
    }

    @Test
    void falseProofsAreNot() throws Exception {
        Sealer sealer = sealer(Options.Embedding.ALWAYS);
        for (Proof proof : List.of(
                tower("0.6932", Rational.ZERO, Rational.ONE),
                tower("0.1", Rational.ZERO, HALF),
                tower("0.1", Rational.ZERO, Rational.of(2)),
                atMost("0.6931", new Witness.Laps(3)),
                new Proof(new Claim.Period(1), new Witness.PeriodicOrbit(List.of(HALF))),
                new Proof(new Claim.NoPeriod(2), new Witness.OneSided(Witness.Side.BELOW)))) {
            assertThatThrownBy(() -> sealer.seal(Role.VERDICT, proof))
                    .as(proof.toString())
                    .isInstanceOf(RejectedProofException.class);
        }
        assertThat(sealer.seal(Role.ENTROPY_AT_MOST, atMost("1", new Witness.Laps(1)))
                        .result()
                        .isValid())
                .as("a sealer goes on after that")
                .isTrue();
    }

    @Test
    void proofsThatAreTooLongToCheckAreNot() throws Exception {
        Sealer sealer = sealer(Options.Embedding.ALWAYS);
        Proof proof = atMost("0.7", new Witness.Laps(2_000_000_000));
        assertThatThrownBy(() -> sealer.seal(Role.ENTROPY_AT_MOST, proof))
                .isInstanceOf(OverLimitsException.class)
                .hasMessageContaining("goes beyond the limits");
    }
}
