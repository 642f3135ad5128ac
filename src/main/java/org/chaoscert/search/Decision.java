package org.chaoscert.search;

/**
 * What was decided about one map.
 *
 * @param verdict chaotic, not chaotic, or undecided
 * @param periodThree whether f has period three
 * @param work units of work spent so far on the map, its construction included
 */
public record Decision(Verdict verdict, PeriodThree periodThree, long work) {
    /**
     * Returns the verdict without its proof.
     *
     * @return kind and level
     */
    public Outcome outcome() {
        if (verdict instanceof Verdict.Chaotic chaotic) {
            return new Outcome(Outcome.Kind.CHAOTIC, chaotic.level());
        }
        if (verdict instanceof Verdict.NotChaotic notChaotic) {
            return new Outcome(Outcome.Kind.NOT_CHAOTIC, notChaotic.level());
        }
        int settled = ((Verdict.Undecided) verdict).settledLevel().orElse(-1);
        return new Outcome(Outcome.Kind.UNDECIDED, settled);
    }
}
