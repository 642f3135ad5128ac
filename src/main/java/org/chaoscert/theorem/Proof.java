package org.chaoscert.theorem;

/**
 * A claim and what witnesses it. That the witness holds for a certain map is for the checker to say.
 *
 * @param claim the statement
 * @param witness the reason, of a kind that supports the claim
 */
public record Proof(Claim claim, Witness witness) {
    /** Checks that a witness of this kind supports a claim of this kind. */
    public Proof {
        if (!supports(witness, claim)) {
            throw new IllegalArgumentException(witness + " is no witness for: " + claim);
        }
    }

    private static boolean supports(Witness witness, Claim claim) {
        if (claim instanceof Claim.LiYorkeChaos) {
            return witness instanceof Witness.LiYorkePoint
                    || (witness instanceof Witness.PeriodicOrbit orbit
                            && Integer.bitCount(orbit.orbit().size()) != 1);
        }
        if (claim instanceof Claim.FloatLiYorke) {
            return witness instanceof Witness.LiYorkePoint;
        }
        if (claim instanceof Claim.FloatEvaluation) {
            return witness instanceof Witness.ErrorBound;
        }
        if (claim instanceof Claim.EntropyAtLeast) {
            return witness instanceof Witness.Horseshoe || witness instanceof Witness.Tower;
        }
        boolean isOfPeriods = witness instanceof Witness.Cover || witness instanceof Witness.OneSided;
        if (claim instanceof Claim.EntropyAtMost most) {
            return most.period().isPresent()
                    ? isOfPeriods
                    : witness instanceof Witness.Tower || witness instanceof Witness.Laps;
        }
        if (claim instanceof Claim.Period period) {
            return witness instanceof Witness.PeriodicOrbit orbit
                    && orbit.orbit().size() == period.period();
        }
        return isOfPeriods;
    }

    /**
     * Names the theorem that leads from this witness to this claim.
     *
     * @return a line of prose with the source
     */
    public String theorem() {
        if (claim instanceof Claim.FloatLiYorke) {
            return "Li and Yorke 1975, Theorem 1, with Higham 2002, chapters 3 and 4";
        }
        if (witness instanceof Witness.Horseshoe) {
            return "Block, Guckenheimer, Misiurewicz and Young 1980: intervals mapped over each other";
        }
        if (witness instanceof Witness.Tower) {
            return "Hofbauer 1979: paths in a tower of intervals";
        }
        if (claim instanceof Claim.EntropyAtMost most) {
            return most.period().isPresent()
                    ? "Misiurewicz 1979: all periods are powers of two"
                    : "Misiurewicz and Szlenk 1980: growth of the number of laps";
        }
        if (witness instanceof Witness.LiYorkePoint) {
            return "Li and Yorke 1975, Theorem 1";
        }
        if (claim instanceof Claim.LiYorkeChaos) {
            return "Sharkovsky 1964 with Li and Yorke 1975, Theorem 1";
        }
        if (witness instanceof Witness.PeriodicOrbit) {
            return "evaluation";
        }
        if (witness instanceof Witness.ErrorBound) {
            return "Higham 2002, chapters 3 and 4: errors of sums in any order";
        }
        if (witness instanceof Witness.Cover cover
                && cover.cells().stream().anyMatch(cell -> cell.rule() == Rule.NO_SWAP)) {
            return "mean value theorem, and Sharkovsky 1964, on every cell";
        }
        return witness instanceof Witness.OneSided
                ? "monotone orbits: all periodic points are fixed"
                : "mean value theorem on every cell";
    }
}
