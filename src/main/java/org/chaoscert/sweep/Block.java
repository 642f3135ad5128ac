package org.chaoscert.sweep;

import java.io.Serializable;

/**
 * A range of sample numbers of one law: the unit in which a sweep is worked off, written down and taken up again.
 *
 * @param law the law's place in {@link SweepPlan#laws}
 * @param from the first sample number
 * @param to the sample number behind the last, above {@code from}
 */
public record Block(int law, long from, long to) implements Serializable {
    /** Checks the range. */
    public Block {
        if (law < 0 || from < 0 || to <= from) {
            throw new IllegalArgumentException("block of law " + law + " from " + from + " to " + to);
        }
    }
}
