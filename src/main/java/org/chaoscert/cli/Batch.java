package org.chaoscert.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chaoscert.certify.Certified.Sealed;
import org.chaoscert.network.JsonText;

/** Judges inputs, several at a time; prints what is said of them in their order. What is wrong with one keeps none from the others. */
final class Batch {
    private final Streams streams;
    private final Outputs outputs;
    private final boolean json;
    private final boolean verbose;

    /**
     * Prepares to judge.
     *
     * @param outputs if they go to standard output, certificates stand there, one a line, and all text on standard error
     * @param json whether what is said is a JSON object for each input
     * @param verbose whether to show where errors arise
     */
    Batch(Streams streams, Outputs outputs, boolean json, boolean verbose) {
        this.streams = streams;
        this.outputs = outputs;
        this.json = json;
        this.verbose = verbose;
    }

    /**
     * What is said of one input.
     *
     * @param text what is printed; its first word is fixed
     * @param certificates what was proved
     * @param status the exit status that it asks for
     */
    record Said(String text, List<Sealed> certificates, int status) {}

    /** Judges one input, and writes its files. */
    @FunctionalInterface
    interface Judge {
        Said judge(String input) throws Exception;
    }

    private record Outcome(Said said, Optional<Failure> failure) {}

    /** Judges all; returns the largest exit status. */
    int run(List<String> inputs, int threads, Judge judge) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (String input : inputs) {
                outcomes.add(pool.submit(() -> outcome(input, judge)));
            }
            int status = ExitStatus.DONE;
            for (int i = 0; i < inputs.size(); i++) {
                Outcome outcome = get(outcomes.get(i));
                print(inputs.get(i), outcome, inputs.size() > 1);
                status = Math.max(status, outcome.said.status);
            }
            return status;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Outcome get(Future<Outcome> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("outcomes hold their own failures", impossible);
        }
    }

    @SuppressWarnings("CatchAndPrintStackTrace")
    private Outcome outcome(String input, Judge judge) {
        try {
            return new Outcome(judge.judge(input), Optional.empty());
        } catch (Exception | OutOfMemoryError | StackOverflowError problem) {
            if (verbose) {
                problem.printStackTrace(streams.err());
            }
            Failure failure = Failure.of(problem);
            String text = json ? error(input, failure.message()) : "error";
            return new Outcome(new Said(text, List.of(), failure.status()), Optional.of(failure));
        }
    }

    private static String error(String input, String message) {
        return JsonText.line(out -> {
            out.writeStartObject();
            out.writeStringProperty("file", input);
            out.writeStringProperty("error", message);
            out.writeEndObject();
        });
    }

    private void print(String input, Outcome outcome, boolean several) {
        boolean apart = outputs.isStandardOutput();
        if (apart) {
            outcome.said.certificates.forEach(
                    item -> streams.out().println(item.text().line()));
        }
        (apart ? streams.err() : streams.out()).println((several && !json ? input + ": " : "") + outcome.said.text);
        outcome.failure.ifPresent(failure -> streams.err().println("chaoscert: " + input + ": " + failure.message()));
    }
}
