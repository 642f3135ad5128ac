package org.chaoscert.cli;

import java.io.IOException;
import org.chaoscert.exact.OverLimitsException;
import org.chaoscert.map.DomainNotInvariantException;
import org.chaoscert.network.NetworkFormatException;

/**
 * What went wrong with one input, and the exit status it leads to.
 *
 * @param status an exit status other than 0
 * @param message one line for people: place, what was found, what was expected
 */
record Failure(int status, String message) {
    /** An exception's message on one line, whatever stands in the input. */
    static String oneLine(Throwable problem) {
        return String.valueOf(problem.getMessage()).replaceAll("\\p{Cntrl}", "?");
    }

    /** Sorts an exception of reading and deciding into the documented statuses. */
    static Failure of(Throwable problem) {
        String message = oneLine(problem);
        if (problem instanceof InputException input) {
            Failure inner = of(input.problem());
            return new Failure(inner.status, input.name() + ": " + inner.message);
        }
        if (problem instanceof UsageException) {
            return new Failure(ExitStatus.USAGE, message);
        }
        if (problem instanceof NetworkFormatException) {
            return new Failure(ExitStatus.UNREADABLE, message);
        }
        if (problem instanceof DomainNotInvariantException) {
            return new Failure(ExitStatus.UNREADABLE, "/domain: " + message);
        }
        if (problem instanceof OverLimitsException) {
            return new Failure(ExitStatus.OVER_LIMITS, "over limits: " + message);
        }
        if (problem instanceof OutputException) {
            return new Failure(ExitStatus.NOT_WRITTEN, message);
        }
        if (problem instanceof IOException) {
            return new Failure(ExitStatus.UNREADABLE, message);
        }
        if (problem instanceof OutOfMemoryError) {
            return new Failure(ExitStatus.OVER_LIMITS, "out of memory; give Java more with -Xmx");
        }
        return new Failure(ExitStatus.INTERNAL, "internal error: " + problem);
    }
}
