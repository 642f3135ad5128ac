package org.chaoscert.sweep;

import org.chaoscert.search.Outcome;

/** Which networks are kept, each with its certificates. */
public enum Keep {
    /** None. */
    NONE,
    /** The chaotic ones. */
    CHAOTIC,
    /** All that are decided. */
    ALL;

    boolean wants(Outcome outcome) {
        return switch (this) {
            case NONE -> false;
            case CHAOTIC -> outcome.kind() == Outcome.Kind.CHAOTIC;
            case ALL -> outcome.kind() != Outcome.Kind.UNDECIDED;
        };
    }
}
