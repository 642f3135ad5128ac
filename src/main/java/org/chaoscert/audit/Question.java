package org.chaoscert.audit;

import java.util.Optional;
import org.chaoscert.search.Outcome;

/** What an experiment claims to know of a map. */
public enum Question {
    /** Has f a point of least period three? */
    PERIOD_THREE("period3"),
    /** Is f chaotic in the sense of Li and Yorke? */
    CHAOS("chaotic");

    private final String word;

    Question(String word) {
        this.word = word;
    }

    /**
     * Returns the name of columns and fields.
     *
     * @return a word in lower case
     */
    public String word() {
        return word;
    }

    /**
     * Answers it.
     *
     * @param outcome what is proved of a map
     * @param isSmooth whether the map is smooth: chaos at a higher level then leaves it open whether there is period three
     * @return the proved answer, or empty if it is open
     */
    public Optional<Boolean> answer(Outcome outcome, boolean isSmooth) {
        return switch (outcome.kind()) {
            case NOT_CHAOTIC -> Optional.of(false);
            case CHAOTIC -> chaotic(outcome.level(), isSmooth);
            // With level 0 settled, f itself has no period three.
            case UNDECIDED -> this == PERIOD_THREE && outcome.level() >= 0 ? Optional.of(false) : Optional.empty();
        };
    }

    private Optional<Boolean> chaotic(int level, boolean isSmooth) {
        if (this == CHAOS || level == 0) {
            return Optional.of(true);
        }
        return isSmooth ? Optional.empty() : Optional.of(false);
    }
}
