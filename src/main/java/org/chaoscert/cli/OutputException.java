package org.chaoscert.cli;

import java.io.IOException;

/** Thrown when a result could not be written. */
final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputException(Object target, IOException cause) {
        super(target + " could not be written: " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof java.nio.file.FileSystemException
                ? cause.getClass().getSimpleName().replace("Exception", "") + " " + cause.getMessage()
                : String.valueOf(cause.getMessage());
    }
}
