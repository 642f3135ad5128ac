package org.chaoscert.cli;

/** The exit statuses of all commands; for several inputs the largest counts. */
final class ExitStatus {
    static final int DONE = 0;
    static final int USAGE = 2;
    static final int REJECTED = 3;
    static final int UNDECIDED = 4;
    static final int UNREADABLE = 5;
    static final int OVER_LIMITS = 6;
    static final int NOT_WRITTEN = 7;
    static final int INTERNAL = 70;

    private ExitStatus() {}
}
