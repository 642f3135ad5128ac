package org.chaoscert.sweep;

import java.io.IOException;
import java.util.Optional;

/** Lets steps be done until one of them fails: whatever is tried after that fails the same way, undone. Not thread-safe. */
final class Fuse {
    private Optional<Throwable> failure = Optional.empty();

    /** Something that may fail. */
    @FunctionalInterface
    interface Step {
        void run() throws IOException;
    }

    /** Does a step, unless one before it has failed. */
    void run(Step step) throws IOException {
        if (failure.isPresent()) {
            rethrow(failure.get());
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error problem) {
            failure = Optional.of(problem);
            throw problem;
        }
    }

    /** Throws what has been caught elsewhere. */
    static void rethrow(Throwable failure) throws IOException {
        if (failure instanceof IOException problem) {
            throw problem;
        }
        if (failure instanceof RuntimeException problem) {
            throw problem;
        }
        if (failure instanceof Error problem) {
            throw problem;
        }
        throw new IllegalStateException(failure);
    }
}
