package org.chaoscert.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.certify.Certified.Role;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Options.Embedding;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.exact.Rational;
import org.chaoscert.map.Domain;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.network.Activation;
import org.chaoscert.network.Digest;
import org.chaoscert.network.Layer;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the options of the pipeline change, and what they leave as it is. */
class OptionsTest {
    private static final int EMBEDDED = 64 * 1024;

    private static Certified certify(Options options, byte[] content) throws NetworkFormatException {
        return new Certifier(options).certify(content, "net.json");
    }

    private static Options onDomain(Rational left, Rational right, Embedding embedding) {
        return new Options(Optional.of(new Domain(left, right)), 6, Optional.empty(), embedding, Optional.empty());
    }

    private static Options levels(int levels) {
        return new Options(Optional.empty(), levels, Optional.empty(), Embedding.AUTO, Optional.empty());
    }

    private static Options budget(long budget) {
        return new Options(Optional.empty(), 6, Optional.of(budget), Embedding.AUTO, Optional.empty());
    }

    // Another domain.

    @ParameterizedTest
    @ValueSource(strings = {"AUTO", "ALWAYS"})
    void aNetworkOnAnotherDomainIsEmbeddedWithThatDomain(Embedding embedding) throws NetworkFormatException {
        byte[] content = NetworkFiles.known("published/tent");
        Certified certified = certify(onDomain(Rational.ZERO, Rational.ONE, embedding), content);
        Network judged = certified.file().network();
        assertThat(judged.domain()).isEqualTo(Domain.UNIT);
        assertThat(certified.sha256())
                .as("the digest is that of the network on the other domain")
                .isEqualTo(Digest.of(judged).sha256())
                .isNotEqualTo(certify(Options.DEFAULT, content).sha256());
        for (Sealed item : certified.certificates()) {
            byte[] text = item.text().bytes();
            assertThat(item.embedded()).isTrue();
            assertThat(NetworkFiles.json(text).at("/network/domain").toString()).isEqualTo("[\"0\",\"1\"]");
            assertThat(new Checker(Optional.empty(), Limits.DEFAULT).check(text).isValid())
                    .as("on its own")
                    .isTrue();
            assertThat(new Checker(Optional.of(content), Limits.DEFAULT)
                            .check(text)
                            .code())
                    .as("the file says another domain")
                    .isEqualTo("other-network");
        }
    }

    @Test
    void theVerdictIsAboutTheDomainThatWasAskedFor() throws NetworkFormatException {
        byte[] tent = NetworkFiles.known("published/tent");
        Certified left = certify(onDomain(Rational.of(-5), Rational.ZERO, Embedding.AUTO), tent);
        assertThat(left.decision().verdict())
                .as("the tent map left of 0 is constant")
                .isInstanceOf(Verdict.NotChaotic.class);
    }

    @Test
    void aLargeNetworkOnAnotherDomainIsEmbeddedAllTheSame() throws NetworkFormatException {
        byte[] content = NetworkFiles.exactFile(ofCanonicalLength(EMBEDDED + 1));
        Certified certified = certify(onDomain(Rational.of(-1), Rational.ONE, Embedding.AUTO), content);
        assertThat(certified.certificates()).isNotEmpty().allMatch(Sealed::embedded);
    }

