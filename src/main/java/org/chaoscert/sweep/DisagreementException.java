package org.chaoscert.sweep;

/** Thrown when the fast decision of a network and its certificate do not agree: a defect of this program. */
public final class DisagreementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DisagreementException(String message) {
        super(message);
    }
}
