package org.chaoscert.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import org.chaoscert.map.BudgetExhaustedException;
import org.chaoscert.map.Work;
import org.chaoscert.search.CoverSearch.Finding;
import org.chaoscert.search.Outcome.Kind;
import org.junit.jupiter.api.Test;

class LevelsTest {
    /** Answers from a list, and keeps what was asked: "2?" for an iterate asked about, "6~" glanced at, "2!" insisted on. */
    private static final class Script implements Levels.Answers {
        private final Deque<String> answers;
        private final List<String> asked = new ArrayList<>();
        private int seen = -1;

        /** A level at which a look shows chaos. */
        Script seeing(int level) {
            seen = level;
            return this;
        }

        Script(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        private String next(Question question, String mark) {
            boolean doubles = Integer.bitCount(question.n()) == 1;
            assertThat(question)
                    .isEqualTo(
                            doubles
                                    ? Question.leastPeriod(question.n())
                                    : Question.periodThreeOfIterate(question.n() / 3));
            asked.add(question.n() + mark);
            return answers.remove();
        }

        @Override
        public Finding ask(Question question) {
            return Finding.valueOf(next(question, "?"));
        }

        @Override
        public Finding glance(Question question) {
            return Finding.valueOf(next(question, "~"));
        }

        @Override
        public OptionalInt look(int first, int last) {
            boolean sees = seen >= first && seen <= last;
            return sees ? OptionalInt.of(seen) : OptionalInt.empty();
        }

        @Override
        public boolean insist(Question question) {
            String answer = next(question, "!");
            if (answer.equals("spent")) {
                Work.atMost(0).spend(1);
            }
            return answer.equals("YES");
        }

        void requireAsked(String expected) {
            assertThat(String.join(" ", asked)).isEqualTo(expected);
            assertThat(answers).as("answers that nobody asked for").isEmpty();
        }
    }

    private static void requireDecision(int most, Script script, Kind kind, int level, int settled, String asked) {
        Levels levels = new Levels(most, script);
        assertThat(levels.decide()).isEqualTo(new Outcome(kind, level));
        assertThat(levels.settled()).isEqualTo(settled);
        script.requireAsked(asked);
    }

    @Test
    void withoutPeriodTwoNothingElseIsAsked() {
        requireDecision(3, new Script("NO"), Kind.NOT_CHAOTIC, 0, -1, "2?");
    }

    @Test
    void periodThreeEndsTheDecisionEvenWhereDoublingIsOpen() {
        requireDecision(3, new Script("YES", "YES"), Kind.CHAOTIC, 0, -1, "2? 3~");
        requireDecision(3, new Script("OPEN", "YES"), Kind.CHAOTIC, 0, -1, "2? 3?");
    }

    @Test
    void laterLevelsAreAskedInTurn() {
        requireDecision(3, new Script("YES", "NO", "NO"), Kind.NOT_CHAOTIC, 1, 0, "2? 3~ 4?");
        requireDecision(
                3, new Script("YES", "NO", "YES", "NO", "YES", "YES"), Kind.CHAOTIC, 2, 1, "2? 3~ 4? 6~ 8? 12~");
    }

    @Test
    void openQuestionsOfLevelZeroAreInsistedOnDoublingFirst() {
        requireDecision(3, new Script("OPEN", "NO", "NO"), Kind.NOT_CHAOTIC, 0, -1, "2? 3? 2!");
        requireDecision(3, new Script("OPEN", "OPEN", "NO"), Kind.NOT_CHAOTIC, 0, -1, "2? 3? 2!");
        requireDecision(0, new Script("OPEN", "OPEN", "YES", "OPEN", "YES"), Kind.CHAOTIC, 0, -1, "2? 3? 2! 3? 3!");
        requireDecision(0, new Script("OPEN", "OPEN", "YES", "OPEN", "NO"), Kind.UNDECIDED, 0, 0, "2? 3? 2! 3? 3!");
    }

    @Test
    void anOpenTriplingWaitsForTheLevelsBelow() {
        requireDecision(
                2, new Script("YES", "NO", "YES", "OPEN", "YES", "YES"), Kind.CHAOTIC, 2, 0, "2? 3~ 4? 6~ 8? 12~");
        requireDecision(2, new Script("YES", "NO", "YES", "OPEN", "NO"), Kind.NOT_CHAOTIC, 2, 0, "2? 3~ 4? 6~ 8?");
    }

    @Test
    void chaosThatIsSeenAtOnceEndsTheDecision() {
        requireDecision(3, new Script().seeing(0), Kind.CHAOTIC, 0, -1, "");
    }

    /** Whether f itself has period three is asked all the same: it is part of the outcome. */
    @Test
    void chaosIsLookedForOneLevelAhead() {
        requireDecision(3, new Script("YES", "NO").seeing(1), Kind.CHAOTIC, 1, -1, "2? 3!");
        requireDecision(3, new Script("OPEN", "YES").seeing(1), Kind.CHAOTIC, 0, -1, "2? 3!");
        requireDecision(3, new Script("YES", "NO").seeing(3), Kind.CHAOTIC, 3, -1, "2? 3!");
        requireDecision(0, new Script("YES", "NO").seeing(1), Kind.UNDECIDED, 0, 0, "2? 3~");
        requireDecision(3, new Script("NO").seeing(1), Kind.NOT_CHAOTIC, 0, -1, "2?");
    }

