package org.chaoscert.search;

import java.util.OptionalInt;
import org.chaoscert.theorem.Proof;

/** The answer to "is f chaotic in the sense of Li and Yorke?": proved, or undecided. */
public sealed interface Verdict {
    /**
     * Chaotic.
     *
     * @param level the smallest j such that f^(2^j) has period three
     * @param proof the proof of Li–Yorke chaos
     */
    record Chaotic(int level, Proof proof) implements Verdict {}

    /**
     * Not chaotic.
     *
     * @param level the smallest j such that f has no least period 2^(j+1); all periods divide 2^j
     * @param proof the proof that this period is absent
     */
    record NotChaotic(int level, Proof proof) implements Verdict {}

    /**
     * Undecided.
     *
     * @param settledLevel the last level j for which it was proved that f has least period 2^(j+1) and f^(2^j) has no
     *     period three; empty if there is none
     * @param reason why the search ended
     * @param advice what to try next
     */
    record Undecided(OptionalInt settledLevel, String reason, String advice) implements Verdict {}
}
