package org.chaoscert.audit;

import java.util.List;
import java.util.Optional;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.search.Outcome;

/**
 * What was found of one network.
 *
 * @param index its number, from 0
 * @param name how to call it
 * @param outcome what is proved; empty if it could not be judged
 * @param isSmooth whether its map is smooth
 * @param answers for each column what is claimed and what is proved
 * @param fault why it could not be judged; empty if it could
 */
public record Judged(
        long index,
        String name,
        Optional<Outcome> outcome,
        boolean isSmooth,
        List<Answer> answers,
        Optional<String> fault) {
    /** Copies the list. */
    public Judged {
        answers = List.copyOf(answers);
    }

    /**
     * Answers a question.
     *
     * @param question a question
     * @return the proved answer, or empty if it is open or the network could not be judged
     */
    public Optional<Boolean> truth(Question question) {
        return outcome.flatMap(proved -> question.answer(proved, isSmooth));
    }

    /**
     * One claim and the truth.
     *
     * @param claim what is claimed, or empty if nothing is
     * @param truth what is proved, or empty if it is open
     * @param refutation a certificate that proves the contrary of the claim, if it is wrong and certificates were asked for
     */
    public record Answer(Optional<Boolean> claim, Optional<Boolean> truth, Optional<Sealed> refutation) {
        /**
         * Tells whether the claim is refuted.
         *
         * @return whether the contrary is proved
         */
        public boolean isWrong() {
            return claim.isPresent() && truth.isPresent() && !claim.equals(truth);
        }
    }
}
