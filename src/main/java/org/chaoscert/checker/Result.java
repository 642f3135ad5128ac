package org.chaoscert.checker;

import java.util.List;

/**
 * What the checker says of one certificate.
 *
 * @param kind accepted, or why not
 * @param code the rejection code of the format; {@code network-missing} or empty for unreadable; empty otherwise
 * @param at the place of the fault as a JSON pointer, empty for the whole file
 * @param why the fault in words; empty if valid
 * @param conclusions what is proved, as tokens of the format; empty unless valid
 * @param subject what the certificate is about, in words; empty unless valid
 */
public record Result(Kind kind, String code, String at, String why, List<String> conclusions, String subject) {
    /** The four outcomes. */
    public enum Kind {
        /** Every condition was shown. */
        VALID(0),
        /** Some condition does not hold. */
        REJECTED(3),
        /** No certificate could be read. */
        UNREADABLE(5),
        /** Reading or checking would go beyond the limits. */
        OVER_LIMITS(6);

        private final int exitStatus;

        Kind(int exitStatus) {
            this.exitStatus = exitStatus;
        }

        /**
         * Returns the exit status for this outcome.
         *
         * @return 0, 3, 5 or 6
         */
        public int exitStatus() {
            return exitStatus;
        }

        /**
         * Returns the word for this outcome.
         *
         * @return a lower-case word
         */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Tells whether the certificate was accepted.
     *
     * @return whether every condition was shown
     */
    public boolean isValid() {
        return kind == Kind.VALID;
    }
}