    @Test
    void aNetworkOnAnotherDomainCannotBeLeftOut() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> onDomain(Rational.ZERO, Rational.ONE, Embedding.NEVER))
                .withMessageContaining("must embed");
    }

    @Test
    void aDomainThatIsNotMappedIntoItselfIsRefused() {
        Options half = onDomain(Rational.ZERO, Rational.of(1, 2), Embedding.AUTO);
        assertThatThrownBy(() -> certify(half, NetworkFiles.known("published/tent")))
                .isInstanceOf(DomainNotInvariantException.class);
    }

    // Embedding.

    /** A network whose canonical text has a given length: the constant 0, with long biases that do not matter. */
    private static Network ofCanonicalLength(int length) {
        int digits = 1;
        while (true) {
            Network network = withBiasDigits(digits);
            int missing = length - Math.toIntExact(Digest.of(network).canonicalLength());
            if (missing == 0) {
                return network;
            }
            digits += missing;
        }
    }

    private static Network withBiasDigits(int digits) {
        int units = 8;
        Rational[][] weights = new Rational[units][1];
        Rational[] biases = new Rational[units];
        Rational[] row = new Rational[units];
        for (int i = 0; i < units; i++) {
            int share = Math.max(1, (digits + i) / units);
            weights[i][0] = Rational.ZERO;
            biases[i] = Rational.of(new BigInteger("7".repeat(share)));
            row[i] = Rational.ZERO;
        }
        return new Network(
                Domain.LINE,
                List.of(
                        new Layer(weights, biases, Activation.RELU),
                        new Layer(new Rational[][] {row}, new Rational[] {Rational.ZERO}, Activation.IDENTITY)));
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void aNetworkIsEmbeddedUpTo64KiBOfCanonicalText(int more, boolean embedded) throws NetworkFormatException {
        Network network = ofCanonicalLength(EMBEDDED + more);
        assertThat(Digest.of(network).canonicalLength()).as("canonical length").isEqualTo(EMBEDDED + more);
        byte[] content = NetworkFiles.exactFile(network);
        Certified certified = certify(Options.DEFAULT, content);
        assertThat(certified.certificates()).isNotEmpty().allMatch(item -> item.embedded() == embedded);
        for (Sealed item : certified.certificates()) {
            assertThat(NetworkFiles.json(item.text().bytes())
                            .at("/network/source")
                            .asString(""))
                    .as("source")
                    .isEqualTo(embedded ? "" : "net.json");
            assertThat(new Checker(Optional.of(content), Limits.DEFAULT)
                            .check(item.text().bytes())
                            .isValid())
                    .as("accepted beside the network")
                    .isTrue();
        }
        Options always = new Options(Optional.empty(), 6, Optional.empty(), Embedding.ALWAYS, Optional.empty());
        assertThat(certify(always, content).certificates()).isNotEmpty().allMatch(Sealed::embedded);
        Options never = new Options(Optional.empty(), 6, Optional.empty(), Embedding.NEVER, Optional.empty());
        assertThat(certify(never, content).certificates()).isNotEmpty().noneMatch(Sealed::embedded);
    }

    // Levels.

    @ParameterizedTest
    @CsvSource({
        "exact/five-cycle, 1",
        "published/figure-7, 1",
        "exact/leaky, 2",
        "exact/truncated-tent-0.82491, 2",
        "exact/truncated-tent-0.8249, 3"
    })
    void tooFewLevelsLeaveTheVerdictUndecidedAndSayWhatIsSettled(String name, int needed)
            throws NetworkFormatException {
        for (int levels = 0; levels < needed; levels++) {
            Certified certified = certify(levels(levels), NetworkFiles.known(name));
            int settled = levels;
            assertThat(certified.decision().verdict())
                    .as("%s with %d levels", name, levels)
                    .isInstanceOfSatisfying(Verdict.Undecided.class, verdict -> {
                        assertThat(verdict.settledLevel()).isEqualTo(OptionalInt.of(settled));
                        assertThat(verdict.reason()).contains("least period " + (2 << settled));
                        assertThat(verdict.advice()).contains("--levels");
                    });
            assertThat(certified.decision().periodThree()).isInstanceOf(PeriodThree.Absent.class);
            assertThat(certified.certificates())
                    .as("what is proved all the same")
                    .singleElement()
                    .satisfies(item -> {
                        assertThat(item.role()).isEqualTo(Role.PERIOD_THREE);
                        assertThat(item.result().conclusions()).containsExactly("no-period:3");
                    });
        }
        assertThat(certify(levels(needed), NetworkFiles.known(name)).decision().verdict())
                .as("%s with %d levels", name, needed)
                .isNotInstanceOf(Verdict.Undecided.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 21, Integer.MAX_VALUE})
    void aNumberOfLevelsOutOfRangeIsRefused(int levels) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> certify(levels(levels), NetworkFiles.known("exact/mirror")))
                .withMessageContaining("levels " + levels);
    }

    // Budget.

    @Test
    void withoutABudgetNothingIsProved() throws NetworkFormatException {
        Certified certified = certify(budget(0), NetworkFiles.known("published/tent"));
        assertThat(certified.decision().verdict()).isInstanceOfSatisfying(Verdict.Undecided.class, verdict -> {
            assertThat(verdict.settledLevel()).isEmpty();
            assertThat(verdict.reason()).isEqualTo("the budget of 0 units of work is spent");
            assertThat(verdict.advice()).contains("--budget");
        });
        assertThat(certified.decision().periodThree()).isInstanceOf(PeriodThree.Unknown.class);
        assertThat(certified.certificates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "published/tent",
                "published/figure-7",
                "published/large-lipschitz",
                "exact/five-cycle",
                "exact/leaky",
                "exact/truncated-tent-0.82491"
            })
    void aLargerBudgetNeverTakesBackWhatASmallerOneSettled(String name) throws NetworkFormatException {
        byte[] content = NetworkFiles.known(name);
        Certified full = certify(Options.DEFAULT, content);
        int settledBefore = -1;
        boolean periodThreeBefore = false;
        boolean decidedBefore = false;
        boolean undecidedSeen = false;
        for (long budget = 1; !decidedBefore || budget < 1L << 40; budget += 1 + budget / 3) {
            Certified certified = certify(budget(budget), content);
            Verdict verdict = certified.decision().verdict();
            boolean known = !(certified.decision().periodThree() instanceof PeriodThree.Unknown);
            assertThat(known || !periodThreeBefore)
                    .as("period three, known before, at %d", budget)
                    .isTrue();
            periodThreeBefore = known;
            if (known) {
                assertThat(certified.decision().periodThree().getClass())
                        .as("period three at budget %d", budget)
                        .isEqualTo(full.decision().periodThree().getClass());
            }
            if (verdict instanceof Verdict.Undecided undecided) {
                undecidedSeen = true;
                assertThat(decidedBefore).as("decided before budget %d", budget).isFalse();
                int settled = undecided.settledLevel().orElse(-1);
                assertThat(settled).as("settled level at budget %d", budget).isGreaterThanOrEqualTo(settledBefore);
                assertThat(known || settled < 0)
                        .as("level 0 settles period three")
                        .isTrue();
                settledBefore = settled;
            } else {
                decidedBefore = true;
                assertThat(verdict.getClass())
                        .as("verdict at budget %d", budget)
                        .isEqualTo(full.decision().verdict().getClass());
            }
        }
        assertThat(undecidedSeen).as("some budget was too small").isTrue();
    }

    @Test
    void aBudgetBoundsTheWork() throws NetworkFormatException {
        byte[] content = NetworkFiles.known("exact/truncated-tent-0.82490806728");
        long unfolding = certify(budget(0), content).decision().work();
        for (long budget : new long[] {10, 1000, 50_000}) {
            Certified certified = certify(budget(budget), content);
            assertThat(certified.decision().work())
                    .as("work with budget %d", budget)
                    .isBetween(unfolding, unfolding + budget);
            assertThat(certified.decision().verdict()).isInstanceOf(Verdict.Undecided.class);
        }
    }

    @Test
    void theSameBudgetEndsInTheSamePlace() throws NetworkFormatException {
        byte[] content = NetworkFiles.known("exact/truncated-tent-0.82491");
        for (long budget = 50; budget < 100_000; budget *= 3) {
            assertThat(certify(budget(budget), content).decision())
                    .as("decision with budget %d", budget)
                    .usingRecursiveComparison()
                    .isEqualTo(certify(budget(budget), content).decision());
        }
    }
}
