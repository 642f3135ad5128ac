package org.chaoscert.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;

/** Thrown when a result could not be written. */
final class OutputException extends IOException {
    private static final long serialVersionUID = 1L;

    OutputException(Object target, IOException cause) {
        super(target + " could not be written: " + reason(cause), cause);
    }

    OutputException(Object target, IOException cause, String consequence) {
        super(target + " could not be written: " + reason(cause) + "; " + consequence, cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a directory";
        }
        if (cause instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        return String.valueOf(cause.getMessage());
    }
}
