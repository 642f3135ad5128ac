package org.chaoscert.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.chaoscert.audit.Judged.Answer;
import org.chaoscert.search.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is counted of claims and proved answers. */
class CountsTest {
    private static final List<Optional<Boolean>> ANSWERS =
            List.of(Optional.of(true), Optional.of(false), Optional.empty());

    private static Optional<Boolean> answer(String word) {
        return word.equals("open") ? Optional.empty() : Optional.of(word.equals("yes"));
    }

    /** What follows about f from what is proved at a level, with smooth activations and without. */
    @ParameterizedTest
    @CsvSource({
        "NOT_CHAOTIC, 0, no, no, no, no",
        "NOT_CHAOTIC, 4, no, no, no, no",
        "CHAOTIC, 0, yes, yes, yes, yes",
        "CHAOTIC, 1, no, yes, open, yes",
        "CHAOTIC, 6, no, yes, open, yes",
        "UNDECIDED, -1, open, open, open, open",
        "UNDECIDED, 0, no, open, no, open",
        "UNDECIDED, 5, no, open, no, open"
    })
    void answers(Outcome.Kind kind, int level, String period, String chaos, String smoothPeriod, String smoothChaos) {
        Outcome outcome = new Outcome(kind, level);
        assertThat(Question.PERIOD_THREE.answer(outcome, false)).isEqualTo(answer(period));
        assertThat(Question.CHAOS.answer(outcome, false)).isEqualTo(answer(chaos));
        assertThat(Question.PERIOD_THREE.answer(outcome, true)).isEqualTo(answer(smoothPeriod));
        assertThat(Question.CHAOS.answer(outcome, true)).isEqualTo(answer(smoothChaos));
        Judged judged = new Judged(3, "#3", Optional.of(outcome), true, List.of(), Optional.empty());
        assertThat(judged.truth(Question.PERIOD_THREE)).isEqualTo(answer(smoothPeriod));
        assertThat(judged.truth(Question.CHAOS)).isEqualTo(answer(smoothChaos));
    }

    @Test
    void nothingIsTrueOfWhatCouldNotBeJudged() {
        Judged judged = new Judged(3, "#3", Optional.empty(), false, List.of(), Optional.of("NaN"));
        for (Question question : Question.values()) {
            assertThat(judged.truth(question)).isEmpty();
        }
    }

    @Test
    void wrongIsOnlyWhatIsRefuted() {
        for (Optional<Boolean> claim : ANSWERS) {
            for (Optional<Boolean> truth : ANSWERS) {
                boolean wrong =
                        claim.isPresent() && truth.isPresent() && !claim.get().equals(truth.get());
                assertThat(new Answer(claim, truth, Optional.empty()).isWrong()).isEqualTo(wrong);
            }
        }
    }

    /** Each of the nine cells has a count of its own. */
    @Test
    void confusion() {
        Confusion confusion = new Confusion();
        int[][] times = {{1, 2, 4}, {8, 16, 32}, {64, 128, 256}};
        for (int claim = 0; claim < 3; claim++) {
            for (int truth = 0; truth < 3; truth++) {
                for (int i = 0; i < times[claim][truth]; i++) {
                    confusion.count(ANSWERS.get(claim), ANSWERS.get(truth));
                }
            }
        }
        assertThat(confusion.samples()).isEqualTo(63);
        assertThat(confusion.flagged()).isEqualTo(7);
        assertThat(confusion.falseAlarms()).isEqualTo(2);
        assertThat(confusion.missed()).isEqualTo(8);
        assertThat(confusion.open()).isEqualTo(4 + 32);
        assertThat(confusion.unclaimed()).isEqualTo(64 + 128 + 256);
        assertThat(confusion.count(true, Optional.of(true))).isEqualTo(1);
        assertThat(confusion.count(true, Optional.of(false))).isEqualTo(2);
        assertThat(confusion.count(true, Optional.empty())).isEqualTo(4);
        assertThat(confusion.count(false, Optional.of(true))).isEqualTo(8);
        assertThat(confusion.count(false, Optional.of(false))).isEqualTo(16);
        assertThat(confusion.count(false, Optional.empty())).isEqualTo(32);
    }

    @Test
    void summary() {
        Column column = new Column("a", Question.CHAOS, "any", (index, network) -> Optional.empty());
        Column other = new Column("b", Question.PERIOD_THREE, "any", (index, network) -> Optional.empty());
        Summary summary = new Summary(List.of(column, other));
        assertThat(summary.columns()).containsExactly(column, other);
        Random random = new Random(41);
        long judged = 0;
        long faulty = 0;
        long[] chaos = new long[3];
        long[] period = new long[3];
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            boolean isFaulty = random.nextInt(5) == 0;
            boolean smooth = random.nextBoolean();
            Outcome.Kind kind = Outcome.Kind.values()[random.nextInt(3)];
            int level = kind == Outcome.Kind.UNDECIDED ? random.nextInt(3) - 1 : random.nextInt(3);
            Outcome outcome = new Outcome(kind, level);
            Answer answer = new Answer(
                    ANSWERS.get(random.nextInt(3)), Question.CHAOS.answer(outcome, smooth), Optional.empty());
            Answer unclaimed =
                    new Answer(Optional.empty(), Question.PERIOD_THREE.answer(outcome, smooth), Optional.empty());
            if (isFaulty) {
                summary.count(new Judged(i, "#" + i, Optional.empty(), smooth, List.of(), Optional.of("NaN")));
                faulty++;
                continue;
            }
            summary.count(
                    new Judged(i, "#" + i, Optional.of(outcome), smooth, List.of(answer, unclaimed), Optional.empty()));
            judged++;
            chaos[ANSWERS.indexOf(answer.truth())]++;
            period[ANSWERS.indexOf(unclaimed.truth())]++;
            answers.add(answer);
        }
        assertThat(summary.judged()).isEqualTo(judged);
        assertThat(summary.faulty()).isEqualTo(faulty);
        assertThat(summary.yes(Question.CHAOS)).isEqualTo(chaos[0]);
        assertThat(summary.open(Question.CHAOS)).isEqualTo(chaos[2]);
        assertThat(summary.yes(Question.PERIOD_THREE)).isEqualTo(period[0]);
        assertThat(summary.open(Question.PERIOD_THREE)).isEqualTo(period[2]);
        assertThat(chaos[2]).isNotEqualTo(period[2]);
        assertThat(summary.confusion(0).falseAlarms())
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.isWrong() && answer.claim().orElse(false))
                        .count());
        assertThat(summary.confusion(0).missed())
                .isEqualTo(answers.stream()
                        .filter(answer -> answer.isWrong() && !answer.claim().orElse(true))
                        .count());
        assertThat(summary.confusion(1).samples()).isZero();
        assertThat(summary.confusion(1).unclaimed()).isEqualTo(judged);
    }
}
