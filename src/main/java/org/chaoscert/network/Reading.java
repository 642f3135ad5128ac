package org.chaoscert.network;

/**
 * How the numbers of a network file were read.
 *
 * @param quoted how many were quoted: read exactly as written
 * @param binary64 how many were unquoted: read as the nearest binary64 number
 * @param rounded how many of the unquoted are not exactly what is written
 */
public record Reading(long quoted, long binary64, long rounded) {
    /**
     * Says it in words.
     *
     * @return a line of prose
     */
    public String inWords() {
        if (binary64 == 0) {
            return quoted + " numbers, all quoted and read exactly as written";
        }
        String unquoted = binary64 + " unquoted, each read as the nearest binary64 number"
                + (rounded == 0 ? " (all exact)" : " (" + rounded + " of them not exactly what is written)");
        return quoted == 0
                ? "all numbers unquoted: " + unquoted
                : quoted + " numbers quoted and read exactly; " + unquoted;
    }
}
