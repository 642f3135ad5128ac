package org.chaoscert.network;

/**
 * How the numbers of a network file were read.
 *
 * @param quoted how many were quoted: read exactly as written
 * @param binary64 how many were unquoted: read as the nearest binary64 number
 */
public record Reading(long quoted, long binary64) {
    /**
     * Says it in words.
     *
     * @return a line of prose
     */
    public String inWords() {
        if (binary64 == 0) {
            return quoted + " quoted, read exactly as written";
        }
        String unquoted = binary64 + " unquoted, each read as the nearest binary64 number, and that exactly";
        return quoted == 0 ? unquoted : quoted + " quoted, read exactly as written; " + unquoted;
    }
}
