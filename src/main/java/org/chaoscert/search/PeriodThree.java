package org.chaoscert.search;

import java.util.List;
import java.util.Optional;
import org.chaoscert.exact.Rational;
import org.chaoscert.theorem.Proof;

/** The answer to "has f a point of least period three?". */
public sealed interface PeriodThree {
    /**
     * It has.
     *
     * @param orbit one orbit, exact and in lowest terms, from its least point; empty where only its existence is proved
     */
    record Present(List<Rational> orbit) implements PeriodThree {}

    /**
     * It has not.
     *
     * @param proof a cover of its own; empty where it follows from the verdict "not chaotic"
     */
    record Absent(Optional<Proof> proof) implements PeriodThree {}

    /** The budget ended before it was settled. */
    record Unknown() implements PeriodThree {}
}
