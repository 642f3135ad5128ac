package org.chaoscert.certify;

import org.chaoscert.checker.Result;

/** Thrown when the checker does not accept what was to be written: a defect of this program, and nothing is written. */
public final class RejectedProofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RejectedProofException(Result result) {
        super("the checker does not accept the proof that was found ("
                + result.kind().word() + " " + result.code()
                + " at " + result.at() + ": " + result.why() + "); nothing is claimed. This is a defect: please report"
                + " it with the network");
    }
}
