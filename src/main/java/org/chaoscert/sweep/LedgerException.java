package org.chaoscert.sweep;

import java.io.IOException;

/** Thrown when a checkpoint file cannot be gone on with. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    LedgerException(String message) {
        super(message);
    }
}
