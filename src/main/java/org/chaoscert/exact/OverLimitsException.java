package org.chaoscert.exact;

/** Thrown when input is larger than this program agrees to handle; the message names the limit and what was found. */
public final class OverLimitsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message the limit, and what was found
     */
    public OverLimitsException(String message) {
        super(message);
    }
}
