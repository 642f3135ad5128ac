package org.chaoscert.battery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.chaoscert.battery.oracle.NetworkFiles;
import org.chaoscert.battery.oracle.SlowMap;
import org.chaoscert.battery.oracle.SlowNetwork;
import org.chaoscert.certify.Certified;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.certify.Certifier;
import org.chaoscert.certify.Options;
import org.chaoscert.checker.Checker;
import org.chaoscert.checker.Limits;
import org.chaoscert.checker.Result;
import org.chaoscert.network.Network;
import org.chaoscert.network.NetworkFormatException;
import org.chaoscert.network.Sampler;
import org.chaoscert.search.PeriodThree;
import org.chaoscert.search.Verdict;

/** Sends networks through the pipeline, and holds the answers against the slow decision. */
final class Agreement {
    /** So many pieces of an iterate are written out; networks that need more are not compared. */
    private static final int MOST_PIECES = 3000;

    private static final int COMPARED_WIDTH = 8;

    /** How networks were decided. */
    static final class Tally {
        int chaotic;
        int notChaotic;
        int undecided;
        int highestLevel;
        int compared;

        @Override
        public String toString() {
            return chaotic + " chaotic, " + notChaotic + " not chaotic, " + undecided + " undecided, levels up to "
                    + highestLevel + ", " + compared + " compared";
        }
    }

    /** A verdict in short: chaotic or not at which level, and whether there is period three. */
    record Answer(String verdict, int level, boolean periodThree) {}

    private static final Certifier CERTIFIER = new Certifier(Options.DEFAULT);

    private Agreement() {}

    /** Certifies the first networks of a sampler, and compares the answer for one in so many. */
    static Tally run(Sampler sampler, int count, int stride) throws NetworkFormatException {
        Tally tally = new Tally();
        int asked = 0;
        for (int i = 0; i < count; i++) {
            Certified certified = certify(sampler.draw(2026, i), tally);
            if (i % stride == stride - 1 && sampler.width() <= COMPARED_WIDTH) {
                assertTrue(certified, tally);
                asked++;
            }
        }
        assertThat(tally.chaotic + tally.notChaotic)
                .as("decided among %s", tally)
                .isEqualTo(count);
        assertThat(tally.compared).as("compared among %d: %s", asked, tally).isGreaterThanOrEqualTo(asked * 9 / 10);
        return tally;
    }

    /** Certifies a network, has every certificate checked once more, and counts the verdict. */
    static Certified certify(Network network, Tally tally) throws NetworkFormatException {
        byte[] file = NetworkFiles.exactFile(network);
        // Throws if the checker rejects what was found.
        Certified certified = CERTIFIER.certify(file, "");
        for (Sealed item : certified.certificates()) {
            Result again = new Checker(Optional.of(file), Limits.DEFAULT)
                    .check(item.text().bytes());
            assertThat(again.isValid())
                    .as("%s at %s for %s", again.code(), again.at(), SlowNetwork.of(network))
                    .isTrue();
        }
        Answer answer = answer(certified);
        switch (answer.verdict) {
            case "chaotic" -> tally.chaotic++;
            case "not-chaotic" -> tally.notChaotic++;
            default -> tally.undecided++;
        }
        tally.highestLevel = Math.max(tally.highestLevel, answer.level);
        assertSaid(certified, answer);
        return certified;
    }

    /** The checker concludes from the certificates exactly what the answer says. */
    private static void assertSaid(Certified certified, Answer answer) {
        List<String> said = certified.certificates().stream()
                .flatMap(item -> item.result().conclusions().stream())
                .toList();
        assertThat(said.contains("chaotic")).as("chaotic is concluded").isEqualTo(answer.verdict.equals("chaotic"));
        assertThat(said.contains("not-chaotic"))
                .as("not-chaotic is concluded")
                .isEqualTo(answer.verdict.equals("not-chaotic"));
        if (answer.verdict.equals("not-chaotic")) {
            assertThat(said).contains("periods-divide:" + (1 << answer.level));
        }
        assertThat(said.contains("has-period:3"))
                .as("period three is concluded")
                .isEqualTo(answer.periodThree);
        boolean absent = said.contains("no-period:3") || said.contains("not-chaotic");
        assertThat(absent).as("absence of period three follows").isEqualTo(!answer.periodThree);
    }

    static Answer answer(Certified certified) {
        boolean periodThree = certified.decision().periodThree() instanceof PeriodThree.Present;
        Verdict verdict = certified.decision().verdict();
        if (verdict instanceof Verdict.Chaotic chaotic) {
            return new Answer("chaotic", chaotic.level(), periodThree);
        }
        if (verdict instanceof Verdict.NotChaotic notChaotic) {
            return new Answer("not-chaotic", notChaotic.level(), periodThree);
        }
        return new Answer("undecided", Options.DEFAULT.levels(), periodThree);
    }

    /** Compares an answer with all affine pieces of the iterates that it speaks of. */
    static void assertTrue(Certified certified, Tally tally) {
        Network network = certified.file().network();
        Answer answer = answer(certified);
        SlowMap map = SlowMap.of(SlowNetwork.of(network), MOST_PIECES);
        try {
            assertThat(slowAnswer(map, answer.level))
                    .as("answer for %s", SlowNetwork.of(network))
                    .isEqualTo(answer);
            tally.compared++;
        } catch (SlowMap.TooManyPiecesException tooMany) {
            // The part that was within reach has been compared: period three needs f³ only.
            assertPeriodThree(map, answer);
        }
    }

    private static void assertPeriodThree(SlowMap map, Answer answer) {
        try {
            assertThat(map.hasLeastPeriod(3)).as("period three").isEqualTo(answer.periodThree);
        } catch (SlowMap.TooManyPiecesException tooMany) {
            assertThat(map.pieces()).as("pieces of f, where f³ has too many").hasSizeGreaterThan(9);
        }
    }

    /** The decision by definition, up to a level: the least j with no least period 2^(j+1), or with period three of f^(2^j). */
    private static Answer slowAnswer(SlowMap map, int mostLevels) {
        boolean periodThree = map.hasLeastPeriod(3);
        for (int level = 0; level <= mostLevels; level++) {
            int m = 1 << level;
            if (!map.hasLeastPeriod(2 * m)) {
                return new Answer("not-chaotic", level, periodThree);
            }
            if (map.hasPeriodThreeOfIterate(m)) {
                return new Answer("chaotic", level, periodThree);
            }
        }
        return new Answer("undecided", mostLevels, periodThree);
    }
}