    @Test
    void anOpenPeriodThreeIsInsistedOnBeforeChaosIsSaid() {
        requireDecision(2, new Script("YES", "OPEN", "YES", "YES", "NO"), Kind.CHAOTIC, 1, -1, "2? 3~ 4? 6~ 3!");
        requireDecision(2, new Script("YES", "OPEN", "YES", "YES", "YES"), Kind.CHAOTIC, 0, -1, "2? 3~ 4? 6~ 3!");
        requireDecision(2, new Script("YES", "OPEN", "NO"), Kind.NOT_CHAOTIC, 1, -1, "2? 3~ 4?");
        requireDecision(0, new Script("YES", "OPEN", "OPEN", "NO"), Kind.UNDECIDED, 0, 0, "2? 3~ 3? 3!");
    }

    @Test
    void afterTheLastLevelOpenQuestionsAreInsistedOnInOrder() {
        requireDecision(
                2,
                new Script("YES", "NO", "YES", "OPEN", "YES", "OPEN", "OPEN", "OPEN", "NO", "YES"),
                Kind.CHAOTIC,
                2,
                0,
                "2? 3~ 4? 6~ 8? 12~ 6? 12? 6! 12!");
        requireDecision(
                2,
                new Script("YES", "NO", "YES", "OPEN", "YES", "NO", "OPEN", "NO"),
                Kind.UNDECIDED,
                2,
                2,
                "2? 3~ 4? 6~ 8? 12~ 6? 6!");
        requireDecision(
                2,
                new Script("YES", "NO", "YES", "OPEN", "YES", "NO", "NO"),
                Kind.UNDECIDED,
                2,
                2,
                "2? 3~ 4? 6~ 8? 12~ 6?");
    }

    @Test
    void chaosThatIsFoundWithMoreEffortSparesInsisting() {
        requireDecision(
                2, new Script("YES", "NO", "YES", "OPEN", "OPEN", "YES"), Kind.CHAOTIC, 1, 0, "2? 3~ 4? 6~ 8? 6?");
        requireDecision(
                2,
                new Script("YES", "NO", "YES", "OPEN", "OPEN", "NO", "NO", "YES"),
                Kind.UNDECIDED,
                2,
                2,
                "2? 3~ 4? 6~ 8? 6? 12? 8!");
        requireDecision(
                2,
                new Script("YES", "NO", "YES", "OPEN", "OPEN", "OPEN", "YES"),
                Kind.CHAOTIC,
                2,
                0,
                "2? 3~ 4? 6~ 8? 6? 12?");
        requireDecision(
                1,
                new Script("YES", "OPEN", "YES", "OPEN", "OPEN", "YES", "NO"),
                Kind.CHAOTIC,
                1,
                -1,
                "2? 3~ 4? 6~ 3? 6? 3!");
    }

    @Test
    void aSpentBudgetLeavesTheLevelsThatWereSettled() {
        Script script = new Script("YES", "NO", "YES", "NO", "OPEN", "NO", "spent");
        Levels levels = new Levels(4, script);
        assertThatThrownBy(levels::decide).isInstanceOf(BudgetExhaustedException.class);
        assertThat(levels.settled()).isEqualTo(1);
        script.requireAsked("2? 3~ 4? 6~ 8? 12? 8!");
    }

    @Test
    void aSecondDecisionRemembersNothingOfTheFirst() {
        Script script = new Script("YES", "NO", "YES", "OPEN", "NO", "YES", "NO", "YES", "NO");
        Levels levels = new Levels(2, script);
        assertThat(levels.decide()).isEqualTo(new Outcome(Kind.NOT_CHAOTIC, 2));
        assertThatThrownBy(levels::decide).isInstanceOf(NoSuchElementException.class);
        assertThat(levels.settled()).isEqualTo(1);
    }

    @Test
    void highLevelsHaveTheirQuestions() {
        String[] answers = new String[2 * 10];
        for (int j = 0; j < 10; j++) {
            answers[2 * j] = "YES";
            answers[2 * j + 1] = "NO";
        }
        Script script = new Script(answers);
        assertThat(new Levels(9, script).decide()).isEqualTo(new Outcome(Kind.UNDECIDED, 9));
        assertThat(script.asked).endsWith("512?", "768~", "1024?", "1536~");
    }

    @Test
    void refusesLevelsOutOfRange() {
        assertThatThrownBy(() -> new Levels(-1, new Script())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Levels(21, new Script())).isInstanceOf(IllegalArgumentException.class);
        assertThat(Levels.onlyFixedPoints()).isEqualTo(new Outcome(Kind.NOT_CHAOTIC, 0));
    }
}
