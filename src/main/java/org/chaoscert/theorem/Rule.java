package org.chaoscert.theorem;

import java.util.Arrays;
import java.util.Optional;

/** Why a cell J of a cover holds no point of least period n. Conditions are on the page on the certificate format. */
public enum Rule {
    /** f<sup>n</sup>(J) does not meet J, so f<sup>n</sup> has no fixed point in J. */
    SEPARATED("separated", "the n-th image does not meet the cell: no fixed point of f^n in it"),
    /** f<sup>n</sup> − id is monotone on J and moves away from 0. */
    DRIFT("drift", "f^n - id is monotone on the cell and moves away from 0"),
    /** f<sup>n</sup> − id has at most one zero in J, and it is a fixed point of f<sup>e</sup>. */
    MONOTONE("monotone", "f^n - id has at most one zero in the cell, and it is a fixed point of f^e"),
    /** f<sup>e</sup> is the identity on J. */
    FIXED("fixed", "f^e is the identity on the cell"),
    /** f<sup>e</sup> + id rises on J and its images under f<sup>e</sup>, so f<sup>e</sup> swaps no two points there. */
    NO_SWAP("no-swap", "f^e + id rises on the cell and its images: f^e swaps no two points, so all cycles are fixed");

    private final String word;
    private final String reason;

    Rule(String word, String reason) {
        this.word = word;
        this.reason = reason;
    }

    /**
     * Returns the word in certificates.
     *
     * @return a lower-case word
     */
    public String word() {
        return word;
    }

    /**
     * Returns why the rule excludes points of least period n.
     *
     * @return a line of prose
     */
    public String reason() {
        return reason;
    }

    /**
     * Tells whether the rule comes with a divisor e of the period.
     *
     * @return true for {@code monotone}, {@code fixed} and {@code no-swap}
     */
    public boolean hasDivisor() {
        return this == MONOTONE || this == FIXED || this == NO_SWAP;
    }

    /**
     * Finds a rule by its word.
     *
     * @param word a word
     * @return the rule, or empty if there is none
     */
    public static Optional<Rule> of(String word) {
        return Arrays.stream(values()).filter(rule -> rule.word.equals(word)).findFirst();
    }
}
