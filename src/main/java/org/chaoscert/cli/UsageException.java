package org.chaoscert.cli;

/** Thrown when an option's value cannot be used. */
final class UsageException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
