package org.chaoscert.search;

/**
 * What was decided about one map, without its proof.
 *
 * @param kind chaotic, not chaotic, or undecided
 * @param level chaotic: 0 if f has period three, else some j such that f^(2^j) has; not chaotic: the smallest j such that f has no
 *     least period 2^(j+1); undecided: the last level j for which it was proved that f has least period 2^(j+1) and f^(2^j)
 *     has no period three, or −1
 */
public record Outcome(Kind kind, int level) {
    /** The verdict's word. */
    public enum Kind {
        /** Chaotic in the sense of Li and Yorke. */
        CHAOTIC,
        /** Not chaotic. */
        NOT_CHAOTIC,
        /** Nothing is proved. */
        UNDECIDED
    }

    /**
     * Tells whether f has period three.
     *
     * @return whether f is chaotic at level 0
     */
    public boolean hasPeriodThree() {
        return kind == Kind.CHAOTIC && level == 0;
    }
}
